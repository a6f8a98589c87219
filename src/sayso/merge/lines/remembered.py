"""What each report says, read once: an incident asks for its accounts anew with each report that joins it."""

from collections import OrderedDict
from collections.abc import Sequence

from sayso.merge.lines.lines import said_in
from sayso.merge.lines.parts import Part
from sayso.merge.lines.utterances import Utterance

_KEPT = 1024  # reports; what is read of others is read again when it is asked for


class Remembered:
    """Reads reports like `said_in` and keeps the last ones, each under what of it goes into the reading."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[object, ...], tuple[Part, Sequence[Utterance]]] = OrderedDict()

    def __call__(self, part: Part) -> Sequence[Utterance]:
        name = (part.coded.report.id, part.events, part.whole, part.family, part.heard, part.source)
        kept = self._kept.get(name)
        if kept is None or not (kept[0].coded is part.coded or kept[0].coded == part.coded):
            kept = self._kept[name] = (part, said_in(part))
        self._kept.move_to_end(name)
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return kept[1]
