#!/usr/bin/env python3
"""status.py EXPORT [--out FILE --head FILE]: fits what says whether an event happened (src/events/status.h) on events of ../shared/gold whose status was read,
those of data/status.tsv, and of written sentences, those of data/status_written.tsv and of data/written_world.tsv: a logistic regression over the learned coder's states of an event's
words, and trees over what the grammar says and what that regression says of events that it was not fitted on (stacking: Wolpert 1992). Each event is a case once without the latter too, so that
the trees also serve the patterns alone. EXPORT is an exported model, with which the program finds the events. Prints the share of right ones in five folds by document, of the
rules beside it; writes the trees (knowledge/status_forest.tsv) and the regression (knowledge/status_head.tsv) fitted on all."""
import argparse
import os
import sys
import tempfile

import lightgbm
import numpy
import scipy.optimize

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
PENALTY = 0.005  # on the squared weights of states of unit variance, beside the mean loss of an event


def written():
    """The written sentences as read.sentences() gives those that were read."""
    for line in open(os.path.join(blend.HERE, "data", "status_written.tsv"), encoding="utf-8"):
        if not line.startswith("#"):
            text, words, status = line.rstrip("\n").split("\t")
            yield {"document": data.WRITTEN, "text": text, "events": [{"type": status, "trigger": [read.place(text, words, 0)]}]}
    for row in read.written(["written_world.tsv"]):
        yield row | {"events": [{"type": e["status"], "trigger": e["trigger"]} for e in row["events"] if e["status"]]}


def cases(export, scratch):
    """Of the events that were read or written and that the program finds too: signs, states, the rules' status, the reader's, and the fold, -1 where it was written."""
    rows = [*read.sentences(["status.tsv"]), *written()]
    knowledge = blend.model_with(export, blend.OPEN, scratch, bare=True)
    for n, events in parties.printed(knowledge, rows, "states"):
        row = rows[n]
        for told in row["events"]:
            found = max((e for e in events if data.meet([e["trigger"]], told["trigger"])), key=lambda e: e["confidence"], default=None)
            if found:
                fold = -1 if row["document"] == data.WRITTEN else data.fold(row["text"], row["document"], FOLDS)
                yield found["signs"], found["states"], STATUSES.index(found["status"]), STATUSES.index(told["type"]), fold


def regression(states, answers):
    """Weights (a row for each status) and biases."""
    mean, spread = states.mean(0), states.std(0) + 1e-6
    inputs, right = (states - mean) / spread, numpy.eye(len(STATUSES))[answers]

    def loss(flat):
        weights, biases = flat[:-len(STATUSES)].reshape(-1, len(STATUSES)), flat[-len(STATUSES):]
        shares = log_softmax(inputs @ weights + biases)
        slope = (numpy.exp(shares) - right) / len(answers)
        return (-(shares * right).sum() / len(answers) + PENALTY / 2 * (weights ** 2).sum(),
                numpy.concatenate([(inputs.T @ slope + PENALTY * weights).ravel(), slope.sum(0)]))

    start = numpy.zeros((inputs.shape[1] + 1) * len(STATUSES))
    flat = scipy.optimize.minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 60}).x
    weights = flat[:-len(STATUSES)].reshape(-1, len(STATUSES)) / spread[:, None]
    return weights.T, flat[-len(STATUSES):] - mean @ weights


def log_softmax(odds):
    odds = odds - odds.max(1, keepdims=True)
    return odds - numpy.log(numpy.exp(odds).sum(1, keepdims=True))


def said(head, states):
    weights, biases = head
    return log_softmax(states @ weights.T + biases)


def stacked(signs, states, answers, folds):
    """The trees, fitted on what the regression says of events of other folds and on nothing in its place, and the regression fitted on all."""
    parts = numpy.where(folds >= 0, folds, numpy.arange(len(folds)) % FOLDS)
    outside = numpy.zeros((len(answers), len(STATUSES)))
    for part in sorted(set(parts)):
        outside[parts == part] = said(regression(states[parts != part], answers[parts != part]), states[parts == part])
    features = numpy.vstack([numpy.hstack([signs, outside]), numpy.hstack([signs, numpy.zeros_like(outside)])])
    return lightgbm.train(SETTINGS, lightgbm.Dataset(features, numpy.concatenate([answers, answers])), ROUNDS), regression(states, answers)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("export")
    parser.add_argument("--out")
    parser.add_argument("--head")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        signs, states, rules, answers, folds = map(numpy.array, zip(*cases(args.export, scratch)))
    with_states, alone = numpy.zeros((2, len(answers)), int)
    for fold in range(FOLDS):
        rest, test = folds != fold, folds == fold
        forest, head = stacked(signs[rest], states[rest], answers[rest], folds[rest])
        for guess, read in ((with_states, said(head, states[test])), (alone, numpy.zeros((test.sum(), len(STATUSES))))):
            shares = forest.predict(numpy.hstack([signs[test], read]))
            shares[:, STATUSES.index("past")] = 0  # left to rules and dates, as in src/events/status.cpp
            guess[test] = shares.argmax(1)
    was_read = folds >= 0
    print(f"{(~was_read).sum()} events of written sentences; {was_read.sum()} that were read: the rules' status is right in {(rules == answers)[was_read].mean():.3f}, the trees' in "
          f"{(with_states == answers)[was_read].mean():.3f}, without the learned coder's states in {(alone == answers)[was_read].mean():.3f}; whether it took place in "
          f"{((rules < 3) == (answers < 3))[was_read].mean():.3f}, {((with_states < 3) == (answers < 3))[was_read].mean():.3f} and {((alone < 3) == (answers < 3))[was_read].mean():.3f}")
    guess, answers_read, rules = with_states[was_read], answers[was_read], rules[was_read]
    for k, name in enumerate(STATUSES):
        both = ((guess == k) & (answers_read == k)).sum()
        print(f"  {name}: {(answers_read == k).sum()} read, precision {both / max(1, (guess == k).sum()):.3f} (rules {((rules == k) & (answers_read == k)).sum() / max(1, (rules == k).sum()):.3f}), "
              f"recall {both / max(1, (answers_read == k).sum()):.3f} (rules {((rules == k) & (answers_read == k)).sum() / max(1, (answers_read == k).sum()):.3f})")
    if args.out:
        forest, (weights, biases) = stacked(signs, states, answers, folds)
        with open(args.out, "w", encoding="utf-8") as out:
            out.write("# Whether an event happened (src/events/status.h): trees as src/forest/forest.h reads them, those of a status together. Made by training/coder/run.\n")
            trees.write(forest, out, ".6g", ".4g", len(STATUSES))
        with open(args.head, "w", encoding="utf-8") as out:
            out.write("# What the learned coder's states of an event's words say of its status (src/events/status.h): status, bias, weights. Made by training/coder/run.\n")
            out.writelines("\t".join([name, f"{bias:.4g}", *(f"{w:.4g}" for w in row)]) + "\n" for name, bias, row in zip(STATUSES, biases, weights))


if __name__ == "__main__":
    main()
