"""What `find` sees in a parse: words with a role, not yet resolved to anything."""

from dataclasses import dataclass
from enum import StrEnum

from sayso.model.hints import Hints
from sayso.model.spans import Span


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word or phrase that tells an event.

    `token` is its head; `sense` the index of the entry in the lexicon's trigger table.
    """

    token: int
    span: Span
    sense: int


@dataclass(frozen=True, slots=True)
class Cue:
    """A word or phrase that introduces what somebody says; `sense` indexes the cue table."""

    token: int
    span: Span
    sense: int


@dataclass(frozen=True, slots=True)
class SpeechCue:
    """A word that a table of weights takes for a cue; `score` is a probability."""

    token: int
    score: float


@dataclass(frozen=True, slots=True)
class PartyMention:
    """A noun phrase that may be a party.

    `head` is its head token; `span` the phrase without determiners in front of names,
    relative clauses and appositions.
    """

    head: int
    span: Span


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place phrase.

    `span` covers the phrase that says where ("southern Raqqa countryside"), `name` the
    proper name in it ("Raqqa"), None where there is none ("a protected zone").
    `area` is the word that says what kind of area ("countryside", "district"),
    `direction` a compass word ("south", "north-east"), `relation` how the place lies to
    the name: "in", "near", "direction" (south of X), "border". `distance_km` where said.
    `within` is the name of the larger area that follows ("Mokha, Yemen").
    `head` is the head token, `preposition` the index of the token that attaches the phrase.
    `embedded`: the name is a part of a body's name, stands before "-based" or is the
    dateline: it says what the report is about, and not where something happened.
    `certain`: the words around can only be said of a place, whatever its name is.
    """

    head: int
    span: Span
    name: Span | None
    area: str | None = None
    direction: str | None = None
    relation: str = "in"
    distance_km: float | None = None
    within: Span | None = None
    preposition: int | None = None
    embedded: bool = False
    certain: bool = False

    @property
    def beside(self) -> bool:
        """Whether what is meant lies beside the name: "south of X, Yemen", not "X, a town south of Y"."""
        is_led = self.name is None or self.within is None or self.span.start < self.name.start
        return self.relation == "direction" and self.direction is not None and is_led


class TimeForm(StrEnum):
    """How a time phrase says when."""

    DATE = "date"  # "14 March 2015", "March 2015", "2015"
    WEEKDAY = "weekday"  # "on Sunday", "last Friday"
    DAY = "day"  # "today", "yesterday", "overnight", "this morning"
    OFFSET = "offset"  # "two days ago", "last week": counts from publication
    ORDER = "order"  # "two hours later", "just hours earlier": counts from another event
    DURATION = "duration"  # "for months": dates nothing
    NAMED = "named"  # "Easter Sunday", "Eid al-Fitr", "Ukraine's Independence Day"
    SEASON = "season"  # "the summer of 1995", "last winter"


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time phrase, not yet dated.

    `year`, `month`, `day`: what a DATE says. `word`: weekday, day word, season or the code
    of a named day, lower case. `amount` and `unit` ("hour", "day", "week", "month", "year"):
    OFFSET and ORDER; `amount` is None where the text counts nothing ("hours earlier").
    A WEEKDAY with the unit "week" lies in that week ("Monday of last week"), a DATE with
    the unit "decade" is that decade. `sign` is -1 for ago/earlier/last, +1 for later/next,
    0 for this. `vague` marks "about", "early", "late". `part` is the stretch of a period
    that is meant: "early", "mid", "late", "start", "end", "h1", "q3" (halves, quarters).
    `end_day` is the last of days of one month ("2 to 5 May"), `until` the end of any other
    range ("28 April to 5 May"), `origin` what an ORDER counts from that is itself a day
    ("two days before Christmas"). `bound` is "since" where the stretch from the day to
    publication is meant, "until" for that from publication to a day to come. `either`
    marks "03/04/2015" where nothing says which number is the month. `clock` is "HH:MM"
    where said, `zone` the zone as stated, "local" for local time. `token` is the last
    token of the phrase.
    """

    token: int
    span: Span
    form: TimeForm
    year: int | None = None
    month: int | None = None
    day: int | None = None
    word: str | None = None
    amount: int | None = None
    unit: str | None = None
    sign: int = 0
    vague: bool = False
    clock: str | None = None
    zone: str | None = None
    end_day: int | None = None
    part: str | None = None
    until: "TimeMention | None" = None
    origin: "TimeMention | None" = None
    bound: str | None = None
    either: bool = False


@dataclass(frozen=True, slots=True)
class WeaponMention:
    """A weapon, platform or instrument; `name` as the lexicon has it, `kind` one of those three.

    `family` groups weapons of one mode ("aircraft", "bomb").
    """

    token: int
    span: Span
    name: str
    kind: str
    family: str = ""


@dataclass(frozen=True, slots=True)
class TollMention:
    """A figure of people killed, wounded, captured, displaced or missing.

    `low`, `high`: inclusive bounds; `high` None where open ("at least 12"), both 0 for
    "no casualties". `who` is the span of the people counted, `anchor` the token of the
    verb or noun that says what happened to them. `part` is True for a share of another
    figure ("including two children").
    """

    anchor: int
    span: Span
    kind: str
    low: int
    high: int | None
    who: Span | None = None
    part: bool = False


@dataclass(frozen=True, slots=True)
class Mentions:
    """All that `find` saw, each list in text order; `hints` is what learned weights add, if there are any."""

    triggers: tuple[Trigger, ...] = ()
    cues: tuple[Cue, ...] = ()
    parties: tuple[PartyMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    weapons: tuple[WeaponMention, ...] = ()
    tolls: tuple[TollMention, ...] = ()
    speech: tuple[SpeechCue, ...] = ()
    hints: Hints | None = None
