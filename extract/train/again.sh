#!/bin/sh
# Goes on with a language's model.bin: ./again.sh CONFIG DATA GRAPHS WORK (see README.md).
#   DATA    the folder of corpora that the config names
#   GRAPHS  a folder of annotated relation graphs
# ENTENTE is the program, for the trees that the model gives to text.
set -eu
config=$1 data=$2 graphs=$3 work=$4
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
python=${PYTHON:-python}
entente=${ENTENTE:-$root/build/release/cli/entente}
language=$(basename "$config" .json)
model=$root/extract/language/$language/model.bin
cd "$here"
export OMP_NUM_THREADS=${OMP_NUM_THREADS:-2}
mkdir -p "$work/$language"
"$python" annotated.py "$config" "annotations/$language.txt" "$work/$language-annotated" --data "$data" --work "$work/$language"
"$python" graph_names.py "$config" "$work/$language/graphs.conll" "$graphs" "$work/$language-annotated"
"$python" -m teacher.texts "$config" --graphs "$work/$language-annotated" |
  "$entente" annotate - --format jsonl --lang "$language" > "$work/$language/own.conllu"
"$python" train.py "$config" --data "$data" --work "$work/$language" --again "$model" --threads "$OMP_NUM_THREADS"
"$python" export.py "$work/$language/checkpoint.pt" --data "$data" --model "$model" --parity "$root/tests/extract/nlp/parity/$language.json"
"$python" lexicon_verbs.py "$(dirname "$model")"
