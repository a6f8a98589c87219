"""The grade of an incident and the reason that is shown with it."""

import pytest

from sayso.merge.lines.grades import graded
from sayso.model.incidents import Grade
from sayso.model.record import Coded
from sayso.model.statements import ClaimField, Stance
from tests.merge.lines.hand import ARMY, FRONT, HOSPITAL, POLICE, Says, denial, found, record

POLICE_SAYS = record(
    "a", "Police said the attack killed nine.", Says("Police", "the attack killed nine", who=POLICE)
)
ARMY_SAYS = record(
    "b", "The army said the attack killed nine.", Says("The army", "the attack killed nine", who=ARMY)
)
HOSPITAL_SAYS = record(
    "h",
    "The hospital said the attack killed nine.",
    Says("The hospital", "the attack killed nine", who=HOSPITAL),
)
RESIDENTS = record(
    "i",
    "There was no fighter in the house before the attack, residents said.",
    Says(
        "residents",
        "There was no fighter in the house before the attack",
        options={
            "stance": Stance.DENIES,
            "field": ClaimField.MILITARY_PRESENCE,
        },
    ),
)
WARDED_OFF = record(
    "j",
    "The army said the attack was repelled and caused no damage.",
    Says("The army", "the attack was repelled and caused no damage", who=ARMY),
)
OWNS = record(
    "c",
    "The Front said that its men made the attack.",
    Says(
        "The Front", "its men made the attack", who=FRONT, options={"stance": Stance.CLAIMS, "actor": FRONT}
    ),
)
DENIES = denial("d")
ACCUSES = record(
    "e",
    "Police said the Front made the attack.",
    Says(
        "Police", "the Front made the attack", who=POLICE, options={"actor": FRONT, "stance": Stance.ALLEGES}
    ),
)
OTHERWISE = record(
    "f",
    "The Front said the attack was a quarrel of soldiers.",
    Says("The Front", "the attack was a quarrel of soldiers", who=FRONT),
)
ANSWERED = record(
    "g",
    "The Front said that its men fired back after the attack.",
    Says(
        "The Front",
        "its men fired back after the attack",
        who=FRONT,
        options={"stance": Stance.CLAIMS, "field": ClaimField.JUSTIFICATION},
    ),
)


@pytest.mark.parametrize(
    ("reports", "grade", "why"),
    [
        ((POLICE_SAYS,), Grade.WEAK, "Police alone attests it"),
        ((POLICE_SAYS, HOSPITAL_SAYS), Grade.FAIR, "2 parties attest it, and nobody denies it"),
        ((POLICE_SAYS, ARMY_SAYS), Grade.WEAK, "Police alone attests it"),
        ((OWNS, RESIDENTS), Grade.CONTESTED, "residents denies what its owner says of it"),
        ((HOSPITAL_SAYS, RESIDENTS), Grade.FAIR, "2 parties attest it, and nobody denies it"),
        (
            (OWNS, WARDED_OFF),
            Grade.CONTESTED,
            "army tells of an accident or of a blow that was warded off",
        ),
        ((POLICE_SAYS, DENIES), Grade.CONTESTED, "Free Valley Front denies it, and nobody owns it"),
        (
            (ACCUSES, OTHERWISE),
            Grade.CONTESTED,
            "Police names Free Valley Front for it, which tells it otherwise",
        ),
        ((POLICE_SAYS, OWNS), Grade.CONFIRMED, "Free Valley Front tells it as its own deed"),
        ((DENIES, OWNS), Grade.CONFIRMED, "Free Valley Front tells it as its own deed"),
        ((POLICE_SAYS, ANSWERED), Grade.FAIR, "2 parties attest it, and nobody denies it"),
    ],
)
def test_the_grade_follows_its_rule(reports: tuple[Coded, ...], grade: Grade, why: str) -> None:
    result = graded(found(*reports))
    assert result is not None
    assert (result.grade, result.why) == (grade, why)


def test_nothing_said_has_no_grade() -> None:
    assert graded([]) is None
