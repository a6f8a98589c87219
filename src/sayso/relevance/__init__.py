"""A cheap first stage: does a report hold an event in scope at all?

`load_filter()` reads the shipped weights; the `Filter` scores a title and a text from 0 to 1 and
says what to keep. What it leaves out is for the caller to count and to list: nothing may vanish.
"""

from functools import cache
from pathlib import Path

from sayso.relevance.filter import Filter, Judgement, Weighed, read_filter

__all__ = ["Filter", "Judgement", "Weighed", "load_filter", "read_filter"]

_SHIPPED = Path(__file__).parent / "en"


@cache
def load_filter() -> Filter:
    """The shipped filter; read once in a process, and shared by workers that are forked later.

    Raises:
        ResourceError: a file is missing, damaged or of another form.
    """
    return read_filter(_SHIPPED)
