"""Asks exported N-Quads ten questions in SPARQL and compares the answers with those of `entente facts`.

    ENTENTE_BINARY=build/release/cli/entente rdf_peer.py

Loads the export into Oxigraph, puts every fact, its evidence and its entities together again from it, and looks
at documents, named graphs, plain statements and a filtered export. Ends with 1 where anything differs.
"""

import collections
import os
import sys
import tempfile
import urllib.parse

import pyoxigraph

from database_graph import QUESTIONS, Comparison, entente, entities, facts, make_graph, with_copies

PREFIXES = """
    PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
    PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
    PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
    PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
    PREFIX dcterms: <http://purl.org/dc/terms/>
    PREFIX prov: <http://www.w3.org/ns/prov#>
    PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>
    PREFIX v: <urn:entente:vocabulary#>
    PREFIX class: <urn:entente:class:>
"""
XSD = "http://www.w3.org/2001/XMLSchema#"
VOCABULARY = "urn:entente:vocabulary#"
TYPES = {"Person": "PER", "Organization": "ORG", "GeoPolitical": "GPE", "Location": "LOC", "Misc": "MISC"}


def value_of(term):
    if isinstance(term, pyoxigraph.NamedNode):
        return term.value
    kind = term.datatype.value
    if kind in (XSD + "integer", XSD + "nonNegativeInteger"):
        return int(term.value)
    if kind == XSD + "double":
        return float(term.value)
    if kind == XSD + "boolean":
        return term.value == "true"
    return term.value


class Store:
    def __init__(self, path):
        self.store = pyoxigraph.Store()
        self.store.load(path=path, format=pyoxigraph.RdfFormat.N_QUADS)

    def rows(self, query):
        solutions = self.store.query(PREFIXES + query)
        names = [variable.value for variable in solutions.variables]
        for solution in solutions:
            yield {name: solution[name] and value_of(solution[name]) for name in names}

    def grouped(self, query):
        groups = collections.defaultdict(list)
        for row in self.rows(query):
            groups[row.pop("key")].append(row)
        return groups

    def entities(self):
        """IRI → entity."""
        aliases = self.grouped("SELECT ?key ?name { ?key skos:altLabel ?name }")
        found = {}
        for row in self.rows("""
            SELECT ?entity ?id ?name ?kind ?country {
              ?entity dcterms:identifier ?id ; rdfs:label ?name ; a ?kind FILTER(?kind != prov:Entity)
              OPTIONAL { ?entity v:country ?country } }"""):
            found[row["entity"]] = {
                "id": row["id"],
                "name": row["name"],
                "type": TYPES[row["kind"].removeprefix(VOCABULARY)],
                "country": row["country"],
                "aliases": [alias["name"] for alias in aliases[row["entity"]]],
            }
        return found

    def facts(self):
        """IRI → fact, as `entente facts --json` prints it."""
        found = self.entities()
        references = {
            iri: {name: value for name, value in entity.items() if name != "aliases"} for iri, entity in found.items()
        }
        sources = self.grouped("SELECT ?key ?source { ?key a rdf:Statement ; prov:wasAttributedTo ?source }")
        evidence = self.grouped("""
            SELECT ?key ?document ?observed ?sentence ?begin ?end ?text ?module ?source ?reversed ?confidence {
              GRAPH ?graph {
                ?key prov:wasDerivedFrom ?e .
                ?e a v:Evidence ; prov:wasQuotedFrom ?graph ; v:sentence ?sentence ; nif:beginIndex ?begin ;
                   nif:endIndex ?end ; v:reversed ?reversed ; v:confidence ?confidence .
                OPTIONAL { ?e v:observed ?observed } OPTIONAL { ?e nif:anchorOf ?text }
                OPTIONAL { ?e v:module ?module } OPTIONAL { ?e prov:wasAttributedTo ?source } }
              ?graph dcterms:identifier ?document }""")
        facts_found = {}
        for row in self.rows("""
            SELECT * {
              ?fact a rdf:Statement ; rdf:subject ?subject ; rdf:predicate ?class ; rdf:object ?object ;
                    v:relation ?relation ; v:modality ?modality ; v:confidence ?confidence ;
                    v:documents ?documents ; v:mentions ?mentions .
              OPTIONAL { ?fact v:date ?date } OPTIONAL { ?fact v:observedFirst ?observed_first }
              OPTIONAL { ?fact v:observedLast ?observed_last } }"""):
            iri = row.pop("fact")
            for piece in evidence[iri]:
                piece["source"] = piece["source"] and found[piece["source"]]["id"]
            facts_found[iri] = with_copies({
                **row,
                "id": iri.removeprefix("urn:entente:fact:"),
                "subject": references[row["subject"]],
                "object": references[row["object"]],
                "class": row["class"].removeprefix("urn:entente:class:"),
                "sources": [references[source["source"]] for source in sources[iri]],
                "evidence": evidence[iri],
            })
        return facts_found


def document_iri(document):
    return "urn:entente:document:" + urllib.parse.quote(document, safe="-._~/")


def compare_documents(comparison, store, all_facts):
    documents = {piece["document"] for fact in all_facts for piece in fact["evidence"]}
    graphs = {row["graph"] for row in store.rows("SELECT DISTINCT ?graph { GRAPH ?graph {} }")}
    comparison.same("the named graphs", sorted(graphs), sorted(map(document_iri, documents)))
    shown = list(store.rows("""
        SELECT ?title ?day ?language ?publisher ?file ?line (LANG(?title) AS ?tag) {
          <urn:entente:document:c-1> a prov:Bundle ; dcterms:title ?title ; dcterms:issued ?day ;
            dcterms:language ?language ; dcterms:publisher ?publisher ; v:file ?file ; v:line ?line }"""))
    comparison.same("a document", shown, [{
        "title": "«¿Quién?» \"dijo\"; \\u0041 \\", "day": "2024-02-29", "language": "es", "tag": "es",
        "publisher": "Agencia O'Neil, S.A.", "file": "a\\b \"c\".csv", "line": 7}])
    asserted = set()
    for fact in all_facts:
        for piece in fact["evidence"]:
            ends = [fact["subject"]["id"], fact["object"]["id"]]
            subject, object = reversed(ends) if piece["reversed"] else ends
            if fact["modality"] == "asserted":
                asserted.add((piece["document"], subject, fact["class"], object))
    plain = {(row["document"], row["subject"], row["class"].removeprefix("urn:entente:class:"), row["object"])
             for row in store.rows("""
                SELECT ?document ?subject ?class ?object {
                  GRAPH ?graph { ?s ?class ?o } FILTER(STRSTARTS(STR(?class), "urn:entente:class:"))
                  ?graph dcterms:identifier ?document . ?s dcterms:identifier ?subject .
                  ?o dcterms:identifier ?object }""")}
    comparison.same("what documents assert", sorted(plain), sorted(asserted))


def compare_part(comparison, graph, folder):
    """An export with a filter holds what the filter asks for, with the documents and entities of that."""
    entente("export", "--graph", graph, "--to", "nquads", "--class", "REJECT", "-o", f"{folder}/part.nq")
    part = Store(f"{folder}/part.nq")
    wanted = facts(graph, "--class", "REJECT")
    comparison.same("a filtered export", list(part.facts().values()), wanted)
    ids = [entity["id"] for fact in wanted for entity in (fact["subject"], fact["object"], *fact["sources"])]
    comparison.same("its entities", [entity["id"] for entity in part.entities().values()], ids)
    documents = [row["id"] for row in part.rows("SELECT ?id { ?d a prov:Bundle ; dcterms:identifier ?id }")]
    comparison.same("its documents", documents, ["c-1"])


def main():
    if not os.environ.get("ENTENTE_BINARY"):
        sys.exit(__doc__)
    comparison = Comparison(f"Oxigraph {pyoxigraph.__version__}")
    with tempfile.TemporaryDirectory() as folder:
        graph = f"{folder}/graph"
        make_graph(graph)
        entente("export", "--graph", graph, "--to", "nquads", "-o", f"{folder}/graph.nq")
        store = Store(f"{folder}/graph.nq")
        seen = store.facts()
        for question in QUESTIONS:
            answer = {row["fact"] for row in store.rows(
                f"SELECT DISTINCT ?fact {{ ?fact a rdf:Statement . {question.sparql} }}")}
            wanted = facts(graph, *question.options)
            if not wanted:
                sys.exit(f"no fact answers {question.options}")
            comparison.same(f"the answer to {question.options}", [seen[iri] for iri in answer], wanted)
        comparison.same("the entities", list(store.entities().values()), list(entities(graph).values()))
        compare_documents(comparison, store, facts(graph))
        compare_part(comparison, graph, folder)
    comparison.end()


if __name__ == "__main__":
    main()
