"""Accounts that cannot all be true, and those that only look so. The reports are ours."""

import pytest

from sayso.merge.disputes import disputes
from sayso.merge.sayings import Clash, Saying
from sayso.model.events import PartyRef
from sayso.model.parse import Parse
from sayso.model.parties import PartyKind
from sayso.model.spans import Span
from sayso.model.statements import Act, Basis, ClaimField, Source, Statement
from tests.merge.readable import disputes as told_disputes

ARMY = PartyRef("army", PartyKind.ARMED_FORCE, "ARM", sides=("ARM",))
REBELS = PartyRef("rebels", PartyKind.ARMED_GROUP, "reb")
DOCTORS = PartyRef("doctors", PartyKind.CIVILIAN)
PARSE = Parse("0123456789" * 9, (), (), (), ())


def saying(number: int, party: PartyRef | None, *events: str) -> Saying:
    here = Span(10 * number, 10 * number + 5)
    source = None if party is None else Source(party, None)
    one = Statement(f"s{number}", source, Basis.EXPLICIT, Act.ASSERT, "indirect", (here,), "clause")
    return Saying(one, here, (number,), number, number, events=frozenset(events))


def clash(field: ClaimField, a: Saying, b: Saying, weight: float = 1.0) -> Clash:
    return Clash(field, a, b, f"they differ on {field}", weight)


def shown(clashes: list[Clash]) -> list[tuple[str, list[str | None], tuple[str, ...], str]]:
    made = disputes(clashes, PARSE)
    return [(one.field.value, [s.party for s in one.sides], one.events, one.reason) for one in made]


def test_clashes_on_one_thing_that_share_a_saying_are_one_dispute() -> None:
    army, rebels = saying(0, ARMY, "e1"), saying(1, REBELS, "e2")
    doctors = saying(2, DOCTORS)
    clashes = [
        clash(ClaimField.ACTOR, army, rebels, 2.0),
        clash(ClaimField.OCCURRENCE, rebels, doctors),
        clash(ClaimField.CASUALTIES, army, doctors),
    ]
    assert shown(clashes) == [
        ("actor", ["army", "rebels", "doctors"], ("e1", "e2"), "they differ on actor"),
        ("casualties", ["army", "doctors"], ("e1",), "they differ on casualties"),
    ]


def test_who_speaks_twice_is_one_side() -> None:
    army, again, rebels = saying(0, ARMY), saying(1, ARMY), saying(2, REBELS)
    clashes = [clash(ClaimField.ACTOR, army, rebels), clash(ClaimField.ACTOR, again, rebels)]
    assert [sides for _, sides, _, _ in shown(clashes)] == [["army", "rebels"]]


def test_a_side_names_its_statement_and_quotes_it_unless_nobody_is_heard() -> None:
    no = saying(1, ARMY)
    unheard = no.unheard(Span(20, 25))
    first, second = disputes([clash(ClaimField.OCCURRENCE, unheard, no)], PARSE)[0].sides
    assert (first.party, first.statement, first.value) == ("army", "s1", "01234")
    assert (second.party, second.statement, second.value) == (None, None, "01234")


Told = list[tuple[str, list[tuple[str | None, str]]]]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The rebel group said government troops had killed 40 villagers in Mopti. The government said "
            "soldiers had killed 12 villagers.",
            [("casualties", [("rebel group", "killed 40 villagers"), ("Mali", "killed 12 villagers")])],
        ),
        (
            "The health ministry said 14 people were killed when Israeli shells hit a school in Rafah. The "
            "Israeli military said five militants were killed.",
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
        # Each of two tolls has its people: soldiers are counted against soldiers.
        (
            "The Philippine army said five soldiers and eleven rebels were killed in a clash in Samar. The "
            "New People's Army said that it lost two fighters and that nine soldiers died.",
            [
                (
                    "casualties",
                    [
                        ("Armed Forces of the Philippines", "five soldiers"),
                        ("New People's Army", "nine soldiers died"),
                    ],
                )
            ],
        ),
        # At least 20 and more than 25, about 20 and 19, a later count, two attacks: no dispute.
        (
            "At least 20 people were killed in the shelling of Sumy, the mayor said. The governor said more "
            "than 25 were killed.",
            [],
        ),
        (
            "About 20 people were killed in the shelling of Sumy, the mayor said. The governor said 19 "
            "people were killed.",
            [],
        ),
        (
            "Six people were killed in the shelling of Sumy, the mayor said. At noon the governor said the "
            "number of dead had risen to nine.",
            [],
        ),
        (
            "Two soldiers were killed by a mine near Gao, the army said. Five herders were shot dead near "
            "Mopti, a lawmaker said.",
            [],
        ),
    ],
)
def test_figures_of_two_speakers_are_a_dispute_only_where_they_exclude_each_other(
    text: str, expected: Told
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
                        ("army", "denied that it had bombed the clinic"),
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
                        ("Chad", "accused Sudanese militias of killing 20 villagers at Adre"),
                        ("Sudan", "denied the accusation"),
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
                        ("rebels", "denied shelling the market"),
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
                    [
                        ("Ukraine", "Russia had shelled a hospital in Kherson on Monday"),
                        ("Russia", "denied this"),
                    ],
                )
            ],
        ),
        # The denial may be told first, and paragraphs away.
        (
            "Russia denied shelling a hospital in Kherson.\n\nSnow fell on the city all night.\n\nUkraine "
            "said Russia had shelled the hospital.",
            [
                (
                    "occurrence",
                    [
                        ("Russia", "denied shelling a hospital in Kherson"),
                        ("Ukraine", "Russia had shelled the hospital"),
                    ],
                )
            ],
        ),
        # No verb of denial: a negated content says the same.
        (
            "Venezuela accused Colombia of sending paramilitaries across the border on Tuesday.\n\nColombia "
            "said it had sent nobody anywhere.",
            [
                (
                    "occurrence",
                    [
                        (
                            "Venezuela",
                            "accused Colombia of sending paramilitaries across the border on Tuesday",
                        ),
                        ("Colombia", "it had sent nobody anywhere"),
                    ],
                )
            ],
        ),
        # Nobody is heard to say what is denied: its speaker is open.
        (
            "Burundi's army denied reports that its troops had attacked villages in Congo.",
            [
                (
                    "occurrence",
                    [
                        (
                            "Burundian Armed Forces",
                            "denied reports that its troops had attacked villages in Congo",
                        ),
                        (None, "its troops had attacked villages in Congo"),
                    ],
                )
            ],
        ),
        # What is denied is what the report itself tells as a fact.
        (
            "Police shot dead four protesters in Conakry on Friday. Guinea denied that police "
            "had shot anybody.",
            [
                (
                    "occurrence",
                    [
                        (None, "Police shot dead four protesters in Conakry on Friday"),
                        ("Guinea", "denied that police had shot anybody"),
                    ],
                )
            ],
        ),
    ],
)
def test_a_no_and_what_it_denies_are_a_dispute(text: str, expected: Told) -> None:
    assert told_disputes(text) == expected


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Who they were, who holds the town, who fired first, and what stood there.
        (
            "Mali's army said it killed 50 jihadists in an operation in Moura, while witnesses told Human "
            "Rights Watch that most of the dead were civilians.",
            [
                (
                    "target",
                    [
                        ("Malian Armed Forces", "it killed 50 jihadists in an operation in Moura"),
                        ("witnesses", "most of the dead were civilians"),
                    ],
                )
            ],
        ),
        (
            "Rebels of the Ogaden front said they had captured the town of Degehabur on Sunday.\n\nAn "
            "Ethiopian army spokesman said the assault was repulsed and that the town was calm.",
            [
                (
                    "military_presence",
                    [
                        ("Rebels", "they had captured the town of Degehabur on Sunday"),
                        (
                            "Ethiopian National Defense Force",
                            "the assault was repulsed and that the town was calm",
                        ),
                    ],
                )
            ],
        ),
        (
            "Saudi Arabia said its jets had bombed a weapons depot in Saada. The Houthis said the jets had "
            "bombed a school.",
            [
                (
                    "target",
                    [
                        ("Saudi Arabia", "its jets had bombed a weapons depot in Saada"),
                        ("Houthis", "the jets had bombed a school"),
                    ],
                )
            ],
        ),
    ],
)
def test_two_values_that_exclude_each_other_are_a_dispute(text: str, expected: Told) -> None:
    assert told_disputes(text) == expected


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        # A part and its whole agree.
        "A US drone strike killed a militant leader in Idlib, the US-led coalition said. The United States "
        "said the strike was carried out on Sunday.",
        # Who denies a part in one act and alleges another denies not the other.
        "The rebels denied involvement and claimed that troops had opened fire on villagers in Jolo.",
        # Who will not say denies nothing.
        "Residents said Israeli jets struck a depot outside Homs. The Israeli military declined to comment.",
        "Residents said Israeli jets struck a depot outside Homs. Israel did not comment.",
        # Nobody could verify it, which is nobody's denial.
        "Rebels say they shot down an army plane near Tabuk. The claim could not be independently verified.",
        # Another matter is denied.
        "Bandits attacked a bus near Kaduna, police said. The police chief denied that he planned to resign.",
        # To deny somebody entry denies no account.
        "Shells hit a clinic near Goma, doctors said. The army denied reporters entry to the town.",
        # A threat and a counter-threat are no accounts.
        "Iran said it would strike the base if attacked. The United States said it would not hesitate to "
        "respond.",
    ],
)
def test_agreement_silence_and_other_matters_are_no_dispute(text: str) -> None:
    assert told_disputes(text) == []
