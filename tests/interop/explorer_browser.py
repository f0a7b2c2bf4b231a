"""Opens the page of `entente export --to html` in headless Chromium and uses it as a person would.

    ENTENTE_BINARY=build/release/cli/entente explorer_browser.py [FOLDER]

Needs playwright and Debian's chromium; what is missing is a failure. The graph is that of the two example articles,
and of triples that try to become markup; a second one has 5,000 facts, a third that is served 20,100. With FOLDER, leaves pictures of what it saw
there. Ends with 1 where the page shows, does or loads anything else than it should, where its numbers are not those of
the command line, and where axe finds it hard to use.
"""

import contextlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import urllib.parse

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

import looked_at

ROOT = pathlib.Path(__file__).resolve().parents[2]
ARTICLES = [ROOT / "examples" / name / "article.jsonl" for name in ("seed", "english")]
ATTACK = "</script><script>window.hacked = 1</script><img src=x onerror='window.hacked=1'>"
MOST_SECONDS = 2.0  # to open 5,000 facts, of the page's own processor time: what else runs on the machine does not count


def entente(*arguments, **options):
    return subprocess.run([os.environ["ENTENTE_BINARY"], *map(str, arguments)], check=True, capture_output=True, **options).stdout


def triple(document, subject, relation, object_, **qualifiers):
    return {"document": document, "subject": {"name": subject}, "relation": relation, "object": {"name": object_}, **qualifiers}


def hostile_triples():
    evidence = {"sentence": 0, "begin": 0, "end": 10, "text": f"{ATTACK} met 😀 \u202eright to left\u202c שלום ]]> <!--"}
    return [
        triple(f"javascript:window.hacked=1 {ATTACK}", f"<b>{ATTACK}</b>", f"<i>met</i> {ATTACK}", "x" * 10000, evidence=evidence),
        triple("https://example.org/a?b=\"><script>", "constructor", "__proto__", "toString", date="2023-07-26", evidence=evidence),
        {"record": {"document": "https://example.org/a?b=\"><script>", "title": f"<h1>{ATTACK}", "source": "javascript:alert(1)"}},
    ]


def hyphenated_triples():
    """Of names whose letters mean something in a regular expression."""
    names = (("Jean-Luc Mélenchon", "Al-Qaeda"), ("C++ (firm)", "a|b/c [d]"), ("What?", "$.^*"))
    for number, (subject, other) in enumerate(names):
        text = f"{subject} met {other}, as it was told."
        yield triple("d", subject, "met", other, **{"class": "CONSULT"}, evidence={"sentence": number, "begin": 0, "end": len(text), "text": text})


def many_triples():
    """5,000 facts of 1,000 entities, in ten years."""
    for n in range(5000):
        day = f"{2010 + n % 10}-{1 + n % 12:02}-{1 + n % 28:02}"
        text = f"Entity {n % 997} met entity {n * 7 % 1000} on {day}, as was reported in sentence {n}."
        yield triple(
            f"d-{n // 5}", f"Entity {n % 997}", "met", f"Entity {n * 7 % 1000 + 1000}", date=day, observed=day,
            confidence=0.3 + n % 7 / 10, **{"class": ("CONSULT", "ASSAULT", "AID")[n % 3]},
            evidence={"sentence": n % 5, "begin": 0, "end": len(text), "text": text},
        )


def large_triples():
    """More facts than a page can show."""
    for n in range(20_100):
        year = 2010 + n % 10
        yield triple(f"d-{n}", f"Actor {n % 200}", f"met {n}", f"Place {n % 97}", date=f"{year}-03-05", observed=f"{year}-03-05", **{"class": "CONSULT"})


def lines(objects):
    return "\n".join(json.dumps(each) for each in objects).encode()


class Look(looked_at.Look):
    """The explorer, looked at."""

    provoked = False  # from when on the policy is made to refuse something, and says so

    def hear(self, message):
        by_processor = "GPU stall" in message.text or "swiftshader" in message.text.lower()
        self.expect(self.provoked or by_processor, f"the console says: {message.text}")

    def open(self, address, fragment=""):
        self.page.goto("about:blank")
        self.page.goto(address + fragment)
        self.page.wait_for_selector("html[data-ready]")
        self.address = address

    def fragment(self):
        return urllib.parse.parse_qs(self.page.evaluate("location.hash.slice(1)"))

    def heading(self):
        return self.page.locator("#details h2").inner_text()

    def facts(self):
        """How many facts the page says that it shows."""
        return int(self.page.locator("#details .figures").first.inner_text().split(" ")[0].replace(",", "").replace(".", ""))

    def axe(self, where):
        for violation in Axe().run(self.page).response["violations"]:
            node = violation["nodes"][0]["html"][:200]
            self.expect(False, f"axe, {where}: {violation['help']} ({len(violation['nodes'])} times): {node}")


def view(look, label):
    look.page.locator(".tabs button", has_text=label).click()


def close_details(look):
    look.page.locator("#details .close").click()


def ring(look, entity):
    """Where an entity is drawn: in the middle of the ring that it has when it is selected. The selection is taken back."""
    look.open(look.address, f"#entity={urllib.parse.quote(entity)}")
    look.page.wait_for_timeout(300)
    place = look.page.evaluate(
        """() => {
          const canvas = document.querySelector('.names');
          const hex = getComputedStyle(document.documentElement).getPropertyValue('--accent').trim();
          const accent = [1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16));
          const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
          const xs = [], ys = [];
          for (let n = 0; n < data.length; n += 4) {
            if (data[n + 3] < 250 || accent.some((part, i) => Math.abs(data[n + i] - part) > 2)) continue;
            xs.push((n / 4) % canvas.width);
            ys.push(Math.floor(n / 4 / canvas.width));
          }
          const box = canvas.getBoundingClientRect();
          const middle = list => (Math.min(...list) + Math.max(...list)) / 2;
          return { x: box.x + middle(xs) * box.width / canvas.width, y: box.y + middle(ys) * box.height / canvas.height };
        }"""
    )
    close_details(look)
    return place


def look_at_search(look):
    page = look.page
    field = page.locator("header input[type=search]")
    field.fill("shoig")
    look.equal(page.locator("header [role=option]").first.locator("bdi").inner_text(), "Sergei Shoigu", "the first suggestion")
    page.keyboard.press("ArrowDown")
    look.expect(field.get_attribute("aria-activedescendant") is not None, "no suggestion is active")
    page.keyboard.press("Enter")
    look.equal(look.heading(), "Sergei Shoigu", "the entity found")
    details = page.locator("#details").inner_text()
    for word in ("Acts for Russia", "defence minister of", "Partners", "North Korea", "Connections", "Kim Jong Un"):
        look.expect(word in details, f"the details of Shoigu lack {word!r}")
    look.equal(look.fragment().get("entity"), ["person/sergei-shoigu"], "the entity in the address")
    field.fill("nobody of this name")
    look.equal(page.locator("header [role=option]").inner_text(), "Nothing has this name.", "the answer to a name that nobody has")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")


def look_at_graph(look):
    """A click on an entity, and on the line between two."""
    page = look.page
    korea = ring(look, "country/PRK")
    page.mouse.click(korea["x"], korea["y"])
    look.equal(look.heading(), "North Korea", "what a click on North Korea opens")
    kim = ring(look, "person/kim-jong-un")
    headings = set()
    for share in (0.35, 0.5, 0.65):
        page.mouse.click(kim["x"] + share * (korea["x"] - kim["x"]), kim["y"] + share * (korea["y"] - kim["y"]))
        if page.locator("#details .close").count():
            headings.add(look.heading())
    look.expect({"North Korea – Kim Jong Un", "Kim Jong Un – North Korea"} & headings, f"clicks on the line from Kim to North Korea open {headings}")


def look_at_keyboard(look):
    page = look.page
    look.open(look.address)
    page.locator(".stage").focus()
    seen = set()
    for key in ("ArrowRight", "ArrowLeft", "ArrowDown", "ArrowRight", "ArrowUp", "ArrowLeft", "ArrowUp"):
        page.keyboard.press(key)
        seen.add(page.locator("[aria-live=polite]").inner_text())
    look.expect(len(seen) > 2 and all("fact" in each for each in seen), f"arrow keys announce {seen}")
    last = page.locator("[aria-live=polite]").inner_text().split(",")[0]
    page.keyboard.press("Enter")
    look.equal(look.heading(), last, "what Enter opens")
    look.equal(page.evaluate("document.activeElement.tagName"), "H2", "what has the focus after Enter")
    page.keyboard.press("Escape")
    look.equal(page.locator("#details .close").count(), 0, "the number of details after Escape")
    look.expect("stage" in page.evaluate("document.activeElement.className"), "Escape does not lead back to the graph")
    look.open(look.address)
    walk = []
    for _ in range(200):
        page.keyboard.press("Tab")
        place = page.evaluate("(['header', '.filters', 'main', '.time', '.panel'].find(name => document.activeElement.closest(name)) ?? '')")
        if place and (not walk or walk[-1] != place):
            walk.append(place)
        if page.evaluate("document.activeElement === document.body"):
            break
    look.equal(walk, ["header", ".filters", "main", ".time", ".panel"], "the way of the Tab key")


def look_at_evidence(look):
    """The facts of a pair, with their sentences, the names in them, and the way to the document."""
    page = look.page
    look.open(look.address, "#entity=person/kim-jong-un&entity=person/sergei-shoigu")
    fact = page.locator(".fact", has_text="met").first
    look.expect("2023-07-26" in fact.inner_text() and "KCNA" in fact.inner_text(), "the meeting lacks its date or source")
    look.expect(any("hoig" in word for word in fact.locator("mark.subject, mark.object").all_inner_texts()), "no name is marked in the sentence")
    article = json.loads(ARTICLES[0].read_text())
    quote = fact.locator("blockquote").first.inner_text()
    look.expect("".join(quote.split()) in "".join(article["text"].split()), f"this is no sentence of the article: {quote!r}")
    fact.locator("figcaption button").first.click()
    look.equal(look.fragment().get("reading"), [article["id"]], "the document in the address")
    look.expect(page.locator("#details .fact").count() > 3, "the document has hardly any sentences")
    page.locator("#details .toggle").click()
    look.equal(look.fragment().get("document"), [article["id"]], "the document that is filtered by")
    page.go_back()
    look.expect("Shoigu" in look.heading(), "the browser's way back does not lead to the pair")


def look_at_filters(look):
    page = look.page
    look.open(look.address)
    everything = look.facts()
    expected = len(entente("facts", "--graph", look.graph, "--json").splitlines())
    look.equal(everything, expected, "the number of facts")
    page.locator("label", has_text="Consult").locator("input").check()
    look.equal(look.facts(), len(entente("facts", "--graph", look.graph, "--json", "--class", "CONSULT").splitlines()), "the facts of class CONSULT")
    page.locator("#confidence").fill("0.8")
    look.equal(
        look.facts(),
        len(entente("facts", "--graph", look.graph, "--json", "--class", "CONSULT", "--min-confidence", "0.8").splitlines()),
        "the same of confidence 0.8",
    )
    page.locator("label", has_text="negated").locator("input").check()
    look.equal(page.locator(".graph .nothing p").first.inner_text(), "No fact is left", "the notice where nothing is left")
    page.locator(".graph .nothing button").click()
    look.equal(look.facts(), everything, "the number of facts without filters")


def look_at_time(look):
    page = look.page
    for since, until in (("2023-07-26", "2023-07-26"), ("2023-07-27", "2023-07-28")):
        look.open(look.address, f"#since={since}&until={until}")
        facts = entente("facts", "--graph", look.graph, "--json", "--since", since, "--until", until)
        look.equal(look.facts(), len(facts.splitlines()), f"the number of facts from {since} to {until}")
    look.open(look.address)
    page.locator(".time input.until").focus()
    page.keyboard.press("ArrowLeft")
    look.equal(look.fragment().get("until"), ["2023-07-27"], "the end after an arrow key")
    page.locator(".time .ends button").click()
    look.equal(look.fragment().get("until"), None, "the end of the whole time")
    page.locator(".play").click()
    look.equal(page.locator(".play").get_attribute("aria-label"), "Pause", "the button while time plays")
    page.wait_for_url(lambda url: "since=2023-07-27" in url)
    page.wait_for_selector(".play[aria-label=Play]")


def look_at_alliances(look):
    """The matrix has the numbers of `entente alliances`."""
    page = look.page
    told = {}
    for line in entente("alliances", "--graph", look.graph, "--json").splitlines():
        alliance = json.loads(line)
        told[alliance["actor"]["id"], alliance["other"]["id"]] = (alliance["score"], alliance["interval"], alliance["stories"])
    data = page.evaluate("JSON.parse(document.getElementById('graph').textContent)")
    actors = [actor["id"] for actor in data["actors"]]
    seen = {(actors[p["actor"]], actors[p["other"]]): (p["score"], p["interval"], p["stories"]) for p in data["alliances"]["pairs"]}
    look.equal(seen, told, "the alliances")
    look.open(look.address, "#view=matrix")
    cell = page.locator("button[aria-label^='North Korea – Russia:']")
    score = round(100 * told["country/PRK", "country/RUS"][0])
    look.equal(cell.inner_text(), str(score), "the score of North Korea and Russia")
    page.locator(".matrix td button[tabindex='0']").focus()
    before = page.evaluate("document.activeElement.title")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    look.expect(page.evaluate("document.activeElement.title") not in ("", before), "arrow keys do not move in the matrix")
    page.keyboard.press("Enter")
    look.expect(" – " in look.heading(), "Enter in the matrix opens no pair of actors")
    look.expect("nine of ten" in page.locator("#details").inner_text(), "the pair has no interval")


def look_at_other_views(look):
    page = look.page
    look.open(look.address, "#view=timeline")
    look.expect(page.locator(".timeline tbody svg rect").count() > 3, "the timeline is empty")
    box = page.locator(".timeline tbody svg").first.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    look.expect("from" in look.fragment(), "a click on the timeline opens no part of the time")
    look.open(look.address, "#view=table")
    page.locator("th button", has_text="Confidence").click()
    page.locator("th button", has_text="Confidence").click()
    look.equal(page.locator("th[aria-sort=descending]").inner_text().split(" ")[0], "Confidence", "the column that is sorted by")
    values = [float(text) for text in page.locator("tbody td:last-child").all_inner_texts()]
    look.equal(values, sorted(values, reverse=True), "the order of confidences")
    page.locator(".toggle", has_text="Entities").click()
    look.expect(page.locator("tbody tr").count() > 10, "the list of entities is empty")


def look_at_languages(look):
    page = look.page
    look.open(look.address)
    page.locator("button[lang=es]").click()
    look.equal(page.evaluate("document.documentElement.lang"), "es", "the language of the page")
    look.expect("De quién más se habla" in page.locator("#details").inner_text(), "the details are not in Spanish")
    look.equal(look.fragment().get("lang"), ["es"], "the language in the address")
    look.axe("in Spanish")


def look_at_link(look):
    """What a link leads to is what was seen when it was made."""
    page = look.page
    look.open(look.address, "#view=timeline&class=CONSULT,SUPPORT&confidence=0.4&since=2023-07-26&entity=country%2FRUS&lang=es&theme=dark")
    before = (page.locator("#details").inner_text(), page.locator(".timeline").inner_text(), page.evaluate("location.hash"))
    page.reload()
    page.wait_for_selector("html[data-ready]")
    look.equal((page.locator("#details").inner_text(), page.locator(".timeline").inner_text(), page.evaluate("location.hash")), before, "the view after a reload")
    look.equal(page.evaluate("document.documentElement.dataset.theme"), "dark", "the colours in a link")
    look.open(look.address, "#view=nowhere&since=tomorrow&confidence=7&entity=nobody&camera=a,b&page=-1&class=NOTHING")
    look.equal(look.page.locator("#details h2").inner_text(), "This graph", "what a link that makes no sense leads to")
    look.open(look.address)
    page.locator(".zoom button").first.click()
    page.wait_for_url(lambda url: "camera=" in url)


def look_at_hostile(look):
    page = look.page
    look.open(look.address, "#view=table")
    for name in page.locator(".table tbody .link.relation").all():
        if "met" not in name.inner_text() and "proto" not in name.inner_text():
            continue
        name.click()
        look.expect(ATTACK in page.locator("#details").inner_text(), "what tries to be markup is not shown as text")
        look.axe("with hostile texts")
    links = page.locator("a[target]").evaluate_all("links => links.map(link => link.href)")
    look.expect(all(link.startswith("https://example.org/") for link in links), f"there are links to {links}")
    view(look, "Graph")
    page.wait_for_timeout(300)
    look.equal(page.evaluate("window.hacked"), None, "window.hacked")
    look.equal(page.locator("#app img, #app script, #app b, #app i").count(), 0, "the number of foreign elements")
    look.provoked = True
    refused = page.evaluate(
        """() => new Promise(resolve => {
          const seen = [];
          document.addEventListener('securitypolicyviolation', event => { seen.push(event.effectiveDirective); if (seen.length === 3) resolve(seen); });
          const script = document.createElement('script');
          script.textContent = 'window.hacked = 1';
          document.body.append(script);
          document.body.setAttribute('style', 'color: red');
          fetch('https://example.org/').catch(() => {});
          setTimeout(() => resolve(seen), 2000);
        })"""
    )
    look.equal(sorted(refused), ["connect-src", "script-src-elem", "style-src-attr"], "what the policy refuses")
    look.equal(page.evaluate("window.hacked"), None, "window.hacked after a script was put into the page")


def look_at_hyphenated(look):
    """Whatever names are made of, they are opened, and marked in their sentences."""
    page = look.page
    for each in hyphenated_triples():
        names = [each["subject"]["name"], each["object"]["name"]]
        for name in names:
            look.open(look.address, "#view=table")
            page.locator(".table tbody .link", has_text=name).first.click()
            look.expect(name in look.heading(), f"what a click on {name!r} opens: {look.heading()!r}")
            look.equal(page.locator("#details blockquote mark").all_inner_texts(), names,
                       f"what is marked in the sentence of {name!r}")


def look_without_graphics(look):
    """A browser that cannot draw the graph says so, and shows the rest."""
    look.page.add_init_script(
        "const get = HTMLCanvasElement.prototype.getContext;"
        "HTMLCanvasElement.prototype.getContext = function (kind, ...rest) { return kind.startsWith('webgl') ? null : get.call(this, kind, ...rest); };"
    )
    look.open(look.address)
    look.expect("WebGL" in look.page.locator(".graph .nothing").inner_text(), "a browser without WebGL is told nothing")
    view(look, "List")
    look.expect(look.page.locator("tbody tr").count() > 10, "without WebGL the list is empty")


def look_at_size(look):
    """Nothing is wider than a telephone but for what scrolls by itself."""
    look.page.set_viewport_size({"width": 360, "height": 740})
    for name in ("graph", "matrix", "timeline", "table"):
        look.open(look.address, f"#view={name}")
        width = look.page.evaluate("document.documentElement.scrollWidth")
        look.expect(width <= 360, f"{name} is {width} pixels wide on a screen of 360")
    look.page.set_viewport_size({"width": 1440, "height": 900})


def pictures(look, folder):
    for name in ("graph", "matrix", "timeline", "table"):
        look.open(look.address, f"#view={name}&entity=country/RUS" if name != "matrix" else "#view=matrix&actor=country/PRK&actor=country/RUS")
        look.page.wait_for_timeout(400)
        look.axe(name)
        if folder:
            look.page.screenshot(path=folder / f"{look.name}-{name}.png")
    if folder:
        look.page.set_viewport_size({"width": 390, "height": 844})
        look.open(look.address)
        look.page.screenshot(path=folder / f"{look.name}-narrow.png", full_page=True)
        look.page.set_viewport_size({"width": 1440, "height": 900})


def look_at_speed(look, address):
    session = look.page.context.new_cdp_session(look.page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    look.open(address)
    seconds = next(metric["value"] for metric in session.send("Performance.getMetrics")["metrics"] if metric["name"] == "TaskDuration")
    passed = look.page.evaluate("performance.now()") / 1000
    print(f"5,000 facts are open after {seconds:.2f} s of processor time, {passed:.2f} s in all")
    look.expect(seconds < MOST_SECONDS, f"5,000 facts take {seconds:.2f} s of processor time to open")
    look.equal(look.facts(), 5000, "the number of facts")


@contextlib.contextmanager
def served(graph, *options):
    """The address of a server of the graph."""
    command = [os.environ["ENTENTE_BINARY"], "serve", "--graph", str(graph), "--port", "0", *map(str, options)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            yield server.stdout.readline().strip()
        finally:
            server.terminate()


def look_at_served(look, graph):
    """The same page, whose graph comes from a server."""
    with served(graph) as address:
        look.open(address)
        look.equal(look.facts(), len(entente("facts", "--graph", graph, "--json").splitlines()), "the number of facts served")
        look.open(address + "?class=CONSULT")
        look.equal(look.facts(), len(entente("facts", "--graph", graph, "--json", "--class", "CONSULT").splitlines()),
                   "the number of facts of a class, served")
        foreign = [request for request in look.requests if not request.startswith((address, "about:", "blob:"))]
        look.equal(foreign, [], "what was loaded of the server's page")
        refused = look.page.context.new_page()
        refused.goto(address + "?about=Atlantis")
        look.expect("Atlantis" in refused.locator("[role=alert]").inner_text(), "what cannot be shown is not said")


def look_at_large(look, graph, folder):
    """What is not shown of a large graph is said, and a form leads to it."""
    page = look.page
    with served(graph) as address:
        look.open(address)
        look.equal(look.facts(), 2000, "the number of facts to begin with")
        said = page.locator(".part p").inner_text()
        look.expect("Of 20,100 facts, 2,000 are shown" in said, f"what is not shown is not said: {said!r}")
        look.axe("a part of a large graph")
        if folder:
            page.wait_for_timeout(400)
            page.screenshot(path=folder / "large.png")
        page.locator(".part input[name=since]").fill("soon")
        page.locator(".part button").click()
        look.equal(page.url, address, "the address after a date that is none")
        page.locator(".part input[name=since]").fill("2013")
        field = page.locator(".part input[name=about]")
        field.type("actor 1")
        page.wait_for_selector("#part-names option", state="attached")
        names = page.locator("#part-names option").evaluate_all("options => options.map(option => option.value)")
        look.expect(len(names) == 8 and all(name.startswith("Actor 1") for name in names), f"the names that are offered: {names}")
        field.fill("Actor 17")
        field.press("Enter")
        page.wait_for_url(address + "?about=Actor+17&since=2013")
        page.wait_for_selector("html[data-ready]")
        asked = ["facts", "--graph", graph, "--json", "--about", "Actor 17", "--since", "2013"]
        look.equal(look.facts(), len(entente(*asked).splitlines()), "the number of facts of an actor since a year")
        look.expect(not page.locator(".part p").is_visible(), "something is said of what is not shown where all is")
        page.locator(".part a").click()
        page.wait_for_url(address)
        page.wait_for_selector("html[data-ready]")
        look.equal(look.facts(), 2000, "the number of facts of the whole graph again")
        page.set_viewport_size({"width": 360, "height": 740})
        page.reload()  # the picture of a page that is open follows its window a moment later
        page.wait_for_selector("html[data-ready]")
        look.expect(page.evaluate("document.documentElement.scrollWidth") <= 360, "the form is wider than a telephone")
        page.set_viewport_size({"width": 1440, "height": 900})


TOKEN = "ein Schlüssel, den keiner errät"


def look_at_sign_in(look, graph, folder, work):
    """Who comes with a browser is asked for the token once; it stands in no address."""
    page = look.page
    look.provoked = True  # the console tells of each 401
    file = work / "token"
    file.write_text(TOKEN + "\n")
    file.chmod(0o600)
    with served(graph, "--token-file", file) as address:
        page.goto(address + "?class=CONSULT#view=table")
        look.equal(page.locator("h1").inner_text(), "Entente", "the page without a token")
        look.axe("where one signs in")
        if folder:
            page.screenshot(path=folder / f"{look.name}-sign-in.png")
        page.locator("#token").fill("a wrong one, but long enough")
        page.locator("button").click()
        page.locator("#answer:not(:empty)").wait_for()
        look.equal(page.locator("#answer").inner_text(), "That is not the token.", "the answer to a wrong token")
        page.locator("#token").fill(TOKEN)
        page.keyboard.press("Enter")
        page.wait_for_selector("html[data-ready]")
        look.equal(page.url, address + "?class=CONSULT#view=table", "the address after signing in")
        look.equal(look.facts(), len(entente("facts", "--graph", graph, "--json", "--class", "CONSULT").splitlines()), "the facts behind the token")
        look.equal(page.evaluate("document.cookie"), "", "the cookies that a script can read")
        cookie, = page.context.cookies()
        look.equal((cookie["httpOnly"], cookie["sameSite"]), (True, "Strict"), "what is said of the cookie")
        look.expect(all("Schl" not in urllib.parse.unquote(each) for each in look.requests), "the token stands in an address")
        # By a link of another site: the browser keeps the cookie back at first.
        page.goto(address.replace("127.0.0.1", "localhost") + "api")
        page.evaluate("address => { const link = document.createElement('a'); link.href = address; document.body.append(link); link.click(); }", address)
        page.wait_for_selector("html[data-ready]")
        look.equal(page.url, address, "the address after a link of another site")


def main():
    chromium = shutil.which("chromium")
    if not os.environ.get("ENTENTE_BINARY"):
        sys.exit(__doc__)
    if not chromium:
        sys.exit("explorer_browser.py: chromium is missing")
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else None
    problems = 0
    with tempfile.TemporaryDirectory() as work, sync_playwright() as playwright:
        work = pathlib.Path(work)
        entente("build", *ARTICLES, "--graph", work / "articles")
        entente("ingest", "-", "--graph", work / "hostile", input=lines(hostile_triples()))
        entente("ingest", "-", "--graph", work / "hyphenated", input=lines(hyphenated_triples()))
        entente("ingest", "-", "--graph", work / "many", input=lines(many_triples()))
        entente("ingest", "-", "--graph", work / "large", input=lines(large_triples()))
        for graph in ("articles", "hostile", "hyphenated", "many"):
            entente("export", "--graph", work / graph, "--to", "html", "-o", work / f"{graph}.html")
        # Drawn by the processor: the machine that tests need have no graphics.
        arguments = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
        for scheme in ("light", "dark"):
            context = browser.new_context(color_scheme=scheme, viewport={"width": 1440, "height": 900}, locale="en-GB", reduced_motion="reduce")
            look = Look(context.new_page(), scheme)
            look.graph = work / "articles"
            look.open((work / "articles.html").as_uri())
            pictures(look, folder)
            if scheme == "light":
                for part in (look_at_search, look_at_graph, look_at_keyboard, look_at_evidence, look_at_filters, look_at_time,
                             look_at_alliances, look_at_other_views, look_at_languages, look_at_link, look_at_size, look_without_graphics):
                    look.open(look.address)
                    part(look)
            foreign = [request for request in look.requests if not request.startswith(("file:", "about:", "blob:"))]
            look.equal(foreign, [], "what was loaded")
            hostile = Look(context.new_page(), f"{scheme}, hostile")
            hostile.open((work / "hostile.html").as_uri())
            look_at_hostile(hostile)
            problems += look.problems + hostile.problems
        context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
        hyphenated = Look(context.new_page(), "hyphenated")
        hyphenated.open((work / "hyphenated.html").as_uri())
        look_at_hyphenated(hyphenated)
        problems += hyphenated.problems
        from_server = Look(context.new_page(), "served")
        look_at_served(from_server, work / "articles")
        look_at_large(from_server, work / "large", folder)
        problems += from_server.problems
        for scheme in ("light", "dark"):
            context = browser.new_context(color_scheme=scheme, viewport={"width": 1440, "height": 900}, locale="en-GB")
            guest = Look(context.new_page(), f"{scheme}-guest")
            look_at_sign_in(guest, work / "articles", folder, work)
            problems += guest.problems
        many = Look(browser.new_page(viewport={"width": 1440, "height": 900}, locale="es-ES"), "many")
        look_at_speed(many, (work / "many.html").as_uri())
        many.equal(many.page.evaluate("document.documentElement.lang"), "es", "the language of a Spanish browser")
        if folder:
            many.page.screenshot(path=folder / "many.png")
        problems += many.problems
        browser.close()
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
