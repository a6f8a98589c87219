"""What a reader must know of a report that is odd but taken in."""

from collections.abc import Iterator
from datetime import date

from sayso.model.report import Note, Report
from sayso.store import Store


def doubts(report: Report, store: Store, today: date | None) -> Iterator[Note]:
    """Notes on a report that is dated later than today, or that closes a circle of revisions."""
    if today is not None and report.published is not None and report.published > today:
        yield Note("future-date", f"dated {report.published}, later than today ({today}); taken as it is")
    seen, follows = {report.id}, report.revises
    while follows is not None and follows not in seen:
        seen.add(follows)
        earlier = store.record(follows)
        follows = None if earlier is None else earlier.report.revises
    if follows == report.id:
        loop = ", ".join(sorted(seen))
        yield Note(
            "revision-loop", f"said to revise itself, by way of {loop}; what closes the loop is not used"
        )
