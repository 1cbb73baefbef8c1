"""Text dumps of web pages, read by entente and scored against what the HTML page's article is.

    dumps.py make PAGES FOLDER           dumps of the pages in PAGES into FOLDER/lynx, /w3m and /copy
    dumps.py score ENTENTE TESTS EVAL    one table: each kind of dump, and the HTML itself, read by ENTENTE

TESTS: readability's test-pages (source.html, expected.html); EVAL: the folder of trafilatura's evaldata.json and eval/, both from
../shared/gold/pages. A dump is what `lynx -dump`, `w3m -dump` and a browser's select-all-and-copy leave of a page; the last is
made here, after the HTML Standard's innerText: text as laid out, one line a block, no scripts, nothing hidden. Needs lynx, w3m
and lxml.
"""
import collections, json, os, re, subprocess, sys, tempfile

import lxml.html

TOOLS = ("lynx", "w3m", "copy")
BLOCKS = set("address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer "
             "form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody tfoot thead "
             "tr ul".split())
SPACED = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "dl", "figure", "pre", "table"}
HIDDEN = set("script style noscript template head title meta link iframe object embed svg math select option datalist audio video "
             "canvas textarea input".split())


def decoded(path):
    raw = open(path, "rb").read()
    named = re.search(rb"<meta[^>]*?charset\s*=\s*[\"']?\s*([\w-]+)", raw[:8192], re.I)
    for encoding in ("utf-8-sig", named.group(1).decode("ascii", "replace") if named else "windows-1252", "windows-1252"):
        encoding = "windows-1252" if encoding.lower() == "iso-8859-1" else encoding
        try:
            return raw.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            pass
    return raw.decode("utf-8", "replace")


def copied(html):
    lines, line = [], []

    def end(blank=0):
        text = re.sub(r"[ \t\r\n\f]+", " ", "".join(line)).strip()
        line.clear()
        if text:
            lines.append(text)
        while blank and lines and lines[-1:] != [""]:
            lines.append("")

    def walk(node):
        if not isinstance(node.tag, str) or node.tag in HIDDEN or "hidden" in node.attrib:
            return
        if re.search(r"display\s*:\s*none|visibility\s*:\s*hidden", node.get("style", "")):
            return
        block = node.tag in BLOCKS
        if block:
            end(node.tag in SPACED)
        if node.tag in ("td", "th"):
            line.append("\t")
        if node.tag == "br":
            end()
        line.append(node.text or "")
        for child in node:
            walk(child)
            line.append(child.tail or "")
        if block:
            end(node.tag in SPACED)

    sys.setrecursionlimit(20000)
    walk(lxml.html.document_fromstring(re.sub(r"^\s*<\?xml.*?\?>", "", html.replace("\0", ""), flags=re.S)))
    end()
    return "\n".join(lines) + "\n"


def dump(tool, html):
    if tool == "copy":
        return copied(html)
    html = re.sub(r"<meta[^>]*charset[^>]*>", "", html, flags=re.I)
    command = {"lynx": ["lynx", "-dump", "-stdin", "-force_html", "-assume_charset=utf-8", "-display_charset=utf-8"],
               "w3m": ["w3m", "-dump", "-T", "text/html", "-I", "utf-8", "-O", "utf-8"]}[tool]
    return subprocess.run(command, input=html.encode(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=60).stdout.decode("utf-8", "replace")


def make(pages, folder):
    for tool in TOOLS:
        os.makedirs(os.path.join(folder, tool), exist_ok=True)
    for page in pages:
        name = os.path.basename(page)
        if name == "source.html":
            name = os.path.basename(os.path.dirname(page)) + ".html"
        html = None
        for tool in TOOLS:
            target = os.path.join(folder, tool, name[:-5] + ".txt")
            if os.path.exists(target):
                continue
            html = html or decoded(page)
            try:
                text = dump(tool, html)
            except Exception as error:
                print(f"dumps: {page}: {tool}: {error}", file=sys.stderr)
                text = ""
            open(target, "w", encoding="utf-8").write(text)


def counts(text, n=4):
    words = re.findall(r"\w+", text)
    return collections.Counter(tuple(words[i:i + n]) for i in range(max(1, len(words) - n + 1)))


def shingle_f1(truth, bodies):
    precision, recall = [], []
    for page, text in truth.items():
        a, b = counts(text), counts(bodies.get(page, ""))
        both = sum((a & b).values())
        precision.append(both / sum(b.values()) if bodies.get(page) else 1.0)
        recall.append(both / sum(a.values()))
    p, r = sum(precision) / len(truth), sum(recall) / len(truth)
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def segments_f1(truth, bodies):
    tp = fn = fp = 0
    for page, gold in truth.items():
        text = " ".join(bodies.get(page, "").split())
        tp += sum(" ".join(s.split()) in text for s in gold["with"])
        fn += sum(" ".join(s.split()) not in text for s in gold["with"])
        fp += sum(" ".join(s.split()) in text for s in gold["without"])
    return tp / (tp + fp), tp / (tp + fn), 2 * tp / (2 * tp + fp + fn)


def bodies_of(entente, folder):
    out = {}
    ran = subprocess.run([entente, "page", "--no-progress", folder], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    for line in ran.stdout.splitlines():
        page = json.loads(line)
        name = page["source"]["file"]
        key = os.path.basename(os.path.dirname(name)) if name.endswith("/source.html") else os.path.splitext(os.path.basename(name))[0]
        out[key] = page["text"][page["body"]["begin"]:page["body"]["end"]]
    return out


def score(entente, tests, evaluation, dumps=None):
    expected = {}
    for name in sorted(os.listdir(tests)):
        file = os.path.join(tests, name, "expected.html")
        if os.path.exists(file):
            text = copied(open(file, encoding="utf-8").read())
            if len(text.split()) > 20:
                expected[name] = text
    data = json.load(open(os.path.join(evaluation, "evaldata.json"), encoding="utf-8"))
    have = set(os.listdir(os.path.join(evaluation, "eval")))
    wanted = {os.path.splitext(g["file"])[0]: g for g in data.values() if g["file"] in have}
    with tempfile.TemporaryDirectory() as temporary:
        folder = dumps or temporary
        make([os.path.join(tests, n, "source.html") for n in expected], os.path.join(folder, "tests"))
        make([os.path.join(evaluation, "eval", f) for f in sorted(have) if f.endswith(".html")], os.path.join(folder, "eval"))
        print(f"{'':8} {'readability: ' + str(len(expected)) + ' pages, shingles of 4 words':^42} {'trafilatura: ' + str(len(wanted)) + ' pages, segments':^42}")
        print(f"{'':8} " + 2 * f"{'precision':>14}{'recall':>14}{'F1':>14} ")
        for tool in ("html", *TOOLS):
            a = bodies_of(entente, tests if tool == "html" else os.path.join(folder, "tests", tool))
            b = bodies_of(entente, os.path.join(evaluation, "eval") if tool == "html" else os.path.join(folder, "eval", tool))
            values = shingle_f1(expected, a) + segments_f1(wanted, b)
            print(f"{tool:8} " + "".join(f"{v:14.4f}" for v in values[:3]) + " " + "".join(f"{v:14.4f}" for v in values[3:]))


if __name__ == "__main__":
    if sys.argv[1:2] == ["make"] and len(sys.argv) == 4:
        make(sorted(os.path.join(d, f) for d, _, fs in os.walk(sys.argv[2]) for f in fs if f.endswith(".html") and f != "expected.html"), sys.argv[3])
    elif sys.argv[1:2] == ["score"] and len(sys.argv) in (5, 6):
        score(*sys.argv[2:])
    else:
        sys.exit(__doc__)
