"""Laws of the whole stage: what it hands on names only what is there. The sentences are ours."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.attribute.readable import merged, read
from tests.merge.readable import events

pytestmark = pytest.mark.model

SENTENCES = [
    "Rebels attacked an army base near Gao on Monday, killing 14 soldiers.",
    "The army said its jets had bombed the rebels.",
    "The army denied that it had shelled the market.",
    "Islamic State claimed responsibility for the attack.",
    'A villager said: "They burned forty houses before dawn."',
    '"The traitors will be driven out of the city before the week ends."',
    "Two hours later police fired tear gas at protesters in Bamako.",
    "Mali accused Algeria of arming the rebels.",
    "Algiers rejected the charge.",
    "The attack reportedly wounded 30 people, while doctors counted 12 dead.",
    "Israel retaliated with air strikes on Gaza after Hamas fired rockets at Ashkelon.",
    "The coalition threatened to strike if the militia advanced.",
    'An odd mark " stands in the middle of this sentence about the war.',
]
REPORTS = st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3), min_size=1, max_size=3).map(
    lambda paragraphs: "\n\n".join(" ".join(lines) for lines in paragraphs)
)


@settings(max_examples=30)
@given(REPORTS)
def test_claims_name_events_and_statements_that_exist(text: str) -> None:
    found = merged(text)
    statements = {one.id for one in read(text).attributed.statements}
    known = {one.id for one in found.events}
    assert {claim.event for claim in found.claims} - known == set()
    assert {claim.statement for claim in found.claims} - statements == set()
    assert {e for one in found.disputes for e in one.events} - known == set()
    assert {e for r in found.temporal_relations for e in (r.a, r.b, *r.alternatives)} - known == set()


@settings(max_examples=30)
@given(REPORTS)
def test_every_event_is_in_the_incident_that_it_names(text: str) -> None:
    found = merged(text)
    listed = [(e, one.id) for one in found.incidents for e in one.events]
    assert sorted(listed) == sorted((one.id, one.incident) for one in found.events)


@settings(max_examples=30)
@given(REPORTS)
def test_accounts_hold_every_claim_of_a_party_once(text: str) -> None:
    found = merged(text)
    voiced = {s.id for s in read(text).attributed.statements if s.frame == "author"}
    spoken = [claim.id for claim in found.claims if claim.statement not in voiced]
    assert sorted(c for one in found.accounts for c in one.claims) == sorted(spoken)


@settings(max_examples=30)
@given(REPORTS)
def test_no_trigger_tells_two_events(text: str) -> None:
    triggers = [span for one in merged(text).events for span in one.triggers]
    assert len(triggers) == len(set(triggers))


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        (
            "A car bomb killed six policemen in Kirkuk. Islamic State claimed responsibility for the attack.",
            ["Islamic State"],
        ),
        (
            "Rebels shot down an army helicopter near Goma on Monday. The helicopter was shot down with a "
            "missile, the UN "
            "mission said. Rwanda denied that its soldiers had shot down the helicopter.",
            ["Rebels"],
        ),
        pytest.param(
            "Clashes broke out between the army and the Rapid Support Forces in Bahri.",
            ["army + Rapid Support Forces"],
            marks=pytest.mark.xfail(reason="#2: 'between' hangs on the verb and not on the clashes"),
        ),
    ],
)
def test_the_actor_is_who_did_it_and_not_who_denies_it(text: str, actors: list[str]) -> None:
    assert [row[1] for row in events(text)] == actors
