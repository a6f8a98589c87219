"""What a desk codes with: the pipeline, or what a caller brings."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Protocol

from sayso.base.wired import weapon_words
from sayso.gazetteer import load_parties, load_places
from sayso.model.edits import Proposal
from sayso.model.events import Location, PartyRef
from sayso.model.places import PlaceKind
from sayso.model.record import Coded, Version
from sayso.model.report import Report
from sayso.model.spans import Span
from sayso.model.sphere import Point
from sayso.model.voices import PartyRow


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
    """Codes with what is installed. Imports stand in the methods: who only asks need not wait for them."""

    def code(self, items: Iterable[Report]) -> Iterator[Coded | Problem]:
        from sayso.pipeline import code_all

        return code_all(items)

    def versions(self) -> Sequence[Version]:
        from sayso.pipeline import default_coder

        return default_coder().versions


def author() -> str:
    """The name under which the machine decides."""
    from sayso.pipeline import code_version

    return f"sayso {code_version()}"


class Gazetteers(Protocol):
    """What a desk asks of the tables of places and parties, and of the stages that look words up in them."""

    def admin1(self, place: str) -> str | None:
        """The name of the first-order area of a place, by its id."""

    def party(self, name: str) -> str | None:
        """The id of the one party that a name, or a capital that speaks for a state, means; else None."""

    def knows(self, field: str, name: str) -> bool:
        """Whether the tables have a "place", an "admin1", a "weapon" or a "party" of this name."""

    def party_ref(self, id_: str) -> PartyRef | None:
        """The party of an id."""

    def party_row(self, id_: str) -> PartyRow | None:
        """The row of the party table of an id, with its links and codes."""

    def middle(self, place: str) -> Point | None:
        """Where a place stands, by its id."""

    def location(self, id_: str) -> Location | None:
        """The place of an id."""

    def proposed(self, report: Report, words: Span, field: str) -> tuple[Proposal, ...]:
        """What words of a report may stand for in a field, the best first."""


class ShippedGazetteers:
    """The shipped tables with a user's packs, loaded when they are first asked."""

    def __init__(self, party_packs: Sequence[Path] = (), place_packs: Sequence[Path] = ()) -> None:
        self._parties = cache(lambda: load_parties(party_packs))
        self._places = cache(lambda: load_places(place_packs))

    def admin1(self, place: str) -> str | None:
        found = self._places().get(place)
        if found is None:
            return None
        return found.admin1 or (found.name if found.kind is PlaceKind.ADMIN1 else None)

    def middle(self, place: str) -> Point | None:
        found = self._places().get(place)
        return None if found is None or found.lat is None or found.lon is None else (found.lat, found.lon)

    def party_ref(self, id_: str) -> PartyRef | None:
        from sayso.proposing import party_ref

        return party_ref(self._parties(), id_)

    def party_row(self, id_: str) -> PartyRow | None:
        parties = self._parties()
        found = parties.get(id_)
        if found is None:
            return None
        links = parties.links(id_)
        others = {one.other: parties.get(one.other) for one in links}
        names = {other: one.name for other, one in others.items() if one is not None}
        return PartyRow(found, links, parties.codes(id_), names)

    def location(self, id_: str) -> Location | None:
        from sayso.proposing import location

        return location(self._places(), id_)

    def proposed(self, report: Report, words: Span, field: str) -> tuple[Proposal, ...]:
        from sayso.pipeline import default_coder
        from sayso.proposing import Proposing

        return Proposing(default_coder(), self._parties(), self._places()).proposed(report, words, field)

    def party(self, name: str) -> str | None:
        parties = self._parties()
        if parties.get(name) is not None:
            return name
        found = {one.id for one in (parties.named(name) or parties.with_metonym(name))}
        return found.pop() if len(found) == 1 else None

    def knows(self, field: str, name: str) -> bool:
        if field == "weapon":
            return name.casefold() in weapon_words()
        if field == "party":
            parties = self._parties()
            return bool(parties.get(name) or parties.named(name) or parties.with_metonym(name))
        places = self._places()
        found = [*places.named(name), *filter(None, [places.get(name)])]
        if field == "admin1":
            return any(one.kind is PlaceKind.ADMIN1 for one in found)
        return field == "place" and bool(found)
