from pathlib import Path

import pytest

from sayso.errors import ResourceError
from sayso.evaluate.articles.files import GoldFile, gold_files


def test_the_text_is_read_as_it_lies_there(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Zeile\r\nzwölf\r\n".encode())
    assert GoldFile(tmp_path / "a.gold.json", "a", {"text_file": "a.txt"}).text() == "Zeile\r\nzwölf\r\n"
    assert GoldFile(tmp_path / "a.gold.json", "a", {}).text() == "Zeile\r\nzwölf\r\n"


def test_a_missing_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match=r"b\.txt"):
        GoldFile(tmp_path / "b.gold.json", "b", {}).text()


def test_gold_files_come_by_name_with_what_they_say_of_the_article(tmp_path: Path) -> None:
    (tmp_path / "b.gold.json").write_text('{"title": "B", "published": "2020-01-01"}', encoding="utf-8")
    (tmp_path / "a.gold.json").write_text('{"title": "", "events": []}', encoding="utf-8")
    (tmp_path / "a.txt").write_text("no gold", encoding="utf-8")
    found = gold_files(tmp_path)
    assert [(g.stem, g.title, g.published, g.scored) for g in found] == [
        ("a", None, None, True),
        ("b", "B", "2020-01-01", False),
    ]


def test_a_folder_without_gold_is_told(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match="no file NAME"):
        gold_files(tmp_path)
