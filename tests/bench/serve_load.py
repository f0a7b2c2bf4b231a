#!/usr/bin/env python3
"""Asks a served graph for entities and pairs at a steady rate, and tells how long the answers take.

    entente serve --graph graph &
    serve_load.py [--port 8080] [--rate 200] [--seconds 30] [--connections 32] [--cold]

Requests begin at their time whether those before are answered or not, and an answer's time counts from then: a server
that stalls is seen to. Half of them ask for an entity's names, posts, partners and opponents, a quarter for the alliance
of two, a quarter for the facts between two; who is asked for is drawn by how many documents name him. Each question is
asked once before, unless --cold. Prints medians and percentiles in milliseconds, and ends with 1 where an answer is no
answer. Python's standard library alone.
"""
import argparse
import collections
import http.client
import itertools
import json
import queue
import random
import sys
import threading
import time
import urllib.parse

ACTORS = 2000  # those that most documents name


def get(connection, path):
    connection.request("GET", path)
    response = connection.getresponse()
    return response.status, response.read()


def path(route, **parameters):
    return f"/api/{route}?{urllib.parse.urlencode(parameters)}"


def actors(connection):
    """The ids that most documents name, and how many do."""
    weights, cursor = {}, None
    while True:
        more = {"cursor": cursor} if cursor else {}
        page = json.loads(get(connection, path("entities", limit=1000, **more))[1])
        for entity in page["entities"]:
            weights[entity["id"]] = sum(name["documents"] for name in entity["names"])
        cursor = page["next"]
        if not cursor:
            return dict(sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:ACTORS])


def pairs(connection, weights, draw):
    """Some that have to do with each other: an actor and another of one of its facts."""
    found = []
    for actor in draw.choices(list(weights), list(weights.values()), k=200):
        page = json.loads(get(connection, path("facts", about=actor, limit=100, **{"without-sentences": "true"}))[1])
        fact = draw.choice(page["facts"])
        found.append((fact["subject"]["id"], fact["object"]["id"]))
    return found


def questions(connection, number, draw):
    weights = actors(connection)
    several = pairs(connection, weights, draw)
    for kind in itertools.islice(itertools.cycle(["entity", "entity", "alliance", "facts"]), number):
        if kind == "entity":
            yield kind, path("entity", id=draw.choices(list(weights), list(weights.values()))[0])
        elif kind == "alliance":
            actor, other = draw.choice(several)
            yield kind, path("alliance", actor=actor, other=other)
        else:
            subject, thing = draw.choice(several)
            yield kind, path("facts", subject=subject, object=thing, limit=50)


def percentile(times, share):
    return sorted(times)[min(len(times) - 1, int(share * len(times)))]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, default=8080)
    parser.add_argument("--rate", type=float, default=200)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--connections", type=int, default=32)
    parser.add_argument("--cold", action="store_true")
    options = parser.parse_args()

    def connect():
        return http.client.HTTPConnection("127.0.0.1", options.port, timeout=60)

    asked = list(questions(connect(), int(options.rate * options.seconds), random.Random(7)))
    if not options.cold:
        first, warm = connect(), time.monotonic()
        distinct = sorted({question for _, question in asked})
        for question in distinct:
            get(first, question)
        print(f"{len(distinct)} questions asked once in {time.monotonic() - warm:.1f} s")
    waiting, times, wrong = queue.Queue(), collections.defaultdict(list), collections.Counter()

    def work():
        connection = connect()
        while (item := waiting.get()) is not None:
            due, kind, question = item
            status, _ = get(connection, question)
            times[kind].append(1000 * (time.monotonic() - due))
            # Two that act for one country have no alliance: that is an answer, too.
            if status not in (200, 400) or (status == 400 and kind != "alliance"):
                wrong[status] += 1

    threads = [threading.Thread(target=work) for _ in range(options.connections)]
    for thread in threads:
        thread.start()
    begin = time.monotonic()
    for n, (kind, question) in enumerate(asked):
        due = begin + n / options.rate
        time.sleep(max(0.0, due - time.monotonic()))
        waiting.put((due, kind, question))
    for _ in threads:
        waiting.put(None)
    for thread in threads:
        thread.join()
    print(f"{len(asked)} answers at {len(asked) / (time.monotonic() - begin):.0f} a second; milliseconds:")
    for kind, found in [*sorted(times.items()), ("all", [one for found in times.values() for one in found])]:
        print(f"  {kind:<9} median {percentile(found, 0.5):7.1f}   p95 {percentile(found, 0.95):7.1f}   "
              f"p99 {percentile(found, 0.99):7.1f}   max {max(found):7.1f}")
    if wrong:
        sys.exit(f"serve_load: statuses that are no answers: {dict(wrong)}")


if __name__ == "__main__":
    main()
