"""What an importer is, and what it may ask."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol, TextIO

from sayso.model.events import AcledCode
from sayso.model.parties import Party
from sayso.model.record import Coded


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that gave no record: `message` names file, line and column, and says what would be right."""

    message: str
    kind: str = "failed"


class Known(Protocol):
    """The tables that other data sets are read with; None is what no table has."""

    def party(self, name: str) -> Party | None:
        """The one party of this name."""

    def state(self, scheme: str, code: str) -> str | None:
        """The ISO alpha-3 code of the state that has a code in a scheme (a `Scheme`'s value)."""

    def plover_of_cameo(self, code: str) -> tuple[str, str | None] | None:
        """PLOVER type and mode of a CAMEO code."""

    def plover_of_acled(self, sub_event_type: str) -> tuple[str, str | None] | None:
        """PLOVER type and mode of a sub-event type."""

    def acled(self, sub_event_type: str) -> AcledCode | None:
        """Both codes of a sub-event type."""


@dataclass(frozen=True, slots=True)
class Importing:
    """What a caller hands an importer.

    `source` names the data set ("ACLED, download of May 2024"), None takes its project's name. `text` finds
    the text of a report by its id and SHA-256, for annotations, which do not hold it.
    """

    known: Known
    source: str | None = None
    text: Callable[[str, str], str | None] | None = None


class Importer(Protocol):
    """One format: `name` on the command line; the value of `origin` in reports is the same."""

    @property
    def name(self) -> str:
        """The word for the command."""

    def read(self, file: TextIO, name: str, how: Importing) -> Iterator[Coded | BadRow]:
        """The records of a file in its order; a bad row is told, and the others go on.

        Args:
            file: Its text.
            name: What it is called in messages.
            how: Tables, and the name of the data set.

        Raises:
            ReadError: it is no file of this format.
        """
