import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.read.clean import clean, one_line


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("one\r\ntwo\rthree\n\rfour", "one\ntwo\nthree\n\nfour"),
        ("one\u2028two\u2029three\vfour\ffive\x85six", "one\ntwo\nthree\nfour\nfive\nsix"),
        ("a\tb\u00a0c\u2009d\u3000e\u202ff\u1680g", "a b c d e f g"),
        ("two  blanks \u00a0stay", "two  blanks  stay"),
        ("nul\x00del\x7fc1\x9besc\x1b[0m", "nul del c1 esc [0m"),
        (
            "\ufeffze\u200bro wi\u00addth \u200fmarks\u202e and\u2066 bi\u061cdi\u2069",
            "zero width marks and bidi",
        ),
        ("hidden\U000e0041\U000e0042 tags", "hidden tags"),
        ("half \ud83d of a pair", "half \ufffd of a pair"),
        ("Cafe\u0301 and \U0001f1f8\U0001f1fe and ﬁ", "Cafe\u0301 and \U0001f1f8\U0001f1fe and ﬁ"),
        ("  outer blanks stay \n\n", "  outer blanks stay \n\n"),
        ("", ""),
    ],
)
def test_characters_are_put_in_order_one_by_one(raw: str, expected: str) -> None:
    assert clean(raw) == expected


def test_every_space_and_control_character_of_unicode_is_dealt_with() -> None:
    odd = [
        chr(c)
        for c in range(sys.maxunicode + 1)
        if unicodedata.category(chr(c)) in ("Cc", "Zs", "Zl", "Zp", "Cs")
    ]
    assert {clean(ch) for ch in odd} == {" ", "\n", "\ufffd"}


@given(st.text(st.characters(codec=None)))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(st.characters(codec=None)))
def test_clean_text_can_be_written_as_utf_8_and_read_back(text: str) -> None:
    assert clean(text).encode("utf-8").decode("utf-8") == clean(text)


def test_metadata_is_one_line_with_single_blanks() -> None:
    assert one_line("  Shelling\r\n kills\u00a0 two\t") == "Shelling kills two"
