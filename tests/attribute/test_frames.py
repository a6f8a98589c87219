"""Source, cue and content: who is said to say what. The sentences are ours."""

import pytest

from tests.attribute.readable import Said, bare, read, spoken, statements

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Ukrainian army said Russian forces shelled a railway station in Kramatorsk on Tuesday.",
            [
                (
                    "Armed Forces of Ukraine",
                    "assert",
                    "Russian forces shelled a railway station in Kramatorsk on Tuesday",
                )
            ],
        ),
        (
            "Police say the shooter fled on a motorbike.",
            [("Police", "assert", "the shooter fled on a motorbike")],
        ),
        (
            "A rebel spokesman told reporters that the garrison had surrendered.",
            [("rebel spokesman", "assert", "the garrison had surrendered")],
        ),
        (
            "The Taliban released a statement saying its fighters had captured the district centre.",
            [("Taliban", "assert", "its fighters had captured the district centre")],
        ),
        (
            "The defence ministry confirmed that two of its helicopters had been lost.",
            [("defence ministry", "confirm", "two of its helicopters had been lost")],
        ),
        (
            "Villagers fear the militia will return.",
            [("Villagers", "allege", "the militia will return")],
        ),
        (
            "The junta claimed that foreign fighters had burned the granaries.",
            [("junta", "allege", "foreign fighters had burned the granaries")],
        ),
        (
            "The general admitted that his gunners had hit the school.",
            [("general", "admit", "his gunners had hit the school")],
        ),
        (
            "The Nigerian army denied that its jets had bombed the wedding.",
            [("Nigerian Armed Forces", "deny", "its jets had bombed the wedding")],
        ),
    ],
)
def test_a_verb_of_saying_names_source_and_content(text: str, expected: list[Said]) -> None:
    assert statements(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Gunmen opened fire on a bus near the town of Djibo, a local official said.",
            [("local official", "assert", "Gunmen opened fire on a bus near the town of Djibo")],
        ),
        (
            "Eight fishermen were abducted off Badagry, said the head of their union.",
            [("head", "assert", "Eight fishermen were abducted off Badagry")],
        ),
        (
            '"Our positions came under mortar fire from the north," said Colonel Idris Bello.',
            [("Idris Bello", "assert", "Our positions came under mortar fire from the north")],
        ),
        (
            '"We lost four men in the ambush," Captain Amina Sow said.',
            [("Amina Sow", "assert", "We lost four men in the ambush")],
        ),
        (
            "Rebel fighters, a provincial official said, torched the customs post before dawn.",
            [("provincial official", "assert", "Rebel fighters / torched the customs post before dawn")],
        ),
        (
            '"They came at night," said Mariam Traore, a nurse, "and they burned the clinic."',
            [("Mariam Traore", "assert", "They came at night / and they burned the clinic")],
        ),
        (
            "Soldiers looted the warehouse, residents said.",
            [("residents", "assert", "Soldiers looted the warehouse")],
        ),
        (
            "The bridge at Malakal was blown up overnight, the United Nations mission reported.",
            [("United Nations", "assert", "The bridge at Malakal was blown up overnight")],
        ),
    ],
)
def test_a_source_may_stand_behind_or_inside_what_it_says(text: str, expected: list[Said]) -> None:
    assert statements(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Somali army said its troops had retaken Adan Yabal, adding that nine militants were killed.",
            [
                ("Somali National Army", "assert", "its troops had retaken Adan Yabal"),
                ("Somali National Army", "assert", "nine militants were killed"),
            ],
        ),
        pytest.param(
            "The mayor said shells had hit the market and warned that more attacks were coming.",
            [
                ("mayor", "assert", "shells had hit the market"),
                ("mayor", "threaten", "more attacks were coming"),
            ],
            marks=pytest.mark.xfail(
                reason="#2: the parser joins the second verb of saying to the clause of the first"
            ),
        ),
        (
            "The police chief condemned the killing, saying the gunmen would be found.",
            [
                ("police chief", "accuse", "the killing"),
                ("police chief", "assert", "the gunmen would be found"),
            ],
        ),
    ],
)
def test_two_cues_share_one_source(text: str, expected: list[Said]) -> None:
    assert statements(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The truce collapsed within hours, with Yerevan saying Azerbaijani troops fired mortars at a "
            "village "
            "and Baku saying Armenian snipers shot first.",
            [
                ("Armenia", "assert", "Azerbaijani troops fired mortars at a village"),
                ("Azerbaijan", "assert", "Armenian snipers shot first"),
            ],
        ),
        (
            "A patrol boat sank off Yeonpyeong, with Seoul claiming the North had torpedoed it and Pyongyang "
            "saying "
            "it had struck a mine.",
            [
                ("South Korea", "allege", "the North had torpedoed it"),
                ("North Korea", "assert", "it had struck a mine"),
            ],
        ),
        (
            "The shelling went on for an hour, with residents saying the rounds came from the barracks.",
            [("residents", "assert", "the rounds came from the barracks")],
        ),
    ],
)
def test_two_sides_in_one_with_saying_keep_apart(text: str, expected: list[Said]) -> None:
    assert statements(text) == expected


def test_two_sides_in_one_with_saying_are_set_against_each_other() -> None:
    text = (
        "A patrol boat sank off Yeonpyeong, with Seoul claiming the North had torpedoed it and Pyongyang "
        "saying "
        "it had struck a mine."
    )
    seoul, pyongyang = spoken(read(text))
    assert (seoul.contrast, pyongyang.contrast) == (pyongyang.id, seoul.id)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Two villagers were killed in the raid, according to a local monitoring group.",
            [("local monitoring group", "assert", "Two villagers were killed in the raid")],
        ),
        (
            "According to the Syrian Observatory, rockets struck the airport at dawn.",
            [("Syrian Observatory for Human Rights", "assert", "rockets struck the airport at dawn")],
        ),
        (
            "The column, according to witnesses, turned back at the river.",
            [("witnesses", "assert", "The column / turned back at the river")],
        ),
    ],
)
def test_according_to_names_the_source(text: str, expected: list[Said]) -> None:
    assert statements(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Citing two security officials, the Daily Observer reported that commandos had raided the camp.",
            [("security officials", "Daily Observer", "commandos had raided the camp")],
        ),
        (
            "The Daily Observer, citing two security officials, reported that commandos had raided the camp.",
            [("security officials", "Daily Observer", "commandos had raided the camp")],
        ),
        (
            "A hospital director told Reuters that eight people were killed by shelling.",
            [("hospital director", "Reuters", "eight people were killed by shelling")],
        ),
        (
            "Yonhap, quoting the North's KCNA, reported that a missile had been launched.",
            [("Korean Central News Agency", "Yonhap", "a missile had been launched")],
        ),
        (
            "A rebel commander told the elders that the road was mined.",
            [("rebel commander", None, "the road was mined")],
        ),
    ],
)
def test_who_relays_is_not_who_speaks(text: str, expected: list[tuple[str, str | None, str]]) -> None:
    found = [
        (
            s.source.party.name if s.source else None,
            s.via[-1].party.name if s.via else None,
            bare(s.content[0].of(text)),
        )
        for s in spoken(read(text))
    ]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A convoy was reported to have been ambushed near the border.",
            [(None, "allege", "A convoy / to have been ambushed near the border")],
        ),
        (
            "The bomber is believed to have crossed the border from Iraq.",
            [(None, "allege", "The bomber / to have crossed the border from Iraq")],
        ),
        (
            "The garrison commander is said to have fled to Chad.",
            [(None, "allege", "The garrison commander / to have fled to Chad")],
        ),
        (
            "Drones reportedly struck a fuel depot near Port Sudan.",
            [(None, "allege", "Drones reportedly struck a fuel depot near Port Sudan")],
        ),
        (
            "The prisoners were allegedly beaten by their guards.",
            [(None, "allege", "The prisoners were allegedly beaten by their guards")],
        ),
    ],
)
def test_hearsay_has_no_source(text: str, expected: list[Said]) -> None:
    assert statements(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The soldiers managed to free two hostages.",
        "The rebels failed to take the bridge.",
        "The militia forced the villagers to dig trenches.",
        "The garrison refused to lay down its arms.",
        "The pilot continued to circle over the camp.",
        "Two claims were filed after the bombing.",
        "The attack on the barracks left four soldiers dead.",
        "Nobody said a word as the tanks rolled past.",
        "A note was pinned to the gate of the burned police post.",
    ],
)
def test_implicatives_and_false_friends_are_no_statements(text: str) -> None:
    assert statements(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The mayor of Goma said the army had told residents that the rebels were near.",
            [
                ("mayor", "assert", "the army had told residents that the rebels were near", False),
                ("army", "assert", "the rebels were near", True),
            ],
        ),
        (
            "The minister said the rebels had denied that they shot down the plane.",
            [
                ("minister", "assert", "the rebels had denied that they shot down the plane", False),
                ("rebels", "deny", "they shot down the plane", True),
            ],
        ),
    ],
)
def test_a_statement_inside_a_statement_knows_its_parent(
    text: str, expected: list[tuple[str, str, str, bool]]
) -> None:
    found = list(spoken(read(text)))
    rows = [(*said, one.parent == found[0].id) for said, one in zip(statements(text), found, strict=True)]
    assert rows == expected
