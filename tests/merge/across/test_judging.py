"""Pairs of events by hand: what is decided of them, and for which reason."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.merge.across import Dated, Member, decide, joined
from sayso.merge.across.kinds import Kind
from sayso.merge.across.signals import signs
from sayso.model.decisions import Judgement
from sayso.model.events import Modality
from sayso.model.spans import Fact, Span
from tests.merge.across.by_hand import AUTHOR, at, by, member, on_map

Pair = Callable[[], tuple[Member, Member]]


def same_day_and_village() -> tuple[Member, Member]:
    return member("a", day=4, place="Kara"), member("b", day=4, place="Kara")


def same_actor_on_other_days() -> tuple[Member, Member]:
    a, b = member("a", day=4, place="Kara"), member("b", day=5, place="Kara")
    return by(a, "Front"), by(b, "Front")


def neighbouring_towns() -> tuple[Member, Member]:
    a, b = member("a", day=4), member("b", day=4)
    return replace(a, where=on_map("Kara", 10.0, 10.0)), replace(b, where=on_map("Bela", 10.1, 10.1))


def villages_that_no_gazetteer_has() -> tuple[Member, Member]:
    return member("a", day=4, place="Kara"), member("b", day=4, place="Bela")


def other_targets_of_one_act() -> tuple[Member, Member]:
    a, b = same_day_and_village()
    return by(a, "Front", "Militia"), by(b, "Front", "Guard")


def opposed_sides() -> tuple[Member, Member]:
    a, b = member("a", day=4), member("b", day=4)
    return by(a, "Front", "Guard"), by(b, "Guard", "Front")


def threat_and_attack() -> tuple[Member, Member]:
    a, b = same_day_and_village()
    return replace(a, event=replace(a.event, modality=Fact(Modality.THREATENED, (Span(0, 1),)))), b


def arrest_and_blast() -> tuple[Member, Member]:
    return member("a", Kind.ARREST, 4, "Kara"), member("b", Kind.BLAST, 4, "Kara")


def total_and_one() -> tuple[Member, Member]:
    a, b = same_day_and_village()
    return replace(a, many=True), b


def neither_day_nor_place() -> tuple[Member, Member]:
    return member("a"), member("b")


def carried_day_and_village() -> tuple[Member, Member]:
    a, b = same_day_and_village()
    return replace(a, dated=Dated.CARRIED), b


def two_of_one_report() -> tuple[Member, Member]:
    a = member("a", day=4, place="Kara")
    return a, replace(a, key="a@9", incident="e2")


def village_named_elsewhere_in_the_report() -> tuple[Member, Member]:
    a, b = member("a", day=4, place="Kara"), member("b", day=4)
    return a, replace(b, mentioned=frozenset({"kara"}))


@pytest.mark.parametrize(
    ("pair", "judgement", "signal"),
    [
        (same_day_and_village, Judgement.SAME, "place"),
        (same_actor_on_other_days, Judgement.DIFFERENT, "time"),
        (neighbouring_towns, Judgement.DIFFERENT, "place"),
        (villages_that_no_gazetteer_has, Judgement.UNSURE, "place"),
        (other_targets_of_one_act, Judgement.SAME, "actors"),
        (opposed_sides, Judgement.UNSURE, "actors"),
        (threat_and_attack, Judgement.DIFFERENT, "modality"),
        (arrest_and_blast, Judgement.DIFFERENT, "kind"),
        (total_and_one, Judgement.DIFFERENT, "kind"),
        (neither_day_nor_place, Judgement.UNSURE, "time"),
        (carried_day_and_village, Judgement.SAME, "time"),
        (two_of_one_report, Judgement.DIFFERENT, "report"),
        (village_named_elsewhere_in_the_report, Judgement.SAME, "place"),
    ],
)
def test_a_pair_is_decided_for_a_reason_that_is_told(pair: Pair, judgement: Judgement, signal: str) -> None:
    decision = decide(*pair(), AUTHOR)
    assert decision.judgement is judgement
    assert signal in [reason.signal for reason in decision.reasons]
    assert all(reason.why for reason in decision.reasons)


def test_one_gate_forbids_whatever_speaks_for_it() -> None:
    a, b = same_actor_on_other_days()
    decision = decide(a, b, AUTHOR)
    assert [reason.signal for reason in decision.reasons if reason.gate] == ["time"]


@pytest.mark.issue(6)
@pytest.mark.parametrize("pair", [neighbouring_towns, villages_that_no_gazetteer_has, opposed_sides])
def test_what_speaks_against_a_pair_keeps_it_apart(pair: Pair) -> None:
    assert len(joined(pair(), AUTHOR).incidents) == 2


@pytest.mark.issue(6)
def test_a_report_that_says_no_place_does_not_join_two_towns() -> None:
    a, b = neighbouring_towns()
    found = joined((a, b, member("c", day=4), member("d", day=4)), AUTHOR).incidents
    assert not any({a.key, b.key} <= set(keys) for keys in found)


@pytest.mark.issue(6)
def test_towns_of_one_act_that_both_name_its_victims_are_only_proposed() -> None:
    a, b = (replace(one, names=frozenset({"haddad"})) for one in neighbouring_towns())
    assert decide(a, b, AUTHOR).judgement is Judgement.UNSURE
    assert len(joined((a, b), AUTHOR).incidents) == 2


@pytest.mark.issue(6)
@pytest.mark.parametrize("plain", [Kind.ACT, Kind.VAGUE, Kind.VIOLENCE])
def test_a_word_for_any_act_shares_no_kind_with_another(plain: Kind) -> None:
    found = signs(member("a", plain, 4, "Kara"), member("b", plain, 4, "Kara"))
    assert "open kind" in [sign.mark for sign in found]


def test_another_toll_says_nothing() -> None:
    plain = decide(*same_day_and_village(), AUTHOR)
    assert "figures" not in [reason.signal for reason in plain.reasons]


@pytest.mark.issue(6)
def test_talk_of_one_day_is_one_only_where_one_party_talks() -> None:
    a, b = (replace(member(name, Kind.OTHER, 4), names=frozenset({"accord"})) for name in "ab")
    assert decide(a, b, AUTHOR).judgement is Judgement.UNSURE
    assert decide(by(a, "Front"), by(b, "Front"), AUTHOR).judgement is Judgement.SAME


@pytest.mark.issue(6)
def test_a_guessed_day_and_a_country_are_too_little() -> None:
    a, b = member("a", Kind.BLAST), member("b", Kind.BLAST)
    a, b = (replace(one, words=frozenset({"bomb", "hit"})) for one in (a, b))
    assert decide(a, b, AUTHOR).judgement is Judgement.UNSURE


days = st.none() | st.integers(1, 5)
villages = st.none() | st.sampled_from(["Kara", "Bela"])
kinds = st.sampled_from(list(Kind))
drawn = st.builds(member, st.sampled_from("ab"), kinds, days, villages)


@given(drawn, drawn)
def test_a_decision_is_the_same_from_both_sides(a: Member, b: Member) -> None:
    b = replace(b, key=f"{b.key}9", incident="e9")
    assert decide(a, b, AUTHOR) == decide(b, a, AUTHOR)
    assert decide(a, b, AUTHOR).reasons == decide(b, a, AUTHOR).reasons


def test_places_of_one_name_are_one_whatever_its_accents() -> None:
    a, b = member("a", day=4), member("b", day=4)
    decision = decide(replace(a, where=at("Tembién")), replace(b, where=at("tembien")), AUTHOR)
    assert decision.judgement is Judgement.SAME
