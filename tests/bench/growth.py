#!/usr/bin/env python3
"""Measures how time, memory and disk grow with what is put into a graph, and draws it.

    growth.py [--data DIR] [--binary PROGRAM] [--articles N] [--facts N] [--folder DIR] [--json FILE]
    growth.py --draw FILE.json PICTURE.svg

`build` of news: a hundredth, a tenth and all of N articles (100,000). The texts are the beginnings of those of News
Commentary (raw/nc11.*, 1,400 of them, half of them in each language), told again and again; each time every country in
them is another country, every surname another surname, and the day another day: else the graph would stop to grow.
`ingest` of events: a hundredth, a tenth and all of N facts (5 million). They are those of ICEWS (facts/icews-*), told again
some years later by actors of whom those that are persons have other names.
Of each graph `verify` and `export --to graphml` are measured as well.

Processor time of all threads counts, so that other work on the machine disturbs little. The exponent between two sizes
is log(time ratio) / log(size ratio); n log n has 1.08 from a hundredth of 5 million to all of them. Steeper ones are marked.
DIR (or ENTENTE_DATA) is the folder of corpora. Needs the program of a Release build; to draw, matplotlib, else Python's
standard library alone.
"""
import argparse
import csv
import datetime
import html
import itertools
import json
import lzma
import math
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

import data_sets
import ingest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
NEWS_FILES = 2
WORDS_OF_AN_ARTICLE = 120
DAYS = 5000
YEARS_BETWEEN_TELLINGS = 5
MEASURING_ERROR = 0.05  # of an exponent: some tenth of a time
FULL_NAME = re.compile(r"(?<=[\w,;] )([A-ZÁÉÍÓÚ][a-záéíóúñ]+) ([A-ZÁÉÍÓÚ][a-záéíóúñ]+)\b")
NO_SPACE_BEFORE = re.compile(r" ([.,;:!?)\]%”»…]|'s\b)")
NO_SPACE_AFTER = re.compile(r"([(\[¿¡“«]) ")
FIRST_DAY = datetime.date(2000, 1, 1)


def articles(files, language, most_words=math.inf):
    """The text of each article of News Commentary, or its beginning: the sentences until there are so many words."""
    column = ("es", "en").index(language)
    for file in files:
        words = []
        with lzma.open(file, "rt", encoding="utf-8") as lines:
            for line in itertools.chain(lines, ["# doc = the end"]):
                if line.startswith("# doc"):
                    if words:
                        yield html.unescape(NO_SPACE_AFTER.sub(r"\1", NO_SPACE_BEFORE.sub(r"\1", " ".join(words))))
                    words = []
                elif len(words) < most_words:
                    words += line.rstrip("\n").partition("\t")[::2][column].split()


def beginnings(files):
    """(language, text) of the beginnings of the articles, by turns in Spanish and in English."""
    of_both = ([(language, text) for text in articles(files, language, WORDS_OF_AN_ARTICLE)] for language in ("es", "en"))
    return [pair[number % 2] for number, pair in enumerate(zip(*of_both))]


class Retold:
    """Texts with other countries and other surnames: the same ones for the same number."""

    def __init__(self, data):
        self.countries = {}
        for language in ("es", "en"):
            with open(ROOT / f"extract/language/{language}/countries.json", encoding="utf-8") as file:
                countries = json.load(file)["countries"]
            self.countries[language] = [country["names"][0] if language == "es" else country["name"]
                                        for country in countries if country["names"] or language == "en"]
        self.country = {language: re.compile(r"\b(" + "|".join(map(re.escape, sorted(names, key=len, reverse=True))) + r")\b")
                        for language, names in self.countries.items()}
        with lzma.open(data / "actors/ine-apellidos-20.csv.xz", "rt", encoding="utf-8") as rows:
            self.surnames = [row["apellido"].title() for row in csv.DictReader(rows) if row["apellido"].isalpha()]

    def text(self, language, text, number):
        chance = random.Random(number)
        others = dict(zip(self.countries[language], chance.sample(self.countries[language], len(self.countries[language]))))
        text = self.country[language].sub(lambda found: others[found[0]], text)
        surnames = {found[2] for found in FULL_NAME.finditer(text)} - set(others)
        new = {surname: chance.choice(self.surnames) for surname in sorted(surnames)}
        return re.sub(r"\b\w+\b", lambda word: new.get(word[0], word[0]), text)

    def name(self, name, number):
        """The name with another surname."""
        return f"{name.rpartition(' ')[0]} {random.Random(f'{name} {number}').choice(self.surnames)}".strip()


def write_news(path, data, most):
    retold = Retold(data)
    texts = beginnings(sorted((data / "raw").glob("nc11.*.xz"))[:NEWS_FILES])
    with open(path, "w", encoding="utf-8") as out:
        for number in range(most):
            language, text = texts[number % len(texts)]
            day = FIRST_DAY + datetime.timedelta(days=number % DAYS)
            out.write(json.dumps({"id": f"news/{number}", "date": day.isoformat(), "lang": language,
                                  "text": retold.text(language, text, number)}, ensure_ascii=False) + "\n")


def write_events(path, data, most):
    retold = Retold(data)
    codes = data_sets.countries()
    classes = data_sets.plover_classes(data / "events/plover/CAMEO2PLOVER-2021.txt")
    with open(path, "w", encoding="utf-8") as out:
        written = 0
        for telling in itertools.count():
            for file in sorted((data / "facts").glob("icews-*.tsv.xz")):
                for report in data_sets.icews_reports(file, codes, classes):
                    for triple in report:
                        retell(triple, telling, retold)
                        out.write(json.dumps(triple, ensure_ascii=False, separators=(",", ":")) + "\n")
                    written += len(report)
                    if written >= most:
                        return


def retell(triple, telling, retold):
    day = triple["date"]
    later = f"{int(day[:4]) + YEARS_BETWEEN_TELLINGS * telling}{day[4:] if day[5:] != '02-29' else '-02-28'}"
    triple |= {"document": f"{triple['document']}/{telling}", "observed": later, "date": later}
    for role in ("subject", "object"):
        if telling and triple[role]["type"] == "MISC":
            triple[role] = triple[role] | {"name": retold.name(triple[role]["name"], telling)}


def measure(binary, command, source, folder):
    """What storing `source` takes, and what the graph takes afterwards."""
    graph = folder / "graph"
    runs = {command: ingest.run(binary, command, source, "--graph", graph)}
    runs["verify"] = ingest.run(binary, "verify", "--graph", graph)
    runs["export"] = ingest.run(binary, "export", "--graph", graph, "--to", "graphml", "--output", folder / "graph.graphml")
    stats = json.loads(ingest.run(binary, "stats", "--graph", graph, "--json")["output"])
    found = {"input": source.stat().st_size, "graph": ingest.size_of(graph), "facts": stats["facts"],
             "documents": stats["documents"], "entities": stats["entities"]}
    for name, run in runs.items():
        found |= {f"{name}_{what}": run[what] for what in ("processor", "wall", "memory")}
    shutil.rmtree(graph)
    (folder / "graph.graphml").unlink()
    return found


def beginning_of(path, lines, folder):
    part = folder / f"{lines}.jsonl"
    with open(path, "rb") as whole, open(part, "wb") as out:
        out.writelines(itertools.islice(whole, lines))
    return part


def exponents(sizes, values):
    return [math.log(b / a) / math.log(n / m) for m, n, a, b in zip(sizes, sizes[1:], values, values[1:])]


def steepest(sizes):
    """The exponents of n log n between these sizes."""
    return exponents(sizes, [n * math.log(n) for n in sizes])


def show(found):
    for series, rows in found.items():
        sizes = [row["size"] for row in rows]
        print(f"{series}: {', '.join(f'{size:,}' for size in sizes)}")
        for key in rows[0]:
            if key == "size" or key.endswith("wall"):
                continue
            values = [row[key] for row in rows]
            grown = exponents(sizes, values)
            marks = ["steeper than n log n" for one, most in zip(grown, steepest(sizes)) if one > most + MEASURING_ERROR]
            print(f"  {key:18} {'  '.join(f'{value:>16,.1f}' for value in values)}   "
                  f"{' '.join(f'{one:.2f}' for one in grown)}   {' '.join(marks[:1])}".rstrip())


def draw(found, picture):
    import matplotlib  # drawing alone needs it
    matplotlib.use("svg")
    import matplotlib.pyplot as plot
    plot.rcParams |= {"svg.hashsalt": "entente", "font.size": 9, "svg.fonttype": "none"}
    figure, axes = plot.subplots(len(found), 3, figsize=(10.5, 3.4 * len(found)), layout="constrained", squeeze=False)
    for row, (series, points) in zip(axes, found.items()):
        sizes = [point["size"] for point in points]
        command = "build" if "build_processor" in points[0] else "ingest"
        for axis, (title, unit, scale, lines) in zip(row, (
                ("processor time", "s", 1, {name: f"{name}_processor" for name in (command, "verify", "export")}),
                ("memory", "MiB", 2**20, {name: f"{name}_memory" for name in (command, "verify", "export")}),
                ("disk", "MiB", 2**20, {"input": "input", "graph": "graph"}))):
            for name, key in lines.items():
                axis.plot(sizes, [point[key] / scale for point in points], marker="o", label=name)
            first = points[0][next(iter(lines.values()))] / scale
            axis.plot(sizes, [first * n * math.log(n) / (sizes[0] * math.log(sizes[0])) for n in sizes],
                      color="grey", linestyle=":", label="n log n")
            axis.set(xscale="log", yscale="log", title=f"{series}: {title}", xlabel=series, ylabel=unit)
            axis.grid(True, which="major", alpha=.3)
            axis.legend(frameon=False)
    figure.savefig(picture, metadata={"Date": None})


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", default=os.environ.get("ENTENTE_DATA"), help="the folder of corpora")
    parser.add_argument("--binary", default=os.environ.get("ENTENTE_BINARY", ROOT / "build/release/cli/entente"))
    parser.add_argument("--articles", type=int, default=100_000, help="the most articles [100000]; 0 for none")
    parser.add_argument("--facts", type=int, default=5_000_000, help="the most facts [5000000]; 0 for none")
    parser.add_argument("--folder", type=pathlib.Path, help="where what is measured lies meanwhile [a temporary folder]")
    parser.add_argument("--json", type=pathlib.Path, help="write the figures there, too")
    parser.add_argument("--draw", nargs=2, type=pathlib.Path, metavar=("JSON", "SVG"), help="measure nothing, draw")
    arguments = parser.parse_args()
    if arguments.draw:
        draw(json.loads(arguments.draw[0].read_text(encoding="utf-8")), arguments.draw[1])
        return
    if not arguments.data:
        parser.error("say where the corpora are: --data DIR or ENTENTE_DATA")
    found = {}
    with tempfile.TemporaryDirectory(dir=arguments.folder) as name:
        folder = pathlib.Path(name)
        for series, command, write, most in (("facts", "ingest", write_events, arguments.facts),
                                             ("articles", "build", write_news, arguments.articles)):
            if not most:
                continue
            whole = folder / "whole.jsonl"
            write(whole, pathlib.Path(arguments.data), most)
            found[series] = []
            for size in (most // 100, most // 10, most):
                part = beginning_of(whole, size, folder)
                found[series].append({"size": size} | measure(arguments.binary, command, part, folder))
                part.unlink()
                if arguments.json:  # what took hours is not lost with what comes after it
                    arguments.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
            whole.unlink()
    show(found)


if __name__ == "__main__":
    main()
