"""`sayso decide`, and what persons have decided: `decisions`, `conflicts`."""

import argparse
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence

from sayso.base.standing import effective
from sayso.desk import Desk
from sayso.export.lines import dumps
from sayso.model.decisions import Decision, Judgement, Subject, report_of
from sayso.model.incidents import Grade
from sayso.show.cli.deciding_parser import MARKED
from sayso.show.cli.desk_parser import JSON
from sayso.show.safe import safe


def run_decide(desk: Desk, args: argparse.Namespace) -> int:
    """Write down what a person decides, and say what was written."""
    made = _DECIDING[args.decision](desk, args)
    undone = _undone(desk.log())
    for one in made:
        _write(one, undone, args)
    if args.format != JSON:
        for id_ in _incidents(desk, made):
            sys.stdout.write(f"incident {safe(id_)}\n")
    return 0


def _merge(desk: Desk, args: argparse.Namespace) -> Sequence[Decision]:
    return desk.merge(args.a, args.b, args.by)


def _split(desk: Desk, args: argparse.Namespace) -> Sequence[Decision]:
    return desk.split(args.incident, args.events, args.by)


def _mark(desk: Desk, args: argparse.Namespace) -> Sequence[Decision]:
    return [desk.mark(MARKED[args.kind], args.a, args.b, Judgement(args.judgement), args.by)]


def _grade(desk: Desk, args: argparse.Namespace) -> Sequence[Decision]:
    return [desk.grade(args.incident, Grade(args.grade), args.by, args.why)]


def _undo(desk: Desk, args: argparse.Namespace) -> Sequence[Decision]:
    return desk.undo(args.entry, args.by)


_DECIDING: dict[str, Callable[[Desk, argparse.Namespace], Sequence[Decision]]] = {
    "merge": _merge,
    "split": _split,
    "mark": _mark,
    "grade": _grade,
    "undo": _undo,
}


def _incidents(desk: Desk, made: Iterable[Decision]) -> list[str]:
    """The ids, as they are now, of the incidents that the decisions name events of."""
    asked = {Subject.MEMBERSHIP: ("a", "b"), Subject.GRADE: ("a",)}
    keys = {getattr(one, side): None for one in made for side in asked.get(one.subject, ())}
    return list(dict.fromkeys(desk.incident(key).incident.id for key in keys))


# -- logs ------------------------------------------------------------------------------------------


def run_decisions(desk: Desk, args: argparse.Namespace) -> int:
    """List the log, the first entry first."""
    log = desk.log()
    undone = _undone(log)
    wanted = None if args.about is None else _named(desk, args.about)
    found = [one for one in log if wanted is None or wanted & _names(one, log)]
    for one in found:
        _write(one, undone, args)
    if not found and args.format != JSON:
        sys.stdout.write("nobody has decided anything\n" if wanted is None else "nobody has decided of it\n")
    return 0


def _named(desk: Desk, about: str) -> set[str]:
    """What an entry about an incident, an event or a report can name."""
    if "@" in about or desk.store.record(about) is not None:
        return {about}
    return set(desk.incident(about).incident.members)


def _names(decision: Decision, log: Sequence[Decision]) -> set[str]:
    """What an entry is about; of one that undoes another, what that is about."""
    by_id = {one.id: one for one in log}
    while decision.undoes is not None and decision.undoes in by_id:
        decision = by_id[decision.undoes]
    names = {decision.a, decision.b}
    return names | {report_of(name) for name in names}


def run_conflicts(desk: Desk, args: argparse.Namespace) -> int:
    """List where the machine alone would decide otherwise, and decisions that no longer fit."""
    log, found = desk.log(), desk.conflicts()
    undone = _undone(log)
    for one in found:
        if args.format == JSON:
            told = _row(one.decision, undone)
            sys.stdout.write(dumps({**told, "holds": one.holds, "against": one.why}) + "\n")
            continue
        _write(one.decision, undone, args)
        sys.stdout.write(f"    {'' if one.holds else 'fits no more: '}{safe(one.why)}\n")
    if not found and args.format != JSON:
        sys.stdout.write("no conflict\n")
    return 0


def _undone(log: Sequence[Decision]) -> Mapping[str, str]:
    """The ids of entries that were taken back, with those of the entries that did it."""
    return {one.undoes: one.id for one in effective(log) if one.undoes is not None}


def _write(decision: Decision, undone: Mapping[str, str], args: argparse.Namespace) -> None:
    if args.format == JSON:
        sys.stdout.write(dumps(_row(decision, undone)) + "\n")
        return
    back = f" undoes {decision.undoes}:" if decision.undoes else ""
    what = f"{safe(decision.a)} and {safe(decision.b)} {decision.judgement.value} ({decision.subject.value})"
    why = "".join(f"; {safe(reason.why)}" for reason in decision.reasons if reason.why)
    gone = f"; undone by {undone[decision.id]}" if decision.id in undone else ""
    sys.stdout.write(f"{decision.id}{back} {what}, by {safe(decision.author)}{why}{gone}\n")


def _row(decision: Decision, undone: Mapping[str, str]) -> dict[str, object]:
    return {
        "id": decision.id,
        "number": decision.number,
        "act": decision.act,
        "subject": decision.subject.value,
        "a": decision.a,
        "b": decision.b,
        "judgement": decision.judgement.value,
        "author": decision.author,
        "why": [reason.why for reason in decision.reasons],
        "undoes": decision.undoes,
        "undone_by": undone.get(decision.id),
    }
