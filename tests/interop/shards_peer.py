"""Builds a graph on a Spark cluster and by GNU parallel, and compares it with that of one run.

    ENTENTE_BINARY=build/release/cli/entente shards_peer.py

Runs examples/spark/build_graph.py on a local cluster of two workers, once in peace and once with an executor killed while it
extracts, and examples/parallel/build_graph.sh, killed once and run again. Ends with 1 where an export differs by a byte.
"""
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BINARY = str(pathlib.Path(os.environ.get("ENTENTE_BINARY", ROOT / "build/release/cli/entente")).resolve())
DOCUMENTS = 120
PARTS = 6
PATIENCE = 300  # seconds until a test gives up; nothing is timed

problems = 0


def expect(holds, otherwise):
    global problems
    if not holds:
        problems += 1
        print(f"shards_peer: {otherwise}", file=sys.stderr)


def write_corpus(path):
    """The articles of the examples again and again, on other days and about other people."""
    articles = [json.loads((ROOT / f"examples/{name}/article.jsonl").read_text()) for name in ("seed", "english")]
    names = ["Shoigu", "Lavrov", "Gerasimov", "Belousov", "Patrushev"]
    with path.open("w", encoding="utf-8") as out:
        for number in range(DOCUMENTS):
            article = articles[number % len(articles)]
            out.write(json.dumps(article | {
                "id": f"{article['id']}-{number}", "date": f"2023-07-{number % 28 + 1:02}",
                "text": article["text"].replace("Shoigu", names[number % len(names)])}, ensure_ascii=False) + "\n")


def entente(*arguments, **more):
    return subprocess.run([BINARY, *arguments], check=True, **more)


def exports(graph):
    return {to: entente("export", "--graph", graph, "--to", to, capture_output=True).stdout
            for to in ("jsonl", "graphml", "nquads")}


def compare(what, graph, expected):
    for to, found in exports(graph).items():
        expect(found == expected[to], f"{what}: {to} differs from that of one run")


def spark(corpus, work, facts):
    """A job on a cluster of two workers, in this session's processes."""
    command = [sys.executable, str(ROOT / "examples/spark/build_graph.py"), str(corpus), "--shards", str(work / "shards"), "--graph",
               str(work / "graph"), "--parts", str(PARTS), "--entente", BINARY, "--facts", str(facts)]
    environment = os.environ | {
        "PYSPARK_PYTHON": sys.executable,
        "PYSPARK_SUBMIT_ARGS": "--master local-cluster[2,1,1024] --conf spark.ui.enabled=false pyspark-shell",
        "SPARK_WORKER_DIR": str(work / "workers"), "SPARK_LOCAL_DIRS": str(work / "local"), "SPARK_LOCAL_IP": "127.0.0.1"}
    work.mkdir()
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=(work / "log").open("w"),
                            start_new_session=True)


def finished(job, what, log=None):
    try:
        code = job.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        os.killpg(job.pid, signal.SIGKILL)
        code = "no end"
    expect(code == 0, f"{what} ended with {code}" + (f":\n{log.read_text()[-3000:]}" if log else ""))
    return code == 0


def processes():
    """Pid → (parent's pid, words of the command) of all that run."""
    found = {}
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().decode(errors="replace").split("\0")
            parent = (folder / "stat").read_text().rsplit(")", 1)[1].split()[1]
        except OSError:  # it has ended
            continue
        found[int(folder.name)] = (int(parent), words)
    return found


def ancestors(pid, running):
    """The process and those above it that run."""
    found = []
    while pid in running:
        found.append(pid)
        pid = running[pid][0]
    return found


def kill_one_that_extracts(job):
    """Kills an executor of the job that has an extraction running; False where the job ended before."""
    until = time.monotonic() + PATIENCE
    while job.poll() is None and time.monotonic() < until:
        running = processes()
        for pid, (_, words) in running.items():
            if words[:2] != [BINARY, "extract"]:
                continue
            above = ancestors(pid, running)
            executors = [one for one in above if any("CoarseGrainedExecutorBackend" in word for word in running[one][1])]
            if executors and job.pid in above:
                os.kill(executors[0], signal.SIGKILL)
                return True
        time.sleep(0.02)
    return False


def check_facts(facts, graph):
    """What Spark has counted of facts is what the graph says."""
    found = [json.loads(line) for line in facts.read_text(encoding="utf-8").splitlines()]
    shown = entente("facts", "--graph", graph, "--unresolved", "--json", capture_output=True, text=True).stdout

    def fields(subject, other, fact):
        documents = fact["documents"] + fact.get("copies", 0)  # Spark knows of no copies
        return subject, fact["relation"], fact["class"], other, fact["date"] or "", fact["modality"], documents, fact["mentions"]

    counted = sorted(fields(fact["subject"], fact["object"], fact) for fact in found)
    told = sorted(fields(*ends(fact), fact) for fact in map(json.loads, shown.splitlines()))
    expect(counted == told, f"facts counted by Spark are {len(counted)}, those of the graph {len(told)}, and not the same")


def ends(fact):
    """The ids of the ends in the order of the fact's key: in symmetric classes the lesser comes first."""
    both = fact["subject"]["id"], fact["object"]["id"]
    symmetric = fact["class"] in ("AGREE", "CONSULT", "COOPERATE", "KIN", "CONTEST")
    return sorted(both) if symmetric else both


def check_spark(corpus, work, expected):
    job = spark(corpus, work / "spark", work / "facts.jsonl")
    if finished(job, "the job", work / "spark/log"):
        compare("Spark", work / "spark/graph", expected)
        check_facts(work / "facts.jsonl", work / "one")
    job = spark(corpus, work / "killed", work / "facts.jsonl")
    expect(kill_one_that_extracts(job), "no executor could be killed while it extracted")
    if finished(job, "the job of which an executor was killed", work / "killed/log"):
        compare("Spark, an executor killed", work / "killed/graph", expected)
        check_facts(work / "facts.jsonl", work / "one")


def parallel(corpus, graph):
    return subprocess.Popen([str(ROOT / "examples/parallel/build_graph.sh"), str(graph), str(PARTS), str(corpus)],
                            env=os.environ | {"ENTENTE": BINARY}, stderr=subprocess.DEVNULL, start_new_session=True)


def check_parallel(corpus, work, expected):
    graph = work / "parallel"
    job = parallel(corpus, graph)
    until = time.monotonic() + PATIENCE
    while not any(graph.with_name("parallel.parts").glob("*/CURRENT")) and time.monotonic() < until:
        time.sleep(0.02)
    expect(job.poll() is None, "GNU parallel had ended before it could be killed")
    running = processes()
    for pid in running:  # GNU parallel gives each of its processes a group of its own
        if job.pid in ancestors(pid, running):
            os.kill(pid, signal.SIGKILL)
    job.wait()
    if finished(parallel(corpus, graph), "GNU parallel, run again"):
        compare("GNU parallel", graph, expected)


def main():
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        corpus = work / "news.jsonl"
        write_corpus(corpus)
        with subprocess.Popen([BINARY, "extract", str(corpus)], stdout=subprocess.PIPE) as extract:
            entente("ingest", "-", "--graph", str(work / "one"), stdin=extract.stdout)
        expect(extract.returncode == 0, f"entente extract ended with {extract.returncode}")
        check_spark(corpus, work, exports(work / "one"))
        entente("build", str(corpus), "--graph", str(work / "built"))
        check_parallel(corpus, work, exports(work / "built"))
    if problems:
        raise SystemExit(f"shards_peer: {problems} problems")
    print("shards_peer: Spark, also with an executor killed, and GNU parallel, killed and run again, make the graph of one run")


if __name__ == "__main__":
    main()
