"""Blocks in the place of words, wherever a record can hold words of a report."""

import re
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar

T = TypeVar("T")

BLOCK = "\N{FULL BLOCK}"
# What is no text of anybody: names of things, codes, ids of tables, versions. A block there would make
# another event of it, or nothing that can be read. All other text is looked into, that of new fields, too.
LEFT_ALONE = frozenset(
    """
    AccountLine.reports MergedIncident.id MergedIncident.members MergedIncident.parts MergedIncident.reports
    MergedIncident.unsure Quoted.report Said.events
    Account.claims Account.incident AcledCode.event_type AcledCode.sub_event_type Capture.digest
    Capture.record Claim.cameo Claim.event Claim.id
    Claim.plover Claim.statement ClaimRelation.a ClaimRelation.b Coded.decisions Coded.versions
    Content.code Decision.at Decision.role Dispute.events Dispute.id Dispute.incident Edit.part Edit.run
    Event.cameo Event.id Event.incident Event.mode Event.type Fact.rule Incident.events Incident.id
    Interval.clock Interval.zone Location.country Location.gazetteer Note.kind PartyCandidate.party
    PartyRef.backed_by PartyRef.country PartyRef.party PartyRef.sides PartyRef.supports PlaceCandidate.id
    Reason.signal Report.id Report.language Report.origin Report.revises Responsibility.claims
    Responsibility.event Side.statement Spatial.anchor Spatial.direction Spatial.relation
    Statement.contrast Statement.form Statement.frame Statement.id Statement.parent TemporalRelation.a
    TemporalRelation.alternatives TemporalRelation.b TemporalRelation.offset TemporalRelation.type
    Toll.kind Weapon.kind
    """.split()
)


Found = Callable[[str], Sequence[tuple[int, int]]]  # where something stands in a text: starts and ends


def found_as(words: str) -> Found:
    """What finds words in whatever case, however they are spaced, as whole words."""
    spaced = r"\s+".join(map(re.escape, words.split()))
    pattern = re.compile(rf"(?<!\w){spaced}(?!\w)", re.IGNORECASE)
    return lambda text: [match.span() for match in pattern.finditer(text)]


def blocked(found: Found, value: str) -> str:
    """A text with blocks in the place of what is found, one for each character: offsets stay."""
    parts, done = [], 0
    for start, end in found(value):
        parts += [value[done:start], re.sub(r"\S", BLOCK, value[start:end])]
        done = end
    return "".join([*parts, value[done:]]) if parts else value


def without(found: Found, value: T) -> T:
    """A value of the model with blocks in its texts; the same object where it holds none of the words."""
    made: T = mapped(value, lambda text: blocked(found, text))
    return made


def mapped(value: Any, change: Callable[[str], str]) -> Any:
    """A value of the model with its texts changed; the same object where none is."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return change(value)
    if isinstance(value, tuple):
        items = [mapped(item, change) for item in value]
        return tuple(items) if any(a is not b for a, b in zip(items, value, strict=True)) else value
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed = {}
    for one in fields(value):
        if f"{type(value).__name__}.{one.name}" not in LEFT_ALONE:
            before = getattr(value, one.name)
            after = mapped(before, change)
            if after is not before:
                changed[one.name] = after
    return replace(value, **changed) if changed else value
