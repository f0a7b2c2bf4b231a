#!/usr/bin/env python3
"""Builds a graph of a corpus on a Spark cluster.

    spark-submit build_graph.py CORPUS --shards DIR --graph GRAPH [--parts N] [--facts FILE] [--entente PROGRAM]

CORPUS is JSON Lines, anywhere that Spark reads from; each record has an "id". DIR is a folder that all workers and the driver
share; the program is installed on all of them.

1. Each part of the corpus goes through `entente extract -`: documents in, triples out.
2. Triples go to their document's shard, and each shard becomes a graph by `entente ingest`.
3. `entente merge-graphs` puts the shards together: the graph that one run makes, to the byte.

A worker that is lost takes nothing with it: Spark does its parts again, and a shard has its name only when it is whole. With
--facts, facts are also counted without a store, by the same rule: the evidence of a fact is a set, so that parts may be put
together in any order and grouping, and twice.
"""
import argparse
import json
import os
import pathlib
import shutil
import subprocess
import uuid
import zlib

from pyspark import StorageLevel
from pyspark.sql import SparkSession

SYMMETRIC = {"AGREE", "CONSULT", "COOPERATE", "KIN", "CONTEST"}
SOME_INPUT_SKIPPED = 3


def document_of(line):
    return json.loads(line)["document"]


def shard_of(document):
    return zlib.crc32(document.encode())


def fact_of(line):
    """The key of the fact that a triple belongs to, and where the triple stands."""
    triple = json.loads(line)
    ends = triple["subject"]["id"], triple["object"]["id"]
    reverse = triple["class"] in SYMMETRIC and ends[1] < ends[0]
    key = (*(ends[::-1] if reverse else ends), triple["class"], triple["relation"], triple["date"] or "", triple["modality"])
    source = triple["source"]["id"] if triple["source"] else ""
    place = triple["evidence"]
    return key, frozenset([(triple["document"], place["sentence"], place["begin"], place["end"], triple["module"], source,
                            reverse)])


def fact_line(fact):
    (subject, other, of_class, relation, date, modality), evidence = fact
    return json.dumps({"subject": subject, "relation": relation, "class": of_class, "object": other, "date": date or None,
                       "modality": modality, "documents": len({piece[0] for piece in evidence}), "mentions": len(evidence)},
                      ensure_ascii=False)


def write_shard(program, folder, number, lines):
    """Makes a graph of the triples of one shard; it has its name when it is whole."""
    shard = folder / f"shard-{number:05}"
    unfinished = folder / f".{shard.name}-{uuid.uuid4()}"
    ingest = subprocess.Popen([program, "ingest", "-", "--graph", str(unfinished)], stdin=subprocess.PIPE, text=True)
    with ingest.stdin:
        ingest.stdin.writelines(f"{line}\n" for _, line in lines)
    if ingest.wait() != 0:
        raise RuntimeError(f"{shard}: entente ingest ended with {ingest.returncode}")
    try:
        unfinished.rename(shard)
    except OSError:  # another attempt at the same shard was first: it holds the same
        shutil.rmtree(unfinished)
    yield str(shard)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus")
    parser.add_argument("--shards", type=pathlib.Path, required=True, help="a folder that all share; it has no shards yet")
    parser.add_argument("--graph", required=True)
    parser.add_argument("--parts", type=int, default=8, help="of the corpus, and shards [8]")
    parser.add_argument("--facts", type=pathlib.Path, help="write the facts and how often they are told, too")
    parser.add_argument("--entente", default=shutil.which("entente") or "entente", help="the program [that of PATH]")
    arguments = parser.parse_args()
    arguments.shards.mkdir(parents=True, exist_ok=True)
    if any(arguments.shards.glob("shard-*")):
        parser.error(f"--shards {arguments.shards}: there are shards of an earlier run")

    spark = SparkSession.builder.appName("entente").getOrCreate()
    corpus = spark.sparkContext.textFile(arguments.corpus, minPartitions=arguments.parts)
    # What cannot be read is named in the worker's log and skipped, as in a single run.
    extract = f'"{arguments.entente}" extract - --threads 1 || [ $? -eq {SOME_INPUT_SKIPPED} ]'
    triples = corpus.pipe(f"sh -c '{extract}'", env=dict(os.environ), checkCode=True).persist(StorageLevel.DISK_ONLY)
    shards = (triples.keyBy(document_of).partitionBy(arguments.parts, shard_of)
              .mapPartitionsWithIndex(lambda number, lines: write_shard(arguments.entente, arguments.shards, number, lines))
              .collect())
    if arguments.facts:
        facts = triples.map(fact_of).reduceByKey(frozenset.union).sortByKey().map(fact_line).collect()
        arguments.facts.write_text("".join(f"{line}\n" for line in facts), encoding="utf-8")
    spark.stop()
    subprocess.run([arguments.entente, "merge-graphs", *sorted(shards), "--graph", arguments.graph], check=True)


if __name__ == "__main__":
    main()
