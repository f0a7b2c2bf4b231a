// What all formats of graph programs have in common, and their golden files.
#include "export/property_graph.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <random>

#include "tests/export/golden.h"
#include "tests/export/graph_of_triples.h"

namespace entente {
namespace {

struct Golden {
  std::string format;
  FormatOptions options;
  std::map<std::string, std::string> files;  // which golden file each is to be equal to
};

const std::vector<Golden> golden_files{
    {"csv", {}, {{"nodes.csv", "small.nodes.csv"}, {"edges.csv", "small.edges.csv"}}},
    {"csv",
     {.aggregate = true},
     {{"nodes.csv", "small.nodes.csv"}, {"edges.csv", "small.aggregate.edges.csv"}}},
    {"cytoscape", {}, {{"", "small.cyjs"}}},
    {"cytoscape", {.aggregate = true}, {{"", "small.aggregate.cyjs"}}},
    {"gexf", {}, {{"", "small.gexf"}}},
    {"gexf", {.aggregate = true}, {{"", "small.aggregate.gexf"}}},
    {"gexf", {.gexf_version = GexfVersion::V1_2}, {{"", "small.1.2.gexf"}}},
    {"graphml", {}, {{"", "small.graphml"}}},
    {"graphml", {.aggregate = true}, {{"", "small.aggregate.graphml"}}},
};

void expect_golden(const Golden& expected, const Exported& exported) {
  for (const auto& [file, name] : expected.files) {
    EXPECT_EQ(file.empty() ? exported.text : exported.files.at(file), golden(name)) << name;
  }
}

TEST(PropertyGraph, SmallGraphIsWrittenByteForByteAsInTheGoldenFiles) {
  for (const Golden& one : golden_files) {
    expect_golden(one, export_triples(one.format, small_graph(), one.options));
  }
}

TEST(PropertyGraph, TheOrderOfTheInputDoesNotMatter) {
  constexpr unsigned seed = 1953;
  std::cout << "seed " << seed << '\n';
  std::mt19937 random(seed);
  auto triples = small_graph();
  for (int round = 0; round < 10; ++round) {
    std::shuffle(triples.begin(), triples.end(), random);
    for (const Golden& one : golden_files) {
      expect_golden(one, export_triples(one.format, triples, one.options));
    }
  }
}

TEST(PropertyGraph, TheReportCountsEntitiesAndFactsWhateverIsMadeOfThem) {
  for (const Golden& one : golden_files) {
    const ExportReport report = export_triples(one.format, small_graph(), one.options).report;
    EXPECT_EQ(report.entities, 3u) << one.format;
    EXPECT_EQ(report.facts, 4u) << one.format;
    EXPECT_EQ(report.replaced_characters, 0u) << one.format;
    EXPECT_EQ(report.guarded_texts, 0u) << one.format;
  }
}

TEST(PropertyGraph, AFormatAggregatesWhereItSaysThatItKnowsTheOption) {
  for (const ExportFormat& format : export_formats()) {
    if (format.name == "html") continue;  // is of a stored graph, which there is none of here
    const bool can = std::ranges::find(format.options, "--aggregate") != format.options.end();
    const Exported plain = export_triples(format.name, small_graph());
    const Exported aggregated = export_triples(format.name, small_graph(), {.aggregate = true});
    EXPECT_EQ(plain.text == aggregated.text && plain.files == aggregated.files, !can)
        << format.name;
  }
}

}  // namespace
}  // namespace entente
