from dataclasses import replace

from sayso.merge.lines import Remembered
from sayso.merge.lines.lines import said_in
from sayso.merge.lines.parts import Part, parts
from sayso.model.record import Coded
from tests.merge.lines.hand import POLICE, Says, record

TEXT = "The attack on the ferry at Lom was before dawn. Police said the attack killed two."
FIRST = record("a", TEXT, Says("Police", "the attack killed two", who=POLICE))


def part(coded: Coded, family: str = "a") -> Part:
    (made,) = parts([(coded, coded.events[0])], {"a": family})
    return made


def test_a_report_is_read_again_only_where_something_of_it_is_new() -> None:
    read = Remembered()
    first = read(part(FIRST))
    assert first == said_in(part(FIRST))
    assert read(part(replace(FIRST))) is first
    anew = replace(FIRST, statements=(), claims=())
    assert read(part(anew)) == said_in(part(anew)) != first
    assert [one.part.family for one in read(part(FIRST, "b"))] == ["b"]


def test_a_report_whose_text_is_found_to_be_anothers_is_told_in_that_ones_name() -> None:
    read, others = Remembered(), replace(part(FIRST, "b"), source="Lom Post")
    read(part(FIRST))
    assert read(others) == said_in(others)
    assert {one.part.source for one in read(others)} == {"Lom Post"}
