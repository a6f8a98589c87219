"""What of a version does not stand any more by a later one."""

import pytest

from sayso.merge.revisions import gone, revision
from sayso.model.record import Coded
from tests.merge.revisions.making import coded, event, version

A = "Rebels shelled Tal on Monday and killed four soldiers, the army said."
B = "Lorries waited on both banks of the river until the evening."
NOTICE = "Correction: an earlier version put the dead at four. That was wrong."


def attack(text: str, report: str, words: str, dead: int) -> Coded:
    made = event(text, "shelled", actors=["Rebels"], place="Tal", tolls=[(words, "killed", dead, dead)])
    return coded(version(text, report), [made])


FIRST = attack(f"{A} {B}", "v1", "four soldiers", 4)


def went(later: Coded) -> list[list[str]]:
    """The words of facts and the sentences of the first version that do not stand."""
    earlier, _ = gone(FIRST, later, revision(FIRST, later))
    return [[span.of(FIRST.report.text) for span in some] for some in (earlier.facts, earlier.words)]


def test_a_sentence_that_went_does_not_stand() -> None:
    assert went(attack(A, "v2", "four soldiers", 4)) == [[], [B]]
    assert went(attack(f"{A} {B} Snow fell.", "v2", "four soldiers", 4)) == [[], []]


@pytest.mark.parametrize(("notice", "expected"), [("", []), (f"\n\n{NOTICE}", ["four soldiers"])])
def test_a_figure_that_another_replaced_stands_unless_a_notice_calls_it_wrong(
    notice: str, expected: list[str]
) -> None:
    text = f"{A} {B}{notice}".replace("four soldiers", "nine soldiers")
    assert went(attack(text, "v2", "nine soldiers", 9)) == [expected, []]


def test_by_a_kill_notice_nothing_of_either_version_stands() -> None:
    later = coded(version("KILL NOTICE. Do not use our story on Tal. The story is withdrawn.", "k"))
    both = gone(FIRST, later, revision(FIRST, later))
    whole = [(one.words[0].start, one.words[0].end) for one in both]
    assert whole == [(0, len(FIRST.report.text)), (0, len(later.report.text))]


def test_a_notice_that_takes_something_back_is_no_account_of_it() -> None:
    notice = "Correction: an earlier version told of rebels on lorries. That was wrong."
    later = attack(f"{A}\n\n{notice}", "v2", "four soldiers", 4)
    _, repeated = gone(FIRST, later, revision(FIRST, later))
    assert [span.of(later.report.text) for span in repeated.words] == [notice]
