from pathlib import Path

import pytest

from sayso.errors import ResourceError
from sayso.lang import languages
from sayso.lang.credits import FILE, PARTS, load_credits


@pytest.mark.parametrize("language", languages())
def test_every_language_says_how_a_text_names_its_agency(language: str) -> None:
    found = load_credits(language)
    assert found.agencies["Agence France-Presse"] == found.agencies["AFP"] == "AFP"
    assert set(found.words) == set(PARTS)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "No such file"),
        ("by = [", "no TOML"),
        ('by = ["By"]', "of has no words"),
        ("bye = 1", "unknown key 'bye'"),
    ],
)
def test_a_file_that_breaks_its_schema_says_where(tmp_path: Path, text: str | None, message: str) -> None:
    (tmp_path / "xx").mkdir()
    if text is not None:
        (tmp_path / "xx" / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(ResourceError, match=f"xx.*{message}"):
        load_credits("xx", tmp_path)
