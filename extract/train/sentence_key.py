"""What a sentence is known by, however its words are divided and written."""

import hashlib
import unicodedata


def fingerprint(forms: list[str]) -> str:
    """The letters of a sentence without case and accents: the same however words are divided."""
    text = unicodedata.normalize("NFD", "".join(forms).lower())
    return "".join(c for c in text if c.isalnum())


def key_of(text: str) -> str:
    """The name of a sentence in annotations: 8 hexadecimal digits."""
    return hashlib.sha256(fingerprint(text.split()).encode()).hexdigest()[:8]
