"""What a list shows of many incidents, without reading their reports."""

from dataclasses import dataclass, field
from datetime import date

from sayso.model.events import Modality
from sayso.model.incidents import Change
from sayso.model.statements import ClaimField


@dataclass(frozen=True, slots=True)
class Listed:
    """One incident as a row of a list.

    `headline`, `type`, `mode` and `modality` are those of its `Summary`. `killed` and `wounded` are
    (low, high) over all accounts, None where nobody gives a figure. `fields` are those on which accounts
    differ. `reports`, `lines` and `parties` are numbers. `country` is ISO 3166 alpha-3, `admin1` a name.
    """

    id: str
    type: str
    mode: str | None
    modality: Modality
    headline: str = ""
    place: str | None = None
    admin1: str | None = None
    country: str | None = None
    first_day: date | None = None
    last_day: date | None = None
    killed: tuple[int, int] | None = None
    wounded: tuple[int, int] | None = None
    reports: int = 0
    lines: int = 0
    parties: int = 0
    disputed: bool = False
    fields: tuple[ClaimField, ...] = ()
    unsure: bool = False
    reviewed: bool = False


@dataclass(frozen=True, slots=True)
class ListPage:
    """Rows of a list in their order; `after` asks for the next page, None on the last.

    `sentences` are, for a search by words, the best matching sentence by the id of an incident; the words
    found stand between `OPEN` and `CLOSE` of the store.
    """

    rows: tuple[Listed, ...]
    after: str | None = None
    sentences: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Overview:
    """How many incidents are asked for, and how they are spread.

    `total` is None where there are more than `over`, which is then given. `facets` have for each field the
    values that most incidents have, the most first; a field that was too costly to count is not there.
    `months` are the numbers by month of the first day ("2017-06"), None where too costly to count; `names`
    the names of the parties that stand in `facets` by their ids.
    """

    total: int | None
    over: int = 0
    facets: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    months: dict[str, int] | None = None
    names: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person decided last about an incident, as the log has it; `about` is the field of a coding."""

    incident: Listed
    subject: str
    judgement: str
    about: str
    author: str
    made_at: str  # moment, ISO 8601


@dataclass(frozen=True, slots=True)
class Corrected:
    """A fact about an incident that a later version of a report took back or gave otherwise."""

    incident: Listed
    report: str  # the later version
    change: Change


@dataclass(frozen=True, slots=True)
class News:
    """What is new in a base, the last first, and how much there is."""

    incidents: int
    lines: int  # account lines
    reports: int
    added: tuple[Listed, ...] = ()
    disputed: tuple[Listed, ...] = ()
    decided: tuple[Decided, ...] = ()
    corrected: tuple[Corrected, ...] = ()
    moments: dict[str, str] = field(default_factory=dict)  # of the last report or decision, by incident
    since: dict[str, str] = field(default_factory=dict)  # when each of `disputed` became so
