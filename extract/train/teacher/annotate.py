"""The teacher's trees and names of given sentences.

    python -m teacher.annotate CONFIG --encoder FILE --teacher teacher.pt --data DATA --work WORK OUT SOURCE…

A SOURCE is a file of sentences: CoNLL-U (only its words are read), or FORM TAG lines, whose names stay where they are said.
Copies of test and tuning sentences are left out, and so are sentences whose heads the teacher is not sure of.
"""

import argparse
import json
import time
from pathlib import Path

import torch

import readers
import teacher.train
from decode import Decoder
from held_out import HeldOut
from name_corpora import UNSAID
from readers import Sentence
from teacher.model import OneLanguage, Pieces
from vocabulary import Vocabulary


def load(path: Path, encoder: Path, language: str) -> tuple[OneLanguage, Vocabulary, Pieces]:
    """One language's part of a trained teacher."""
    checkpoint = torch.load(path)
    known = {name: Vocabulary(**fields) for name, fields in checkpoint["vocabularies"].items()}
    model = teacher.train.build(checkpoint["options"], encoder, known)
    model.load_state_dict(checkpoint["weights"])
    return OneLanguage(model, language), known[language], Pieces(model.encoder.tokenizer)


def sentences_of(path: Path, contractions: dict[str, list[str]]) -> list[Sentence]:
    """The sentences of a source, contractions split; of CoNLL-U the words alone."""
    if ".conllu" in path.suffixes:
        return [Sentence(s.forms) for s in readers.read_conllu(path)]
    return [
        readers.with_split_contractions(s, contractions) for s in readers.read_names(path)
    ]


def with_said_names(annotated: Sentence, given: Sentence) -> Sentence:
    """The annotated sentence with the names that the source says, the teacher's where it says nothing."""
    if given.names:
        said = list(given.names)
        for start, end, kind in readers.name_spans(annotated.names):
            if all(tag == UNSAID for tag in said[start:end]):
                said[start:end] = readers.name_tags(kind, end - start)
        annotated.names = said
    return annotated


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--teacher", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--certainty", type=float, default=0.85, help="mean probability of the heads of a sentence that is kept")
    parser.add_argument("out", type=Path)
    parser.add_argument("sources", type=Path, nargs="+")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    config = json.loads(arguments.config.read_text())
    model, vocabulary, pieces = load(arguments.teacher, arguments.encoder, config["language"])
    decoder = Decoder(model, vocabulary, pieces)
    held_out = HeldOut(config, arguments.data)
    kept: list[Sentence] = []
    for source in arguments.sources:
        begin = time.time()
        given = held_out.without(sentences_of(source, config["contractions"]))
        given = [s for s in given if len(s) <= 100]
        annotated = decoder.annotate([s.forms for s in given])
        sure = [
            with_said_names(a, g)
            for a, g in zip(annotated, given)
            if a.certainty >= arguments.certainty
        ]
        words = sum(map(len, given))
        print(f"{source}: {len(sure)} of {len(given)} sentences, {words / (time.time() - begin):.0f} words/s", flush=True)
        kept += sure
    readers.write_conllu(kept, arguments.out)


if __name__ == "__main__":
    main()
