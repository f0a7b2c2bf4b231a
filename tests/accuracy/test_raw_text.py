"""Tests of the scorer of raw text, on invented sentences whose scores are counted by hand."""
import unittest

import raw_text


def conllu(*sentences):
    """Lines of CoNLL-U; a word is "ID FORM HEAD DEPREL", a multiword token "ID-ID FORM"."""
    lines = []
    for sentence in sentences:
        for row in sentence.split("; "):
            number, form, head, relation = [*row.split(), "_", "_"][:4]
            lines.append("\t".join([number, form, "_", "_", "_", "_", head, relation, "_", "_"]))
        lines.append("")
    return lines


def scores(gold, system):
    return raw_text.scores(raw_text.read(gold), raw_text.read(system))


GOLD = conllu("1 Kim 2 nsubj; 2 salió 0 root; 3-4 del _ _; 3 de 5 case; 4 el 5 det; 5 país 2 obl; 6 . 2 punct",
              "1 Putin 2 nsubj; 2 calló 0 root; 3 . 2 punct")


class RawText(unittest.TestCase):
    def assert_scores(self, found, **expected):
        for name, value in expected.items():
            self.assertAlmostEqual(found[name], value, msg=name)

    def test_gold_against_itself_is_right_throughout(self):
        self.assert_scores(scores(GOLD, GOLD), sentences=100, tokens=100, words=100, UAS=100, LAS=100)

    def test_a_multiword_token_left_whole_costs_its_words(self):
        system = conllu("1 Kim 2 nsubj; 2 salió 0 root; 3 del 4 case; 4 país 2 obl; 5 . 2 punct",
                        "1 Putin 2 nsubj; 2 calló 0 root; 3 . 2 punct")
        # 9 gold words, 8 of the system, 7 of them aligned
        self.assert_scores(scores(GOLD, system), sentences=100, tokens=100, words=1400 / 17, LAS=1400 / 17)

    def test_the_words_of_a_multiword_token_are_aligned_by_their_forms(self):
        system = conllu("1 Kim 2 nsubj; 2 salió 0 root; 3-4 del _ _; 3 de 5 case; 4 lo 5 det; 5 país 2 obl; 6 . 2 punct",
                        "1 Putin 2 nsubj; 2 calló 0 root; 3 . 2 punct")
        self.assert_scores(scores(GOLD, system), tokens=100, words=800 / 9, LAS=800 / 9)

    def test_a_missed_end_of_a_sentence_costs_both_sentences_and_a_root(self):
        system = conllu("1 Kim 2 nsubj; 2 salió 0 root; 3-4 del _ _; 3 de 5 case; 4 el 5 det; 5 país 2 obl; 6 . 2 punct; "
                        "7 Putin 8 nsubj; 8 calló 2 conj; 9 . 8 punct")
        self.assert_scores(scores(GOLD, system), sentences=0, tokens=100, words=100, UAS=800 / 9, LAS=800 / 9)

    def test_heads_and_relations_are_counted_apart_and_subtypes_not_at_all(self):
        system = conllu("1 Kim 2 nsubj:pass; 2 salió 0 root; 3-4 del _ _; 3 de 5 mark; 4 el 2 det; 5 país 2 obl; 6 . 2 punct",
                        "1 Putin 2 nsubj; 2 calló 0 root; 3 . 2 punct")
        self.assert_scores(scores(GOLD, system), words=100, UAS=800 / 9, LAS=700 / 9)

    def test_a_word_whose_head_is_no_gold_word_is_not_attached(self):
        gold = conllu("1 ex-jefe 0 root; 2 . 1 punct")
        system = conllu("1 ex- 2 compound; 2 jefe 0 root; 3 . 2 punct")
        # one of 2 gold words and of 3 of the system
        self.assert_scores(scores(gold, system), tokens=40, words=40, UAS=0, LAS=0)

    def test_white_space_within_and_between_tokens_does_not_matter(self):
        gold = conllu("1 2000 0 root")
        system = ["1\t2 000\t_\t_\t_\t_\t0\troot\t_\t_"]  # and no empty line at the end
        self.assert_scores(scores(gold, system), sentences=100, tokens=100, LAS=100)

    def test_empty_nodes_are_left_out(self):
        system = conllu("1 Sí 0 root; 1.1 vino _ _; 2 . 1 punct")
        self.assert_scores(scores(conllu("1 Sí 0 root; 2 . 1 punct"), system), tokens=100, words=100)

    def test_different_texts_are_refused_with_the_place(self):
        with self.assertRaisesRegex(ValueError, "differ at character 2: gold has 'Kim', the system has 'Kin'"):
            scores(conllu("1 Kim 0 root"), conllu("1 Kin 0 root"))
        with self.assertRaisesRegex(ValueError, "differ at character 3"):
            scores(conllu("1 Kim 0 root"), conllu("1 Kim 0 root; 2 . 1 punct"))


if __name__ == "__main__":
    unittest.main()
