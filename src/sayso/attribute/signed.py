"""Quotations that somebody signs behind a dash: '"Nobody asks us." - Idris Bello, teacher'."""

from sayso.model.parse import Parse, Quote
from sayso.model.quoted import tokens_in
from sayso.model.spans import Span
from sayso.model.trees import is_name, is_verb

_DASHES = "-–—―"
_SIGNATURE = 80  # characters of the longest


def signer(parse: Parse, quote: Quote) -> int | None:
    """The last token of the name behind a dash that ends the line of a quotation, or None."""
    unit = parse.units[quote.unit].span
    start = quote.span.end
    line = parse.text[start : min(unit.end, start + _SIGNATURE + 1)].split("\n", 1)[0]
    mark = line.strip()[:1]
    if not mark or mark not in _DASHES or len(line) > _SIGNATURE:
        return None
    words = [parse.tokens[i] for i in tokens_in(parse, Span(start, start + len(line)))]
    names = [token for token in words if token.text[:1].isalnum()]
    if not names or not is_name(names[0]) or any(is_verb(token) for token in names):
        return None
    others = [n for n, token in enumerate(names) if not is_name(token)]
    return names[(others[0] if others else len(names)) - 1].index
