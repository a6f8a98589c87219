"""Where the quotations of a parse stand, in tokens and in characters."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from sayso.model.parse import Parse, Quote
from sayso.model.spans import Span

_SHORT = 3  # words of a quotation that may be a term or a nickname and no speech


class Marks:
    """Where the outermost quotations of a parse stand, in tokens.

    `state[i]` is "" outside of quotations, "(" and ")" for the marks, "l" inside of a
    quotation of more than three tokens, "w" inside of a shorter one; `number[i]` is the
    number of the quotation, -1 outside.
    """

    def __init__(self, parse: Parse) -> None:
        starts = [token.span.start for token in parse.tokens]
        self.state = [""] * len(starts)
        self.number = [-1] * len(starts)
        for number, quote in enumerate(parse.quotes):
            if quote.depth > 0:
                continue
            first = max(0, bisect_right(starts, quote.span.start) - 1)
            last = bisect_right(starts, quote.span.end - 1)
            long = "l" if last - first > _SHORT + 2 else "w"
            for i in range(first, last):
                inside = quote.inner.start <= starts[i] < quote.inner.end
                self.state[i] = long if inside else ")" if i > first else "("
                self.number[i] = number


def quotation_around(parse: Parse, span: Span) -> Quote | None:
    """The outermost quotation that holds a stretch of text between its marks."""
    at = bisect_right(parse.outermost, span.start, key=lambda quote: quote.inner.start) - 1
    return parse.outermost[at] if at >= 0 and parse.outermost[at].inner.covers(span) else None


def quotations_in(parse: Parse, span: Span) -> Sequence[Quote]:
    """The outermost quotations of which a stretch of text has a part, marks aside."""
    first = bisect_right(parse.outermost, span.start, key=lambda quote: quote.inner.end)
    return parse.outermost[first : bisect_left(parse.outermost, span.end, key=lambda q: q.inner.start)]


def tokens_in(parse: Parse, span: Span) -> range:
    """The tokens that stand wholly in a stretch of text."""
    first = bisect_left(parse.tokens, span.start, key=lambda token: token.span.start)
    return range(first, bisect_right(parse.tokens, span.end, lo=first, key=lambda token: token.span.end))
