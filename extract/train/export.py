"""Exports a checkpoint as model.bin and scores the file as it ships.

    python export.py CHECKPOINT --model MODEL.bin [--parity PARITY.json] [--data DATA]

With --data, the file is read back and its dequantised weights are scored on the config's tests.
"""

import argparse
from pathlib import Path

import torch

import evaluate
import model_file
import parity
import name_corpora
import readers
from batches import Encoder
from decode import Decoder
from model import Model
from vocabulary import Vocabulary


def tests(decoder: Decoder, config: dict, data: Path) -> list[str]:
    """One line for each test set."""
    lines = []
    for path in config["tests"]["trees"]:
        gold = list(readers.read_conllu(data / path))
        system = decoder.annotate([s.forms for s in gold], names=False)
        lines.append(f"{path}: {evaluate.as_text(evaluate.tree_scores(gold, system))}")
    for source in config["tests"]["names"]:
        gold = name_corpora.read(source, data, data)
        system = decoder.annotate([s.forms for s in gold], trees=False)
        lines.append(f"{source['file']}: {evaluate.as_text(evaluate.name_scores(gold, system))}")
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--parity", type=Path)
    parser.add_argument("--data", type=Path)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    checkpoint = torch.load(arguments.checkpoint)
    config, weights = checkpoint["config"], checkpoint["weights"]
    vocabulary = Vocabulary(**checkpoint["vocabulary"])
    model = Model(config["sizes"], vocabulary.counts())
    model.load_state_dict(weights)
    tensors = model_file.tensors_of(model)
    matrices = {name: config["export"]["matrices"] for name, t in tensors.items() if t.shape[1] > 1}
    model_file.write(
        arguments.model,
        config["language"],
        config["sizes"],
        vocabulary,
        tensors,
        {**matrices, **config["export"]["types"]},
    )
    shipped, vocabulary, sizes = model_file.read(arguments.model)
    decoder = Decoder(shipped, vocabulary, Encoder(vocabulary, sizes))
    if arguments.parity:
        parity.write(arguments.parity, decoder, [s.split() for s in config["parity"]])
    print(f"{arguments.model}: {arguments.model.stat().st_size / 1e6:.1f} MB")
    if arguments.data:
        print("\n".join(tests(decoder, config, arguments.data)))


if __name__ == "__main__":
    main()
