#!/usr/bin/env python3
"""cue_counts.py CORPUS CANDIDATES KNOWLEDGE : counts, for knowledge/cue_counts.tsv and cue_contexts.tsv, how often each word in each
grammatical frame attributes the frame's content to a source. CORPUS holds text/*.txt and attributions/*.ann (brat stand-off with
Source, Cue and Content, as PolNeAR has them); CANDIDATES is what `candidates` printed for CORPUS/text/*.txt. Only counts leave the corpus."""
import collections, glob, math, os, re, sys

LEAST_SEEN = 5        # a word that never attributed anything in a frame is kept from this many sightings on
FRAME, WORD, ODDS = 4, 8, .3   # the weights of src/statements/cues.cpp
PRIOR = 5             # pseudo-counts that hold a context's odds at 1


def attributions(corpus):
    """name -> (text, [{Source, Cue, Content: spans}])"""
    out = {}
    for name in sorted(glob.glob(os.path.join(corpus, "text", "*.txt"))):
        stem = os.path.splitext(os.path.basename(name))[0]
        found = glob.glob(os.path.join(corpus, "attributions", glob.escape(stem) + "_*.ann"))
        if not found:
            continue
        spans, marks = {}, []
        for line in open(found[0], encoding="utf-8"):
            part = line.rstrip("\n").split("\t")
            if len(part) < 2:
                continue
            if line[0] == "T":
                spans[part[0]] = [tuple(map(int, s.split())) for s in part[1].split(" ", 1)[1].split(";")]
            elif line[0] == "E":
                mark = collections.defaultdict(list)
                for role, ref in (a.split(":") for a in part[1].split()):
                    mark[re.sub(r"\d+$", "", role)] += spans.get(ref, [])
                if mark["Content"]:
                    marks.append({k: sorted(mark[k]) for k in ("Source", "Cue", "Content")})
        out[stem] = (open(name, encoding="utf-8", newline="").read(), marks)
    return out


def overlap(a, b):
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def jaccard(xs, ys):
    both = sum(overlap(x, y) for x in xs for y in ys)
    union = sum(e - b for b, e in xs) + sum(e - b for b, e in ys) - both
    return both / union if union else 0


def says(pos, frame, cue, content, mark):
    """whether a candidate is this attribution"""
    if mark["Content"][-1][1] <= content[0][0] or mark["Content"][0][0] >= content[-1][1]:
        return False
    if not any(overlap(cue, c) for c in mark["Cue"]) or jaccard(content, mark["Content"]) < .5:
        return False
    if ("subj+" in frame or "all" in frame) and any(overlap(x, y) for x in mark["Source"] for y in content):
        return False  # the subject is the source, not part of what is said
    return pos != "r" or overlap(cue, mark["Cue"][0]) >= .8 * (mark["Cue"][0][1] - mark["Cue"][0][0])


def rows(candidates, gold):
    """(said, (lemma, pos, frame), family, contexts) of every candidate"""
    text, marks, at = None, [], {}
    for line in open(candidates, encoding="utf-8"):
        f = line.rstrip("\n").split("\t")
        if f[0] == "#":
            text, marks = gold.get(os.path.splitext(os.path.basename(f[1]))[0], (None, []))
            at, byte = {}, 0
            for i, c in enumerate(text or ""):
                at[byte] = i
                byte += len(c.encode())
            at[byte] = len(text or "")
        elif text is not None and f[1].strip():
            spans = [[tuple(at[int(x)] for x in s.split()) for s in part.split(";") if s] for part in (f[5], f[7])]
            said = any(says(f[2], f[3], spans[0][0], spans[1], m) for m in marks)
            if not said and any(overlap(spans[0][0], c) for m in marks for c in m["Content"]):
                continue  # within what somebody says, attributions are not annotated
            yield int(said), (f[1], f[2], f[3]), f[4], f[8:]


def main(corpus, candidates, knowledge):
    classes = {}
    for line in open(os.path.join(knowledge, "cues.tsv"), encoding="utf-8"):
        if line[0] != "#":
            lemma, pos, name = line.rstrip("\n").split("\t")
            classes[lemma, pos] = name
    seen = list(rows(candidates, attributions(corpus)))
    tally = collections.defaultdict(lambda: [0, 0])
    for said, (lemma, pos, frame), _, _ in seen:
        for word in (lemma, "@" + classes.get((lemma, pos), "none"), "*"):
            tally[word, pos, frame][0] += said
            tally[word, pos, frame][1] += 1

    def by_class(lemma, pos, frame):
        said, n = tally[("*", pos, frame)]
        p = (said + .1) / (n + 1)
        said, n = tally[("@" + classes.get((lemma, pos), "none"), pos, frame)]
        return (said + FRAME * p) / (n + FRAME)

    words = collections.defaultdict(lambda: [0, 0])
    for (lemma, pos, frame), (said, n) in list(tally.items()):
        if lemma[0] not in "@*":
            words[lemma, pos][0] += said
            words[lemma, pos][1] += n * by_class(lemma, pos, frame)

    # The log odds of every candidate by its word without its own sighting, then what each context adds.
    odds, of, shift = [], collections.defaultdict(list), collections.defaultdict(float)
    for i, (said, (lemma, pos, frame), family, contexts) in enumerate(seen):
        p = by_class(lemma, pos, frame)
        got, expected = words[lemma, pos]
        ratio = p / (1 - p + 1e-9) * (max(0, got - said) + ODDS) / (max(0, expected - p) + ODDS)
        own, n = tally[lemma, pos, frame]
        p = min(.998, max(.002, (own - said + WORD * ratio / (1 + ratio)) / (n - 1 + WORD)))
        odds.append(math.log(p / (1 - p)))
        for context in contexts:
            of[family, context].append(i)
    for _ in range(3):
        for context in sorted(of, key=lambda c: (c[1].split(":")[0], c)):
            said, step = sum(seen[i][0] for i in of[context]), 0
            for _ in range(3):
                p = [1 / (1 + math.exp(-max(-30, min(30, odds[i] + step)))) for i in of[context]]
                slope = said - sum(p) - PRIOR * (shift[context] + step)
                step += max(-1, min(1, slope / (sum(q * (1 - q) for q in p) + PRIOR)))
            shift[context] += step
            for i in of[context]:
                odds[i] += step

    with open(os.path.join(knowledge, "cue_counts.tsv"), "w", encoding="utf-8") as out:
        out.write("# How often a word in a grammatical frame attributes the frame's content to a source. Columns: lemma, @class or *; word class;\n"
                  "# frame (src/statements/candidates.h); said; seen. Made by bench/statements/count; docs/notice.d/statements.txt names the source.\n")
        for key in sorted(tally):
            said, n = tally[key]
            if n and (said or n >= LEAST_SEEN):
                out.write("\t".join([*key, str(said), str(n)]) + "\n")
    with open(os.path.join(knowledge, "cue_contexts.tsv"), "w", encoding="utf-8") as out:
        out.write("# How the surroundings of a cue shift its odds. Columns: family of frames, context (src/statements/contexts.h), factor.\n"
                  "# Made by bench/statements/count; docs/notice.d/statements.txt names the source.\n")
        for context in sorted(of):
            if len(of[context]) >= 20 and abs(shift[context]) > .05:
                out.write("\t".join([*context, f"{math.exp(shift[context]):.2f}"]) + "\n")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
