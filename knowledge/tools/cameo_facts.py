#!/usr/bin/env python3
"""cameo_facts.py CAMEO2PLOVER-2021.txt > ../events/cameo.tsv

Joins the CAMEO Goldstein scale (below; codes without a value take their parent's) with the CAMEO to PLOVER conversion table.
"""
import re
import sys

GOLDSTEIN = """
010 0 011 -0.1 012 -0.4 013 0.4 014 0 015 0 016 3.4 017 0 018 3.4 019 3.4
020 3 021 3.4 022 3.2 023 3.4 024 -0.3 025 -0.3 026 4 027 4 028 4
030 4 031 5.2 032 4.5 033 5.2 0334 6 034 7 035 7 036 4 037 5 038 7 039 5
040 1 041 1 042 1.9 043 2.8 044 2.5 045 5 046 7
050 3.5 051 3.4 052 3.5 053 3.8 054 6 055 7 056 7 057 8
060 6 061 6.4 062 7.4 063 7.4 064 7
070 7 071 7.4 072 8.3 073 7.4 074 8.5 075 7
080 5 081 5 082 5 083 5 084 7 085 7 086 9 087 9 0874 10
090 -2 091 -2 092 -2 093 -2 094 -2
100 -5 101 -5 102 -5 103 -5 104 -5 105 -5 106 -5 107 -5 108 -5
110 -2 111 -2 112 -2 113 -2 114 -2 115 -2 116 -2
120 -4 121 -4 122 -4 123 -4 124 -5 125 -5 126 -5 127 -5 128 -5 129 -5
130 -4.4 131 -5.8 132 -5.8 133 -5.8 134 -5.8 135 -5.8 136 -7 137 -7 138 -7 139 -7
140 -6.5 141 -6.5 142 -6.5 143 -6.5 144 -7.5 145 -7.5
150 -7.2 151 -7.2 152 -7.2 153 -7.2 154 -7.2
160 -4 161 -4 162 -5.6 163 -8 164 -7 165 -7 166 -7
170 -7 171 -9.2 172 -5 173 -5 174 -5 175 -9
180 -9 181 -9 182 -9.5 1821 -9 1822 -9 1823 -10 183 -10 184 -8 185 -8 186 -10
190 -10 191 -9.5 192 -9.5 193 -10 194 -10 195 -10 196 -9.5
200 -10 201 -9.5 202 -10 203 -10 204 -10
"""

HEADER = """\
# CAMEO codes: code, Goldstein value (conflict -10 .. cooperation 10; empty: the parent code's), PLOVER type, mode, contexts.
# Made by knowledge/tools/cameo_facts.py from the CAMEO Goldstein scale (after Goldstein 1992, published with the CAMEO codebook) and
# the CAMEO to PLOVER conversion table, draft 0.8 of 2021-09-17 (Open Event Data Alliance, CC BY-SA)."""


def main():
    words = GOLDSTEIN.split()
    goldstein = dict(zip(words[::2], words[1::2]))
    plover = {}
    for line in open(sys.argv[1], encoding="utf-8"):
        found = re.match(r"(\d{3,4}):\s*(\w+)\s*,\s*([\w-]*)\s*,\s*(.*)$", line.split("#")[0].strip())
        if not found:
            continue
        code, kind, mode, contexts = found.groups()
        contexts = [c.strip() for c in contexts.split(";") if c.strip()]
        if mode == "pro_autocracy":  # the table's columns are shifted in these rows
            mode, contexts = "crowd-control", [mode] + contexts
        plover[code] = (kind, mode, "|".join(contexts))
    print(HEADER)
    for code in sorted(set(goldstein) | set(plover)):
        print("\t".join([code, goldstein.get(code, ""), *plover.get(code, ("", "", ""))]))


if __name__ == "__main__":
    main()
