#!/usr/bin/env python3
"""actor_dictionaries.py FOLDER             (FOLDER holds the Phoenix.*.txt dictionaries; writes ../actors/converted_*.tsv)

Carries people with dated roles, armed groups, organisations and role nouns over from the Phoenix dictionaries of petrarch2 (Open Event
Data Alliance, MIT). CAMEO role codes become PLOVER sectors; what the tables by hand have is left out.
"""
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ACTORS = os.path.join(HERE, "..", "actors")
SECTORS = {"GOV": "GOV", "MIL": "MIL", "COP": "COP", "JUD": "JUD", "SPY": "SPY", "LEG": "LEG", "OPP": "OPP", "PTY": "PTY", "REB": "REB",
           "SEP": "REB", "INS": "REB", "RAD": "UAF", "UAF": "UAF", "UIS": "UAF", "CRM": "CRM", "BUS": "BUS", "MNC": "BUS", "MED": "JRN",
           "HLH": "MED", "EDU": "EDU", "AGR": "AGR", "LAB": "LAB", "REF": "REF", "NGO": "NGO", "NGM": "NGO", "ENV": "NGO", "HRI": "NGO",
           "REL": "REL", "CHR": "REL", "MOS": "REL", "JEW": "REL", "HIN": "REL", "BUD": "BUD", "CVL": "CVL", "SOC": "CVL", "ELI": "ELI",
           "DEV": "GOV", "IGO": "IGO", "PRM": "PRM", "IMG": "REB"}
LAST_KNOWN = "2014-12-31"  # an office without an end in the dictionary is known up to its own date only
SINCE = "1985"


def lines(folder, name):
    for line in open(os.path.join(folder, name), encoding="utf-8", errors="replace"):
        yield re.sub(r"\s*;.*$", "", line.split("#")[0].rstrip())


def title(name):
    small = {"of", "the", "and", "for", "in", "de", "la", "al", "bin", "ibn", "der", "von", "van", "del", "das", "dos", "e", "y", "to", "on"}
    words = re.sub(r"\(.*?\)", " ", name.replace("_", " ")).split()
    fixed = [w if len(w) <= 5 and w.isupper() and "." in w else "-".join(p[:1].upper() + p[1:].lower() for p in w.split("-")) for w in words]
    return " ".join(w.lower() if i and w.lower() in small else w for i, w in enumerate(fixed)).strip()


def day(text):
    text = text.strip()
    year = text[:-4]
    if len(text) == 6:
        year = ("20" if int(year) < 30 else "19") + year
    if len(year) != 4 or not text.isdigit():
        return ""
    month, date = text[-4:-2], text[-2:]
    return year if month == "00" else "%s-%s" % (year, month) if date == "00" else "%s-%s-%s" % (year, month, date)


def sector_of(code):
    return SECTORS.get(code[:3], "")


def by_hand(*files):
    known = set()
    for file in files:
        for line in open(os.path.join(ACTORS, file), encoding="utf-8"):
            if line.strip() and not line.startswith("#"):
                for field in line.rstrip("\n").split("\t"):
                    known |= {re.sub(r"\W+", " ", n.lower()).strip() for n in field.split("|")}
    return known


def key(name):
    return re.sub(r"\W+", " ", name.lower()).strip()


def blocks(folder, name):
    """(names, [code and dates]) of every actor of a file."""
    names, codes = [], []
    for line in lines(folder, name):
        if not line.strip():
            continue
        body, _, rest = line.strip().partition("[")
        if line[0] not in "+\t " or (line[0] == " " and body and body[0] not in "+["):
            if names and codes:
                yield names, codes
            names, codes = [body.strip()], []
        elif body.startswith("+"):
            names.append(body[1:].strip())
        codes += re.findall(r"\[([^\]]*)\]?", "[" + rest) if rest else []
    if names and codes:
        yield names, codes


def people(folder, countries):
    known = by_hand("people.tsv")
    out = open(os.path.join(ACTORS, "converted_people.tsv"), "w", encoding="utf-8")
    print("# People with dated roles, from Phoenix.Countries.actors.txt (Open Event Data Alliance, MIT): made by ../tools/actor_dictionaries.py.", file=out)
    print("# name and aliases\tcountry\toffice\tsector\tfrom\tto\tgender", file=out)
    for names, codes in blocks(folder, "Phoenix.Countries.actors.txt"):
        full = [title(n) for n in names]
        full = [n for n in full if 2 <= len(n.split()) <= 5 and not re.search(r"\d|\b(President|Minister|Prime|Chancellor|King|Premier|Secretary|General|Senator|Leader|Vice)\b", n)]
        if not full or key(full[0]) in known:
            continue
        for code in codes:
            m = re.match(r"([A-Z]{3})([A-Z]{3})[A-Z]*\s+(?:>(\d{6,8})|(\d{6,8})-(\d{6,8})|<(\d{6,8}))", code.strip())
            if not m or m.group(1) not in countries:
                continue
            sector = sector_of(m.group(2))
            if not sector or sector == "ELI":
                continue
            start = day(m.group(3) or m.group(4) or "") or "1945"
            end = day(m.group(5) or m.group(6) or "") or LAST_KNOWN
            if end < SINCE or start > end:
                continue
            print("|".join(dict.fromkeys(full)), m.group(1), "", sector, start, end, "", sep="\t", file=out)


def bodies(folder, countries):
    known = by_hand("groups.tsv", "organisations.tsv", "institutions.tsv", "companies.tsv", "countries.tsv", "regions.tsv", "roles.tsv", "cities.tsv")
    out = open(os.path.join(ACTORS, "converted_bodies.tsv"), "w", encoding="utf-8")
    print("# Armed groups, organisations and companies, from Phoenix.MilNonState and Phoenix.International (Open Event Data Alliance, MIT): made by ../tools/actor_dictionaries.py.", file=out)
    print("# code\tcountry\tsector\tkind\tnames", file=out)
    for file in ("Phoenix.MilNonState.actors.txt", "Phoenix.International.actors.txt"):
        for names, codes in blocks(folder, file):
            full = [title(n) for n in names]
            full = [n for n in dict.fromkeys(full) if len(n.split()) <= 9 and len(n) >= 5 and key(n) not in known and len(n.split()) >= 2 and not re.search(r"\d|^The \w+$", n)]
            if not full or any(key(title(n)) in known for n in names):
                continue
            code = re.match(r"[A-Z]*", codes[0].strip()).group(0)
            where, role = code[:3], code[3:6]
            if file.startswith("Phoenix.Mil"):
                if where in countries:
                    print("-", where, SECTORS.get(role, "REB"), "armed-group", "|".join(full), sep="\t", file=out)
            elif where in ("IGO", "NGO", "MNC"):
                slug = re.sub(r"[^A-Z0-9]+", "-", full[0].upper()).strip("-")
                land = next((code[i:i + 3] for i in range(3, len(code), 3) if code[i:i + 3] in countries), "")
                if where == "IGO":
                    print(slug, "IGO", SECTORS.get(role, "") if role in ("JUD", "COP", "MIL") else "", "organisation", "|".join(full), sep="\t", file=out)
                elif where == "NGO":
                    print(slug, land, "NGO", "organisation", "|".join(full), sep="\t", file=out)
                else:
                    print("-" if land else slug, land, "BUS", "company", "|".join(full), sep="\t", file=out)


def roles(folder):
    known = by_hand("roles.tsv")
    out = open(os.path.join(ACTORS, "converted_roles.tsv"), "w", encoding="utf-8")
    print("# Role nouns, from Phoenix.agents.txt (Open Event Data Alliance, MIT): made by ../tools/actor_dictionaries.py.", file=out)
    print("# names\tsector\tkind\toffice\tweak", file=out)
    sets, found = {}, {}
    for line in lines(folder, "Phoenix.agents.txt"):
        match = re.match(r"(!\w+!)\s*=\s*(.+)", line)
        if match:
            sets[match.group(1)] = [w.strip() for w in match.group(2).split(",")]
            continue
        match = re.match(r"([A-Z!][^\[{]*?)\s*(?:\{([^}]*)\})?\s*\[~([A-Z]{3})[A-Z]*\]", line)
        if not match or match.group(3) not in SECTORS:
            continue
        forms = [match.group(1)] + ([match.group(2)] if match.group(2) else [])
        for form in forms:
            for word in next((w for k, w in sets.items() if k in form), [None]):
                text = form if word is None else next(form.replace(k, word) for k in sets if k in form)
                name = re.sub(r"[_\s]+", " ", text).strip().lower()
                name = re.sub(r" (at|for|from|in|of|on|to|with)$", "", name)  # what follows is not the name's
                plurals = [name] if match.group(2) is not None or word or name.endswith("s") else [name, name[:-1] + "ies" if re.search(r"[^aeiou]y$", name) else name + "s"]
                for n in plurals:
                    if len(n) > 2 and key(n) not in known and n not in ("us", "who", "may", "will", "it", "the pm", "the pms"):
                        found.setdefault(SECTORS[match.group(3)], []).append(n)
    for sector in sorted(found):
        print("|".join(sorted(set(found[sector]))), sector, "any", "", "", sep="\t", file=out)


def main():
    folder = sys.argv[1]
    countries = {line.split("\t")[0] for line in open(os.path.join(ACTORS, "countries.tsv"), encoding="utf-8") if not line.startswith("#")}
    people(folder, countries)
    bodies(folder, countries)
    roles(folder)


main()
