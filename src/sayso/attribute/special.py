"""Statements whose content is no clause: responsibility, refusals to say, speech acts."""

from collections.abc import Iterable, Iterator

from sayso.attribute.drafts import Draft, trimmed
from sayso.model.lexicon import Lexicon
from sayso.model.parse import Parse, Token
from sayso.model.spans import Span
from sayso.model.statements import Act, Basis
from sayso.model.tellings import Telling
from sayso.model.trees import agents, is_noun, is_passive, kids

_POINTING = frozenset({"the", "that", "this", "any"})
_TAKES = frozenset({"claim", "accept", "admit", "take", "acknowledge"})
_DENIES = frozenset({"deny", "reject", "dismiss", "refute", "dispute", "repudiate"})
_SPEECH_ACTS = {
    "ACCUSE": Act.ACCUSE,
    "REQUEST": Act.REQUEST,
    "THREATEN": Act.THREATEN,
}


def responsibility(parse: Parse, lexicon: Lexicon) -> Iterator[Draft]:
    """ "X claimed responsibility for ...", "Y denied involvement": the claim is about who did it."""
    nouns = lexicon.words["responsibility"]
    for token in parse.tokens:
        verb = parse.tokens[token.head]
        pointed = verb.lemma in _DENIES and _points_at_act(parse, token, lexicon)
        if not (token.lemma in nouns or pointed) or token.dep != "dobj" or verb.lemma not in _TAKES | _DENIES:
            continue
        subjects = kids(parse, verb.index, "nsubj")
        if not subjects or _is_negated(parse, verb.index) or _is_nobody(parse, subjects[0]):
            continue
        if verb.lemma in _TAKES and token.lemma not in ("responsibility", "credit", "involvement", "role"):
            continue
        act = Act.ADMIT if verb.lemma in _TAKES else Act.DENY
        yield _draft(parse, verb.index, subjects[0], act, "responsibility")


def _points_at_act(parse: Parse, token: Token, lexicon: Lexicon) -> bool:
    """ "Denied it", "denied this", "denied the attack"."""
    if token.lower in ("it", "this", "that"):
        return True
    determined = any(parse.tokens[i].lower in _POINTING for i in kids(parse, token.index, "det"))
    return determined and token.lemma in lexicon.words["anaphora"]


def disclaimers(parse: Parse, lexicon: Lexicon) -> Iterator[Draft]:
    """ "They had nothing to do with it", "had no part in", "was not behind the attack"."""
    for token in parse.tokens:
        verb = parse.tokens[token.head]
        if token.lower == "nothing" and _text_at(parse, token.index, 4) == "nothing to do with":
            subjects = kids(parse, verb.index, "nsubj")
        elif (
            token.lemma in lexicon.words["having_part"]
            and token.dep == "dobj"
            and verb.lemma in ("have", "play")
        ):
            subjects = kids(parse, verb.index, "nsubj") if _is_none(parse, token.index) else []
        elif (
            token.lower in lexicon.words["answering"]
            and verb.lemma == "be"
            and _is_negated(parse, verb.index)
        ):
            subjects = kids(parse, verb.index, "nsubj")
        else:
            continue
        if subjects and not _is_nobody(parse, subjects[0]):
            yield _draft(parse, verb.index, subjects[0], Act.DENY, "responsibility")


def admissions(parse: Parse, lexicon: Lexicon) -> Iterator[Draft]:
    """ "X said it was behind the attack"."""
    for token in parse.tokens:
        verb = parse.tokens[token.head]
        if token.lower not in lexicon.words["answering"] or verb.lemma != "be" or verb.dep != "ccomp":
            continue
        own = [i for i in kids(parse, verb.index, "nsubj") if parse.tokens[i].tag == "PRP"]
        if own and not _is_negated(parse, verb.index):
            yield _draft(parse, verb.index, own[0], Act.ADMIT, "responsibility")


def _text_at(parse: Parse, first: int, count: int) -> str:
    return " ".join(token.lower for token in parse.tokens[first : first + count])


def _is_none(parse: Parse, noun: int) -> bool:
    return any(parse.tokens[i].lower == "no" for i in kids(parse, noun, "det"))


def claimed_acts(parse: Parse, tellings: Iterable[Telling]) -> Iterator[Draft]:
    """ "The attack was claimed by X", "X claimed the bombing"."""
    for telling in tellings:
        noun = parse.tokens[telling.token]
        verb = parse.tokens[noun.head]
        if verb.lemma != "claim" or telling.sense.pos != "noun" or _is_negated(parse, verb.index):
            continue
        if noun.dep == "nsubjpass":
            sources = agents(parse, verb.index)
        else:
            sources = kids(parse, verb.index, "nsubj") if noun.dep == "dobj" else []
        if sources and not _is_nobody(parse, sources[0]):
            draft = _draft(parse, verb.index, sources[0], Act.ADMIT, "responsibility")
            draft.content = [(noun.index, noun.index + 1)]
            yield draft


def refusals(parse: Parse, lexicon: Lexicon) -> Iterator[Draft]:
    """ "declined to comment", "did not confirm or deny": somebody was asked and takes no position."""
    silent = lexicon.words["no_position"]
    for token in parse.tokens:
        verb = parse.tokens[token.head]
        if token.lemma not in silent or not token.tag.startswith("VB"):
            continue
        if token.dep == "xcomp" and verb.lemma in ("decline", "refuse"):
            subjects, cue = kids(parse, verb.index, "nsubj"), verb.index
        elif _is_silence(parse, token):
            subjects, cue = kids(parse, token.index, "nsubj"), token.index
        else:
            continue
        if subjects and not is_passive(parse, cue):
            yield _draft(parse, cue, subjects[0], Act.DECLINE, "refusal")


def _is_silence(parse: Parse, token: Token) -> bool:
    """ "Did not comment", "neither confirmed nor denied"."""
    if token.lemma in ("comment", "respond"):
        return _is_negated(parse, token.index)
    neither = any(parse.tokens[i].lower == "neither" for i in kids(parse, token.index))
    return token.lemma == "confirm" and neither


def speech_acts(parse: Parse, tellings: Iterable[Telling]) -> Iterator[tuple[Draft, Telling]]:
    """Accusations, demands, threats, promises: the act is an event, and says something of its content."""
    for telling in tellings:
        act = _SPEECH_ACTS.get(telling.sense.type)
        if telling.sense.aspect != "speech" or act is None or telling.sense.pos != "verb":
            continue
        if not telling.actor_heads:
            continue
        source = telling.actor_heads[0]
        sentence = parse.sentences[telling.sentence]
        content = trimmed(parse, telling.token + 1, sentence.last)
        if content is None:
            continue
        draft = Draft(telling.token, source, [content], act, "speech-act", cue_span=telling.trigger)
        yield draft, telling


def _draft(parse: Parse, verb: int, source: int, act: Act, frame: str) -> Draft:
    sentence = parse.sentences[parse.tokens[verb].sentence]
    joined = [i for i in kids(parse, verb, "conj") if i > verb]
    content = trimmed(parse, verb + 1, joined[0] if joined else sentence.last) or (verb, verb + 1)
    span = Span(parse.tokens[verb].span.start, parse.tokens[verb].span.end)
    return Draft(verb, source, [content], act, frame, Basis.EXPLICIT, cue_span=span)


def _is_negated(parse: Parse, verb: int) -> bool:
    return bool(kids(parse, verb, "neg"))


def _is_nobody(parse: Parse, subject: int) -> bool:
    if parse.tokens[subject].lower in ("nobody", "none", "one"):
        return True
    determiners = {parse.tokens[i].lower for i in kids(parse, subject, "det")}
    return "no" in determiners or not (
        is_noun(parse.tokens[subject]) or parse.tokens[subject].tag in ("PRP", "WP", "WDT")
    )
