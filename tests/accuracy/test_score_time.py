"""Tests of how time expressions are measured: what the program is given, and what counts as right."""
import collections
import datetime
import os
import unittest
import unittest.mock

import score_time
from fake_program import FakeProgram
from score_time import Span

GOLD = """\
*!-DCTVALUE="2005-10-04T10:00"-!*\tO\t-

He\tO\t-
did\tO\t-
n't\tO\t-
say\tO\t-
``\tO\t-
May\tB-DATE\t2005-05
5\tI-DATE\t2005-05
''\tO\t-
(\tO\t-
late\tO\t-
)\tO\t-
.\tO\t-

Yesterday\tB-DATE\t2005-10-03

*!-DCTVALUE="2005-10"-!*\tO\t-

Now\tB-DATE\tPRESENT_REF
"""

# Finds the first nine letters of every document that has a date.
PROGRAM = """\
#!/usr/bin/env python3
import json, sys
assert sys.argv[1].endswith("extract/language/en"), sys.argv
for line in open(sys.argv[2], encoding="utf-8"):
    row = json.loads(line)
    if "date" in row:
        begin = row["text"].index("Yesterday")
        print(json.dumps({"document": row["id"], "begin": begin, "end": begin + 9, "type": "DATE",
                          "value": "2005-10-03"}))
"""


def documents():
    return list(score_time.read_gold(GOLD.splitlines(keepends=True)))


def compared(gold, found):
    count = collections.Counter()
    differences = []
    score_time.compare(gold, found, count, lambda *difference: differences.append(difference[0]))
    return count, differences


class Gold(unittest.TestCase):
    def test_a_document_has_the_day_of_its_date_or_none(self):
        self.assertEqual([document.date for document in documents()], ["2005-10-04", ""])

    def test_text_is_spelt_as_written_with_a_paragraph_a_sentence(self):
        text, offsets = score_time.spell(documents()[0])
        self.assertEqual(text, 'He didn\'t say " May 5 " (late).\n\nYesterday')
        self.assertEqual([text[begin:end] for begin, end in offsets[:3]], ["He", "did", "n't"])

    def test_spans_end_with_their_sentence(self):
        self.assertEqual(score_time.gold_spans(documents()[0]),
                         [Span(5, 6, "DATE", "2005-05"), Span(12, 12, "DATE", "2005-10-03")])

    def test_what_is_found_covers_every_token_that_it_touches(self):
        found = {"begin": 1, "end": 7, "type": "DATE", "value": ""}
        self.assertEqual(score_time.token_span(found, [(0, 2), (3, 6), (6, 9), (10, 12)]), Span(0, 2, "DATE", ""))


class Values(unittest.TestCase):
    def test_points_in_time_are_the_days_they_cover(self):
        day = datetime.date
        for point, first, last in [("1989-W43", day(1989, 10, 23), day(1989, 10, 29)),
                                   ("1989-W43-WE", day(1989, 10, 28), day(1989, 10, 29)),
                                   ("1989-Q3", day(1989, 7, 1), day(1989, 9, 30)),
                                   ("1989-H2", day(1989, 7, 1), day(1989, 12, 31)),
                                   ("1989-SU", day(1989, 1, 1), day(1989, 12, 31)),
                                   ("1988-02", day(1988, 2, 1), day(1988, 2, 29)),
                                   ("198", day(1980, 1, 1), day(1989, 12, 31)),
                                   ("19", day(1901, 1, 1), day(2000, 12, 31)),
                                   ("1989-10-30T17:00", day(1989, 10, 30), day(1989, 10, 30))]:
            self.assertEqual(score_time.days(point), (first, last), point)
        for point in ("PAST_REF", "1989-WXX", "1989-02-30", ""):
            self.assertIsNone(score_time.days(point), point)

    def test_an_interval_equals_the_unit_that_it_fills(self):
        self.assertEqual(score_time.normal("DATE", "1989-07/1989-09"), score_time.normal("DATE", "1989-Q3"))

    def test_lengths_of_time_are_compared_as_written_but_for_quarters(self):
        self.assertEqual(score_time.normal("DURATION", "P2Q"), score_time.normal("DURATION", "P6M"))
        self.assertNotEqual(score_time.normal("DURATION", "P1Y"), score_time.normal("DURATION", "P12M"))
        self.assertEqual(score_time.normal("SET", "XXXX-WXX-1"), "")


class Counting(unittest.TestCase):
    def test_spans_types_and_values_are_counted_apart(self):
        gold = [Span(0, 1, "DATE", "1989"), Span(4, 6, "DATE", "1989-10"), Span(9, 9, "DATE", "PAST_REF")]
        found = [Span(0, 1, "DATE", "1989"), Span(5, 6, "TIME", "1989-10"), Span(11, 11, "DATE", "")]
        count, differences = compared(gold, found)
        self.assertEqual(differences, ["other", "missed", "extra"])
        figures = score_time.figures(count)
        self.assertAlmostEqual(figures["strict"], 100 / 3)
        self.assertAlmostEqual(figures["relaxed"], 200 / 3)
        self.assertAlmostEqual(figures["type"], 100 / 3)
        self.assertAlmostEqual(figures["value"], 200 / 3)
        self.assertAlmostEqual(figures["strict value"], 100 / 3)
        self.assertAlmostEqual(figures["dates right"], 100)

    def test_a_range_counts_as_its_two_ends(self):
        gold = [Span(1, 1, "DATE", "1950"), Span(3, 3, "DATE", "1954")]
        count, _ = compared(gold, [Span(0, 3, "DATE", "1950/1953")])
        self.assertEqual((count["found"], count["strict"], count["value"]), (2, 2, 1))

    def test_nothing_found_is_no_division_by_zero(self):
        self.assertEqual(score_time.figures(collections.Counter())["strict"], 0)


class TheProgram(FakeProgram):
    VARIABLE = "ENTENTE_TIMES"
    SOURCE = PROGRAM

    def setUp(self):
        super().setUp()
        (self.work / "gold.tsv").write_text(GOLD, encoding="utf-8")

    def test_sees_text_and_dates_and_is_counted_by_tokens(self):
        figures = score_time.measure(self.work / "gold.tsv", "en")
        self.assertEqual((figures["gold"], figures["found"]), (3, 1))
        self.assertAlmostEqual(figures["strict value"], 50)

    def test_that_fails_stops_the_measurement(self):
        with unittest.mock.patch.dict(os.environ, {"ENTENTE_TIMES": "false"}):
            with self.assertRaises(score_time.subprocess.CalledProcessError):
                score_time.measure(self.work / "gold.tsv", "en")


class Floors(unittest.TestCase):
    def test_figures_below_a_floor_are_named(self):
        results = {"timebank-es": {"strict": 84.9, "value": 80.0}}
        self.assertEqual(list(score_time.below(results, {"timebank-es": {"strict": 85.0, "value": 70.0}})),
                         ["timebank-es strict is 84.9, the floor is 85.0"])


if __name__ == "__main__":
    unittest.main()
