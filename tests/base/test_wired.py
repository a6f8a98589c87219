"""The shipped rules keep the laws of the base, on made-up reports with copies, versions and crowded days."""

from random import Random

import pytest

from sayso.base import Base, Widths
from sayso.base.wired import shipped_rules
from sayso.merge.across import Member
from sayso.merge.copies.fingerprints import Fingerprint
from sayso.model.decisions import Judgement, Subject
from sayso.model.record import Coded
from sayso.store import MemoryStore
from tools.growth_base import World

RULES = shipped_rules()
REPORTS = tuple(World(2, 24).coded(number) for number in range(8, 24))
NARROW = Widths(events=2, texts=1, addresses=1)


def base(*reports: Coded, widths: Widths | None = None) -> Base[Member, Fingerprint]:
    made = Base(MemoryStore(), RULES, "sayso test", widths=widths)
    for one in reports:
        made.add(one)
    return made


def everything(made: Base[Member, Fingerprint]) -> tuple[object, ...]:
    return made.incidents(), made.families(), made.revisions(), made.conflicts()


def test_the_reports_have_what_the_laws_are_about() -> None:
    made = base(*REPORTS)
    assert max(len(one.reports) for one in made.incidents()) > 3
    assert made.families()
    assert made.revisions()


@pytest.mark.parametrize("widths", [None, NARROW])
@pytest.mark.parametrize("seed", [1, 2])
def test_any_order_gives_the_same_incidents_lines_families_and_versions(
    seed: int, widths: Widths | None
) -> None:
    other = Random(seed).sample(REPORTS, len(REPORTS))
    assert everything(base(*other, widths=widths)) == everything(base(*REPORTS, widths=widths))


def test_merging_splitting_and_undoing_leave_the_rest_as_it_was() -> None:
    made = base(*REPORTS)
    before = everything(made)
    one, other, *_ = sorted(made.incidents(), key=lambda found: -len(found.members))
    merged = made.merge(one.id, other.id, "ann")
    assert set(made.incident(one.id).members) == {*one.members, *other.members}
    made.undo(merged[0].id, "ann")
    assert everything(made) == before
    out = one.members[1:3]
    split = made.split(one.id, out, "ann")
    assert made.incident_of(out[0]).members == out
    for report in REPORTS:
        made.add(report)
    assert made.incident_of(out[0]).members == out
    made.undo(split[0].id, "ann")
    assert everything(made) == before


def test_what_a_person_holds_apart_is_never_together() -> None:
    made, rng = base(*REPORTS[:8]), Random(3)
    for one in made.incidents():
        if len(one.members) > 1:
            a, b = rng.sample(one.members, 2)
            made.mark(Subject.MEMBERSHIP, a, b, Judgement.DIFFERENT, "ann")
    for report in REPORTS[8:]:
        made.add(report)
    assert made.log()
    assert [said for said in made.log() if said.b in made.incident_of(said.a).members] == []
