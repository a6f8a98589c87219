"""Whether the fields of an event that was found are right."""

from sayso.evaluate.articles.alignment import FAR_KM, distance_km
from sayso.evaluate.articles.documents import Argument, Casualties, Event, Place, Time, Weapon
from sayso.evaluate.articles.names import NARRATOR, Names, nobody, partners, plain, somebody, stated
from sayso.evaluate.tally import Found, Tally

NEAR_KM = 25
_NO_PLACE = Place(None, None, None, None, None, None)
# Precisions whose point is only the middle of something large.
WIDE = {"country", "admin1", "zone", "approximate"}


def score_fields(names: Names, gold: Event, predicted: Event, tally: Tally) -> None:
    """Count every field of one pair of events, except on whose word it rests."""
    _arguments(names, gold.actors, predicted.actors, "actor", tally)
    _arguments(names, gold.targets, predicted.targets, "target", tally)
    _place(gold.place, predicted.place or _NO_PLACE, tally)
    _time(gold.time, predicted.time, tally)
    weapons = partners(gold.weapons, predicted.weapons, same_weapon)
    tally.add("weapons", Found(weapons, len(predicted.weapons), len(gold.weapons)))
    _casualties(names, gold, predicted, tally)
    _codes(gold, predicted, tally)


def _arguments(
    names: Names, gold: tuple[Argument, ...], predicted: tuple[Argument, ...], role: str, tally: Tally
) -> None:
    ours, theirs = somebody(gold), somebody(predicted)
    demanded = stated(ours)
    if demanded:
        tally.right(
            f"{role} (any named correctly)", any(names.same_argument(a, b) for a in ours for b in theirs)
        )
        tally.right(
            f"{role} (canonical name correct)", any(names.same(a.name, b.name) for a in ours for b in theirs)
        )
    elif not ours:
        tally.right(f"{role} (left empty where gold is empty)", not theirs)
    used: set[int] = set()
    hits = partners(demanded, theirs, names.same_argument, used)
    # One that meets an implied argument is neither rewarded nor punished.
    implied = partners([a for a in ours if not a.spans], theirs, names.same_argument, used)
    tally.add(f"{role}s", Found(hits, len(theirs) - implied, len(demanded)))


def _place(gold: Place | None, predicted: Place, tally: Tally) -> None:
    if gold is None:
        tally.right("place left empty where gold is empty", predicted.empty)
        if predicted.lat is not None:
            tally.right("place right among answered (161 km)", answer=False)
        return
    away = distance_km(gold, predicted)
    if gold.precision != "country":
        if away is not None:
            tally.right("place right among answered (161 km)", away <= FAR_KM)
        tally.right("place within 161 km", away is not None and away <= FAR_KM)
    if gold.precision not in WIDE:
        tally.right("place within 25 km", away is not None and away <= NEAR_KM)
    tally.right("place country", predicted.country == gold.country)
    if gold.span is not None:
        tally.right("place span", gold.span.overlaps(predicted.span))


def _time(gold: Time | None, predicted: Time | None, tally: Tally) -> None:
    if gold is None:
        tally.right("date left empty where gold is empty", predicted is None or not predicted.start)
        return
    inferred = " (inferred dates)" if gold.basis == "inferred" else ""
    tally.right("date within gold interval" + inferred, date_inside(gold, predicted))


def date_inside(gold: Time, predicted: Time | None) -> bool:
    """Whether the predicted days lie within those of the gold."""
    if predicted is None or not predicted.start or gold.start is None or gold.end is None:
        return False
    return gold.start <= predicted.start and (predicted.end or predicted.start) <= gold.end


def same_weapon(gold: Weapon, predicted: Weapon) -> bool:
    """Same place in the text, or a word of the name in common."""
    if gold.span is not None and gold.span.overlaps(predicted.span):
        return True
    return bool(set(plain(gold.name).split()) & set(plain(predicted.name).split()))


def same_figure(gold: Casualties, predicted: Casualties) -> bool:
    """Same kind, and one bound in common."""
    same_top = gold.max is not None and gold.max == predicted.max
    return gold.kind == predicted.kind and (gold.min == predicted.min or same_top)


def _casualties(names: Names, gold: Event, predicted: Event, tally: Tally) -> None:
    def same_source(a: Casualties, b: Casualties) -> bool:
        # A system may leave the source of the article's own figure empty.
        own = plain(a.source) == NARRATOR and nobody(b.source)
        return same_figure(a, b) and (own or names.same(a.source, b.source))

    for figure, same in (("kind + number", same_figure), ("kind + number + source", same_source)):
        hits = partners(gold.casualties, predicted.casualties, same)
        tally.add(f"casualties ({figure})", Found(hits, len(predicted.casualties), len(gold.casualties)))


def _codes(gold: Event, predicted: Event, tally: Tally) -> None:
    tally.right("modality", predicted.modality == gold.modality)
    if gold.kind.mode:
        fair = {gold.kind.mode, *(kind.mode for kind in gold.alternatives)}
        tally.right("PLOVER mode", predicted.kind.mode in fair)
    tally.right("CAMEO root", predicted.cameo_root == gold.cameo_root)
    if gold.acled:
        ours = predicted.acled[0] if predicted.acled else None
        types = {code.event_type for code in gold.acled}
        subtypes = {code.sub_event_type for code in gold.acled}
        tally.right("ACLED event type", (ours.event_type if ours else None) in types)
        tally.right("ACLED sub-event type", (ours.sub_event_type if ours else None) in subtypes)
