"""Ids of incidents that persons' merges and splits have changed."""

from collections.abc import Callable, Sequence

from sayso.base.standing import effective
from sayso.model.decisions import Decision, Judgement, Subject, incident_id, place_of


def redirects(
    log: Sequence[Decision],
    resolve: Callable[[str], str | None],
    group: Callable[[str], tuple[str, ...]],
) -> dict[str, tuple[str, ...]]:
    """The ids that stand for each of them now.

    Args:
        log: All that persons decided.
        resolve: The event that a key of the log means today.
        group: The events of the incident that an event is of.
    """
    found: dict[str, tuple[str, ...]] = {}
    acts: dict[int, list[Decision]] = {}
    for one in effective(log):
        if one.undoes is None and one.subject is Subject.MEMBERSHIP:
            acts.setdefault(one.act, []).append(one)
    for act in acts.values():
        apart = [one for one in act if one.judgement is Judgement.DIFFERENT]
        split = bool(apart)
        keys = {key for one in (apart or act[-1:]) for key in one.pair}  # the first entry, the others pin
        for old in [min(keys, key=place_of)] if split else sorted(keys):
            here = [resolve(key) for key in (keys if split else [old])]
            now = {incident_id(group(key)) for key in here if key is not None}
            id_ = incident_id([old])
            if now and now != {id_}:
                found[id_] = tuple(sorted({*found.get(id_, ()), *now}))
    return dict(sorted(found.items()))
