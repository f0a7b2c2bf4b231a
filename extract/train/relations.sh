#!/bin/sh
# Makes relations.bin: ./relations.sh DATA GRAPHS WORK ENCODER (see README.md).
# The arguments are those of teacher.sh, whose WORK is needed; the models and lexicons are those that stand in ../language.
# PAIRS is the program that describes pairs of mentions.
set -eu
data=$1 graphs=$2 work=$3 encoder=$4
python=${PYTHON:-python}
pairs=${PAIRS:-../../build/release/extract/entente_pairs}
cd "$(dirname "$0")"
export OMP_NUM_THREADS=${OMP_NUM_THREADS:-1}
for language in es en; do
  "$python" annotated.py $language.json annotations/$language.txt "$work/$language-annotated" --data "$data" --work "$work/$language"
done
"$python" relations.py "$graphs" "$work/es-annotated" "$work/en-annotated" --pairs "$pairs" --languages ../language \
  --encoder "$encoder" --teacher "$work/teacher.pt" --texts "$data"/raw/nc11.es-en.txt.*.xz --work "$work" \
  --parity ../../tests/extract/encoder/parity.json
