"""Violence told of other worlds: of fiction, drills, courts and the past, inside a report of conflict."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from sayso.model.identity import FORCES
from sayso.model.parse import Parse, Token, UnitKind
from sayso.model.parties import PartyKind
from sayso.model.tellings import Resolved, Telling
from sayso.model.trees import ancestors, is_verb, kids

Words = Mapping[str, frozenset[str]]

# What ended this long before the report is its background, and not its news.
_PAST = timedelta(days=2 * 365)
_ACTS = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE"})
_PEOPLE = frozenset({PartyKind.CIVILIAN, PartyKind.PERSON, PartyKind.MEDIA})
_STAGED = frozenset({"ASSAULT", "COERCE"})


def lemmas(tokens: Sequence[Token], wanted: frozenset[str]) -> frozenset[str]:
    """The lemmas of `tokens` that are among the wanted."""
    return frozenset(token.lemma for token in tokens if token.lemma in wanted)


def things(tokens: Sequence[Token], wanted: frozenset[str]) -> frozenset[str]:
    """The lemmas among the wanted of tokens that are no verbs: "a storm" is weather, "stormed" is not."""
    return lemmas([token for token in tokens if not is_verb(token)], wanted)


def told_tokens(parse: Parse) -> list[Token]:
    """The words of a report without its furniture and its marks."""
    return [
        t for t in parse.tokens if parse.units[t.unit].kind is not UnitKind.FURNITURE and t.text[0].isalpha()
    ]


def elsewhere(parse: Parse, resolved: Resolved, words: Words) -> frozenset[int]:
    """Indexes of tellings that are no news of a conflict, although the report may be."""
    coded = told_tokens(parse)
    armed = bool(lemmas(coded, words["armed_signs"]) or named_forces(resolved) or downed(resolved))
    armed = armed or any(_is_plain(t) for t in resolved.tellings if t.sense.type == "ASSAULT")
    return _charged(parse, resolved) | frozenset(
        telling.index
        for telling in resolved.tellings
        if telling.sense.type in _ACTS | {"SANCTION"}
        and (
            any(_reasons(parse, telling, resolved.published, words))
            or not (armed or telling.definite or telling.sense.type != "ASSAULT")
        )
    )


def named_forces(resolved: Resolved) -> frozenset[str]:
    """The armed groups and forces that a report calls by a name that the tables have."""
    facts = (fact.value for fact in resolved.parties.values())
    return frozenset(value.name for value in facts if value.party is not None and value.kind in FORCES)


def downed(resolved: Resolved) -> frozenset[str]:
    """The aircraft that a report says were shot down, as it calls them: nobody does so but in war."""
    told = (t for t in resolved.tellings if t.sense.group == "downing" and t.sense.aspect == "act")
    return frozenset(fact.value.name for telling in told for fact in telling.targets)


_CHARGES = frozenset({"accuse", "suspect", "convict", "charge"})
_TIES = frozenset({"AGREE", "AID", "CONSULT", "COOPERATE", "SUPPORT"})


def _charged(parse: Parse, resolved: Resolved) -> frozenset[int]:
    """Indexes of ties that somebody is only charged with: "peasants accused of collaborating with X"."""
    return frozenset(
        t.index for t in resolved.tellings if t.sense.type in _TIES and _is_charge(parse, t.token)
    )


def _is_charge(parse: Parse, token: int) -> bool:
    word = parse.tokens[token]
    preposition = parse.tokens[word.head]
    charge = parse.tokens[preposition.head]
    bare = charge.tag == "VBN" and charge.dep in ("acl", "relcl") and not kids(parse, charge.index, "agent")
    return word.dep == "pcomp" and preposition.dep == "prep" and bare and charge.lemma in _CHARGES


def _is_plain(telling: Telling) -> bool:
    """Whether somebody was hurt, a weapon is named, or a party that the tables know was in it."""
    known = any(fact.value.party is not None for fact in (*telling.actors, *telling.targets))
    hurt = any(fact.value.kind in _PEOPLE for fact in telling.targets)
    return bool(known or hurt or telling.tolls or _is_armed_deed(telling))


def _reasons(parse: Parse, telling: Telling, published: date | None, words: Words) -> Iterator[bool]:
    sentence = parse.sentences[telling.sentence]
    tokens = parse.tokens[sentence.first : sentence.last]
    armed = lemmas(tokens, words["armed_signs"])
    yield _is_past(parse, telling, published, words)
    yield telling.sense.type in _STAGED and bool(lemmas(_around(parse, telling), words["staged"]))
    counted = bool(telling.tolls and telling.actors)
    yield telling.sense.type in _STAGED and not counted and bool(things(tokens, words["fiction"]))
    borrowed = things(tokens, words["counter_evidence"])
    yield bool(borrowed) and not armed and not _is_armed_deed(telling)
    in_court = bool(lemmas(tokens, words["courts"])) and not armed
    yield in_court and telling.sense.type == "ASSAULT" and telling.sense.aspect == "act"
    yield in_court and telling.sense.mode == "convict" and not lemmas(tokens, words["political"])


def _is_armed_deed(telling: Telling) -> bool:
    """Whether armed people do it, or with a weapon that is named, or somebody's victims are counted."""
    armed = any(fact.value.kind in FORCES for fact in telling.actors)
    return armed or bool(telling.weapons) or bool(telling.tolls and telling.actors)


def _around(parse: Parse, telling: Telling) -> Sequence[Token]:
    """The sentence of a telling; of its paragraph, if that is short, every sentence."""
    unit = parse.units[telling.unit]
    near = parse.sentences[max(unit.first, telling.sentence - 1) : min(unit.last, telling.sentence + 2)]
    return parse.tokens[near[0].first : near[-1].last]


def _is_past(parse: Parse, telling: Telling, published: date | None, words: Words) -> bool:
    when = telling.time.value if telling.time is not None else None
    if when is not None and published is not None and when.last < published - _PAST:
        return True
    return any(parse.tokens[above].lemma in words["remembered"] for above in ancestors(parse, telling.token))
