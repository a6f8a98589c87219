"""What of two versions does not stand any more: words that went, and notices that only repeat them."""

from collections.abc import Iterator

from sayso.merge.revisions.notices import signs
from sayso.model.decisions import event_key
from sayso.model.incidents import Change, ChangeKind, FactField, Gone, Revision
from sayso.model.record import Coded
from sayso.model.spans import Span

_LEFT = frozenset({ChangeKind.DROPPED, ChangeKind.RETRACTED})


def gone(earlier: Coded, later: Coded, made: Revision) -> tuple[Gone, Gone]:
    """What of the earlier version does not stand by the later one, and what of the later is no account.

    Gone are facts that were retracted or dropped or that a notice corrects, and sentences that went. A value
    that another took the place of in silence was said all the same: a toll that has risen. Of the later
    version it is the notices that take something back, since they repeat it. By a kill notice nothing of
    either stands.

    Args:
        earlier: One version.
        later: A version after it.
        made: What differs between the two.
    """
    if signs(later.report).kill:
        both = (Gone(words=(Span(0, len(one.report.text)),)) for one in (earlier, later))
        return next(both), next(both)
    stays = [one.was for one in made.changes if one.was is not None and not _is_gone(one)]
    words = (span for span in made.dropped if not any(span.overlaps(kept) for kept in stays))
    facts = {one.was for one in made.changes if one.was is not None and _is_gone(one)}
    facts.update(span for one in made.changes if _is_gone(one) for span in _of_event(one, earlier))
    notices = {
        one.evidence.span
        for one in made.changes
        if one.kind is ChangeKind.RETRACTED and one.evidence.report == later.report.id
    }
    return Gone(tuple(sorted(facts)), tuple(words)), Gone(words=tuple(sorted(notices)))


def _is_gone(change: Change) -> bool:
    """Whether the earlier value does not stand. A changed source took its statement away."""
    return change.kind in _LEFT or change.corrected or change.field is FactField.SOURCE


def _of_event(change: Change, version: Coded) -> Iterator[Span]:
    """All that tells an event which is not told any more: its triggers, and what is claimed of it."""
    if change.field is not FactField.TYPE or change.kind not in _LEFT:
        return
    for event in version.events:
        if event_key(version.report.id, event.triggers[0].start) in change.events:
            yield from event.triggers
            yield from (claim.evidence for claim in version.claims if claim.event == event.id)
