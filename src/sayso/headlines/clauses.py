"""The words of a report that tell an event, taken apart so that a headline can tell it in the same terms.

No parse is kept with a record: who was hit stands right behind the verb, right before a passive, or behind
a preposition of the verb, and anything that is not one of these is left to the words for its type.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from sayso.headlines.forms import Form, Voice, plural, trigger_forms
from sayso.headlines.naming import Named, joined, named, plain_words
from sayso.lang import load
from sayso.model.events import Event, PartyRef
from sayso.model.lexicon import Lexicon, TriggerSense
from sayso.model.spans import Fact, Span

_TOKEN = re.compile(r"[\w’'-]+|[^\w\s]")
# None of these stands between a verb and its object.
_PARTING = frozenset(
    """
    that who which whom whose what when where while as if because since and or but nor than after before
    during until was were is are be been being had has have did does do will would could should may
    might must can to of in on at by for with from into onto over under near against toward towards
    about through between among across along outside inside within despite amid without beyond around
    behind following including via off not he she it they him them we
    """.split()
)
_COUNTS = frozenset("hundreds thousands dozens scores tens number group groups series".split())
_TIMES = frozenset(
    "today yesterday tomorrow late early last this next again back home there here further".split()
)
# Verbs that say nothing without their object.
_LIGHT = frozenset("take make put get give hold bring set have do go come keep leave lay sign".split())
_WORDS = re.compile(r"\s*([^\w\s\"'“”‘’-]?)[\s\"'“”‘’]*([\w’'-]+(?:,\d{3})*)")
_OF_PLACE = re.compile(
    r"^\s*(?:the\s+)?"
    r"(?:(?:[\w’'-]+\s+)?(?:town|city|village|district|province|region|area|suburb|island) of\s+)?$",
    re.IGNORECASE,
)
_QUOTES = frozenset("\"'“”‘’-–")
_PASSIVE = re.compile(
    r"^\s*(?:,?\s*(?:who|which|that)\s)?\s*"
    r"(?:(?:had|has|have|was|were|is|are|been|being|be|get|got|also|later|then|soon|\w+ly|\w+ times)\s+)*$",
    re.IGNORECASE,
)
_BEING = re.compile(r"\b(?:was|were|is|are|been|being|be)\b", re.IGNORECASE)
_ACTING = re.compile(
    r"^\s*(?:,?\s*(?:who|which|that)\s)?\s*"
    r"(?:(?:had|has|have|was|were|is|are|been|be|did|will|would|could|may|might|shall|also|later|then|"
    r"soon|now|again|\w+ly)\s+)*$",
    re.IGNORECASE,
)
_JOINED = re.compile(r"^\s*(?:,|,?\s*and|,?\s*or)\s+(?:[\w’'-]+\s+){0,3}$", re.IGNORECASE)
_NEAR, _REACH = 5, 8  # words between a verb and what belongs to it, and with a preposition between
_WINDOW = 120  # code points: nothing that stands farther off belongs to a verb
_AIRCRAFT = "@aircraft"
_PEOPLE = frozenset({"fighter", "fighters"})  # too: a craft only where nothing else is shot down
_THREAT, _DEEDS = "THREATEN", frozenset({"ASSAULT", "COERCE", "SANCTION", "RETREAT"})
# A verb of which nothing else is told makes no headline where these say more: "left".
_VAGUE = frozenset({"RETREAT", "REQUEST", "AID"})


@dataclass(frozen=True, slots=True)
class Clause:
    """How an event is told: by which sense, upon whom, and what stands between.

    `targets` stand behind `link`, a preposition, or are the object where there is none. `thing` is the
    weapon, the place or whatever else is the object then. `words` are those of a noun ("air strikes").
    `acted` says that who acts stands right before the verb, `own` that it was done to what is theirs: "the
    army was put on alert". `rank` is how much of this the words bear out.
    """

    sense: TriggerSense
    rank: float
    words: str = ""
    targets: Named | None = None
    link: str = ""
    thing: Named | None = None
    acted: bool = False
    own: bool = False


@cache
def _lexicon() -> Lexicon:
    return load("en")


@cache
def _forms() -> Mapping[str, tuple[Form, ...]]:
    return trigger_forms(_lexicon().triggers)


@cache
def _crafts() -> frozenset[str]:
    """What carries weapons or people: words for ships, aircraft and vehicles, one or many."""
    words = {name.split()[-1] for name, sense in _lexicon().weapons.items() if sense.kind == "platform"}
    return frozenset({*words, *map(plural, words)} - _PEOPLE)


def clause_of(event: Event, text: str) -> Clause | None:
    """The best way in which the words of a report tell an event; None where none can be told again."""
    reader = _Reader(event, text)
    found = (one for number, span in enumerate(event.triggers) for one in reader.clauses(number, span))
    return max(found, key=lambda one: one.rank, default=None)


class _Reader:
    """One event and its report."""

    def __init__(self, event: Event, text: str) -> None:
        self._event, self._text = event, text
        self._mode = event.mode.value if event.mode else None

    def clauses(self, number: int, trigger: Span) -> Iterator[Clause]:
        """Each way to read one trigger; an earlier trigger goes before another."""
        words = " ".join(trigger.of(self._text).lower().split())
        forms = _forms().get(words) or _forms().get(words.partition(" ")[0], ())
        for form in forms:
            if not self._fits(form.sense):
                continue
            fitting = 0.5 if self._mode in (None, form.sense.mode) else 0.0
            for one in self._read(form, trigger):
                yield replace(one, rank=one.rank + fitting - number / 100, words=words)

    def _is_put(self, trigger: Span) -> bool:
        """Whether something was done to those who act: "the army was put on alert"."""
        between = (
            self._between(span, trigger)
            for fact in self._event.actors
            for span in fact.evidence
            if span.end <= trigger.start
        )
        return any(_PASSIVE.match(one) and _BEING.search(one) for one in between)

    def _fits(self, sense: TriggerSense) -> bool:
        """Whether a sense is of the event's type; what is threatened is also an act of another type."""
        kind = self._event.type.value
        return sense.type == kind or (kind == _THREAT and sense.pos == "verb" and sense.type in _DEEDS)

    def _read(self, form: Form, trigger: Span) -> Iterator[Clause]:
        sense = form.sense
        acted = any(
            span.end <= trigger.start and _ACTING.match(self._between(span, trigger))
            for fact in self._event.actors
            for span in fact.evidence
        )
        if sense.pos != "verb":
            for targets, link in self._behind(trigger, sense):
                yield Clause(sense, 4, targets=targets, link=link)
            yield Clause(sense, 2)
        elif sense.subject == "target":
            for fact, span in self._hit():
                if self._near(span, trigger):
                    yield Clause(sense, 5, targets=self._all(fact, span, sense))
        elif sense.subject == "actor":
            if sense.object == "own" and Voice.PARTICIPLE in form.voices and self._is_put(trigger):
                yield Clause(sense, 5, own=True)
            else:
                yield from self._done(form, trigger, acted=acted)

    def _done(self, form: Form, trigger: Span, *, acted: bool) -> Iterator[Clause]:
        """What somebody did."""
        sense = form.sense
        light = len(sense.words) == 1 and sense.words[0] in _LIGHT
        if sense.object in ("target", "none") and not light:
            for fact, span in self._hit():
                passive = Voice.PARTICIPLE in form.voices and span.end <= trigger.start
                if self._near(trigger, span) or (passive and _PASSIVE.match(self._between(span, trigger))):
                    yield Clause(sense, 6, targets=self._all(fact, span, sense), acted=acted)
        thing = self._weapon(trigger, sense) or self._ground(trigger, sense)
        if thing is None and (light or sense.object != "target" or not self._event.targets):
            thing = self._object(trigger)
        if thing is not None or sense.object == "none":
            for targets, link in self._behind(trigger, sense):
                yield Clause(sense, 6, targets=targets, link=link, thing=thing, acted=acted)
        if thing is not None and (light or sense.object == "place" or not self._event.targets):
            yield Clause(sense, 4 if acted else 3, thing=thing, acted=acted)
        if acted and self._is_alone(trigger, sense):
            yield Clause(sense, 3, acted=True)

    def _is_alone(self, trigger: Span, sense: TriggerSense) -> bool:
        """Whether a verb says enough without anything behind it: "advanced", "surrendered"."""
        if sense.object != "none" or sense.type in _VAGUE or self._event.targets:
            return False
        behind = _TOKEN.findall(self._text[trigger.end : trigger.end + _WINDOW].lower())
        return not behind or not behind[0][0].isalnum() or _is_aside(behind[:1])

    def _weapon(self, trigger: Span, sense: TriggerSense) -> Named | None:
        """The weapon that is the object of a verb."""
        for weapon in self._event.weapons if sense.object == "weapon" else ():
            for span in weapon.evidence:
                if self._near(trigger, span):
                    words = plain_words(self._text[trigger.end : span.end])
                    return Named(words, many=words.endswith("s"))
        return None

    def _ground(self, trigger: Span, sense: TriggerSense) -> Named | None:
        """The place that is the object of a verb: "shelled the town of Irpin"."""
        place = self._event.place
        if place is None or (sense.object == "target" and self._event.targets):
            return None
        for span in place.evidence:
            if span.start >= trigger.end and _OF_PLACE.match(self._between(trigger, span)):
                return Named(place.value.name, many=False)
        return None

    def _object(self, trigger: Span) -> Named | None:
        """The words behind a verb up to a preposition or a mark: what it is done to, as the report has it."""
        found = list[str]()
        for match in _WORDS.finditer(self._text, trigger.end, min(len(self._text), trigger.end + _WINDOW)):
            word = match[2]
            lower = word.lower()
            counted = bool(found) and found[-1].lower() in _COUNTS and lower == "of"
            if match[1] or len(found) > _NEAR or (lower in _PARTING and not counted) or _is_time(lower):
                break
            found.append(word)
        words = plain_words(" ".join(found))
        return Named(words, many=words.endswith("s")) if words and words.lower() not in _PARTING else None

    def _hit(self) -> Iterator[tuple[Fact[PartyRef], Span]]:
        for fact in self._event.targets:
            for span in fact.evidence:
                yield fact, span

    def _behind(self, trigger: Span, sense: TriggerSense) -> Iterator[tuple[Named | None, str]]:
        """Who was hit behind a preposition of the verb or noun, and the preposition."""
        for fact, span in self._hit():
            if span.start < trigger.end:
                continue
            words = _TOKEN.findall(self._between(trigger, span).lower())
            if len(words) > _REACH or set(words) & set(".;:"):
                continue
            at = next((n for n in reversed(range(len(words))) if words[n] in sense.prepositions), None)
            if at is None or sense.prepositions[words[at]] not in ("target", "both"):
                continue
            if _is_plain(words[at + 1 :]):
                yield self._all(fact, span, sense), words[at]
        if not self._event.targets and sense.pos == "verb":
            yield from self._toward(trigger, sense)

    def _toward(self, trigger: Span, sense: TriggerSense) -> Iterator[tuple[Named | None, str]]:
        """The place that was hit or left, behind a preposition: "fired at Aden", "withdrew from Kut"."""
        place = self._event.place
        for span in place.evidence if place is not None else ():
            words = _TOKEN.findall(self._between(trigger, span).lower()) if span.start > trigger.end else []
            link = next((word for word in reversed(words) if word in _PARTING), "")
            there = sense.prepositions.get(link) == "target" or (link == "from" and sense.type == "RETREAT")
            if place is not None and there and len(words) <= _REACH and not set(words) & set(".;:"):
                yield Named(place.value.name, many=False), link

    def _all(self, fact: Fact[PartyRef], span: Span, sense: TriggerSense) -> Named | None:
        """Somebody who was hit, and those who are joined to him by "and"."""
        crafts = _crafts() | _PEOPLE if _AIRCRAFT in sense.needs else _crafts()
        found = [named(fact, span.of(self._text), crafts)]
        last = span
        for other, where in sorted(self._hit(), key=lambda one: one[1]):
            if other is not fact and where.start >= last.end and self._is_joined(last, where):
                found.append(named(other, where.of(self._text), crafts))
                last = where
        known = [one for one in found if one is not None]
        return joined(known) if known else None

    def _is_joined(self, before: Span, after: Span) -> bool:
        between = self._between(before, after)
        return bool(_JOINED.match(between)) and not _tells(_TOKEN.findall(between.lower()))

    def _near(self, before: Span, after: Span) -> bool:
        """Whether nothing but a few words that modify stands between."""
        if not 0 <= after.start - before.end <= _WINDOW:
            return False
        words = _TOKEN.findall(self._between(before, after).lower())
        return len(words) <= _NEAR and _is_plain(words) and not _tells(words)

    def _between(self, before: Span, after: Span) -> str:
        if after.start - before.end > _WINDOW:
            return "."
        return self._text[before.end : after.start]


def _is_plain(words: Sequence[str]) -> bool:
    return all(word not in _PARTING and (word[0].isalnum() or word in _QUOTES) for word in words)


def _tells(words: Sequence[str]) -> bool:
    """Whether words tell an event of their own: what stands behind them belongs to that."""
    return any(word in _forms() for word in words)


def _is_aside(words: Sequence[str]) -> bool:
    """Whether words between a verb and its preposition say when or how, and are no object of it."""
    return words[0] in _PARTING or _is_time(words[0])


def _is_time(word: str) -> bool:
    return word in _TIMES or word.endswith(("ly", "day"))
