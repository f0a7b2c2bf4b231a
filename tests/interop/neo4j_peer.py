"""Loads exports into Neo4j and compares its answers to ten questions with those of `entente facts`.

    ENTENTE_BINARY=build/release/cli/entente neo4j_peer.py [FOLDER]

Needs a JDK and Maven, which fetches Neo4j Community with its import tool and shell, and APOC (131 MB) into FOLDER
once (default: build/neo4j). Then, with one start of the server:
  1. the import tool loads the folder by its own script, and all questions are asked;
  2. the export as Cypher is run on top, which must change nothing, and twice on an empty database;
  3. APOC reads the GraphML.
What is missing is a failure; ends with 1 where anything differs.
"""

import contextlib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import neo4j

from database_graph import HERE, QUESTIONS, Comparison, entente, entities, facts, make_graph, with_copies
from graph_peers import as_token

# How the tests run Java: they are short, and on small machines.
JAVA = ["java", "-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--add-opens=java.base/java.nio=ALL-UNNAMED",
        "--add-opens=java.base/java.lang=ALL-UNNAMED"]

FACT = """
MATCH (a:Entity)-[r]->(b:Entity) WHERE %s
MATCH (f:Fact {id: r.id}), (f)-[:SUBJECT]->(a), (f)-[:OBJECT]->(b)
WITH a, r, b, f,
     COLLECT {
       MATCH (f)<-[:STATES]-(e:Evidence)-[:IN]->(d:Document) OPTIONAL MATCH (e)-[:SAID_BY]->(s:Entity)
       RETURN {document: coalesce(d.full_id, d.id), observed: toString(e.observed), sentence: e.sentence,
               begin: e.begin, end: e.end, text: e.text, module: e.module, source: coalesce(s.full_id, s.id),
               reversed: e.reversed, confidence: e.confidence} } AS evidence,
     COLLECT {
       MATCH (f)<-[:STATES]-(:Evidence)-[:SAID_BY]->(s:Entity)
       RETURN DISTINCT {id: coalesce(s.full_id, s.id), name: s.name, type: s.type, country: s.country} } AS sources
RETURN {id: f.id, relation: r.relation, class: type(r), date: r.date, modality: r.modality,
        subject: {id: coalesce(a.full_id, a.id), name: a.name, type: a.type, country: a.country},
        object: {id: coalesce(b.full_id, b.id), name: b.name, type: b.type, country: b.country},
        confidence: r.confidence, documents: r.documents, mentions: r.mentions,
        observed_first: toString(r.observed_first), observed_last: toString(r.observed_last),
        sources: sources, evidence: evidence} AS fact, r.sources AS said_by, f.class AS class, f.relation AS relation
"""
LABELS = {"PER": "Person", "ORG": "Organization", "GPE": "GeoPolitical", "LOC": "Location", "MISC": "Misc"}


def fetch(folder):
    """Neo4j's libraries in FOLDER/lib, APOC in FOLDER/plugins, our server in FOLDER/classes."""
    for program in ("java", "javac", "mvn"):
        if not shutil.which(program):
            sys.exit(f"neo4j_peer.py: {program} is missing")
    done = folder / "fetched.xml"
    pom = HERE / "neo4j" / "pom.xml"
    if not done.exists() or done.read_bytes() != pom.read_bytes():
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run(["mvn", "--quiet", "--batch-mode", "--file", pom, "dependency:copy-dependencies",
                        "-DincludeScope=runtime", f"-DoutputDirectory={folder}/lib"], check=True)
        (folder / "plugins").mkdir()
        for plugin in (folder / "lib").glob("apoc-*.jar"):
            plugin.rename(folder / "plugins" / plugin.name)
        shutil.copy(pom, done)
    subprocess.run(["javac", "-cp", f"{folder}/lib/*", "-d", folder / "classes", HERE / "neo4j" / "Neo4jServer.java"],
                   check=True)


class Server:
    """Neo4j over the databases of a home folder."""

    def __init__(self, folder, home):
        self.command = [*JAVA, "-cp", f"{folder}/plugins/*:{folder}/lib/*:{folder}/classes"]
        self.home = home
        (home / "conf").mkdir(parents=True)
        (home / "conf" / "neo4j.conf").write_text(
            f"server.directories.plugins={folder}/plugins\nserver.directories.import={home}\n"
            "dbms.security.auth_enabled=false\ndbms.security.procedures.unrestricted=apoc.*\n"
            "dbms.usage_report.enabled=false\nserver.memory.pagecache.size=64m\n")
        (home / "conf" / "apoc.conf").write_text("apoc.import.file.enabled=true\n")

    def load(self, export):
        """As its README.md says, with the tool as a distribution would start it."""
        admin = self.home / "neo4j-admin"
        admin.write_text('#!/bin/sh\nexec "$JAVA" "-Dbasedir=$NEO4J_HOME" -cp "$CLASSES" org.neo4j.cli.AdminTool "$@"\n'
                         .replace('"$JAVA"', " ".join(JAVA)))
        admin.chmod(0o755)
        environment = {**os.environ, "NEO4J_ADMIN": str(admin), "NEO4J_HOME": str(self.home),
                       "NEO4J_CONF": str(self.home / "conf"), "CLASSES": self.command[-1]}
        done = subprocess.run(["sh", export / "load.sh"], env=environment, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True)
        if done.returncode != 0:
            sys.exit(f"load.sh ended with {done.returncode}:\n{done.stdout[-4000:]}")

    @contextlib.contextmanager
    def running(self):
        log = open(self.home / "server.log", "w")
        server = subprocess.Popen([*self.command, f"-DNEO4J_CONF={self.home}/conf", "Neo4jServer", self.home],
                                  stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True,
                                  env={**os.environ, "NEO4J_CONF": f"{self.home}/conf"})
        port = server.stdout.readline().strip()
        if not port:
            sys.exit("the server did not start:\n" + (self.home / "server.log").read_text()[-4000:])
        self.address = f"bolt://127.0.0.1:{port}"
        with neo4j.GraphDatabase.driver(self.address) as self.driver:
            yield
        server.stdin.close()
        server.wait(timeout=120)

    def query(self, cypher, **parameters):
        return self.driver.execute_query(cypher, parameters).records

    def run_file(self, path):
        done = subprocess.run([*self.command, "org.neo4j.shell.Main", "-a", self.address, "--format", "plain",
                               "--fail-fast", "-f", path], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode != 0:
            sys.exit(f"cypher-shell -f {path} ended with {done.returncode}:\n{done.stdout[-4000:]}")

    def empty(self):
        self.query("MATCH (n) DETACH DELETE n")

    def contents(self):
        """Every node and relationship with all it has, by its ids."""
        nodes = [[sorted(row["labels"]), dict(row["properties"])] for row in self.query(
            "MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties")]
        relationships = [[row["start"], row["type"], row["end"], dict(row["properties"])] for row in self.query(
            "MATCH (a)-[r]->(b) RETURN a.id AS start, type(r) AS type, b.id AS end, properties(r) AS properties")]
        return {"nodes": plain(nodes), "relationships": plain(relationships)}


def plain(value):
    """What the driver returns, with dates as text."""
    if isinstance(value, neo4j.time.Date):
        return ["a date", value.iso_format()]
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, list) else value


def compare_answers(comparison, server, graph):
    for question in QUESTIONS:
        rows = server.query(FACT % question.cypher)
        wanted = facts(graph, *question.options)
        if not wanted:
            sys.exit(f"no fact answers {question.options}")
        comparison.same(f"the answer to {question.options}", [with_copies(row["fact"]) for row in rows], wanted)
        for row in rows:
            names = [source["name"] for source in row["fact"]["sources"]]
            comparison.same("names of sources", row["said_by"] or [], names)
            comparison.same("what is said twice", [row["class"], row["relation"]],
                            [row["fact"]["class"], row["fact"]["relation"]])


def without_separators(names):
    return [name.replace("\x1f", "\uFFFD") for name in names]


def compare_entities(comparison, server, graph, in_list=lambda names: names):
    seen = {row["id"]: row for row in server.query("""
        MATCH (n:Entity) RETURN coalesce(n.full_id, n.id) AS id, n.name AS name, n.type AS type,
          n.country AS country, coalesce(n.aliases, []) AS aliases, labels(n) AS labels""")}
    wanted = entities(graph)
    comparison.same("the ids of entities", sorted(seen), sorted(wanted))
    for key, entity in wanted.items():
        row = dict(seen[key])
        comparison.same(f"the labels of {key[:80]}", row.pop("labels"), ["Entity", LABELS[entity["type"]]])
        comparison.same(f"entity {key[:80]}", row, {**entity, "aliases": in_list(entity["aliases"])})


def compare_details(comparison, server):
    """Types of properties, dates of each precision, and what is known of a document."""
    for date, precision, since, until in (("2024", "year", "2024-01-01", "2024-12-31"),
                                          ("2024-02", "month", "2024-02-01", "2024-02-29"),
                                          ("2024-02-29", "day", "2024-02-29", "2024-02-29"),
                                          ("1950/1953", "interval", "1950-01-01", "1953-12-31")):
        rows = server.query("MATCH ()-[r {date: $date}]->() RETURN DISTINCT r.precision, r.since, r.until", date=date)
        comparison.same(f"the date {date}", [plain(list(row.values())) for row in rows],
                        [[precision, ["a date", since], ["a date", until]]])
    rows = server.query("MATCH (d:Document {id: 'c-1'}) RETURN properties(d) AS document")
    comparison.same("a document", plain(rows[0]["document"]), {
        "id": "c-1", "title": "«¿Quién?» \"dijo\"; \\u0041 \\", "date": ["a date", "2024-02-29"], "language": "es",
        "source": "Agencia O'Neil, S.A.", "file": "a\\b \"c\".csv", "line": 7})
    rows = server.query("CALL db.index.fulltext.queryNodes('entente_names', 'shoigu') YIELD node RETURN node.id AS id")
    comparison.same("names are found by their words", [row["id"] for row in rows], ["person/sergei-shoigu"])


def compare_graphml(comparison, server, graph):
    """APOC takes the ids of GraphML along, and what it calls labels from the key of that name."""
    server.empty()
    entente("export", "--graph", graph, "--to", "graphml", "-o", server.home / "graph.graphml")
    server.query("CALL apoc.import.graphml('graph.graphml', {readLabels: true, storeNodeIds: true})")

    seen = [list(row.values()) for row in server.query("""
        MATCH (a)-[r]->(b) RETURN a.id, b.id, r.class, coalesce(r.date, ''), r.modality, r.documents""")]
    wanted = [[as_token(fact["subject"]["id"]), as_token(fact["object"]["id"]), fact["class"], fact["date"] or "",
               fact["modality"], fact["documents"]] for fact in facts(graph)]
    comparison.same("GraphML in APOC", seen, wanted)


def main():
    if not os.environ.get("ENTENTE_BINARY"):
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else HERE.parents[1] / "build" / "neo4j").absolute()
    fetch(folder)
    comparison = Comparison("Neo4j " + re.search("<neo4j.version>(.*)</", (folder / "fetched.xml").read_text())[1])
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        graph = work / "graph"
        make_graph(graph)
        entente("export", "--graph", graph, "--to", "neo4j", "-o", work / "export")
        entente("export", "--graph", graph, "--to", "cypher", "-o", work / "graph.cypher")
        server = Server(folder, work / "home")
        server.load(work / "export")
        with server.running():
            server.run_file(work / "export" / "schema.cypher")
            compare_answers(comparison, server, graph)
            compare_entities(comparison, server, graph, without_separators)
            compare_details(comparison, server)
            server.run_file(work / "export" / "examples.cypher")
            imported = server.contents()

            server.run_file(work / "graph.cypher")
            again = server.contents()
            for what, things in again.items():
                comparison.same(f"the number of {what} after running the Cypher on top", len(things), len(imported[what]))
            comparison.same("relationships after it", again["relationships"], imported["relationships"])

            server.empty()
            server.run_file(work / "graph.cypher")
            once = server.contents()
            comparison.same("the graph made by Cypher", once, again)
            compare_entities(comparison, server, graph)
            server.run_file(work / "graph.cypher")
            comparison.same("the graph made by Cypher twice", server.contents(), once)
            compare_graphml(comparison, server, graph)
    comparison.end()


if __name__ == "__main__":
    main()
