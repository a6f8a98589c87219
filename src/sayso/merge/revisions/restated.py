"""Figures that a later version gives in a sentence of another form: read from the words around them."""

from sayso.merge.revisions.facts import Told
from sayso.merge.revisions.sentences import Aligned, Cut
from sayso.merge.revisions.times import time_phrases
from sayso.merge.revisions.wordings import ENGLISH
from sayso.model.spans import Span

_STEM = 5
_EMPTY = frozenset(
    "more than least about some around nearly almost over under only were was have been being".split()
)


def restated(one: Told, aligned: Aligned) -> tuple[str, Span] | None:
    """The figure that a later sentence gives for the same harm, and its words; None where none surely does.

    "More than 60 wounded were brought in" and "the wounded numbered 140" are one figure, though
    they share one word: the later sentence is new or edited, tells the same harm, and has no
    other number.
    """
    text = aligned.later
    wanted = {word[:_STEM] for word in _harms(aligned.earlier, one.span)}
    for number, span in enumerate(text.sentences):
        if aligned.stands(span, later=True):
            continue
        rows = text.within(span)
        timed = {at for phrase in time_phrases(text, number) for at in text.within(phrase)}
        counts = [at for at in rows if at not in timed and _value(text.words[at].text) is not None]
        if len(counts) != 1 or not wanted & {text.words[at].text[:_STEM] for at in rows}:
            continue
        value = _value(text.words[counts[0]].text)
        if value is not None and value != one.key[0]:
            return str(value), span
    return None


def _harms(text: Cut, span: Span) -> list[str]:
    words = (text.words[at].text for at in text.within(span))
    return [word for word in words if word not in _EMPTY and len(word) > 3 and _value(word) is None]


def _value(word: str) -> int | None:
    digits = word.replace(",", "")
    return int(digits) if digits.isdigit() else ENGLISH.counts.get(word)
