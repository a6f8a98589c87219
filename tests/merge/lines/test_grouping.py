"""Utterances of very many copies of one text: folded first, with what comparing every pair gives."""

from random import Random

import pytest

from sayso.merge.lines import grouping
from sayso.merge.lines.lines import apart, lines, said_in, sameness
from sayso.merge.lines.parts import parts
from sayso.merge.lines.utterances import Utterance
from sayso.model.record import Coded
from tests.merge.lines.hand import ARMY, POLICE, Says, record, told

ONE = "nine people died in the attack on the crowded ferry at Lom in the early morning"
OTHER = "two gunmen fled across the river toward the northern hills after the attack"


def copies(count: int) -> list[Coded]:
    """One text in so many papers; in every fifth one word of what is said was replaced."""
    made = []
    for n in range(count):
        first = ONE.replace("crowded", "packed") if n % 5 == 0 else ONE
        text = f"The army said that {first}. Police said that {OTHER}."
        said = (Says("The army", first, who=ARMY), Says("Police", OTHER, who=POLICE))
        made.append(record(f"r{n:03}", text, *said, outlet=f"Paper {n}"))
    return made


def said_of(records: list[Coded]) -> list[Utterance]:
    members = [(coded, event) for coded in records for event in coded.events]
    family = {coded.report.id: "r000" for coded in records}
    found = [one for part in parts(members, family) for one in said_in(part)]
    return sorted(found, key=lambda one: one.order)


def compared(count: int) -> int:
    """How many pairs of utterances are compared for their likeness or for what excludes it."""
    asked = [0]

    def counted(one: Utterance, other: Utterance) -> float:
        asked[0] += 1
        return sameness(one, other)

    def excluded(one: Utterance, other: Utterance) -> bool:
        asked[0] += 1
        return apart(one, other)

    grouping.grouped(said_of(copies(count)), counted, excluded)
    return asked[0]


def test_each_further_copy_of_a_text_costs_a_few_comparisons_and_not_one_with_every_other() -> None:
    first, second = compared(150), compared(300)
    assert second - first <= 150 * 12
    assert second < 300 * 12  # of 300 copies with three utterances each there are 400,000 pairs


@pytest.mark.parametrize("count", [2, 6, 20])
def test_folding_gives_the_lines_that_comparing_every_pair_gives(
    count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = copies(count)
    family = {coded.report.id: "r000" for coded in records}
    every = told(*records, families=family)
    monkeypatch.setattr(grouping, "ALL_PAIRS", 0)
    assert told(*records, families=family) == every
    assert len(every) >= 2


def test_the_lines_of_many_copies_do_not_depend_on_their_order() -> None:
    records = copies(80)
    family = {coded.report.id: "r000" for coded in records}
    expected = told(*records, families=family)
    Random(5).shuffle(records)
    assert told(*records, families=family) == expected
    assert sum(line.count(" r0") for line in expected) >= 160


def test_what_one_report_says_twice_is_never_folded_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grouping, "ALL_PAIRS", 0)
    text = f"The army said that {ONE}. Police said that {OTHER}. The army said that {ONE} again."
    twice = record(
        "a",
        text,
        Says("The army", ONE, who=ARMY),
        Says("Police", OTHER, who=POLICE),
    )
    members = [(twice, event) for event in twice.events]
    for line in lines(parts(members, {}, [twice])):
        reports = [one.part.coded.report.id for one in line.utterances]
        assert len(reports) == len(set(reports))
