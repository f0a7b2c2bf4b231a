// Opens graph files with graphology and Cytoscape.js and writes what they see as JSON.
//
//   node peer.mjs OUT.json GRAPH...
//
// The end of a file's name says what it is: .graphml, .gexf or .cyjs. Of each file, by its name: nodes (id →
// attributes) and edges (id → source, target, attributes).

import cytoscape from "cytoscape";
import graphology from "graphology";
import gexf from "graphology-gexf";
import graphml from "graphology-graphml";
import { readFileSync, writeFileSync } from "node:fs";
import { basename, extname } from "node:path";

function ofGraphology(graph) {
  const nodes = {};
  const edges = {};
  graph.forEachNode((id, attributes) => (nodes[id] = attributes));
  graph.forEachEdge((id, attributes, source, target) => (edges[id] = { source, target, attributes }));
  return { nodes, edges };
}

function ofCytoscape(text) {
  const graph = cytoscape({ headless: true, ...JSON.parse(text) });
  const nodes = {};
  const edges = {};
  graph.nodes().forEach((node) => {
    const { id, ...attributes } = node.data();
    nodes[id] = attributes;
  });
  graph.edges().forEach((edge) => {
    const { id, source, target, ...attributes } = edge.data();
    edges[id] = { source, target, attributes };
  });
  return { nodes, edges };
}

const read = {
  ".graphml": (text) => ofGraphology(graphml.parse(graphology.MultiDirectedGraph, text)),
  ".gexf": (text) => ofGraphology(gexf.parse(graphology.MultiDirectedGraph, text)),
  ".cyjs": ofCytoscape,
};

const [out, ...files] = process.argv.slice(2);
const seen = {};
for (const file of files) seen[basename(file)] = read[extname(file)](readFileSync(file, "utf8"));
writeFileSync(out, JSON.stringify(seen));
