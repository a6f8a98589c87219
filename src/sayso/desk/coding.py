"""What a desk codes with: the pipeline, or what a caller brings."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Protocol

from sayso.gazetteer import load_places
from sayso.model.places import PlaceKind
from sayso.model.record import Coded, Version
from sayso.model.report import Report
from sayso.pipeline import code_all, default_coder

Admin1 = Callable[[str], str | None]


class Problem(Protocol):
    """What gave no record: `message` names it and says why; `kind` is "skipped", or it failed."""

    @property
    def message(self) -> str: ...
    @property
    def kind(self) -> str: ...


class Coding(Protocol):
    """Reports to records, and the versions that those records would name."""

    def code(self, items: Iterable[Report]) -> Iterator[Coded | Problem]:
        """One result per report, in order."""

    def versions(self) -> Sequence[Version]:
        """Of code, model and data."""


class Shipped:
    """Codes with what is installed; loaded when the first report comes."""

    def code(self, items: Iterable[Report]) -> Iterator[Coded | Problem]:
        return code_all(items)

    def versions(self) -> Sequence[Version]:
        return default_coder().versions


def provinces(packs: Sequence[Path] = ()) -> Admin1:
    """What names the first-order area of a place by its id; the gazetteers are loaded when first asked."""
    places = cache(lambda: load_places(packs))

    def admin1(id_: str) -> str | None:
        place = places().get(id_)
        if place is None:
            return None
        return place.admin1 or (place.name if place.kind is PlaceKind.ADMIN1 else None)

    return admin1
