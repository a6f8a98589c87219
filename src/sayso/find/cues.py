"""Words that introduce what somebody says; `attribute` links them to source and content."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import lru_cache
from math import exp

from sayso.find.cue_features import features
from sayso.model.lexicon import CueSense, Lexicon, SpeechTable
from sayso.model.mentions import Cue, SpeechCue
from sayso.model.parse import Parse, Token, UnitKind
from sayso.model.quoted import Marks
from sayso.model.spans import Span
from sayso.model.trees import is_noun, is_verb


def cues(parse: Parse, lexicon: Lexicon) -> Iterator[Cue]:
    """Every cue word or phrase outside furniture, in text order; longest phrase first at one place."""
    by_first = _by_first(lexicon)
    for token in parse.tokens:
        if parse.units[token.unit].kind is UnitKind.FURNITURE:
            continue
        for number, sense in (
            *by_first.get(token.lemma, ()),
            *(by_first.get(token.lower, ()) if token.lower != token.lemma else ()),
        ):
            last = _match(parse, token, sense)
            if last is not None:
                yield Cue(token.index, Span(token.span.start, parse.tokens[last].span.end), number)
                break


@lru_cache(maxsize=8)
def _by_first(lexicon: Lexicon) -> Mapping[str, Sequence[tuple[int, CueSense]]]:
    """The senses with their numbers by first word, longest phrase first."""
    by_first: dict[str, list[tuple[int, CueSense]]] = defaultdict(list)
    for number, sense in enumerate(lexicon.cues):
        by_first[sense.words[0]].append((number, sense))
    for senses in by_first.values():
        senses.sort(key=lambda item: -len(item[1].words))
    return dict(by_first)


def _match(parse: Parse, token: Token, sense: CueSense) -> int | None:
    """The index of the phrase's last token, or None."""
    if not _fits(token, sense.frame):
        return None
    last = token.index + len(sense.words) - 1
    if last >= len(parse.tokens) or parse.tokens[last].sentence != token.sentence:
        return None
    words = zip(sense.words[1:], parse.tokens[token.index + 1 : last + 1], strict=True)
    return last if all(word in (t.lemma, t.lower) for word, t in words) else None


def _fits(token: Token, frame: str) -> bool:
    if frame in ("clause", "object"):
        return is_verb(token) and token.dep not in ("amod", "compound")
    if frame == "noun":
        return is_noun(token)
    return True


def speech_cues(parse: Parse, table: SpeechTable) -> Iterator[SpeechCue]:
    """Words that the table of weights takes for cues, outside furniture, in text order."""
    marks = Marks(parse)
    get = table.cues.get
    for index in candidates(parse, table.nouns):
        total = sum(filter(None, map(get, features(parse, index, marks, table.words))))
        score = 1 / (1 + exp(-max(-30.0, min(30.0, total))))
        if score >= table.doubtful:
            yield SpeechCue(index, round(score, 2))


def candidates(parse: Parse, nouns: Set[tuple[str, str]]) -> Iterator[int]:
    """The tokens that may be cues: verbs but auxiliaries, and other words with a known lemma and tag."""
    for token in parse.tokens:
        if token.tag.startswith("VB"):
            if token.dep in ("aux", "auxpass"):
                continue
        elif (token.lemma, token.tag) not in nouns:
            continue
        if parse.units[token.unit].kind is not UnitKind.FURNITURE:
            yield token.index
