"""Whether two reports are of one text: a decision with its reasons, and the link that it makes."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from operator import is_

from sayso.merge.copies.alike import Shared, shared
from sayso.merge.copies.fingerprints import Fingerprint
from sayso.model.decisions import Decision, Judgement, Reason, Subject
from sayso.model.incidents import CopyLink
from sayso.model.spans import Span

HALF = 0.5  # a report belongs to a text's family if at least half of its own words are that text's
_UNSURE = 0.07  # below half by no more than this: for a person to look at
# Shares lie within a few hundredths of what was really taken (docs/copies.md), so a quotation's own
# margin is wide: beside a common statement, reports of one story share next to nothing.
_BESIDE = 0.25
_WHOLE = 0.8  # one paragraph alone makes a copy only of a text that is little more than it
# A later report that is mostly its own may print parts of an earlier one: then it is no copy. If it holds the
# whole of that one, the earlier is as likely the shortened copy of a fuller text that was dated later.
_HELD, _PARTS = 0.85, 0.3
_OWN_SERIES = 0.2  # what an outlet's text of another day must share more, for its texts are made alike
# Of figures and names in one place, the share that differs: at most .12 in copies of which two words in five
# were replaced, .2 and more in bulletins of different days (open copies and open recurring events).
_OTHER, _OTHERS = 0.2, 3
_THIN, _LITTLE = 0.3, 30.0  # below so many shared words the bar rises: one sentence may be alike by chance
# Where sentences fit loosely, more of them must. Of independent reports of one story (training part of ECB+)
# some fit at .6 by half; copies with two words in five replaced fit as loosely, but in nearly all sentences.
_CLOSE, _LOOSE = 0.70, 1.5
CANDIDATE_KEYS = 2  # keys that two fingerprints must share to be worth a comparison


@dataclass(frozen=True, slots=True)
class _Pair:
    a: Fingerprint
    b: Fingerprint
    of_a: Shared
    of_b: Shared


def copy_decision(a: Fingerprint, b: Fingerprint, author: str) -> Decision:
    """Whether two reports are of one text; whatever way round they are handed in.

    DIFFERENT says that the text does not show it, not that anybody could show the contrary.
    """
    pair = _compared(a, b)
    reasons = tuple(_reasons(pair))
    score = round(sum(reason.score for reason in reasons), 2)
    if score < -_UNSURE or any(reason.gate for reason in reasons):
        judgement = Judgement.DIFFERENT
    else:
        judgement = Judgement.SAME if score >= 0 else Judgement.UNSURE
    return Decision(Subject.COPY, pair.a.report, pair.b.report, judgement, author, score, reasons)


def copy_link(a: Fingerprint, b: Fingerprint) -> CopyLink:
    """Two reports of one text: which was taken from which, as far as times and text allow, and what.

    The copy is the one of which at least half stands in the other; where both are, the later one; where
    times do not say it, the one without a credit that the other has, or the shorter one, and `sure` is False.
    """
    pair = _compared(a, b)
    first, sure = _copy_is_a(pair)
    copy, source = (pair.a, pair.b) if first else (pair.b, pair.a)
    of_copy, of_source = (pair.of_a, pair.of_b) if first else (pair.of_b, pair.of_a)
    return CopyLink(
        copy=copy.report,
        source=source.report,
        shares=(round(of_copy.all, 2), round(of_source.all, 2)),
        sure=sure,
        spans=tuple(_stretches(copy, of_copy)),
    )


class _Both:
    """Two fingerprints as a key: these very objects, since to compare them costs as much as to align them."""

    def __init__(self, a: Fingerprint, b: Fingerprint) -> None:
        self.both = (a, b)

    def __hash__(self) -> int:
        return hash(tuple(map(id, self.both)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Both) and all(map(is_, self.both, other.both))


def _compared(a: Fingerprint, b: Fingerprint) -> _Pair:
    return _aligned(_Both(a, b) if a.report <= b.report else _Both(b, a))


@lru_cache(maxsize=256)  # what is decided of two reports now is linked next
def _aligned(pair: _Both) -> _Pair:
    a, b = pair.both
    if a.forms == b.forms and a.forms:
        whole = shared(a, a)
        return _Pair(a, b, whole, whole)
    return _Pair(a, b, shared(a, b), shared(b, a))


def _reasons(pair: _Pair) -> Iterator[Reason]:
    if not pair.a.forms or not pair.b.forms:
        yield Reason("share", -HALF, "a report has no words of its own", gate=True)
        return
    if pair.a.forms == pair.b.forms:
        yield Reason("share", HALF, "word for word the same")
        return
    most, text = max(_sides(pair), key=lambda side: side[0].all)
    shares = " and ".join(f"{one.all:.0%} of {side.report}" for one, side in _sides(pair))
    why = f"of their own words, {shares} stand in the other report in the same order"
    yield Reason("share", round(most.all - HALF, 2), why)
    first = _earlier(pair)
    if first is most and most.all < _HELD and min(pair.of_a.all, pair.of_b.all) < HALF:
        yield Reason(
            "own text", -_PARTS, "most of the later report is its own, and it holds parts of the other"
        )
    if 0 < most.fit < _CLOSE:
        why = f"those sentences have {most.fit:.0%} of their words in common"
        yield Reason("loose", round(_LOOSE * (most.fit - _CLOSE), 2), why)
    if most.words < _LITTLE:
        yield Reason(
            "thin", round(_THIN * (most.words / _LITTLE - 1), 2), f"only {most.words:.0f} words are shared"
        )
    if most.own is not None and most.own < _BESIDE and most.all - most.own > 0.1:
        yield Reason("statement", -HALF, "what they share is a statement that both quote", gate=True)
    elif most.all < _WHOLE and most.longest > 0.9 * most.words and text.units[-1].paragraph:
        yield Reason("one paragraph", -0.1, f"all that they share is one paragraph of {text.report}")
    yield from _occasions(pair)


def _occasions(pair: _Pair) -> Iterator[Reason]:
    """What says that the two tell of different occasions in the same words, as bulletins do."""
    agree = pair.of_a.agree + pair.of_b.agree
    differ = pair.of_a.differ + pair.of_b.differ
    series = _series(pair)
    if (differ >= _OTHERS and differ >= _OTHER * (agree + differ)) or (series and differ):
        why = f"in the same sentences, {differ} of {agree + differ} figures and names are others"
        yield Reason("figures", -HALF, why, gate=True)
    if series:
        yield Reason("series", -_OWN_SERIES, "one outlet printed both, on different days")


def _sides(pair: _Pair) -> tuple[tuple[Shared, Fingerprint], ...]:
    return (pair.of_a, pair.a), (pair.of_b, pair.b)


def _earlier(pair: _Pair) -> Shared | None:
    """Of the two, what the one shares that was published first, None where the times do not say."""
    order = later(pair.a, pair.b)
    return (pair.of_b if order > 0 else pair.of_a) if order else None


def _series(pair: _Pair) -> bool:
    """Whether both are of one outlet and of different days."""
    days = {moment[:10] for moment in (pair.a.moment, pair.b.moment) if moment}
    return pair.a.outlet is not None and pair.a.outlet == pair.b.outlet and len(days) == 2


def _copy_is_a(pair: _Pair) -> tuple[bool, bool]:
    """Whether `a` is the copy, and whether that is sure."""
    order = later(pair.a, pair.b)
    enough = (pair.of_a.all >= HALF, pair.of_b.all >= HALF)
    if enough[0] != enough[1]:
        return enough[0], order == (1 if enough[0] else -1)
    if order:
        return order > 0, True
    if (pair.a.wire is None) != (pair.b.wire is None):
        return pair.a.wire is None, False
    return (len(pair.a.forms), pair.b.report) < (len(pair.b.forms), pair.a.report), False


def later(a: Fingerprint, b: Fingerprint) -> int:
    """1 where `a` was published later, -1 where `b` was, 0 where the times do not say."""
    if a.moment is None or b.moment is None:
        return 0
    size = min(len(a.moment), len(b.moment), 16)  # to the minute; to the day where one has no more
    one, other = a.moment[:size], b.moment[:size]
    return (one > other) - (one < other)


def _stretches(text: Fingerprint, taken: Shared) -> Iterator[Span]:
    """The stretches of the text that were taken: neighbouring units are one."""
    found = [text.units[one.unit] for one in taken.stretches if one.share >= HALF]
    if not found:
        return
    first = found[0].first
    for unit, following in pairwise([*found, None]):
        if unit is not None and (following is None or following.first != unit.last):
            yield Span(text.spans[first].start, text.spans[unit.last - 1].end)
            first = following.first if following is not None else first
