"""Drafts whose content is about an act as a whole, and what they ask of their verb."""

from sayso.attribute.drafts import Draft, trimmed
from sayso.model.parse import Parse
from sayso.model.spans import Span
from sayso.model.statements import Act, Basis
from sayso.model.trees import is_noun, kids


def whole(parse: Parse, verb: int, source: int, act: Act, frame: str) -> Draft:
    """The draft of a verb with all that stands behind it, up to the next verb joined to it."""
    sentence = parse.sentences[parse.tokens[verb].sentence]
    joined = [i for i in kids(parse, verb, "conj") if i > verb]
    content = trimmed(parse, verb + 1, joined[0] if joined else sentence.last) or (verb, verb + 1)
    span = Span(parse.tokens[verb].span.start, parse.tokens[verb].span.end)
    return Draft(verb, source, [content], act, frame, Basis.EXPLICIT, cue_span=span)


def is_negated(parse: Parse, verb: int) -> bool:
    """Whether "not" stands with the verb."""
    return bool(kids(parse, verb, "neg"))


def is_nobody(parse: Parse, subject: int) -> bool:
    """ "Nobody", "no group": a subject that is none."""
    if parse.tokens[subject].lower in ("nobody", "none", "one"):
        return True
    determiners = {parse.tokens[i].lower for i in kids(parse, subject, "det")}
    return "no" in determiners or not (
        is_noun(parse.tokens[subject]) or parse.tokens[subject].tag in ("PRP", "WP", "WDT")
    )
