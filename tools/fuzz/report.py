"""Writes what was tried with hostile input into docs/hostile.md: `python -m tools.fuzz.report [--build
build]`.

It reads what the campaigns left: BUILD/fuzz/state.json, BUILD/bad/result.json, BUILD/patterns.json; and
the table of
what was found and mended, which stands in docs/hostile.md above the marks and is kept by hand.
"""

import argparse
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tools.fuzz.__main__ import total
from tools.fuzz.targets import TARGETS

PAGE = Path("docs/hostile.md")
MARK = "<!-- {} by tools/fuzz/report.py -->"


def fuzzed(state: dict[str, dict[str, Any]]) -> str:
    """The table of targets."""
    rows = [
        f"| `{name}` | {row['executions']:,} | {row['seconds']:,.0f} s | {1000 * row['slowest']:,.0f} ms | "
        f"{TARGETS[name].seconds:g} s | {row['findings']} |"
        for name, row in sorted(state.items())
        if name in TARGETS
    ]
    whole = (
        f"| all {len(rows)} of {len(TARGETS)} | {total(state, 'executions'):,.0f} | "
        f"{total(state, 'seconds'):,.0f} s | | | "
        f"{total(state, 'findings'):.0f} |"
    )
    head = "| target | executions | CPU | slowest input | allowed | open findings |\n" + "| --- " * 6 + "|"
    return "\n".join([head, *rows, whole])


def bad_files(result: dict[str, Any]) -> str:
    """The table of bad files."""
    rows = [f"| {kind} | {count:,} |" for kind, count in result["damages"].items()]
    came = result["came to"]
    said = (
        f"{result['files']:,} files gave {came.get('reports', 0):,} reports and "
        f"{came.get('errors', 0):,} errors; "
        f"{came.get('taken', 0):,} reports had the id of another text. "
        f"Not as it should be: {len(result['faults'])}."
    )
    return "\n".join([said, "", "| damage | files |", "| --- | --- |", *rows])


def patterns(result: dict[str, Any]) -> str:
    """What was tried of regular expressions."""
    return (
        f"{result['patterns']:,} patterns were tried; {len(result['grow'])} cost more than their text grows."
    )


def filled(page: str, name: str, table: str) -> str:
    """The page with what stands between two marks replaced."""
    begin, end = MARK.format(f"{name}:"), MARK.format(f"end of {name}")
    inside = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    if not inside.search(page):
        raise ValueError(f"no {begin!r} in the page")
    return inside.sub(lambda _: f"{begin}\n{table}\n{end}", page)


PARTS = {
    "fuzz": ("fuzz/state.json", fuzzed),
    "bad files": ("bad/result.json", bad_files),
    "patterns": ("patterns.json", patterns),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Fill in what is there; the rest stays as it is."""
    parser = argparse.ArgumentParser(description="Writes docs/hostile.md.")
    parser.add_argument("--build", type=Path, default=Path("build"))
    parser.add_argument("--page", type=Path, default=PAGE)
    options = parser.parse_args(arguments)
    page = options.page.read_text(encoding="utf-8")
    for name, (file, made) in PARTS.items():
        path = options.build / file
        if path.is_file():
            page = filled(page, name, made(json.loads(path.read_text(encoding="utf-8"))))
            print(f"{name}: {path}")
    options.page.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
