"""Questions in addresses."""

from dataclasses import fields
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sayso.desk import NAMES
from sayso.errors import SaysoError
from sayso.model.filters import Area, Filters, Sort
from sayso.show.web.asked import Asked, asked, split_words


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ([], Filters()),
        ([("q", "tanks"), ("actor", ""), ("from", "  ")], Filters(text="tanks")),
        ([("from", "2017-06"), ("to", "2017-06")], Filters(since=date(2017, 6, 1), until=date(2017, 6, 30))),
        ([("disputed", "1"), ("type", "assault")], Filters(disputed=True, type="ASSAULT")),
        ([("area", "10,20,30,40")], Filters(area=Area(10, 20, 30, 40))),
        ([("q", "tanks actor:SDF disputed:yes after:2017-06-01")], Filters(
            text="tanks", actor="SDF", disputed=True, since=date(2017, 6, 1))),
        ([("q", 'actor:"Free Army" before:2018')], Filters(actor="Free Army", until=date(2018, 12, 31))),
        ([("q", 'at 12:30 "actor:SDF" -drone')], Filters(text='at 12:30 "actor:SDF" -drone')),
        ([("q", "actor:SDF"), ("actor", "YPG")], Filters(actor="SDF")),
        ([("actor", "SDF"), ("actor", "SDF")], Filters(actor="SDF")),
        ([("q", "دمشق \u202eevil")], Filters(text="دمشق \u202eevil")),
    ],
)  # fmt: skip
def test_parameters_are_filters(parameters: list[tuple[str, str]], expected: Filters) -> None:
    assert asked(parameters).filters == expected


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ([("colour", "red")], "unknown parameter 'colour'"),
        ([("since", "soon")], "since 'soon' is no day"),
        ([("since", "2018"), ("until", "2017")], "later than until"),
        ([("type", "WAR")], "unknown type 'WAR'"),
        ([("disputed", "perhaps")], "write yes or no"),
        ([("actor", "SDF"), ("actor", "YPG")], "actor is given twice"),
        ([("from", "2017"), ("since", "2018")], "given twice"),
        ([("limit", "0")], "1 to 200"),
        ([("limit", "201")], "1 to 200"),
        ([("limit", "5e9")], "1 to 200"),
        ([("sort", "best")], "unknown sort 'best'"),
        ([("q", "-actor:SDF tanks")], "left out with a minus"),
        ([("q", "x" * 2_001)], "2000 are the most"),
        ([("area", "1,2,3")], "is no box"),
    ],
)
def test_what_makes_no_sense_is_refused(parameters: list[tuple[str, str]], said: str) -> None:
    with pytest.raises(SaysoError, match=said):
        asked(parameters)


def test_equal_questions_have_equal_addresses() -> None:
    one = asked([("to", "2017-06"), ("q", "disputed:1 tanks"), ("limit", "50"), ("sort", "relevance")])
    other = asked([("text", "tanks"), ("disputed", "yes"), ("until", "2017-06"), ("after", "WzEsMl0")])
    assert list(one.given.items()) == list(other.given.items())
    assert one.given == {"q": "tanks", "until": "2017-06", "disputed": "yes"}


def test_order_by_relevance_needs_words() -> None:
    assert asked([("sort", "relevance")]) == Asked(Filters(), {})
    assert asked([("q", "tanks")]).sort is Sort.RELEVANCE
    assert asked([("q", "tanks"), ("sort", "newest")]).given == {"q": "tanks", "sort": "newest"}


def test_a_page_reads_parameters_of_its_own() -> None:
    assert asked([("zoom", "3"), ("actor", "SDF")], own=("zoom",)).given == {"actor": "SDF"}


_VALUES = st.one_of(
    st.text(max_size=40), st.sampled_from(["yes", "0", "2017-06", "ASSAULT", "1,2,3,4", "0.5"])
)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from([*NAMES, "q", "from", "to", "sort", "limit", "after"]), _VALUES))
def test_a_question_asked_again_by_its_address_is_the_same(parameters: dict[str, str]) -> None:
    try:
        one = asked(parameters.items())
    except SaysoError:
        return
    again = asked(one.given.items())
    assert (again.filters, again.given, again.sort, again.limit) == (
        one.filters,
        one.given,
        one.sort,
        one.limit,
    )


@pytest.mark.parametrize(
    "typed", ["q:actor:SDF", 'text:"tanks actor:SDF" shells', "q:q:actor:SDF after:2017", "q:-actor:SDF"]
)
def test_what_looks_like_a_filter_in_words_is_one_in_no_later_address(typed: str) -> None:
    one = asked([("q", typed)])
    assert asked(one.given.items()) == one
    assert one.filters.actor is None


_BLANKS = "\t\n\x1c\x1d\x1f\x85\xa0\u2028\u3000"
_PIECES = ("q:", "text:", "actor:", '"', "-", ":", " ", "a", "ſ", "\x00", *_BLANKS)


@given(st.lists(st.sampled_from(_PIECES), max_size=12).map("".join))
@example('q:"tanks\x1c\x1cshells"')
@example('text:"\u2028 a\t\tb')
def test_whatever_counts_as_blank_in_words_is_asked_again_as_it_was(typed: str) -> None:
    try:
        one = asked([("q", typed)])
    except SaysoError:
        return
    assert asked(one.given.items()) == one


def test_blanks_of_any_kind_within_words_are_one() -> None:
    assert asked([("q", 'q:"tanks \x1c\u3000 shells"')]).given == {"q": "tanks shells"}


@given(st.text(max_size=200))
def test_words_that_name_no_filter_are_all_searched_for(typed: str) -> None:
    try:
        words, named = split_words(typed)
    except SaysoError:
        return
    if not named and ":" not in typed:
        assert "".join(words.split()) == "".join(typed.split())


def test_every_filter_can_be_asked_for() -> None:
    assert set(NAMES) == {field.name for field in fields(Filters)}
