"""Words that show two tellings of one sentence to be one act, or two."""

from dataclasses import replace

from sayso.merge.compatibility import compare
from sayso.model.parse import Parse
from sayso.model.tellings import Telling
from sayso.model.trees import kids

_RANKS = frozenset({"such", "first", "second", "third", "latest", "worst", "deadliest", "bloodiest"})
_CARRIES = frozenset({"carry", "commit", "conduct", "execute", "launch", "mount", "stage", "unleash"})
_BY_HAND = frozenset({"beating", "stabbing", "sexual"})


def is_carried(parse: Parse, a: Telling, b: Telling) -> bool:
    """ "Carried out an airstrike on X, killing two": the result hangs on the verb that carries the act."""
    act, result = parse.tokens[a.token], parse.tokens[b.token]
    hangs = result.dep == "advcl" and result.tag == "VBG" and result.head == act.head
    hangs = hangs and parse.tokens[act.head].lemma in _CARRIES
    return hangs and a.sense.pos == "noun" and act.dep in ("dobj", "nsubjpass") and act.index < result.index


def is_within(parse: Parse, a: Telling, b: Telling) -> bool:
    """ "Burned nine huts in a raid on X": the noun says as what it was done."""
    noun = parse.tokens[b.token]
    preposition = parse.tokens[noun.head]
    inside = noun.dep == "pobj" and preposition.lower in ("in", "during") and preposition.head == a.token
    return inside and b.sense.pos == "noun" and compare(a, replace(b, targets=())).forbidden is None


def is_ranked(parse: Parse, a: Telling, b: Telling) -> bool:
    """ "Rockets hit X, the first such attack since May": what was just told, and its rank."""
    noun = parse.tokens[b.token]
    words = {parse.tokens[i].lower for i in kids(parse, b.token, "amod")}
    return noun.dep == "appos" and b.token > a.token and bool(words & _RANKS) and not b.actors


def by_other_means(a: Telling, b: Telling) -> bool:
    """ "Police beat marchers and a grenade wounded three": what is done by hand has no such weapon."""
    return a.sense.group in _BY_HAND and bool(b.families) and not b.actors and not a.families & b.families
