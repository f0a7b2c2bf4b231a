"""Heads of punctuation, much as AnCora has them."""


def attach_punctuation(forms: list[str], punctuation: list[bool], words: list) -> None:
    """Sets the heads of punctuation: the highest word of what it opens, closes or sets off.

    From both neighbours one climbs as long as the path stays on its side. Of the two tops the right
    one is taken where it depends on the left side. Otherwise a word on the left path that a sign of
    the same form precedes already is closed by it; failing that, the left top is taken. Brackets
    and quotes take the top of what they enclose.
    """

    def path(start: int, low: int, high: int) -> list[int]:
        """From `start` up within [low, high)."""
        result = [start]
        while low <= words[result[-1]].head < high and not punctuation[words[result[-1]].head]:
            result.append(words[result[-1]].head)
        return result

    opened: set[tuple[int, str]] = set()  # words with a sign before them

    count = len(forms)
    partner = _pairs(forms)
    solid = [i for i in range(count) if not punctuation[i]]
    for i in range(count):
        if not punctuation[i]:
            continue
        before = max((k for k in solid if k < i), default=None)
        after = min((k for k in solid if k > i), default=None)
        if i in partner:
            low, high = sorted((i, partner[i]))
            inside = [k for k in solid if low < k < high and not low < words[k].head < high]
            if inside:
                words[i].head = inside[0]
                continue
        left = path(before, 0, i) if before is not None else []
        right = path(after, i + 1, count) if after is not None else []
        if right and (not left or 0 <= words[right[-1]].head < i):
            words[i].head = right[-1]
            opened.add((right[-1], forms[i]))
        elif left:
            closed = [k for k in left if (k, forms[i]) in opened]
            words[i].head = closed[-1] if closed else left[-1]


def _pairs(forms: list[str]) -> dict[int, int]:
    """Opening and closing brackets and quotes that belong together, both ways."""
    closing = {"(": ")", "[": "]", "«": "»", "“": "”", "¿": "?", "¡": "!"}
    pairs: dict[int, int] = {}
    open_at: list[int] = []
    for i, form in enumerate(forms):
        straight = form in ('"', "'")
        if straight and any(forms[k] == form for k in open_at):
            match = next(k for k in reversed(open_at) if forms[k] == form)
        elif form in closing.values() and any(closing.get(forms[k]) == form for k in open_at):
            match = next(k for k in reversed(open_at) if closing.get(forms[k]) == form)
        else:
            if straight or form in closing:
                open_at.append(i)
            continue
        open_at = open_at[: open_at.index(match)]
        pairs[i], pairs[match] = match, i
    return pairs
