#!/usr/bin/env python3
"""MiniLM-L6 by src/encoder and by OpenVINO, side by side: encode.py FOLDER MODEL [--sentences 10000] [--seconds 4] [--rounds 3]

FOLDER holds config.json, vocab.txt and model.safetensors, MODEL is what `model import` made of it. Sentences are those of ../shared's
PolNeAR texts. Printed are the share of sentences whose pieces are the reference tokenizer's; sentences a second of processor time in
batches of 32 of like length, the best of the rounds, which take turns; and the cosine of each embedding to OpenVINO's in float32.
"""
import argparse
import json
import os
import pathlib
import re
import subprocess
import time

import numpy as np
import openvino as ov
from openvino import opset13 as op
from tokenizers import BertWordPieceTokenizer

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = pathlib.Path(os.environ.get("ENTENTE_SHARED", ROOT / "../shared"))
PROGRAM = ROOT / "build/bench_encode"
BATCH = 32


def tensors(path):
    raw = path.read_bytes()
    size = int.from_bytes(raw[:8], "little")
    table = json.loads(raw[8:8 + size])
    return {name: np.frombuffer(raw[8 + size:], np.float32, offset=at["data_offsets"][0],
                                count=int(np.prod(at["shape"]))).reshape(at["shape"])
            for name, at in table.items() if name != "__metadata__" and at["dtype"] == "F32"}


def graph(w, config):
    """Ids and mask (batch x pieces) -> embeddings: BERT (Devlin et al. 2019), mean of the states, length 1."""
    ids = op.parameter([-1, -1], np.int32, name="ids")
    mask = op.parameter([-1, -1], np.float32, name="mask")
    width, heads = config["hidden_size"], config["num_attention_heads"]

    def norm(x, name):
        out = op.mvn(x, np.array([-1]), True, 1e-12, "inside_sqrt")
        return op.add(op.multiply(out, w[name + ".weight"]), w[name + ".bias"])

    def dense(x, name):
        return op.add(op.matmul(x, w[name + ".weight"], False, True), w[name + ".bias"])

    def split(x):  # batch x heads x pieces x size
        return op.transpose(op.reshape(x, np.array([0, 0, heads, width // heads]), True), np.array([0, 2, 1, 3]))

    x = op.gather(w["embeddings.word_embeddings.weight"], ids, 0)
    length = op.gather(op.shape_of(ids, "i32"), np.array(1, np.int32), 0)
    places = op.range(np.array(0, np.int32), length, np.array(1, np.int32), "i32")
    x = op.add(x, op.gather(w["embeddings.position_embeddings.weight"] + w["embeddings.token_type_embeddings.weight"][0], places, 0))
    x = norm(x, "embeddings.LayerNorm")
    unseen = op.multiply(op.subtract(op.unsqueeze(mask, np.array([1, 2])), np.float32(1)), np.float32(1e4))
    for i in range(config["num_hidden_layers"]):
        at = f"encoder.layer.{i}."
        q, k, v = (split(dense(x, at + "attention.self." + part)) for part in ("query", "key", "value"))
        scores = op.add(op.multiply(op.matmul(q, k, False, True), np.float32((width // heads) ** -0.5)), unseen)
        seen = op.transpose(op.matmul(op.softmax(scores, -1), v, False, False), np.array([0, 2, 1, 3]))
        seen = op.reshape(seen, np.array([0, 0, width]), True)
        x = norm(op.add(x, dense(seen, at + "attention.output.dense")), at + "attention.output.LayerNorm")
        inner = op.gelu(dense(x, at + "intermediate.dense"), "erf")
        x = norm(op.add(x, dense(inner, at + "output.dense")), at + "output.LayerNorm")
    wide = op.unsqueeze(mask, np.array([2]))
    mean = op.divide(op.reduce_sum(op.multiply(x, wide), np.array([1])), op.reduce_sum(wide, np.array([1])))
    return ov.Model([op.normalize_l2(mean, np.array([1]), 1e-24, "add")], [ids, mask], "bert")


def compiled(model, precision):
    settings = {"INFERENCE_PRECISION_HINT": precision, "INFERENCE_NUM_THREADS": 1, "NUM_STREAMS": "1"}
    return ov.Core().compile_model(model, "CPU", settings)


def batches(encoded):
    for first in range(0, len(encoded), BATCH):
        part = encoded[first:first + BATCH]
        longest = max(len(ids) for ids in part)
        ids, mask = np.zeros((len(part), longest), np.int32), np.zeros((len(part), longest), np.float32)
        for row, one in enumerate(part):
            ids[row, :len(one)], mask[row, :len(one)] = one, 1
        yield ids, mask


def peer_speed(model, tokenizer, sentences, seconds):
    begun = time.process_time()
    done = 0
    while True:
        for first in range(0, len(sentences), BATCH):
            part = sentences[first:first + BATCH]
            for ids, mask in batches([one.ids for one in tokenizer.encode_batch(part)]):
                model([ids, mask])
            done += len(part)
            if time.process_time() - begun > seconds:
                return done / (time.process_time() - begun)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("model")
    parser.add_argument("--sentences", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    sentences = []
    for file in sorted((SHARED / "gold/polnear").glob("*/text/*.txt")):
        sentences += [s for s in re.split(r"(?<=[.!?])\s+|\n+", file.read_bytes().decode()) if len(s.split()) > 3]
    sentences = sentences[:args.sentences]
    tokenizer = BertWordPieceTokenizer(str(args.folder / "vocab.txt"), lowercase=True)
    tokenizer.enable_truncation(256)

    def ours(verb, lines, *more):
        text = "\n".join(line.replace("\n", " ") for line in lines) + "\n"
        return subprocess.run([PROGRAM, args.model, verb, *more], input=text.encode(), check=True, capture_output=True).stdout

    pieces = [[piece[0] for piece in json.loads(line)] for line in ours("pieces", sentences).decode().splitlines()]
    reference = BertWordPieceTokenizer(str(args.folder / "vocab.txt"), lowercase=True)
    same = sum(a == b.ids[1:-1] for a, b in zip(pieces, reference.encode_batch(sentences)))
    print(f"WordPiece: the reference's pieces in {same} of {len(sentences)} sentences")

    some = sorted(sentences[:1024], key=lambda s: len(tokenizer.encode(s).ids))
    model = graph(tensors(args.folder / "model.safetensors"), json.loads((args.folder / "config.json").read_text()))
    peers = {f"OpenVINO {ov.__version__.split('-')[0]} {name}": compiled(model, hint) for name, hint in (("bf16", "bf16"), ("float32", "f32"))}
    encoded = [one.ids for one in tokenizer.encode_batch(some)]
    embeddings = {name: np.concatenate([peer([ids, mask])[0] for ids, mask in batches(encoded)]) for name, peer in peers.items()}
    exact = embeddings[next(name for name in peers if name.endswith("float32"))]
    embeddings["entente int8"] = np.frombuffer(ours("embed", some), np.float32).reshape(len(some), -1)
    speeds = {name: 0.0 for name in ["entente int8", *peers]}
    for _ in range(args.rounds):
        speeds["entente int8"] = max(speeds["entente int8"], float(ours("speed", some, str(args.seconds))))
        for name, peer in peers.items():
            speeds[name] = max(speeds[name], peer_speed(peer, tokenizer, some, args.seconds))
    print(f"{'':26}{'sentences/s':>12}{'mean cosine':>13}{'least':>9}{'nearest':>9}   ({np.mean([len(s.split()) for s in some]):.0f} words each)")
    for name, speed in speeds.items():
        cosine = (embeddings[name] * exact).sum(1)
        near = [(e @ e.T - 2 * np.eye(len(e))).argmax(1) for e in (embeddings[name], exact)]
        print(f"{name:26}{speed:12.0f}{cosine.mean():13.5f}{cosine.min():9.5f}{(near[0] == near[1]).mean():9.4f}")
    print("nearest: share of sentences whose nearest neighbour is the one that float32 finds")


if __name__ == "__main__":
    main()
