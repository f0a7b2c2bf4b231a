"""Pretrains word vectors (skip-gram) on raw text and on the forms of the training sets.

    python word_vectors.py CONFIG --data DATA --work WORK   (writes WORK/vectors.npz)

The vectors are those of `features.lower` of UD words: contractions are split before counting.
"""

import argparse
import html
import json
import lzma
import random
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from gensim.models import Word2Vec

import features
import readers
from held_out import HeldOut


def raw_sentences(data: Path, raw: dict) -> Iterator[list[str]]:
    """Sentences of aligned files: a tokenised line with a tab between the sides, of which `side` is taken.

    Escaped signs are restored, "don 't" becomes "do n't", and hyphens are words of their own where the
    language's trees have them so (`split_hyphens`).
    """
    for path in sorted(data.glob(raw["files"])):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                if line.startswith("# doc"):
                    continue
                sides = html.unescape(line.rstrip("\n")).split("\t")
                text = sides[raw["side"]] if raw["side"] < len(sides) else ""
                text = re.sub(r"n ['’]t\b", " n't", text)
                if raw.get("split_hyphens"):
                    text = re.sub(r"(?<=\w)-(?=\w)", " - ", text)
                yield text.split()


def corpus(config: dict, data: Path, work: Path) -> list[list[str]]:
    """All sentences as lists of vocabulary keys, in a seeded random order."""
    contractions = config["contractions"]
    sentences = list(raw_sentences(data, config["raw"]))
    sentences += [s.forms for s in HeldOut(config, data).gold(config, data, work)]
    keys = [
        [features.lower(form) for form in readers.split_contractions(sentence, contractions)]
        for sentence in sentences
    ]
    random.Random(config["seed"]).shuffle(keys)
    return keys


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    arguments = parser.parse_args()
    config = json.loads(arguments.config.read_text())
    options = config["word_vectors"]
    model = Word2Vec(
        corpus(config, arguments.data, arguments.work),
        vector_size=config["sizes"]["word"],
        sg=1,
        hs=0,
        window=options["window"],
        negative=options["negative"],
        sample=options["sample"],
        min_count=options["min_count"],
        max_final_vocab=options["vocabulary"],
        epochs=options["epochs"],
        seed=config["seed"],
        workers=1,
    )
    counts = [model.wv.get_vecattr(key, "count") for key in model.wv.index_to_key]
    np.savez(
        arguments.work / "vectors.npz",
        keys=np.array(model.wv.index_to_key),
        counts=np.array(counts),
        vectors=model.wv.vectors,
    )
    print(f"{len(counts)} words, {sum(counts)} tokens")


if __name__ == "__main__":
    main()
