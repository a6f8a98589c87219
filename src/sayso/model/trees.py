"""Walking a parse: pure functions over token indexes, shared by the stages above `parse`."""

from collections.abc import Iterator, Sequence

from sayso.model.parse import Parse, Sentence, Token
from sayso.model.spans import Span

OBJECTS = frozenset({"dobj", "obj", "dative", "oprd", "attr"})
LEFT_OF_NOUN = frozenset(
    {
        "det",
        "amod",
        "compound",
        "nummod",
        "poss",
        "nmod",
        "case",
        "punct",
        "quantmod",
        "npadvmod",
        "advmod",
        "predet",
    }
)
_PARTING = frozenset({",", ";", ":", "(", ")", "—", "–", "--"})  # marks that end a noun phrase
_MAX_CLIMB = 40
_MAX_PHRASE = 20
_MAX_SUBTREE = 600


def is_verb(token: Token) -> bool:
    """Whether the tagger calls the token a verb (participles too, modals not)."""
    return token.tag.startswith("VB")


def is_noun(token: Token) -> bool:
    """Whether the tagger calls the token a noun or a name."""
    return token.tag.startswith("NN")


def is_name(token: Token) -> bool:
    """Whether the tagger calls the token a proper name."""
    return token.tag in ("NNP", "NNPS")


def kids(parse: Parse, index: int, *deps: str) -> list[int]:
    """The tokens that `index` governs with one of the labels; all of them where none is given."""
    below = parse.children[index]
    if not below or not deps:
        return list(below)
    tokens = parse.tokens
    return [i for i in below if tokens[i].dep in deps]


def ancestors(parse: Parse, index: int) -> Iterator[int]:
    """The governors of a token, nearest first, at most `_MAX_CLIMB` of them."""
    for _ in range(_MAX_CLIMB):
        head = parse.tokens[index].head
        if head == index:
            return
        yield head
        index = head


def distance(parse: Parse, a: int, b: int) -> int:
    """Steps along the tree between two tokens of one sentence; large where they are in no common tree."""
    up = {a: 0} | {above: steps for steps, above in enumerate(ancestors(parse, a), start=1)}
    if b in up:
        return up[b]
    for steps, above in enumerate(ancestors(parse, b), start=1):
        if above in up:
            return steps + up[above]
    return 2 * _MAX_CLIMB + abs(a - b)


def subtree(parse: Parse, index: int) -> list[int]:
    """The token and all that it governs, in text order; of endless sentences not more than `_MAX_SUBTREE`."""
    found: list[int] = []
    stack = [index]
    while stack and len(found) < _MAX_SUBTREE:
        here = stack.pop()
        found.append(here)
        stack.extend(parse.children[here])
    return sorted(found)


def noun_phrase(parse: Parse, head: int) -> list[int]:
    """The head noun and the unbroken run of its modifiers to the left, in text order."""
    tokens = parse.tokens
    first = head
    members = {head}
    leftmost = max(parse.sentences[tokens[head].sentence].first, head - _MAX_PHRASE)
    while first > leftmost:
        token = tokens[first - 1]
        if token.dep not in LEFT_OF_NOUN or token.lower in _PARTING:
            break
        if token.head not in members and not _within(parse, first - 1, members, head):
            break
        first -= 1
        members.add(first)
    while (
        first < head
        and parse.tokens[first].tag in ("``", "''", "RB", "HYPH", ":")
        and first not in _kept(parse, first)
    ):
        first += 1
    return list(range(first, head + 1))


def _kept(parse: Parse, index: int) -> tuple[int, ...]:
    """Keeps "-backed": a hyphen token that carries a word."""
    return (index,) if any(char.isalpha() for char in parse.tokens[index].text) else ()


def _within(parse: Parse, index: int, members: set[int], head: int) -> bool:
    """Whether the token hangs, over tokens up to `head`, on a member of the phrase."""
    for above in ancestors(parse, index):
        if above in members:
            return True
        if above > head or above < index - 12:
            return False
    return False


def span_of(parse: Parse, tokens: list[int]) -> Span:
    """From the first to the last of the tokens (given in text order)."""
    return Span(parse.tokens[tokens[0]].span.start, parse.tokens[tokens[-1]].span.end)


def heads_of(tokens: Sequence[Token]) -> list[Token]:
    """Those of a stretch's tokens that hang on a word outside of it, in its order."""
    inside = {token.index for token in tokens}
    return [t for t in tokens if t.head not in inside or t.head == t.index]


def conjuncts(parse: Parse, index: int) -> list[int]:
    """The tokens joined to this one by "and", "or", "," further right, in text order."""
    found: list[int] = []
    queue = [index]
    while queue and len(found) < 12:
        here = queue.pop(0)
        for child in kids(parse, here, "conj"):
            found.append(child)
            queue.append(child)
    return found


def sentence_of(parse: Parse, index: int) -> Sentence:
    """The sentence that holds a token."""
    return parse.sentences[parse.tokens[index].sentence]


def behind(parse: Parse, index: int, *words: str) -> list[int]:
    """The nouns behind the prepositions of a token, of those in `words` where any are given."""
    return [
        noun
        for preposition in kids(parse, index, "prep")
        if not words or parse.tokens[preposition].lower in words
        for noun in kids(parse, preposition, "pobj")
    ]


def agents(parse: Parse, verb: int) -> list[int]:
    """Who did it, where a passive verb says so: "by rebels"."""
    return [noun for by in kids(parse, verb, "agent") for noun in kids(parse, by, "pobj")]


def is_infinitive(parse: Parse, verb: int) -> bool:
    """Whether a verb stands with "to" in front."""
    to = any(parse.tokens[i].lower == "to" for i in kids(parse, verb, "aux"))
    return to and parse.tokens[verb].tag == "VB"


def is_passive(parse: Parse, verb: int) -> bool:
    """Whether a verb stands in the passive: "was shot", "wounded by", a bare participle after a noun."""
    token = parse.tokens[verb]
    if token.tag != "VBN":
        return is_misread(parse, verb)
    if kids(parse, verb, "auxpass", "nsubjpass"):
        return True
    if any(parse.tokens[i].lemma in ("have", "'ve", "'s", "had") for i in kids(parse, verb, "aux")):
        return False
    if token.dep in ("acl", "relcl"):
        return True
    if token.dep == "conj" and is_verb(parse.tokens[token.head]):
        return is_passive(parse, token.head) and not kids(parse, verb, "dobj")
    return not kids(parse, verb, "dobj", "nsubj") or bool(kids(parse, verb, "agent"))


def is_misread(parse: Parse, verb: int) -> bool:
    """Whether a past tense is a participle of the noun before it: "fighters killed in the raid were buried".

    The tagger takes the first of two verbs for that of the sentence. Without an object, and with the
    next verb joined by no word and no comma, it says what was done to its subject.
    """
    token = parse.tokens[verb]
    if token.tag != "VBD" or kids(parse, verb, *OBJECTS, "ccomp", "xcomp", "aux", "neg", "mark", "prt"):
        return False
    subjects = kids(parse, verb, "nsubj")
    if token.dep == "acl":
        return not subjects
    if not subjects or subjects[0] > verb:
        return False
    above = parse.tokens[token.head]
    if token.dep == "ccomp" and above.lemma == "be" and above.index < verb:
        return above.index < subjects[0]  # "he was the tenth civilian killed"
    return any(_goes_on(parse, verb, other) for other in (*kids(parse, verb, "conj", "advcl"), above.index))


def _goes_on(parse: Parse, verb: int, other: int) -> bool:
    """Whether a finite verb without a subject of its own follows, with nothing that joins the two."""
    token = parse.tokens[other]
    helpers = [parse.tokens[i].lower for i in kids(parse, other, "aux", "auxpass")]
    finite = token.tag in ("VBD", "VBZ", "VBP") or bool(helpers and "to" not in helpers)
    if other <= verb or not is_verb(token) or not finite or kids(parse, other, "nsubj", "nsubjpass", "mark"):
        return False
    return all(between.text not in ",;:" and between.dep != "cc" for between in parse.tokens[verb:other])


# What stands for one of several things told of: "the second killed nine".
_OTHERS = frozenset(
    {"first", "second", "third", "fourth", "fifth", "last", "other", "another", "latter", "former"}
)


def is_of_another(parse: Parse, verb: int) -> bool:
    """ "The first, in Kunduz, killed 72": whether a verb tells of one of several, not of the last told."""
    return any(parse.tokens[i].lower in _OTHERS for i in kids(parse, verb, "nsubj", "nsubjpass"))


_FRESH = frozenset({"another", "similar", "separate", "further"})


def is_fresh(parse: Parse, noun: int) -> bool:
    """ "A similar explosion", "another attack": whether an act noun tells of one that was not told before."""
    return any(parse.tokens[i].lower in _FRESH for i in kids(parse, noun, "det", "amod"))


_ANEW = _FRESH | {"elsewhere", "separately", "unrelated"}
_OPENING = 8  # tokens before the comma of "In a separate incident in the north,"


def opens_anew(parse: Parse, index: int) -> bool:
    """ "In a separate incident, ...", "Elsewhere, ...": a sentence that goes on to something else."""
    sentence = sentence_of(parse, index)
    opening = parse.tokens[sentence.first : min(sentence.first + _OPENING, index)]
    comma = next((n for n, token in enumerate(opening) if token.text == ","), None)
    return comma is not None and any(token.lower in _ANEW for token in opening[:comma])


_PERFECT = frozenset({"had", "having"})


def is_past_perfect(parse: Parse, verb: int) -> bool:
    """ "Had captured", "having been captured"."""
    return any(parse.tokens[i].lower in _PERFECT for i in kids(parse, verb, "aux", "auxpass"))


def looks_back(parse: Parse, verb: int) -> bool:
    """Whether the narrator tells what was earlier than the story: "the rebels had captured it on Friday".

    Behind a verb of saying the past perfect is what the plain past was to who spoke.
    """
    token = parse.tokens[verb]
    return is_past_perfect(parse, verb) and not (token.dep == "ccomp" and token.head < verb)
