"""Pairs of mentions as a pretrained encoder reads them: the part of relations.bin that reads words.

The encoder of a trained teacher, or its first layers, goes on learning on pairs of mentions of annotated documents of all languages
together. `extract/encoder` runs what `export_of` makes of it.
"""

import dataclasses
import math
import random
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn

import train
from pairs import LABELS, MODALITIES, Mention, Pairs, Sentence
from teacher.e5 import Reader, Tokenizer, Vocabulary, unpacked
from teacher.model import E5, Layer, Pieces, gelu
from teacher.train import optimizer_of

TYPES = ["PER", "ORG", "GPE", "LOC", "MISC", "STATE"]
KINDS = 6  # of mentions
SEED, EPOCHS, LAST_EPOCHS, BATCH, HIDDEN, DROPOUT, START = 1, 3, 2, 700, 256, 0.2, -3.5
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
MARGIN = 8  # words that are read on either side of the mentions
INNER = 768  # units of a layer's dense part, half of what the encoder has
HEADS, HEAD = 4, 32  # of the attention of a pair
SCORES = len(LABELS) + len(MODALITIES)
UNREAD = 0.2  # of the mentions, in training: so that words around names are learnt, and not names alone


class Judge(nn.Module):
    """Scores for pairs of mentions, from the encoder's states of both, of what is between, and of what the pair attends to:
    of all labels, then of all modalities.

    Which pieces are mentions, and of what type and kind, the encoder is told at its input. Attention over the whole sentence
    for each pair: after localized context pooling (Zhou et al. 2021), with weights of its own.
    """

    def __init__(self, encoder: E5):
        super().__init__()
        self.fast = True  # the encoder in half precision
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
        self.asks_first, self.asks_second = nn.Linear(width, HEADS * HEAD), nn.Linear(width, HEADS * HEAD)
        self.keys, self.values = nn.Linear(width, HEADS * HEAD), nn.Linear(width, HEADS * HEAD)
        self.context = nn.Linear(HEADS * HEAD, HIDDEN)
        self.hidden, self.out = nn.Linear(HIDDEN, HIDDEN), nn.Linear(HIDDEN, SCORES)
        nn.init.constant_(self.out.bias[: len(LABELS)], START)

    def forward(self, batch: "Batch") -> torch.Tensor:
        """Scores (logits): pairs × (labels, modalities)."""
        with torch.autocast("cpu", torch.bfloat16, enabled=self.fast):
            x = self.encoder(batch.pieces, batch.kept, self.mentions(batch.mentions))
        x = self._drop(x.float())
        keys, values = (part(x)[batch.sentence].unflatten(2, (HEADS, HEAD)) for part in (self.keys, self.values))
        first, second, between = batch.means(x)
        asked = (self.asks_first(first) + self.asks_second(second)).unflatten(1, (HEADS, HEAD))
        weights = torch.einsum("phd,plhd->phl", asked, keys) * HEAD**-0.5
        weights = weights.masked_fill(~batch.kept[batch.sentence][:, None], -1e4).softmax(2)
        context = torch.einsum("phl,plhd->phd", weights, values).flatten(1)
        hidden = self.ends(torch.cat([first, second, between], dim=1)) + self.context(context)
        hidden = hidden + self.product(self.first(first) * self.second(second))
        hidden = hidden + self.distance(batch.distance) + self.types(batch.types)
        hidden = self._drop(gelu(hidden))
        return self.out(self._drop(gelu(self.hidden(hidden))))

    def _drop(self, x: torch.Tensor) -> torch.Tensor:
        return nn.functional.dropout(x, DROPOUT, self.training)


def cut(sentence: Sentence) -> Sentence:
    """The part of a sentence that is read."""
    if not sentence.mentions:
        return sentence
    begin = max(0, min(m.first for m in sentence.mentions) - MARGIN)
    end = max(m.last for m in sentence.mentions) + MARGIN + 1
    mentions = [Mention(m.first - begin, m.last - begin, m.type, m.kind) for m in sentence.mentions]
    return Sentence(sentence.document, sentence.words[begin:end], mentions, sentence.pairs)


class Batch:
    """Sentences and their pairs as tensors; pairs beyond the encoder's positions are left out.

    With `rng`, the words of some mentions are unknown.
    """

    def __init__(self, sentences: list[Sentence], pieces: Pieces, rng: random.Random | None = None):
        sentences = [cut(s) for s in sentences]
        self.pieces, self.kept, owner = pieces.words([s.words for s in sentences])
        self.mentions = torch.zeros_like(self.pieces)
        self.numbers: list[int] = []
        sentence, spans, distance, types = [], [], [], []
        for n, s in enumerate(sentences):
            words = owner[n] - 1
            ranges = [_range((words >= m.first) & (words <= m.last)) for m in s.mentions]
            for m, (begin, end) in zip(s.mentions, ranges):
                self.mentions[n, begin:end] = 1 + TYPES.index(m.type) * KINDS + m.kind
                if rng and rng.random() < UNREAD:
                    self.pieces[n, begin:end] = pieces.tokenizer.vocabulary.unknown
            for i, j, number in s.pairs:
                a, b = s.mentions[i], s.mentions[j]
                if not ranges[i][1] or not ranges[j][1]:
                    continue
                self.numbers.append(number)
                sentence.append(n)
                between = (ranges[i][1], max(ranges[i][1], ranges[j][0]))
                spans.append((ranges[i], ranges[j], between))
                distance.append(_bucket(max(0, b.first - a.last - 1)))
                types.append(TYPES.index(a.type) * len(TYPES) + TYPES.index(b.type))
        self.sentence = torch.tensor(sentence, dtype=torch.long)
        self.distance = torch.tensor(distance, dtype=torch.long)
        self.types = torch.tensor(types, dtype=torch.long)
        self.spans = torch.tensor(spans, dtype=torch.long).reshape(-1, 3, 2)

    def means(self, states: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """The means over the first mention, the second and what is between (pairs × width), of states of pieces."""
        sums = nn.functional.pad(states.cumsum(1), (0, 0, 1, 0))  # of all pieces before each
        sentence, begins, ends = self.sentence[:, None], self.spans[:, :, 0], self.spans[:, :, 1]
        means = (sums[sentence, ends] - sums[sentence, begins]) / (ends - begins).clamp(min=1)[:, :, None]
        return means.unbind(1)


def _range(inside: torch.Tensor) -> tuple[int, int]:
    """From where to before where pieces are inside, in a row; 0 and 0 where none is."""
    numbers = inside.nonzero()
    return (int(numbers[0]), int(numbers[-1]) + 1) if len(numbers) else (0, 0)


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

    def __init__(self, judge: Judge, pairs: Pairs, pieces: Pieces, steps: int, rates: dict):
        super().__init__(judge, optimizer_of(judge, rates), rates, steps)
        self.pairs, self.pieces, self.rng = pairs, pieces, random.Random(SEED)

    def losses_of(self, batch: list[Sentence]) -> tuple[dict, dict]:
        """The cross entropy of a pair: summed over labels, and of its modality, which pairs without relations do not have."""
        tensors = Batch(batch, self.pieces, self.rng)
        chosen = tensors.numbers
        scores = self.model(tensors)
        labels, modalities = scores.split([len(LABELS), len(MODALITIES)], dim=1)
        told = torch.from_numpy(self.pairs.modalities[chosen])
        losses = {
            "relations": nn.functional.binary_cross_entropy_with_logits(
                labels,
                torch.from_numpy(self.pairs.targets[chosen]),
                weight=torch.from_numpy(self.pairs.weights[chosen]),
                reduction="sum",
            ),
            "modalities": -(told * modalities.log_softmax(1)).sum(),
        }
        return {name: loss / len(chosen) for name, loss in losses.items()}, dict.fromkeys(losses, 1.0)


def start_of(encoder: Path, teacher: Path, layers: int) -> Judge:
    """A judge that has read no pair yet: the first layers of the teacher's encoder, their dense parts halved."""
    saved = torch.load(teacher)
    torch.manual_seed(SEED)
    e5 = E5(encoder, layers, saved["options"]["dropout"]["layer"])
    prefix = "encoder."
    known = {k.removeprefix(prefix): v for k, v in saved["weights"].items() if k.startswith(prefix)}
    missing = e5.load_state_dict(known, strict=False).missing_keys  # other layers and the heads are not needed
    if missing:
        raise ValueError(f"{teacher} lacks {missing}")
    return _pruned(e5)


def resumed(header: dict, tensors: dict[str, np.ndarray], encoder: Path, dropout: float) -> Judge:
    """The judge that a file holds, with all pieces of words again, ready to go on learning; a ValueError for one that tells no modalities."""
    if "modalities" not in header:
        raise ValueError("the file is from before modalities were learnt; learn one by relations.py")
    judge = _pruned(E5(encoder, header["sizes"]["layers"], dropout))
    judge.load_state_dict(_weights_of(judge, tensors), strict=False)
    return judge


def _pruned(e5: E5) -> Judge:
    for layer in e5.layers:
        _prune(layer, INNER)
    return Judge(e5)


def _prune(layer: Layer, inner: int) -> None:
    """Keeps the units of the dense part whose weights are the largest: what the others did is learnt again by training."""
    weight = layer.inner.weight.data.norm(dim=1) * layer.outer.weight.data.norm(dim=0)
    kept = weight.topk(inner).indices.sort().values
    for linear, values in (
        (layer.inner, layer.inner.weight.data[kept]),
        (layer.outer, layer.outer.weight.data[:, kept]),
    ):
        linear.weight = nn.Parameter(values.clone())
        linear.out_features, linear.in_features = values.shape
    layer.inner.bias = nn.Parameter(layer.inner.bias.data[kept].clone())


def learn(
    start: Judge, pairs: Pairs, epochs: list[set[str]], kept: Path, rates: dict = RATES, seed: int = SEED
) -> Judge:
    """Trains a judge on the pairs of the documents of each epoch and keeps it; one that is kept is read."""
    if kept.exists():
        print(f"{kept} is there and is read instead", flush=True)
        start.load_state_dict(torch.load(kept), strict=False)  # the table of pieces is not saved
        return start.eval()
    pieces = Pieces(start.encoder.tokenizer)
    rng = random.Random(seed)

    def draw(chosen: set[str]) -> list[list[Sentence]]:
        sentences = [s for s in pairs.sentences if s.document in chosen and _any_pair(s, pairs)]
        return batches(sentences, pieces, BATCH, rng)

    drawn = [draw(documents) for documents in epochs]
    trainer = JudgeTrainer(start, pairs, pieces, sum(map(len, drawn)), rates)
    for epoch, batches_of_epoch in enumerate(drawn, start=1):
        begin = time.time()
        losses = "  ".join(f"{name} {loss:.4f}" for name, loss in trainer.run(batches_of_epoch).items())
        print(f"epoch {epoch}  {time.time() - begin:.0f} s  {losses}", flush=True)
    train.save(kept, trainer.average.state_dict())
    return trainer.average.eval()


def _any_pair(sentence: Sentence, pairs: Pairs) -> bool:
    return any(pairs.weights[number].any() for _, _, number in sentence.pairs)


@torch.no_grad()
def scores(judge: Judge, pairs: Pairs, documents: set[str]) -> np.ndarray:
    """The scores of the pairs of the documents; NaN for those that the encoder does not reach: pairs × (labels, modalities)."""
    pieces = Pieces(judge.encoder.tokenizer)
    found = np.full((len(pairs), SCORES), np.nan, np.float32)
    sentences = [s for s in pairs.sentences if s.document in documents]
    for drawn in batches(sentences, pieces, 2 * BATCH, random.Random(SEED)):
        batch = Batch(drawn, pieces)
        if batch.numbers:
            found[batch.numbers] = judge(batch).numpy()
    return found


@dataclasses.dataclass
class Export:
    """What a file of tensors holds of a judge."""

    fields: dict
    tensors: dict[str, np.ndarray]
    types: dict[str, str]


def _name_in_file(name: str) -> str:
    """The name of a tensor as `extract/encoder` knows it."""
    path = name.removeprefix("encoder.").split(".")
    path[0] = path[0].replace("layers", "layer")
    if path[0] in ("mentions", "distance", "types"):
        return path[0]
    path[-1] = {"weight": "w", "bias": "b"}.get(path[-1], path[-1])
    return ".".join(path)


def export_of(judge: Judge, encoder: Path, known_pieces: set[str]) -> Export:
    """The judge with these pieces of its vocabulary, beside those that every sentence has."""
    reader = Reader(encoder)
    table = reader.vocabulary
    special = [table.first, table.last, table.unknown]
    kept = special + [i for text, i in table.pieces.items() if text in known_pieces and i not in special]
    sizes = reader.sizes
    fields = {
        "types": TYPES,
        "kinds": KINDS,
        "sizes": {
            "width": sizes.width,
            "layers": len(judge.encoder.layers),
            "heads": sizes.heads,
            "inner": INNER,
            "positions": judge.encoder.positions.shape[0],
            "epsilon": sizes.epsilon,
            "hidden": HIDDEN,
            "pair_heads": HEADS,
            "pair_head": HEAD,
        },
        "pieces": {
            "texts": [table.texts[i] for i in kept],
            "scores": [round(float(table.scores[i]), 4) for i in kept],
            "first": 0,
            "last": 1,
            "unknown": 2,
            "normalised": table.normalised,
        },
    }
    tensors = {"table": reader.blocks("emb.word", sizes.width)[kept]}
    types = {"table": "q4"}
    for name, weights in judge.state_dict().items():
        path = _name_in_file(name)
        values = weights.float().numpy()
        if values.ndim == 1:
            values = values.reshape(-1, 1)
        elif path.endswith(".w"):
            types[path] = "i8"
        else:
            types[path] = "f16"
        tensors[path] = values
    return Export(fields, tensors, types)


def loaded(header: dict, tensors: dict[str, np.ndarray], start: Judge) -> Judge:
    """The judge that a file holds, with the file's pieces, its weights rounded as the file has them."""
    p = header["pieces"]
    scores = np.array(p["scores"], np.float32)
    start.encoder.tokenizer = Tokenizer(
        Vocabulary(p["texts"], scores, p["normalised"], p["first"], p["last"], p["first"], p["unknown"])
    )
    start.encoder.table = torch.from_numpy(unpacked(tensors["table"]))
    start.load_state_dict(_weights_of(start, tensors), strict=False)
    start.fast = False
    return start.eval()


def _weights_of(judge: Judge, tensors: dict[str, np.ndarray]) -> dict[str, torch.Tensor]:
    """The tensors of a file by the names that a judge has for them."""
    return {
        name: torch.from_numpy(tensors[_name_in_file(name)].copy()).reshape(values.shape)
        for name, values in judge.state_dict().items()
    }


@torch.no_grad()
def parity_of(judge: Judge, sentences: list[dict]) -> list[dict]:
    """What the judge makes of sentences (words, mentions, pairs): for the test of who runs it."""
    read = [
        Sentence("", s["words"], [Mention(*m) for m in s["mentions"]], [(*p, n) for n, p in enumerate(s["pairs"])])
        for s in sentences
    ]
    pieces = Pieces(judge.encoder.tokenizer)
    return [
        {**s, "scores": [[round(float(v), 5) for v in row] for row in judge(Batch([r], pieces))]}
        for s, r in zip(sentences, read)
    ]
