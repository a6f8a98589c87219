from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.evaluate.tally import f1
from sayso.evaluate.templates.scoring import ALL, TYPE, Filled, tally
from sayso.evaluate.templates.slots import Slot, Template, plain


def template(type_: str, **slots: list[list[str]]) -> Template:
    return Template(type_, {Slot(name): tuple(map(tuple, entities)) for name, entities in slots.items()})


GOLD = [
    template(
        "bombing",
        PerpInd=[["rebels"], ["two men", "the attackers"]],
        PerpOrg=[["Free Valley Army", "FVA"]],
        Target=[["the pipeline"]],
        Weapon=[["dynamite"]],
    ),
    template("kidnapping", PerpInd=[["rebels"]], Victim=[["John Roe"], ["Jane Roe"]]),
]


def figures(gold: list[Template], said: list[Template]) -> dict[str, tuple[float, ...]]:
    return {name: figure.sums() for name, figure in tally(gold, said)}


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("The U.S. Embassy", "us embassy"),
        ('  "9 May"  Forces (FPL)', "9 may forces fpl"),
        ("an anthill, the theatre", "anthill theatre"),
        ("A-1 rocket", "a1 rocket"),
        ("...", ""),
    ],
)
def test_phrases_are_compared_without_case_marks_and_articles(written: str, compared: str) -> None:
    assert plain(written) == compared


def test_the_gold_against_itself_is_all_right() -> None:
    assert figures(GOLD, GOLD) == {
        "incident type": (2, 2, 2, 2),
        "PerpInd": (3, 3, 3, 3),
        "PerpOrg": (1, 1, 1, 1),
        "Target": (1, 1, 1, 1),
        "Victim": (2, 2, 2, 2),
        "Weapon": (1, 1, 1, 1),
        "micro average": (10, 10, 10, 10),
    }


def test_a_document_counted_by_hand() -> None:
    said = [
        template("kidnapping", PerpInd=[["the rebels"]], Victim=[["JOHN ROE"], ["Roe"]]),
        template("bombing", PerpInd=[["attackers"], ["two men"]], PerpOrg=[["FVA", "Valley Army"]]),
        template("arson", Target=[["pipeline"]]),
    ]
    # The kidnapping: type, rebels and John Roe right, "Roe" is no phrase of the gold. The bombing: two
    # phrases for one filler are both right; "Valley Army" spoils its filler. The arson has no partner.
    assert figures(GOLD, said) == {
        "incident type": (2, 3, 2, 2),
        "PerpInd": (3, 3, 2, 3),
        "PerpOrg": (0, 1, 0, 1),
        "Target": (0, 1, 0, 1),
        "Victim": (1, 2, 1, 2),
        "Weapon": (0, 0, 0, 1),
        "micro average": (6, 10, 5, 10),
    }


def test_a_template_of_another_type_is_wrong_and_missed_in_all_slots() -> None:
    said = [template("attack", PerpInd=[["rebels"]])]
    assert figures(GOLD[1:], said)[ALL] == (0, 2, 0, 4)


def test_either_of_two_types_of_the_gold_is_right() -> None:
    gold = [template("attack / bombing", Target=[["bridge"]])]
    assert figures(gold, [template("bombing", Target=[["bridge"]])])[ALL] == (2, 2, 2, 2)


def test_of_two_templates_of_a_type_each_gets_the_partner_that_fits() -> None:
    gold = [template("attack", Victim=[["John Roe"]]), template("attack", Target=[["bridge"], ["mill"]])]
    assert figures(gold, gold[::-1])[ALL] == (5, 5, 5, 5)


def test_silence_where_there_is_nothing_counts_nothing() -> None:
    assert figures([], [])[ALL] == (0, 0, 0, 0)
    assert Filled().values() == {"n_gold": 0, "n_pred": 0}


def test_incidents_by_the_hundred_are_paired_in_time() -> None:
    many = [template("attack", Victim=[[f"victim {number}"]]) for number in range(60)]
    assert figures(many, many[::-1])[ALL] == (120, 120, 120, 120)


_types = st.sampled_from(["attack", "bombing"])
_names = st.lists(st.lists(st.sampled_from("xyz"), min_size=1, max_size=2), max_size=2)
_some = st.lists(
    st.builds(lambda t, v, w: template(t, Victim=v, Weapon=w), _types, _names, _names), max_size=3
)


@given(_some, _some)
def test_no_way_of_pairing_is_better(gold: list[Template], said: list[Template]) -> None:
    """The published search: every map from predicted to gold templates or none, each gold one used once."""
    best = 0.0
    for way in product([*range(len(gold)), None], repeat=len(said)):
        used = [one for one in way if one is not None]
        if len(set(used)) < len(used):
            continue
        right = found = 0
        for answer, number in zip(said, way, strict=True):
            if number is None or answer.type != gold[number].type:
                continue
            right, found = right + 1, found + 1
            for slot in Slot:
                mine, true = answer.of(slot), gold[number].of(slot)
                right += sum(any(set(one) <= set(other) for other in true) for one in mine)
                found += sum(any(set(one) <= set(other) for one in mine) for other in true)
        size = [sum(1 + sum(len(t.of(slot)) for slot in Slot) for t in side) for side in (said, gold)]
        best = max(best, f1(right / size[0], found / size[1]) if all(size) else 0.0)
    total = dict(tally(gold, said))[ALL]
    assert total.values().get("f1", 0.0) == pytest.approx(best, abs=1e-4)
    assert dict(tally(gold, said))[TYPE].sums()[1] == len(said)
