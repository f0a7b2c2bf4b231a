"""What compare.py makes of two results."""
import unittest

import compare


def row(seconds, ratio=None):
    return {"seconds": seconds} | ({"ratio": ratio} if ratio else {})


class Compare(unittest.TestCase):
    def test_times_and_ratios_stand_side_by_side(self):
        found = dict(compare.compared({("a", "x"): row(2, 0.5), ("a", "y"): row(1)},
                                      {("a", "x"): row(3, 0.4), ("a", "y"): row(0.5)}))
        self.assertEqual(found["a", "x"], {"time": 1.5, "before": 0.5, "after": 0.4, "missing": None})
        self.assertEqual(found["a", "y"]["time"], 0.5)
        self.assertIsNone(found["a", "y"]["before"])

    def test_a_benchmark_of_one_result_alone_is_named(self):
        found = dict(compare.compared({("a", "x"): row(2)}, {("a", "y"): row(2)}))
        self.assertEqual(found["a", "x"]["missing"], "after")
        self.assertEqual(found["a", "y"]["missing"], "before")

    def test_a_ratio_may_fall_as_far_as_the_tolerance(self):
        self.assertFalse(compare.fallen({"before": 1.0, "after": 0.96}, 5))
        self.assertTrue(compare.fallen({"before": 1.0, "after": 0.94}, 5))
        self.assertFalse(compare.fallen({"before": 1.0, "after": 1.5}, 5))
        self.assertFalse(compare.fallen({"before": None, "after": 0.5}, 5))


if __name__ == "__main__":
    unittest.main()
