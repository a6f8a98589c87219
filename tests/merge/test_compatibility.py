"""Which tellings may be of one event. The examples are ours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.merge.compatibility import Verdict, best_match, compare, place_agreement
from sayso.model.events import Modality, PartyRef, PlacePrecision
from sayso.model.identity import Match
from sayso.model.spans import Fact
from sayso.model.tellings import Telling
from tests.merge.hand import AMERICA, BUS, COALITION, CONVOY, HAMAS, ISRAEL, SYRIA, place, telling

GAZA = place("Gaza", "PSE", (31.5, 34.45))
RAFAH = place("Rafah", "PSE", (31.28, 34.25))
ALEPPO = place("Aleppo", "SYR", (36.2, 37.16))
HOMS = place("Homs", "SYR", (34.73, 36.71))


@pytest.mark.parametrize(
    ("story", "a", "b", "gate"),
    [
        (
            "a raid and a sanction",
            telling(),
            telling(group="sanction", kind="SANCTION"),
            "another kind of act",
        ),
        ("an attack and a kidnapping", telling(), telling(group="abduction"), "another kind of act"),
        (
            "a downing and another attack",
            telling(group="downing", actors=(ISRAEL,)),
            telling(actors=(ISRAEL,)),
            "another kind of act",
        ),
        (
            "an attack and a threat of it",
            telling(),
            telling(modality=Modality.THREATENED),
            "another modality",
        ),
        (
            "an attack on Monday and one on Tuesday",
            telling(actors=(HAMAS,), day="2024-05-13"),
            telling(actors=(HAMAS,), day="2024-05-14"),
            "another day",
        ),
        (
            "raids on Aleppo and on Homs",
            telling(actors=(ISRAEL,), place=ALEPPO),
            telling(actors=(ISRAEL,), place=HOMS),
            "another place",
        ),
        (
            "Israel attacks Hamas and Hamas attacks Israel",
            telling(actors=(ISRAEL,), targets=(HAMAS,)),
            telling(actors=(HAMAS,), targets=(ISRAEL,)),
            "actor and target swapped",
        ),
        ("two actors", telling(actors=(ISRAEL,)), telling(actors=(SYRIA,)), "actors differ"),
        (
            "one actor, two targets",
            telling(actors=(ISRAEL,), targets=(HAMAS,)),
            telling(actors=(ISRAEL,), targets=(SYRIA,)),
            "targets differ",
        ),
    ],
)
def test_a_gate_keeps_two_acts_apart(story: str, a: Telling, b: Telling, gate: str) -> None:
    assert (story, compare(a, b)) == (story, Verdict(0.0, (), gate))


@pytest.mark.parametrize(
    ("story", "a", "b", "reasons"),
    [
        ("the same actor", telling(actors=(HAMAS,)), telling(actors=(HAMAS,)), ("actor", "word")),
        (
            "the United States and the coalition that it leads",
            telling(actors=(AMERICA,)),
            telling(actors=(COALITION,)),
            ("actor", "word"),
        ),
        (
            "the day and the place",
            telling(day="2024-05-13", place=GAZA),
            telling(day="2024-05-13", place=GAZA),
            ("place", "day", "word"),
        ),
        ("a figure of the dead", telling(toll=12), telling(group="killing", toll=12), ("figure",)),
        ("a toll of one says nothing", telling(toll=1), telling(toll=1), ("word",)),
        ("tolls that differ do not part", telling(toll=12), telling(toll=30), ("word",)),
        (
            "a bus and a convoy are only things",
            telling(actors=(HAMAS,), targets=(BUS,)),
            telling(actors=(HAMAS,), targets=(CONVOY,)),
            ("actor", "word"),
        ),
    ],
)
def test_what_speaks_for_one_event(story: str, a: Telling, b: Telling, reasons: tuple[str, ...]) -> None:
    verdict = compare(a, b)
    assert (story, verdict.forbidden, verdict.reasons) == (story, None, reasons)


@pytest.mark.parametrize(
    ("a", "b", "agreement"),
    [
        (GAZA, GAZA, 1.0),
        (place("gaza"), GAZA, 1.0),
        (GAZA, place("Gaza City outskirts", "PSE", (31.52, 34.47)), 1.0),
        (GAZA, RAFAH, -1.0),
        (GAZA, place("Sderot", "ISR", (31.52, 34.6)), -1.0),
        (GAZA, place("a village", None), 0.0),
    ],
)
def test_places_agree_by_name_or_by_distance(a: object, b: object, agreement: float) -> None:
    assert place_agreement(Fact(a, (), "r"), Fact(b, (), "r")) == agreement  # type: ignore[arg-type]  # locations


def test_a_country_neither_parts_nor_proves() -> None:
    land = place("Syria", "SYR", (35.0, 38.0), 300.0)
    whole = Fact(type(land)(land.name, PlacePrecision.COUNTRY, "SYR", 35.0, 38.0, 300.0), (), "r")
    assert place_agreement(whole, Fact(HOMS, (), "r")) == 0.5


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        ([ISRAEL, SYRIA], [SYRIA], Match.SAME),
        ([AMERICA], [COALITION], Match.PART),
        ([ISRAEL], [HAMAS], Match.DIFFERENT),
        ([ISRAEL], [], None),
        ([], [], None),
    ],
)
def test_the_closest_pair_of_parties_counts(
    a: list[PartyRef], b: list[PartyRef], level: Match | None
) -> None:
    assert best_match(a, b) is level


PARTIES = st.lists(
    st.sampled_from([ISRAEL, HAMAS, AMERICA, COALITION, SYRIA, CONVOY]), max_size=2, unique=True
)


@st.composite
def tellings(draw: st.DrawFn, index: int = 0) -> Telling:
    fields: dict[str, object] = {"actors": tuple(draw(PARTIES)), "targets": tuple(draw(PARTIES))}
    if draw(st.booleans()):
        fields["day"] = draw(st.sampled_from(["2024-05-13", "2024-05-14"]))
    if draw(st.booleans()):
        fields["place"] = draw(st.sampled_from([GAZA, ALEPPO, HOMS]))
    group = draw(st.sampled_from(["attack", "strike", "killing", "downing"]))
    return telling(index, group, **fields)


@given(tellings(), tellings())
def test_the_verdict_does_not_depend_on_which_is_told_first(a: Telling, b: Telling) -> None:
    assert compare(a, b) == compare(b, a)


@given(tellings())
def test_nothing_forbids_a_telling_to_be_itself(a: Telling) -> None:
    swapped = {fact.value for fact in a.actors} & {fact.value for fact in a.targets}
    assert swapped or compare(a, a).forbidden is None
