"""Heads of commas that set off a part of a constituent, much as AnCora has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cess.heads import Word


def attach_commas(words: list[Word], commas: list[int]) -> None:
    """Sets the heads of the given commas to the highest word of what they set off.

    From both neighbours one climbs as long as the path stays on its side. Of the two tops the right
    one is taken where it depends on the left side. Otherwise a word on the left path that a comma
    precedes already is closed by this one; failing that, the left top is taken.
    """

    def path(start: int, low: int, high: int) -> list[int]:
        """From `start` up within [low, high)."""
        result = [start]
        while low <= words[result[-1]].head < high:
            result.append(words[result[-1]].head)
        return result

    solid = [i for i, word in enumerate(words) if word.whole[:1] != "F"]
    opened: set[int] = set()  # words that a comma precedes
    for i in commas:
        before = max((k for k in solid if k < i), default=None)
        after = min((k for k in solid if k > i), default=None)
        left = [] if before is None else path(before, 0, i)
        right = [] if after is None else path(after, i + 1, len(words))
        if right and (not left or 0 <= words[right[-1]].head < i):
            words[i].head = right[-1]
            opened.add(right[-1])
        elif left:
            words[i].head = next((k for k in reversed(left) if k in opened), left[-1])
