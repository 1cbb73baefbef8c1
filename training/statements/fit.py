#!/usr/bin/env python3
"""fit.py CORPUS CANDIDATES KNOWLEDGE [--hold N]: fits the model of what attributes something to somebody.

CORPUS holds text/*.txt and attributions/*.ann (brat stand-off with Source, Cue and Content, as PolNeAR has them); CANDIDATES is what
`candidates` printed for CORPUS/text/*.txt. Writes KNOWLEDGE/cue_counts.tsv (how often each key attributed its content) and cue_forest.tsv
(trees over those shares, and numbers). Only counts and thresholds leave the corpus. With --hold N every N-th document is left out and
scored instead, and nothing is written."""
import argparse, collections, glob, os, re, sys
import numpy as np
import lightgbm
import trees

PRIOR, WEIGHT = .18, 4          # of a share: (said + WEIGHT * PRIOR) / (seen + WEIGHT), as in src/statements/model.cpp
HOPELESS = .03                  # candidates whose words alone give less are not looked at
KEYS, FOLDS, LEAST = 19, 5, 4   # a key seen less often than LEAST is not kept
SETTINGS = dict(objective="binary", num_leaves=31, learning_rate=.05, min_data_in_leaf=60, feature_fraction=.5, max_bin=127,
                lambda_l2=2, num_threads=1, deterministic=True, force_row_wise=True, seed=1, verbose=-1)
ROUNDS = 240


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


class Candidate:
    __slots__ = ("token", "cue", "speaker", "content", "tokens", "keys", "numbers", "said", "usable")


def label(c, marks):
    c.said, misheard = 0, False
    for mark in marks:
        if mark["Content"][-1][1] <= c.content[0][0] or mark["Content"][0][0] >= c.content[-1][1]:
            continue
        if any(overlap(c.cue, x) for x in mark["Cue"]) and jaccard(c.content, mark["Content"]) >= .5:
            c.said = int(not mark["Source"] or any(overlap(a, b) for a in c.speaker for b in mark["Source"]))
            misheard = not c.said
            break
    # Within what somebody says, attributions are not annotated; the right words of the wrong speaker teach nothing.
    c.usable = c.said or not (misheard or any(overlap(c.cue, x) for mark in marks for x in mark["Content"]))


def read(corpus, candidates):
    """[(name, marks, [Candidate])]"""
    gold, out, at = attributions(corpus), [], {}
    marks = None
    for line in open(candidates, encoding="utf-8"):
        f = line.rstrip("\n").split("\t")
        if f[0] == "#":
            stem = os.path.splitext(os.path.basename(f[1]))[0]
            text, marks = gold.get(stem, (None, None))
            if text is None:
                continue
            at, byte = {}, 0
            for i, char in enumerate(text):
                at[byte] = i
                byte += len(char.encode())
            at[byte] = len(text)
            out.append((stem, marks, []))
        elif marks is not None:
            c = Candidate()
            pairs = lambda part: [tuple(map(int, s.split())) for s in part.split(";") if s]
            spans = lambda part: [(at[b], at[e]) for b, e in pairs(part)]
            c.token, c.cue, c.speaker, c.content, c.tokens = int(f[0]), spans(f[1])[0], spans(f[2]), spans(f[3]), pairs(f[4])
            c.keys = [sys.intern(k) for k in f[5:5 + KEYS]]
            c.numbers = [float(x) for x in f[5 + KEYS].split()]
            label(c, marks)
            out[-1][2].append(c)
    return out


def tables(docs):
    counts = collections.defaultdict(lambda: [0, 0])
    for _, _, candidates in docs:
        for c in candidates:
            if c.usable:
                for key in c.keys:
                    counts[key][0] += c.said
                    counts[key][1] += 1
    return counts


REACH = 200  # tokens of a content that are looked at, as in src/statements/model.cpp


def features(candidates, counts):
    """(rows, hopeful): what src/statements/model.cpp makes of a document's candidates."""
    rows, chance = [], []
    for c in candidates:
        shares = []
        for key in c.keys:
            said, seen = counts.get(key, (0, 0))
            if seen < LEAST:
                said = seen = 0
            shares.append((said + WEIGHT * PRIOR) / (seen + WEIGHT))
        seen = counts.get(c.keys[0], (0, 0))[1]
        chance.append((shares[0] + shares[2]) / 2)
        rows.append(shares + [seen if seen >= LEAST else 0] + c.numbers)
    of, best = collections.defaultdict(list), {}
    for i, c in enumerate(candidates):
        of[c.token].append(i)
    covered, likely = collections.defaultdict(float), {}
    for token, frames in of.items():
        top = max(frames, key=lambda i: (chance[i], -i))
        if chance[top] > .1:
            best[token] = top
    for token, top in best.items():
        likely[token] = chance[top]
        for first, last in candidates[top].tokens:
            for t in range(first, min(last, first + REACH)):
                covered[t] = max(covered[t], chance[top])
    for i, c in enumerate(candidates):
        others = [chance[j] for j in of[c.token] if j != i]
        inner = max((likely.get(t, 0) for first, last in c.tokens for t in range(first, min(last, first + REACH)) if t != c.token), default=0)
        rows[i] += [max(others, default=0), sum(o > chance[i] for o in others), len(others), covered.get(c.token, 0), inner]
    return np.array(rows, dtype=np.float32).reshape(len(rows), -1), [ch >= HOPELESS for ch in chance]


def fit(docs):
    parts, x, y = [docs[i::FOLDS] for i in range(FOLDS)], [], []
    for i, part in enumerate(parts):
        counts = tables([d for j, p in enumerate(parts) if j != i for d in p])
        for _, _, candidates in part:
            rows, hopeful = features(candidates, counts)
            keep = [h and bool(c.usable) for h, c in zip(hopeful, candidates)]
            if any(keep):
                x.append(rows[keep])
                y += [c.said for c, k in zip(candidates, keep) if k]
    x = np.vstack(x)
    print(f"{len(y)} candidates, {sum(y)} say something", file=sys.stderr)
    return tables(docs), lightgbm.train(SETTINGS, lightgbm.Dataset(x, np.array(y)), num_boost_round=ROUNDS)


def choose(candidates, p, accept):
    """src/statements/resolve.cpp without the bare quotes"""
    best = {}
    for i, c in enumerate(candidates):
        if p[i] >= accept and (c.token not in best or p[i] > p[best[c.token]]):
            best[c.token] = i
    taken, out = [], []
    for i in sorted(best.values(), key=lambda i: -p[i] * sum(e - b for b, e in candidates[i].tokens) ** .5):
        c = candidates[i]
        if not any(overlap((c.token, c.token + 1), t) for t in taken) and not any(overlap(r, t) for r in c.tokens for t in taken):
            taken += c.tokens
            out.append(c)
    return out


def score(docs, counts, forest):
    for accept in (.28, .32, .36, .4):
        hit = joint = guessed = gold = 0
        for _, marks, candidates in docs:
            free = []
            if candidates:
                rows, hopeful = features(candidates, counts)
                free = choose(candidates, forest.predict(rows) * np.array(hopeful), accept)
            gold += len(marks)
            guessed += len(free)
            for mark in marks:
                best = max(free, key=lambda c: jaccard(c.content, mark["Content"]), default=None)
                if best is None or jaccard(best.content, mark["Content"]) < .5:
                    continue
                free.remove(best)
                hit += 1
                joint += not mark["Source"] or any(overlap(a, b) for a in best.speaker for b in mark["Source"])
        print(f"accept {accept}: precision {hit / guessed:.4f} recall {hit / gold:.4f} F1 {2 * hit / (guessed + gold):.4f}"
              f" with speaker {2 * joint / (guessed + gold):.4f}", flush=True)


def write(counts, forest, knowledge):
    with open(os.path.join(knowledge, "cue_counts.tsv"), "w", encoding="utf-8") as out:
        out.write("# How often what a key names (src/statements/features.cpp) attributed something to somebody: key, said, seen.\n"
                  "# Made by training/statements/train; NOTICE names the source.\n")
        for key in sorted(k for k, (said, seen) in counts.items() if seen >= LEAST):
            out.write(f"{key}\t{counts[key][0]}\t{counts[key][1]}\n")
    with open(os.path.join(knowledge, "cue_forest.tsv"), "w", encoding="utf-8") as out:
        out.write("# Trees over the features of src/statements/model.cpp: feature, threshold, left, right of a node (a branch below 0 is leaf\n"
                  "# -1 - branch); \"leaves\" and their values end a tree. Made by training/statements/train.\n")
        trees.write(forest, out, ".9g", ".5g")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus"), parser.add_argument("candidates"), parser.add_argument("knowledge")
    parser.add_argument("--hold", type=int, default=0)
    args = parser.parse_args()
    docs = read(args.corpus, args.candidates)
    kept = [d for i, d in enumerate(docs) if not args.hold or i % args.hold]
    counts, forest = fit(kept)
    if args.hold:
        score([d for i, d in enumerate(docs) if i % args.hold == 0], counts, forest)
    else:
        write(counts, forest, args.knowledge)


if __name__ == "__main__":
    main()
