#!/usr/bin/env bash
# Keeps a small graph of a schema version, with what it must always give: tests/store/versions/VERSION.
#   make.sh PROGRAM VERSION    PROGRAM: the `entente` that is released with this version
# Once kept, a version is never made again: the point is that graphs written then are read now.
set -euo pipefail
program=$(realpath "$1")
cd "$(dirname "$0")/../../.."
kept="tests/store/versions/$2"
if [[ -e "$kept" ]]; then
  echo "make.sh: version $2 is kept already" >&2
  exit 1
fi
mkdir "$kept"
graph="$kept/graph"
"$program" build examples/{seed,english}/article.jsonl --graph "$graph"
"$program" resolve rename "Kim Jong Un" "Kim Jong-un" --graph "$graph" --note "as in our style guide" > /dev/null
"$program" resolve split gpe/pyongyang country/PRK --graph "$graph" > /dev/null
# What was stored so far goes from the log into sorted files, what comes now stays in the log.
"$program" backup --graph "$graph" --to "$kept/backups" > /dev/null
rm -r "$kept/backups"
echo '{"document": "log", "subject": {"name": "Kim", "type": "PER"}, "relation": "met", "object": {"name": "Xi"}}' |
  "$program" ingest - --graph "$graph"
"$program" export --graph "$graph" --to jsonl > "$kept/graph.jsonl"
"$program" facts --graph "$graph" --json > "$kept/facts.jsonl"
"$program" resolve list --graph "$graph" --json > "$kept/decisions.jsonl"
rm "$graph"/{LOG*,LOCK,OPTIONS-*}  # not needed to open it
