"""Trains the coder: a fold for its scores, everything for the shipped model."""
import copy
import dataclasses
import json
import math
import random
import time

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import BertWordPieceTokenizer

import data
import model

MAX_PIECES = 128
ROLES_SHARE = 1.0  # of the pieces' roles in the loss, beside the queries' types
TRIGGERS_SHARE = 1.0  # of the type that each piece tells
TELLS_SHARE = 0.5  # of whether a sentence tells an event
PARTS_SHARE = 1.0  # of the role that each piece plays in each event
QUAD_OF = {**dict.fromkeys("AGREE CONSULT SUPPORT CONCEDE RETREAT YIELD".split(), 1), **dict.fromkeys(["COOPERATE", "AID"], 2),
           **dict.fromkeys("REQUEST ACCUSE REJECT THREATEN".split(), 3),
           **dict.fromkeys("PROTEST SANCTION MOBILIZE COERCE ASSAULT".split(), 4), "none": 0}


def heads():
    """What the model is asked: over markers, over spans alone, of each piece."""
    types, ways = len(data.TYPES), len(data.DIRECTIONS)
    return ({"type": types, "direction": ways}, {"plain_type": types, "plain_direction": ways, "quad": len(data.QUADS)},
            len(data.ROLES), types)


def pieces(tokenizer, sentence):
    """Piece ids of the text, for each query the ranges of pieces that its spans cover, for each event the pieces that tell it, each piece's
    role and type (-1: not known), and its role in each event."""
    encoding = tokenizer.encode(sentence.text)
    offsets, out = encoding.offsets, []
    for q in sentence.queries:
        ranges = []
        for span in (q.source, q.target, q.trigger):
            hit = [i for i, (b, e) in enumerate(offsets) if span and b < span[1] and e > span[0] and i < MAX_PIECES]
            ranges.append((hit[0], hit[-1] + 1) if hit else None)
        out.append(tuple(ranges))
    roles = []
    for i, (b, e) in enumerate(offsets[:MAX_PIECES]):
        known = sentence.roles is not None and b < e
        roles.append(max([r for x, y, r in sentence.roles if b < y and e > x], default=0) if known else -1)
    none, triggers = data.TYPES.index("none"), []
    for b, e in offsets[:MAX_PIECES]:
        known = sentence.triggers is not None and b < e
        triggers.append(next((t for x, y, t in sentence.triggers if b < y and e > x), none) if known else -1)
    tellers, parts = [], []
    for told, marked in sentence.events:
        hit = [i for i, (b, e) in enumerate(offsets[:MAX_PIECES]) if b < e and data.meet([(b, e)], told)]
        if hit:
            tellers.append(hit)
            parts.append([max([r for x, y, r in marked if b < y and e > x], default=0) if b < e else -1 for b, e in offsets[:MAX_PIECES]])
    return encoding.ids[:MAX_PIECES], out, tellers, roles, triggers, parts


def merged(sentences):
    """Sentences of the same text and origin as one, so that it is encoded once."""
    by = {}
    for s in sentences:
        if (s.text, s.origin) in by:
            by[s.text, s.origin].queries += s.queries
            by[s.text, s.origin].events += s.events
            for name in ("roles", "triggers"):
                if getattr(s, name) is not None:
                    setattr(by[s.text, s.origin], name, (getattr(by[s.text, s.origin], name) or []) + getattr(s, name))
        else:
            copied = {name: None if getattr(s, name) is None else list(getattr(s, name)) for name in ("roles", "triggers")}
            by[s.text, s.origin] = dataclasses.replace(s, queries=list(s.queries), events=list(s.events), **copied)
    return list(by.values())


def varied(sentence, rng):
    """For training: some spans left out, so that a query without them has a meaning too."""
    queries = []
    for q in sentence.queries:
        q = copy.copy(q)
        if rng.random() < 0.5:
            q.trigger = None
        if rng.random() < 0.05:
            q.source = q.target = None
            q.direction = -1
        queries.append(q)
    return dataclasses.replace(sentence, queries=queries)


def batches(sentences, tokenizer, budget, rng):
    """Batches of about `budget` pieces, sentences of like length together, in random order."""
    rows = [(s, *pieces(tokenizer, s)) for s in (varied(s, rng) for s in sentences)]
    rows.sort(key=lambda r: len(r[1]) + 3 * len(r[2]) + rng.random() * 6)
    out, now = [], []
    for r in rows:
        n = len(r[1]) + 3 * len(r[2])
        if now and n * (len(now) + 1) > budget:
            out.append(now)
            now = []
        now.append(r)
    out.append(now)
    rng.shuffle(out)
    return out


def loss_of(logits, queries, roles, triggers, parts, tells, smooth=0.05):
    total = 0.0
    weight = torch.tensor([q.weight for q in queries])
    typed = [i for i, q in enumerate(queries) if q.types]
    if typed:
        allowed = torch.zeros(len(typed), len(data.TYPES))
        for k, i in enumerate(typed):
            allowed[k, [data.TYPES.index(t) for t in queries[i].types]] = 1
        for name in ("type", "plain_type"):
            logp = F.log_softmax(logits[name][typed], -1)
            hit = torch.logsumexp(logp.masked_fill(allowed == 0, -1e4), -1)
            total = total - ((1 - smooth) * hit + smooth * logp.mean(-1)).mul(weight[typed]).sum()
    for name, label, share in (("direction", "direction", 0.3), ("plain_direction", "direction", 0.3), ("quad", "quad", 1.0)):
        known = [i for i, q in enumerate(queries) if getattr(q, label) >= 0]
        if known:
            gold = torch.tensor([getattr(queries[i], label) for i in known])
            part = F.cross_entropy(logits[name][known], gold, reduction="none")
            total = total + share * part.mul(weight[known]).sum()
    total = total / len(queries)
    for name, of_pieces, share in (("roles", roles, ROLES_SHARE), ("triggers", triggers, TRIGGERS_SHARE), ("parts", parts, PARTS_SHARE)):
        gold = torch.full(logits[name].shape[:2], -1)
        for row, labels in enumerate(of_pieces):
            gold[row, :len(labels)] = torch.tensor(labels)
        if (gold >= 0).any():
            total = total + share * F.cross_entropy(logits[name].flatten(0, 1), gold.flatten(), ignore_index=-1)
    gold = torch.tensor(tells)
    if (gold >= 0).any():
        total = total + TELLS_SHARE * F.cross_entropy(logits["tells"], gold, ignore_index=-1)
    return total


@torch.no_grad()
def predict(coder, tokenizer, sentences, budget=3000):
    """Probabilities for every query of every sentence, in order."""
    coder.eval()
    out = []
    rows = [pieces(tokenizer, s) for s in sentences]
    order = sorted(range(len(rows)), key=lambda i: len(rows[i][0]))
    got = {}
    for k in range(0, len(order), 24):
        part = order[k:k + 24]
        with torch.autocast("cpu", torch.bfloat16):
            logits = {k: v.float() for k, v in coder(model.collate([rows[i][:3] for i in part])).items()}
        roles, triggers, parts, tells = (logits.pop(name) for name in ("roles", "triggers", "parts", "tells"))
        at = event = 0
        for r, i in enumerate(part):
            n = len(rows[i][1])
            got[i] = {name: values[at:at + n].numpy() for name, values in logits.items()}
            pieces_of, _, tellers, *labels = rows[i]
            got[i]["roles"] = (roles[r, :len(pieces_of)].numpy(), labels[0])
            got[i]["triggers"] = (triggers[r, :len(pieces_of)].numpy(), labels[1])
            got[i]["parts"] = [(parts[event + k, :len(pieces_of)].numpy(), labels[2][k]) for k in range(len(tellers))]
            event += len(tellers)
            got[i]["tells"] = float(tells[r, 1] - tells[r, 0])
            at += n
    return [got[i] for i in range(len(rows))]


def macro_f1(gold, guess):
    scores = []
    for label in sorted(set(gold)):
        tp = sum(g == label == p for g, p in zip(gold, guess))
        wrong = sum((g == label) != (p == label) for g, p in zip(gold, guess))
        scores.append(2 * tp / (2 * tp + wrong) if tp else 0.0)
    return sum(scores) / len(scores)


def plv_scores(gold, guess):
    quads = [[QUAD_OF[x] for x in xs] for xs in (gold, guess)]
    return {"root": macro_f1(gold, guess), "accuracy": float(np.mean([g == p for g, p in zip(gold, guess)])),
            "quad": macro_f1(*quads), "binary": macro_f1(*[[q > 2 for q in qs] for qs in quads])}


def plv_gold(sentence):
    return "YIELD" if "CONCEDE" in sentence.queries[0].types else sentence.queries[0].types[0]


def plv_probabilities(logits):
    """Of PLV's fifteen types, from logits over sixteen and none."""
    p = np.exp(logits - logits.max())
    p = dict(zip(data.TYPES, p))
    p["YIELD"] = p.pop("CONCEDE") + p.pop("RETREAT")
    del p["none"]
    total = sum(p.values())
    return {t: v / total for t, v in p.items()}


def bare(sentences):
    """Only the two spans of the first query, as `entente classify` gets them."""
    return [dataclasses.replace(s, queries=[data.Query(s.queries[0].source, s.queries[0].target)]) for s in sentences]


def role_scores(got):
    """F1 of the pieces that act and of those acted on, where people marked them."""
    out = {}
    for k in (1, 2):
        tp = guess = gold = 0
        for logits, labels in got:
            for row, label in zip(logits, labels):
                if label >= 0:
                    is_it = int(row.argmax()) == k
                    tp, guess, gold = tp + (is_it and label == k), guess + is_it, gold + (label == k)
        out[data.ROLES[k]] = 2 * tp / max(1, guess + gold)
    return out


def trigger_scores(got):
    """F1 of the pieces that tell an event, and of them with its type."""
    none, tp, typed, guess, gold = data.TYPES.index("none"), 0, 0, 0, 0
    for logits, labels in got:
        for row, label in zip(logits, labels):
            if label >= 0:
                best = int(row.argmax())
                guess, gold = guess + (best != none), gold + (label != none)
                tp, typed = tp + (best != none != label), typed + (best == label != none)
    return {"told": 2 * tp / max(1, guess + gold), "typed": 2 * typed / max(1, guess + gold)}


def evaluate(coder, tokenizer, test):
    out = {}
    if test.get("plv"):
        got = predict(coder, tokenizer, bare(test["plv"]))
        for name in ("type", "plain_type"):
            ps = [plv_probabilities(x[name][0]) for x in got]
            out["plv " + name] = plv_scores([plv_gold(s) for s in test["plv"]], [max(p, key=p.get) for p in ps])
        out["plv roles"] = role_scores([x["roles"] for x in got])
    if test.get("cameo"):
        got = predict(coder, tokenizer, test["cameo"])
        known = [(s.queries[0].quad, int(x["quad"][0].argmax())) for s, x in zip(test["cameo"], got) if s.queries[0].quad >= 0]
        out["cameo quad"] = macro_f1(*zip(*known))
        out["cameo roles"] = role_scores([x["roles"] for x in got])
    if test.get("read"):
        got = predict(coder, tokenizer, test["read"])
        out["read tells"] = macro_f1([s.tells for s in test["read"]], [int(x["tells"] > 0) for x in got])
        typed = [(s.queries[0].types[0], x["plain_type"][0]) for s, x in zip(test["read"], got) if s.tells == 1]
        out["read type"] = float(np.mean([data.TYPES[int(p[:-1].argmax())] == t for t, p in typed]))
        out["read roles"] = role_scores([x["roles"] for x in got])
        out["read triggers"] = trigger_scores([x["triggers"] for x in got])
        out["read parts"] = role_scores([part for x in got for part in x["parts"]])
    return {k: round(v, 4) if isinstance(v, float) else {n: round(x, 4) for n, x in v.items()} for k, v in out.items()}


def train(parts, base, test=None, seed=1, epochs=8, rate=1e-4, budget=900, log=print, frozen=0, warm=2):
    """parts: name -> (sentences, epochs in which they are seen as (first, last)). Returns the averaged model."""
    torch.manual_seed(1)  # the same start for every seed, so that the weights of several runs can be averaged
    rng = random.Random(seed)
    tokenizer = BertWordPieceTokenizer(f"{base}/vocab.txt", lowercase=True)
    coder = model.Coder(model.Encoder.load(base), *heads())
    for layer in coder.encoder.layers[:frozen]:
        layer.requires_grad_(False)
    learning = [(n, p) for n, p in coder.named_parameters() if p.requires_grad]
    body = [p for n, p in learning if n.startswith("encoder.layers") or n.startswith("encoder.norm")]
    head = [p for n, p in learning if not n.startswith("encoder")] + [coder.encoder.marks]
    adam = torch.optim.AdamW([{"params": head, "lr": 10 * rate}, {"params": body, "lr": rate}], betas=(0.9, 0.98),
                             weight_decay=0.01)
    torch.manual_seed(seed)
    tops = [g["lr"] for g in adam.param_groups]
    plan = []
    for e in range(epochs):
        seen = merged([s for sentences, (first, last) in parts.values() if first <= e < last for s in sentences])
        plan += [(e, b) for b in batches(seen, tokenizer, budget, rng)]
    average, started, epoch = None, time.time(), 0
    for step, (e, batch) in enumerate(plan):
        if e != epoch:
            epoch = e
            log(f"epoch {e} {time.time() - started:.0f}s cpu {time.process_time():.0f}s loss {loss.item():.3f}", flush=True)
            if test and e == epochs - 1:
                log("  ", json.dumps(evaluate(coder, tokenizer, test)), flush=True)
        coder.train()
        lift = min(1.0, (step + 1) / (0.06 * len(plan)))
        fall = 0.5 * (1 + math.cos(math.pi * step / len(plan)))
        for g, top in zip(adam.param_groups, tops):
            g["lr"] = top * lift * max(fall, 0.02)
        with torch.autocast("cpu", torch.bfloat16, enabled=True):
            logits = coder(model.collate([row[1:4] for row in batch]))
        logits = {k: v.float() for k, v in logits.items()}
        loss = loss_of(logits, [q for row in batch for q in row[0].queries], [row[4] for row in batch], [row[5] for row in batch],
                       [part for row in batch for part in row[6]], [row[0].tells for row in batch])
        adam.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(head + body, 1.0)
        adam.step()
        if e >= epochs - 2:  # the mean of the last weights errs less than the last
            if average is None:
                average, n = {k: v.clone() for k, v in coder.state_dict().items()}, 1
            elif step % 4 == 0:
                n += 1
                for k, v in coder.state_dict().items():
                    average[k] += (v - average[k]) / n if v.is_floating_point() else 0
    coder.load_state_dict(average)
    if test:
        log("mean", json.dumps(evaluate(coder, tokenizer, test)), flush=True)
    return coder, tokenizer
