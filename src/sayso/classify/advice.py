"""Triggers that the weights add to those of the lexicon, and those that they speak against."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from sayso.classify.encoder import Encoder
from sayso.classify.tokens import hints
from sayso.model.hints import Hints, Told
from sayso.model.lexicon import Lexicon, TriggerSense
from sayso.model.mentions import Mentions, Trigger
from sayso.model.parse import Parse, Token, UnitKind
from sayso.model.quoted import tokens_in
from sayso.model.spans import Span
from sayso.model.trees import kids

# Log odds that a word tells an event, fitted by tools/fit_advice.py on tests/gold/dev, tests/gold/tune and
# their traps; the weights belong to `signs`.
_WEIGHTS = (0.32, 0.06, 1.06, 0.90, 0.65, 0.90)
_BASE = -6.66
# The share below which a word of the lexicon is no trigger, and that from which on another word is one:
# chosen among nine pairs on those, on tests/gold/held and on public articles; events lost cost less than
# events invented.
DROPPED, KEPT = 0.15, 0.55
FEWEST = 0.02  # what is taken for a word of which the weights say next to nothing
# Verbs of which another word says what it tells, and verbs of what only goes on: "still held the village".
_EMPTY = frozenset({"be", "become", "do", "have", "hold", "keep", "remain", "stay", "control"})
# Types whose modes are acts of different kinds: none of them stands for the others.
_OF_KINDS = frozenset({"COERCE", "RETREAT"})
_DONE = _OF_KINDS | {"ASSAULT"}  # of these also a sense that asks for something: the weights have seen it
_OTHER = 0.2  # the least probability of a type that a word may have instead of its likeliest
Senses = dict[tuple[str, str | None, str], int]


def advised(encoder: Encoder, parse: Parse, mentions: Mentions, lexicon: Lexicon) -> Mentions:
    """The mentions with what the weights say of the words of `parse`; see `advise`."""
    found = hints(encoder, parse, [one.token for one in mentions.triggers])
    return advise(found, parse, mentions, lexicon)


def advise(found: Hints, parse: Parse, mentions: Mentions, lexicon: Lexicon) -> Mentions:
    """The mentions with hints, without triggers that the weights speak against, and with those they add."""
    kept = [
        one
        for one in mentions.triggers
        if share(found, words_of(parse, one), lexicon.triggers[one.sense]) >= DROPPED
    ]
    triggers = sorted((*kept, *_added(found, parse, mentions, lexicon)), key=lambda one: one.token)
    return replace(mentions, triggers=tuple(triggers), hints=found)


def words_of(parse: Parse, trigger: Trigger) -> tuple[Token, ...]:
    """The words of a trigger: "came under fire"."""
    return tuple(parse.tokens[i] for i in tokens_in(parse, trigger.span)) or (parse.tokens[trigger.token],)


def share(found: Hints, words: Sequence[Token], sense: TriggerSense | None) -> float:
    """The probability that words tell an event; `sense` is that of the lexicon, None where it has none."""
    total = _BASE + sum(a * b for a, b in zip(_WEIGHTS, signs(found, words, sense), strict=True))
    return 1 / (1 + math.exp(-total))


def signs(found: Hints, words: Sequence[Token], sense: TriggerSense | None) -> tuple[float, ...]:
    """What speaks for words: log odds of the likeliest, of sentence and report, and what the lexicon has.

    "Came under fire": the weights may have learned the event at any of the words.
    """
    told = max((found.told[word.index].event for word in words if word.index in found.told), default=FEWEST)
    return (
        odds(told),
        odds(found.sentences.get(words[0].sentence, 0.0)),
        odds(found.report),
        float(sense is not None),
        float(sense is not None and sense.weight >= 1),
        float(sense is not None and sense.aspect == "speech"),
    )


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
        if word.lemma in _EMPTY or token in cues or _does_another(parse, token, known, lexicon):
            continue
        sense = _sense(senses, word, told)
        coded = parse.units[word.unit].kind is not UnitKind.FURNITURE
        if sense is not None and coded and share(found, (word,), None) >= KEPT:
            yield Trigger(token, word.span, sense)


def _does_another(parse: Parse, token: int, known: Sequence[Span], lexicon: Lexicon) -> bool:
    """Whether a word only says how another act went: "managed to capture", "carried out a strike"."""
    objects = ("dobj",) if parse.tokens[token].lemma in lexicon.words["light"] else ()
    acts = (parse.tokens[i].span for i in kids(parse, token, "xcomp", *objects))
    return any(act.overlaps(span) for act in acts for span in known)


def _sense(senses: Senses, word: Token, told: Told) -> int | None:
    """The plainest sense of the type and mode, else of the type; None for a word that is no verb or noun."""
    pos = {"V": "verb", "N": "noun"}.get(word.tag[:1])
    if pos is None:
        return None
    kinds = [
        told.type,
        *sorted((k for k in told.types if told.types[k] >= _OTHER), key=lambda k: -told.types[k]),
    ]
    fitting = [(kind, told.mode, pos) for kind in kinds]
    ways = [*fitting, (told.type, f"={word.lemma}", pos), (told.type, None, pos)]
    return next((senses[way] for way in ways if way in senses), None)


@cache
def plain_senses(lexicon: Lexicon) -> Senses:
    """For each type, mode and part of speech the first sense of one word, best one that asks for nothing.

    Under "=" and the word itself, in place of a mode, there is its own first sense of the type. A type
    without a mode has a sense without one where there is any: whoever "hits" somebody has not bombed
    them. Where there is none, and the modes are acts of different kinds, it has no sense.
    """
    found: Senses = {}
    one_word = [
        (number, sense)
        for number, sense in enumerate(lexicon.triggers)
        if len(sense.words) == 1 and sense.subject == "actor" and sense.acled is None
    ]
    plain = [(n, sense) for n, sense in one_word if not sense.needs and sense.object in ("target", "none")]
    for number, sense in (*plain, *((n, sense) for n, sense in one_word if sense.type in _DONE)):
        found.setdefault((sense.type, sense.mode, sense.pos), number)
        found.setdefault((sense.type, f"={sense.words[0]}", sense.pos), number)
    for number, sense in plain:
        if sense.type not in _OF_KINDS:
            found.setdefault((sense.type, None, sense.pos), number)
    return found
