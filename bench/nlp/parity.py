#!/usr/bin/env python3
"""Agreement of `entente parse` with spaCy and the speed of both, side by side in one run.

  bench/nlp/parity.py [--program build/entente] [--models md,sm] [--precisions float32,int16,int8] [--sets polnear-dev,re3d]
                      [--blas stock,best] [--folder FOLDER] [--rounds 3] [--verbose]

Run it with a Python that has spaCy 3.8 (bench/nlp/run does). Texts are those of ../shared/gold, or the *.txt of --folder. Printed are
  agreement  share of spaCy's words (white space left out) that have the same span, tag, lemma, head with label, start of a sentence;
             F1 of entities with their labels
  speed      words a second of user time on one thread, start-up taken off: ours from JSON to CoNLL-U, spaCy's of nlp.pipe(texts) alone;
             two threads against one by the clock; peak memory; milliseconds from start to the first parse
  entities   F1 against the labels that people gave re3d (exact spans, of the types that both know), which a fast mode should keep
Fails where agreement is under what exact (0.999) or fast (0.995) modes promise.
"""
import argparse
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = pathlib.Path(os.environ.get("ENTENTE_SHARED", ROOT / "../shared"))
MODELS = {  # the folder with config.cfg, what `model import` made of it
    "md": (ROOT / ".deps/en_core_web_md", ROOT / ".deps/data/models/en_core_web_md.entente"),
    "sm": (ROOT / "build/spacy-venv/lib", ROOT / "build/en_core_web_sm.entente"),
}
FIELDS = ["tags", "lemmas", "heads+labels", "sentences"]
PROMISED = {"float32": 0.999}
PROMISED_FAST = 0.995
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "BLIS_NUM_THREADS": "1"}
RE3D_TYPES = {"PERSON": "Person", "ORG": "Organisation", "GPE": "Location", "LOC": "Location", "MONEY": "Money",
              "NORP": "Nationality", "DATE": "Temporal", "TIME": "Temporal"}


def read_conllu(conllu):
    """Words as [first, last, tag, lemma, (head, label), starts] and entities as (first, last, label) of one document."""
    words, entities, sentence = [], [], []

    def close():
        at = [int(re.search(r"Offset=(\d+)", row[9]).group(1)) for row in sentence]
        for i, row in enumerate(sentence):
            head = int(row[6])
            words.append([at[i], at[i] + len(row[1]), row[4], row[2], (at[head - 1] if head else -1, row[7]), i == 0])
            entity = re.search(r"NER=([BI])-([^|]+)", row[9])
            if entity and entity[1] == "B":
                entities.append([at[i], at[i] + len(row[1]), entity[2]])
            elif entity:
                entities[-1][1] = at[i] + len(row[1])
        sentence.clear()

    for line in conllu.split("\n"):
        if not line:
            close()
        elif not line.startswith("#"):
            sentence.append(line.split("\t"))
    close()
    return words, {tuple(e) for e in entities}


class Ours:
    """One way of running the program: a model in a precision."""

    def __init__(self, program, model, precision, folder):
        self.command = [program, "--quiet", "parse", "--model", str(model), "--precision", precision]
        self.records, self.conllu = folder / "texts.jsonl", folder / "parsed.conllu"

    def give(self, texts):
        self.records.write_text("".join(json.dumps({"id": str(i), "text": text}) + "\n" for i, text in enumerate(texts)))

    def run(self, threads=1):
        """Seconds of user time, seconds by the clock, peak memory in MiB."""
        command = [sys.executable, ROOT / "bench/nlp/timed.py", self.conllu, *self.command, self.records, "--threads", str(threads)]
        return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)

    def documents(self):
        parts = re.split(r"^# newdoc id.*\n", self.conllu.read_text(), flags=re.M)[1:]
        return [read_conllu(part) for part in parts]


def f1(ours, theirs, shared):
    return 2 * shared / (ours + theirs) if ours + theirs else 1.0


def agreement(ours, theirs, verbose):
    """Shares of spaCy's words by field, with their number, and F1 of entities."""
    same, count, entities = dict.fromkeys(["tokens", *FIELDS], 0), 0, [0, 0, 0]
    for number, ((words, found), (other_words, other_found)) in enumerate(zip(ours, theirs)):
        by_span = {(w[0], w[1]): w for w in words}
        count += len(other_words)
        for o in other_words:
            w = by_span.get((o[0], o[1]))
            if w is None:
                if verbose:
                    print(f"text {number}: no token {o}", file=sys.stderr)
                continue
            same["tokens"] += 1
            # A file of columns writes an empty lemma and the lemma _ alike.
            agree = [w[2] == o[2], w[3] == (o[5] or "_"), w[4] == (o[6], o[7]), w[5] == o[8]]
            if verbose and not all(agree):
                print(f"text {number}: {w} != {o}", file=sys.stderr)
            for field, equal in zip(FIELDS, agree):
                same[field] += equal
        others = {tuple(e) for e in other_found}
        entities = [entities[0] + len(found), entities[1] + len(others), entities[2] + len(found & others)]
    return {field: n / count for field, n in same.items()} | {"words": count, "entities": f1(*entities)}


def against_people(labelled, found):
    """F1 of found entities against re3d's, of the types that both know."""
    ours = theirs = shared = 0
    for gold, entities in zip(labelled, found):
        mapped = {(first, last, RE3D_TYPES[label]) for first, last, label in entities if label in RE3D_TYPES}
        ours, theirs, shared = ours + len(mapped), theirs + len(gold), shared + len(gold & mapped)
    return f1(ours, theirs, shared)


def load_sets(args):
    if args.folder:
        return {pathlib.Path(args.folder).name: [f.read_bytes().decode() for f in sorted(pathlib.Path(args.folder).glob("*.txt"))]}, []
    re3d = [json.loads(f.read_text()) for f in sorted((SHARED / "gold/re3d").glob("*.json"))]
    sets = {"polnear-dev": [f.read_bytes().decode() for f in sorted((SHARED / "gold/polnear/dev/text").glob("*.txt"))],
            "re3d": [document["text"] for document in re3d]}
    labelled = [{(e["begin"], e["end"], e["type"]) for e in document["entities"] if e["type"] in RE3D_TYPES.values()}
                for document in re3d]
    return {name: sets[name] for name in args.sets.split(",")}, labelled


def measure(args, name, folder):
    """Rows of one model: {precision: {set: agreement, ...}}."""
    sets, labelled = load_sets(args)
    config, model = MODELS[name]
    config = next(pathlib.Path(config).rglob("config.cfg")).parent
    spacy = {}
    for blas in args.blas.split(","):
        done = subprocess.run([sys.executable, ROOT / "bench/nlp/spacy_side.py", config, blas], check=True, capture_output=True,
                              input=json.dumps(sets), text=True, env=os.environ | ONE_THREAD)
        spacy[blas] = json.loads(done.stdout)
    timed = next(iter(sets))  # the set that speed is taken on
    words = sum(len(words) for words, _ in spacy["stock"]["sets"][timed]["docs"])
    theirs = {blas: words / side["sets"][timed]["seconds"] for blas, side in spacy.items()}
    print(f"\n{name}, spaCy {spacy['stock']['version']}: " + ", ".join(
        f"{blas} {theirs[blas]:.0f} words/s, {side['memory_mib']:.0f} MiB, {side['start_ms']:.0f} ms to the first parse"
        for blas, side in spacy.items()))
    print(f"{'':10}{'set':13}{'words':>7}{'tokens':>9}" + "".join(f"{field:>13}" for field in FIELDS) + f"{'entities':>10}")
    failed, speeds, gold = [], [], {}
    for precision in args.precisions.split(","):
        ours = Ours(args.program, model, precision, folder)
        for set_name, texts in sets.items():
            ours.give(texts)
            ours.run()
            documents, other = ours.documents(), spacy["stock"]["sets"][set_name]["docs"]
            if len(documents) != len(texts):
                sys.exit(f"parity: {len(texts)} texts, {len(documents)} documents from {args.program}")
            same = agreement(documents, other, args.verbose)
            print(f"{precision:10}{set_name:13}{same['words']:7}{same['tokens']:9.5f}" +
                  "".join(f"{same[field]:13.5f}" for field in FIELDS) + f"{same['entities']:10.5f}")
            if min(same["heads+labels"], same["entities"]) < PROMISED.get(precision, PROMISED_FAST):
                failed.append(f"{name} {precision} {set_name}")
            if set_name == "re3d":
                gold[precision] = against_people(labelled, [found for _, found in documents])
                gold["spaCy"] = against_people(labelled, [{tuple(e) for e in found} for _, found in other])
        speeds.append((precision, ours))
    print(f"{'':10}{'words/s':>9}" + "".join(f"{'x ' + blas:>9}" for blas in spacy) + f"{'x two cores':>13}{'MiB':>6}{'start ms':>10}")
    for precision, ours in speeds:
        ours.give(["The rebels left."])
        starts = [ours.run() for _ in range(2 * args.rounds)]
        start_user, start_wall = min(s[0] for s in starts), min(s[1] for s in starts)
        ours.give(sets[timed])
        ones = [ours.run(1) for _ in range(args.rounds)]
        ours.give(sets[timed] * 4)
        pairs = [(ours.run(1)[1] - start_wall, ours.run(2)[1] - start_wall) for _ in range(args.rounds)]
        two = min(p[0] for p in pairs) / min(p[1] for p in pairs)
        speed = words / (min(s[0] for s in ones) - start_user)
        print(f"{precision:10}{speed:9.0f}" + "".join(f"{speed / theirs[blas]:9.1f}" for blas in spacy) +
              f"{two:13.2f}{max(s[2] for s in ones):6.0f}{1000 * start_wall:10.0f}")
    if gold:
        print("entities of re3d as people labelled them, F1: " + ", ".join(f"{which} {value:.4f}" for which, value in gold.items()))
    return failed


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=str(ROOT / "build/entente"))
    parser.add_argument("--models", default="md,sm")
    parser.add_argument("--precisions", default="float32,int16,int8")
    parser.add_argument("--sets", default="polnear-dev,re3d")
    parser.add_argument("--blas", default="stock,best")
    parser.add_argument("--folder", default="")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--verbose", action="store_true", help="show each difference")
    args = parser.parse_args()
    failed = []
    with tempfile.TemporaryDirectory() as folder:
        for name in args.models.split(","):
            failed += measure(args, name, pathlib.Path(folder))
    print(f"load of the machine in the last minute: {os.getloadavg()[0]:.1f}; by the clock, figures mean little above one")
    if failed:
        sys.exit("parity: less agreement than promised: " + ", ".join(failed))


if __name__ == "__main__":
    main()
