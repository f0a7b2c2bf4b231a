"""The constituent trees of CESS-ESP as they are in the file."""

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Union

import readers


@dataclasses.dataclass
class Leaf:
    """A terminal: EAGLES tag, form and lemma, parts joined with "_"."""

    tag: str
    form: str
    lemma: str


@dataclasses.dataclass
class Node:
    """A constituent, e.g. label "sn-SUJ"."""

    label: str
    children: list[Union["Node", Leaf]]

    @property
    def base(self) -> str:
        """The category without function and agreement: "sn", "grup.nom", "S.F.R"."""
        label = self.label.split("-")[0].replace("*", "")
        return re.sub(r"(\.[mfcn]?[spn])?(\.(co|j|x|r|e|\d\w))*$", "", label) or label

    @property
    def function(self) -> str:
        """SUJ, CD, …, or nothing."""
        return self.label.split("-")[1].split(".")[0] if "-" in self.label else ""

    @property
    def coordinated(self) -> bool:
        """True for the mother of conjuncts."""
        return ".co" in self.label


def read(path: Path) -> Iterator[Node]:
    """The sentences of a file of bracketed trees."""
    with readers.open_text(path) as lines:
        text = "".join(line for line in lines if not line.startswith(";"))
    tokens = re.findall(r"[()]|[^\s()]+", text)
    position = 0

    def parse() -> Node | Leaf | None:
        nonlocal position
        position += 1  # the opening bracket
        label = ""
        if tokens[position] not in "()":
            label = tokens[position]
            position += 1
        atoms, children = [], []
        while tokens[position] != ")":
            if tokens[position] == "(":
                child = parse()
                if child is not None:
                    children.append(child)
            else:
                atoms.append(tokens[position])
                position += 1
        position += 1
        if len(atoms) >= 1 and not children:
            form = atoms[0]
            return None if form.startswith("*") else Leaf(label, form, atoms[-1])
        return Node(label, children) if children else None

    while position < len(tokens):
        tree = parse()
        if tree is not None:
            yield tree
