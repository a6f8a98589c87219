"""Errors of the small model that follow from the form of news, mended in its own labels."""

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
_ROLES = frozenset({"dobj", "nsubj", "nsubjpass", "pobj"})


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
        noun = tokens[token.head]
        labels = below[token.index]
        if not labels & _CLAUSES or labels & {"aux", "auxpass"}:
            continue
        if (
            noun.index > token.index
            or not noun.tag.startswith("N")
            or noun.dep not in ("ROOT", "ccomp", "conj")
        ):
            continue
        head = token.index if noun.head == noun.index else noun.head
        mended[token.index] = replace(mended[token.index], tag="VBD", dep=noun.dep, head=head)
        mended[noun.index] = replace(mended[noun.index], dep="nsubj", head=token.index)
    return _types(_second_subjects(_finite_modifiers(mended)))


def _finite_modifiers(tokens: list[Token]) -> list[Token]:
    """ "Al-Shabaab fired mortars": a finite verb read as an adjective of its object governs it instead."""
    modifiers = [token for token in tokens if token.dep == "amod" and token.tag == "VBD"]
    if not modifiers:
        return tokens
    mended = list(tokens)
    governed: dict[int, list[Token]] = {}
    for token in tokens:
        governed.setdefault(token.head, []).append(token)
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
    governed: dict[int, list[Token]] = {}
    for token in tokens:
        governed.setdefault(token.head, []).append(token)
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
