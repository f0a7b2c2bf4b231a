"""Tests of how the peers' analyses are made comparable, and of what is measured of their processes."""
import pathlib
import sys
import tempfile
import unittest

import clear_to_ud
import compare
from readers import Sentence


def tree(text, names=()):
    """'word head label UPOS; ...': the sentence, whose lemmas are its forms but for those of "be"."""
    rows = [row.split() for row in text.split("; ")]
    be = ("is", "was", "are", "be")
    return Sentence([r[0] for r in rows], ["be" if r[0] in be else r[0] for r in rows], [r[3] for r in rows], [""] * len(rows),
                    [int(r[1]) for r in rows], [r[2] for r in rows], list(names) or ["O"] * len(rows))


def converted(text, names=()):
    sentence = tree(text, names)
    clear_to_ud.convert(sentence)
    return [(form, head, label) for form, head, label in zip(sentence.forms, sentence.heads, sentence.deprels)]


class ClearToUd(unittest.TestCase):
    def test_prepositions_become_cases_of_their_objects(self):
        self.assertEqual(
            converted("He 2 nsubj PRON; flew 0 ROOT VERB; to 2 prep ADP; the 5 det DET; capital 3 pobj NOUN; of 5 prep ADP; "
                      "Peru 6 pobj PROPN"),
            [("He", 2, "nsubj"), ("flew", 0, "root"), ("to", 5, "case"), ("the", 5, "det"), ("capital", 2, "obl"),
             ("of", 7, "case"), ("Peru", 5, "nmod")])

    def test_prepositions_one_inside_the_other_are_both_cases(self):
        self.assertEqual(
            converted("Ran 0 ROOT VERB; from 1 prep ADP; inside 2 prep ADP; it 3 pobj PRON"),
            [("Ran", 0, "root"), ("from", 4, "case"), ("inside", 4, "case"), ("it", 1, "obl")])

    def test_clauses_after_prepositions_are_marked_by_them(self):
        self.assertEqual(converted("Left 0 ROOT VERB; after 1 prep ADP; eating 2 pcomp VERB"),
                         [("Left", 0, "root"), ("after", 3, "mark"), ("eating", 1, "advcl")])

    def test_predicates_stand_above_the_copula(self):
        self.assertEqual(
            converted("Lima 2 nsubj PROPN; is 0 ROOT AUX; not 2 neg PART; small 2 acomp ADJ; . 2 punct PUNCT"),
            [("Lima", 4, "nsubj"), ("is", 4, "cop"), ("not", 4, "advmod"), ("small", 0, "root"), (".", 4, "punct")])

    def test_what_there_is_is_the_subject(self):
        self.assertEqual(converted("There 2 expl PRON; was 0 ROOT VERB; war 2 attr NOUN"),
                         [("There", 2, "expl"), ("was", 0, "root"), ("war", 2, "nsubj")])

    def test_conjuncts_hang_from_the_first_and_conjunctions_from_the_next(self):
        self.assertEqual(
            converted("Peru 0 ROOT PROPN; , 1 punct PUNCT; Chile 1 conj PROPN; and 3 cc CCONJ; Cuba 3 conj PROPN"),
            [("Peru", 0, "root"), (",", 3, "punct"), ("Chile", 1, "conj"), ("and", 5, "cc"), ("Cuba", 1, "conj")])

    def test_names_of_persons_are_flat_and_titles_modify_them(self):
        self.assertEqual(
            converted("President 3 compound PROPN; Vladimir 3 compound PROPN; Putin 4 nsubj PROPN; spoke 0 ROOT VERB",
                      ["O", "B-PER", "I-PER", "O"]),
            [("President", 2, "nmod"), ("Vladimir", 4, "nsubj"), ("Putin", 2, "flat"), ("spoke", 0, "root")])

    def test_currency_signs_stand_above_their_numbers(self):
        self.assertEqual(converted("Paid 0 ROOT VERB; $ 4 quantmod SYM; 5 4 compound NUM; million 1 dobj NUM"),
                         [("Paid", 0, "root"), ("$", 1, "obj"), ("5", 4, "compound"), ("million", 2, "nummod")])

    def test_a_comma_hangs_from_what_it_parts(self):
        self.assertEqual(
            converted("In 4 prep ADP; Peru 1 pobj PROPN; , 4 punct PUNCT; fell 0 ROOT VERB; rain 4 nsubj NOUN; "
                      ". 4 punct PUNCT")[2],
            (",", 2, "punct"))


class Names(unittest.TestCase):
    def test_types_are_ours_and_other_types_are_no_names(self):
        sentence = Sentence("Peru signed Chilean Putin Bush".split(), names=["B-GPE", "O", "B-NORP", "I-PERSON", "I-PERSON"])
        compare.in_our_types(sentence)
        self.assertEqual(sentence.names, ["B-LOC", "O", "O", "B-PER", "I-PER"])

    def test_articles_and_possessive_marks_are_cut_off(self):
        sentence = Sentence("The United Nations 's The".split(), names=["B-ORG", "I-ORG", "I-ORG", "I-ORG", "B-ORG"])
        compare.without_articles(sentence)
        self.assertEqual(sentence.names, ["O", "B-ORG", "I-ORG", "O", "B-ORG"])


class Texts(unittest.TestCase):
    def test_spaces_are_those_of_the_treebank(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "gold.conllu"
            rows = [("1", "Sale", "_"), ("2-3", "del", "SpaceAfter=No"), ("2", "de", "_"), ("3", "el", "_"), ("4", ",", "_")]
            path.write_text("".join("\t".join([n, w, *"_" * 7, misc]) + "\n" for n, w, misc in rows) + "\n", encoding="utf-8")
            self.assertEqual(compare.spaces_in(path), {("Sale", "de", "el", ","): [True, False, False, True]})

    def test_spaces_are_likely_ones_where_the_corpus_is_silent(self):
        self.assertEqual(compare.likely_spaces(["¿", "Qué", "(", "no", ")", "?"]), [False, True, False, False, False, False])


class Processes(unittest.TestCase):
    def test_processor_time_and_memory_are_the_processes_own(self):
        with tempfile.TemporaryDirectory() as folder:
            source, output = pathlib.Path(folder) / "in", pathlib.Path(folder) / "out"
            source.write_text("x\n")
            program = "import sys, time; a = bytearray(80_000_000); time.sleep(0.5); sys.stdout.write(sys.stdin.read())"
            run = compare.run([sys.executable, "-c", program], source, output, max(compare.os.sched_getaffinity(0)))
            self.assertEqual(output.read_text(), "x\n")
            self.assertGreater(run.peak_memory, 80_000_000)
            self.assertLess(run.seconds, 0.5)

    def test_a_process_that_fails_stops_the_comparison(self):
        with tempfile.TemporaryDirectory() as folder:
            source = pathlib.Path(folder) / "in"
            source.write_text("")
            with self.assertRaisesRegex(SystemExit, "ended with exit code 1"):
                compare.run(["false"], source, pathlib.Path(folder) / "out", max(compare.os.sched_getaffinity(0)))


if __name__ == "__main__":
    unittest.main()
