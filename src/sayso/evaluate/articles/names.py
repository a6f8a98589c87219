"""Whether two names, phrases or speakers are the same."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from sayso.evaluate.articles.documents import Argument, Attribution

NARRATOR = "article narrator"  # `plain("Article (narrator)")`: the article's own voice
_NOBODY = {"", "unattributed speaker", "unspecified"}  # null and its two old names
_ARTICLES = {"the", "a", "an"}

G = TypeVar("G")
P = TypeVar("P")


def plain(name: str | None) -> str:
    """`name` without case, articles, punctuation and possessive, words separated by one blank."""
    without = re.sub(r"[’']s\b", "", (name or "").lower())
    return " ".join(w for w in re.sub(r"[^\w ]+", " ", without).split() if w not in _ARTICLES)


def nobody(name: str | None) -> bool:
    """Whether the name says that the text names no speaker."""
    return plain(name) in _NOBODY


class Names:
    """The gold's canonical names and their aliases.

    A system's own table of names is not read: what it writes must be a canonical name
    or an alias of the gold.
    """

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        self._known = {name: {plain(name), *map(plain, aliases)} for name, aliases in names.items()}

    def same(self, gold: str | None, predicted: str | None) -> bool:
        """Whether the names are of one party; nobody is right against nobody only."""
        if gold is None or nobody(gold) or nobody(predicted):
            return nobody(gold) and nobody(predicted)
        return plain(predicted) in self._known.get(gold, {plain(gold)})

    def same_speaker(self, gold: Attribution, predicted: Attribution) -> bool:
        """Same name, or same place in the text; a null speaker has no place."""
        if self.same(gold.source, predicted.source):
            return True
        named = not nobody(gold.source) and not nobody(predicted.source)
        return named and gold.span is not None and gold.span.overlaps(predicted.span)

    def same_argument(self, gold: Argument, predicted: Argument) -> bool:
        """Same name, or a common stretch of text."""
        if self.same(gold.name, predicted.name):
            return True
        return any(a.overlaps(b) for a in gold.spans for b in predicted.spans)


def somebody(arguments: Iterable[Argument]) -> list[Argument]:
    """The arguments without "nobody": that as an actor is no actor."""
    return [a for a in arguments if a.spans or not nobody(a.name)]


def stated(arguments: Iterable[Argument]) -> list[Argument]:
    """The arguments that the text states; the others are implied: they help, and are never demanded."""
    return [a for a in arguments if a.spans]


def partners(
    gold: Iterable[G], predicted: Sequence[P], same: Callable[[G, P], bool], used: set[int] | None = None
) -> int:
    """How many of `gold` find a partner of their own in `predicted`, first come, first served.

    `used` holds indexes of `predicted` that are taken already, and is added to.
    """
    used = set() if used is None else used
    found = 0
    for one in gold:
        free = (i for i, other in enumerate(predicted) if i not in used and same(one, other))
        partner = next(free, None)
        if partner is not None:
            used.add(partner)
            found += 1
    return found
