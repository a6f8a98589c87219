"""The words of a search, taken apart: what must stand in a report, and what must not."""

import re

from sayso.errors import WrongFilter

# Marks around the words that were found: characters that no report has a use for.
OPEN, CLOSE = "\ue000", "\ue001"
_TERMS = re.compile(r'(-?)(?:"([^"]*)"?|([^\s"]+))')
_LETTER = re.compile(r"\w")


def asked_words(asked: str) -> tuple[list[str], list[str]]:
    """What is wanted, and what is not: words, and "phrases in quotation marks"; unwanted with a -minus.

    Raises:
        WrongFilter: nothing is wanted.
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    for minus, phrase, word in _TERMS.findall(asked):
        term = (phrase or word).strip()
        if _LETTER.search(term):
            (unwanted if minus else wanted).append(term)
    if not wanted:
        raise WrongFilter(f'text {asked!r} has no word to look for; write words, "a phrase" or -without')
    return wanted, unwanted
