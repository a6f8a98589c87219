"""Reports that are versions of one another, and what each changed: for the commands."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from sayso.merge.revisions import (
    chains,
    contained,
    revision,
    revision_decision,
    signs,
    version_keys,
)
from sayso.model.decisions import Decision
from sayso.model.incidents import Chain
from sayso.model.report import Report


def versions_among(reports: Sequence[Report], author: str) -> tuple[Chain, ...]:
    """The chains among some reports, all in memory: for a file, not for a base of reports.

    Raises:
        RevisionError: reports state in a circle which of them revises which.
    """
    return chains(reports, _decisions(reports, author))


def _decisions(reports: Sequence[Report], author: str) -> Iterator[Decision]:
    by_id = {report.id: report for report in reports}
    for one, other in sorted(_candidates(reports)):
        a, b = by_id[one], by_id[other]
        yield revision_decision(a, b, contained(a.text, b.text), author)


def _candidates(reports: Iterable[Report]) -> set[tuple[str, str]]:
    """Pairs that share a key, and all pairs of one outlet."""
    sharing: dict[str, list[str]] = defaultdict(list)
    for report in reports:
        for key in (*version_keys(report), f"outlet {report.outlet}"):
            sharing[key].append(report.id)
    return {pair for ids in sharing.values() for pair in combinations(sorted(set(ids)), 2)}


def is_open(report: Report) -> bool:
    """Whether a report says that a later version will come."""
    return signs(report).open


__all__ = [
    "is_open",
    "revision",
    "versions_among",
]
