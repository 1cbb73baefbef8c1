#!/usr/bin/env python3
"""days.py EXPORT [--out FILE]: fits the trees that say whether an event whose day nobody names was before its article's day (src/events/days.h) on events of
../shared/gold that were read one by one, those of data/day.tsv: D news of the day, E earlier, O what goes on, F what had not happened. EXPORT is an exported model,
with which the program finds the events in their whole texts. Prints how well E is told from D and O in five folds by document; writes FILE
(knowledge/day_forest.tsv) fitted on all."""
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

SETTINGS = dict(objective="binary", num_leaves=8, learning_rate=0.05, min_data_in_leaf=12, feature_fraction=0.4, bagging_fraction=0.7, bagging_freq=1,
                lambda_l2=5, num_threads=1, deterministic=True, force_row_wise=True, verbose=-1, seed=1)
ROUNDS, FOLDS, LEAST = 120, 5, 0.45  # the chance from which src/events/days.cpp holds an event for earlier


def texts():
    """The documents that hold the events: corpus and name, text, and the letter and place of each event's words."""
    wanted = {}
    for line in open(os.path.join(blend.HERE, "data", "day.tsv"), encoding="utf-8"):
        if not line.startswith("#"):
            corpus, document, n, key, events = line.rstrip("\n").split("\t")
            wanted.setdefault(corpus, {}).setdefault(document, {})[int(n), key] = events
    for corpus, documents in wanted.items():
        for document, text in read.CORPORA[corpus](documents):
            told = []
            for key, words in read.found(text, documents[document]).items():
                for event in documents[document][key].split("; "):
                    letter, place = event.split(" x=")
                    first, last = map(int, place.split("-"))
                    told.append((letter, [words[first][0], words[last - 1][1]]))
            yield {"document": f"{corpus} {document}", "text": text, "told": told}


def cases(export, scratch):
    """Of the events that were read and that the program finds too: signs, whether it was earlier, the fold."""
    rows = list(texts())
    knowledge = blend.model_with(export, blend.OPEN, scratch)
    for n, events in parties.printed(knowledge, rows):
        for letter, span in rows[n]["told"]:
            found = max((e for e in events if data.meet([e["trigger"]], [span])), key=lambda e: e["confidence"], default=None)
            if found and letter in "DEO":
                yield found["day"], int(letter == "E"), data.fold("", rows[n]["document"], FOLDS)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("export")
    parser.add_argument("--out")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        signs, answers, folds = map(numpy.array, zip(*cases(args.export, scratch)))
    said = trees.held_out(SETTINGS, ROUNDS, signs, answers, folds, FOLDS)
    both = ((said > LEAST) & (answers == 1)).sum()
    print(f"{len(answers)} events, {answers.sum()} of them earlier: right in {((said > LEAST) == answers).mean():.3f} (none earlier: {1 - answers.mean():.3f}), "
          f"precision {both / max(1, (said > LEAST).sum()):.3f}, recall {both / max(1, answers.sum()):.3f}")
    if args.out:
        forest = lightgbm.train(SETTINGS, lightgbm.Dataset(signs, answers), ROUNDS)
        with open(args.out, "w", encoding="utf-8") as out:
            out.write("# Whether an undated event was before its article's day (src/events/days.h): trees as src/forest/forest.h reads them. Made by training/coder/run.\n")
            trees.write(forest, out, ".6g", ".4g")


if __name__ == "__main__":
    main()
