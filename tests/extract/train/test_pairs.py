"""What annotated documents say of pairs of mentions."""

import json
import pathlib
import sys
import unittest

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[3] / "extract" / "train"))
import pairs as pairing  # noqa: E402

DOCUMENT = {
    "id": "d",
    "lang": "es",
    "date": "2023-07-27",
    "sentences": ["Kim recibió a Shoigu.", "Putin escribió a Kim."],
    "triples": [
        {"subject": "Kim", "class": "CONSULT", "object": "Shoigu", "sentence": 0, "modality": "asserted"},
        {"subject": "Kim", "class": "SUPPORT", "object": "Shoigu", "sentence": 1, "modality": "asserted"},
        {"subject": "Shoigu", "class": "ROLE", "object": "Rusia", "sentence": 0, "modality": "asserted"},
    ],
}
FIRST = (0, 21)


def pair(a: str, b: str, **more) -> str:
    record = {"document": "d", "begin": 0, "end": 21, "first": 0, "second": 1, "a": a.split("|"), "b": b.split("|")}
    return json.dumps({**record, "rows": [3, 1, 3], "hints": [], "modalities": [], **more})


class Labels(unittest.TestCase):
    def labels(self, a: str, b: str) -> tuple[np.ndarray, np.ndarray]:
        return pairing.labels_of(DOCUMENT, [a, b], *FIRST)

    def test_a_symmetric_class_has_one_direction(self):
        for ends in (("Kim", "Shoigu"), ("Shoigu", "Kim")):
            target, _ = self.labels(*ends)
            self.assertEqual(np.flatnonzero(target).tolist(), [pairing.INDEX["CONSULT>"]])

    def test_direction_is_that_of_the_text(self):
        self.assertEqual(self.labels("Rusia", "Shoigu")[0][pairing.INDEX["ROLE<"]], 1)
        self.assertEqual(self.labels("Shoigu", "Rusia")[0][pairing.INDEX["ROLE>"]], 1)

    def test_a_sentence_says_nothing_of_what_another_tells(self):
        target, weight = self.labels("Kim", "Shoigu")
        self.assertEqual(target[pairing.INDEX["SUPPORT>"]], 0)
        self.assertEqual(weight[pairing.INDEX["SUPPORT>"]], 0)
        self.assertEqual(weight[pairing.INDEX["SUPPORT<"]], 1)

    def test_two_mentions_of_one_entity_say_nothing(self):
        self.assertFalse(self.labels("Kim", "Kim")[1].any())


class Modalities(unittest.TestCase):
    TOLD = DOCUMENT | {
        "triples": [
            {"subject": "Kim", "class": "CONSULT", "object": "Shoigu", "sentence": 0, "modality": "asserted"},
            {"subject": "Shoigu", "class": "AID", "object": "Kim", "sentence": 0, "modality": "planned"},
            {"subject": "Kim", "class": "SUPPORT", "object": "Shoigu", "sentence": 1, "modality": "negated"},
        ]
    }

    def test_are_those_of_what_the_sentence_tells(self):
        told = pairing.told_modalities(self.TOLD, ["Kim", "Shoigu"], *FIRST)
        self.assertEqual(told, {pairing.INDEX["CONSULT>"]: 0, pairing.INDEX["AID<"]: 1})
        self.assertEqual(pairing.shares_of(told).tolist(), [0.5, 0.5, 0, 0])

    def test_pairs_that_are_not_related_have_none(self):
        told = pairing.told_modalities(self.TOLD, ["Kim", "Rusia"], *FIRST)
        self.assertFalse(told or pairing.shares_of(told).any())

    def test_can_be_kept_from_a_learner(self):
        gold = {"d": (self.TOLD, {"kim": "Kim", "shoigu": "Shoigu"})}
        pairs = pairing.read([Reading.sentence, pair("Kim", "Shoigu", modalities=[["AID<", "planned"]])], gold)
        kept = pairs.unqualified({"d"})
        self.assertTrue(pairs.modalities.any())
        self.assertFalse(kept.modalities.any())
        self.assertIs(kept.targets, pairs.targets)
        self.assertEqual(pairs.by_rules, [{pairing.INDEX["AID<"]: 1}])


class Features(unittest.TestCase):
    def test_are_hashed_as_the_program_hashes_them(self):
        self.assertEqual(pairing.feature("bias"), 402240193)


class Reading(unittest.TestCase):
    gold = {"d": (DOCUMENT, {"kim": "Kim", "shoigu": "Shoigu"})}
    sentence = json.dumps({"document": "d", "words": ["Kim", "recibió"], "mentions": [[0, 0, "PER", 0]]})

    def test_pairs_stand_in_the_sentence_before_them(self):
        pairs = pairing.read([self.sentence, pair("Kim", "Shoigu"), pair("Kim", "Vostok")], self.gold)
        self.assertEqual([p[2] for p in pairs.sentences[0].pairs], [0, 1])
        self.assertEqual(pairs.ends, [["Kim", "Shoigu"], ["Kim", "?vostok"]])
        self.assertEqual(pairs.rows[0], [1, 3])

    def test_an_entity_is_known_by_any_of_its_names(self):
        pairs = pairing.read([self.sentence, pair("Sergei Shoigu|Shoigu", "Vostok|Oriente")], self.gold)
        self.assertEqual(pairs.ends, [["Shoigu", "?vostok"]])

    def test_a_mention_has_words_a_type_and_a_kind(self):
        self.assertEqual(pairing.read([self.sentence]).sentences[0].mentions, [pairing.Mention(0, 0, "PER", 0)])

    def test_what_reaches_the_threshold_counts_whoever_found_it(self):
        hints = [["CONSULT>", "rule events"], ["ACCUSE>", "rule events"]]
        pairs = pairing.read([self.sentence, pair("Kim", "Shoigu", hints=hints)], self.gold)
        probabilities = np.zeros((1, len(pairing.LABELS)))
        for label, probability in (("CONSULT>", 0.4), ("ACCUSE>", 0.5), ("SUPPORT>", 0.5)):
            probabilities[0, pairing.INDEX[label]] = probability
        found = pairing.triples_of(pairs, [0], probabilities, 0.5)
        self.assertEqual({key[1] for key in found["d"]}, {"ACCUSE", "SUPPORT"})


class Figures(unittest.TestCase):
    GOLD = {name: ({"lang": name[:2]}, {}) for name in ("es-1", "en-1", "es-2")}

    def test_each_language_has_its_documents(self):
        self.assertEqual(pairing.by_language(self.GOLD, self.GOLD), {"en": {"en-1"}, "es": {"es-1", "es-2"}})

    def test_one_line_tells_them(self):
        line = pairing.as_text("es", {"es-1", "es-2"}, (0.5, 0.25, 1 / 3))
        self.assertEqual(line, "es: 2 documents held out: P 50.0% R 25.0% F1 33.3%")


class Folds(unittest.TestCase):
    def test_folds_are_about_equal_and_never_change(self):
        folds = [pairing.fold_of(f"document {i}") for i in range(1000)]
        for fold in range(pairing.FOLDS):
            self.assertGreater(folds.count(fold), 150)
        self.assertEqual(pairing.fold_of("es-13252_20000216"), pairing.fold_of("es-13252_20000216"))


if __name__ == "__main__":
    unittest.main()
