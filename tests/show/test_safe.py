import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.show.safe import file_name, safe


@pytest.mark.parametrize(
    ("text", "harmless"),
    [
        ("plain", "plain"),
        ("two\r\n lines\tand  blanks ", "two lines and blanks"),
        ("\x1b[31mred\x1b]8;;http://x\x07link", "[31mred]8;;http://xlink"),
        ("a\u202egnp.exe", "agnp.exe"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("می‌خواهم", "می‌خواهم"),
        ("lone \ud83d half", "lone  half"),
        ("[bold]not markup[/bold]", "[bold]not markup[/bold]"),
    ],
)
def test_text_of_a_report_is_harmless_and_else_unchanged(text: str, harmless: str) -> None:
    assert safe(text) == harmless


@given(st.text())
def test_no_control_character_comes_through(text: str) -> None:
    assert {unicodedata.category(c) for c in safe(text)} & {"Cc", "Cs", "Zl", "Zp"} == set()


@pytest.mark.parametrize(
    ("report_id", "name"),
    [
        ("00-seed", "00-seed"),
        ("../../etc/passwd", "etc_passwd"),
        ("https://example.org/a?b=c", "https_example.org_a_b_c"),
        (".hidden", "hidden"),
        ("///", "report"),
        ("خبر", "خبر"),
        ("x" * 300, "x" * 120),
    ],
)
def test_a_file_name_names_no_folder(report_id: str, name: str) -> None:
    assert file_name(report_id) == name


@given(st.text())
def test_any_id_gives_one_plain_file_name(report_id: str) -> None:
    name = file_name(report_id)
    assert name
    assert not set(name) & set("/\\:\0")
    assert not name.startswith(".")
