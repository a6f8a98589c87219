from datetime import UTC, date, datetime

import pytest

from sayso.merge.revisions.views import fates, lost, standing
from sayso.model.record import Coded
from tests.merge.revisions.making import coded, event, version

TAIL = " The road to the coast was closed. A teacher counted the shells from her roof."


def told(report: str, at: str, killed: str, count: int, more: str = "") -> Coded:
    text = f"Rebels shelled Tal on Monday and killed {killed} soldiers, the army said.{TAIL}{more}"
    tolls = [(f"{killed} soldiers", "killed", count, count)]
    return coded(version(text, report, at=at), [event(text, "shelled", actors=["Rebels"], tolls=tolls)])


KILL = "KILL NOTICE. Do not use our report on Tal. Nobody shelled the town. The figures are withdrawn."
CHAIN = [
    told("v1", "2021-03-01T14:00", "five", 5, " A bridge fell at noon."),
    told("v2", "2021-03-01T16:00", "nine", 9),
    told("v3", "2021-03-01T18:00", "seven", 7),
]


@pytest.mark.parametrize(
    ("at", "report"),
    [
        (datetime(2021, 3, 1, 13, 59), None),
        (datetime(2021, 3, 1, 14), "v1"),
        (datetime(2021, 3, 1, 17, 0, tzinfo=UTC), "v2"),
        (date(2021, 3, 1), "v3"),
        (date(2021, 2, 28), None),
    ],
)
def test_the_version_that_readers_had_is_the_last_one_by_then(
    at: datetime | date, report: str | None
) -> None:
    found = standing(CHAIN, at)
    assert (None if found is None else found.report.id) == report


def test_it_is_told_what_the_version_of_two_said_that_the_version_of_six_dropped() -> None:
    found = lost(CHAIN, datetime(2021, 3, 1, 14), datetime(2021, 3, 1, 18))
    assert found is not None
    assert (found.earlier, found.later, found.sentences) == ("v1", "v3", ("A bridge fell at noon.",))
    assert [(c.field.value, c.kind.value, c.before, c.after) for c in found.changes] == [
        ("killed", "changed", "5", "7")
    ]


def test_between_two_moments_of_one_version_nothing_is_lost() -> None:
    found = lost(CHAIN, datetime(2021, 3, 1, 14), datetime(2021, 3, 1, 15))
    assert found is not None
    assert (found.sentences, found.changes) == ((), ())
    assert lost(CHAIN, datetime(2021, 3, 1, 9), datetime(2021, 3, 1, 15)) is None


def test_each_fact_that_did_not_stay_has_an_end() -> None:
    made = [(f.value, f.kind.value, f.said, f.ended, f.after) for f in fates(CHAIN)]
    assert made == [("5", "changed", "v1", "v2", "9"), ("9", "changed", "v2", "v3", "7")]


def test_what_a_kill_notice_took_back_stays_so_whatever_follows() -> None:
    killed = coded(version(KILL, "k", at="2021-03-02T09:00"))
    again = told("v5", "2021-03-02T12:00", "seven", 7)
    made = {(f.field.value, f.value): (f.kind.value, f.said, f.ended) for f in fates([*CHAIN, killed, again])}
    assert made["killed", "7"] == ("retracted", "v3", "k")
    assert made["type", "ASSAULT (shelled)"] == ("retracted", "v3", "k")


def test_a_fact_that_was_dropped_and_comes_again_stands() -> None:
    bare = "Rebels shelled Tal on Monday, the army said." + TAIL
    without = coded(version(bare, "v2", at="2021-03-01T16:00"), [event(bare, "shelled", actors=["Rebels"])])
    assert [f.value for f in fates([CHAIN[0], without])] == ["5"]
    assert fates([CHAIN[1], without, told("v4", "2021-03-01T19:00", "nine", 9)]) == ()


def test_one_version_alone_has_lost_nothing() -> None:
    assert fates(CHAIN[:1]) == ()
