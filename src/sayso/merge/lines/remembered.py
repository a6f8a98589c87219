"""What each report says, read once: an incident asks for its accounts anew with each report that joins it."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.merge.lines.lines import told_in
from sayso.merge.lines.parts import Part
from sayso.merge.lines.utterances import Utterance, utterances

_KEPT = 1024  # reports; what is read of others is read again when it is asked for


@dataclass(frozen=True, slots=True)
class _Read:
    """A report, what it has others say, and all that is said in it."""

    part: Part
    others: Sequence[Utterance]
    said: Sequence[Utterance]


class Remembered:
    """Reads reports like `said_in` and keeps the last ones, each under what of it goes into the reading.

    Which family of copies a report is of does not, and whose text it is only into its own narration: both
    change for all copies of a text when one comes that is named before the first of them.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[object, ...], _Read] = OrderedDict()

    def __call__(self, part: Part) -> Sequence[Utterance]:
        name = (part.coded.report.id, part.events, part.whole, part.heard)
        kept = self._kept.get(name)
        if kept is None or not (kept.part.coded is part.coded or kept.part.coded == part.coded):
            others = utterances(part)
            kept = self._kept[name] = _Read(part, others, told_in(part, others))
        elif kept.part.source != part.source:
            others = _of(part, kept.others)
            kept = self._kept[name] = _Read(part, others, told_in(part, others))
        elif kept.part.family != part.family:
            kept = self._kept[name] = _Read(part, _of(part, kept.others), _of(part, kept.said))
        self._kept.move_to_end(name)
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return kept.said


def _of(part: Part, said: Sequence[Utterance]) -> list[Utterance]:
    """The same utterances of a report whose family or source is another now."""
    return [replace(one, part=part) for one in said]
