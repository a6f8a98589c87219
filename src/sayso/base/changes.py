"""Which incidents, families and versions may have changed since that was last asked."""

from dataclasses import dataclass
from typing import Generic

from sayso.base.groups import Copies, Happenings, Versions, is_small
from sayso.base.machine import Machine, Touched
from sayso.base.nearby import Pair
from sayso.base.persons import Persons
from sayso.base.rules import F, M
from sayso.model.decisions import Subject, report_of
from sayso.model.incidents import Gone
from sayso.store import Store

_OF_EVENTS = (Subject.MEMBERSHIP, Subject.PART, Subject.GRADE)
_OF_REPORTS = (Subject.COPY, Subject.REVISION)


_Told = tuple[tuple[str, ...], bool]
_NEVER: _Told = ((), False)
# What incidents take from a report's family and versions: the name of the one, what is gone by the other.
_Kin = tuple[str | None, Gone | None]
_UNKNOWN = ("", None)
# What an incident takes from links to others: the ids that it may be one with, the pairs of part and whole.
_Linked = tuple[tuple[str, ...], tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class Changed:
    """What may differ since it was last asked; of what is not named nothing does.

    `incidents` are the members of each; an incident that had any of them before, or one of the `gone`, and is
    not among these is no more. `gone` are keys of events that are no more. `reports` are those whose events,
    family or versions may differ.
    """

    incidents: tuple[tuple[str, ...], ...] = ()
    gone: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Joining(Generic[M, F]):
    """What a base joins with."""

    store: Store
    machine: Machine[M, F]
    happenings: Happenings[M, F]
    copies: Copies[M, F]
    versions: Versions[M, F]


class Changes(Generic[M, F]):
    """Collects what adding and deciding touches, and follows it to all that depends on it.

    A part of the graph that has lost or got a link holds one of the link's ends: following from the ends
    reaches all of what was one part before and all that is one now, so a store that is opened again need not
    know what was there.
    """

    def __init__(self, joining: Joining[M, F]) -> None:
        self._joining = joining
        self._events: set[str] = set()  # those that may look another way themselves
        self._linked: set[str] = set()  # those that only their links have changed of
        self._pairs: set[Pair] = set()
        self._reports: set[str] = set()
        self._gone: set[str] = set()
        self._anew: set[str] = set()  # reports that came, or of which persons have decided something
        self._kin: dict[str, _Kin] = {}  # of each report when it was told last
        # Each event's group when it was told last, and whether in its part every pair was judged.
        self._told: dict[str, _Told] = {}
        self._links: dict[str, _Linked] = {}  # of each group, by its first event, when it was told last

    def added(self, touched: Touched, report: str) -> None:
        """A report came, or came anew."""
        for subject in _OF_EVENTS:
            self._linked |= touched.names[subject]
        self._pairs |= touched.pairs
        for subject in _OF_REPORTS:
            self._reports |= touched.names[subject]
        self._reports.add(report)
        self._anew.add(report)
        self._gone |= touched.gone

    def decided(self, before: Persons, after: Persons) -> None:
        """Persons have decided something, or what they decided means something else now."""
        for subject in _OF_EVENTS:
            self._events |= after.differing(before, subject)
        for subject in _OF_REPORTS:
            differing = after.differing(before, subject)
            self._reports |= differing
            self._anew |= differing

    def reviewed(self, events: set[str]) -> None:
        """Persons have decided something on the coding of events."""
        self._events |= events

    def take(self, persons: Persons) -> Changed:
        """What may have changed since the last call."""
        reports = self._reached_reports()
        taken = self._with_other_kin(reports)
        events = {key for key in self._events if self._is_there(key)}
        events.update(key for at in self._pairs if self._is_judged_anew(at) for key in at)
        events.update(key for report in taken for key in self._joining.machine.members(report))
        linked = {key for key in self._linked if self._is_there(key)}
        parts = {
            id(part): part for key in events | linked if (part := self._joining.happenings.parts.of(key))
        }
        now = {group: is_small(part) for part in parts.values() for group in set(part.groups.values())}
        groups = {group for group, small in now.items() if self._differs(group, events, small=small)}
        beside = self._beside(groups, linked, persons) - groups
        beside = {group for group in beside if self._is_linked_otherwise(group)}
        gone = {key for key in self._gone if not self._is_there(key)}
        for key in gone:
            self._told.pop(key, None)
            self._links.pop(key, None)
        self._told.update((key, (group, now[group])) for group in groups for key in group)
        self._links.update((group[0], self._links_of(group)) for group in groups | beside)
        self._events, self._linked, self._pairs, self._reports = set(), set(), set(), set()
        self._gone, self._anew = set(), set()
        return Changed(tuple(sorted(groups | beside)), tuple(sorted(gone)), tuple(sorted(reports)))

    def _reached_reports(self) -> set[str]:
        found = set[str]()
        for name in self._reports:
            if self._joining.store.record(name) is not None:
                found.add(name)
                found.update(self._joining.copies.parts.names(name))
                found.update(self._joining.versions.parts.names(name))
        return found

    def _with_other_kin(self, reports: set[str]) -> set[str]:
        """Those of which incidents may take something else from their family and versions than before.

        Of a hundred copies one more changes nothing but its own, as a rule.
        """
        found = set[str]()
        for name in reports:
            family = self._joining.copies.family(name).reports
            now = family[0] if len(family) > 1 else None, self._joining.versions.gone(name)
            if name in self._anew or self._kin.get(name, _UNKNOWN) != now:
                found.add(name)
            self._kin[name] = now
        return found

    def _is_there(self, key: str) -> bool:
        report = report_of(key)
        return self._joining.store.record(report) is not None and key in self._joining.machine.members(report)

    def _is_judged_anew(self, at: Pair) -> bool:
        """Whether it matters that two events met or parted: where not every pair is judged, and in one group.

        What they do to how their part falls into groups shows in the groups.
        """
        if not all(map(self._is_there, at)):
            return False
        part = self._joining.happenings.parts.of(at[0])
        return at[1] in part.groups[at[0]] and not is_small(part)

    def _differs(self, group: tuple[str, ...], touched: set[str], *, small: bool) -> bool:
        """Whether a group of a part that was touched may be another one, or look another way, than before."""
        return any(key in touched or self._told.get(key) != (group, small) for key in group)

    def _beside(
        self, groups: set[tuple[str, ...]], linked: set[str], persons: Persons
    ) -> set[tuple[str, ...]]:
        """Groups whose links changed, and those that may be one with an event that another group has now.

        Others name a group by its first event: of one that keeps it they see only who came and who went.
        """
        found = set(map(self._joining.happenings.group, linked))
        for group in groups:
            for key in group:
                if self._told.get(key, _NEVER)[0][:1] != group[:1]:
                    links = self._joining.store.links(Subject.MEMBERSHIP, key)
                    others = {*links, *persons.others(Subject.MEMBERSHIP, key)} - set(group)
                    found.update(map(self._joining.happenings.group, others))
        return found

    def _is_linked_otherwise(self, group: tuple[str, ...]) -> bool:
        """Whether a group whose events are as they were told may be one with others than it was then."""
        if self._told.get(group[0], _NEVER)[0] != group:
            return True
        return self._links.get(group[0]) != self._links_of(group)

    def _links_of(self, group: tuple[str, ...]) -> _Linked:
        happenings = self._joining.happenings
        return happenings.perhaps_ids(group), tuple(happenings.part_of(group))
