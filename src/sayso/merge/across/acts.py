"""Marked words of one sentence that tell one act and its results."""

from collections.abc import Iterator, Sequence

from sayso.merge.across.kinds import RESULTS, Kind, may_be_one
from sayso.merge.across.places import Where, stand
from sayso.merge.across.thread import actors, meet
from sayso.merge.across.told import Told
from sayso.merge.compatibility import best_match
from sayso.model.identity import Match
from sayso.model.parse import Parse
from sayso.model.trees import ancestors, is_verb, kids

_STEPS = 5  # between two words of one act


def acts(parse: Parse, told: Sequence[Told], breaks: frozenset[str]) -> Iterator[list[Told]]:
    """Groups of words, each of one sentence and one act, in text order; `breaks` tell another moment."""
    by_sentence: dict[int, list[Told]] = {}
    for one in told:
        by_sentence.setdefault(one.telling.sentence, []).append(one)
    for here in by_sentence.values():
        groups: list[list[Told]] = []
        for one in here:
            fits = (
                g
                for g in reversed(groups)
                if any(one_act(parse, other, one, breaks) for other in g) and _fits(g, one)
            )
            group = next(fits, None)
            if group is None:
                groups.append([one])
            else:
                group.append(one)
        yield from groups


def _fits(group: Sequence[Told], one: Told) -> bool:
    """Whether nothing that the words say forbids one act."""
    return all(_compatible(other, one) for other in group)


def _compatible(a: Told, b: Told) -> bool:
    if a.count is not b.count:
        return False
    if a.days is not None and b.days is not None and not meet(a.days, b.days) and not (a.dying or b.dying):
        return False
    if {a.kind, b.kind} & RESULTS and Kind.ABDUCTION in (a.kind, b.kind):
        return False
    if a.placed and b.placed and a.place is not None and b.place is not None:
        here, there = Where((a.place,), a.around), Where((b.place,), b.around)
        if stand(here, there) <= 0:
            return False
    return may_be_one(a.kind, b.kind)


def _has_subject(parse: Parse, one: Told) -> bool:
    token = parse.tokens[one.telling.token]
    return is_verb(token) and bool(kids(parse, token.index, "nsubj", "nsubjpass"))


def one_act(parse: Parse, a: Told, b: Told, breaks: frozenset[str]) -> bool:
    """Whether two words of one sentence tell one act: "exploded, killing 12", "killed in an attack"."""
    predicate = (a.predicate or b.predicate) and a.noun and b.noun
    path, common = _path(parse, a.telling.token, b.telling.token)
    means = b.reply and b.noun and common == a.telling.token  # "hit a post in response"
    if a.reply != b.reply and not predicate and not means and not (a.result or b.result):
        return False
    if not predicate and _other_doers(a, b):
        return False
    ends = {a.telling.token, b.telling.token}
    if path is None or len(path) > _STEPS or _is_broken(parse, path, ends, breaks):
        return False
    if _is_another(parse, a, b) or (b.again and not b.predicate and common not in ends):
        return False
    if common in ends:
        joined = parse.tokens[b.telling.token].dep in ("conj", "ccomp")
        return not (joined and _has_own_subject(parse, b))
    if is_verb(parse.tokens[common]) and _has_own_subject(parse, b):
        return False
    if any(_is_clause(parse, index, ends) for index in path if index not in ends):
        return False
    return _continues(parse, b) or a.result or b.result or a.noun or b.noun


def _is_another(parse: Parse, a: Told, b: Told) -> bool:
    """Whether the later word says of itself that it tells another act, or may be any."""
    if not may_be_one(a.kind, b.kind) or a.count is not b.count or _is_met(parse, a, b):
        return True
    if b.noun and (b.that or b.before) and not b.predicate:
        return True
    if _is_clause_of_its_own(parse, b) and (b.days is not None or b.placed):
        return True
    return Kind.ACT in (a.kind, b.kind) and not (a.noun or b.noun or a.result or b.result)


def _is_met(parse: Parse, a: Told, b: Told) -> bool:
    """ "Repelled the attack": what somebody answers is another's act."""
    return a.reply and not a.noun and b.noun and not b.result and parse.tokens[b.telling.token].dep == "dobj"


def _is_clause_of_its_own(parse: Parse, one: Told) -> bool:
    """ "..., and two soldiers died on Friday": a clause beside another, with a subject."""
    token = parse.tokens[one.telling.token]
    return is_verb(token) and token.dep in ("conj", "ccomp") and _has_subject(parse, one)


def _other_doers(a: Told, b: Told) -> bool:
    own_a, own_b = actors([a]), actors([b])
    return (
        bool(own_a and own_b) and best_match(own_a, own_b) is Match.DIFFERENT and not (a.result or b.result)
    )


def _path(parse: Parse, a: int, b: int) -> tuple[list[int] | None, int]:
    """The tokens on the way from one to the other, and where their ways meet."""
    up_a, up_b = [a, *ancestors(parse, a)], [b, *ancestors(parse, b)]
    common = next((index for index in up_a if index in up_b), None)
    if common is None:
        return None, -1
    return [*up_a[: up_a.index(common)], *up_b[: up_b.index(common)]], common


def _is_broken(parse: Parse, path: Sequence[int], ends: set[int], breaks: frozenset[str]) -> bool:
    """Whether a word of another moment stands on the way."""
    for index in path:
        token = parse.tokens[index]
        if index not in ends and (token.lower in breaks or token.lemma in breaks):
            return True
        below = (parse.tokens[i] for i in parse.children[index])
        if any(word.lower in breaks and word.dep in ("mark", "advmod") for word in below):
            return True
    return False


def _continues(parse: Parse, one: Told) -> bool:
    """ "Burned 43 houses and drove off the goats": the second verb has no subject of its own."""
    token = parse.tokens[one.telling.token]
    depends = token.dep in ("conj", "advcl", "xcomp", "acl")
    return depends and not kids(parse, token.index, "nsubj", "nsubjpass")


def _is_clause(parse: Parse, index: int, ends: set[int]) -> bool:
    """Whether a verb with another subject stands on the way; "a raid followed, killing six" is one clause."""
    return is_verb(parse.tokens[index]) and bool({*kids(parse, index, "nsubj", "nsubjpass")} - ends)


def _has_own_subject(parse: Parse, one: Told) -> bool:
    """Whether a verb has a subject of its own, and tells no result."""
    token = parse.tokens[one.telling.token]
    return not one.result and is_verb(token) and bool(kids(parse, token.index, "nsubj", "nsubjpass"))
