#!/usr/bin/env bash
# Opens exported GraphML with Gephi's own importer and compares what Gephi sees with the graph.
#
#   ENTENTE_BINARY=build/release/cli/entente tests/interop/gephi.sh [FOLDER]
#
# Needs a JDK and Maven, which fetches Gephi's toolkit (80 MB) into FOLDER once (default: build/gephi).
# What is missing is a failure.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
entente=$(realpath "${ENTENTE_BINARY:?set it to the program to test}")
folder=${1:-$here/../../build/gephi}
version=0.10.1

mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
toolkit=$folder/gephi-toolkit-$version-all.jar
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for program in javac java mvn; do
  command -v "$program" > /dev/null || { echo "gephi.sh: $program is missing" >&2; exit 1; }
done
if ! [ -s "$toolkit" ]; then
  mvn --quiet --batch-mode dependency:copy -DoutputDirectory="$folder" \
    -Dartifact=org.gephi:gephi-toolkit:$version:jar:all
fi

"$entente" ingest "$here/triples.jsonl" --graph "$work/graph" --strict
"$entente" export --graph "$work/graph" --to graphml -o "$work/graph.graphml" 2> /dev/null
facts=$("$entente" facts --graph "$work/graph" --json | wc -l)
entities=$("$entente" stats --graph "$work/graph" --json | grep --only-matching '"entities":[0-9]*')

javac -cp "$toolkit" -d "$work/classes" "$here/GephiPeer.java"
java -Djava.awt.headless=true -cp "$toolkit:$work/classes" GephiPeer \
  "$work/graph.graphml" "${entities#*:}" "$facts" 2> "$work/gephi.log" ||
  { cat "$work/gephi.log" >&2; exit 1; }
