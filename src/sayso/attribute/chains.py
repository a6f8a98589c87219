"""Statements inside statements: whoever says that somebody else said it is a link of the chain."""

from collections.abc import Sequence
from dataclasses import replace

from sayso.attribute.drafts import Draft
from sayso.model.parse import Parse
from sayso.model.parties import PartyKind
from sayso.model.statements import Statement
from sayso.model.trees import ancestors

_LINKS = 8  # of a chain that are kept


def through_parents(parse: Parse, found: Sequence[Draft], made: Sequence[Statement]) -> list[Statement]:
    """ "Reuters reported that the ministry said": whoever speaks relays what is said in his words.

    An outlet does so wherever its words hold the other's; anybody else only where the other's
    saying is the clause that he says, for contents are at times cut too wide.
    """
    by_id = {one.id: (one, draft) for one, draft in zip(made, found, strict=True)}
    done: list[Statement] = []
    for one, draft in zip(made, found, strict=True):
        via, (above, below) = one.via, (one, draft)
        for _ in range(_LINKS):
            if above.parent is None:
                break
            above, holder = by_id[above.parent]
            outlet = above.source
            medium = outlet is not None and outlet.party.kind is PartyKind.MEDIA
            if outlet is None or not (medium or _is_clause_of(parse, below.cue, holder.cue)):
                break
            below = holder
            if one.source is not None and outlet.party == one.source.party:
                continue  # "said they believed": the same speaker
            via = (*above.via, *(() if outlet in via else (outlet,)), *via)
        done.append(replace(one, via=tuple(dict.fromkeys(via))))
    return done


def _is_clause_of(parse: Parse, below: int | None, above: int | None) -> bool:
    """Whether one verb of saying is in the clause of another: "said that rebels had admitted"."""
    if below is None or above is None:
        return False
    path = [below]
    for step in ancestors(parse, below):
        if step == above:
            return all(parse.tokens[i].dep not in ("advcl", "conj", "dep") for i in path)
        path.append(step)
    return False
