"""Small made-up reports for bulk runs, in files of several kinds."""

import json
from collections.abc import Iterable
from pathlib import Path

PLACES = ("Kafr Nabl", "Gossi", "Sangin", "Tendelti", "Bilozerka")
SIDES = ("Rebels", "Soldiers", "Gunmen", "Insurgents")


def text(number: int, more: str = "") -> str:
    """A report of two sentences, another one for each number."""
    side, place = SIDES[number % len(SIDES)], PLACES[number % len(PLACES)]
    return (
        f"{side} shelled the town of {place} on Monday, killing {number + 2} civilians, the army said. "
        f"The {side.lower()} denied it.{' ' + more if more else ''}"
    )


def lines(path: Path, texts: Iterable[str]) -> Path:
    """A file in JSON Lines."""
    rows = [{"text": one, "title": f"Attack {at}", "published": "2021-03-09"} for at, one in enumerate(texts)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def folder(path: Path, texts: Iterable[str]) -> Path:
    """A folder of plain files."""
    path.mkdir(parents=True)
    for at, one in enumerate(texts):
        (path / f"p{at:03}.txt").write_text(one, encoding="utf-8")
    return path
