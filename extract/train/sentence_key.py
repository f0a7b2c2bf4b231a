"""What a sentence is known by in annotations that hold no text."""

import hashlib
import unicodedata


def fingerprint(forms: list[str]) -> str:
    """The letters of a sentence without case and accents: the same however words are divided."""
    text = unicodedata.normalize("NFD", "".join(forms).lower())
    return "".join(c for c in text if c.isalnum())


def key_of(text: str) -> str:
    """The name of a sentence in annotations: 8 hexadecimal digits."""
    return hashlib.sha256(fingerprint(text.split()).encode()).hexdigest()[:8]


def key_of_words(forms: list[str]) -> str:
    """Likewise, by its words just as they are written and divided: what is said of single words holds for no other division."""
    return hashlib.sha256(" ".join(forms).encode()).hexdigest()[:8]
