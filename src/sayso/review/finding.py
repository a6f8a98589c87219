"""Things of a record by the names that decisions have for them, in whatever coding of the report."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TypeVar

from sayso.model.decisions import event_key
from sayso.model.edits import claim_key, statement_key
from sayso.model.events import Event
from sayso.model.record import Coded
from sayso.model.spans import Span
from sayso.model.statements import Claim, Statement

T = TypeVar("T")


def key_of(report: str, event: Event) -> str:
    """The key of an event."""
    return event_key(report, event.triggers[0].start)


def event_at(
    report: str, events: Sequence[Event], key: str, anchors: Sequence[Span] = (), taken: Collection[str] = ()
) -> Event | None:
    """The event of a key: one that begins there, else one with a word there, else one told in the same words.

    `taken` are keys that other decisions name: an event that begins there is not found by its other words.
    """
    named = [one for one in events if key_of(report, one) == key]
    if named:
        return named[0]
    free = [one for one in events if key_of(report, one) not in taken]
    start = int(key.rpartition("@")[2])
    told = [one for one in free if any(span.start == start for span in one.triggers)]
    if told:
        return told[0]
    return _nearest(free, anchors, lambda one: one.triggers)


def statement_at(
    report: str, statements: Sequence[Statement], key: str, anchors: Sequence[Span] = ()
) -> Statement | None:
    """The statement of a key, or the one whose content shares most characters with what it was found by."""
    named = [one for one in statements if statement_key(report, one) == key]
    return named[0] if named else _nearest(statements, anchors, lambda one: one.content)


def claim_at(
    claims: Sequence[Claim], names: Sequence[str], key: str, anchors: Sequence[Span] = ()
) -> Claim | None:
    """The claim of a key; else one of the same statement, event and field; else by its words, of its field.

    `names` are the keys of the claims, in their order.
    """
    for claim, name in zip(claims, names, strict=True):
        if name == key:
            return claim
    about, field = key.rpartition("/")[0], key.split("/")[-2]
    for claim, name in zip(claims, names, strict=True):
        if name.rpartition("/")[0] == about:
            return claim
    return _nearest([one for one in claims if one.field == field], anchors, lambda one: (one.evidence,))


def keys_of_claims(
    report: str, events: Iterable[Event], statements: Iterable[Statement], claims: Iterable[Claim]
) -> list[str]:
    """The keys of claims, in their order."""
    starts = {one.id: one.triggers[0].start for one in events}
    said = {one.id: statement_key(report, one) for one in statements}
    return [claim_key(said[one.statement], starts[one.event], one) for one in claims]


def says_same(a: Claim, b: Claim) -> bool:
    """Whether two claims of a record say the same, in whatever words."""
    return (a.statement, a.event, a.field, a.stance) == (b.statement, b.event, b.field, b.stance)


def numbered(letter: str, taken: Iterable[str]) -> str:
    """The id for one thing more of a record: the number after the highest of those that are taken."""
    return f"{letter}{max((int(id_[1:]) for id_ in taken if id_[1:].isdecimal()), default=0) + 1}"


def _nearest(things: Iterable[T], anchors: Sequence[Span], words: Callable[[T], Sequence[Span]]) -> T | None:
    """The thing whose words share most characters with some; of as many the first; None where none does."""
    found = [(shared(words(one), anchors), at, one) for at, one in enumerate(things)]
    best = max(found, key=lambda one: (one[0], -one[1]), default=None)
    return None if best is None or best[0] == 0 else best[2]


def shared(a: Iterable[Span], b: Iterable[Span]) -> int:
    """How many characters two sets of words share."""
    return len(_characters(a) & _characters(b))


def _characters(spans: Iterable[Span]) -> set[int]:
    return {at for span in spans for at in range(span.start, span.end)}


def claims_of(coded: Coded) -> dict[str, str]:
    """The key of each claim of a record, by its id there."""
    names = keys_of_claims(coded.report.id, coded.events, coded.statements, coded.claims)
    return {claim.id: name for claim, name in zip(coded.claims, names, strict=True)}
