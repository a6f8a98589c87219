"""A `Parse` by hand: words are guessed a tag, or have one written behind them ("may/MD").

No dependencies: what is tested with it must not lean on the parser. Blanks part the
tokens of the notation; a mark at the end of a word is a token of its own.
"""

import re

from sayso.model.parse import Parse, Sentence, Token, Unit, UnitKind
from sayso.model.spans import Span

_TAGS = {
    "DT": "a an the that this these those no some all both another".split(),
    "IN": "in on at of by from with near for since after before over among than if until as during".split(),
    "CC": "and or but".split(),
    "MD": "will would could may might can should".split(),
    "TO": ["to"],
    "PRP": "he she him it they we one".split()[:-1],
    "PRP$": "his their its our".split(),
    "VBD": "was were had said left rose hit fell killed wounded met took fled captured forced".split(),
    "VBN": "been dead".split()[:1],
    "VBZ": "is has".split(),
    "VBP": "are have".split(),
    "JJ": "dead more least many several other missing few".split(),
    "NNS": "people officers soldiers fighters civilians militants families others children".split(),
    "RB": "not also reportedly later earlier ago early overnight".split(),
    "WP": "who whom which".split(),
}
_TAG_OF = {word: tag for tag, words in _TAGS.items() for word in words}
_TOKEN = re.compile(r"[$€]|\w+(?:[.,:/’']\w+)*(?:-\w*\d\w*)?|[^\w\s]")
_ENDINGS = (("ing", "VBG"), ("ed", "VBN"), ("ly", "RB"), ("s", "NNS"))


def parse_of(marked: str, kind: UnitKind = UnitKind.BODY) -> Parse:
    """One unit; sentences end at a full stop that stands before a blank or the end."""
    marks = {m.start(): m for m in re.finditer(r"(\S+)/([A-Z$]{2,4})(?=\W|$)", marked)}
    forced = [(m.group(1), m.group(2)) for m in marks.values()]
    text = re.sub(r"/([A-Z]{2,4}\$?)(?=\W|$)", "", marked)
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    first = 0
    for found in _TOKEN.finditer(text):
        tokens.append(_token(len(tokens), found, len(sentences), forced))
        if found.group() == "." or found.end() == len(text):
            span = Span(tokens[first].span.start, found.end())
            sentences.append(Sentence(len(sentences), 0, first, len(tokens), first, span))
            first = len(tokens)
    unit = Unit(0, kind, 0, len(sentences), Span(0, len(text)))
    return Parse(text, (unit,), tuple(sentences), tuple(tokens), (), (), tuple(() for _ in tokens))


def _token(index: int, found: re.Match[str], sentence: int, forced: list[tuple[str, str]]) -> Token:
    word = found.group()
    tag = _guess(word)
    if forced and word == re.split(r"\W", forced[0][0])[-1]:
        tag = forced.pop(0)[1]
    lower = word.lower()
    singular = lower[:-3] + "y" if lower.endswith("ies") else lower.removesuffix("s")
    lemma = singular if tag in ("NNS", "NNPS") else lower
    span = Span(found.start(), found.end())
    return Token(index, span, word, lower, tag, "dep", index, lemma, sentence, 0)


def _guess(word: str) -> str:
    lower = word.lower()
    if lower in _TAG_OF:
        return _TAG_OF[lower]
    if word[0].isdigit():
        return "CD"
    if not word[0].isalnum():
        return "HYPH" if word == "-" else word
    if word[0].isupper():
        return "NNP"
    return next((tag for ending, tag in _ENDINGS if lower.endswith(ending)), "NN")
