#!/usr/bin/env python3
"""Measures the way from raw text to relations, beside pipelines that end before, in one run, on one core.

    text_to_relations.py [--data DIR] [--folder DIR] [--articles N] [--languages es en] [--repetitions N] [--json FILE]

The texts are N articles of News Commentary (DIR/raw/nc11.*; 200), the same for each system:

    Entente build      sentences, trees, names, coreference, times, relations, merged into a stored graph
    Entente extract    the same without the graph, written as JSON Lines
    … --quick          both without the pretrained encoder
    Entente annotate   sentences, trees, names
    spaCy              sentences, trees, names, from the same raw text
    CoreNLP OpenIE     English alone: sentences, trees, open relations; no names, no coreference, no times

Rates are words (what white space separates) over the processor time of a run, less that of a run of the first
article alone: what starting and loading take. Of several repetitions, in turn over the systems, the best counts. Every process
is pinned to one core. What Java's compiler takes is part of CoreNLP's rate. Beside the rates: the time from start to the first
triple, and what merging and storing take of a build. Peers are installed into --folder (build/peers) where they are not there
yet. Python's standard library alone.
"""
import argparse
import itertools
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.append(str(HERE.parent))  # behind this folder, whose compare.py is another one

import compare  # noqa: E402
import growth  # noqa: E402


class Texts:
    """The same articles as JSON Lines and one a line."""

    def __init__(self, folder, language, texts):
        self.words = sum(len(text.split()) for text in texts)
        self.records, self.lines = folder / "texts.jsonl", folder / "texts.txt"
        self.records.write_text("".join(
            json.dumps({"id": f"{language}/{number}", "date": "2015-06-01", "lang": language, "text": text}, ensure_ascii=False)
            + "\n" for number, text in enumerate(texts)), encoding="utf-8")
        self.lines.write_text("".join(text + "\n" for text in texts), encoding="utf-8")


def articles(data, language, most):
    files = sorted((data / "raw").glob("nc11.*.xz"))
    return list(itertools.islice(growth.articles(files, language), most))


def systems(language, folder, work):
    """Name → (command, whether it takes a text a line)."""
    entente = compare.Entente(folder).binary
    of_all = ["--threads", "1"]
    found = {
        "Entente build": ([entente, "build", "-", "--graph", work / "graph", *of_all], False),
        "Entente extract": ([entente, "extract", "-", *of_all], False),
        "Entente build --quick": ([entente, "build", "-", "--graph", work / "graph", "--quick", *of_all], False),
        "Entente extract --quick": ([entente, "extract", "-", "--quick", *of_all], False),
        "Entente annotate": ([entente, "annotate", "-", *of_all], False),
        "spaCy": ([folder / "venv/bin/python", HERE / "read_texts_spacy.py", language], True)}
    if language == "en":
        java = compare.CoreNlp(folder).command(language)
        found["CoreNLP OpenIE"] = ([*java[:java.index("RunCoreNlp")], "RunOpenIe"], True)
    return found


def seconds(command, by_lines, texts, work):
    shutil.rmtree(work / "graph", ignore_errors=True)
    source = texts.lines if by_lines else texts.records
    return compare.run([str(part) for part in command], source, work / "output", max(os.sched_getaffinity(0)))


def measure(language, folder, data, most, repetitions):
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        (work / "one").mkdir()
        every = articles(data, language, most)
        whole, first = Texts(work, language, every), Texts(work / "one", language, every[:1])
        rows = {}
        for _ in range(repetitions):
            for system, (command, by_lines) in systems(language, folder, work).items():
                starting = seconds(command, by_lines, first, work)
                working = seconds(command, by_lines, whole, work)
                rate = (whole.words - first.words) / (working.seconds - starting.seconds)
                row = rows.setdefault(system, {"rate": 0, "start": starting.seconds})
                row["rate"] = max(row["rate"], rate)
                row["start"] = min(row["start"], starting.seconds)
                row["memory"] = working.peak_memory
        build = rows["Entente build"]["rate"]
        for row in rows.values():
            row["build_to_it"] = build / row["rate"]
        return {"words": whole.words, "systems": rows,
                "first_triple": min(first_triple(first, folder) for _ in range(5)),
                "merging_and_storing": 1 - build / rows["Entente extract"]["rate"]}


def first_triple(texts, folder):
    """Seconds from the start of the program to its first line."""
    start = time.monotonic()
    with subprocess.Popen([compare.Entente(folder).binary, "extract", texts.records, "--threads", "1"],
                          stdout=subprocess.PIPE) as process:
        if not process.stdout.readline():
            sys.exit("text_to_relations.py: the first article has no triple")
        passed = time.monotonic() - start
        process.stdout.read()
    return passed


def show(report):
    print(f"{report['machine']['processor']}, {report['machine']['cores']} cores, load {report['machine']['load']}")
    for language, found in report.items():
        if language == "machine":
            continue
        print(f"\n{language}: {found['words']:,} words; {found['first_triple']:.2f} s to the first triple; merging and storing "
              f"{found['merging_and_storing']:.1%} of a build")
        print(f"  {'':23} {'words/s':>9} {'build to it':>12} {'start':>8} {'memory':>9}")
        for system, row in found["systems"].items():
            print(f"  {system:23} {row['rate']:9,.0f} {row['build_to_it']:12.2f} {row['start']:6.2f} s {row['memory'] / 1e6:6,.0f} MB")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", default=os.environ.get("ENTENTE_DATA"), help="the folder of the corpora")
    parser.add_argument("--folder", type=pathlib.Path, default=compare.ROOT / "build/peers", help="where the peers are installed")
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--languages", nargs="+", choices=["es", "en"], default=["es", "en"])
    parser.add_argument("--repetitions", type=int, default=2)
    parser.add_argument("--json", type=pathlib.Path, help="write the figures there")
    arguments = parser.parse_args()
    if not arguments.data:
        parser.error("say where the corpora are: --data DIR or ENTENTE_DATA")
    subprocess.run(["bash", str(HERE / "install.sh"), str(arguments.folder)], check=True)
    folder, data = arguments.folder.resolve(), pathlib.Path(arguments.data)
    report = {"machine": compare.machine()}
    for language in arguments.languages:
        report[language] = measure(language, folder, data, arguments.articles, arguments.repetitions)
    show(report)
    if arguments.json:
        arguments.json.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
