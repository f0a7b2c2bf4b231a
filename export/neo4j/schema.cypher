CREATE CONSTRAINT entente_entity IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT entente_document IF NOT EXISTS FOR (n:Document) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT entente_fact IF NOT EXISTS FOR (n:Fact) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT entente_evidence IF NOT EXISTS FOR (n:Evidence) REQUIRE n.id IS UNIQUE;
CREATE TEXT INDEX entente_entity_name IF NOT EXISTS FOR (n:Entity) ON (n.name);
CREATE FULLTEXT INDEX entente_names IF NOT EXISTS FOR (n:Entity) ON EACH [n.name, n.aliases];
CREATE FULLTEXT INDEX entente_sentences IF NOT EXISTS FOR (n:Evidence) ON EACH [n.text];
CALL db.awaitIndexes(3600);
