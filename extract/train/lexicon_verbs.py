"""Adds the verbs of a language's lexicon to those that its model knows the lemmas of.

    python lexicon_verbs.py ../language/es

Treebanks are small: theirs hold no "hijack" and no "indultar". What a verb's form is cut to is looked
for among the verbs that the model knows (MODEL.md), so one that only the lexicon has was often
misread, and its frames were never found. Changes the header of `model.bin`, not its tensors.
"""

import json
import sys
from pathlib import Path

import tensor_file

# No verbs, but what forms are misread as, by the lexicon's writers or by those of a treebank.
MISREADINGS = {
    "en": {"appointed", "fre", "fundrais", "reconven"},
    "es": {"desmientir", "desmintiar", "desmintir"},
}


def verbs_of(folder: Path) -> set[str]:
    """The verbs of the frames, without particles."""
    frames = json.loads((folder / "verbs.json").read_text())["frames"]
    lemmas = set()
    for frame in frames:
        lemma = frame["lemma"]
        lemmas.update([lemma] if isinstance(lemma, str) else lemma)
    words = {lemma.split()[0] for lemma in lemmas}
    return {word for word in words if word.isalpha()}


def main(folder: Path) -> None:
    model = folder / "model.bin"
    header, section = tensor_file.read_header(model)
    known = set(header["verbs"])
    misread = MISREADINGS.get(folder.name, set())
    header["verbs"] = sorted((known | verbs_of(folder)) - misread)
    tensor_file.write_stored(model, header, section)
    print(f"{model}: {len(known)} verbs before, {len(header['verbs'])} now")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
