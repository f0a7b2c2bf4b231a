"""Annotations laid over the texts that they were made on."""

import json
import pathlib
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "extract" / "train"))
import annotated  # noqa: E402

SENTENCES = ["Kim recibió a Shoigu en Pionyang.", "Putin no vendrá (todavía)."]
ANNOTATION = """@ news/7 2023-07-27 {0} {1}
PER Kim Jong Un | Kim
PER Serguéi Shoigú | Shoigu
GPE Russia | Putin

0 1 CONSULT 2 received *
1 3 CONSULT 1 will not visit ~negated
"""
REPORT = """@ written/es-3 -
0. Kim recibió a Shoigu en Pionyang.
1. Putin no vendrá.
PER Kim Jong Un | Kim
PER Serguéi Shoigú | Shoigu
0 1 CONSULT 2 received *
"""


class Parsing(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.path = pathlib.Path(self.folder.name) / "es.txt"

    def tearDown(self):
        self.folder.cleanup()

    def parse(self, text: str) -> list[dict]:
        self.path.write_text(text.format(*map(annotated.key_of, SENTENCES)), encoding="utf-8")
        return list(annotated.parse(self.path, "es"))

    def test_a_document_has_entities_and_triples(self):
        (document,) = self.parse(ANNOTATION)
        self.assertEqual((document["id"], document["date"]), ("es-news-7", "2023-07-27"))
        self.assertEqual(document["entities"][0], {"name": "Kim Jong Un", "type": "PER", "aliases": ["Kim"]})
        met, denied = document["triples"]
        self.assertEqual((met["subject"], met["class"], met["object"]), ("Kim Jong Un", "CONSULT", "Serguéi Shoigú"))
        self.assertEqual((met["relation"], met["salient"], met["modality"]), ("received", True, "asserted"))
        self.assertEqual((denied["relation"], denied["salient"], denied["modality"]), ("will not visit", False, "negated"))

    def test_a_mistake_is_named_with_its_line(self):
        for line in ("0 1 MEETING 2 met", "9 1 CONSULT 2 met", "0 1 CONSULT 8 met", "0 0 CONSULT 1 met", "PERSON Kim"):
            with self.assertRaisesRegex(ValueError, r"es\.txt:8: .*cannot be read"):
                self.parse(ANNOTATION + line + "\n")

    def test_a_report_of_our_own_brings_its_text(self):
        report, document = self.parse(REPORT + ANNOTATION)
        self.assertEqual(report["sentences"], ["Kim recibió a Shoigu en Pionyang.", "Putin no vendrá."])
        self.assertEqual((report["keys"], len(report["triples"])), ([], 1))
        self.assertEqual((document["sentences"], len(document["keys"])), ([], 2))

    def test_sentences_of_a_report_stand_in_order_before_what_is_said_of_them(self):
        for misplaced in ("3. Y nada más.", "2. Y nada más."):
            with self.assertRaisesRegex(ValueError, r"es\.txt:\d: .*out of its place"):
                self.parse(REPORT + misplaced + "\n")
        with self.assertRaisesRegex(ValueError, r"es\.txt:7: .*no such class, sentence or entity"):
            self.parse(REPORT + "2 1 CONSULT 2 met\n")

    def test_a_sentence_is_known_by_its_letters(self):
        self.assertEqual(annotated.key_of("Putin no vendrá ( todavía ) ."), annotated.key_of(SENTENCES[1]))
        self.assertNotEqual(annotated.key_of("Putin vendrá"), annotated.key_of(SENTENCES[1]))


class Annotations(unittest.TestCase):
    def test_those_of_the_tree_can_be_read_and_name_corpora_of_their_config(self):
        for language in ("es", "en"):
            config = json.loads((ROOT / f"extract/train/{language}.json").read_text())
            documents = list(annotated.parse(ROOT / f"extract/train/annotations/{language}.txt", language))
            self.assertGreater(len(documents), 500)
            self.assertEqual({d["source"] for d in documents if d["keys"]}, set(config["annotated"]))
            self.assertTrue(all(d["keys"] or d["sentences"] for d in documents))
            self.assertEqual(len({d["id"] for d in documents}), len(documents))


if __name__ == "__main__":
    unittest.main()
