"""Sentences as tensors: features, targets, and batches of about equal length."""

import dataclasses
import random
from collections.abc import Iterable

import numpy as np
import torch

import features
import lemma_scripts
import vocabulary as vocabularies
from model import Words
from readers import Sentence
from vocabulary import Vocabulary

IGNORED = -1  # target of padding and of what the corpus does not say


@dataclasses.dataclass
class Example:
    """A sentence and its targets by name; a corpus has those of its columns."""

    forms: list[str]
    targets: dict[str, list[int]]


def example(
    sentence: Sentence, vocabulary: Vocabulary, without: Iterable[str] = ()
) -> Example:
    """Numbers the columns of a sentence. Values the vocabulary lacks are not learnt from, nor are the columns
    of `without`."""
    targets = {}
    if sentence.heads:
        scripts = [
            lemma_scripts.script_of(form, lemma) if lemma else None
            for form, lemma in zip(sentence.forms, sentence.lemmas)
        ]
        targets["heads"] = sentence.heads
        targets["deprels"] = [vocabulary.deprels_index[r] for r in sentence.deprels]
        targets["upos"] = [vocabulary.upos_index[u] for u in sentence.upos]
        targets["feats"] = [
            vocabulary.feats_index.get(f"{u}|{f}", IGNORED)
            for u, f in zip(sentence.upos, sentence.feats)
        ]
        targets["scripts"] = [vocabulary.scripts_index.get(s, IGNORED) for s in scripts]
    tags = vocabularies.bioes(sentence.names) if sentence.names else ["?"] * len(sentence)
    targets["names"] = [vocabulary.name_tags_index.get(t, IGNORED) for t in tags]
    for name in without:
        targets[name] = [IGNORED] * len(sentence)
    return Example(sentence.forms, targets)


def batch_up(
    examples: list[Example], words_per_batch: int, rng: random.Random
) -> list[list[Example]]:
    """Batches of sentences of similar length, longest first in each, in random order."""
    order = sorted(examples, key=lambda e: len(e.forms) + rng.uniform(0, 3), reverse=True)
    batches: list[list[Example]] = []
    current: list[Example] = []
    for e in order:
        if current and (len(current) + 1) * len(current[0].forms) > words_per_batch:
            batches.append(current)
            current = []
        current.append(e)
    batches.append(current)
    for batch in batches:
        batch.sort(key=lambda e: -len(e.forms))
    rng.shuffle(batches)
    return batches


def targets(batch: list[Example], name: str) -> torch.Tensor:
    """Targets of one head, padded: batch × length."""
    width = len(batch[0].forms)
    return torch.tensor([e.targets[name] + [IGNORED] * (width - len(e.forms)) for e in batch])


class Encoder:
    """Turns forms into the rows of the feature tables.

    With `counts` (occurrences of each word in the training sets), words become unknown at random:
    with the probability a / (a + count), at least `floor`.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        sizes: dict,
        counts: np.ndarray | None = None,
        unknown: dict | None = None,
    ):
        self.index = vocabulary.words_index
        self.sizes = sizes
        self.unknown_rate = None
        if counts is not None:
            rate = unknown["a"] / (unknown["a"] + counts)
            self.unknown_rate = np.maximum(rate, unknown["floor"])

    def words(self, sentences: list[list[str]]) -> Words:
        """Features of sentences that are sorted by length, longest first."""
        types: dict[str, int] = {}
        width = len(sentences[0])
        index = np.zeros((len(sentences), width), dtype=np.int64)
        for i, forms in enumerate(sentences):
            for k, form in enumerate(forms):
                index[i, k] = types.setdefault(form, len(types))
        lows = [features.lower(form) for form in types]
        rows = np.array([self.index.get(low, 0) for low in lows])[index]
        if self.unknown_rate is not None:
            rows[np.random.random(rows.shape) < self.unknown_rate[rows]] = 0
        ngrams = [features.ngram_rows(low, self.sizes["ngram_rows"]) for low in lows]
        offsets = np.cumsum([0] + [len(g) for g in ngrams[:-1]])
        return Words(
            types=torch.from_numpy(index),
            lengths=torch.tensor([len(forms) for forms in sentences]),
            word_rows=torch.from_numpy(rows),
            shape_rows=torch.tensor(
                [features.shape_row(f, self.sizes["shape_rows"]) for f in types]
            ),
            ngram_rows=torch.tensor([row for g in ngrams for row in g]),
            ngram_offsets=torch.from_numpy(offsets),
        )
