#!/usr/bin/env python3
"""Scores the time expressions that entente_times finds in raw text: spans, types and values.

    score_time.py --data DIR [--part train] [--errors N] [--json]

DIR (or ENTENTE_DATA) holds gold files as time/timebank-es-test.tsv.xz; --part names another ending
than "test". The binary is ENTENTE_TIMES, else build/release's. With the test sets, the figures of
floor_time.json are held.

A gold file holds a token, its IOB tag (B-DATE) and its TIMEX3 value a line, separated by tabs. An
empty line ends a sentence, and *!-DCTVALUE="2001-02-01"-!* begins a document of that date. The
program gets the documents' text and date alone; what it finds is laid over the tokens by offsets.

Spans count as found when they are the same (strict) or overlap (relaxed). Values are compared as
the days they cover, so that 2000-W21 is 2000-05-22/2000-05-28; a time of the day counts as its
day, a season as its year, a quarter as three months, and what no calendar knows (PAST_REF, XXXX)
equals "". A range ("from May to July") is one expression to the program and two in gold: where
it holds two gold spans, it counts as both, each with its own end. Python's standard library alone.
"""
import argparse
import calendar
import collections
import dataclasses
import datetime
import json
import lzma
import os
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SETS = {"timebank-es": "es", "timebank-en": "en", "meantime-es": "es", "meantime-en": "en"}
QUOTES = {"``": '"', "''": '"'}


def binary():
    return os.environ.get("ENTENTE_TIMES", str(ROOT / "build/release/extract/time/entente_times"))


@dataclasses.dataclass
class GoldDocument:
    date: str
    sentences: list  # of [(token, tag, value), ...]


@dataclasses.dataclass
class Span:
    first: int  # tokens of the document, the last inclusive
    last: int
    kind: str
    value: str

    def overlaps(self, other):
        return self.first <= other.last and other.first <= self.last

    def equals(self, other):
        return (self.first, self.last) == (other.first, other.last)


def read_gold(lines):
    """Yields each document; a date that is no day is left out."""
    document = None
    sentence = []
    for line in lines:
        line = line.rstrip("\n")
        if line.startswith("*!-DCTVALUE="):
            if document:
                yield document
            day = line.split('"')[1][:10]
            document = GoldDocument(day if re.fullmatch(r"\d{4}-\d\d-\d\d", day) else "", [])
            sentence = []
        elif not line:
            sentence = []
        else:
            if not sentence:
                document.sentences.append(sentence)
            sentence.append(tuple(line.split("\t")))
    if document:
        yield document


def spell(document):
    """The document's text, a paragraph a sentence, and where each token begins and ends in it."""
    text, offsets = "", []
    for sentence in document.sentences:
        text += "\n\n" if text else ""
        glue = True
        for token, _, _ in sentence:
            if not (glue or re.match(r"[.,;:?!)%]$|n't$|'(s|re|ve|ll|d|m)?$", token)):
                text += " "
            token = QUOTES.get(token, token)
            offsets.append((len(text), len(text) + len(token)))
            text += token
            glue = token in ("(", "$")
    return text, offsets


def gold_spans(document):
    spans = []
    tokens = [token for sentence in document.sentences for token in sentence]
    for index, (_, tag, value) in enumerate(tokens):
        if tag.startswith("B-"):
            spans.append(Span(index, index, tag[2:], value))
        elif tag.startswith("I-") and spans and spans[-1].last == index - 1:
            spans[-1].last = index
    return spans


def token_span(found, offsets):
    """The tokens that a line of the program's covers."""
    covered = [i for i, (begin, end) in enumerate(offsets) if begin < found["end"] and found["begin"] < end]
    return Span(covered[0], covered[-1], found["type"], found["value"])


def days(point):
    """The first and last day of a TIMEX3 point in time, or None."""
    point = re.sub(r"T.*", "", point)
    year = datetime.date

    def months(of_year, first, last):
        return year(of_year, first, 1), year(of_year, last, calendar.monthrange(of_year, last)[1])

    try:
        if match := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", point):
            monday = year.fromisocalendar(int(match[1]), int(match[2]), 1)
            return monday + datetime.timedelta(5 if match[3] else 0), monday + datetime.timedelta(6)
        if match := re.fullmatch(r"(\d{4})-Q(\d)", point):
            return months(int(match[1]), int(match[2]) * 3 - 2, int(match[2]) * 3)
        if match := re.fullmatch(r"(\d{4})-H(\d)", point):
            return months(int(match[1]), int(match[2]) * 6 - 5, int(match[2]) * 6)
        if match := re.fullmatch(r"(\d{4})-(SP|SU|FA|AU|WI)", point):
            point = match[1]  # which months a season has depends on the hemisphere
        if re.fullmatch(r"\d{4}-\d\d-\d\d", point):
            return year.fromisoformat(point), year.fromisoformat(point)
        if match := re.fullmatch(r"(\d{4})-(\d\d)", point):
            return months(int(match[1]), int(match[2]), int(match[2]))
        if re.fullmatch(r"\d{4}", point):
            return months(int(point), 1, 12)
        if re.fullmatch(r"\d{3}", point):
            return year(int(point) * 10, 1, 1), year(int(point) * 10 + 9, 12, 31)
        if re.fullmatch(r"\d{2}", point):
            return year(int(point) * 100 + 1, 1, 1), year(int(point) * 100 + 100, 12, 31)
    except ValueError:
        return None
    return None


def normal(kind, value):
    """A value in the form in which two are compared."""
    if kind in ("DURATION", "SET"):
        if not value.startswith("P"):
            return ""
        quarters = re.fullmatch(r"P(\d+|X)Q", value)
        return f"P{quarters[1] if quarters[1] == 'X' else int(quarters[1]) * 3}M" if quarters else value
    ends = [days(point) for point in value.split("/")]
    return (ends[0][0], ends[-1][1]) if all(ends) else ""


def same_value(one, other):
    return normal(one.kind, one.value) == normal(other.kind, other.value)


def ends_of_ranges(gold, found):
    """The found spans, with a range that holds two gold spans as those two."""
    for span in found:
        inside = [x for x in gold if span.first <= x.first and x.last <= span.last]
        ends = span.value.split("/")
        if len(ends) == len(inside) == 2:
            yield from (Span(x.first, x.last, span.kind, end) for x, end in zip(inside, ends))
        else:
            yield span


def compare(gold, found, count, report):
    """Adds what one document's spans agree in to `count`, and hands what they do not to `report`."""
    found = list(ends_of_ranges(gold, found))
    count["gold"] += len(gold)
    count["found"] += len(found)
    left = list(found)
    for wanted in gold:
        best = next((x for x in left if x.equals(wanted)), None) or next(
            (x for x in left if x.overlaps(wanted)), None)
        dated = normal("DATE", wanted.value) != ""
        count["dated"] += dated
        if best is None:
            report("missed", wanted, None)
            continue
        left.remove(best)
        right = same_value(best, wanted)
        count["relaxed"] += 1
        count["strict"] += best.equals(wanted)
        count["type"] += best.kind == wanted.kind
        count["value"] += right
        count["strict value"] += best.equals(wanted) and right
        count["dated right"] += dated and right
        if not (right and best.equals(wanted)):
            report("other", wanted, best)
    for extra in left:
        report("extra", extra, None)


def percent(part, whole):
    return 100 * part / whole if whole else 0.0


def figures(count):
    """F1 of each aspect, in percent, and of the calendar dates in gold those with the right days."""
    scores = {name: percent(2 * count[name], count["found"] + count["gold"])
              for name in ("strict", "relaxed", "type", "value", "strict value")}
    return {"gold": count["gold"], "found": count["found"], **scores,
            "dates right": percent(count["dated right"], count["dated"])}


def run_program(language, texts, dates, work):
    """The program's lines, by document."""
    source = work / "documents.jsonl"
    with source.open("w", encoding="utf-8") as out:
        for number, (text, date) in enumerate(zip(texts, dates)):
            record = {"id": str(number), "text": text} | ({"date": date} if date else {})
            out.write(json.dumps(record, ensure_ascii=False) + "\n")
    result = subprocess.run([binary(), str(ROOT / "extract/language" / language), str(source)],
                            stdout=subprocess.PIPE, check=True, encoding="utf-8")
    found = collections.defaultdict(list)
    for line in result.stdout.splitlines():
        row = json.loads(line)
        found[int(row["document"])].append(row)
    return found


def measure(path, language, errors=0):
    """Scores one gold file; shows the first `errors` differences."""
    with (lzma.open if path.suffix == ".xz" else open)(path, "rt", encoding="utf-8") as lines:
        documents = list(read_gold(lines))
    spelt = [spell(document) for document in documents]
    with tempfile.TemporaryDirectory() as work:
        found = run_program(language, [text for text, _ in spelt], [document.date for document in documents],
                            pathlib.Path(work))
    count = collections.Counter()
    for number, document in enumerate(documents):
        text, offsets = spelt[number]

        def report(what, span, instead):
            nonlocal errors
            if errors > 0:
                errors -= 1
                here = text[offsets[max(0, span.first - 5)][0]:offsets[min(span.last + 5, len(offsets) - 1)][1]]
                words = text[offsets[span.first][0]:offsets[span.last][1]]
                rest = f" found {text[offsets[instead.first][0]:offsets[instead.last][1]]!r} " \
                       f"{instead.kind} {instead.value!r}" if instead else ""
                print(f"{what}: {words!r} {span.kind} {span.value!r}{rest} on {document.date}: {here!r}")

        compare(gold_spans(document), [token_span(row, offsets) for row in found[number]], count, report)
    return figures(count)


def below(results, floors):
    """Each floor that the figures do not reach."""
    for name, bounds in floors.items():
        for aspect, least in bounds.items():
            if name in results and results[name][aspect] < least:
                yield f"{name} {aspect} is {results[name][aspect]:.1f}, the floor is {least:.1f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", default=os.environ.get("ENTENTE_DATA"), help="the folder of the corpora")
    parser.add_argument("--part", default="test", help="which files: test (default), train")
    parser.add_argument("--set", choices=SETS, action="append", help="one set alone; may be repeated")
    parser.add_argument("--errors", type=int, default=0, help="how many differences to show of each set")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    arguments = parser.parse_args()
    if not arguments.data:
        parser.error("say where the corpora are: --data DIR or ENTENTE_DATA")
    paths = {name: pathlib.Path(arguments.data) / f"time/{name}-{arguments.part}.tsv.xz"
             for name in arguments.set or SETS}
    paths = {name: path for name, path in paths.items() if path.is_file()}
    if not paths:
        parser.error(f"no gold file time/…-{arguments.part}.tsv.xz in {arguments.data}")
    results = {name: measure(path, SETS[name], arguments.errors) for name, path in paths.items()}
    if arguments.json:
        print(json.dumps(results, indent=2))
    else:
        for name, values in results.items():
            print(f"{name:12}", "  ".join(f"{aspect} {value:.1f}" if isinstance(value, float) else f"{aspect} {value}"
                                          for aspect, value in values.items()))
    floors = json.loads((HERE / "floor_time.json").read_text(encoding="utf-8")) if arguments.part == "test" else {}
    failures = list(below(results, floors))
    for failure in failures:
        print(f"score_time.py: below the floor: {failure}", file=sys.stderr)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
