import pytest

from sayso.find.weapons import weapon_words, weapons
from sayso.lang import load
from sayso.model.parse import UnitKind
from tests.lang.parses import parse_of

WORDS = weapon_words(load("en"))


def told(sentence: str, kind: UnitKind = UnitKind.BODY) -> list[tuple[str, str, str]]:
    parse = parse_of(sentence, kind)
    return [(found.span.of(parse.text), found.name, found.kind) for found in weapons(parse, WORDS)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Two warplanes circled.", [("warplanes", "warplane", "platform")]),
        (
            "A car-bomb and a roadside bomb exploded.",
            [("car-bomb", "car bomb", "weapon"), ("roadside bomb", "roadside bomb", "weapon")],
        ),
        (
            "Rocket-propelled grenades hit it.",
            [("Rocket-propelled grenades", "rocket propelled grenade", "weapon")],
        ),
        ("Police fired tear gas.", [("tear gas", "tear gas", "instrument")]),
        ("An improvised explosive device was found.", [("improvised explosive device", "IED", "weapon")]),
        ("The SU22 fell.", [("SU22", "Su-22", "platform")]),
        ("Three F-16s took off.", [("F-16s", "F-16", "platform")]),
        ("A column of T-72 tanks.", [("T-72 tanks", "T-72", "platform")]),
        (
            "A MiG-29SMT and a Mi-24.",
            [("MiG-29SMT", "MiG-29SMT", "platform"), ("Mi-24", "Mi-24", "platform")],
        ),
        (
            "Men with AK-47 rifles and machetes.",
            [("AK-47 rifles", "AK-47", "weapon"), ("machetes", "machete", "weapon")],
        ),
        ("It is next to a fuel tank, a think tank said.", []),
        ("The M23 rebels met the G20.", []),
        ("They bomb/VBP and shell/VBP the town.", []),
        ("A shell/NN hit the house.", [("shell", "shell", "weapon")]),
        ("An SDF fighter said so.", []),
        ("The suicide bomber was a fighter.", []),
        ("US shoots down Syrian Air Force fighter", [("fighter", "fighter", "platform")]),
        ("A fighter was shot down.", [("fighter", "fighter", "platform")]),
        ("A fighter jet crashed.", [("fighter jet", "fighter jet", "platform")]),
        ("The road was closed.", []),
    ],
)
def test_the_longest_entry_is_the_weapon(sentence: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(sentence) == expected


def test_what_a_report_says_about_itself_holds_no_weapons() -> None:
    assert told("Photo: a tank and a mortar.", UnitKind.FURNITURE) == []


def test_a_mention_stands_at_its_last_word() -> None:
    parse = parse_of("Barrel bombs fell.")
    assert [parse.tokens[found.token].text for found in weapons(parse, WORDS)] == ["bombs"]
