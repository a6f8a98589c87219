"""A parse by hand with its tree."""

from dataclasses import replace

from sayso.model.parse import Parse
from tests.lang.parses import parse_of


def parsed(marked: str, **heads: tuple[str, str]) -> Parse:
    """A sentence by hand; each word of `heads` hangs on a word in a way, all others on themselves."""
    parse = parse_of(marked)
    index = {token.lower: token.index for token in parse.tokens}
    tokens = [
        replace(token, head=index[heads[token.lower][0]], dep=heads[token.lower][1])
        if token.lower in heads
        else replace(token, dep="ROOT", head=token.index)
        for token in parse.tokens
    ]
    children = tuple(
        tuple(other.index for other in tokens if other.head == token.index != other.index) for token in tokens
    )
    return replace(parse, tokens=tuple(tokens), children=children)
