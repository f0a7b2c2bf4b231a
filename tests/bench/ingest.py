#!/usr/bin/env python3
"""Measures `entente ingest` against plain RocksDB on the same machine, and the graph that it leaves.

    ingest.py [--build DIR] [--data DIR] [--triples N | --all] [--repetitions N] [--json]

DIR of --build is a Release build with ENTENTE_BENCH=ON (build/release). The triples are those of data_sets.py from
the folder --data (or ENTENTE_DATA): about 200,000 of them (a minute), N, or all 1.5 million (some minutes).

    ingest   its rate in units of that at which plain RocksDB writes the same keys and bytes in a batch for each
             document: processor time of all threads (what one idle core would need), and wall time. The rate of
             ingest is that of the whole command: reading JSON, sorting, resolving, all files merged and safe
    memory   the greatest resident memory of ingest and of verify
    space    the size of the graph in units of that of its input compressed with zstd -3
    lookups  the 99th percentile of warm random lookups that visit all they find, in processor time (the median of five
             rounds), in units of that of plain Gets of the same facts by their keys; in those of a scan of the same
             rows side by side, the least that RocksDB needs to hand over as many; and in those of one Get of a value
             of as many bytes as all of them have

Of several repetitions the median counts. Needs the program zstd; else Python's standard library alone.
"""
import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
LOOKUPS = {"entity": "by entity", "pair": "by pair", "time": "by date", "pair_and_time": "by pair and date"}
BARS = {"ingest": "at least 0.4", "memory": "at most 400", "space": "at most 3", "lookup": "at most 20"}


def run(*command):
    """Wall and processor seconds and peak memory in bytes of a command, and its output."""
    with tempfile.TemporaryFile() as out:
        start = time.monotonic()
        process = subprocess.Popen([str(part) for part in command], stdout=out)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            sys.exit(f"ingest.py: {' '.join(map(str, command))} ended with exit code {process.returncode}")
        out.seek(0)
        return {"wall": wall, "processor": usage.ru_utime + usage.ru_stime, "memory": usage.ru_maxrss * 1024,
                "output": out.read()}


def size_of(folder):
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def measure(build, triples, folder):
    """One repetition, as a flat dictionary of numbers."""
    graph = folder / "graph"
    ingest = run(build / "cli/entente", "ingest", triples, "--graph", graph)
    compressed = subprocess.run(["zstd", "-3", "-q", "-c", str(triples)], stdout=subprocess.PIPE, check=True).stdout
    peer = json.loads(run(build / "tests/bench/against_rocksdb", graph)["output"])
    verify = run(build / "cli/entente", "verify", "--graph", graph)
    write = peer["write"]
    result = {
        "triples": write["triples"], "documents": write["batches"], "bytes": write["bytes"],
        "ingest_wall": ingest["wall"], "ingest_processor": ingest["processor"],
        "plain_wall": write["wall"], "plain_processor": write["processor"],
        "rate": write["processor"] / ingest["processor"], "rate_wall": write["wall"] / ingest["wall"],
        "memory": ingest["memory"], "input": len(compressed), "graph": size_of(graph),
        "space": size_of(graph) / len(compressed),
        "verify_wall": verify["wall"], "verify_processor": verify["processor"], "verify_memory": verify["memory"]}
    for name in LOOKUPS:
        for value, number in peer[name].items():
            result[f"{name}_{value}"] = number
        result[name] = peer[name]["p99"] / peer[name]["gets_p99"]
        result[f"{name}_as_rows"] = peer[name]["p99"] / peer[name]["rows_p99"]
        result[f"{name}_as_one"] = peer[name]["p99"] / peer[name]["one_get_p99"]
    shutil.rmtree(graph)
    return result


def show(found):
    mib = 2**20
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; {found['triples']:,.0f} triples of "
          f"{found['documents']:,.0f} documents, {found['bytes'] / mib:,.0f} MiB of keys and values")
    print(f"ingest   {found['rate']:6.2f}  of plain RocksDB's rate, processor time  ({BARS['ingest']}; "
          f"{found['ingest_processor']:.1f} s and {found['plain_processor']:.1f} s)")
    print(f"         {found['rate_wall']:6.2f}  wall time  ({found['ingest_wall']:.1f} s and {found['plain_wall']:.1f} s)")
    print(f"memory   {found['memory'] / mib:6.0f}  MiB  ({BARS['memory']})")
    print(f"space    {found['space']:6.2f}  of the input compressed  ({BARS['space']}; {found['graph'] / mib:.1f} MiB "
          f"and {found['input'] / mib:.1f} MiB)")
    for name, text in LOOKUPS.items():
        of = {key.removeprefix(name + "_"): value for key, value in found.items() if key.startswith(name + "_")}
        print(f"lookup   {found[name]:6.1f}  {text}: p99, of Gets of the same facts  ({BARS['lookup']}; {of['p99']:.0f} µs and "
              f"{of['gets_p99']:.0f} µs; p50 {of['p50']:.0f} µs and {of['gets_p50']:.0f} µs; {of['facts_p50']:.0f} facts, at p99 "
              f"{of['facts_p99']:.0f}); {of['as_rows']:.1f} of a scan of the same rows ({of['rows_p99']:.0f} µs); "
              f"{of['as_one']:.0f} of one Get of as many bytes ({of['one_get_p99']:.0f} µs)")
    print(f"verify   {found['verify_wall']:.1f} s, {found['verify_processor']:.1f} s of processor time, "
          f"{found['verify_memory'] / mib:.0f} MiB")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build/release", help="a build folder")
    parser.add_argument("--data", default=os.environ.get("ENTENTE_DATA"), help="the folder of the data sets")
    parser.add_argument("--triples", type=int, default=200_000, help="about so many [200000]")
    parser.add_argument("--all", action="store_true", help="all there are")
    parser.add_argument("--repetitions", type=int, default=3, help="[3]")
    parser.add_argument("--json", action="store_true", help="print the medians as JSON")
    arguments = parser.parse_args()
    if not arguments.data:
        parser.error("say where the data sets are: --data DIR or ENTENTE_DATA")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        triples = folder / "triples.jsonl"
        most = [] if arguments.all else ["--most", str(arguments.triples)]
        with open(triples, "wb") as out:
            subprocess.run([sys.executable, ROOT / "tests/bench/data_sets.py", "--data", arguments.data, *most],
                           stdout=out, check=True)
        rounds = [measure(arguments.build, triples, folder) for _ in range(arguments.repetitions)]
    found = {key: statistics.median(one[key] for one in rounds) for key in rounds[0]}
    if arguments.json:
        print(json.dumps(found, indent=2))
    else:
        show(found)


if __name__ == "__main__":
    main()
