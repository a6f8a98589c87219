"""What a chain of versions said when, what it lost since, and what is on record as taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import pairwise

from sayso.merge.revisions.chains import comparable, published
from sayso.merge.revisions.changes import revision
from sayso.model.incidents import Change, ChangeKind, FactField, Revision
from sayso.model.record import Coded

_LOST = frozenset({ChangeKind.CHANGED, ChangeKind.DROPPED, ChangeKind.RETRACTED})


@dataclass(frozen=True, slots=True)
class Lost:
    """What a version said that a later one of the same chain does not.

    `sentences` are words of the earlier version that are gone, `changes` its facts that are changed,
    dropped or retracted. Both are empty where no new version appeared between the two moments.
    """

    earlier: str
    later: str
    sentences: tuple[str, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a fact that was changed, dropped or retracted somewhere in a chain.

    `said` is the version in which it stood last, `ended` the one that ended it. A fact that was
    retracted stays retracted, also where the words for it went in silence before; `after` is the value
    that took its place.
    """

    field: FactField
    value: str
    kind: ChangeKind
    said: str
    ended: str
    why: str
    after: str | None = None


def standing(versions: Sequence[Coded], at: datetime | date) -> Coded | None:
    """The version that readers had at a moment: the last one published by then; None before the first.

    Args:
        versions: The versions of one chain, the oldest first, as `chains` orders them.
        at: A moment, or a day: then its end. One without a zone is taken as the reports state theirs.
    """
    moment = at if isinstance(at, datetime) else datetime.combine(at, time.max)
    known = [one for one in versions if published(one.report, date.min) <= comparable(moment)]
    return known[-1] if known else None


def lost(versions: Sequence[Coded], then: datetime | date, now: datetime | date) -> Lost | None:
    """What the version of one moment said that that of a later moment dropped.

    None where there was no version yet at the earlier moment.
    """
    earlier, later = standing(versions, then), standing(versions, now)
    if earlier is None or later is None:
        return None
    if earlier.report.id == later.report.id:
        return Lost(earlier.report.id, later.report.id, (), ())
    both = revision(earlier, later)
    return Lost(
        earlier.report.id,
        later.report.id,
        tuple(span.of(earlier.report.text) for span in both.dropped),
        tuple(change for change in both.changes if change.kind in _LOST),
    )


def fates(versions: Sequence[Coded]) -> tuple[Fate, ...]:
    """Every fact of a chain that did not stay as it was, in the order in which it ended.

    A kill notice ends the facts of every version before it that are not ended yet.
    """
    revisions = [revision(a, b) for a, b in pairwise(versions)]
    found: dict[tuple[FactField, str], Fate] = {}
    for made in revisions:
        for change in made.changes:
            _record(found, change, made)
    return tuple(found.values())


def _record(found: dict[tuple[FactField, str], Fate], change: Change, made: Revision) -> None:
    """One change on top of those before: what comes again stands again, what is taken back stays so."""
    if change.kind is ChangeKind.ADDED:
        key = (change.field, change.after or "")
        if key in found and found[key].kind is not ChangeKind.RETRACTED:
            del found[key]
        return
    key = (change.field, change.before or "")
    known = found.pop(key, None)
    if known is not None and known.kind is ChangeKind.RETRACTED:
        found[key] = known
        return
    said = known.said if known is not None and change.kind is ChangeKind.RETRACTED else made.earlier
    found[key] = Fate(
        change.field, change.before or "", change.kind, said, made.later, change.why, change.after
    )
