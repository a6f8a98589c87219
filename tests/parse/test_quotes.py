import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model.parse import Quote
from sayso.model.report import Note
from sayso.model.spans import Span
from sayso.parse.quotes import quotes

SEED = Path(__file__).parents[1] / "data" / "seed" / "seed.txt"


def paragraphs(text: str) -> tuple[Span, ...]:
    return tuple(Span(found.start(), found.end()) for found in re.finditer(r"\S(?:.|\n(?!\n))*", text))


def found_in(text: str) -> tuple[list[Quote], list[Note]]:
    return quotes(text, paragraphs(text))


def told(text: str) -> list[str]:
    """The words of each quotation, an indent for each one that it stands in."""
    return ["  " * quote.depth + quote.inner.of(text) for quote in found_in(text)[0]]


def noted(text: str) -> list[tuple[str, str]]:
    return [(note.kind, note.span.of(text)) for note in found_in(text)[1] if note.span]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We hit the depot," the army said.', ["We hit the depot,"]),
        ("“We hit the depot,” the army said.", ["We hit the depot,"]),
        ("„Wir haben das Lager getroffen“, said the officer.", ["Wir haben das Lager getroffen"]),
        ("„We hit it”, said the Polish officer.", ["We hit it"]),
        ("«We hit the depot», the agency wrote.", ["We hit the depot"]),
        ("« We hit the depot », the agency wrote.", [" We hit the depot "]),
        ("»We hit the depot«, the agency wrote.", ["We hit the depot"]),
        ("‘We hit the depot,’ the army said.", ["We hit the depot,"]),
        ("'We hit the depot,' the army said.", ["We hit the depot,"]),
        ('“We hit the depot," the army said.', ["We hit the depot,"]),
        ('The "depot", said the army, was "a lab".', ["depot", "a lab"]),
        ('The army ("we were elsewhere") and the "rebels".', ["we were elsewhere", "rebels"]),
        ('He said:"We hit it".', ["We hit it"]),
        ('A "so-called"—he paused—"safe" zone.', ["so-called", "safe"]),
        ("The army said it hit the depot.", []),
        ('Nothing was said: "".', []),
        ('""We hit the depot,"" the army said.', ['"We hit the depot,"', "  We hit the depot,"]),
        ("", []),
    ],
)
def test_quotations_in_every_kind_of_mark(text: str, expected: list[str]) -> None:
    assert told(text) == expected
    assert noted(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "\"They shouted 'death to spies' and fired,\" a driver said.",
            ["They shouted 'death to spies' and fired,", "  death to spies"],
        ),
        (
            "“They shouted ‘death to spies’ and fired,” a driver said.",
            ["They shouted ‘death to spies’ and fired,", "  death to spies"],
        ),
        (
            "'They shouted \"death to spies\" and fired,' a driver said.",
            ['They shouted "death to spies" and fired,', "  death to spies"],
        ),
        ("“The “rebels” fled,” he said.", ["The “rebels” fled,", "  rebels"]),
        (
            "“He told me ‘she heard “fire” twice’ there,” she said.",
            ["He told me ‘she heard “fire” twice’ there,", "  she heard “fire” twice", "    fire"],
        ),
        ("\"'Fire,' he said.\"", ["'Fire,' he said.", "  Fire,"]),
        (
            "\"They shouted 'death to spies.'\" Then they fired.",
            ["They shouted 'death to spies.'", "  death to spies."],
        ),
        (
            "“They shouted ‘death to spies.’” Then they fired.",
            ["They shouted ‘death to spies.’", "  death to spies."],
        ),
    ],
)
def test_a_quotation_inside_another_knows_how_deep_it_stands(text: str, expected: list[str]) -> None:
    assert told(text) == expected
    assert noted(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The army didn't say who'd fired.",
        "The forces' advance stopped near Ja'Din, at the rebels' trenches.",
        "The forces’ advance stopped near Ja’Din, at the rebels’ trenches.",
        "Fighters of the '90s, as in '94, fled.",
        "Fighters of the ’90s, as in ’94, fled.",
        "A 6' wall and the militias' base.",
    ],
)
def test_an_apostrophe_quotes_nothing_and_is_no_stray_mark(text: str) -> None:
    assert found_in(text) == ([], [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\"The forces' advance didn't stop,\" he said.", ["The forces' advance didn't stop,"]),
        ("“The forces’ advance didn’t stop,” he said.", ["The forces’ advance didn’t stop,"]),
        ('"It was worse in the \'90s," he said.', ["It was worse in the '90s,"]),
        # An apostrophe that looks like an opening mark holds nothing open.
        ('"Kill \'em all," the colonel said. "Go."', ["Kill 'em all,", "Go."]),
        ('\'Tis the rebels, he said. "We saw them," he added.', ["We saw them,"]),
        ("“Get ‘em out,” he said. “Now.”", ["Get ‘em out,", "Now."]),
        (
            '"The rebels\' "so-called" truce fell," he said.',
            ['The rebels\' "so-called" truce fell,', "  so-called"],
        ),
    ],
)
def test_apostrophes_inside_a_quotation_neither_close_nor_open_it(text: str, expected: list[str]) -> None:
    assert told(text) == expected


def test_a_quotation_over_paragraphs_opens_again_in_each_and_closes_in_the_last() -> None:
    text = '"We held the bridge.\n\n"Then they shelled us.\n\n"We left," the sergeant said. "All of us."'
    found, notes = found_in(text)
    assert [(q.unit, q.inner.of(text), q.closed, q.continued) for q in found] == [
        (0, "We held the bridge.", False, False),
        (1, "Then they shelled us.", False, True),
        (2, "We left,", True, True),
        (2, "All of us.", True, False),
    ]
    assert notes == []


def test_a_quotation_that_goes_on_stays_one_when_another_stands_inside_it() -> None:
    text = "“We heard ‘fire’ and ran.\n\n“Then it stopped,” she said."
    found, notes = found_in(text)
    assert [(q.inner.of(text), q.depth, q.closed, q.continued) for q in found] == [
        ("We heard ‘fire’ and ran.", 0, False, False),
        ("fire", 1, True, False),
        ("Then it stopped,", 0, True, True),
    ]
    assert notes == []


@pytest.mark.parametrize(
    ("text", "expected", "notes"),
    [
        (
            'The army said: "We were elsewhere.',
            ["We were elsewhere."],
            [("unclosed-quotation", '"We were elsewhere.')],
        ),
        (
            "He said \"they shouted 'fire' at us.",
            ["they shouted 'fire' at us.", "  fire"],
            [("unclosed-quotation", "\"they shouted 'fire' at us.")],
        ),
        ('The army denied it." Rebels fled.', [], [("stray-quotation-mark", '"')]),
        ('The rebels fled. "', [], [("stray-quotation-mark", '"')]),
        ("The rebels » fled.", [], [("stray-quotation-mark", "»")]),
        (
            '"One," he said. "Two," he said. "Three.',
            ["One,", "Two,", "Three."],
            [("unclosed-quotation", '"Three.')],
        ),
        # The seed's last sentence: the mark inside is a slip, the quotation goes on.
        (
            'It would not "hesitate to defend itself or its "partnered forces from any threat".',
            ['hesitate to defend itself or its "partnered forces from any threat'],
            [("stray-quotation-mark", '"')],
        ),
        # A possessive is no mark that could close the inner one.
        (
            'It would not "hesitate to defend its "partners from the rebels\' threat".',
            ["hesitate to defend its \"partners from the rebels' threat"],
            [("stray-quotation-mark", '"')],
        ),
        ("'We left, he said.", [], []),
    ],
)
def test_a_mark_that_pairs_with_none_is_noted(
    text: str, expected: list[str], notes: list[tuple[str, str]]
) -> None:
    assert told(text) == expected
    assert noted(text) == notes


def test_marks_of_two_paragraphs_are_never_a_pair() -> None:
    text = 'The army said "no.\n\nThe rebels said yes".'
    found, notes = found_in(text)
    assert [(q.unit, q.inner.of(text), q.closed) for q in found] == [(0, "no.", False)]
    assert [(n.kind, n.span) for n in notes] == [
        ("unclosed-quotation", Span(14, 18)),
        ("stray-quotation-mark", Span(len(text) - 2, len(text) - 1)),
    ]


def test_a_new_quotation_after_an_open_one_is_not_its_continuation() -> None:
    text = '"We held the bridge.\n\nThe sergeant said "we left".'
    found, notes = found_in(text)
    assert [(q.inner.of(text), q.continued) for q in found] == [
        ("We held the bridge.", False),
        ("we left", False),
    ]
    assert [note.kind for note in notes] == ["unclosed-quotation"]


def test_the_eleven_marks_of_the_seed_are_five_quotations_and_one_slip() -> None:
    text = SEED.read_bytes().decode()
    assert text.count('"') == 11
    assert [words[:24] for words in told(text)] == [
        "The attack stresses coor",
        "The Coalition's mission ",
        "show of force",
        "not seek to fight the Sy",
        "hesitate to defend itsel",
    ]
    found, notes = found_in(text)
    assert [quote.closed for quote in found] == [True] * 5
    assert [note.kind for note in notes] == ["stray-quotation-mark"]
    stray = notes[0].span
    assert stray is not None
    assert text[stray.start : stray.start + 11] == '"partnered '


def test_quotations_may_stand_in_one_another_thousands_deep() -> None:
    text = "“he said " * 5_000 + "we left” " * 5_000
    found, notes = found_in(text)
    assert [quote.depth for quote in found] == list(range(5_000))
    assert notes == []


TEXTS = st.text("ab1 \n\"'“”„«»‘’‹›.,-—(\u0301\U0001f6a8", max_size=60)


@given(TEXTS)
def test_quotations_stand_inside_their_paragraph_and_in_one_another_or_apart(text: str) -> None:
    units = paragraphs(text)
    found, notes = quotes(text, units)
    for quote in found:
        assert units[quote.unit].covers(quote.span)
        assert quote.span.covers(quote.inner)
        assert quote.inner.start == quote.span.start + 1
        assert quote.inner.end == quote.span.end - quote.closed
        assert quote.closed or quote.span.end == units[quote.unit].end
        around = [o for o in found if o is not quote and o.span.covers(quote.span)]
        assert quote.depth == len(around)
        apart = [o for o in found if not o.span.overlaps(quote.span)]
        inside = [o for o in found if o is not quote and quote.span.covers(o.span)]
        assert len(apart) + len(around) + len(inside) + 1 == len(found)
    assert [q.span for q in found] == sorted(q.span for q in found)
    assert all(note.span is not None and note.span.end <= len(text) for note in notes)


@given(TEXTS)
def test_every_double_mark_is_paired_or_noted(text: str) -> None:
    found, notes = found_in(text)
    edges = {q.span.start for q in found} | {q.span.end - 1 for q in found if q.closed}
    strays = {note.span.start for note in notes if note.span and note.kind == "stray-quotation-mark"}
    doubles = {at for at, mark in enumerate(text) if mark in '"“”„«»'}
    assert edges & strays == set()
    # What is left are marks with nothing between them.
    lost = sorted(doubles - edges - strays)
    assert [at + 1 for at in lost[::2]] == lost[1::2]
