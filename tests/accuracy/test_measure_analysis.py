"""Tests of how the analysis is measured: what the program is given, what is counted, what the floor holds."""
import json
import os
import unittest
import unittest.mock

import measure_analysis
from fake_program import FakeProgram
from readers import Sentence

TREE = """\
# newdoc id = a
# text = Salió del "país".
1\tSalió\tsalir\tVERB\t_\tMood=Ind\t0\troot\t_\t_
2-3\tdel\t_\t_\t_\t_\t_\t_\t_\t_
2\tde\tde\tADP\t_\t_\t5\tcase\t_\t_
3\tel\tel\tDET\t_\t_\t5\tdet\t_\t_
4\t"\t"\tPUNCT\t_\t_\t5\tpunct\t_\tSpaceAfter=No
5\tpaís\tpaís\tNOUN\t_\t_\t1\tobl\t_\tSpaceAfter=No
6\t"\t"\tPUNCT\t_\t_\t5\tpunct\t_\tSpaceAfter=No
7\t.\t.\tPUNCT\t_\t_\t1\tpunct\t_\tSpaceAfter=No

1\tSí\tsí\tINTJ\t_\t_\t0\troot\t_\t_

# newdoc id = b
1\tNo\tno\tINTJ\t_\t_\t0\troot\t_\t_

"""

# Answers with every word as the root's child, the first word as the root and as a place.
PROGRAM = """\
#!/usr/bin/env python3
import sys
for line in open(sys.argv[2], encoding="utf-8"):
    number, *rest = line.rstrip("\\n").split("\\t")
    if rest:
        assert rest[1:] == ["_"] * 8, line
        first = number == "1"
        line = "\\t".join([number, rest[0], rest[0], "VERB", "_", "_", "0" if first else "1",
                          "root" if first else "obl", "_", "NER=B-LOC" if first else "_"]) + "\\n"
    sys.stdout.write(line)
"""


class Texts(unittest.TestCase):
    def test_texts_are_spelt_by_tokens_and_parted_by_documents(self):
        self.assertEqual(list(measure_analysis.documents(TREE.splitlines(keepends=True))),
                         ['Salió del "país". Sí', "No"])

    def test_paragraphs_are_parted_by_blank_lines_where_they_are_marked(self):
        marked = TREE.replace("1\tSí", "# newpar\n1\tSí").replace("# newdoc id = a\n", "# newdoc id = a\n# newpar\n")
        self.assertEqual(list(measure_analysis.documents(marked.splitlines(keepends=True))),
                         ['Salió del "país".\n\nSí', "No"])

    def test_documents_are_chosen_by_how_their_names_begin(self):
        named = TREE.replace("newdoc id = b", "newdoc id = news_b").splitlines(keepends=True)
        self.assertEqual(list(measure_analysis.documents(measure_analysis.documents_named(named, "news_"))), ["No"])
        self.assertEqual(list(measure_analysis.documents_named(named, "")), named)


class TheProgram(FakeProgram):
    VARIABLE = "ENTENTE_BINARY"
    SOURCE = PROGRAM

    def measure(self, measure, text, **source):
        """One test set's figures: `text` is its file, and `source` says how it is read."""
        (self.work / "test").write_text(text, encoding="utf-8")
        test_set = {"language": "es", "name": "test", "measures": [measure], "source": {"file": "test", **source}}
        return measure_analysis.measure([test_set], self.work)["es"]["test"][measure]

    def test_sees_forms_alone_and_its_trees_are_counted(self):
        figures = self.measure("trees", TREE)
        # Of 9 words: the three roots, "país" and "." have their heads, all but "." their relations;
        # one is a VERB; all but "Salió", "Sí" and "No" have their forms as lemmas.
        self.assertAlmostEqual(figures["UAS"], 500 / 9)
        self.assertAlmostEqual(figures["LAS"], 400 / 9)
        self.assertAlmostEqual(figures["UPOS"], 100 / 9)
        self.assertAlmostEqual(figures["FEATS"], 800 / 9)
        self.assertAlmostEqual(figures["lemma"], 600 / 9)

    def test_only_the_documents_of_the_test_set_are_counted(self):
        figures = self.measure("trees", TREE, documents="b")
        self.assertEqual(figures["UAS"], 100)
        self.assertEqual(figures["UPOS"], 0)

    def test_its_names_are_counted_exactly_and_by_type(self):
        figures = self.measure("names", "Seúl NP B-LOC\ncalla VM O\n\nKim NP B-PER\nJong NP I-PER\n\nRusia NP B-LOC\n\n")
        # 3 in gold, 3 found, 2 of them right: "Kim" alone, as a place, is not.
        for name, value in {"P": 200 / 3, "R": 200 / 3, "F1": 200 / 3, "LOC": 80, "PER": 0}.items():
            self.assertAlmostEqual(figures[name], value, msg=name)

    def test_names_of_a_type_that_the_corpus_lacks_are_not_counted(self):
        figures = self.measure("names", "1\tKim\tB-PER\t-\t-\n2\tcalla\tO\t-\t-\n\n", format="iob2")
        self.assertEqual((figures["P"], figures["R"]), (0, 0))
        self.assertNotIn("LOC", figures)

    def test_types_are_mapped_as_the_test_set_says(self):
        text = "Seoul\tB-Location\ncalls\tO\n\nToday\tB-Temporal\n\n"
        figures = self.measure("names", text, types={"Location": "LOC", "Temporal": "O"})
        self.assertEqual((figures["P"], figures["R"], figures["LOC"]), (50, 100, 200 / 3))

    def test_what_may_or_may_not_be_a_name_is_not_counted(self):
        # "The town" is none; "Mr Kim, minister" has a capital but ends without: the corpus says nothing.
        text = "the\tB-LOC\ntown\tI-LOC\n\nSeoul\tB-LOC\n\nMr\tB-PER\nKim\tI-PER\n,\tI-PER\nminister\tI-PER\n\n"
        figures = self.measure("names", text, descriptions=True)
        self.assertEqual((figures["P"], figures["R"]), (50, 100))

    def test_a_program_that_fails_stops_the_measurement(self):
        with unittest.mock.patch.dict(os.environ, {"ENTENTE_BINARY": "false"}):
            with self.assertRaises(measure_analysis.subprocess.CalledProcessError):
                self.measure("trees", TREE)


class Scores(unittest.TestCase):
    def test_a_name_goes_on_only_with_its_own_type(self):
        gold = [Sentence(["a", "b", "c", "d"], names=["B-PER", "I-PER", "B-PER", "O"])]
        system = [Sentence(["a", "b", "c", "d"], names=["B-PER", "I-ORG", "I-PER", "I-PER"])]
        # gold: a b, c; system: a, b, c d
        self.assertEqual(measure_analysis.evaluate.name_scores(gold, system)["F1"], 0)
        self.assertEqual(measure_analysis.evaluate.name_scores(gold, gold)["F1"], 100)


class Floors(unittest.TestCase):
    def test_figures_below_a_floor_are_named(self):
        figures = {"es": {"ancora": {"trees": {"LAS": 82.994, "UPOS": 98.0}}}}
        floors = {"es": {"ancora": {"trees": {"LAS": 83.0, "UPOS": 98.0}}}}
        self.assertEqual(list(measure_analysis.below(figures, floors)),
                         ["es ancora trees LAS is 82.99, the floor is 83.00"])

    def test_languages_that_are_not_measured_are_not_held_to_their_floors(self):
        self.assertEqual(list(measure_analysis.below({"es": {}}, {"en": {"ewt": {"trees": {"LAS": 86.0}}}})), [])

    def test_every_floor_is_one_of_a_test_set(self):
        sets = {(s["language"], s["name"], measure)
                for s in json.loads(measure_analysis.TEST_SETS.read_text(encoding="utf-8")) for measure in s["measures"]}
        floors = json.loads(measure_analysis.FLOORS.read_text(encoding="utf-8"))
        for language, test_set, measure, name, least in measure_analysis.rows_of(floors):
            self.assertIn((language, test_set, measure), sets)
            self.assertTrue(0 < least <= 100, name)


if __name__ == "__main__":
    unittest.main()
