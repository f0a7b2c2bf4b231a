#include "export/nquads.h"

#include <algorithm>
#include <fmt/format.h>

#include "export/database_values.h"
#include "export/utf8.h"
#include "extract/date.h"
#include "graph/copies.h"

namespace entente {
namespace {

constexpr std::string_view rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
constexpr std::string_view rdfs = "http://www.w3.org/2000/01/rdf-schema#";
constexpr std::string_view xsd = "http://www.w3.org/2001/XMLSchema#";
constexpr std::string_view skos = "http://www.w3.org/2004/02/skos/core#";
constexpr std::string_view dcterms = "http://purl.org/dc/terms/";
constexpr std::string_view prov = "http://www.w3.org/ns/prov#";
constexpr std::string_view nif = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#";
constexpr std::string_view vocabulary = "urn:entente:vocabulary#";

std::string iri(std::string_view space, std::string_view name) {
  return fmt::format("<{}{}>", space, name);
}

bool stands_for_itself(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-._~/").find(c) != std::string_view::npos;
}

std::string percent_encoded(std::string_view id) {
  std::string encoded;
  for (const char c : id) {
    if (stands_for_itself(c)) {
      encoded += c;
    } else {
      encoded += fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    }
  }
  return encoded;
}

std::string entity_iri(std::string_view id) {
  return iri("urn:entente:entity:", percent_encoded(id));
}

std::string document_iri(std::string_view id) {
  return iri("urn:entente:document:", percent_encoded(id));
}

std::string typed(std::string_view plain, std::string_view type) {
  return fmt::format("\"{}\"^^<{}{}>", plain, xsd, type);
}

std::string integer(std::size_t number) { return typed(std::to_string(number), "integer"); }

std::string confidence_of(double confidence) {
  return typed(fmt::format("{}", rounded_confidence(confidence)), "double");
}

std::string day_literal(std::string_view date) {
  const auto days = days_of(date);
  return days ? typed(iso_day(days->first), "date") : std::string();
}

// At the precision it has.
std::string date_of(std::string_view date) {
  if (!is_date(date)) return {};
  if (date.find('/') != date.npos) return fmt::format("\"{}\"^^<{}interval>", date, vocabulary);
  constexpr std::size_t year = 4;
  constexpr std::size_t month = 7;
  return typed(date, date.size() == year ? "gYear" : date.size() == month ? "gYearMonth" : "date");
}

// The suffix of a literal in this language; "" where it is no code as BCP 47 begins.
std::string language_tag(std::string_view language) {
  constexpr std::size_t shortest = 2;
  constexpr std::size_t longest = 3;
  const bool is_code = language.size() >= shortest && language.size() <= longest &&
                       std::ranges::all_of(language, [](char c) { return c >= 'a' && c <= 'z'; });
  return is_code ? fmt::format("@{}", language) : std::string();
}

}  // namespace

void NQuadsExporter::quad(std::string_view subject, std::string_view predicate,
                          std::string_view object, std::string_view graph) {
  if (object.empty()) return;
  stream_ << subject << ' ' << predicate << ' ' << object;
  if (!graph.empty()) stream_ << ' ' << graph;
  stream_ << " .\n";
}

std::string NQuadsExporter::literal(std::string_view text, std::string_view suffix) {
  if (text.empty()) return {};
  std::string result = "\"";
  for (const char c : well_formed(text, replaced_)) {
    switch (c) {
      case '"':
        result += "\\\"";
        break;
      case '\\':
        result += "\\\\";
        break;
      case '\n':
        result += "\\n";
        break;
      case '\r':
        result += "\\r";
        break;
      case '\t':
        result += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < ' ' || c == '\x7F') {
          result += fmt::format("\\u{:04X}", static_cast<unsigned>(c));
        } else {
          result += c;
        }
    }
  }
  return result.append("\"").append(suffix);
}

void NQuadsExporter::entity(const Entity& entity) {
  const std::string self = entity_iri(entity.id);
  quad(self, iri(rdf, "type"), iri(prov, "Entity"));
  quad(self, iri(rdf, "type"), iri(vocabulary, label_of(entity.type)));
  quad(self, iri(dcterms, "identifier"), literal(entity.id));
  quad(self, iri(rdfs, "label"), literal(entity.name));
  for (const Entity::Name& name : entity.names) {
    if (name.name != entity.name) quad(self, iri(skos, "altLabel"), literal(name.name));
  }
  quad(self, iri(vocabulary, "country"), literal(entity.country));
  ++entities_;
}

void NQuadsExporter::document_record(const DocumentRecord& record) {
  const std::string self = document_iri(record.id);
  quad(self, iri(rdf, "type"), iri(prov, "Entity"));
  quad(self, iri(rdf, "type"), iri(prov, "Bundle"));
  quad(self, iri(dcterms, "identifier"), literal(record.id));
  quad(self, iri(dcterms, "issued"), day_literal(record.date));
  quad(self, iri(dcterms, "language"), literal(record.language));
  quad(self, iri(dcterms, "title"), literal(record.title, language_tag(record.language)));
  quad(self, iri(dcterms, "publisher"), literal(record.source));
  quad(self, iri(vocabulary, "file"), literal(record.file));
  if (record.line > 0) quad(self, iri(vocabulary, "line"), integer(record.line));
  const auto original = graph_ ? graph_->copies().original_of(record.id) : std::nullopt;
  if (original) quad(self, iri(vocabulary, "copyOf"), document_iri(*original));
}

void NQuadsExporter::fact(const FactView& view) {
  const Fact& fact = view.fact;
  const Support support = fact.support();
  const std::string self = iri("urn:entente:fact:", fact_id(fact.key));
  quad(self, iri(rdf, "type"), iri(rdf, "Statement"));
  quad(self, iri(rdf, "type"), iri(prov, "Entity"));
  quad(self, iri(rdf, "subject"), entity_iri(fact.subject()));
  quad(self, iri(rdf, "predicate"), iri("urn:entente:class:", name_of(fact.key.relation_class)));
  quad(self, iri(rdf, "object"), entity_iri(fact.object()));
  quad(self, iri(vocabulary, "relation"), literal(fact.key.relation));
  quad(self, iri(vocabulary, "date"), date_of(fact.key.date));
  if (const auto days = days_of(fact.key.date)) {
    quad(self, iri(vocabulary, "since"), typed(iso_day(days->first), "date"));
    quad(self, iri(vocabulary, "until"), typed(iso_day(days->last), "date"));
  }
  quad(self, iri(vocabulary, "modality"), literal(name_of(fact.key.modality)));
  quad(self, iri(vocabulary, "confidence"), confidence_of(fact.confidence()));
  quad(self, iri(vocabulary, "documents"), integer(support.documents));
  quad(self, iri(vocabulary, "mentions"), integer(support.mentions));
  quad(self, iri(vocabulary, "observedFirst"), day_literal(fact.first_observed()));
  quad(self, iri(vocabulary, "observedLast"), day_literal(fact.last_observed()));
  for (const Entity& source : view.sources) {
    quad(self, iri(prov, "wasAttributedTo"), entity_iri(source.id));
  }
  for (const FactEvidence& piece : fact.evidence) evidence(fact, self, piece);
  ++facts_;
}

void NQuadsExporter::evidence(const Fact& fact, const std::string& fact_iri,
                              const FactEvidence& piece) {
  const std::string graph = document_iri(piece.document);
  const std::string self = iri("urn:entente:evidence:", evidence_id(fact_id(fact.key), piece));
  const auto [subject, object] = piece.reversed ? std::pair(fact.key.object, fact.key.subject)
                                                : std::pair(fact.key.subject, fact.key.object);
  if (fact.key.modality == Modality::Asserted) {
    quad(entity_iri(subject), iri("urn:entente:class:", name_of(fact.key.relation_class)),
         entity_iri(object), graph);
  }
  quad(fact_iri, iri(prov, "wasDerivedFrom"), self, graph);
  quad(self, iri(rdf, "type"), iri(prov, "Entity"), graph);
  quad(self, iri(rdf, "type"), iri(vocabulary, "Evidence"), graph);
  quad(self, iri(prov, "wasQuotedFrom"), graph, graph);
  if (!piece.source.empty()) {
    quad(self, iri(prov, "wasAttributedTo"), entity_iri(piece.source), graph);
  }
  quad(self, iri(nif, "anchorOf"), literal(piece.text), graph);
  quad(self, iri(nif, "beginIndex"), typed(std::to_string(piece.begin), "nonNegativeInteger"),
       graph);
  quad(self, iri(nif, "endIndex"), typed(std::to_string(piece.end), "nonNegativeInteger"), graph);
  quad(self, iri(vocabulary, "sentence"), integer(piece.sentence), graph);
  quad(self, iri(vocabulary, "observed"), day_literal(piece.observed), graph);
  quad(self, iri(vocabulary, "module"), literal(piece.module), graph);
  quad(self, iri(vocabulary, "reversed"),
       typed(piece.reversed != fact.reversed() ? "true" : "false", "boolean"), graph);
  quad(self, iri(vocabulary, "confidence"), confidence_of(piece.confidence), graph);
}

ExportReport NQuadsExporter::report() const {
  return {.entities = entities_, .facts = facts_, .replaced_characters = replaced_};
}

}  // namespace entente
