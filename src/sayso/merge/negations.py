"""Whether what somebody says is a no: that a thing did not happen, or is not true."""

from collections.abc import Mapping, Sequence

from sayso.model.parse import Parse
from sayso.model.trees import ancestors, is_verb, kids

_NOTHING = frozenset({"none", "nobody", "nothing", "never", "nowhere", "neither", "nor"})
_COUNTS = frozenset({"one", "single", "a"})
_SUBORDINATE = frozenset({"relcl", "advcl", "acl", "csubj"})
# "Could not be verified", "would not hesitate": no word on what happened.
_OPEN = frozenset({"MD", "TO"})
_SUPPOSED = frozenset({"if", "unless", "whether", "lest"})
_WISHES = frozenset({"seek", "aim", "hope", "mean", "want", "expect", "wish", "intend", "plan", "desire"})
# "Nobody knows where they are": no account of what happened.
_KNOWING = frozenset({"know", "remember", "understand", "recall"})
_NOT_YET = frozenset({"longer", "only", "yet", "just", "necessarily"})


def says_no(parse: Parse, tokens: Sequence[int], words: Mapping[str, frozenset[str]]) -> bool:
    """Whether the main clauses of a content deny something, or call it untrue."""
    held = set(tokens)
    return any(
        (_is_no(parse, i, held) and not _is_of(parse, i, _WISHES | _KNOWING)) or _is_untrue(parse, i, words)
        for i in tokens
    )


def denies_wish(parse: Parse, tokens: Sequence[int]) -> bool:
    """Whether what is denied is only a wish or a plan: "does not seek to fight"."""
    held = set(tokens)
    return any(_is_no(parse, i, held) and _is_of(parse, i, _WISHES) for i in tokens)


def _is_of(parse: Parse, index: int, verbs: frozenset[str]) -> bool:
    """Whether the no belongs to a verb of a set."""
    return parse.tokens[parse.tokens[index].head].lemma in verbs


def _is_no(parse: Parse, index: int, held: set[int]) -> bool:
    token = parse.tokens[index]
    after = parse.tokens[index + 1].lower if index + 1 < len(parse.tokens) else ""
    if token.lower in _NOTHING:
        return _is_main(parse, index, held)
    if token.lower == "no" and token.dep == "det":
        return after != "one" or _is_main(parse, index, held)
    if token.lower in ("not", "n't", "n’t") and after in _COUNTS | {"so"}:
        return _is_main(parse, index, held)
    if token.dep != "neg" or after in _NOT_YET:
        return False
    helpers = [parse.tokens[i] for i in kids(parse, token.head, "aux", "mark")]
    open_ = any(t.tag in _OPEN or t.lower in _SUPPOSED for t in helpers)
    return not open_ and _is_main(parse, index, held)


def _is_main(parse: Parse, index: int, held: set[int]) -> bool:
    """Whether no clause stands between the word and the main clause of the content."""
    for above in (index, *ancestors(parse, index)):
        if above not in held:
            return True
        token = parse.tokens[above]
        marks = {parse.tokens[i].lower for i in kids(parse, above, "mark", "advmod")}
        within = token.dep in _SUBORDINATE and token.head in held  # or else it is what the content hangs by
        if is_verb(token) and (within or marks & _SUPPOSED):
            return False
    return True


def _is_untrue(parse: Parse, index: int, words: Mapping[str, frozenset[str]]) -> bool:
    """ "Baseless", "a lie", "the so-called raid"."""
    token = parse.tokens[index]
    return token.lemma in words["untrue"] or token.lower in words["untrue"] or is_so_called(parse, index)


def is_so_called(parse: Parse, index: int) -> bool:
    """Whether the token ends "so-called", which is cut into three."""
    before = [token.lower for token in parse.tokens[max(0, index - 2) : index]]
    return parse.tokens[index].lower == "called" and before == ["so", "-"]
