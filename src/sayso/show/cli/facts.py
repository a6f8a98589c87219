"""The fields of an event in words: who, whom, where, when, with what, at what cost."""

from collections.abc import Iterator
from typing import Any

from rich.text import Text

from sayso.model.events import Event, Interval, Location, PartyRef
from sayso.model.parties import PartyKind
from sayso.model.record import Coded
from sayso.model.spans import Fact
from sayso.show import words
from sayso.show.safe import safe


class Facts:
    """The fields of the events of one record."""

    def __init__(self, coded: Coded) -> None:
        self._text = coded.report.text
        self._relations = coded.temporal_relations
        self._countries = dict(_countries(coded))

    def fields(self, event: Event) -> Iterator[tuple[str, Text]]:
        """Label and value, in the order in which they are read. Who, whom, where and when are
        always there, and say so where the report does not.
        """
        yield "who", self._parties(event.actors)
        if event.targets or not self._mutual(event):
            yield "whom", self._parties(event.targets)
        yield "where", self._place(event.place)
        yield "when", self._time(event)
        if event.weapons:
            yield "with", Text(", ".join(dict.fromkeys(safe(f.value.name) for f in event.weapons)))
        if event.tolls:
            yield "toll", _listed([self._said(Text(words.figure(f.value)), f) for f in event.tolls])
        yield "told as", Text(words.MODALITIES[event.modality.value])
        yield "codes", Text(_codes(event), style="dim")

    def _mutual(self, event: Event) -> bool:
        """Whether all take part, and nobody is done anything to."""
        return not event.targets and len(event.actors) > 1

    def _parties(self, facts: tuple[Fact[PartyRef], ...]) -> Text:
        if not facts:
            return Text("nobody named", style="dim")
        return _listed([self._said(Text(words.party(fact.value)), fact) for fact in facts])

    def _place(self, fact: Fact[Location] | None) -> Text:
        if fact is None:
            return Text("no place given", style="dim")
        where = fact.value
        said = [words.PRECISIONS[where.precision]] if where.precision else []
        if where.radius_km:
            said.append(f"about {where.radius_km:.0f} km around its middle")
        if where.country:
            country = safe(self._countries.get(where.country, where.country))
            said += [country] if country not in safe(where.name) else []
        if where.candidates:
            said.append(f"perhaps {' or '.join(safe(one.name) for one in where.candidates)}")
        return self._said(Text(safe(where.name)).append(f" ({', '.join(said)})" if said else ""), fact)

    def _time(self, event: Event) -> Text:
        if event.time is None:
            return Text("not said", style="dim")
        when = event.time
        order = self._order(event.id, when)
        if not when.evidence:
            return Text(words.days(when.value)).append(f", inferred{_rule(when)}", style="dim")
        quote = words.quoted(when.evidence[0].of(self._text))
        return Text(quote, style="italic").append(f" = {order}{words.days(when.value)}", style="not italic")

    def _order(self, event: str, when: Fact[Interval]) -> str:
        """ "2 hours after e6, ": where the words that date the event say what they count from."""
        for relation in self._relations:
            counted = relation.a == event and any(relation.span.overlaps(span) for span in when.evidence)
            offset = words.duration(relation.offset) if counted and relation.offset else ""
            if offset:
                return f"{offset} {safe(relation.type).lower()} {safe(relation.b)}, "
        return ""

    def _said(self, value: Text, fact: Fact[Any]) -> Text:
        """The value and the words that support it, unless these say no more."""
        if not fact.evidence:
            return value.append(f" (inferred{_rule(fact)})", style="dim")
        quote = safe(fact.evidence[0].of(self._text))
        if quote.casefold() in value.plain.casefold():
            return value
        return value.append("  ").append(words.quoted(quote), style="dim italic")


def _rule(fact: Fact[Any]) -> str:
    return f": {safe(fact.rule)}" if fact.rule else ""


def _listed(values: list[Text]) -> Text:
    """One value a line: each has its own words beside it."""
    return Text("\n").join(values)


def _codes(event: Event) -> str:
    plover = " ".join(filter(None, (event.type.value, event.mode.value if event.mode else None)))
    codes = [f"PLOVER {plover}"]
    if event.cameo:
        codes.append(f"CAMEO {event.cameo.value}")
    if event.acled:
        codes.append(f"ACLED {event.acled.value.event_type}: {event.acled.value.sub_event_type}")
    return safe(" · ".join(codes))


def _countries(coded: Coded) -> Iterator[tuple[str, str]]:
    """Names of countries by their code, as far as the report's own parties are states."""
    parties = [f.value for event in coded.events for f in (*event.actors, *event.targets)]
    parties += [s.source.party for s in coded.statements if s.source is not None]
    for ref in parties:
        if ref.kind is PartyKind.STATE and ref.country:
            yield ref.country, ref.name
