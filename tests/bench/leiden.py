#!/usr/bin/env python3
"""Compares the communities that blocs are with those of leidenalg, on the same signed graphs.

    leiden.py [--build DIR]

DIR is a Release build with ENTENTE_BENCH=ON (build/release). The graphs are those of bench_alliances, one for each
window; its environment variables choose others. Needs igraph 1.0.0 and leidenalg 0.12.0 from PyPI.

leidenalg takes positive and negative weights as two layers, the one of weight 1, the other of −1 (Traag and Bruggeman,
Community detection in networks with positive and negative links, 2009), and moves until nothing is gained. Times are of
one thread's processor; modularity is that of communities.h, the mean of all windows, without what the ends of a
vertex share with themselves.
"""
import argparse
import collections
import json
import os
import pathlib
import subprocess
import tempfile
import time

import igraph
import leidenalg

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def ours(program):
    """What bench_alliances measures, and the edges of each window."""
    with tempfile.NamedTemporaryFile("r", encoding="ascii") as edges:
        result = subprocess.run(
            [program, "--benchmark_filter=^communities$", "--benchmark_format=json"], check=True,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=os.environ | {"ENTENTE_BENCH_EDGES": edges.name})
        windows = collections.defaultdict(list)
        for line in edges:
            window, left, right, weight = line.split()
            windows[int(window)].append((int(left), int(right), float(weight)))
    return json.loads(result.stdout)["benchmarks"][0], windows


def modularity(membership, edges):
    """Q of communities.h."""
    strengths = [collections.Counter(), collections.Counter()]
    inside = 0.0
    for left, right, weight in edges:
        for end in (left, right):
            strengths[weight < 0][end] += abs(weight)
        inside += 2 * weight * (membership[left] == membership[right])
    total = sum(sum(one.values()) for one in strengths)
    for sign, one in zip((1, -1), strengths):
        whole = sum(one.values())
        if not whole:
            continue
        of_community = collections.Counter()
        for vertex, strength in one.items():
            of_community[membership[vertex]] += strength
        inside -= sign * (sum(s * s for s in of_community.values()) - sum(s * s for s in one.values())) / whole
    return inside / total


def leiden(edges):
    """The communities, and how long finding them takes."""
    size = 1 + max(max(left, right) for left, right, _ in edges)
    layers = []
    for sign in (1, -1):
        of_sign = [edge for edge in edges if edge[2] * sign > 0]
        layer = igraph.Graph(n=size, edges=[edge[:2] for edge in of_sign])
        layer.es["weight"] = [abs(edge[2]) for edge in of_sign]
        layers.append(layer)
    start = time.process_time()
    partitions = [leidenalg.RBConfigurationVertexPartition(layer, weights="weight") for layer in layers]
    optimiser = leidenalg.Optimiser()
    optimiser.set_rng_seed(1)
    optimiser.optimise_partition_multiplex(partitions, layer_weights=[1, -1], n_iterations=-1)
    return partitions[0].membership, time.process_time() - start


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build/release", help="a build folder")
    arguments = parser.parse_args()
    found, windows = ours(arguments.build / "tests/bench/bench_alliances")
    theirs = [leiden(edges) for edges in windows.values()]
    quality = [modularity(membership, edges) for (membership, _), edges in zip(theirs, windows.values())]
    seconds = sum(one for _, one in theirs)
    print(f"{len(windows)} windows, {sum(map(len, windows.values())):,} edges")
    print(f"entente    {found['cpu_time'] / 1000:7.2f} s  modularity {found['modularity']:.4f}")
    print(f"leidenalg  {seconds:7.2f} s  modularity {sum(quality) / len(quality):.4f}")
    print(f"entente takes {found['cpu_time'] / 1000 / seconds:.2f} of its time")


if __name__ == "__main__":
    main()
