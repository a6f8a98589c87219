"""Account lines: one party's one statement about an incident, however often it is relayed or copied.

Two utterances of one party in two reports are one statement where their words, figures or quotations
agree, or where nothing tells them apart and they were published within a day. They are two where
they were said on different days, give figures that exclude each other, or one denies what the other
admits. The unnamed many ("residents") are one party, but what two outlets hear from them are two
statements unless the words are the same.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import combinations

from sayso.merge.lines.narration import narration
from sayso.merge.lines.parts import Part
from sayso.merge.lines.speakers import Kin, Speaker, joined, kin
from sayso.merge.lines.stands import Stand
from sayso.merge.lines.utterances import Utterance, utterances
from sayso.merge.lines.words import numbers, shared
from sayso.model.incidents import AccountLine, Quoted

_ALIKE = 0.5  # of the content words of the shorter
_COUNTED = 0.25  # where both give the same figures
_VERBATIM = 0.9
_LONG = 5  # words that hardly two people choose alike
_DAYS = 1  # between two reports of one statement, where nothing else speaks


@dataclass(frozen=True, slots=True)
class Line:
    """A statement with all its utterances, the first first, and who makes it; `party` numbers him."""

    utterances: tuple[Utterance, ...]
    speaker: Speaker
    party: int


def party_count(found: Sequence[Line]) -> int:
    """How many different parties the lines are of; each unnamed quotation counts as one."""
    return len({line.party for line in found})


def shown(line: Line) -> AccountLine:
    """A line as the record has it."""
    first = line.utterances[0]
    report, span = first.part.coded.report, first.spans[0]
    return AccountLine(
        party=line.speaker.name,
        words=Quoted(report.id, span, span.of(report.text)),
        reports=tuple(dict.fromkeys(u.part.coded.report.id for u in line.utterances)),
        outlet=line.speaker.own,
    )


def lines(found: Sequence[Part], read: Callable[[Part], Sequence[Utterance]] | None = None) -> list[Line]:
    """The statements of all reports, grouped, the first published first.

    Args:
        found: The reports.
        read: `said_in`, or something that remembers what it gave.
    """
    said = [u for part in found for u in (read or said_in)(part)]
    said.sort(key=lambda u: u.order)
    groups = _grouped(said)
    made = [tuple(said[i] for i in group) for group in groups]
    who = [_speaker(group) for group in made]
    return [Line(*line) for line in zip(made, who, _parties(who), strict=True)]


def said_in(part: Part) -> list[Utterance]:
    """All that is said in one report, its own account last: a function of the report alone."""
    others = utterances(part)
    own = narration(part, others)
    return [*others, *([own] if own is not None else [])]


def _grouped(said: Sequence[Utterance]) -> list[list[int]]:
    """Utterances of one statement: the likest pairs first, and never two that exclude each other."""
    pairs = [
        (-score, i, j)
        for i, j in combinations(range(len(said)), 2)
        if (score := sameness(said[i], said[j])) > 0
    ]
    of = {i: [i] for i in range(len(said))}
    for _, i, j in sorted(pairs):
        a, b = of[i], of[j]
        if a is b or any(apart(said[x], said[y]) for x in a for y in b):
            continue
        both = sorted([*a, *b])
        of.update(dict.fromkeys(both, both))
    return [group for i, group in sorted(of.items()) if group[0] == i]


def sameness(a: Utterance, b: Utterance) -> float:
    """How surely two utterances are one statement, 0 where they are not: symmetrical."""
    if apart(a, b):
        return 0.0
    alike = shared(a.words, b.words)
    verbatim = alike >= _VERBATIM and min(len(a.words), len(b.words)) >= _LONG
    related = kin(a.speaker, b.speaker)
    copies = a.part.family == b.part.family
    if copies and verbatim:
        return 1.0 + alike
    if related is Kin.OTHER:
        return 0.0
    if a.speaker.own or b.speaker.own:
        # Copies carry the narration of one outlet; an outlet that is quoted carries its own.
        one = copies if a.speaker.own and b.speaker.own else alike >= _ALIKE
        return alike if one else 0.0
    if verbatim or (copies and alike >= _ALIKE):
        return 1.0 + alike
    if a.speaker.crowd is not None:
        return 0.0
    if _agree(a, b, alike):
        return 0.5 + alike / 2
    near = related is Kin.SAME and _near(a, b)
    return 0.1 + alike / 10 if near else 0.0


def _agree(a: Utterance, b: Utterance, alike: float) -> bool:
    """Whether words or figures of two utterances are the same."""
    if alike >= _ALIKE:
        return True
    ours, theirs = numbers(a.words), numbers(b.words)
    same = {kind for kind in a.counts.keys() & b.counts.keys() if a.counts[kind].low == b.counts[kind].low}
    counted = bool(same) or (bool(ours & theirs) and (ours <= theirs or theirs <= ours))
    return counted and alike >= _COUNTED


def _near(a: Utterance, b: Utterance) -> bool:
    """Whether two utterances may be of one occasion: said on one day, or published within a day."""
    if a.said.day is not None and a.said.day == b.said.day:
        return True
    first, second = a.part.heard, b.part.heard
    return first is None or second is None or abs((first - second).days) <= _DAYS


def apart(a: Utterance, b: Utterance) -> bool:
    """Whether two utterances cannot be one statement."""
    if a.part is b.part:
        return True
    if a.said.day is not None and b.said.day is not None and a.said.day != b.said.day:
        return True
    if a.part.family == b.part.family:
        return False
    if _later(a, b) or _later(b, a):
        return True
    if _against(a.stand, b.stand) or _against(b.stand, a.stand):
        return True
    return any(a.counts[kind].excludes(b.counts[kind]) for kind in a.counts.keys() & b.counts.keys())


def _against(a: Stand, b: Stand) -> bool:
    """Whether one denies or knows nothing of what the other tells as his own deed."""
    return (a.denies or a.declines) and b.admits


def _later(a: Utterance, b: Utterance) -> bool:
    """Whether one was said on a day after the other was published."""
    return a.said.day is not None and b.part.heard is not None and a.said.day > b.part.heard


def _speaker(group: Sequence[Utterance]) -> Speaker:
    """Who makes a statement, with all that any report tells of him, by the name that tells most."""
    found = reduce(joined, (one.speaker for one in group))
    named = [one.speaker for one in group if one.speaker.name]
    if not named or found.own:
        return found
    best = max(named, key=lambda one: (one.party is not None, len(one.name or "")))
    return replace(found, name=best.name)


def _parties(who: Sequence[Speaker]) -> list[int]:
    """A number for the party of each speaker: those of one party have the number of its first."""
    found: list[int] = []
    for i, one in enumerate(who):
        same = (found[j] for j in range(i) if one.name is not None and kin(one, who[j]) is Kin.SAME)
        found.append(next(same, i))
    return found
