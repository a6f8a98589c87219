"""`sayso classify-relation` and `sayso classify-event`: one pair or one short text, from the command line."""

import argparse
import json
import re
import sys
from dataclasses import asdict

from sayso.errors import SpanError
from sayso.model.classes import EventClass, Relation
from sayso.show.cli.stages import Stages
from sayso.show.safe import safe

_OFFSETS = re.compile(r"(\d+):(\d+)")
_SHOWN = 3  # classes besides the first one


def add_classify(relation: argparse.ArgumentParser, event: argparse.ArgumentParser) -> None:
    """The options of both commands."""
    relation.description = "What a text tells of one party towards another: PLOVER type, quad, modality."
    event.description = "What a short text mainly tells: ACLED sub-event type, PLOVER and CAMEO codes."
    for command in (relation, event):
        command.add_argument("text", metavar="TEXT", help='a sentence or two; "-" is standard input')
        command.add_argument("--json", action="store_true", help="everything that is known, as JSON")
    for name, who in (("--source", "who acts"), ("--target", "whom it is done to")):
        relation.add_argument(
            name, required=True, metavar="WORDS", help=f"{who}: words of the text, or START:END in characters"
        )


def classify_relation(args: argparse.Namespace, stages: Stages) -> int:
    """Print the relation of a pair; 1 if the rules find none.

    Raises:
        SpanError: the words do not stand in the text, or source and target are the same.
    """
    text = _text(args.text)
    source, target = _span(text, args.source, "source"), _span(text, args.target, "target")
    found = next(iter(stages.relations([(text, source, target)])), None)
    if found is None:
        sys.stderr.write("sayso: no event found, and no weights installed (pip install 'sayso[semantic]')\n")
        return 1
    sys.stdout.write(_json(found) if args.json else _relation_line(found))
    return 0


def classify_event(args: argparse.Namespace, stages: Stages) -> int:
    """Print the class of a text; 1 if the rules find none.

    Raises:
        SpanError: the text is empty.
    """
    found = next(iter(stages.event_classes([_text(args.text)])), None)
    if found is None:
        sys.stderr.write("sayso: no event found, and no weights installed (pip install 'sayso[semantic]')\n")
        return 1
    sys.stdout.write(_json(found) if args.json else _event_line(found))
    return 0


def _text(given: str) -> str:
    return sys.stdin.read() if given == "-" else given


def _span(text: str, given: str, name: str) -> tuple[int, int]:
    """Offsets as given, or those of the words where they first stand.

    Raises:
        SpanError: the words are not in the text.
    """
    if offsets := _OFFSETS.fullmatch(given):
        return int(offsets[1]), int(offsets[2])
    start = text.find(given) if given else -1
    if start < 0:
        raise SpanError(
            f"--{name}: {safe(given)!r} is not in the text; copy its words exactly, or give START:END"
        )
    return start, start + len(given)


def _relation_line(one: Relation) -> str:
    others = "".join(f"  {name} {share:.2f}" for name, share in one.probabilities[: _SHOWN + 1])
    return f"{one.type}  quad {one.quad}  {one.modality}  ({one.way}){others and '  ' + others.strip()}\n"


def _event_line(one: EventClass) -> str:
    codes = " ".join(part for part in (one.type, one.mode, one.cameo and f"CAMEO {one.cameo}") if part)
    event = "" if one.event is None else f"  an event: {one.event:.2f}"
    others = "".join(f"  {code} {share:.2f}" for code, share in one.probabilities[: _SHOWN + 1])
    name = f"{one.acled.event_type} / {one.acled.sub_event_type}"
    return f"{one.code}  {name}  {codes}  ({one.way}){event}{others}\n"


def _json(one: Relation | EventClass) -> str:
    return json.dumps(asdict(one), ensure_ascii=False, indent=1) + "\n"
