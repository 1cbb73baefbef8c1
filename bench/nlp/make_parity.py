#!/usr/bin/env python3
"""Writes tests/nlp/data/expected.jsonl: spaCy's analysis of each text of tests/nlp/data/texts.json, one text a line.

  bench/nlp/make_parity.py [--model FOLDER]    (run it with a Python that has spaCy 3.8; FOLDER holds the model's config.cfg)

A line is a list of tokens: [first byte, text, tag, pos, morph, lemma, head, dep, begins a sentence, entity, space after].
"""
import argparse
import json
import pathlib

import spacy

ROOT = pathlib.Path(__file__).resolve().parents[2]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default=str(ROOT / ".deps/en_core_web_md"))
    folder = next(pathlib.Path(parser.parse_args().model).rglob("config.cfg")).parent
    nlp = spacy.load(folder)
    data = ROOT / "tests/nlp/data"
    with open(data / "expected.jsonl", "w", encoding="utf-8") as out:
        for text in json.loads((data / "texts.json").read_text(encoding="utf-8")):
            rows = []
            for t in nlp(text):
                entity = f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else ""
                rows.append([len(text[: t.idx].encode()), t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.head.i, t.dep_,
                             bool(t.is_sent_start), entity, bool(t.whitespace_)])
            out.write(json.dumps(rows, ensure_ascii=False, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
