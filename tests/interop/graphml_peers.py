"""Opens exported GraphML with the programs it is made for and compares all they see with the facts.

    ENTENTE_BINARY=build/release/cli/entente graphml_peers.py

Makes a graph of triples.jsonl, exports it, and looks at the file with xmllint, NetworkX and igraph. Ends with
1 where a peer is missing or sees anything else than `entente facts --json` says, and where the exported triples
do not make the same facts again.
"""

import calendar
import json
import math
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import igraph
import networkx


# What XML 1.0 cannot hold; the export writes it as U+FFFD.
UNHOLDABLE = re.compile("[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


def holdable(value):
    return UNHOLDABLE.sub("\uFFFD", value) if isinstance(value, str) else value


def days_of(date):
    """The first and the last day of an ISO date of any precision or of an interval."""
    if "/" in date:
        begin, end = date.split("/")
        return days_of(begin)[0], days_of(end)[1]
    parts = [int(part) for part in date.split("-")]
    if len(parts) == 1:
        return f"{date}-01-01", f"{date}-12-31"
    if len(parts) == 2:
        return f"{date}-01", f"{date}-{calendar.monthrange(*parts)[1]:02}"
    return date, date


def expected_edge(fact):
    best = max(fact["evidence"], key=lambda piece: piece["confidence"])
    since, until = days_of(fact["date"]) if fact["date"] else (None, None)
    edge = {
        "label": fact["relation"],
        "class": fact["class"],
        "date": fact["date"],
        "since": since,
        "until": until,
        "modality": fact["modality"],
        "weight": float(fact["documents"]),
        "confidence": fact["confidence"],
        "documents": fact["documents"],
        "mentions": fact["mentions"],
        "sources": "; ".join(source["name"] for source in fact["sources"]) or None,
        "observed_first": fact["observed_first"],
        "observed_last": fact["observed_last"],
        "sentence": best["text"],
        "document": best["document"],
        "module": best["module"],
    }
    return {name: holdable(value) for name, value in edge.items() if value is not None}


def expected_nodes(facts):
    nodes = {}
    for fact in facts:
        for entity in [fact["subject"], fact["object"], *fact["sources"]]:
            node = {"label": entity["name"], "type": entity["type"], "country": entity["country"]}
            nodes[entity["id"]] = {
                name: holdable(value) for name, value in node.items() if value is not None
            }
    return nodes


class Comparison:
    def __init__(self, peer):
        self.peer = peer
        self.differences = 0

    def differ(self, what):
        self.differences += 1
        print(f"{self.peer}: {what}", file=sys.stderr)

    def attributes(self, what, seen, expected):
        for name in sorted(seen.keys() | expected.keys()):
            left, right = seen.get(name), expected.get(name)
            if isinstance(right, float) and isinstance(left, float):
                same = math.isclose(left, right, abs_tol=0.00006)  # written with four decimals
            else:
                same = left == right
            if not same:
                self.differ(f"{what}: {name} is {left!r}, not {right!r}")

    def graph(self, nodes, edges, facts):
        """`nodes`: id → attributes; `edges`: id → (source, target, attributes)."""
        wanted_nodes = expected_nodes(facts)
        if nodes.keys() != wanted_nodes.keys():
            self.differ(f"nodes differ: {sorted(nodes.keys() ^ wanted_nodes.keys())}")
        for key in nodes.keys() & wanted_nodes.keys():
            aliases = nodes[key].pop("aliases", "").split("; ")
            if nodes[key].get("label") in aliases:
                self.differ(f"{key}: its own name is among the aliases {aliases}")
            self.attributes(key, nodes[key], wanted_nodes[key])
        wanted_edges = {fact["id"]: fact for fact in facts}
        if len(wanted_edges) != len(facts) or edges.keys() != wanted_edges.keys():
            self.differ(f"edges differ: {sorted(edges.keys() ^ wanted_edges.keys())}")
        for key in edges.keys() & wanted_edges.keys():
            source, target, attributes = edges[key]
            fact = wanted_edges[key]
            if (source, target) != (fact["subject"]["id"], fact["object"]["id"]):
                self.differ(f"edge {key} runs from {source} to {target}")
            self.attributes(f"edge {key}", attributes, expected_edge(fact))
        print(f"{self.peer}: {len(nodes)} nodes, {len(edges)} edges, {self.differences} differences")


def compare_networkx(path, facts):
    graph = networkx.read_graphml(path, force_multigraph=True)
    comparison = Comparison(f"NetworkX {networkx.__version__}")
    if not graph.is_directed():
        comparison.differ("the graph is not directed")
    comparison.graph(
        {node: dict(attributes) for node, attributes in graph.nodes(data=True)},
        {
            key: (source, target, {name: value for name, value in attributes.items() if name != "id"})
            for source, target, key, attributes in graph.edges(keys=True, data=True)
        },
        facts,
    )
    return comparison.differences


def known(attributes):
    """igraph gives every element every attribute: "" and NaN where the file has none."""
    return {
        name: value
        for name, value in attributes.items()
        if name != "id" and value != "" and not (isinstance(value, float) and math.isnan(value))
    }


def compare_igraph(path, facts):
    graph = igraph.Graph.Read_GraphML(path)
    comparison = Comparison(f"igraph {igraph.__version__}")
    if not graph.is_directed():
        comparison.differ("the graph is not directed")
    ids = graph.vs["id"] if graph.vcount() > 0 else []
    if graph.ecount() != len(facts):
        comparison.differ(f"there are {graph.ecount()} edges")
    # igraph 1.0 gives edges the ids of nodes: what remains is their order, which is that of the facts.
    comparison.graph(
        {vertex["id"]: known(vertex.attributes()) for vertex in graph.vs},
        {
            fact["id"]: (ids[edge.source], ids[edge.target], known(edge.attributes()))
            for fact, edge in zip(facts, graph.es)
        },
        facts,
    )
    return comparison.differences


def entente(*arguments):
    """What the program prints; its warnings go to our standard error."""
    command = [os.environ["ENTENTE_BINARY"], *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout


def main():
    if not os.environ.get("ENTENTE_BINARY"):
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        graph, again, graphml, triples = (
            f"{folder}/{name}" for name in ("graph", "again", "graph.graphml", "triples.jsonl")
        )
        entente("ingest", pathlib.Path(__file__).with_name("triples.jsonl"), "--graph", graph, "--strict")
        printed = entente("facts", "--graph", graph, "--json")
        facts = [json.loads(line) for line in printed.splitlines()]
        if not facts:
            sys.exit("the graph has no facts to compare with")

        entente("export", "--graph", graph, "--to", "graphml", "-o", graphml)
        subprocess.run(["xmllint", "--noout", graphml], check=True)
        differences = compare_networkx(graphml, facts) + compare_igraph(graphml, facts)

        entente("export", "--graph", graph, "--to", "jsonl", "-o", triples)
        entente("ingest", triples, "--graph", again, "--strict")
        if entente("facts", "--graph", again, "--json") != printed:
            print("the exported triples make other facts", file=sys.stderr)
            differences += 1
    sys.exit(1 if differences else 0)


if __name__ == "__main__":
    main()
