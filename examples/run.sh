#!/usr/bin/env bash
# Sets up, builds and runs the main job: news in, relation graph out. First the Spanish seed article alone,
# then an English one beside it, whose language is found out and whose facts join those of the first.
set -euo pipefail
cd "$(dirname "$0")/.."
bash cmake/setup.sh

entente=build/release/cli/entente
graph=build/seed.graph
graphml=build/seed.graphml
rm -rf "$graph" "$graphml"

"$entente" build examples/seed/article.jsonl --graph "$graph"
"$entente" export --graph "$graph" --to graphml -o "$graphml"
echo "What is more likely right than not; without --min-confidence all that is in the graph:"
"$entente" facts --graph "$graph" --min-confidence 0.5
echo
echo "The graph as GraphML: $PWD/$graphml"

"$entente" build examples/english/article.jsonl --graph "$graph"
echo
echo "What the English article adds, or says again:"
"$entente" facts --graph "$graph" --document english-shoigu-visit --min-confidence 0.5
