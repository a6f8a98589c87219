"""Triggers that the weights add to those of the lexicon, and those that they speak against."""

import math
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from functools import cache

from sayso.classify.encoder import Encoder
from sayso.classify.tokens import classes_of, hints
from sayso.model.hints import Hints, Told
from sayso.model.lexicon import Lexicon, TriggerSense
from sayso.model.mentions import Mentions, Trigger
from sayso.model.parse import Parse, Token, UnitKind
from sayso.model.spans import Span
from sayso.model.trees import kids

# Log odds that a word tells an event, fitted by tools/fit_advice.py on tests/gold/dev and the open traps.
_WORD, _REPORT, _LEXICON, _SURE, _SPEECH, _BASE = 0.43, 0.77, 0.94, 0.31, 0.63, -4.44
# The share below which a word of the lexicon is no trigger, and that from which on another word is one:
# the best of six pairs on tests/gold/held.
DROPPED, KEPT = 0.2, 0.6
# Below it a report that counts nobody who was hurt is taken for one without an event. Only such a one:
# the weights mistake short plain sentences without a name.
QUIET = 0.2
FEWEST = 0.02  # what is taken for a word of which the weights say next to nothing
_EMPTY = frozenset({"be", "become", "do", "have"})  # a verb of which another word says what it tells
Senses = dict[tuple[str, str | None, str], int]


def advised(
    encoder: Encoder, parse: Parse, mentions: Mentions, lexicon: Lexicon, coded: Container[str]
) -> Mentions:
    """The mentions with what the weights say of the words of `parse`; see `advise`.

    Sentences are read for a sub-event type only where the type of a trigger is in `coded`.
    """
    found = hints(encoder, parse, [one.token for one in mentions.triggers])
    kept = advise(found, parse, mentions, lexicon)
    acts = [one.token for one in kept.triggers if lexicon.triggers[one.sense].type in coded]
    classes = classes_of(encoder, parse, acts)
    return replace(kept, hints=replace(found, classes=classes))


def advise(found: Hints, parse: Parse, mentions: Mentions, lexicon: Lexicon) -> Mentions:
    """The mentions with hints, without triggers that the weights speak against, and with those they add."""
    kept = [
        one
        for one in mentions.triggers
        if mentions.tolls
        or found.report >= QUIET
        or share(found, one.token, lexicon.triggers[one.sense]) >= DROPPED
    ]
    triggers = sorted((*kept, *_added(found, parse, mentions, lexicon)), key=lambda one: one.token)
    return replace(mentions, triggers=tuple(triggers), hints=found)


def share(found: Hints, token: int, sense: TriggerSense | None) -> float:
    """The probability that a word tells an event; `sense` is that of the lexicon, None where it has none."""
    told = found.told.get(token)
    total = _BASE + _WORD * odds(FEWEST if told is None else told.event) + _REPORT * odds(found.report)
    if sense is not None:
        total += _LEXICON + _SURE * (sense.weight >= 1) + _SPEECH * (sense.aspect == "speech")
    return 1 / (1 + math.exp(-total))


def odds(probability: float) -> float:
    """The logarithm of the odds, within bounds."""
    bound = min(0.995, max(0.005, probability))
    return math.log(bound / (1 - bound))


def _added(found: Hints, parse: Parse, mentions: Mentions, lexicon: Lexicon) -> Iterator[Trigger]:
    """Words that the lexicon lacks, with the plainest sense of their type and mode."""
    senses = plain_senses(lexicon)
    known = [trigger.span for trigger in mentions.triggers]
    cues = {cue.token for cue in mentions.cues}
    for token, told in sorted(found.told.items()):
        word = parse.tokens[token]
        if any(span.overlaps(word.span) for span in known) or told.again > told.event / 2:
            continue
        if word.lemma in _EMPTY or token in cues or _does_another(parse, token, known):
            continue
        sense = _sense(senses, word, told)
        coded = parse.units[word.unit].kind is not UnitKind.FURNITURE
        if sense is not None and coded and share(found, token, None) >= KEPT:
            yield Trigger(token, word.span, sense)


def _does_another(parse: Parse, token: int, known: Sequence[Span]) -> bool:
    """Whether a word only says how another act went: "managed to capture"."""
    acts = (parse.tokens[i].span for i in kids(parse, token, "xcomp"))
    return any(act.overlaps(span) for act in acts for span in known)


def _sense(senses: Senses, word: Token, told: Told) -> int | None:
    """The plainest sense of the type and mode, else of the type; None for a word that is no verb or noun."""
    pos = {"V": "verb", "N": "noun"}.get(word.tag[:1])
    if pos is None:
        return None
    return senses.get((told.type, told.mode, pos), senses.get((told.type, None, pos)))


@cache
def plain_senses(lexicon: Lexicon) -> Senses:
    """For each type, mode and part of speech the first sense of one word that asks for nothing."""
    found: Senses = {}
    for number, sense in enumerate(lexicon.triggers):
        plain = len(sense.words) == 1 and not sense.needs and sense.subject == "actor" and sense.acled is None
        if plain and sense.object in ("target", "none"):
            found.setdefault((sense.type, sense.mode, sense.pos), number)
            found.setdefault((sense.type, None, sense.pos), number)
    return found
