"""Asks `entente serve` as programs, browsers and attackers do, over sockets.

    ENTENTE_BINARY=build/release/cli/entente serve_api.py

Needs openapi-spec-validator and jsonschema; what is missing is a failure. Serves a graph of triples.jsonl and some of
its own. Ends with 1 where openapi.json is no OpenAPI 3.1 file, a documented path does not answer or answers anything
else than its schema says, an answer is not what the command prints with --json, and where a hostile request gets
anything else than a 4xx with a reason.
"""

import base64
import concurrent.futures
import contextlib
import gzip
import http.client
import io
import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import sys
import tarfile
import tempfile
import time
import urllib.parse

import jsonschema
import openapi_spec_validator

BINARY = os.environ.get("ENTENTE_BINARY", "build/release/cli/entente")
HERE = pathlib.Path(__file__).resolve().parent
OPENAPI = HERE.parent.parent / "export/http/openapi.json"
TOKEN = "a token of the tests, long enough"
PATIENCE = 120  # seconds until a test gives up; nothing is timed

LONG = 2500

problems = 0


def expect(holds, otherwise):
    global problems
    if not holds:
        problems += 1
        print(f"serve_api: {otherwise}", file=sys.stderr)


def equal(seen, expected, what):
    expect(seen == expected, f"{what} is {str(seen):.600}, not {str(expected):.600}")


def entente(*arguments):
    return subprocess.run([BINARY, *arguments], check=True, capture_output=True, text=True).stdout


def lines(*arguments):
    return [json.loads(line) for line in entente(*arguments).split("\n") if line]


COUNTRIES = {"Russia": "RUS", "Ukraine": "UKR", "North Korea": "PRK"}


def entity(name):
    code = COUNTRIES.get(name)
    return {"id": f"country/{code}", "name": name, "type": "GPE", "country": code} if code else {"name": name}


# What two agencies wrote, and newspapers copied.
REPORTS = [
    "After three days of talks in the old town hall by the river the delegations agreed to open four border crossings, to "
    "exchange the prisoners of last winter and to meet again before the harvest.",
    "Dockworkers of both northern harbours stopped loading grain on Tuesday morning because wages of the previous month had "
    "not been paid, and said that no ship would leave until their union was heard by the ministry.",
]


def triple(number, subject, relation, relation_class, thing, date, text=None):
    text = text or f"Sentence {number}."
    return json.dumps({
        "document": f"d-{number}", "observed": date, "subject": entity(subject), "relation": relation,
        "class": relation_class, "object": entity(thing), "date": date, "confidence": 0.9,
        "evidence": {"sentence": 1, "begin": 0, "end": len(text), "text": text}})


def make_graph(folder):
    """Two countries that meet and quarrel, one that helps; ids and names with all kinds of signs."""
    triples = [triple(n, "Russia", *("met", "CONSULT") if n % 3 else ("threatened", "THREATEN"), "Ukraine",
                      f"2023-{1 + n % 12:02}-{1 + n % 28:02}") for n in range(40)]
    triples += [triple(100 + n, "North Korea", "supports", "SUPPORT", "Russia", f"2023-0{1 + n % 9}-11") for n in range(9)]
    triples += [triple(200, 'a "quoted" & <b>ölig</b> 💥/../é', "met", "CONSULT", "Russia", "2023-05-05")]
    triples += [triple(300, "Sergei Shoigu", "defence minister of", "ROLE", "Russia", "2023-05-06")]
    # The second of three came last, the first of two says no day.
    triples += [triple(number, "Russia", "met", "CONSULT", "Ukraine", date, REPORTS[report])
                for number, date, report in [(400, "2023-06-01", 0), (401, "2023-06-03", 0), (402, "2023-06-02", 0),
                                             (410, None, 1), (411, "2023-06-02", 1), (412, "2023-06-01", 1)]]
    path = pathlib.Path(folder) / "made.jsonl"
    path.write_text("\n".join(triples) + "\n" + (HERE / "triples.jsonl").read_text())
    graph = str(pathlib.Path(folder) / "graph")
    subprocess.run([BINARY, "ingest", str(path), "--graph", graph], check=True, capture_output=True)
    return graph


@contextlib.contextmanager
def serving(graph, *options):
    """The port of a server, which has to end well when it is told to."""
    process = subprocess.Popen([BINARY, "serve", "--graph", graph, "--port", "0", *options],
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        address = process.stdout.readline()
        match = re.fullmatch(r"http://.*:(\d+)/\n", address)
        if not match:
            raise RuntimeError(f"the server says {address!r}: {process.stderr.read()}")
        yield int(match[1])
        process.send_signal(signal.SIGTERM)
        errors = process.communicate(timeout=PATIENCE)[1]
        equal(process.returncode, 0, "the exit code of a server that was stopped")
        equal(errors, "", "what the server complains of")
    finally:
        process.kill()
        process.wait()


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.raw = response.read()
        self.type = response.headers.get("Content-Type", "")

    @property
    def json(self):
        return json.loads(self.raw)


def ask(port, path, parameters=(), method="GET", headers=None, body=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    query = urllib.parse.urlencode(list(parameters))
    connection.request(method, path + ("?" + query if query else ""), body, headers or {})
    try:
        return Answer(connection.getresponse())
    finally:
        connection.close()


def raw(port, request, more=b"", patience=PATIENCE):
    """All that comes back for some bytes."""
    with socket.create_connection(("127.0.0.1", port), timeout=patience) as connection:
        answer = b""
        with contextlib.suppress(ConnectionError):
            connection.sendall(request)
            connection.sendall(more)
        with contextlib.suppress(ConnectionError):
            while piece := connection.recv(65536):
                answer += piece
        return answer


# --- the documented API -------------------------------------------------------------------------------------------


def without(schema_holder):
    """A schema of the file, with what it refers to."""
    return {**schema_holder, "components": API["components"]}


API = json.loads(OPENAPI.read_text())
# The page itself says the rest: what it may run, and that it may connect to its server alone.
EXPLORER_POLICY = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'"
EXAMPLES = {
    "/": [(), (("class", "ASSAULT"), ("since", "2023"))],
    "/api": [()],
    "/explorer.json": [(), (("about", "Russia"), ("min-confidence", "0.5"))],
    "/openapi.json": [()],
    "/api/facts": [(), (("about", "Russia"), ("class", "CONSULT"), ("class", "SUPPORT"), ("since", "2023-03")),
                   (("subject", "North Korea"), ("min-confidence", "0.5"), ("without-sentences", "true")),
                   (("known-by", "2023-03"), ("unresolved", "true"))],
    "/api/entities": [(), (("name", "russia"),), (("prefix", "ru"),), (("prefix", 'a "quo'),)],
    "/api/entity": [(("id", "RUSSIA"),)],  # replaced by ids of the graph
    "/api/alliances": [(), (("actor", "Russia"), ("window", "6m")), (("actor", "Russia"), ("roll-up", "none"))],
    "/api/alliance": [(("actor", "Russia"), ("other", "Ukraine")), (("actor", "Ukraine"), ("other", "North Korea"))],
    "/api/blocs": [(), (("window", "6m"), ("min-score", "0"), ("since", "2020")), (("hold", "0"), ("at", "2023-05"))],
    "/api/alignments": [(), (("min-cooperation", "0"), ("partners", "2")), (("actor", "Russia"), ("min-cooperation", "0"))],
    "/api/alignment": [(("actor", "Russia"), ("other", "Ukraine"), ("window", "6m"))],
    "/api/path": [(("from", "North Korea"), ("to", "Russia"), ("at", "2023-09")),
                  (("from", "North Korea"), ("to", "Ukraine"), ("avoid", 'a "quoted" & <b>ölig</b> 💥/../é'), ("max-steps", "2"))],
    "/api/brokers": [(), (("exact", "true"),), (("window", "6m"), ("min-score", "0.01"), ("known-by", "2023-06"))],
    "/api/neighbours": [(("actor", "Russia"),), (("actor", "Kim Jong Un"), ("roll-up", "none"))],
    "/api/timeline": [(("actor", "Russia"),), (("actor", "Russia"), ("other", "Ukraine"), ("until", "2023-06"))],
    "/api/documents": [()],
    "/api/document": [(("id", "d-1"),)],
    "/api/stats": [()],
    "/api/copies": [(), (("document", "d-401"), ("document", "d-1"))],
    "/api/export": [(("format", "graphml"),), (("format", "jsonl"), ("about", "Russia")), (("format", "html"),),
                    (("format", "csv"), ("aggregate", "true")), (("format", "neo4j"), ("known-by", "2023-06"))],
}


def check_schema(answer, path):
    documented = API["paths"][path]["get"]["responses"].get(str(answer.status))
    if documented is None:
        expect(False, f"{path}: the status {answer.status} is not documented")
        return
    if "$ref" in documented:
        documented = API["components"]["responses"][documented["$ref"].rsplit("/", 1)[1]]
    media = answer.type.split(";")[0]
    content = documented.get("content", {})
    if answer.status == 304:
        return
    expect(media in content, f"{path}: the type {media} is not documented")
    if media in ("application/json", "application/problem+json") and media in content:
        validator = jsonschema.Draft202012Validator(
            without(content[media]["schema"]), format_checker=jsonschema.FormatChecker())
        for error in list(validator.iter_errors(answer.json))[:3]:
            expect(False, f"{path}: {list(error.absolute_path)}: {error.message:.300}")


def check_documented(port, graph):
    openapi_spec_validator.validate(API)
    equal(ask(port, "/openapi.json").json, API, "the served openapi.json")
    equal(set(EXAMPLES), set(API["paths"]) - {"/session"}, "the documented paths")
    russia = lines("entity", "Russia", "--graph", graph, "--json")[0]["id"]
    EXAMPLES["/api/entity"] = [(("id", russia),), (("id", russia), ("top", "1"), ("window", "3m"))]
    for path, questions in EXAMPLES.items():
        for parameters in questions:
            answer = ask(port, path, parameters)
            equal(answer.status, 200, f"{path} {parameters} {answer.raw[:300]}")
            check_schema(answer, path)
            head = ask(port, path, parameters, method="HEAD")
            equal((head.status, head.raw), (200, b""), f"HEAD {path}")
        names = {(one if "$ref" not in one else API["components"]["parameters"][one["$ref"].rsplit("/", 1)[1]])["name"]
                 for one in API["paths"][path]["get"].get("parameters", [])}
        answer = ask(port, path, [*questions[0], ("colour", "red")])
        equal(answer.status, 400, f"{path} with an unknown parameter")
        check_schema(answer, path)
        told = answer.json["detail"]
        found = set(told.split("there are: ")[1].split(", ")) if "there are: " in told else set()
        equal(found, names, f"the parameters of {path}")


def all_pages(port, path, name, parameters=(), limit=7):
    found, cursor = [], ()
    while True:
        page = ask(port, path, [*parameters, ("limit", limit), *cursor]).json
        found += page[name]
        # It goes on where its last thing has too long a key for a URL.
        expect(len(page[name]) <= limit or len(json.dumps(page[name][limit - 1])) > LONG, f"{path}: a page of {len(page[name])}")
        if page["next"] is None:
            return found
        cursor = (("cursor", page["next"]),)


def check_as_commands(port, graph):
    """The same answers as the commands give."""
    for question in [(), (("about", "Russia"),), (("known-by", "2023-04"),), (("subject", "North Korea"), ("object", "Russia")),
                     (("class", "ROLE"),), (("since", "2023-04"), ("until", "2023-06-15")), (("document", "d-7"),),
                     (("min-support", "2"),), (("relation", "met"), ("modality", "asserted"))]:
        options = [word for name, value in question for word in ("--" + name, value)]
        equal(all_pages(port, "/api/facts", "facts", question),
              lines("facts", "--graph", graph, "--json", *options), f"facts {question}")
    equal(ask(port, "/api/entities", [("name", "russia")]).json["entities"],
          lines("entity", "russia", "--graph", graph, "--json"), "entities named russia")
    equal(ask(port, "/api/stats").json, lines("stats", "--graph", graph, "--json")[0], "stats")
    copied = lines("copies", "--graph", graph, "--json")
    equal([(one["document"], [copy["document"] for copy in one["copies"]]) for one in copied],
          [("d-400", ["d-402", "d-401"]), ("d-412", ["d-411", "d-410"])], "what is copied")
    equal(all_pages(port, "/api/copies", "copied", limit=1), copied, "copies")
    equal(all_pages(port, "/api/copies", "copied", [("document", "d-411"), ("document", "d-1")]), copied[1:], "copies of d-411")
    equal(all_pages(port, "/api/copies", "copied", [("document", "d-411"), ("document", "d-402")], 1), copied, "copies of two")
    for question in [(("actor", "Russia"),), (("actor", "Russia"), ("window", "3m"), ("half-life", "90d"))]:
        options = [word for name, value in question for word in ("--" + name, value)]
        equal(all_pages(port, "/api/alliances", "alliances", question, 1),
              lines("alliances", "--graph", graph, "--json", *options), f"alliances {question}")
    equal(all_pages(port, "/api/alliances", "alliances"), lines("alliances", "--graph", graph, "--json"), "all alliances")
    equal(ask(port, "/api/alliance", [("actor", "Russia"), ("other", "Ukraine")]).json["alliance"],
          lines("alliances", "--pair", "Russia", "Ukraine", "--explain", "--graph", graph, "--json")[0], "the pair")
    equal(ask(port, "/api/blocs", [("window", "3m"), ("since", "2023")]).json["windows"],
          lines("blocs", "--window", "3m", "--since", "2023", "--graph", graph, "--json"), "blocs")
    check_as_commands_of_actors(port, graph)
    check_exports(port, graph)

    facts = lines("facts", "--graph", graph, "--json")
    ids = sorted({end["id"] for fact in facts for end in (fact["subject"], fact["object"], *fact["sources"])})
    entities = all_pages(port, "/api/entities", "entities")
    equal([entity["id"] for entity in entities], ids, "the ids of all entities")
    documents = all_pages(port, "/api/documents", "documents")
    equal([document["id"] for document in documents],
          sorted({piece["document"] for fact in facts for piece in fact["evidence"]}, key=str.encode), "documents")
    for document in documents:
        sentences = ask(port, "/api/document", [("id", document["id"])]).json["sentences"]
        told = {(sentence["sentence"], sentence["begin"], sentence["end"], sentence["text"], fact["id"])
                for sentence in sentences for fact in sentence["facts"]}
        expected = {(piece["sentence"], piece["begin"], piece["end"], piece["text"], fact["id"])
                    for fact in facts for piece in fact["evidence"] if piece["document"] == document["id"]}
        equal(told, expected, f"the sentences of {document['id']}")

    russia = ask(port, "/api/entities", [("prefix", "RUSS")]).json["entities"][0]
    equal(russia["name"], "Russia", "the first entity that begins with RUSS")
    profile = ask(port, "/api/entity", [("id", russia["id"])]).json
    equal(profile["entity"], russia, "the entity of a profile")
    equal([fact["relation"] for fact in profile["posts"]],
          [fact["relation"] for fact in facts if fact["class"] == "ROLE"
           and russia["id"] in (fact["subject"]["id"], fact["object"]["id"])], "posts")
    alliances = lines("alliances", "--actor", "Russia", "--graph", graph, "--json")
    equal([one["other"]["id"] for one in profile["partners"]],
          [one["other"]["id"] for one in alliances if one["score"] > 0][:10], "partners")


def options_of(question):
    """As a command has them: what is an actor of its own there stands alone."""
    return [word for name, value in question for word in ([value] if name in ("from", "to") else ["--" + name, value])]


def check_as_commands_of_actors(port, graph):
    """Paths, brokers, neighbours, alignments and timelines are those of the commands."""
    def told(command, question=()):
        return lines(command, *options_of(question), "--graph", graph, "--json")

    for question in [(("from", "North Korea"), ("to", "Russia")), (("from", "North Korea"), ("to", "Ukraine"), ("avoid", "Russia")),
                     (("from", "North Korea"), ("to", "Ukraine"), ("at", "2023-08"), ("known-by", "2023-06"), ("min-score", "0.01"))]:
        equal(ask(port, "/api/path", question).json["path"], told("path", question)[0], f"path {question}")
    for question in [(), (("exact", "true"),), (("window", "3m"), ("since", "2023")), (("known-by", "2023-06"), ("roll-up", "none"), ("unresolved", "true"))]:
        words = [word for word in options_of(question) if word != "true"]
        equal(ask(port, "/api/brokers", question).json["windows"], lines("brokers", *words, "--graph", graph, "--json"), f"brokers {question}")
    for question in [(), (("at", "2023-05"),), (("half-life", "30d"), ("known-by", "2023-05"))]:
        equal(all_pages(port, "/api/neighbours", "neighbours", [("actor", "Russia"), *question], 1),
              lines("neighbours", "Russia", *options_of(question), "--graph", graph, "--json"), f"neighbours {question}")
    loose = (("min-cooperation", "0"),)
    equal(all_pages(port, "/api/alignments", "alignments", [("actor", "Russia"), *loose], 1),
          told("alignment", (("actor", "Russia"), *loose)), "the alignments of Russia")
    equal(all_pages(port, "/api/alignments", "alignments", loose), told("alignment", loose), "all alignments")
    equal(ask(port, "/api/alignment", [("actor", "Russia"), ("other", "Ukraine"), ("window", "6m")]).json["alignment"],
          lines("alignment", "--pair", "Russia", "Ukraine", "--window", "6m", "--graph", graph, "--json")[0], "the alignment of two")
    for actors, question in [(["Russia"], ()), (["Russia", "Ukraine"], ()), (["Russia", "Ukraine"], (("at", "2023-06"), ("known-by", "2023-05"))),
                             (["Kim Jong Un"], (("roll-up", "country"),))]:
        named = list(zip(("actor", "other"), actors))
        command = lines("timeline", *actors, *options_of(question), "--graph", graph, "--json")[0]
        first = ask(port, "/api/timeline", [*named, *question, ("limit", 1000)]).json["timeline"]
        equal(first, command, f"the timeline of {actors} {question}")
        stories, cursor = [], ()
        while True:
            page = ask(port, "/api/timeline", [*named, *question, ("limit", 3), *cursor]).json
            stories += page["timeline"].pop("stories")
            equal(page["timeline"], {name: value for name, value in command.items() if name != "stories"}, "what stands on each page")
            if page["next"] is None:
                break
            cursor = (("cursor", page["next"]),)
        equal(stories, command["stories"], f"the pages of the timeline of {actors} {question}")
    for known in ("2023-02", "2023-07-15"):
        equal(ask(port, "/api/stats", [("known-by", known)]).json, lines("stats", "--known-by", known, "--graph", graph, "--json")[0],
              f"what the graph held by {known}")


def check_exports(port, graph):
    """Each format is what `entente export` writes; of a folder a tar archive of it."""
    for format, question in [("graphml", ()), ("jsonl", ()), ("jsonl", (("class", "CONSULT"),)), ("html", ()), ("cypher", ()),
                             ("gexf", (("gexf-version", "1.2"), ("known-by", "2023-05"))), ("nquads", ()),
                             ("cytoscape", (("aggregate", "true"),))]:
        words = [word for word in options_of(question) if word != "true"]
        equal(ask(port, "/api/export", [("format", format), *question]).raw.decode(),
              entente("export", "--graph", graph, "--to", format, *words), f"export to {format}")
    with tempfile.TemporaryDirectory() as work:
        for format, question in [("csv", ()), ("csv", (("aggregate", "true"), ("about", "Russia"))), ("neo4j", ())]:
            words = [word for word in options_of(question) if word != "true"]
            folder = pathlib.Path(work) / f"{format}-{len(question)}"
            entente("export", "--graph", graph, "--to", format, "-o", str(folder), *words)
            answer = ask(port, "/api/export", [("format", format), *question])
            equal((answer.type, answer.headers["Content-Disposition"]), ("application/x-tar", f'attachment; filename="graph.{format}.tar"'),
                  f"what {format} comes as")
            with tarfile.open(fileobj=io.BytesIO(answer.raw)) as archive:
                equal({member.name: archive.extractfile(member).read() for member in archive},
                      {f"{format}/{path.name}": path.read_bytes() for path in folder.iterdir()}, f"the files of {format}")
            equal(ask(port, "/api/export", [("format", format), *question]).raw, answer.raw, f"{format} once more")


def check_large(folder):
    """Of more facts than a page can show, it begins with the most told."""
    path = pathlib.Path(folder) / "large.jsonl"
    facts = [json.loads(triple(n, f"Actor {n % 200}", f"met {n}", "CONSULT", f"Place {n % 97}", f"20{10 + n % 10}-03-05")) for n in range(20_100)]
    again = [{**fact, "document": "again"} for fact in facts[:1500]]
    path.write_text("".join(json.dumps(fact) + "\n" for fact in facts + again))
    graph = str(pathlib.Path(folder) / "large")
    entente("ingest", str(path), "--graph", graph)
    with serving(graph) as port:
        shown = ask(port, "/explorer.json").json
        equal((len(shown["facts"]), shown["left_out"]), (2000, 18_100), "how many facts of a large graph are shown, and how many not")
        equal({fact["relation"] for fact in shown["facts"] if len({piece["document"] for piece in fact["evidence"]}) > 1},
              {fact["relation"] for fact in again}, "those of the facts shown that two documents tell")
        equal(sum(fact["date"] == "2019-03-05" for fact in shown["facts"]), 650, "the facts of the last day")
        part = ask(port, "/explorer.json", [("about", "Actor 7")]).json
        equal((len(part["facts"]), part["left_out"]), (len(lines("facts", "--about", "Actor 7", "--graph", graph, "--json")), 0), "a part of it")
        refused = ask(port, "/api/export", [("format", "html")])
        equal((refused.status, "more than 20000 facts" in refused.json["detail"]), (400, True), "a page of all of it")


# --- HTTP ---------------------------------------------------------------------------------------------------------


def check_http(port):
    answer = ask(port, "/api/stats")
    tag = answer.headers["ETag"]
    expect(tag, "there is no ETag")
    policies = {"/": EXPLORER_POLICY}
    for path in ("/", "/api/stats", "/api/nothing", "/openapi.json"):
        policy = policies.get(path, "default-src 'none'; frame-ancestors 'none'")
        equal(ask(port, path).headers.get("Content-Security-Policy"), policy, f"what {path} may do")
    for header, value in [("X-Content-Type-Options", "nosniff"), ("Cache-Control", "private, no-cache"),
                          ("Cross-Origin-Resource-Policy", "same-origin"), ("Access-Control-Allow-Origin", None)]:
        for path in ("/", "/api/stats", "/api/nothing", "/openapi.json"):
            equal(ask(port, path, headers={"Origin": "https://example.org"}).headers.get(header), value, f"{header} of {path}")
    same = ask(port, "/api/stats", headers={"If-None-Match": tag})
    equal((same.status, same.raw, same.headers["ETag"]), (304, b"", tag), "an answer that is known")
    equal(ask(port, "/api/stats", headers={"If-None-Match": 'W/"other"'}).status, 200, "an answer that is not known")
    equal(ask(port, "/api/facts", [("since", "2023-99")], headers={"If-None-Match": tag}).status, 400, "a wrong question")
    zipped = ask(port, "/api/facts", headers={"Accept-Encoding": "gzip, br"})
    equal(zipped.headers.get("Content-Encoding"), "gzip", "the encoding")
    equal(json.loads(gzip.decompress(zipped.raw)), ask(port, "/api/facts").json, "what gzip holds")

    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    for _ in range(3):  # one connection for several requests
        connection.request("GET", "/api/stats")
        equal(connection.getresponse().read(), answer.raw, "a further answer on a connection")
    connection.close()
    both = raw(port, b"GET /api/stats HTTP/1.1\r\nHost: localhost\r\n\r\n"
                     b"GET /api/stats HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    equal(both.count(b"HTTP/1.1 200 OK"), 2, "two requests sent at once")


def check_refusals(port):
    def refused(status, path, parameters=(), needle="", **more):
        answer = ask(port, path, parameters, **more)
        equal(answer.status, status, f"{more} {path} {str(parameters):.200}")
        equal(answer.type, "application/problem+json", f"the type of a refusal of {path}")
        if answer.raw:
            equal(answer.json["status"], status, "the status of a problem")
            expect(needle in answer.json["detail"], f"{path} {str(parameters):.200} says {answer.json['detail']:.300}")

    facts = "/api/facts"
    refused(400, facts, [("class", "WAR")], "there is no such class; there are: AGREE")
    refused(400, facts, [("modality", "maybe")], "there are: asserted")
    refused(400, facts, [("since", "2023-02-30")], "not a date of the calendar")
    refused(400, facts, [("since", "2023"), ("until", "2022")], "until 2022 is before since 2023")
    refused(400, facts, [("since", "2023"), ("since", "2022")], "only once")
    for number in ("-1", "x", "1.5", "1e3", "99999999999999999999999"):
        refused(400, facts, [("min-support", number)], "not a whole number")
    for number in ("-0.1", "1.1", "nan", "inf", "x"):
        refused(400, facts, [("min-confidence", number)], "not a number from 0 to 1")
    for limit in ("0", "1001", "-1", "ten", ""):
        refused(400, facts, [("limit", limit)], "not a whole number from 1 to 1000")
    for cursor in ("x", "....", "", "A" * 3000, base64.urlsafe_b64encode(b'["a","b"]').decode().rstrip("=")):
        refused(400, facts, [("cursor", cursor)], "cursor")
    refused(404, facts, [("about", "Nobody at all")], "no entity of this graph")
    refused(404, facts, [("about", "../../../etc/passwd")], "no entity of this graph")
    refused(400, "/api/entities", [("name", "a"), ("prefix", "b")], "either")
    refused(400, "/api/entities", [("prefix", "")], "empty")
    refused(404, "/api/entity", [("id", "nobody")], "no entity")
    refused(400, "/api/entity", (), "\"id\" is missing")
    refused(404, "/api/document", [("id", "../graph")], "no document")
    refused(404, "/api/copies", [("document", "d-1"), ("document", "nobody")], "no document")
    refused(400, "/api/alliances", [("window", "soon")], "not a length of time")
    refused(400, "/api/alliances", [("window", "1d")], "windows")
    refused(400, "/api/alliances", [("roll-up", "planet")], "there are: bloc, country")
    refused(400, "/api/alliance", [("actor", "Russia")], "\"other\" is missing")
    refused(400, "/api/alliance", [("actor", "Russia"), ("other", "russia")], "is given twice")
    refused(400, "/api/export", [("format", "docx")], "there are: csv, cypher")
    refused(400, "/api/export", [("format", "jsonl"), ("aggregate", "true")], "it is for: csv, cytoscape")
    refused(400, "/api/export", [("format", "csv"), ("gexf-version", "1.2")], "it is for: gexf")
    refused(400, "/api/export", [("format", "gexf"), ("gexf-version", "2")], "there are 1.2 and 1.3")
    refused(400, facts, [("known-by", "yesterday")], "not a date of the calendar")
    refused(400, facts, [("known-by", "")], "not a date of the calendar")
    refused(400, facts, [("unresolved", "maybe")], "not true or false")
    refused(400, facts, [("at", "2023")], "there is no parameter")
    refused(400, "/api/documents", [("known-by", "2023")], "there is no parameter")
    refused(400, "/api/alliances", [("at", "2023"), ("until", "2023")], "either at or until")
    refused(400, "/api/blocs", [("hold", "-1")], "not a number from 0 to 100")
    for number in ("nan", "1.1", "x", ""):
        refused(400, "/api/path", [("from", "Russia"), ("to", "Ukraine"), ("min-score", number)], "not a number from 0 to 1")
    refused(400, "/api/path", [("from", "Russia")], "\"to\" is missing")
    refused(400, "/api/path", [("from", "Russia"), ("to", "Russia")], "given twice")
    refused(400, "/api/path", [("from", "Russia"), ("to", "Ukraine"), ("avoid", "Ukraine")], "cannot be avoided")
    refused(404, "/api/path", [("from", "Russia"), ("to", "Ukraine"), ("avoid", "Nobody at all")], "no entity")
    refused(400, "/api/path", [("from", "Russia"), ("to", "Ukraine"), ("window", "1y")], "there is no parameter")
    refused(400, "/api/brokers", [("window", "soon")], "not a length of time")
    refused(404, "/api/neighbours", [("actor", "Nobody at all")], "no entity")
    gone = base64.urlsafe_b64encode(b'["nobody"]').decode().rstrip("=")
    refused(410, "/api/neighbours", [("actor", "Russia"), ("cursor", gone)], "begin again")
    refused(400, "/api/alignment", [("actor", "Russia"), ("other", "Russia")], "given twice")
    refused(404, "/api/export", [("format", "jsonl"), ("about", "Nobody at all")], "no entity")
    for path in ("/api/", "/api/facts/", "//api/facts", "/API/facts", "/../etc/passwd", "/api/../CURRENT", "/%2e%2e/CURRENT",
                 "/api/facts%00", "/CURRENT", "/..%5c..%5cCURRENT", "/api/facts;x", "http://localhost/api/facts"):
        refused(404, path)
    for path in ("/api/facts?about=%", "/api/facts?about=%4", "/api/facts?about=%zz", "/api/facts?about=%ff%fe",
                 "/api/facts?about=%c0%af", "/api/facts?about", "/api/facts?%zz=1"):
        refused(400, path)
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS"):
        refused(405, "/api/facts", needle="GET and HEAD", method=method)
        equal(ask(port, "/api/facts", method=method).headers["Allow"], "GET, HEAD", "Allow")
    refused(400, "/api/facts", needle="no body", body=b"x=1")
    for host in ("example.org", "127.0.0.1.example.org", "169.254.169.254", "[::2]", "localhost.example.org:80"):
        refused(421, "/api/facts", needle="its own machine", headers={"Host": host})
    for host in ("localhost", "LOCALHOST:1", "127.0.0.1", "127.9.9.9:80", "[::1]", "[::1]:8080"):
        equal(ask(port, "/api/stats", headers={"Host": host}).status, 200, f"the answer to Host {host}")


def check_hostile(port):
    line = b"GET /api/stats HTTP/1.1\r\n"
    host = b"Host: localhost\r\n"

    def status(request, more=b""):
        answer = raw(port, request, more)
        return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/1.1 ") else answer

    equal(status(line + b"Connection: close\r\n\r\n"), 400, "no Host")
    equal(status(line + host + host + b"Connection: close\r\n\r\n"), 400, "two Hosts")
    equal(status(b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\n" + host + b"Connection: close\r\n\r\n"), 414, "a URI of 9000 bytes")
    equal(status(line + host + b"X: " + b"a" * 9000 + b"\r\n\r\n"), 400, "a header of 9000 bytes")
    equal(status(line + host + b"X: y\r\n" * 200_000), 400, "headers without end")
    equal(status(line + host + b"Transfer-Encoding: chunked\r\n\r\n" + b"5\r\nhello\r\n0\r\n\r\n"), 400, "a body in chunks")
    smuggled = raw(port, b"POST /api/facts HTTP/1.1\r\n" + host + b"Content-Length: 60\r\n\r\n" + line + host + b"\r\n")
    equal(smuggled.count(b"HTTP/1.1"), 1, "the answers to a request in a body")
    equal(status(line + host + b"Range: bytes=0-1,2-3,4-5\r\nConnection: close\r\n\r\n"), 200, "ranges, which are not known")
    for bad in (b"\r\n\r\n", b"\x00\x01\x02\xff" * 50 + b"\r\n\r\n", b"GET\r\n\r\n", b"GET /api/stats HTTP/9.9\r\n\r\n",
                b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"):
        answer = raw(port, bad)
        expect(not answer or answer.startswith(b"HTTP/1.1 400"), f"{bad[:20]!r} gets {answer[:80]!r}")
    equal(status(b"GET /api/export?format=jsonl HTTP/1.0\r\n" + host + b"\r\n"), 505, "a stream over HTTP/1.0")

    # A thousand silent ones, and some who send a byte now and then, keep nobody out.
    silent = [socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) for _ in range(600)]
    slow = [socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) for _ in range(400)]
    for connection in slow:
        connection.sendall(b"GET /api/st")
    equal(ask(port, "/api/stats").status, 200, "an answer among a thousand connections")
    for connection in silent + slow:
        connection.close()
    # One that asks for much and reads nothing, and one that leaves.
    for _ in range(8):
        with socket.create_connection(("127.0.0.1", port)) as connection:
            connection.sendall(b"GET /api/export?format=jsonl HTTP/1.1\r\n" + host + b"\r\n")
    with concurrent.futures.ThreadPoolExecutor(32) as pool:
        answers = list(pool.map(lambda n: ask(port, "/api/facts", [("about", "Russia"), ("limit", 1 + n % 9)]), range(300)))
    equal({answer.status for answer in answers}, {200}, "the answers to many at once")
    equal(ask(port, "/api/stats").status, 200, "the answer after all that")


def check_writer(graph, folder):
    """What is written meanwhile is seen soon; a list that is being read stays whole."""
    with serving(graph) as port:
        before = ask(port, "/api/stats")
        ask(port, "/api/facts", [("about", "Russia"), ("limit", 5)])
        more = pathlib.Path(folder) / "more.jsonl"
        more.write_text(triple(900, "Norway", "met", "CONSULT", "Sweden", "2023-09-09") + "\n")
        entente("ingest", str(more), "--graph", graph)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            after = ask(port, "/api/stats", headers={"If-None-Match": before.headers["ETag"]})
            if after.status == 200:
                break
            time.sleep(0.1)
        equal(after.status, 200, "the answer to a known state after a write")
        equal(after.json["documents"], before.json["documents"] + 1, "documents after a write")
        equal(ask(port, "/api/entities", [("name", "Norway")]).json["entities"][0]["name"], "Norway", "a new entity")
        equal(after.json, lines("stats", "--graph", graph, "--json")[0], "stats after a write")

        # A writer at work, and readers beside it: each answer is whole, and of one state.
        numbers = iter(range(1000, 100_000))
        stop = time.monotonic() + 5
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            def write():
                while time.monotonic() < stop:
                    batch = [triple(next(numbers), "Norway", "met", "CONSULT", "Sweden", "2023-09-09") for _ in range(20)]
                    more.write_text("\n".join(batch) + "\n")
                    entente("ingest", str(more), "--graph", graph)

            def read():
                seen = set()
                while time.monotonic() < stop:
                    answer = ask(port, "/api/facts", [("about", "Norway"), ("class", "CONSULT")])
                    equal(answer.status, 200, "an answer beside a writer")
                    seen.add((answer.headers["ETag"], answer.json["facts"][0]["documents"]))
                return seen

            writer = pool.submit(write)
            seen = set().union(*(reader.result() for reader in [pool.submit(read) for _ in range(3)]))
            writer.result()
        equal(len({tag for tag, _ in seen}), len(seen), "the states that have one ETag each")


def check_session(port):
    """A browser brings the token once."""
    page = ask(port, "/", [("about", "Russia")])
    equal((page.status, page.type), (401, "text/html; charset=utf-8"), "the page without a token")
    expect(b'type="password"' in page.raw and b'id="graph"' not in page.raw, "the page without a token asks for none")
    check_schema(page, "/")
    equal(ask(port, "/session").json, {"open": False}, "whether a client without a token may ask")
    for headers in ({}, {"Authorization": f"Bearer {TOKEN}x"}):
        equal(ask(port, "/session", method="POST", headers=headers).status, 401, f"a session for {headers}")
    equal(ask(port, "/session", method="POST", headers={"Authorization": f"Bearer {TOKEN}"}, body=b"x").status, 400, "a session with a body")
    equal(ask(port, "/session", method="DELETE").status, 405, "another method")
    opened = ask(port, "/session", method="POST", headers={"Authorization": f"Bearer {TOKEN}"})
    equal((opened.status, opened.raw), (204, b""), "a session")
    cookie, *attributes = opened.headers["Set-Cookie"].split("; ")
    equal(set(attributes), {"Path=/", "Max-Age=43200", "HttpOnly", "SameSite=Strict"}, "what is said of the cookie")
    expect(TOKEN not in cookie, "the cookie holds the token")
    encrypted = ask(port, "/session", method="POST", headers={"Authorization": f"Bearer {TOKEN}", "X-Forwarded-Proto": "https"})
    expect(encrypted.headers["Set-Cookie"].endswith("; Secure"), "the cookie behind TLS may be sent without it")
    for cookies in (cookie, f"a=b; {cookie}", f"{cookie}; c=d", f"{cookie[:-1]}; {cookie}"):
        equal(ask(port, "/api/stats", headers={"Cookie": cookies}).status, 200, f"the answer with the cookies {cookies}")
    page = ask(port, "/", headers={"Cookie": cookie})
    expect(page.status == 200 and b'id="graph"' in page.raw, "the page with a session is another one")
    equal(ask(port, "/session", headers={"Cookie": cookie}).json, {"open": True}, "whether a client with a session may ask")
    for cookies in ("", cookie[:-1], cookie + "0", cookie.upper(), "x" + cookie, cookie.split("=")[0] + "=" + TOKEN):
        equal(ask(port, "/api/stats", headers={"Cookie": cookies}).status, 401, f"the answer with the cookies {cookies}")
    equal(ask(port, "/api/stats", headers={"Cookie": cookie, "Authorization": "Bearer wrong"}).status, 401, "a session and a wrong token")


def check_token(graph, folder):
    file = pathlib.Path(folder) / "token"
    file.write_text(TOKEN + "\n")
    file.chmod(0o600)
    with serving(graph, "--bind", "0.0.0.0", "--token-file", str(file)) as port:
        wrong = [None, "", "Bearer", "Bearer ", f"Basic {TOKEN}", f"Bearer {TOKEN}x", f"Bearer {TOKEN[:-1]}", TOKEN]
        for authorization in wrong:
            headers = {"Authorization": authorization} if authorization is not None else {}
            for path in [path for path in EXAMPLES if path.startswith("/api/")]:
                answer = ask(port, path, EXAMPLES[path][0], headers=headers)
                equal((answer.status, answer.headers["WWW-Authenticate"]), (401, "Bearer"), f"{path} with {authorization}")
        for authorization in (f"Bearer {TOKEN}", f"bearer {TOKEN}"):
            equal(ask(port, "/api/stats", headers={"Authorization": authorization}).status, 200, "the answer with the token")
        equal(ask(port, "/api/stats", headers={"Authorization": f"Bearer {TOKEN}", "Host": "graphs.example.org"}).status, 200,
              "the answer by another name")
        equal(ask(port, "/openapi.json").status, 200, "the description, without the token")
        check_session(port)

    def wrong_usage(code, needle, *options):
        run = subprocess.run([BINARY, "serve", "--graph", graph, "--port", "0", *options], capture_output=True, text=True,
                             timeout=PATIENCE)
        equal(run.returncode, code, f"the exit code with {options}")
        expect(needle in run.stderr, f"with {options} it says {run.stderr!r}")

    wrong_usage(2, "--token-file", "--bind", "0.0.0.0")
    wrong_usage(2, "no address", "--bind", "example.org")
    wrong_usage(2, "--port", "--port", "65536")
    wrong_usage(1, "cannot be read", "--token-file", str(file) + "-not-there")
    file.chmod(0o644)
    wrong_usage(1, "chmod 600", "--token-file", str(file))
    file.chmod(0o600)
    file.write_text("short\n")
    wrong_usage(1, "it needs 16", "--token-file", str(file))
    with serving(graph) as port:
        run = subprocess.run([BINARY, "serve", "--graph", graph, "--port", str(port)], capture_output=True, text=True,
                             timeout=PATIENCE)
        equal((run.returncode, "cannot listen" in run.stderr), (1, True), "a port that is taken")
    run = subprocess.run([BINARY, "serve", "--graph", folder + "/none"], capture_output=True, text=True, timeout=PATIENCE)
    equal((run.returncode, "there is no graph" in run.stderr), (1, True), "a graph that is not there")


def main():
    with tempfile.TemporaryDirectory() as folder:
        graph = make_graph(folder)
        with serving(graph) as port:
            check_documented(port, graph)
            check_as_commands(port, graph)
            check_http(port)
            check_refusals(port)
            check_hostile(port)
        check_large(folder)
        check_token(graph, folder)
        check_writer(graph, folder)
    if problems:
        sys.exit(1)
    print(f"serve_api: {len(API['paths'])} documented paths answer as they should")


if __name__ == "__main__":
    main()
