"""Tests of the training code, without any corpus."""

import contextlib
import io
import itertools
import json
import random
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
import graph_names  # noqa: E402
import held_out  # noqa: E402
import lemma_scripts  # noqa: E402
import lexicon_verbs  # noqa: E402
import name_corpora  # noqa: E402
import readers  # noqa: E402
import tensor_file  # noqa: E402
import train  # noqa: E402
import variants  # noqa: E402
import vocabulary  # noqa: E402
from batches import IGNORED, Example  # noqa: E402
from cess import heads, trees  # noqa: E402
from readers import Sentence  # noqa: E402
from sentence_key import key_of_words  # noqa: E402
from teacher import texts, tree_names, votes  # noqa: E402
from teacher.casing import Casing  # noqa: E402
from teacher.e5 import Tokenizer, Vocabulary  # noqa: E402
from teacher.public_names import __main__ as public_names  # noqa: E402
from teacher.public_names import corenlp_names, spacy_names  # noqa: E402


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


class LexiconVerbs(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name) / "en"
        self.folder.mkdir()
        self.model = self.folder / "model.bin"
        tensors = {
            "words": np.arange(6, dtype=np.float32).reshape(2, 3),
            "rows": np.linspace(-1, 1, 8, dtype=np.float32).reshape(2, 4),
        }
        self.write_verbs("say", "fundrais")
        fields = {"language": "en", "verbs": ["fundrais", "say", "see"]}
        tensor_file.write(self.model, fields, tensors, {"rows": "i8"})

    def write_verbs(self, *lemmas):
        frames = [{"lemma": lemma} for lemma in lemmas]
        (self.folder / "verbs.json").write_text(json.dumps({"frames": frames}))

    def add(self):
        with contextlib.redirect_stdout(io.StringIO()):
            lexicon_verbs.main(self.folder)
        return tensor_file.read_header(self.model)

    def test_the_verbs_of_a_lexicon_are_those_of_its_frames_without_particles(self):
        self.write_verbs("hijack", ["call off", "say"], "re-elect")
        self.assertEqual(lexicon_verbs.verbs_of(self.folder), {"hijack", "call", "say"})

    def test_the_model_knows_its_own_verbs_and_those_of_the_lexicon_but_no_misreadings(self):
        self.write_verbs("hijack", ["call off", "say"], "appointed")
        self.assertEqual(self.add()[0]["verbs"], ["call", "hijack", "say", "see"])

    def test_what_is_a_misreading_in_another_language_is_none_in_this(self):
        self.write_verbs("desmintir")
        self.assertIn("desmintir", self.add()[0]["verbs"])

    def test_tensors_and_the_other_fields_stay_as_they_are(self):
        before, section = tensor_file.read_header(self.model)
        self.write_verbs("hijack")
        after, same = self.add()
        self.assertEqual(section, same)
        self.assertEqual({**before, "verbs": after["verbs"]}, after)

    def test_twice_is_the_same_as_once(self):
        self.write_verbs("hijack")
        self.add()
        once = self.model.read_bytes()
        self.add()
        self.assertEqual(self.model.read_bytes(), once)
        self.assertEqual([each.name for each in self.folder.glob("model*")], ["model.bin"])


class TensorFiles(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = Path(folder.name) / "model.bin"
        tensor_file.write(
            self.path, {"language": "en"}, {"words": np.ones((1, 2), np.float32)}, {}
        )

    def refused_with(self, data, reason):
        self.path.write_bytes(data)
        with self.assertRaisesRegex(ValueError, f"model.bin.*{reason}"):
            tensor_file.read_header(self.path)

    def test_the_header_is_read_with_the_section_as_it_is_stored(self):
        header, section = tensor_file.read_header(self.path)
        self.assertEqual(header["language"], "en")
        self.assertEqual(section, np.ones(2, "<f4").tobytes())
        before = self.path.read_bytes()
        tensor_file.write_stored(self.path, header, section)
        self.assertEqual(self.path.read_bytes(), before)

    def test_a_file_that_is_cut_off_is_refused(self):
        self.refused_with(self.path.read_bytes()[:-1], "no complete file of tensors")

    def test_another_version_or_another_kind_of_file_is_refused(self):
        data = self.path.read_bytes()
        self.refused_with(data[:8] + b"\x02" + data[9:], "no complete file of tensors")
        self.refused_with(b"X" + data[1:], "no complete file of tensors")

    def test_a_file_that_was_damaged_is_refused(self):
        data = self.path.read_bytes()
        self.refused_with(data[:-1] + b"\xff", "the checksum is wrong")


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

    def test_contractions_are_joined_as_print_has_them(self):
        joined = readers.join_contractions("De el Sur a el sur".split(), {"del": ["de", "el"], "al": ["a", "el"]})
        self.assertEqual(joined, "Del Sur al sur".split())

    def test_articles_of_aligned_files_have_our_side_first(self):
        text = "# doc = a\t\nEs &quot;uno&quot; .\tIt is one .\n\n# doc = b\t\nDos .\tTwo .\n"
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "part.1").write_text(text, encoding="utf-8")
            both = [list(readers.aligned_articles(Path(folder), {"files": "part.*", "side": s})) for s in (0, 1)]
        self.assertEqual(both[0], [[("Es &quot;uno&quot; .", "It is one .")], [("Dos .", "Two .")]])
        self.assertEqual(both[1], [[("It is one .", "Es &quot;uno&quot; .")], [("Two .", "Dos .")]])
        self.assertEqual(readers.words_of("Es &quot;uno&quot;"), ["Es", '"uno"'])

    def test_a_fold_and_the_rest_are_the_whole(self):
        sentences = [Sentence([str(i)]) for i in range(7)]
        fold = readers.folded(sentences, {"folds": 3, "fold": 1})
        rest = readers.folded(sentences, {"folds": 3, "without_fold": 1})
        self.assertEqual([s.forms[0] for s in fold], ["1", "4"])
        self.assertEqual(sorted(s.forms[0] for s in fold + rest), [str(i) for i in range(7)])

    def test_a_fold_of_documents_is_the_same_in_each_order_of_them(self):
        source = {"folds": 2, "fold_documents": True, "fold": 1}
        sentences = [Sentence([f"{name}{i}"], document=name) for name in "abc" for i in range(2)]
        for order in (sentences, sentences[::-1]):
            fold = readers.folded(order, source)
            self.assertEqual(sorted(s.forms[0] for s in fold), ["b0", "b1"])

    def test_sentences_know_their_document(self):
        row = "1\tZurbania\tB-LOC" + "\t_" * 3 + "\t0" + "\t_" * 3 + "\n\n"
        text = f"# newdoc id = first\n{row}{row}# newdoc id = second\n{row}"
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "trees"
            path.write_text(text, encoding="utf-8")
            trees = list(readers.read_conllu(path))
            names = name_corpora.read({"file": "trees", "format": "iob2"}, Path(folder), Path(folder))
        for sentences in (trees, names):
            self.assertEqual([s.document for s in sentences], ["first", "first", "second"])


class NameCorpora(unittest.TestCase):
    def read(self, text, **source):
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "names").write_text(text, encoding="utf-8")
            read = name_corpora.read({"file": "names", **source}, Path(folder), Path(folder))
        return [" ".join(s.names) for s in read]

    def test_names_of_our_own_lie_over_the_sentences_of_a_treebank(self):
        sentences = ("Etxagorri left Zurbania City .", "Silence .", "Nobody read this .")
        rows = "".join(
            "".join(f"{i}\t{w}" + "\t_" * 4 + "\t0" + "\t_" * 3 + "\n" for i, w in enumerate(s.split(), 1)) + "\n"
            for s in sentences
        )
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "trees").write_text(rows, encoding="utf-8")
            keys = [key_of_words(s.split()) for s in sentences]
            source = {"file": str(folder / "names"), "format": "annotated", "of": "trees"}
            (folder / "names").write_text(f"{keys[0]} PER:0 LOC:2-3\n{keys[1]}\n", encoding="utf-8")
            read = name_corpora.read(source, folder, folder)
            self.assertEqual([" ".join(s.names) for s in read], ["B-PER O B-LOC I-LOC O", "O O"])
            (folder / "names").write_text(f"{keys[0]} PERSON:0\n", encoding="utf-8")
            with self.assertRaisesRegex(ValueError, "names:1: .*cannot be read"):
                name_corpora.read(source, folder, folder)

    def test_types_are_mapped(self):
        text = "Acme B-corporation\nsells O\nZoomers B-product\n"
        types = {"corporation": "ORG", "product": "?"}
        self.assertEqual(self.read(text, types=types), ["B-ORG O ?"])

    def test_of_descriptions_only_names_are_kept_and_without_their_article(self):
        text = (
            "the B-ORG\nZurbanian I-ORG\nArmy I-ORG\nfought O\nthe B-ORG\nrebel I-ORG\nforces I-ORG\n"
            "of O\nZurb B-LOC\nprovince I-LOC\n. O\nHe B-PER\nfled O\n"
        )
        self.assertEqual(
            self.read(text, descriptions=True), ["O B-ORG I-ORG O O O O O ? ? O O O"]
        )

    def test_a_mention_headed_by_a_proper_noun_gives_its_name(self):
        rows = (
            ("President", "PROPN", 2, "compound", "Entity=(1-person-new-x-1-sgl"),
            ("Etxagorri", "PROPN", 3, "nsubj", "Entity=1)"),
            ("visited", "VERB", 0, "root", "_"),
            ("the", "DET", 5, "det", "Entity=(2-place-new-x-1-sgl"),
            ("capital", "NOUN", 3, "obj", "_"),
            ("of", "ADP", 7, "case", "_"),
            ("Zurbania", "PROPN", 5, "nmod", "Entity=(3-place-new-x-1-sgl)2)"),
            ("on", "ADP", 9, "case", "_"),
            ("Monday", "PROPN", 3, "obl", "_"),
        )
        text = "".join(
            f"{i}\t{form}\t_\t{upos}\t_\t_\t{head}\t{deprel}\t_\t{misc}\n"
            for i, (form, upos, head, deprel, misc) in enumerate(rows, 1)
        )
        self.assertEqual(
            self.read(text + "\n", format="gum"), ["B-PER I-PER O O O O B-LOC O ?"]
        )

    def test_entities_of_a_graph_are_found_in_its_text(self):
        document = {
            "sentences": ["Yesterday Zurbania's Zurbanian Army met Iñaki Etxagorri in Geneva."],
            "entities": [
                {"name": "Zurbania", "type": "GPE", "aliases": ["Zurbanian"]},
                {"name": "Zurbanian Army", "type": "ORG", "aliases": []},
                {"name": "Iñaki Etxagorri", "type": "PER", "aliases": ["Etxagorri"]},
            ],
        }
        (sentence,) = graph_names.names_of(document)
        self.assertEqual(sentence.forms[1:3], ["Zurbania", "'s"])
        self.assertEqual(
            " ".join(sentence.names), "? B-LOC O B-ORG I-ORG O B-PER I-PER O ? O"
        )

    def test_what_two_finders_agree_on_is_a_name_and_the_rest_is_unsaid(self):
        forms = "Etxagorri of Zurbania and Kalbistan".split()
        columns = [
            Sentence(forms, names=["B-PER", "O", "B-LOC", "O", "O"]),
            Sentence(forms, names=["B-PER", "I-PER", "I-PER", "O", "B-NORP"]),
            Sentence(forms, names=["B-PER", "O", "B-LOC", "O", "O"]),
        ]
        self.assertEqual(" ".join(votes.vote(columns).names), "B-PER ? B-LOC O O")


class TreeNames(unittest.TestCase):
    # "President Etxagorri of the Gulf of Kalb left New York ."
    ROWS = (
        ("President", "PROPN", "NNP", 2, "compound"),
        ("Etxagorri", "PROPN", "NNP", 8, "nsubj"),
        ("of", "ADP", "IN", 5, "case"),
        ("the", "DET", "DT", 5, "det"),
        ("Gulf", "PROPN", "NNP", 2, "nmod"),
        ("of", "ADP", "IN", 7, "case"),
        ("Kalb", "PROPN", "NNP", 5, "nmod"),
        ("left", "VERB", "VBD", 0, "root"),
        ("New", "ADJ", "NNP", 10, "amod"),
        ("York", "PROPN", "NNP", 8, "obj"),
        (".", "PUNCT", ".", 8, "punct"),
    )

    def case(self, found=None):
        forms, upos, xpos, heads, deprels = map(list, zip(*self.ROWS))
        tree = Sentence(forms, lemmas=forms, upos=upos, xpos=xpos, heads=heads, deprels=deprels, document="one")
        return tree_names.Case(tree, [found or ["O"] * len(forms)])

    def test_candidates_are_runs_of_proper_nouns_with_and_without_titles_and_links(self):
        drawn = tree_names.candidates(self.case(), ["finder"])
        texts_of = {" ".join(row[0] for row in self.ROWS[slice(*span)]): kinds for span, kinds in drawn.items()}
        self.assertIn("run", texts_of["President Etxagorri"])
        self.assertIn("untitled", texts_of["Etxagorri"])
        self.assertIn("linked of", texts_of["Gulf of Kalb"])
        self.assertIn("article", texts_of["the Gulf"])
        self.assertTrue({"run", "compound"} <= texts_of["New York"])
        self.assertNotIn("left", texts_of)

    def test_what_finders_found_is_a_candidate_whatever_the_tree_says(self):
        found = ["O"] * 7 + ["B-ORG"] + ["O"] * 3
        self.assertEqual(tree_names.candidates(self.case(found), ["finder"])[7, 8], {"finder ORG"})

    def test_the_likeliest_is_a_name_the_doubtful_is_unsaid_and_the_rest_none(self):
        judged = {
            (0, 2): [0.1, 0.8, 0.05, 0.05],  # surely a person
            (1, 2): [0.3, 0.6, 0.05, 0.05],  # part of it
            (4, 7): [0.5, 0.0, 0.4, 0.1],  # perhaps a place
            (8, 10): [0.95, 0.0, 0.05, 0.0],  # surely none
        }
        self.assertEqual(
            tree_names.tags_of(11, judged),
            ["B-PER", "I-PER", "O", "O", "?", "?", "?", "O", "O", "O", "O"],
        )

    def test_a_judge_learns_which_candidates_are_names(self):
        rows = [{"any", "spacy PER"}, {"any", "spacy LOC"}, {"any", "run"}] * 20
        judge = tree_names.Judge(rows, [1, 2, 0] * 20)
        likeliest = [max(range(4), key=shares.__getitem__) for shares in judge.probabilities(rows[:3])]
        self.assertEqual(likeliest, [1, 2, 0])


class TeacherInput(unittest.TestCase):
    def test_a_word_is_divided_into_its_likeliest_pieces(self):
        pieces = {"<unk>": 0, "▁": 1, "▁Zur": 2, "bania": 3, "▁Z": 4, "urbania": 5}
        scores = np.array([0.0, -5.0, -2.0, -2.0, -1.0, -4.0])
        tokenizer = Tokenizer(Vocabulary(list(pieces), scores, {"ﬁ": "fi"}, 0, 2, 1, 0))
        self.assertEqual(tokenizer.pieces_of("Zurbania"), [2, 3])
        self.assertEqual(tokenizer.pieces_of("Zur!"), [2, 0])

    def test_tokenised_lines_become_running_text(self):
        self.assertEqual(
            texts.running('It &apos;s " over " , they said ( for now ) ; I don &apos;t agree .'),
            "It's \"over\", they said (for now); I don't agree.",
        )


class PublicNames(unittest.TestCase):
    def test_of_either_format_only_the_words_are_read_and_tags_are_written_beside_them(self):
        conllu = "1\tZurbania\t_\tPROPN\t_\t_\t0\troot\t_\t_\n1-2\tdel" + "\t_" * 8 + "\n\n"
        with tempfile.TemporaryDirectory() as folder:
            trees, names, out = (Path(folder) / name for name in ("a.conllu", "b", "out"))
            trees.write_text(conllu, encoding="utf-8")
            names.write_text("Iñaki B-PER\nEtxagorri I-PER\n\nfled O\n", encoding="utf-8")
            sentences = [f for path in (trees, names) for f in public_names.forms_of(path)]
            self.assertEqual(sentences, [["Zurbania"], ["Iñaki", "Etxagorri"], ["fled"]])
            tags = iter([["B-LOC"], ["B-PER", "B-PER"], ["O"]])
            self.assertEqual(public_names.write(sentences, tags, out), 3)
            written = "Zurbania B-LOC\n\nIñaki B-PER\nEtxagorri B-PER\n\nfled O\n\n"
            self.assertEqual(out.read_text(encoding="utf-8"), written)

    def test_a_form_that_the_lines_cannot_hold_is_refused(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "a.conllu"
            path.write_text("1\t10\u00a0000\t_\tNUM\t_\t_\t0\troot\t_\t_\n\n", encoding="utf-8")
            with self.assertRaisesRegex(ValueError, "blanks"):
                list(public_names.forms_of(path))

    def test_of_ontonotes_articles_and_genitives_are_cut_off_and_dates_are_no_names(self):
        forms = "The Zurbanian Army 's men left The Hague on Monday".split()
        entities = [(0, 4, "ORG"), (6, 8, "GPE"), (9, 10, "DATE")]
        self.assertEqual(
            " ".join(spacy_names.iob2(forms, entities)),
            "O B-ORG I-ORG O O O O B-LOC O O",
        )
        self.assertEqual(spacy_names.iob2(["'s"], [(0, 1, "NORP")]), ["B-NORP"])

    def test_corenlp_reads_and_answers_a_word_a_line(self):
        sentences = [["Iñaki", "a\u2028b"], ["fled"]]
        self.assertEqual(corenlp_names.columns(sentences), "Iñaki\tO\na\u2028b\tO\n\nfled\tO\n\n")
        answer = "Iñaki\tO\tPERSON\na\u2028b\tO\tO\n\nfled\tO\tO\n\n"
        self.assertEqual(
            list(corenlp_names.labels_of(answer, sentences)), [["PERSON", "O"], ["O"]]
        )
        for other in (answer.replace("fled", "flew"), answer + "on\tO\tO\n", answer[:-10]):
            with self.assertRaisesRegex(ValueError, "other words"):
                list(corenlp_names.labels_of(other, sentences))

    def test_neighbours_of_one_label_are_one_name(self):
        labels = ["PERSON", "PERSON", "LOCATION", "O", "LOCATION"]
        self.assertEqual(corenlp_names.iob2(labels), ["B-PER", "I-PER", "B-LOC", "O", "B-LOC"])


class LetterCase(unittest.TestCase):
    UNDAMAGED = (
        "Según el Reino Unido , la ONU llegó a la Corea del Norte",
        "Ayer el Reino Unido y la ONU hablaron de Corea del Norte",
        "Hoy la ONU calla : el reino animal no",
        "Es que los de su casa callan sobre eso , en el Cuerno de Africa",
        "Y es que en el Cuerno de Africa callan",
    )
    # What words of names mean is learnt from the pairs themselves.
    PAIRS = (
        ("El jefe es Barack obama , de Kansas", "The boss is Barack Obama , of Kansas"),
        ("Habló la Oficina nacional ayer", "Yesterday the National Office spoke"),
        ("Calló la Oficina nacional luego", "Then the National Office was silent"),
        ("Murió la Oficina nacional después", "Later the National Office died"),
        ("Es una cosa nacional , se dice", "It is a national thing , they say"),
        ("Es un río grande , se dice", "It is a big river , they say"),
    ) + (("Nada se sabe", "Nothing is known"),) * 20

    def mended(self, ours, theirs):
        pairs = [(a.split(), b.split()) for a, b in self.PAIRS]
        casing = Casing([line.split() for line in self.UNDAMAGED], pairs)
        words = casing.mended(ours.split(), theirs.split())
        return words and " ".join(words)

    def test_a_name_of_the_translation_is_written_as_there_with_its_own_accents(self):
        self.assertEqual(
            self.mended("Lo dijo Ana gómez del Mit .", "So said Ana Gomez of MIT ."),
            "Lo dijo Ana Gómez del MIT .",
        )

    def test_a_name_of_another_form_is_written_as_undamaged_text_has_it(self):
        self.assertEqual(
            self.mended(
                "La Onu y el Reino unido callan sobre Corea del norte .",
                "The UN and the United Kingdom will remain silent about North Korea .",
            ),
            "La ONU y el Reino Unido callan sobre Corea del Norte .",
        )

    def test_a_name_that_begins_with_a_capital_is_mended_however_the_translation_has_it(self):
        self.assertEqual(
            self.mended("Hay quienes callan en el Cuerno de áfrica .", "There are some here who are silent ."),
            "Hay quienes callan en el Cuerno de África .",
        )

    def test_what_the_translation_has_no_capital_for_stays_small(self):
        self.assertEqual(
            self.mended("Es Barack y su reino unido .", "It is Barack and his united kingdom ."),
            "Es Barack y su reino unido .",
        )

    def test_a_word_of_a_title_follows_its_translation(self):
        self.assertEqual(
            self.mended("Llama la Oficina nacional .", "It is the National Office that calls ."),
            "Llama la Oficina Nacional .",
        )

    def test_a_line_that_still_lacks_capitals_is_doubtful(self):
        there = "He met Wen Jiabao , Hu Jintao , Xi Jinping and Li Keqiang ."
        self.assertIsNone(self.mended("Se reunió con los dirigentes .", there))
        self.assertIsNone(self.mended("Según Barack kxyz , no .", "According to Barack , no ."))


class Variants(unittest.TestCase):
    FORMS = ["El", "Gobierno", "de", "España", "cantó", "."]

    def test_each_way_of_writing(self):
        ways = {
            "upper_cased": "EL GOBIERNO DE ESPAÑA CANTÓ .",
            "title_cased": "El Gobierno De España Cantó .",
            "without_accents": "El Gobierno de Espana canto .",
        }
        for way, text in ways.items():
            self.assertEqual(" ".join(variants.written(Example(self.FORMS, {}), way, []).forms), text)
        headline = Example("rebels do n't sign in Geneva , the envoy 's home".split(), {})
        self.assertEqual(
            " ".join(variants.written(headline, "title_cased", []).forms),
            "Rebels Do n't Sign in Geneva , the Envoy 's Home",
        )

    def test_verbs_are_known_by_the_trees(self):
        tree = Sentence(["Ha", "visto", "España"], lemmas=["haber", "Ver", "España"], upos=["AUX", "VERB", "PROPN"])
        other = Sentence(["3", "ve"], lemmas=["3", "ver"], upos=["NUM", "VERB"])
        self.assertEqual(vocabulary.known_verbs([tree, other]), ["haber", "ver"])

    def test_lemmas_are_learnt_where_their_script_still_makes_them(self):
        scripts = ["0,0,,,l", "0,0,,,k", "0,1,,ar,l"]
        example = Example(["Gobierno", "España", "cantó"], {"scripts": [0, 1, 2], "upos": [1, 2, 3]})
        upper = variants.written(example, "upper_cased", scripts)
        self.assertEqual(upper.targets, {"scripts": [0, IGNORED, 2], "upos": [1, 2, 3]})
        self.assertEqual(example.targets["scripts"], [0, 1, 2])

    def test_a_share_is_seen_once_more(self):
        examples = [Example(["a"], {})] * 100
        more = variants.with_variants(examples, {"upper_cased": 0.03}, [], random.Random(1))
        self.assertEqual([e.forms[0] for e in more], ["a"] * 100 + ["A"] * 3)


class HeldOut(unittest.TestCase):
    TEST = "El portavoz de el Banco de Zurbania quiere ver lo antes de que llegue la primavera ."

    def held_out(self, folder):
        rows = [
            f"{i}\t{form}" + "\t_" * 4 + "\t0" + "\t_" * 3
            for i, form in enumerate(self.TEST.split(), 1)
        ]
        (folder / "test.conllu").write_text("\n".join(rows) + "\n\n", encoding="utf-8")
        (folder / "names").write_text("Silencio O\n", encoding="utf-8")
        tuning = {"trees": {"file": "test.conllu"}, "names": {"file": "names"}}
        tests = {"trees": ["test.conllu"], "names": []}
        contractions = {"del": ["de", "el"]}
        config = {"contractions": contractions, "tuning": tuning, "tests": tests, "held_out_documents": ["secret"]}
        return held_out.HeldOut(config, folder)

    def test_a_copy_is_found_however_its_words_are_divided(self):
        copy = "-- El portavoz del Banco de Zurbania quiere verlo antes de que llegue la primavera"
        other = "El portavoz del Banco de Kalbistán no quiere que llegue la primavera"
        with tempfile.TemporaryDirectory() as folder:
            kept = self.held_out(Path(folder)).without([Sentence(copy.split()), Sentence(other.split())])
        self.assertEqual([" ".join(s.forms) for s in kept], [other])

    def test_a_document_that_the_config_names_is_kept_out(self):
        sentences = [Sentence(["Silencio"], document=name) for name in ("secret", "open", "")]
        with tempfile.TemporaryDirectory() as folder:
            kept = self.held_out(Path(folder)).without(sentences)
        self.assertEqual([s.document for s in kept], ["open", ""])


class LaterPasses(unittest.TestCase):
    CONFIG = {
        "training": {"epochs": 9, "rate": 0.003},
        "trees": [{"file": "gold", "weight": 1}, {"file": "silver", "weight": 1}],
        "names": {"train": [{"file": "names"}]},
        "last": {"training": {"epochs": 2}, "trees": {"gold": {"weight": 4}}},
        "again": {
            "training": {"rate": 0.001},
            "trees": {"silver": {"weight": 0}, "own": {"weight": 2}},
            "names": [{"file": "more"}],
        },
    }

    def test_what_a_pass_says_holds_instead_and_the_rest_stays(self):
        last = train.with_pass(self.CONFIG, "last")
        self.assertEqual(last["training"], {"epochs": 2, "rate": 0.003})
        self.assertEqual([s["weight"] for s in last["trees"]], [4, 1])
        self.assertEqual(last["names"], {"train": [{"file": "names"}]})

    def test_what_counts_nothing_is_not_read_and_what_only_the_pass_knows_is(self):
        again = train.with_pass(self.CONFIG, "again")
        self.assertEqual([(s["file"], s["weight"]) for s in again["trees"]], [("gold", 1), ("own", 2)])
        self.assertEqual(again["names"], {"train": [{"file": "more"}]})


if __name__ == "__main__":
    unittest.main()
