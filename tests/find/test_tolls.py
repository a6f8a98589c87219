from typing import Any

import pytest

from sayso.find.tolls import toll_words, tolls
from sayso.lang import load
from sayso.model.parse import Parse, UnitKind
from sayso.model.report import Report
from tests.lang.parses import parse_of

WORDS = toll_words(load("en"))


@pytest.fixture(scope="module")
def nlp() -> Any:
    # Only here, so that the tables above also run where spaCy is not installed.
    from sayso.parse import load_model

    return load_model()[0]


Row = tuple[str, int, int | None, str | None]


def rows(parse: Parse) -> list[Row]:
    return [
        (found.kind, found.low, found.high, found.who.of(parse.text) if found.who else None)
        for found in tolls(parse, WORDS)
    ]


def told(sentence: str) -> list[Row]:
    return rows(parse_of(sentence))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A blast killed 12 people in Kabul.", [("killed", 12, 12, "people")]),
        ("Twelve/CD were killed/VBN at dawn.", [("killed", 12, 12, None)]),
        (
            "It exploded, killing at/IN least 12 and wounding 30 others.",
            [("killed", 12, None, None), ("wounded", 30, 30, "others")],
        ),
        ("The death toll rose to 34 on Monday.", [("killed", 34, 34, None)]),
        ("The death toll rose from 20 to 34.", [("killed", 34, 34, None)]),
        (
            "It left 14 dead and more than 40 injured.",
            [("killed", 14, 14, None), ("wounded", 40, None, None)],
        ),
        ("Five/CD dead in Mogadishu raid", [("killed", 5, 5, None)]),
        (
            "They attacked, wounding a number of SDF fighters, officials said.",
            [("wounded", 1, None, "SDF fighters")],
        ),
        ("Dozens of civilians were killed/VBN.", [("killed", 24, None, "civilians")]),
        ("Between 10 and 15 militants were killed/VBN.", [("killed", 10, 15, "militants")]),
        ("Up to 20 soldiers were wounded/VBN.", [("wounded", 1, 20, "soldiers")]),
        ("More than 200 people have died/VBN.", [("killed", 200, None, "people")]),
        ("A soldier was killed/VBN.", [("killed", 1, 1, "soldier")]),
        ("It killed two/CD officers and a child.", [("killed", 2, 2, "officers"), ("killed", 1, 1, "child")]),
        (
            "Two/CD soldiers and a child were killed/VBN.",
            [("killed", 2, 2, "soldiers"), ("killed", 1, 1, "child")],
        ),
        (
            "It killed three/CD people, one of them a child.",
            [("killed", 3, 3, "people"), ("killed", 1, 1, "a child")],
        ),
        ("They met the mayor and killed him.", [("killed", 1, 1, "him")]),
        ("They shot/VBD dead three/CD of his bodyguards.", [("killed", 3, 3, "his bodyguards")]),
        ("The army captured 8 soldiers and 12 villages.", [("captured", 8, 8, "soldiers")]),
        ("They took 5 officers hostage.", [("captured", 5, 5, "officers")]),
        ("Fighting left 40,000 displaced.", [("displaced", 40000, 40000, None)]),
        ("It forced 3,000 families to flee/VB.", [("displaced", 3000, 3000, "families")]),
        ("Twelve/CD remain/VBP missing.", [("missing", 12, 12, None)]),
        ("Some 1.5 million/CD people have been displaced.", [("displaced", 1500000, 1500000, "people")]),
        ("Half a dozen soldiers were wounded/VBN.", [("wounded", 6, 6, "soldiers")]),
        ("Twenty-five/CD fighters died/VBD.", [("killed", 25, 25, "fighters")]),
        (
            "It killed 12 people, including two/CD children.",
            [("killed", 12, 12, "people"), ("killed", 2, 2, "children")],
        ),
        ("It killed three/CD women and a child.", [("killed", 4, 4, "three women and a child")]),
        ("Some 5-7 soldiers were wounded/VBN.", [("wounded", 5, 7, "soldiers")]),
        ("A family of five was killed/VBN.", [("killed", 5, 5, None)]),
        ("It killed an elderly/JJ couple.", [("killed", 2, 2, "elderly couple")]),
        ("All 290 aboard/RB are feared dead.", [("killed", 290, 290, None)]),
        ("No fewer than ten/CD or more were killed/VBN.", [("killed", 10, None, None)]),
        ("The war has claimed 12 lives.", [("killed", 12, 12, None)]),
        ("The bomber killed himself/PRP and two/CD guards.", [("killed", 2, 2, "guards")]),
    ],
)
def test_figures_of_people_harmed(sentence: str, expected: list[Row]) -> None:
    assert told(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The shelling caused no deaths or injuries.", [("killed", 0, 0, None), ("wounded", 0, 0, None)]),
        ("There were no casualties.", [("killed", 0, 0, None), ("wounded", 0, 0, None)]),
        ("They left without/IN casualties.", [("killed", 0, 0, None), ("wounded", 0, 0, None)]),
        ("No one was hurt/VBN.", [("wounded", 0, 0, None)]),
        ("No soldiers were killed/VBN.", [("killed", 0, 0, "soldiers")]),
    ],
)
def test_none_harmed_is_a_figure(sentence: str, expected: list[Row]) -> None:
    assert told(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "The strike could kill/VB hundreds.",
        "He threatened to kill/VB 20 people.",
        "If 12 people are killed/VBN, we leave.",
        "The army denied killing 12 civilians.",
        "They killed civilians.",
        "They killed the 34-year-old.",
        "He fell 3 km from where the army killed/VBD sheep.",
        "At least 20 were killed/VBN or wounded/VBN.",
        "Two/CD gunmen killed/VBD and wounded/VBD several people.",
        "Three/CD attackers fled.",
        "In 2015 they killed.",
        "The death toll could reach 100.",
        "The army captured 12 villages.",
        "Nothing happened to 12 people.",
    ],
)
def test_what_is_no_figure_of_harm_gives_none(sentence: str) -> None:
    assert told(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "It killed 12 people, including two/CD children.",
        "It killed 12 people, two/CD of them children.",
        "It killed 12 people, two/CD children among them.",
    ],
)
def test_a_part_of_a_figure_is_marked_as_one(sentence: str) -> None:
    assert [(m.low, m.part) for m in tolls(parse_of(sentence), WORDS)] == [(12, False), (2, True)]


def test_the_evidence_is_the_word_of_harm_and_the_figure() -> None:
    parse = parse_of("They attacked the post, wounding a number of SDF fighters, officials said.")
    found = list(tolls(parse, WORDS))
    assert [m.span.of(parse.text) for m in found] == ["wounding a number of SDF fighters"]
    assert [parse.tokens[m.anchor].text for m in found] == ["wounding"]


def test_what_a_report_says_about_itself_has_no_figures() -> None:
    assert list(tolls(parse_of("It killed 12 people.", UnitKind.FURNITURE), WORDS)) == []


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "A suicide bomber killed at least 18 people and wounded 50 at a market on Friday.",
            [("killed", 18, None, "people"), ("wounded", 50, 50, None)],
        ),
        (
            "More than 30 soldiers, among them a general, were captured by the rebels.",
            [("captured", 30, None, "soldiers"), ("captured", 1, 1, "general")],
        ),
        ("LIMA: Twelve people died when their bus hit a mine.", [("killed", 12, 12, "people")]),
        (
            "Three soldiers, a policeman and two civilians were killed.",
            [
                ("killed", 3, 3, "soldiers"),
                ("killed", 1, 1, "policeman"),
                ("killed", 2, 2, "civilians"),
            ],
        ),
        ("Crowds burned 120 shops and 19 people died.", [("killed", 19, 19, "people")]),
        ("No arrests were made.", []),
        ("There was no immediate word on casualties.", []),
        ("One killed, 3 hurt as car bomb hits Kabul", [("killed", 1, 1, None), ("wounded", 3, 3, None)]),
        ('The army said it had killed "dozens" of militants.', [("killed", 24, None, "militants")]),
        (
            "The mayor was wounded and two of his guards were shot dead.",
            [("wounded", 1, 1, "mayor"), ("killed", 2, 2, "his guards")],
        ),
        ("Rahimi was killed on Friday.", [("killed", 1, 1, "Rahimi")]),
        ("The strike may have killed 12 people.", []),
        ("The army lost two elections.", []),
        ("The general took off for Paris.", []),
        ("Rebels shot down two jets.", []),
        ("Rebels seized the bridge after killing time in the village.", []),
    ],
)
def test_figures_as_the_model_parses_them(nlp: Any, sentence: str, expected: list[Row]) -> None:
    from sayso.parse import parse

    assert rows(parse(Report.from_text(sentence), nlp)) == expected
