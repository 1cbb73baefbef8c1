#!/usr/bin/env python3
"""A model as a user trains one: a small English pipeline with spaCy's CNN architectures, of other widths and depths than the published
ones, trained on a few own sentences, imported and compared. Fails unless tags, heads with labels and entities are spaCy's, word for word.

  bench/nlp/user_model.py [--program build/entente]     (with a Python that has spaCy 3.8)
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

import spacy
from spacy.training import Example

from parity import Ours, agreement
from spacy_side import analysis

ROOT = pathlib.Path(__file__).resolve().parents[2]
SENTENCES = [  # words, tags, heads, labels, entities
    ("Peru sold ships .", "NNP VBD NNS .", [1, 1, 1, 1], "nsubj ROOT dobj punct", "U-GPE O O O"),
    ("Rebels left Quito on Monday .", "NNS VBD NNP IN NNP .", [1, 1, 1, 1, 3, 1], "nsubj ROOT dobj prep pobj punct", "O O U-GPE O U-DATE O"),
    ("The army of Chad crossed the border .", "DT NN IN NNP VBD DT NN .", [1, 4, 1, 2, 4, 6, 4, 4],
     "det nsubj prep pobj ROOT det dobj punct", "O O O U-GPE O O O O"),
    ("Anna Lee said talks failed .", "NNP NNP VBD NNS VBD .", [1, 2, 2, 4, 2, 2], "compound nsubj ROOT nsubj ccomp punct",
     "B-PERSON L-PERSON O O O O"),
]
TEXTS = ["Rebels of Peru left the border on Monday. Anna Lee said the army sold ships.", "Talks failed.", "The ships of Chad, Quito said, left.",
         "Nobody (not Anna) knew: 3,000 ships... and no army!\n\nPeru's talks"]


def vectors(width, depth, pieces):
    return {"@architectures": "spacy.Tok2Vec.v2",
            "embed": {"@architectures": "spacy.MultiHashEmbed.v2", "width": width, "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
                      "rows": [300, 100, 200, 150], "include_static_vectors": False},
            "encode": {"@architectures": "spacy.MaxoutWindowEncoder.v2", "width": width, "depth": depth, "window_size": 1,
                       "maxout_pieces": pieces}}


def transitions(kind, width, depth):
    return {"model": {"@architectures": "spacy.TransitionBasedParser.v2", "state_type": kind, "extra_state_tokens": False,
                      "hidden_width": 40, "maxout_pieces": 2, "use_upper": True, "tok2vec": vectors(width, depth, 3)}}


def train():
    spacy.util.fix_random_seed(3)
    nlp = spacy.blank("en")
    nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": vectors(48, 2, 3)}})
    nlp.add_pipe("parser", config=transitions("parser", 56, 3) | {"min_action_freq": 1})
    nlp.add_pipe("ner", config=transitions("ner", 40, 1))
    examples = []
    for words, tags, heads, deps, entities in SENTENCES:
        doc = spacy.tokens.Doc(nlp.vocab, words=words.split())
        examples.append(Example.from_dict(doc, {"tags": tags.split(), "heads": heads, "deps": deps.split(), "entities": entities.split()}))
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(30):
        nlp.update(examples, sgd=optimizer)
    return nlp


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=str(ROOT / "build/entente"))
    args = parser.parse_args()
    nlp = train()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        nlp.to_disk(folder / "model")
        subprocess.run([args.program, "model", "import", folder / "model", folder / "model.entente"], check=True, stdout=subprocess.DEVNULL)
        ours = Ours(args.program, folder / "model.entente", "float32", folder)
        ours.give(TEXTS)
        ours.run()
        same = agreement(ours.documents(), [analysis(doc) for doc in nlp.pipe(TEXTS)], verbose=True)
    print("a model of a user's own: " + json.dumps(same))
    if any(same[field] < 1 for field in ["tokens", "tags", "heads+labels", "sentences", "entities"]):
        sys.exit("user_model: spaCy says otherwise")


if __name__ == "__main__":
    main()
