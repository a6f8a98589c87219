"""What a later version of a report added, changed, dropped and took back."""

from collections.abc import Iterator, Sequence

from sayso.merge.revisions.facts import FIGURES, Told, facts, key_of, quoted, shown, telling
from sayso.merge.revisions.notices import Notice, NoticeKind, signs
from sayso.merge.revisions.pairing import replaced, same_events, unchanged
from sayso.merge.revisions.restated import restated
from sayso.merge.revisions.retractions import killed, retracted
from sayso.merge.revisions.sentences import Aligned, align, cut
from sayso.merge.revisions.sources import sources
from sayso.model.incidents import Change, ChangeKind, FactField, Revision
from sayso.model.record import Coded
from sayso.model.spans import Span

# What goes with an event that only one version tells.
_WITH_EVENT = frozenset(
    {FactField.ACTOR, FactField.TARGET, FactField.PLACE, FactField.TIME, FactField.WEAPON}
)
_APART = frozenset({NoticeKind.CORRECTION, NoticeKind.WITHDRAWAL, NoticeKind.SUPERSEDED, NoticeKind.KILL})


def revision(earlier: Coded, later: Coded) -> Revision:
    """Two versions of one report and what differs between them.

    Sentences are aligned by their words. A fact counts as added, changed or dropped only where
    words went or came: what both texts say was coded otherwise, and nobody changed it. A fact that
    went and that a notice of the later version speaks of is retracted; a kill notice retracts all.
    """
    killing = signs(later.report).kill
    notices = _new_notices(earlier, later)
    apart = cut(later.report.text).sentences if killing else tuple(one.span for one in notices)
    aligned = align(earlier.report.text, later.report.text, apart)
    if killing:
        changes = list(killed(earlier, later))
    else:
        changes = list(_differences(earlier, later, aligned, apart))
        changes += sources(earlier, later, aligned, apart)
        changes = retracted(earlier, later, changes, notices, aligned)
    return Revision(
        earlier.report.id,
        later.report.id,
        added=aligned.added,
        dropped=aligned.dropped,
        changes=tuple(sorted(changes, key=_in_text_order)),
        edited=aligned.edited,
    )


def _new_notices(earlier: Coded, later: Coded) -> list[Notice]:
    """Notices of the later version that the earlier does not have."""
    before = cut(earlier.report.text)
    known = {tuple(before.words[at].text for at in before.within(span)) for span in before.sentences}
    after = cut(later.report.text)
    return [
        one
        for one in signs(later.report).notices
        if one.kind in _APART and tuple(after.words[at].text for at in after.within(one.span)) not in known
    ]


def _differences(earlier: Coded, later: Coded, aligned: Aligned, apart: Sequence[Span]) -> Iterator[Change]:
    events = same_events(earlier, later, aligned)
    before, after = _facts(earlier, later, aligned, apart)
    texts, told, tells = (earlier, later), set(events), set(events.values())
    for field in FactField:
        was = [one for one in before if one.field is field]
        now = [one for one in after if one.field is field]
        same = list(unchanged(was, now, events))
        stayed, known = {i for i, _ in same}, {j for _, j in same}
        gone = [one for at, one in enumerate(was) if at not in stayed]
        new = [one for at, one in enumerate(now) if at not in known]
        pairs = replaced(gone, new, aligned, events)
        yield from (_changed(a, b, texts) for a, b in pairs)
        paired, taken = {a for a, _ in pairs}, {b for _, b in pairs}
        for one in (one for one in gone if one not in paired):
            if _went(one, after, aligned) and _counts(one, told):
                yield _gone(one, texts, aligned)
        for one in (one for one in new if one not in taken):
            if not aligned.stands(one.span, later=True) and _counts(one, tells):
                yield _single(one, ChangeKind.ADDED, later)


def _facts(
    earlier: Coded, later: Coded, aligned: Aligned, apart: Sequence[Span]
) -> tuple[list[Told], list[Told]]:
    """The facts of both versions; those in notices only remind of what was said."""
    told, tells = telling(earlier), telling(later)
    before = facts(earlier, [i for i, j in aligned.pairs if j in tells])
    after = facts(later, [j for i, j in aligned.pairs if i in told])
    return before, [one for one in after if not any(span.overlaps(one.span) for span in apart)]


def _counts(one: Told, told_on: set[str]) -> bool:
    """Whether a fact of an event counts beside the event: one that both versions tell has it for a change.

    Of an event that only one of them tells, what it is, its figures and who is blamed are enough;
    where they have no event in common, all is told.
    """
    if one.event is None or not told_on:
        return True
    if one.event in told_on:
        return one.field is not FactField.TYPE
    return one.field not in _WITH_EVENT


def _went(one: Told, after: Sequence[Told], aligned: Aligned) -> bool:
    """Whether the words of a fact went; of a figure also, whether they now tell another harm."""
    if not aligned.stands(one.span):
        return True
    here = {aligned.partner.get(at) for at in aligned.earlier.within(one.span)}
    return one.field in FIGURES and any(
        not here.isdisjoint(aligned.later.within(other.span))
        for other in after
        if other.field in FIGURES and other.field is not one.field
    )


def _gone(one: Told, versions: tuple[Coded, Coded], aligned: Aligned) -> Change:
    """A fact that is not told any more, or a figure that is told in other words."""
    earlier, later = versions
    other = restated(one, aligned) if one.field in FIGURES else None
    if other is None:
        return _single(one, ChangeKind.DROPPED, earlier)
    why = f"the earlier version has {shown(earlier, one.span)}"
    events = key_of(earlier, one.event)
    return Change(
        one.field, ChangeKind.CHANGED, one.value, other[0], quoted(later, other[1]), events, why, one.span
    )


def _changed(a: Told, b: Told, versions: tuple[Coded, Coded]) -> Change:
    earlier, later = versions
    return Change(
        a.field,
        ChangeKind.CHANGED,
        a.value,
        b.value,
        quoted(later, b.span),
        (*key_of(earlier, a.event), *key_of(later, b.event)),
        f"the earlier version has {shown(earlier, a.span)}",
        a.span,
    )


def _single(one: Told, kind: ChangeKind, version: Coded) -> Change:
    added = kind is ChangeKind.ADDED
    return Change(
        one.field,
        kind,
        None if added else one.value,
        one.value if added else None,
        quoted(version, one.span),
        key_of(version, one.event),
        f"no words of the {'earlier' if added else 'later'} version say it",
        None if added else one.span,
    )


def _in_text_order(change: Change) -> tuple[object, ...]:
    return (change.evidence.span, change.field, change.kind, change.before or "", change.after or "")
