"""Opens the page of `entente extract --html` in headless Chromium and looks at it as a person would.

    ENTENTE_BINARY=build/release/cli/entente page_browser.py [FOLDER]

Needs playwright and Debian's chromium; what is missing is a failure. Reads the two example articles and a document
that tries to become markup, in light and in dark. With FOLDER, leaves pictures of what it saw there. Ends with 1
where the page shows, does or loads anything else than it should, and where axe finds it hard to use.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from looked_at import Look

EXAMPLES = pathlib.Path(__file__).resolve().parents[2] / "examples"
HOSTILE = (
    "Putin met Xi Jinping. </script><script>window.hacked = 1</script> <img src=x onerror='hacked=1'> ]]> "
    "&lt;b&gt; 😀 \u202Eright to left\u202C שלום. Norway attacked Syria on Wednesday. "
    "The Arts Council of Norway Foundation met Xi Jinping."
)


def documents():
    articles = [json.loads((EXAMPLES / name / "article.jsonl").read_text()) for name in ("seed", "english")]
    return articles + [
        {"id": "<b>hostile</b>", "lang": "en", "date": "2023-07-27", "title": "<script>hacked = 1</script>", "text": HOSTILE}
    ]


def without_spaces(text):
    return "".join(text.split())


def look_at_document(look, article):
    """All of its text is there, as text."""
    sentences = look.page.locator(".sentence > p").evaluate_all(
        "list => list.map(p => Array.from(p.childNodes).slice(1).map(n => n.textContent).join(''))"
    )
    look.equal(without_spaces("".join(sentences)), without_spaces(article["text"]), "the text")
    if "Arts Council" in article["text"]:
        inner = look.page.locator(".mention .mention").all_inner_texts()
        look.equal(inner, ["Norway"], "the names inside of names")
    look.equal(look.page.evaluate("window.hacked"), None, "window.hacked")
    look.equal(look.page.locator("main img, main script, main b").count(), 0, "the number of foreign elements")


def look_at_triple(look, article):
    """The meeting of the seed article, opened with the keyboard."""
    page = look.page
    triple = page.locator(".triple", has_text="Kim Jong Un").filter(has_text="Sergei Shoigu").filter(has_text="met").first
    triple.focus()
    page.keyboard.press("Enter")
    look.equal(triple.get_attribute("aria-expanded"), "true", "aria-expanded")
    explanation = page.locator(".explanation")
    look.equal(explanation.count(), 1, "the number of explanations")
    for word in ("Subject", "Path", "Rules", "reunir", "2023-07-26", "Learnt"):
        look.expect(word in explanation.inner_text(), f"the explanation lacks {word}")
    for mark in ("subject", "object", "predicate", "of-date"):
        look.expect(page.locator(f"main .{mark}").count() > 0, f"nothing is marked as {mark}")
    look.expect("reun" in page.locator("main .predicate").first.inner_text(), "the predicate is another word")
    look.expect(page.locator(".drawing .arc.on-path").count() > 0, "no arc of the tree is on the path")
    page.keyboard.press("Enter")
    look.equal(page.locator(".explanation, main .subject, main .predicate").count(), 0, "what is left after closing")
    page.keyboard.press("Enter")


def look_at_entities(look):
    page = look.page
    first = page.locator("#entities button").first
    mentions = int(first.locator(".count").inner_text())
    first.click()
    look.equal(page.locator(".mention.same").count(), mentions, "the number of mentions shown")
    first.click()
    look.equal(page.locator(".mention.same").count(), 0, "the number of mentions shown after another click")
    page.locator(".mention").first.focus()
    look.expect(page.locator("#tip").is_visible(), "a mention in focus shows no tip")
    page.keyboard.press("Escape")
    look.expect(page.locator("#tip").is_hidden(), "Escape does not close the tip")


def look_at_filters(look):
    page = look.page
    all_triples = page.locator(".triple").count()
    page.locator("#class").select_option("ROLE")
    roles = page.locator(".triple").count()
    look.expect(0 < roles < all_triples, f"of {all_triples} triples the class lets {roles} through")
    page.locator("#class").select_option("")
    page.locator("#stating").check()
    look.expect(page.locator(".sentence:visible").count() < page.locator(".sentence").count(), "no sentence is hidden")
    page.locator("#stating").uncheck()
    look.equal(page.locator(".triple").count(), all_triples, "the number of triples without filters")


def look_at_size(look):
    """Nothing is wider than a telephone but for trees, which scroll by themselves."""
    look.page.set_viewport_size({"width": 360, "height": 740})
    width = look.page.evaluate("document.documentElement.scrollWidth")
    look.expect(width <= 360, f"the page is {width} pixels wide on a screen of 360")
    look.page.set_viewport_size({"width": 1360, "height": 900})


def look_for_barriers(look):
    for violation in Axe().run(look.page).response["violations"]:
        where = violation["nodes"][0]["html"][:200]
        look.expect(False, f"axe: {violation['help']} ({len(violation['nodes'])} times): {where}")


def look_at(page, url, scheme, folder):
    look = Look(page, scheme)
    page.goto(url)
    articles = documents()
    for i, article in enumerate(articles):
        if i > 0:
            page.locator("#next").click()
        look_at_document(look, article)
        look_for_barriers(look)
        if folder:
            page.screenshot(path=folder / f"{scheme}-{i + 1}.png", full_page=True)
    look.expect(page.locator("#next").is_disabled(), "there is a document after the last one")
    page.locator("#document").select_option("0")
    look_at_entities(look)
    look_at_filters(look)
    look_at_triple(look, articles[0])
    look_for_barriers(look)
    if folder:
        page.screenshot(path=folder / f"{scheme}-explained.png")
    look_at_size(look)
    if folder:
        page.set_viewport_size({"width": 360, "height": 740})
        page.screenshot(path=folder / f"{scheme}-narrow.png")
    look.equal(sorted(set(request.split("#")[0] for request in look.requests)), [url], "what was loaded")
    return look.problems


def main():
    chromium = shutil.which("chromium")
    if not os.environ.get("ENTENTE_BINARY"):
        sys.exit(__doc__)
    if not chromium:
        sys.exit("page_browser.py: chromium is missing")
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else None
    problems = 0
    with tempfile.TemporaryDirectory() as work, sync_playwright() as playwright:
        page_file = pathlib.Path(work) / "page.html"
        command = [os.environ["ENTENTE_BINARY"], "extract", "-", "--html", page_file]
        lines = "\n".join(json.dumps(document) for document in documents())
        subprocess.run(command, check=True, input=lines.encode(), stdout=subprocess.DEVNULL)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for scheme in ("light", "dark"):
            page = browser.new_page(color_scheme=scheme, viewport={"width": 1360, "height": 900})
            problems += look_at(page, page_file.as_uri(), scheme, folder)
        browser.close()
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
