"""A page in a browser that is looked at: what the tests of pages have in common."""

import sys


class Look:
    """Keeps what is wrong with a page, and what it loaded."""

    def __init__(self, page, name):
        self.page = page
        self.name = name
        self.problems = 0
        self.requests = []
        page.on("console", self.hear)
        page.on("pageerror", lambda error: self.expect(False, f"the script fails: {error}"))
        page.on("request", lambda request: self.requests.append(request.url))

    def hear(self, message):
        self.expect(False, f"the console says: {message.text}")

    def expect(self, holds, otherwise):
        if not holds:
            self.problems += 1
            print(f"{self.name}: {otherwise}", file=sys.stderr)

    def equal(self, seen, expected, what):
        self.expect(seen == expected, f"{what} is {seen!r}, not {expected!r}")
