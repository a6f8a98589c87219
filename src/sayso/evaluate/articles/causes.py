"""What is wrong in the record of one article, by cause."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.evaluate.articles.alignment import FAR_KM, align, common_trigger, distance_km, likeness
from sayso.evaluate.articles.documents import Argument, Document, Event, Place, Stretch
from sayso.evaluate.articles.fields import NEAR_KM, date_inside, same_figure, same_weapon
from sayso.evaluate.articles.names import Names, partners, somebody, stated
from sayso.evaluate.misses import Miss, short
from sayso.evaluate.tally import Tally

_BESIDE = 200  # code points from an invented event to one of the gold: about a sentence


@dataclass(frozen=True, slots=True)
class _Article:
    """Gold and prediction of one article, with its text where there is one."""

    stem: str
    text: str
    gold: Document
    predicted: Document
    names: Names

    def miss(self, cause: str, event: Event, detail: str = "") -> Miss:
        """A miss that shows the event's trigger in its sentence, and `detail`."""
        return Miss(cause, self.stem, f"{self.shown(event.trigger)}{detail and f': {detail}'}")

    def shown(self, span: Stretch | None) -> str:
        """The words of a span in brackets, in their sentence; its offsets where there is no text."""
        if span is None or not 0 <= span.start < span.end <= len(self.text):
            return "no trigger" if span is None else f"{span.start} to {span.end}"
        before = " ".join(self.text[max(0, span.start - 35) : span.start].split("\n")[-1].split(" ")[1:])
        after = self.text[span.end : span.end + 35].split("\n")[0].rpartition(" ")[0]
        return short(f"{before}[{self.text[span.start : span.end]}]{after}")


def document_misses(stem: str, gold: Document, predicted: Document, text: str = "") -> Iterator[Miss]:
    """Everything that is wrong: events not found, events invented, and the fields of those found.

    Optional events are asked for nothing.
    """
    article = _Article(stem, text, gold, predicted, Names(gold.names))
    alignment = align(article.names, gold, predicted, Tally())
    partner = dict(alignment.typed)
    for i, event in enumerate(gold.events):
        if event.required and i not in partner:
            yield article.miss(_why_missed(article, event, set(partner.values())), event)
    for j, event in enumerate(predicted.events):
        if j not in set(partner.values()):
            yield article.miss(_why_invented(article, event), event)
    for i, j in alignment.required(gold):
        yield from _fields(article, gold.events[i], predicted.events[j])


def _why_missed(article: _Article, event: Event, taken: set[int]) -> str:
    """Why no prediction is this event of the gold."""
    there = [j for j, other in enumerate(article.predicted.events) if common_trigger(event, other)]
    if any(j in taken for j in there):
        return f"event not found: told inside another event: {event.kind.type}"
    if there:
        given = article.predicted.events[there[0]].kind.type
        return f"event not found: another type given: {given} for {event.kind.type}"
    return f"event not found: no trigger there: {event.kind.type}"


def _why_invented(article: _Article, event: Event) -> str:
    """Why a predicted event is no event of the gold."""
    if not article.gold.events:
        return f"event invented: in a text without events: {event.kind.type}"
    there = [one for one in article.gold.events if common_trigger(one, event)]
    if any(likeness(article.names, one, event, typed=True) > 0 for one in article.gold.events):
        return f"event invented: duplicate of one that was found: {event.kind.type}"
    if any(one.required for one in there):
        return f"event invented: another type given: {event.kind.type} for {there[0].kind.type}"
    if there:
        return f"event invented: an optional event with another type: {event.kind.type}"
    near = any(_near(a, b) for one in article.gold.events for a in one.triggers for b in event.triggers)
    where = "beside an event of the gold" if near else "far from any event of the gold"
    return f"event invented: {where}: {event.kind.type}"


def _near(a: Stretch, b: Stretch) -> bool:
    return max(a.start, b.start) - min(a.end, b.end) <= _BESIDE


def _fields(article: _Article, gold: Event, predicted: Event) -> Iterator[Miss]:
    """What is wrong in an event that was found."""
    yield from _arguments(article, "actor", gold, (gold.actors, predicted.actors))
    yield from _arguments(article, "target", gold, (gold.targets, predicted.targets))
    yield from _place(article, gold, predicted.place)
    yield from _time(article, gold, predicted)
    yield from _lists(article, gold, predicted)
    yield from _codes(article, gold, predicted)


def _arguments(
    article: _Article, role: str, event: Event, both: tuple[Sequence[Argument], Sequence[Argument]]
) -> Iterator[Miss]:
    ours, theirs = somebody(both[0]), somebody(both[1])
    demanded = stated(ours)
    detail = f"gold {_names(ours)}, given {_names(theirs)}"
    used: set[int] = set()
    hits = partners(demanded, theirs, article.names.same_argument, used)
    partners([one for one in ours if not one.spans], theirs, article.names.same_argument, used)
    unused = len(theirs) - len(used)
    if demanded and not theirs:
        yield article.miss(f"{role}: missing", event, detail)
    elif theirs and not ours:
        yield article.miss(f"{role}: invented, the text names nobody", event, detail)
    elif demanded and not hits and unused:
        yield article.miss(f"{role}: somebody else", event, detail)
    elif unused:
        yield article.miss(f"{role}: right, and one too many", event, detail)
    elif hits < len(demanded):
        yield article.miss(f"{role}: one of several missing", event, detail)


def _names(arguments: Sequence[Argument]) -> str:
    return " + ".join(one.name or "nobody" for one in arguments) or "nobody"


def _place(article: _Article, event: Event, given: Place | None) -> Iterator[Miss]:
    gold = event.place
    answered = given is not None and not given.empty
    detail = f"gold {gold.name if gold else None}, given {given.name if given else None}"
    if gold is None:
        if answered:
            yield article.miss("place: invented, the text gives none", event, detail)
        return
    away = distance_km(gold, given)
    if not answered:
        yield article.miss("place: missing", event, detail)
    elif given is not None and given.country != gold.country:
        known = "another country" if given.country else "its words in no gazetteer"
        yield article.miss(f"place: {known}", event, detail)
    elif gold.precision == "country":
        return
    elif away is None:
        yield article.miss("place: no pin", event, detail)
    elif away > NEAR_KM:
        far = f"more than {FAR_KM} km" if away > FAR_KM else f"{NEAR_KM} to {FAR_KM} km"
        yield article.miss(f"place: pin off by {far}", event, f"{detail}, {away:.0f} km")


def _time(article: _Article, gold: Event, predicted: Event) -> Iterator[Miss]:
    ours, theirs = gold.time, predicted.time
    answered = theirs is not None and bool(theirs.start)
    said = (ours.start, ours.end) if ours else None
    detail = f"gold {said}, given {(theirs.start, theirs.end) if theirs else None}"
    if ours is None:
        if answered:
            yield article.miss("date: invented, the text gives none", gold, detail)
    elif not answered:
        inferred = ", inferred by the annotators" if ours.basis == "inferred" else ""
        yield article.miss(f"date: missing{inferred}", gold, detail)
    elif not date_inside(ours, theirs):
        yield article.miss("date: another", gold, detail)


def _lists(article: _Article, gold: Event, predicted: Event) -> Iterator[Miss]:
    """Weapons and tolls: a thing missing, a thing too many, a toll of another number."""
    for tool in gold.weapons:
        if not any(same_weapon(tool, other) for other in predicted.weapons):
            yield article.miss("weapon: missing", gold, str(tool.name))
    for tool in predicted.weapons:
        if not any(same_weapon(other, tool) for other in gold.weapons):
            yield article.miss("weapon: invented", gold, str(tool.name))
    spare = [one for one in predicted.casualties if not any(same_figure(x, one) for x in gold.casualties)]
    for toll in gold.casualties:
        if any(same_figure(toll, other) for other in predicted.casualties):
            continue
        alike = next((one for one in spare if one.kind == toll.kind), None)
        given = f", given {alike.min} to {alike.max}" if alike else ""
        cause = "toll: missing" if alike is None else "toll: another number"
        yield article.miss(f"{cause}: {toll.kind}", gold, f"gold {toll.min} to {toll.max}{given}")
        if alike is not None:
            spare.remove(alike)
    for toll in spare:
        yield article.miss(f"toll: invented: {toll.kind}", gold, f"{toll.min} to {toll.max}")


def _codes(article: _Article, gold: Event, predicted: Event) -> Iterator[Miss]:
    if predicted.modality != gold.modality:
        yield article.miss(f"modality: {predicted.modality} for {gold.modality}", gold)
    if gold.kind.mode and predicted.kind.mode not in {gold.kind.mode, *(k.mode for k in gold.alternatives)}:
        yield article.miss(f"mode: {predicted.kind.mode or 'none'} for {gold.kind.mode}", gold)
    given = predicted.acled[0].sub_event_type if predicted.acled else None
    if gold.acled and given not in {code.sub_event_type for code in gold.acled}:
        yield article.miss(f"ACLED: {given or 'none'} for {gold.acled[0].sub_event_type}", gold)
