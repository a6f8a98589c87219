"""Redaction goes after the files that a base was written to, and names what it cannot reach."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from sayso.desk import Desk, Result
from sayso.desk.exporting import export_to, options, release
from sayso.errors import SaysoError, StoreError, UnknownName
from sayso.export import EXPORTERS
from sayso.export.releases import Plan, check_release
from sayso.export.texts import texts_in
from sayso.model.filters import Filters
from sayso.store.sql import remembering, seals
from sayso.store.sql.blocking import found_as
from tests.desk.coders import Provinces, Scripted
from tests.desk.test_redacting import FIRST, NAME, REPORTS, WORLD, desk, everything

NOW = datetime(2024, 5, 20, tzinfo=UTC)
ANN: dict[str, Any] = {"author": "ann", "why": "he asked"}


def holds(path: Path, words: str = NAME) -> bool:
    """Whether a file, or one below a folder, has the words in any text."""
    files = [path] if path.is_file() else [one for one in path.rglob("*") if one.is_file()]
    assert files
    return any(found_as(words)(text) for one in files for text in texts_in(one))


def written(made: Desk, name: str, path: Path, asked: Filters | None = None) -> Path:
    export_to(made, name, path, asked or Filters(), options(NOW))
    return path


def beside(folder: Path) -> dict[str, str]:
    """Every file of a folder with its digest."""
    return {
        str(one.relative_to(folder)): hashlib.sha256(one.read_bytes()).hexdigest()
        for one in sorted(folder.rglob("*"))
        if one.is_file()
    }


def plan(name: str, formats: str = "json,acled,geojson", previous: Path | None = None) -> Plan:
    return Plan(name, tuple(formats.split(",")), NOW, "0", {}, previous)


@pytest.mark.parametrize("name", EXPORTERS)
def test_an_export_of_each_format_is_written_anew_without_the_words(name: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    with desk(tmp_path / "sayso.db") as made:
        made.add(REPORTS)
        path = written(made, name, out / f"all{EXPORTERS[name].suffix}")
        before = beside(out)
        assert holds(out) is (name not in {"gdelt", "acled"}), "these skip what is told here"
        found = made.redact(words=NAME, **ANN)
        assert (found.rewritten, found.open) == ((str(path),), ())
        assert not holds(out)
        assert set(beside(out)) == set(before)
        assert made.redact(report=FIRST, **ANN).rewritten == (str(path),), "its digests were renewed"
        assert not any(FIRST in text for file in out.iterdir() for text in texts_in(file))
        assert made.redactions()[0]["open"] == []


def test_only_what_held_a_report_is_written_anew(place: str, tmp_path: Path) -> None:
    with desk(place) as made:
        made.add(REPORTS)
        (tmp_path / "a").mkdir()
        (tmp_path / "b").mkdir()
        held = written(made, "geojson", tmp_path / "a" / "all.geojson")
        other = written(made, "geojson", tmp_path / "b" / "one.geojson", Filters(report=REPORTS[3].report.id))
        before = beside(other.parent)
        found = made.redact(report=FIRST, **ANN)
        assert (found.rewritten, found.open) == ((str(held),), ())
        assert beside(other.parent) == before
        cells = {text for file in held.parent.iterdir() for text in texts_in(file)}
        assert FIRST not in cells
        assert REPORTS[1].report.id in cells


def test_releases_are_written_anew_of_what_was_in_them_and_say_so(place: str, tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    with desk(place) as made:
        made.add(REPORTS[:3])
        release(made, one, plan("one"), options(NOW))
        made.add(REPORTS[3:])
        release(made, two, plan("two", previous=one), options(NOW))
        first = json.loads((one / "manifest.json").read_text())
        replaced = hashlib.sha256((one / "manifest.json").read_bytes()).hexdigest()
        assert holds(one)
        found = made.redact(words=NAME, **ANN)
        assert (found.rewritten, found.open) == ((str(one), str(two)), ())
        for folder in (one, two):
            assert not holds(folder)
            assert check_release(folder) == []
        now = json.loads((one / "manifest.json").read_text())
        assert now["counts"]["incidents"] == first["counts"]["incidents"], "what came later stays out"
        assert (now["name"], now["made_at"], now["filters"]) == ("one", first["made_at"], {})
        (said,) = now["redacted"]
        assert (said["author"], said["why"], said["replaces"]) == ("ann", "he asked", replaced)
        assert said["id"] == made.redactions()[0]["id"]
        sha256 = hashlib.sha256((one / "manifest.json").read_bytes()).hexdigest()
        assert json.loads((two / "manifest.json").read_text())["previous"]["sha256"] == sha256
        made.redact(report=FIRST, **ANN)
        again = json.loads((one / "manifest.json").read_text())
        assert [row["replaces"] for row in again["redacted"]] == [replaced, sha256]
        assert sorted(file.name for file in tmp_path.iterdir() if file.is_dir()) == ["one", "two"]


def test_what_cannot_be_reached_is_named_and_left_alone(place: str, tmp_path: Path) -> None:
    with desk(place) as made:
        made.add(REPORTS)
        gone = written(made, "ged", tmp_path / "gone.csv")
        edited = written(made, "acled", tmp_path / "edited.csv")
        by_name = written(made, "json", tmp_path / "named.json", Filters(text="zwieselka"))
        backup = made.backup(tmp_path / "old.db")
        folder = tmp_path / "frozen"
        release(made, folder, plan("frozen"), options(NOW))
        gone.rename(tmp_path / "elsewhere.csv")
        with edited.open("a", encoding="utf-8") as file:
            file.write("a person's own line\n")
        (folder / "LICENCE.txt").write_text("another", encoding="utf-8")
        backup.write_bytes(b"no base")
        with made.store.writing() as connection:
            remembering.begin(connection, remembering.EXPORT, str(tmp_path / "half.csv"), {}, "then")
        before = beside(tmp_path) if "://" in place else None
        found = made.redact(words=NAME, **ANN)
        why = {Path(one.path).name: one.why for one in found.open}
        assert found.rewritten == ()
        assert why["gone.csv"] == "gone.csv: not there: moved, renamed or deleted"
        assert why["edited.csv"].startswith("it was changed since it was written (edited.csv)")
        assert why["named.json"].startswith("its filters hold what is erased")
        assert why["frozen"].startswith("it was changed since it was written (LICENCE.txt")
        assert "no base" in why["old.db"] or "no file of SQLite" in why["old.db"] or why["old.db"]
        assert why["half.csv"].startswith("it was begun and never finished")
        assert len(why) == 6
        if before is not None:
            assert beside(tmp_path) == before
        (kept,) = made.redactions()
        assert isinstance(kept["open"], list)
        assert len(kept["open"]) == 6
        assert "zwieselka" not in everything(made).casefold()
        assert made.reach().open == found.open
        (tmp_path / "elsewhere.csv").rename(gone)
        assert made.reach().rewritten == (str(gone),)
        assert not holds(gone)
        for one in (edited, folder, backup, by_name, tmp_path / "half.csv"):
            made.seen_to(one)
        assert made.redactions()[0]["open"] == []
        with pytest.raises(UnknownName, match=r"unknown open file .*; known: none is open"):
            made.seen_to(edited)
        assert made.check() == []


def test_a_path_that_says_the_words_is_named_and_then_concealed(place: str, tmp_path: Path) -> None:
    with desk(place) as made:
        made.add(REPORTS)
        path = written(made, "ged", tmp_path / f"{NAME}.csv")
        path.unlink()
        found = made.redact(words=NAME, **ANN)
        assert [one.path for one in found.open] == [str(path)]
        assert "zwieselka" not in everything(made).casefold()
        with made.store.reading() as connection:
            ((concealed, _),) = next(iter(remembering.open_files(connection).values()))
        made.seen_to(concealed)
        assert made.redactions()[0]["open"] == []


def test_a_remembered_backup_is_redacted_where_it_stands(place: str, tmp_path: Path) -> None:
    with desk(place) as made:
        made.add(REPORTS)
        file = made.backup(tmp_path / "old.db")
        found = made.redact(words=NAME, **ANN)
        assert (found.rewritten, found.backups, found.open) == ((str(file),), (), ())
        assert b"ieselka" not in file.read_bytes().lower()
    with desk(file) as copied:
        assert copied.check() == []
        assert [one["why"] for one in copied.redactions()] == ["he asked"]


def test_what_fails_or_only_reads_is_not_remembered(tmp_path: Path) -> None:
    with desk(tmp_path / "sayso.db") as made:
        made.add(REPORTS)
        with pytest.raises(OSError, match="nowhere"):
            written(made, "ged", tmp_path / "nowhere" / "a.csv")
        (tmp_path / "there").mkdir()
        with pytest.raises(SaysoError, match="is there already"):
            release(made, tmp_path / "there", plan("there"), options(NOW))
        with made.store.reading() as connection:
            assert remembering.remembered(connection) == []
        written(made, "ged", tmp_path / "a.csv")
        written(made, "acled", tmp_path / "a.csv")  # over it
        with made.store.reading() as connection:
            (one,) = remembering.remembered(connection)
        assert (one.plan["format"], set(one.files or ())) == (
            "acled",
            {"a.csv", "a.claims.csv", "a.disputes.csv"},
        )
    with Desk(tmp_path / "sayso.db", read_only=True) as reading:
        written(reading, "ged", tmp_path / "b.csv")
        with reading.store.reading() as connection:
            assert len(remembering.remembered(connection)) == 1


# -- orders for other bases --------------------------------------------------------------------------


@pytest.fixture
def orders(tmp_path: Path) -> Path:
    """What a base that erased a name and a report tells others."""
    path = tmp_path / "orders.json"
    with desk(tmp_path / "first.db") as made:
        made.add(REPORTS)
        made.backup(tmp_path / "remembered.db").rename(tmp_path / "old.db")
        made.redact(words=NAME, author="ann", why=f"{NAME} asked")
        made.redact(report=REPORTS[1].report.id, **ANN)
        assert made.orders(path) == 2
    return path


def test_an_order_says_neither_words_nor_ids(orders: Path) -> None:
    told = orders.read_text(encoding="utf-8")
    assert "zwieselka" not in told.casefold()
    assert REPORTS[1].report.id not in told
    rows = json.loads(told)["redactions"]
    assert [(row["of"], row["length"], row["author"]) for row in rows] == [
        ("words", len(NAME), "ann"),
        ("report", None, "ann"),
    ]


def test_a_new_base_obeys_the_orders_of_another(orders: Path, place: str) -> None:
    with Desk(place, coding=Scripted(REPORTS), gazetteers=Provinces()) as made:
        assert made.obey(orders).reports == ()
        assert made.obey(orders).reports == (), "they are obeyed once"
        outcomes = made.add([one.report for one in REPORTS])
        assert [one.result for one in outcomes] == [Result.ADDED, Result.FAILED, *[Result.ADDED] * 3]
        assert "was redacted by ann (he asked)" in str(outcomes[1].message)
        assert "zwieselka" not in everything(made).casefold()
        assert len(made.report(FIRST).report.text) == len(REPORTS[0].report.text)
        assert made.add(REPORTS[0].report).result is Result.UNCHANGED, "it came in with blocks"
        assert len(made.redactions()) == 2
        made.rebuild()
        assert made.check() == []


def test_an_old_backup_is_restored_without_what_orders_erase(
    orders: Path, place: str, tmp_path: Path
) -> None:
    with desk(place) as made:
        found = made.restore(tmp_path / "old.db", redactions=orders)
        assert found.reports == tuple(sorted([FIRST, REPORTS[1].report.id]))
        assert "zwieselka" not in everything(made).casefold()
        assert REPORTS[1].report.id not in set(made.reports())
        assert made.check() == []
        assert made.report(REPORTS[4].report.id) == REPORTS[4]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "what `sayso redactions --orders` wrote is expected"),
        ("[]", "is no file of redactions"),
        ('{"schema": "sayso-redactions/1", "redactions": {}}', "there is no list of redactions"),
        ('{"schema": "sayso-redactions/1", "redactions": [{"id": "x"}]}', "redaction 1 is damaged"),
    ],
)
def test_a_damaged_order_changes_nothing(tmp_path: Path, orders: Path, text: str, told: str) -> None:
    damaged = tmp_path / "damaged.json"
    damaged.write_text(text, encoding="utf-8")
    other = orders.read_text(encoding="utf-8").replace('"length": 17', '"length": 0')
    wrong = orders.read_text(encoding="utf-8").replace('"digest": "', '"digest": "00000000', 1)
    with desk(tmp_path / "new.db") as made:
        with pytest.raises(StoreError, match=told):
            made.obey(damaged)
        with pytest.raises(StoreError, match=told):
            made.restore(tmp_path / "old.db", redactions=damaged)
        for bad in (other, wrong):
            with pytest.raises(StoreError, match="is damaged"):
                seals.read(bad, "orders")
        with pytest.raises(StoreError, match="cannot be read"):
            made.obey(tmp_path / "none.json")
        assert made.redactions() == []
        assert list(made.reports()) == []


def test_words_that_were_erased_stay_out_of_reports_that_come_later(place: str) -> None:
    with desk(place) as made:
        made.add(REPORTS)
        made.redact(words=NAME, **ANN)
        text = f"{WORLD[4].report.text}\n\nquentin\tzwieselka came; Quentin Zwieselkas did not."
        later = replace(WORLD[4], report=replace(WORLD[4].report, id="later", text=text))
        assert made.add(later).result is Result.ADDED
        blocks = "\N{FULL BLOCK}" * 7 + "\t" + "\N{FULL BLOCK}" * 9
        assert made.report("later").report.text.endswith(f"{blocks} came; Quentin Zwieselkas did not.")
        assert made.report("later").events == later.events
        assert made.check() == []
