"""The figures of docs/accuracy.md, from runs of `sayso evaluate KIND PATH --json`.

Rewrites what stands between the two marks in the page. Usage: python tools/accuracy.py
[TITLE=FOLDER ...], or TITLE=KIND:FILE for other kinds than articles.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "accuracy.md"
BEGIN, END = "<!-- figures: written by tools/accuracy.py -->", "<!-- end of figures -->"
CORPORA = (
    "The seed article=tests/data/seed",
    "Development corpus=tests/gold/dev",
    "Parties=parties:tests/gold/parties/dev.toml",
    "Dates=dates:tests/gold/dates/dev.toml",
    "Phrases of space=spaces:tests/gold/spaces/dev.toml",
    "Statements in sentences=statements:tests/gold/statements/dev.toml",
    "Reports whose accounts differ, or only seem to=disputes:tests/gold/conflicting/dev.toml",
    "Texts in the words of war that tell no event=traps:tests/gold/traps/dev.jsonl",
)
WEAK = 0.6
_COMMAND = (sys.executable, "-m", "sayso")

Figures = Mapping[str, Any]


def sayso(*arguments: str) -> str:
    """What one run of the command prints; SystemExit with its errors if it fails."""
    done = subprocess.run([*_COMMAND, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"sayso {' '.join(arguments)} ended with {done.returncode}:\n{done.stderr}")
    return done.stdout


def measure(values: Figures, name: str) -> str:
    """One cell: the value and, where there are several documents, its interval; empty where there is none."""
    if name not in values:
        return ""
    low, high = values.get(f"{name}_ci", (None, None))
    interval = "" if low is None else f" ({low:.2f} to {high:.2f})"
    return f"{values[name]:.2f}{interval}"


def counts(values: Figures) -> str:
    """How many cases a figure rests on: gold and predicted, or all."""
    if "n_gold" in values:
        return f"{values['n_gold']} / {values['n_pred']}"
    return str(values["n"])


def figures_of(total: Figures) -> dict[str, Figures]:
    """The figures with measures; a bare count is none."""
    return {name: values for name, values in total.items() if isinstance(values, Mapping)}


def table(total: Figures) -> Iterator[str]:
    """All figures of one corpus, one a row."""
    yield "| figure | precision | recall | F1 or accuracy | cases |"
    yield "| --- | --- | --- | --- | --- |"
    for name, values in figures_of(total).items():
        main = measure(values, "f1") or measure(values, "acc")
        yield f"| {name} | {measure(values, 'p')} | {measure(values, 'r')} | {main} | {counts(values)} |"


def weak(total: Figures) -> list[str]:
    """Names of the figures below `WEAK`, the lowest first."""
    found = {name: values.get("f1", values.get("acc", 1.0)) for name, values in figures_of(total).items()}
    return sorted((name for name, value in found.items() if value < WEAK), key=lambda name: found[name])


def section(title: str, kind: str, folder: str, report: Figures) -> str:
    """One corpus: what was run, the table, and where it is weak."""
    total, documents = report["total"], len(report["docs"])
    things = {
        "articles": "documents", "disputes": "reports", "statements": "statements", "traps": "texts",
    }.get(kind, "phrases")  # fmt: skip
    many = f"{documents} {things}" if documents > 1 else "one document, so there are no intervals"
    lines = [f"## {title}", "", f"`sayso evaluate {kind} {folder}`: {many}.", "", *table(total), ""]
    extra = [name for name, values in total.items() if not isinstance(values, Mapping)]
    lines += [f"{name[:1].upper()}{name[1:]}: {total[name]}." for name in extra]
    below = "; ".join(weak(total)) or "none"
    lines += ["", f"Below {WEAK:.1f}, the lowest first: {below}.", ""]
    return "\n".join(lines)


def between(page: str, body: str, begin: str = BEGIN, end: str = END) -> str:
    """The page with `body` between its marks; SystemExit where a mark is missing."""
    if page.count(begin) != 1 or page.count(end) != 1:
        raise SystemExit(f"the page needs {begin!r} and {end!r} once each")
    before, _, rest = page.partition(begin)
    return f"{before}{begin}\n\n{body.strip()}\n\n{end}{rest.partition(end)[2]}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the evaluations and rewrite the page."""
    parser = argparse.ArgumentParser(description="Write the figures of docs/accuracy.md.")
    parser.add_argument("corpora", nargs="*", default=CORPORA, metavar="TITLE=FOLDER", help="what to score")
    options = parser.parse_args(arguments)
    parts = ["Made by:", "", "```text", sayso("--version").strip(), "```", ""]
    for corpus in options.corpora:
        title, separator, folder = corpus.partition("=")
        if not separator:
            parser.error(f"{corpus!r}: write TITLE=FOLDER")
        kind, _, path = folder.rpartition(":")
        kind = kind or "articles"
        parts.append(section(title, kind, path, json.loads(sayso("evaluate", kind, path, "--json"))))
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(between(page, "\n".join(parts)), encoding="utf-8", newline="\n")
    print(f"{PAGE.relative_to(ROOT)}: {len(options.corpora)} corpora")


if __name__ == "__main__":
    main()
