#!/usr/bin/env python3
"""Scores time expressions against a gold file: spans, types and values.

    score_time.py sentences GOLD.tsv > sentences.jsonl     what a tagger is to read
    score_time.py score GOLD.tsv PREDICTIONS.jsonl         how well it did  [--errors N]

GOLD.tsv holds a token, its IOB tag (B-DATE) and its TIMEX3 value a line, separated by tabs. An
empty line ends a sentence, and *!-DCTVALUE="2001-02-01"-!* begins a document of that date.
A line of sentences.jsonl is {"dct": "2001-02-01", "words": [["Los"], ...]}, where contractions
("del") are split as Universal Dependencies has them. A line of PREDICTIONS.jsonl is the same
sentence's [[first, last, "DATE", "2001-02-03"], ...]: indices of words, the last inclusive.

Spans count as found when they are the same (strict) or overlap (relaxed). Values are compared as
the days they cover, so that 2000-W21 is 2000-05-22/2000-05-28; a time of the day counts as its
day, a season as its year, and what no calendar knows (PAST_REF, XXXX) equals "".
Python's standard library alone.
"""
import argparse
import calendar
import collections
import datetime
import json
import re
import sys

CONTRACTIONS = {"del": ("de", "el"), "al": ("a", "el")}


def read_gold(path):
    """Yields (date, [(token, tag, value), ...]) for each sentence."""
    date, sentence = "", []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("*!-DCTVALUE="):
                if sentence:
                    yield date, sentence
                date, sentence = line.split('"')[1], []
            elif not line:
                if sentence:
                    yield date, sentence
                sentence = []
            else:
                sentence.append(tuple(line.split("\t")))
    if sentence:
        yield date, sentence


def words_of(sentence):
    """The words of a sentence, and for each the index of its token."""
    words, tokens = [], []
    for index, (token, _, _) in enumerate(sentence):
        parts = CONTRACTIONS.get(token.lower(), (token,))
        words += parts
        tokens += [index] * len(parts)
    return words, tokens


def gold_spans(sentence):
    spans = []
    for index, (_, tag, value) in enumerate(sentence):
        if tag.startswith("B-"):
            spans.append([index, index, tag[2:], value])
        elif tag.startswith("I-") and spans and spans[-1][1] == index - 1:
            spans[-1][1] = index
    return spans


def days(point):
    """The first and last day of a TIMEX3 point in time, or None."""
    point = re.sub(r"T.*", "", point)
    year = datetime.date
    try:
        if match := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", point):
            monday = year.fromisocalendar(int(match[1]), int(match[2]), 1)
            first = monday + datetime.timedelta(5 if match[3] else 0)
            return first, monday + datetime.timedelta(6)
        if match := re.fullmatch(r"(\d{4})-Q(\d)", point):
            last = int(match[2]) * 3
            return year(int(match[1]), last - 2, 1), year(
                int(match[1]), last, calendar.monthrange(int(match[1]), last)[1])
        if match := re.fullmatch(r"(\d{4})-H(\d)", point):
            return year(int(match[1]), int(match[2]) * 6 - 5, 1), year(
                int(match[1]), int(match[2]) * 6, 30 if match[2] == "1" else 31)
        if match := re.fullmatch(r"(\d{4})-(SP|SU|FA|AU|WI)", point):
            point = match[1]  # which months a season has depends on the hemisphere
        if re.fullmatch(r"\d{4}-\d\d-\d\d", point):
            return year.fromisoformat(point), year.fromisoformat(point)
        if match := re.fullmatch(r"(\d{4})-(\d\d)", point):
            return year(int(match[1]), int(match[2]), 1), year(
                int(match[1]), int(match[2]), calendar.monthrange(int(match[1]), int(match[2]))[1])
        if re.fullmatch(r"\d{4}", point):
            return year(int(point), 1, 1), year(int(point), 12, 31)
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
        return value if value.startswith("P") else ""
    ends = [days(point) for point in value.split("/")]
    return (ends[0][0], ends[-1][1]) if all(ends) else ""


def f1(right, found, wanted):
    precision = right / found if found else 0.0
    recall = right / wanted if wanted else 0.0
    total = 2 * precision * recall / (precision + recall) if right else 0.0
    return f"P {precision:.3f}  R {recall:.3f}  F1 {total:.3f}"


def score(gold_path, predictions_path, errors):
    count = collections.Counter()
    shown = 0
    with open(predictions_path, encoding="utf-8") as predictions:
        for (date, sentence), line in zip(read_gold(gold_path), predictions, strict=True):
            _, tokens = words_of(sentence)
            found = [(tokens[first], tokens[last], kind, value)
                     for first, last, kind, value in json.loads(line)]
            gold = gold_spans(sentence)
            count["found"] += len(found)
            count["gold"] += len(gold)
            left = list(found)
            for wanted in gold:
                best = next((x for x in left if x[:2] == tuple(wanted[:2])), None) or next(
                    (x for x in left if x[0] <= wanted[1] and wanted[0] <= x[1]), None)
                if best:
                    left.remove(best)
                    count["relaxed"] += 1
                    same_span = best[:2] == tuple(wanted[:2])
                    same_value = normal(best[2], best[3]) == normal(wanted[2], wanted[3])
                    count["strict"] += same_span
                    count["type"] += best[2] == wanted[2]
                    count["value"] += same_value
                    count["strict value"] += same_span and same_value
                    dated = normal("DATE", wanted[3]) != ""
                    count["dated right"] += dated and same_value
                    count["dated overlap"] += dated
                else:
                    same_span = same_value = False
                count["dated"] += normal("DATE", wanted[3]) != ""
                if shown < errors and not (same_span and same_value):
                    shown += 1
                    text = " ".join(x[0] for x in sentence[max(0, wanted[0] - 4):wanted[1] + 4])
                    print("!", wanted, "found", best, "on", date, ":", text)
            for extra in left:
                if shown < errors:
                    shown += 1
                    text = " ".join(x[0] for x in sentence[max(0, extra[0] - 4):extra[1] + 4])
                    print("+", extra, "on", date, ":", text)
    wanted, found = count["gold"], count["found"]
    print(f"gold {wanted}, found {found}")
    for name in ("strict", "relaxed", "type", "value", "strict value"):
        print(f"{name:13} {f1(count[name], found, wanted)}")
    print(f"calendar dates: {count['dated']} in gold, {count['dated overlap']} found, "
          f"{count['dated right']} with the right days")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("action", choices=("sentences", "score"))
    parser.add_argument("gold")
    parser.add_argument("predictions", nargs="?")
    parser.add_argument("--errors", type=int, default=0, help="how many errors to show")
    arguments = parser.parse_args()
    if arguments.action == "sentences":
        for date, sentence in read_gold(arguments.gold):
            words, _ = words_of(sentence)
            row = {"dct": date, "words": [[word] for word in words]}
            print(json.dumps(row, ensure_ascii=False))
    elif arguments.predictions is None:
        sys.exit("score needs the PREDICTIONS too")
    else:
        score(arguments.gold, arguments.predictions, arguments.errors)


if __name__ == "__main__":
    main()
