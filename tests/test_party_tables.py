"""The form of the two tables of party phrases; `tests/gold/parties/README.md` describes it."""

import re
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

TABLES = Path(__file__).parent / "gold" / "parties"
NAMES = ("dev", "sealed")
REQUIRED = {"text", "phrase", "slot", "group", "conflict", "why"}
EXPECTATIONS = {"party", "party_any", "name", "unresolved"}
OPTIONAL = {"title", "published", "nth", "not", "backed_by", "side", "kind", "place", "trap"}
KINDS = {
    *("state", "state_force", "armed_force", "armed_group", "coalition", "organization"),
    *("person", "civilian", "media", "object", "unnamed"),
}
ID = re.compile(r"[A-Z]{3}(/[a-z_]+)?|[a-z0-9]+(-[a-z0-9]+)*")

Case = dict[str, Any]


def cases(name: str) -> list[Case]:
    with (TABLES / f"{name}.toml").open("rb") as file:
        loaded: list[Case] = tomllib.load(file)["case"]
    return loaded


def starts(text: str, phrase: str) -> list[int]:
    """Where a phrase stands as whole words."""
    return [m.start() for m in re.finditer(rf"(?<!\w){re.escape(phrase)}(?!\w)", text)]


def sentences(case: Case) -> set[str]:
    return {s.strip() for s in re.split(r"(?<=[.!?])[\s\"]+", case["text"]) if s.strip()}


def ids(case: Case) -> list[str]:
    single = [case[key] for key in ("party", "backed_by", "side") if key in case]
    return [*single, *case.get("party_any", []), *case.get("not", [])]


def faults(case: Case) -> list[str]:
    """What is wrong with the form of one row."""
    nth = case.get("nth", 1)
    found = starts(case["text"], case["phrase"])
    expected = {case.get("party"), *case.get("party_any", [])}
    rules = {
        "keys": REQUIRED <= set(case) <= REQUIRED | EXPECTATIONS | OPTIONAL,
        "one expectation": len(EXPECTATIONS & set(case)) == 1,
        "phrase in text": len(found) >= nth >= 1,
        "slot": case["slot"] in {"actor", "speaker", "mention"},
        "kind": case.get("kind", "state") in KINDS,
        "flags": all(case.get(flag, True) is True for flag in ("unresolved", "trap", "place")),
        "unresolved is a trap": "unresolved" not in case or "trap" in case,
        "place is unresolved": "place" not in case or "unresolved" in case,
        "ids": all(ID.fullmatch(i) for i in ids(case)),
        "expected is not forbidden": not expected & set(case.get("not", [])),
        "day": isinstance(case.get("published", date.min), date),
    }
    if rules["phrase in text"]:
        upto = case["text"][: found[nth - 1] + len(case["phrase"])]
        rules["plain and whole-word counts agree"] = upto.count(case["phrase"]) == nth
    return [rule for rule, kept in rules.items() if not kept]


@pytest.mark.parametrize("name", NAMES)
def test_every_row_keeps_the_form(name: str) -> None:
    broken = {(c["text"], c["phrase"]): faults(c) for c in cases(name)}
    assert {row: what for row, what in broken.items() if what} == {}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"phrase": "SANA"}, "phrase in text"),
        ({"nth": 3}, "phrase in text"),
        ({"phrase": "he", "nth": 1}, "plain and whole-word counts agree"),
        ({"name": "Sea Front"}, "one expectation"),
        ({"party": "Sea Front"}, "ids"),
        ({"slot": "target"}, "slot"),
        ({"place": True}, "place is unresolved"),
        ({"not": ["rsf"]}, "expected is not forbidden"),
    ],
)
def test_a_broken_row_is_seen(change: Case, fault: str) -> None:
    text = "RSF men took the jetty before he came; RSF denied it."
    row = {
        "text": text,
        "phrase": "RSF",
        "slot": "actor",
        "party": "rsf",
        "group": "x",
        "conflict": "x",
        "why": "x",
    }
    assert faults(row) == []
    assert faults(row | change) == [fault]


def test_the_tables_are_large_and_full_of_traps() -> None:
    counts = {name: (len(cases(name)), sum("trap" in c for c in cases(name))) for name in NAMES}
    assert counts["dev"] >= (220, 45)
    assert counts["sealed"] >= (110, 23)
    assert sum(rows for rows, _ in counts.values()) >= 300
    assert sum(traps for _, traps in counts.values()) >= 60


def test_no_phrase_stands_twice() -> None:
    asked = Counter((c["text"], c["phrase"], c.get("nth", 1)) for name in NAMES for c in cases(name))
    assert [key for key, count in asked.items() if count > 1] == []


def test_no_sentence_stands_in_both_tables() -> None:
    dev, sealed = (set().union(*(sentences(c) for c in cases(name))) for name in NAMES)
    assert dev & sealed == set()


def test_conflicts_are_many_and_none_weighs_much() -> None:
    dev, sealed = (Counter(c["conflict"] for c in cases(name)) for name in NAMES)
    both = dev + sealed
    del both["none"]
    assert len(both) >= 15
    assert max(both.values()) <= 10
    assert set(dev) & set(sealed) == {"none"}


def test_both_tables_have_every_group() -> None:
    dev, sealed = ({c["group"] for c in cases(name)} for name in NAMES)
    assert dev == sealed
