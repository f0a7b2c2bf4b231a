"""Tests of the training code, without any corpus."""

import itertools
import sys
import tempfile
import unittest
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT / "extract/train"))

import decode  # noqa: E402
import evaluate  # noqa: E402
import features  # noqa: E402
import lemma_scripts  # noqa: E402
import readers  # noqa: E402
import vocabulary  # noqa: E402
from cess import heads, trees  # noqa: E402
from readers import Sentence  # noqa: E402


class Features(unittest.TestCase):
    def test_lower_case_without_digits_in_nfc(self):
        self.assertEqual(features.lower("E\u0301BANO-25"), "ébano-00")

    def test_hash_is_fnv1a(self):
        self.assertEqual(features.fnv1a(b"a"), 0xE40C292C)

    def test_ngrams_longer_than_the_word_are_left_out(self):
        self.assertEqual(
            len(features.ngram_rows("a", 1000)), 2 + 2 + 1
        )  # "<a", "<a>", "a>", "<a>", gram "<a>"

    def test_runs_of_a_shape_are_cut_to_three(self):
        self.assertEqual(features.shape("Zurbania-1250"), "Xxxx-ddd")


class LemmaScripts(unittest.TestCase):
    def test_a_script_makes_the_lemma_it_was_made_from(self):
        for form, lemma in (
            ("Fueron", "ser"),
            ("cantó", "cantar"),
            ("ONU", "ONU"),
            ("las", "el"),
            ("Ginebra", "Ginebra"),
        ):
            self.assertEqual(lemma_scripts.apply(lemma_scripts.script_of(form, lemma), form), lemma)

    def test_a_script_longer_than_the_form_does_not_apply(self):
        self.assertIsNone(lemma_scripts.apply("0,3,,ar,l", "ir"))


class Decoding(unittest.TestCase):
    def test_the_tree_is_the_best_with_one_child_of_the_root(self):
        seed = 1
        random = np.random.default_rng(seed)
        for _ in range(60):
            count = int(random.integers(1, 6))
            scores = random.normal(size=(count, count + 1))
            best = max(
                self._score(scores, h)
                for h in itertools.product(range(count + 1), repeat=count)
                if self._is_tree(h)
            )
            found = decode.maximum_spanning_tree(scores)
            self.assertTrue(self._is_tree(found), f"seed {seed}")
            self.assertAlmostEqual(self._score(scores, found), best, msg=f"seed {seed}")

    @staticmethod
    def _score(scores, heads):
        return sum(scores[i, h] for i, h in enumerate(heads))

    @staticmethod
    def _is_tree(heads):
        def reaches_root(node):
            for _ in range(len(heads) + 1):
                if node == 0:
                    return True
                node = heads[node - 1]
            return False

        return sum(h == 0 for h in heads) == 1 and all(
            reaches_root(i + 1) for i in range(len(heads))
        )

    def test_names_are_valid_even_where_the_best_tags_are_not(self):
        tags = ["O", "B-PER", "I-PER", "E-PER", "S-PER"]
        scores = np.array([[0.0, 2, 0, 0, 1], [0, 0, 0, 0, 3.0]])
        self.assertEqual(decode.best_names(scores, tags), ["B-PER", "B-PER"])

    def test_bioes_goes_back_to_iob2(self):
        tags = ["B-PER", "I-PER", "O", "B-LOC", "B-LOC", "I-LOC", "I-LOC"]
        self.assertEqual(vocabulary.bioes(tags)[:2], ["B-PER", "E-PER"])
        self.assertEqual(vocabulary.iob2(vocabulary.bioes(tags)), tags)


class Scores(unittest.TestCase):
    def test_subtypes_do_not_count_and_heads_do(self):
        gold = [
            Sentence(["a", "b"], ["a", "b"], ["X", "X"], ["", ""], [2, 0], ["nsubj:pass", "root"])
        ]
        system = [Sentence(["a", "b"], ["a", "c"], ["X", "X"], ["", ""], [2, 0], ["nsubj", "root"])]
        scores = evaluate.tree_scores(gold, system)
        self.assertEqual((scores["UAS"], scores["LAS"], scores["lemma"]), (100, 100, 50))

    def test_names_count_only_where_bounds_and_type_agree(self):
        gold = [Sentence(["a", "b", "c"], names=["B-PER", "I-PER", "B-LOC"])]
        system = [Sentence(["a", "b", "c"], names=["B-PER", "O", "B-LOC"])]
        self.assertEqual(evaluate.name_scores(gold, system)["F1"], 50)


class Conversion(unittest.TestCase):
    TREE = """(S (sn-SUJ (espec.ms (da0ms0 El el)) (grup.nom.ms (ncms000 portavoz portavoz)
        (sp (prep (spcms del del))
            (sn (grup.nom.ms (np0000o Banco_de_Zurbania Banco_de_Zurbania))))))
        (grup.verb (vmip3s0 quiere querer)) (S.NF.C-CD (infinitiu (vmn0000 verlo ver))) (Fp . .))"""

    def words(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "trees"
            path.write_text(self.TREE, encoding="utf-8")
            return heads.Converter(next(trees.read(path))).words

    def test_contractions_names_and_clitics_become_words(self):
        self.assertEqual(
            " ".join(w.form for w in self.words()),
            "El portavoz de el Banco de Zurbania quiere ver lo .",
        )

    def test_heads_are_those_of_content_words(self):
        found = [w.head + 1 for w in self.words()]
        self.assertEqual(found, [2, 8, 5, 5, 2, 7, 5, 0, 8, 9, 8])


class Readers(unittest.TestCase):
    def test_a_split_contraction_stays_inside_its_name(self):
        sentence = Sentence(["Abogado", "del", "Estado"], names=["B-PER", "I-PER", "I-PER"])
        split = readers.with_split_contractions(sentence, {"del": ["de", "el"]})
        self.assertEqual(split.forms, ["Abogado", "de", "el", "Estado"])
        self.assertEqual(split.names, ["B-PER", "I-PER", "I-PER", "I-PER"])


class HeldOut(unittest.TestCase):
    TEST = "El portavoz de el Banco de Zurbania quiere ver lo antes de que llegue la primavera ."

    def held_out(self, folder):
        rows = [
            f"{i}\t{form}" + "\t_" * 4 + "\t0" + "\t_" * 3
            for i, form in enumerate(self.TEST.split(), 1)
        ]
        (folder / "test.conllu").write_text("\n".join(rows) + "\n\n", encoding="utf-8")
        (folder / "names").write_text("Silencio O\n", encoding="utf-8")
        tuning = {"trees": {"file": "test.conllu"}, "names": "names"}
        tests = {"trees": ["test.conllu"], "names": []}
        contractions = {"del": ["de", "el"]}
        config = {"contractions": contractions, "tuning": tuning, "tests": tests}
        return readers.HeldOut(config, folder)

    def test_a_copy_is_found_however_its_words_are_divided(self):
        copy = "-- El portavoz del Banco de Zurbania quiere verlo antes de que llegue la primavera"
        other = "El portavoz del Banco de Kalbistán no quiere que llegue la primavera"
        with tempfile.TemporaryDirectory() as folder:
            held_out = self.held_out(Path(folder))
            kept = held_out.without([Sentence(copy.split()), Sentence(other.split())])
        self.assertEqual([" ".join(s.forms) for s in kept], [other])


if __name__ == "__main__":
    unittest.main()
