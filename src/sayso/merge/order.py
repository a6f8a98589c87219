"""Order without a clock: which event the words put after which."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.model.mentions import TimeMention
from sayso.model.parse import Parse
from sayso.model.spans import Span
from sayso.model.tellings import Telling
from sayso.model.trees import ancestors, is_verb

_AFTER = frozenset({"after", "following", "since"})
_BEFORE = frozenset({"before", "until"})
_REPLIES = frozenset({"retaliate", "respond", "return"})
# Tellings that are looked back at, and acts that "two hours later" may count from: more than a report has.
_BACK, _OTHERS = 300, 80
_UNITS = {"minute": "PT{}M", "hour": "PT{}H", "day": "P{}D", "week": "P{}W", "month": "P{}M", "year": "P{}Y"}


@dataclass(frozen=True, slots=True)
class Order:
    """Telling `a` is AFTER or BEFORE telling `b`, because of `span`."""

    a: int
    type: str
    b: int
    span: Span
    offset: str | None = None
    alternatives: tuple[int, ...] = ()


def orders(parse: Parse, tellings: Sequence[Telling]) -> Iterator[Order]:
    """All order that the words state between tellings, in text order."""
    by_token = {telling.token: telling for telling in tellings}
    for position, telling in enumerate(tellings):
        yield from _in_clause(parse, telling, by_token)
        for time in telling.order:
            yield from _by_time(telling, time, tellings[max(0, position - _BACK) : position])
        if parse.tokens[telling.token].lemma in _REPLIES:
            yield from _reply(telling, tellings[max(0, position - _BACK) : position])


def _in_clause(parse: Parse, telling: Telling, by_token: dict[int, Telling]) -> Iterator[Order]:
    """ "A after B": the telling behind the word hangs on the one before it, or on the verb of that one."""
    here, word = telling.token, None
    for above in (telling.token, *ancestors(parse, telling.token)):
        if above != here and above in by_token and word is not None:
            yield _order(parse, by_token[above], word, telling)
            return
        if above != here and is_verb(parse.tokens[above]) and word is not None:
            subject = _subject_telling(parse, above, by_token)
            if subject is not None and subject is not telling:
                yield _order(parse, subject, word, telling)
            return
        word = word if word is not None else _order_word(parse, above, telling.token)
        here = above


def _order_word(parse: Parse, index: int, telling: int) -> int | None:
    """The word "after" or "before" at or under a token on the way up."""
    if parse.tokens[index].lower in _AFTER | _BEFORE and index != telling:
        return index
    for child in parse.children[index]:
        token = parse.tokens[child]
        if (
            token.dep in ("mark", "prep", "advmod")
            and token.lower in _AFTER | _BEFORE
            and token.dep == "mark"
        ):
            return child
    return None


def _subject_telling(parse: Parse, verb: int, by_token: dict[int, Telling]) -> Telling | None:
    for child in parse.children[verb]:
        if parse.tokens[child].dep in ("nsubj", "nsubjpass", "dobj", "xcomp") and child in by_token:
            return by_token[child]
    return None


def _order(parse: Parse, first: Telling, word: int, second: Telling) -> Order:
    after, span = parse.tokens[word].lower in _AFTER, parse.tokens[word].span
    type_ = "AFTER" if after else "BEFORE"
    for time in (*second.order, *first.order):
        if time.span.covers(span):  # "two hours after rebels bombed it"
            return Order(first.index, type_, second.index, time.span, _offset(time, 1 if after else -1))
    return Order(first.index, type_, second.index, span)


def _offset(time: TimeMention, sign: int) -> str | None:
    """The ISO 8601 duration of a phrase that counts, negative for what comes before."""
    template = _UNITS.get(time.unit or "")
    if template is None or not time.amount:
        return None
    return ("-" if sign < 0 else "") + template.format(time.amount)


def _by_time(telling: Telling, time: TimeMention, before: Sequence[Telling]) -> Iterator[Order]:
    """ "Two hours later", "just hours earlier": counted from the last act told in a sentence before."""
    acts = [t for t in before if t.sense.aspect == "act" and t.sentence < telling.sentence and not t.definite]
    if not acts or time.sign == 0 or time.origin is not None:
        return
    last = acts[-1]
    others = tuple(dict.fromkeys(t.index for t in reversed(acts[:-1])))[:_OTHERS]
    type_ = "AFTER" if time.sign > 0 else "BEFORE"
    yield Order(telling.index, type_, last.index, time.span, _offset(time, time.sign), others)


def _reply(telling: Telling, before: Sequence[Telling]) -> Iterator[Order]:
    """Words of reply come after what they answer: the last act of another actor, or what hit who replies."""
    own = {fact.value.name for fact in telling.actors}
    for other in reversed(before):
        acted = {fact.value.name for fact in other.actors}
        hit = {fact.value.name for fact in other.targets}
        if other.sense.type == "ASSAULT" and own and not own & acted and (acted or own & hit):
            yield Order(telling.index, "AFTER", other.index, telling.trigger)
            return
