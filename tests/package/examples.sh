#!/usr/bin/env bash
# Runs the examples that are more than the main job, as a reader would, and looks whether they show what their READMEs say:
#   tests/package/examples.sh FOLDER   where to; needs ENTENTE_BINARY and build/venv
set -euo pipefail
cd "$(dirname "$0")/../.."
folder=${1:?a folder to write to}
mkdir -p "$folder"

fail() {
  echo "tests/package/examples: $*" >&2
  exit 1
}

bash examples/messages/run.sh "$folder/messages" > "$folder/messages.txt"
for text in "1898-12-10 .* United States +reached truce with +Spain " "1903-12-07 United States has relations with Panama"; do
  grep -qE "$text" "$folder/messages.txt" || fail "the messages do not tell any more: $text"
done
for picture in partners.svg spain.svg; do
  xmllint --noout "$folder/messages/$picture"
done
grep -q "Ecuador" "$folder/messages/partners.svg" || fail "the heat map does not show Ecuador"
[[ -s "$folder/messages/explorer.html" ]] || fail "there is no explorer"

build/venv/bin/python examples/python/states.py "$folder" > "$folder/states.txt"
# Another processor may find a fact or two more: of what is kept, the headings are compared.
diff <(grep ':$' examples/python/states.txt) <(grep ':$' "$folder/states.txt") || fail "examples/python/states.txt is not what states.py prints"
grep -qE '^Spain +1898$' "$folder/states.txt" || fail "Python does not find Spain's year any more"
grep -q 'Bolivia, .*Chile, .*Peru' "$folder/states.txt" || fail "Python does not find South America any more"
[[ $(head -c 8 "$folder/states.png" | od -An -tx1 | tr -d ' \n') == 89504e470d0a1a0a ]] || fail "there is no picture"
echo "tests/package/examples: examples/messages and examples/python show what they say"
