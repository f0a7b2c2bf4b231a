"""Looks at the pictures of `entente timeline`, `alliances` and `blocs` in headless Chromium, as a person would.

    ENTENTE_BINARY=build/release/cli/entente picture_browser.py [FOLDER]

Needs playwright and Debian's chromium; what is missing is a failure. Draws a graph of some hundred facts between
actors with long, right-to-left and hostile names, as SVG and as pages, in light and in dark. With FOLDER, leaves
what it saw there. Ends with 1 where an SVG is no XML, where a text is cut off, lies on another or cannot be told
from its ground, where a page does or loads anything else than it should, and where axe finds it hard to use.
"""

import datetime
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

import looked_at

NAMES = [
    "Russia",
    "Ukraine",
    "<script>hacked = 1</script><img src=x onerror='hacked=1'> & Sons",
    "المملكة العربية السعودية",
    "The Transitional Government of the United Provinces of the Northern Archipelago and Its Dependencies",
    "日本国",
    "Evil\u202ename",
    "Chad",
]
CLASSES = ["CONSULT", "AID", "ASSAULT", "ACCUSE", "SUPPORT", "THREATEN", "TRANSACT"]
FIRST_DAY = datetime.date(2018, 1, 1)
PICTURES = {
    "few": ["timeline", NAMES[2], NAMES[3]],
    "many": ["timeline", "Russia", "Ukraine", "--window", "2w"],
    "alone": ["timeline", NAMES[4]],
    "heat": ["alliances", "--window", "1m"],
    "blocs": ["blocs", "--window", "3m", "--min-score", "0.02"],
}

# Texts that leave the picture, and pairs of texts that overlap.
MISPLACED = """() => {
  const frame = document.querySelector('svg.picture').getBoundingClientRect();
  const texts = [...document.querySelectorAll('svg.picture text')]
    .map((text) => ({name: text.textContent, box: text.getBoundingClientRect(), halo: text.classList.contains('halo')}));
  const found = texts.filter(({box}) => box.left < frame.left - 1 || box.right > frame.right + 1 ||
    box.top < frame.top - 1 || box.bottom > frame.bottom + 1).map(({name}) => `${name} leaves the picture`);
  const rest = texts.filter(({halo}) => !halo);
  rest.forEach((one, i) => rest.slice(i + 1).forEach((other) => {
    const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
    const high = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
    if (wide > 1 && high > 5) found.push(`${one.name} lies on ${other.name}`);
  }));
  return found;
}"""

# The contrast (WCAG 2) of each kind of text with the ground of the picture.
PALE = """() => {
  const channels = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).map(Number);
  const light = (colour) => channels(colour).map((c) => c / 255)
    .map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = light(getComputedStyle(document.querySelector('svg.picture .ground')).fill);
  const found = new Set();
  for (const text of document.querySelectorAll('svg.picture text:not(.on-strong)')) {
    const of_text = light(getComputedStyle(text).fill);
    const contrast = (Math.max(of_text, ground) + 0.05) / (Math.min(of_text, ground) + 0.05);
    if (contrast < 4.5) found.add(`text of class "${text.getAttribute('class')}" has a contrast of ${contrast.toFixed(1)}`);
  }
  return [...found];
}"""


def facts():
    """A year of all sorts of facts, most of them between the first two."""
    chance = random.Random(1918)
    for number in range(1500):
        ends = NAMES[:2] if number < 1100 else chance.sample(NAMES, 2)
        day = (FIRST_DAY + datetime.timedelta(chance.randrange(365))).isoformat()
        yield {
            "document": f"d{number // 3}",
            "observed": day,
            "subject": {"name": ends[0], "type": "ORG"},
            "relation": "did something <b>remarkable</b> to",
            "class": chance.choice(CLASSES),
            "object": {"name": ends[1], "type": "ORG"},
            "date": day if number % 5 else None,
            "confidence": chance.uniform(0.3, 1),
            "evidence": {"sentence": number % 3, "text": "A sentence & its </p> end, \u202e turned."},
        }


class Look(looked_at.Look):
    """A picture that is looked at."""

    def open(self, file):
        self.requests.clear()
        self.page.goto(file.as_uri())
        for problem in self.page.evaluate(MISPLACED) + self.page.evaluate(PALE):
            self.expect(False, problem)

    def close(self, file):
        self.equal(sorted({request.split("#")[0] for request in self.requests}), [file.as_uri()], "what was loaded")


def look_at_marks(look):
    """Each tells something, on focus and under the pointer, and leads to a row that is there."""
    page = look.page
    marks = page.locator("svg.picture [data-tip]")
    look.expect(marks.count() > 10, f"there are {marks.count()} marks")
    look.equal(page.locator("svg.picture a[href]").evaluate_all(
        "list => list.filter(a => !document.getElementById(a.getAttribute('href').slice(1))).length"), 0,
        "the number of marks that lead nowhere")
    page.locator("svg.picture a[href]").first.focus()
    look.expect(page.locator("#tip").is_visible(), "a mark in focus shows no tip")
    page.keyboard.press("Escape")
    look.expect(page.locator("#tip").is_hidden(), "Escape does not close the tip")
    page.locator("svg.picture a[href]").first.focus()
    page.keyboard.press("Enter")
    look.equal(page.locator("tr:target").count(), 1, "the number of rows that Enter leads to")
    look.equal(page.evaluate("window.hacked"), None, "window.hacked")
    look.equal(page.locator("main img, main script, main b").count(), 0, "the number of foreign elements")


def look_at_size(look):
    """On a telephone only the picture is wider than the screen, and scrolls by itself."""
    look.page.set_viewport_size({"width": 360, "height": 740})
    width = look.page.evaluate("document.documentElement.scrollWidth")
    look.expect(width <= 360, f"the page is {width} pixels wide on a screen of 360")
    look.page.set_viewport_size({"width": 1200, "height": 900})


def look_for_barriers(look):
    for violation in Axe().run(look.page).response["violations"]:
        where = violation["nodes"][0]["html"][:200]
        look.expect(False, f"axe: {violation['help']} ({len(violation['nodes'])} times): {where}")


def draw(work):
    program = os.environ["ENTENTE_BINARY"]
    lines = "\n".join(json.dumps(fact) for fact in facts())
    graph = ["--graph", work / "graph"]
    subprocess.run([program, "ingest", "-", *graph], check=True, input=lines.encode(), stdout=subprocess.DEVNULL)
    for name, arguments in PICTURES.items():
        files = ["--svg", work / f"{name}.svg", "--html", work / f"{name}.html"]
        subprocess.run([program, *arguments, *graph, *files], check=True, stdout=subprocess.DEVNULL)
        xml.parse(work / f"{name}.svg")


def look_at(browser, scheme, work, folder):
    problems = 0
    for name in PICTURES:
        page = browser.new_page(color_scheme=scheme, viewport={"width": 1200, "height": 900})
        look = Look(page, f"{name}, {scheme}")
        look.open(work / f"{name}.svg")
        look.close(work / f"{name}.svg")
        if folder:
            page.screenshot(path=folder / f"{name}-{scheme}.png")
        look.open(work / f"{name}.html")
        if folder:
            page.screenshot(path=folder / f"{name}-{scheme}-page.png")
        look_at_marks(look)
        look_for_barriers(look)
        look_at_size(look)
        look.close(work / f"{name}.html")
        problems += look.problems
        page.close()
    return problems


def main():
    chromium = shutil.which("chromium")
    if not os.environ.get("ENTENTE_BINARY"):
        sys.exit(__doc__)
    if not chromium:
        sys.exit("picture_browser.py: chromium is missing")
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else None
    problems = 0
    with tempfile.TemporaryDirectory() as work, sync_playwright() as playwright:
        draw(pathlib.Path(work))
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for scheme in ("light", "dark"):
            problems += look_at(browser, scheme, pathlib.Path(work), folder)
        browser.close()
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
