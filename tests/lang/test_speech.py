"""The table of weights that finds cues: it holds no rare word, and breaks loudly."""

import json
import re
from pathlib import Path

import pytest

from sayso.errors import ResourceError
from sayso.lang import load
from sayso.lang.speech import speech_table

ROOT = Path(__file__).parents[2] / "src" / "sayso" / "lang" / "en"
PATH = ROOT / "attribution.json"
DATA = json.loads(PATH.read_text(encoding="utf-8"))


def test_every_word_of_the_table_stands_in_three_documents_or_more() -> None:
    assert DATA["about"]["rare"] >= 3
    assert min(DATA["words"].values()) >= DATA["about"]["rare"]
    assert len(DATA["words"]) > 1000


def test_the_words_around_a_cue_are_among_them() -> None:
    """The features "f", "g" and "h" of spans hold one word each, and nothing else."""
    held = {name[1:].split()[0] for name in DATA["spans"] if name[0] in "fgh" and name[1:].strip("<> ")}
    words = {word for word in held if re.fullmatch(r"[a-z]{2,}", word)}
    assert len(words) > 100
    assert words - set(DATA["words"]) == set()


def test_the_table_is_small_and_belongs_to_the_version() -> None:
    assert PATH.stat().st_size < 2_000_000
    assert load("en").speech is not None


def test_a_language_may_have_none(tmp_path: Path) -> None:
    assert speech_table(tmp_path / "attribution.json") is None


@pytest.mark.parametrize(
    "change", [{"moves": [[0.0]]}, {"spans": {"a": [1.0]}}, {"cues": {"a": "x"}}, {"words": 3}]
)
def test_a_broken_table_is_named(tmp_path: Path, change: dict[str, object]) -> None:
    path = tmp_path / "attribution.json"
    good = {"moves": DATA["moves"], "spans": {}, "cues": {}, "words": [], "nouns": []}
    path.write_text(json.dumps({**good, **change}), encoding="utf-8")
    with pytest.raises(ResourceError, match=r"attribution\.json: no table of weights"):
        speech_table(path)
