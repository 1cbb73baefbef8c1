#!/usr/bin/env python3
"""read.py [STAGE] > FILE: the sentences of data/read.tsv, found again in ../shared/gold, and those of data/written.tsv, one JSON object a line; from stage 2 on
with data/again.tsv too, from stage 3 on with data/more.tsv and data/written_more.tsv, in stage 4 (the default) with data/rest.tsv and data/written_world.tsv.

{"document", "text", "events": [{"type", "source": [[begin, end]], "target": [..], "trigger": [..], "also": [..]}], "none": [the same, without a type or "also"],
"actors": [[begin, end]]}
"document" is null for the sentences of sets that have no documents, "written" for those of data/written.tsv. "none" are what the patterns take for events where the reader saw none: no
reader's event of that sentence has their type or their trigger. "also" are the words by which the patterns find an event of that type between the same, where the
reader saw one such. "actors" are the mentions of known actors, one each.
The coded sets hold little else than sentences with events, and the few neutral ones are close to events; most sentences of news are not.
Sentences that are not found, because a set has changed, are counted on standard error. Python 3 standard library and tar with zstd only."""
import csv
import glob
import gzip
import hashlib
import html.parser
import json
import os
import re
import subprocess
import sys
import tempfile

import blend
import data

GOLD = f"{blend.SHARED}/gold"
STAGES = {"1": (["read.tsv"], ["written.tsv"]), "2": (["read.tsv", "again.tsv"], ["written.tsv"]),
          "3": (["read.tsv", "again.tsv", "more.tsv"], ["written.tsv", "written_more.tsv"]),
          "4": (["read.tsv", "again.tsv", "more.tsv", "rest.tsv"], ["written.tsv", "written_more.tsv", "written_world.tsv"])}
INLINE = set("a abbr b bdi cite code em font i mark q s small span strong sub sup time tt u".split())


class Words(html.parser.HTMLParser):
    """A page's text, with blocks apart; scripts and styles left out."""
    def __init__(self):
        super().__init__()
        self.text, self.hidden = [], 0

    def handle_starttag(self, tag, attributes):
        self.hidden += tag in ("script", "style")
        if tag not in INLINE:
            self.text.append(" ")

    def handle_endtag(self, tag):
        self.hidden -= tag in ("script", "style") and self.hidden > 0
        if tag not in INLINE:
            self.text.append(" ")

    def handle_data(self, data):
        if not self.hidden:
            self.text.append(data)


def pages(names):
    with tempfile.TemporaryDirectory() as folder:
        for archive in ("trafilatura_eval", "readability_pages"):
            subprocess.run(["tar", "--zstd", "-xf", f"{GOLD}/pages/{archive}.tar.zst", "-C", folder], check=True)
        for name in names:
            for path in (f"{folder}/eval/{name}.html", f"{folder}/test-pages/{name}/source.html"):
                if os.path.exists(path):
                    words = Words()
                    words.feed(open(path, encoding="utf-8", errors="replace").read())
                    yield name, "".join(words.text)


def polnear(names):
    for name in names:
        yield name, open(f"{GOLD}/polnear/train/text/{name}", encoding="utf-8").read()


def ngec(names):
    csv.field_size_limit(10**8)
    with gzip.open(f"{GOLD}/ngec_synthetic/stories.csv.gz", "rt", encoding="utf-8") as file:
        for n, row in enumerate(csv.DictReader(file)):
            if str(n) in names:
                yield str(n), row["text"]


def aw(names):
    for row in csv.DictReader(open(f"{GOLD}/aw/train.tsv", encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row["uid"] in names:
            yield row["uid"], row["sentence"]


def plv(names):
    for n, row in enumerate(csv.DictReader(open(f"{GOLD}/plv/train.tsv", encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE)):
        if str(n) in names:
            yield str(n), row["sentence"]


def cameo(names):
    """By the line of cameo_class; of the sentences that only cameo_ner has, "ner" and the block."""
    for n, line in enumerate(open(f"{GOLD}/cameo_class/train.tsv", encoding="utf-8")):
        if str(n) in names:
            yield str(n), line.rpartition("\t")[0]
    for n, rows in enumerate(data.marked_words(GOLD).values()):
        if f"ner{n}" in names:
            yield f"ner{n}", data.spaced(word for word, _ in rows)


def re3d(names):
    for path in sorted(glob.glob(f"{GOLD}/re3d/*.json")):
        document = json.load(open(path, encoding="utf-8"))
        if document["id"] in names:
            yield document["id"], document["text"]


def muc4(names):
    for part in ("train", "dev"):
        for name, report in json.load(open(f"{GOLD}/muc4/{part}.json", encoding="utf-8")).items():
            if name in names:
                yield name, report["doc"]


CORPORA = {"muc4": muc4, "page": pages, "polnear": polnear, "ngec": ngec, "aw": aw, "plv": plv, "cameo": cameo, "re3d": re3d}
APART = {"plv", "cameo"}  # sentences without documents


def found(text, wanted):
    """(number of words, hash) -> where in the text the words of such a sentence stand."""
    words = [m.span() for m in re.finditer(r"\w+", text)]
    out = {}
    for n in {n for n, _ in wanted}:
        for k in range(len(words) - n + 1):
            key = n, hashlib.md5(" ".join(text[b:e] for b, e in words[k:k + n]).encode()).hexdigest()[:10]
            if key in wanted:
                out.setdefault(key, words[k:k + n])
    return out


def sentence(text, words):
    """From the blank before the first word to the one behind the last; every white space a blank, none twice. With the words' spans."""
    begin, end = words[0][0], words[-1][1]
    while begin > 0 and not text[begin - 1].isspace():
        begin -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    out = " ".join(text[begin:end].split())
    return out, [m.span() for m in re.finditer(r"\w+", out)]


def event(line, words):
    kind, *parts = line.split()
    out = {"type": kind, "source": [], "target": [], "trigger": []}
    for part in parts:
        role, ranges = part.split("=")
        for piece in ranges.split(","):
            first, last = map(int, piece.split("-"))
            out[{"s": "source", "t": "target", "x": "trigger"}[role]].append([words[first][0], words[last - 1][1]])
    return out


def sentences(tables):
    rows = {}
    for table in tables:
        with open(os.path.join(blend.HERE, "data", table), encoding="utf-8") as file:
            for corpus, document, n, key, events in (line.rstrip("\n").split("\t") for line in file if not line.startswith("#")):
                rows[corpus, document, int(n), key] = events
    wanted = {}
    for (corpus, document, n, key), events in rows.items():
        wanted.setdefault(corpus, {}).setdefault(document, {})[n, key] = events
    missing = len(rows)
    for corpus, documents in wanted.items():
        for document, text in CORPORA[corpus](documents):
            for key, words in found(text, documents[document]).items():
                told, spans = sentence(text, words)
                if len(spans) != key[0]:
                    continue
                missing -= 1
                lines = documents[document][key]
                yield {"document": None if corpus in APART else f"{corpus} {document}", "text": told,
                       "events": [event(line, spans) for line in lines.split("; ")] if lines != "-" else []}
    print(f"read.py: {missing} of {len(rows)} sentences not found", file=sys.stderr)


def place(text, words, near):
    """Where these words stand in a text, the nearest to a place if they stand there twice."""
    found = [m.span() for m in re.finditer(r"(?<!\w)" + re.escape(words) + r"(?!\w)", text)]
    return list(min(found, key=lambda span: abs(span[0] - near)))


def written(tables):
    """The written sentences: text, and the events as type, source, trigger and target in the sentence's own words, and status where that was judged."""
    for line in (line for table in tables for line in open(os.path.join(blend.HERE, "data", table), encoding="utf-8")):
        if line.startswith("#"):
            continue
        text, told = line.rstrip("\n").split("\t")
        out = []
        for kind, source, trigger, target, *status in ([part.strip() for part in e.split(";")] for e in told.split("||") if told != "-"):
            at = place(text, trigger, 0)
            roles = [[place(text, words.strip(), at[0]) for words in role.split("&&") if words.strip()] for role in (source, target)]
            out.append({"type": kind, "source": roles[0], "target": roles[1], "trigger": [at], "status": "".join(status)})
        yield {"document": "written", "text": text, "events": out}


def main():
    stage = "".join(sys.argv[1:]) or "4"
    if stage not in STAGES:
        sys.exit(__doc__)
    tables, own = STAGES[stage]
    read = [*sentences(tables), *written(own)]
    folder = os.path.join(blend.TOP, ".deps", "data")
    coded = blend.run(folder, "code", [{"id": n, "text": s["text"]} for n, s in enumerate(read)], ["--coder", "patterns"])
    for n, s in enumerate(read):
        s["none"], actors = [], {}
        for m in coded[str(n)]["mentions"]:
            if m["actor"]["code"] or m["actor"]["name"]:
                actors.setdefault((m["actor"]["code"], m["actor"]["name"]), [m["begin"], m["end"]])
        s["actors"] = list(actors.values())
        for g in s["events"]:
            g["also"] = []
        for e in coded[str(n)]["events"]:
            trigger = [[e["trigger"]["begin"], e["trigger"]["end"]]]
            same = [g for g in s["events"] if g["type"] == e["type"]]
            roles = [[x["begin"], x["end"]] for r in ("source", "target") for x in e[r] if "begin" in x]
            if len(same) == 1 and data.meet(roles, same[0]["source"] + same[0]["target"]) and not data.meet(trigger, same[0]["trigger"]):
                same[0]["also"] += trigger
            if not any(g["type"] == e["type"] or data.meet(g["trigger"], trigger) for g in s["events"]):
                s["none"].append({r: [[x["begin"], x["end"]] for x in e[r] if "begin" in x] for r in ("source", "target")} | {"trigger": trigger})
        print(json.dumps(s, ensure_ascii=False))


if __name__ == "__main__":
    main()
