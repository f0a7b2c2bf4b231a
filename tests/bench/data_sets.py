#!/usr/bin/env python3
"""Writes data sets of dated facts as triples in JSON Lines, to be ingested: 1.5 million of them.

    data_sets.py --data DIR [--most N] > triples.jsonl

DIR (or ENTENTE_DATA) holds facts/icews-*.tsv.xz and facts/cow_igo_ndy.tsv.gz with facts/cow_states.tsv.gz, and
events/plover/CAMEO2PLOVER-2021.txt. N: about so many triples, an even sample of the documents of each set.

    set    a row                           becomes
    -----  ------------------------------  ---------------------------------------------------------------------
    ICEWS  date, subject, CAMEO, object    a triple of that date; the relation is CAMEO's label in lower case, its
                                           class PLOVER's (appeals are REQUEST; comments and what has none OTHER)
    COW    two states, year, memberships   "is in organisations with", COOPERATE, the number of them its sentence;
           in common                       no triple where there are none

A document is as long as a report: 25 rows of one day of ICEWS, all years of two states of COW. Actors: a
country by its name is a GPE; "Police (India)" an organisation of its country; else what the words of an
organisation tell is an ORG, and the rest, most of them persons, MISC. Rows that name nobody are left out.
Python's standard library alone.
"""
import argparse
import csv
import gzip
import itertools
import json
import lzma
import os
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
ROWS_OF_A_REPORT = 25
# What COW calls otherwise than the lexicon, where it is the same country.
COW_NAMES = {"Antigua & Barbuda": "ATG", "Bosnia and Herzegovina": "BIH", "Cape Verde": "CPV", "Congo": "COG",
             "Democratic Republic of the Congo": "COD", "East Timor": "TLS", "Federated States of Micronesia": "FSM",
             "German Federal Republic": "DEU", "Ivory Coast": "CIV", "Macedonia": "MKD", "St. Kitts and Nevis": "KNA",
             "St. Lucia": "LCA", "St. Vincent and the Grenadines": "VCT", "Swaziland": "SWZ"}
ORGANISATION = re.compile(
    r"\b(agency|army|association|bank|bureau|business|coalition|college|commission|committee|company|congress|"
    r"conference|corporation|council|court|department|force|forces|foundation|front|government|group|institute|"
    r"international|league|media|military|ministry|movement|nations|news|office|organi[sz]ation|parliament|party|"
    r"police|post|press|senate|service|society|times|tribunal|union|university)\b", re.IGNORECASE)


def countries():
    """ISO code by name in lower case."""
    with open(ROOT / "extract/language/en/countries.json", encoding="utf-8") as file:
        return {name.lower(): country["code"] for country in json.load(file)["countries"]
                for name in [country["name"], *country["names"]]}


def plover_classes(table):
    """PLOVER's class by CAMEO's label in lower case."""
    classes = {}
    for line in table.read_text(encoding="utf-8").splitlines():
        row = re.match(r"\d+: *([A-Z]+) *,[^#]*#\s*(.*\S)", line)
        if row:
            classes.setdefault(re.sub(r"^demand ", "appeal for ", row[2].lower()), row[1])
            classes[row[2].lower()] = row[1]
    return classes


def class_of(label, classes):
    label = label.lower()
    if label in classes:
        return classes[label]
    return "REQUEST" if re.match(r"(make an )?appeal|demand", label) else "OTHER"


def state(name, code):
    return {"id": f"country/{code}", "name": name, "type": "GPE", "country": code}


def actor(name, codes):
    name = name.strip()
    if not name or name.startswith("Unspecified"):
        return None
    code = codes.get(name.lower())
    if code:
        return state(name, code)
    group = re.fullmatch(r".*\((.*)\)", name)
    if group:
        code = codes.get(group[1].lower())
        return {"name": name, "type": "ORG"} | ({"country": code} if code else {})
    return {"name": name, "type": "ORG" if ORGANISATION.search(name) else "MISC"}


def icews_reports(file, codes, classes):
    """The triples of one document after the other."""
    with lzma.open(file, "rt", encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        for day, of_day in itertools.groupby(rows, key=lambda row: row["date"]):
            named = ((actor(row["subject"], codes), row["relation"], actor(row["object"], codes)) for row in of_day)
            triples = ((subject, label, other) for subject, label, other in named if subject and other)
            for number in itertools.count(1):
                report = list(itertools.islice(triples, ROWS_OF_A_REPORT))
                if not report:
                    break
                document = f"{file.name.split('.')[0]}/{day}/{number}"
                yield [{"document": document, "observed": day, "subject": subject, "relation": label.lower(),
                        "class": class_of(label, classes), "object": other, "date": day, "module": "icews",
                        "evidence": {"sentence": sentence}}
                       for sentence, (subject, label, other) in enumerate(report)]


def cow_reports(facts, codes):
    """One document for each two states."""
    states = {}
    with gzip.open(facts / "cow_states.tsv.gz", "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            name = row["statenme"]
            code = COW_NAMES.get(name) or codes.get(name.lower())
            states[row["ccode"]] = state(name, code) if code else {"name": name, "type": "GPE"}
    with gzip.open(facts / "cow_igo_ndy.tsv.gz", "rt", encoding="utf-8") as lines:
        rows = csv.DictReader(lines, delimiter="\t")
        for (one, other), years in itertools.groupby(rows, key=lambda row: (row["ccode1"], row["ccode2"])):
            subject, partner = states[one], states[other]
            yield [{"document": f"cow-igo/{one}/{other}", "subject": subject, "relation": "is in organisations with",
                    "class": "COOPERATE", "object": partner, "date": row["year"], "module": "cow",
                    "evidence": {"sentence": sentence,
                                 "text": f"{subject['name']} and {partner['name']} were in {row['dyadigos']} "
                                         f"organisations in {row['year']}."}}
                   for sentence, row in enumerate(years) if int(row["dyadigos"]) > 0]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", default=os.environ.get("ENTENTE_DATA"), help="the folder of the data sets")
    parser.add_argument("--most", type=int, help="about so many triples")
    arguments = parser.parse_args()
    if not arguments.data:
        parser.error("say where the data sets are: --data DIR or ENTENTE_DATA")
    facts = pathlib.Path(arguments.data) / "facts"
    codes = countries()
    classes = plover_classes(facts.parent / "events/plover/CAMEO2PLOVER-2021.txt")
    reports = itertools.chain(
        *(icews_reports(file, codes, classes) for file in sorted(facts.glob("icews-*.tsv.xz"))),
        cow_reports(facts, codes))
    all_triples = 1_500_000
    step = max(1, all_triples // arguments.most) if arguments.most else 1
    for report in itertools.islice(reports, 0, None, step):
        sys.stdout.writelines(json.dumps(triple, ensure_ascii=False, separators=(",", ":")) + "\n" for triple in report)


if __name__ == "__main__":
    main()
