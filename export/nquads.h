// RDF 1.1 as N-Quads, with PROV-O: facts in the default graph, and for each document a named graph
// of what it states.
//
// IRIs are made of ids, with every byte percent-encoded that is not an ASCII letter or digit or one
// of - . _ ~ /. The vocabulary is `v:`, urn:entente:vocabulary#.
//
//   default graph
//     urn:entente:entity:ID      a prov:Entity, v:Person | v:Organization | v:GeoPolitical |
//                                v:Location | v:Misc;
//                                dcterms:identifier (the id), rdfs:label (the name), skos:altLabel
//                                (each other name), v:country (ISO 3166-1 alpha-3)
//     urn:entente:document:ID    a prov:Entity, prov:Bundle; dcterms:identifier, dcterms:issued,
//                                dcterms:language, dcterms:title (with the language as its tag),
//                                dcterms:publisher, v:file, v:line, v:copyOf (a document)
//     urn:entente:fact:ID        a rdf:Statement, prov:Entity; rdf:subject, rdf:object (entities),
//                                rdf:predicate (urn:entente:class:CONSULT), v:relation ("met"),
//                                v:date (xsd:date, xsd:gYearMonth, xsd:gYear, or v:interval),
//                                v:since, v:until (xsd:date), v:modality, v:confidence
//                                (xsd:double), v:documents, v:mentions (xsd:integer),
//                                v:observedFirst, v:observedLast (xsd:date), prov:wasAttributedTo
//                                (who says so)
//   graph urn:entente:document:ID
//     subject, class, object     as the document puts them; only where it asserts the fact
//     urn:entente:fact:ID        prov:wasDerivedFrom the evidence
//     urn:entente:evidence:ID    a prov:Entity, v:Evidence; prov:wasQuotedFrom (the document),
//                                prov:wasAttributedTo (who says so), nif:anchorOf (the sentence),
//                                nif:beginIndex, nif:endIndex (its offsets in code points),
//                                v:sentence (its number), v:observed, v:module, v:reversed
//                                (xsd:boolean), v:confidence
//
// What is not known is left out. A statement may stand in the file twice; to RDF it is one.
#pragma once

#include <cstddef>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

#include "export/exporter.h"

namespace entente {

class NQuadsExporter : public Exporter {
 public:
  explicit NQuadsExporter(std::ostream& stream) : stream_(stream) {}

  void source(const Snapshot& graph, const Filter&) override { graph_.emplace(graph); }
  void begin() override {}
  void entity(const Entity& entity) override;
  bool names_documents() const override { return true; }
  void document_record(const DocumentRecord& record) override;
  void fact(const FactView& view) override;
  void end() override {}
  ExportReport report() const override;

 private:
  // Terms are as N-Quads writes them: <IRI>, "literal"^^<type>; `graph` may be "" for the default
  // graph. Nothing is written where `object` is "".
  void quad(std::string_view subject, std::string_view predicate, std::string_view object,
            std::string_view graph = "");

  void evidence(const Fact& fact, const std::string& fact_iri, const FactEvidence& piece);

  // "" where `text` is.
  std::string literal(std::string_view text, std::string_view suffix = "");

  std::ostream& stream_;
  std::optional<Snapshot> graph_;  // that is exported, where source() was called
  std::size_t entities_ = 0;
  std::size_t facts_ = 0;
  std::size_t replaced_ = 0;
};

}  // namespace entente
