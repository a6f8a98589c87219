"""What an engine does for a run: it schedules parts, and nothing else."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sayso.bulk.pieces import Job, Makers
from sayso.bulk.working import Load


class Unit(Protocol):
    """What one worker does at once: it may be begun again by any other, and comes to the same."""

    @property
    def id(self) -> str:
        """By which it is known."""

    @property
    def name(self) -> str:
        """What it is of, for people."""

    @property
    def tries(self) -> int:
        """How often it may kill its worker."""


@dataclass(frozen=True, slots=True)
class Told:
    """What an engine tells as it goes on.

    `row` is that of the ledger, of a part that is done; `documents` of a part that is being worked on how
    many are done; `died` that a worker died over the part, which is tried again.
    """

    part: str
    row: dict[str, Any] | None = None
    documents: int = 0
    died: str | None = None


class Engine(Protocol):
    """Runs parts on processes, here or elsewhere."""

    def makers(self, job: Job, load: Load) -> Makers:
        """Names and versions of what `load` loads here."""

    def run(self, job: Job, parts: Sequence[Unit], load: Load) -> Iterator[Told | None]:
        """Work on parts with what `load` loads, in any order.

        None now and then, so that whoever waits can do something else.

        Raises:
            BulkError: the run cannot go on.
        """


def hopeless(part: Unit, why: str) -> str:
    """What is said of a part that has killed more workers than its documents account for."""
    return f"part {part.id} ends every worker ({why}): {part.name} and what follows"
