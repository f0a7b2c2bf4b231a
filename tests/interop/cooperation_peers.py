"""Compares paths of cooperation and brokers with what NetworkX finds on the same graph.

    ENTENTE_BINARY=build/release/cli/entente cooperation_peers.py

Makes a graph of random facts between 40 actors, takes the scores of their pairs from `entente alliances --json`, and
compares `entente path` and `entente brokers` with NetworkX's Dijkstra, simple paths and betweenness centrality. Ends
with 1 where NetworkX is missing or finds anything else.
"""

import itertools
import json
import math
import os
import random
import subprocess
import sys
import tempfile

import networkx

SEED = 86
ACTORS = [f"org/actor-{number:02}" for number in range(40)]
CLASSES = ["AID", "SUPPORT", "CONSULT", "AGREE", "COOPERATE", "ACCUSE", "THREATEN", "ASSAULT"]


def entente(*arguments):
    """The JSON lines that the program prints; its warnings go to our standard error."""
    command = [os.environ["ENTENTE_BINARY"], *arguments]
    printed = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    return [json.loads(line) for line in printed.splitlines()]


def random_triples(generator):
    def entity(name):
        return {"id": name, "name": name.removeprefix("org/"), "type": "ORG"}

    for number in range(300):
        left, right = generator.sample(ACTORS, 2)
        day = f"20{generator.randrange(20, 23)}-{generator.randrange(1, 13):02}-{generator.randrange(1, 29):02}"
        yield {"document": f"document {number}", "observed": day, "date": day, "subject": entity(left),
               "relation": "deals with", "class": generator.choice(CLASSES), "object": entity(right),
               "confidence": generator.uniform(0.2, 1.0)}


def graph_of(scores):
    """Pairs with a score above 0, as far apart as graph/alliances/cooperation.h says."""
    graph = networkx.Graph()
    for (left, right), score in scores.items():
        if score > 0:
            graph.add_edge(left, right, score=score, weight=round(-math.log(score) * 1e9))
    return graph


def strength(graph, path):
    return math.prod(graph.edges[pair]["score"] for pair in itertools.pairwise(path))


def expected_strength(graph, start, end, steps):
    """0 where no path leads there; without a limit by Dijkstra's way, else by trying all paths."""
    if start not in graph or end not in graph or not networkx.has_path(graph, start, end):
        return 0.0
    if steps is None:
        return strength(graph, networkx.dijkstra_path(graph, start, end))
    paths = networkx.all_simple_paths(graph, start, end, cutoff=steps)
    return max((strength(graph, path) for path in paths), default=0.0)


def compare_paths(folder, graph, generator):
    differences = compared = 0
    for _ in range(40):
        start, end, avoided = generator.sample(ACTORS, 3)
        steps = generator.choice([None, 1, 2, 3])
        around = graph.copy()
        options = ["--max-steps", str(steps)] if steps else []
        if generator.random() < 0.5:
            around.remove_nodes_from([avoided])
            options += ["--avoid", avoided]
        (found,) = entente("path", start, end, "--graph", folder, "--unresolved", "--roll-up", "none", "--min-score", "0",
                           "--json", *options)
        expected = expected_strength(around, start, end, steps)
        way = [step["actor"]["id"] for step in found["steps"]] + [end]
        product = math.prod(step["score"] for step in found["steps"]) if found["steps"] else 0.0
        right = (math.isclose(found["strength"] or 0.0, expected, abs_tol=1e-4)
                 and math.isclose(product, expected, abs_tol=1e-4)
                 and (not found["steps"] or (networkx.is_path(around, way) and way[0] == start))
                 and len(found["steps"]) <= (steps or len(ACTORS)))
        compared += bool(found["steps"])
        if not right:
            differences += 1
            print(f"{start} to {end} {options}: {found['strength']} over {way}, not {expected}", file=sys.stderr)
    print(f"NetworkX {networkx.__version__}: {compared} paths, {differences} differences")
    return differences if compared > 10 else 1


def compare_brokers(window, graph):
    expected = networkx.betweenness_centrality(graph, weight="weight")
    # Who has no tie any more is there with 0, as a change.
    found = {broker["id"]: broker["betweenness"] for broker in window["brokers"]}
    wrong = [actor for actor in expected.keys() | found.keys()
             if not math.isclose(found.get(actor, -1), expected.get(actor, 0.0), abs_tol=2e-6)]
    for actor in wrong:
        print(f"{actor} in {window['since']}: {found.get(actor)}, not {expected.get(actor)}", file=sys.stderr)
    between = sum(value > 0 for value in found.values())
    print(f"NetworkX {networkx.__version__}: {between} brokers from {window['since']} on, {len(wrong)} differences")
    return len(wrong) if between > 5 else 1


def main():
    if not os.environ.get("ENTENTE_BINARY"):
        sys.exit(__doc__)
    generator = random.Random(SEED)
    with tempfile.TemporaryDirectory() as work:
        folder, triples = f"{work}/graph", f"{work}/triples.jsonl"
        with open(triples, "w", encoding="utf-8") as file:
            file.writelines(json.dumps(triple) + "\n" for triple in random_triples(generator))
        entente("ingest", triples, "--graph", folder, "--strict")
        options = ["--graph", folder, "--unresolved", "--roll-up", "none", "--json"]
        alliances = entente("alliances", *options, "--since", "2020", "--window", "1y")
        pairs = [(alliance["actor"]["id"], alliance["other"]["id"]) for alliance in alliances]

        whole = graph_of({pair: alliance["score"] for pair, alliance in zip(pairs, alliances)})
        differences = compare_paths(folder, whole, generator)
        (window,) = entente("brokers", "--exact", *options)
        differences += compare_brokers(window, whole)
        for number, window in enumerate(entente("brokers", "--exact", *options, "--since", "2020", "--window", "1y")):
            scores = [alliance["windows"][number]["score"] or 0.0 for alliance in alliances]
            differences += compare_brokers(window, graph_of(dict(zip(pairs, scores))))
    sys.exit(1 if differences else 0)


if __name__ == "__main__":
    main()
