"""The learner of relations, on examples made for the purpose."""

import pathlib
import sys
import unittest

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[3] / "extract" / "train"))
import pairs as pairing  # noqa: E402
import relations  # noqa: E402

MET, LED = pairing.INDEX["CONSULT>"], pairing.INDEX["ROLE<"]


def examples() -> pairing.Pairs:
    """Feature 1 says that two met, feature 2 that the second leads the first; a rule is right three times in four."""
    made = pairing.Pairs()
    targets = np.zeros((80, len(pairing.LABELS)), np.float32)
    for i in range(80):
        made.documents.append(f"document {i}")
        made.rows.append([1 + i % 2])
        made.hints.append([(MET, "rule events")] if i % 2 == 0 else [])
        targets[i, MET if i % 2 == 0 else LED] = i % 8 != 0
    made.targets, made.weights = targets, np.ones_like(targets)
    return made


class Learning(unittest.TestCase):
    def test_what_features_say_is_learnt(self):
        made = examples()
        logits = relations.Regression(made, list(range(80))).logits(made, [2, 3])
        self.assertEqual(logits.argmax(axis=1).tolist(), [MET, LED])

    def test_pairs_that_say_nothing_are_not_learnt_from(self):
        made = examples()
        for i in (5, 7, 11, 13):
            made.rows[i] = [99]
        made.weights[[5, 7, 11, 13]] = 0
        self.assertNotIn(99, relations.Regression(made, list(range(80))).features)


class Calibrating(unittest.TestCase):
    def test_scaled_logits_are_as_sure_as_they_are_right(self):
        rng = np.random.default_rng(1)
        truth = rng.normal(size=20000)
        targets = rng.random(20000) < 1 / (1 + np.exp(-truth))
        scale = relations.scale_of([2 * truth + 3], targets.astype(float))
        self.assertAlmostEqual(scale.factors[0], 0.5, delta=0.03)
        self.assertAlmostEqual(scale.shift, -1.5, delta=0.1)

    def test_who_knows_more_counts_for_more(self):
        rng = np.random.default_rng(1)
        truth, noise = rng.normal(size=(2, 20000))
        targets = (rng.random(20000) < 1 / (1 + np.exp(-truth))).astype(float)
        near, far = relations.scale_of([truth + 0.1 * noise, truth + 2 * noise], targets).factors
        self.assertGreater(near, 10 * abs(far))

    def probabilities(self, encoder: float) -> np.ndarray:
        """Of two examples, the first found by a rule; the regression scores 1, the encoder as given."""
        calibration = relations.Calibration(
            relations.Scale([0.5, 2.0], 0.25), {"es": 0.0}, absent=relations.Scale([3.0], -1.0), rules=relations.Scale([0.5], 1.0)
        )
        shape = (2, len(pairing.LABELS))
        scores = relations.Scores(np.ones(shape), np.full(shape, encoder), ["es", "es"])
        return calibration.probabilities(examples(), [0, 1], scores)[:, MET]

    def test_both_add_up_and_what_a_rule_found_has_its_own_scale(self):
        by_rule, other = self.probabilities(-1.0)
        self.assertAlmostEqual(other, 1 / (1 + np.exp(1.25)))
        self.assertAlmostEqual(by_rule, 1 / (1 + np.exp(0.625 - 1.0)))

    def test_without_the_encoder_the_regression_has_its_own_scale(self):
        _, other = self.probabilities(np.nan)
        self.assertAlmostEqual(other, 1 / (1 + np.exp(1.0 - 3 * 0.75)))

    def test_without_the_encoder_it_is_as_sure_as_it_is_right(self):
        """The encoder knows much, so that the regression counts for little beside it, and for more alone; in each language."""
        rng = np.random.default_rng(4)
        count, shape = 4000, (4000, len(pairing.LABELS))
        made = pairing.Pairs()
        for i in range(count):
            made.add({"rows": [0], "hints": [], "modalities": []}, f"d{i}")
        languages = ["en" if i % 2 else "es" for i in range(count)]
        truth = 1.5 * rng.normal(size=shape) - np.array([[1.0 if each == "en" else 2.0] for each in languages])
        made.targets = (rng.random(shape) < 1 / (1 + np.exp(-truth))).astype(np.float32)
        made.weights = np.ones(shape, np.float32)
        encoder = truth + 0.3 * rng.normal(size=shape)
        regression = truth + rng.normal(size=shape)
        found = relations.calibration_of(made, list(range(count)), relations.Scores(regression, encoder, languages))
        alone = relations.Scores(regression, np.full(shape, np.nan), languages)
        said = found.probabilities(made, list(range(count)), alone)
        self.assertGreater(found.absent.factors[0], 2)
        for first in (0, 1):
            self.assertAlmostEqual(said[first::2].mean(), made.targets[first::2].mean(), delta=0.01)

    def test_a_language_that_says_more_is_surer(self):
        """Where of one language half as many labels are right, its logits are lower by that."""
        rng = np.random.default_rng(2)
        made = pairing.Pairs()
        count, shape = 2000, (2000, len(pairing.LABELS))
        for i in range(count):
            made.add({"rows": [0], "hints": [], "modalities": []}, f"d{i}")
        languages = ["en" if i % 2 else "es" for i in range(count)]
        likely = np.array([[0.4 if each == "en" else 0.2] for each in languages])
        made.targets = (rng.random(shape) < likely).astype(np.float32)
        made.weights = np.ones(shape, np.float32)
        scores = relations.Scores(rng.normal(size=shape), rng.normal(size=shape), languages)
        found = relations.calibration_of(made, list(range(count)), scores)
        difference = found.languages["en"] - found.languages["es"]
        self.assertAlmostEqual(difference, np.log(0.4 / 0.6) - np.log(0.2 / 0.8), delta=0.05)

    def test_modality_is_made_out_by_encoder_and_rules(self):
        """Where the encoder is right in half of the cases and rules in three quarters, both are right more often."""
        rng = np.random.default_rng(3)
        count, many = 4000, len(pairing.MODALITIES)
        truth = rng.integers(0, many, count)
        encoder = np.eye(many)[truth] * (rng.random((count, 1)) < 0.5) * 3 + rng.normal(0, 0.5, (count, many))
        by_rules = np.where(rng.random(count) < 0.75, truth, rng.integers(0, many, count))
        both = (relations.modalities_by(encoder, by_rules, truth).likeliest(encoder, by_rules) == truth).mean()
        self.assertGreater(both, max((encoder.argmax(1) == truth).mean(), (by_rules == truth).mean()) + 0.05)

    def test_modalities_are_calibrated_by_what_no_rule_found(self):
        """Rules are wrong of what they found: learnt from that, they would count for nothing."""
        made = pairing.Pairs()
        for i in range(400):
            modality, ruled = i % 2, i % 4 > 1
            hints = [[pairing.LABELS[MET], "rule events"]] if ruled else []
            read = [[pairing.LABELS[MET], pairing.MODALITIES[1 - modality if ruled else modality]]]
            made.add({"rows": [0], "hints": hints, "modalities": read}, f"d{i}")
            made.told.append({MET: modality})
        found = relations.calibrated_modalities(made, list(range(400)), np.zeros((400, len(pairing.LABELS) + len(pairing.MODALITIES))))
        self.assertEqual(found.likeliest(np.zeros((2, len(pairing.MODALITIES))), np.array([0, 1])).tolist(), [0, 1])

    def test_without_relations_modalities_cannot_be_calibrated(self):
        made = examples()
        made.told = [{} for _ in made.rows]
        with self.assertRaisesRegex(ValueError, "nothing is related"):
            relations.calibrated_modalities(made, [0, 1], np.zeros((2, len(pairing.LABELS) + len(pairing.MODALITIES))))


if __name__ == "__main__":
    unittest.main()
