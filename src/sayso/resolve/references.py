"""From a row of the party table to what an event says of it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sayso.model.events import PartyBasis, PartyCandidate, PartyRef
from sayso.model.lexicon import NounSense
from sayso.model.parties import Party, PartyKind, PartyTable
from sayso.resolve.introductions import OWN

# How news calls a service of a state, the name of the whole of it first.
_LABELS = {
    "armed_forces": ("armed forces", "military", "army"),
    "air_force": ("air force",),
    "navy": ("navy",),
    "police": ("police",),
}
_SERVICE = {
    "armed_forces": re.compile(
        r"\b(?:army|military|armed forces|troops?|soldiers?|servicem[ae]n|infantry|artillery|paratroopers?"
        r"|conscripts?)$",
        re.IGNORECASE,
    ),
    "air_force": re.compile(r"\bair force$", re.IGNORECASE),
    "navy": re.compile(r"\bnavy$", re.IGNORECASE),
    "police": re.compile(r"\bpolice(?:m[ae]n| officers?)?$", re.IGNORECASE),
}
PLATFORM_BRANCHES = {"air_force": "Air Force", "navy": "Navy"}
# Branches whose "Syrian <noun>" is an organ of that state.
ORGANS = frozenset(
    {"armed_forces", "forces", "air_force", "navy", "police", "government", "officials", "media"}
)
# How often a party found by each rule was the right one among the rows of tests/gold/parties/dev.toml
# that were answered with one (143 rows, 139 right). The rules were made on these rows, so each share is
# drawn towards 0.9 as if five more rows had that: (right + 4.5) / (rows + 5). Count anew, from
# `sayso evaluate parties tests/gold/parties/dev.toml --predictions FILE`, when the rules change.
PROBABILITY: dict[PartyBasis, float] = {
    PartyBasis.NAME: 0.96,  # 61 of 63
    PartyBasis.INTRODUCED: 0.96,  # 8 of 8
    PartyBasis.ORGAN: 0.93,  # 17 of 18
    PartyBasis.MEMBERS: 0.94,  # 4 of 4
    PartyBasis.METONYM: 0.97,  # 15 of 15
    PartyBasis.DEFINITE: 0.95,  # 22 of 23
    PartyBasis.PRONOUN: 0.97,  # 10 of 10
    PartyBasis.CONTEXT: 0.93,  # 2 of 2
}


def found_by(ref: PartyRef, basis: PartyBasis) -> PartyRef:
    """The reference with the rule that found it and how often that rule is right."""
    if ref.party is None:
        return replace(ref, basis=PartyBasis.WORDS if basis is not PartyBasis.INTRODUCED else basis)
    return replace(ref, basis=basis, probability=PROBABILITY[basis])


def reference(party: Party) -> PartyRef:
    """The party by its own name; one that only the text knows has no id."""
    if party.id.startswith(OWN):
        return PartyRef(party.name, party.kind)
    return PartyRef(party.name, party.kind, party.id, party.country, sides=sides(party))


def open_reference(text: str, rows: Sequence[Party]) -> PartyRef:
    """A name that several rows share stays the text's own words, with the rows as candidates."""
    share = round(1 / len(rows), 2)
    candidates = tuple(PartyCandidate(row.name, row.id, share) for row in rows)
    return PartyRef(text, rows[0].kind, candidates=candidates, basis=PartyBasis.WORDS)


def either(text: str, kind: PartyKind, refs: Iterable[PartyRef]) -> PartyRef:
    """Words that may mean any of several parties told before: all of them, and none chosen."""
    distinct = list(dict.fromkeys((ref.name, ref.party) for ref in refs))
    share = round(1 / len(distinct), 2)
    candidates = tuple(PartyCandidate(name, party, share) for name, party in distinct)
    return PartyRef(text, kind, candidates=candidates, basis=PartyBasis.WORDS)


def sides(party: Party | None) -> tuple[str, ...]:
    """Ids of the parties that this one acts for, itself first; a group does not act for its country."""
    if party is None or party.id.startswith(OWN):
        return ()
    stateless = party.kind in (PartyKind.ARMED_GROUP, PartyKind.PERSON)
    own = (party.country,) if party.country and not stateless else ()
    return tuple(dict.fromkeys((party.id, *party.part_of, *own)))


def organ(state: Party, sense: NounSense, text: str, modifiers: str) -> PartyRef:
    """An organ of a state, or people of it: "Syrian army", "Syrian government", "Syrian rebels"."""
    if sense.branch == "government":
        return reference(state)
    kind = PartyKind(sense.kind)
    if sense.branch not in ORGANS:
        return PartyRef(text, kind, country=state.country)
    label = PLATFORM_BRANCHES.get(sense.branch)
    name = f"{_adjective(state, modifiers)} {label}" if label else text
    return PartyRef(name, kind, f"{state.id}/{sense.branch}", state.country, sides=(state.id,))


def in_table(ref: PartyRef, state: Party, branch: str, table: PartyTable) -> PartyRef:
    """The organ under the id of its row, where the table has one: "Kenyan police", "the army" of Mali.

    Bodies beside the service that only share its branch (border guards, prosecutors) stay apart.
    """
    if branch not in _SERVICE or not _SERVICE[branch].search(ref.name):
        return ref
    for label in _LABELS.get(branch, ()):
        for adjective in state.adjectives[:2]:
            rows = [row for row in table.named(f"{adjective} {label}") if _is_force_of(row, state)]
            if len(rows) == 1:
                return replace(ref, party=rows[0].id, sides=sides(rows[0]))
    return ref


def _is_force_of(row: Party, state: Party) -> bool:
    return row.country == state.country and row.kind in (PartyKind.ARMED_FORCE, PartyKind.STATE_FORCE)


def air_force(state: Party, modifiers: str) -> PartyRef:
    """Who flies a jet of that nationality: "Syrian jet"."""
    name = f"{_adjective(state, modifiers)} {PLATFORM_BRANCHES['air_force']}"
    return PartyRef(name, PartyKind.ARMED_FORCE, f"{state.id}/air_force", state.country, sides=(state.id,))


def _adjective(state: Party, modifiers: str) -> str:
    """The adjective of the state that the text uses ("US", not "American"), else its first."""
    used = [word for word in (*state.adjectives, *state.aliases) if word in modifiers.split()]
    return used[0] if used else state.adjectives[0] if state.adjectives else state.name
