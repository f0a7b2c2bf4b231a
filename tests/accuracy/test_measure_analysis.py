"""Tests of how the analysis is measured: what the program is given, what is counted, what the floor holds."""
import os
import pathlib
import stat
import tempfile
import unittest
import unittest.mock

import measure_analysis
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


class TheProgram(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.work = pathlib.Path(folder.name)
        program = self.work / "program"
        program.write_text(PROGRAM, encoding="utf-8")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        environment = unittest.mock.patch.dict(os.environ, {"ENTENTE_BINARY": str(program)})
        environment.start()
        self.addCleanup(environment.stop)

    def write(self, name, text):
        path = self.work / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def test_sees_forms_alone_and_its_trees_are_counted(self):
        self.write(measure_analysis.TREES, TREE)
        figures = measure_analysis.measure_trees(self.work, self.work)
        # Of 9 words: the three roots, "país" and "." have their heads, all but "." their relations;
        # one is a VERB; all but "Salió", "Sí" and "No" have their forms as lemmas.
        self.assertAlmostEqual(figures["UAS"], 500 / 9)
        self.assertAlmostEqual(figures["LAS"], 400 / 9)
        self.assertAlmostEqual(figures["UPOS"], 100 / 9)
        self.assertAlmostEqual(figures["FEATS"], 800 / 9)
        self.assertAlmostEqual(figures["lemma"], 600 / 9)

    def test_its_names_are_counted_exactly_and_by_type(self):
        self.write("names.txt", "Seúl NP B-LOC\ncalla VM O\n\nKim NP B-PER\nJong NP I-PER\n\nRusia NP B-LOC\n\n")
        with unittest.mock.patch.object(measure_analysis, "NAMES", "names.txt"):
            figures = measure_analysis.measure_names(self.work, self.work)
        # 3 in gold, 3 found, 2 of them right: "Kim" alone, as a place, is not.
        for name, value in {"P": 200 / 3, "R": 200 / 3, "F1": 200 / 3, "LOC": 80, "PER": 0}.items():
            self.assertAlmostEqual(figures[name], value, msg=name)

    def test_a_program_that_fails_stops_the_measurement(self):
        self.write(measure_analysis.TREES, TREE)
        with unittest.mock.patch.dict(os.environ, {"ENTENTE_BINARY": "false"}):
            with self.assertRaises(measure_analysis.subprocess.CalledProcessError):
                measure_analysis.measure_trees(self.work, self.work)


class Scores(unittest.TestCase):
    def test_a_name_goes_on_only_with_its_own_type(self):
        gold = [Sentence(["a", "b", "c", "d"], names=["B-PER", "I-PER", "B-PER", "O"])]
        system = [Sentence(["a", "b", "c", "d"], names=["B-PER", "I-ORG", "I-PER", "I-PER"])]
        # gold: a b, c; system: a, b, c d
        self.assertEqual(measure_analysis.evaluate.name_scores(gold, system)["F1"], 0)
        self.assertEqual(measure_analysis.evaluate.name_scores(gold, gold)["F1"], 100)


class Floors(unittest.TestCase):
    def test_figures_below_a_floor_are_named(self):
        figures = {"trees": {"LAS": 82.994, "UPOS": 98.0}}
        self.assertEqual(list(measure_analysis.below(figures, {"trees": {"LAS": 83.0, "UPOS": 98.0}})),
                         ["trees LAS is 82.99, the floor is 83.00"])


if __name__ == "__main__":
    unittest.main()
