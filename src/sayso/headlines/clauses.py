"""The words of a report that tell an event, taken apart so that a headline can tell it in the same terms.

No parse is kept with a record: who was hit stands right behind the verb, right before a passive, or behind
a preposition of the verb, and anything that is not one of these is left to the words for its type.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from sayso.headlines.forms import Form, Voice, trigger_forms
from sayso.headlines.naming import Named, joined, named, plain_words
from sayso.lang import load
from sayso.model.events import Event, PartyRef
from sayso.model.lexicon import TriggerSense
from sayso.model.spans import Fact, Span

_TOKEN = re.compile(r"[\w’'-]+|[^\w\s]")
# None of these stands between a verb and its object.
_PARTING = frozenset(
    """
    that who which whom whose what when where while as if because since and or but nor than after before during
    until was were is are be been being had has have did does do will would could should may might must can to
    of in on at by for with from into onto over under near against toward towards about through between among
    not he she it they him them we
    """.split()
)
_QUOTES = frozenset("\"'“”‘’-–")
_PASSIVE = re.compile(
    r"^\s*(?:,?\s*(?:who|which|that)\s)?\s*"
    r"(?:(?:had|has|have|was|were|is|are|been|being|be|get|got|also|later|then|soon|\w+ly|\w+ times)\s+)*$",
    re.IGNORECASE,
)
_ACTING = re.compile(
    r"^\s*(?:,?\s*(?:who|which|that)\s)?\s*"
    r"(?:(?:had|has|have|was|were|is|are|been|be|did|will|would|could|may|might|shall|also|later|then|soon|now|"
    r"again|\w+ly)\s+)*$",
    re.IGNORECASE,
)
_JOINED = re.compile(r"^\s*(?:,|,?\s*and|,?\s*or)\s+(?:[\w’'-]+\s+){0,3}$", re.IGNORECASE)
_NEAR, _REACH = 5, 8  # words between a verb and what belongs to it, and with a preposition between
_WINDOW = 120  # code points: nothing that stands farther off belongs to a verb
_AIRCRAFT = "@aircraft"
_THREAT, _DEEDS = "THREATEN", frozenset({"ASSAULT", "COERCE", "SANCTION", "RETREAT"})
# A verb of which nothing else is told makes no headline where these say more: "left".
_VAGUE = frozenset({"RETREAT", "REQUEST", "AID"})


@dataclass(frozen=True, slots=True)
class Clause:
    """How an event is told: by which sense, upon whom, and what stands between.

    `targets` stand behind `link`, a preposition, or are the object where there is none. `thing` is the weapon or
    place that is the object then. `words` are those of a noun ("air strikes"). `acted` says that who acts stands
    right before the verb, `own` that it was done to what is theirs: "the army was put on alert". `rank` is how much of this the words bear out.
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
def _forms() -> Mapping[str, tuple[Form, ...]]:
    return trigger_forms(load("en").triggers)


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
        elif sense.subject == "actor" and sense.object == "own":
            if Voice.PARTICIPLE in form.voices and acted:
                yield Clause(sense, 5, own=True)
        elif sense.subject == "actor" and sense.object in ("target", "none", "weapon", "place"):
            yield from self._done(form, trigger, acted=acted)

    def _done(self, form: Form, trigger: Span, *, acted: bool) -> Iterator[Clause]:
        """What somebody did."""
        sense = form.sense
        if sense.object in ("target", "none"):
            for fact, span in self._hit():
                passive = Voice.PARTICIPLE in form.voices and span.end <= trigger.start
                if self._near(trigger, span) or (passive and _PASSIVE.match(self._between(span, trigger))):
                    yield Clause(sense, 6, targets=self._all(fact, span, sense), acted=acted)
        thing = self._thing(trigger, sense)
        if sense.object in ("place", "none") and thing is not None:
            yield Clause(sense, 6, thing=thing, acted=acted)
        if sense.object == "none" or (sense.object == "weapon" and thing is not None):
            for targets, link in self._behind(trigger, sense):
                yield Clause(sense, 6, targets=targets, link=link, thing=thing, acted=acted)
        alone = not self._event.targets and sense.type not in _VAGUE
        if sense.object == "none" and acted and alone:
            yield Clause(sense, 3, acted=acted)

    def _thing(self, trigger: Span, sense: TriggerSense) -> Named | None:
        """The weapon or the place that is the object of a verb."""
        if sense.object == "weapon":
            for weapon in self._event.weapons:
                for span in weapon.evidence:
                    if self._near(trigger, span):
                        words = plain_words(self._text[trigger.end : span.end])
                        return Named(words, many=words.endswith("s"))
        if sense.object in ("place", "none") and self._event.place is not None:
            for span in self._event.place.evidence:
                if self._near(trigger, span):
                    return Named(self._event.place.value.name, many=False)
        return None

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
            if at and sense.pos == "verb" and sense.object == "none" and not _is_aside(words[:at]):
                continue  # "levied sanctions against": without its object the verb says nothing
            if at is None or sense.prepositions[words[at]] not in ("target", "both"):
                continue
            if _is_plain(words[at + 1 :]):
                yield self._all(fact, span, sense), words[at]

    def _all(self, fact: Fact[PartyRef], span: Span, sense: TriggerSense) -> Named | None:
        """Somebody who was hit, and those who are joined to him by "and"."""
        craft = _AIRCRAFT in sense.needs
        found = [named(fact, span.of(self._text), craft=craft)]
        last = span
        for other, where in sorted(self._hit(), key=lambda one: one[1]):
            if other is not fact and where.start >= last.end and self._is_joined(last, where):
                found.append(named(other, where.of(self._text), craft=craft))
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
    return words[0] in _PARTING or words[0].endswith(("ly", "day"))
