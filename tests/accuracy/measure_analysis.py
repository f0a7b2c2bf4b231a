#!/usr/bin/env python3
"""Scores the shipped Spanish model, as the program runs it, and holds the figures of floor_analysis.json.

    measure_analysis.py --data DIR [--json]

DIR (or ENTENTE_DATA) holds UD Spanish AnCora's test set as trees/es/ancora-test.conllu and CoNLL-2002's
as names/es/conll2002-testb.txt.xz. The binary is ENTENTE_BINARY, else build/release's. Measured are

  trees     on AnCora's words: UAS, LAS (as the CoNLL 2018 script counts), UPOS, FEATS and lemmas
  names     on CoNLL-2002's tokens: exact names with their types, as conlleval counts
  raw_text  on AnCora's text: F1 of sentences, tokens, words, and UAS and LAS over aligned words

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
import raw_text  # noqa: E402
import readers  # noqa: E402

TREES = "trees/es/ancora-test.conllu"
NAMES = "names/es/conll2002-testb.txt.xz"


def binary():
    return os.environ.get("ENTENTE_BINARY", str(ROOT / "build/release/cli/entente"))


def annotate(source, *options):
    """The program's analysis of `source`, a path beside it."""
    result = source.with_name(source.name + ".annotated")
    with result.open("wb") as out:
        subprocess.run([binary(), "annotate", str(source), "--lang", "es", "--strict", *options],
                       stdout=out, check=True)
    return result


def write_forms(sentences, path):
    """CoNLL-U that says nothing but the words."""
    with path.open("w", encoding="utf-8") as out:
        for sentence in sentences:
            for number, form in enumerate(sentence.forms, start=1):
                out.write("\t".join([str(number), form, *["_"] * 8]) + "\n")
            out.write("\n")


def documents(lines):
    """The texts of a CoNLL-U file as its forms and SpaceAfter=No spell them, a document each."""
    text, skip_to = "", 0
    for line in lines:
        columns = line.rstrip("\n").split("\t")
        if line.startswith("# newdoc") and text:
            yield text.strip()
            text = ""
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


def measure_trees(data, work):
    gold = list(readers.read_conllu(data / TREES))
    write_forms(gold, work / "trees.conllu")
    return evaluate.tree_scores(gold, list(readers.read_conllu(annotate(work / "trees.conllu", "--format", "conllu"))))


def measure_names(data, work):
    gold = list(readers.read_names(data / NAMES))
    write_forms(gold, work / "names.conllu")
    return evaluate.name_scores(gold, list(readers.read_conllu(annotate(work / "names.conllu", "--format", "conllu"))))


def measure_raw_text(data, work):
    with (data / TREES).open(encoding="utf-8") as lines:
        texts = list(documents(lines))
    with (work / "raw.jsonl").open("w", encoding="utf-8") as out:
        for number, text in enumerate(texts):
            out.write(json.dumps({"id": str(number), "text": text}, ensure_ascii=False) + "\n")
    with (data / TREES).open(encoding="utf-8") as gold, annotate(work / "raw.jsonl").open(encoding="utf-8") as system:
        return raw_text.scores(raw_text.read(gold), raw_text.read(system))


PARTS = {"trees": measure_trees, "names": measure_names, "raw_text": measure_raw_text}


def below(figures, floors):
    """Each floor that the figures do not reach."""
    for part, bounds in floors.items():
        for name, least in bounds.items():
            if figures[part][name] < least:
                yield f"{part} {name} is {figures[part][name]:.2f}, the floor is {least:.2f}"


def show(figures, floors):
    for part, values in figures.items():
        print(part)
        for name, value in values.items():
            floor = floors.get(part, {}).get(name)
            print(f"  {name:9} {value:6.2f}" + (f"  (floor {floor:.2f})" if floor is not None else ""))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", default=os.environ.get("ENTENTE_DATA"), help="the folder of the corpora")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    arguments = parser.parse_args()
    if not arguments.data:
        parser.error("say where the corpora are: --data DIR or ENTENTE_DATA")
    data = pathlib.Path(arguments.data)
    missing = [str(data / name) for name in (TREES, NAMES) if not (data / name).is_file()]
    if missing:
        parser.error("no such file: " + ", ".join(missing))
    floors = json.loads((HERE / "floor_analysis.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as work:
        figures = {part: measure(data, pathlib.Path(work)) for part, measure in PARTS.items()}
    if arguments.json:
        print(json.dumps(figures, indent=2))
    else:
        show(figures, floors)
    failures = list(below(figures, floors))
    for failure in failures:
        print(f"measure_analysis.py: below the floor: {failure}", file=sys.stderr)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
