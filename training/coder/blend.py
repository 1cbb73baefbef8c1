#!/usr/bin/env python3
"""Joins patterns and model in `entente code`, and measures the join on sentences that its model has not seen.

    blend.py fit FOLDER         prints knowledge/events/blend.tsv, fitted on the sentences of all folds
    blend.py scores FOLDER      the scorers' figures on the folds' sentences; each fold's weights are fitted on the other folds
    blend.py ship EXPORT MODEL  writes the model's file from an export
    blend.py shipped FOLD       the scorers' figures of the program as it is on the fold that its model was not trained on: quick, and good for
                                comparing programs alone, since trees, weights and thresholds were fitted on these sentences as well

FOLDER/K is what `coder.py mean` wrote of fold K's runs. Every sentence of gold/plv, gold/cameo_class and gold/cameo_ner in fold K, and every one that
read.py printed to build/read.jsonl, is coded by the program itself with fold K's model, int8 as shipped. Python 3 standard library only."""
import argparse
import csv
import hashlib
import json
import math
import os
import re
import subprocess
import sys
import tempfile

import data

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.join(HERE, "..", "..")
SHARED = os.environ.get("ENTENTE_SHARED") or os.path.join(TOP, "..", "shared")
ENTENTE = os.environ.get("ENTENTE_PROGRAM") or os.path.join(TOP, "build", "entente")
FOLDS = 5
LEAST = 1e-4
OPEN = {"bias": 0.0, "weights": {"patterns": 1.0}, "threshold": 0.0, "further": 0.0, "rival": 0.0, "contrary": 0.0, "neutral": 1.0, "tells": 0.0, "pair": 0.8, "word": 0.5,
        "least_role": 0.3, "pair_role": 0.2, "party": 0.24}
NAMES = ("has_pattern", "patterns", "pair", "word", "event", "quad", "neutral", "tells", "forward", "trigger", "told", "type", "source", "target", "doer", "undergoer",
         "has_source", "has_target", "source_actor", "target_actor")
TO_PLV = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
# The quads in which CAMEO's coders put PLOVER's types. PLOVER's own table (gold/plover) knows no appeals and statements, CAMEO's 01 and 02:
# sentences of these are neutral.
CAMEO = {"AGREE": [1], "CONSULT": [1], "SUPPORT": [1], "COOPERATE": [2], "AID": [2], "CONCEDE": [2], "RETREAT": [2], "REQUEST": [3],
         "ACCUSE": [3], "REJECT": [3], "THREATEN": [3], "SANCTION": [3, 4], "COERCE": [3, 4], "PROTEST": [4], "MOBILIZE": [4], "ASSAULT": [4]}


def fold_of(text, document=None):
    return data.fold(text, document, FOLDS)


def ship(export, model):
    """The file that entente maps, from an exported model."""
    subprocess.run([ENTENTE, "model", "import", export, model], check=True, stdout=subprocess.DEVNULL)


def as_table(events):
    """knowledge/events/blend.tsv of these settings."""
    rows = {**{k: v for k, v in events.items() if k not in ("bias", "weights")}, "weight:one": events["bias"],
            **{f"weight:{k}": v for k, v in events["weights"].items()}}
    return ("# How the learned coder's answers and the patterns make a sentence's events: settings, then what each feature weighs in an event's\n"
            "# confidence (log odds; src/events/blend.cpp adds them up). Made by training/coder/run for the model that it ships.\n"
            + "".join(f"{k}\t{v}\n" for k, v in rows.items()))


def model_with(export, events, folder, bare=False):
    """A data folder whose model is the exported one with these settings of events and its trees of roles; bare: without any trees."""
    data = os.path.join(TOP, ".deps", "data")
    tables = os.path.join(folder, "knowledge", "events")
    os.makedirs(tables, exist_ok=True)
    os.makedirs(os.path.join(folder, "models"), exist_ok=True)
    for part in ("knowledge", "knowledge/events", "models"):
        for name in os.listdir(os.path.join(data, part)):
            link = os.path.join(folder, part, name)
            if name not in ("blend.tsv", "coder.entente", "role_forest.tsv", *(["status_forest.tsv", "status_head.tsv", "day_forest.tsv"] if bare else [])) and not os.path.lexists(link):
                os.symlink(os.path.realpath(os.path.join(data, part, name)), link)
    open(os.path.join(tables, "blend.tsv"), "w").write(as_table(events))
    if bare:
        for name in ("role_forest.tsv", "status_forest.tsv", "status_head.tsv", "day_forest.tsv"):
            os.symlink(os.devnull, os.path.join(folder, "knowledge", name))
    else:
        os.symlink(os.path.realpath(os.path.join(export, "role_forest.tsv")), os.path.join(folder, "knowledge", "role_forest.tsv"))
    ship(export, os.path.join(folder, "models", "coder.entente"))
    return folder


def run(data, verb, docs, options=()):
    out = subprocess.run([ENTENTE, verb, "-", *options], input="".join(json.dumps(d) + "\n" for d in docs), stdout=subprocess.PIPE,
                         text=True, check=True, env={**os.environ, "ENTENTE_DATA": data}).stdout
    return {str(r["id"]): r for r in map(json.loads, out.splitlines())}


def rows():
    """What read.py printed of the shared sets."""
    with open(os.path.join(TOP, "build", "read.jsonl"), encoding="utf-8") as file:
        yield from (row for row in map(json.loads, file) if row["document"] != "written")


def read():
    """(text, types of its events, document) of the sentences that were read for their events."""
    return ((row["text"], {e["type"] for e in row["events"]}, row["document"]) for row in rows())


def sentences():
    """(fold, text, is an event of this type right?) for every coded sentence."""
    types, also = {}, {data.squeeze(text): told for text, told, document in read() if document is None}
    with open(f"{SHARED}/gold/plv/train.tsv", encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            types.setdefault(row["sentence"], set()).add(row["root"])
    for text, roots in types.items():
        yield fold_of(text), text, lambda t, roots=roots | also.get(data.squeeze(text), set()): t in roots or TO_PLV.get(t) in roots
    with open(f"{SHARED}/gold/cameo_class/train.tsv", encoding="utf-8") as file:
        for line in file:
            text, tab, label = line.rstrip("\n").rpartition("\t")
            if tab:
                yield fold_of(text), text, lambda t, q=int(label), told=also.get(data.squeeze(text), set()): q in CAMEO[t] or t in told
    for text, told, document in read():
        if document is not None:
            yield fold_of(text, document), text, lambda t, told=told: t in told


def log_odds(p):
    p = min(max(p, LEAST), 1 - LEAST)
    return math.log(p / (1 - p))


def features(event):
    """As score() of src/events/blend.cpp makes them."""
    s = event["scores"]
    f = {"one": 1.0, "has_pattern": float("patterns" in s), "pair": float("pair" in s), "word": float("word" in s),
         "patterns": log_odds(s["patterns"]) if "patterns" in s else 0.0,
         "type": math.log(max(s["type"], LEAST)), "source": s["source"], "target": s["target"],
         "doer": s["doer"], "undergoer": s["undergoer"]}
    for name in ("event", "quad", "neutral", "tells", "forward", "trigger", "told"):
        f[name] = log_odds(s[name])
    for role in ("source", "target"):
        f["has_" + role] = float(bool(event[role]))
        f[role + "_actor"] = float(any(r["actor"]["code"] or r["actor"]["name"] for r in event[role]))
    f["status_" + event["status"]] = 1.0
    return f


def logistic(cases, penalty=3.0, steps=60):
    """Weights by feature of (features, right) cases: Newton's method with an L2 penalty on all but the first."""
    names = ["one", *NAMES, *sorted({n for f, _ in cases for n in f if n.startswith("status_")})]
    rows = [([f.get(n, 0.0) for n in names], y) for f, y in cases]
    w = [0.0] * len(names)
    for _ in range(steps):
        slope, curve = [-penalty * x for x in w], [[penalty * (i == j) for j in range(len(w))] for i in range(len(w))]
        slope[0], curve[0][0] = 0.0, 1e-9
        for x, y in rows:
            p = 1 / (1 + math.exp(-max(-30.0, min(30.0, sum(a * b for a, b in zip(w, x))))))
            live = [i for i, v in enumerate(x) if v]
            for i in live:
                slope[i] += (y - p) * x[i]
                for j in live:
                    curve[i][j] += p * (1 - p) * x[i] * x[j]
        step = solve(curve, slope)
        w = [a + b for a, b in zip(w, step)]
        if max(map(abs, step)) < 1e-6:
            break
    return {n: round(v, 3) for n, v in zip(names, w)}


def solve(matrix, right):
    n, rows = len(right), [list(r) + [b] for r, b in zip(matrix, right)]
    for i in range(n):
        top = max(range(i, n), key=lambda r: abs(rows[r][i]))
        rows[i], rows[top] = rows[top], rows[i]
        for r in range(i + 1, n):
            share = rows[r][i] / rows[i][i]
            for c in range(i, n + 1):
                rows[r][c] -= share * rows[i][c]
    out = [0.0] * n
    for i in reversed(range(n)):
        out[i] = (rows[i][n] - sum(rows[i][c] * out[c] for c in range(i + 1, n))) / rows[i][i]
    return out


def stands(event):
    """As BlendCoder of src/events/blend.cpp lets an event be judged; standings, which have no scores, are not."""
    scores = event["scores"]
    if not scores:
        return False
    tells, has_pattern = scores["tells"] >= CHOSEN["tells"], "patterns" in scores
    if scores["neutral"] > CHOSEN["neutral"]:
        return tells and (event["type"] == "REQUEST" and (has_pattern or "word" in scores) or event["type"] == "ASSAULT" and has_pattern)
    return tells or has_pattern


def cases_of(folder, fold, scratch):
    """(features, right, text) of every event of the fold's sentences, none left out."""
    coded = [(text, right) for k, text, right in sentences() if k == fold]
    data = model_with(os.path.join(folder, str(fold)), OPEN, os.path.join(scratch, f"open{fold}"))
    out = run(data, "code", [{"id": n, "text": text} for n, (text, _) in enumerate(coded)])
    cases = []
    for key, record in out.items():
        text, right = coded[int(key)]
        cases += [(features(e), int(right(e["type"])), text) for e in record["events"] if stands(e)]
    return cases


def fitted(cases):
    weights = logistic([(f, y) for f, y, _ in cases])
    return {"bias": weights.pop("one"), "weights": weights, **CHOSEN}


def calibration(events, cases):
    bins = {}
    w = {**events["weights"], "one": events["bias"]}
    kept = 0
    for f, y, _ in cases:
        p = 1 / (1 + math.exp(-sum(w.get(n, 0) * v for n, v in f.items())))
        if p >= events["threshold"]:
            kept += 1
            bins.setdefault(min(9, int(p * 10)), []).append(p - y)
    return sum(abs(sum(b)) for b in bins.values()) / max(1, kept), kept


# Chosen on folds 0 and 1.
CHOSEN = {"threshold": 0.4, "further": 0.5, "rival": 0.02, "contrary": 1.0, "united": 1, "neutral": 0.85, "tells": 0.5, "pair": 0.8, "word": 0.5, "least_role": 0.3,
          "pair_role": 0.2, "party": 0.24}

ROUTER = '''#!/usr/bin/env python3
import json, os, subprocess, sys
sys.path.insert(0, {here!r})
import blend
folders = {folders!r}
groups = {{}}
for line in sys.stdin:
    groups.setdefault(blend.fold_of(json.loads(line)["text"]), []).append(line)
for fold, lines in groups.items():
    sys.stdout.write(subprocess.run([blend.ENTENTE, sys.argv[1], "-", *{options!r}], input="".join(lines), stdout=subprocess.PIPE, text=True, check=True,
                                    env={{**os.environ, "ENTENTE_DATA": folders[fold]}}).stdout)
'''


def only(folds, scratch):
    """The scorers' data files cut to the sentences of these folds."""
    plv = list(open(f"{SHARED}/gold/plv/train.tsv", encoding="utf-8"))
    column = plv[0].rstrip("\n").split("\t").index("sentence")
    kept = [plv[0]] + [line for line in plv[1:] if fold_of(line.split("\t")[column]) in folds]
    quads = [line for line in open(f"{SHARED}/gold/cameo_class/train.tsv", encoding="utf-8") if fold_of(line.rpartition("\t")[0]) in folds]
    blocks = re.split(r"\n\s*\n", open(f"{SHARED}/gold/cameo_ner/train.txt", encoding="utf-8").read())
    words = [b for b in blocks if b.strip() and fold_of("".join(l.rsplit(None, 1)[0] for l in b.splitlines() if l.strip())) in folds]
    files = {}
    for task, name, text in (("classify", "plv.tsv", "".join(kept)), ("quad", "quad.tsv", "".join(quads)), ("events", "plv.tsv", None),
                             ("roles", "roles.txt", "\n\n".join(words) + "\n")):
        files[task] = os.path.join(scratch, name)
        if text is not None:
            open(files[task], "w", encoding="utf-8").write(text)
    return files


def scores(folder, folds, scratch, options=()):
    cases = {k: cases_of(folder, k, scratch) for k in folds}
    folders = {}
    for k in folds:
        events = fitted([c for other in folds if other != k for c in cases[other]])
        error, kept = calibration(events, cases[k])
        print(f"fold {k}: {kept} events stand, expected calibration error {error:.4f}", flush=True)
        folders[k] = model_with(os.path.join(folder, str(k)), events, os.path.join(scratch, f"fold{k}"))
    print_scores(folders, scratch, options)


def print_scores(folders, scratch, options=()):
    found(folders)
    cast(folders)
    router = os.path.join(scratch, "router")
    open(router, "w").write(ROUTER.format(here=HERE, folders=folders, options=list(options)))
    os.chmod(router, 0o755)
    own_quads(folders)
    for task, path in only(list(folders), scratch).items():
        print(task, subprocess.run([sys.executable, f"{SHARED}/score/score.py", task, "--entente", router, "--data", path],
                                   stdout=subprocess.PIPE, text=True, check=True).stdout.strip(), flush=True)


def found(folders):
    """How well the read sentences' types are found, by the least confidence that is believed: each sentence by its fold's model."""
    tally = {least: [0, 0, 0] for least in (0.0, 0.3, 0.5, 0.7)}
    for fold, data in folders.items():
        rows = [(text, told) for text, told, document in read() if fold_of(text, document) == fold]
        out = run(data, "code", [{"id": n, "text": text} for n, (text, _) in enumerate(rows)])
        for n, (_, told) in enumerate(rows):
            for least, counts in tally.items():
                guess = {e["type"] for e in out[str(n)]["events"] if e["confidence"] >= least}
                counts[0] += len(guess & told)
                counts[1] += len(guess)
                counts[2] += len(told)
    for least, (both, guess, gold) in tally.items():
        p, r = both / max(1, guess), both / max(1, gold)
        print(f"read, confidence from {least}: precision {p:.3f} recall {r:.3f} f1 {2 * p * r / max(1e-9, p + r):.3f}", flush=True)


def own_quads(folders):
    """score.py's quad task by the events' own quads. Its map of types has RETREAT (withdrawal, release, cease-fire) as verbal cooperation, PLOVER's
    reference and CAMEO's coders as material."""
    gold, guess = [], []
    with open(f"{SHARED}/gold/cameo_class/train.tsv", encoding="utf-8") as file:
        lines = [line.rstrip("\n").rpartition("\t") for line in file]
    for fold, data in folders.items():
        told = [(text, int(label)) for text, tab, label in lines if tab and fold_of(text) == fold]
        out = run(data, "code", [{"id": n, "text": text} for n, (text, _) in enumerate(told)])
        gold += [label for _, label in told]
        guess += [max(events, key=lambda e: e["confidence"])["quad"] if events else 0 for events in (out[str(n)]["events"] for n in range(len(told)))]
    scores = []
    for label in sorted(set(gold)):
        hit = sum(g == p == label for g, p in zip(gold, guess))
        scores.append(2 * hit / max(1, gold.count(label) + guess.count(label)))
    print(f"quad, by the events' own quads: macro-F1 {sum(scores) / len(scores):.3f}", flush=True)


def cast(folders, least=0.5):
    """Of the read sentences' events of a right type, how often source and target are the reader's: words of his, or words that name the same actor;
    none where he saw none."""
    n = source = target = both = 0
    for fold, data in folders.items():
        told = [row for row in rows() if fold_of(row["text"], row["document"]) == fold]
        out = run(data, "code", [{"id": n, "text": row["text"]} for n, row in enumerate(told)])
        for k, row in enumerate(told):
            record = out[str(k)]

            def names(span):
                return {(m["actor"]["code"], m["actor"]["name"]) for m in record["mentions"]
                        if m["begin"] < span[1] and m["end"] > span[0] and (m["actor"]["code"] or m["actor"]["name"])}

            def fits(roles, spans):
                words = [(r["begin"], r["end"]) for r in roles if "begin" in r]
                if not words or not spans:
                    return not words and not spans
                return any((a[0] < b[1] and b[0] < a[1]) or names(a) & names(b) for a in words for b in spans)

            for event in record["events"]:
                readings = [(fits(event["source"], e["source"]), fits(event["target"], e["target"]))
                            for e in row["events"] if e["type"] == event["type"]]
                if readings and event["confidence"] >= least:
                    s, t = max(readings, key=sum)
                    n, source, target, both = n + 1, source + s, target + t, both + (s and t)
    print(f"read, {n} events of a right type and a confidence from {least}: source {source / n:.3f} target {target / n:.3f} both {both / n:.3f}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=["fit", "scores", "ship", "shipped"])
    parser.add_argument("paths", nargs="+")
    args = parser.parse_args()
    folder = args.paths[0]
    if args.task == "shipped":
        with tempfile.TemporaryDirectory() as scratch:
            return print_scores({int(folder): os.environ.get("ENTENTE_DATA") or os.path.join(TOP, ".deps", "data")}, scratch)
    folds = [k for k in range(FOLDS) if os.path.isdir(os.path.join(folder, str(k)))]
    with tempfile.TemporaryDirectory() as scratch:
        if args.task == "ship":
            ship(folder, args.paths[1])
        elif args.task == "fit":
            print(as_table(fitted([c for k in folds for c in cases_of(folder, k, scratch)])), end="")
        else:
            scores(folder, folds, scratch)


if __name__ == "__main__":
    main()
