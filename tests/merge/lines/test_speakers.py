"""Whether two phrases of two reports name one party."""

import pytest

from sayso.merge.lines.kin import Kin, kin
from sayso.merge.lines.speakers import speaker
from sayso.model.events import PartyBasis, PartyRef
from sayso.model.parties import PartyKind

STATE = PartyRef("Borduria", PartyKind.STATE, "BOR", "BOR", basis=PartyBasis.METONYM)
ORGAN = PartyRef("Borduria", PartyKind.STATE, "BOR", "BOR", basis=PartyBasis.ORGAN)
GUARD = PartyRef("Border Guard Corps", PartyKind.STATE_FORCE, "bor-guard", "BOR", basis=PartyBasis.NAME)


def bare(name: str) -> PartyRef:
    return PartyRef(name, PartyKind.UNNAMED)


def person(name: str) -> PartyRef:
    return PartyRef(name, PartyKind.PERSON)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (
            (bare("staff"), "the municipal civil defence staff"),
            (bare("staff"), "civil defence staff"),
            Kin.SAME,
        ),
        (
            (bare("governor"), "the governor of Lom region"),
            (bare("governor"), "The regional governor"),
            Kin.SAME,
        ),
        ((person("Omar Bello"), "Colonel Omar Bello"), (person("Bello"), "Bello"), Kin.SAME),
        ((person("Omar Bello"), "Colonel Omar Bello"), (person("Ana Reyes"), "mayor Ana Reyes"), Kin.OTHER),
        ((person("Omar Bello"), "police chief Omar Bello"), (bare("police"), "police"), Kin.SAME),
        ((bare("police"), "Lom police"), (bare("police"), "Vidin police"), Kin.MAYBE),
        ((bare("police"), "police in Lom"), (bare("officials"), "officials in Lom"), Kin.MAYBE),
        ((ORGAN, "the health ministry"), (ORGAN, "the defence ministry"), Kin.OTHER),
        ((ORGAN, "the army"), (ORGAN, "the hospital board"), Kin.OTHER),
        ((STATE, "Szohôd"), (STATE, "Szohôd"), Kin.SAME),
        ((GUARD, "the Border Guard Corps"), (bare("BGC spokesman"), "a BGC spokesman"), Kin.SAME),
        ((bare("residents"), "residents"), (bare("Villagers"), "Villagers of Lom"), Kin.SAME),
        ((bare("residents"), "residents"), (bare("police"), "police"), Kin.OTHER),
        ((bare("he"), "he"), (bare("police"), "police"), Kin.MAYBE),
    ],
)
def test_kin_is_read_from_ids_names_and_offices(
    a: tuple[PartyRef, str], b: tuple[PartyRef, str], expected: Kin
) -> None:
    one, other = speaker(*a), speaker(*b)
    assert (kin(one, other), kin(other, one)) == (expected, expected)


@pytest.mark.parametrize(
    ("ref", "phrase", "name"),
    [
        (GUARD, "The Guard", "Border Guard Corps"),
        (person("Omar Bello"), "Colonel Omar Bello", "Colonel Omar Bello"),
        (person("Omar Bello"), "the army spokesman, Omar Bello,", "army spokesman, Omar Bello"),
        (bare("residents"), "residents who fled", "residents"),
        (bare("doctors"), "two doctors at the hospital", "two doctors at the hospital"),
    ],
)
def test_a_line_is_named_as_a_reader_would(ref: PartyRef, phrase: str, name: str) -> None:
    assert speaker(ref, phrase).name == name


@pytest.mark.parametrize("name", ["████████", "he"])
def test_a_name_that_was_erased_or_is_a_pronoun_is_a_speaker(name: str) -> None:
    found = speaker(PartyRef(name, PartyKind.ARMED_GROUP, "land:rebels"), "he")
    assert (found.name, found.party) == (name, "land:rebels")
