#!/usr/bin/env python3
"""Scores the shipped models, as the program runs them, and holds the figures of floor_analysis.json.

    measure_analysis.py --data DIR [--languages es en] [--json]

DIR (or ENTENTE_DATA) holds the files that test_sets.json names; no model has been trained on them. The
binary is ENTENTE_BINARY, else build/release's. Measured are, as each test set says,

  trees     on the treebank's words: UAS, LAS (as the CoNLL 2018 script counts), UPOS, FEATS and lemmas
  raw_text  on its text: F1 of sentences, tokens, words, and UAS and LAS over aligned words
  names     on the corpus's tokens: exact names with their types, as conlleval counts; types that the
            corpus does not annotate are left out

in percent. The program sees forms alone, never a gold column. Python's standard library alone.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT / "extract/train"))

import evaluate  # noqa: E402
import name_corpora  # noqa: E402
import raw_text  # noqa: E402
import readers  # noqa: E402

TEST_SETS = HERE / "test_sets.json"
FLOORS = HERE / "floor_analysis.json"


def binary():
    return os.environ.get("ENTENTE_BINARY", str(ROOT / "build/release/cli/entente"))


def annotate(language, source, *options):
    """The program's analysis of `source`, a path beside it."""
    result = source.with_name(source.name + ".annotated")
    with result.open("wb") as out:
        subprocess.run([binary(), "annotate", str(source), "--lang", language, "--strict", *options],
                       stdout=out, check=True)
    return result


def analysed(language, sentences, work):
    """What the program makes of the words of these sentences."""
    path = work / "words.conllu"
    write_forms(sentences, path)
    return list(readers.read_conllu(annotate(language, path, "--format", "conllu")))


def write_forms(sentences, path):
    """CoNLL-U that says nothing but the words."""
    with path.open("w", encoding="utf-8") as out:
        for sentence in sentences:
            for number, form in enumerate(sentence.forms, start=1):
                out.write("\t".join([str(number), form, *["_"] * 8]) + "\n")
            out.write("\n")


def documents_named(lines, prefix):
    """The lines of the documents of a CoNLL-U file whose names begin so."""
    wanted = prefix == ""
    for line in lines:
        if line.startswith("# newdoc"):
            wanted = line.partition("=")[2].strip().startswith(prefix)
        if wanted:
            yield line


def documents(lines):
    """The texts of a CoNLL-U file as its forms and SpaceAfter=No spell them, a document each.

    A blank line ends a paragraph where the file marks paragraphs.
    """
    text, skip_to = "", 0
    for line in lines:
        columns = line.rstrip("\n").split("\t")
        if line.startswith("# newdoc") and text:
            yield text.strip()
            text = ""
        elif line.startswith("# newpar") and text:
            text = text.rstrip() + "\n\n"
        elif not line.strip():
            skip_to = 0
            text = text.rstrip() + " "
        elif len(columns) == 10 and "." not in columns[0]:
            first, _, last = columns[0].partition("-")
            if int(first) > skip_to:
                skip_to = int(last or 0)
                text += columns[1] + ("" if "SpaceAfter=No" in columns[9].split("|") else " ")
    if text:
        yield text.strip()


def treebank(test_set, data, work):
    """The trees of a test set alone, as a plain file."""
    source = test_set["source"]
    path = work / "gold.conllu"
    with readers.open_text(data / source["file"]) as lines, path.open("w", encoding="utf-8") as out:
        out.writelines(documents_named(lines, source.get("documents", "")))
    return path


def measure_trees(test_set, data, work):
    gold = list(readers.read_conllu(treebank(test_set, data, work)))
    return evaluate.tree_scores(gold, analysed(test_set["language"], gold, work))


def measure_raw_text(test_set, data, work):
    gold_path, text_path = treebank(test_set, data, work), work / "raw.jsonl"
    with gold_path.open(encoding="utf-8") as lines, text_path.open("w", encoding="utf-8") as out:
        for number, text in enumerate(documents(lines)):
            out.write(json.dumps({"id": str(number), "text": text}, ensure_ascii=False) + "\n")
    system_path = annotate(test_set["language"], text_path)
    with gold_path.open(encoding="utf-8") as gold, system_path.open(encoding="utf-8") as system:
        return raw_text.scores(raw_text.read(gold), raw_text.read(system))


def measure_names(test_set, data, work):
    gold = name_corpora.read(test_set["source"], data, work)
    return name_scores(gold, analysed(test_set["language"], gold, work))


def name_scores(gold, system):
    """Scores of names; none is expected and none found on words of which the corpus says nothing."""
    for g, s in zip(gold, system, strict=True):
        unsaid = [tag == name_corpora.UNSAID for tag in g.names]
        g.names = ["O" if u else tag for tag, u in zip(g.names, unsaid)]
        s.names = ["O" if u else tag for tag, u in zip(s.names or ["O"] * len(s), unsaid)]
    return evaluate.name_scores(gold, system)


MEASURES = {"trees": measure_trees, "raw_text": measure_raw_text, "names": measure_names}


def measure(test_sets, data):
    """The figures by language, test set and measure."""
    figures = {}
    with tempfile.TemporaryDirectory() as work:
        for test_set in test_sets:
            of_language = figures.setdefault(test_set["language"], {})
            of_language[test_set["name"]] = {
                name: MEASURES[name](test_set, data, pathlib.Path(work)) for name in test_set["measures"]}
    return figures


def rows_of(figures):
    """Language, test set, measure, the figure's name and the figure."""
    for language, sets in figures.items():
        for test_set, measures in sets.items():
            for part, values in measures.items():
                for name, value in values.items():
                    yield language, test_set, part, name, value


def below(figures, floors):
    """Each floor that the figures do not reach; those of languages that were not measured do not count."""
    found = {row[:4]: row[4] for row in rows_of(figures)}
    for *place, least in rows_of(floors):
        language, test_set, part, name = place
        if language not in figures:
            continue
        if found[tuple(place)] < least:
            yield f"{language} {test_set} {part} {name} is {found[tuple(place)]:.2f}, the floor is {least:.2f}"


def show(figures, floors, test_sets):
    what = {(test_set["language"], test_set["name"]): test_set["what"] for test_set in test_sets}
    bounds, last = {row[:4]: row[4] for row in rows_of(floors)}, None
    for *place, value in rows_of(figures):
        if place[:3] != last:
            last = place[:3]
            print(*last, f"({what[place[0], place[1]]})")
        floor = bounds.get(tuple(place))
        print(f"  {place[3]:9} {value:6.2f}" + (f"  (floor {floor:.2f})" if floor is not None else ""))


def main():
    test_sets = json.loads(TEST_SETS.read_text(encoding="utf-8"))
    languages = list(dict.fromkeys(test_set["language"] for test_set in test_sets))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", default=os.environ.get("ENTENTE_DATA"), help="the folder of the corpora")
    parser.add_argument("--languages", nargs="+", choices=languages, default=languages, help="these alone")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    arguments = parser.parse_args()
    if not arguments.data:
        parser.error("say where the corpora are: --data DIR or ENTENTE_DATA")
    data = pathlib.Path(arguments.data)
    test_sets = [test_set for test_set in test_sets if test_set["language"] in arguments.languages]
    files = dict.fromkeys(data / test_set["source"]["file"] for test_set in test_sets)
    missing = [str(path) for path in files if not path.is_file()]
    if missing:
        parser.error("no such file: " + ", ".join(missing))
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    try:
        figures = measure(test_sets, data)
    except subprocess.CalledProcessError as error:
        sys.exit(f"measure_analysis.py: {' '.join(error.cmd)} ended with exit code {error.returncode}")
    if arguments.json:
        print(json.dumps(figures, indent=2))
    else:
        show(figures, floors, test_sets)
    failures = list(below(figures, floors))
    for failure in failures:
        print(f"measure_analysis.py: below the floor: {failure}", file=sys.stderr)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
