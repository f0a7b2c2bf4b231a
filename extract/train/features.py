"""Features of a word, as MODEL.md defines them: vocabulary key, n-gram rows and shape row."""

import functools
import unicodedata

UNKNOWN = "<unknown>"  # the key of row 0
_PREFIX, _SUFFIX, _GRAM = b"p", b"s", b"g"


_TYPED = {
    **dict.fromkeys("“”„‟«»", '"'),
    **dict.fromkeys("‘’‚‛‹›", "'"),
    **dict.fromkeys("–—―−", "-"),
    "…": "...",
}


def typed(form: str) -> str:
    """The form with a typewriter's apostrophe, or of a typographic sign the one that a typewriter has."""
    return _TYPED.get(form, form.replace("’", "'"))


def lower(form: str) -> str:
    """The typed form in NFC and lower case, every decimal digit replaced by 0."""
    text = unicodedata.normalize("NFC", typed(form)).lower()
    return "".join("0" if unicodedata.category(c) == "Nd" else c for c in text)


def fnv1a(data: bytes) -> int:
    """32-bit FNV-1a hash."""
    value = 2166136261
    for byte in data:
        value = ((value ^ byte) * 16777619) & 0xFFFFFFFF
    return value


@functools.cache
def ngram_rows(low: str, rows: int) -> list[int]:
    """Rows of the prefixes and suffixes of 2–5 and of all n-grams of 3 and 4 code points."""
    padded = f"<{low}>"
    grams = []
    for length in range(2, 6):
        if length <= len(padded):
            grams.append(_PREFIX + padded[:length].encode())
            grams.append(_SUFFIX + padded[-length:].encode())
    for length in (3, 4):
        for start in range(len(padded) - length + 1):
            grams.append(_GRAM + padded[start : start + length].encode())
    return [fnv1a(gram) % rows for gram in grams]


def shape(form: str) -> str:
    """Letters as X or x, digits as d, of a run of more than three equal signs three."""
    result = []
    for char in typed(form):
        category = unicodedata.category(char)
        if category in ("Lu", "Lt"):
            sign = "X"
        elif category.startswith("L"):
            sign = "x"
        elif category == "Nd":
            sign = "d"
        else:
            sign = char
        if result[-3:] != [sign] * 3:
            result.append(sign)
    return "".join(result)


@functools.cache
def shape_row(form: str, rows: int) -> int:
    """Row of the form's shape."""
    return fnv1a(shape(form).encode()) % rows
