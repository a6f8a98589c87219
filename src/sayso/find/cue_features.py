"""What a word shows of being a cue: its own form, its place in the tree, and marks around it.

Words stand in a feature only where the table of weights knows them, and never names: a
table that is trained on one field of news is to hold in another.
"""

from collections.abc import Set

from sayso.model.parse import Parse, Token
from sayso.model.quoted import Marks

_OBJECTS = ("ccomp", "xcomp", "dobj", "prep", "parataxis", "advcl", "acl", "attr", "relcl", "pobj")
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_NEAR = 3  # tokens on each side of a cue in which a quotation mark counts as beside it


def known(token: Token, words: Set[str]) -> str:
    """The token's word where the table of weights knows it; its tag for names and other words."""
    return token.lower if token.lower in words and not token.tag.startswith("NNP") else token.tag


def lemma_of(token: Token, words: Set[str]) -> str:
    """The token's lemma where the table knows it."""
    return token.lemma if token.lemma in words and not token.tag.startswith("NNP") else token.tag


def features(parse: Parse, index: int, marks: Marks, words: Set[str]) -> list[str]:
    """All that is known of one candidate, as names of weights."""
    token = parse.tokens[index]
    lemma = lemma_of(token, words)
    found = ["", f"l{lemma}", f"lt{lemma}|{token.tag}", f"ld{lemma}|{token.dep}", f"d{token.dep}|{token.tag}"]
    found += _below(parse, token, lemma, words)
    found += _above(parse, token, lemma, words)
    found += _around(parse, token, lemma, words)
    found += _quoted(parse, token, lemma, marks)
    return found


def _below(parse: Parse, token: Token, lemma: str, words: Set[str]) -> list[str]:
    found = []
    subject = "-"
    shapes = []
    for i in parse.children[token.index]:
        child = parse.tokens[i]
        side = "<" if i < token.index else ">"
        if child.dep in _SUBJECTS:
            subject = f"{child.dep}{side}{lemma_of(child, words)}"
            found.append(f"s{child.dep}{side}{child.tag}")
        elif child.dep in ("aux", "auxpass", "neg", "mark", "prt", "agent"):
            found.append(f"a{child.dep}{child.lemma}")
            found.append(f"al{lemma}|{child.dep}{child.lemma}")
            continue
        elif child.dep not in _OBJECTS:
            continue
        shape = f"{child.dep}{side}"
        shapes.append(shape)
        found.append(f"c{lemma}|{shape}")
        if child.dep in ("prep", "dobj", "xcomp", "ccomp"):
            found.append(f"cw{shape}{lemma_of(child, words)}")
            found.append(f"cl{lemma}|{shape}{child.lower if child.dep == 'prep' else child.tag}")
        if child.dep in ("ccomp", "xcomp"):
            found += [
                f"cm{shape}{parse.tokens[j].lower}"
                for j in parse.children[i]
                if parse.tokens[j].dep in ("mark", "aux")
            ]
    found.append(f"s{subject}")
    found.append(f"sl{lemma}|{subject[:6]}")
    found.append(f"cs{'.'.join(shapes)}")
    return found


def _above(parse: Parse, token: Token, lemma: str, words: Set[str]) -> list[str]:
    head = parse.tokens[token.head]
    above = lemma_of(head, words) if head is not token else "ROOT"
    top = lemma_of(parse.tokens[head.head], words) if head is not token else "-"
    return [
        f"h{token.dep}|{above}",
        f"hl{lemma}|{above}",
        f"hh{token.dep}|{head.dep}|{top}",
        f"hd{token.dep}|{head.dep}|{head.tag}",
    ]


def _around(parse: Parse, token: Token, lemma: str, words: Set[str]) -> list[str]:
    sentence = parse.sentences[token.sentence]
    near = [
        known(parse.tokens[i], words) if sentence.first <= i < sentence.last else "|"
        for i in range(token.index - 2, token.index + 3)
    ]
    before, after = near[1], near[3]
    left = token.index - sentence.first
    right = sentence.last - token.index
    return [
        f"-{before}",
        f"+{after}",
        f"-l{before}|{lemma}",
        f"+l{lemma}|{after}",
        f"--{near[0]}|{before}",
        f"++{after}|{near[4]}",
        f"p{min(left, 3)}{min(right, 5)}|{token.tag}",
    ]


def _quoted(parse: Parse, token: Token, lemma: str, marks: Marks) -> list[str]:
    sentence = parse.sentences[token.sentence]
    index = token.index
    state = marks.state
    first, last = max(sentence.first, index - _NEAR), min(sentence.last, index + _NEAR + 1)
    subject = [i for i in parse.children[index] if parse.tokens[i].dep in _SUBJECTS]
    if subject and subject[0] < index:
        first = max(sentence.first, min(first, subject[0] - _NEAR))
    left = "".join(sorted({state[i] for i in range(first, index)}))
    right = "".join(sorted({state[i] for i in range(index + 1, last)}))
    anywhere = any(state[i] == "l" for i in range(sentence.first, sentence.last))
    start = parse.tokens[sentence.first].unit
    follows = (
        sentence.last < len(state) and parse.tokens[sentence.last].unit == start and state[sentence.last]
    )
    inside = state[index]
    return [
        f"q{inside}|{left}|{right}",
        f"ql{lemma}|{inside}|{')' in left}|{'(' in right}",
        f"qa{anywhere}|{inside}|{follows}",
    ]
