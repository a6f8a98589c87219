"""The picture of the README: what `sayso code` prints of the seed article, as docs/seed.svg.

It shows the result down to the end of the first incident that is in dispute. Usage: python tools/picture.py
"""

import io
import os
import re
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).resolve().parents[1]
COMMAND = ("code", "tests/data/seed/seed.txt", "--published", "2017-06-19")
TARGET = ROOT / "docs" / "seed.svg"
WIDTH = 100
_RULE = re.compile(r"─{20,}")
# The library's template asks a foreign server for its font; a reader's own will do.
_FONT = re.compile(r"@font-face\s*\{.*?\}\s*", re.DOTALL)


def printed() -> str:
    """What the command prints on a terminal of 100 columns, with its codes for colour."""
    environment = {**os.environ, "COLUMNS": str(WIDTH)}
    command = [sys.executable, "-m", "sayso", *COMMAND, "--color", "always"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def opening(lines: list[Text]) -> list[Text]:
    """The lines down to the end of the first incident in dispute, and one that counts the others."""
    plain = [line.plain for line in lines]
    dispute = next((at for at, line in enumerate(plain) if line.strip().endswith(": disputed")), 0)
    rules = (at for at, line in enumerate(plain) if at > dispute and _RULE.fullmatch(line.strip()))
    end = next(rules, len(lines))
    left = len(lines) - end
    return [*lines[:end], Text(f"[… {left} more lines]", style="dim")] if left else lines


def svg(lines: list[Text]) -> str:
    """The lines as a picture that needs nothing from the network."""
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
    for line in lines:
        console.print(line, no_wrap=True, overflow="ignore", crop=False, highlight=False)
    picture = console.export_svg(title=f"sayso {' '.join(COMMAND)}", unique_id="seed")
    return _FONT.sub("", picture).replace("Fira Code", "ui-monospace, Menlo, Consolas, DejaVu Sans Mono")


def main() -> None:
    """Write the picture."""
    lines = [Text.from_ansi(line) for line in printed().splitlines()]
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(svg(opening(lines)), encoding="utf-8", newline="\n")
    print(f"{TARGET.relative_to(ROOT)}: {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
