"""Near-duplicates side by side: entente, datasketch and rensa find copies of article bodies with 5, 10 and 15 % of their words changed.

    duplicates.py SIGN OUTPUT.json    SIGN: the built sign.cpp; OUTPUT: bodies as ../shared/score/pages.py run makes them

Every tool sees shingles of three words. Signing speed is texts per second of processor time, best of five rounds; for the peers
without the making of the shingles, which is printed beside it; entente's includes it. Recall is the share of copies whose
original is found; precision counts every other text that is found, but for pages that carry the same article already.
"""
import json, os, random, re, subprocess, sys, tempfile, time

SHINGLE, FEWEST, ROUNDS = 3, 40, 5
SHARES, THRESHOLDS = (0.05, 0.10, 0.15), (0.35, 0.5, 0.7, 0.8)


def words(text):
    return re.findall(r"\w+", text.lower())


def shingles(text):
    w = words(text)
    return [" ".join(w[i:i + SHINGLE]) for i in range(len(w) - SHINGLE + 1)]


def changed(text, share, vocabulary, draw):
    parts = re.split(r"(\w+)", text)
    at = list(range(1, len(parts), 2))
    for i in draw.sample(at, round(len(at) * share)):
        parts[i] = draw.choice(vocabulary)
    return "".join(parts)


def timed(work, items):
    best, out = 0, None
    for _ in range(ROUNDS):
        begin = time.process_time()
        out = [work(item) for item in items]
        best = max(best, len(items) / (time.process_time() - begin))
    return best, out


def jaccard(a, b):
    return len(a & b) / len(a | b)


def scored(found, count, alike):
    hits = sum((i, i) in found for i in range(count))
    wrong = sum(i != j and frozenset((i, j)) not in alike for i, j in found)
    return hits / count, hits / (hits + wrong) if hits + wrong else 1.0


def alike_before(sets):
    """Pairs of texts that carry the same article before any copy is made."""
    where, alike = {}, set()
    for i, s in enumerate(map(set, sets)):
        for one in s:
            where.setdefault(one, []).append(i)
    for i, j in {(p[x], p[y]) for p in where.values() if len(p) < 50 for x in range(len(p)) for y in range(x)}:
        if jaccard(set(sets[i]), set(sets[j])) >= 0.2:
            alike.add(frozenset((i, j)))
    return alike


def entente(sign, texts, copies):
    with tempfile.TemporaryDirectory() as folder:
        files = [os.path.join(folder, name) for name in ("originals", "copies")]
        for file, of in zip(files, (texts, copies)):
            with open(file, "w", encoding="utf-8") as out:
                out.write("".join(t + "\0" for t in of))
        lines = subprocess.run([sign, *files], stdout=subprocess.PIPE, text=True, check=True).stdout.splitlines()
    return int(lines[0]), {tuple(map(int, line.split()[:2])) for line in lines[1:]}


def peer(index, originals, signed, threshold):
    for i, m in enumerate(originals):
        index.insert(i, m)
    return {(i, j) for i, m in enumerate(signed) for j in index.query(m) if m.jaccard(originals[j]) >= threshold}


def main(sign, output):
    from datasketch import MinHash, MinHashLSH
    from rensa import RMinHash, RMinHashLSH

    def datasketch(s):
        m = MinHash(num_perm=128)
        m.update_batch([one.encode() for one in s])
        return m

    def rensa(s):
        m = RMinHash(num_perm=128, seed=42)
        m.update(s)
        return m

    def indexes(name, threshold):
        if name == "datasketch":
            return MinHashLSH(threshold=threshold, num_perm=128)
        return RMinHashLSH(threshold=threshold, num_perm=128, num_bands=64 if threshold < 0.5 else 32 if threshold < 0.7 else 16)

    with open(output, encoding="utf-8") as file:
        bodies = [body["articleBody"] for body in json.load(file).values()]
    texts = [t for t in dict.fromkeys(t.replace("\0", " ") for t in bodies) if len(words(t)) > FEWEST]
    vocabulary = sorted({w for t in texts for w in words(t)})
    make_speed, sets = timed(shingles, texts)
    alike = alike_before(sets)
    print(f"{len(texts)} texts of {sum(map(len, texts)) // len(texts)} characters; {len(alike)} pairs carried the same article before; "
          f"shingles in Python: {make_speed:,.0f} texts/s")
    tools = {"datasketch": timed(datasketch, sets), "rensa": timed(rensa, sets)}
    rates, cells = {"entente, shingles made too": 0.0}, {}
    for share in SHARES:
        draw = random.Random(5)
        copies = [changed(t, share, vocabulary, draw) for t in texts]
        name = "entente, shingles made too"
        rate, found = entente(sign, texts, copies)
        rates[name] = max(rates[name], rate)
        cells[name, share] = scored(found, len(texts), alike)
        copy_sets = [shingles(t) for t in copies]
        for tool, make in (("datasketch", datasketch), ("rensa", rensa)):
            rate, originals = tools[tool]
            signed = [make(s) for s in copy_sets]
            for threshold in THRESHOLDS:
                name = f"{tool}, threshold {threshold}"
                rates[name] = rate
                cells[name, share] = scored(peer(indexes(tool, threshold), originals, signed, threshold), len(texts), alike)
    print("| | signed texts/s | " + " | ".join(f"recall, {share:.0%} changed | precision" for share in SHARES) + " |")
    print("|---|---|" + "---|---|" * len(SHARES))
    for name, rate in rates.items():
        print(f"| {name} | {rate:,.0f} | " + " | ".join(f"{cells[name, share][0]:.4f} | {cells[name, share][1]:.4f}" for share in SHARES) + " |")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
