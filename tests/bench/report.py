#!/usr/bin/env python3
"""Runs the benchmarks and prints what they reach, and how that compares with the baseline each names.

    report.py [--build DIR] [--only NAME ...] [--json]

DIR is a Release build with ENTENTE_BENCH=ON (build/release). Rates are a second of processor time, so that
they say what one idle core does even where the machine is busy; of several repetitions the median counts.
A ratio is the rate in units of a baseline's, which ran in the same program just before. Peak memory is the
program's, with the data it works on. Python's standard library alone.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def run(program, repetitions):
    """The program's benchmarks, as Google Benchmark writes them, and its peak memory in bytes."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            [str(program), f"--benchmark_repetitions={repetitions}", "--benchmark_report_aggregates_only=true",
             "--benchmark_format=json"], stdout=out, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        errors.seek(0)
        if process.returncode:
            sys.exit(f"report.py: {program} ended with exit code {process.returncode}\n{errors.read().decode()}")
        return json.load(out)["benchmarks"], usage.ru_maxrss * 1024


def rows_of(benchmarks):
    """One row for each benchmark; those named with arguments ("annotate/articles:20") count as one each."""
    rows = {}
    for entry in benchmarks:
        if entry.get("aggregate_name") == "median":
            unit, _, baseline = entry.get("label", "").partition(" against ")
            rows[entry["run_name"].removesuffix("/process_time")] = {
                "seconds": entry["cpu_time"] * {"ns": 1e-9, "us": 1e-6, "ms": 1e-3, "s": 1}[entry["time_unit"]],
                "rate": entry.get("items_per_second"), "unit": unit, "baseline": baseline or None}
    for name, row in rows.items():
        if row["baseline"]:
            if row["baseline"] not in rows:
                sys.exit(f"report.py: the baseline {row['baseline']} of {name} did not run")
            row["ratio"] = row["rate"] / rows[row["baseline"]]["rate"]
    return rows


def show(report):
    print(f"{'benchmark':36} {'time':>10} {'rate':>12}  {'unit':22} ratio")
    for program, result in report.items():
        print(f"{program} (peak memory {result['peak_memory'] / 2**20:.0f} MiB)")
        for name, row in result["benchmarks"].items():
            rate = f"{row['rate']:12,.0f}" if row["rate"] else " " * 12
            unit = row["unit"] + "/s" if row["unit"] else ""
            ratio = f"{row['ratio']:.3g} of {row['baseline']}" if row["baseline"] else ""
            print(f"  {name:34} {row['seconds'] * 1000:7.2f} ms {rate}  {unit:22} {ratio}".rstrip())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build/release", help="a build folder")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="only these programs, e.g. bench_store")
    parser.add_argument("--repetitions", type=int, default=5, help="of each benchmark [5]")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    arguments = parser.parse_args()
    folder = arguments.build / "tests/bench"
    names = arguments.only or sorted(path.stem for path in ROOT.glob("tests/bench/bench_*.cpp"))
    missing = [name for name in names if not (folder / name).is_file()]
    if missing:
        parser.error(f"not in {folder}: {', '.join(missing)}; build with ENTENTE_BENCH=ON")
    report = {}
    for name in names:
        benchmarks, peak = run(folder / name, arguments.repetitions)
        report[name] = {"peak_memory": peak, "benchmarks": rows_of(benchmarks)}
    if arguments.json:
        print(json.dumps(report, indent=2))
    else:
        load = os.getloadavg()[0]
        print(f"{os.cpu_count()} cores, load {load:.1f}")
        show(report)


if __name__ == "__main__":
    main()
