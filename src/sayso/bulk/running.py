"""The driver: a plan, an engine that works on what is not done, and a ledger that says what is."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sayso.bulk.cutting import PART_SIZE, Plan
from sayso.bulk.engine import Engine
from sayso.bulk.layout import Layout, dumped, write
from sayso.bulk.locks import locked
from sayso.bulk.pieces import Job, Part
from sayso.bulk.working import Load, kit_of


@dataclass(slots=True)
class State:
    """How far a run is.

    `documents` are those of all parts, about; `done` those of parts that are done, of which `before` were
    done when the run began; `moving` those of parts that are being worked on. `rows`, `dead` and `left` are
    of the parts that are done. `died` counts workers.
    """

    documents: int = 0
    done: int = 0
    before: int = 0
    rows: int = 0
    dead: int = 0
    left: int = 0
    parts: int = 0
    parts_done: int = 0
    replaced: int = 0
    died: int = 0
    seconds: float = 0.0
    cpu: float = 0.0
    skipped: tuple[str, ...] = ()
    moving: dict[str, int] = field(default_factory=dict)

    @property
    def now(self) -> int:
        """Documents that are done by now, those of parts that are not finished among them."""
        return self.done + sum(self.moving.values())

    @property
    def rate(self) -> float:
        """Documents a second in this run."""
        return (self.now - self.before) / self.seconds if self.seconds else 0.0

    @property
    def left_seconds(self) -> float | None:
        """Seconds that the rest will take at this rate; None where nobody knows."""
        return max(0, self.documents - self.now) / self.rate if self.rate else None

    def count(self, row: dict[str, Any]) -> None:
        """Count a part that is done."""
        self.moving.pop(row["part"], None)
        self.done += row["documents"]
        self.rows += row["rows"]
        self.dead += row["dead"]
        self.left += row["left"]
        self.parts_done += 1


# Told what the run is at ("reading", "coding"), and how far.
Watch = Callable[[str, State], None]


def run(
    inputs: Sequence[str | Path],
    job: Job,
    engine: Engine,
    *,
    size: int = PART_SIZE,
    watch: Watch = lambda _what, _state: None,
    load: Load = kit_of,
) -> State:
    """Code all documents of some inputs into the folder of `job`; what is done there already is left.

    Workers work with what `load` loads.

    Raises:
        BulkError: another run works there, an input cannot be read, or the engine cannot go on.
        ResourceError: a model or a table is missing.
    """
    layout, state = Layout(Path(job.root)), State()
    layout.prepare()
    with locked(layout.root / "lock") as lock:
        layout.sweep()
        job = replace(job, root=str(layout.root.absolute()), makers=engine.makers(job, load))

        def seen(documents: int) -> None:
            state.documents = documents
            lock.beat()
            watch("reading", state)

        plan = Plan([Path(one) for one in inputs], job.options, size, seen)
        parts = plan.parts(job)
        todo = _todo(layout, parts, state)
        state.skipped, state.documents, state.parts = tuple(plan.skipped), plan.documents, len(parts)
        began = time.perf_counter()
        for told in engine.run(job, todo, load) if todo else ():
            state.seconds = time.perf_counter() - began
            lock.beat()
            if told is not None and told.row is not None:
                state.count(told.row)
                state.cpu += told.row["cpu"]
            elif told is not None and told.died is not None:
                state.moving.pop(told.part, None)
                state.died += 1
            elif told is not None:
                state.moving[told.part] = told.documents
            watch("coding", state)
        state.replaced = _replace(layout, parts)
        write(layout.root / "last.json", dumped({"parts": [part.id for part in parts], "rows": state.rows}))
    return state


def _todo(layout: Layout, parts: Sequence[Part], state: State) -> list[Part]:
    """The parts that are not done, each once; those that are, are counted."""
    todo, seen = [], set[str]()
    for part in parts:
        row = layout.done(part.id)
        if row is not None and part.id not in seen:
            state.count(row)
        elif part.id not in seen:
            todo.append(part)
        seen.add(part.id)
    state.before = state.done
    return todo


def _replace(layout: Layout, parts: Sequence[Part]) -> int:
    """Move aside what earlier runs made of the same files: by other versions, or of what they held then."""
    now, names = {part.id for part in parts}, {piece.name for part in parts for piece in part.pieces}
    replaced = 0
    for row in list(layout.rows()):
        if row["part"] in now or not names.intersection(row["sources"]):
            continue
        for file, place in layout.old(row["part"]):
            place.parent.mkdir(parents=True, exist_ok=True)
            file.replace(place)
        replaced += 1
    return replaced
