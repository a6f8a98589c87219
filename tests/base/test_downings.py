"""An aircraft that two sides tell of with other places, words and operators is one; two types are two."""

import pytest

from sayso.base import Base
from sayso.base.wired import shipped_rules
from sayso.model.report import Report
from sayso.pipeline import default_coder
from sayso.store import MemoryStore

pytestmark = [pytest.mark.model, pytest.mark.issue(6)]


def told_together(published: str, one: str, other: str) -> bool:
    """Whether the first event of each of two reports is of one incident."""
    base = Base(MemoryStore(), shipped_rules(), "sayso test")
    keys = []
    for name, text in (("a", one), ("b", other)):
        coded = default_coder().code(Report.from_text(text, published=published, id=name, language="en"))
        base.add(coded)
        keys.append(f"{name}@{coded.events[0].triggers[0].start}")
    return base.incident_of(keys[0]).id == base.incident_of(keys[1]).id


@pytest.mark.parametrize(
    ("published", "one", "other"),
    [
        (
            "2015-11-25",
            "Turkish F-16s shot down a Russian Su-24 near Kessab in Latakia province on Tuesday.",
            "A Russian Su-24 was shot down on 24 November and crashed near Rabia in Latakia province.",
        ),
        (
            "2019-02-28",
            "A Pakistani jet shot down an Indian MiG-21 near Bhimber on Wednesday, the army said.",
            "An Indian MiG-21 was shot down near Rajouri on 27 February, the Indian air force said.",
        ),
        (
            "1999-03-27",
            "NATO jets shot down a Yugoslav MiG-29 near Tuzla on Friday, the alliance said.",
            "A Yugoslav MiG-29 was shot down by American F-15s near Bijeljina on 26 March, Belgrade said.",
        ),
    ],
)
def test_two_sides_tell_one_loss(published: str, one: str, other: str) -> None:
    assert told_together(published, one, other)


def test_two_types_of_one_day_are_two_losses() -> None:
    one = "Rebels shot down a government MiG-23 near Taiz on Sunday, a rebel spokesman said."
    other = "Rebels shot down a government Su-22 near Taiz on Sunday, the army said."
    assert not told_together("2015-05-11", one, other)
