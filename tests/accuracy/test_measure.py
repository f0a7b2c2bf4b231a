"""Tests of how far the confidence of triples can be trusted."""
import unittest

import measure

DOCUMENT = {"triples": [{"subject": "Kim", "class": "CONSULT", "object": "Shoigu"}]}
GOLD = {"d": (DOCUMENT, {"kim": "Kim", "kim jong un": "Kim", "shoigu": "Shoigu"})}


def triple(subject, obj, confidence, name="CONSULT"):
    return {"subject": {"name": subject}, "class": name, "object": {"name": obj}, "confidence": confidence}


class Confidence(unittest.TestCase):
    def test_of_those_that_say_the_same_the_surest_is_judged(self):
        found = {"d": [triple("Kim", "Shoigu", 0.4), triple("Shoigu", "Kim Jong Un", 0.9), triple("Kim", "Ri", 0.3)]}
        self.assertEqual(list(measure.judged(GOLD, found)), [(0.9, True), (0.3, False)])

    def test_an_entity_is_not_related_to_itself(self):
        self.assertEqual(list(measure.judged(GOLD, {"d": [triple("Kim", "Kim Jong Un", 0.9)]})), [])

    def test_the_error_is_how_far_confidence_and_share_of_right_ones_are_apart(self):
        curve, error = measure.reliability([(0.25, True), (0.25, False), (1.0, True), (1.0, True)])
        self.assertEqual(curve, [(0.25, 0.5, 2), (1.0, 1.0, 2)])
        self.assertAlmostEqual(error, 0.125)
        self.assertEqual(measure.reliability([]), ([], 0.0))


if __name__ == "__main__":
    unittest.main()
