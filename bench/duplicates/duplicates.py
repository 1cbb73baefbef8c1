"""Near-duplicates side by side: entente, datasketch and rensa find copies of article bodies with 5 % of their words changed.

    duplicates.py SIGN OUTPUT.json [SHARE]    SIGN: the built sign.cpp; OUTPUT: bodies as ../shared/score/pages.py run makes them

Every tool sees shingles of three words. Signing speed is texts per second of processor time, best of five rounds; for the peers
without the making of the shingles, which is printed beside it; entente's includes it. Recall is the share of copies whose
original is found; precision counts every other text that is found, but for pages that carry the same article already.
"""
import json, os, random, re, subprocess, sys, tempfile, time

SHINGLE, FEWEST, ROUNDS = 3, 40, 5


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


def row(name, speed, result):
    print(f"{name:34} {speed:>16} {result[0]:>8.4f} {result[1]:>10.4f}")


def main(sign, output, share=0.05):
    bodies = {page: body["articleBody"] for page, body in json.load(open(output, encoding="utf-8")).items()}
    texts = [t for t in dict.fromkeys(t.replace("\0", " ") for t in bodies.values()) if len(words(t)) > FEWEST]
    draw = random.Random(5)
    vocabulary = sorted({w for t in texts for w in words(t)})
    copies = [changed(t, share, vocabulary, draw) for t in texts]
    make_speed, sets = timed(shingles, texts)
    copy_sets = [shingles(t) for t in copies]

    where, alike = {}, set()
    for i, s in enumerate(map(set, sets)):
        for one in s:
            where.setdefault(one, []).append(i)
    for i, j in {(p[x], p[y]) for p in where.values() if len(p) < 50 for x in range(len(p)) for y in range(x)}:
        if jaccard(set(sets[i]), set(sets[j])) >= 0.3:
            alike.add(frozenset((i, j)))

    print(f"{len(texts)} texts of {sum(map(len, texts)) // len(texts)} characters, {share:.0%} of the words of each copy changed; "
          f"{len(alike)} pairs carried the same article before; shingles in Python: {make_speed:,.0f} texts/s")
    print(f"{'':34} {'signed texts/s':>16} {'recall':>8} {'precision':>10}")
    with tempfile.TemporaryDirectory() as folder:
        files = [os.path.join(folder, name) for name in ("originals", "copies")]
        for file, of in zip(files, (texts, copies)):
            open(file, "w", encoding="utf-8").write("".join(t + "\0" for t in of))
        lines = subprocess.run([sign, *files], stdout=subprocess.PIPE, text=True, check=True).stdout.splitlines()
    found = {tuple(map(int, line.split()[:2])) for line in lines[1:]}
    row("entente (shingles made too)", f"{int(lines[0]):,}", scored(found, len(texts), alike))

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

    for name, work in (("datasketch", datasketch), ("rensa", rensa)):
        speed, originals = timed(work, sets)
        signed = [work(s) for s in copy_sets]
        for threshold in (0.5, 0.6, 0.7, 0.8):
            if name == "datasketch":
                index = MinHashLSH(threshold=threshold, num_perm=128)
                for i, m in enumerate(originals):
                    index.insert(i, m)
                found = {(i, j) for i, m in enumerate(signed) for j in index.query(m) if m.jaccard(originals[j]) >= threshold}
            else:
                index = RMinHashLSH(threshold=threshold, num_perm=128, num_bands=32 if threshold < 0.7 else 16)
                for i, m in enumerate(originals):
                    index.insert(i, m)
                found = {(i, j) for i, m in enumerate(signed) for j in index.query(m) if m.jaccard(originals[j]) >= threshold}
            row(f"{name}, threshold {threshold}", f"{speed:,.0f}", scored(found, len(texts), alike))


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2], *map(float, sys.argv[3:]))
