"""Trains the model of one language on trees and names.

    python train.py CONFIG --data DATA --work WORK [--last CHECKPOINT | --again MODEL.bin]

WORK holds vectors.npz and the converted trees. Batches of trees and of names alternate at random
over one shared encoder. After each epoch the moving average of the weights is scored on the tuning
sets and written to WORK/checkpoint.pt. In the last epochs the treebanks' `last_weight`
holds. With --last, training goes on from a checkpoint with what the config's `last` says; with --again, from a model
that ships, with what its `again` says, and neither vectors nor silver are needed.
"""

import argparse
import copy
import dataclasses
import json
import math
import random
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn.functional import cross_entropy

import batches
import evaluate
import features
import model_file
import name_corpora
import readers
import variants
import vocabulary as vocabularies
from decode import Decoder
from held_out import HeldOut
from model import Model
from readers import Sentence


@dataclasses.dataclass
class Treebank:
    """Trees and how often each sentence is seen in an epoch, and in each of the last epochs.

    `silver` is set where a model made the trees: what labels there are is learnt from gold. `without` names
    the columns that are not learnt from.
    """

    sentences: list[Sentence]
    weight: float
    last_weight: float
    silver: bool
    without: list[str]


def load_trees(config: dict, data: Path, work: Path, held_out: HeldOut) -> list[Treebank]:
    """The treebanks of the config."""
    return [
        Treebank(
            held_out.without(readers.read_trees(source, data, work)),
            source["weight"],
            source.get("last_weight", source["weight"]),
            source.get("silver", False),
            source.get("without", []),
        )
        for source in config["trees"]
    ]


def gold_of(trees: list[Treebank]) -> list[Sentence]:
    """All sentences whose trees no model made."""
    return [s for bank in trees if not bank.silver for s in bank.sentences]


def tuning_trees(config: dict, data: Path) -> list[Sentence]:
    """The sentences held out for tuning."""
    return readers.read_trees(config["tuning"]["trees"], data, data)


def load_names(config: dict, data: Path, work: Path, held_out: HeldOut) -> list[Sentence]:
    """All sentences with names for training."""
    sentences = [
        s for source in config["names"]["train"] for s in name_corpora.read(source, data, work)
    ]
    return held_out.without(sentences)


def word_counts(sentences: list[Sentence], index: dict[str, int]) -> np.ndarray:
    """Occurrences of each word of the vocabulary."""
    counts = np.zeros(len(index))
    for s in sentences:
        for form in s.forms:
            counts[index.get(features.lower(form), 0)] += 1
    return counts


class Epochs:
    """Draws the batches of each epoch."""

    def __init__(
        self,
        config: dict,
        trees: list[Treebank],
        names: list[Sentence],
        vocabulary: vocabularies.Vocabulary,
    ):
        self.options = config["training"]
        self.contractions = config["contractions"]
        self.names = names
        self.vocabulary = vocabulary
        self.trees = [
            ([batches.example(s, vocabulary, bank.without) for s in bank.sentences], bank)
            for bank in trees
        ]
        self.rng = random.Random(config["seed"])

    def draw(self, last: bool = False) -> list[list[batches.Example]]:
        """A weighted draw of trees, and of names, the contractions of every other split; of both, a share
        is seen in other ways of writing, too."""
        trees = []
        for group, bank in self.trees:
            weight = bank.last_weight if last else bank.weight
            trees += group * int(weight)
            trees += self.rng.sample(group, round(len(group) * (weight % 1)))
        names = []
        for s in self.names:
            if self.rng.random() < self.options["split_contractions"]:
                s = readers.with_split_contractions(s, self.contractions)
            names.append(batches.example(s, self.vocabulary))
        names = self.rng.sample(names, round(len(names) * self.options["names_share"]))
        shares = self.options.get("variants", {})
        scripts = self.vocabulary.scripts
        trees, names = (
            variants.with_variants(e, shares, scripts, self.rng) for e in (trees, names)
        )
        size = self.options["batch_words"]
        drawn = batches.batch_up(trees, size, self.rng) + batches.batch_up(names, size, self.rng)
        self.rng.shuffle(drawn)
        return drawn


def losses(
    model: Model, state: torch.Tensor, batch: list[batches.Example]
) -> dict[str, torch.Tensor]:
    """Mean cross entropy of each head over the words that the batch has targets for."""

    def loss(scores: torch.Tensor, name: str) -> torch.Tensor:
        expected = batches.targets(batch, name).flatten()
        total = cross_entropy(
            scores.flatten(0, 1), expected, ignore_index=batches.IGNORED, reduction="sum"
        )
        return total / max(1, int((expected != batches.IGNORED).sum()))

    names = loss(model.name_scores(state), "names")
    if "heads" not in batch[0].targets:
        return {"names": names}
    arcs = model.arc_scores(state)
    lengths = torch.tensor([len(e.forms) for e in batch])
    beyond = torch.arange(arcs.shape[2])[None] > lengths[:, None]
    arcs = arcs.masked_fill(beyond[:, None], -1e4)
    heads = batches.targets(batch, "heads").clamp(min=0)
    return {
        "names in trees": names,
        "heads": loss(arcs, "heads"),
        "deprels": loss(model.label_scores(state, heads), "deprels"),
        "upos": loss(model.upos(state), "upos"),
        "feats": loss(model.feats(state), "feats"),
        "scripts": loss(model.lemma(state), "scripts"),
    }


def parameter_groups(model: Model, options: dict) -> list[dict]:
    """Parameters with their highest learning rates: those of the tables are multiples of the rest.

    A row of a table is seen rarely, and that of an n-gram is one of some 25 that are averaged.
    """
    groups = []
    for name, parameter in model.named_parameters():
        highest = options["rate"] * options["table_rates"].get(name, 1.0)
        groups.append({"params": [parameter], "highest": highest, "lr": highest})
    return groups


def rate(step: int, steps: int, options: dict) -> float:
    """Learning rate as a share of the highest: linear warm-up, then a cosine to `final`."""
    if step < options["warm_up"]:
        return (step + 1) / options["warm_up"]
    progress = (step - options["warm_up"]) / max(1, steps - options["warm_up"])
    final = options["final"]
    return final + (1 - final) * 0.5 * (1 + math.cos(math.pi * min(1.0, progress)))


class Trainer:
    """Moves a model, and the moving average of its weights, through batches.

    Each group of the optimizer has its `highest` rate. What a batch is, `losses_of` of a subclass says.
    """

    progress_every = 0  # batches; 0: says nothing until the end

    def __init__(self, model: nn.Module, optimizer: torch.optim.Optimizer, options: dict, steps: int):
        self.model, self.optimizer, self.options, self.steps = model, optimizer, options, steps
        self.average = copy.deepcopy(model)
        self.step = 0

    def losses_of(self, batch) -> tuple[dict[str, torch.Tensor], dict[str, float]]:
        """The losses of a batch by head, and how much each counts."""
        raise NotImplementedError

    def run(self, drawn: list) -> dict[str, float]:
        """One step for each batch; returns the mean loss of each head."""
        self.model.train()
        sums: dict[str, list[float]] = {}
        for number, batch in enumerate(drawn, start=1):
            share = rate(self.step, self.steps, self.options)
            for group in self.optimizer.param_groups:
                group["lr"] = group["highest"] * share
            parts, weights = self.losses_of(batch)
            self.optimizer.zero_grad()
            sum(weights[name] * part for name, part in parts.items()).backward()
            torch.nn.utils.clip_grad_norm_(self.model.parameters(), self.options["clip"])
            self.optimizer.step()
            self.step += 1
            self._update_average()
            for name, part in parts.items():
                sums.setdefault(name, []).append(part.item())
            if self.progress_every and number % self.progress_every == 0:
                recent = {name: values[-self.progress_every :] for name, values in sums.items()}
                print(f"  {number} of {len(drawn)}  {evaluate.as_text(_means(recent))}", flush=True)
        return _means(sums)

    @torch.no_grad()
    def _update_average(self) -> None:
        """Moves the averaged weights towards the model's, faster in the beginning."""
        decay = min(self.options["average"], (1 + self.step) / (10 + self.step))
        ours, theirs = list(self.average.parameters()), list(self.model.parameters())
        torch._foreach_lerp_(ours, theirs, 1 - decay)


def _means(values: dict[str, list[float]]) -> dict[str, float]:
    return {name: float(np.mean(numbers)) for name, numbers in values.items()}


class ModelTrainer(Trainer):
    """Trains the small model."""

    def __init__(self, model: Model, encoder: batches.Encoder, options: dict, steps: int):
        optimizer = torch.optim.Adam(
            parameter_groups(model, options), betas=options["betas"], fused=True
        )
        super().__init__(model, optimizer, options, steps)
        self.encoder = encoder

    def losses_of(self, batch: list[batches.Example]) -> tuple[dict, dict]:
        """The losses of a batch of sentences."""
        state = self.model.encode(self.encoder.words([e.forms for e in batch]))
        return losses(self.model, state, batch), self.options["loss"]


def save(path: Path, checkpoint: dict) -> None:
    """Writes a checkpoint, replacing the last one at once."""
    temporary = path.with_suffix(".new")
    torch.save(checkpoint, temporary)
    temporary.replace(path)


def with_pass(config: dict, name: str) -> dict:
    """The config of a later pass: what its entry `name` says of training, of single treebanks and of the corpora
    of names holds instead; treebanks that only it knows are added. What then counts nothing is not read."""
    later = config[name]
    known = {source["file"]: source for source in config["trees"]}
    said = {file: {"file": file, **options} for file, options in later["trees"].items()}
    trees = [{**known.get(file, {}), **said.get(file, {})} for file in {**known, **said}]
    return {
        **config,
        "training": {**config["training"], **later["training"]},
        "trees": [source for source in trees if source["weight"] > 0],
        "names": {"train": later.get("names", config["names"]["train"])},
    }


@dataclasses.dataclass
class Start:
    """What is gone on from."""

    weights: dict[str, torch.Tensor]
    vocabulary: vocabularies.Vocabulary


def start_of(arguments: argparse.Namespace) -> Start | None:
    """What the arguments say to go on from, if anything."""
    if arguments.again:
        model, vocabulary, _ = model_file.read(arguments.again)
        return Start(model.state_dict(), vocabulary)
    if arguments.last:
        checkpoint = torch.load(arguments.last)
        return Start(checkpoint["weights"], vocabularies.Vocabulary(**checkpoint["vocabulary"]))
    return None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    begin = parser.add_mutually_exclusive_group()
    begin.add_argument("--last", type=Path, help="the checkpoint to go on from with the last pass")
    begin.add_argument("--again", type=Path, help="the model that ships, to go on from once more is annotated")
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    config = json.loads(arguments.config.read_text())
    start = start_of(arguments)
    if start:
        name = "again" if arguments.again else "last"
        if name not in config:
            parser.error(f"{arguments.config} does not say what {name!r} is")
        config = with_pass(config, name)
    options = config["training"]
    torch.manual_seed(config["seed"])
    np.random.seed(config["seed"])

    held_out = HeldOut(config, arguments.data)
    trees = load_trees(config, arguments.data, arguments.work, held_out)
    named_sentences = load_names(config, arguments.data, arguments.work, held_out)
    print("sentences", [len(bank.sentences) for bank in trees], len(named_sentences))
    if start:
        vocabulary = start.vocabulary
    else:
        vectors = np.load(arguments.work / "vectors.npz")
        vocabulary = vocabularies.build(vectors["keys"], gold_of(trees), config["vocabulary"])
    counts = vocabulary.counts()
    print(counts, flush=True)
    model = Model(config["sizes"], counts, options["dropout"])
    if start:
        model.load_state_dict(start.weights)
    else:
        pretrained = vectors["vectors"] * (options["word_scale"] / vectors["vectors"].std())
        model.pretrained[1:] = torch.from_numpy(pretrained)
    all_sentences = [s for bank in trees for s in bank.sentences] + named_sentences
    encoder = batches.Encoder(
        vocabulary,
        config["sizes"],
        word_counts(all_sentences, vocabulary.words_index),
        options["unknown"],
    )
    epochs = Epochs(config, trees, named_sentences, vocabulary)
    gold_trees = tuning_trees(config, arguments.data)
    gold_names = name_corpora.read(config["tuning"]["names"], arguments.data, arguments.work)

    last = [e >= options["epochs"] - options["last_epochs"] for e in range(options["epochs"])]
    steps = sum(len(epochs.draw(is_last)) for is_last in last)
    trainer = ModelTrainer(model, encoder, options, steps)
    for epoch in range(options["epochs"]):
        begin = time.time()
        report = trainer.run(epochs.draw(last[epoch]))
        seconds = time.time() - begin
        checkpoint = {
            "config": config,
            "weights": trainer.average.state_dict(),
            "vocabulary": dataclasses.asdict(vocabulary),
        }
        save(arguments.work / "checkpoint.pt", checkpoint)
        decoder = Decoder(trainer.average, vocabulary, batches.Encoder(vocabulary, config["sizes"]))
        parsed = decoder.annotate([s.forms for s in gold_trees], names=False)
        tagged = decoder.annotate([s.forms for s in gold_names], trees=False)
        print(f"epoch {epoch + 1}  {seconds:.0f} s  loss {evaluate.as_text(report)}")
        print(f"  trees {evaluate.as_text(evaluate.tree_scores(gold_trees, parsed))}")
        print(f"  names {evaluate.as_text(evaluate.name_scores(gold_names, tagged))}", flush=True)


if __name__ == "__main__":
    main()
