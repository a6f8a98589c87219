"""How many people were hurt, over all account lines: a range with who says what; nothing is added up."""

from collections.abc import Iterable, Sequence

from sayso.merge.lines.counts import Count
from sayso.merge.lines.fields import said_by
from sayso.merge.lines.lines import Line
from sayso.merge.lines.utterances import Utterance
from sayso.model.events import Event, Toll
from sayso.model.incidents import Figure, Said
from sayso.model.statements import ClaimField


def figures(found: Sequence[Line]) -> tuple[Figure, ...]:
    """One range for each kind of harm that any line counts, by kind.

    A share of another figure ("two of them children") is none. `best` is the number of most lines,
    the later where two have as many; of "at least 20" the 20 counts, of "up to 20" the 20.
    """
    kinds = sorted({kind for line in found for u in line.utterances for kind in u.counts})
    return tuple(_figure(kind, found) for kind in kinds)


def figures_of_rows(events: Iterable[Event]) -> tuple[Figure, ...]:
    """The figures of rows of other data sets, which quote nobody: `best` is what the first gives first."""
    given: dict[str, list[Toll]] = {}
    for event in events:
        for fact in event.tolls:
            if not fact.value.part:
                given.setdefault(fact.value.kind, []).append(fact.value)
    return tuple(
        Figure(
            kind=kind,
            low=min(toll.low for toll in tolls),
            best=tolls[0].low,
            high=max(toll.low if toll.high is None else toll.high for toll in tolls),
            said=(),
        )
        for kind, tolls in sorted(given.items())
    )


def _figure(kind: str, found: Sequence[Line]) -> Figure:
    given = [(line, told) for line in found if (told := _told(line, kind)) is not None]
    counts = [count for _, (_, count) in given]
    numbers = [count.number for count in counts]
    order = {number: place for place, number in enumerate(numbers)}  # the last line that gives it
    best = max(order, key=lambda number: (numbers.count(number), order[number]))
    return Figure(
        kind=kind,
        low=min(count.low or count.number for count in counts),
        best=best,
        high=max(count.high if count.high is not None else count.low for count in counts),
        said=tuple(_said(line, utterance, count) for line, (utterance, count) in given),
    )


def _told(line: Line, kind: str) -> tuple[Utterance, Count] | None:
    """The count of a line, as its first report has it."""
    return next(((u, u.counts[kind]) for u in line.utterances if kind in u.counts), None)


def _said(line: Line, utterance: Utterance, count: Count) -> Said:
    span = count.span or utterance.spans[0]
    on = [e for e in utterance.part.coded.events if any(count.span in fact.evidence for fact in e.tolls)]
    return said_by(line, utterance, ClaimField.CASUALTIES, count.words, span, on)
