"""Source and content by the table of weights. The sentences are ours."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.attribute import attribute
from sayso.attribute.learned import Learned
from sayso.attribute.tagger import labels
from sayso.lang import load
from sayso.model.lexicon import SpeechTable
from tests.attribute.readable import bare, read, spoken, statements
from tests.coding import coding

LEXICON = load("en")


def table() -> SpeechTable:
    assert LEXICON.speech is not None
    return LEXICON.speech


def learned(text: str) -> list[tuple[str | None, str, str]]:
    """Words of source, cue and content by the weights alone."""
    parse = coding(text).parse
    found = []
    for draft in Learned(parse, table()).drafts(coding(text).mentions.speech):
        owner = draft if draft.follows is None else draft.follows
        first, last = owner.source_range or (0, 0)
        source = " ".join(token.text for token in parse.tokens[first:last]) or None
        said = " / ".join(" ".join(t.text for t in parse.tokens[a:b]) for a, b in draft.content)
        found.append((source, draft.cue_span.of(text) if draft.cue_span else "", bare(said)))
    return found


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The governor said the road to Gao was cut.",
            [("The governor", "said", "the road to Gao was cut")],
        ),
        (
            '"We buried nine of them before noon," said Awa Diop, a nurse. "Nobody came to help us."',
            [("Awa Diop , a nurse", "said", "We buried nine of them before noon / Nobody came to help us")],
        ),
        (
            "Commanders have warned that the town could fall within days.",
            [("Commanders", "have warned", "the town could fall within days")],
        ),
        ("The trucks crossed the river at dawn.", []),
        ("Gunmen shot the driver and burned the bus.", []),
    ],
)
def test_the_weights_find_source_cue_and_content(
    text: str, expected: list[tuple[str | None, str, str]]
) -> None:
    assert learned(text) == expected


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "The army failed to hold the bridge.",
        "Rebels attacked the barracks and killed two guards.",
        "The crew managed to land the burning aircraft.",
        "Police refused to leave the square.",
        "Troops continued to advance on the port.",
        "Nobody said a word at the checkpoint.",
        "The unit launched what it called a purge of the quarter.",
    ],
)
def test_deeds_and_implicatives_are_nobodys_words(text: str) -> None:
    assert statements(text) == []


@pytest.mark.model
def test_without_a_table_the_rules_speak() -> None:
    text = "The governor said the road to Gao was cut."
    found = coding(text)
    bare_lexicon = replace(LEXICON, speech=None)
    made = attribute(found.parse, found.mentions, found.resolved, bare_lexicon).statements
    assert [s.content[0].of(text) for s in made if not s.own_voice] == ["the road to Gao was cut"]


@pytest.mark.model
@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "The mayor said the bank was looted.",
                '"They fired', 'at us," he added.',
                "Rebels denied it,", "according to a priest,", "who said that",
                '"', "the shelling stopped.", "It was reportedly mined.", "Sana told Radio Nord:", "\n\n",
            ]
        ),
        min_size=1,
        max_size=7,
    )
)  # fmt: skip
def test_spans_quote_the_text_and_the_same_parse_gives_the_same_statements(parts: list[str]) -> None:
    text = " ".join(parts)
    if not text.strip():
        return
    found = coding(text)
    again = attribute(found.parse, found.mentions, found.resolved, found.tables.lexicon)
    assert again == read(text).attributed
    for one in spoken(read(text)):
        spans = [
            *one.content,
            *([one.cue] if one.cue else []),
            *([one.source.span] if one.source and one.source.span else []),
        ]
        assert [span.of(text).strip() == span.of(text) != "" for span in spans] == [True] * len(spans)


def test_the_best_labels_are_those_of_the_highest_sum() -> None:
    a, b, c, d = (2.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.5), (-2.0, -2.0, -1.0)
    still = [[0.0] * 4 for _ in range(4)]
    assert labels([a, b, c, d], still) == [1, 2, 3, 0]
    assert labels([a, d, c], still, fixed=1) == [1, 2, 3]
    kept = [[0.0] * 4, [0.0] * 4, [0.0] * 4, [-5.0, -5.0, -5.0, 0.0]]
    assert labels([c, d], kept) == [3, 3]
    assert labels([], still) == []
