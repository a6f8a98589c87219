"""What is said to say nothing: "had no comment", "could not confirm", "nothing to tell you"."""

from sayso.attribute.contents import Content
from sayso.model.parse import Parse
from sayso.model.trees import kids


def is_silence(content: Content, silence: frozenset[str]) -> bool:
    """ "Said it had no comment", "said it could not confirm": nothing is said."""
    parse = content.parse
    if not content.negations():
        return False
    verbs = [content.word(i) for i in content.predicates()]
    if any(_no_comment(parse, v.index) or _nothing_to_say(parse, v.index, silence) for v in verbs):
        return True
    able = any(
        content.word(i).lower in ("could", "can", "would", "ca") for i in kids(parse, content.main, "aux")
    )
    asked = any(v.lemma in ("confirm", "verify", "comment", "disclose", "elaborate") for v in verbs)
    position = content.first_of(("position",))
    speaks = any(w in silence for w in content.lemmas())
    return (able and asked and content.is_own) or (position is not None and speaks)


def _no_comment(parse: Parse, verb: int) -> bool:
    return any(
        parse.tokens[i].lemma in ("comment", "information", "detail", "word")
        and any(parse.tokens[d].lower == "no" for d in kids(parse, i, "det"))
        for i in kids(parse, verb, "dobj")
    )


def _nothing_to_say(parse: Parse, verb: int, silence: frozenset[str]) -> bool:
    """ "I have nothing to tell you", "had nothing to add"."""
    if parse.tokens[verb].lemma != "have":
        return False
    return any(
        parse.tokens[say].lemma in silence | {"add"}
        for i in kids(parse, verb, "dobj")
        if parse.tokens[i].lower == "nothing"
        for say in kids(parse, i, "relcl", "acl", "xcomp")
    )
