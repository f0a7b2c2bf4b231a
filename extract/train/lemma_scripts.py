"""Edit scripts from a form to its lemma: `prefix_cut,suffix_cut,prefix_add,suffix_add,case`."""


def script_of(form: str, lemma: str) -> str | None:
    """The script that makes `lemma` of `form` around their longest common substring.

    None where the format cannot hold it (a comma would have to be added).
    """
    case = "k" if lemma != lemma.lower() else "l"
    base = form if case == "k" else form.lower()
    start, begin, length = _longest_common_substring(base, lemma)
    prefix_add, suffix_add = lemma[:begin], lemma[begin + length :]
    if "," in prefix_add or "," in suffix_add:
        return None
    return f"{start},{len(base) - start - length},{prefix_add},{suffix_add},{case}"


def apply(script: str, form: str) -> str | None:
    """The lemma, or None where the form is too short for the script."""
    prefix_cut, suffix_cut, prefix_add, suffix_add, case = script.split(",")
    base = form if case == "k" else form.lower()
    start, end = int(prefix_cut), len(base) - int(suffix_cut)
    if start > end:
        return None
    return prefix_add + base[start:end] + suffix_add or None


def _longest_common_substring(a: str, b: str) -> tuple[int, int, int]:
    """Its start in `a`, its start in `b` and its length; the leftmost in `a` of the longest."""
    for length in range(min(len(a), len(b)), 0, -1):
        for start in range(len(a) - length + 1):
            begin = b.find(a[start : start + length])
            if begin >= 0:
                return start, begin, length
    return 0, 0, 0
