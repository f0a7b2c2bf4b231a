// Who did what to whom, surest first.
MATCH (a:Entity)-[r]->(b:Entity)
RETURN a.name, type(r) AS class, r.relation, b.name, r.date, r.modality, r.confidence
ORDER BY r.confidence DESC LIMIT 25;

// What one actor did and met with in a month, under any of its names.
MATCH (a:Entity)-[r]-(b:Entity)
WHERE (a.name = 'Russia' OR 'Russia' IN a.aliases)
  AND r.since <= date('2023-07-31') AND r.until >= date('2023-07-01')
RETURN startNode(r).name, r.relation, endNode(r).name, r.date
ORDER BY r.since;

// The sentences behind the relations of two actors, and who says so.
MATCH (a:Entity {name: 'Kim Jong Un'})-[r]-(b:Entity {name: 'Sergei Shoigu'})
MATCH (:Fact {id: r.id})<-[:STATES]-(e:Evidence)-[:IN]->(d:Document)
OPTIONAL MATCH (e)-[:SAID_BY]->(source:Entity)
RETURN r.relation, r.date, d.id, e.sentence, e.text, source.name
ORDER BY r.date, d.id, e.sentence;

// What a document states.
MATCH (d:Document {id: 'es-001'})<-[:IN]-(:Evidence)-[:STATES]->(f:Fact)-[:SUBJECT]->(a:Entity),
      (f)-[:OBJECT]->(b:Entity)
RETURN DISTINCT a.name, f.class, f.relation, b.name;

// Who is against whom, and how often documents say so.
MATCH (a:Entity)-[r:ASSAULT|THREATEN|SANCTION|COERCE|ACCUSE]->(b:Entity)
WHERE r.modality = 'asserted' AND r.confidence >= 0.8
RETURN a.name, b.name, count(r) AS facts, sum(r.documents) AS documents
ORDER BY facts DESC LIMIT 25;

// Whom two actors have both met.
MATCH (a:Person)-[:CONSULT]-(both:Person)-[:CONSULT]-(b:Person)
WHERE a.name < b.name
RETURN a.name, b.name, collect(DISTINCT both.name) AS both;

// How two are linked by cooperation.
MATCH (a:Entity {name: 'Russia'}), (b:Entity {name: 'North Korea'}),
      way = shortestPath((a)-[:AGREE|CONSULT|SUPPORT|COOPERATE|AID*..4]-(b))
RETURN [n IN nodes(way) | n.name], [r IN relationships(way) | r.relation];

// Names that sound right: words, in any spelling that documents use.
CALL db.index.fulltext.queryNodes('entente_names', 'shoigu~') YIELD node, score
RETURN node.name, node.aliases, score LIMIT 10;
