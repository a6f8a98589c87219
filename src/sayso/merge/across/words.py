"""A mention of an event to `Words`: what it is told with, who stands around it, and what else is said."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from sayso.model.parse import Parse, Token
from sayso.model.spans import Span
from sayso.model.trees import agents, heads_of, is_name, is_noun, is_passive, is_verb, kids
from sayso.model.wording import Families, Words

_ENDINGS = ("ings", "ing", "ied", "ies", "ed", "es", "s", "e")
# What makes a noun of a verb, and what is left of the verb: "negotiation", "negotiate".
_NOMINAL = (
    ("ization", "iz"), ("isation", "is"), ("ication", "y"), ("ation", ""), ("ition", ""), ("ution", ""),
    ("ment", ""), ("ance", ""), ("ence", ""), ("tion", "t"), ("sion", "d"), ("ery", ""), ("age", ""),
    ("ure", ""), ("al", ""), ("er", ""), ("or", ""), ("at", ""), ("y", ""),
)  # fmt: skip
_SHORTEST_STEM, _SHORTEST_ROOT = 3, 4
_NEAR = 6  # words on either side
_EARLY = 2  # sentences at the head of a report: what it is about
_CLIMB = 3  # verbs above one without a subject: "was arrested and charged"
_CONTENT = ("NN", "VB", "JJ", "CD")
_KINDS = {"VB": "verb", "NN": "noun", "JJ": "adjective", "PR": "pronoun", "DT": "pronoun", "WD": "pronoun"}
_MODIFIERS = ("compound", "poss", "amod", "nummod")
_NOBODY = frozenset(
    "he she it they we you i who which that this him them a the his her its their our my your".split()
)


def stem(word: str) -> str:
    """A lower-case word without the commonest endings: what verb forms and plurals share."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def root(word: str) -> str:
    """The stem without what makes a noun of a verb."""
    bare = stem(word)
    for ending, left in _NOMINAL:
        if bare.endswith(ending) and len(bare) - len(ending) >= _SHORTEST_ROOT:
            return bare[: -len(ending)] + left
    return bare


def words_of(key: str, report: str, parse: Parse, span: Span, families: Families) -> Words | None:
    """The mention at `span` as words; None where no word stands there."""
    inside = [t for t in parse.tokens if t.span.start < span.end and t.span.end > span.start]
    if not inside:
        return None
    head = next(iter(heads_of(inside)), inside[0])
    particle = _particle(parse, head, inside)
    inner = [token for token in inside if token is not head and token.tag[:2] in (*_CONTENT, "RP", "IN")]
    light = head.lemma in families.light
    meant = _meant(parse, head, inner) if light else head.lemma
    names = {head.lemma, head.lower, meant, f"{head.lemma} {particle}", " ".join(t.lemma for t in inside)}
    if light:
        names |= {token.lemma for token in inner}
    found = Words(
        key=key,
        report=report,
        lemma=meant,
        stem=stem(meant),
        root=root(meant),
        kind=_KINDS.get(head.tag[:2], "other"),
        particle=particle,
        governor=_governor(parse, head),
        generic=head.lemma in families.generic,
        negated=bool(kids(parse, head.index, "neg")),
        early=head.sentence < _EARLY,
        inner=frozenset(stem(token.lemma) for token in inner),
        close=_numbers(families.close, names),
        loose=_numbers(families.loose, names),
    )
    return _around(_with_roles(found, parse, head), parse, head, {token.index for token in inside})


def _particle(parse: Parse, head: Token, inside: list[Token]) -> str:
    below = [parse.tokens[index] for index in kids(parse, head.index, "prt")]
    return next((t.lemma for t in (*below, *inside) if t.tag == "RP" or t in below), "")


def _meant(parse: Parse, head: Token, inner: list[Token]) -> str:
    """What a light verb leaves to its object: "made an offer" tells an offer."""
    objects = [token for token in inner if token.tag[:2] in ("NN", "VB", "JJ")]
    objects = objects or [parse.tokens[i] for i in kids(parse, head.index, "dobj", "acomp", "attr")]
    return objects[-1].lemma if objects else head.lemma


def _numbers(table: Mapping[str, frozenset[int]], names: Iterable[str]) -> frozenset[int]:
    return frozenset(number for name in names for number in table.get(name, ()))


def _governor(parse: Parse, head: Token) -> str:
    if not (is_noun(head) or head.tag[:2] in ("PR", "DT")):
        return ""
    if head.dep not in ("dobj", "pobj", "nsubj", "nsubjpass"):
        return ""
    above = parse.tokens[head.head]
    return stem(parse.tokens[above.head].lemma if above.dep == "prep" else above.lemma)


def _with_roles(words: Words, parse: Parse, head: Token) -> Words:
    index = head.index
    passive = is_passive(parse, index) if is_verb(head) else False
    subjects, objects = kids(parse, index, "nsubj"), kids(parse, index, "nsubjpass", "dobj", "dative", "attr")
    who, whom = agents(parse, index), list(objects)
    (whom if passive else who).extend(subjects)
    if is_noun(head):
        who += [i for i in kids(parse, index, "poss") if parse.tokens[i].tag != "POS"]
        whom += kids(parse, index, "compound", "amod", "nummod")
    elif is_verb(head) and not (subjects or objects):
        _lent(parse, head, whom if passive else who)
    other: list[int] = []
    for preposition in kids(parse, index, "prep"):
        of = is_noun(head) and parse.tokens[preposition].lower == "of"
        (whom if of else other).extend(kids(parse, preposition, "pobj"))
    return replace(words, who=_phrases(parse, who), whom=_phrases(parse, whom), other=_phrases(parse, other))


def _lent(parse: Parse, verb: Token, found: list[int]) -> None:
    """The subject of the verb above, for one that is joined to it; the noun for a relative clause."""
    for _ in range(_CLIMB):
        above = parse.tokens[verb.head]
        if verb.dep in ("acl", "relcl"):
            found.append(above.index)
            return
        if verb.dep not in ("conj", "xcomp", "advcl") or not is_verb(above):
            return
        verb = above
        subjects = kids(parse, verb.index, "nsubj", "nsubjpass")
        if subjects:
            found.extend(subjects)
            return


def _phrases(parse: Parse, heads: Iterable[int]) -> frozenset[str]:
    return frozenset(word for head in heads for word in _phrase(parse, head) if word not in _NOBODY)


def _phrase(parse: Parse, head: int) -> Iterator[str]:
    for index in (head, *kids(parse, head, *_MODIFIERS)):
        token = parse.tokens[index]
        if token.tag != "POS":
            yield token.lower if is_name(token) else token.lemma


def _around(words: Words, parse: Parse, head: Token, own: set[int]) -> Words:
    sentence = parse.sentences[head.sentence]
    rest = [token for token in parse.tokens[sentence.first : sentence.last] if token.index not in own]
    near = (t for t in rest if abs(t.index - head.index) <= _NEAR and t.tag[:2] in _CONTENT)
    return replace(
        words,
        near=frozenset(stem(token.lemma) for token in near),
        names=frozenset(token.lower for token in rest if is_name(token)),
        numbers=frozenset(token.lower for token in rest if token.tag == "CD"),
    )
