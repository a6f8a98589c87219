"""What later versions of a report take back stays among the accounts of an incident, and counts no more."""

from dataclasses import replace
from datetime import date

import pytest

from sayso.base import Base
from sayso.base.wired import shipped_rules
from sayso.merge.across import Member
from sayso.merge.copies.fingerprints import Fingerprint
from sayso.model.events import Geometry, Interval, Location, PartyRef, PlacePrecision, TimeBasis
from sayso.model.incidents import Agreement, Grade, MergedIncident
from sayso.model.parties import PartyKind
from sayso.model.record import Coded
from sayso.model.spans import Fact
from sayso.model.statements import ClaimField
from sayso.store import MemoryStore
from tests.merge.lines.hand import POLICE, Says, record

DAY = date(2021, 3, 10)
OWNER = PartyRef("owner", PartyKind.UNNAMED)
# What the outlet's own people saw is an account of its own beside those of the people whom it names.
FIRST = (
    "The attack on the ferry at Lom began before dawn, and our reporter saw its wreck burn in the harbour."
)
POLICE_SAID = "Police said the attack killed six sailors of the night crew."
OWNER_SAID = "The owner told reporters smugglers had planted the charge below the deck."
CORRECTION = (
    "Correction: an earlier version had the owner say that smugglers had planted the charge. That was wrong."
)
KILL = "KILL NOTICE. Do not use our story on the attack. The story is withdrawn."


def version(name: str, *paragraphs: str, outlet: str = "Valley Post") -> Coded:
    text = "\n\n".join(paragraphs)
    says = []
    if POLICE_SAID in paragraphs:
        says.append(Says("Police", "the attack killed six sailors of the night crew", who=POLICE))
    if OWNER_SAID in paragraphs:
        field = {"field": ClaimField.RESPONSIBILITY}
        says.append(Says("owner", "smugglers had planted the charge below the deck", "told", OWNER, field))
    toll = ("killed", 6, "six sailors") if POLICE_SAID in paragraphs else None
    made = record(name, text, *says, outlet=outlet, toll=toll)
    (event,) = made.events
    place = Location("Lom", PlacePrecision.CITY, "BG", 43.8, 23.2, 3.0, "place:1", geometry=Geometry.POINT)
    day = Interval(DAY, DAY, TimeBasis.EXPLICIT)
    where = replace(event, place=Fact(place, event.triggers), time=Fact(day, event.triggers))
    return replace(made, events=(where,) if "attack on" in text else ())


def told_by(*versions: Coded, beside: Coded | None = None) -> MergedIncident:
    """The incident of the first report, each version revising the one before it."""
    base: Base[Member, Fingerprint] = Base(MemoryStore(), shipped_rules())
    before = None
    for one in versions:
        revised = replace(one, report=replace(one.report, revises=before))
        base.add(revised)
        before = one.report.id
    if beside is not None:
        base.add(beside)
    return base.incident_of(f"{versions[0].report.id}@{versions[0].events[0].triggers[0].start}")


def lines(incident: MergedIncident) -> dict[str | None, bool]:
    return {line.party: line.retracted for line in incident.lines}


ALL = version("v1", FIRST, POLICE_SAID, OWNER_SAID)


def test_what_stands_in_all_versions_is_not_retracted() -> None:
    both = told_by(
        ALL, version("v2", FIRST, POLICE_SAID, OWNER_SAID, "Divers went down to the wreck at noon.")
    )
    assert not any(lines(both).values())
    assert both.parties == told_by(ALL).parties


@pytest.mark.parametrize("notice", [(), (CORRECTION,)])
def test_a_claim_that_a_later_version_drops_or_corrects_is_retracted(notice: tuple[str, ...]) -> None:
    before, after = told_by(ALL), told_by(ALL, version("v2", FIRST, POLICE_SAID, *notice))
    assert lines(before) == {"Valley Post": False, "Police": False, "owner": False}
    assert lines(after) == {"Valley Post": False, "Police": False, "owner": True}
    assert (before.parties, after.parties) == (3, 2)
    (blame,) = (view for view in after.fields if view.field is ClaimField.RESPONSIBILITY)
    assert blame.agreement is Agreement.NOT_SAID
    assert [(said.party, said.retracted) for said in blame.said] == [("owner", True)]


def test_what_was_dropped_and_is_told_again_stands() -> None:
    without = version("v2", FIRST, POLICE_SAID)
    again = version("v3", FIRST, POLICE_SAID, OWNER_SAID, "Divers went down to the wreck at noon.")
    assert lines(told_by(ALL, without, again)) == lines(told_by(ALL))


def test_what_stood_in_two_versions_and_went_with_the_third_is_retracted() -> None:
    second = version("v2", FIRST, POLICE_SAID, OWNER_SAID, "Divers went down to the wreck at noon.")
    assert lines(told_by(ALL, second, version("v3", FIRST, POLICE_SAID)))["owner"]


def test_a_line_stands_where_another_outlet_carries_it() -> None:
    other = version("other", FIRST, OWNER_SAID, outlet="Lom Star")
    assert not lines(told_by(ALL, version("v2", FIRST, POLICE_SAID), beside=other))["owner"]


def test_a_kill_notice_leaves_no_account_no_figure_and_no_grade() -> None:
    killed = told_by(ALL, version("v2", KILL))
    assert set(lines(killed).values()) == {True}
    assert (killed.parties, killed.figures, killed.graded) == (0, (), None)
    assert {view.agreement for view in killed.fields} == {Agreement.NOT_SAID}
    assert "6 killed" in {said.value for view in killed.fields for said in view.said if said.retracted}


def test_a_grade_rests_on_what_stands() -> None:
    assert [
        one.graded and one.graded.grade for one in (told_by(ALL), told_by(ALL, version("v2", FIRST)))
    ] == [
        Grade.FAIR,
        Grade.WEAK,
    ]


def test_what_a_later_version_tells_on_nobodys_word_is_its_outlets_account() -> None:
    told = "The attack on the ferry at Lom began before dawn, and its wreck burned in the harbour for hours."
    before = version("v1", told, POLICE_SAID)
    assert lines(told_by(before)) == {"Police": False}
    assert lines(told_by(before, version("v2", told))) == {"Police": True, "Valley Post": False}
