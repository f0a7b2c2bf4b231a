#!/usr/bin/env python3
"""Extracts from gold documents, scores the triples and holds the figures of floor.json.

    measure.py [--gold DIR] [--lang LANG] [--by-class] [--kinds] [--errors N]

Measures the gold documents in the tree (gold/), and those of --gold or ENTENTE_GOLD where one is given. A
document's text is its sentences joined by one space. The binary is ENTENTE_BINARY, else build/release's. "trust" in
floor.json is 1 less the expected calibration error; "by chance" is what of it would be there were the confidence just right.
"""
import argparse
import collections
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

import score

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
LEVELS = ("entities", "pairs", "triples", "full")


def binary():
    return os.environ.get("ENTENTE_BINARY", str(ROOT / "build/release/cli/entente"))


def languages():
    """The languages that Entente has a model for."""
    return {path.parent.name for path in (ROOT / "extract/language").glob("*/model.bin")}


def extract(documents):
    """The triples of gold documents, by document id."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = pathlib.Path(folder) / "gold.jsonl"
        triples = pathlib.Path(folder) / "triples.jsonl"
        with corpus.open("w", encoding="utf-8") as out:
            for document in documents:
                record = {"id": document["id"], "date": document["date"], "lang": document["lang"],
                          "text": " ".join(document["sentences"])}
                out.write(json.dumps(record, ensure_ascii=False) + "\n")
        with triples.open("wb") as out:
            subprocess.run([binary(), "extract", str(corpus)], stdout=out, check=True)
        return score.load_triples(triples)


def figures(gold, found):
    tally, by_class, missed, wrong = score.score(gold, found)
    result = {}
    for level in LEVELS:
        precision, recall, f1 = score.f1(*tally[level])
        result[level] = {"precision": precision, "recall": recall, "f1": f1}
    result["salient"] = {"recall": tally["salient"][2] / max(1, tally["salient"][3])}
    pairs = list(judged(gold, found))
    curve, error = reliability(pairs)
    result["confidence"] = {"trust": 1 - error, "chance": error_by_chance(pairs)}
    return result, curve, by_class, missed, wrong


def entity_of(value, names):
    """The entity of an extracted name, as score.py matches it: the gold one, else one that no gold entity equals."""
    name = score.fold(score.name_of(value))
    return names.get(name, "?" + name)


def wanted(document):
    """The triples of a gold document, as score.py compares them."""
    return {score.key_of(t["subject"], t["class"], t["object"]) for t in document["triples"]}


def judged(gold, found):
    """The confidence of each triple found, and whether it is right: the surest of those that say the same."""
    for document_id, (document, names) in gold.items():
        want = wanted(document)
        surest = {}
        for t in found.get(document_id, []):
            subject, obj = (entity_of(t[k], names) for k in ("subject", "object"))
            key = score.key_of(subject, t["class"], obj)
            if subject != obj:
                surest[key] = max(surest.get(key, 0.0), t["confidence"])
        yield from ((confidence, key in want) for key, confidence in surest.items())


def reliability(pairs):
    """The curve (mean confidence, share of right ones, count) in ten bins, and the expected calibration error
    (Naeini et al. 2015)."""
    bins = [[] for _ in range(10)]
    for confidence, right in pairs:
        bins[min(9, int(confidence * 10))].append((confidence, right))
    curve = [tuple(sum(column) / len(inside) for column in zip(*inside)) + (len(inside),) for inside in bins if inside]
    every = sum(count for _, _, count in curve)
    return curve, sum(count * abs(confidence - right) for confidence, right, count in curve) / max(1, every)


def error_kinds(gold, found):
    """How many errors there are of each kind, over all documents.

    A pair of entities that both tell of, by other classes or the other way round, is one error of its own kind, not a
    missed and a wrong triple. What is named as no annotated entity is, or never named at all, is an error of its entity;
    else the pair is missed or invented, by its class.
    """
    counts = collections.Counter()
    for document_id, (document, names) in gold.items():
        types = {entity["name"]: entity["type"] for entity in document["entities"]}
        told = {}  # by what is compared: subject, class and object as annotation names them, and the type of an unknown end
        for triple in found.get(document_id, []):
            ends = [entity_of(triple[k], names) for k in ("subject", "object")]
            unknown = [triple[k]["type"] for k, end in zip(("subject", "object"), ends) if end not in types]
            told[score.key_of(ends[0], triple["class"], ends[1])] = unknown
        want = wanted(document)
        counts.update(_kinds_of_document(set(told) - want, want - set(told), told, types))
    return counts


def error_by_chance(pairs, draws=200):
    """The calibration error that so few triples have on the average if their confidence is just right (Bröcker and
    Smith 2007): each is drawn right as often as its confidence says."""
    draw = random.Random(1)
    errors = (reliability([(c, draw.random() < c) for c, _ in pairs])[1] for _ in range(draws))
    return sum(errors) / draws


def _kinds_of_document(wrong, missed, told, types):
    named = {end for key in told for end in (key[0], key[2])}
    confused = set()
    for key in sorted(missed):
        others = sorted(other for other in wrong if {other[0], other[2]} == {key[0], key[2]})
        if others:
            confused.update(others)
            same = [other for other in others if other[1] == key[1]]
            yield f"{key[1]} told the other way round" if same else f"{key[1]} told as {others[0][1]}"
        elif unnamed := [end for end in (key[0], key[2]) if end not in named]:
            yield f"{types.get(unnamed[0], '?')} in no triple, so {key[1]} missed"
        else:
            yield f"{key[1]} between two that are named, missed"
    for key in sorted(wrong - confused):
        if told[key]:
            yield f"{told[key][0]} that is no annotated entity, in {key[1]}"
        else:
            yield f"{key[1]} between two that nothing of the kind relates"


def show_kinds(counts, most=20):
    """The commonest kinds with their counts."""
    every = sum(counts.values())
    for kind, count in counts.most_common(most):
        print(f"  {count:4}  {kind}")
    print(f"  {every:4}  errors of {len(counts)} kinds in all")


def show_by_class(by_class):
    """Each class with its precision, recall and how often it is wanted."""
    for name, tally in sorted(by_class.items(), key=lambda row: (-row[1][3], row[0])):
        p, r, f = score.f1(*tally)
        print(f"  {name:10} P {p:6.1%}  R {r:6.1%}  F1 {f:6.1%}  {tally[3]:4} wanted, {tally[1]:4} found")


def show(title, count, result):
    print(f"{title} ({count} documents)")
    for level in LEVELS:
        p, r, f = (result[level][k] for k in ("precision", "recall", "f1"))
        print(f"  {level:9} P {p:6.1%}  R {r:6.1%}  F1 {f:6.1%}")
    print(f"  {'salient':9}             R {result['salient']['recall']:6.1%}")
    print(
        f"  expected calibration error of the confidence {1 - result['confidence']['trust']:.3f}"
        f" ({result['confidence']['chance']:.3f} by chance)"
    )


def below(result, floor):
    """Each figure of `floor` that `result` does not reach."""
    for level, bounds in floor.items():
        for measure, least in bounds.items():
            if result[level][measure] < least:
                yield f"{level} {measure} is {result[level][measure]:.1%}, the floor is {least:.1%}"


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--gold", default=os.environ.get("ENTENTE_GOLD"), help="a further folder of gold documents")
    args.add_argument("--lang", help="only this language")
    args.add_argument("--by-class", action="store_true", help="each class, and how far the confidence can be trusted")
    args.add_argument("--kinds", action="store_true", help="the twenty commonest kinds of errors")
    args.add_argument("--errors", type=int, default=0, metavar="N", help="list N missed and N wrong triples")
    a = args.parse_args()

    floors = json.loads((HERE / "floor.json").read_text(encoding="utf-8"))
    spoken = languages() if not a.lang else {a.lang}
    sets = {"carried": HERE / "gold"}
    if a.gold:
        sets["full"] = pathlib.Path(a.gold)
    failures = []
    for set_name, folder in sets.items():
        gold = score.load_gold(str(folder))
        if not gold:
            sys.exit(f"measure.py: {folder}: no gold documents")
        for language in sorted({document["lang"] for document, _ in gold.values()}):
            part = {k: v for k, v in gold.items() if v[0]["lang"] == language}
            name = f"{set_name}-{language}"
            if language not in spoken:
                print(f"{name}: {len(part)} documents not measured, no model for this language")
                continue
            found = extract([document for document, _ in part.values()])
            result, curve, by_class, missed, wrong = figures(part, found)
            show(name, len(part), result)
            if a.by_class:
                show_by_class(by_class)
                for confidence, right, count in curve:
                    print(f"  confidence {confidence:.2f}  right {right:.2f}  of {count}")
            if a.kinds:
                show_kinds(error_kinds(part, found))
            for title, rows in (("missed", missed), ("wrong", wrong)):
                for row in rows[: a.errors]:
                    print("   ", title, *row, sep=" | ")
            failures += [f"{name}: {reason}" for reason in below(result, floors.get(name, {}))]
    for failure in failures:
        print(f"measure.py: below the floor: {failure}", file=sys.stderr)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
