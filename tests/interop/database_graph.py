"""The graph that databases are asked about, and what they have to answer.

Used by neo4j_peer.py and rdf_peer.py: a graph of triples.jsonl and hostile.jsonl, and ten questions, each as
options of `entente facts` and as conditions of Cypher and SPARQL.
"""

import dataclasses
import json
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).parent


@dataclasses.dataclass(frozen=True)
class Question:
    options: tuple  # of `entente facts`
    cypher: str  # on (a)-[r]->(b), the fact's relationship
    sparql: str  # a group pattern on ?fact


KIM = "(a.name = 'Kim Jong Un' OR b.name = 'Kim Jong Un')"
WINDOW = """(r.since <= date('2023-07-31') AND r.until >= date('2023-07-01')
    OR r.date IS NULL AND EXISTS {
      MATCH (:Fact {id: r.id})<-[:STATES]-(e:Evidence)
      WHERE date('2023-07-01') <= e.observed <= date('2023-07-31') })"""

QUESTIONS = [
    Question((), "true", ""),
    Question(("--about", "Kim Jong Un"), KIM, '?fact rdf:subject|rdf:object [rdfs:label "Kim Jong Un"]'),
    Question(("--class", "CONSULT", "--class", "KIN"), "type(r) IN ['CONSULT', 'KIN']",
             "VALUES ?class { class:CONSULT class:KIN } ?fact rdf:predicate ?class"),
    Question(("--relation", "said; 'no' to"), r"r.relation = 'said; \'no\' to'",
             "?fact v:relation \"said; 'no' to\""),
    Question(("--modality", "negated", "--modality", "possible"), "r.modality <> 'asserted'",
             '?fact v:modality ?modality FILTER(?modality != "asserted")'),
    Question(("--since", "2023-07", "--until", "2023-07"), WINDOW, """
        { ?fact v:since ?since ; v:until ?until
          FILTER(?since <= "2023-07-31"^^xsd:date && ?until >= "2023-07-01"^^xsd:date) }
        UNION
        { GRAPH ?g { ?fact prov:wasDerivedFrom ?e . ?e v:observed ?day }
          FILTER(?day >= "2023-07-01"^^xsd:date && ?day <= "2023-07-31"^^xsd:date)
          FILTER NOT EXISTS { ?fact v:date ?any } }"""),
    Question(("--min-confidence", "0.8"), "r.confidence >= 0.8",
             "?fact v:confidence ?confidence FILTER(?confidence >= 0.8)"),
    Question(("--min-support", "2"), "r.documents >= 2", "?fact v:documents ?number FILTER(?number >= 2)"),
    Question(("--document", "c-3"),
             "EXISTS { MATCH (:Fact {id: r.id})<-[:STATES]-()-[:IN]->(:Document {id: 'c-3'}) }",
             "GRAPH <urn:entente:document:c-3> { ?fact prov:wasDerivedFrom ?piece }"),
    # In classes that hold in both directions either may be the subject.
    Question(("--subject", "Sergei Shoigu", "--object", "Kim Jong Un"),
             "(a.name = 'Sergei Shoigu' AND b.name = 'Kim Jong Un' OR"
             " type(r) = 'CONSULT' AND b.name = 'Sergei Shoigu' AND a.name = 'Kim Jong Un')",
             '''{ ?fact rdf:subject [rdfs:label "Sergei Shoigu"] ; rdf:object [rdfs:label "Kim Jong Un"] }
             UNION
             { ?fact rdf:object [rdfs:label "Sergei Shoigu"] ; rdf:subject [rdfs:label "Kim Jong Un"] ;
                     rdf:predicate class:CONSULT }'''),
]


def entente(*arguments):
    """What the program prints; its warnings go to our standard error."""
    command = [os.environ["ENTENTE_BINARY"], *map(str, arguments)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout


def make_graph(folder):
    entente("ingest", HERE / "triples.jsonl", HERE / "hostile.jsonl", "--graph", folder, "--strict")


def json_lines(printed):
    # Not splitlines(), to which U+2028 ends a line.
    return [json.loads(line) for line in printed.decode().split("\n") if line]


def facts(graph, *options):
    return json_lines(entente("facts", "--graph", graph, "--json", *options))


def with_copies(fact):
    """The fact of a database, with the number of documents that state it beside those that count."""
    return fact | {"copies": len({piece["document"] for piece in fact["evidence"]}) - fact["documents"]}


def entities(graph):
    """What `entente entity` says of every entity that the facts speak of: id → entity."""
    ids = set()
    for fact in facts(graph):
        ids.update(entity["id"] for entity in [fact["subject"], fact["object"], *fact["sources"]])
    found = {}
    for key in ids:
        shown = json_lines(entente("entity", key, "--graph", graph, "--json"))[0]
        shown["aliases"] = sorted({name["name"] for name in shown.pop("names")} - {shown["name"]})
        found[key] = {name: shown[name] for name in ("id", "name", "type", "country", "aliases")}
    return found


def comparable(answer):
    """A fact, or a list of them, with lists in an order of their own."""
    if isinstance(answer, list):
        return sorted((comparable(item) for item in answer), key=lambda item: json.dumps(item, sort_keys=True))
    if isinstance(answer, dict):
        return {name: comparable(value) for name, value in answer.items()}
    return answer


class Comparison:
    """Counts and prints what a peer sees otherwise than the graph has it."""

    def __init__(self, peer):
        self.peer = peer
        self.checks = 0
        self.differences = 0

    def same(self, what, seen, wanted):
        self.checks += 1
        seen, wanted = comparable(seen), comparable(wanted)
        if seen == wanted:
            return
        self.differences += 1
        print(f"{self.peer}: {what} differs", file=sys.stderr)
        if isinstance(seen, list) and isinstance(wanted, list):
            seen, wanted = ([x for x in one if x not in other] for one, other in ((seen, wanted), (wanted, seen)))
        print(f"  seen   {str(seen)[:2000]!s}\n  wanted {str(wanted)[:2000]!s}", file=sys.stderr)

    def end(self):
        """Exits: 1 where anything differed."""
        print(f"{self.peer}: {self.checks} comparisons, {self.differences} differences")
        sys.exit(1 if self.differences or not self.checks else 0)
