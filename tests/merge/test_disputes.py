"""Accounts that cannot all be true. The reports are ours."""

from dataclasses import replace

import pytest

from sayso.merge.disputes import disputes
from sayso.model.events import PartyRef, Toll
from sayso.model.parties import PartyKind
from sayso.model.record import Dispute
from sayso.model.spans import Fact, Span
from sayso.model.statements import Act, Basis, Claim, ClaimField, Source, Stance, Statement
from tests.merge.hand import event
from tests.merge.readable import disputes as told_disputes

ARMY = PartyRef("army", PartyKind.ARMED_FORCE)
REBELS = PartyRef("rebels", PartyKind.ARMED_GROUP)


def said(number: int, party: PartyRef | None, frame: str = "clause") -> Statement:
    source = None if party is None else Source(party, None)
    here = Span(10 * number, 10 * number + 5)
    return Statement(f"s{number}", source, Basis.EXPLICIT, Act.ASSERT, "indirect", (here,), frame)


def claim(number: int, stance: Stance, field: ClaimField = ClaimField.OCCURRENCE) -> Claim:
    return Claim(f"c{number}", f"s{number}", "e1", field, stance, "", Span(10 * number, 10 * number + 5))


def found(rows: list[tuple[PartyRef | None, Stance, ClaimField]]) -> list[tuple[str, list[str | None]]]:
    statements = [said(n, party) for n, (party, _, _) in enumerate(rows)]
    claims = [claim(n, stance, field) for n, (_, stance, field) in enumerate(rows)]
    return shown(disputes([event(1)], claims, {one.id: one for one in statements}))


def shown(made: list[Dispute]) -> list[tuple[str, list[str | None]]]:
    return [(one.field.value, [side.party for side in one.sides]) for one in made]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [(ARMY, Stance.ALLEGES, ClaimField.OCCURRENCE), (REBELS, Stance.DENIES, ClaimField.OCCURRENCE)],
            [("occurrence", ["army", "rebels"])],
        ),
        (
            [(ARMY, Stance.ALLEGES, ClaimField.ACTOR), (REBELS, Stance.DENIES, ClaimField.RESPONSIBILITY)],
            [("responsibility", ["army", "rebels"])],
        ),
        (
            [(ARMY, Stance.ALLEGES, ClaimField.OCCURRENCE), (None, Stance.DENIES, ClaimField.OCCURRENCE)],
            [("occurrence", ["army", None])],
        ),
        # Nobody is set against himself, silence denies nothing, and another field is no contradiction.
        ([(ARMY, Stance.CLAIMS, ClaimField.OCCURRENCE), (ARMY, Stance.DENIES, ClaimField.OCCURRENCE)], []),
        (
            [(ARMY, Stance.ALLEGES, ClaimField.OCCURRENCE), (REBELS, Stance.DECLINES, ClaimField.OCCURRENCE)],
            [],
        ),
        ([(ARMY, Stance.ALLEGES, ClaimField.PLACE), (REBELS, Stance.DENIES, ClaimField.WEAPON)], []),
        ([(REBELS, Stance.DENIES, ClaimField.OCCURRENCE)], []),
        ([], []),
    ],
)
def test_a_denial_and_what_it_denies_are_a_dispute(
    rows: list[tuple[PartyRef | None, Stance, ClaimField]], expected: list[tuple[str, list[str | None]]]
) -> None:
    assert found(rows) == expected


def test_the_reports_own_voice_is_no_side() -> None:
    statements = {"s0": said(0, None, "author"), "s1": said(1, REBELS)}
    claims = [claim(0, Stance.ASSERTS), claim(1, Stance.DENIES)]
    assert disputes([event(1)], claims, statements) == []


def test_accounts_that_the_text_sets_against_each_other_are_a_dispute() -> None:
    army = replace(said(0, ARMY), contrast="s1")
    rebels = replace(said(1, REBELS), contrast="s0")
    made = disputes([event(1)], [claim(1, Stance.DENIES, ClaimField.TARGET)], {"s0": army, "s1": rebels})
    assert shown(made) == [("target", ["army", "rebels"])]


def toll(source: str | None, low: int, high: int | None, *, narrated: bool = False) -> Fact[Toll]:
    return Fact(Toll("killed", low, high, None, source, narrated), (Span(low, low + 1),))


@pytest.mark.parametrize(
    ("tolls", "expected"),
    [
        ([toll("army", 12, 12), toll("rebels", 40, 40)], [("casualties", ["army", "rebels"])]),
        (
            [toll("army", 12, 12), toll("rebels", 40, 40), toll("doctors", 23, 23)],
            [("casualties", ["army", "rebels", "doctors"])],
        ),
        ([toll("army", 12, 12), toll(None, 40, 40)], [("casualties", ["army", None])]),
        ([toll("army", 0, 0), toll("rebels", 3, 3)], [("casualties", ["army", "rebels"])]),
        # "at least 12" and 40 may both be true, so may 20 to 30 and 25; the report's own figure is no side.
        ([toll("army", 12, None), toll("rebels", 40, 40)], []),
        ([toll("army", 20, 30), toll("rebels", 25, 25)], []),
        ([toll("army", 12, 12), toll("army", 14, 14)], []),
        ([toll("army", 12, 12), toll(None, 40, 40, narrated=True)], []),
    ],
)
def test_figures_that_exclude_each_other_are_one_dispute(
    tolls: list[Fact[Toll]], expected: list[tuple[str, list[str | None]]]
) -> None:
    assert shown(disputes([replace(event(1), tolls=tuple(tolls))], [], {})) == expected


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The rebel group said government troops had killed 40 villagers in Mopti. The government said "
            "soldiers had "
            "killed 12 villagers.",
            [("casualties", [("rebel group", "killed 40 villagers"), ("Mali", "killed 12 villagers")])],
        ),
        (
            "The health ministry said 14 people were killed when Israeli shells hit a school in Rafah. The "
            "Israeli "
            "military said five militants were killed.",
            [
                (
                    "casualties",
                    [
                        ("health ministry", "14 people were killed"),
                        ("Israel Defense Forces", "five militants were killed"),
                    ],
                )
            ],
        ),
        (
            "At least 20 people were killed in the shelling of Sumy, the mayor said. The governor said more "
            "than 25 were "
            "killed.",
            [],
        ),
    ],
)
def test_figures_of_two_sources_are_a_dispute_only_where_they_exclude_each_other(
    text: str, expected: list[tuple[str, list[tuple[str | None, str]]]]
) -> None:
    assert told_disputes(text) == expected


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Residents said the army had bombed a clinic in Pinlebu. The army denied that it had bombed the "
            "clinic.",
            [
                (
                    "occurrence",
                    [
                        ("Residents", "the army had bombed a clinic in Pinlebu"),
                        ("army", "it had bombed the clinic"),
                    ],
                )
            ],
        ),
        (
            "Chad accused Sudanese militias of killing 20 villagers at Adre. Sudan denied the accusation.",
            [
                (
                    "actor",
                    [
                        ("Chad", "Sudanese militias of killing 20 villagers at Adre"),
                        ("Sudan", "the accusation"),
                    ],
                ),
            ],
        ),
        (
            "The army said rebels shelled the market of Taiz on Monday. The rebels denied shelling the "
            "market.",
            [
                (
                    "occurrence",
                    [
                        ("army", "rebels shelled the market of Taiz on Monday"),
                        ("rebels", "shelling the market"),
                    ],
                )
            ],
        ),
        # A pronoun denies what was said last.
        (
            "Ukraine said Russia had shelled a hospital in Kherson on Monday. Russia denied this.",
            [
                (
                    "responsibility",
                    [("Ukraine", "Russia had shelled a hospital in Kherson on Monday"), ("Russia", "this")],
                )
            ],
        ),
        # The denial may be told first.
        (
            "Russia denied shelling a hospital in Kherson. Ukraine said Russia had shelled the hospital.",
            [
                (
                    "occurrence",
                    [
                        ("Ukraine", "Russia had shelled the hospital"),
                        ("Russia", "shelling a hospital in Kherson"),
                    ],
                )
            ],
        ),
    ],
)
def test_an_accusation_and_its_denial_are_a_dispute(
    text: str, expected: list[tuple[str, list[tuple[str | None, str]]]]
) -> None:
    assert told_disputes(text) == expected


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        # A part and its whole agree.
        "A US drone strike killed a militant leader in Idlib, the US-led coalition said. The United States "
        "said the "
        "strike was carried out on Sunday.",
        # Who denies a part in one act and alleges another denies not the other.
        "The rebels denied involvement and claimed that troops had opened fire on villagers in Jolo.",
        # Who will not say denies nothing.
        "Residents said Israeli jets struck a depot outside Homs. The Israeli military declined to comment.",
        # Nobody could verify it, which is nobody's denial.
        "Rebels say they shot down an army plane near Tabuk. The claim could not be independently verified.",
    ],
)
def test_agreement_and_silence_are_no_dispute(text: str) -> None:
    assert told_disputes(text) == []
