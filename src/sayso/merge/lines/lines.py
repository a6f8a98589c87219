"""Account lines: one party's one statement about an incident, however often it is relayed or copied.

Two utterances in two reports are one statement, in this order: never where they exclude each other
(said on different days, of a day after the other was printed, with other figures, one denying and the
other owning the deed); where the words are the same; where one party surely said both and nothing tells
them apart; where one party may have said both and enough of the words or the figures agree. The unnamed
many ("residents") are one party, but what two outlets hear from them are two statements.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import reduce

from sayso.merge.lines.grouping import LONG, VERBATIM, grouped, is_verbatim
from sayso.merge.lines.kin import Kin, have_in_common, kin, linked_by_table
from sayso.merge.lines.narration import narration, released
from sayso.merge.lines.parts import Part
from sayso.merge.lines.speakers import Speaker, joined
from sayso.merge.lines.stands import Stand, is_of
from sayso.merge.lines.utterances import Utterance, utterances
from sayso.merge.lines.words import numbers, shared
from sayso.model.incidents import AccountLine, Quoted
from sayso.model.parties import PartyKind

_ALIKE = 0.5  # of the content words of the shorter
_MAYBE_ALIKE = 0.2  # the same, where the speakers may be one
_LINKED_ALIKE = 0.1  # the same, where one is of the other's side
_LEAST = 0.01
_SURE = 0.5
_COUNTED = 0.25  # where both give the same figures
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
    groups = grouped(said, sameness, apart)
    made = [tuple(said[i] for i in group) for group in groups]
    who = [_speaker(group) for group in made]
    return [Line(*line) for line in zip(made, who, _parties(list(zip(made, who, strict=True))), strict=True)]


def said_in(part: Part) -> list[Utterance]:
    """All that is said in one report, its own account last: a function of the report alone."""
    return told_in(part, utterances(part))


def told_in(part: Part, others: Sequence[Utterance]) -> list[Utterance]:
    """The same, where what it has others say is known: that does not depend on whose text it is."""
    own = narration(part, others)
    return [*released(part, others), *([own] if own is not None else [])]


def sameness(a: Utterance, b: Utterance) -> float:
    """How surely two utterances are one statement, 0 where they are not: symmetrical."""
    if apart(a, b):
        return 0.0
    alike = shared(a.words, b.words)
    verbatim = alike >= VERBATIM and is_verbatim(a, b)
    copies = a.part.family == b.part.family
    if copies and verbatim:
        return 1.0 + alike
    if (_own_deed(a, b) and _near(a, b)) or _unsaid(a, b, alike):
        return _SURE + alike
    related = kin(a.speaker, b.speaker)
    if related is Kin.OTHER:
        return 0.0
    if a.speaker.own and b.speaker.own:
        return alike if copies else 0.0  # copies carry the narration of one outlet
    if verbatim or (copies and alike >= _ALIKE):
        return 1.0 + alike
    if a.speaker.crowd is not None and b.speaker.crowd is not None:
        return 0.0
    return _by_speakers(a, b, related, alike)


def _by_speakers(a: Utterance, b: Utterance, related: Kin, alike: float) -> float:
    """How surely two are one statement by how sure it is that one party said them."""
    if related is Kin.SAME and (_near(a, b) or _agree(a, b, alike, _ALIKE)):
        return _SURE + alike
    if linked_by_table(a.speaker, b.speaker) and _near(a, b):
        least = _LINKED_ALIKE
    elif a.stand.admits is not b.stand.admits:
        least = _ALIKE
    else:
        least = _MAYBE_ALIKE if have_in_common(a.speaker, b.speaker) else _ALIKE
    return max(alike, _LEAST) if _agree(a, b, alike, least) else 0.0


def _unsaid(a: Utterance, b: Utterance, alike: float) -> bool:
    """Whether one report tells, on nobody's word, what another has somebody say."""
    if _tells_only(a) is _tells_only(b) or a.witness or b.witness:
        return False
    return alike >= _ALIKE and len(a.words & b.words) >= LONG


def _tells_only(a: Utterance) -> bool:
    """Whether a report that names no speaker tells it."""
    return a.speaker.own and not a.witness


def _own_deed(a: Utterance, b: Utterance) -> bool:
    """Whether both tell the deed as their own: only one party did it, whatever it is called."""
    both = a.stand.admits and b.stand.admits
    return both and not (a.speaker.country and b.speaker.country and a.speaker.country != b.speaker.country)


def _agree(a: Utterance, b: Utterance, alike: float, least: float) -> bool:
    """Whether words or figures of two utterances are the same."""
    if alike >= least:
        return True
    same = {kind for kind in a.counts.keys() & b.counts.keys() if a.counts[kind].low == b.counts[kind].low}
    return bool(same) and alike >= _COUNTED


def _near(a: Utterance, b: Utterance) -> bool:
    """Whether two utterances may be of one occasion: said on one day, or published within a day."""
    if a.said.day is not None and a.said.day == b.said.day:
        return True
    first, second = a.part.heard, b.part.heard
    return first is None or second is None or abs((first - second).days) <= _DAYS


def apart(a: Utterance, b: Utterance) -> bool:
    """Whether two utterances cannot be one statement."""
    if a.part is b.part:
        return not (_own_deed(a, b) or _nested(a, b))
    if a.said.day is not None and b.said.day is not None and a.said.day != b.said.day:
        return True
    if a.part.family == b.part.family:
        return False
    if _later(a, b) or _later(b, a):
        return True
    if _against(a.stand, b.stand) or _against(b.stand, a.stand):
        return True
    if _nameless(a.speaker) and _nameless(b.speaker) and a.stand.denies is not b.stand.denies:
        return True
    if _accuses(a, b) or _accuses(b, a):
        return True
    return any(_exclude(a, b, kind) for kind in a.counts.keys() & b.counts.keys())


def _nested(a: Utterance, b: Utterance) -> bool:
    """Whether the words of one stand in those of the other, and one speaker may have said both."""
    within = any(x.overlaps(y) for x in a.spans for y in b.spans)
    return within and kin(a.speaker, b.speaker) is not Kin.OTHER


def _exclude(a: Utterance, b: Utterance, kind: str) -> bool:
    """Whether two figures cannot both hold; not where one says the number of the other for something else."""
    one, other = a.counts[kind], b.counts[kind]
    return one.excludes(other) and other.number not in numbers(a.words) and one.number not in numbers(b.words)


def _accuses(a: Utterance, b: Utterance) -> bool:
    """Whether one names the armed group for which the other speaks for the deed."""
    groups = (ref for ref in a.stand.accused if ref.kind is PartyKind.ARMED_GROUP and ref.party is not None)
    return any(is_of(ref, b.speaker) for ref in groups)


def _nameless(who: Speaker) -> bool:
    """ "The defence ministry": of whom not even the country is told."""
    return who.party is None and who.surname is None and not who.words


def _against(a: Stand, b: Stand) -> bool:
    """Whether one denies or knows nothing of what the other tells as his own deed."""
    return (a.denies or a.declines) and b.admits


def _later(a: Utterance, b: Utterance) -> bool:
    """Whether one was said, or tells of a day, after the other was published."""
    days = [day for day in (a.said.day, a.tells_of) if day is not None]
    return b.part.heard is not None and any(day > b.part.heard for day in days)


def _speaker(group: Sequence[Utterance]) -> Speaker:
    """Who makes a statement, with all that any report tells of him, by the name that tells most."""
    # A report that does not say on whose word it tells it makes the line nobody else's.
    group = [one for one in group if not one.speaker.own] or group
    found = reduce(joined, (one.speaker for one in group))
    named = [one.speaker for one in group if one.speaker.name]
    if not named or found.own:
        return found
    best = max(named, key=lambda one: (one.party is not None, len(one.name or "")))
    return replace(found, name=best.name)


def _parties(found: Sequence[tuple[tuple[Utterance, ...], Speaker]]) -> list[int]:
    """A number for the party of each line: those of one party have the number of its first.

    Organs of one government are one party; one whose country is not told is of the only one that speaks.
    """
    countries = {who.country for _, who in found if who.state and who.country is not None}
    found_at: list[int] = []
    for i, (said, who) in enumerate(found):
        same = (
            found_at[j]
            for j, (others, other) in enumerate(found[:i])
            if _one_party(who, other, alone=len(countries) <= 1, opposed=_opposed(said, others))
        )
        found_at.append(next(same, i))
    return found_at


def _one_party(a: Speaker, b: Speaker, *, alone: bool, opposed: bool) -> bool:
    if a.name is None or b.name is None or (opposed and _nameless(a) and _nameless(b)):
        return False
    if kin(a, b) is Kin.SAME or (a.ids & b.ids and not (a.own or b.own)):
        return True
    if not (a.state and b.state):
        return False
    return a.country == b.country if a.country and b.country else alone and not opposed


def _opposed(a: Sequence[Utterance], b: Sequence[Utterance]) -> bool:
    """Whether one denies or owns what the other does not."""
    return any(
        any(getattr(u.stand, what) for u in a) is not any(getattr(u.stand, what) for u in b)
        for what in ("denies", "admits")
    )
