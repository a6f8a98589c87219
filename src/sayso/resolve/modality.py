"""How real the words around a trigger make the event."""

from collections.abc import Mapping
from dataclasses import dataclass

from sayso.model.events import Modality
from sayso.model.lexicon import Lexicon
from sayso.model.parse import Parse, Token
from sayso.model.trees import ancestors, is_infinitive, is_verb, kids

_INFINITIVE_LABELS = frozenset({"xcomp", "ccomp", "advcl", "acl", "pcomp", "dep", "relcl"})
_CARRIED_LABELS = frozenset({"conj", "dobj", "pobj", "prep", "nsubj", "nsubjpass", "attr", "pcomp", "xcomp"})
# Verbs whose object is an act that is still to come: "planned an attack".
_PLANS = frozenset("plan prepare threaten consider urge propose oppose seek announce fear".split())


@dataclass(frozen=True, slots=True)
class Reality:
    """The modality of a trigger and the token that shows it; `negated`: the words say it did not happen."""

    modality: Modality
    shown_by: int | None = None
    negated: bool = False


def reality(parse: Parse, token: int, lexicon: Lexicon) -> Reality:
    """What the trigger's own auxiliaries, and then the verbs above it, say of the event.

    "Managed to" and "failed to" are facts about the event; "planned to", "threatened to",
    "would", "if" leave it open; a negation makes it a thing that did not happen.
    """
    words = lexicon.words
    own = _own_words(parse, token, words)
    if own is not None:
        return own
    here = parse.tokens[token]
    for index in ancestors(parse, token):
        above = parse.tokens[index]
        if here.dep in ("advcl", "relcl", "conj", "parataxis") and kids(
            parse, here.index, "nsubj", "nsubjpass"
        ):
            break
        if here.dep == "pcomp" and above.lower == "by":
            break  # "protected them by killing X": the means is a fact
        found = _from_governor(parse, here, above, words)
        if found is not None:
            return found
        if here.dep in ("ccomp", "parataxis", "relcl", "ROOT", "nsubj", "advcl") and is_verb(here):
            break
        here = above
    return Reality(Modality.OCCURRED)


def _own_words(parse: Parse, token: int, words: Mapping[str, frozenset[str]]) -> Reality | None:
    for child in parse.children[token]:
        kid = parse.tokens[child]
        if kid.dep == "neg" or (kid.dep == "det" and kid.lower == "no"):
            return Reality(Modality.DENIED, child, negated=True)
        if kid.dep in ("nsubj", "nsubjpass") and _is_nobody(parse, kid):
            return Reality(Modality.DENIED, child, negated=True)
        if kid.dep == "mark" and kid.lower in words["conditional"]:
            return Reality(Modality.HYPOTHETICAL, child)
        if (
            kid.dep == "aux"
            and kid.tag == "MD"
            and parse.tokens[parse.tokens[token].head].lemma in ("threaten", "vow", "warn")
        ):
            return Reality(Modality.THREATENED, child)
        if kid.dep == "aux" and kid.tag == "MD":
            open_modal = kid.lower in words["open_modal"] and not _is_announced(parse, token, kid)
            return Reality(Modality.HYPOTHETICAL if open_modal else Modality.PLANNED, child)
    return None


def _is_nobody(parse: Parse, noun: Token) -> bool:
    """ "No sites were targeted", "nobody was hurt"."""
    if noun.lower in ("nobody", "none"):
        return True
    return any(parse.tokens[i].lower in ("no", "neither") for i in kids(parse, noun.index, "det"))


def _is_announced(parse: Parse, token: int, modal: Token) -> bool:
    """ "Said it would send": the future seen from the past, not a condition."""
    verb = parse.tokens[token]
    above = parse.tokens[verb.head]
    announced = above.lemma in ("say", "announce", "declare", "confirm", "add", "report")
    return modal.lower == "would" and verb.dep == "ccomp" and announced and not _has_condition(parse, token)


def _has_condition(parse: Parse, token: int) -> bool:
    return any(
        parse.tokens[mark].lower in ("if", "unless")
        for clause in kids(parse, token, "advcl")
        for mark in kids(parse, clause, "mark")
    )


def _from_governor(
    parse: Parse, here: Token, above: Token, words: Mapping[str, frozenset[str]]
) -> Reality | None:
    """What one word above the trigger does to it, given how the trigger hangs on it."""
    infinitive = here.dep in _INFINITIVE_LABELS and is_infinitive(parse, here.index)
    if above.lemma in words["achieved"] and infinitive:
        return _own_words(parse, above.index, words)
    if above.lemma in words["unachieved"] and (infinitive or here.dep in ("dobj", "xcomp", "pcomp")):
        if _own_words(parse, above.index, words) is not None:
            return Reality(Modality.HYPOTHETICAL, above.index)
        return Reality(Modality.DENIED, above.index, negated=True)
    found = _settled(here, above, words, infinitive=infinitive)
    if found is None and infinitive and above.lemma in words["future"] | words["wish"]:
        own = _own_words(parse, above.index, words)
        if own is not None and own.negated:
            return own
    if found is None:
        found = _left_open(here, above, words, infinitive=infinitive)
    if found is not None:
        return Reality(found, above.index, negated=found is Modality.DENIED)
    return _carried(parse, here, above, words)


def _settled(
    here: Token, above: Token, words: Mapping[str, frozenset[str]], *, infinitive: bool
) -> Modality | None:
    """What a word above settles whatever is said of it itself; the first row that holds counts."""
    rows = (
        (here.dep == "ccomp" and above.lemma in words["asked"], Modality.HYPOTHETICAL),
        (here.dep == "ccomp" and above.lemma == "deny", Modality.DENIED),
        (here.dep == "pcomp" and above.lower == "without", Modality.DENIED),
        (infinitive and above.lemma == "be", Modality.PLANNED),  # "are to be deployed"
        (here.dep in ("dobj", "ccomp") and above.lemma == "fear", Modality.HYPOTHETICAL),
        (above.lemma == "threaten", Modality.THREATENED),
        (here.dep in ("pcomp", "prep") and above.lemma in words["committed"], Modality.HYPOTHETICAL),
    )
    return next((found for holds, found in rows if holds), None)


def _left_open(
    here: Token, above: Token, words: Mapping[str, frozenset[str]], *, infinitive: bool
) -> Modality | None:
    """What a word of planning, wishing or asking leaves open; the first row that holds counts."""
    asked = above.lemma in words["asked"] or above.lemma == "call"
    rows = (
        (infinitive and above.lemma in words["future"], Modality.PLANNED),
        (infinitive and above.lemma in words["wish"], Modality.HYPOTHETICAL),
        (here.dep in ("dobj", "prep") and asked and not is_verb(here), Modality.HYPOTHETICAL),
        (here.dep == "dobj" and above.lemma in _PLANS, Modality.PLANNED),
        (here.dep == "dobj" and above.lemma in words["wish"] and not is_verb(here), Modality.HYPOTHETICAL),
        (infinitive, Modality.HYPOTHETICAL),
    )
    return next((found for holds, found in rows if holds), None)


def _carried(parse: Parse, here: Token, above: Token, words: Mapping[str, frozenset[str]]) -> Reality | None:
    """What is said of the verb above, where that verb carries the act."""
    if here.dep == "dobj" and not is_verb(here) and above.lemma not in words["light"] - {"claim"}:
        return None  # only a verb that carries the act says whether it happened
    carries = here.dep in _CARRIED_LABELS and is_verb(above)
    return _own_words(parse, above.index, words) if carries else None
