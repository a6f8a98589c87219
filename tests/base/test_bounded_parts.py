"""Connected parts: what is kept of them has a bound, and every answer is what it is without one."""

import gc
import weakref
from collections.abc import Set

from hypothesis import given
from hypothesis import strategies as st

from sayso.base.parts import Parts

Pairs = Set[tuple[str, str]]


class Made:
    """What was made of a part."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names


def parts_of(pairs: Pairs, most: int) -> Parts[Made]:
    def next_to(name: str) -> list[str]:
        return [b if a == name else a for a, b in pairs if name in (a, b)]

    return Parts(next_to, lambda names, _: Made(names), most)


_NAMES = st.sampled_from("abcdefgh")
_ASKED = st.lists(st.tuples(_NAMES, st.booleans()))


@given(st.frozensets(st.tuples(_NAMES, _NAMES)), _ASKED, st.integers(1, 5))
def test_a_bound_changes_no_answer(pairs: Pairs, asked: list[tuple[str, bool]], most: int) -> None:
    bounded, whole = parts_of(pairs, most), parts_of(pairs, 100)
    for name, touched in asked:
        if touched:
            bounded.touch([name])
        assert bounded.of(name).names == whole.of(name).names
        assert bounded.names(name) == whole.names(name)


def test_what_was_made_first_is_let_go() -> None:
    one = parts_of(frozenset(), 3)
    first = weakref.ref(one.of("a"))
    for name in "bcd":
        one.of(name)
    gc.collect()
    assert first() is None


def test_a_part_larger_than_the_bound_is_kept() -> None:
    one = parts_of({("a", "b"), ("b", "c")}, 2)
    assert one.of("a") is one.of("c")
