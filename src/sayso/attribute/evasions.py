"""Positions that are not taken: "stopped short of denying that", "referred questions to".

And accusations without an act in them: "hold X responsible for", "blame X for".
"""

from collections.abc import Iterable, Iterator

from sayso.attribute.drafts import Draft, trimmed
from sayso.model.parse import Parse, Token
from sayso.model.spans import Span
from sayso.model.statements import Act, Basis
from sayso.model.trees import ancestors, is_passive, kids, subtree

_POSITIONS = frozenset({"deny", "confirm", "admit", "acknowledge", "rule", "blame", "say", "accuse", "claim"})
_SHORT = frozenset({"short", "shy"})  # "stopped short of", "fell shy of"
_REFUSES = frozenset({"decline", "refuse"})
_ASKED = frozenset({"question", "inquiry", "enquiry", "query", "request", "reporter", "journalist", "call"})
_ANSWERABLE = frozenset({"responsible", "accountable", "answerable", "liable"})
_CONFIRMS = frozenset({"confirm", "corroborate", "substantiate", "authenticate", "check", "verify"})
_NONE = frozenset({"neither", "none", "no", "nothing"})
_OWNS = frozenset({"own", "disown", "confirm", "deny", "admit", "acknowledge", "avow", "disavow"})


def evasions(parse: Parse) -> Iterator[Draft]:
    """Who is asked and takes no position, in words that negate no verb of saying."""
    for token in parse.tokens:
        if not token.tag.startswith("VB"):
            continue
        found = _short_of(parse, token) or _drawn(parse, token) or _referred(parse, token)
        found = found or _neither(parse, token) or _unconfirmed(parse, token)
        if found is None:
            continue
        source, first, last = found
        part = trimmed(parse, first, last)
        if part is None:
            continue
        basis = Basis.NONE if source is None else Basis.EXPLICIT
        yield Draft(token.index, source, [part], Act.DECLINE, "refusal", basis, cue_span=token.span)


Found = tuple[int | None, int, int]  # who is silent, and what about


def _short_of(parse: Parse, token: Token) -> Found | None:
    """ "Stopped short of denying that", "could not bring himself to deny", "no longer denies that"."""
    if token.lemma not in _POSITIONS:
        return None
    above = next(ancestors(parse, token.index), None)
    if above is None:
        above = token.index
    governor = parse.tokens[above]
    if governor.lower == "of" and parse.tokens[governor.head].lower in _SHORT:
        subjects = _subjects(parse, parse.tokens[governor.head].head)
    elif governor.lemma == "bring" and kids(parse, above, "neg") and kids(parse, above, "dobj"):
        subjects = _subjects(parse, above)
    elif token.lemma == "deny" and _no_longer(parse, token.index):
        subjects = _subjects(parse, token.index)
    else:
        return None
    return (subjects[0], token.index + 1, _end(parse, token)) if subjects else None


def _no_longer(parse: Parse, verb: int) -> bool:
    adverbs = [i for i in kids(parse, verb, "advmod", "neg") if parse.tokens[i].lower == "longer"]
    return any(i and parse.tokens[i - 1].lower in ("no", "any") for i in adverbs)


def _drawn(parse: Parse, token: Token) -> Found | None:
    """ "Refused to be drawn on", "would not be drawn"."""
    if token.lemma != "draw" or not kids(parse, token.index, "auxpass"):
        return None
    head = parse.tokens[token.head]
    refused = token.dep == "xcomp" and head.lemma in _REFUSES
    about = [i for i in kids(parse, token.index, "prep") if parse.tokens[i].lower in ("on", "about", "into")]
    if not refused and not kids(parse, token.index, "neg"):
        return None
    subjects = _subjects(parse, head.index if refused else token.index)
    return (subjects[0], about[0], subtree(parse, about[0])[-1] + 1) if subjects and about else None


def _referred(parse: Parse, token: Token) -> Found | None:
    """ "Referred all questions to the army"."""
    if token.lemma not in ("refer", "direct", "deflect") or is_passive(parse, token.index):
        return None
    things = [i for i in kids(parse, token.index, "dobj") if parse.tokens[i].lemma in _ASKED]
    to = [i for i in kids(parse, token.index, "prep", "dative") if parse.tokens[i].lower == "to"]
    subjects = _subjects(parse, token.index)
    if not things or not subjects or not to:
        return None
    return subjects[0], subtree(parse, things[0])[0], max(to[0], things[0] + 1)


def _neither(parse: Parse, token: Token) -> Found | None:
    """ "Would neither own nor disown the raid"."""
    if token.lemma not in _OWNS or not any(
        parse.tokens[i].lower == "nor" for i in range(token.index, min(token.index + 2, len(parse.tokens)))
    ):
        return None
    before = parse.tokens[max(0, token.index - 2) : token.index]
    subjects = _subjects(parse, token.index)
    end = _end(parse, token)
    after = token.index + 2
    if not any(t.lower == "neither" for t in before) or after + 1 >= end or not subjects:
        return None
    return (subjects[0], after + 1, end) if parse.tokens[after].lemma in _OWNS else None


def _unconfirmed(parse: Parse, token: Token) -> Found | None:
    """ "Neither account could be independently confirmed": the report itself takes no position."""
    if token.lemma not in _CONFIRMS or not kids(parse, token.index, "auxpass"):
        return None
    if not any(parse.tokens[i].tag == "MD" for i in kids(parse, token.index, "aux")):
        return None
    for subject in kids(parse, token.index, "nsubjpass"):
        words = subtree(parse, subject)
        negated = parse.tokens[words[0]].lower in _NONE
        alone = any(parse.tokens[i].lower == "independently" for i in kids(parse, token.index, "advmod"))
        if negated or (alone and kids(parse, token.index, "neg") and token.lemma != "verify"):
            return None, words[0], words[-1] + 1
    return None


def settled_with(parse: Parse, found: Iterable[Draft]) -> set[int]:
    """Words that say no more than a refusal: "(refused to confirm) or deny", "questions" not answered."""
    done: set[int] = set()
    for draft in found:
        if draft.frame != "refusal" or draft.cue is None:
            continue
        verbs = [draft.cue, *kids(parse, draft.cue, "xcomp")]
        done |= {
            i for verb in verbs for i in kids(parse, verb, "conj") if parse.tokens[i].lemma in _POSITIONS
        }
        done |= {i for a, b in draft.content for i in range(a, b) if parse.tokens[i].lemma in _ASKED}
    return done


def blamed_parties(parse: Parse) -> Iterator[Draft]:
    """ "We hold the occupation answerable for", "families blame the police for"."""
    for token in parse.tokens:
        if token.lemma not in ("hold", "blame") or not token.tag.startswith("VB"):
            continue
        if is_passive(parse, token.index) or kids(parse, token.index, "neg"):
            continue
        end = _end(parse, token)
        words = {t.lower for t in parse.tokens[token.index : min(end, token.index + 16)]}
        named = kids(parse, token.index, "dobj", "ccomp", "oprd", "dative")
        if not named or (token.lemma == "hold" and not words & _ANSWERABLE) or "for" not in words:
            continue
        subjects = _subjects(parse, token.index)
        part = trimmed(parse, token.index + 1, end)
        if subjects and part is not None:
            span = Span(token.span.start, token.span.end)
            yield Draft(token.index, subjects[0], [part], Act.ACCUSE, "speech-act", cue_span=span)


def _subjects(parse: Parse, verb: int) -> list[int]:
    """The subject of a verb, or of the one that it is joined to; nobody is none."""
    found = kids(parse, verb, "nsubj")
    token = parse.tokens[verb]
    if not found and token.dep == "conj":
        found = kids(parse, token.head, "nsubj")
    determined = [i for one in found for i in kids(parse, one, "det", "neg")]
    none = any(parse.tokens[i].lower in _NONE for i in (*found, *determined))
    return [] if none else [i for i in found if parse.tokens[i].tag not in ("WDT", "EX")]


def _end(parse: Parse, token: Token) -> int:
    """The next semicolon or the end of the sentence."""
    sentence = parse.sentences[token.sentence]
    ahead = range(token.index, sentence.last)
    return next((i for i in ahead if parse.tokens[i].lower in (";", ":")), sentence.last)
