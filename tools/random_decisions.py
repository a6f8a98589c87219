"""Decisions of persons at random, as a team of coders might make them; the same seed, the same ones."""

from collections.abc import Callable, Sequence
from random import Random

from sayso.desk import Desk
from sayso.errors import DecisionError, UnknownName
from sayso.model.decisions import Decision, Judgement, Subject, event_key
from sayso.model.edits import Coder, EventField, NewClaim, ReviewState
from sayso.model.incidents import Grade
from sayso.model.record import Coded
from sayso.model.spans import Span
from sayso.model.statements import ClaimField, Stance

PEOPLE = (
    Coder("ana", "coder"),
    Coder("ben", "coder"),
    Coder("eve", "editor"),
    Coder("dan", "coder", blind=True),
)
_TYPES = ("ASSAULT", "PROTEST", "COERCE", "AGREE")


class RandomCoders:
    """People who decide without reason.

    Args:
        desk: Where they decide.
        seed: By which they choose.
    """

    def __init__(self, desk: Desk, seed: int) -> None:
        self._desk = desk
        self._chance = Random(seed)
        self._reports = list(desk.reports())
        self._made: list[str] = []
        self.refused = 0

    def decide(self, number: int) -> None:
        """Make so many decisions; those that are refused do not count."""
        ways: Sequence[tuple[Callable[[Coder], object], int]] = (
            (self._correct, 8), (self._accept, 4), (self._clear, 2), (self._stance, 3), (self._source, 2),
            (self._add, 1), (self._claim, 1), (self._drop, 1), (self._note, 1), (self._state, 2),
            (self._pair, 2), (self._split, 1), (self._grade, 1), (self._undo, 5),
        )  # fmt: skip
        kinds, weights = zip(*ways, strict=True)
        made, _ = self._desk.head()
        while self._desk.head()[0] < made + number:
            (way,) = self._chance.choices(kinds, weights)
            try:
                done = way(self._chance.choice(PEOPLE))
            except (DecisionError, UnknownName):
                self.refused += 1
                continue
            some = done if isinstance(done, list | tuple) else [done]
            self._made += [one.id for one in some if isinstance(one, Decision)]

    # -- what they decide on -----------------------------------------------------------------------

    def _coded(self, who: Coder) -> Coded:
        name = self._chance.choice(self._reports)
        return self._desk.view(name, who.name) if who.blind else self._desk.report(name)

    def _event(self, who: Coder) -> tuple[Coded, str]:
        coded = self._coded(who)
        if not coded.events:
            raise UnknownName("event", coded.report.id, [])
        event = self._chance.choice(coded.events)
        return coded, event_key(coded.report.id, event.triggers[0].start)

    def _words(self, coded: Coded) -> Span:
        start = self._chance.randrange(len(coded.report.text) - 20)
        return Span(start, start + self._chance.randint(1, 19))

    def _claimed(self, who: Coder) -> str:
        coded = self._coded(who)
        if not coded.claims:
            raise UnknownName("claim", coded.report.id, [])
        return f"{coded.report.id}#{self._chance.choice(coded.claims).id}"

    def _said(self, who: Coder) -> tuple[Coded, str]:
        coded = self._coded(who)
        if not coded.statements:
            raise UnknownName("statement", coded.report.id, [])
        return coded, f"{coded.report.id}#{self._chance.choice(coded.statements).id}"

    # -- how ---------------------------------------------------------------------------------------

    def _correct(self, who: Coder) -> Decision:
        coded, key = self._event(who)
        number = self._chance.randrange(40)
        values: dict[str, object] = {
            EventField.TYPE: self._chance.choice(_TYPES),
            EventField.MODALITY: self._chance.choice(("occurred", "denied", "planned")),
            EventField.ACTORS: f"party:{number}",
            EventField.TARGETS: [f"party:{number}", f"party:{number + 1}"],
            EventField.PLACE: f"place:{number}",
            EventField.TIME: f"2019-05-{number % 28 + 1:02}",
            EventField.KILLED: (number, number + self._chance.randrange(5)),
            EventField.WOUNDED: (number, None),
        }
        field = self._chance.choice(list(values))
        evidence = [self._words(coded)] if self._chance.random() < 0.8 else []
        return self._desk.correct(key, field, values[field], evidence=evidence, author=who, reason="seen")

    def _accept(self, who: Coder) -> Sequence[Decision]:
        _, key = self._event(who)
        field = self._chance.choice([None, None, *(one.value for one in EventField)])
        return self._desk.accept(key, field, author=who)

    def _clear(self, who: Coder) -> Decision:
        _, key = self._event(who)
        return self._desk.clear(key, self._chance.choice(list(EventField)), author=who)

    def _stance(self, who: Coder) -> Decision:
        return self._desk.set_stance(self._claimed(who), self._chance.choice(list(Stance)), author=who)

    def _source(self, who: Coder) -> Decision:
        coded, name = self._said(who)
        source = self._words(coded) if self._chance.random() < 0.7 else None
        return self._desk.reattribute(name, source, author=who)

    def _add(self, who: Coder) -> Decision:
        coded = self._coded(who)
        type_ = self._chance.choice(_TYPES)
        return self._desk.add_event(coded.report.id, self._words(coded), type_, author=who)

    def _claim(self, who: Coder) -> Decision:
        coded, said = self._said(who)
        if not coded.events:
            raise UnknownName("event", coded.report.id, [])
        event = self._chance.choice(coded.events)
        new = NewClaim(ClaimField.PLACE, self._chance.choice(list(Stance)), self._words(coded))
        key = event_key(coded.report.id, event.triggers[0].start)
        return self._desk.add_claim(key, said, new, author=who)

    def _drop(self, who: Coder) -> Decision:
        name = self._claimed(who) if self._chance.random() < 0.5 else self._event(who)[1]
        return self._desk.drop(name, author=who)

    def _note(self, who: Coder) -> Decision:
        return self._desk.note(self._event(who)[1], f"see page {self._chance.randrange(9)}", author=who)

    def _state(self, who: Coder) -> Decision:
        return self._desk.set_state(self._event(who)[1], self._chance.choice(list(ReviewState)), author=who)

    def _pair(self, who: Coder) -> Decision:
        one, other = (self._event(PEOPLE[0])[1] for _ in range(2))
        judgement = self._chance.choice(list(Judgement))
        return self._desk.mark(Subject.MEMBERSHIP, one, other, judgement, who)

    def _split(self, who: Coder) -> Sequence[Decision]:
        _, key = self._event(PEOPLE[0])
        return self._desk.split(key, [key], who)

    def _grade(self, who: Coder) -> Decision:
        return self._desk.grade(
            self._event(PEOPLE[0])[1], self._chance.choice(list(Grade)), who, "so it seems"
        )

    def _undo(self, who: Coder) -> Sequence[Decision]:
        if not self._made:
            raise UnknownName("decision", "", [])
        return self._desk.undo(self._chance.choice(self._made[-200:]), who)
