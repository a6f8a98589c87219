"""The citation file fits its published schema and says what the package says of itself."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CITATION = ROOT / "CITATION.cff"

pytestmark = pytest.mark.docs


def test_the_citation_file_fits_its_published_schema() -> None:
    command = [sys.executable, "-m", "check_jsonschema"]
    command += ["--builtin-schema", "vendor.citation-file-format", str(CITATION)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_version_authors_and_licences_are_those_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    said = CITATION.read_text(encoding="utf-8").splitlines()
    assert f'version: "{project["version"]}"' in said
    assert [f'  - name: "{one["name"]}"' for one in project["authors"]] == [
        line for line in said if line.startswith('  - name: "')
    ]
    licences = {line.removeprefix("  - ") for line in said if line.startswith("  - ")}
    # The schema knows SPDX names alone: a licence without one stands in the README's table.
    spdx = {one for one in project["license"].split(" AND ") if not one.startswith("LicenseRef-")}
    assert spdx - licences == set()
    assert f'Cite sayso as "{project["authors"][0]["name"]}, sayso' in (ROOT / "README.md").read_text(
        encoding="utf-8"
    )
