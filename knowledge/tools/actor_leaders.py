#!/usr/bin/env python3
"""actor_leaders.py REIGN.leaders.csv > ../actors/leaders.tsv

Carries the leaders of states since 1945 over from REIGN (One Earth Future, MIT). REIGN knows who led, not under which title, so the
office is "leader". Who stands in people.tsv, under the same family name and country, is left out: that table knows the titles.
"""
import csv
import os
import re
import sys
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
# Correlates of War abbreviations that are no ISO 3166 alpha-3 codes.
ISO = dict(p.split(":") for p in """AAB:ATG ALG:DZA ANG:AGO AUL:AUS AUS:AUT BAH:BHR BAR:BRB BFO:BFA BHM:BHS BHU:BTN BNG:BGD BOS:BIH
BOT:BWA BRU:BRN BUI:BDI BUL:BGR CAM:KHM CAO:CMR CAP:CPV CDI:CIV CEN:CAF CHA:TCD CON:COG COS:CRI CRO:HRV CZR:CZE DEN:DNK DRC:COD
DRV:VNM EQG:GNQ ETM:TLS FIJ:FJI FRN:FRA GAM:GMB GFR:DEU GMY:DEU GRG:GEO GRN:GRD GUA:GTM GUI:GIN HAI:HTI HON:HND ICE:ISL INS:IDN
IRE:IRL KOS:XKX KUW:KWT KYR:KGZ KZK:KAZ LAT:LVA LEB:LBN LES:LSO LIB:LBY LIT:LTU MAA:MRT MAC:MKD MAD:MDV MAG:MDG MAL:MYS MAS:MUS
MAW:MWI MLD:MDA MNC:MCO MNG:MNE MON:MNG NAU:NRU MOR:MAR MSI:MHL MYA:MMR MZM:MOZ NEP:NPL NEW:NZL NIG:NGA NIR:NER NTH:NLD OMA:OMN PAL:PLW PAR:PRY
PHI:PHL POR:PRT ROK:KOR ROM:ROU SAF:ZAF SAL:SLV SEY:SYC SIE:SLE SIN:SGP SKN:KNA SLO:SVK SLU:LCA SLV:SVN SNM:SMR SOL:SLB SPN:ESP
SRI:LKA SUD:SDN SVG:VCT SWA:SWZ SWD:SWE SWZ:CHE TAJ:TJK TAZ:TZA THI:THA TOG:TGO TRI:TTO UAE:ARE UKG:GBR URU:URY VAN:VUT YAR:YEM
ZAM:ZMB ZIM:ZWE GNB:GNB GRC:GRC YUG:SRB BLR:BLR UGA:UGA""".split())
GONE = {"GDR", "YPR", "CZE", "RVN"}  # states that are no more, under codes that others have now; RVN fell with its leaders

# Who stands in people.tsv under another spelling.
SAME = """Nikos Anastasiadis|Nguema Mbasogo|Ba N'Daou|Felix Tschisekedi|Afeworki|Nyussi|Chakewera|Mswati|Abdullah Ibn Hussein El-Hashimi|Houthi|
Hamad Isa Ibn Al-Khalifah|Khalifa Al Nahayan|Berdymukhammedov|Rakhmonov|Hasina Wazed|G. Rajapakse|Phu Trong|deKlerk|Saksgoburggotski|Sarnay|Djotidia|Mobutu""".replace("\n", "").split("|")
# Ends after the data's own last month.
ENDS = dict(p.split(":") for p in """Chastanet:2021-07 Mitchell:2022-06 Harris:2022-08 Parmelin:2021-12 Krivokapic:2022-04 Hoti:2021-03 Ciocoi:2021-08
Carvalho:2018-12 Majoro:2022-10 Guterres:2022-05 Loughman:2022-11 Natano:2024-02 Tu'I'onetoa:2021-12 Aingimea:2022-09 Kabua:2024-01
Panuelo:2023-05 Malielegaoi:2021-05 Ramkalawan:2025-10 Dolcini:2021-04 Briceno:""".split())


def fold(name):
    return "".join(c for c in unicodedata.normalize("NFD", name.lower()) if c.isalnum() or c == " ")


def family(name, country):
    words = fold(name).split()
    return words[0] if country in ("CHN", "KOR", "PRK", "TWN", "VNM", "KHM") else words[-1]


def by_hand():
    known = set()
    for line in open(os.path.join(HERE, "..", "actors", "people.tsv"), encoding="utf-8"):
        if line.strip() and not line.startswith("#"):
            row = line.rstrip("\n").split("\t")
            for name in row[0].split("|"):
                known.add((family(name, row[1]), row[1]))
    return known


def clean(name):
    name = re.sub(r"\(.*?\)", " ", name)
    name = re.sub(r"([A-Za-z])\.(?=\S)", r"\1. ", name)
    if "," in name:  # "Gandhi, R"
        name = " ".join(reversed(name.split(",", 1)))
    words = name.strip(" .,*").split()
    while len(words) > 1 and len(words[0].strip(".")) == 1:  # a mere initial tells less than nothing
        words.pop(0)
    return " ".join(words)


def main():
    known = by_hand()
    print("# Leaders of states by date, from REIGN (One Earth Future; Bell, Besaw and Frank 2021; MIT licence): made by ../tools/actor_leaders.py.")
    print("# name\tcountry\toffice\tsector\tfrom\tto\tgender")
    seen = set()
    for row in csv.DictReader(open(sys.argv[1], encoding="utf-8", errors="replace")):
        code = row["stateabb"].strip()
        if code in GONE or not row["syear"]:
            continue
        country = ISO.get(code, code)
        name = clean(row["leader"])
        if len(name) < 3 or (family(name, country), country) in known or name in SAME:
            continue
        start = "%04d-%02d-%02d" % (int(row["syear"]), int(row["smonth"]), min(31, int(row["sdate"] or 1)))
        end = "%04d-%02d" % (int(row["eyear"]), int(row["emonth"])) if row["eyear"].strip() else ENDS.get(name.split()[-1], "")
        gender = {"1": "m", "0": "f"}.get(row["gender"].strip(), "")
        line = "\t".join((name, country, "leader", "GOV", start, end, gender))
        if line not in seen:
            seen.add(line)
            print(line)


main()
