"""The pure functions that a base is built of, handed in: the shipped ones, or small ones of a test."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from sayso.model.decisions import Decision, Judgement
from sayso.model.events import Event
from sayso.model.incidents import Accounts, CopyLink, Family, Gone, Revision
from sayso.model.record import Coded
from sayso.model.report import Report


class Told(Protocol):
    """An event of a report with all that comparing it needs."""

    @property
    def key(self) -> str: ...
    @property
    def event(self) -> Event: ...


M = TypeVar("M", bound=Told)
F = TypeVar("F")


@dataclass(frozen=True, slots=True)
class EventRules(Generic[M]):
    """Which events are one happening.

    Events that may be one share one of their `keys`; of very many that share one, those are compared that
    stand together when sorted by `rank`. `happening` names what the report itself tells as one. `decide` says
    whether two events are of one incident, `part` whether the one is a part of the other (its `a` of its
    `b`), None where nothing says so. `ties` says of a decision whether by it two events can come to be in one
    group.

    `groups` takes all members that hang together by ties, and what was decided of their pairs, by persons in
    the place of the machine; its answer must not depend on the order of either.
    """

    members: Callable[[Coded], Sequence[M]]
    keys: Callable[[M], Sequence[str]]
    rank: Callable[[M], str]
    happening: Callable[[M], str]
    decide: Callable[[M, M, str], Decision]
    groups: Callable[[Sequence[M], Sequence[Decision]], Sequence[Sequence[str]]]
    ties: Callable[[Decision], bool] = lambda decision: decision.judgement is Judgement.SAME
    part: Callable[[M, M, str], Decision | None] = lambda _a, _b, _author: None


@dataclass(frozen=True, slots=True)
class Copied(Generic[F]):
    """Reports that hang together as copies: what of them is compared, the links, and what persons decided."""

    texts: Mapping[str, F]
    links: Sequence[CopyLink]
    together: Sequence[tuple[str, str]]
    apart: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class TextRules(Generic[F]):
    """Which reports are one text, or versions of one report.

    `lines` are the lines of a report that may be its outlet's furniture, `day` is when they were printed:
    `recurs` says of the days of the reports that carry a line whether it is, and is asked for at most `many`
    reports; from so many on it always is. Texts are compared that share `common` of their `keys`, and
    versions of one report share one of its `addresses`, or are compared as texts.

    `alike` reads off a decision on two texts how much of the one stands in the other (0 to 1). `revises`
    takes two reports and that share; its decision has the later version as `a`. `chain` puts versions in
    order: (earlier, later), each with the next; where they say that they revise each other in a circle, by
    time. `gone` says what of two versions does not stand any more by the later one, given what differs.
    """

    lines: Callable[[Report], Iterable[str]]
    day: Callable[[Report], str]
    recurs: Callable[[Sequence[str]], bool]
    many: int
    fingerprint: Callable[[Report, frozenset[str]], F]
    keys: Callable[[F], Sequence[int]]
    common: int
    addresses: Callable[[Report], Sequence[str]]
    compare: Callable[[F, F, str], Decision]
    alike: Callable[[Decision], float]
    link: Callable[[F, F], CopyLink]
    families: Callable[[Copied[F]], Sequence[Family]]
    revises: Callable[[Report, Report, float, str], Decision]
    chain: Callable[[Sequence[Report], Sequence[Decision]], Sequence[tuple[str, str]]]
    revision: Callable[[Coded, Coded], Revision]
    gone: Callable[[Coded, Coded, Revision], tuple[Gone, Gone]] = lambda _a, _b, _made: (Gone(), Gone())


@dataclass(frozen=True, slots=True)
class Rules(Generic[M, F]):
    """All that a base decides by. Each is pure: the same arguments, the same answer.

    `accounts` takes the events of an incident with their records, the name of its family for each report
    that is one of several copies, and what of a report does not stand any more by its later versions.
    """

    events: EventRules[M]
    texts: TextRules[F]
    accounts: Callable[[Sequence[tuple[Coded, Event]], Mapping[str, str], Mapping[str, Gone]], Accounts]
