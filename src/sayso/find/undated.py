"""What a missing date of publication costs."""

from datetime import date

from sayso.model.mentions import Mentions, TimeForm
from sayso.model.report import Note


def undated(mentions: Mentions, published: date | None) -> tuple[Note, ...]:
    """A note for each phrase that counts from the date of publication, where none is known."""
    if published is not None:
        return ()
    unbound = (TimeForm.DURATION, TimeForm.ORDER)
    loose = [time for time in mentions.times if time.form not in unbound and time.year is None]
    why = "no date of publication (--published): this phrase dates nothing"
    return tuple(Note("undated-phrase", why, time.span) for time in loose)
