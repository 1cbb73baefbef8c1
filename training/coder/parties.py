#!/usr/bin/env python3
"""parties.py FOLDER [--out FILE]: fits the trees that say who plays a role in an event (src/events/parties.h) on the events of read sentences.

FOLDER/K is what `coder.py mean` wrote of fold K's runs. The sentences of a fold are coded with its model, which was not trained on them, without trees; of
the events whose type is the reader's, whoever may play a role is a case, his being the reader's the answer. Writes FOLDER/K/role_forest.tsv,
fitted on the other folds' sentences, and FILE (knowledge/role_forest.tsv), fitted on those of all."""
import argparse
import json
import os
import subprocess
import sys
import tempfile

import lightgbm
import numpy

import blend
import data

sys.path.insert(0, os.path.join(blend.HERE, ".."))
import trees

PRINTER = os.path.join(blend.TOP, "build", "train_events")
SETTINGS = dict(objective="binary", num_leaves=24, learning_rate=0.05, min_data_in_leaf=40, feature_fraction=0.4, bagging_fraction=0.7, bagging_freq=1,
                lambda_l2=5, num_threads=1, deterministic=True, force_row_wise=True, verbose=-1, seed=1)
ROUNDS = 200
ROLES = ("source", "target")


def readings(row, kind, coded_as):
    """The reader's events of a type, with the words that coders marked too. Of several who do something mutual together the first is its source, the
    others its targets."""
    for told in row["events"]:
        if told["type"] == kind:
            source, target = list(told["source"]), list(told["target"])
            if kind in data.MUTUAL and len(source) > 1 and not target:
                source, target = source[:1], source[1:]
            for types, roles in coded_as.get(data.squeeze(row["text"]), []):
                if kind in types or (not types and len(row["events"]) == 1):
                    source += [span for *span, role in roles if role == 1]
                    target += [span for *span, role in roles if role == 2]
            yield {"source": source, "target": target, "trigger": told["trigger"]}


def cases(row, event, coded_as):
    """(features, is it so?) of everybody in either role."""
    def agreement(reading):
        return (data.meet([event["trigger"]], reading["trigger"]),
                sum(data.meet([p["span"]], reading[r]) for p in event["parties"] for r, held in zip(ROLES, p["in"]) if held))
    told = max(readings(row, event["type"], coded_as), key=agreement, default=None)
    if told:
        for party in event["parties"]:
            for role in ROLES:
                yield party[role], int(data.meet([party["span"]], told[role]))


def printed(knowledge, rows, what="parties"):
    """What the program finds in the rows' texts with a data folder: each row's number and its events, with their parties or states."""
    out = subprocess.run([PRINTER, knowledge, what], input="".join(json.dumps({"id": n, "text": row["text"]}) + "\n" for n, row in enumerate(rows)),
                         stdout=subprocess.PIPE, text=True, check=True).stdout
    return [(line["id"], line["events"]) for line in map(json.loads, out.splitlines())]


def of_fold(folder, fold, coded_as, scratch):
    """The cases of the fold's sentences as two arrays."""
    rows = [row for row in blend.rows() if blend.fold_of(row["text"], row["document"]) == fold and row["events"]]
    knowledge = blend.model_with(os.path.join(folder, str(fold)), blend.OPEN, os.path.join(scratch, str(fold)), bare=True)
    found = [case for n, events in printed(knowledge, rows) for event in events for case in cases(rows[n], event, coded_as)]
    return numpy.array([f for f, _ in found]), numpy.array([y for _, y in found])


def fit(parts, path):
    features, answers = (numpy.concatenate(arrays) for arrays in zip(*parts))
    forest = lightgbm.train(SETTINGS, lightgbm.Dataset(features, answers), ROUNDS)
    with open(path, "w", encoding="utf-8") as out:
        out.write("# Who plays a role in an event (src/events/parties.h): trees as src/forest/forest.h reads them. Made by training/coder/run.\n")
        trees.write(forest, out, ".6g", ".4g")
    return forest, features, answers


def loss(forest, features, answers):
    p = forest.predict(features).clip(1e-6, 1 - 1e-6)
    return -numpy.mean(answers * numpy.log(p) + (1 - answers) * numpy.log(1 - p))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--out")
    args = parser.parse_args()
    folds = [k for k in range(blend.FOLDS) if os.path.isdir(os.path.join(args.folder, str(k)))]
    gold = os.path.join(blend.SHARED, "gold")
    coded_as = data.coded_roles([*data.plv(gold), *data.cameo(gold)])
    with tempfile.TemporaryDirectory() as scratch:
        parts = {k: of_fold(args.folder, k, coded_as, scratch) for k in folds}
    for k in folds:
        forest, *_ = fit([parts[other] for other in folds if other != k], os.path.join(args.folder, str(k), "role_forest.tsv"))
        print(f"fold {k}: {len(parts[k][1])} cases, log loss {loss(forest, *parts[k]):.4f}", flush=True)
    if args.out:
        fit(parts.values(), args.out)


if __name__ == "__main__":
    main()
