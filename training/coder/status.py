#!/usr/bin/env python3
"""status.py EXPORT [--out FILE]: fits the trees that say whether an event happened (src/events/status.h) on events of ../shared/gold whose status was read,
those of data/status.tsv, and of written sentences, those of data/status_written.tsv and of data/written_world.tsv. EXPORT is an exported model, with which the program finds the events. Prints the share of right ones in five folds by document, of the
rules beside it; writes FILE (knowledge/status_forest.tsv) fitted on all."""
import argparse
import os
import sys
import tempfile

import lightgbm
import numpy

import blend
import data
import parties
import read

sys.path.insert(0, os.path.join(blend.HERE, ".."))
import trees

STATUSES = ["happened", "ongoing", "past", "planned", "threatened", "called-for", "denied", "negated", "hypothetical"]  # in the order of src/events/status.h
SETTINGS = dict(objective="multiclass", num_class=len(STATUSES), num_leaves=16, learning_rate=0.06, min_data_in_leaf=8, feature_fraction=0.5, bagging_fraction=0.7,
                bagging_freq=1, lambda_l2=5, num_threads=1, deterministic=True, force_row_wise=True, verbose=-1, seed=1)
ROUNDS, FOLDS = 80, 5


def written():
    """The written sentences as read.sentences() gives those that were read."""
    for line in open(os.path.join(blend.HERE, "data", "status_written.tsv"), encoding="utf-8"):
        if not line.startswith("#"):
            text, words, status = line.rstrip("\n").split("\t")
            yield {"document": data.WRITTEN, "text": text, "events": [{"type": status, "trigger": [read.place(text, words, 0)]}]}
    for row in read.written(["written_world.tsv"]):
        yield row | {"events": [{"type": e["status"], "trigger": e["trigger"]} for e in row["events"] if e["status"]]}


def cases(export, scratch):
    """Of the events that were read or written and that the program finds too: signs, the rules' status, the reader's, and the fold, -1 where it was written."""
    rows = [*read.sentences(["status.tsv"]), *written()]
    knowledge = blend.model_with(export, blend.OPEN, scratch, bare=True)
    for n, events in parties.printed(knowledge, rows):
        row = rows[n]
        for told in row["events"]:
            found = max((e for e in events if data.meet([e["trigger"]], told["trigger"])), key=lambda e: e["confidence"], default=None)
            if found:
                fold = -1 if row["document"] == data.WRITTEN else data.fold(row["text"], row["document"], FOLDS)
                yield found["signs"], STATUSES.index(found["status"]), STATUSES.index(told["type"]), fold


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("export")
    parser.add_argument("--out")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        signs, rules, answers, folds = map(numpy.array, zip(*cases(args.export, scratch)))
    said = trees.held_out(SETTINGS, ROUNDS, signs, answers, folds, FOLDS).argmax(1)
    was_read = folds >= 0
    print(f"{(~was_read).sum()} events of written sentences; {was_read.sum()} that were read: the rules' status is right in {(rules == answers)[was_read].mean():.3f}, the trees' in {(said == answers)[was_read].mean():.3f}")
    said, answers_read, rules = said[was_read], answers[was_read], rules[was_read]
    for k, name in enumerate(STATUSES):
        both = ((said == k) & (answers_read == k)).sum()
        print(f"  {name}: {(answers_read == k).sum()} read, precision {both / max(1, (said == k).sum()):.3f} (rules {((rules == k) & (answers_read == k)).sum() / max(1, (rules == k).sum()):.3f}), "
              f"recall {both / max(1, (answers_read == k).sum()):.3f} (rules {((rules == k) & (answers_read == k)).sum() / max(1, (answers_read == k).sum()):.3f})")
    if args.out:
        forest = lightgbm.train(SETTINGS, lightgbm.Dataset(signs, answers), ROUNDS)
        with open(args.out, "w", encoding="utf-8") as out:
            out.write("# Whether an event happened (src/events/status.h): trees as src/forest/forest.h reads them, those of a status together. Made by training/coder/run.\n")
            trees.write(forest, out, ".6g", ".4g", len(STATUSES))


if __name__ == "__main__":
    main()
