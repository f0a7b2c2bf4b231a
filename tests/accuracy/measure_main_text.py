"""Measures the main text that is read of pages beside three libraries, on the same pages in one run.

Run by hand, since the pages may not be committed: they come with the source packages of two libraries.

    pip download --no-binary :all: --no-deps -d FOLDER trafilatura==0.4.1 newspaper4k==0.9.6
    pip install trafilatura==2.3.1 readability-lxml==0.9 jusText==3.0.2 lxml_html_clean==0.4.6
    python3 measure_main_text.py FOLDER --program build/tests/accuracy/entente_documents [--half tune|report]

1. Phrases (trafilatura's tests): phrases that an extraction must have or must not have, by hand, of 85 pages, half of
   them German. Precision, recall and F1 count phrases. Trafilatura was developed on these very pages.
2. Words (newspaper4k's tests): the whole text of 15 news pages; precision, recall and F1 of the multiset of words, the
   mean over pages. Pages in scripts without spaces between words are left out.

Pages are cut into two halves by a hash of their names; thresholds were chosen on "tune", figures are of "report".
"""
import argparse
import ast
import collections
import hashlib
import json
import pathlib
import re
import statistics
import subprocess
import sys
import tarfile
import tempfile

WITHOUT_SPACES = ("burmese", "chinese", "japanese", "thai", "yna_co_kr")


def half_of(name):
    return "tune" if hashlib.sha256(name.encode()).digest()[0] % 2 == 0 else "report"


def unpack(folder, pattern, target):
    archives = sorted(pathlib.Path(folder).glob(pattern))
    if not archives:
        sys.exit(f"{folder}: there is no {pattern}; see the top of {__file__}")
    with tarfile.open(archives[-1]) as archive:
        archive.extractall(target, filter="data")
    return next(pathlib.Path(target).glob(pattern.replace(".tar.gz", "")))


def phrases_of_test(node):
    """The (phrase, wanted) pairs of `assert 'a' in result and 'b' not in result`."""
    for comparison in ast.walk(node.test):
        if not isinstance(comparison, ast.Compare) or not isinstance(comparison.left, ast.Constant):
            continue
        if isinstance(comparison.ops[0], (ast.In, ast.NotIn)) and isinstance(comparison.left.value, str):
            yield comparison.left.value, isinstance(comparison.ops[0], ast.In)


def phrase_pages(root):
    """{path of a page: [(phrase, wanted), …]}"""
    tree = ast.parse((root / "tests/unit_tests.py").read_text())
    files, found = {}, collections.defaultdict(list)
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "MOCK_PAGES":
            files = ast.literal_eval(node.value)
    for function in (node for node in tree.body if isinstance(node, ast.FunctionDef)):
        page = None
        for node in sorted((n for n in ast.walk(function) if isinstance(n, (ast.Assign, ast.Assert))),
                           key=lambda n: n.lineno):
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
                called = getattr(node.value.func, "id", "")
                page = node.value.args[0].value if called == "load_mock_page" else None
            elif isinstance(node, ast.Assert) and page in files:
                found[root / "tests/cache" / files[page]] += list(phrases_of_test(node))
    return {path: phrases for path, phrases in found.items() if phrases and path.exists()}


def word_pages(root):
    """{path of a page: its text}"""
    texts = {path.stem: path.read_text() for path in (root / "tests/data/txt").glob("*.txt")}
    pages = (root / "tests/data/html").glob("*.html")
    return {page: texts[page.stem] for page in pages
            if page.stem in texts and not page.stem.startswith(WITHOUT_SPACES)}


def words_of(text):
    return collections.Counter(re.findall(r"\w+", text.lower()))


def one_spaced(text):
    return re.sub(r"\s+", " ", text.replace("\u00a0", " "))


def entente(program):
    def extract(paths):
        texts = {}
        for path in paths:  # each alone: two may give the same address
            run = subprocess.run([program, str(path)], capture_output=True, text=True, check=True)
            texts[path] = json.loads(run.stdout)["text"] if run.stdout else ""
        return texts
    return extract


def each(extract_one):
    def extract(paths):
        texts = {}
        for path in paths:
            try:
                texts[path] = extract_one(path.read_bytes()) or ""
            except Exception as error:  # a library that fails on a page has no text of it
                print(f"{path.name}: {error!r}", file=sys.stderr)
                texts[path] = ""
        return texts
    return extract


def peers():
    import justext
    import lxml.html
    import readability
    import trafilatura

    def text_of_readability(html):
        text = trafilatura.utils.decode_file(html)
        summary = readability.Document(text).summary()
        return " ".join(lxml.html.fromstring(summary).itertext())

    def text_of_justext(html):
        text = trafilatura.utils.decode_file(html)
        words = frozenset().union(*(justext.get_stoplist(name) for name in ("English", "German", "French", "Spanish")))
        return "\n".join(p.text for p in justext.justext(text, words) if not p.is_boilerplate)

    return {
        "trafilatura": each(lambda html: trafilatura.extract(html, include_comments=False)),
        "readability-lxml": each(text_of_readability),
        "jusText": each(text_of_justext),
    }


def f1(precision, recall):
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def score_phrases(pages, texts):
    right = missed = wrong = 0
    for path, phrases in pages.items():
        text = one_spaced(texts[path])
        for phrase, wanted in phrases:
            there = one_spaced(phrase) in text
            right += wanted and there
            missed += wanted and not there
            wrong += there and not wanted
    precision, recall = right / max(right + wrong, 1), right / max(right + missed, 1)
    return precision, recall, f1(precision, recall)


def score_words(pages, texts):
    scores = []
    for path, wanted_text in pages.items():
        wanted, found = words_of(wanted_text), words_of(texts[path])
        shared = sum((wanted & found).values())
        precision, recall = shared / max(sum(found.values()), 1), shared / max(sum(wanted.values()), 1)
        scores.append((precision, recall, f1(precision, recall)))
    return tuple(statistics.mean(column) for column in zip(*scores))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--program", required=True)
    parser.add_argument("--half", choices=("tune", "report"))
    parser.add_argument("--alone", action="store_true", help="without the other libraries")
    parser.add_argument("--pages", action="store_true", help="what is wrong on each page")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as unpacked:
        sets = {
            "phrases": (phrase_pages(unpack(given.folder, "trafilatura-0.4.1.tar.gz", unpacked)), score_phrases),
            "words": (word_pages(unpack(given.folder, "newspaper4k-0.9.6.tar.gz", unpacked)), score_words),
        }
        extractors = {"Entente": entente(given.program)} | ({} if given.alone else peers())
        for name, (pages, score) in sets.items():
            pages = {path: wanted for path, wanted in sorted(pages.items()) if given.half in (None, half_of(path.name))}
            print(f"{name}: {len(pages)} pages{' of the half ' + given.half if given.half else ''}")
            for extractor, extract in extractors.items():
                texts = extract(pages)
                print("  {:17} P {:.3f}  R {:.3f}  F1 {:.3f}".format(extractor, *score(pages, texts)))
                if given.pages and extractor == "Entente":
                    for path in pages:
                        print("    {:45} P {:.2f} R {:.2f} F1 {:.2f}".format(path.name, *score({path: pages[path]}, texts)))


if __name__ == "__main__":
    main()
