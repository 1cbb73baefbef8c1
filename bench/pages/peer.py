#!/usr/bin/env python3
"""Run one extractor over a folder of HTML pages on one core.

    peer.py TOOL FOLDER OUTPUT.json

OUTPUT is {"output": {file name: {"articleBody", "title", "author", "date"}}, "seconds", "bytes", "pages"}: seconds of processor time in
extraction alone, the pages being read into memory before and the library loaded. A page on which the tool fails counts as empty.
"""
import json
import os
import sys
import time


def trafilatura(fast=False, **options):
    from trafilatura import bare_extraction, load_html

    def extract(html):
        found = bare_extraction(load_html(html), include_comments=False, with_metadata=True, fast=fast, **options)
        return (found.text, found.title, found.author, found.date) if found else ("", "", "", "")

    return extract


def resiliparse():
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding
    from resiliparse.parse.html import HTMLTree

    def extract(html):
        tree = HTMLTree.parse(bytes_to_str(html, detect_encoding(html, from_html_meta=True)))
        return extract_plain_text(tree, main_content=True, alt_texts=False, links=False), tree.title or "", "", ""

    return extract


def readability():
    import lxml.html
    from readability import Document

    def extract(html):
        document = Document(html)
        body = lxml.html.fromstring(document.summary(html_partial=True))
        blocks = "p div h1 h2 h3 h4 h5 h6 li blockquote pre td tr br".split()
        for element in body.iter(*blocks):
            element.tail = "\n" + (element.tail or "")
        return body.text_content(), document.short_title(), "", ""

    return extract


def newspaper():
    import newspaper as library
    from lxml.html import HTMLParser  # noqa: F401  loaded before the clock starts

    def extract(html):
        import chardet

        text = decode(html, chardet)
        article = library.article("http://localhost/page.html", input_html=text, language="en", fetch_images=False)
        date = article.publish_date
        return article.text, article.title, "; ".join(article.authors), date.strftime("%Y-%m-%d") if date else ""

    return extract


def decode(html, chardet):
    try:
        return html.decode("utf-8")
    except UnicodeDecodeError:
        return html.decode(chardet.detect(html[:20000])["encoding"] or "latin-1", "replace")


TOOLS = {
    "trafilatura": trafilatura,
    "trafilatura-fast": lambda: trafilatura(fast=True),
    "trafilatura-precision": lambda: trafilatura(favor_precision=True),
    "resiliparse": resiliparse,
    "readability-lxml": readability,
    "newspaper4k": newspaper,
}


def main(tool, folder, target):
    extract = TOOLS[tool]()
    pages = {}
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), "rb") as file:
            pages[name] = file.read()
    extract(b"<html><body><article><h1>Warm-up</h1><p>" + b"One sentence of a page. " * 40 + b"</p></article></body></html>")
    output, seconds = {}, 0.0
    for name, html in pages.items():
        begin = time.process_time()
        try:
            text, title, author, date = extract(html)
        except Exception:  # noqa: BLE001  whatever a tool throws is its answer to this page
            text, title, author, date = "", "", "", ""
        seconds += time.process_time() - begin
        output[name] = {"articleBody": text or "", "title": title or "", "author": author or "", "date": date or ""}
    result = {"output": output, "seconds": seconds, "bytes": sum(map(len, pages.values())), "pages": len(pages)}
    with open(target, "w", encoding="utf-8") as file:
        json.dump(result, file)


if __name__ == "__main__":
    if len(sys.argv) != 4 or sys.argv[1] not in TOOLS:
        sys.exit(__doc__ + "\nTOOL is one of " + ", ".join(TOOLS))
    main(*sys.argv[1:])
