#!/bin/sh
# Makes a language's model.bin from corpora: ./train.sh CONFIG DATA WORK (see README.md).
# WORK is the folder of the language in teacher.sh's WORK, with the silver that was made there.
set -eu
config=$1 data=$2 work=$3
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
python=${PYTHON:-python}
language=$(basename "$config" .json)
cd "$here"
export OMP_NUM_THREADS=${OMP_NUM_THREADS:-1}
"$python" word_vectors.py "$config" --data "$data" --work "$work"
"$python" train.py "$config" --data "$data" --work "$work"
mv "$work/checkpoint.pt" "$work/first.pt"
"$python" train.py "$config" --data "$data" --work "$work" --last "$work/first.pt"
"$python" export.py "$work/checkpoint.pt" --data "$data" \
  --model "$root/extract/language/$language/model.bin" --parity "$root/tests/extract/nlp/parity/$language.json"
"$python" lexicon_verbs.py "$root/extract/language/$language"
