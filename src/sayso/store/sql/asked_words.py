"""The words of a search, taken apart: what must stand in a report, and what must not."""

import re
from typing import Protocol

from sqlalchemy import Select

from sayso.errors import WrongFilter

# Marks around the words that were found: characters that no report has a use for.
OPEN, CLOSE = "\ue000", "\ue001"
_MOST = 100
_TERMS = re.compile(r'(-?)(?:"([^"]*)"?|([^\s"]+))')
# What is between words; marks on letters are part of them.
_BETWEEN = re.compile(r"[^\w\u0300-\u036f]|_")
_LETTER = re.compile(r"[^\W_]")


class Words(Protocol):
    """Words to look for, and the rows of `reports` among which, and without which, they are looked for."""

    @property
    def text(self) -> str: ...
    @property
    def among(self) -> Select[int] | None: ...
    @property
    def but(self) -> Select[int] | None: ...


def asked_words(asked: str) -> tuple[list[str], list[str]]:
    """What is wanted, and what is not: words, and "phrases in quotation marks"; unwanted with a -minus.

    Each is words with a space between them: nothing is left that a query language could take for its own.

    Raises:
        WrongFilter: nothing is wanted, or very much.
    """
    wanted = dict[str, None]()
    unwanted = dict[str, None]()
    for minus, phrase, word in _TERMS.findall(asked):
        term = " ".join(_BETWEEN.sub(" ", phrase or word).split())
        if _LETTER.search(term):
            (unwanted if minus else wanted)[term] = None
    if not wanted:
        raise WrongFilter(f'text {asked!r} has no word to look for; write words, "a phrase" or -without')
    if len(wanted) + len(unwanted) > _MOST:
        raise WrongFilter(f"text has {len(wanted) + len(unwanted)} words to look for; {_MOST} is the most")
    return list(wanted), list(unwanted)
