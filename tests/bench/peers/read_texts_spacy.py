"""Analyses texts, one a line, with all components of spaCy's model: read_texts_spacy.py LANGUAGE < TEXTS > TREES

Sentences, trees and names, and a line for each word of it: there are no relations in it.
"""
import importlib
import sys
import warnings

import run_spacy


def main():
    warnings.filterwarnings("ignore", message=r".*\[W095\]")  # a model of an older version
    model = importlib.import_module(run_spacy.MODELS[sys.argv[1]]).load()
    for doc in model.pipe(line.rstrip("\n") for line in sys.stdin):
        for sentence in doc.sents:
            run_spacy.write(sentence.as_doc(), sys.stdout)


if __name__ == "__main__":
    main()
