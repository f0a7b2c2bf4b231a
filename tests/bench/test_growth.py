"""Tests of the texts that growth.py makes, and of what it says of growth."""
import lzma
import math
import pathlib
import tempfile
import unittest

import growth


def news(folder, *articles):
    """A file of News Commentary: articles of (Spanish, English) sentences."""
    path = pathlib.Path(folder) / "nc11.test.xz"
    with lzma.open(path, "wt", encoding="utf-8") as out:
        for sentences in articles:
            out.write("# doc = some\t\n")
            out.writelines(f"{spanish}\t{english}\n" for spanish, english in sentences)
    return path


class Articles(unittest.TestCase):
    def test_have_the_sentences_of_one_language_as_they_are_written(self):
        with tempfile.TemporaryDirectory() as folder:
            file = news(folder, [("¿ Quién ?", "Who ?"), ("Cuba ( hoy ) .", "Cuba 's &quot; day &quot; .")], [("Fin .", "End .")])
            self.assertEqual(list(growth.articles([file], "es")), ["¿Quién? Cuba (hoy).", "Fin."])
            self.assertEqual(list(growth.articles([file], "en")), ["Who? Cuba's \" day \".", "End."])

    def test_end_after_the_sentence_that_has_the_most_words(self):
        with tempfile.TemporaryDirectory() as folder:
            file = news(folder, [("uno dos", "one two"), ("tres", "three"), ("cuatro", "four")])
            self.assertEqual(list(growth.articles([file], "en", most_words=3)), ["one two three"])

    def test_take_turns_in_language(self):
        with tempfile.TemporaryDirectory() as folder:
            file = news(folder, [("uno", "one")], [("dos", "two")], [("tres", "three")])
            self.assertEqual(growth.beginnings([file]), [("es", "uno"), ("en", "two"), ("es", "tres")])


class Growth(unittest.TestCase):
    def test_is_an_exponent_between_one_size_and_the_next(self):
        for expected, found in zip([1, 2], growth.exponents([10, 100, 1000], [3, 30, 3000])):
            self.assertAlmostEqual(expected, found)

    def test_may_be_as_steep_as_n_log_n(self):
        steepest = growth.steepest([1000, 10_000])[0]
        self.assertAlmostEqual(steepest, 1 + math.log10(4 / 3))


if __name__ == "__main__":
    unittest.main()
