"""Which event of one version is which of the next, and which fact took the place of which."""

from collections.abc import Iterator, Mapping, Sequence

from sayso.merge.revisions.facts import FIGURES, REAL, Told
from sayso.merge.revisions.sentences import Aligned
from sayso.model.events import Event
from sayso.model.identity import same_side
from sayso.model.incidents import FactField
from sayso.model.record import Coded
from sayso.model.spans import Fact

# What two events must have in common to be one event of two versions: a word that tells both, or a
# type and something beside it.
_ONE_EVENT = 2.0
# Of these an event has one: that the words for the one are still there does not keep the other.
_SINGLE = frozenset({FactField.PLACE})


def same_events(earlier: Coded, later: Coded, aligned: Aligned) -> dict[str, str]:
    """Events of the earlier version that the later tells, too: its id there by the id here."""
    ranked = sorted(
        (-score, i, j)
        for i, a in enumerate(earlier.events)
        for j, b in enumerate(later.events)
        if (score := _likeness(a, b, aligned)) >= _ONE_EVENT
    )
    found: dict[str, str] = {}
    for _, i, j in ranked:
        a, b = earlier.events[i].id, later.events[j].id
        if a not in found and b not in found.values():
            found[a] = b
    return found


def _likeness(a: Event, b: Event, aligned: Aligned) -> float:
    if (a.modality.value in REAL) != (b.modality.value in REAL):
        return 0.0
    score = 2.0 * _shared_triggers(a, b, aligned) + (a.type.value == b.type.value)
    score += 0.5 * (_code(a.mode) == _code(b.mode))
    score += 0.5 * _share(a.actors, b.actors) + 0.5 * _share(a.targets, b.targets)
    score += 0.5 * bool({w.value.name for w in a.weapons} & {w.value.name for w in b.weapons})
    if a.place is not None and b.place is not None:
        score += 0.5 * (a.place.value.name == b.place.value.name)
    return score


def _code(fact: Fact[str] | None) -> str | None:
    return fact.value if fact is not None else None


def _share(a: Sequence[Fact], b: Sequence[Fact]) -> bool:  # type: ignore[type-arg]  # facts of parties
    return any(same_side(x.value, y.value) for x in a for y in b)


def _shared_triggers(a: Event, b: Event, aligned: Aligned) -> int:
    """How many words tell both events: the same word of one sentence."""
    here = {at for span in b.triggers for at in aligned.later.within(span)}
    told = {at for span in a.triggers for at in aligned.earlier.within(span)}
    return sum(aligned.partner.get(at) in here for at in told)


def replaced(
    gone: Sequence[Told], new: Sequence[Told], aligned: Aligned, events: Mapping[str, str]
) -> list[tuple[Told, Told]]:
    """Facts of one field of which the later took the place of the earlier: of one event or one sentence.

    Args:
        gone: Facts of the earlier version that the later does not have.
        new: Facts of the later version that the earlier does not have.
        aligned: The two texts.
        events: Events of the earlier version by those of the later, as `same_events` tells them.
    """
    ranked = sorted(
        (-score, i, j)
        for i, a in enumerate(gone)
        for j, b in enumerate(new)
        if _may_replace(a, b, aligned) and (score := _relation(a, b, aligned, events) + _alone(gone, new)) > 0
    )
    found: list[tuple[Told, Told]] = []
    used: tuple[set[int], set[int]] = (set(), set())
    for _, i, j in ranked:
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            found.append((gone[i], new[j]))
    return found


def _may_replace(a: Told, b: Told, aligned: Aligned) -> bool:
    """Whether words went and others came: what both texts still say was read otherwise, and not changed."""
    stays, was = aligned.stands(a.span), aligned.stands(b.span, later=True)
    if a.field is FactField.TYPE:
        return not was
    if a.field is FactField.RESPONSIBILITY and (a.key[0] != b.key[0] or not set(a.key[1:]) & set(b.key[1:])):
        return False  # a charge is not replaced by a denial, nor by another speaker's charge of another
    if a.field in _SINGLE or _grew(a, b, aligned):
        return not (stays and was)
    return not stays and not was


def _grew(a: Told, b: Told, aligned: Aligned) -> bool:
    """Whether words of the one stand in the other: "Sunday", "at noon on Sunday"."""
    here = set(aligned.later.within(b.span))
    return any(aligned.partner.get(at) in here for at in aligned.earlier.within(a.span))


def _alone(gone: Sequence[Told], new: Sequence[Told]) -> float:
    """One figure of a kind on either side is one figure, wherever the text puts it."""
    return 0.5 * (len(gone) == len(new) == 1 and gone[0].field in FIGURES)


def _relation(a: Told, b: Told, aligned: Aligned, events: Mapping[str, str]) -> float:
    score = 2.0 * (a.event is not None and events.get(a.event) == b.event)
    score += (aligned.earlier.around(a.span), aligned.later.around(b.span)) in aligned.pairs
    if a.field in FIGURES and score:
        score += (a.who == b.who) + (a.key[-1] == b.key[-1])
    return score


def _one_arm(a: Told, b: Told) -> bool:
    """Whether two names are of a weapon and of what it fires: "mortar", "mortar bombs"."""
    if a.field is not FactField.WEAPON or a.key[1:] != b.key[1:]:
        return False
    names = sorted((str(a.key[0]), str(b.key[0])), key=len)
    return names[1].startswith(f"{names[0]} ")


def unchanged(
    before: Sequence[Told], after: Sequence[Told], events: Mapping[str, str]
) -> Iterator[tuple[int, int]]:
    """Indexes of facts of one field with one and the same value; those of one event first."""
    ranked = sorted(
        (events.get(a.event or "") != b.event, i, j)
        for i, a in enumerate(before)
        for j, b in enumerate(after)
        if a.key == b.key or _one_arm(a, b)
    )
    used: tuple[set[int], set[int]] = (set(), set())
    for _, i, j in ranked:
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            yield i, j
