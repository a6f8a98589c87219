"""Names of several words that a table has, wherever the parser has cut them."""

from collections.abc import Iterator

from sayso.model.parse import Parse, Token
from sayso.model.parties import Party
from sayso.resolve.text_tables import TextTable

# Small words and marks inside names: "Justice and Equality Movement", "People's Front for ...".
_JOINTS = frozenset(
    "of for and the in on to de del della la le du des et al el ul an as ash y & - – 's ’s ' ’".split()
)


class NameSpans:
    """The longest names of a table in a text, each of two words at least; they do not overlap."""

    def __init__(self, parse: Parse, table: TextTable) -> None:
        self._parse = parse
        self._table = table
        self._spans: dict[int, tuple[int, int]] = {}
        for first, last in self._all():
            self._spans.update(dict.fromkeys(range(first, last), (first, last)))

    def around(self, token: int) -> tuple[int, int] | None:
        """First and last (exclusive) token of the name that this token is in."""
        return self._spans.get(token)

    def rows(self, span: tuple[int, int]) -> tuple[str, tuple[Party, ...]]:
        """The name as the text has it, and its parties."""
        text = self._text(*span)
        return text, self._table.named(text)

    def _all(self) -> Iterator[tuple[int, int]]:
        first, count = 0, len(self._parse.tokens)
        while first < count:
            start = self._parse.tokens[first]
            named = start.text[:1].isupper() and start.lower != "the"
            last = self._end(first) if named else first
            if last > first:
                yield first, last
            first = max(last, first + 1)

    def _end(self, first: int) -> int:
        """Where the longest name that begins here ends; `first` itself where there is none."""
        tokens, end = self._parse.tokens, first + 1
        limit = min(len(tokens), first + 2 * self._table.longest)
        while end < limit and self._goes_on(tokens[end], tokens[first]):
            end += 1
        for last in range(end, first + 1, -1):
            if tokens[last - 1].text[:1].isalnum() and self._table.named(self._text(first, last)):
                return last
        return first

    def _goes_on(self, token: Token, start: Token) -> bool:
        inside = token.text[:1].isupper() or token.text[:1].isdigit() or token.lower in _JOINTS
        return inside and token.unit == start.unit

    def _text(self, first: int, last: int) -> str:
        return self._parse.text[self._parse.tokens[first].span.start : self._parse.tokens[last - 1].span.end]
