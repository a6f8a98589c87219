"""Candidates: what may be one event shares a key, and what is far apart does not."""

from dataclasses import replace
from datetime import date

import pytest

from sayso.merge.across import Dated, Member, candidates, keys
from sayso.merge.across.kinds import Kind
from tests.merge.across.by_hand import at, member

ONE = member("a", Kind.BLAST, 4, "Kara")


@pytest.mark.parametrize(
    ("other", "meets"),
    [
        (member("b", Kind.HARM, 4, "Bela"), True),
        (member("b", Kind.BLAST, 5, "Kara"), False),
        (member("b", Kind.ARREST, 4, "Kara"), False),
        (replace(member("b", Kind.BLAST, 5), dated=Dated.CARRIED), True),
        (replace(member("b", Kind.BLAST, 4), countries=frozenset({"XXB"}), lands=frozenset()), False),
        (replace(member("b", day=4, place="Kara"), countries=frozenset(), lands=frozenset()), True),
        (replace(member("b", day=4), countries=frozenset(), lands=frozenset({"XXA"})), True),
        (
            replace(
                member("b", day=4), countries=frozenset(), lands=frozenset(), mentioned=frozenset({"kara"})
            ),
            True,
        ),
        (replace(member("b", day=4), many=True), False),
    ],
)
def test_candidates_share_kind_day_and_area(other: Member, meets: bool) -> None:
    assert bool(set(keys(ONE)) & set(keys(other))) is meets
    assert bool(list(candidates([ONE, other]))) is meets


def test_long_stretches_are_looked_up_by_their_months() -> None:
    long = replace(ONE, days=(date(2015, 1, 1), date(2015, 3, 31)), where=at())
    assert keys(long) == ("force|2015-01|XXA", "force|2015-02|XXA", "force|2015-03|XXA")


def test_an_event_without_anything_has_a_key() -> None:
    bare = replace(ONE, days=None, where=at(), countries=frozenset(), lands=frozenset())
    assert keys(bare) == ("force|-|?",)
