#!/bin/sh
# Makes a language's model.bin from corpora: ./train.sh CONFIG DATA WORK (see README.md).
set -eu
config=$1 data=$2 work=$3
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
python=${PYTHON:-python}
language=$(basename "$config" .json)
mkdir -p "$work"
cd "$here"
export OMP_NUM_THREADS=${OMP_NUM_THREADS:-1}
"$python" -m cess "$data/trees/es/cess_esp.trees.xz" "$data/trees/es/ancora-dev.conllu" "$work/cess.conllu"
"$python" word_vectors.py "$config" --data "$data" --work "$work"
"$python" train.py "$config" --data "$data" --work "$work"
"$python" export.py "$work/checkpoint.pt" --data "$data" \
  --model "$root/extract/language/$language/model.bin" --parity "$root/tests/extract/nlp/parity.json"
