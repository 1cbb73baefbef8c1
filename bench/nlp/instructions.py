#!/usr/bin/env python3
"""Instructions that `entente parse` runs for each token, by valgrind's callgrind: a guard that does not depend on the machine's mood.

  bench/nlp/instructions.py [--program build/entente] [--record]

Texts are those of tests/nlp/data/texts.json less a run on one sentence, so that start-up does not count. Compared
with bench/nlp/instructions.tsv: fails where a precision takes over 3 % more; --record writes what is found. Valgrind has no AVX-512,
so the numbers are those of the AVX2 kernels.
"""
import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
RECORD = ROOT / "bench/nlp/instructions.tsv"
SLACK = 1.03


def run(program, precision, texts, folder):
    """Instructions, and the CoNLL-U."""
    records = folder / "texts.jsonl"
    records.write_text("".join(json.dumps({"id": str(i), "text": text}) + "\n" for i, text in enumerate(texts)))
    done = subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out", program, "--quiet", "parse", records,
                           "--threads", "1", "--precision", precision], capture_output=True, text=True)
    found = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode or not found:
        sys.exit(f"instructions: {done.stderr[-400:]}")
    return int(found[1]), done.stdout


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=str(ROOT / "build/entente"))
    parser.add_argument("--record", action="store_true")
    args = parser.parse_args()
    texts = json.loads((ROOT / "tests/nlp/data/texts.json").read_text(encoding="utf-8"))
    allowed = dict(line.split("\t") for line in RECORD.read_text().splitlines()) if RECORD.exists() else {}
    found, worse = {}, []
    with tempfile.TemporaryDirectory() as folder:
        for precision in ["float32", "int8"]:
            start, _ = run(args.program, precision, ["The rebels left."], pathlib.Path(folder))
            total, conllu = run(args.program, precision, texts, pathlib.Path(folder))
            tokens = sum(line[:1].isdigit() for line in conllu.split("\n"))
            found[precision] = round((total - start) / tokens)
            before = int(allowed.get(precision, found[precision]))
            print(f"{precision:8}{found[precision]:9} instructions a token, {before if allowed else 0} on record, {start / 1e6:.0f} million to start")
            if found[precision] > before * SLACK:
                worse.append(precision)
    if args.record:
        RECORD.write_text("".join(f"{precision}\t{count}\n" for precision, count in found.items()))
    elif worse:
        sys.exit("instructions: more than on record: " + ", ".join(worse))


if __name__ == "__main__":
    main()
