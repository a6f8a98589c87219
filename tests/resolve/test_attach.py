"""Which trigger a time or a place belongs to."""

import pytest

from sayso.model.spans import Span
from sayso.resolve.attach import inherited, nearest, root_of
from tests.coding import coding

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("sentence", "word", "triggers", "rivals", "expected"),
    [
        (
            "Rebels attacked a camp on Sunday and left on Monday.",
            "Sunday",
            ["attacked", "left"],
            [],
            "attacked",
        ),
        ("Rebels attacked a camp on Sunday and left on Monday.", "Monday", ["attacked", "left"], [], "left"),
        ("Rebels attacked a camp, a colonel said on Tuesday.", "Tuesday", ["attacked"], ["said"], None),
        ("A colonel said on Tuesday that rebels attacked a camp.", "Tuesday", ["attacked"], ["said"], None),
        ("A colonel said rebels attacked a camp on Sunday.", "Sunday", ["attacked"], ["said"], "attacked"),
        ("Rebels attacked a camp in Ituri, a colonel said.", "Ituri", ["attacked"], ["said"], "attacked"),
        ("A colonel said so in Geneva.", "Geneva", [], ["said"], None),
        ("The road is closed on Sunday.", "Sunday", [], [], None),
        ("Rebels attacked a camp. It burned on Sunday.", "Sunday", ["attacked"], [], None),
    ],
)
def test_the_nearest_trigger_in_the_tree_has_it_unless_a_verb_of_speech_is_nearer(
    sentence: str, word: str, triggers: list[str], rivals: list[str], expected: str | None
) -> None:
    found = coding(sentence)
    owner = nearest(
        found.parse, found.token(word), [found.token(t) for t in triggers], [found.token(r) for r in rivals]
    )
    assert (None if owner is None else found.parse.tokens[owner].text) == expected


@pytest.mark.parametrize(
    ("sentence", "word", "above", "expected"),
    [
        ("Rebels attacked a camp, killing three guards.", "killing", "attacked", "attacked"),
        ("Rebels attacked a camp and killed three guards.", "killed", "attacked", "attacked"),
        ("Rebels attacked a camp after soldiers killed a chief.", "killed", "attacked", None),
        ("Rebels attacked a camp in retaliation for a raid.", "raid", "attacked", None),
        ("Rebels attacked a camp that soldiers captured.", "captured", "attacked", None),
        ("Rebels attacked a camp.", "attacked", "attacked", None),
    ],
)
def test_a_dependent_trigger_shares_time_and_place_unless_it_tells_another_moment(
    sentence: str, word: str, above: str, expected: str | None
) -> None:
    found = coding(sentence)
    shared = inherited(found.parse, found.token(word), {found.token(word), found.token(above)})
    assert (None if shared is None else found.parse.tokens[shared].text) == expected


def test_the_root_of_a_phrase_hangs_on_a_word_outside_it() -> None:
    sentence = "Rebels attacked a camp early on Sunday morning."
    found = coding(sentence)
    start = sentence.index("on Sunday morning")
    root = root_of(found.parse, Span(start, start + len("on Sunday morning")), found.token("morning"))
    assert found.parse.tokens[root].text == "on"
