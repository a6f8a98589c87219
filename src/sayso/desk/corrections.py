"""The corrected records of a base, kept in step with the machine's and with the log of persons."""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from sayso.base import Conflict
from sayso.base.base import Added
from sayso.base.standing import effective
from sayso.desk.joining import Step
from sayso.model.decisions import CODING, REVIEW, Decision, coded_report
from sayso.model.ontology import Ontology
from sayso.model.record import Coded
from sayso.ontology import load_ontology
from sayso.review import Corrected, corrected
from sayso.store.sql.sqlstore import SqlStore


@cache
def ontology() -> Ontology:
    """The shipped types and modes."""
    return load_ontology()


class _Here(threading.local):
    """What one thread has read of the log: another may have read less."""

    def __init__(self) -> None:
        self.log: Sequence[Decision] = ()
        self.by_report: dict[str, list[Decision]] = {}


class Corrections:
    """Makes them.

    The decisions on each report are at hand; where the log is another than it was, they are looked up anew.
    """

    def __init__(self, store: SqlStore) -> None:
        self.store = store
        self._here = _Here()

    def of(self, report: str, until: int | None = None) -> list[Decision]:
        """The decisions on a report that are in force, in the order of the log, blind ones too.

        With `until` those that were in force after this entry of the log.
        """
        here, log = self._here, self.store.log()
        there = len(here.log)
        if there > len(log) or (there and (log[0] is not here.log[0] or log[there - 1] is not here.log[-1])):
            here.by_report, there = {}, 0
        for one in log[there:]:
            if one.subject in REVIEW:
                here.by_report.setdefault(coded_report(one), []).append(one)
        here.log = log
        found = here.by_report.get(report, [])
        if until is not None:
            found = [one for one in found if one.number <= until]
        if not found:
            return []
        standing = {one.id for one in effective(found)}
        return [one for one in found if one.id in standing and one.undoes is None]

    def reports(self) -> Iterator[str]:
        """The reports on which persons have decided something, sorted."""
        self.of("")
        yield from sorted(self._here.by_report)

    def made(
        self,
        machine: Coded,
        author: str | None = None,
        *,
        asserted: bool = False,
        until: int | None = None,
    ) -> Corrected:
        """The corrected record; of one author, with that author's own decisions alone.

        With `until` as it was after this entry of the log.
        """
        some = self.of(machine.report.id, until)
        counting = [one for one in some if _counts(one, author)]
        return corrected(machine, counting, ontology(), asserted=asserted)

    def add(self, step: Step, machine: Coded) -> Added:
        """Take in a coding of a report, corrected by what persons have decided on it."""
        report = machine.report.id
        made = self.made(machine).coded if self.of(report) else machine
        if made.decisions is None:
            return step.base.add(machine)
        if self.store.machine(report) != machine:
            step.base.add(machine)  # the machine's own is kept, too
        return step.base.add(made)

    def renew(self, step: Step, reports: Iterable[str]) -> None:
        """Make the records of reports anew, since decisions on them have been written."""
        for report in sorted(set(reports)):
            machine = self.store.machine(report)
            if machine is not None:
                self.add(step, machine)

    def again(self, keep: Callable[[Coded], object]) -> None:
        """Make all corrected records anew, as this sayso makes them."""
        for report in self.reports():
            machine = self.store.machine(report)
            if machine is not None:
                keep(self.made(machine).coded)

    def conflicts(self) -> Iterator[Conflict]:
        """Corrections that the machine would overrule now, and those that no longer fit."""
        for report in self.reports():
            machine = self.store.machine(report)
            if machine is not None:
                for one in self.made(machine).astray:
                    yield Conflict(one.decision, (), one.why, one.holds)
            else:
                for decision in (one for one in self.of(report) if one.subject in CODING):
                    yield Conflict(decision, (), "what it is about is not there", holds=False)


def of_reports(decisions: Sequence[Decision]) -> set[str]:
    """The reports on whose coding any of these is."""
    return {coded_report(one) for one in decisions if one.subject in REVIEW}


def _counts(decision: Decision, author: str | None) -> bool:
    if author is not None:
        return decision.author == author
    return decision.edit is None or not decision.edit.blind
