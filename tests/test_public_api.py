"""What `import sayso` offers: seven names, typed, loaded when they are used."""

import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import sayso
from sayso.desk import Desk
from sayso.export import to_annotation
from sayso.model.record import Coded
from sayso.model.report import Report
from sayso.pipeline import code

PACKAGE = Path(sayso.__file__).parent


def test_the_package_offers_these_names_and_no_others() -> None:
    assert sayso.__all__ == [
        "Coded",
        "Desk",
        "Report",
        "classify_event",
        "classify_relation",
        "code",
        "to_annotation",
    ]
    public = {name for name in dir(sayso) if not name.startswith("_")}
    parts = {path.stem for path in PACKAGE.iterdir() if path.is_dir() or path.suffix == ".py"}
    assert public - parts - {"TYPE_CHECKING"} == set(sayso.__all__)


def test_each_name_is_the_thing_itself() -> None:
    assert (sayso.Coded, sayso.Desk, sayso.Report) == (Coded, Desk, Report)
    assert (sayso.code, sayso.to_annotation) == (code, to_annotation)


def test_each_name_says_what_it_is() -> None:
    docs = {name: inspect.getdoc(getattr(sayso, name)) for name in sayso.__all__}
    assert {name for name, doc in docs.items() if not doc or doc.startswith(f"{name}(")} == set()


def test_a_name_that_is_not_there_is_told() -> None:
    with pytest.raises(AttributeError, match="module 'sayso' has no attribute 'Base'"):
        sayso.Base  # type: ignore[attr-defined]  # noqa: B018 (that it is missing is the test)


def test_importing_the_package_loads_none_of_its_parts() -> None:
    program = "import sys, sayso; print(sorted(name for name in sys.modules if name.startswith('sayso')))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "['sayso']\n"


def test_the_package_says_that_it_is_typed() -> None:
    assert (PACKAGE / "py.typed").read_text(encoding="utf-8") == ""


def test_the_package_is_a_command() -> None:
    command = [sys.executable, "-m", "sayso", "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("usage: sayso ")
