"""Tellings at words that the caller names, whether or not a table has them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from sayso.model.lexicon import Lexicon, TriggerSense
from sayso.model.mentions import Mentions, Trigger
from sayso.model.parse import Parse
from sayso.model.spans import Span
from sayso.model.spotted import Spotted
from sayso.model.trees import heads_of, is_verb
from sayso.resolve.frames import dated
from sayso.resolve.grounds import Tables
from sayso.resolve.tellings import resolve
from sayso.resolve.toponyms import locations

GENERIC = "generic"
_SHORTEST = 3  # letters of a name that an outlet may be called after
_KNOWN = 50_000  # people in a town that an outlet may be called after
_BEHIND_NOUN = {"on": "target", "against": "target", "at": "target", "of": "target", "by": "actor"}


def spotted(
    parse: Parse, mentions: Mentions, published: date | None, tables: Tables, spans: Sequence[Span]
) -> Spotted:
    """What the report tells at each of `spans`, with its roles, place and day as `resolve` finds them.

    A stretch at which the lexicon has a sense is told in that sense, any other in one that only says
    that something was done. What the lexicon tells elsewhere in the report is resolved with them, so that
    its times and places are not taken for theirs, and left out of the answer.
    """
    lexicon = _with_generic(tables.lexicon)
    known = {trigger.token: trigger for trigger in mentions.triggers}
    chosen: dict[int, Trigger] = {}
    order: list[int] = []
    generic = len(tables.lexicon.triggers)
    for span in spans:
        inside = [token for token in parse.tokens if token.span.overlaps(span)]
        told = next((t for t in inside if t.index in known and t.index not in chosen), None)
        free = [t for t in inside if t.index not in chosen] or inside
        head = told or next(iter(heads_of(free)), free[0])
        sense = known[head.index].sense if told is not None else generic + (not is_verb(head))
        chosen.setdefault(head.index, Trigger(head.index, span, sense))
        order.append(head.index)
    triggers = sorted((known | chosen).values(), key=lambda trigger: trigger.token)
    seen, known_words = replace(mentions, triggers=tuple(triggers)), replace(tables, lexicon=lexicon)
    resolved = resolve(parse, seen, published, known_words, asked=frozenset(order))
    by_token = {telling.token: telling for telling in resolved.tellings}
    tellings = tuple(by_token[token] for token in order)
    places = tuple((span, area) for span, area, _ in locations(parse, mentions, published, tables))
    parties = [*resolved.parties.values(), *resolved.metonyms.values()]
    named = [fact for fact in parties if fact.value.party is not None]
    return Spotted(
        parse,
        tellings,
        frozenset(one.index for one in tellings if one.sense.group == GENERIC),
        dated(mentions, published),
        places,
        tuple(span for fact in named for span in fact.evidence),
        frozenset(
            {place.country for _, place in places if place is not None and place.country is not None}
            | {fact.value.country for fact in named if fact.value.country is not None}
            | set(_home(f"{parse.outlet or ''} | {parse.title or ''}", tables))
        ),
        published,
    )


def _home(words: str, tables: Tables) -> Iterator[str]:
    """The countries of the places and parties that an outlet or a title is named after: "Khyber Gazette"."""
    for part in words.split("|"):
        tokens = [word.strip(".,:;()'\"") for word in re.split(r"[\s-]+", part)]
        for size in (3, 2, 1):
            for start in range(len(tokens) - size + 1):
                name = " ".join(tokens[start : start + size])
                if len(name) < _SHORTEST or not name[:1].isupper():
                    continue
                parties = tables.parties.named(name) or tables.parties.with_adjective(name)
                yield from (row.country for row in parties[:1] if row.country is not None)
                rows = tables.places.named(name)
                if rows and (rows[0].population >= _KNOWN or size > 1) and rows[0].country is not None:
                    yield rows[0].country


@lru_cache(maxsize=4)
def _with_generic(lexicon: Lexicon) -> Lexicon:
    """The lexicon with a verb and a noun at its end that only say that something was done."""
    verb = TriggerSense(words=(GENERIC,), pos="verb", type="ASSAULT", group=GENERIC)
    noun = TriggerSense(
        words=(GENERIC,), pos="noun", type="ASSAULT", group=GENERIC, prepositions=_BEHIND_NOUN
    )
    return replace(lexicon, triggers=(*lexicon.triggers, verb, noun))
