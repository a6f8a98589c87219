"""Looking quotations up by their place, held against asking each of them."""

from sayso.model.parse import Parse, Quote, Token
from sayso.model.quoted import quotation_around, quotations_in, tokens_in
from sayso.model.ranges import Stretches
from sayso.model.spans import Span

TEXT = "a “b ‘c’ d” e “f” g"


def quote(start: int, end: int, depth: int = 0) -> Quote:
    return Quote(Span(start, end), Span(start + 1, end - 1), 0, closed=True, depth=depth)


def token(index: int, at: int) -> Token:
    return Token(index, Span(at, at + 1), TEXT[at], TEXT[at], "X", "dep", index, TEXT[at], 0, 0)


def parse() -> Parse:
    tokens = tuple(token(n, at) for n, at in enumerate(i for i, c in enumerate(TEXT) if not c.isspace()))
    return Parse(TEXT, (), (), tokens, (quote(2, 11), quote(5, 8, depth=1), quote(14, 17)))


def test_quotations_within_quotations_are_not_among_the_outermost() -> None:
    assert parse().outermost == (quote(2, 11), quote(14, 17))


def test_a_quotation_is_found_by_what_stands_in_it_marks_aside() -> None:
    one = parse()
    for start in range(len(TEXT)):
        for end in range(start + 1, len(TEXT) + 1):
            here = Span(start, end)
            around = [q for q in one.outermost if q.inner.covers(here)]
            assert quotation_around(one, here) == (around[0] if around else None)
            assert list(quotations_in(one, here)) == [q for q in one.outermost if q.inner.overlaps(here)]


def test_the_tokens_of_a_stretch_are_those_that_stand_wholly_in_it() -> None:
    one = parse()
    for start in range(len(TEXT)):
        for end in range(start + 1, len(TEXT) + 1):
            inside = [t.index for t in one.tokens if Span(start, end).covers(t.span)]
            assert list(tokens_in(one, Span(start, end))) == inside


def test_stretches_cover_what_any_of_the_ranges_covers() -> None:
    ranges = [(5, 9), (0, 3), (2, 4), (6, 7), (12, 13)]
    found = Stretches(ranges)
    assert [found.cover(at) for at in range(15)] == [any(a <= at < b for a, b in ranges) for at in range(15)]
    assert not Stretches([]).cover(0)
