"""The engine of one machine: a pool of processes of the standard library.

`concurrent.futures` ends all workers when one dies, and says nothing of which; here each has a pipe of its
own, so that a death costs one part and the others go on.
"""

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from multiprocessing import connection
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Any

from sayso.bulk import memory
from sayso.bulk.engine import Told, Unit, hopeless
from sayso.bulk.flight import Starved, excuse
from sayso.bulk.layout import Layout
from sayso.bulk.pieces import Job, Makers
from sayso.bulk.working import Doing, Load
from sayso.errors import BulkError, SaysoError

_WAIT = 0.5  # seconds, at most, without a word
_STARTS = 3  # a worker that dies so often before it has loaded anything will not live
_PAUSE = 0.2  # seconds until a killed process that refuses to begin workers is known to be gone, too
_LAST = 5.0  # seconds for a killed process to be gone
_ORPHANED = 3
_PRELOADED = ["sayso.bulk.working"]


class Local:
    """Works on parts with processes on this machine.

    Args:
        workers: How many; None: one for each core that this process may use.
        start: How processes are begun: "forkserver" or "spawn"; None: the first that there is.
    """

    def __init__(self, workers: int | None = None, start: str | None = None) -> None:
        self._workers = workers or _cores()
        known = multiprocessing.get_all_start_methods()
        self._context = multiprocessing.get_context(
            start or ("forkserver" if "forkserver" in known else "spawn")
        )
        if self._context.get_start_method() == "forkserver":
            # Code is loaded once and shared; models are not, for what runs them has threads of its own.
            self._context.set_forkserver_preload(_PRELOADED)
        self._first: _Worker | None = None

    def makers(self, job: Job, load: Load) -> Makers:
        """See `Engine`; the worker that says so is kept for the run."""
        self._first = worker = self._begin(job, load)
        try:
            return worker.ready()
        finally:
            if not worker.is_ready:
                self.close()

    def close(self) -> None:
        """End the worker that was asked, if no run has taken it."""
        if self._first is not None:
            self._first.kill()
            self._first = None

    def _begin(self, job: Job, load: Load) -> "_Worker":
        """Begin a worker; where what begins them was killed meanwhile, the next try begins that, too.

        Each try has a pipe of its own: a worker of which nothing was heard may have been begun all the same.
        """
        said = ""
        for _ in range(_STARTS):
            try:
                return _Worker(self._context, job, load)
            except (EOFError, ConnectionError) as error:
                said = f"{type(error).__name__} {error}".strip()
                time.sleep(_PAUSE)
        raise BulkError(
            f"no worker can be begun: what begins processes ended {_STARTS} times ({said}); "
            "what is done is kept, and the same command goes on from there"
        )

    def run(self, job: Job, parts: Sequence[Unit], load: Load) -> Iterator[Told | None]:
        """See `Engine`."""
        pool = _Pool(partial(self._begin, load=load), job, parts, self._first)
        self._first = None
        try:
            yield from pool.run(min(self._workers, max(1, len(parts))))
        finally:
            pool.close()


class _Worker:
    """One process and the pipe to it."""

    def __init__(self, context: BaseContext, job: Job, load: Load) -> None:
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_main, args=(theirs, job, load), daemon=True)  # type: ignore[attr-defined]  # of every context
        try:
            self.process.start()
        except (EOFError, OSError):
            self.pipe.close()
            raise
        finally:
            theirs.close()
        self.part: Unit | None = None
        self.is_ready = False
        self.is_over = False

    def ready(self) -> Makers:
        """Wait until everything is loaded."""
        connection.wait([self.pipe])
        told = self.told()
        if told is None:
            raise BulkError(_stillborn(self.how()))
        what, value = told
        if what == "stop":
            raise BulkError(value)
        self.is_ready = True
        return tuple((name, version) for name, version in value)

    def told(self) -> tuple[str, Any] | None:
        """What it says; None where it says nothing, or is dead, which `is_over` then says.

        The end of its pipe is its death: only the worker has the other end. What multiprocessing says of
        it comes from the fork server, and is wrong where that was killed.
        """
        try:
            return self.pipe.recv() if self.pipe.poll() else None
        except (EOFError, OSError):
            self.is_over = True
            return None

    def how(self) -> str:
        """How it died."""
        self.process.join(5)
        code = self.process.exitcode
        if code is not None and code < 0:
            with suppress(ValueError):
                return signal.Signals(-code).name
        return f"exit code {code}"

    def kill(self) -> None:
        """End it at once; what is in flight is not to blame for that."""
        self.process.kill()
        self.process.join()
        while self.told() is not None:
            continue
        if not self.is_over and self.process.pid is not None:
            # It has outlived the fork server, which alone would tell of its end. Its number cannot be
            # another's yet, for its pipe is open.
            with suppress(ProcessLookupError):
                os.kill(self.process.pid, signal.SIGKILL)
            connection.wait([self.pipe], _LAST)
        self.pipe.close()


class _Pool:
    """Workers, and the parts that wait for them."""

    def __init__(
        self, begin: Callable[[Job], _Worker], job: Job, parts: Sequence[Unit], first: _Worker | None
    ) -> None:
        self._begin = begin
        self._job = job
        self._waiting = deque(parts)
        self._deaths: Counter[str] = Counter()
        self._starts = 0
        self._workers = [] if first is None else [first]

    def run(self, number: int) -> Iterator[Told | None]:
        while self._waiting or any(worker.part for worker in self._workers):
            busy = sum(worker.part is not None for worker in self._workers)
            while len(self._workers) < min(number, busy + len(self._waiting)):
                self._workers.append(self._begin(self._job))
            for worker in self._workers:
                if worker.is_ready and worker.part is None and self._waiting:
                    self._send(worker, self._waiting.popleft())
            connection.wait([worker.pipe for worker in self._workers], _WAIT)
            yield None
            for worker in list(self._workers):
                yield from self._hear(worker)

    def close(self) -> None:
        """End all workers; a part that one of them was at is left as if nobody had begun it."""
        for worker in self._workers:
            if worker.part is None:
                with suppress(OSError):
                    worker.pipe.send(None)
        for worker in self._workers:
            worker.kill()
            if worker.part is not None:
                excuse(Layout(Path(self._job.root)).flight(worker.part.id))

    def _send(self, worker: _Worker, part: Unit) -> None:
        worker.part = part
        with suppress(OSError):  # it is dead, which is heard next
            worker.pipe.send(part)

    def _hear(self, worker: _Worker) -> Iterator[Told | None]:
        while (told := worker.told()) is not None:
            yield from self._take(worker, *told)
            if worker not in self._workers:
                return
        if worker.is_over:
            yield from self._bury(worker)

    def _take(self, worker: _Worker, what: str, value: Any) -> Iterator[Told | None]:
        if what == "stop":
            raise BulkError(value)
        if what == "ready":
            worker.is_ready, self._starts = True, 0
            return
        part = worker.part
        assert part is not None
        if what == "done":
            row, fat = value
            worker.part = None
            yield Told(part.id, row)
            if fat:
                self._drop(worker)
        elif what == "starved":
            yield from self._again(part, "a document asked for more memory than is allowed")
            self._drop(worker)
        else:
            yield Told(part.id, documents=value)

    def _drop(self, worker: _Worker) -> None:
        worker.kill()
        self._workers.remove(worker)

    def _bury(self, worker: _Worker) -> Iterator[Told | None]:
        how = worker.how()
        self._drop(worker)
        if not worker.is_ready:
            self._starts += 1
            if self._starts >= _STARTS:
                raise BulkError(_stillborn(how))
        if worker.part is not None:
            yield from self._again(worker.part, f"a worker died ({how})")

    def _again(self, part: Unit, why: str) -> Iterator[Told | None]:
        self._deaths[part.id] += 1
        if self._deaths[part.id] > part.tries:
            raise BulkError(hopeless(part, why))
        self._waiting.appendleft(part)
        yield Told(part.id, died=why)


def _stillborn(how: str) -> str:
    return f"workers die while they load their models ({how}): too little memory?"


# -- in the worker ---------------------------------------------------------------------------------


def _main(pipe: Connection, job: Job, load: Load) -> None:
    """What a worker does until it is told nothing more; its driver alone may interrupt it."""
    with suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    work: list[Doing] = []
    threading.Thread(target=_end_with_driver, args=(work,), daemon=True).start()
    try:
        kit = load(job)
    except SaysoError as error:
        pipe.send(("stop", str(error)))
        return
    memory.bound(job.memory)
    work.append(kit.work(job, lambda number: pipe.send(("tick", number))))
    pipe.send(("ready", kit.makers))
    while (part := _next(pipe)) is not None:
        try:
            row = work[0].do(part)
        except Starved:
            pipe.send(("starved", None))
            return
        except BulkError as error:
            pipe.send(("stop", str(error)))
            return
        pipe.send(("done", (row, memory.is_above(job.memory))))


def _next(pipe: Connection) -> Unit | None:
    try:
        part: Unit | None = pipe.recv()
    except EOFError:
        return None
    return part


def _end_with_driver(work: list[Doing]) -> None:
    """End when the driver does: nobody would hear of what is done, and a new driver begins it again."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    connection.wait([parent.sentinel])
    flight = work[0].flight if work else None
    if flight is not None:
        flight.orphaned()
    os._exit(_ORPHANED)


def _cores() -> int:
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
