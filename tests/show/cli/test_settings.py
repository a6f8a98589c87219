"""Where packs are looked for."""

from pathlib import Path

from sayso.show.cli.settings import Settings, settings


def test_the_home_is_the_one_that_the_surroundings_name(tmp_path: Path) -> None:
    assert settings({"SAYSO_HOME": str(tmp_path)}) == Settings(tmp_path)


def test_without_a_word_the_home_is_the_systems_folder_for_data() -> None:
    assert settings({}).home.name == "sayso"
    assert settings({}).home.is_absolute()


def test_packs_are_listed_by_name_and_only_whole_ones(tmp_path: Path) -> None:
    for name in (
        "parties/b.csv",
        "parties/a.csv",
        "parties/notes.txt",
        "places/SY/about.toml",
        "places/x/y.txt",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("", encoding="utf-8")
    found = Settings(tmp_path)
    assert [p.name for p in found.party_packs] == ["a.csv", "b.csv"]
    assert [p.name for p in found.place_packs] == ["SY"]
    assert Settings(tmp_path / "none").party_packs == ()
