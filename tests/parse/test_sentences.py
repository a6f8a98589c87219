from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from sayso.model.parse import Parse, UnitKind
from sayso.model.report import Report
from sayso.parse import load_model, parse

pytestmark = pytest.mark.model

SEED = Path(__file__).parents[1] / "data" / "seed" / "seed.txt"
FURNITURE = ("editor's note",)


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load_model()[0]


def parsed(nlp: Language, text: str, title: str | None = None) -> Parse:
    return parse(Report.from_text(text, title=title), nlp, FURNITURE)


def words(one: Parse) -> list[str]:
    return [token.span.of(one.text) for token in one.tokens]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Rebels shelled El-Fasher.",
            ["Rebels", "shelled", "El", "-", "Fasher", "."],
        ),
        # Astral characters count one, as Python counts them.
        ("\U0001f6a8\U0001f6a8 Jets hit Idlib.", ["\U0001f6a8", "\U0001f6a8", "Jets", "hit", "Idlib", "."]),
        ("\U0001f1f8\U0001f1fe troops fled.", ["\U0001f1f8", "\U0001f1fe", "troops", "fled", "."]),
        # Combining marks are not joined to their letters.
        (
            "Gunmen hit a cafe\u0301 in Me\u0301naka.",
            ["Gunmen", "hit", "a", "cafe\u0301", "in", "Me\u0301naka", "."],
        ),
        ("The rebels\r\nfled\tthe\u00a0town.", ["The", "rebels", "fled", "the", "town", "."]),
        (
            "Shells\u2009hit\u3000the \u00a0 \u202fbase\u2028again.",
            ["Shells", "hit", "the", "base", "again", "."],
        ),
        ("\ufeffRebels fled.", ["\ufeffRebels", "fled", "."]),
        ("Zero\u200bwidth rebels fled.", ["Zero\u200bwidth", "rebels", "fled", "."]),
        ("Rebels took Ra\ud83dqqa.", ["Rebels", "took", "Ra", "\ud83d", "qqa", "."]),
    ],
)
def test_tokens_quote_the_text_whatever_stands_in_it(nlp: Language, text: str, expected: list[str]) -> None:
    one = parsed(nlp, text)
    assert one.text == text
    assert words(one) == expected


def test_line_ends_of_windows_stay_in_the_text_and_out_of_the_tokens(nlp: Language) -> None:
    text = "Jets hit Idlib\r\n\r\nTwo jets hit\r\nIdlib. Nobody\u00a0fled.\r\n"
    one = parsed(nlp, text)
    assert [unit.span.of(text) for unit in one.units] == [
        "Jets hit Idlib",
        "Two jets hit\r\nIdlib. Nobody\u00a0fled.",
    ]
    assert [sentence.span.of(text) for sentence in one.sentences] == [
        "Jets hit Idlib",
        "Two jets hit\r\nIdlib.",
        "Nobody\u00a0fled.",
    ]


def test_blanks_inside_a_paragraph_do_not_change_how_it_is_read(nlp: Language) -> None:
    plain = parsed(nlp, "A drone killed two soldiers near Raqqa, the army said.\n\nNobody fled.")
    broken = parsed(
        nlp, "A drone\nkilled\u00a0two\tsoldiers near\u3000Raqqa,\rthe army\u2028said.\n\nNobody fled."
    )
    shape = [(t.text, t.tag, t.dep, t.head, t.lemma) for t in plain.tokens]
    assert [(t.text, t.tag, t.dep, t.head, t.lemma) for t in broken.tokens] == shape


def test_marks_of_footnotes_are_not_read_as_words(nlp: Language) -> None:
    plain = "A drone hit the Al-Rai camp on 6 July. Two men died, police said."
    marked = (
        "A drone hit the Al-Rai camp on 6 July.[1][note 2] Two men died,[12] police said.[citation needed]"
    )
    shape = [(t.text, t.tag, t.dep, t.head) for t in parsed(nlp, plain).tokens]
    assert [(t.text, t.tag, t.dep, t.head) for t in parsed(nlp, marked).tokens] == shape
    aside = parsed(nlp, "“They [rebels] fired [three] shells,” he said.")  # words of a quotation stay
    assert {"rebels", "three"} < set(words(aside))


def test_the_text_of_a_token_is_what_its_span_quotes(nlp: Language) -> None:
    one = parsed(nlp, SEED.read_bytes().decode())
    assert len(one.tokens) > 300
    assert [token.text for token in one.tokens] == words(one)
    assert [token.lower for token in one.tokens] == [token.text.lower() for token in one.tokens]


def test_a_headline_a_dateline_and_a_note_are_units_with_sentences_of_their_own(nlp: Language) -> None:
    text = (
        "Drone kills four on bus\n\nRAQQA, Syria (AP) - A drone hit a bus on Sunday. Four people died.\n\n"
        "Editor's note: names were withheld."
    )
    one = parsed(nlp, text)
    assert [
        (unit.kind, [s.span.of(text) for s in one.sentences[unit.first : unit.last]]) for unit in one.units
    ] == [
        (UnitKind.HEADLINE, ["Drone kills four on bus"]),
        (UnitKind.FURNITURE, ["RAQQA, Syria (AP) -"]),
        (UnitKind.BODY, ["A drone hit a bus on Sunday.", "Four people died."]),
        (UnitKind.FURNITURE, ["Editor's note: names were withheld."]),
    ]
    assert [(note.kind, note.span) for note in one.notes] == [
        ("furniture", one.units[1].span),
        ("furniture", one.units[3].span),
    ]


@pytest.mark.parametrize("text", ["", " \n\u00a0\r\n"])
def test_a_text_of_blanks_has_no_units(nlp: Language, text: str) -> None:
    assert parsed(nlp, text) == Parse(text, (), (), (), ())


def test_the_quotations_and_their_notes_come_with_the_parse(nlp: Language) -> None:
    text = 'The army denied it. "We were elsewhere, a spokesman said.'
    one = parsed(nlp, text)
    assert [quote.inner.of(text) for quote in one.quotes] == ["We were elsewhere, a spokesman said."]
    assert [note.kind for note in one.notes] == ["unclosed-quotation"]


def check_indexes(one: Parse) -> None:
    """Units hold sentences, sentences tokens, each index once and in order; heads and children agree."""
    assert [unit.index for unit in one.units] == list(range(len(one.units)))
    assert [sentence.index for sentence in one.sentences] == list(range(len(one.sentences)))
    assert [token.index for token in one.tokens] == list(range(len(one.tokens)))
    assert [unit.first for unit in one.units[1:]] == [unit.last for unit in one.units[:-1]]
    assert [s.first for s in one.sentences[1:]] == [s.last for s in one.sentences[:-1]]
    for unit in one.units:
        held = one.sentences[unit.first : unit.last]
        assert [s.unit for s in held] == [unit.index] * len(held)
        assert [s for s in held if not unit.span.covers(s.span)] == []
    for sentence in one.sentences:
        inside = one.tokens[sentence.first : sentence.last]
        assert inside != ()
        assert {(t.sentence, t.unit) for t in inside} == {(sentence.index, sentence.unit)}
        assert (sentence.span.start, sentence.span.end) == (inside[0].span.start, inside[-1].span.end)
        assert sentence.first <= sentence.root < sentence.last
        assert [t for t in inside if not sentence.first <= t.head < sentence.last] == []
    assert [t for s in one.sentences for t in one.tokens[s.first : s.last]] == list(one.tokens)
    assert [(a, b) for a, b in pairwise(one.tokens) if a.span.end > b.span.start] == []


def check_trees(one: Parse) -> None:
    governed = {(t.head, t.index) for t in one.tokens if t.head != t.index}
    assert {(head, child) for head, below in enumerate(one.children) for child in below} == governed
    assert [below for below in one.children if list(below) != sorted(below)] == []
    for token in one.tokens:
        here, steps = token, 0
        while here.head != here.index:
            here, steps = one.tokens[here.head], steps + 1
            assert steps <= len(one.tokens)


def test_indexes_and_trees_of_the_seed_agree(nlp: Language) -> None:
    one = parsed(nlp, SEED.read_bytes().decode())
    assert (len(one.units), len(one.children)) == (15, len(one.tokens))
    check_indexes(one)
    check_trees(one)


WORDS = ("Rebels shelled Taiz", "the army said", "“We left", "”", ". ", ", ", "12", "'s", "RAQQA (AP) - ")
BLANKS = ("\n", "\n\n", "\r\n", "\u00a0", "  ", "\x85", "\x1c", "\u2009")
ODD = ("\U0001f6a8", "e\u0301", "\u200b", "\x00", "\ud83d")
PIECES = st.sampled_from(WORDS + BLANKS + ODD)


@settings(max_examples=60)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_whatever_the_text_every_character_is_in_a_token_and_all_indexes_agree(
    nlp: Language, text: str
) -> None:
    one = parsed(nlp, text)
    check_indexes(one)
    check_trees(one)
    assert "".join(words(one)) == "".join(text.split())
    assert parsed(nlp, text) == one


def test_a_paragraph_is_read_the_same_wherever_it_stands(nlp: Language) -> None:
    first, second = "A drone hit a bus.", "Two men fled, the army said."
    alone = [(t.text, t.tag, t.dep, t.lemma) for t in parsed(nlp, second).tokens]
    after = [(t.text, t.tag, t.dep, t.lemma) for t in parsed(nlp, f"{first}\n\n{second}").tokens]
    assert after[-len(alone) :] == alone


@pytest.mark.parametrize("run", ["(" * 8_000, '"' * 8_001, "A-" * 5_000, "a" * 8_000, "1," * 5_000])
def test_a_run_of_characters_without_a_blank_is_read_to_its_end(nlp: Language, run: str) -> None:
    text = f"Rebels fled {run}  Two men died."
    one = parsed(nlp, text)
    assert "".join(words(one)) == "".join(text.split())
    assert [words(one)[:2], words(one)[-4:]] == [["Rebels", "fled"], ["Two", "men", "died", "."]]
    check_indexes(one)
