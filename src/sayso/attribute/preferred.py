"""Which of two drafts of one cue is kept: what grammar shows, or what the weights and rules had."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sayso.attribute.drafts import Draft
from sayso.model.ranges import Ranges
from sayso.model.statements import Basis

_SCRAP = 2  # tokens: "dead" of "eleven dead"
_BARE = frozenset({"attitude", "passive"})


def preferred(drafts: Sequence[Draft], shown: Iterable[Draft]) -> list[Draft]:
    """The drafts, with those of `shown` in place of a poorer one of the same cue, and beside the others.

    A draft that names a speaker and holds something of every part of the content is kept.
    """
    by_cue = {draft.cue: draft for draft in drafts}
    sharing: dict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        for other in (draft.follows, draft.contrast):
            if other is not None:
                sharing[id(other)].append(draft)
    new: list[Draft] = []
    for draft in shown:
        known = by_cue.get(draft.cue)
        if known is None or not _is_as_good(known, draft):
            if known is not None:
                _follow(sharing[id(known)], known, draft)
            by_cue[draft.cue] = draft
            new.append(draft)
    around = Ranges((first, last, n) for n, draft in enumerate(new) for first, last in draft.content)
    kept = [draft for draft in by_cue.values() if not _is_weak_inside(draft, new, around)]
    return sorted(kept, key=lambda draft: draft.cue or 0)


def _is_as_good(known: Draft, draft: Draft) -> bool:
    named = known.basis is not Basis.NONE or draft.basis is Basis.NONE
    size = sum(last - first for first, last in known.content)
    fuller = sum(last - first for first, last in draft.content) >= 2 * size
    return (
        named
        and not (size <= _SCRAP and fuller)
        and known.frame not in _BARE
        and all(any(a < last and first < b for a, b in known.content) for first, last in draft.content)
    )


def _is_weak_inside(draft: Draft, new: Sequence[Draft], around: Ranges) -> bool:
    """ "Our people, they announced, must learn": nobody says what is learnt."""
    if draft.frame not in _BARE or draft.cue is None:
        return False
    outer = [new[n] for n in around.meeting(draft.cue, draft.cue + 1)]
    return any(o is not draft and (draft.source is None or o.covers(draft.source)) for o in outer)


def _follow(drafts: Iterable[Draft], known: Draft, draft: Draft) -> None:
    """Drafts that share the speaker of a replaced one share that of the new one."""
    for other in drafts:
        if other.follows is known:
            other.follows = draft
        if other.contrast is known:
            other.contrast = draft
