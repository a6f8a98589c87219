"""What happens while sources are watched, one thing at a time."""

from dataclasses import dataclass
from enum import StrEnum


class What(StrEnum):
    """What happened."""

    LISTED = "listed"  # a feed, a sitemap or a folder was read
    READ = "read"  # an article was read for the first time
    REVISED = "revised"  # another version of one was read
    LEFT_OUT = "left out"  # the filter of relevance did not keep it
    WITHDRAWN = "withdrawn"  # it was there, and is no more
    BACK = "back"  # it was withdrawn, and is there again
    LATER = "later"  # it will be tried again
    REFUSED = "refused"  # it may not be asked for
    FAILED = "failed"  # it gave no report, and is not tried again


PROBLEMS = frozenset((What.LATER, What.REFUSED, What.FAILED))


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened: where, which report came of it, and the rest in words."""

    what: What
    address: str
    message: str = ""
    report: str | None = None
    incidents: int = 0
