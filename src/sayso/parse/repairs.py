"""Errors of the small model that follow from the form of news, mended in its own labels."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.model.parse import Token

_CLAUSES = frozenset({"dobj", "ccomp"})
_TYPE = re.compile(r"[A-Z][A-Za-z]{0,3}(?:/[A-Z])?-\d\w*")
_LOOSE = frozenset({"appos", "punct", "dobj", "dep", "nummod", "npadvmod"})
_FINITE = frozenset({"VBD", "VBP", "VBZ"})
_BEFORE_VERBS = frozenset({"advmod", "aux", "neg"})
_SUBJECTS = frozenset({"csubj", "expl", "nsubj", "nsubjpass"})
# What stands before a noun and belongs to it.
_INSIDE = frozenset({"amod", "compound", "det", "nmod", "nummod", "poss", "quantmod"})
# Participles that can have an object of their own.
_DITRANSITIVE = frozenset(
    {"given", "sent", "told", "shown", "offered", "paid", "handed", "awarded", "denied", "granted"}
)
_DATES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september october november december".split()
)
_WHICH_DAY = frozenset({"last", "next", "this"})
_ROLES = frozenset({"dobj", "nsubj", "nsubjpass", "pobj"})
_DEEP = 40  # words that a word of a name hangs on, at most


def repaired(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with finite verbs put back that the parser took for participles.

    "A spokesman, Captain X, confirmed that ..." is read as a noun with a participle
    behind it. A past participle has no object and no clause of its own, so one that has,
    and no auxiliary, is the verb of its sentence and the noun its subject.
    """
    participles = [token for token in tokens if token.dep == "acl" and token.tag == "VBN"]
    below: dict[int, set[str]] = {token.index: set() for token in participles}
    if participles:
        for token in tokens:
            if token.head in below:
                below[token.head].add(token.dep)
    mended = list(tokens)
    for token in participles:
        labels = below[token.index]
        if not labels & _CLAUSES or labels & {"aux", "auxpass"}:
            continue
        noun = _subject(tokens, token)
        if noun is None:
            continue
        head = token.index if noun.head == noun.index else noun.head
        dep = "ccomp" if noun.dep == "advcl" else noun.dep
        mended[token.index] = replace(mended[token.index], tag="VBD", dep=dep, head=head)
        mended[noun.index] = replace(mended[noun.index], dep="nsubj", head=token.index)
    mended = _merged_subjects(mended)
    mended = _joined_to_finite(_second_participles(_opening_acts(mended)))
    return _types(_second_subjects(_tellers(_finite_modifiers(_days(mended)))))


def _opening_acts(tokens: list[Token]) -> list[Token]:
    """ "Fighting flared in X, residents said": the act opens the clause that is said, and is nobody's."""
    subjects = {t.head: t.index for t in tokens if t.dep == "nsubj"}
    mended = list(tokens)
    for act, verb in itertools.pairwise(tokens):
        opens = act.index == 0 or tokens[act.index - 1].sentence != act.sentence
        reads = act.tag == "VBG" and act.dep == "advcl" and verb.dep == "acl" and verb.head == act.index
        if not (opens and reads and verb.tag == "VBN" and verb.text.endswith("ed")):
            continue
        who = subjects.get(act.head, 0)
        if who < verb.index or tokens[act.head].index < who:
            continue
        mended[verb.index] = replace(verb, tag="VBD", dep="ccomp", head=act.head)
        mended[act.index] = replace(act, dep="nsubj", head=verb.index)
    return mended


def _merged_subjects(tokens: list[Token]) -> list[Token]:
    """ "And a sniper shot a priest", read as one noun, "sniper shot": a finite verb has no compound."""
    subjects = {t.head for t in tokens if t.dep in _SUBJECTS}
    merged = [
        (noun, verb)
        for noun, verb in itertools.pairwise(tokens)
        if noun.dep == "compound" and noun.head == verb.index and noun.tag.startswith("N")
        if verb.tag in _FINITE and verb.dep == "conj" and verb.index not in subjects
    ]
    mended = list(tokens)
    governed = _governed(tokens) if merged else {}
    for noun, verb in merged:
        mended[noun.index] = replace(noun, dep="nsubj")
        for other in governed[verb.index]:
            if other.index < noun.index and other.dep in _INSIDE:
                mended[other.index] = replace(other, head=noun.index)
            elif other.index > verb.index and other.dep == "appos":
                mended[other.index] = replace(other, dep="dobj")
    return mended


def _governed(tokens: Sequence[Token]) -> dict[int, list[Token]]:
    """What hangs on each token, itself where it is a root; in text order."""
    found: dict[int, list[Token]] = {}
    for token in tokens:
        found.setdefault(token.head, []).append(token)
    return found


def _second_participles(tokens: list[Token]) -> list[Token]:
    """ "Youths armed with sticks clashed with X": of two participles the second is the verb.

    Only in a sentence that has no verb of its own, and where the form may be a past tense.
    """
    mended = list(tokens)
    sentences = {n: list(inside) for n, inside in itertools.groupby(tokens, key=lambda t: t.sentence)}
    for noun in tokens:
        if noun.head != noun.index or not noun.tag.startswith("N"):
            continue
        inside = sentences[noun.sentence]
        if any(t.tag in _FINITE or t.tag == "MD" for t in inside):
            continue
        first = next((t for t in inside if t.head == noun.index and _is_participle(t)), None)
        if first is None or first.index != noun.index + 1:
            continue
        verb = next((t for t in inside if t.index > first.index and _is_participle(t)), None)
        if verb is None or verb.head != verb.index - 1 or verb.text[-2:] != "ed":
            continue
        mended[verb.index] = replace(verb, tag="VBD", dep="ROOT", head=verb.index)
        mended[noun.index] = replace(noun, dep="nsubj", head=verb.index)
        for other in inside:
            if other.head == noun.index and other.index > verb.index:
                dep = "advcl" if other.dep == "acl" else other.dep
                mended[other.index] = replace(other, dep=dep, head=verb.index)
    return mended


def _is_participle(token: Token) -> bool:
    return token.tag == "VBN" and token.dep == "acl"


def _joined_to_finite(tokens: list[Token]) -> list[Token]:
    """ "Accused X of crossing the line and fired": a finite verb goes on from a finite one."""
    subjects = {t.head for t in tokens if t.dep in _SUBJECTS}
    mended = list(tokens)
    for verb in tokens:
        above = tokens[verb.head]
        if verb.dep != "conj" or verb.tag not in _FINITE or verb.index in subjects:
            continue
        if above.tag != "VBG" or above.dep != "pcomp" or above.index > verb.index:
            continue
        governor = tokens[tokens[above.head].head]
        if governor.tag in _FINITE and governor.index < above.index:
            mended[verb.index] = replace(verb, head=governor.index)
    return mended


def _days(tokens: Sequence[Token]) -> list[Token]:
    """ "On Monday rebels attacked": the day is read as a part of the name of who acts.

    Only behind "on", or "last" and its like at the head of a sentence, and before a common noun.
    """
    days = [t for t in tokens if t.dep == "compound" and t.lower in _DATES and t.head > t.index]
    has_subject = {token.head for token in tokens if token.dep in _SUBJECTS} if days else set()
    mended = list(tokens)
    for day in days:
        noun = tokens[day.head]
        first = day.index - (tokens[day.index - 1].tag == "CD")
        above = _above(tokens, first, noun) if first and noun.text.islower() else None
        if above is None or tokens[above[1]].tag not in _FINITE or above[1] < noun.index:
            continue
        if noun.dep == "pobj":
            if above[1] in has_subject:
                continue
            mended[noun.index] = replace(noun, dep="nsubj", head=above[1])
        mended[day.index] = replace(day, dep="pobj" if above[0] != above[1] else "npadvmod", head=above[0])
        for other in tokens[first : day.index]:
            mended[other.index] = replace(other, head=day.index)
    return mended


def _above(tokens: Sequence[Token], first: int, noun: Token) -> tuple[int, int] | None:
    """What a day that begins at `first` hangs on, and the verb that it dates; the verb twice without "on"."""
    before = tokens[first - 1]
    if before.sentence != noun.sentence:
        return None
    if before.lower == "on" and before.dep == "prep" and noun.head in (before.index, before.head):
        return before.index, before.head
    opens = first == 1 or tokens[first - 2].sentence != noun.sentence
    return (noun.head, noun.head) if before.lower in _WHICH_DAY and opens and noun.dep in _SUBJECTS else None


def _subject(tokens: Sequence[Token], verb: Token) -> Token | None:
    """The noun before a finite verb that the parser took for a participle, None where it may be one.

    "Fighting between clans over land killed 40": the act, and not what stands behind its prepositions.
    """
    noun = tokens[verb.head]
    if noun.index > verb.index:
        return None
    if noun.tag.startswith("N") and noun.dep in ("ROOT", "ccomp", "conj"):
        return noun
    if verb.lower in _DITRANSITIVE:
        return None  # "people given food"
    while noun.dep == "pobj" and tokens[noun.head].dep == "prep":
        noun = tokens[tokens[noun.head].head]
    first = noun.index == 0 or tokens[noun.index - 1].sentence != noun.sentence
    act = noun.tag == "VBG" and noun.dep in ("advcl", "ROOT", "ccomp") and first
    between = tokens[noun.index : verb.index]
    return noun if act and not any(token.text == "," for token in between) else None


def _tellers(tokens: list[Token]) -> list[Token]:
    """ "Gunmen took 300 girls, a teacher and a parent said": who speaks is not among those taken.

    A finite verb without a subject that stands right behind a list which a comma opens: the list is its
    subject. Where a verb shares the subject of another, "and" or a comma stands before it.
    """
    has_subject = {token.head for token in tokens if token.dep in _SUBJECTS}
    mended = list(tokens)
    for verb in tokens:
        if verb.index in has_subject or verb.tag not in _FINITE or verb.dep not in ("ROOT", "conj"):
            continue
        first = _list_before(tokens, verb) or _named_before(tokens, verb)
        if first is None:
            continue
        mended[first.index] = replace(first, dep="nsubj", head=verb.index)
        if verb.dep == "conj" and verb.head < first.index:
            told = tokens[verb.head]
            root = told.head == told.index
            mended[verb.index] = replace(verb, dep=told.dep, head=verb.index if root else told.head)
            mended[told.index] = replace(told, dep="ccomp", head=verb.index)
    return mended


def _list_before(tokens: Sequence[Token], verb: Token) -> Token | None:
    """The first noun of a list right before a verb, where that list stands behind a comma."""
    noun = tokens[verb.index - 1] if verb.index else None
    while noun is not None and noun.tag.startswith("N") and noun.sentence == verb.sentence:
        at = noun.index
        while at and tokens[at - 1].head == noun.index and tokens[at - 1].dep in _INSIDE:
            at -= 1
        if at and tokens[at - 1].text == "," and noun.dep in ("appos", "conj"):
            return noun if noun.index < verb.index - 1 or noun.dep == "appos" else None
        if noun.dep != "conj" or noun.head >= noun.index:
            return None
        noun = tokens[noun.head]
    return None


def _named_before(tokens: Sequence[Token], verb: Token) -> Token | None:
    """ "Wounding 75, the city's mayor, Ann Lee, said": the noun that a name between commas explains."""
    name = tokens[verb.index - 2] if verb.index > 1 and tokens[verb.index - 1].text == "," else None
    if name is None or name.dep != "appos" or name.sentence != verb.sentence:
        return None
    noun = tokens[name.head]
    at = noun.index
    while at and _hangs_on(tokens, at - 1, noun.index):
        at -= 1
    behind = noun.dep in ("dobj", "conj", "appos", "npadvmod") and noun.head < at
    return noun if behind and tokens[at - 1].text == "," else None


def _hangs_on(tokens: Sequence[Token], index: int, noun: int) -> bool:
    """Whether a token hangs on a noun, over at most `_DEEP` others."""
    for _ in range(_DEEP):
        index = tokens[index].head
        if index == noun:
            return True
    return False


def _finite_modifiers(tokens: list[Token]) -> list[Token]:
    """ "Al-Shabaab fired mortars": a finite verb read as an adjective of its object governs it instead."""
    modifiers = [token for token in tokens if token.dep == "amod" and token.tag == "VBD"]
    if not modifiers:
        return tokens
    mended = list(tokens)
    governed = _governed(tokens)
    for token in modifiers:
        noun = tokens[token.head]
        if noun.index < token.index or not noun.tag.startswith("N"):
            continue
        below = governed[noun.index]
        before = [t for t in below if t.index < token.index and t.tag.startswith("N")]
        if not before:
            continue
        root = noun.head == noun.index
        mended[token.index] = replace(token, dep=noun.dep, head=token.index if root else noun.head)
        mended[noun.index] = replace(mended[noun.index], dep="dobj", head=token.index)
        mended[before[-1].index] = replace(mended[before[-1].index], dep="nsubj", head=token.index)
        for other in below:
            if other.index not in (noun.index, token.index, before[-1].index):
                if (
                    other.index < token.index
                    and other.index < before[-1].index
                    and other.dep in ("compound", "det", "amod", "poss", "punct")
                ):
                    mended[other.index] = replace(mended[other.index], head=before[-1].index)
                elif other.index < token.index or other.dep in (
                    "npadvmod",
                    "punct",
                    "advcl",
                    "advmod",
                    "nsubj",
                ):
                    mended[other.index] = replace(mended[other.index], head=token.index)
    return mended


def _second_subjects(tokens: list[Token]) -> list[Token]:
    """ "X fired on Monday and Y bombed Z": a noun right before a second verb is its subject.

    Where verbs share a subject, a conjunction or a comma stands before the second one.
    """
    mended = list(tokens)
    # Counted once: looking through all tokens at each verb would cost the square of an endless text.
    with_subject = {token.head for token in tokens if token.dep in _SUBJECTS}
    for verb in tokens:
        if verb.dep != "conj" or verb.tag not in _FINITE:
            continue
        at = verb.index - 1
        while at >= 0 and mended[at].head == verb.index and mended[at].dep in _BEFORE_VERBS:
            at -= 1
        noun = mended[at] if at >= 0 else None
        if (
            noun is None
            or noun.dep != "conj"
            or not noun.tag.startswith("N")
            or noun.sentence != verb.sentence
        ):
            continue
        joined = mended[noun.head]
        if verb.index in with_subject or joined.index < verb.head or not joined.tag.startswith(("N", "CD")):
            continue
        mended[noun.index] = replace(noun, dep="nsubj", head=verb.index)
    return mended


def _types(tokens: list[Token]) -> list[Token]:
    """ "A regime Su-22": the name of a type behind a noun is the thing, and the noun says whose it is."""
    mended = list(tokens)
    governed = _governed(tokens)
    for token in tokens[1:]:
        noun = mended[token.index - 1]
        loose = token.dep in _LOOSE and token.head in (noun.index, noun.head)
        if not (loose and _TYPE.fullmatch(token.text) and noun.tag == "NN" and noun.dep in _ROLES):
            continue
        if noun.sentence != token.sentence or noun.head == token.index:
            continue
        mended[token.index] = replace(token, tag="NNP", dep=noun.dep, head=noun.head)
        mended[noun.index] = replace(noun, dep="compound", head=token.index)
        for other in governed.get(noun.index, ()):
            if other.index < noun.index:
                mended[other.index] = replace(mended[other.index], head=token.index)
    return mended
