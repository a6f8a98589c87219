from pathlib import Path

import pytest

from tests.gazetteer.packs import add_geonames, loaded
from tools import bench_places
from tools.bench_places import line, made_up_rows, main, misspelt


def test_a_made_up_table_is_the_same_each_time_and_a_pack(tmp_path: Path) -> None:
    table = tmp_path / "SY.txt"
    main(["--make", str(table), "--names", "40"])
    rows = table.read_text(encoding="utf-8").splitlines(keepends=True)
    assert rows == list(made_up_rows(40))
    assert add_geonames(tmp_path, table).places == len(rows) == 20
    assert len(loaded(tmp_path).named(rows[3].split("\t")[1])) >= 1


def test_a_line_tells_the_median_and_whether_it_keeps_its_limit() -> None:
    assert (
        line("x", [0.1] * 40, 0.2).split() == "x 0.100 ms median, 0.100 ms at 95 %; limit 0.2: kept".split()
    )
    assert line("x", [0.3] * 40, 0.2).endswith("MISSED")


def test_a_misspelt_name_is_another_one() -> None:
    assert (misspelt("Tabqah"), misspelt("Homs")) == ("Tebqeeh", "Humms")


def test_all_figures_are_printed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(bench_places, "LOOKUPS", 30)
    monkeypatch.setattr(bench_places, "OPENINGS", 2)
    main([])
    out = capsys.readouterr().out
    figures = ("open", "bare SQL", "lookup, first", "lookup, again", "like, first", "like, nothing", "peak")
    assert [name for name in figures if f"  {name}" not in out] == []
