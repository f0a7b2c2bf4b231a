"""Pretrains word vectors (skip-gram) on raw text and on the forms of the training sets.

    python word_vectors.py CONFIG --data DATA --work WORK   (writes WORK/vectors.npz)

The vectors are those of `features.lower` of UD words: contractions are split before counting.
"""

import argparse
import json
import lzma
import random
from pathlib import Path

import numpy as np
from gensim.models import Word2Vec

import features
import readers


def raw_sentences(folder: Path, pattern: str, contractions: dict[str, list[str]]):
    """The first side of aligned files: a tokenised sentence a line, a tab before the other side."""
    for path in sorted(folder.glob(pattern)):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                if line.startswith("# doc"):
                    continue
                yield readers.split_contractions(line.split("\t")[0].split(), contractions)


def corpus(config: dict, data: Path, work: Path) -> list[list[str]]:
    """All sentences as lists of vocabulary keys, in a seeded random order."""
    contractions = config["contractions"]
    sentences = list(raw_sentences(data, config["raw"], contractions))
    held_out = readers.HeldOut(config, data)
    for source in config["trees"]:
        trees = readers.read_trees(source, data, work)
        sentences += [s.forms for s in held_out.without(trees)]
    for path in config["names"]["train"]:
        for sentence in held_out.without(list(readers.read_names(data / path))):
            sentences.append(readers.split_contractions(sentence.forms, contractions))
    keys = [[features.lower(form) for form in sentence] for sentence in sentences]
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
