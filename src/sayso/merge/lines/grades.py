"""The grade of an incident, after Airwars: by a rule that is shown with it, and never a filter.

1. contested: a party denies the deed or something of it, or tells of an accident or of a blow warded off,
   where another party owns it or others tell it; or a party that others name for it tells it otherwise;
2. confirmed by the belligerent: a party tells the deed as its own, or admits it, and none goes against it;
3. fair: two parties or more attest it, none against the others;
4. weak: one party alone does.

What one party denied and then admitted is confirmed.

Source: Airwars, "Casualty recording: grading" (confirmed, fair, weak, contested, discounted); ours
asks for independent account lines where Airwars asks for sources.
"""

from collections.abc import Sequence

from sayso.merge.lines.lines import Line, party_count
from sayso.merge.lines.speakers import Speaker
from sayso.merge.lines.stands import is_of
from sayso.model.events import PartyRef
from sayso.model.incidents import Grade, Graded


def graded(found: Sequence[Line]) -> Graded | None:
    """The grade that the lines of an incident give; None where there is no line."""
    if not found:
        return None
    admitting = [line for line in found if any(u.stand.admits for u in line.utterances)]
    owners = {line.party for line in admitting}
    for line in found:
        against = _against(line, owned=bool(admitting)) if line.party not in owners else None
        if against is not None:
            return Graded(Grade.CONTESTED, f"{_who(line)} {against}")
    if admitting:
        return Graded(Grade.CONFIRMED, f"{_who(admitting[0])} tells it as its own deed")
    for line in found:
        other = _accuser(line, found)
        if other is not None:
            return Graded(
                Grade.CONTESTED, f"{_who(other)} names {_who(line)} for it, which tells it otherwise"
            )
    parties = party_count(found)
    if parties > 1:
        return Graded(Grade.FAIR, f"{parties} parties attest it, and nobody denies it")
    return Graded(Grade.WEAK, f"{_who(found[0])} alone attests it")


def _against(line: Line, *, owned: bool) -> str | None:
    """What a line says against the deed, in words; None where it says nothing against it."""
    stands = [u.stand for u in line.utterances]
    if any(stand.denies for stand in stands):
        return "denies it" if owned else "denies it, and nobody owns it"
    if owned and any(stand.disclaims for stand in stands):
        return "denies what its owner says of it"
    if owned and any(stand.harmless for stand in stands):
        return "tells of an accident or of a blow that was warded off"
    return None


def _accuser(line: Line, found: Sequence[Line]) -> Line | None:
    """A line that names the speaker of this one for the deed, where this one says more than nothing."""
    if line.speaker.own or all(u.stand.declines for u in line.utterances):
        return None
    return next((one for one in found if one is not line and _names(one, line.speaker)), None)


def _names(line: Line, who: Speaker) -> bool:
    refs: list[PartyRef] = [ref for u in line.utterances for ref in u.stand.accused]
    return any(is_of(ref, who) for ref in refs)


def _who(line: Line) -> str:
    return line.speaker.name or "somebody unnamed"
