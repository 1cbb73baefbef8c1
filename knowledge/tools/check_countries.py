#!/usr/bin/env python3
"""check_countries.py                     (needs the package pycountry)

Checks ../actors/countries.tsv against ISO 3166: every code exists, and every member state's code is there.
"""
import os
import sys

import pycountry

HERE = os.path.dirname(os.path.abspath(__file__))
rows = [line.rstrip("\n").split("\t") for line in open(os.path.join(HERE, "..", "actors", "countries.tsv"), encoding="utf-8")
        if line.strip() and not line.startswith("#")]
codes = [row[0] for row in rows]
iso = {c.alpha_3: c.name for c in pycountry.countries} | {"XKX": "Kosovo"}
wrong = [c for c in codes if c not in iso] + [c for c in set(codes) if codes.count(c) > 1]
print("not in ISO 3166, or twice:", " ".join(wrong) or "none")
print("in ISO 3166 and not here:", ", ".join(n for c, n in sorted(iso.items()) if c not in codes))
sys.exit(bool(wrong))
