#!/bin/sh
# Makes relations.bin of both languages: ./relations.sh DATA GRAPHS WORK ENCODER (see README.md).
# The arguments are those of teacher.sh, whose WORK is needed; the models and lexicons are those that stand in ../language.
# PAIRS is the program that describes pairs of mentions.
set -eu
data=$1 graphs=$2 work=$3 encoder=$4
python=${PYTHON:-python}
pairs=${PAIRS:-../../build/release/extract/entente_pairs}
cd "$(dirname "$0")"
export OMP_NUM_THREADS=${OMP_NUM_THREADS:-1}
for language in es en; do
  "$python" -m teacher.stories $language.json --data "$data" --work "$work/$language" > "$work/$language-stories.jsonl"
done
"$python" -m teacher.relations "$graphs" --encoder "$encoder" --teacher "$work/teacher.pt" --judge "$work/judge.pt" \
  --pairs "$pairs" --languages ../language \
  --text "$work/es-stories.jsonl" "$work/en-stories.jsonl" --out "$work/es-pairs.jsonl" "$work/en-pairs.jsonl"
"$python" relations.py "$graphs" es en --pairs "$pairs" --languages ../language \
  --silver "$work/es-pairs.jsonl" "$work/en-pairs.jsonl"
