#include "export/fact_json.h"

#include <gtest/gtest.h>

#include "extract/error.h"
#include "tests/export/graph_of_triples.h"

namespace entente {
namespace {

Entity entity_from(const EntityRef& reference) {
  return {.id = reference.id,
          .name = reference.name,
          .type = reference.type,
          .country = reference.country,
          .names = {{reference.name, 1}}};
}

TEST(FactJson, AFactIsOneLineWithAllThatIsKnown) {
  Triple met = triple(shoigu(), "met", RelationClass::Consult, kim());
  met.source = kcna();
  const Fact fact = contribution_of(std::vector{met}).facts.at(0);
  const Entity subject = entity_from(shoigu());
  const Entity object = entity_from(kim());
  const std::vector<Entity> sources{entity_from(kcna())};
  EXPECT_EQ(
      to_json_line(FactView{fact, subject, object, sources}),
      "{\"id\":\"" + fact_id(fact.key) +
          R"(","subject":{"id":"person/sergei-shoigu","name":"Sergei Shoigu","type":"PER","country":"RUS"},)"
          R"("relation":"met","class":"CONSULT",)"
          R"("object":{"id":"person/kim-jong-un","name":"Kim Jong Un","type":"PER","country":"PRK"},)"
          R"("date":"2023-07-26","modality":"asserted","confidence":0.9,"documents":1,"copies":0,"mentions":1,)"
          R"("observed_first":"2023-07-27","observed_last":"2023-07-27",)"
          R"("sources":[{"id":"org/kcna","name":"KCNA","type":"ORG","country":"PRK"}],)"
          R"("evidence":[{"document":"es-001","observed":"2023-07-27","sentence":1,"begin":7,"end":40,)"
          R"("text":"Kim se reunió con Shoigu.","module":"events","source":"org/kcna",)"
          R"("reversed":false,"confidence":0.9}]})");
}

TEST(FactJson, AnEntityHasAllItsNames) {
  Entity entity = entity_from(kim());
  entity.names = {{"Kim", 3}, {"Kim Jong Un", 4}};
  EXPECT_EQ(to_json_line(entity),
            R"({"id":"person/kim-jong-un","name":"Kim Jong Un","type":"PER","country":"PRK",)"
            R"("names":[{"name":"Kim","documents":3},{"name":"Kim Jong Un","documents":4}]})");
}

TEST(FactJson, TextThatIsNotUtf8IsAnError) {
  Entity entity = entity_from(kim());
  entity.name = "\xFF";
  EXPECT_THROW(to_json_line(entity), Error);
}

}  // namespace
}  // namespace entente
