"""The fuzz campaign of coding: texts made from seeds, coded, and held against the laws of the record.

Each seed is one text: pieces of reports, marks, nested attributions, broken Unicode, marks of direction, huge
numbers and other languages, put together by a small grammar. Checked are DESIGN's laws 1 to 3 (see
tests/test_laws.py), that nothing is raised, and that the CPU time stays below a bound that grows with the
length. A state file makes it resumable: a run goes on where the one before was ended.
Usage: python tools/campaign.py [--seeds N] [--state FILE] [--size N]
"""

import argparse
import json
import random
import time
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tools.hostile import SHAPES

if TYPE_CHECKING:
    from sayso.pipeline import Coder

STATE = Path("build/campaign.json")
PARTIES = ("the army", "Rebels", "Tehran", "a spokesman for the ministry", "SDF", "M23", "he", "who")
CUES = ("said", "denied", "claimed", "told Reuters", "declined to comment on", "blamed", "warned", "killed")
ACTS = (
    "rebels shelled Kafr Nabl and killed nine civilians",
    "the army did not fire on the protesters",
    "a drone hit a convoy near Gossi on Monday",
    "at least 12 soldiers were killed two hours later",
    "it claimed responsibility for the attack",
)
MARKS = (*tuple("\"'“”‘’„«»‹›()[]"), "''", "``", "\"'", "—", ":", ";", "...")
BROKEN = ("\ud83d", "\u0301", "e\u0301\u0301", "\ufffd", "\x00", "\x1b[31m", "\u2028", "\x85", "\U0001f1f8")
HIDDEN = ("\u200b", "\u200d", "\u00ad", "\ufeff", "\u2060", "\u202e", "\u202d", "\u2066", "\u2069", "\u061c")
NUMBERS = (
    "9" * 60,
    "1,000,000,000,000",
    "-1",
    "0",
    "½",
    "٣",
    "1e309",
    "٢٠٠",
    "12.000.000",
    "3-4-5",
    "two dozen",
)
OTHERS = ("قتل تسعة مدنيين", "обстрел города", "九人死亡", "nueve civiles murieron", "εννέα νεκροί", "ጦርነት")
BLANKS = (" ", " ", " ", "\n", "\n\n", "\t", "\u00a0", "\u3000", "")
# CPU seconds that a text may take: a start, and for each 1,000 characters. A guess on the safe
# side: of the shapes of tools/growth.py at 40,000 characters, the slowest took 0.15 s for 1,000.
START, A_THOUSAND = 2.0, 1.2


def text_of(seed: int, size: int = 2_000) -> str:
    """The text of a seed, at most `size` characters: the same on every computer."""
    rng = random.Random(seed)
    pieces: list[str] = []
    while sum(map(len, pieces)) < size * rng.random():
        pieces.append(_piece(rng, depth=rng.randrange(6)))
        pieces.append(rng.choice(BLANKS))
    if rng.random() < 0.3:
        shape = SHAPES[rng.choice(sorted(SHAPES))](rng.randrange(20, max(21, size // 2)))
        pieces.insert(rng.randrange(len(pieces) + 1), shape)
    text = "".join(pieces)[:size]
    for _ in range(rng.randrange(4)):
        at = rng.randrange(len(text) + 1)
        text = text[:at] + text[at + rng.randrange(9) :]
    return text


def _piece(rng: random.Random, depth: int) -> str:
    """A stretch of a report; `depth` says how many attributions and marks may stand around it."""
    if depth == 0:
        return rng.choice((rng.choice(ACTS), rng.choice((*BROKEN, *HIDDEN, *NUMBERS, *OTHERS, *MARKS))))
    inner = _piece(rng, depth - 1)
    form = rng.randrange(7)
    if form == 0:
        return f"{rng.choice(PARTIES)} {rng.choice(CUES)} that {inner}"
    if form == 1:
        return f"{inner}, {rng.choice(PARTIES)} {rng.choice(CUES)}."
    if form == 2:
        return rng.choice(MARKS) + inner + rng.choice(MARKS)
    if form == 3:
        return f"{inner} {rng.choice(('and', 'after', 'while', 'but', ','))} {_piece(rng, depth - 1)}"
    if form == 4:
        return (
            f"with {rng.choice(PARTIES)} saying {inner} and {rng.choice(PARTIES)} saying {rng.choice(ACTS)}."
        )
    if form == 5:
        return inner.replace(" ", rng.choice((*HIDDEN, *BLANKS)), rng.randrange(4)) + "."
    return f"{inner}{rng.choice(BLANKS)}{rng.choice((*BROKEN, *HIDDEN, *NUMBERS, *OTHERS))} "


def faults(text: str, coder: "Coder") -> list[str]:
    """What is wrong with the record of a text; nothing where all laws are kept."""
    from sayso.export import to_record
    from sayso.model.report import Report

    try:
        start = time.process_time()
        coded = coder.code(Report.from_text(text, published="2021-03-09", language="en"))
        spent = time.process_time() - start
        record = to_record(coded)
        again = to_record(coder.code(Report.from_text(text, published="2021-03-09", language="en")))
    except Exception:  # noqa: BLE001 (what is raised is what the campaign looks for)
        return [traceback.format_exc(limit=-3)]
    found = [f"misquoted: {value}" for value in _misquoted(record, text)]
    found += [f"no basis: {one.id}" for one in coded.statements if (one.source is None) != _open(one.basis)]
    if json.dumps(record) != json.dumps(again):
        found.append("another record the second time")
    if coded.report.text != text:
        found.append("the text was rewritten")
    allowed = START + A_THOUSAND * len(text) / 1000
    if spent > allowed:
        found.append(f"{spent:.1f} s of CPU, at most {allowed:.1f} allowed")
    return found


def _open(basis: str) -> bool:
    return basis in ("none", "author")


def _misquoted(value: object, text: str) -> Iterator[object]:
    """Spans of a record that do not hold the text's characters."""
    if isinstance(value, dict):
        start, end = value.get("start"), value.get("end")
        if (
            isinstance(start, int)
            and isinstance(end, int)
            and value.get("text", text[start:end]) != text[start:end]
        ):
            yield value
        for inner in value.values():
            yield from _misquoted(inner, text)
    elif isinstance(value, list):
        for inner in value:
            yield from _misquoted(inner, text)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the seeds that the state file does not count yet; 1 if any failed."""
    from sayso.pipeline import default_coder

    parser = argparse.ArgumentParser(description="Fuzz campaign of coding; resumable.")
    parser.add_argument("--seeds", type=int, default=10_000, help="go up to this seed; default: 10000")
    parser.add_argument("--size", type=int, default=2_000, help="characters of a text at most; default: 2000")
    parser.add_argument("--state", type=Path, default=STATE, help=f"where the run stands; default: {STATE}")
    options = parser.parse_args(arguments)
    state = {"next": 0, "size": options.size, "failed": {}}
    if options.state.is_file():
        state = json.loads(options.state.read_text(encoding="utf-8"))
        if state["size"] != options.size:
            parser.error(f"{options.state} is of texts of {state['size']} characters; name another file")
    options.state.parent.mkdir(parents=True, exist_ok=True)
    coder = default_coder()
    for seed in range(state["next"], options.seeds):
        found = faults(text_of(seed, options.size), coder)
        if found:
            state["failed"][str(seed)] = found
            print(f"seed {seed}: {found[0]}", flush=True)
        state["next"] = seed + 1
        if found or seed % 50 == 49 or seed + 1 == options.seeds:
            options.state.write_text(json.dumps(state, indent=1), encoding="utf-8")
    print(f"{state['next']} seeds, {len(state['failed'])} failed; state: {options.state}")
    return 1 if state["failed"] else 0


if __name__ == "__main__":
    raise SystemExit(main())
