import pytest

from tools.accuracy import BEGIN, END, between, main, section

REPORT = {
    "total": {
        "events": {"p": 0.875, "r": 0.5, "f1": 0.6364, "f1_ci": [0.5, 0.75], "n_gold": 14, "n_pred": 8},
        "place country": {"acc": 0.5, "n": 4},
        "duplicate predictions": 2,
    },
    "docs": {"a": {}, "b": {}},
}


def test_a_section_has_a_row_for_each_figure_and_names_the_weak_ones() -> None:
    assert section("Ours", "articles", "gold", REPORT).splitlines() == [
        "## Ours",
        "",
        "`sayso evaluate articles gold`: 2 documents.",
        "",
        "| figure | precision | recall | F1 or accuracy | cases |",
        "| --- | --- | --- | --- | --- |",
        "| events | 0.88 | 0.50 | 0.64 (0.50 to 0.75) | 14 / 8 |",
        "| place country |  |  | 0.50 | 4 |",
        "",
        "Duplicate predictions: 2.",
        "",
        "Below 0.6, the lowest first: place country.",
    ]


def test_only_what_stands_between_the_marks_is_rewritten() -> None:
    page = f"# Title\n{BEGIN}\nold\n{END}\nrest\n"
    assert between(page, "new\n") == f"# Title\n{BEGIN}\n\nnew\n\n{END}\nrest\n"
    assert between(between(page, "new"), "new") == between(page, "new")


def test_a_page_without_marks_is_refused() -> None:
    with pytest.raises(SystemExit, match="needs"):
        between("# Title", "new")


def test_a_corpus_without_a_folder_is_refused(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tools.accuracy.sayso", lambda *_: "sayso 1\n")
    with pytest.raises(SystemExit):
        main(["tests/gold/dev"])
    assert "write TITLE=FOLDER" in capsys.readouterr().err
