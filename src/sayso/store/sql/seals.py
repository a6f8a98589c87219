"""Seals: by which a redaction is known again, here and elsewhere, without saying what was erased.

A seal is a salted hash of the id of a report, or of words with their length. Who has one can test a guess
with it, and a name is soon guessed: it hides what was erased from a reader, not from somebody who looks for a
certain name. Keep a file of them as you keep the base.
"""

import hashlib
import json
import re
import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sayso.errors import StoreError
from sayso.store.sql.blocking import Found

SCHEMA = "sayso-redactions/1"
_BEGINS = re.compile(r"(?<!\w)\S")
_TEXTS = ("salt", "digest", "author", "why")


@dataclass(frozen=True, slots=True)
class Seal:
    """One redaction: by whom, why, and what knows it again. `length` is that of words, None of a report."""

    salt: str
    digest: str
    length: int | None
    author: str
    why: str

    @property
    def id(self) -> str:
        """A name made of what it knows again: the same in every base that obeys it."""
        return "x-" + hashlib.sha256(f"{self.salt} {self.digest}".encode()).hexdigest()[:16]

    def is_of(self, report: str) -> bool:
        """Whether it is of this report, as a whole."""
        return self.length is None and _digest(self.salt, report) == self.digest


def of_report(report: str, author: str, why: str) -> Seal:
    """The seal of a report, by its id."""
    salt = secrets.token_hex(16)
    return Seal(salt, _digest(salt, report), None, author, why)


def of_words(words: str, author: str, why: str) -> Seal:
    """The seal of words, in whatever case and spacing."""
    salt, (even, _) = secrets.token_hex(16), _even(words.strip())
    return Seal(salt, _digest(salt, even), len(even), author, why)


def found_by(seals: Iterable[Seal]) -> Found:
    """What finds the words of seals; where two could be found at one place, the longer ones."""
    known = sorted(
        ((one.length, one.salt, one.digest) for one in seals if one.length is not None), reverse=True
    )

    def spans(text: str) -> list[tuple[int, int]]:
        return list(_spans(text, known))

    return spans


def _spans(text: str, known: Sequence[tuple[int, str, str]]) -> Iterator[tuple[int, int]]:
    even, at = _even(text)
    done = 0
    for begin in (match.start() for match in _BEGINS.finditer(even)):
        for length, salt, digest in known:
            end = begin + length
            if begin < done or end > len(even) or (end < len(even) and _in_word(even[end])):
                continue
            if _digest(salt, even[begin:end]) == digest:
                yield at[begin], at[end - 1] + 1
                done = end
                break


def _even(text: str) -> tuple[str, list[int]]:
    """A text in one case, with one blank for each stretch of white space; and where each character stood."""
    letters: list[str] = []
    at: list[int] = []
    for place, letter in enumerate(text):
        if not letter.isspace():
            letters.append(_folded(letter))
        elif letters and letters[-1] != " ":
            letters.append(" ")
        else:
            continue
        at.append(place)
    return "".join(letters), at


@lru_cache(maxsize=4096)
def _folded(letter: str) -> str:
    """One character for all that `re.IGNORECASE` has for one: long s, Kelvin's K, the dotless i."""
    upper = letter.upper()
    lower = (upper if len(upper) == 1 else letter).lower()
    return "i" if letter == "\u0130" else lower if len(lower) == 1 else letter


def _in_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


def _digest(salt: str, what: str) -> str:
    told = what.encode("utf-8", "surrogatepass")
    return hashlib.blake2b(told, key=bytes.fromhex(salt), digest_size=16).hexdigest()


# -- a file of them --------------------------------------------------------------------------------


def written(seals: Sequence[Seal]) -> str:
    """What a file of seals holds, to be handed to those who keep copies."""
    orders = [
        {
            "id": one.id,
            "of": "report" if one.length is None else "words",
            **{name: getattr(one, name) for name in ("salt", "digest", "length", "author", "why")},
        }
        for one in seals
    ]
    return json.dumps({"schema": SCHEMA, "redactions": orders}, ensure_ascii=False, indent=1) + "\n"


def read(text: str, where: str) -> list[Seal]:
    """The seals of a file.

    Raises:
        StoreError: it is none, or one is damaged.
    """
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise StoreError(f"{where}: {error}; what `sayso redactions --orders` wrote is expected") from error
    if not isinstance(told, dict) or told.get("schema") != SCHEMA:
        raise StoreError(f"{where} is no file of redactions of the form {SCHEMA!r}")
    rows = told.get("redactions")
    if not isinstance(rows, list):
        raise StoreError(f"{where}: there is no list of redactions")
    return [_seal(row, f"{where}: redaction {number}") for number, row in enumerate(rows, start=1)]


def _seal(row: Any, where: str) -> Seal:
    right = isinstance(row, dict) and all(isinstance(row.get(name), str) for name in _TEXTS)
    if not right or not all(re.fullmatch("[0-9a-f]{32}", row[name]) for name in ("salt", "digest")):
        raise StoreError(f"{where} is damaged: salt, digest, length, author and why are expected")
    length = row.get("length")
    if length is not None and (not isinstance(length, int) or isinstance(length, bool) or length < 1):
        raise StoreError(f"{where} is damaged: its length is {length!r}")
    made = Seal(row["salt"], row["digest"], length, row["author"], row["why"])
    if made.id != row.get("id"):
        raise StoreError(f"{where} is damaged: its id should be {made.id}")
    return made
