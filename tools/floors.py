"""Refreshes the floors of the quality gate, tests/gold/floors.toml, with today's figures less a margin.

A floor is never lowered without --allow-regression. The corpora are those that rules may be built on; sealed
articles and the public corpora are no part of it. Usage: python tools/floors.py [--allow-regression]
"""

import argparse
import hashlib
import json
import math
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from sayso.evaluate.articles.benchmark import score_articles
from sayso.evaluate.articles.documents import document
from sayso.evaluate.articles.files import gold_files
from sayso.evaluate.incidents.benchmark import OURS
from sayso.evaluate.scores import Scores
from sayso.export import to_annotation
from sayso.model.report import Report
from sayso.pipeline import Coder, default_coder
from sayso.show.cli.scoring import OF_OUR_OWN
from sayso.show.cli.settings import Settings
from sayso.show.cli.stages import Pipeline
from sayso.show.cli.streams import Problems

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ROOT / "tests" / "gold" / "floors.toml"
CORPORA = {"dev": ROOT / "tests" / "gold" / "dev", "seed": ROOT / "tests" / "data" / "seed"}
# Tables of phrases in sentences, by the kind of `sayso evaluate` that scores them.
_GOLD = ROOT / "tests" / "gold"
TABLES = {kind: _GOLD / kind / "dev.toml" for kind in ("parties", "dates", "spaces", "statements")}
TABLES["disputes"] = _GOLD / "conflicting" / "dev.toml"
TABLES["traps"] = _GOLD / "traps" / "dev.jsonl"
for _kind, _folder, _file in (
    ("incidents", "recurring", "docs"), ("copies", "copies", "reports"),
    ("lines", "lines", "lines"), ("revisions", "revisions", "revisions"),
):  # fmt: skip
    TABLES[_kind] = _GOLD / "incidents" / _folder / "open" / f"{_file}.jsonl"
MARGIN = 0.02
# A figure over fewer items jumps with every one of them and gates nothing.
MIN_ITEMS = 5
HEAD = """\
# Floors of F1 (or accuracy) per figure: tests/test_accuracy.py holds sayso to them.
# `python tools/floors.py` refreshes them; sha256 is that of the corpus.
"""
Numbers: TypeAlias = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Gate:
    """What one corpus must reach: `sha256` pins the corpus, `floors` are by figure."""

    sha256: str
    floors: Numbers


def corpus_sha256(folder: Path) -> str:
    """A hash of the names and bytes of the texts and annotations in a folder, or of the bytes of a table."""
    digest = hashlib.sha256()
    if folder.is_file():
        return hashlib.sha256(folder.read_bytes()).hexdigest()
    for path in sorted([*folder.glob("*.txt"), *folder.glob("*.gold.json")]):
        content = path.read_bytes()
        digest.update(f"{path.name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def measured(folder: Path, coder: Coder) -> dict[str, float]:
    """F1, or accuracy where that is the measure, of each figure over at least MIN_ITEMS items."""
    golds = gold_files(folder)
    made = {}
    for gold in golds:
        report = Report.from_text(gold.text(), title=gold.title, published=gold.published, id=gold.stem)
        made[gold.stem] = document(json.loads(json.dumps(to_annotation(coder.code(report)))), gold.stem)
    return _counted(score_articles(golds, made))


def measured_table(kind: str) -> dict[str, float]:
    """The same of a table of phrases, as `sayso evaluate KIND` scores it."""
    path = TABLES[kind]
    mentions = str(path.with_name("mentions.jsonl")) if kind == "incidents" else None
    asked = argparse.Namespace(
        gold=str(path), docs=str(path), mentions=mentions, where=[], predictions=None, per_doc=False,
        own_mentions=False,
    )  # fmt: skip
    return _counted(OF_OUR_OWN[kind](asked, Pipeline(Settings(ROOT / "no packs")), Problems()))


def _counted(scores: Scores) -> dict[str, float]:
    figures = {name: figure.values() for name, figure in scores.total}
    # Measures of whole groupings say no number of items; baselines beside them gate nothing.
    asked = {
        name: values.get("n", values.get("n_gold", MIN_ITEMS if name.startswith(OURS) else 0))
        for name, values in figures.items()
    }
    return {
        name: values["f1"] if "f1" in values else values["acc"]
        for name, values in figures.items()
        if asked[name] >= MIN_ITEMS
    }


def floor(value: float) -> float:
    """The value less the margin, rounded down to two decimals, never below 0."""
    return max(0.0, math.floor(round((value - MARGIN) * 100, 6)) / 100)


def below(values: Numbers, floors: Numbers) -> list[str]:
    """A line for each figure under its floor, or with a floor and no longer measured."""
    lines = []
    for name, least in floors.items():
        if name not in values:
            lines.append(f"{name}: no longer measured, floor {least:.2f}")
        elif values[name] < least:
            lines.append(f"{name}: {values[name]:.3f} is below {least:.2f}")
    return lines


def refreshed(values: Numbers, old: Numbers, *, allow_regression: bool) -> dict[str, float]:
    """The new floors; none is gone, and none lower than the old one, unless that is allowed.

    Where it is allowed only those floors fall that today's figures do not reach.
    """
    new = {name: floor(value) for name, value in values.items()}
    if allow_regression:
        return {n: max(new[n], old.get(n, 0.0)) if values[n] >= old.get(n, 0.0) else new[n] for n in new}
    return {name: max(new.get(name, 0.0), old.get(name, 0.0)) for name in dict.fromkeys([*new, *old])}


def read_gates(path: Path = FLOORS) -> dict[str, Gate]:
    """The pinned gates by corpus; empty where there is no file yet."""
    if not path.is_file():
        return {}
    rows = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: Gate(row["sha256"], row["floors"]) for name, row in rows.items()}


def written(gates: Mapping[str, Gate]) -> str:
    """The file's text."""
    parts = [HEAD]
    for corpus, gate in gates.items():
        parts.append(f'\n[{corpus}]\nsha256 = "{gate.sha256}"\n\n[{corpus}.floors]\n')
        parts += [f"{json.dumps(name)} = {least:.2f}\n" for name, least in gate.floors.items()]
    return "".join(parts)


def main(arguments: list[str] | None = None) -> int:
    """Write the floors; 1 where a figure is below a floor that was kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--allow-regression", action="store_true", help="lower floors that are not reached")
    options = parser.parse_args(arguments)
    old, new, failed = read_gates(), {}, False
    for corpus, folder in (CORPORA | TABLES).items():
        values = measured_table(corpus) if corpus in TABLES else measured(folder, default_coder())
        before = old[corpus].floors if corpus in old else {}
        floors = refreshed(values, before, allow_regression=options.allow_regression)
        new[corpus] = Gate(corpus_sha256(folder), floors)
        for line in below(values, floors):
            failed = True
            print(f"{corpus}: {line}; kept (--allow-regression lowers it)")
        raised = sum(floors[name] > before.get(name, 0.0) for name in floors)
        print(f"{corpus}: {len(floors)} floors, {raised} raised")
    FLOORS.write_text(written(new), encoding="utf-8", newline="\n")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
