"""Attributions that a later version added or dropped: the same words, on another's word."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sayso.merge.revisions.facts import quoted
from sayso.merge.revisions.sentences import Aligned
from sayso.model.incidents import Change, ChangeKind, FactField
from sayso.model.record import Coded
from sayso.model.spans import Span
from sayso.model.statements import Statement

_ALIKE = 0.6  # share of a content that must stand in the other version to be the same content
OWN = "the report itself"


def sources(earlier: Coded, later: Coded, aligned: Aligned, apart: Sequence[Span]) -> Iterator[Change]:
    """For each content that both versions have: who it is given to now and was not, or no longer is."""
    before = [one for one in earlier.statements if _speaks(one)]
    after = [one for one in later.statements if _speaks(one) and not _within(one, apart)]
    taken: set[str] = set()
    back = {b: a for a, b in aligned.partner.items()}
    for one in after:
        partner = _partner(one, [other for other in before if other.id not in taken], aligned, back)
        if partner is not None:
            taken.add(partner.id)
            was, now = _speaker(partner), _speaker(one)
            if was != now and not _kept(one, partner, aligned):
                yield replace(_change(ChangeKind.CHANGED, was, now, later, one), was=_stretch(partner))
        elif _share(one, aligned, later=True) >= _ALIKE and not _source_kept(one, aligned, later=True):
            yield _change(ChangeKind.ADDED, None, _speaker(one), later, one)
    for one in before:
        if one.id in taken or _source_kept(one, aligned, later=False):
            continue
        if _share(one, aligned, later=False) >= _ALIKE:
            change = _change(ChangeKind.DROPPED, _speaker(one), None, earlier, one)
            yield replace(change, was=_stretch(one))


def _speaks(one: Statement) -> bool:
    return not one.own_voice and one.frame != "notice" and one.source is not None and bool(one.content)


def _within(one: Statement, apart: Sequence[Span]) -> bool:
    return any(span.overlaps(part) for span in apart for part in one.content)


def _speaker(one: Statement) -> str:
    return one.source.party.name if one.source is not None else OWN


def _partner(
    one: Statement, before: Sequence[Statement], aligned: Aligned, back: Mapping[int, int]
) -> Statement | None:
    """The statement of the earlier version with most of the content."""
    here = _words(one, aligned, later=True)
    origin = {back[at] for at in here if at in back}
    ranked = [
        (len(origin & _words(other, aligned, later=False)), -number, other)
        for number, other in enumerate(before)
    ]
    best = max(ranked, default=None, key=lambda row: row[:2])
    return best[2] if best is not None and best[0] >= _ALIKE * len(here) * 0.5 and best[0] > 2 else None


def _words(one: Statement, aligned: Aligned, *, later: bool) -> set[int]:
    text = aligned.later if later else aligned.earlier
    return {at for span in one.content for at in text.within(span)}


def _share(one: Statement, aligned: Aligned, *, later: bool) -> float:
    words = _words(one, aligned, later=later)
    return len(words & aligned.kept[later]) / len(words) if words else 0.0


def _source_kept(one: Statement, aligned: Aligned, *, later: bool) -> bool:
    """Whether the words for the speaker stand in both versions: then he was only read otherwise."""
    span = one.source.span if one.source is not None else None
    return span is None or aligned.stands(span, later=later)


def _kept(one: Statement, partner: Statement, aligned: Aligned) -> bool:
    return _source_kept(one, aligned, later=True) and _source_kept(partner, aligned, later=False)


def _change(kind: ChangeKind, was: str | None, now: str | None, version: Coded, one: Statement) -> Change:
    why = {
        ChangeKind.ADDED: f"the earlier version says it without {now}",
        ChangeKind.DROPPED: f"the later version says it without {was}",
        ChangeKind.CHANGED: "the same words are given to somebody else",
    }[kind]
    return Change(FactField.SOURCE, kind, was, now, quoted(version, _stretch(one)), (), why)


def _stretch(one: Statement) -> Span:
    """What is said, and the words for who says it."""
    parts = [*one.content, *([one.source.span] if one.source and one.source.span else [])]
    return Span(min(part.start for part in parts), max(part.end for part in parts))
