#!/usr/bin/env python3
"""Compares two results of report.py --json, benchmark by benchmark.

    report.py --json > before.json; …; report.py --json > after.json
    compare.py before.json after.json [--tolerance PERCENT]

Prints how many times as long each benchmark takes, and how its ratio to its baseline has changed: the ratio is what counts where
the machine or its load is another. With --tolerance, ends with 1 where a ratio has fallen by more.
"""
import argparse
import json
import pathlib


def load(path):
    """Program and benchmark → its row."""
    report = json.loads(pathlib.Path(path).read_text())
    return {(program, name): row for program, result in report.items() for name, row in result["benchmarks"].items()}


def compared(before, after):
    """One row for each benchmark of either: time after by time before, ratio before and after, where both are there."""
    for key in sorted(before.keys() | after.keys()):
        one, other = before.get(key), after.get(key)
        both = one is not None and other is not None
        yield key, {"time": other["seconds"] / one["seconds"] if both else None,
                    "before": one.get("ratio") if one else None, "after": other.get("ratio") if other else None,
                    "missing": None if both else "before" if one is None else "after"}


def fallen(row, tolerance):
    return row["before"] is not None and row["after"] is not None and row["after"] < row["before"] * (1 - tolerance / 100)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("before")
    parser.add_argument("after")
    parser.add_argument("--tolerance", type=float, metavar="PERCENT", help="how far a ratio may fall")
    arguments = parser.parse_args()
    low = []
    print(f"{'benchmark':50} {'time':>8} {'ratio before':>13} {'after':>10} {'change':>8}")
    for (program, name), row in compared(load(arguments.before), load(arguments.after)):
        label = f"{program} {name}"
        if row["missing"]:
            print(f"{label:50} not in the result {row['missing']}")
            continue
        line = f"{label:50} {row['time']:7.2f}×"
        if row["before"] is not None and row["after"] is not None:
            line += f" {row['before']:13.3g} {row['after']:10.3g} {row['after'] / row['before'] - 1:+8.1%}"
            if arguments.tolerance is not None and fallen(row, arguments.tolerance):
                low.append(label)
        print(line)
    if low:
        raise SystemExit(f"fallen by more than {arguments.tolerance:g} %: {', '.join(low)}")


if __name__ == "__main__":
    main()
