"""What the words around two events say of being one: names, wording, and where in its report each stands."""

from collections.abc import Iterator
from datetime import timedelta

from sayso.merge.across.deeds import parties
from sayso.merge.across.members import Member
from sayso.merge.across.signs import Sign
from sayso.model.parties import PartyKind

_NEWS = timedelta(days=2)


def names(a: Member, b: Member) -> Sign | None:
    """Names in the sentences that are neither of places nor of who acted: victims, quarters, officials."""
    known = {word for m in (a, b) for p in m.where.places for word in p.name.casefold().split()}
    for one in (a, b):
        for party in parties(one):
            if party.kind is not PartyKind.PERSON:
                known |= set(party.name.casefold().split())
    shared = (a.names & b.names) - known
    if not shared:
        return None
    return Sign(
        "names", "name" if len(shared) == 1 else "names", f"both name {', '.join(sorted(shared)[:3])}"
    )


def wording(a: Member, b: Member) -> Sign | None:
    """The share of words in common: too little to decide anything, enough to rank."""
    if not a.words or not b.words:
        return None
    share = len(a.words & b.words) / min(len(a.words), len(b.words))
    return Sign("wording", "wording", f"{share:.0%} of the words", min(share, 0.5))


def things(a: Member, b: Member) -> Iterator[Sign]:
    """Sites and targets named beside them, and figures."""
    if a.sites and b.sites:
        same = bool(a.sites & b.sites)
        yield Sign("sites", "shared site" if same else "other site", "one site" if same else "other sites")
    shared = a.numbers & b.numbers
    if shared:
        yield Sign("numbers", "number", f"both say {', '.join(map(str, sorted(shared)))}")


def lead(a: Member, b: Member) -> Sign | None:
    """What two reports of the same days begin with, and what one begins with and the other only mentions."""
    if a.published is None or b.published is None:
        return None
    if abs(a.published - b.published) > _NEWS:
        return (
            Sign("lead", "late leads", "both reports begin with it, on other days")
            if a.lead and b.lead
            else None
        )
    if a.lead and b.lead:
        return Sign("lead", "leads", "both reports begin with it")
    return (
        Sign("lead", "one lead", "one report begins with it, the other mentions it")
        if a.lead or b.lead
        else None
    )
