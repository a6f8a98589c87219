"""What the machine says of pairs, kept up to date: only what stands near a new report is judged."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from sayso.base.nearby import Moved, Nearby, Pair, pair
from sayso.base.rules import F, M, Rules
from sayso.model.decisions import Decision, Judgement, Subject, report_of
from sayso.model.record import Coded
from sayso.model.report import Report
from sayso.store import Shelf, Store
from sayso.store.keys import eight_bytes

# Places to each side under one key, see `nearby`. What shares all keys stands together, so that ten to each
# side find the incident even where a day of a war puts hundreds of events under one key.
EVENT_WIDTH = 10
TEXT_WIDTH = 4
ADDRESS_WIDTH = 8
_KEPT = 512  # reports whose members and fingerprints are at hand; others are made anew
_DECIDED = 4096  # pairs of events whose decision is at hand: it is needed when they meet and when grouped

V = TypeVar("V")


@dataclass(slots=True)
class Touched:
    """What adding a report changed.

    `names` are those whose links changed, `pairs` pairs of events that met or parted, `gone` keys of events
    that are no more or were coded anew.
    """

    names: dict[Subject, set[str]] = field(default_factory=lambda: {subject: set() for subject in Subject})
    pairs: set[Pair] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    judged: int = 0


@dataclass(frozen=True, slots=True)
class Widths:
    """How many neighbours on each side are compared, on each shelf."""

    events: int = EVENT_WIDTH
    texts: int = TEXT_WIDTH
    addresses: int = ADDRESS_WIDTH


class Machine(Generic[M, F]):
    """Keeps shelves and links of a store in step with its records."""

    def __init__(self, store: Store, rules: Rules[M, F], author: str, widths: Widths) -> None:
        self._store = store
        self._rules = rules
        self._author = author
        self._events = Nearby(store, Shelf.EVENTS, widths.events)
        self._texts = Nearby(store, Shelf.TEXTS, widths.texts, rules.texts.common)
        self._addresses = Nearby(store, Shelf.ADDRESSES, widths.addresses)
        self._members: _Kept[dict[str, M]] = _Kept(self._made_members)
        self._prints: _Kept[F] = _Kept(self._made_print)
        self._furniture: _Kept[list[str]] = _Kept(self._made_lines)
        self._decided: OrderedDict[Pair, tuple[M, M, Decision]] = OrderedDict()

    # -- asked ---------------------------------------------------------------------------------

    def members(self, report: str) -> dict[str, M]:
        """The events of a report, by their keys."""
        return self._members.of(report)

    def member(self, key: str) -> M:
        """The event of a key."""
        return self._members.of(report_of(key))[key]

    def near_events(self, key: str) -> set[str]:
        """The events that stand near one."""
        return self._events.around(key)

    def same_happening(self, a: str, b: str) -> Decision:
        """Whether two events are of one incident, whoever asks."""
        at = pair(a, b)
        one, other = (self.member(name) for name in at)
        kept = self._decided.get(at)
        if kept is None or kept[0] is not one or kept[1] is not other:
            kept = self._decided[at] = (one, other, self._rules.events.decide(one, other, self._author))
            if len(self._decided) > _DECIDED:
                self._decided.popitem(last=False)
        return kept[2]

    def told_as_one(self, key: str) -> list[str]:
        """The events that the report of an event tells as one happening with it, itself among them."""
        members, name = self.members(report_of(key)), self._rules.events.happening
        here = name(members[key])
        return [other for other, member in members.items() if name(member) == here]

    def fingerprint(self, report: str) -> F:
        """What of a report is compared with others."""
        return self._prints.of(report)

    def same_text(self, a: str, b: str) -> Decision:
        """Whether two reports are one text."""
        one, other = pair(a, b)
        return self._rules.texts.compare(self._prints.of(one), self._prints.of(other), self._author)

    def same_report(self, a: str, b: str) -> Decision:
        """Whether two reports are versions of one; the later version is `a` of the answer."""
        return self._revises(*pair(a, b), self.same_text(a, b))

    # -- told ----------------------------------------------------------------------------------

    def add(self, coded: Coded, old: Coded | None) -> Touched:
        """Take a record in, in the place of an old one of the same text."""
        touched = Touched()
        report = coded.report
        if old is not None:
            self._drop_events(report.id, touched)
        if old is None or old.report != report:
            again = set[str]() if old is None else self._drop_text(old.report, touched)
            self._store.keep(coded)
            again |= self._count_lines(report)
            self._put_text(report, touched)
            self._renew_texts(again - {report.id}, touched)
        else:
            self._store.keep(coded)
        touched.names[Subject.REVISION].add(report.id)
        touched.names[Subject.COPY].add(report.id)
        self._put_events(report.id, touched)
        return touched

    def remove(self, old: Coded) -> Touched:
        """Take a record out: it stays in the store until nothing here needs it more."""
        touched = Touched()
        self._drop_events(old.report.id, touched)
        self._renew_texts(self._drop_text(old.report, touched) - {old.report.id}, touched)
        touched.names[Subject.REVISION].add(old.report.id)
        touched.names[Subject.COPY].add(old.report.id)
        return touched

    def forget(self, report: str) -> None:
        """Forget what was made of a report that is no more."""
        self._members.drop(report)
        self._prints.drop(report)
        self._furniture.drop(report)  # a redacted report comes back with blocks in its lines

    def _put_events(self, report: str, touched: Touched) -> None:
        self._members.drop(report)
        for key, member in self.members(report).items():
            keys = sorted(set(self._rules.events.keys(member)))
            moved = self._events.put(key, self._rules.events.rank(member), keys)
            touched.names[Subject.MEMBERSHIP].add(key)
            self._settle_events(moved, touched)

    def _drop_events(self, report: str, touched: Touched) -> None:
        for key in self.members(report):
            touched.gone.add(key)
            self._settle_events(self._events.take(key), touched)

    def _settle_events(self, moved: Moved, touched: Touched) -> None:
        touched.pairs |= moved.met | moved.parted
        for at in moved.parted:
            self._part(Subject.MEMBERSHIP, at, touched)
            self._part(Subject.PART, at, touched)
        for a, b in sorted(moved.met):
            touched.judged += 1
            self._link(self.same_happening(a, b), touched)
            one, other = self.member(a), self.member(b)
            part = self._rules.events.part(one, other, self._author)
            if part is not None:
                self._link(part, touched)

    def _put_text(self, report: Report, touched: Touched) -> None:
        self._prints.drop(report.id)
        rank = self._rank(report.id)
        keys = self._rules.texts.keys(self._prints.of(report.id))
        self._settle_texts(self._texts.put(report.id, rank, keys), touched)
        addresses = self._rules.texts.addresses(report)
        self._settle_texts(self._addresses.put(report.id, rank, addresses), touched)

    def _renew_texts(self, names: set[str], touched: Touched) -> None:
        """Judge texts anew, since lines of them are furniture now, or no longer: each pair once.

        Where a text stands by its addresses does not depend on its lines, and by its words only if another
        sample of them is taken now.
        """
        met, parted = set[Pair](), set[Pair]()
        for name in sorted(names):
            self._prints.drop(name)
            keys = self._rules.texts.keys(self._prints.of(name))
            if set(map(eight_bytes, keys)) == set(self._store.keys(Shelf.TEXTS, name) or ()):
                continue
            for moved in (self._texts.take(name), self._texts.put(name, self._rank(name), keys)):
                met |= moved.met
                parted |= moved.parted
        for name in names:
            others = self._texts.partners(name) | self._addresses.partners(name)
            met.update(pair(name, other) for other in others)
        for at in met:
            for subject in (Subject.COPY, Subject.REVISION):
                self._unlink(subject, at, touched)
        # What was near for a moment only, between two steps, is not.
        near = (at for at in met if self._texts.holds(*at) or self._addresses.holds(*at))
        self._settle_texts(Moved(frozenset(near), frozenset(parted)), touched)

    def _rank(self, name: str) -> str:
        report = self._record(name).report
        at = report.published_at or report.published
        return at.isoformat() if at is not None else ""

    def _drop_text(self, report: Report, touched: Touched) -> set[str]:
        self._settle_texts(self._texts.take(report.id), touched)
        self._settle_texts(self._addresses.take(report.id), touched)
        return self._discount_lines(report)

    def _settle_texts(self, moved: Moved, touched: Touched) -> None:
        for at in moved.parted:
            self._part(Subject.COPY, at, touched)
            self._part(Subject.REVISION, at, touched)
        for a, b in sorted(moved.met):
            touched.judged += 1
            compared = self.same_text(a, b)
            if self._are_near(Subject.COPY, a, b):
                self._link(compared, touched)
            if self._are_near(Subject.REVISION, a, b):
                self._link(self._revises(a, b, compared), touched)

    def _are_near(self, subject: Subject, a: str, b: str) -> bool:
        """Whether two things are to be judged. Versions of a report share an address, or outlet and words."""
        if subject is Subject.COPY:
            return self._texts.holds(a, b)
        if subject is Subject.REVISION:
            return self._addresses.holds(a, b) or (self._of_one_outlet(a, b) and self._texts.holds(a, b))
        return self._events.holds(a, b)

    def _of_one_outlet(self, a: str, b: str) -> bool:
        """Whether two reports may be: nobody else prints a new version of a report."""
        one, other = self._record(a).report.outlet, self._record(b).report.outlet
        return one is None or other is None or one.casefold() == other.casefold()

    def _revises(self, a: str, b: str, compared: Decision) -> Decision:
        one, other = self._record(a).report, self._record(b).report
        return self._rules.texts.revises(one, other, self._rules.texts.alike(compared), self._author)

    def _link(self, decision: Decision, touched: Touched) -> None:
        """Keep what was decided: that two are different is not kept, for it can be found anew."""
        if decision.judgement is not Judgement.DIFFERENT:
            self._store.link(decision)
            touched.names[decision.subject].update(decision.pair)

    def _part(self, subject: Subject, at: Pair, touched: Touched) -> None:
        """Forget what was decided of a pair that no shelf brings together any more."""
        if at[1] in self._store.links(subject, at[0]) and not self._are_near(subject, *at):
            self._unlink(subject, at, touched)

    def _unlink(self, subject: Subject, at: Pair, touched: Touched) -> None:
        a, b = at
        if b in self._store.links(subject, a):
            self._store.unlink(subject, a, b)
            touched.names[subject].update(at)

    # -- lines of outlets ----------------------------------------------------------------------

    def _count_lines(self, report: Report) -> set[str]:
        """Count the lines of a report; the reports with a line that has become furniture by it."""
        found = set[str]()
        day = self._rules.texts.day(report)
        for line in self._lines(report):
            before = self._carriers(report, line)
            self._store.carry(report.outlet or "", line, report.id, day)
            # As they are asked for next, without asking: a long text has very many lines.
            after = sorted({**dict(before), report.id: day}.items())[: self._rules.texts.many]
            if self._recurs(after) and not self._recurs(before):
                found.update(carrier for carrier, _ in after)
        return found

    def _discount_lines(self, report: Report) -> set[str]:
        """Take its lines back; the reports with a line that is no furniture any more."""
        found = set[str]()
        for line in self._lines(report):
            before = self._is_furniture(report, line)
            self._store.lay_down(report.outlet or "", line, report.id)
            if before and not self._is_furniture(report, line):
                found.update(carrier for carrier, _ in self._carriers(report, line))
        return found

    def _is_furniture(self, report: Report, line: str) -> bool:
        return self._recurs(self._carriers(report, line))

    def _recurs(self, carriers: Sequence[tuple[str, str]]) -> bool:
        return len(carriers) >= self._rules.texts.many or self._rules.texts.recurs(
            [day for _, day in carriers]
        )

    def _carriers(self, report: Report, line: str) -> Sequence[tuple[str, str]]:
        return self._store.carriers(report.outlet or "", line, self._rules.texts.many)

    def _lines(self, report: Report) -> list[str]:
        """The lines that are counted: none where nobody knows whose they are. An id has one text for ever."""
        return [] if report.outlet is None else self._furniture.of(report.id)

    # -- made anew -----------------------------------------------------------------------------

    def _record(self, report: str) -> Coded:
        coded = self._store.record(report)
        if coded is None:
            raise KeyError(report)
        return coded

    def _made_members(self, report: str) -> dict[str, M]:
        return {member.key: member for member in self._rules.events.members(self._record(report))}

    def _made_lines(self, report: str) -> list[str]:
        return sorted(set(self._rules.texts.lines(self._record(report).report)))

    def _made_print(self, name: str) -> F:
        report = self._record(name).report
        furniture = (line for line in self._lines(report) if self._is_furniture(report, line))
        return self._rules.texts.fingerprint(report, frozenset(furniture))


class _Kept(Generic[V]):
    """The last things made, by name."""

    def __init__(self, make: Callable[[str], V]) -> None:
        self._make = make
        self._kept: OrderedDict[str, V] = OrderedDict()

    def of(self, name: str) -> V:
        if name in self._kept:
            self._kept.move_to_end(name)
            return self._kept[name]
        made = self._kept[name] = self._make(name)
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return made

    def drop(self, name: str) -> None:
        self._kept.pop(name, None)
