#!/usr/bin/env python3
"""Counts the instructions of fixed runs of the program and holds them within 3 % of instructions.json.

    instructions.py [--binary PROGRAM] [--write]

Counted by callgrind, so that neither the machine's mood nor its load matters: what takes more than it did is seen, however
busy the machine is. Only a build for all processors (ENTENTE_NATIVE=OFF) can be counted, and only one by the same
compiler is comparable. Fewer instructions fail too: write them down (--write), or they come back unseen.

ENTENTE_BINARY: the program, build/release/cli/entente without --binary.
"""
import argparse
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
EXPECTED = HERE / "instructions.json"
TOLERANCE = 0.03
ARTICLE = str(ROOT / "examples/english/article.jsonl")
TRIPLES = 1000
CLASSES = {"CONSULT": "met", "SUPPORT": "supports", "AID": "aided", "ACCUSE": "accused", "ASSAULT": "attacked"}


def write_triples(path):
    """Made-up triples, the same on every machine."""
    chance = random.Random(2026)
    with path.open("w", encoding="utf-8") as out:
        for number in range(TRIPLES):
            subject, other = chance.sample(range(40), 2)
            of_class = chance.choice(list(CLASSES))
            day = f"{chance.randrange(2015, 2025)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
            out.write(json.dumps({
                "document": f"d{number // 5}", "observed": day, "subject": {"name": f"State {subject}", "type": "GPE"},
                "relation": CLASSES[of_class], "class": of_class, "object": {"name": f"State {other}", "type": "GPE"},
                "date": day, "confidence": 0.9,
                "evidence": {"sentence": 1, "begin": 0, "end": 30, "text": f"State {subject} and {other}."}}) + "\n")


def runs(folder):
    """Name → arguments, in the order in which they are run: later ones read what earlier ones wrote."""
    graph, triples = str(folder / "graph"), folder / "triples.jsonl"
    write_triples(triples)
    return {
        "start": ["--version"],
        "extract": ["extract", ARTICLE, "--threads", "1"],
        "ingest": ["ingest", str(triples), "--graph", graph],
        "facts": ["facts", "--graph", graph, "--json", "--sentences"],
        "entity": ["entity", "State 7", "--graph", graph, "--json"],
        "alliances": ["alliances", "--graph", graph, "--json"],
        "blocs": ["blocs", "--graph", graph, "--json"],
        "export to graphml": ["export", "--graph", graph, "--to", "graphml"],
        "export to html": ["export", "--graph", graph, "--to", "html"],
        "verify": ["verify", "--graph", graph],
    }


def count(binary, arguments):
    """Instructions of all threads of a run."""
    run = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", binary, *arguments],
                         stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    found = re.search(r"Collected : (\d+)", run.stderr)
    if run.returncode or not found:
        hint = "\nIt is built for this machine alone: build it with -DENTENTE_NATIVE=OFF." if "SIGILL" in run.stderr else ""
        raise SystemExit(f"instructions: entente {' '.join(arguments)} ended with {run.returncode}:\n{run.stderr[-2000:]}{hint}")
    return int(found.group(1))


def differences(expected, counted):
    """What is wrong, in words."""
    for name in expected.keys() | counted.keys():
        if name not in expected:
            yield f"{name}: not in {EXPECTED.name}; write it down with --write"
        elif name not in counted:
            yield f"{name}: in {EXPECTED.name}, but no such run"
        elif abs(change := counted[name] / expected[name] - 1) > TOLERANCE:
            yield f"{name}: {change:+.1%} instructions ({expected[name]:,} before, {counted[name]:,} now)"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default=os.environ.get("ENTENTE_BINARY", str(ROOT / "build/release/cli/entente")))
    parser.add_argument("--write", action="store_true", help="write instructions.json anew")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        counted = {name: count(arguments.binary, words) for name, words in runs(pathlib.Path(folder)).items()}
    for name, instructions in counted.items():
        print(f"{name:20} {instructions / 1e6:12,.1f} million instructions")
    if arguments.write:
        EXPECTED.write_text(json.dumps(counted, indent=2) + "\n")
        return
    if wrong := sorted(differences(json.loads(EXPECTED.read_text()), counted)):
        sys.exit("\n".join(wrong))


if __name__ == "__main__":
    main()
