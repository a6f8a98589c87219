"""Statements whose content is no clause: responsibility, refusals to say, speech acts."""

from collections.abc import Iterable, Iterator, Sequence

from sayso.attribute.drafts import Draft, trimmed
from sayso.attribute.labels import doubts, labels
from sayso.attribute.wholes import is_negated as _is_negated
from sayso.attribute.wholes import is_nobody as _is_nobody
from sayso.attribute.wholes import whole as _draft
from sayso.model.lexicon import Lexicon
from sayso.model.parse import Parse, Token
from sayso.model.spans import Span
from sayso.model.statements import Act, Basis
from sayso.model.tellings import Telling
from sayso.model.trees import agents, behind, is_name, is_noun, is_passive, kids, subtree

_POINTING = frozenset({"the", "that", "this", "any"})
_TAKES = frozenset({"claim", "accept", "admit", "take", "acknowledge", "assume"})
_DENIES = frozenset({"deny", "reject", "dismiss", "refute", "dispute", "repudiate", "disown", "disavow"})
_CHARGES = frozenset({"accuse", "blame", "suspect"})
_ASCRIBES = frozenset({"blame", "attribute", "ascribe", "pin"})
_SPEECH_ACTS = {
    "ACCUSE": Act.ACCUSE,
    "REQUEST": Act.REQUEST,
    "THREATEN": Act.THREATEN,
}


def responsibility(parse: Parse, lexicon: Lexicon) -> Iterator[Draft]:
    """ "X claimed responsibility for ...", "Y denied involvement": the claim is about who did it."""
    done = set()
    for draft in _taken_or_denied(parse, lexicon):
        done.add(draft.cue)
        yield draft
    for draft in (*labels(parse, lexicon), *doubts(parse, lexicon)):
        if draft.cue not in done:
            yield draft


def _taken_or_denied(parse: Parse, lexicon: Lexicon) -> Iterator[Draft]:
    """Verbs of taking and denying with a noun of responsibility or an act as their object."""
    nouns = lexicon.words["responsibility"]
    for token in parse.tokens:
        verb = parse.tokens[token.head]
        pointed = verb.lemma in _DENIES and _points_at_act(parse, token, lexicon)
        pointed = pointed or verb.lemma in ("disown", "disavow")
        if not (token.lemma in nouns or pointed) or token.dep != "dobj" or verb.lemma not in _TAKES | _DENIES:
            continue
        subjects = kids(parse, verb.index, "nsubj")
        if not subjects and verb.lemma in _TAKES:
            subjects = _before_aside(parse, verb) or _shared_claimant(parse, verb, lexicon)
        if not subjects or _is_negated(parse, verb.index) or _is_nobody(parse, subjects[0]):
            continue
        if verb.lemma in _TAKES and token.lemma not in ("responsibility", "credit", "involvement", "role"):
            continue
        act = Act.ADMIT if verb.lemma in _TAKES else Act.DENY
        yield _draft(parse, verb.index, subjects[0], act, "responsibility")


def _before_aside(parse: Parse, verb: Token) -> list[int]:
    """The name in front of an aside that the parser takes for the clause: "X, in a message, claimed"."""
    first = parse.sentences[verb.sentence].first
    commas = [i for i in range(first, verb.index) if parse.tokens[i].lower == ","]
    if len(commas) < 2 or commas[-1] != verb.index - 1 or not is_name(parse.tokens[commas[-2] - 1]):
        return []
    return [commas[-2] - 1] if parse.tokens[commas[-2] + 1].tag == "IN" else []


def _shared_claimant(parse: Parse, verb: Token, lexicon: Lexicon) -> list[int]:
    """Who claims it in "X called the radio to claim ...", "X left leaflets claiming ..."."""
    for _ in range(3):
        if verb.head == verb.index:
            return []
        governor = parse.tokens[verb.head]
        if is_noun(governor) and governor.lemma not in lexicon.words["documents"]:
            return [governor.index] if verb.dep in ("acl", "relcl") else []
        found = kids(parse, governor.index, "nsubj")
        if found:
            return found
        verb = governor
    return []


def _points_at_act(parse: Parse, token: Token, lexicon: Lexicon) -> bool:
    """ "Denied it", "denied this", "denied the attack"."""
    if token.lower in ("it", "this", "that"):
        return True
    determined = any(parse.tokens[i].lower in _POINTING for i in kids(parse, token.index, "det"))
    return determined and token.lemma in lexicon.words["anaphora"]


def disclaimers(parse: Parse, lexicon: Lexicon) -> Iterator[Draft]:
    """ "They had nothing to do with it", "had no part in", "was not behind the attack"."""
    having, answering = lexicon.words["having_part"], lexicon.words["answering"]
    for token in parse.tokens:
        verb = parse.tokens[token.head]
        if token.lower == "nothing" and _text_at(parse, token.index, 4) == "nothing to do with":
            subjects = kids(parse, verb.index, "nsubj")
        elif token.lemma in having and token.dep == "dobj" and verb.lemma in ("have", "play"):
            subjects = kids(parse, verb.index, "nsubj") if _is_none(parse, token.index) else []
        elif token.lower in answering and verb.lemma == "be" and _is_negated(parse, verb.index):
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
        # "No group had said it was behind the attack": nobody admits anything.
        nobody = any(_is_nobody(parse, i) for i in kids(parse, verb.head, "nsubj"))
        unsaid = nobody or _is_negated(parse, verb.head)
        if own and not unsaid and not _is_negated(parse, verb.index):
            yield _draft(parse, verb.index, own[0], Act.ADMIT, "responsibility")


def _text_at(parse: Parse, first: int, count: int) -> str:
    return " ".join(token.lower for token in parse.tokens[first : first + count])


def _is_none(parse: Parse, noun: int) -> bool:
    return any(parse.tokens[i].lower == "no" for i in kids(parse, noun, "det"))


def accusations(parse: Parse) -> Iterator[Draft]:
    """ "Was accused of shelling the town", "is suspected of the killing", perhaps by somebody."""
    for token in parse.tokens:
        if (
            token.lemma not in _CHARGES
            or not is_passive(parse, token.index)
            or _is_negated(parse, token.index)
        ):
            continue
        charge = [
            i for i in kids(parse, token.index, "prep") if parse.tokens[i].lower in ("of", "for", "over")
        ]
        if not charge or (not kids(parse, token.index, "nsubjpass") and token.dep not in ("acl", "relcl")):
            continue
        by = agents(parse, token.index)
        content = trimmed(parse, charge[0], max(subtree(parse, charge[0])) + 1)
        if content is not None and by and content[0] < by[0] < content[1]:
            content = trimmed(parse, content[0], subtree(parse, parse.tokens[by[0]].head)[0])
        if content is None:
            continue
        span = Span(token.span.start, token.span.end)
        act = Act.ALLEGE if token.lemma == "suspect" else Act.ACCUSE
        basis = Basis.EXPLICIT if by else Basis.NONE
        yield Draft(token.index, by[0] if by else None, [content], act, "accused", basis, cue_span=span)


def claimed_acts(parse: Parse, tellings: Iterable[Telling]) -> Iterator[Draft]:
    """ "The attack was claimed by X", "X claimed the bombing", "an attack blamed on X"."""
    yield from accusations(parse)
    for telling in tellings:
        noun = parse.tokens[telling.token]
        verb = parse.tokens[noun.head]
        yield from _ascribed(parse, telling)
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


def _ascribed(parse: Parse, telling: Telling) -> Iterator[Draft]:
    """ "An attack blamed on X", "the bombing was attributed by officials to Y": who did it, on whose word."""
    if telling.sense.pos != "noun":
        return
    head = parse.tokens[telling.token].head
    passive = [head] if parse.tokens[telling.token].dep == "nsubjpass" else []
    for verb in (*kids(parse, telling.token, "acl", "relcl"), *passive):
        if parse.tokens[verb].lemma not in _ASCRIBES or not is_passive(parse, verb):
            continue
        named = [i for i in kids(parse, verb, "prep") if parse.tokens[i].lower in ("on", "to")]
        content = trimmed(parse, named[0], max(subtree(parse, named[0])) + 1) if named else None
        if content is not None and not _is_negated(parse, verb):
            by = agents(parse, verb)
            span = Span(parse.tokens[verb].span.start, parse.tokens[verb].span.end)
            basis = Basis.EXPLICIT if by else Basis.NONE
            act = Act.ACCUSE if by else Act.ALLEGE
            yield Draft(verb, by[0] if by else None, [content], act, "ascribed", basis, cue_span=span)


def refusals(parse: Parse, lexicon: Lexicon) -> Iterator[Draft]:
    """ "Declined to comment", "would not say who": somebody was asked and takes no position."""
    for token in parse.tokens:
        found = (
            _silence(parse, token, lexicon)
            if token.tag.startswith("VB")
            else _no_answer(parse, token, lexicon)
        )
        if found is None:
            continue
        cue, subject, first = found
        draft = _draft(parse, cue, subject, Act.DECLINE, "refusal")
        if subject < 0:
            draft.source, draft.basis = None, Basis.NONE
        joined = [i for i in kids(parse, cue, "conj") if is_asked_together(parse, i)]
        end = parse.sentences[parse.tokens[cue].sentence].last if joined else draft.content[0][1]
        part = trimmed(parse, joined[-1] + 1 if joined else first, end)
        draft.content = [part] if part else [(cue, cue + 1)]
        yield draft


Found = tuple[int, int, int]  # cue, head of who is silent (-1: nobody is named), first token of what about


def _silence(parse: Parse, token: Token, lexicon: Lexicon) -> Found | None:
    """A verb of answering that is refused or negated."""
    if token.lemma in ("reach", "reachable") and _is_negated(parse, token.index):
        subjects = kids(parse, token.index, "nsubjpass")
        return _by(parse, subjects, token.index, token.index) if _for_comment(parse, token) else None
    if token.lemma == "verify" and _is_negated(parse, token.index) and is_passive(parse, token.index):
        subjects = kids(parse, token.index, "nsubjpass")
        return (token.index, -1, subtree(parse, subjects[0])[0]) if subjects else None
    if token.lemma not in lexicon.words["no_position"]:
        return None
    verb = parse.tokens[token.head]
    if token.dep == "xcomp" and verb.lemma in ("decline", "refuse") and not _is_negated(parse, verb.index):
        return _by(parse, kids(parse, verb.index, "nsubj"), verb.index, verb.index + 1)
    if is_passive(parse, token.index) or not _is_silence(parse, token, lexicon):
        return None
    return _by(parse, kids(parse, token.index, "nsubj"), token.index, token.index + 1)


def _is_silence(parse: Parse, token: Token, lexicon: Lexicon) -> bool:
    """ "Did not comment", "neither confirmed nor denied", "would not give a figure"."""
    if token.lemma in ("comment", "respond", "elaborate", "reply", "answer"):
        return _is_negated(parse, token.index)
    neither = any(parse.tokens[i].lower in ("neither", "preconj") for i in kids(parse, token.index))
    if token.lemma == "confirm" and neither:
        return True
    if not _is_negated(parse, token.index) or token.lemma == "deny":
        return False
    if token.lemma in ("give", "provide", "release", "offer", "make"):
        return any(
            parse.tokens[i].lemma in lexicon.words["answers"] for i in kids(parse, token.index, "dobj")
        )
    withheld = {parse.tokens[i].lower for i in kids(parse, token.index, "aux")}
    if not withheld & {"would", "could", "did", "does", "can", "ca", "will", "wo", "has", "had", "have"}:
        return False
    return not kids(parse, token.index, "ccomp") or _is_asked(parse, token.index)


def is_asked_together(parse: Parse, verb: int) -> bool:
    """The second verb of "neither confirmed nor denied"."""
    return parse.tokens[verb].lemma in ("deny", "confirm") and not kids(parse, verb, "nsubj")


def _is_asked(parse: Parse, verb: int) -> bool:
    """Whether the clause under the verb is a question: "who", "whether", "how many"."""
    for clause in kids(parse, verb, "ccomp"):
        first = subtree(parse, clause)[0]
        if any(
            t.tag in ("WP", "WRB", "WDT", "WP$") or t.lower in ("whether", "if")
            for t in parse.tokens[first : first + 2]
        ):
            return True
    return False


def _for_comment(parse: Parse, token: Token) -> bool:
    return any(
        parse.tokens[n].lemma in ("comment", "reaction", "response")
        for n in behind(parse, token.index, "for")
    )


def _no_answer(parse: Parse, token: Token, lexicon: Lexicon) -> Found | None:
    """ "Had no comment", "there was no response from", "was not available for comment"."""
    if token.lower in ("available", "reachable") and _for_comment(parse, token):
        verb = parse.tokens[token.head]
        if _is_negated(parse, verb.index):
            return _by(parse, kids(parse, verb.index, "nsubj"), token.index, token.index)
        return None
    if token.lemma not in ("comment", "reaction", "response", "reply", "answer", "word"):
        return None
    if not _is_none(parse, token.index):
        return None
    first = subtree(parse, token.index)[0]
    verb = parse.tokens[token.head]
    if token.dep == "dobj" and verb.lemma in ("have", "make", "offer", "give", "issue"):
        return _by(parse, kids(parse, verb.index, "nsubj"), verb.index, first)
    if verb.lemma == "be" and kids(parse, verb.index, "expl"):
        named = behind(parse, token.index, "from", "by") or behind(parse, verb.index, "from", "by")
        return _by(parse, named, token.index, first)
    return None


def _by(parse: Parse, heads: Sequence[int], cue: int, first: int) -> Found | None:
    """What was found, where somebody is named who could have answered."""
    if not heads or _is_nobody(parse, heads[0]):
        return None
    return cue, heads[0], first


def speech_acts(parse: Parse, tellings: Iterable[Telling]) -> Iterator[tuple[Draft, Telling]]:
    """Accusations, demands, threats, promises: the act is an event, and says something of its content."""
    for telling in tellings:
        act = _SPEECH_ACTS.get(telling.sense.type)
        if telling.sense.aspect != "speech" or act is None or telling.sense.pos != "verb":
            continue
        if not telling.actor_heads:
            continue
        if is_assertion(parse, telling):
            continue
        source = telling.actor_heads[0]
        sentence = parse.sentences[telling.sentence]
        content = trimmed(parse, telling.token + 1, sentence.last)
        if content is None:
            continue
        draft = Draft(telling.token, source, [content], act, "speech-act", cue_span=telling.trigger)
        yield draft, telling


def is_assertion(parse: Parse, telling: Telling) -> bool:
    """ "Insisted they had withdrawn": a verb of asking that here only says that something is so."""
    if parse.tokens[telling.token].lemma not in ("insist", "suggest"):
        return False
    clauses = kids(parse, telling.token, "ccomp")
    finite = [
        i for i in clauses if parse.tokens[i].tag in ("VBD", "VBZ", "VBP") or kids(parse, i, "aux", "auxpass")
    ]
    return any(not _is_demanded(parse, i) for i in finite)


def _is_demanded(parse: Parse, verb: int) -> bool:
    modals = {parse.tokens[i].lower for i in kids(parse, verb, "aux", "auxpass")}
    return bool(modals & {"must", "should", "be"})
