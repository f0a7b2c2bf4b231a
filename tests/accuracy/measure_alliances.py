#!/usr/bin/env python3
"""Measures alliance scores against what is known of states: formal alliances, disputes, and what came next.

    measure_alliances.py --data DIR [--work DIR] [--json]

DIR (or ENTENTE_DATA) holds facts/icews-*.tsv.xz, atop_alliance.tsv.gz, cow_mid_ddydisps.tsv.gz, cow_states.tsv.gz. Each set of
ICEWS is ingested into a graph of its own in WORK (a temporary folder without it), and `entente alliances` scores all pairs.

    AUC   of the score for pairs with a defence pact (ATOP) among the pairs of states that have stories in the year, and
          among all pairs of states, those without stories at 0; of the negated score for pairs with a militarised dispute (COW)
    next  how often the sign of the balance of a year is that of the score at the end of the year before (half-life one year), among pairs
          with stories in both; beside it the sign of the balance of the year before, and of the mean of all years before

ENTENTE_BINARY: the program, build/release/cli/entente without it.
"""
import argparse
import gzip
import itertools
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests/bench"))
import data_sets  # noqa: E402

BINARY = os.environ.get("ENTENTE_BINARY", str(ROOT / "build/release/cli/entente"))
PERSISTENCE = "icews-2005-2015-sample"


def table(file):
    """The rows of a gzipped table, as dictionaries."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        names = next(lines).rstrip("\n").split("\t")
        for line in lines:
            yield dict(zip(names, line.rstrip("\n").split("\t")))


def states(facts, codes):
    """Ids of entities by COW's numbers, of states that are there today."""
    found = {}
    for row in table(facts / "cow_states.tsv.gz"):
        code = data_sets.COW_NAMES.get(row["statenme"]) or codes.get(row["statenme"].lower())
        if code and int(row["endyear"]) >= 2014:
            found[row["ccode"]] = f"country/{code}"
    return found


def pair(one, other):
    return tuple(sorted((one, other)))


def auc(scored, positive):
    """The chance that a positive pair has the higher score of two; ties count half (Mann and Whitney 1947)."""
    ordered = sorted(scored.items(), key=lambda item: item[1])
    ranks, at = 0.0, 0
    for _, group in itertools.groupby(ordered, key=lambda item: item[1]):
        tied = [key for key, _ in group]
        ranks += sum(key in positive for key in tied) * (at + (len(tied) + 1) / 2)
        at += len(tied)
    count = sum(key in positive for key in scored)
    if count in (0, len(scored)):
        return None
    return (ranks - count * (count + 1) / 2) / (count * (len(scored) - count))


def alliances(graph, *options):
    """The alliances of all pairs of states."""
    lines = subprocess.run([BINARY, "alliances", "--graph", str(graph), "--json", *options], check=True,
                           stdout=subprocess.PIPE, text=True).stdout
    for line in lines.splitlines():
        alliance = json.loads(line)
        ends = alliance["actor"]["id"], alliance["other"]["id"]
        if all(end.startswith("country/") for end in ends):
            yield pair(*ends), alliance


def ingest(file, graph, codes, classes):
    with subprocess.Popen([BINARY, "ingest", "-", "--graph", str(graph)], stdin=subprocess.PIPE, text=True,
                          stderr=subprocess.DEVNULL) as program:
        for report in data_sets.icews_reports(file, codes, classes):
            for triple in report:
                program.stdin.write(json.dumps(triple) + "\n")
        program.stdin.close()
        if program.wait() != 0:
            raise SystemExit(f"{file}: could not be ingested")


def against_pacts_and_disputes(graph, year, facts, ids):
    scores = {key: alliance["score"] for key, alliance in alliances(graph, "--since", str(year), "--until", str(year))}
    known = set(ids.values())
    scores = {key: score for key, score in scores.items() if set(key) <= known}
    everyone = {pair(*both): 0.0 for both in itertools.combinations(known, 2)} | scores

    def of_year(file, wanted):
        return {pair(ids[row["ccode1"]], ids[row["ccode2"]]) for row in table(facts / file)
                if row["year"] == str(year) and wanted(row) and row["ccode1"] in ids and row["ccode2"] in ids}

    pacts = of_year("atop_alliance.tsv.gz", lambda row: row["atop_defense"] == "1")
    disputes = of_year("cow_mid_ddydisps.tsv.gz", lambda row: True)
    negated = {key: -score for key, score in scores.items()}
    result = {"pairs": len(scores), "pacts": len(pacts & scores.keys()), "pact_auc": auc(scores, pacts),
              "pact_auc_all_states": auc(everyone, pacts)}
    if disputes:
        result |= {"disputes": len(disputes & scores.keys()), "dispute_auc": auc(negated, disputes)}
    return result


def next_year(graph):
    """How often each way to tell the sign of next year's balance is right."""
    balances = {}
    for key, alliance in alliances(graph, "--window", "1y", "--since", "2005", "--until", "2015"):
        balances[key] = {window["since"][:4]: window["score"] for window in alliance["windows"] if window["score"]}
    right = {"score": 0, "last value": 0, "pair mean": 0}
    asked = 0
    for year in range(2006, 2015):
        scores = {key: alliance["score"] for key, alliance in
                  alliances(graph, "--since", "2005", "--until", str(year), "--half-life", "1y")}
        for key, values in balances.items():
            before = [value for of, value in values.items() if int(of) <= year]
            follows, last = values.get(str(year + 1)), values.get(str(year))
            if follows is None or last is None or not scores.get(key):
                continue
            asked += 1
            for name, guess in (("score", scores[key]), ("last value", last), ("pair mean", statistics.mean(before))):
                right[name] += (guess > 0) == (follows > 0)
    return {"pairs": asked} | {name: count / asked for name, count in right.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", default=os.environ.get("ENTENTE_DATA"), help="the folder of the data sets")
    parser.add_argument("--work", help="a folder for the graphs; those that are there are used again")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    arguments = parser.parse_args()
    if not arguments.data:
        parser.error("say where the data sets are: --data DIR or ENTENTE_DATA")
    facts = pathlib.Path(arguments.data) / "facts"
    codes = data_sets.countries()
    classes = data_sets.plover_classes(facts.parent / "events/plover/CAMEO2PLOVER-2021.txt")
    ids = states(facts, codes)
    with tempfile.TemporaryDirectory() as temporary:
        work = pathlib.Path(arguments.work or temporary)
        work.mkdir(parents=True, exist_ok=True)
        for name in ("icews-2014", "icews-2018", PERSISTENCE):
            if not (work / name).exists():
                ingest(facts / f"{name}.tsv.xz", work / name, codes, classes)
        result = {str(year): against_pacts_and_disputes(work / f"icews-{year}", year, facts, ids) for year in (2014, 2018)}
        result["next"] = next_year(work / PERSISTENCE)
    if arguments.json:
        print(json.dumps(result, indent=2))
        return
    for name, values in result.items():
        print(name + "  " + ", ".join(f"{key} {value:.3f}" if isinstance(value, float) else f"{key} {value}"
                                      for key, value in values.items()))


if __name__ == "__main__":
    main()
