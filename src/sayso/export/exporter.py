"""What a format is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Protocol, TextIO

from sayso.export.loss import Loss
from sayso.model.kept import IncidentRecord
from sayso.model.record import Coded

MAIN = ""  # the name, to a sink, of the file that the export is about


class Exporter(Protocol):
    """A format of single reports: `name` on the command line, `suffix` of its files, dot included."""

    @property
    def name(self) -> str:
        """The word for `--format`."""

    @property
    def suffix(self) -> str:
        """The end of a file name, ".json"."""

    def write(self, coded: Iterable[Coded], out: TextIO) -> int:
        """Write every record and return how many there were.

        The same records give the same characters; nothing is written for no record.
        """


class Tables(Protocol):
    """The facts about countries, parties and codes that formats ask for; None is what no table has."""

    def code(self, party: str | None, scheme: str) -> str | None:
        """The code of a party, or of a state by its ISO alpha-3 code, in a scheme (a `Scheme`'s value)."""

    def name(self, party: str | None) -> str | None:
        """The name of a party, or of a state by its ISO alpha-3 code."""

    def part_of(self, party: str | None) -> tuple[str, ...]:
        """Ids of what a party belongs to by checked links: an army's state."""

    def quad(self, event_type: str) -> int | None:
        """The quad class of a PLOVER type, 1 to 4."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a caller chooses of an export.

    `raw` writes cells as they are, also those that a spreadsheet would run as a formula. `numbers` writes the
    kinds of actors as ACLED's older files do, in numbers. `hxl` adds the row of HXL tags. `made_at` is the
    moment of the export for formats that carry one: exporters read no clock.
    """

    tables: Tables
    raw: bool = False
    numbers: bool = False
    hxl: bool = False
    made_at: datetime | None = None


class Sink(Protocol):
    """Where the files of one export go. A name is `MAIN` or the end of a file beside it: "claims.csv".

    The sink opens and closes the files; one name may be asked for once.
    """

    def text(self, name: str) -> TextIO:
        """A file for text, UTF-8, line ends as they are written."""

    def binary(self, name: str) -> BinaryIO:
        """A file for bytes."""


class IncidentExporter(Protocol):
    """One format of incidents over reports: `name` on the command line, `suffix` of its main file."""

    @property
    def name(self) -> str:
        """The word for `sayso export`."""

    @property
    def suffix(self) -> str:
        """The end of a file name, ".csv"."""

    def write(self, records: Iterable[IncidentRecord], out: Sink, how: Options) -> Loss:
        """Write what the format can hold and say what it cannot.

        The same records give the same bytes; memory holds one record at a time. A file with a head has it
        also where there is no record.
        """
