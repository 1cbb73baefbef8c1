#!/usr/bin/env python3
"""cameo_verbs.py CAMEO.2.0.txt > ../events/converted.tsv

Carries the verbs of the PETRARCH verb dictionary (Open Event Data Alliance, MIT) over into the lexicon's own format: each verb with
its own CAMEO code or its block's. Verbs that the lexicon has by hand, codes without a PLOVER type, verbs without a code and the
dictionary's patterns are left out; the lines by hand cover what depends on context.
"""
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
EVENTS = os.path.join(HERE, "..", "events")
# Everyday verbs whose code in the dictionary depends on patterns that are left out here.
TOO_GENERAL = set("""be have do make take get go come give say tell put set let see know find show keep bring turn leave run move hold play
ask use need want feel become seem look think believe pass win lose carry lead read write stay live die grow build open close fall rise
start begin end stop continue change follow appear include consider reach remain add create spend cut serve happen draw break return
pique enact bide hear research invigorate assemble ruminate pit
advertise advertize affect agonise agonize amplify analyse appall approach arouse ascertain attach attire benefit best better bid bill blend
bother brave catch chain check circle clap clear cluster combine communicate compete compound connect constitute contact contain contemplate
contrast control correlate counterbalance cry detach determine differ dig direct disappoint disgust dismay embark encounter enlarge enliven
ensure exaggerate explore extract fill furnish fuse gear glance groom hammer handle impact infest inhabit innovate insert inspire interact
introduce journey kick learn lecture link magnify master match mean meditate mine mull muse organise organize overcome overshadow overtake
overwhelm ponder prefer prize promote rag rake reason relate reside retire reveal ring rip sadden scan shock signal simplify skim speculate
stock stone strive study stun surmount swap sweep table tear tease tend toast value ward weep weigh whine wrestle
report announce state note declare describe explain mention comment predict""".split())


def rows(path):
    for line in open(path, encoding="utf-8"):
        if line.strip() and not line.startswith("#"):
            yield line.rstrip("\n").split("\t")


def main():
    kinds = {r[0]: r[2] for r in rows(os.path.join(EVENTS, "cameo.tsv")) if len(r) > 2 and r[2]}
    by_hand = set()
    for name in ("verbs.tsv", "idioms.tsv"):
        by_hand |= {r[0].split()[0] for r in rows(os.path.join(EVENTS, name))}
    lines = [line.rstrip("\n") for line in open(sys.argv[1], encoding="utf-8", errors="replace")]
    out, block_code = {}, ""
    for line in lines:
        head = re.match(r"---\s+(.+?)\s+\[([0-9-]+)\]\s+---", line)
        if head:
            block_code = head.group(2)
            continue
        if not block_code or line.startswith(("#", "&", "-")) or not line.strip():
            continue
        found = re.match(r"(\+?)([A-Z][A-Z_'-]*)\s*(?:\{[^}]*\})?\s*(?:\[([0-9-]+)\])?", line)
        if not found:
            continue
        parts = found.group(2).strip("_").lower().split("_")
        if len(parts) > 2:
            continue
        code = found.group(3) or block_code
        if kinds.get(code) and parts[0] not in TOO_GENERAL and parts[0] not in by_hand:
            out.setdefault(" ".join(parts) + " v", (kinds[code], code))
    print("# Verbs carried over from the PETRARCH CAMEO verb dictionary (CAMEO.2.0, Open Event Data Alliance, MIT) by\n"
          "# knowledge/tools/cameo_verbs.py; columns as in verbs.tsv. Tried only where no line by hand fits.")
    for trigger, (kind, code) in sorted(out.items()):
        print("\t".join([trigger, "", kind, "", code]))


if __name__ == "__main__":
    main()
