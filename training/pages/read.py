"""read.tsv: which blocks of the shared pages are the article's, as they were read one by one.

A row is a page: set, file, kind, then letters with blocks: b body, l standfirst, c captions and credits, u what reasonable readers would treat
differently (an author's biography, notes, references, a press release's boilerplate, pull quotes that repeat the text). Blocks that no
letter names are no part of the article. A block is named by the MD5 of its letters and digits in lower case, its first six digits; the second of the same
text by that and ".2". The texts are their publishers'."""
import collections
import hashlib
import os
import re

READ = os.path.join(os.path.dirname(os.path.abspath(__file__)), "read.tsv")


def names(blocks):
    """What read.tsv calls the blocks of a page, in order."""
    seen, out = collections.Counter(), []
    for text in blocks:
        name = hashlib.md5(re.sub(r"\W+", "", text).lower().encode()).hexdigest()[:6]
        seen[name] += 1
        out.append(name if seen[name] == 1 else f"{name}.{seen[name]}")
    return out


def pages():
    """(set, file) -> block's name -> letter"""
    out = {}
    with open(READ, encoding="utf-8") as file:
        for line in file:
            if not line.startswith("#"):
                name, page, _, *cells = line.rstrip("\n").split("\t")
                out[name, page] = {block: cell[0] for cell in cells for block in cell[2:].split()}
    return out
