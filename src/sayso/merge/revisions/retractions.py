"""What a later version takes back: by a notice of the editor, by the word of a source, or as a whole."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.merge.revisions.facts import FIGURES, Told, facts, key_of, quoted, shown
from sayso.merge.revisions.notices import QUOTATION, Notice, NoticeKind, plain_words, signs
from sayso.merge.revisions.sentences import Aligned, cut
from sayso.merge.revisions.wordings import ENGLISH
from sayso.model.incidents import Change, ChangeKind, FactField
from sayso.model.record import Coded
from sayso.model.spans import Span
from sayso.model.statements import ClaimField

_STEM = 5  # letters by which "ambush" and "ambushed" are one word
_WORDS = 3  # words of a sentence that a notice must repeat to speak of it
_SHORT = 6  # words of a sentence that only speaks of the one before it: "That was wrong."
_REPORTED = re.compile(r"\b(?:reported|said|stated|wrote|told of|spoke of)\b (?:that )?(.+?)(?:[,;.:]|$)")
# What a kill notice takes back; the rest goes with the event.
_KILLED = FIGURES | {FactField.TYPE, FactField.RESPONSIBILITY}
_FIELDS = {
    ClaimField.RESPONSIBILITY: FactField.RESPONSIBILITY,
    ClaimField.ACTOR: FactField.RESPONSIBILITY,
    ClaimField.TARGET: FactField.TARGET,
    ClaimField.PLACE: FactField.PLACE,
    ClaimField.TIME: FactField.TIME,
    ClaimField.WEAPON: FactField.WEAPON,
}


def retracted(
    earlier: Coded, later: Coded, changes: Sequence[Change], notices: Sequence[Notice], aligned: Aligned
) -> list[Change]:
    """The changes, with those facts as retracted that went and that a new notice speaks of.

    A fact with a new value stays changed, and says which notice corrects it. Where a notice takes
    something back that is no fact of the earlier version, its own words stand for it.
    """
    text = later.report.text
    found = list(changes)
    for span in _blocks(text, notices):
        stems = _stems(span.of(text))
        met = False
        for at, change in enumerate(found):
            if change.before is None or not _speaks_of(stems, change, earlier):
                continue
            met = True
            if change.kind is ChangeKind.DROPPED:
                found[at] = _taken_back(change, later, span)
            elif change.kind is ChangeKind.CHANGED:
                why = f"{change.why}; the later one says {shown(later, span)}"
                found[at] = replace(change, why=why, corrected=True)
        if not met and _takes_back(span.of(text), gone=_gone(stems, aligned) is not None):
            found.append(_unknown(earlier, later, span, aligned))
    return found


def _blocks(text: str, notices: Sequence[Notice]) -> Iterator[Span]:
    """The notices that say what was wrong, each with "That was wrong" behind it."""
    spans: list[Span] = []
    for one in notices:
        if one.kind not in (NoticeKind.CORRECTION, NoticeKind.WITHDRAWAL):
            continue
        short = len(one.span.of(text).split()) <= _SHORT
        if spans and short and not text[spans[-1].end : one.span.start].strip():
            spans[-1] = Span(spans[-1].start, one.span.end)
        else:
            spans.append(one.span)
    return iter(spans)


def _takes_back(words: str, *, gone: bool) -> bool:
    """Whether a notice takes something back; a bare "did not" does of what the later text lacks."""
    plain = plain_words(words)
    clear = ENGLISH.wrong.search(plain) or ENGLISH.taken_back.search(plain)
    return bool(clear or (gone and ENGLISH.negated.search(plain)))


def _gone(stems: frozenset[str], aligned: Aligned) -> Span | None:
    """The sentence of the earlier version with most of the words that went and that a notice repeats."""
    text = aligned.earlier
    best, found = 1, None
    for span in text.sentences:
        rows = [text.words[at].text for at in text.within(span) if at not in aligned.kept[0]]
        shared = len(stems & _stems(" ".join(rows)))
        if shared > best:
            best, found = shared, span
    return found


def _speaks_of(stems: frozenset[str], change: Change, earlier: Coded) -> bool:
    """Whether a notice names the value that was, half of its words, or repeats the words that said it."""
    own = _stems(change.before or "")
    if change.evidence.report == earlier.report.id:
        own |= _stems(change.evidence.text)
    value = _stems((change.before or "").partition(" (")[0])
    return bool(value) and (2 * len(stems & value) >= len(value) or len(stems & own) >= _WORDS)


def _stems(words: str) -> frozenset[str]:
    """The beginnings of words that carry meaning, and all figures: a notice may spell them out."""
    found = (word.text for word in cut(words).words)
    kept = (w for w in found if (len(w) > 2 and w not in _EMPTY) or w.isdigit())
    return frozenset(str(ENGLISH.counts[w]) if w in ENGLISH.counts else w[:_STEM] for w in kept)


_EMPTY = frozenset(
    "that this with from were have been they their them which when what said says than then also into over "
    "more most such only very people earlier version report story reported after before about there would "
    "could other least the and was for had has its his her not but are who all any one two our".split()
)


def _taken_back(change: Change, later: Coded, span: Span) -> Change:
    return replace(
        change,
        kind=ChangeKind.RETRACTED,
        evidence=quoted(later, span),
        why=f"the later version takes it back: {shown(later, span)}",
    )


def _unknown(earlier: Coded, later: Coded, span: Span, aligned: Aligned) -> Change:
    """What a notice takes back that was coded as no fact: words of the earlier version, else its own."""
    text = later.report.text
    stems = _stems(span.of(text))
    field, before, was = FactField.TYPE, None, None
    best = 1
    for claim in earlier.claims:
        shared = len(stems & _stems(claim.value))
        if shared > best and not aligned.stands(claim.evidence):
            best, before, was = shared, claim.value, claim.evidence
            field = _FIELDS.get(claim.field, FactField.TYPE)
    if before is None and (was := _gone(stems, aligned)) is not None:
        before = " ".join(was.of(earlier.report.text).split())
    if before is None:
        words = _REPORTED.search(" ".join(span.of(text).split()))
        before = words[1] if words is not None else " ".join(span.of(text).split())
    return Change(
        field,
        ChangeKind.RETRACTED,
        before,
        None,
        quoted(later, span),
        (),
        f"the later version takes it back: {shown(later, span)}",
        was,
    )


def killed(earlier: Coded, later: Coded) -> Iterator[Change]:
    """Every event, figure and blame of the earlier version, as retracted by a kill notice."""
    text = cut(later.report.text)
    said = signs(later.report)
    general = next((n.span for n in said.notices if n.kind is NoticeKind.WITHDRAWAL), None)
    first = next((n.span for n in said.notices), text.sentences[0])
    seen: set[tuple[object, ...]] = set()
    for one in facts(earlier):
        if one.field not in _KILLED or (one.field, one.key) in seen:
            continue
        seen.add((one.field, one.key))
        span = _nearest(one, text.sentences, later, earlier) or general or first
        yield Change(
            one.field,
            ChangeKind.RETRACTED,
            one.value,
            None,
            quoted(later, span),
            key_of(earlier, one.event),
            "a kill notice withdraws the report",
            one.span,
        )


def _nearest(one: Told, sentences: Sequence[Span], later: Coded, earlier: Coded) -> Span | None:
    """The sentence of a kill notice that names a fact, the quoted words of the earlier report aside."""
    wanted = _stems(one.value.partition(" (")[0])
    if one.field is FactField.TYPE:
        event = next(event for event in earlier.events if event.id == one.event)
        wanted = frozenset(s for t in event.triggers for s in _stems(t.of(earlier.report.text)))
    if one.field not in (FactField.TYPE, FactField.RESPONSIBILITY):
        return None
    best, found = 0, None
    for span in sentences:
        words = QUOTATION.sub(" ", span.of(later.report.text))
        shared = len(_stems(words) & wanted)
        if shared > best:
            best, found = shared, span
    return found
