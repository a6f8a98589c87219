"""What a report tells at given words: for merging mentions that somebody else has marked."""

from dataclasses import dataclass
from datetime import date

from sayso.model.events import Interval, Location
from sayso.model.mentions import TimeMention
from sayso.model.parse import Parse
from sayso.model.spans import Span
from sayso.model.tellings import Telling


@dataclass(frozen=True, slots=True)
class Spotted:
    """One telling per stretch of words that was asked for, in the order asked.

    `generic` are the indexes of tellings at words that no table has: nothing is known of their kind.
    `times` and `places` are all phrases of the report, with what they mean; `parties` are the phrases that
    end at somebody, and `countries` those of the report's places, parties, title and outlet.
    """

    parse: Parse
    tellings: tuple[Telling, ...]
    generic: frozenset[int]
    times: tuple[tuple[TimeMention, Interval | None], ...]
    places: tuple[tuple[Span, Location | None], ...]
    parties: tuple[Span, ...] = ()
    countries: frozenset[str] = frozenset()
    published: date | None = None
