#!/usr/bin/env python3
"""fit.py WORK MODELS [--check]: counts the words and fits the two forests that tell an article's blocks from the rest of a page (src/page/judge.h).

WORK holds what training/pages/train puts there: trafilatura's documents (eval/, evaldata.json), readability's pages (shown/, test-pages/),
what open extractors make of both, and the program `blocks`. A block's label is, first, what its page's annotation says of it (a wanted or
unwanted segment stands in it); then what the page's reader said (read.py); on the few pages that nobody read, whether it stands in the expected
text; else the share of the extractors that keep it, each weighted by how well it does on that page. Each page's rows come from counts
of the other folds' pages. Writes MODELS/*.tsv. With --check five folds, by site, are each read by forests that have not seen it, and the
scores are printed."""
import collections, hashlib, json, os, re, subprocess, sys
import lightgbm
import numpy as np
import pages as scorer, read, table, trees

FOLDS = 5
PEERS = ["trafilatura", "trafilatura-precision", "resiliparse", "readability-lxml", "newspaper4k"]
SETS = ["eval", "shown"]
SETTINGS = dict(objective="cross_entropy", num_leaves=32, max_depth=8, learning_rate=.09, min_data_in_leaf=40, feature_fraction=.4, max_bin=63, lambda_l2=5,
                num_threads=1, deterministic=True, force_row_wise=True, seed=1, verbose=-1)
ROUNDS = 120
SAYS_SEGMENT, SAYS_READER, SAYS_VOTE = 4, 1.5, .6  # weights


def words(text):
    return re.findall(r"\w+", text.lower())


def folded(text):
    return re.sub(r"\W+", "", text).lower()


class Lines(table.Text):
    """The text of HTML, a line for each block."""

    def handle_starttag(self, tag, attrs):
        self.parts.append("" if tag in table.INLINE else "\n")

    def handle_endtag(self, tag):
        self.parts.append("" if tag in table.INLINE else "\n")


class Holder:
    """A text, asked whether it holds a block."""

    def __init__(self, text):
        found = words(text)
        self.shingles = set(zip(found, found[1:], found[2:], found[3:]))
        self.lines = set(map(folded, text.split("\n")))
        self.folded = folded(text)

    def holds(self, block):
        found = words(block)
        if len(found) >= 5:
            shingles = list(zip(found, found[1:], found[2:], found[3:]))
            return sum(s in self.shingles for s in shingles) >= .75 * len(shingles)
        text = folded(block)
        return text != "" and (text in self.lines or (len(found) >= 3 and text in self.folded))


class Page:
    pass


def run(work, task, name, files, *args):
    """What the program `blocks` prints of these files of a set."""
    listed = os.path.join(work, "listed")
    with open(listed, "w", encoding="utf-8") as out:
        out.write("".join(file + "\n" for file in files))
    command = [os.path.join(work, "blocks"), task, os.path.join(work, name), listed, *args]
    return subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout


def read_pages(work):
    """The pages in the order of `blocks`, with labels."""
    with open(os.path.join(work, "evaldata.json"), encoding="utf-8") as file:
        gold = {g["file"]: (url, g) for url, g in json.load(file).items()}
    out, marks, lost = [], read.pages(), 0
    for name in SETS:
        peers = []
        for tool in PEERS:
            with open(os.path.join(work, f"{tool}.{name}.json"), encoding="utf-8") as file:
                peers.append(json.load(file)["output"])
        names = sorted(os.listdir(os.path.join(work, name)))
        for line in run(work, "texts", name, names).decode().splitlines():
            data, page = json.loads(line), Page()
            page.set, page.file = name, data["file"]
            page.blocks = [block["text"] for block in data["blocks"]]
            page.hidden = np.array([block["hidden"] for block in data["blocks"]], dtype=bool)
            page.words = [set(block["words"]) for block in data["blocks"]]
            page.attributes = [set(block["attributes"]) for block in data["blocks"]]
            url, page.gold = gold.get(page.file, (page.file, None)) if name == "eval" else (page.file, None)
            page.site = re.sub(r"^www\.", "", re.sub(r"^https?://", "", url).split("/")[0])
            page.fold = int(hashlib.sha256(page.site.encode()).hexdigest(), 16) % FOLDS
            label(page, peers, work, marks.get((name, page.file)))
            lost += len(set(marks.get((name, page.file), ())) - set(read.names(page.blocks)))
            out.append(page)
    print(f"{lost} marked blocks not found", file=sys.stderr, flush=True)
    return out


def label(page, peers, work, marks):
    """Each block's label and weight, by the order of the heading."""
    sure, votes, all_votes = np.full(len(page.blocks), -1.), np.zeros(len(page.blocks)), 1e-9
    is_segment = np.zeros(len(page.blocks), dtype=bool)
    if marks is not None:
        sure = np.array([{"b": 1, "l": -1, "u": -1}.get(marks.get(name), 0) for name in read.names(page.blocks)], dtype=float)
        sure[page.hidden & (sure > 0)] = -1  # the reader did not know
    elif page.set == "shown":
        with open(os.path.join(work, "test-pages", page.file[:-5], "expected.html"), encoding="utf-8") as file:
            expected = Holder("".join(Lines(file.read()).parts))
        sure = np.array([float(expected.holds(block)) for block in page.blocks])
    if page.gold:
        for i, block in enumerate(page.blocks):
            wanted, unwanted = (any(s in block for s in page.gold[name]) for name in ("with", "without"))
            is_segment[i] = wanted or unwanted
            if is_segment[i]:
                sure[i] = wanted
    for output in peers:
        text, weight = output[page.file]["articleBody"], .5
        if page.gold:
            hits, misses = sum(s in text for s in page.gold["with"]), sum(s in text for s in page.gold["without"])
            weight = ((2 * hits + .5) / (hits + len(page.gold["with"]) + misses + .5)) ** 4
        holder = Holder(text)
        votes += weight * np.array([holder.holds(block) for block in page.blocks], dtype=float)
        all_votes += weight
    votes /= all_votes
    page.y = np.where(sure >= 0, sure, votes)
    # A page counts by the words of its article, so that a long one does not outweigh others.
    count = np.array([len(words(block)) for block in page.blocks])
    by_words = .15 + np.minimum(count, 120) * 12 / ((count * page.y).sum() + 20)
    says = np.where(is_segment, SAYS_SEGMENT, np.where(sure < 0, SAYS_VOTE, SAYS_READER if marks is not None else 1))
    if page.set == "shown" and marks is None:  # readability's text has captions and credits, which no article's text should have
        says = np.where((sure > 0) & (votes < .3), .2, says)
    page.weight = np.minimum(by_words, 3) * says


PRIOR = 4         # sites' worth of the average, in every word's share
LEAST = {"attributes": 4, "words": 8}  # sites
SAYS = .5        # logarithms of odds below this are left out


def tally(pages, field):
    """Word -> how much likelier than others a block is of the article where it stands. Each site has one say."""
    sites = collections.defaultdict(lambda: collections.defaultdict(lambda: [0, 0]))
    every = [0, 0]
    for page in pages:
        site = sites[page.site]
        for found, text, y in zip(getattr(page, field), page.blocks, page.y):
            weight = min(len(text), 300) / 100 + .2
            every[0] += weight * y
            every[1] += weight
            for word in found:
                count = site[word]
                count[0] += weight * y
                count[1] += weight
    average = every[0] / every[1]
    shares, seen = collections.Counter(), collections.Counter()
    says = collections.Counter()
    for site in sites.values():
        for word, (y, weight) in site.items():
            say = min(1, weight)
            shares[word] += say * y / weight
            says[word] += say
            seen[word] += 1
    odds = lambda p: np.log(p / (1 - p))
    out = {}
    for word, count in seen.items():
        value = odds((shares[word] + PRIOR * average) / (says[word] + PRIOR)) - odds(average)
        if count >= LEAST[field] and abs(value) >= SAYS:
            out[word] = value
    return out


def store_tallies(pages, folder):
    os.makedirs(folder, exist_ok=True)
    for field, where in (("attributes", "attributes of the elements around it"), ("words", "it")):
        with open(os.path.join(folder, field + ".tsv"), "w", encoding="utf-8") as out:
            out.write(f"# Word, and the logarithm of the odds that a block is of the article where the word stands in {where}, beside the\n"
                      "# average's. Made by training/pages/train.\n")
            for word, value in sorted(tally(pages, field).items()):
                out.write(f"{word}\t{value:.2g}\n")


def train(x, pages, keep):
    y, weight = (np.concatenate([getattr(page, field) for page in pages]) for field in ("y", "weight"))
    return lightgbm.train(SETTINGS, lightgbm.Dataset(x[keep], y[keep], weight=weight[keep]), num_boost_round=ROUNDS)


def predict(forest, x):
    return 1 / (1 + np.exp(-forest.predict(x, raw_score=True)))


def rows(work, pages, chances=None):
    """What `blocks` measured of every block, with the tallies of the other folds. In the order of `pages`, which is that of sets and folds."""
    out, at = [], 0
    for name in SETS:
        for k in range(FOLDS):
            part, folder = [page for page in pages if page.set == name and page.fold == k], os.path.join(work, f"fold{k}")
            count, args = sum(len(page.blocks) for page in part), [folder]
            if chances is not None:
                chances[at:at + count].astype(np.float32).tofile(os.path.join(work, "chances"))
                args.append(os.path.join(work, "chances"))
            data = run(work, "rows" if chances is None else "context", name, [page.file for page in part], *args)
            out.append(np.frombuffer(data, dtype=np.float32).reshape(count, -1))
            at += count
    return np.vstack(out)


def fit(work, pages):
    """Rows of all pages, and of each fold the first forest of the others: (fold of each row, rows, wide rows, forests)"""
    for k in range(FOLDS):
        store_tallies([page for page in pages if page.fold != k], os.path.join(work, f"fold{k}"))
    fold = np.concatenate([np.full(len(page.blocks), page.fold) for page in pages])
    x = rows(work, pages)
    print(f"{len(pages)} pages, {len(x)} blocks, {x.shape[1]} numbers of each", file=sys.stderr, flush=True)
    firsts, chances = [], np.zeros(len(fold))
    for k in range(FOLDS):
        firsts.append(train(x, pages, fold != k))
        chances[fold == k] = predict(firsts[k], x[fold == k])
        print(f"blocks: fold {k}", file=sys.stderr, flush=True)
    return fold, x, rows(work, pages, chances), firsts


def write(forest, path, says):
    with open(path, "w", encoding="utf-8") as out:
        out.write(f"# {says} (src/page/features.cpp), as src/forest/forest.h reads it. Made by training/pages/train.\n")
        trees.write(forest, out, ".6g", ".4g")


def store(blocks, context, folder):
    os.makedirs(folder, exist_ok=True)
    write(blocks, os.path.join(folder, "blocks.tsv"), "Trees over what is measured of a block")
    write(context, os.path.join(folder, "context.tsv"), "Trees over that and the first forest's view of what is around")


def bodies(work, folder, pages):
    output = collections.defaultdict(dict)
    for name in SETS:
        for line in run(work, "bodies", name, [page.file for page in pages if page.set == name], folder).decode().splitlines():
            page = json.loads(line)
            output[name][page["file"]] = {"articleBody": page["body"]}
    return output


def marked(pages, marks):
    """Of every page that was read: what must and what may stand in its body."""
    out = collections.defaultdict(dict)
    for page in pages:
        letters = [marks.get((page.set, page.file), {}).get(name) for name in read.names(page.blocks)]
        if "b" in letters:
            out[page.set][page.file] = ["\n".join(text for text, letter in zip(page.blocks, letters) if letter and letter in some) for some in ("b", "lu")]
    return out


def score(work, output):
    with open(os.path.join(work, "evaldata.json"), encoding="utf-8") as file:
        print("segments", scorer.segments(json.load(file), output["eval"], output["eval"]))
    expected = {}
    for name in output["shown"]:
        with open(os.path.join(work, "test-pages", name[:-5], "expected.html"), encoding="utf-8") as file:
            expected[name] = {"articleBody": "".join(table.Text(file.read()).parts)}
    print("shingles", scorer.shingles(expected, output["shown"]))
    with open(os.path.join(work, "marked.json"), encoding="utf-8") as file:
        print("read", table.marked(json.load(file), output, scorer))


def main(work, models, check):
    pages = sorted(read_pages(work), key=lambda page: (SETS.index(page.set), page.fold))
    fold, x, wide, firsts = fit(work, pages)
    if not check:
        everything = np.ones(len(fold), dtype=bool)
        store_tallies(pages, models)
        store(train(x, pages, everything), train(wide, pages, everything), models)
        return
    output = collections.defaultdict(dict)
    for k in range(FOLDS):
        folder = os.path.join(work, f"fold{k}")
        store(firsts[k], train(wide, pages, fold != k), folder)
        for name, texts in bodies(work, folder, [page for page in pages if page.fold == k]).items():
            output[name].update(texts)
    for name, content in (("check.json", output), ("marked.json", marked(pages, read.pages()))):
        with open(os.path.join(work, name), "w", encoding="utf-8") as file:
            json.dump(content, file)
    score(work, output)


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4) or sys.argv[3:] not in ([], ["--check"]):
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2], len(sys.argv) == 4)
