"""docs/faults.md: what was tried, and what came of it."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tools.faults.rounds import Fault
from tools.faults.table import FAULTS

BEGIN, END = "<!-- written by `python -m tools.faults --page docs/faults.md` -->", "<!-- end -->"


def write_page(path: Path, done: Sequence[dict[str, Any]]) -> None:
    """Put the table of what was done between the two marks of a page."""
    text = path.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    made = "\n".join(_lines(done))
    path.write_text(f"{before}{BEGIN}\n\n{made}\n{END}{after}", encoding="utf-8")


def _lines(done: Sequence[dict[str, Any]]) -> Iterator[str]:
    yield "| fault | on | tried | held | told | looked for |"
    yield "| --- | --- | ---: | ---: | ---: | ---: |"
    group = ""
    for fault in FAULTS:
        rounds = [one for one in done if one["fault"] == fault.title]
        if not rounds:
            continue
        if fault.group != group:
            group = fault.group
            yield f"| **{group}** | | {_sum(_of(group, done))} | | | |"
        yield _line(fault, rounds)
    kills = _sum(_of(FAULTS[0].group, done))
    yield ""
    bad = [f"{one['fault']}: {wrong}" for one in done for wrong in one["wrong"]]
    yield f"{_sum(done):,} faults, {kills:,} of them kills; with something lost, doubled or torn: {len(bad)}."
    yield ""
    yield from (f"- {one}" for one in bad)


def _of(group: str, done: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    titles = {one.title for one in FAULTS if one.group == group}
    return [one for one in done if one["fault"] in titles]


def _sum(done: Sequence[dict[str, Any]]) -> int:
    return sum(one["hits"] for one in done)


def _line(fault: Fault, rounds: Sequence[dict[str, Any]]) -> str:
    hits, looked = _sum(rounds), sum(one["committed"] for one in rounds)
    bad = sum(one["hits"] for one in rounds if one["wrong"])
    told = sum(one["told"] for one in rounds) or ""
    return f"| {fault.name} | {fault.database} | {hits} | {hits - bad} | {told} | {looked:,} |"
