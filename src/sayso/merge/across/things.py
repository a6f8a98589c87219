"""Sites and targets that sentences name, and figures: what tells one car bomb of a day from the next."""

import re
from collections.abc import Iterable

# Words for what is hit or where it stands; those of one line are told for one another.
_SITES = (
    "market bazaar souk stall shop supermarket store grocery",
    "checkpoint checkpost roadblock",
    "station precinct",
    "post outpost position trench",
    "mosque shrine minaret prayer",
    "church cathedral priest convent",
    "school classroom pupil schoolyard college university",
    "hospital clinic ward",
    "hotel guesthouse",
    "restaurant cafe café teahouse",
    "bus minibus coach",
    "truck lorry pickup convoy",
    "train rail railway track locomotive carriage wagon",
    "bridge culvert",
    "pipeline tube pumping",
    "refinery depot tank storage fuel",
    "airport airfield runway airbase hangar",
    "port harbour harbor jetty quay pier",
    "ship vessel boat tanker trawler craft ferry dhow",
    "barracks garrison base camp",
    "court courthouse",
    "prison jail",
    "embassy consulate",
    "bank",
    "stadium pitch match",
    "funeral mourner wake tent procession cemetery",
    "wedding",
    "queue recruit recruits recruiting",
    "mine smelter works factory plant mill",
    "dam substation power grid",
    "farm orchard field plantation vineyard herd",
    "hamlet village",
    "apartment flat block residential",
    "house home dwelling compound courtyard",
    "motorcycle motorbike rickshaw",
    "cinema theatre theater",
    "square roundabout plaza",
    "tunnel",
    "ceasefire truce",
    "beach shore islet",
)  # fmt: skip
_SITE = {word: number for number, line in enumerate(_SITES) for word in line.split()}
_WORD = re.compile(r"[^\W\d_]+")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
# No hour, no part of a clock time, no day of a month.
_NOT = rf"[\d:]|[.,]\d|\s*[ap]\.?m\b|\s+(?:to \d+\s+)?{_MONTH}\b"
_FIGURE = re.compile(
    rf"(?<![\d.,:])(?P<n>\d{{1,3}}(?:,\d{{3}})+|\d{{2,}})(?!{_NOT})",
    re.IGNORECASE,
)
_AFTER_MONTH = re.compile(rf"{_MONTH}\s+$", re.IGNORECASE)
_YEARS = range(1900, 2100)
_LEAST = 13  # smaller numbers are everywhere


def sites(sentences: Iterable[str]) -> frozenset[int]:
    """The lines of the table that sentences have words of."""
    words = {word for sentence in sentences for word in _WORD.findall(sentence.casefold())}
    single = {word[:-1] for word in words if word.endswith("s")}
    return frozenset(_SITE[word] for word in words | single if word in _SITE)


def numbers(sentences: Iterable[str]) -> frozenset[int]:
    """Figures that are neither days nor years nor hours."""
    return frozenset(found for sentence in sentences for found in _figures(sentence))


def _figures(sentence: str) -> Iterable[int]:
    for hit in _FIGURE.finditer(sentence):
        value = int(hit.group("n").replace(",", ""))
        if value >= _LEAST and value not in _YEARS and not _AFTER_MONTH.search(sentence[: hit.start()]):
            yield value
