"""How often the proposals of `like` are right, measured on the shipped table alone.

Each of a sample of other names of settlements in conflict countries is asked for as if its table lacked it:
is the best proposal its place? And towns of countries far away are asked for, of which none should be found.

    PYTHONPATH=src python tools/likeness.py
"""

import random
import sqlite3
from collections import Counter
from collections.abc import Callable

from sayso.gazetteer.names import skeleton
from sayso.gazetteer.place_table import SHIPPED, SqlitePlaces, load_places
from sayso.gazetteer.spellings import misprint, neighbours, variant

COUNTRIES = "SYR IRQ YEM UKR SDN AFG NGA ETH SOM MMR COD MLI LBY PAK COL PHL".split()
STRANGERS = "BRA MEX USA DEU FRA CHN JPN IND".split()
SAMPLE = 6000
SEED = 7
Name = tuple[str, str, str]  # key, place, country


def names_in(base: sqlite3.Connection, countries: list[str]) -> list[Name]:
    """Keys of settlements, each with its place and country."""
    query = f"""SELECT s.key, 'geonames:' || s.place, s.country FROM spelling s JOIN place p ON p.id = s.place
        WHERE p.kind = 0 AND s.country IN ({",".join("?" * len(countries))}) ORDER BY s.key, s.place"""
    return base.execute(query, countries).fetchall()


def proposed(table: SqlitePlaces, name: Name) -> tuple[str, set[str]]:
    """How the best proposals without the name itself were found, and which places they are."""
    key, _, country = name
    bones = skeleton(key)
    steps: list[tuple[str, tuple[str, ...], Callable[[str, str], float | None]]] = [
        ("skeleton", (bones,), variant),
        ("fuzzy", neighbours(bones), misprint),
    ]
    for how, skeletons, judge in steps:
        rows = [
            (judge(key, other), p.id) for _, other, p in table.alike(skeletons, (country,)) if other != key
        ]
        scores = [score for score, _ in rows if score is not None]
        if scores:
            return how, {place for score, place in rows if score == max(scores)}
    return "none", set()


def verdict(table: SqlitePlaces, name: Name) -> str:
    """ "right" includes a tie with another place: the resolver then has both."""
    how, places = proposed(table, name)
    return how if how == "none" else f"{how} {'right' if name[1] in places else 'wrong'}"


def main() -> None:
    """Print both counts."""
    table = SqlitePlaces(SHIPPED / "geonames")
    base = sqlite3.connect(SHIPPED / "geonames" / "places.sqlite")
    chance = random.Random(SEED)
    names = names_in(base, COUNTRIES)
    of_place, of_key = Counter(n[1] for n in names), Counter((n[0], n[2]) for n in names)
    asked = [name for name in names if of_place[name[1]] > 1 and of_key[name[0], name[2]] == 1]
    found = Counter(verdict(table, name) for name in chance.sample(asked, SAMPLE))
    print(f"{SAMPLE} names, each as if it were missing: {dict(sorted(found.items()))}")
    places = load_places()
    strangers = chance.sample(names_in(base, STRANGERS), SAMPLE)
    hits = sum(bool(places.like(key, (chance.choice(COUNTRIES),))) for key, _, _ in strangers)
    print(f"{SAMPLE} names of other countries: {hits} have a proposal ({hits / SAMPLE:.1%})")
    base.close()


if __name__ == "__main__":
    main()
