"""Stages without a parser: every file is a report, and every report is told as the seed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from sayso.errors import ResourceError, UnknownName
from sayso.model.record import Coded, Version
from sayso.model.report import Report
from sayso.show.cli.stages import Problem, Wanted
from tests.export.coded import seed


@dataclass(frozen=True)
class Fault:
    message: str
    kind: str = "failed"


@dataclass
class FakeStages:
    """A file called "bad" or "skipped" is a problem; "stop" is a person at the keyboard."""

    wanted: list[Wanted] = field(default_factory=list)
    without_model: bool = False

    def read(self, paths: Sequence[str], wanted: Wanted) -> Iterator[Report | Problem]:
        self.wanted.append(wanted)
        if wanted.input_format == "dbase":
            raise UnknownName("input format", "dbase", ["text"])
        return (self._read(path) for path in paths)

    def _read(self, path: str) -> Report | Problem:
        if path == "stop":
            raise KeyboardInterrupt
        if path in {"bad", "skipped"}:
            return Fault(f"{path}:row 3: no text\x1b[31m\nsecond line", "failed" if path == "bad" else path)
        return replace(seed().report, id=path)

    def code(self, items: Iterable[Report | Problem]) -> Iterator[Coded | Problem]:
        for item in items:
            yield replace(seed(), report=item) if isinstance(item, Report) else item

    def versions(self) -> Sequence[Version]:
        if self.without_model:
            raise ResourceError("no English model; pip install 'sayso[model]'")
        return (Version("sayso", "9"), Version("model", "3.8", "0123456789abcdef"), Version("places", "7"))
