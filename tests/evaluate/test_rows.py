from pathlib import Path

import pytest

from sayso.errors import ResourceError
from sayso.evaluate.rows import Json, by_id, known_only, label_of, read_lines, text_of


def row(data: Json) -> tuple[str, str | None]:
    return text_of(data, "text"), label_of(data, "type")


def test_blank_lines_and_separators_inside_a_text_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text('\n{"text": "Shells\u2028fell."}\n\n{"text": "x", "type": " A "}\n', encoding="utf-8")
    assert read_lines(path, row) == [("Shells\u2028fell.", None), ("x", "A")]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "Expecting"),
        ("[3]", "holds a list, not one JSON object"),
        ("{}", "no 'text'"),
        ('{"text": " "}', "text is ' ', not a text"),
        ('{"text": 3}', "text is 3, not a text"),
        ('{"text": "x", "type": ["A"]}', "not a text"),
    ],
)
def test_a_line_of_another_form_is_named(tmp_path: Path, line: str, told: str) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(f'{{"text": "x"}}\n{line}\n', encoding="utf-8")
    with pytest.raises(ResourceError) as caught:
        read_lines(path, row)
    assert "x.jsonl:2: not of the form: " in str(caught.value)
    assert told in str(caught.value)


def test_a_file_that_is_no_text_or_not_there_is_named(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(b"\xff\xfe")
    for place in (path, tmp_path / "none.jsonl"):
        with pytest.raises(ResourceError, match=place.name):
            read_lines(place, row)


def test_an_id_that_comes_twice_and_one_that_nobody_asked_are_refused() -> None:
    with pytest.raises(ResourceError, match="'a' comes twice"):
        by_id(Path("x"), [("a", 1), ("a", 2)])
    with pytest.raises(ResourceError, match="'b', which is not in the gold"):
        known_only({"b": 1}, {"a": 1})
