"""What belongs to the clause beside an act, and therefore not to the act."""

from collections.abc import Container

from sayso.model.parse import Parse
from sayso.model.trees import conjuncts, kids


def acts_beside(parse: Parse, head: int, token: int) -> bool:
    """ "Rebels fled and a plane bombed the village": an act with a subject of its own is not theirs."""
    verb = parse.tokens[token]
    joined = verb.dep in ("conj", "advcl")
    before = kids(parse, verb.head, "nsubj", "nsubjpass") if joined else []
    own = kids(parse, token, "nsubj", "nsubjpass")
    behind_it = [i for other in kids(parse, token, "conj") for i in kids(parse, other, "nsubj")]
    return bool(own) and any(head in (one, *conjuncts(parse, one)) for one in (*before, *behind_it))


def is_of_other_act(parse: Parse, head: int, token: int, acts: Container[str]) -> bool:
    """ "Fired at X, and tanks shelled an orchard": what the verb beside it was done to.

    Nor does what another sentence names stand for the object of "repelled six attacks".
    """
    noun = parse.tokens[head]
    if noun.sentence != parse.tokens[token].sentence:
        objects = [parse.tokens[i].lemma for i in kids(parse, token, "dobj")]
        return any(lemma in acts for lemma in objects)
    verb, other = parse.tokens[token], parse.tokens[noun.head]
    joined = (verb.dep == "conj" and verb.head == other.index) or (
        other.dep == "conj" and other.head == token
    )
    return joined and noun.dep == "dobj" and bool(kids(parse, other.index, "nsubj"))
