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

    def test_few_triples_are_off_by_chance_and_many_hardly(self):
        few, many = (measure.error_by_chance([(0.5, True)] * count) for count in (16, 1600))
        self.assertAlmostEqual(few, 0.1, delta=0.02)  # half the root of 2 / (16 π)
        self.assertAlmostEqual(many, few / 10, delta=0.003)
        self.assertEqual(measure.error_by_chance([(1.0, True)] * 5), 0.0)


class ErrorKinds(unittest.TestCase):
    def kinds(self, wanted, told):
        triples = [{"subject": s, "class": c, "object": o} for s, c, o in wanted]
        entities = [{"name": name, "type": kind} for name, kind in (("Kim", "PER"), ("Shoigu", "PER"), ("KCNA", "ORG"))]
        gold = {"d": ({"triples": triples, "entities": entities}, {"kim": "Kim", "shoigu": "Shoigu", "kcna": "KCNA"})}
        found = [
            {"subject": {"name": s, "type": "PER"}, "class": c, "object": {"name": o, "type": "PER"}, "confidence": 1}
            for s, c, o in told
        ]
        return dict(measure.error_kinds(gold, {"d": found}))

    def test_what_is_right_is_none(self):
        self.assertEqual(self.kinds([("Kim", "CONSULT", "Shoigu")], [("Shoigu", "CONSULT", "Kim")]), {})

    def test_another_class_and_another_direction_are_one_error_each(self):
        self.assertEqual(self.kinds([("Kim", "SUPPORT", "Shoigu")], [("Kim", "AID", "Shoigu")]), {"SUPPORT told as AID": 1})
        self.assertEqual(
            self.kinds([("Kim", "SUPPORT", "Shoigu")], [("Shoigu", "SUPPORT", "Kim")]), {"SUPPORT told the other way round": 1}
        )

    def test_who_is_never_named_is_missed_with_the_pair(self):
        wanted = [("Kim", "CONSULT", "Shoigu"), ("KCNA", "ROLE", "Kim"), ("Kim", "SUPPORT", "Shoigu")]
        self.assertEqual(
            self.kinds(wanted, [("Kim", "CONSULT", "Shoigu")]),
            {"ORG in no triple, so ROLE missed": 1, "SUPPORT between two that are named, missed": 1},
        )

    def test_what_nobody_wants_is_invented(self):
        self.assertEqual(
            self.kinds([], [("Kim", "AID", "Shoigu"), ("Kim", "AID", "Ri")]),
            {"AID between two that nothing of the kind relates": 1, "PER that is no annotated entity, in AID": 1},
        )


if __name__ == "__main__":
    unittest.main()
