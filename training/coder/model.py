"""The encoder (BERT as in MiniLM) with levitated markers, and the heads over it.

The text is encoded once. A query adds three pieces, source, target and trigger; each stands at the position of its span's
first piece, sees the text and the other two, and nothing sees it but those.
"""
import json

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import nn

MARKERS, ABSENT = [1, 2, 3], [4, 5, 6]  # [unused0..2], [unused3..5] of the vocabulary


class Layer(nn.Module):
    def __init__(self, hidden, heads, ffn, eps):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(hidden, 3 * hidden)
        self.out = nn.Linear(hidden, hidden)
        self.norm1 = nn.LayerNorm(hidden, eps)
        self.up = nn.Linear(hidden, ffn)
        self.down = nn.Linear(ffn, hidden)
        self.norm2 = nn.LayerNorm(hidden, eps)

    def forward(self, x, mask, drop):
        b, n, h = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, h // self.heads).permute(2, 0, 3, 1, 4)
        y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, dropout_p=drop if self.training else 0.0)
        y = self.out(y.transpose(1, 2).reshape(b, n, h))
        x = self.norm1(x + F.dropout(y, drop, self.training))
        y = self.down(F.gelu(self.up(x)))
        return self.norm2(x + F.dropout(y, drop, self.training))


class Encoder(nn.Module):
    def __init__(self, config):
        super().__init__()
        c = self.config = config
        h = c["hidden_size"]
        self.words = nn.Embedding(c["vocab_size"], h)
        self.marks = nn.Parameter(torch.zeros(len(MARKERS + ABSENT), h))  # the only word vectors that learn
        self.positions = nn.Embedding(c["max_position_embeddings"], h)
        self.kinds = nn.Embedding(c["type_vocab_size"], h)
        self.norm = nn.LayerNorm(h, c["layer_norm_eps"])
        self.layers = nn.ModuleList(Layer(h, c["num_attention_heads"], c["intermediate_size"], c["layer_norm_eps"])
                                    for _ in range(c["num_hidden_layers"]))

    def forward(self, ids, positions, mask, drop=0.1):
        first = MARKERS[0]
        is_mark = (ids >= first) & (ids < first + len(self.marks))
        x = torch.where(is_mark.unsqueeze(-1), self.marks[(ids - first).clamp(0, len(self.marks) - 1)], self.words(ids))
        x = self.norm(x + self.positions(positions) + self.kinds.weight[0])
        x = F.dropout(x, drop, self.training)
        for layer in self.layers:
            x = layer(x, mask, drop)
        return x

    def names(self):
        """Our parameters -> the names of Hugging Face's BertModel (three for a fused one)."""
        yield "words.weight", ["embeddings.word_embeddings.weight"]
        yield "positions.weight", ["embeddings.position_embeddings.weight"]
        yield "kinds.weight", ["embeddings.token_type_embeddings.weight"]
        parts = {"qkv": [f"attention.self.{p}" for p in ("query", "key", "value")], "out": ["attention.output.dense"],
                 "norm1": ["attention.output.LayerNorm"], "up": ["intermediate.dense"], "down": ["output.dense"],
                 "norm2": ["output.LayerNorm"]}
        for end in ("weight", "bias"):
            yield f"norm.{end}", [f"embeddings.LayerNorm.{end}"]
            for n in range(self.config["num_hidden_layers"]):
                for ours, theirs in parts.items():
                    yield f"layers.{n}.{ours}.{end}", [f"encoder.layer.{n}.{t}.{end}" for t in theirs]

    @classmethod
    def load(cls, folder):
        encoder = cls(json.load(open(f"{folder}/config.json")))
        tensors = load_file(f"{folder}/model.safetensors")
        state = {ours: torch.cat([tensors[t] for t in theirs]) for ours, theirs in encoder.names()}
        state["marks"] = state["words.weight"][MARKERS + ABSENT].clone()
        encoder.load_state_dict(state)
        for table in (encoder.words, encoder.positions, encoder.kinds):
            table.requires_grad_(False)
        return encoder

    def tensors(self):
        state, out = self.state_dict(), {}
        for ours, theirs in self.names():
            for name, part in zip(theirs, state[ours].chunk(len(theirs))):
                out[name] = part.float().contiguous()
        out["embeddings.word_embeddings.weight"][MARKERS + ABSENT] = state["marks"]
        return out


class Coder(nn.Module):
    """Heads over the markers of a query, heads over a query's spans alone (any number of them at the price of one encoding),
    heads that say of every piece which role it plays and which type of event it tells, and two that together say which role it
    plays in the event that another piece tells (a bilinear score, as in Dozat and Manning 2017)."""
    FEATURES = ["cls", "marker:source", "marker:target", "marker:trigger", "span:source", "span:target"]
    PLAIN = ["cls", "span:source", "span:target"]
    RANK = 96

    def __init__(self, encoder, marked, plain, roles, triggers, trunk=256):
        super().__init__()
        self.encoder = encoder
        width = encoder.config["hidden_size"]
        self.trunk = nn.Linear(len(self.FEATURES) * width, trunk)
        self.plain = nn.Linear(len(self.PLAIN) * width, trunk)
        self.heads = nn.ModuleDict({f"to_{name}": nn.Linear(trunk, n) for name, n in {**marked, **plain}.items()})
        self.roles = nn.Linear(width, roles)
        self.triggers = nn.Linear(width, triggers)
        self.tells = nn.Linear(width, 2)  # of [CLS]: is there an event at all?
        self.teller = nn.Linear(width, (roles - 1) * self.RANK)  # of the words that tell an event ...
        self.part = nn.Linear(width, (roles - 1) * self.RANK)    # ... and of those that may be a part of it
        self.is_plain = set(plain)

    def parts(self, batch, drop):
        """The states, and for every query what FEATURES names."""
        states = self.encoder(batch["ids"], batch["positions"], batch["mask"], drop).float()
        row = batch["row"]
        parts = [states[row, 0]]
        parts += [states[row, batch["marker"] + k] for k in range(3)]
        for spans in (batch["source"], batch["target"]):  # [queries, pieces], weights that sum to one or are all zero
            parts.append(torch.bmm(spans.unsqueeze(1), states[row]).squeeze(1))
        return states, parts

    def forward(self, batch, drop=0.1):
        def through(layer, parts):
            x = F.gelu(layer(F.dropout(torch.cat(parts, -1), drop, self.training)))
            return F.dropout(x, drop, self.training)
        states, parts = self.parts(batch, drop)
        marked, plain = through(self.trunk, parts), through(self.plain, [parts[0], *parts[-2:]])
        out = {name[3:]: head(plain if name[3:] in self.is_plain else marked) for name, head in self.heads.items()}
        out["roles"] = self.roles(F.dropout(states, drop, self.training))
        out["triggers"] = self.triggers(F.dropout(states, drop, self.training))
        out["tells"] = self.tells(F.dropout(states[:, 0], drop, self.training))
        tellers = torch.bmm(batch["teller"].unsqueeze(1), states[batch["teller_row"]]).squeeze(1)
        asked = self.teller(F.dropout(tellers, drop, self.training)).unflatten(-1, (-1, self.RANK))
        parts = self.part(F.dropout(states, drop, self.training)).unflatten(-1, (-1, self.RANK))[batch["teller_row"]]
        scores = torch.einsum("erk,enrk->enr", asked, parts) / self.RANK**0.5
        out["parts"] = F.pad(scores, (1, 0))  # none scores 0
        return out


def collate(items):
    """items: (ids, queries, tellers), a query being piece ranges (source, target, trigger), each (begin, end) or None; a teller is the
    pieces that tell an event."""
    n = max(len(ids) + 3 * len(queries) for ids, queries, _ in items)
    b, m = len(items), sum(len(q) for _, q, _ in items)
    tellers = [(r, told) for r, (_, _, all_told) in enumerate(items) for told in all_told]
    teller = torch.zeros(len(tellers), n)
    for k, (_, told) in enumerate(tellers):
        teller[k, told] = 1.0 / len(told)
    ids, positions = torch.zeros(b, n, dtype=torch.long), torch.zeros(b, n, dtype=torch.long)
    mask = torch.zeros(b, n, n, dtype=torch.bool)
    row, marker = torch.zeros(m, dtype=torch.long), torch.zeros(m, dtype=torch.long)
    pools = torch.zeros(2, m, n)
    k = 0
    for r, (pieces, queries, _) in enumerate(items):
        size = len(pieces)
        ids[r, :size] = torch.tensor(pieces)
        positions[r, :size] = torch.arange(size)
        mask[r, :, :size] = True
        for q in queries:
            at = size + 3 * (k - sum(len(x[1]) for x in items[:r]))
            row[k], marker[k] = r, at
            for j, span in enumerate(q):
                ids[r, at + j] = MARKERS[j] if span else ABSENT[j]
                positions[r, at + j] = span[0] if span else 0
                if span and j < 2:
                    pools[j, k, span[0]:span[1]] = 1.0 / (span[1] - span[0])
            mask[r, at:at + 3, at:at + 3] = True
            k += 1
    return {"ids": ids, "positions": positions, "mask": mask.unsqueeze(1), "row": row, "marker": marker,
            "source": pools[0], "target": pools[1], "teller": teller,
            "teller_row": torch.tensor([r for r, _ in tellers], dtype=torch.long)}
