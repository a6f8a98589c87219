"""`sayso agreement`: how far people who coded the same events agree."""

import argparse
import sys
from dataclasses import asdict

from sayso.desk import Desk
from sayso.evaluate.agreement import Agreements, FieldAgreement
from sayso.export.lines import dumps
from sayso.show.cli.desk_parser import JSON
from sayso.show.safe import safe


def run_agreement(desk: Desk, args: argparse.Namespace) -> int:
    """Write alpha of each field, agreement on words and claimants, and where they differ."""
    found = desk.agreement()
    if args.format == JSON:
        sys.stdout.write(dumps(asdict(found)) + "\n")
    elif not found.units:
        sys.stdout.write("no event was coded by two people\n")
    else:
        sys.stdout.write("".join(f"{line}\n" for line in _lines(found)))
    return 0


def _lines(found: Agreements) -> list[str]:
    lines = [f"{found.units} events and claims coded by two or more of {', '.join(map(safe, found.coders))}"]
    lines += [_field(one) for one in found.fields]
    shares = (
        ("evidence, the same words (F1)", found.exact),
        ("evidence, words that overlap (F1)", found.overlapping),
        ("claimants", found.claimants),
    )
    lines += [f"{name}: {'UNDEFINED' if value is None else f'{value:.2f}'}" for name, value in shares]
    for one in found.disagreements:
        told = "; ".join(f"{safe(coder)}: {safe(value) or 'nothing'}" for coder, value in one.values)
        lines.append(f"{safe(one.incident)} {safe(one.thing)} {one.field}: {told}")
    return lines


def _field(one: FieldAgreement) -> str:
    told = "UNDEFINED" if one.alpha is None else f"{one.alpha:.2f}"
    between = f" ({one.low:.2f} to {one.high:.2f})" if one.low is not None and one.high is not None else ""
    return f"{one.field}: alpha {told}{between}, {one.level.value}, {one.units} coded twice"
