"""What happened, who, to whom, where, when, with what and at what cost: each value with its evidence."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sayso.model.edits import CHOSEN, JUDGEMENT
from sayso.model.events import Event, Interval, Location, PartyRef, Toll, Weapon
from sayso.model.incidents import Figure, Said
from sayso.model.kept import IncidentRecord, Told
from sayso.model.spans import Fact
from sayso.show import words
from sayso.show.headlines import phrase
from sayso.show.safe import safe
from sayso.show.web import links
from sayso.show.web.views.evidence import Evidence, Evidences, first

T = TypeVar("T")
_LINKS = 5  # beside one value; the report has them all marked
_INFERRED = "no words say it; inferred"
# What a person put is told from what the machine found: by the rule that the desk gives it.
_PERSONS = {CHOSEN: "put by a person, who chose these words", JUDGEMENT: "put by a person; no words say it"}


@dataclass(frozen=True, slots=True)
class Value:
    """One value in words; `note` says how sure or how exact, `page` leads to what it names."""

    text: str
    evidence: tuple[Evidence, ...] = ()
    note: str = ""
    page: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A field: `anchor` is its name on the page, `values` are none where nobody says anything."""

    anchor: str
    label: str
    values: tuple[Value, ...]
    silent: str = ""  # what is said where there is no value


def card(record: IncidentRecord, found: Evidences) -> tuple[Row, ...]:
    """The rows of the card, in the order in which they are read."""
    told = record.told
    return (
        Row("v-what", "What", _what(told, found)),
        Row("v-who", "Who did it", _parties(told, found, "who", lambda e: e.actors), "nobody is named"),
        Row("v-whom", "To whom", _parties(told, found, "whom", lambda e: e.targets), "nobody is named"),
        Row("v-where", "Where", _values(told, found, "where", _one(lambda e: e.place), _where), "not said"),
        Row("v-when", "When", _values(told, found, "when", _one(lambda e: e.time), _when), "not said"),
        Row("v-weapon", "Weapon", _weapons(told, found), "not said"),
        Row(
            "v-cost",
            "People hurt",
            _figures(record.incident.figures, found, told),
            "none reported, which is not none",
        ),
        Row("v-codes", "Codes", _codes(record)),
    )


def _what(told: Sequence[Told], found: Evidences) -> tuple[Value, ...]:
    made = dict[tuple[str, str], list[Evidence]]()
    for one in told:
        event = one.event
        name = phrase(event.type.value, event.mode.value if event.mode else "")[1].partition("[")[0]
        note = "" if event.modality.value == "occurred" else words.MODALITIES[event.modality.value]
        facts: tuple[Fact[Any] | None, ...] = (event.type, event.mode, event.modality)
        for put in dict.fromkeys(_by_person(fact) for fact in facts if fact is not None):
            note = _with(note, put) if put else note
        at = made.setdefault((name.partition("|")[0].replace(" {}", ""), note), [])
        at += found.links(one.coded.report.id, event.triggers, "what happened", "v-what")
    return tuple(
        Value(_sentence(name), first(evidence, _LINKS), note) for (name, note), evidence in made.items()
    )


def _parties(
    told: Sequence[Told],
    found: Evidences,
    label: str,
    of: Callable[[Event], Sequence[Fact[PartyRef]]],
) -> tuple[Value, ...]:
    return _values(told, found, label, of, _party)


def value_words(value: object) -> str:
    """A value of a field in words, with what is to be said of it."""
    one = _value(value)
    return f"{one.text} ({one.note})" if one.note else one.text


def _value(value: object) -> Value:
    if isinstance(value, PartyRef):
        return _party(value)
    if isinstance(value, Location):
        return _where(value)
    if isinstance(value, Interval):
        return _when(value)
    if isinstance(value, Toll):
        return Value(words.count(value), note=safe(value.who) if value.who else "")
    return Value(safe(value.name if isinstance(value, Weapon) else str(getattr(value, "value", value))))


def _party(ref: PartyRef) -> Value:
    perhaps = " or ".join(safe(one.name) for one in ref.candidates)
    note = f"perhaps {perhaps}" if perhaps else ""
    return Value(safe(ref.name), note=note, page=links.party(ref.party) if ref.party else None)


def _where(where: Location) -> Value:
    said = [words.PRECISIONS[where.precision]] if where.precision else []
    if where.radius_km:
        said.append(f"within about {where.radius_km:.0f} km")
    if where.candidates:
        said.append(f"perhaps {' or '.join(safe(one.name) for one in where.candidates)}")
    if where.lat is None:
        said.append("in no gazetteer, so on no map")
    return Value(safe(where.name), note=", ".join(said))


def _when(when: Interval) -> Value:
    vague = "a convention: the words leave the bounds open" if when.vague else ""
    return Value(words.days(when), note=vague)


def _weapons(told: Sequence[Told], found: Evidences) -> tuple[Value, ...]:
    return _values(told, found, "weapon", lambda e: e.weapons, lambda one: Value(safe(one.name)))


def _figures(figures: Iterable[Figure], found: Evidences, told: Sequence[Told]) -> tuple[Value, ...]:
    made, put = [], {fact.value.kind: _by_person(fact) for one in told for fact in one.event.tolls}
    for one in figures:
        span = str(one.low) if one.low == one.high else f"{one.low} to {one.high}"
        notes = list(dict.fromkeys(map(_speaker, one.said)))
        if put.get(one.kind):
            notes.append(put[one.kind])
        evidence = [
            found.link(quoted.report, quoted.span, label=safe(one.kind), back="v-cost")
            for said in one.said
            for quoted in said.evidence
        ]
        made.append(Value(f"{span} {safe(one.kind)}", first(evidence, _LINKS), "; ".join(notes)))
    return tuple(made)


def _speaker(said: Said) -> str:
    """Who gives a figure, and that he took it back, where he did."""
    who = safe(said.party) if said.party else ("the report itself" if said.outlet else "no speaker named")
    return f"{who} (retracted)" if said.retracted else who


def _by_person(fact: Fact[Any]) -> str:
    return _PERSONS.get(fact.rule or "", "")


def _codes(record: IncidentRecord) -> tuple[Value, ...]:
    one = record.summary
    made = [Value(" ".join(filter(None, ("PLOVER", one.type, one.mode))))]
    if one.cameo:
        made.append(Value(f"CAMEO {one.cameo}"))
    if one.acled:
        made.append(Value(f"ACLED {one.acled.event_type}: {one.acled.sub_event_type}"))
    return tuple(made)


def _one(of: Callable[[Event], Fact[T] | None]) -> Callable[[Event], Sequence[Fact[T]]]:
    def several(event: Event) -> Sequence[Fact[T]]:
        fact = of(event)
        return () if fact is None else (fact,)

    return several


def _values(
    told: Sequence[Told],
    found: Evidences,
    label: str,
    of: Callable[[Event], Sequence[Fact[Any]]],
    shown: Callable[[Any], Value],
) -> tuple[Value, ...]:
    """Each value once, with all words that support it in any report."""
    made, evidence = dict[str, Value](), dict[str, list[Evidence]]()
    for one in told:
        for fact in of(one.event):
            value = shown(fact.value)
            if _by_person(fact):
                value = Value(value.text, (), _with(value.note, _by_person(fact)), value.page)
            elif not fact.evidence:
                value = Value(value.text, (), _with(value.note, f"{_INFERRED}: {fact.rule}"), value.page)
            if value.text not in made or (fact.evidence and not evidence[value.text]):
                made[value.text] = value  # words of one report go before what was inferred of another
            at = evidence.setdefault(value.text, [])
            at += found.links(one.coded.report.id, fact.evidence, label, f"v-{label}")
    return tuple(
        Value(one.text, first(evidence[text], _LINKS), one.note, one.page) for text, one in made.items()
    )


def _with(note: str, more: str) -> str:
    return f"{note}; {more}" if note else more


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
