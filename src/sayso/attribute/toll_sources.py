"""On whose word each figure of people hurt rests."""

from collections.abc import Sequence

from sayso.attribute.drafts import Draft
from sayso.attribute.reading import WHOLE
from sayso.model.ranges import Ranges
from sayso.model.spans import Span
from sayso.model.statements import Statement
from sayso.model.tellings import Telling


def toll_sources(
    tellings: Sequence[Telling], found: Sequence[Draft], made: Sequence[Statement]
) -> dict[Span, str | None]:
    """The name of who gives each figure, None where nobody is named.

    Figures in the report's own voice are left out. A part ("three of them officers") rests on
    the word of whoever gives the figure before it.
    """
    sources: dict[Span, str | None] = {}
    holding = Ranges(
        (span.start, span.end, n)
        for n, draft in enumerate(found)
        if draft.frame not in WHOLE
        for span in made[n].content
    )
    whole: tuple[int, Span] | None = None
    for sentence, fact in sorted(
        ((telling.sentence, fact) for telling in tellings for fact in telling.tolls),
        key=lambda told: told[1].evidence[0],
    ):
        span = fact.evidence[0]
        here = holding.meeting(span.start, span.end)
        around = sorted((sum(s.end - s.start for s in made[n].content), n) for n in here)
        if around:
            # "The ministry said 12 were feared dead": who fears it is not said, who says it is.
            named = [source for _, n in around if (source := made[n].source) is not None]
            sources[span] = named[0].party.name if named else None
        elif fact.value.part and whole is not None and whole[0] == sentence and whole[1] in sources:
            sources[span] = sources[whole[1]]
        if not fact.value.part:
            whole = (sentence, span)
    return sources
