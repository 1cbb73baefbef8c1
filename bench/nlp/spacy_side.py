#!/usr/bin/env python3
"""spaCy's part of the bench: spacy_side.py MODEL stock|best < SETS > RESULT. SETS is a JSON object of lists of texts; MODEL a folder with
config.cfg. `best` multiplies with NumPy's BLAS in place of spaCy's own.

RESULT is a JSON object: for each set {"seconds": user time of nlp.pipe(texts) on one thread, "docs": [[words, entities], ...]}; "start_ms"
from the interpreter's start to the first parse; "memory_mib", the peak. A word is no white space: [first, last, tag, upos, feats, lemma,
head's first or -1, label, begins a sentence]; an entity [first, last, label]; all in code points.
"""
import json
import resource
import sys
import time


def user_seconds():
    return resource.getrusage(resource.RUSAGE_SELF).ru_utime


def analysis(doc):
    words, entities = [], []
    for sentence in doc.sents:
        first = True
        for t in sentence:
            if t.is_space:
                continue
            head = t.head
            while head.is_space and head.head.i != head.i:
                head = head.head
            at = -1 if t.head.i == t.i or head.is_space else head.idx
            words.append([t.idx, t.idx + len(t.text), t.tag_, t.pos_, str(t.morph), t.lemma_, at, t.dep_, first])
            first = False
    for e in doc.ents:
        inside = [t for t in e if not t.is_space]
        if inside:
            entities.append([inside[0].idx, inside[-1].idx + len(inside[-1].text), e.label_])
    return [words, entities]


def main():
    begun = time.monotonic()
    sets = json.load(sys.stdin)
    import spacy
    from thinc.api import NumpyOps, set_current_ops

    if sys.argv[2] == "best":
        set_current_ops(NumpyOps(use_blis=False))
    nlp = spacy.load(sys.argv[1])
    nlp("The rebels left.")
    out = {"start_ms": 1000 * (time.monotonic() - begun), "version": spacy.__version__, "sets": {}}
    for name, texts in sets.items():
        seconds = user_seconds()
        docs = list(nlp.pipe(texts, batch_size=64))
        seconds = user_seconds() - seconds
        out["sets"][name] = {"seconds": seconds, "docs": [analysis(doc) for doc in docs]}
    out["memory_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    json.dump(out, sys.stdout)


if __name__ == "__main__":
    main()
