"""Names of several words, wherever the parser cuts them."""

import pytest

from sayso.resolve.name_spans import NameSpans
from sayso.resolve.scenes import Scene
from sayso.resolve.text_tables import TextTable
from tests.coding import coding, party
from tests.resolve.tables import SmallTable, group

pytestmark = pytest.mark.model
TABLE = SmallTable(
    group("a", "Peace and Bread Party"),
    group("b", "Bread Party"),
    group("c", "Front of God"),
    group("d", "Front"),
)


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The Peace and Bread Party left.", "Bread", ("Peace and Bread Party", ["a"])),
        ("Its Bread Party left.", "Party", ("Bread Party", ["b"])),
        ("Men of the Front of God left.", "God", ("Front of God", ["c"])),
        ("The Front left.", "Front", None),  # one word: a phrase of its own
        ("Peace. Bread Party men left.", "Peace", None),
    ],
)
def test_the_longest_name_around_a_word(text: str, word: str, expected: tuple[str, list[str]] | None) -> None:
    found = coding(text)
    spans = NameSpans(found.parse, TextTable(TABLE, Scene()))
    span = spans.around(found.token(word))
    name, rows = spans.rows(span) if span is not None else ("", ())
    assert ((name, [row.id for row in rows]) if span else None) == expected


@pytest.mark.parametrize("head", ["Party", "God"])
def test_a_name_with_a_preposition_is_one_party(head: str) -> None:
    assert party("The Party of God left.", head) == "hezbollah: Hezbollah"
