CREATE CONSTRAINT entente_entity IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT entente_document IF NOT EXISTS FOR (n:Document) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT entente_fact IF NOT EXISTS FOR (n:Fact) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT entente_evidence IF NOT EXISTS FOR (n:Evidence) REQUIRE n.id IS UNIQUE;
CREATE TEXT INDEX entente_entity_name IF NOT EXISTS FOR (n:Entity) ON (n.name);
CREATE FULLTEXT INDEX entente_names IF NOT EXISTS FOR (n:Entity) ON EACH [n.name, n.aliases];
CREATE FULLTEXT INDEX entente_sentences IF NOT EXISTS FOR (n:Evidence) ON EACH [n.text];
CALL db.awaitIndexes(3600);
UNWIND [
  {id: 'org/kcna', name: 'KCNA', type: 'ORG', country: 'PRK'}
] AS row
MERGE (n:Entity {id: row.id})
REMOVE n:Person:Organization:GeoPolitical:Location:Misc
SET n = row, n:Organization;
UNWIND [
  {id: 'person/kim-jong-un', name: 'Kim Jong Un', type: 'PER', country: 'PRK', aliases: ['Kim']},
  {id: 'person/sergei-shoigu', name: 'Sergei Shoigu', type: 'PER', country: 'RUS'}
] AS row
MERGE (n:Entity {id: row.id})
REMOVE n:Person:Organization:GeoPolitical:Location:Misc
SET n = row, n:Person;
UNWIND [
  {id: 'es-001', date: '2023-07-27', language: 'es'},
  {id: 'es-002', date: '2023-07-28', language: 'es'},
  {id: 'foreign', language: 'es'}
] AS row
MERGE (n:Document {id: row.id})
SET n = row, n.date = date(row.date);
UNWIND [
  {id: 'ddea847c987c5f789831a0555ca86f27', relation: 'praised', class: 'SUPPORT'},
  {id: 'd5716207ca1e52d89561fb07eecd635f', relation: 'knows', class: 'OTHER'},
  {id: 'e6d5c2683f745a78b71b39e12d665e0f', relation: 'delivered letter to', class: 'CONSULT'},
  {id: '4cc9aae3ada1506999807af9973e1fc0', relation: 'met', class: 'CONSULT'}
] AS row
MERGE (n:Fact {id: row.id})
SET n = row;
UNWIND [
  {id: '1cc03eabcf85581b87466f037210bff1', text: 'Kim se reunió con Shoigu.', sentence: 1, begin: 7, end: 40, observed: '2023-07-27', module: 'events', reversed: false, confidence: 0.9},
  {id: '9fa84a493e9f5a64b822d54ba9d5e2cb', sentence: 0, begin: 0, end: 0, reversed: false, confidence: 1.0},
  {id: 'd52fbc825ea55403ba451297d000172e', text: 'Kim se reunió con Shoigu.', sentence: 1, begin: 7, end: 40, observed: '2023-07-27', module: 'events', reversed: false, confidence: 0.9},
  {id: 'c561cd36649b54a5babbb8d17481122c', text: 'Kim se reunió con Shoigu.', sentence: 1, begin: 7, end: 40, observed: '2023-07-27', module: 'events', reversed: false, confidence: 0.9},
  {id: '81e8175be72050dcbc1c6f10bd817132', text: 'Kim se reunió con Shoigu.', sentence: 1, begin: 7, end: 40, observed: '2023-07-28', module: 'events', reversed: false, confidence: 0.5}
] AS row
MERGE (n:Evidence {id: row.id})
SET n = row, n.observed = date(row.observed);
UNWIND [
  {start: 'person/sergei-shoigu', end: 'person/kim-jong-un', of: {id: 'e6d5c2683f745a78b71b39e12d665e0f', relation: 'delivered letter to', date: '2023-07', precision: 'month', since: '2023-07-01', until: '2023-07-31', modality: 'possible', confidence: 0.9, documents: 1, mentions: 1, observed_first: '2023-07-27', observed_last: '2023-07-27'}},
  {start: 'person/kim-jong-un', end: 'person/sergei-shoigu', of: {id: '4cc9aae3ada1506999807af9973e1fc0', relation: 'met', date: '2023-07-26', precision: 'day', since: '2023-07-26', until: '2023-07-26', modality: 'asserted', confidence: 0.95, documents: 2, mentions: 2, observed_first: '2023-07-27', observed_last: '2023-07-28', sources: ['KCNA']}}
] AS row
MATCH (a:Entity {id: row.start}), (b:Entity {id: row.end})
OPTIONAL MATCH (b)-[turned:CONSULT {id: row.of.id}]->(a) WHERE a <> b
DELETE turned
WITH row, a, b
MERGE (a)-[r:CONSULT {id: row.of.id}]->(b)
SET r = row.of, r.since = date(row.of.since), r.until = date(row.of.until), r.observed_first = date(row.of.observed_first), r.observed_last = date(row.of.observed_last);
UNWIND [
  {start: 'person/kim-jong-un', end: 'org/kcna', of: {id: 'd5716207ca1e52d89561fb07eecd635f', relation: 'knows', modality: 'asserted', confidence: 1.0, documents: 1, mentions: 1}}
] AS row
MATCH (a:Entity {id: row.start}), (b:Entity {id: row.end})
MERGE (a)-[r:OTHER {id: row.of.id}]->(b)
SET r = row.of, r.since = date(row.of.since), r.until = date(row.of.until), r.observed_first = date(row.of.observed_first), r.observed_last = date(row.of.observed_last);
UNWIND [
  {start: 'org/kcna', end: 'org/kcna', of: {id: 'ddea847c987c5f789831a0555ca86f27', relation: 'praised', date: '2023-07-26', precision: 'day', since: '2023-07-26', until: '2023-07-26', modality: 'asserted', confidence: 0.9, documents: 1, mentions: 1, observed_first: '2023-07-27', observed_last: '2023-07-27'}}
] AS row
MATCH (a:Entity {id: row.start}), (b:Entity {id: row.end})
MERGE (a)-[r:SUPPORT {id: row.of.id}]->(b)
SET r = row.of, r.since = date(row.of.since), r.until = date(row.of.until), r.observed_first = date(row.of.observed_first), r.observed_last = date(row.of.observed_last);
UNWIND [
  {start: 'ddea847c987c5f789831a0555ca86f27', end: 'org/kcna'},
  {start: 'd5716207ca1e52d89561fb07eecd635f', end: 'org/kcna'},
  {start: 'e6d5c2683f745a78b71b39e12d665e0f', end: 'person/kim-jong-un'},
  {start: '4cc9aae3ada1506999807af9973e1fc0', end: 'person/sergei-shoigu'}
] AS row
MATCH (a:Fact {id: row.start}), (b:Entity {id: row.end})
MERGE (a)-[:OBJECT]->(b);
UNWIND [
  {start: 'ddea847c987c5f789831a0555ca86f27', end: 'org/kcna'},
  {start: 'd5716207ca1e52d89561fb07eecd635f', end: 'person/kim-jong-un'},
  {start: 'e6d5c2683f745a78b71b39e12d665e0f', end: 'person/sergei-shoigu'},
  {start: '4cc9aae3ada1506999807af9973e1fc0', end: 'person/kim-jong-un'}
] AS row
MATCH (a:Fact {id: row.start}), (b:Entity {id: row.end})
MERGE (a)-[:SUBJECT]->(b);
UNWIND [
  {start: '1cc03eabcf85581b87466f037210bff1', end: 'ddea847c987c5f789831a0555ca86f27'},
  {start: '9fa84a493e9f5a64b822d54ba9d5e2cb', end: 'd5716207ca1e52d89561fb07eecd635f'},
  {start: 'd52fbc825ea55403ba451297d000172e', end: 'e6d5c2683f745a78b71b39e12d665e0f'},
  {start: 'c561cd36649b54a5babbb8d17481122c', end: '4cc9aae3ada1506999807af9973e1fc0'},
  {start: '81e8175be72050dcbc1c6f10bd817132', end: '4cc9aae3ada1506999807af9973e1fc0'}
] AS row
MATCH (a:Evidence {id: row.start}), (b:Fact {id: row.end})
MERGE (a)-[:STATES]->(b);
UNWIND [
  {start: '1cc03eabcf85581b87466f037210bff1', end: 'es-001'},
  {start: '9fa84a493e9f5a64b822d54ba9d5e2cb', end: 'foreign'},
  {start: 'd52fbc825ea55403ba451297d000172e', end: 'es-001'},
  {start: 'c561cd36649b54a5babbb8d17481122c', end: 'es-001'},
  {start: '81e8175be72050dcbc1c6f10bd817132', end: 'es-002'}
] AS row
MATCH (a:Evidence {id: row.start}), (b:Document {id: row.end})
MERGE (a)-[:IN]->(b);
UNWIND [
  {start: 'c561cd36649b54a5babbb8d17481122c', end: 'org/kcna'},
  {start: '81e8175be72050dcbc1c6f10bd817132', end: 'org/kcna'}
] AS row
MATCH (a:Evidence {id: row.start}), (b:Entity {id: row.end})
MERGE (a)-[:SAID_BY]->(b);
