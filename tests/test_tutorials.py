"""The tutorials, each from its first command to its last: they print what stands below them.

A tutorial is read from top to bottom in one folder. Lines after "$ " in `console` blocks are typed in a
terminal, `python` blocks run in one interpreter. `make regold` prints all of it anew.
"""

import io
import re
from collections.abc import Callable
from contextlib import chdir, redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from tests.terminals import Terminal, terminal

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
TUTORIALS = [*sorted((DOCS / "tutorials").glob("*.md")), DOCS / "adding" / "exporter.md"]
BLOCK = re.compile(r"^```(console|python)\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?", re.MULTILINE | re.DOTALL)

pytestmark = [pytest.mark.docs, pytest.mark.model]


def typed(body: str, at: Terminal) -> str:
    """A console block, with what its commands print now."""
    lines = [line for line in body.splitlines() if line.startswith("$ ")]
    assert lines, f"no command in:\n{body}"
    said = (f"{line}\n{at.typed(line.removeprefix('$ '))}" for line in lines)
    return "".join(one if one.endswith("\n") else f"{one}\n" for one in said)


def ran(code: str, names: dict[str, Any], folder: Path) -> str:
    out = io.StringIO()
    with redirect_stdout(out), chdir(folder):
        exec(code, names)  # the examples of our own pages
    return out.getvalue()


@pytest.mark.parametrize("page", TUTORIALS, ids=lambda page: page.stem)
def test_a_tutorial_prints_what_stands_in_it(
    page: Path, tmp_path: Path, golden: Callable[[Path, str], None]
) -> None:
    names: dict[str, Any] = {}

    def anew(block: re.Match[str]) -> str:
        if block[1] == "console":
            return block[0].replace(block[2], typed(block[2], at), 1)
        printed = ran(block[2], names, tmp_path)
        shown = f"```python\n{block[2]}```\n"
        return f"{shown}\n```text\n{printed}```\n" if printed else shown

    text = page.read_text(encoding="utf-8")
    with terminal(tmp_path) as at:
        golden(page, BLOCK.sub(anew, text))
