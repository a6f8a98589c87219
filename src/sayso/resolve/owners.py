"""The party that words around a noun name as its owner: "Syrian army", "fighters of the Taliban"."""

from collections.abc import Sequence

from sayso.model.parse import Parse
from sayso.model.parties import Party, PartyKind, PartyTable
from sayso.model.trees import behind
from sayso.resolve.phrases import bare, words_of


def owner_before(parse: Parse, table: PartyTable, modifiers: Sequence[int]) -> Party | None:
    """The party that a modifier names or belongs to: the longest name, a group before a state."""
    if not any(parse.tokens[i].text[:1].isupper() for i in modifiers):
        return None  # no party's name is all in small letters
    for size in range(min(len(modifiers), table.longest), 0, -1):
        found = _owners(parse, table, modifiers, size)
        if found:
            return next((row for row in found if row.kind is not PartyKind.STATE), found[0])
    return None


def _owners(parse: Parse, table: PartyTable, modifiers: Sequence[int], size: int) -> list[Party]:
    """What runs of `size` modifiers name, in text order; a name of several rows counts only as a state's."""
    found = []
    for first in range(len(modifiers) - size + 1):
        if _is_origin(parse, modifiers[first + size - 1]):
            continue
        text = words_of(parse, modifiers[first : first + size])
        rows = table.named(text) or table.with_adjective(text)
        states = [row for row in rows if row.kind is PartyKind.STATE and row.until is None]
        if len(rows) == 1:
            found.append(rows[0])
        elif size == 1 and len(states) == 1:
            found.append(states[0])
    return found


def _is_origin(parse: Parse, index: int) -> bool:
    """Whether it says only where a thing comes from or who is behind it: "Iranian-made", "US-supplied"."""
    mark = index if parse.tokens[index].text == "-" else index + 1
    after = parse.tokens[mark : mark + 2]
    return len(after) == 2 and after[0].text == "-" and after[1].tag == "VBN"


def seat_before(table: PartyTable, words: Sequence[str]) -> Party | None:
    """The state whose capital stands in front of its government: "the Kiev regime"."""
    for word in words:
        rows = table.with_metonym(word)
        if len(rows) == 1:
            return rows[0]
    return None


def owner_behind(parse: Parse, table: PartyTable, head: int) -> Party | None:
    """The owner in "fighters of the Taliban", "the army of Chad", "a spokesman for the UN"."""
    for noun in behind(parse, head, "of", "from", "for"):
        tokens = bare(parse, noun)
        rows = table.named(words_of(parse, tokens))
        inner = rows[0] if len(rows) == 1 else owner_before(parse, table, tokens[:-1])
        if inner is not None:
            return inner
    return None
