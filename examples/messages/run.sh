#!/usr/bin/env bash
# The graph of the messages, and its pictures:
#   examples/messages/run.sh [FOLDER]    where to; build/messages without it
# The program is build/release/cli/entente, or what ENTENTE_BINARY names.
set -euo pipefail
cd "$(dirname "$0")/../.."
entente=${ENTENTE_BINARY:-build/release/cli/entente}
folder=${1:-build/messages}
mkdir -p "$folder"
graph=$folder/graph
rm -rf "$graph"
sure=(--graph "$graph" --min-confidence 0.5 --half-life 3y)

"$entente" build examples/messages/messages.jsonl --graph "$graph"

echo "With whom the United States stood, three years a column:"
"$entente" alliances "${sure[@]}" --actor "United States" --since 1881 --window 3y --top 14 --svg "$folder/partners.svg"
echo
echo "What is told of Spain:"
"$entente" timeline "United States" Spain "${sure[@]}" --since 1890 --window 2y --svg "$folder/spain.svg"
echo
echo "Who attacked whom, as far as Entente can tell:"
"$entente" facts --graph "$graph" --class ASSAULT --min-confidence 0.7

rm -f "$folder/explorer.html"
"$entente" export --graph "$graph" --to html --min-confidence 0.3 -o "$folder/explorer.html"
echo
echo "To look around: $folder/explorer.html"
