"""Which tellings of one report are of one event."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sayso.merge.compatibility import best_match, compare, same_kind
from sayso.merge.wording import by_other_means, is_carried, is_ranked, is_within
from sayso.model.events import Modality
from sayso.model.identity import Match
from sayso.model.parse import Parse, UnitKind
from sayso.model.parties import PartyKind
from sayso.model.tellings import Telling
from sayso.model.trees import ancestors, is_fresh, is_of_another, is_passive, is_verb, opens_anew

# Set on the articles in tests/gold/dev and the seed; re-run `sayso evaluate articles` after changing one.
ACROSS = 3.0
HEADLINE = 0.0
# Bounds that no news report reaches; they keep endless texts cheap: events and tellings looked back
# at within a sentence, events of the report, tokens between an act and its result.
NEAR, FAR, REACH = 20, 80, 120
_SPOKEN = frozenset({"speech", "exposure"})
_RESULTS = frozenset({"harm", "killing"})
_APART = frozenset(
    {"after", "before", "following", "since", "until", "while", "days", "hours", "earlier", "later"}
)


@dataclass(slots=True)
class Cluster:
    """Tellings of one event, in text order, with why each one is here."""

    tellings: list[Telling] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    _plainest: Telling | None = field(default=None, init=False, repr=False, compare=False)
    _seen: int = field(default=0, init=False, repr=False, compare=False)

    @property
    def main(self) -> Telling:
        """The telling that says most plainly what happened."""
        # Tellings are only added: asked again and again, it looks at each of them once.
        known = () if self._plainest is None else (self._plainest,)
        plainest: Telling = min((*known, *self.tellings[self._seen :]), key=_plainness)
        self._plainest, self._seen = plainest, len(self.tellings)
        return plainest


def _plainness(telling: Telling) -> tuple[int, int, int, int]:
    result = telling.sense.group in _RESULTS or telling.sense.aspect == "result"
    full = telling.sense.group == "killing" and bool(telling.actors and telling.targets)
    told = 2 if result and not full else int(telling.sense.group == "destruction")
    return (int(telling.definite), told, int(telling.unit == 0), telling.token)


def cluster(
    parse: Parse,
    tellings: Sequence[Telling],
    orders: set[tuple[int, int]],
    denied: frozenset[int] = frozenset(),
) -> list[Cluster]:
    """The events of a report, in the order in which they are first told.

    Args:
        parse: The parsed report.
        tellings: Its tellings that are worth an event, in text order.
        orders: Pairs of telling indexes that the text puts one after the other: never one event.
        denied: Indexes of tellings that stand in a denial, which points at what was alleged before.
    """
    clusters: list[Cluster] = []
    apart = _partners([*orders, *_pretexts(parse, tellings, denied)])
    early = _denied_first(tellings, denied)
    by = _by_acts(parse, tellings)
    for telling in sorted(tellings, key=lambda told: (told.index in early, by.get(told.token, told.token))):
        pointed = _result_of_earlier(parse, telling, clusters, apart)
        if pointed is not None:
            result, chosen = pointed
            chosen.tellings.extend([*result.tellings, telling])
            chosen.reasons.extend([*result.reasons, "definite noun phrase"])
            clusters.remove(result)
            continue
        found = _within_sentence(parse, telling, clusters, apart)
        if found is None and telling.index in denied:
            alleged = replace(telling, modality=Modality.OCCURRED, negated=False)
            free = [c for c in clusters if not _kept_apart(telling, c, apart)]
            # "Denied that its soldiers had shot it down": of what rebels are said to have done, too.
            found = _antecedent(replace(alleged, targets=()), free)
            found = found or (_antecedent(replace(alleged, actors=()), free) if alleged.targets else None)
            telling = alleged if found is not None else telling  # what is denied is what was alleged
        found = (
            found or _instead(telling, clusters, apart, denied) or _across(parse, telling, clusters, apart)
        )
        if found is None:
            clusters.append(Cluster([telling], ["first told here"]))
        else:
            chosen, reason = found
            chosen.tellings.append(telling)
            chosen.reasons.append(reason)
    return clusters


def _pretexts(parse: Parse, tellings: Sequence[Telling], denied: frozenset[int]) -> Iterator[tuple[int, int]]:
    """ "Shelled the post under the pretext that it had fired": what is denied is not the deed above it."""
    untold = [t for t in tellings if t.index in denied and t.actors]
    for telling in untold[:FAR]:
        above = set(ancestors(parse, telling.token))
        yield from ((t.index, telling.index) for t in tellings if t.token in above and t.index not in denied)


def _by_acts(parse: Parse, tellings: Sequence[Telling]) -> dict[int, float]:
    """Places in the order for "was killed by the airstrike": behind the act, which says more."""
    found: dict[int, float] = {}
    for telling in tellings:
        token = parse.tokens[telling.token]
        above = parse.tokens[token.head]
        by = telling.sense.pos == "noun" and token.dep == "pobj" and above.lower == "by"
        if by and is_passive(parse, above.head):
            found[above.head] = telling.token + 0.5
    return found


def _denied_first(tellings: Sequence[Telling], denied: frozenset[int]) -> frozenset[int]:
    """Denied tellings before any alleged one of their kind: they are settled last, when that is known."""
    alleged = [t for t in tellings if t.index not in denied]
    return frozenset(
        t.index
        for t in tellings
        if t.index in denied and not any(a.token < t.token and same_kind(a, t) for a in alleged)
    )


def _result_of_earlier(
    parse: Parse, telling: Telling, clusters: Sequence[Cluster], apart: Mapping[int, frozenset[int]]
) -> tuple[Cluster, Cluster] | None:
    """ "X was also killed in the strike": the death just told belongs to the strike told before."""
    if not telling.definite or telling.actors:
        return None
    for other in reversed(clusters):
        if all(t.sense.group in _RESULTS and t.sentence == telling.sentence for t in other.tellings):
            if not _linked(parse, other.tellings[-1].token, telling.token):
                return None
            found = _antecedent(
                telling, [c for c in clusters if c is not other and not _kept_apart(telling, c, apart)]
            )
            return (other, found[0]) if found is not None else None
    return None


def _partners(orders: Iterable[tuple[int, int]]) -> dict[int, frozenset[int]]:
    """For each telling the others that the text puts before or after it."""
    found: dict[int, set[int]] = defaultdict(set)
    for one, other in orders:
        found[one].add(other)
        found[other].add(one)
    return {index: frozenset(others) for index, others in found.items()}


def _kept_apart(telling: Telling, other: Cluster, apart: Mapping[int, frozenset[int]]) -> bool:
    partners = apart.get(telling.index)
    return partners is not None and any(t.index in partners for t in other.tellings)


def _within_sentence(
    parse: Parse, telling: Telling, clusters: Sequence[Cluster], apart: Mapping[int, frozenset[int]]
) -> tuple[Cluster, str] | None:
    """An act and its result in one sentence: "a bomb exploded, killing 12", "killed in an attack"."""
    if is_of_another(parse, telling.token):
        return None
    for other in reversed(clusters[-NEAR:]):
        if _kept_apart(telling, other, apart):
            continue
        for told in other.tellings[-NEAR:]:
            near = told.sentence == telling.sentence and telling.token - told.token < REACH
            if near and _one_act(parse, told, telling):
                return other, "one act and its result in one sentence"
    return None


def _one_act(parse: Parse, a: Telling, b: Telling) -> bool:
    if a.sense.aspect in _SPOKEN and a.sense.group == b.sense.group and a.sense.aspect == b.sense.aspect:
        return _linked(parse, a.token, b.token)
    results = {a.sense.group, b.sense.group} & _RESULTS or "result" in (a.sense.aspect, b.sense.aspect)
    if a.sense.group == "riot" and b.sense.group == "harm" and not b.actors and a.modality is b.modality:
        return _linked(parse, a.token, b.token)  # "clashed with marchers, leaving 40 injured"
    if a.modality is not b.modality or a.negated or b.negated or not same_kind(a, b):
        return False
    if _is_subject_of(parse, a, b) or _is_subject_of(parse, b, a) or (results and is_carried(parse, a, b)):
        return True
    if results and "actor" in compare(a, replace(b, targets=())).reasons:
        return True
    if not _linked(parse, a.token, b.token) or _is_of_another(parse, a, b) or _is_of_another(parse, b, a):
        return False
    if results and not (a.actors and b.actors):
        return not by_other_means(a, b)
    if _aims(parse, a, b) or _is_included(parse, a, b) or is_within(parse, a, b) or is_ranked(parse, a, b):
        return True
    verdict = compare(a, b)
    if results:
        return "actors" not in (verdict.forbidden or "")
    return verdict.forbidden is None and "actor" in verdict.reasons


def _is_of_another(parse: Parse, a: Telling, b: Telling) -> bool:
    """ "Killed 12, angering tribesmen who attacked a post": the act of people told under another act."""
    token = parse.tokens[b.token]
    own = token.dep == "relcl" and any(parse.tokens[head].tag == "WP" for head in b.actor_heads)
    own = own or (token.dep == "relcl" and token.head in b.actor_heads)
    return own and not a.actors and parse.tokens[token.head].dep == "dobj" and token.head > a.token


def _aims(parse: Parse, a: Telling, b: Telling) -> bool:
    """ "Fired missiles targeting a base": the participle says what the weapon was aimed at."""
    token = parse.tokens[b.token]
    head = parse.tokens[token.head]
    return token.tag == "VBG" and token.dep == "acl" and head.dep == "dobj" and head.head == a.token


def _is_included(parse: Parse, a: Telling, b: Telling) -> bool:
    """ "Ten strikes, including strikes on ...": the second is among the first."""
    above = parse.tokens[parse.tokens[b.token].head]
    return above.lower == "including" and above.head == a.token


def _is_subject_of(parse: Parse, noun: Telling, verb: Telling) -> bool:
    """ "The strike hit a school", "killed by a blast": the act noun does what the verb tells."""
    token = parse.tokens[noun.token]
    above = parse.tokens[token.head]
    if noun.sense.pos != "noun" or verb.sense.pos != "verb":
        return False
    told = parse.tokens[verb.token]
    if token.dep == "nsubjpass" and told.dep == "xcomp" and told.head == token.head:
        return True  # "a bombing was reported to have killed"
    return (token.dep == "nsubj" and token.head == verb.token) or (
        above.dep == "agent" and above.head == verb.token
    )


def _linked(parse: Parse, a: int, b: int) -> bool:
    """Whether one trigger hangs on the other, or both on one verb, with no word of another moment between."""
    up_a, up_b = [a, *ancestors(parse, a)], [b, *ancestors(parse, b)]
    common = next((index for index in up_a if index in up_b), None)
    if common is None:
        return False
    path = [*up_a[: up_a.index(common)], *up_b[: up_b.index(common)]]
    for index in path:
        token = parse.tokens[index]
        if token.lower in _APART or any(
            parse.tokens[i].lower in _APART and parse.tokens[i].dep == "mark" for i in parse.children[index]
        ):
            return False
    if common in (a, b):
        return len(path) <= 5
    return len(path) <= 4 and not is_verb(parse.tokens[common])


def _across(
    parse: Parse, telling: Telling, clusters: Sequence[Cluster], apart: Mapping[int, frozenset[int]]
) -> tuple[Cluster, str] | None:
    """The event told before that this telling fits best, if it fits well enough."""
    if _goes_with_another(parse, telling, clusters):
        return None
    recent = clusters if len(clusters) <= FAR else [*clusters[:NEAR], *clusters[-FAR:]]
    free = [c for c in recent if not _kept_apart(telling, c, apart)]
    another = is_of_another(parse, telling.token) or is_fresh(parse, telling.token)
    if opens_anew(parse, telling.token):
        another, free = True, [c for c in free if c.tellings[-1].sentence == telling.sentence]
    result = None if another else _result_of(telling, free)
    if result is not None:
        return result, "a result of the act told before it"
    if telling.definite and not telling.actors and not telling.targets and not another:
        return _antecedent(telling, free)
    bare = not another and not telling.actors and _only_bare_things(telling)
    if bare and telling.sense.type == "ASSAULT":
        return _antecedent(telling, [c for c in free if not _elsewhere(telling, c)])
    best: tuple[float, int, Cluster, str] | None = None
    for number, other in enumerate(free):
        scored = _score(parse, telling, other)
        if scored is not None and (best is None or (scored[0], number) > best[:2]):
            best = (scored[0], number, other, scored[1])
    return (best[2], best[3]) if best is not None else None


def _goes_with_another(parse: Parse, telling: Telling, clusters: Sequence[Cluster]) -> bool:
    """ "Seized the camp, killing 12": the deaths belong to their own sentence, not to an act before."""
    token = parse.tokens[telling.token]
    if token.dep != "advcl" or token.tag != "VBG" or telling.sense.group not in _RESULTS:
        return False
    told = (t for c in clusters[-NEAR:] for t in c.tellings)
    return any(t.token == token.head and t.sense.type == "COERCE" for t in told)


def _instead(
    telling: Telling, clusters: Sequence[Cluster], apart: Mapping[int, frozenset[int]], denied: frozenset[int]
) -> tuple[Cluster, str] | None:
    """ "Denied that it bombed a market. It said it had struck a base": the same act, as its doer tells it."""
    who = [fact.value for fact in telling.actors]
    near = [c for c in clusters[-NEAR:] if not _kept_apart(telling, c, apart)]
    for other, told in ((c, t) for c in reversed(near) for t in c.tellings if t.index in denied):
        next_to = telling.index not in denied and 0 <= telling.sentence - told.sentence <= 1
        if not next_to or not told.sense.type == telling.sense.type == "ASSAULT":
            continue
        same = best_match(who, [fact.value for fact in told.actors]) is Match.SAME
        bare = replace(told, targets=(), modality=telling.modality, negated=telling.negated)
        if same and compare(bare, replace(telling, targets=())).forbidden is None:
            return other, "what its doer says of an act that he denies"
    return None


def _elsewhere(telling: Telling, other: Cluster) -> bool:
    """ "A bomb went off in X", after what was done in Y: another place by name is another act."""
    names = {t.place.value.name.casefold() for t in other.tellings if t.place is not None}
    here = telling.place.value if telling.place is not None and telling.sense.pos == "verb" else None
    news = telling.unit > 0 and all(t.unit > 0 or t.sentence > 0 for t in other.tellings)
    return here is not None and news and bool(names) and here.name.casefold() not in names


def _only_bare_things(telling: Telling) -> bool:
    """Whether a telling names no party: nothing, or "the plane"."""
    values = [fact.value for fact in telling.targets]
    vague = (PartyKind.OBJECT, PartyKind.CIVILIAN)
    return all(v.kind in vague and v.country is None and " " not in v.name for v in values)


def _result_of(telling: Telling, clusters: Sequence[Cluster]) -> Cluster | None:
    """The last act of violence before a sentence that only counts its victims ("Nine were killed")."""
    if telling.sense.group not in _RESULTS or telling.actors or not telling.tolls or telling.families:
        return None
    for other in reversed(clusters):
        main = other.main
        if (
            (main.sense.type == "ASSAULT" or main.sense.group == "capture")
            and main.sense.group not in (*_RESULTS, "abduction")
            and _agrees(telling, main)
        ):
            return other
    return None


def _agrees(a: Telling, b: Telling) -> bool:
    forbidden = compare(a, b).forbidden
    hurt = best_match([f.value for f in a.targets], [f.value for f in b.actors])
    if hurt in (Match.SAME, Match.PART, Match.OPEN) and b.sense.group != "clash":
        return False  # who acted is not who was hurt, but in fighting both are
    return forbidden is None or forbidden == "targets differ"


def _score(parse: Parse, telling: Telling, other: Cluster) -> tuple[float, str] | None:
    """The best verdict of the telling against an event; None below the bar or where a gate closes."""
    verdicts = [compare(told, telling) for told in other.tellings[:NEAR] if not told.definite]
    if not verdicts or any(
        v.forbidden in ("another day", "another place", "another modality") for v in verdicts
    ):
        return None
    open_ones = [v for v in verdicts if v.forbidden is None]
    if not open_ones or len(open_ones) < len(verdicts) / 2:
        return None
    best = max(open_ones, key=lambda v: v.score)
    if _is_headline(parse, other) and best.score >= HEADLINE:
        return best.score, "told in the headline"
    if best.score < ACROSS or not {"actor", "target", "figure"} & set(best.reasons):
        return None
    return best.score, "same " + ", ".join(best.reasons)


def _is_headline(parse: Parse, other: Cluster) -> bool:
    return all(parse.units[t.unit].kind is UnitKind.HEADLINE for t in other.tellings)


def _antecedent(telling: Telling, clusters: Sequence[Cluster]) -> tuple[Cluster, str] | None:
    """What "the attack" points back at: the event of that kind that the report tells most, then last."""
    fits = []
    for number, other in enumerate(clusters):
        main = other.main
        dated = (
            not telling.definite or telling.time is None or any(t.time is not None for t in other.tellings)
        )
        if not dated:
            continue  # "the attack on 27 December" is told apart by its day
        here = any(t.sentence == telling.sentence for t in other.tellings)
        again = main.sense.group == telling.sense.group
        if (here and not again) or not same_kind(main, telling):
            continue
        # "The attack in X" is often one told without X; a new one in another place is not.
        known = replace(telling, place=None) if telling.definite else telling
        if compare(main, known).forbidden is None:
            same_word = main.sense.group == telling.sense.group and telling.sense.group not in ("attack",)
            fits.append((same_word, len(other.tellings), number, other))
    if not fits:
        return None
    return max(fits, key=lambda item: item[:3])[3], "definite noun phrase"
