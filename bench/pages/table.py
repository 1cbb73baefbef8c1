#!/usr/bin/env python3
"""Print the table of extractors. table.py PROGRAM SCORERS FOLDER UNSEEN, as bench/pages/run calls it; peers run under this interpreter.
UNSEEN is what `training/pages/train --check` made: bodies by trees that have not seen the page, for the second row; beside it lies
marked.json, what readers marked on the pages.

Body: trafilatura's wanted and unwanted segments (F1, precision, recall); F1 of 4-word shingles against the expected text of readability's
pages, whose captions and bylines count as text; and the same against what readers marked as the
article on 1,008 pages of both sets. Metadata: exact matches of title, author and date, and pages without a date for which a
tool gives none. Speed: processor time on the first set; entente's is the whole process with reading, hashing and printing, the others'
is extraction alone.
"""
import html.parser
import json
import os
import resource
import subprocess
import sys

PEERS = ["trafilatura", "trafilatura-fast", "resiliparse", "readability-lxml", "newspaper4k"]
INLINE = set("a abbr b cite code em font i mark q s small span strong sub sup time u".split())


class Text(html.parser.HTMLParser):
    """The text of HTML, blocks set apart by a space."""

    def __init__(self, source):
        super().__init__()
        self.parts = []
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        self.parts.append("" if tag in INLINE else " ")

    def handle_endtag(self, tag):
        self.parts.append("" if tag in INLINE else " ")

    def handle_data(self, data):
        self.parts.append(data)


def entente(program, folder):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([program, "page", "--threads", "1", folder], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    output = {}
    for line in done.stdout.decode().splitlines():
        page = json.loads(line)
        body = page["text"][page["body"]["begin"]:page["body"]["end"]]
        output[os.path.basename(page["source"]["file"])] = {
            "articleBody": body, "title": page["headline"], "author": "; ".join(page["authors"]), "date": (page["article_date"] or {}).get("date", "")}
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"output": output, "seconds": seconds}


def peer(tool, folder, target):
    script = os.path.join(os.path.dirname(__file__), "peer.py")
    subprocess.run([sys.executable, script, tool, folder, target], check=True, stderr=subprocess.DEVNULL)
    with open(target, encoding="utf-8") as file:
        return json.load(file)


def matches(labels, output, field):
    asked = [page for page in labels if page.get(field)]
    return sum(output.get(page["file"], {}).get(field) == page[field] for page in asked) / len(asked)


def declined(labels, output):
    silent = [page for page in labels if "date" in page and not page["date"]]
    return sum(not output.get(page["file"], {}).get("date") for page in silent) / len(silent)


def marked(truth, output, score):
    """Precision, recall and F1 of 4-word shingles against the blocks that readers marked (training/pages/read.py), means over pages; what may
    stand in a body or not is left out."""
    sums, pages = [0.0, 0.0], 0
    for name, files in truth.items():
        for file, (must, may) in files.items():
            wanted, found = score.counts(must), score.counts(score.body(output[name], file))
            both = sum((wanted & found).values())
            extra = sum((found - wanted - score.counts(may)).values())
            sums[0] += both / (both + extra) if both + extra else 1
            sums[1] += both / sum(wanted.values()) if wanted else 1
            pages += 1
    p, r = sums[0] / pages, sums[1] / pages
    return {"pages": pages, "precision": p, "recall": r, "f1": 2 * p * r / (p + r) if p + r else 0}


def find(folder, name):
    return next(os.path.join(root, name) for root, folders, files in os.walk(folder) if name in folders + files)


def main(program, scorers, work, unseen):
    sys.path.insert(0, scorers)
    import pages as score

    documents = find(work, "eval")
    with open(find(work, "evaldata.json"), encoding="utf-8") as file:
        truth = json.load(file)
    have = set(os.listdir(documents))
    labels = [page for page in truth.values() if page["file"] in have]
    size = sum(os.path.getsize(os.path.join(documents, name)) for name in have)
    expected, shown = {}, os.path.join(work, "shown")
    os.mkdir(shown)
    tests = find(work, "test-pages")
    for name in sorted(os.listdir(tests)):
        if not os.path.exists(os.path.join(tests, name, "expected.html")):
            continue
        os.link(os.path.join(tests, name, "source.html"), os.path.join(shown, name + ".html"))
        with open(os.path.join(tests, name, "expected.html"), encoding="utf-8") as file:
            expected[name + ".html"] = {"articleBody": "".join(Text(file.read()).parts)}

    print(f"{len(labels)} labelled documents, {len(expected)} pages with expected text; speed on {len(have)} documents, {size / 1e6:.0f} MB")
    print("| | F1 | precision | recall | shingles F1 | read pages F1 | title | author | date | undated left so | pages/s | MB/s |")
    print("|---|---|---|---|---|---|---|---|---|---|---|---|")
    with open(unseen, encoding="utf-8") as file:
        check = json.load(file)
    with open(os.path.join(os.path.dirname(unseen), "marked.json"), encoding="utf-8") as file:
        read = json.load(file)
    for tool in ["entente"] + PEERS:
        if tool == "entente":
            result, pages = entente(program, documents), entente(program, shown)
        else:
            target = os.path.join(work, "out.json")
            result, pages = peer(tool, documents, target), peer(tool, shown, target)
        output, seconds = result["output"], result["seconds"]
        body, shingles = score.segments(truth, output, have), score.shingles(expected, pages["output"])
        row = [body["f1"], body["precision"], body["recall"], shingles["f1"],
               marked(read, {"eval": output, "shown": pages["output"]}, score)["f1"]] + [matches(labels, output, f) for f in ("title", "author", "date")]
        cells = [f"{value:.3f}" for value in row + [declined(labels, output)]]
        print("| " + " | ".join([tool] + cells + [f"{len(have) / seconds:.0f}", f"{size / 1e6 / seconds:.1f}"]) + " |", flush=True)

        if tool == "entente":
            body, shingles = score.segments(truth, check["eval"], have), score.shingles(expected, check["shown"])
            cells = [f"{value:.3f}" for value in (body["f1"], body["precision"], body["recall"], shingles["f1"], marked(read, check, score)["f1"])]
            print("| " + " | ".join(["entente, pages not seen in training"] + cells + [""] * 6) + " |", flush=True)


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    main(*sys.argv[1:])
