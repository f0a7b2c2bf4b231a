"""What instructions.py takes for a difference."""
import unittest

import instructions


class Differences(unittest.TestCase):
    def test_three_per_cent_either_way_are_none(self):
        self.assertEqual(list(instructions.differences({"a": 1000, "b": 1000}, {"a": 1029, "b": 971})), [])

    def test_more_and_fewer_are_some(self):
        self.assertEqual(list(instructions.differences({"a": 1000}, {"a": 1040})),
                         ["a: +4.0% instructions (1,000 before, 1,040 now)"])
        self.assertEqual(len(list(instructions.differences({"a": 1000}, {"a": 960}))), 1)

    def test_runs_that_only_one_side_has_are_named(self):
        self.assertIn("no such run", next(instructions.differences({"a": 1}, {})))
        self.assertIn("--write", next(instructions.differences({}, {"a": 1})))


if __name__ == "__main__":
    unittest.main()
