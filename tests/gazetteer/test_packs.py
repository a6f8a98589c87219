"""Adding packs: whole or not at all, and the older one answers until the new one is there."""

import os
import sqlite3
import tomllib
from pathlib import Path

import pytest

from sayso.errors import ResourceError
from sayso.gazetteer import GeoNamesFiles, NewPack, add_pack, alpha3
from sayso.gazetteer.pack_lines import sha256
from sayso.gazetteer.pack_writer import PackWriter
from tests.gazetteer.packs import OWN_HEADING, SYRIA, add_csv, add_geonames, geonames_row, loaded, write


def names_of(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_pack_says_what_it_is(tmp_path: Path) -> None:
    added = add_geonames(tmp_path, SYRIA)
    about = tomllib.loads((added.folder / "about.toml").read_text(encoding="utf-8"))
    assert (about["name"], about["licence"], about["date"]) == ("SY", "CC-BY-4.0", "2026-02-03")
    assert (about["source"], about["source_sha256"]) == ("SY.txt", sha256(SYRIA))
    assert about["sha256"] == sha256(added.folder / about["file"])
    assert (about["places"], about["names"]) == (added.places, added.names)
    assert about["rank"] > 20


def test_the_same_tables_give_the_same_pack(tmp_path: Path) -> None:
    digests = [add_geonames(tmp_path / home, SYRIA).about.sha256 for home in ("a", "b")]
    assert digests[0] == digests[1]


def test_a_new_pack_replaces_the_one_of_its_name_and_leaves_nothing(tmp_path: Path) -> None:
    add_geonames(tmp_path, write(tmp_path / "old.txt", geonames_row(name="Old Village")))
    folder = add_geonames(tmp_path, SYRIA).folder
    assert loaded(tmp_path).named("Old Village") == ()
    assert [name[-6:] for name in names_of(folder)] == ["t.toml", "sqlite"]
    add_geonames(tmp_path, SYRIA)
    assert (len(names_of(folder)), len(loaded(tmp_path).named("Ja'Din"))) == (2, 1)


class Pulled(BaseException):
    """The plug, or Ctrl-C."""


@pytest.mark.parametrize("step", ["add", "finish"])
def test_what_is_stopped_leaves_the_older_pack(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    add_geonames(tmp_path, write(tmp_path / "old.txt", geonames_row(name="Old Village")))

    def stop(*_: object) -> None:
        raise Pulled

    with monkeypatch.context() as patch:
        patch.setattr(PackWriter, step, stop)
        with pytest.raises(Pulled):
            add_geonames(tmp_path, SYRIA)
    assert names_of(tmp_path) == ["old.txt", "places"]
    assert len(loaded(tmp_path).named("Old Village")) == 1


def test_a_run_that_was_killed_before_its_last_step_leaves_the_older_pack(tmp_path: Path) -> None:
    folder = add_geonames(tmp_path, write(tmp_path / "old.txt", geonames_row(name="Old Village"))).folder
    write(folder / "places-000000000000.sqlite", "half a table")
    killed = tmp_path / "adding-killed"
    write(killed / "places.sqlite", "half a table")
    assert len(loaded(tmp_path).named("Old Village")) == 1
    os.utime(killed, (0, 0))
    add_geonames(tmp_path, SYRIA)
    assert names_of(tmp_path) == ["old.txt", "places"]


def test_packs_of_several_names_stand_beside_each_other(tmp_path: Path) -> None:
    add_geonames(tmp_path, SYRIA)
    add_csv(tmp_path, write(tmp_path / "own.csv", OWN_HEADING, "v,Own Village,settlement,,35,38,,,,,"))
    own = write(tmp_path / "two.csv", OWN_HEADING, "w,Second Village,settlement,,35,38,,,,,")
    add_pack(NewPack("SYR", csv=own, name="second", licence='CC0 "1.0"'), tmp_path)
    places = loaded(tmp_path)
    assert [t.about.name for t in places.tables] == [
        "SY-csv",
        "second",
        "SY",
        "supplement",
        "borders",
        "geonames",
    ]
    assert [t.about.licence for t in places.tables][:2] == ["not stated", 'CC0 "1.0"']
    assert places.named("Own Village")[0].id == "SY-csv:v"
    assert places.named("Second Village")[0].id == "second:w"
    assert places.named("Ja'Din")[0].country == "SYR"


@pytest.mark.parametrize(
    ("pack", "told"),
    [
        (NewPack("Syria", csv=SYRIA), "country 'Syria'; must be an ISO 3166 code of two or three letters"),
        (NewPack("XX", csv=SYRIA), "country 'XX'"),
        (NewPack("SY", csv=SYRIA, name="../x"), "pack name '../x'; must begin with a letter or digit"),
        (NewPack("SY", csv=SYRIA, name=".x"), "pack name '.x'"),
        (NewPack("SY", csv=SYRIA, name=""), "SY.txt:1: heading"),
        (NewPack("SY", csv=SYRIA, name="a/b"), "pack name 'a/b'"),
        (NewPack("SY"), "no file; give a GeoNames table or a CSV file"),
        (NewPack("SY", GeoNamesFiles(SYRIA / "none")), "none: no such file"),
    ],
)
def test_what_cannot_be_a_pack_is_told(tmp_path: Path, pack: NewPack, told: str) -> None:
    with pytest.raises(ResourceError) as error:
        add_pack(pack, tmp_path / "home")
    assert told in str(error.value)
    assert not (tmp_path / "home" / "places").exists()


def test_a_disk_that_is_full_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(PackWriter, "finish", full)
    with pytest.raises(ResourceError, match=r"disk is full.*nothing was changed"):
        add_geonames(tmp_path, SYRIA)


@pytest.mark.parametrize(
    ("code", "found"), [("sy", "SYR"), ("SYR", "SYR"), ("xk", "XKX"), ("XX", None), ("", None)]
)
def test_countries_have_codes_of_two_and_three_letters(code: str, found: str | None) -> None:
    assert alpha3(code) == found
