"""Every language folder loads into a lexicon that the stages can use; broken files say where."""

import shutil
from pathlib import Path

import pytest

from sayso.errors import ResourceError, UnknownName
from sayso.lang import languages, load
from sayso.lang.loader import CONFIDENCE, FILES, load_folder
from sayso.model.lexicon import WeaponSense

EN = Path("src/sayso/lang/en")
SETS = {"furniture", "person", "people", "time.part", "time.unit.hour", "toll.killed.act", "weapon.ambiguous"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "xx"
    shutil.copytree(Path(__file__).parents[2] / EN, copy)
    return copy


@pytest.mark.parametrize("language", languages())
def test_every_language_has_the_tables_that_the_stages_ask_for(language: str) -> None:
    lexicon = load(language)
    assert lexicon.language == language
    assert SETS - set(lexicon.words) == set()
    assert [len(lexicon.weekdays), len(set(lexicon.months.values())), len(lexicon.version)] == [7, 12, 12]
    assert [
        name for name in ("triggers", "cues", "people", "weapons", "numbers") if not getattr(lexicon, name)
    ] == []


def test_the_same_files_give_the_same_version() -> None:
    assert load("en").version == load("en").version


def test_a_changed_file_gives_another_version(folder: Path) -> None:
    before = load_folder(folder).version
    (folder / "cues.toml").write_text((folder / "cues.toml").read_text(encoding="utf-8") + "\n# one more\n")
    assert load_folder(folder).version != before


def test_confidences_are_read_counted_in_the_version_and_may_be_missing(folder: Path) -> None:
    counted = load_folder(folder)
    assert set(counted.confidence["type"]) >= {"always"}
    (folder / CONFIDENCE).write_text('[type]\n"always" = "often"\n', encoding="utf-8")
    with pytest.raises(ResourceError, match=r"xx/confidence\.toml.*write a float"):
        load_folder(folder)
    (folder / CONFIDENCE).unlink()
    without = load_folder(folder)
    assert without.confidence == {}
    assert without.version != counted.version


@pytest.mark.parametrize("language", ["tlh", "", "../en"])
def test_a_language_without_a_folder_is_an_unknown_name(language: str) -> None:
    with pytest.raises(UnknownName, match="known: en"):
        load(language)


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(ResourceError, match=name):
        load_folder(folder)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("triggers.toml", "[[trigger]]\nwords = raid", r"triggers\.toml: no TOML in UTF-8: .*line 2"),
        (
            "triggers.toml",
            '[[trigger]]\nwords = ["raid"]\npos = "noun"\n',
            r"trigger 1 \('raid'\): type is None",
        ),
        (
            "triggers.toml",
            '[[trigger]]\nwords = ["raid"]\npos = "noun"\ntype = "ASSAULT"\nobject = "victim"\n',
            r"trigger 1 \('raid'\): unknown object 'victim'",
        ),
        (
            "triggers.toml",
            '[[trigger]]\nwords = ["raid"]\npos = "noun"\ntype = "ASSAULT"\nwieght = 1\n',
            "unknown key 'wieght'",
        ),
        (
            "cues.toml",
            '[[cue]]\nwords = ["say"]\nframe = "clause"\nact = "sing"\n',
            r"cue 1 \('say'\): unknown act",
        ),
        (
            "people.toml",
            '[noun.police]\nkind = "cops"\nwords = ["constable"]\n',
            r"noun\.police: unknown kind",
        ),
        (
            "weapons.toml",
            '[[group]]\nfamily = "bomb"\nkind = "toy"\nwords = ["bomb"]\n',
            "unknown kind 'toy'",
        ),
        (
            "weapons.toml",
            '[[group]]\nfamily = "bomb"\nkind = "weapon"\nwords = ["bomb", "Bomb"]\n',
            "'bomb' stands there twice",
        ),
        ("numbers.toml", "[quantities]\ndozens = [1, 2, 3]\n", "quantity 'dozens'"),
        ("numbers.toml", '[numbers]\none = "1"\n', r"numbers\.one is '1'"),
        ("days.toml", 'weekdays = ["monday"]\n', "write seven, Monday first"),
        ("words.toml", '[words]\nlight = ["Launch"]\n', "write it in lower case"),
        ("words.toml", '[words]\nperson = ["man"]\n', "stands in another file"),
    ],
)
def test_a_broken_file_says_where_and_what_would_be_right(
    folder: Path, name: str, text: str, message: str
) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(ResourceError, match=message):
        load_folder(folder)


@pytest.mark.parametrize(
    ("name", "sense"),
    [
        ("Su-22", WeaponSense("Su-#", "platform", "aircraft")),
        ("MiG-29SMT", WeaponSense("MiG-#", "platform", "aircraft")),
        ("IED", WeaponSense("IED", "weapon", "ied")),
        ("fork", None),
    ],
)
def test_a_weapon_is_found_by_its_name_and_a_designator_by_its_pattern(
    name: str, sense: WeaponSense | None
) -> None:
    assert load("en").weapons.get(name) == sense
