"""Going on from a file of relations."""

import pathlib
import sys
import unittest

import numpy as np
import torch

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "extract/train"))

import go_on  # noqa: E402
from pairs import INDEX, LABELS, Pairs  # noqa: E402
from relations import Regression, Scores  # noqa: E402


def random_pairs(seed: int, count: int, shift: float = 0.0) -> tuple[Pairs, np.ndarray]:
    """Pairs whose labels were drawn by logits, which are returned, too, and `shift`."""
    rng = np.random.default_rng(seed)
    logits = rng.normal(-2, 1.5, (count, len(LABELS)))
    pairs = Pairs()
    for i in range(count):
        pairs.add({"rows": [int(i % 7), 7 + int(i % 5)], "hints": [], "modalities": []}, f"d{i % 50}")
    pairs.targets = (rng.random(logits.shape) < 1 / (1 + np.exp(-logits - shift))).astype(np.float32)
    pairs.weights = np.ones_like(pairs.targets)
    return pairs, logits


class GoOnTest(unittest.TestCase):
    def test_a_part_of_the_documents_is_the_same_among_more_of_them(self) -> None:
        documents = {f"document-{n}" for n in range(500)}
        part = go_on.one_in(3, documents)
        self.assertTrue(120 < len(part) < 220)
        self.assertEqual(go_on.one_in(3, {f"document-{n}" for n in range(900)}) & documents, part)

    def test_the_mean_of_judges_has_the_mean_of_their_weights(self) -> None:
        layers = [torch.nn.Linear(3, 2) for _ in range(3)]
        expected = torch.stack([layer.weight.detach().clone() for layer in layers]).mean(0)
        self.assertTrue(torch.allclose(go_on.mean_of(layers).weight, expected))

    def test_what_a_file_makes_of_pairs_is_what_was_learnt(self) -> None:
        pairs, _ = random_pairs(1, 400)
        pairs.hints[0] = [(INDEX["CONSULT>"], "rule events")]
        model = Regression(pairs, list(range(len(pairs))))
        tensors = {
            "features": np.array(model.features, np.uint32).reshape(-1, 1),
            "weights": model.weights.weight.detach().numpy(),
            "bias": model.bias.detach().numpy().reshape(-1, 1),
            "hints": model.hints.detach().numpy().reshape(-1, 1),
        }
        header = {"hints": model.kinds, "encoder": {"weight": 0.5}}
        encoder = np.ones((len(pairs), len(LABELS)))
        found = go_on.Before(header, tensors).logits(pairs, list(range(len(pairs))), encoder)
        expected = model.logits(pairs, list(range(len(pairs)))) + 0.5
        np.testing.assert_allclose(found, expected, rtol=1e-4, atol=1e-4)

    def test_habits_of_new_annotators_are_taken_back(self) -> None:
        """Annotated more densely by one in logits, what is learnt is as sure as the file was."""
        pairs, logits = random_pairs(2, 3000, shift=1.0)
        noise = np.random.default_rng(3).normal(0, 0.1, logits.shape)
        languages = ["en", "es"] * (len(pairs) // 2)
        scores = Scores((logits + noise).astype(np.float32), (logits - noise).astype(np.float32), languages)
        chosen = list(range(len(pairs)))
        found = go_on.calibration_of(pairs, chosen, scores, logits)
        mean = found.logits(scores, np.zeros(logits.shape, bool)).mean()
        self.assertAlmostEqual(mean, logits.mean(), delta=0.05)

    def test_habits_are_taken_back_where_the_encoder_reads_nothing_too(self) -> None:
        pairs, logits = random_pairs(2, 3000, shift=1.0)
        noise = np.random.default_rng(3).normal(0, 1, logits.shape)
        scores = Scores((logits + noise).astype(np.float32), logits.astype(np.float32), ["en"] * len(pairs))
        found = go_on.calibration_of(pairs, list(range(len(pairs))), scores, logits)
        alone = Scores(scores.regression, np.full(logits.shape, np.nan), scores.languages)
        said = 1 / (1 + np.exp(-found.logits(alone, np.zeros(logits.shape, bool))))
        self.assertAlmostEqual(said.mean(), (1 / (1 + np.exp(-logits))).mean(), delta=0.01)

    def test_of_what_rules_found_nothing_is_taken_back(self) -> None:
        pairs, logits = random_pairs(4, 3000, shift=1.0)
        pairs.hints = [[(k, "rule events") for k in range(0, len(LABELS), 2)] for _ in pairs.hints]
        scores = Scores(logits.astype(np.float32), logits.astype(np.float32), ["en"] * len(pairs))
        found = go_on.calibration_of(pairs, list(range(len(pairs))), scores, logits)
        mean = found.logits(scores, np.ones(logits.shape, bool)).mean()
        self.assertAlmostEqual(mean, logits.mean() + 1.0, delta=0.1)


if __name__ == "__main__":
    unittest.main()
