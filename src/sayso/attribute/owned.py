"""What is said of a deed for which its speaker has just taken responsibility."""

from sayso.attribute.contents import Content
from sayso.model.trees import kids

_OWNING_UP = frozenset({"claim", "take", "accept", "assume", "admit", "acknowledge"})


def follows_claim(content: Content, cue: int | None) -> bool:
    """ "Claimed responsibility, saying the bomb was aimed at": said of the deed that is claimed."""
    parse = content.parse
    if cue is None or parse.tokens[cue].dep not in ("advcl", "conj", "xcomp"):
        return False
    verb = parse.tokens[cue].head
    claimed = {parse.tokens[i].lemma for i in kids(parse, verb, "dobj")}
    if parse.tokens[verb].lemma not in _OWNING_UP or not claimed & {"responsibility", "credit"}:
        return False
    return any(parse.tokens[i].lower == "it" or _points_back(content, i) for i in content.subjects())


def _points_back(content: Content, head: int) -> bool:
    """ "The device", "this operation"."""
    return any(content.word(i).lower in ("the", "this", "that") for i in kids(content.parse, head, "det"))
