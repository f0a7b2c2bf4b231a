#!/usr/bin/env bash
# Opens graphs with Gephi's own importer and writes what Gephi sees to OUT.json (see GephiPeer.java).
#
#   tests/interop/gephi.sh FOLDER OUT.json PICTURES GRAPH...
#
# Needs a JDK and Maven, which fetches Gephi's toolkit (80 MB) into FOLDER once. What is missing is a failure.
set -euo pipefail

peer=$(cd "$(dirname "$0")" && pwd)/GephiPeer.java
folder=$1
version=0.10.1
shift

for program in javac java mvn; do
  command -v "$program" > /dev/null || { echo "gephi.sh: $program is missing" >&2; exit 1; }
done
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
toolkit=$folder/gephi-toolkit-$version-all.jar
if ! [ -s "$toolkit" ]; then
  mvn --quiet --batch-mode dependency:copy -DoutputDirectory="$folder" \
    -Dartifact=org.gephi:gephi-toolkit:$version:jar:all
fi

javac -cp "$toolkit" -d "$folder/classes" "$peer"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
java -Djava.awt.headless=true -cp "$toolkit:$folder/classes" GephiPeer "$@" 2> "$log" || { cat "$log" >&2; exit 1; }
