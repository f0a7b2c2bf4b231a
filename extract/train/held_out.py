"""What is kept out of training: test and tuning sentences, and every copy of them."""

from pathlib import Path

import name_corpora
import readers
from readers import Sentence
from sentence_key import fingerprint


class HeldOut:
    """The sentences of the test and tuning sets, to be kept out of training in any other copy.

    A copy shares 45 letters with the beginning, the middle or the end of a held-out sentence, so
    that sentences that were divided otherwise or mended are found too. Shorter ones (datelines and
    other formulas) are left alone. Documents that the config's `held_out_documents` names are kept out, too.
    """

    _LETTERS = 45

    def __init__(self, config: dict, data: Path):
        self.contractions = config["contractions"]
        self.documents = set(config.get("held_out_documents", []))
        sentences = readers.read_trees(config["tuning"]["trees"], data, data)
        for path in config["tests"]["trees"]:
            sentences += readers.read_conllu(data / path)
        for source in [config["tuning"]["names"], *config["tests"]["names"]]:
            sentences += name_corpora.read(source, data, data)
        self.stretches: set[str] = set()
        for sentence in sentences:
            letters = self._letters(sentence)
            last = len(letters) - self._LETTERS
            if last >= 0:
                starts = (0, last // 2, last)
                self.stretches.update(letters[i : i + self._LETTERS] for i in starts)

    def _letters(self, sentence: Sentence) -> str:
        return fingerprint(readers.split_contractions(sentence.forms, self.contractions))

    def without(self, sentences: list[Sentence]) -> list[Sentence]:
        """The sentences that are no copies of those held out, and of no document held out."""

        def is_copy(sentence: Sentence) -> bool:
            letters = self._letters(sentence)
            last = len(letters) - self._LETTERS
            return any(letters[i : i + self._LETTERS] in self.stretches for i in range(last + 1))

        return [s for s in sentences if s.document not in self.documents and not is_copy(s)]

    def gold(self, config: dict, data: Path, work: Path) -> list[Sentence]:
        """All sentences for training whose trees or names no model made, those held out left out."""
        trees, names = (
            [source for source in sources if not source.get("silver")]
            for sources in (config["trees"], config["names"]["train"])
        )
        sentences = [s for source in trees for s in readers.read_trees(source, data, work)]
        sentences += [s for source in names for s in name_corpora.read(source, data, work)]
        return self.without(sentences)
