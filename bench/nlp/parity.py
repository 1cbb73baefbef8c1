#!/usr/bin/env python3
"""How far `entente parse` agrees with spaCy on a folder of texts, and how fast both are on one thread.

  bench/nlp/parity.py [--program build/entente] [--texts FOLDER] [--model .deps/en_core_web_md]
                      [--spacy-python PYTHON | --make-venv FOLDER] [--least SHARE] [--verbose]

FOLDER holds *.txt (default: PolNeAR's development texts in ../shared). spaCy runs in PYTHON (default: this one); --make-venv makes a
virtual environment with spaCy 3.8 and uses that. Printed are, of all words that are no white space: agreement of tokens (F1 of
their spans), and of tags, UPOS, features, lemmas, heads, heads with labels and sentence starts among the shared tokens; F1 of
entities with labels; words a second of processor time, start-up and peak memory of both. The program's time includes reading JSON and writing CoNLL-U,
spaCy's is that of nlp(text) alone. Fails where heads with labels agree less than --least (default 0.995).
"""
import argparse
import json
import os
import pathlib
import re
import resource
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = pathlib.Path(os.environ.get("ENTENTE_SHARED", ROOT / "../shared"))
FIELDS = ["tag", "upos", "feats", "lemma", "head", "head+label", "sentence"]
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "BLIS_NUM_THREADS": "1"}
WARM_UP = "The rebels left."


def spacy_side(model):
    """Reads texts as JSON Lines. Prints a line each: words as [first, last, tag, upos, feats, lemma, head, label, starts], entities;
    then seconds of start-up, seconds of work, peak memory in KiB."""
    begun = time.process_time()
    import spacy

    nlp = spacy.load(model)
    nlp(WARM_UP)
    started = time.process_time() - begun
    seconds = 0.0
    for line in sys.stdin:
        text = json.loads(line)["text"]
        words, entities = [], []
        begun = time.process_time()
        doc = nlp(text)
        seconds += time.process_time() - begun
        for sentence in doc.sents:
            first = True
            for t in sentence:
                if t.is_space:
                    continue
                head = t.head
                while head.is_space and head.head.i != head.i:
                    head = head.head
                at = -1 if t.head.i == t.i or head.is_space else head.idx
                words.append([t.idx, t.idx + len(t.text), t.tag_, t.pos_, str(t.morph), t.lemma_, at, t.dep_, first])
                first = False
        for e in doc.ents:
            inside = [t for t in e if not t.is_space]
            if inside:
                entities.append([inside[0].idx, inside[-1].idx + len(inside[-1].text), e.label_])
        print(json.dumps([words, entities]))
    print(json.dumps([started, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss]))


def read_conllu(conllu):
    words, entities, sentence = [], [], []

    def close():
        for row in sentence:
            head = int(row[6])
            misc = dict(item.partition("=")[::2] for item in row[9].split("|"))
            at = int(misc["Offset"])
            feats = "" if row[5] == "_" else row[5]
            words.append([at, at + len(row[1]), row[4], row[3], feats, row[2], sentence[head - 1][10] if head else -1, row[7],
                          row is sentence[0]])
            if "NER" in misc:
                if misc["NER"].startswith("B-"):
                    entities.append([at, at + len(row[1]), misc["NER"][2:]])
                else:
                    entities[-1][1] = at + len(row[1])
        sentence.clear()

    for line in conllu.split("\n"):
        if not line:
            close()
        elif not line.startswith("#"):
            row = line.split("\t")
            row.append(int(re.search(r"Offset=(\d+)", row[9]).group(1)))
            sentence.append(row)
    close()
    return words, entities


def processor_time():
    """Seconds that ended children have taken."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def program_side(program, texts):
    """CoNLL-U of all texts, seconds, peak memory in KiB."""
    records = "".join(json.dumps({"id": str(i), "text": text}) + "\n" for i, text in enumerate(texts))
    begun = processor_time()
    run = subprocess.Popen([program, "--quiet", "parse", "-", "--threads", "1"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    conllu = run.communicate(records.encode())[0].decode()
    seconds = processor_time() - begun
    if run.returncode:
        sys.exit(f"parity: {program} parse failed")
    return conllu, seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss


def f1(ours, theirs, shared):
    return 2 * shared / (ours + theirs) if ours + theirs else 1.0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=str(ROOT / "build/entente"))
    parser.add_argument("--texts", default=str(SHARED / "gold/polnear/dev/text"))
    parser.add_argument("--model", default=str(ROOT / ".deps/en_core_web_md"))
    parser.add_argument("--spacy-python", default=sys.executable)
    parser.add_argument("--make-venv", default="")
    parser.add_argument("--least", type=float, default=0.995)
    parser.add_argument("--verbose", action="store_true", help="show each difference")
    parser.add_argument("--spacy-side", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    model = str(next(pathlib.Path(args.model).rglob("config.cfg")).parent)
    if args.spacy_side:
        return spacy_side(model)
    if args.make_venv:
        python = pathlib.Path(args.make_venv) / "bin/python"
        if not python.exists():
            subprocess.run([args.spacy_python, "-m", "venv", args.make_venv], check=True)
            subprocess.run([python, "-m", "pip", "install", "--quiet", "spacy>=3.8,<3.9"], check=True)
        args.spacy_python = str(python)

    files = sorted(pathlib.Path(args.texts).glob("*.txt"))
    if not files:
        sys.exit(f"parity: no *.txt in {args.texts}; name a folder of texts with --texts")
    texts = [f.read_bytes().decode("utf-8") for f in files]
    started = min(program_side(args.program, [WARM_UP])[1] for _ in range(3))
    conllu, seconds, memory = program_side(args.program, texts)
    theirs = subprocess.run([args.spacy_python, os.path.abspath(__file__), "--model", model, "--spacy-side"], check=True,
                            input="".join(json.dumps({"text": text}) + "\n" for text in texts), capture_output=True, text=True,
                            env=os.environ | ONE_THREAD).stdout.splitlines()
    spacy_started, spacy_seconds, spacy_memory = json.loads(theirs[-1])

    documents = re.split(r"^# newdoc id.*\n", conllu, flags=re.M)[1:]
    if len(documents) != len(files):
        sys.exit(f"parity: {len(files)} texts, {len(documents)} documents from {args.program}")
    totals = {"ours": 0, "theirs": 0, "shared": 0, "our entities": 0, "their entities": 0, "shared entities": 0}
    same = dict.fromkeys(FIELDS, 0)
    for name, document, line in zip(files, documents, theirs):
        words, entities = read_conllu(document)
        other_words, other_entities = json.loads(line)
        other = {(w[0], w[1]): w for w in other_words}
        totals["ours"] += len(words)
        totals["theirs"] += len(other_words)
        for w in words:
            o = other.get((w[0], w[1]))
            if o is None:
                if args.verbose:
                    print(f"{name.name}: no such token: {w}", file=sys.stderr)
                continue
            totals["shared"] += 1
            # A file of columns writes an empty lemma and the lemma _ alike.
            agree = [w[2] == o[2], w[3] == o[3], w[4] == o[4], w[5] == (o[5] or "_"), w[6] == o[6], w[6:8] == o[6:8], w[8] == o[8]]
            if args.verbose and not all(agree):
                print(f"{name.name}: {w} != {o}", file=sys.stderr)
            for field, equal in zip(FIELDS, agree):
                same[field] += equal
        ours, others = {tuple(e) for e in entities}, {tuple(e) for e in other_entities}
        totals["our entities"] += len(ours)
        totals["their entities"] += len(others)
        totals["shared entities"] += len(ours & others)

    print(f"texts      {len(files)}")
    print(f"words      {totals['theirs']}")
    print(f"tokens     {f1(totals['ours'], totals['theirs'], totals['shared']):.5f}")
    for field in FIELDS:
        print(f"{field:<10} {same[field] / max(totals['shared'], 1):.5f}")
    print(f"entities   {f1(totals['our entities'], totals['their entities'], totals['shared entities']):.5f}")
    ours_a_second = totals["ours"] / max(seconds - started, 1e-9)
    spacy_a_second = totals["theirs"] / spacy_seconds
    print(f"words/s    {ours_a_second:.0f} here, {spacy_a_second:.0f} spaCy, {ours_a_second / spacy_a_second:.1f} times (one thread)")
    print(f"start-up   {started:.2f} s here, {spacy_started:.2f} s spaCy")
    print(f"memory     {memory / 1024:.0f} MiB here, {spacy_memory / 1024:.0f} MiB spaCy")
    if same["head+label"] < args.least * totals["theirs"]:
        sys.exit(f"parity: heads with labels agree on fewer than {args.least} of the words")


if __name__ == "__main__":
    main()
