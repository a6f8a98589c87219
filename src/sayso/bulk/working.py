"""The unit of work: one part coded and written, by whatever process of whatever engine."""

import hashlib
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Protocol

from sayso.bulk import tables
from sayso.bulk.flight import Flight, Starved, Suspicion
from sayso.bulk.layout import Layout, dumped, write
from sayso.bulk.pieces import Job, Makers, Part
from sayso.bulk.reading import Document, documents
from sayso.errors import BulkError, StoreError
from sayso.model.record import Coded, Version
from sayso.model.report import Report
from sayso.pipeline import Coder, Failure, code_all, settle
from sayso.read import FailureKind
from sayso.relevance import Filter, load_filter

# What besides code, model and tables decides on the bytes of a part, where it is installed.
_PACKAGES = (
    "charset-normalizer",
    "fastwarc",
    "msgspec",
    "py3langid",
    "pyarrow",
    "pypdf",
    "trafilatura",
)
_TICK = 1.0  # seconds between two words on how far a part is
_MEMORY = "MemoryError"


class Doing(Protocol):
    """What a worker does with what it has loaded; `flight` is the attempt that is under way, if one is."""

    flight: Flight | None

    def do(self, part: Any) -> dict[str, Any]:
        """Do a part, and write it; its row of the ledger."""


class AnyKit(Protocol):
    """What a worker has loaded, and by what versions."""

    makers: Makers

    def work(self, job: Job, tell: Callable[[int], None]) -> Doing:
        """What works with it; `tell` is told now and then how far it is."""


# Loads what a worker works with; a function of a module, for it is sent by its name.
Load = Callable[[Job], AnyKit]


@dataclass(slots=True)
class Kit:
    """What a worker that codes has loaded, once, for all parts."""

    coder: Coder
    sieve: Filter | None
    makers: Makers

    def work(self, job: Job, tell: Callable[[int], None]) -> "Work":
        """What codes parts with it."""
        return Work(job, self, tell)


def kit_of(job: Job) -> Kit:
    """Load what parts are worked on with.

    Raises:
        ResourceError: a model or a table is missing.
        BulkError: pyarrow is missing, or the driver has other versions.
    """
    tables.columns()
    coder = Coder(
        party_packs=[Path(pack) for pack in job.party_packs],
        place_packs=[Path(pack) for pack in job.place_packs],
    )
    sieve = load_filter() if job.relevant else None
    kit = Kit(coder, sieve, makers_of(coder.versions, sieve))
    refuse_others(kit.makers, job.makers)
    # Some tables are loaded by the first report that asks for them: its time is counted, theirs is not.
    coder.code(Report.from_text("Nothing happened in Paris on Monday, the army said.", language="en"))
    settle()
    return kit


def makers_of(versions: tuple[Version, ...], sieve: Filter | None = None) -> Makers:
    """Names and versions of all that decides on what is written."""
    found = {one.name: " ".join(filter(None, (one.version, one.sha256))) for one in versions}
    if sieve is not None:
        found["relevance"] = sieve.version
    for name in _PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return tuple(sorted({**found, "zlib": zlib.ZLIB_RUNTIME_VERSION}.items()))


def refuse_others(ours: Makers, wanted: Makers) -> None:
    """Refuse to work beside others: records of one run are made by one set of versions.

    Raises:
        BulkError: ours are not those that are wanted.
    """
    if not wanted or ours == wanted:
        return
    mine, theirs = dict(ours), dict(wanted)
    differ = [
        f"{name}: {mine.get(name, 'missing')} here, {theirs.get(name, 'missing')} at the driver"
        for name in sorted(mine.keys() | theirs.keys())
        if mine.get(name) != theirs.get(name)
    ]
    raise BulkError(f"a worker has other versions than the driver: {'; '.join(differ)}. Install the same")


@dataclass(slots=True)
class _Made:
    """What has come of a part so far."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    dead: list[dict[str, Any]] = field(default_factory=list)
    left: list[dict[str, Any]] = field(default_factory=list)

    @property
    def documents(self) -> int:
        return len(self.rows) + len(self.dead) + len(self.left)


class Work:
    """Works on parts with one kit.

    Args:
        job: What holds for all parts.
        kit: What was loaded for it.
        tell: Told now and then how many documents of the part are done.
    """

    def __init__(self, job: Job, kit: Kit, tell: Callable[[int], None] = lambda _: None) -> None:
        self._job = job
        self._kit = kit
        self._tell = tell
        self._layout = Layout(Path(job.root))
        self.flight: Flight | None = None

    def do(self, part: Part) -> dict[str, Any]:
        """Code a part and write it; its row of the ledger. What is done already is only looked up.

        Raises:
            BulkError: it cannot be written; nothing of it is left.
            Starved: a document wants more memory than there is; the next attempt knows of it.
        """
        there = self._layout.done(part.id)
        if there is not None:
            return there
        began, spent = time.perf_counter(), time.process_time()
        try:
            with Flight(self._layout.flight(part.id), self._job.timeout) as self.flight:
                made = self._made(part, self.flight)
                self.flight.landed()
            row = self._written(part, made)
            row |= {"seconds": time.perf_counter() - began, "cpu": time.process_time() - spent}
            write(self._layout.row(part.id), dumped(row))
        except OSError as error:
            raise BulkError(_told(error)) from None
        finally:
            flight, self.flight = self.flight, None
        if flight is not None:
            flight.done()
        return row

    # -- coding ----------------------------------------------------------------------------------

    def _made(self, part: Part, flight: Flight) -> _Made:
        made, last, at = _Made(), time.perf_counter(), ""

        def begin(key: str) -> Suspicion | None:
            nonlocal last, at
            at, suspicion = key, flight.suspects.of(key)
            flight.takes_off(key)
            if time.perf_counter() - last > _TICK:
                last = time.perf_counter()
                self._tell(made.documents)
            return suspicion

        try:
            for document in documents(part, self._job.options, begin):
                self._add(document, made, flight)
        except MemoryError:
            flight.starves(at)
            raise Starved from None
        return made

    def _add(self, document: Document, made: _Made, flight: Flight) -> None:
        item, number = document.item, made.documents
        if isinstance(item, Failure):
            row = _told_of(document, number, item)
            (made.left if item.kind is FailureKind.SKIPPED else made.dead).append(row)
            return
        score = None
        if self._kit.sieve is not None:
            judged = self._kit.sieve.judge(item.title or "", item.text, language=item.language, explain=False)
            score = round(judged.score, 4) if judged.known else None
            if not judged.keeps:
                made.left.append(_left(document, number, item, score))
                return
        coded = self._coded(item)
        if isinstance(coded, Coded):
            try:
                made.rows.append(tables.row(coded, document.source, number, score))
                return
            except StoreError as error:  # half a character, which no file takes
                coded = Failure(item.id, None, f"{item.id}: {error}", "StoreError")
        made.dead.append(_told_of(document, number, coded))

    def _coded(self, report: Report) -> Coded | Failure:
        """Coded; what fails is tried once more."""
        failure: Coded | Failure
        for _ in range(2):
            (failure,) = list(_one(report, self._kit.coder))
            if isinstance(failure, Coded):
                return failure
            if failure.error == _MEMORY:
                raise MemoryError
        return failure

    # -- writing ---------------------------------------------------------------------------------

    def _written(self, part: Part, made: _Made) -> dict[str, Any]:
        data = tables.file_of(made.rows, part.id)
        for path, rows in ((self._layout.dead(part.id), made.dead), (self._layout.left(part.id), made.left)):
            if rows:
                write(path, b"".join(map(dumped, rows)))
            else:
                path.unlink(missing_ok=True)
        write(self._layout.part(part.id), data)
        return {
            "part": part.id,
            "documents": made.documents,
            "rows": len(made.rows),
            "dead": len(made.dead),
            "left": len(made.left),
            "kinds": dict(Counter(one["kind"] for one in (*made.dead, *made.left))),
            "bytes": len(data),
            "sha256": hashlib.sha256(data).hexdigest(),
            "sources": sorted({piece.name for piece in part.pieces}),
            "makers": dict(self._kit.makers),
        }


def _one(report: Report, coder: Coder) -> Iterator[Coded | Failure]:
    return code_all([report], coder)


def _told_of(document: Document, number: int, failure: Failure) -> dict[str, Any]:
    name = document.item.id if isinstance(document.item, Report) else None
    return {
        "source": document.source,
        "number": number,
        "place": failure.place,
        "id": name,
        "kind": failure.kind.value if failure.kind is FailureKind.SKIPPED else failure.error,
        "reason": failure.message,
    }


def _left(document: Document, number: int, report: Report, score: float | None) -> dict[str, Any]:
    return {
        "source": document.source,
        "number": number,
        "place": None,
        "id": report.id,
        "kind": "relevance",
        "reason": "left out by the filter",
        "title": report.title,
        "url": report.url,
        "relevance": score,
    }


def _told(error: OSError) -> str:
    what = f"{error.filename}: {error.strerror}" if error.filename else str(error)
    return f"{what}. What is done stays done: the same command goes on where it stopped"
