"""What the encoder of relations is given of a sentence."""

import pathlib
import random
import sys
import types
import unittest

import torch

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[3] / "extract" / "train"))
import judge  # noqa: E402
from pairs import LABELS, MODALITIES, Mention, Sentence  # noqa: E402

UNKNOWN = 99


class PiecesOfTwo:
    """Words as pieces: those that begin with a capital as two, others as one, at most `most` of a sentence."""

    def __init__(self, most: int = 100):
        self.most = most
        self.tokenizer = types.SimpleNamespace(vocabulary=types.SimpleNamespace(unknown=UNKNOWN))

    def words(self, sentences: list[list[str]]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        owners = []
        for words in sentences:
            of_words = [i + 1 for i, word in enumerate(words) for _ in range(2 if word[0].isupper() else 1)]
            owners.append([0, *of_words[: self.most], 0])
        width = max(map(len, owners))
        owner = torch.tensor([o + [0] * (width - len(o)) for o in owners])
        kept = torch.tensor([[True] * len(o) + [False] * (width - len(o)) for o in owners])
        return torch.ones_like(owner), kept, owner


def sentence(words: str, mentions: list[tuple[int, int]], pairs: list[tuple[int, int]]) -> Sentence:
    of_sentence = [Mention(first, last, "PER", 0) for first, last in mentions]
    return Sentence("d", words.split(), of_sentence, [(a, b, n) for n, (a, b) in enumerate(pairs)])


# Two apart, two side by side, one inside of another; a shorter one is padded.
LONG = sentence("the Kim Il met old Sui Kan de la Ho today", [(1, 2), (5, 6), (7, 9), (9, 9)], [(0, 1), (1, 2), (2, 3)])
SHORT = sentence("Kim met Sui", [(0, 0), (2, 2)], [(0, 1)])


class Means(unittest.TestCase):
    def mean(self, states: torch.Tensor, owner: torch.Tensor, first: int, last: int) -> torch.Tensor:
        """Over the pieces of words [first, last], zeros where there is none."""
        inside = (owner - 1 >= first) & (owner - 1 <= last) & (owner > 0)
        return states[inside].mean(0) if inside.any() else torch.zeros(states.shape[1])

    def test_are_those_of_both_mentions_and_of_what_is_between(self):
        pieces = PiecesOfTwo()
        batch = judge.Batch([LONG, SHORT], pieces)
        _, _, owner = pieces.words([LONG.words, SHORT.words])
        states = torch.randn(*owner.shape, 6)
        found = batch.means(states)
        expected = []
        for number, each in enumerate((LONG, SHORT)):
            for i, j, _ in each.pairs:
                a, b = each.mentions[i], each.mentions[j]
                spans = [(a.first, a.last), (b.first, b.last), (a.last + 1, b.first - 1)]
                expected.append([self.mean(states[number], owner[number], *span) for span in spans])
        self.assertEqual(len(batch.numbers), len(expected))
        for part in range(3):
            wanted = torch.stack([means[part] for means in expected])
            self.assertTrue(torch.allclose(found[part], wanted, atol=1e-5))

    def test_a_mention_that_is_not_reached_is_in_no_pair(self):
        batch = judge.Batch([LONG], PiecesOfTwo(most=8))
        self.assertEqual(batch.numbers, [0])


class Marks(unittest.TestCase):
    def test_pieces_of_mentions_are_marked_and_some_unknown(self):
        plain, some = judge.Batch([SHORT], PiecesOfTwo()), judge.Batch([SHORT] * 500, PiecesOfTwo(), random.Random(1))
        self.assertEqual(plain.mentions[0].tolist(), [0, 1, 1, 0, 1, 1, 0])
        self.assertFalse((plain.pieces == UNKNOWN).any())
        share = (some.pieces == UNKNOWN)[some.mentions > 0].float().mean().item()
        self.assertAlmostEqual(share, judge.UNREAD, delta=0.04)
        self.assertFalse((some.pieces == UNKNOWN)[some.mentions == 0].any())


class Resuming(unittest.TestCase):
    def test_a_file_without_modalities_is_refused(self):
        with self.assertRaisesRegex(ValueError, "before modalities"):
            judge.resumed({"sizes": {"layers": 6}}, {}, pathlib.Path("none"), 0.1)


class Labels(unittest.TestCase):
    def test_scores_are_of_labels_and_modalities(self):
        self.assertEqual(judge.SCORES, len(LABELS) + len(MODALITIES))


if __name__ == "__main__":
    unittest.main()
