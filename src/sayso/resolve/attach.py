"""Which trigger a time, place, weapon or figure belongs to."""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence

from sayso.model.parse import Parse
from sayso.model.spans import Span
from sayso.model.trees import ancestors, distance, sentence_of

# How many tokens away a phrase still belongs to a trigger; keeps endless sentences cheap.
REACH = 120
# A clause behind one of these tells another moment than the clause it hangs on.
_OTHER_TIME = frozenset({"after", "before", "since", "following", "until", "when", "as", "while"})
_BEHIND = frozenset({"after", "before", "since", "following"})
# What an act answers was before it.
_REASONS = frozenset({"response", "retaliation", "reaction", "reply", "revenge"})
# A verb of speech takes the time and place of the saying: "said on Tuesday in Geneva".
_SPEECH_BONUS = 0.5


def root_of(parse: Parse, span: Span, token: int) -> int:
    """The token of a phrase that hangs on a word outside it."""
    for _ in range(12):
        head = parse.tokens[token].head
        if head == token or not span.covers(parse.tokens[head].span):
            return token
        token = head
    return token


def nearest(parse: Parse, token: int, triggers: Sequence[int], rivals: Sequence[int] = ()) -> int | None:
    """The trigger of the sentence nearest to `token` along the tree, None where a rival is nearer.

    Ties go to the nearer in the text. Rivals are verbs of speech. Both lists are in text order.
    """
    sentence = sentence_of(parse, token)
    first, last = max(sentence.first, token - REACH), min(sentence.last, token + REACH)
    own = triggers[bisect_left(triggers, first) : bisect_left(triggers, last)]
    rival = set(rivals[bisect_left(rivals, first) : bisect_left(rivals, last)]) - set(own)
    rival -= set(_sayings_around(parse, token))
    here = [*own, *sorted(rival)]
    if not here:
        return None
    best = min(
        here,
        key=lambda t: (
            distance(parse, token, t) + _far(parse, token, t) - _SPEECH_BONUS * (t in rival),
            abs(t - token),
        ),
    )
    return None if best in rival else best


def _sayings_around(parse: Parse, token: int) -> Iterator[int]:
    """ "Said it had raided X on Friday": the verbs above whose clause holds the phrase."""
    here = token
    for above in ancestors(parse, token):
        if parse.tokens[here].dep == "ccomp" and here > above:
            yield above
        here = above


def _far(parse: Parse, token: int, trigger: int) -> float:
    """A clause that describes a noun takes no place or time that stands outside of it."""
    outside = token != trigger and trigger not in ancestors(parse, token)
    return 1.5 if outside and parse.tokens[trigger].dep in ("relcl", "acl") else 0.0


def inherited(parse: Parse, token: int, triggers: Collection[int]) -> int | None:
    """The trigger whose time and place a dependent trigger shares: "attacked X, killing three".

    Args:
        parse: The parse.
        token: The dependent trigger's token.
        triggers: Tokens of all triggers.
    """
    here = token
    for above in ancestors(parse, token):
        words = {
            parse.tokens[i].lower for i in parse.children[here] if parse.tokens[i].dep in ("mark", "advmod")
        }
        word = parse.tokens[here]
        if words & _OTHER_TIME or word.lower in _OTHER_TIME | _REASONS or word.dep in ("ccomp", "relcl"):
            return None
        if above in triggers:
            return above
        here = above
    return None


def is_aside(parse: Parse, token: int, trigger: int) -> bool:
    """ "Freed two men whom they had met last month": a phrase in a clause on a noun that is no act told."""
    here = token
    for above in ancestors(parse, token):
        if here == trigger or (above == trigger and parse.tokens[here].dep == "relcl"):
            return False
        if parse.tokens[here].dep == "relcl":
            return trigger in ancestors(parse, above)
        here = above
    return False


def is_behind(parse: Parse, token: int, trigger: int) -> bool:
    """Whether a trigger stands in a phrase that tells another time than `token` says, outside of it.

    "Families were out of their homes last night after an attack": the attack was before.
    """
    outside = {token, *ancestors(parse, token)}
    here = trigger
    for above in (trigger, *ancestors(parse, trigger)):
        if above in outside:
            return False
        here = above
        marks = {parse.tokens[i].lower for i in parse.children[here] if parse.tokens[i].dep == "mark"}
        if (marks | {parse.tokens[here].lower}) & _BEHIND:
            return True
    return False
