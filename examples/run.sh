#!/usr/bin/env bash
# Sets up, builds and runs the main job on the seed article: Spanish news in, relation graph out.
set -euo pipefail
cd "$(dirname "$0")/.."
bash cmake/setup.sh

entente=build/release/cli/entente
graph=build/seed.graph
graphml=build/seed.graphml
rm -rf "$graph" "$graphml"

"$entente" build examples/seed/article.jsonl --graph "$graph"
"$entente" export --graph "$graph" --to graphml -o "$graphml"
"$entente" facts --graph "$graph"
echo
echo "The graph as GraphML: $PWD/$graphml"
