"""Records that were made elsewhere into a base: many to a transaction, with the state of one by one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

from sayso.base.decided import Decided
from sayso.base.wired import ShippedSaid, shipped_base, shipped_rules
from sayso.desk.coding import Problem
from sayso.desk.corrections import Corrections
from sayso.desk.joining import Joining, Step
from sayso.desk.outcomes import Outcome, Result
from sayso.errors import SaysoError
from sayso.model.decisions import event_key
from sayso.model.record import Coded
from sayso.store.sql import codec, reading
from sayso.store.sql.guarding import Guard
from sayso.store.sql.sqlstore import SqlStore

AT_ONCE = 200  # reports of one transaction; incidents that several of them tell are made once for all


class Loading:
    """Takes in records.

    A record that is there already, by its checksum, is left as it is, so that loading again costs little
    and changes nothing. Which incidents there are does not depend on what is taken in together: they are
    computed from the reports that are there (`Base`).
    """

    def __init__(self, store: SqlStore, joining: Joining, corrections: Corrections, guard: Guard) -> None:
        self._store = store
        self._joining = joining
        self._corrections = corrections
        self._guard = guard

    def load(self, items: Iterable[Coded | Problem], at_once: int = AT_ONCE) -> Iterator[Outcome]:
        """What came of each record, in order; the last of a transaction names incidents that changed."""
        source = iter(items)
        while some := list(islice(source, at_once)):
            yield from (_refused(one) for one in some if not isinstance(one, Coded))
            yield from self._batch([one for one in some if isinstance(one, Coded)], each=False)

    def load_blocks(
        self,
        blocks: Iterable[tuple[Sequence[Coded], Sequence[Coded], ShippedSaid]],
        author: str,
        today: date | None = None,
    ) -> Iterator[Outcome]:
        """The same for records in blocks, each with records before it, and with what was decided of both.

        What was decided is only asked; of what is another record here, it is decided anew.
        """
        memory = Decided(shipped_rules())
        with self._joining.by(lambda store: shipped_base(store, author, today=today, rules=memory.rules())):
            for records, before, said in blocks:
                memory.know([*before, *records], said)
                yield from self.load(records)

    def together(self, records: Sequence[Coded]) -> list[Outcome]:
        """What came of records that are taken in by one transaction, in order, when it is committed.

        Each names the incidents with its events, and the last those besides that may have changed. Where one
        of the records cannot be kept the others are.
        """
        return self._batch(records, each=True)

    def _batch(self, records: Sequence[Coded], *, each: bool) -> list[Outcome]:
        try:
            return self._written(records, each=each)
        except SaysoError as error:
            if len(records) == 1:
                return [Outcome(records[0].report.id, Result.FAILED, message=str(error))]
        # Nothing of it was kept: one of them cannot be. The others are, and which it is shows alone.
        return [outcome for one in records for outcome in self._batch([one], each=each)]

    def _written(self, records: Sequence[Coded], *, each: bool) -> list[Outcome]:
        with self._store.reading() as connection:
            self._guard.look(connection)
            coming = [self._guard.coded(one) for one in records]
            there = reading.checksums(connection, [one.report.id for one in coming])
        outcomes: list[Outcome] = []
        with self._joining.writing() as step:
            for one in coming:
                name, digest = one.report.id, codec.sha256(codec.encoded(one))
                if there.get(name) == digest:
                    outcomes.append(Outcome(name, Result.UNCHANGED, keys_of(one)))
                    continue
                added = self._corrections.add(step, one)
                result = Result.RECODED if name in there else Result.ADDED
                outcomes.append(Outcome(name, result, added.events, added.near, (), added.notes))
                there[name] = digest  # it may come again among these
        return list(_with_incidents(outcomes, step, each=each))


def keys_of(coded: Coded) -> tuple[str, ...]:
    """The keys of the events of a record."""
    return tuple(event_key(coded.report.id, event.triggers[0].start) for event in coded.events)


def _with_incidents(outcomes: Sequence[Outcome], step: Step, *, each: bool) -> Iterator[Outcome]:
    """The same with the incidents that may have changed: each with its own, or the last with all."""
    of: dict[str, list[str]] = {}
    for id_, reports in step.reports.items():
        for report in reports:
            of.setdefault(report, []).append(id_)
    left = dict.fromkeys(step.incidents)
    for number, one in enumerate(outcomes, 1):
        mine = of.get(one.report, []) if each and one.result is not Result.UNCHANGED else []
        for id_ in mine:
            left.pop(id_, None)
        if number == len(outcomes):
            mine = sorted({*mine, *left})
        yield replace(one, incidents=tuple(mine))


def _refused(problem: Problem) -> Outcome:
    result = Result.SKIPPED if problem.kind == "skipped" else Result.FAILED
    return Outcome(getattr(problem, "path", ""), result, message=problem.message)
