#!/usr/bin/env python3
"""Measures alliances against what is known of states: formal alliances, disputes, and what came next.

    measure_alliances.py --data DIR [--work DIR] [--json]

DIR (or ENTENTE_DATA) holds facts/icews-*.tsv.xz, atop_alliance.tsv.gz, cow_mid_ddydisps.tsv.gz, cow_states.tsv.gz. All
sets of ICEWS are ingested into one graph in WORK (a temporary folder without it), the one of eleven years into another as well;
`entente alliances` scores all pairs of a year, `entente alignment` tells at its end who stands where.

    AUC   of score and alignment for pairs with a defence pact (ATOP) among the pairs of states that have stories in the year, and
          among all pairs of states, those of which nothing is known at 0; of the negated score and of the conflict in it for
          pairs with a militarised dispute (COW), among the same
    next  how well the score at the end of a year (half-life one year) tells the sign of the balance of the next, among pairs with
          stories in both; beside it the balance of the year itself, and the mean of all years so far: AUC, and how often the signs
          are the same ("hits"). Four of five balances are positive, so that to say so always hits as often as most: hits tell little

Ends with 1 where a figure is below that of floor_alliances.json, and where the score tells the next year no better than the others.

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
FLOOR = pathlib.Path(__file__).with_name("floor_alliances.json")
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


def pairs_of_states(command, graph, *options):
    """What `entente alliances` or `entente alignment` says of all pairs of states."""
    lines = subprocess.run([BINARY, command, "--graph", str(graph), "--json", *options], check=True,
                           stdout=subprocess.PIPE, text=True).stdout
    for line in lines.splitlines():
        said = json.loads(line)
        ends = said["actor"]["id"], said["other"]["id"]
        if all(end.startswith("country/") for end in ends):
            yield pair(*ends), said


def ingest(files, graph, codes, classes):
    with subprocess.Popen([BINARY, "ingest", "-", "--graph", str(graph)], stdin=subprocess.PIPE, text=True,
                          stderr=subprocess.DEVNULL) as program:
        for file in files:
            for report in data_sets.icews_reports(file, codes, classes):
                for triple in report:
                    program.stdin.write(json.dumps(triple) + "\n")
        program.stdin.close()
        if program.wait() != 0:
            raise SystemExit(f"{graph}: could not be made")


def against_pacts_and_disputes(graph, year, facts, ids):
    known = set(ids.values())
    of_year = {key: said for key, said in
               pairs_of_states("alliances", graph, "--since", str(year), "--until", str(year)) if set(key) <= known}
    aligned = {key: said["alignment"] for key, said in pairs_of_states("alignment", graph, "--until", str(year))}
    states_pairs = [pair(*both) for both in itertools.combinations(sorted(known), 2)]

    def listed(file, wanted):
        return {pair(ids[row["ccode1"]], ids[row["ccode2"]]) for row in table(facts / file)
                if row["year"] == str(year) and wanted(row) and row["ccode1"] in ids and row["ccode2"] in ids}

    pacts = listed("atop_alliance.tsv.gz", lambda row: row["atop_defense"] == "1")
    disputes = listed("cow_mid_ddydisps.tsv.gz", lambda row: True)
    result = {"pairs": len(of_year), "pacts": len(pacts & of_year.keys()), "all_pacts": len(pacts)}

    def measure(name, values, positive):
        result[name] = auc({key: values.get(key, 0.0) for key in of_year}, positive)
        result[f"{name}_all_states"] = auc({key: values.get(key, 0.0) for key in states_pairs}, positive)

    measure("pact_auc_of_score", {key: said["score"] for key, said in of_year.items()}, pacts)
    measure("pact_auc_of_alignment", aligned, pacts)
    if disputes:
        result["disputes"] = len(disputes & of_year.keys())
        measure("dispute_auc_of_score", {key: -said["score"] for key, said in of_year.items()}, disputes)
        measure("dispute_auc_of_conflict", {key: said["conflict"] for key, said in of_year.items()}, disputes)
    return result


def next_year(graph):
    """How well each way tells the sign of next year's balance."""
    balances = {}
    for key, alliance in pairs_of_states("alliances", graph, "--window", "1y", "--since", "2005", "--until", "2015"):
        balances[key] = {window["since"][:4]: window["score"] for window in alliance["windows"] if window["score"]}
    told = {"score": {}, "last_value": {}, "pair_mean": {}}
    friendly = set()
    for year in range(2006, 2015):
        scores = {key: alliance["score"] for key, alliance in
                  pairs_of_states("alliances", graph, "--since", "2005", "--until", str(year), "--half-life", "1y")}
        for key, values in balances.items():
            before = [value for of, value in values.items() if int(of) <= year]
            follows, last = values.get(str(year + 1)), values.get(str(year))
            if follows is None or last is None or not scores.get(key):
                continue
            if follows > 0:
                friendly.add((key, year))
            for name, value in (("score", scores[key]), ("last_value", last), ("pair_mean", statistics.mean(before))):
                told[name][key, year] = value
    result = {"pairs": len(told["score"]), "always_positive_hits": len(friendly) / len(told["score"])}
    for name, values in told.items():
        result[f"{name}_auc"] = auc(values, friendly)
        result[f"{name}_hits"] = sum((value > 0) == (asked in friendly) for asked, value in values.items()) / len(values)
    return result


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
        for graph, names in (("icews", ("icews-2014", "icews-2018", PERSISTENCE)), (PERSISTENCE, (PERSISTENCE,))):
            if not (work / graph).exists():
                ingest([facts / f"{name}.tsv.xz" for name in names], work / graph, codes, classes)
        result = {str(year): against_pacts_and_disputes(work / "icews", year, facts, ids) for year in (2014, 2018)}
        result["next"] = next_year(work / PERSISTENCE)
    if arguments.json:
        print(json.dumps(result, indent=2))
    else:
        for name, values in result.items():
            print(name + "  " + ", ".join(f"{key} {value:.3f}" if isinstance(value, float) else f"{key} {value}"
                                          for key, value in values.items()))
    low = [f"{name}, {key}: {result[name][key]:.3f} is below the floor of {least}"
           for name, floors in json.loads(FLOOR.read_text()).items()
           for key, least in floors.items() if result[name][key] < least]
    low += [f"next: score_auc {result['next']['score_auc']:.3f} is no better than {name}'s {result['next'][name]:.3f}"
            for name in ("last_value_auc", "pair_mean_auc") if result["next"]["score_auc"] <= result["next"][name]]
    if low:
        raise SystemExit("\n".join(low))


if __name__ == "__main__":
    main()
