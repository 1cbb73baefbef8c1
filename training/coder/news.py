#!/usr/bin/env python3
"""news.py COUNT > FILE: sentences of PolNeAR's training articles as the patterns see them: type or "none", and text.

The coded sets hold little else than sentences with events, and the few neutral ones are close to events; most sentences of news are not. Taken are
sentences in which the patterns find nothing at all, and a third as many in which they are sure of one event, so that the articles' own subject tells
nothing. Both are weak labels: the patterns miss about one event in eight. Python 3 standard library only."""
import glob
import hashlib
import os
import re
import sys

import blend

SURE = 0.75


def main():
    count = int(sys.argv[1])
    docs = [{"id": name, "text": re.sub(r"\s", " ", open(name, encoding="utf-8").read())}
            for name in sorted(glob.glob(f"{blend.SHARED}/gold/polnear/train/text/*.txt"))[::3]]
    data = os.path.join(blend.TOP, ".deps", "data")
    coded = blend.run(data, "code", docs, ["--coder", "patterns"])
    parsed = blend.run(data, "parse", docs, ["--format", "json"])
    quiet, sure = {}, {}
    for name, record in parsed.items():
        for sentence in record["sentences"]:
            begin, end = record["tokens"][sentence["first"]]["begin"], record["tokens"][sentence["last"] - 1]["end"]
            text = record["text"][begin:end]
            if not (40 <= len(text.strip()) <= 300 and text[0].isupper()):
                continue
            events = [e for e in coded[name]["events"] if e["evidence"]["begin"] < end and begin < e["evidence"]["end"]]
            if not events:
                quiet[text] = "none"
            elif len({e["type"] for e in events}) == 1 and max(e["confidence"] for e in events) >= SURE:
                sure[text] = events[0]["type"]
    for found, most in ((quiet, count), (sure, count // 3)):
        for text in sorted(found, key=lambda t: hashlib.md5(t.encode()).hexdigest())[:most]:
            print(found[text], text, sep="\t")


if __name__ == "__main__":
    main()
