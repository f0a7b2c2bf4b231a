#!/usr/bin/env bash
# Opens exported files with the programs they are made for and compares what these see with the graph.
#
#   tests/interop/run.sh ENTENTE [FOLDER]
#
# ENTENTE is the program to test; FOLDER keeps the peers between runs (default: build/interop). Needs
# python3, xmllint, a JDK and Maven; NetworkX, igraph and Gephi's toolkit are fetched by pip and Maven, in
# the versions that stand here. A peer that is missing is a failure.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
entente=$(realpath "${1:?usage: tests/interop/run.sh ENTENTE [FOLDER]}")
folder=${2:-$here/../../build/interop}
gephi_toolkit=0.10.1

mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for program in python3 xmllint javac java mvn; do
  command -v "$program" > /dev/null || { echo "interop: $program is missing" >&2; exit 1; }
done
if ! [ "$folder/peers/installed" -nt "$here/requirements.txt" ]; then
  python3 -m venv "$folder/peers"
  "$folder/peers/bin/pip" install --quiet --requirement "$here/requirements.txt"
  touch "$folder/peers/installed"
fi
gephi=$folder/gephi-toolkit-$gephi_toolkit-all.jar
if ! [ -s "$gephi" ]; then
  mvn --quiet --batch-mode dependency:copy -DoutputDirectory="$folder" \
    -Dartifact=org.gephi:gephi-toolkit:$gephi_toolkit:jar:all
fi

"$entente" ingest "$here/triples.jsonl" --graph "$work/graph" --strict
"$entente" facts --graph "$work/graph" --json > "$work/facts.jsonl"
"$entente" export --graph "$work/graph" --to graphml -o "$work/graph.graphml"
echo "interop: $(wc -l < "$work/facts.jsonl") facts"

xmllint --noout "$work/graph.graphml"
"$folder/peers/bin/python" "$here/graphml_peers.py" "$work/facts.jsonl" "$work/graph.graphml"

nodes=$(grep --count '^    <node ' "$work/graph.graphml")
facts=$(wc -l < "$work/facts.jsonl")
mkdir -p "$work/classes"
javac -cp "$gephi" -d "$work/classes" "$here/GephiPeer.java"
java -Djava.awt.headless=true -cp "$gephi:$work/classes" GephiPeer \
  "$work/graph.graphml" "$nodes" "$facts" 2> "$work/gephi.log" ||
  { cat "$work/gephi.log" >&2; exit 1; }

# What is exported as triples builds the same graph again.
"$entente" export --graph "$work/graph" --to jsonl -o "$work/triples.jsonl"
"$entente" ingest "$work/triples.jsonl" --graph "$work/again" --strict
"$entente" facts --graph "$work/again" --json > "$work/facts-again.jsonl"
cmp "$work/facts.jsonl" "$work/facts-again.jsonl"
echo "interop: all peers agree"
