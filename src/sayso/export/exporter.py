"""What a format is."""

from collections.abc import Iterable
from typing import Protocol, TextIO

from sayso.model.record import Coded


class Exporter(Protocol):
    """One output format: `name` on the command line, `suffix` of its files, dot included."""

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
