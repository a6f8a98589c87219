from hypothesis import given
from hypothesis import strategies as st

from sayso.evaluate.intervals import intervals
from sayso.evaluate.tally import Found, Share, Tally, total


def tallies(counts: list[tuple[int, int]]) -> list[Tally]:
    made = []
    for hits, missed in counts:
        tally = Tally()
        tally.add("events", Found(hits, hits, hits + missed))
        tally.add("modality", Share(hits, hits + missed))
        made.append(tally)
    return made


COUNTS = st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9)), min_size=2, max_size=6)


@given(COUNTS)
def test_an_interval_lies_between_the_worst_and_the_best_document(counts: list[tuple[int, int]]) -> None:
    each = [dict(t)["modality"].values()["acc"] for t in tallies(counts)]
    low, high = intervals(tallies(counts), draws=50)["modality"]["acc"]
    assert min(each) <= low <= high <= max(each)


def test_two_unlike_documents_give_the_widest_interval_and_the_total_lies_inside() -> None:
    made = tallies([(10, 0), (0, 10)])
    assert intervals(made)["events"]["r"] == (0.0, 1.0)
    assert dict(total(made))["events"].values()["r"] == 0.5


def test_documents_that_agree_leave_no_doubt() -> None:
    assert intervals(tallies([(3, 1)] * 5))["events"]["r"] == (0.75, 0.75)


def test_the_same_documents_have_the_same_intervals() -> None:
    made = tallies([(3, 1), (0, 4), (2, 2)])
    assert intervals(made) == intervals(made)


def test_one_document_has_no_interval() -> None:
    assert intervals(tallies([(3, 1)])) == {}


def test_a_question_that_no_draw_asks_has_no_interval() -> None:
    nothing = Tally()
    nothing.add("weapons", Found(0, 0, 0))
    assert intervals([nothing, nothing])["weapons"] == {}
