"""What was decided elsewhere, told again: many processes decide, and the one that joins only asks them.

What a base decides by are pure functions. Their answers are remembered here by what they were asked of; where
that is the same the answer is the same, and where it is not the question is asked anew. So nothing that is
remembered, or forgotten, can change what a base says.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from sayso.base.base import Base
from sayso.base.rules import F, M, Rules
from sayso.model.decisions import Decision, event_key, report_of
from sayso.model.events import Event
from sayso.model.incidents import Accounts, Gone
from sayso.model.record import Coded
from sayso.model.report import Report
from sayso.store import MemoryStore

V = TypeVar("V")


@dataclass(slots=True)
class Said(Generic[F]):
    """Answers, by what was asked: decisions on pairs, what of reports is compared, accounts of incidents."""

    decisions: dict[str, Decision] = field(default_factory=dict)
    parts: dict[str, Decision | None] = field(default_factory=dict)
    prints: dict[str, F] = field(default_factory=dict)
    accounts: dict[str, Accounts] = field(default_factory=dict)


class Decided(Generic[M, F]):
    """Rules that remember what they answered, of the records that they are told to know.

    A side of a question is known again by being the very object that was made here of such a record.

    Args:
        rules: What answers what is not remembered.
    """

    def __init__(self, rules: Rules[M, F]) -> None:
        self._rules = rules
        self._records: dict[str, Coded] = {}
        self._same: dict[str, Coded] = {}
        self._members: dict[str, M] = {}
        self._prints: dict[str, tuple[F, str]] = {}
        self.said: Said[F] = Said()
        self.asked = self.answered = 0

    def know(self, records: Iterable[Coded], said: Said[F]) -> None:
        """Go on with these records and what is said of them, and forget the others."""
        self._records = {one.report.id: one for one in records}
        here = self._records
        self._same = {}
        self._members = {key: one for key, one in self._members.items() if report_of(key) in here}
        self._prints = {name: one for name, one in self._prints.items() if name in here}
        self.said = said

    def rules(self) -> Rules[M, F]:
        """The rules, as a base takes them."""
        events, texts = self._rules.events, self._rules.texts

        def decide(a: M, b: M, author: str) -> Decision:
            def answer() -> Decision:
                return events.decide(a, b, author)

            return self._of_events(self.said.decisions, answer, (a, b), author)

        def part(a: M, b: M, author: str) -> Decision | None:
            def answer() -> Decision | None:
                return events.part(a, b, author)

            return self._of_events(self.said.parts, answer, (a, b), author)

        def compare(a: F, b: F, author: str) -> Decision:
            one, other = self._print(a), self._print(b)
            if one is None or other is None:
                return texts.compare(a, b, author)
            return self._told(
                self.said.decisions, ("text", one, other, author), lambda: texts.compare(a, b, author)
            )

        return replace(
            self._rules,
            events=replace(
                events,
                members=self._made_members,
                decide=decide,
                part=part,
            ),
            texts=replace(texts, fingerprint=self._made_print, compare=compare, revises=self._revises),
            accounts=self._accounts,
        )

    # -- sides of questions ------------------------------------------------------------------------

    def _is_known(self, coded: Coded) -> bool:
        name = coded.report.id
        if self._same.get(name) is coded:
            return True
        known = self._records.get(name)
        if known is None or not (known is coded or known == coded):
            return False
        self._same[name] = coded
        return True

    def _is_text(self, report: Report) -> bool:
        known = self._records.get(report.id)
        return known is not None and (known.report is report or known.report == report)

    def _made_members(self, coded: Coded) -> Sequence[M]:
        made = self._rules.events.members(coded)
        if self._is_known(coded):
            self._members.update((one.key, one) for one in made)
        return made

    def _made_print(self, report: Report, furniture: frozenset[str]) -> F:
        def make() -> F:
            return self._rules.texts.fingerprint(report, furniture)

        if not self._is_text(report):
            return make()
        told = "\n".join(sorted(furniture)).encode("utf-8", "surrogatepass")
        name = f"{hashlib.blake2b(told, digest_size=16).hexdigest()} {report.id}"
        made = self._told(self.said.prints, (name,), make)
        self._prints[report.id] = made, name
        return made

    def _print(self, made: F) -> str | None:
        """The name of a print that was made here last of a report."""
        there = self._prints.get(getattr(made, "report", ""))
        return there[1] if there is not None and there[0] is made else None

    # -- questions ---------------------------------------------------------------------------------

    def _of_events(self, there: dict[str, V], answer: Callable[[], V], sides: tuple[M, M], author: str) -> V:
        a, b = sides
        if self._members.get(a.key) is not a or self._members.get(b.key) is not b:
            return answer()
        return self._told(there, ("event", a.key, b.key, author), answer)

    def _revises(self, a: Report, b: Report, share: float, author: str) -> Decision:
        def decide() -> Decision:
            return self._rules.texts.revises(a, b, share, author)

        if not (self._is_text(a) and self._is_text(b)):
            return decide()
        return self._told(self.said.decisions, ("version", a.id, b.id, repr(share), author), decide)

    def _accounts(
        self,
        members: Sequence[tuple[Coded, Event]],
        copies: Mapping[str, str],
        withdrawn: Mapping[str, Gone],
    ) -> Accounts:
        def count() -> Accounts:
            return self._rules.accounts(members, copies, withdrawn)

        if withdrawn or not all(self._is_known(coded) for coded, _ in members):
            return count()
        keys = [event_key(coded.report.id, event.triggers[0].start) for coded, event in members]
        families = [text for pair in sorted(copies.items()) for text in pair]
        return self._told(self.said.accounts, (*keys, "of", *families), count)

    def _told(self, there: dict[str, V], asked: tuple[str, ...], answer: Callable[[], V]) -> V:
        name = repr(asked)  # whatever stands in an id: no two questions have one name
        self.asked += 1
        if name in there:
            self.answered += 1
            return there[name]
        made = there[name] = answer()
        return made


def decided(rules: Rules[M, F], author: str, steps: Sequence[Sequence[Coded]]) -> Said[F]:
    """What a base says of records that it is given step by step, as another that is given them will."""
    memory = Decided(rules)
    memory.know([one for step in steps for one in step], Said())
    base = Base(MemoryStore(), memory.rules(), author)
    for step in steps:
        for one in step:
            base.add(one)
        for members in base.changed().incidents:
            base.record(members)
    return memory.said
