"""The engine of a cluster: workers of a Dask scheduler, which must all see the folder of the run."""

import logging
import queue
import threading
import time
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

from sayso.bulk.engine import Told, Unit, hopeless
from sayso.bulk.flight import Starved
from sayso.bulk.layout import Layout
from sayso.bulk.local import Local
from sayso.bulk.pieces import Job, Makers
from sayso.bulk.working import AnyKit, Load
from sayso.errors import BulkError, SaysoError

_PATIENCE = 5  # seconds for a scheduler to answer
_ALONE = 60.0  # seconds without any worker
_WAIT = 0.5
_AHEAD = 4  # parts that wait at the scheduler, for each thread of a worker
_LEAST_AHEAD = 16

# One thing at a time in one process: neither the model nor the watch over a document knows of threads.
_ONE = threading.Lock()
_KITS: dict[tuple[object, ...], AnyKit] = {}


class Cluster:
    """Works on parts with the workers of a scheduler.

    Args:
        address: Of the scheduler: "tcp://HOST:8786".
        alone: Seconds after which a cluster without any worker is given up.
    """

    def __init__(self, address: str, *, alone: float = _ALONE) -> None:
        self._address = address
        self._alone = alone

    def makers(self, job: Job, load: Load) -> Makers:
        """See `Engine`: the driver's own, which all workers must have; the scheduler is asked for first."""
        self._client().close()
        local = Local(1)
        made = local.makers(job, load)
        local.close()
        return made

    def run(self, job: Job, parts: Sequence[Unit], load: Load) -> Iterator[Told | None]:
        """See `Engine`."""
        client = self._client()
        try:
            yield from _Run(client, job, parts, (load, self._alone)).run()
        finally:
            client.close(timeout=_PATIENCE)

    def _client(self) -> Any:
        try:
            from distributed import Client
        except ImportError:
            raise BulkError("--engine dask needs Dask: pip install 'sayso[cluster]'") from None
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # we say it ourselves, in one line
        made: queue.Queue[Any] = queue.Queue()

        def connect() -> None:
            try:
                client = Client(self._address, timeout=_PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]  # has no types
            except (OSError, ValueError, TypeError) as error:
                made.put(str(error).partition("\n")[0] or type(error).__name__)
            else:
                made.put(client)

        # Dask waits for ever for one who takes the call and says nothing: not every port is a scheduler's.
        threading.Thread(target=connect, daemon=True).start()
        try:
            client = made.get(timeout=2 * _PATIENCE)
        except queue.Empty:
            client = "it takes the call and says nothing"
        if isinstance(client, str):
            raise BulkError(
                f"no Dask scheduler answers at {self._address} within seconds ({client}); "
                "`dask scheduler` starts one"
            )
        return client


class _Run:
    """Parts at a scheduler, some at a time."""

    def __init__(self, client: Any, job: Job, parts: Sequence[Unit], how: tuple[Load, float]) -> None:
        self._client = client
        self._job = job
        self._waiting = deque(parts)
        self._load, self._alone = how
        self._out: dict[str, tuple[Unit, Any]] = {}
        self._heard: queue.Queue[str] = queue.Queue()
        self._deaths: Counter[str] = Counter()

    def run(self) -> Iterator[Told | None]:
        seen = time.monotonic()
        while self._waiting or self._out:
            threads = self._threads()
            if threads:
                seen = time.monotonic()
            elif time.monotonic() - seen > self._alone:
                raise BulkError(f"the scheduler has had no worker for {self._alone:.0f} seconds")
            while self._waiting and len(self._out) < max(_LEAST_AHEAD, _AHEAD * threads):
                self._submit(self._waiting.popleft())
            yield None
            try:
                key = self._heard.get(timeout=_WAIT)
            except queue.Empty:
                continue
            yield from self._take(*self._out.pop(key))

    def _threads(self) -> int:
        if self._client.status != "running":
            raise BulkError("the Dask scheduler is gone. What is done stays done: run it again")
        workers = self._client.scheduler_info(n_workers=-1)["workers"].values()
        return sum(worker["nthreads"] for worker in workers)

    def _submit(self, part: Unit) -> None:
        key = f"sayso-{part.id}-{uuid4().hex[:8]}"
        future = self._client.submit(perform, self._job, part, self._load, key=key, pure=False)
        self._out[key] = part, future
        future.add_done_callback(lambda _: self._heard.put(key))

    def _take(self, part: Unit, future: Any) -> Iterator[Told | None]:
        if future.status != "finished":
            yield from self._again(part, _why(future))
            return
        what, value = future.result()
        if what == "stop":
            raise BulkError(value)
        if what == "starved":
            yield from self._again(part, "a document asked for more memory than there is")
            return
        yield Told(part.id, value)

    def _again(self, part: Unit, why: str) -> Iterator[Told | None]:
        self._deaths[part.id] += 1
        if self._deaths[part.id] > part.tries:
            raise BulkError(hopeless(part, why))
        self._waiting.appendleft(part)
        yield Told(part.id, died=why)


def _why(future: Any) -> str:
    """Why a part came to no end at the scheduler.

    Raises:
        BulkError: it will come to none on any worker.
    """
    from distributed.scheduler import KilledWorker

    if future.status in ("cancelled", "lost"):
        return "the scheduler lost it"
    error = future.exception()
    if isinstance(error, KilledWorker):
        return "workers died"
    if isinstance(error, ImportError | AttributeError):
        raise BulkError(f"a worker has no such sayso as the driver: {error}. Install the same there")
    return f"{type(error).__name__}: {error}"


def perform(job: Job, part: Unit, load: Load) -> tuple[str, Any]:
    """In a worker: work on a part. What came of it is answered, not raised: errors travel badly."""
    with _ONE:
        if not Layout(Path(job.root)).is_bulk():
            return "stop", f"a worker does not see {job.root}: the folder must be shared by all machines"
        try:
            return "done", _kit(job, load).work(job, lambda _: None).do(part)
        except Starved:
            return "starved", None
        except SaysoError as error:
            return "stop", str(error)


def _kit(job: Job, load: Load) -> AnyKit:
    key = (load, job.party_packs, job.place_packs, job.relevant, job.makers)
    if key not in _KITS:
        _KITS.clear()
        _KITS[key] = load(job)
    return _KITS[key]
