"""The table of SECURITY.md, and what the whole source must not do."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NAMED = re.compile(r"`(tests/[\w/.-]+\.py)::(\w+)`")
SECURITY = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
# Calls that make objects or code of data, or start a program through a shell.
FORBIDDEN = frozenset({"eval", "exec", "os.system", "os.popen", "yaml.load", "marshal.loads", "shelve.open"})
MODULES = frozenset({"pickle", "marshal", "shelve", "dill", "subprocess"})


def functions_of(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_every_test_that_the_table_names_exists() -> None:
    named = NAMED.findall(SECURITY)
    assert len(named) > 40
    assert [f"{file}::{name}" for file, name in named if name not in functions_of(ROOT / file)] == []


def test_every_item_has_a_test_or_a_reason() -> None:
    rows = [line.split(" | ") for line in SECURITY.splitlines() if re.match(r"\| \d+\.\d+\.\d+", line)]
    assert len(rows) > 40
    assert [row[0] for row in rows if not (NAMED.search(row[-1]) or re.match(r"- \w{2}", row[-1]))] == []


def dangers(source: str) -> list[str]:
    """Modules and calls of a source by which data could become code."""
    found: list[str] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [one.name for one in node.names if one.name.partition(".")[0] in MODULES]
        elif isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] in MODULES:
            found.append(str(node.module))
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in FORBIDDEN:
            found.append(ast.unparse(node.func))
    return found


# Modules that have one all the same, with what they have.
KNOWN: dict[str, list[str]] = {}


def test_no_module_makes_objects_or_code_of_data() -> None:
    files = sorted((ROOT / "src" / "sayso").rglob("*.py"))
    assert len(files) > 300
    found = {
        path.relative_to(ROOT / "src" / "sayso").as_posix(): dangers(path.read_text("utf-8"))
        for path in files
    }
    assert {path: what for path, what in found.items() if what} == KNOWN


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import pickle", ["pickle"]),
        ("from subprocess import run", ["subprocess"]),
        ("eval(text)", ["eval"]),
        ("re.compile(text)", []),
    ],
)
def test_a_danger_is_seen(source: str, found: list[str]) -> None:
    assert dangers(source) == found
