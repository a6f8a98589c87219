"""What only one happening has: victims with a name, craft of a type, one text."""

from dataclasses import replace

import pytest

from sayso.merge.across import Member, decide
from sayso.merge.across.crafts import Craft
from sayso.merge.across.identities import is_one_loss, same_telling
from sayso.merge.across.kinds import Kind
from sayso.merge.across.members import sentences
from sayso.model.decisions import Judgement
from sayso.model.events import PartyRef
from sayso.model.parties import PartyKind
from sayso.model.spans import Fact, Span
from tests.merge.across.by_hand import AUTHOR, by, member, on_map

JET = Craft(frozenset({"su-22"}), frozenset({"aircraft"}), frozenset({"XXA"}))


def undated(report: str, kind: Kind = Kind.BLAST) -> Member:
    return replace(by(member(report, kind, 4, "Kara"), "Front"), days=None)


def hit(one: Member, name: str) -> Member:
    person = Fact(PartyRef(name, PartyKind.PERSON), (Span(0, 1),))
    return replace(one, event=replace(one.event, targets=(person,)))


def test_without_days_kind_place_and_party_only_propose() -> None:
    decision = decide(undated("a"), undated("b"), AUTHOR)
    assert decision.judgement is Judgement.UNSURE
    assert decision.reasons[-1].why == "no day is known of one or both"
    assert round(sum(reason.score for reason in decision.reasons), 2) == decision.score


def test_one_day_that_is_not_known_is_enough_to_only_propose() -> None:
    dated = by(member("b", Kind.BLAST, 4, "Kara"), "Front")
    assert decide(undated("a"), dated, AUTHOR).judgement is Judgement.UNSURE


def test_a_victim_with_a_name_joins_without_days() -> None:
    a, b = hit(undated("a"), "Nadia Karam"), hit(undated("b"), "Nadia Karam")
    assert decide(a, b, AUTHOR).judgement is Judgement.SAME


@pytest.mark.parametrize("name", ["Karam", "two teachers"])
def test_a_victim_without_a_full_name_does_not(name: str) -> None:
    assert decide(hit(undated("a"), name), hit(undated("b"), name), AUTHOR).judgement is Judgement.UNSURE


def test_who_is_met_twice_is_met_twice() -> None:
    a, b = (hit(undated(name, Kind.OTHER), "Nadia Karam") for name in "ab")
    assert decide(a, b, AUTHOR).judgement is Judgement.UNSURE


def test_two_victims_with_names_speak_against() -> None:
    a, b = hit(member("a", day=4, place="Kara"), "Nadia Karam"), member("b", day=4, place="Kara")
    plain, named = decide(a, b, AUTHOR).score, decide(a, hit(b, "Omar Haddad"), AUTHOR).score
    assert named < plain


TEXT = "A bomb hit Kara today. Six people died there. The mayor blamed the Front. Nobody else spoke of it."


def told_in(one: Member, text: str) -> Member:
    return replace(one, told=frozenset({"a bomb hit kara today"}), sentences=sentences(text))


@pytest.mark.parametrize(
    ("other", "copied"),
    [
        (TEXT, True),
        (TEXT.replace(" Nobody else spoke of it.", ""), True),
        (
            "A bomb hit Kara today. Nine people died there. The army blamed nobody at all. More was said.",
            False,
        ),
    ],
)
def test_one_text_tells_one_act_and_one_form_does_not(other: str, copied: bool) -> None:
    a, b = told_in(undated("a"), TEXT), told_in(undated("b"), other)
    assert (same_telling(a, b) is not None) is copied
    assert decide(a, b, AUTHOR).judgement is (Judgement.SAME if copied else Judgement.UNSURE)


def downed(report: str, lat: float, craft: Craft = JET, day: int = 4) -> Member:
    return replace(member(report, day=day), where=on_map(f"Town {lat}", lat, 10.0), craft=craft)


@pytest.mark.parametrize(
    ("other", "one"),
    [
        (downed("b", 10.5), True),
        (downed("b", 12.0), False),
        (downed("b", 10.5, replace(JET, types=frozenset())), True),
        (downed("b", 10.5, replace(JET, types=frozenset({"su-24"}))), False),
        (downed("b", 10.5, replace(JET, owners=frozenset({"XXB"}))), False),
        (downed("b", 10.5, replace(JET, owners=frozenset())), False),
        (downed("b", 10.5, Craft(frozenset(), frozenset({"drone"}), frozenset({"XXA"}))), False),
        (replace(downed("b", 10.5), many=True), False),
    ],
)
def test_one_aircraft_is_hit_in_one_place_and_falls_in_another(
    other: Member,
    one: bool,
) -> None:
    a = downed("a", 10.0)
    assert is_one_loss(a, other) is one
    assert (decide(a, other, AUTHOR).judgement is Judgement.SAME) is one


def test_two_types_are_two_losses_whatever_speaks_for_one() -> None:
    a = replace(member("a", day=4, place="Kara"), craft=JET)
    b = replace(member("b", day=4, place="Kara"), craft=replace(JET, types=frozenset({"mig-21"})))
    assert [reason.signal for reason in decide(a, b, AUTHOR).reasons if reason.gate] == ["craft"]


def test_a_battle_hits_craft_of_several_types() -> None:
    a = replace(member("a", Kind.CLASH, 4, "Kara"), craft=JET)
    b = replace(member("b", Kind.CLASH, 4, "Kara"), craft=replace(JET, types=frozenset({"t-72"})))
    assert decide(a, b, AUTHOR).judgement is Judgement.SAME
