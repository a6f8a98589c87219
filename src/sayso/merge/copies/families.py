"""Families of reports that go back to one text, and who took it from whom."""

from collections.abc import Iterable, Mapping

from sayso.merge.copies.fingerprints import Fingerprint
from sayso.merge.copies.judging import HALF, later
from sayso.merge.joined import Joined
from sayso.model.incidents import CopyLink, Family

_NEAR = 0.06  # shares that differ by no more say nothing about which of two sources was taken
_DOUBT = 0.1  # what a source must share more if nothing says that it was there before


def families(
    texts: Mapping[str, Fingerprint],
    links: Iterable[CopyLink],
    together: Iterable[tuple[str, str]] = (),
    apart: Iterable[tuple[str, str]] = (),
) -> tuple[Family, ...]:
    """All reports in families, those of one alone included, sorted by their reports.

    Each report is taken from one other at most: a roundup of two wires belongs with the one that most of it
    is from, and does not join them. `together` and `apart` are pairs that people decided on.
    """
    joined = Joined(texts, apart)
    for a, b in sorted(tuple(sorted(pair)) for pair in together):
        joined.join(a, b)
    chosen = []
    for link in _parents(texts, list(links)):
        if joined.join(link.copy, link.source):
            chosen.append(link)
    found = (_family(texts, group, chosen) for group in joined.groups())
    return tuple(sorted(found, key=lambda one: one.reports))


def _parents(texts: Mapping[str, Fingerprint], links: list[CopyLink]) -> list[CopyLink]:
    """For each report the link to its best source, the best links first."""
    of: dict[str, list[CopyLink]] = {}
    for link in links:
        if link.shares[0] >= HALF:
            of.setdefault(link.copy, []).append(link)
    best = {copy: _best(texts, several) for copy, several in of.items()}
    kept = [link for link in best.values() if not _roundup(texts, link, best)]
    return sorted(kept, key=lambda link: (not link.sure, -link.shares[0], link.copy))


def _best(texts: Mapping[str, Fingerprint], links: list[CopyLink]) -> CopyLink:
    """The link whose source holds most, and was there before; of several as good, the earliest source's."""
    worth = {link: link.shares[0] - (0 if link.sure else _DOUBT) for link in links}
    most = max(worth.values())
    near = [link for link in links if worth[link] >= most - _NEAR]
    return min(near, key=lambda link: (texts[link.source].moment or "~", -link.shares[1], link.source))


def _roundup(texts: Mapping[str, Fingerprint], link: CopyLink, best: Mapping[str, CopyLink]) -> bool:
    """Whether the source came later and was itself taken from a third: it holds this text beside another."""
    if later(texts[link.copy], texts[link.source]) >= 0 or link.source not in best:
        return False
    return best[link.source].source != link.copy


def _family(texts: Mapping[str, Fingerprint], group: set[str], links: Iterable[CopyLink]) -> Family:
    inside = sorted((link for link in links if link.copy in group), key=lambda link: link.copy)
    roots = group - {link.copy for link in inside}
    order = sorted(roots, key=lambda report: (texts[report].moment or "~", report))
    named = [texts[report].wire for report in (*order, *sorted(group))]
    return Family(tuple(sorted(group)), tuple(inside), order[0], next(filter(None, named), None))
