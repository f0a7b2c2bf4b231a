"""Scores an analysis of raw text against a gold one, as the CoNLL 2018 script does.

How it works:
  1. Both files must spell the same characters, white space aside. Every sentence, surface token and word
     gets its range of these characters; the words of a multiword token share that token's.
  2. Words are aligned by their ranges; in stretches with multiword tokens, in either file, by the longest
     common subsequence of their forms.
  3. A right word is one that is aligned and, for LAS, whose head is aligned with the gold head and whose
     relation (without its subtype) is the gold one. Precision is of the system's words, recall of gold's.
"""
import dataclasses

RANGE, FORM, HEAD, DEPREL = 0, 1, 6, 7


@dataclasses.dataclass(eq=False)
class Word:
    form: str
    begin: int
    end: int
    multiword: bool
    relation: str
    head: "Word | None" = None  # None at the root


@dataclasses.dataclass
class Text:
    characters: str  # without white space
    sentences: list[tuple[int, int]]
    tokens: list[tuple[int, int]]
    words: list[Word]


def read(lines):
    """The text of the lines of a CoNLL-U file; empty nodes are left out."""
    text = Text("", [], [], [])
    spelt, length, rows = [], 0, []

    def end_sentence():
        nonlocal length
        begin, words, last, span = length, [], 0, (0, 0)
        for row in rows:
            number = row[RANGE]
            first_of_token = "-" in number or int(number) > last
            if first_of_token:
                form = "".join(row[FORM].split())
                span = (length, length + len(form))
                spelt.append(form)
                text.tokens.append(span)
                length += len(form)
            if "-" in number:
                last = int(number.split("-")[1])
            else:
                words.append(Word(row[FORM].lower(), *span, int(number) <= last, row[DEPREL].split(":")[0]))
        heads = [int(row[HEAD]) for row in rows if "-" not in row[RANGE]]
        for word, head in zip(words, heads, strict=True):
            word.head = words[head - 1] if head else None
        text.words += words
        text.sentences.append((begin, length))
        rows.clear()

    for line in lines:
        columns = line.rstrip("\n").split("\t")
        if len(columns) == 10 and "." not in columns[RANGE]:
            rows.append(columns)
        elif not line.strip() and rows:
            end_sentence()
    if rows:
        end_sentence()
    text.characters = "".join(spelt)
    return text


def common_subsequence(gold, system):
    """Pairs of words with the same forms, in both orders, as many as there can be."""
    length = [[0] * (len(system) + 1) for _ in range(len(gold) + 1)]
    for g in reversed(range(len(gold))):
        for s in reversed(range(len(system))):
            same = gold[g].form == system[s].form
            length[g][s] = max(same and 1 + length[g + 1][s + 1], length[g + 1][s], length[g][s + 1])
    pairs, g, s = [], 0, 0
    while g < len(gold) and s < len(system):
        if gold[g].form == system[s].form:
            pairs.append((gold[g], system[s]))
            g, s = g + 1, s + 1
        elif length[g][s] == length[g + 1][s]:
            g += 1
        else:
            s += 1
    return pairs


def beyond(words, i, end):
    """Whether the i-th word is behind the stretch of text that ends at `end`."""
    return i == len(words) or (words[i].begin >= end if words[i].multiword else words[i].end > end)


def stretch(gold, g, system, s):
    """Where the words end, in both, of the stretch around multiword tokens that begins at `g` and `s`.

    Words are taken in the order of the text, and a multiword token extends the stretch to its end.
    """
    end = gold[g].end if gold[g].multiword else system[s].end
    while not (beyond(gold, g, end) and beyond(system, s, end)):
        if s == len(system) or (g < len(gold) and gold[g].begin <= system[s].begin):
            word, g = gold[g], g + 1
        else:
            word, s = system[s], s + 1
        if word.multiword:
            end = max(end, word.end)
    return g, s


def align(gold, system):
    """Pairs of a gold word and the system's word that stands for it."""
    pairs, g, s = [], 0, 0
    while g < len(gold) and s < len(system):
        if gold[g].multiword or system[s].multiword:
            first_g = g + (not gold[g].multiword and gold[g].begin < system[s].begin)
            first_s = s + (not system[s].multiword and system[s].begin < gold[g].begin)
            g, s = stretch(gold, g, system, s)
            pairs += common_subsequence(gold[first_g:g], system[first_s:s])
        elif (gold[g].begin, gold[g].end) == (system[s].begin, system[s].end):
            pairs.append((gold[g], system[s]))
            g, s = g + 1, s + 1
        elif gold[g].begin <= system[s].begin:
            g += 1
        else:
            s += 1
    return pairs


def f1(right, gold, system):
    return 200 * right / max(1, gold + system)


def scores(gold, system):
    """F1 in percent of sentences, surface tokens, words, and of words with their heads and relations."""
    if gold.characters != system.characters:
        at = next((i for i, (a, b) in enumerate(zip(gold.characters, system.characters)) if a != b),
                  min(len(gold.characters), len(system.characters)))
        near = slice(max(0, at - 20), at + 20)
        raise ValueError(f"the texts differ at character {at}: gold has {gold.characters[near]!r}, "
                         f"the system has {system.characters[near]!r}")
    pairs = align(gold.words, system.words)
    gold_of = {id(s): g for g, s in pairs}
    attached = [(g, s) for g, s in pairs if (gold_of.get(id(s.head)) if s.head else None) is g.head
                and (s.head is None) == (g.head is None)]
    labelled = sum(g.relation == s.relation for g, s in attached)
    sizes = len(gold.words), len(system.words)
    return {
        "sentences": f1(len(set(gold.sentences) & set(system.sentences)),
                        len(gold.sentences), len(system.sentences)),
        "tokens": f1(len(set(gold.tokens) & set(system.tokens)), len(gold.tokens), len(system.tokens)),
        "words": f1(len(pairs), *sizes),
        "UAS": f1(len(attached), *sizes),
        "LAS": f1(labelled, *sizes),
    }
