"""Compares change points with ruptures' and blocs with leidenalg's, on graphs made by chance.

    ENTENTE_BINARY=build/release/cli/entente alliance_peers.py

Ends with 1 where a peer is missing, and where
  - the changes that `entente alliances --pair` shows are not those that PELT of ruptures finds on the ranks of the same stories with
    the same penalty, less those that a test of orders drawn by numpy takes for chance;
  - the signed modularity of the communities of `entente blocs` is not what the formula says, or more than 0.005 below that of
    leidenalg on the same graph.

leidenalg has a layer of positive weights and one of the sizes of negative ones, weighed by w+/(w+ + w-) and -w-/(w+ + w-): the sum
of the layers' modularities is then Gómez's signed modularity but for the terms of pairs of a vertex with itself, which no partition
changes. It may move vertices to any community, as Entente does; with neighbours' alone it finds up to 0.05 less.
"""

import datetime
import json
import math
import os
import pathlib
import random
import subprocess
import sys
import tempfile

import igraph
import leidenalg
import numpy
import ruptures

BINARY = os.environ["ENTENTE_BINARY"]
WEIGHTS = {"AGREE": 4, "CONSULT": 1, "SUPPORT": 3.5, "CONCEDE": 5, "COOPERATE": 6.4, "AID": 7.4, "RETREAT": 5,
           "ACCUSE": -2, "REJECT": -4, "THREATEN": -6, "PROTEST": -6.5, "SANCTION": -4, "MOBILIZE": -7.2, "COERCE": -7, "ASSAULT": -10}
FRIENDLY = ["CONSULT", "AGREE", "SUPPORT", "CONSULT", "COOPERATE", "AID", "CONCEDE", "CONSULT", "ACCUSE"]
HOSTILE = ["ACCUSE", "THREATEN", "ASSAULT", "CONSULT", "REJECT", "COERCE", "ASSAULT", "MOBILIZE"]
FIRST = datetime.date(2000, 1, 1)
DAYS_BETWEEN = 3  # so that each event is a story of its own
ORDERS = 4000
DOUBTFUL = (0.035, 0.065)  # p by which one draw of orders keeps a change and another may not

failures = []


def check(holds, what):
    if not holds:
        failures.append(what)
        print("FAILED:", what)


def entente(*arguments):
    run = subprocess.run([BINARY, *arguments], capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(f"{' '.join(run.args)}: {run.stderr}")
    return [json.loads(line) for line in run.stdout.splitlines() if line.startswith("{")]


def triple(one, plover_class, other, day, number):
    def actor(name):
        return {"id": f"org/{name}", "name": name, "type": "ORG"}
    return {"document": f"d{number}", "observed": day.isoformat(), "date": day.isoformat(), "subject": actor(one),
            "relation": plover_class.lower(), "class": plover_class, "object": actor(other)}


def graph_of(triples, folder):
    file = pathlib.Path(folder) / "triples.jsonl"
    file.write_text("".join(json.dumps(each) + "\n" for each in triples), encoding="utf-8")
    graph = str(pathlib.Path(folder) / "graph")
    subprocess.run([BINARY, "ingest", str(file), "--graph", graph], check=True, capture_output=True)
    return graph


# Change points

def stories_of_a_pair(chance):
    """Classes with none, one or two changes between friendly and hostile ones."""
    mood = chance.choice([FRIENDLY, HOSTILE])
    classes = []
    for _ in range(chance.choice([1, 2, 2, 3])):
        classes += chance.choices(mood, k=chance.randrange(15, 70))
        mood = HOSTILE if mood is FRIENDLY else FRIENDLY
    return classes


def gains(values):
    """What each cut between two of the values explains."""
    sums = numpy.cumsum(values, axis=-1)
    places = numpy.arange(1, values.shape[-1])
    left, whole = sums[..., :-1], sums[..., -1:]
    return left**2 / places + (whole - left)**2 / (values.shape[-1] - places) - whole**2 / values.shape[-1]


def p_of(values, begin, cut, end, draws):
    part = values[begin:end]
    orders = draws.permuted(numpy.tile(part, (ORDERS, 1)), axis=1)
    return (1 + (gains(orders).max(axis=1) >= gains(part)[cut - begin - 1] - 1e-9).sum()) / (1 + ORDERS)


def changes_of_peer(classes, draws):
    """Places and p of the changes; nothing where chance decides."""
    weights = numpy.array([WEIGHTS[each] for each in classes], dtype=float)
    cost = ruptures.costs.CostRank().fit(weights)
    ranks = cost.ranks[:, 0] * math.sqrt(float(cost.inv_cov[0, 0]))
    cuts = ruptures.Pelt(model="l2", min_size=1, jump=1).fit(ranks).predict(pen=2 * math.log(len(ranks)))[:-1]
    while True:
        ends = [0, *cuts, len(ranks)]
        ps = [p_of(ranks, *ends[n:n + 3], draws) for n in range(len(cuts))]
        if any(DOUBTFUL[0] < p < DOUBTFUL[1] for p in ps):
            return None
        if not ps or max(ps) <= 0.05:
            return list(zip(cuts, ps))
        del cuts[ps.index(max(ps))]


def compare_changes():
    chance, draws = random.Random(7), numpy.random.default_rng(7)
    pairs = {f"pair{number}": stories_of_a_pair(chance) for number in range(40)}
    triples = [triple(name, each, f"other of {name}", FIRST + datetime.timedelta(days=DAYS_BETWEEN * n), f"{name}-{n}")
               for name, classes in pairs.items() for n, each in enumerate(classes)]
    compared = found = 0
    with tempfile.TemporaryDirectory() as folder:
        graph = graph_of(triples, folder)
        for name, classes in pairs.items():
            expected = changes_of_peer(classes, draws)
            if expected is None:
                continue
            line, = entente("alliances", "--pair", name, f"other of {name}", "--roll-up", "none", "--unresolved", "--json",
                            "--graph", graph)
            check(line["stories"] == len(classes), f"{name}: {line['stories']} stories, not {len(classes)}")
            days = [(FIRST + datetime.timedelta(days=DAYS_BETWEEN * place)).isoformat() for place, _ in expected]
            check([change["date"] for change in line["changes"]] == days,
                  f"{name}: changes on {[change['date'] for change in line['changes']]}, ruptures' are on {days}")
            for change, (_, p) in zip(line["changes"], expected):
                check(abs(change["p"] - p) < 0.02, f"{name}, {change['date']}: p {change['p']}, by numpy {p:.4f}")
            compared += 1
            found += len(days)
    print(f"changes: {found} in {compared} pairs are where ruptures has them")
    check(compared >= 30 and found >= 30, "too few pairs were compared")


# Blocs

def signed_modularity(community, edges):
    """Gómez, Jensen and Arenas 2009, over pairs of two vertices."""
    strengths = {1: {}, -1: {}}
    inside = 0.0
    for one, other, weight in edges:
        side = strengths[1 if weight > 0 else -1]
        for end in (one, other):
            side[end] = side.get(end, 0.0) + abs(weight)
        if community[one] == community[other]:
            inside += 2 * weight
    likely = total = 0.0
    for sign, of_vertex in strengths.items():
        whole = sum(of_vertex.values())
        of_community = {}
        for vertex, strength in of_vertex.items():
            of_community[community[vertex]] = of_community.get(community[vertex], 0.0) + strength
        squares = sum(each**2 for each in of_community.values()) - sum(each**2 for each in of_vertex.values())
        likely += sign * squares / whole if whole else 0.0
        total += whole
    return (inside - likely) / total


def leiden(edges):
    vertices = sorted({end for edge in edges for end in edge[:2]})
    place = {vertex: n for n, vertex in enumerate(vertices)}
    layers, weights = [], []
    for sign in (1, -1):
        of_sign = [(place[one], place[other], abs(weight)) for one, other, weight in edges if weight * sign > 0]
        layer = igraph.Graph(n=len(vertices), edges=[edge[:2] for edge in of_sign])
        layer.es["weight"] = [edge[2] for edge in of_sign]
        layers.append(leidenalg.ModularityVertexPartition(layer, weights="weight"))
        weights.append(sign * sum(edge[2] for edge in of_sign))
    optimiser = leidenalg.Optimiser()
    optimiser.set_rng_seed(1)
    optimiser.consider_comms = optimiser.refine_consider_comms = leidenalg.ALL_COMMS
    whole = sum(map(abs, weights))
    optimiser.optimise_partition_multiplex(layers, layer_weights=[weight / whole for weight in weights], n_iterations=-1)
    return {vertex: layers[0].membership[n] for vertex, n in place.items()}


def signed_triples(chance, actors, groups, share):
    """Friends mostly within groups, enemies mostly between them."""
    number = 0
    for one in range(actors):
        for other in range(one + 1, actors):
            if chance.random() >= share:
                continue
            likes = chance.random() < (0.85 if one % groups == other % groups else 0.35)
            for n in range(chance.randrange(1, 4)):
                number += 1
                yield triple(f"actor{one}", chance.choice(FRIENDLY[1:6] if likes else HOSTILE[:3]), f"actor{other}",
                             FIRST + datetime.timedelta(days=4 * n), number)


def compare_blocs():
    chance = random.Random(3)
    for actors, groups, share in [(12, 2, 0.7), (30, 3, 0.4), (80, 4, 0.2), (200, 5, 0.08), (400, 8, 0.03)]:
        with tempfile.TemporaryDirectory() as folder:
            graph = graph_of(signed_triples(chance, actors, groups, share), folder)
            options = ["--roll-up", "none", "--unresolved", "--json", "--window", "1y", "--graph", graph]
            edges = [(line["actor"]["id"], line["other"]["id"], line["windows"][0]["score"])
                     for line in entente("alliances", *options) if line["windows"][0]["score"]]
            window, = entente("blocs", "--min-score", "0", "--min-ties", "1", *options)
            peer = signed_modularity(leiden(edges), edges)
            print(f"blocs: {actors} actors, {len(edges)} pairs: modularity {window['modularity']:.4f}, leidenalg's {peer:.4f}")
            check(window["modularity"] >= peer - 0.005, f"{actors} actors: less than leidenalg")
            community = {member["id"]: bloc["number"] for bloc in window["blocs"] for member in bloc["members"]}
            for edge in edges:  # who has no friend in a community of others is no member
                for end in edge[:2]:
                    community.setdefault(end, end)
            check(signed_modularity(community, edges) <= window["modularity"] + 0.01
                  and signed_modularity(community, edges) >= window["modularity"] - 0.01,
                  f"{actors} actors: by the formula {signed_modularity(community, edges):.4f}")


compare_changes()
compare_blocs()
sys.exit(1 if failures else 0)
