"""A base of toy reports: one word of text says what an event is, and the rules read off it what is one.

A report is written "kind.day.place kind.day.place ..."; its copies share words, its outlet's furniture are
words that begin with "#". "?" for a day or a place leaves it out: then the other one decides alone, and is
unsure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from zlib import crc32

from sayso.base import Accounts, Base, Copied, EventRules, Rules, TextRules, Widths
from sayso.model.decisions import Decision, Judgement, Reason, Subject, event_key
from sayso.model.events import Event, Modality
from sayso.model.incidents import AccountLine, CopyLink, Family, Gone, Quoted, Revision
from sayso.model.record import Coded
from sayso.model.report import Report
from sayso.model.spans import Fact, Span
from sayso.store import MemoryStore, Store

Toy = Base["Told", "Print"]


@dataclass(frozen=True)
class Told:
    key: str
    event: Event
    kind: str
    day: str
    place: str


def coded(
    name: str,
    text: str,
    *,
    outlet: str | None = None,
    revises: str | None = None,
    published: date = date(2024, 5, 1),
) -> Coded:
    """A record of a toy report: each word with two dots is an event."""
    events: list[Event] = []
    start = 0
    for word in text.split():
        start = text.index(word, start)
        span = Span(start, start + len(word))
        if word.count(".") == 2:
            kind = Fact(word.split(".")[0], (span,))
            modality = Fact(Modality.OCCURRED, (span,))
            events.append(Event(f"e{len(events)}", (span,), kind, modality))
        start = span.end
    report = Report(text, name, outlet=outlet, published=published, revises=revises)
    return Coded(report, tuple(events))


def base(
    *reports: Coded,
    widths: Widths | None = None,
    log: Sequence[Decision] = (),
    store: Store | None = None,
) -> Toy:
    """A base of these reports, added in this order after what persons have decided."""
    store = MemoryStore() if store is None else store
    store.append(log)
    made: Toy = Base(store, RULES, "toy 1", today=date(2024, 6, 1), widths=widths)
    for one in reports:
        made.add(one)
    return made


def groups_of(made: Toy) -> list[list[str]]:
    """The incidents as lists of keys."""
    return sorted(list(one.members) for one in made.incidents())


def _members(one: Coded) -> list[Told]:
    return [
        Told(
            event_key(one.report.id, event.triggers[0].start),
            event,
            *event.triggers[0].of(one.report.text).split("."),
        )
        for event in one.events
    ]


def _keys(member: Told) -> list[str]:
    return [
        f"{member.kind} {what}" for what in (f"day {member.day}", f"place {member.place}") if "?" not in what
    ]


def _decide(a: Told, b: Told, author: str) -> Decision:
    score, why = 0.0, []
    for field in ("day", "place"):
        one, other = getattr(a, field), getattr(b, field)
        if "?" not in (one, other):
            score += 1.0 if one == other else -9.0
            why.append(Reason(field, score, f"{field} {one} and {other}", gate=one != other))
    if a.kind != b.kind:
        score = -9.0
    judgement = Judgement.SAME if score > 1 else Judgement.DIFFERENT if score < 0 else Judgement.UNSURE
    return Decision(Subject.MEMBERSHIP, a.key, b.key, judgement, author, score, tuple(why))


def _groups(members: Sequence[Told], decisions: Sequence[Decision]) -> list[tuple[str, ...]]:
    """Persons' pairs first, then the machine's best first, never over two that are different."""
    apart = {one.pair for one in decisions if one.judgement is Judgement.DIFFERENT and one.person}
    gates = {one.pair for one in decisions if one.judgement is Judgement.DIFFERENT}
    of = {member.key: {member.key} for member in members}
    joining = [one for one in decisions if one.judgement is Judgement.SAME]
    for one in sorted(joining, key=lambda one: (not one.person, -one.score, one.pair)):
        a, b = of[one.a], of[one.b]
        across = {(min(x, y), max(x, y)) for x in a for y in b}
        if a is not b and not across & (apart if one.person else gates):
            of.update(dict.fromkeys(a | b, a | b))
    return sorted({tuple(sorted(group)) for group in of.values()})


@dataclass(frozen=True)
class Print:
    """The own words of a report."""

    report: Report
    words: frozenset[str]


def _fingerprint(report: Report, furniture: frozenset[str]) -> Print:
    return Print(report, frozenset(report.text.split()) - furniture)


def _compare(a: Print, b: Print, author: str) -> Decision:
    shared = len(a.words & b.words)
    alike = shared / max(1, min(len(a.words), len(b.words)))
    judgement = Judgement.SAME if alike >= 0.5 else Judgement.DIFFERENT
    return Decision(Subject.COPY, a.report.id, b.report.id, judgement, author, round(alike, 2))


def _families(copied: Copied[Print]) -> list[Family]:
    names = tuple(sorted(copied.texts))
    return [Family(names, tuple(sorted(copied.links, key=lambda one: (one.copy, one.source))), names[0])]


def _revises(a: Report, b: Report, alike: float, author: str) -> Decision:
    same = (
        b.revises == a.id
        or a.revises == b.id
        or (a.outlet is not None and a.outlet == b.outlet and alike >= 0.9)
    )
    judgement = Judgement.SAME if same else Judgement.DIFFERENT
    return Decision(Subject.REVISION, b.id, a.id, judgement, author, round(alike, 2))


def _chain(reports: Sequence[Report], decisions: Sequence[Decision]) -> list[tuple[str, str]]:
    names = sorted(report.id for report in reports)
    return list(pairwise(names))


def _accounts(
    told: Sequence[tuple[Coded, Event]], copies: Mapping[str, str], _gone: Mapping[str, Gone]
) -> Accounts:
    """One line for each family of reports."""
    families: dict[str, list[str]] = {}
    for one, _ in told:
        families.setdefault(copies.get(one.report.id, one.report.id), []).append(one.report.id)
    texts = {one.report.id: one.report.text for one, _ in told}
    lines = tuple(
        AccountLine(None, Quoted(name, Span(0, 1), texts[reports[0]][:1]), tuple(sorted(set(reports))))
        for name, reports in sorted(families.items())
    )
    return Accounts(lines=lines, parties=len(lines))


RULES: Rules[Told, Print] = Rules(
    events=EventRules(
        members=_members,
        keys=_keys,
        rank=lambda member: f"{member.day} {member.place}",
        happening=lambda member: member.key,
        decide=_decide,
        groups=_groups,
    ),
    texts=TextRules(
        lines=lambda report: [word for word in report.text.split() if word.startswith("#")],
        day=lambda report: str(report.published),
        recurs=lambda days: len(set(days)) >= 3,
        many=4,
        fingerprint=_fingerprint,
        keys=lambda one: sorted(crc32(word.encode()) for word in one.words),
        common=1,
        addresses=lambda report: [report.id, *([report.revises] if report.revises else [])],
        compare=_compare,
        alike=lambda decision: decision.score,
        link=lambda a, b: CopyLink(b.report.id, a.report.id, (0.5, 0.5), sure=False),
        families=_families,
        revises=_revises,
        chain=_chain,
        revision=lambda earlier, later: Revision(earlier.report.id, later.report.id, (), ()),
    ),
    accounts=_accounts,
)
