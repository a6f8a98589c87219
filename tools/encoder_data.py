"""The texts that the encoder is trained on, as rows of word pieces; only tools/train_encoder.py reads this.

Relations are lines of JSON, either ours (`sentence`, `source`, `target`, `root`) or
in the form of PLV (`marked_sentence` with <s> and <t>, `gold_root`). Events are lines of
`text` and `type`, a code of CASE 2021 task 2 or NONE. Tokens are lines of `text` with the
marks that `training/README.md` describes.
"""

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

BEGIN, END = 101, 102
MARKS = {"<s>": 2, "</s>": 3, "<t>": 4, "</t>": 5}
TYPES = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION "
    "MOBILIZE COERCE ASSAULT"
).split()
MODALITIES = "occurred denied planned threatened hypothetical".split()
ROLES = "actor target weapon place time killed wounded captured displaced missing".split()
_TAGS = dict(zip("AC TG WP PL TI KI WO CA DI MI".split(), ROLES, strict=True))
TRIGGERS = ["NONE", *TYPES, "AGAIN"]  # AGAIN: another mention of an event ("the attack", "killing")
IGNORED = -100
SOME = -1  # a sentence that tells an event, nobody says of which class
Stretch = tuple[int, int, int]  # first word piece, the one behind the last, and the class: an index, or SOME

_MARK = re.compile(r"(</?[st]>)")
_END_OF_SENTENCE = re.compile(r"""(?<=[.!?]["'”’])\s+(?=[A-Z"“])|(?<=[a-z0-9)][.!?])\s+(?=[A-Z"“])""")
_TAG = re.compile(r"\{(E|CR|AC|TG|WP|PL|TI|KI|WO|CA|DI|MI)(\d+(?:,\d+)*)((?: [^|{}]*)?)\|")


@dataclass(slots=True)
class Row:
    """One input.

    What a task does not say is IGNORED or empty; `root` may be YIELD, which is either of two types.
    `stretches` are the sentences or short texts of which a class is known.
    """

    ids: list[int]
    root: str | None = None
    stretches: list[Stretch] = field(default_factory=list)
    triggers: list[int] = field(default_factory=list)
    modes: list[int] = field(default_factory=list)
    reality: list[int] = field(default_factory=list)
    roles: list[tuple[int, NDArray[Any]]] = field(
        default_factory=list
    )  # token of a trigger, (token, role) 0 or 1
    group: int = -1  # rows of one number never stand on both sides of a fold


def cut(ids: Sequence[int], longest: int) -> list[int]:
    """Word pieces between the marks of beginning and end."""
    return [BEGIN, *ids[: longest - 2], END]


def lines(path: Path) -> Iterator[Any]:
    """The rows of a file of JSON lines."""
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def marked_pieces(tokenizer: Any, marked: str) -> list[int]:
    """Word pieces of a text with <s>, </s>, <t>, </t> in it."""
    pieces: list[int] = []
    for part in _MARK.split(marked):
        pieces += [MARKS[part]] if part in MARKS else tokenizer.encode(part, add_special_tokens=False).ids
    return pieces


def plv_rows(tokenizer: Any, path: Path, longest: int) -> list[Row]:
    """The rows of PLV's train part; those of one sentence share a group."""
    groups: dict[str, int] = {}
    found = []
    for row in lines(path):
        ids = cut(marked_pieces(tokenizer, row["marked_sentence"]), longest)
        group = groups.setdefault(row["sentence"], len(groups))
        found.append(Row(ids, root=row["gold_root"], group=group))
    return found


def pair_rows(tokenizer: Any, path: Path, longest: int) -> list[Row]:
    """Our own pairs; a row whose two parties overlap is left out."""
    found = []
    for row in lines(path):
        marked = _marked(row["sentence"], row["source"], row["target"])
        if marked is not None:
            ids = cut(marked_pieces(tokenizer, marked), longest)
            found.append(Row(ids, root=row["root"]))
    return found


def _marked(sentence: str, source: str, target: str) -> str | None:
    """The sentence with marks around the first places where both stand apart."""
    places = [
        (i.start(), j.start())
        for i in re.finditer(re.escape(source), sentence)
        for j in re.finditer(re.escape(target), sentence)
        if i.end() <= j.start() or j.end() <= i.start()
    ]
    if not places:
        return None
    i, j = places[0]
    for at, words, name in sorted(((i, source, "s"), (j, target, "t")), reverse=True):
        sentence = f"{sentence[:at]}<{name}>{words}</{name}>{sentence[at + len(words) :]}"
    return sentence


def snippet_rows(tokenizer: Any, path: Path, codes: Sequence[str], longest: int) -> list[Row]:
    """Our own short texts with the class of their main event."""
    found = []
    for row in lines(path):
        ids = cut(tokenizer.encode(row["text"], add_special_tokens=False).ids, longest)
        found.append(Row(ids, stretches=[(1, len(ids) - 1, codes.index(row["type"]))]))
    return found


def joined(rows: Sequence[Row], longest: int, dice: random.Random) -> list[Row]:
    """The rows of short texts, half of them two or three in one input, as sentences stand in a report."""
    left = list(rows)
    dice.shuffle(left)
    found = []
    while left:
        row = left.pop()
        for _ in range(dice.choice((0, 0, 1, 2))):
            if left and len(row.ids) + len(left[-1].ids) - 2 <= longest:
                row = _behind(row, left.pop())
        found.append(row)
    return found


def _behind(row: Row, other: Row) -> Row:
    """Two short texts as one."""
    shift = len(row.ids) - 2
    moved = [(first + shift, last + shift, code) for first, last, code in other.stretches]
    return Row([*row.ids[:-1], *other.ids[1:]], stretches=[*row.stretches, *moved])


def token_rows(tokenizer: Any, path: Path, modes: Sequence[str], longest: int) -> list[Row]:
    """Our own texts with events and roles marked in them."""
    return [_token_row(tokenizer, *unmarked(row["text"]), modes, longest) for row in lines(path)]


Tagged = tuple[str, list[int], list[str], int, int]


def unmarked(marked: str) -> tuple[str, list[Tagged]]:
    """The plain text, and (tag, numbers, what the tag says, start, end) of each mark.

    Raises:
        ValueError: a brace is no mark, or a mark is not closed.
    """
    text: list[str] = []
    open_: list[tuple[re.Match[str], int]] = []
    found: list[Tagged] = []
    at = 0
    while at < len(marked):
        if tag := _TAG.match(marked, at):
            open_.append((tag, len(text)))
            at = tag.end()
            continue
        if marked[at] == "}" and open_:
            tag, start = open_.pop()
            found.append((tag[1], [int(n) for n in tag[2].split(",")], tag[3].split(), start, len(text)))
        elif marked[at] in "{}":
            raise ValueError(f"no mark: {marked[at : at + 30]!r}")
        else:
            text.append(marked[at])
        at += 1
    if open_:
        raise ValueError(f"not closed: {open_[-1][0][0]!r}")
    return "".join(text), found


def _sentences(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence, as far as full stops and capitals show them."""
    ends = [found.start() for found in _END_OF_SENTENCE.finditer(text)]
    return list(pairwise([0, *ends, len(text)]))


def _classes(text: str, tags: list[Tagged]) -> Iterator[Stretch]:
    """Which sentences tell an event and which none; not those that only come back to one."""
    told = [start for tag, _, _, start, _ in tags if tag == "E"]
    again = [start for tag, _, _, start, _ in tags if tag == "CR"]
    for start, end in _sentences(text):
        if any(start <= at < end for at in told):
            yield start, end, SOME
        elif not any(start <= at < end for at in again):
            yield start, end, 0


def _token_row(tokenizer: Any, text: str, tags: list[Tagged], modes: Sequence[str], longest: int) -> Row:
    encoded = tokenizer.encode(text, add_special_tokens=False)
    ids = cut(encoded.ids, longest)
    offsets = [(0, 0), *encoded.offsets[: longest - 2], (0, 0)]

    def pieces(start: int, end: int) -> list[int]:
        return [i for i, (a, b) in enumerate(offsets) if a < end and start < b]

    row = Row(ids, triggers=[0] * len(ids), modes=[IGNORED] * len(ids), reality=[IGNORED] * len(ids))
    inside_of = ((pieces(start, end), code) for start, end, code in _classes(text, tags))
    row.stretches += [(inside[0], inside[-1] + 1, code) for inside, code in inside_of if inside]
    heads: dict[int, list[int]] = {}
    for tag, numbers, info, start, end in tags:
        if tag in ("E", "CR") and (inside := pieces(start, end)):
            for piece in inside:
                row.triggers[piece] = TRIGGERS.index(info[0]) if tag == "E" else TRIGGERS.index("AGAIN")
            if tag == "E":
                row.modes[inside[0]] = modes.index(info[1]) if info[1] in modes else 0
                row.reality[inside[0]] = MODALITIES.index(info[2])
            for number in numbers:
                heads.setdefault(number, []).append(inside[0])
    for number, triggers in sorted(heads.items()):
        table = np.zeros((len(ids), len(ROLES)), dtype=np.float32)
        for tag, numbers, _, start, end in tags:
            if tag in _TAGS and number in numbers:
                table[pieces(start, end), ROLES.index(_TAGS[tag])] = 1
        row.roles += [(trigger, table) for trigger in triggers]
    return row
