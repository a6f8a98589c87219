"""Accounts told without a verb of saying: announced in the sentence before, or put as a figure.

"A different sequence of events was given in Baku. It was Armenian troops who ..." and
"the provincial government put the dead at nine".
"""

from collections.abc import Iterator, Sequence

from sayso.attribute.drafts import Draft, trimmed
from sayso.model.lexicon import Lexicon
from sayso.model.parse import Parse, Sentence, UnitKind
from sayso.model.statements import Act, Basis
from sayso.model.trees import agents, behind, is_noun, kids, subtree

_ACCOUNTS = frozenset(
    {"account", "version", "sequence", "story", "reading", "picture", "explanation", "narrative", "tale"}
)
_DIFFERENT = frozenset({"different", "other", "another", "opposite", "contrary", "rival", "conflicting"})
_GIVES = frozenset({"give", "offer", "tell", "present", "have", "paint", "provide", "put"})
_COMES = frozenset({"come", "emerge"})
_PUT = frozenset({"put", "set", "place"})


def announced(parse: Parse, found: Sequence[Draft]) -> Iterator[Draft]:
    """What follows the announcement of another account, where nobody else says it."""
    cues = {draft.cue for draft in found}
    said = [part for draft in found for part in draft.content]
    for before, after in zip(parse.sentences, parse.sentences[1:], strict=False):
        if before.unit != after.unit or parse.units[before.unit].kind is UnitKind.HEADLINE:
            continue
        told = _announcement(parse, before)
        if told is None or any(i in cues for i in range(before.first, before.last)):
            continue
        free = not any(first < after.last and last > after.first for first, last in said)
        content = trimmed(parse, after.first, after.last)
        if free and content is not None:
            verb, source = told
            span = parse.tokens[verb].span
            yield Draft(verb, source, [content], Act.ASSERT, "clause", Basis.EXPLICIT, cue_span=span)


def _announcement(parse: Parse, sentence: Sentence) -> tuple[int, int] | None:
    """The verb and who gives the account: "was given in Baku", "came from X", "X gave another version"."""
    for noun in range(sentence.first, sentence.last):
        token = parse.tokens[noun]
        if token.lemma not in _ACCOUNTS or not _is_different(parse, noun):
            continue
        verb = token.head
        if token.dep == "dobj" and parse.tokens[verb].lemma in _GIVES:
            givers = kids(parse, verb, "nsubj")
        elif token.dep == "nsubjpass" and parse.tokens[verb].lemma in _GIVES:
            givers = [*agents(parse, verb), *behind(parse, verb, "by", "in")]
        elif token.dep == "nsubj" and parse.tokens[verb].lemma in _COMES:
            givers = behind(parse, verb, "from")
        else:
            givers = []
        named = [i for i in givers if is_noun(parse.tokens[i])]
        if named:
            return verb, named[0]
    return None


def _is_different(parse: Parse, noun: int) -> bool:
    return any(parse.tokens[i].lower in _DIFFERENT for i in subtree(parse, noun) if i < noun)


def counted(parse: Parse, lexicon: Lexicon, found: Sequence[Draft]) -> Iterator[Draft]:
    """ "Police put the dead at 19": a figure of people hurt, with whoever puts it."""
    taken = {draft.cue for draft in found}
    dead = lexicon.words["casualty_words"] | lexicon.words["the_dead"] | {"number"}
    for sentence in parse.sentences:
        for verb in range(sentence.first, sentence.last):
            token = parse.tokens[verb]
            if token.lemma not in _PUT or not token.tag.startswith("VB") or verb in taken:
                continue
            what = [
                i
                for i in kids(parse, verb, "dobj")
                if parse.tokens[i].lemma in dead or parse.tokens[i].lower in dead
            ]
            who = [i for i in kids(parse, verb, "nsubj") if is_noun(parse.tokens[i])]
            at = behind(parse, verb, "at") or [n for i in what for n in behind(parse, i, "at")]
            if what and who and any(parse.tokens[i].tag == "CD" or kids(parse, i, "nummod") for i in at):
                content = trimmed(parse, verb + 1, max(at[-1], *subtree(parse, at[-1])) + 1)
                if content is not None:
                    yield Draft(verb, who[0], [content], Act.ASSERT, "clause", cue_span=token.span)
