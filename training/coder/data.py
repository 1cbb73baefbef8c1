"""Training sentences from ../shared/gold and from data/, all in one shape.

A sentence has queries; a query names up to three character spans (source, target, trigger) and what is known of it:
the set of event types that it may have, and, for the sentence as a whole, its quad. Where people marked who acts and on whom
in the whole sentence, it has roles too.
"""
import collections
import csv
import dataclasses
import glob
import gzip
import hashlib
import json
import re

TYPES = ("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION "
         "MOBILIZE COERCE ASSAULT none").split()
DIRECTIONS = ["forward", "reverse", "other"]
ROLES = ["none", "source", "target"]
QUADS = ["neutral", "verbal cooperation", "material cooperation", "verbal conflict", "material conflict"]
PLV = {**{t: [t] for t in TYPES if t not in ("CONCEDE", "RETREAT", "none")}, "YIELD": ["CONCEDE", "RETREAT"]}
# What CAMEO's quads allow: it counts yielding as material cooperation, reduced relations as verbal conflict,
# and calls to act as neutral where they are no demands.
CAMEO = {0: ["none", "REQUEST"], 1: ["AGREE", "CONSULT", "SUPPORT"], 2: ["COOPERATE", "AID", "CONCEDE", "RETREAT"],
         3: ["REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION", "COERCE"],
         4: ["PROTEST", "MOBILIZE", "COERCE", "ASSAULT", "SANCTION"]}
WRITTEN = "written"  # the document of the project's own sentences
MUTUAL = {"AGREE", "CONSULT", "COOPERATE"}  # done together: two that act are each other's partners
STRANGERS = 0.15  # the weight of what does not happen between two actors
# Event types of ACE and WikiEvents that mean one PLOVER type.
ACE = {"Conflict.Attack": "ASSAULT", "Conflict:Attack": "ASSAULT", "Life:Injure": "ASSAULT", "Life.Injure": "ASSAULT",
       "Life:Die": "ASSAULT", "Life.Die": "ASSAULT",
       "Contact:Meet": "CONSULT", "Contact.Contact.Meet": "CONSULT", "Contact:Phone-Write": "CONSULT",
       "Conflict:Demonstrate": "PROTEST", "Conflict.Demonstrate": "PROTEST",
       "Justice.ArrestJailDetain": "COERCE", "Justice:Arrest-Jail": "COERCE", "Justice:Sue": "ACCUSE",
       "Justice.InvestigateCrime": "ACCUSE", "Justice:Charge-Indict": "ACCUSE", "Justice.ChargeIndict": "ACCUSE",
       "Justice:Convict": "ACCUSE", "Justice.Convict": "ACCUSE", "Contact.ThreatenCoerce": "THREATEN",
       "Contact.RequestCommand": "REQUEST", "Justice:Release-Parole": "RETREAT"}


@dataclasses.dataclass
class Query:
    source: tuple | None = None
    target: tuple | None = None
    trigger: tuple | None = None
    types: list | None = None
    direction: int = -1
    quad: int = -1
    weight: float = 1.0


@dataclasses.dataclass
class Sentence:
    text: str
    queries: list
    origin: str
    roles: list | None = None  # (begin, end, index into ROLES); None where nobody marked them
    tells: int = -1  # whether it tells an event at all; -1 where that is not known
    document: str | None = None  # sentences of one document are in one fold
    triggers: list | None = None  # (begin, end, index into TYPES) of the words that tell its events; None where nobody marked them
    events: list = dataclasses.field(default_factory=list)  # of each event: the spans that tell it, and its roles as above


def unmark(marked, marks):
    """Text without its marks, and the spans of the first of each pair."""
    text, at = "", {}
    for piece in re.split("(" + "|".join(map(re.escape, marks)) + ")", marked):
        if piece in marks:
            at.setdefault(piece, len(text))
        else:
            text += piece
    return text, at


def tight(text, begin, end):
    """The span without white space at its edges."""
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    return begin, end


def both_ways(source, target, trigger, types, weight):
    """The query, and the one with source and target exchanged: the same type, the other direction."""
    queries = [Query(source, target, trigger, types, 0 if types != ["none"] else 2, -1, weight)]
    if source and target and types and types != ["none"]:
        queries.append(Query(target, source, trigger, None, 1, -1, weight / 2))
    return queries


def as_roles(source, target):
    """What two spans, each of which may be missing, make of a sentence's roles."""
    return [(*span, k) for k, span in ((1, source), (2, target)) if span]


def plv(gold):
    rows = csv.DictReader(open(f"{gold}/plv/train.tsv", encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE)
    for row in rows:
        text, at = unmark(row["marked_sentence"], ("<s>", "</s>", "<t>", "</t>"))
        spans = [tight(text, at[f"<{r}>"], at[f"</{r}>"]) if f"<{r}>" in at and f"</{r}>" in at else None for r in "st"]
        yield Sentence(text, both_ways(*spans, None, PLV[row["root"]], 1.0), "plv", as_roles(*spans), 1)


def own(folder):
    """Lines of `[source] *trigger* {target}` under a heading that names the type."""
    types = None
    for name in sorted(glob.glob(f"{folder}/*.txt")):
        for line in open(name, encoding="utf-8"):
            line = line.strip()
            if line.startswith("# "):
                types = [line[2:]]
            elif line:
                line = re.sub(r"\*([^*]+)\*", r"<\1>", line)
                text, at = unmark(line, ("[", "]", "{", "}", "<", ">"))
                spans = [tight(text, at[b], at[e]) if b in at and e in at else None for b, e in ("[]", "{}", "<>")]
                told = spans[2] is not None and types != ["none"]
                yield Sentence(text, both_ways(*spans, types, 1.0), "own", [] if types == ["none"] else as_roles(*spans[:2]), int(types != ["none"]),
                               triggers=[(*spans[2], TYPES.index(types[0]))] if told else [], events=[([spans[2]], as_roles(*spans[:2]))] if told else [])


def headlines(gold, per_title=3):
    """NGEC's titles with the countries that its prompts put into them; first country source, second target."""
    csv.field_size_limit(10**8)
    seen = collections.Counter()
    with gzip.open(f"{gold}/ngec_synthetic/stories.csv.gz", "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            title = row["prompt"].split("\n")[0].strip()
            if row["label"] not in TYPES or seen[row["title"]] >= per_title:
                continue
            pattern = re.escape(row["title"].strip())
            pattern = re.sub(r"\\\{(\w+)\\\}", lambda m: f"(?P<{m[1]}>.+?)", pattern, count=0)
            try:
                match = re.fullmatch(pattern, title)
            except re.error:  # the same place twice in one title
                match = None
            seen[row["title"]] += 1
            at = {k: match.span(k) for k in match.groupdict()} if match else {}
            spans = [at.get("country_1"), at.get("country_2")]
            yield Sentence(title, [Query(*spans, None, [row["label"]], -1, -1, 0.5)], "ngec", tells=1)


def directions(gold):
    rows = csv.DictReader(open(f"{gold}/aw/train.tsv", encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE)
    for row in rows:
        kind = re.sub(r"\.[^.]+$", "", row["event_type"]) if row["event_type"].count(".") == 2 else row["event_type"]
        kind = ACE.get(row["event_type"], ACE.get(kind))
        text, at = unmark(row["marked_sentence"], ("<s>", "</s>", "<t>", "</t>"))
        if kind and len(at) == 4 and (row["gold_binary"] == "1" or kind == "CONSULT") and len(text) < 400:
            spans = [tight(text, at[f"<{r}>"], at[f"</{r}>"]) for r in "st"]
            yield Sentence(text, both_ways(*spans, None, [kind], 0.4), "aw", tells=1)


def squeeze(text):
    return re.sub(r"\W+", "", text.lower())


def marked_words(gold):
    """ConfliBERT's sentences with roles: squeezed text -> (words, their tags)."""
    found = {}
    for block in re.split(r"\n\s*\n", open(f"{gold}/cameo_ner/train.txt", encoding="utf-8").read()):
        rows = [line.rsplit(None, 1) for line in block.splitlines() if line.strip()]
        found.setdefault(squeeze("".join(word for word, _ in rows)), rows)
    return found


def spaced(words):
    text = ""
    for word in words:
        text += word if not text or re.fullmatch(r"[.,;:?!%)\]]|['\u2019\u02bc]s|n['\u2019]t", word) else " " + word
    return text


def roles_in(text, rows):
    """Where the marked words stand in a text of the same letters."""
    letters = [i for i, c in enumerate(text) for d in c.lower() if re.match(r"\w", d)]
    roles, at, run = [], 0, None
    for word, tag in rows:
        n = len(squeeze(word))
        role = {"S": 1, "T": 2}.get(tag[-1], 0)
        if not role or tag[0] == "B":
            run = None
        if role and n:
            begin, end = letters[at], letters[at + n - 1] + 1
            if run is not None and roles[run][2] == role:
                roles[run] = (roles[run][0], end, role)
            else:
                run = len(roles)
                roles.append((begin, end, role))
        at += n
    return roles


def cameo(gold):
    """ConfliBERT's sentences with their quads; those with roles alone too."""
    marked = marked_words(gold)
    labels = {}
    for line in open(f"{gold}/cameo_class/train.tsv", encoding="utf-8"):
        if "\t" in line:
            text, label = line.rstrip("\n").split("\t")
            labels[squeeze(text)] = (text, int(label))
    for key in dict.fromkeys([*labels, *marked]):
        rows = marked.get(key)
        text, quad = labels.get(key) or (spaced(word for word, _ in rows), -1)
        roles = roles_in(text, rows) if rows else None
        queries = [Query(types=CAMEO[quad], quad=quad, weight=1.0)] if quad >= 0 else []
        spans = [next((r[:2] for r in roles or [] if r[2] == k), None) for k in (1, 2)]
        if any(spans) or not queries:
            queries += (both_ways(*spans, None, CAMEO.get(quad), 0.5) if quad else
                        [Query(*spans, None, CAMEO[0], 2, -1, 0.5)])
        yield Sentence(text, queries, "cameo", roles, 1 if quad > 0 else -1)


def meet(some, others):
    return any(a < d and c < b for a, b in some for c, d in others)


def strangers(row, most=4):
    """Pairs of a sentence's actors whom no event of it joins, some of them, by hash."""
    def joined(a, b):
        return any((meet([a], e[x]) and meet([b], e[y])) for e in row["events"] for x in ("source", "target") for y in ("source", "target"))
    actors = [tuple(a) for a in row["actors"]]
    pairs = [(a, b) for k, a in enumerate(actors) for b in actors[k + 1:] if not meet([a], [b]) and not joined(a, b)]
    return sorted(pairs, key=lambda pair: hashlib.md5(f"{row['text']} {pair}".encode()).digest())[:most]


def coded_roles(sentences):
    """Of each text that coders marked: the types that they gave it (none: not known) and the roles."""
    out = {}
    for s in sentences:
        if s.roles:
            types = {t for q in s.queries for t in q.types or []} if s.origin == "plv" else set()
            out.setdefault(squeeze(s.text), []).append((types, s.roles))
    return out


def read(path, coded_as):
    """What read.py printed; `coded_as` is what coded_roles() makes of the coded sets, whose words are an event's too where its type is theirs, or they gave none and it is the only one. A sentence without an event teaches what none is, as a whole, between the words that the patterns take for one and
    between its actors; so does one with events of those actors whom these do not join."""
    for line in open(path, encoding="utf-8"):
        row = json.loads(line)
        queries, roles, events, first = [], [], [], lambda spans: tuple(spans[0]) if spans else None
        for e in row["events"]:
            queries += both_ways(first(e["source"]), first(e["target"]), first(e["trigger"]), [e["type"]], 0.5)
            marked = [(*span, k) for k, role in ((1, "source"), (2, "target")) for span in e[role]]
            roles += marked
            for types, others in coded_as.get(squeeze(row["text"]), []):
                if e["type"] in types or (not types and len(row["events"]) == 1):
                    marked = marked + others
            events += [(told, marked) for told in (e["trigger"], e["also"]) if told]
            if len(e["source"]) > 1 and not e["target"] and e["type"] in MUTUAL:
                queries += both_ways(tuple(e["source"][0]), tuple(e["source"][1]), first(e["trigger"]), [e["type"]], 0.25)
        quads, coded = {quad_of(e["type"]) for e in row["events"]}, row["document"] is None  # with quads and roles of its own coders
        if len(quads) == 1 and not coded:
            queries[0].quad = quads.pop()
        if not row["events"]:
            queries.append(Query(types=["none"], quad=-1 if coded else 0, weight=0.5))
        for e in row["none"]:
            queries.append(Query(first(e["source"]), first(e["target"]), first(e["trigger"]), ["none"], 2, -1, 0.25))
        queries += [Query(*pair, None, ["none"], 2, -1, STRANGERS) for pair in strangers(row)]
        yield Sentence(row["text"], queries, "read", roles if row["events"] and not coded else None, int(bool(row["events"])),
                       row["document"], [(*span, TYPES.index(e["type"])) for e in row["events"] for span in e["trigger"]], events)


def quad_of(kind):
    """CAMEO's quad of a type where it has but one, else -1."""
    quads = [q for q, types in CAMEO.items() if kind in types]
    return quads[0] if len(quads) == 1 else -1


def words_of(text):
    return set(re.findall(r"\w{3,}", text.lower()))


def apart(sentences, held_out, limit=0.5):
    """The sentences that share no more than `limit` of their words with any held-out one."""
    held = [words_of(s.text) for s in held_out]

    def near(sentence):
        words = words_of(sentence.text)
        return any(len(words & h) > limit * min(len(words), len(h)) for h in held)
    return [s for s in sentences if not near(s)]


def fold_of(sentence, n):
    """Which of n folds a sentence is in: by its document, or by its words, the same in every set that holds it."""
    return fold(sentence.text, sentence.document, n)


def fold(text, document, n):
    return int(hashlib.md5((document or squeeze(text)).encode()).hexdigest(), 16) % n


def everything(gold, folder, found):
    marked = {"plv": list(plv(gold)), "cameo": list(cameo(gold))}
    told = list(read(found, coded_roles([s for part in marked.values() for s in part])))
    return {"own": list(own(folder)), **marked, "ngec": list(headlines(gold)), "aw": list(directions(gold)),
            "read": [s for s in told if s.document != WRITTEN], "written": [s for s in told if s.document == WRITTEN]}
