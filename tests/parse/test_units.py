from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model.parse import UnitKind
from sayso.model.report import Report
from sayso.parse.units import MAX_HEADLINE, units

SEED = Path(__file__).parents[1] / "data" / "seed" / "seed.txt"
FURNITURE = ("editor's note", "reporting by", "this story will be updated", "©")
HEAD, BODY, ASIDE = UnitKind.HEADLINE, UnitKind.BODY, UnitKind.FURNITURE
LEAD = "Two soldiers were killed when a mortar shell hit their checkpoint north of Taiz on Monday."
DENIAL = "The Houthis denied that their fighters had fired."


def cut(text: str, title: str | None = None) -> list[tuple[UnitKind, str]]:
    report = Report.from_text(text, title=title)
    return [(kind, span.of(report.text)) for span, kind in units(report, FURNITURE)]


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        ("Shell kills two near Taiz\n\n" + LEAD, None, [(HEAD, "Shell kills two near Taiz"), (BODY, LEAD)]),
        ("\n \nShell kills two\n\n\n" + LEAD, None, [(HEAD, "Shell kills two"), (BODY, LEAD)]),
        (LEAD + "\n\n" + DENIAL, None, [(BODY, LEAD), (BODY, DENIAL)]),
        # A title that ends like a sentence is known only from the metadata.
        ("Who shelled Taiz?\n\n" + LEAD, None, [(BODY, "Who shelled Taiz?"), (BODY, LEAD)]),
        ("Who shelled Taiz?\n\n" + LEAD, " who shelled TAIZ? ", [(HEAD, "Who shelled Taiz?"), (BODY, LEAD)]),
        (LEAD + "\n\n" + DENIAL, "Shell kills two", [(BODY, LEAD), (BODY, DENIAL)]),
        # Only the first paragraph can be one.
        (LEAD + "\n\nA second blast", None, [(BODY, LEAD), (BODY, "A second blast")]),
        ("a" * MAX_HEADLINE + "\n\n" + LEAD, None, [(HEAD, "a" * MAX_HEADLINE), (BODY, LEAD)]),
        ("a" * (MAX_HEADLINE + 1) + "\n\n" + LEAD, None, [(BODY, "a" * (MAX_HEADLINE + 1)), (BODY, LEAD)]),
        ("He said “we did it.”\n\n" + LEAD, None, [(BODY, "He said “we did it.”"), (BODY, LEAD)]),
    ],
)
def test_the_headline_is_a_unit_of_its_own(
    text: str, title: str | None, expected: list[tuple[UnitKind, str]]
) -> None:
    assert cut(text, title) == expected


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        (LEAD, None, [(BODY, LEAD)]),
        ("Shell kills two near Taiz", None, [(BODY, "Shell kills two near Taiz")]),
        ("Shell kills two near Taiz", "Shell kills two near Taiz", [(HEAD, "Shell kills two near Taiz")]),
        ("", "Shell kills two near Taiz", [(HEAD, "Shell kills two near Taiz")]),
        (" \n\u00a0\t\r\n", "Shell kills two near Taiz", [(HEAD, "Shell kills two near Taiz")]),
        ("", None, []),
        (" \n\u00a0\n\n\t\r\n \u3000", None, []),
        ("x", None, [(BODY, "x")]),
        ("Editor's note: names were withheld.", None, [(ASIDE, "Editor's note: names were withheld.")]),
    ],
)
def test_one_paragraph_is_the_body_unless_it_is_known_to_be_the_title(
    text: str, title: str | None, expected: list[tuple[UnitKind, str]]
) -> None:
    assert cut(text, title) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{LEAD}\n\n{DENIAL}", [LEAD, DENIAL]),
        (f"{LEAD}\r\n\r\n{DENIAL}\r\n", [LEAD, DENIAL]),
        (f"{LEAD}\n \u00a0\n\t\n{DENIAL}\n\n", [LEAD, DENIAL]),
        # No blank line anywhere, and every line a sentence: a line is a paragraph.
        (f"{LEAD}\n{DENIAL}\nNobody claimed it.", [LEAD, DENIAL, "Nobody claimed it."]),
        (f"{LEAD}\r\n{DENIAL}", [LEAD, DENIAL]),
        # Where there is a blank line, a single line end only breaks a line.
        (f"{LEAD}\n{DENIAL}\n\nNobody claimed it.", [f"{LEAD}\n{DENIAL}", "Nobody claimed it."]),
        # Wrapped at a margin: most lines end inside a sentence.
        (
            "Two soldiers were killed when a mortar\nshell hit their checkpoint north of\nTaiz on Monday.",
            ["Two soldiers were killed when a mortar\nshell hit their checkpoint north of\nTaiz on Monday."],
        ),
        # Two lines are too few to tell a margin from a headline.
        ("Shell kills two\n" + LEAD, ["Shell kills two", LEAD]),
    ],
)
def test_paragraphs_end_at_blank_lines_or_at_line_ends_where_there_are_none(
    text: str, expected: list[str]
) -> None:
    assert [words for _, words in cut(text)] == expected


@pytest.mark.parametrize(
    ("dateline", "rest"),
    [
        ("RAQQA, Syria (AP) -", "A drone hit a bus on Sunday, killing four."),
        ("EL OBEID, Sudan -", "Shells fell on the livestock market."),
        ("KYIV, Ukraine, June 19 (Reuters) --", "Two missiles hit a power plant."),
        ("TEL AVIV, Israel, Oct. 7, 2023 (AFP) –", "At least 22 rockets were fired."),
        ("PARIS, 4 June —", "The ministry said it had no word of losses."),
        ("N'DJAMENA (Reuters) -", "Gunmen killed two herders."),
        ("SANAA/ADEN (Reuters) -", "An air strike hit a detention centre."),
        ("AL-BAB, Syria -", "A car bomb went off at a market."),
        ("CÚCUTA, Colombia (AP) —", "The ELN freed two police officers."),
        ("BEIRUT –", "“We did it,” the group said."),
        ("GAZA (Reuters) -", "22 people were killed in two strikes."),
    ],
)
def test_a_dateline_is_cut_off_its_paragraph(dateline: str, rest: str) -> None:
    text = f"Strike kills four\n\n{dateline} {rest}\n\n{DENIAL}"
    assert cut(text) == [(HEAD, "Strike kills four"), (ASIDE, dateline), (BODY, rest), (BODY, DENIAL)]


@pytest.mark.parametrize(
    ("dateline", "rest"), [("RAQQA, Syria—", "A jet fell."), ("GAZA (Reuters)-", "Two men died.")]
)
def test_a_dateline_may_touch_what_follows(dateline: str, rest: str) -> None:
    assert cut(dateline + rest) == [(ASIDE, dateline), (BODY, rest)]


@pytest.mark.parametrize(
    "text",
    [
        "US-backed forces took the dam on Friday.",
        "SU-22 jets bombed the town.",
        "U.S.-led coalition jets struck the convoy.",
        "ISIS-held Raqqa was shelled.",
        "USA -backed fighters fell back.",
        "US–Russian talks opened in Geneva.",
        "RSF - a paramilitary force - attacked El Fasher.",
        "RSF fighters - 12 of them - were killed.",
        "M23 said it had withdrawn - the army denied it.",
        "UN: two aid workers killed - one missing.",
        "RAQQA, Syria (AP) -",
        "NATO, EU and UN condemned the attack.",
    ],
)
def test_capitals_at_the_start_of_a_paragraph_are_not_always_a_dateline(text: str) -> None:
    assert cut(text) == [(BODY, text)]


@pytest.mark.parametrize(
    "aside",
    [
        "- Editor's note: This story will be updated.",
        "EDITOR'S NOTE: Names have been changed.",
        "[Reporting by Amal Haddad in Aden]",
        "* This story will be updated",
        "© 2021 The Daily Post",
    ],
)
def test_paragraphs_about_the_report_are_furniture_wherever_they_stand(aside: str) -> None:
    assert cut(f"{aside}\n\n{LEAD}") == [(ASIDE, aside), (BODY, LEAD)]
    assert cut(f"{LEAD}\n\n{aside}") == [(BODY, LEAD), (ASIDE, aside)]


def test_a_sentence_that_mentions_a_note_is_not_furniture() -> None:
    text = "The rebels' editor's note said nothing of the raid."
    assert cut(text) == [(BODY, text)]


def test_the_seed_has_a_headline_fourteen_paragraphs_and_a_note() -> None:
    found = cut(SEED.read_bytes().decode())
    assert [kind for kind, _ in found] == [HEAD, *[BODY] * 13, ASIDE]
    assert found[0][1] == "US shoots down Syrian Air Force fighter"
    assert found[-1][1] == "- Editor's note: This story will be updated."


BLANKS = ("\n", "\n\n", "\r\n", " ", "\u00a0", "\t")
WORDS = ("RAQQA, Syria (AP) - ", "US-backed ", "A-", "AA ", "- Editor's note: ", "Rebels fled. ")
MARKS = ("“", '"', "\U0001f1f8\U0001f1fe", "e\u0301", "\u200b", ".", "—", "(", "é", "1")
PIECES = st.sampled_from(BLANKS + WORDS + MARKS)


@given(st.lists(PIECES, max_size=24).map("".join))
def test_units_hold_every_character_that_is_no_blank_once_and_in_order(text: str) -> None:
    spans = [span for span, _ in units(Report.from_text(text), FURNITURE)]
    inside = "".join(span.of(text) for span in spans)
    assert "".join(inside.split()) == "".join(text.split())
    assert [a for a, b in pairwise(spans) if a.end > b.start] == []
    assert [span.of(text) for span in spans] == [span.of(text).strip() for span in spans]


def test_a_line_that_begins_with_a_quotation_is_a_paragraph_where_lines_are_sentences() -> None:
    text = (
        'Raid on mine\n\nThe guards fled.\n"They had drones," one said.\nThe owner was silent.\n\nTwo died.'
    )
    assert [words for _, words in cut(text)][1:] == [
        "The guards fled.",
        '"They had drones," one said.\nThe owner was silent.',
        "Two died.",
    ]
