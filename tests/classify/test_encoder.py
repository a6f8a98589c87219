"""Weights that are missing, damaged or of another version, and what the shipped ones hold."""

import json
import shutil
from pathlib import Path

import pytest

from sayso.classify import HERE, Encoder, encoder_version, load_encoder
from sayso.classify.encoder import ABOUT, read_about
from sayso.errors import ResourceError
from sayso.ontology import load_ontology

SHIPPED = HERE / "en"


def test_without_weights_there_is_no_encoder(tmp_path: Path) -> None:
    assert load_encoder("en", tmp_path) is None
    assert encoder_version(None).version == "rules"


@pytest.mark.parametrize("name", ["encoder.onnx", "tokenizer.json"])
def test_a_damaged_file_is_refused_by_name(tmp_path: Path, name: str) -> None:
    shutil.copytree(SHIPPED, tmp_path / "en")
    with (tmp_path / "en" / name).open("r+b") as file:
        file.seek(400)
        file.write(b"\x00\x01")
    with pytest.raises(ResourceError, match=f"{name}: damaged or of another version"):
        load_encoder("en", tmp_path)


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    shutil.copy(SHIPPED / ABOUT, tmp_path / "en" / ABOUT)
    with pytest.raises(ResourceError, match=r"encoder\.onnx: cannot be read"):
        load_encoder("en", tmp_path)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"labels": 3}', '{"name": "x", "version": "1"}'])
def test_a_broken_description_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / ABOUT).write_text(text, encoding="utf-8")
    with pytest.raises(ResourceError, match="not a description of weights"):
        read_about(tmp_path)


def test_the_labels_are_those_of_the_ontology() -> None:
    labels, ontology = read_about(SHIPPED).labels, load_ontology()
    assert set(labels["relation"]) == set(ontology.types)
    assert set(labels["event"]) == {"NONE", *ontology.case2021.values()}
    assert set(labels["trigger"]) == {"NONE", "AGAIN", *ontology.types}
    assert set(labels["mode"]) == {"none", *(mode for one in ontology.types.values() for mode in one.modes)}


def test_the_description_names_what_the_weights_were_trained_on() -> None:
    row = json.loads((SHIPPED / ABOUT).read_text(encoding="utf-8"))
    assert set(row["trained_on"]) == {"plv_train.jsonl", "relations.jsonl", "events.jsonl", "tokens.jsonl"}


def test_the_same_words_give_the_same_numbers() -> None:
    encoder = Encoder(SHIPPED)
    row = [101, *encoder.pieces("Gunmen fired on a bus."), 102]
    first, second = (encoder.run(row, ("event",))["event"].tolist() for _ in range(2))
    assert first == second


def test_no_text_stands_in_the_files() -> None:
    """A network of this kind keeps no text as such; this finds a corpus that was packed by mistake."""
    words = b"exchanged fire with a police stock-theft unit"  # of training/events.jsonl
    assert words in (Path(__file__).parents[2] / "training" / "events.jsonl").read_bytes()
    assert all(words not in path.read_bytes() for path in SHIPPED.iterdir())
