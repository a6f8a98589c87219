"""Which reports are versions of one, and in which order."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from functools import lru_cache
from heapq import heapify, heappop, heappush
from itertools import pairwise
from urllib.parse import parse_qsl, urlencode, urlsplit

from sayso.errors import RevisionError
from sayso.merge.joined import Joined
from sayso.merge.revisions.notices import Signs, signs
from sayso.merge.revisions.sentences import cut, plain
from sayso.merge.revisions.times import time_phrases
from sayso.merge.revisions.wordings import ENGLISH
from sayso.model.decisions import Decision, Judgement, Reason, Subject
from sayso.model.incidents import Chain
from sayso.model.report import Report

# Sums of reasons. Set on the open chains and on pairs of one outlet in the open part of
# tests/gold/incidents/recurring; re-run `sayso evaluate revisions`.
_SAME = 2.25
_UNSURE = 1.25
_IDENTITY = 4.0  # one address, the words of the other in a notice; addresses are used again
_STATED = 7.0  # one guid, or the report says which one it revises
# Queries that say how a reader came to a page, and nothing of the page.
_TRACKING = re.compile(
    r"utm_.*|fbclid|gclid|dclid|msclkid|mc_[ce]id|ref|ref_src|cmp|cmpid|ns_.*|at_.*|ocid|smid|s_cid"
)
_QUOTED = re.compile(r"[\"“«]([^\"“”«»]{12,})[\"”»]")
_LABELS = re.compile(
    r"^\W*(?:\(?(?:kill|correction|corrected|clarification|retraction|update(?: ?\d+)?|updated|urgent"
    r"|lead|\d(?:st|nd|rd|th) ld)\)?\W+)+",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w{2,}")
_TITLE_WORDS = 3  # words of a headline that make it one's own


def canonical_url(url: str | None) -> str | None:
    """An address without what does not say which article it is; None where it names no article.

    Left out: scheme, "www." and "m.", port, fragment, tracking, a slash and "index.html" at the end. The
    page of a whole site is no article.
    """
    if not url:
        return None
    try:
        parts = urlsplit(url.strip() if "//" in url else f"//{url.strip()}")
        host = re.sub(r"^(?:www|m|mobile|amp)\.", "", (parts.hostname or "").lower())
        query = sorted((k, v) for k, v in parse_qsl(parts.query) if not _TRACKING.fullmatch(k.lower()))
    except ValueError:
        return None
    path = re.sub(r"/(?:index\.\w+|amp)?/*$", "", parts.path)
    if not host or not (path or query):
        return None
    return f"{host}{path}" + (f"?{urlencode(query)}" if query else "")


def version_keys(report: Report) -> tuple[str, ...]:
    """Keys of which the versions of one report share one, besides those of their wording.

    They are looked up in an index: nobody compares all reports. A kill notice shares the
    headline that it quotes.
    """
    keys = {f"revises {report.id}"}
    if report.revises is not None:
        keys.add(f"revises {report.revises}")
    if report.guid is not None:
        keys.add(f"guid {report.guid}")
    if (url := canonical_url(report.url)) is not None:
        keys.add(f"url {url}")
    outlet = _plain(report.outlet or "")
    headed = signs(report).corrects
    titles = {report.title or "", *(_QUOTED.findall(report.text) if headed else ())}
    keys |= {
        f"title {outlet} {plain}"
        for title in titles
        if len((plain := _headline(title)).split()) >= _TITLE_WORDS
    }
    return tuple(sorted(keys))


def revision_decision(a: Report, b: Report, alike: float, author: str) -> Decision:
    """Whether one of two reports is a version of the other: `a` of the decision is the later one.

    Args:
        a: One report.
        b: The other; which comes first does not matter.
        alike: The share of the one text that stands in the other, whichever is more.
        author: Who decides, "sayso" and its version.
    """
    earlier, later = sorted((a, b), key=_Order((a, b)))
    if earlier.revises == later.id and later.revises != earlier.id:
        earlier, later = later, earlier
    reasons = tuple(_reasons(earlier, later, alike))
    score = round(sum(reason.score for reason in reasons), 2)
    if any(reason.gate for reason in reasons):
        judgement = Judgement.DIFFERENT
    else:
        judgement = Judgement.SAME if score >= _SAME else Judgement.UNSURE
        judgement = judgement if score >= _UNSURE else Judgement.DIFFERENT
    return Decision(Subject.REVISION, later.id, earlier.id, judgement, author, score, reasons)


def _reasons(earlier: Report, later: Report, alike: float) -> Iterator[Reason]:
    said = signs(later)
    named = list(_identity(earlier, later, said))
    yield from named
    same_words = [w.text for w in cut(earlier.text).words] == [w.text for w in cut(later.text).words]
    if same_words and _plain(earlier.title or "") == _plain(later.title or ""):
        yield Reason("text", 0.0, "both have one and the same text: no later version", gate=True)
        return
    yield from _outlets(earlier, later, certain=bool(named))
    yield _wording(alike, said, certain=bool(named))
    yield _gap(earlier, later)
    yield from _headings(earlier, later, said, certain=bool(named))
    if said.corrects and alike >= 0.2:
        yield Reason("notice", 1.0, "the later one speaks of an earlier version")
    if signs(earlier).open:
        yield Reason("notice", 0.5, "the earlier one says that it will be updated")
    if said.kill and not named and _names_most(earlier, later):
        yield Reason("notice", 1.0, "a kill notice names what the earlier one tells of")


def _names_most(earlier: Report, later: Report) -> bool:
    """Whether most of the names in a kill notice stand in the earlier report."""
    lines = (span.of(later.text) for span in cut(later.text).sentences)
    names = {n for line in lines for n in _WORD.findall(line)[1:] if n[0].isupper() and not n.isupper()}
    known = set(_WORD.findall(f"{earlier.title or ''} {earlier.text}"))
    return bool(names) and 2 * len(names & known) >= len(names)


def _identity(earlier: Report, later: Report, said: Signs) -> Iterator[Reason]:
    if later.revises == earlier.id:
        yield Reason("revises", _STATED, f"it states that it revises {earlier.id}")
    elif later.revises is not None and later.revises == earlier.revises:
        yield Reason("revises", _IDENTITY, f"both state that they revise {later.revises}")
    apart = _plain(earlier.outlet or "") != _plain(later.outlet or "") and earlier.outlet and later.outlet
    if earlier.guid is not None and earlier.guid == later.guid and (":" in earlier.guid or not apart):
        yield Reason("guid", _STATED, f"both have the guid {earlier.guid}")
    url = canonical_url(earlier.url)
    if url is not None and url == canonical_url(later.url):
        yield Reason("url", _IDENTITY, f"both stand at {url}")
    if said.corrects and not apart and (words := _quoted(earlier, later, said)) is not None:
        yield Reason("quotes", _IDENTITY, f"a notice quotes the earlier one: {words!r}")


def _quoted(earlier: Report, later: Report, said: Signs) -> str | None:
    """The earlier headline or first sentence, where the later report quotes it or has it for its own."""
    first = next(iter(cut(earlier.text).sentences), None)
    known = {_headline(earlier.title or ""), _headline(first.of(earlier.text) if first else "")}
    known = {words for words in known if len(words.split()) >= _TITLE_WORDS}
    own = [later.title or ""] if said.kill else []
    return next((one for one in (*_QUOTED.findall(later.text), *own) if _headline(one) in known), None)


def _outlets(earlier: Report, later: Report, *, certain: bool) -> Iterator[Reason]:
    if certain:
        return
    if earlier.outlet is None or later.outlet is None:
        yield Reason("outlet", -2.5, "not both say who published them")
    elif _plain(earlier.outlet) != _plain(later.outlet):
        why = f"{earlier.outlet} is not {later.outlet}: a copy at most, no later version"
        yield Reason("outlet", 0.0, why, gate=True)


def _wording(alike: float, said: Signs, *, certain: bool) -> Reason:
    why = f"{alike:.0%} of the one text stand in the other"
    if certain:
        unlike = alike < 0.1 and not said.corrects
        return Reason("text", -1.0 if unlike else round(alike, 2), why)
    # Reports of one outlet on two attacks of a kind share up to half of their words.
    return Reason("text", round(max(0.0, 5 * (alike - 0.15)), 2), why)


def _gap(earlier: Report, later: Report) -> Reason:
    if earlier.published is None or later.published is None:
        return Reason("time", -0.5, "not both are dated")
    hours = _hours(earlier, later)
    steps = ((24, 0.5), (48, 0.0), (7 * 24, -2.0), (30 * 24, -2.5))
    score = next((score for most, score in steps if hours <= most), -3.0)
    return Reason("time", score, f"published {hours:.0f} hours apart")


def _hours(earlier: Report, later: Report) -> float:
    """Hours between two publications, in days where not both state the time; 0 where nothing is dated."""
    if earlier.published is None or later.published is None:
        return 0.0
    if earlier.published_at is None or later.published_at is None:
        return 24.0 * abs((later.published - earlier.published).days)
    return abs((comparable(later.published_at) - comparable(earlier.published_at)).total_seconds()) / 3600


def _headings(earlier: Report, later: Report, said: Signs, *, certain: bool) -> Iterator[Reason]:
    """Headlines and first sentences: whether they speak of one day and of the same names."""
    titles = [{w for w in _headline(one.title or "").split() if len(w) > 3} for one in (earlier, later)]
    if all(titles) and len(titles[0] & titles[1]) >= 0.5 * min(map(len, titles)):
        yield Reason("title", 0.5, "their headlines share half of their words or more")
    if certain:
        return
    leads = [_lead(one) for one in (earlier, later)]
    days = [_days(f"{one.title or ''}\n{lead}") for one, lead in zip((earlier, later), leads, strict=True)]
    if all(days) and not days[0] & days[1] and not said.corrects:
        # A bulletin of each day has the words of the day before; a first alarm may err on the day.
        score = -1.0 if _hours(earlier, later) <= 12 else -2.5
        yield Reason("lead", score, f"one tells of {_listed(days[0])}, the other of {_listed(days[1])}")
    names = [{n.casefold() for n in _WORD.findall(lead)[1:] if n[0].isupper()} for lead in leads]
    if all(names) and len(names[0] & names[1]) < 0.5 * min(map(len, names)) and not said.kill:
        yield Reason("lead", -0.5, "their first sentences share few names")


def _days(text: str) -> frozenset[str]:
    """The days that a headline and a first sentence name: "monday", "12 may"."""
    found = cut(text)
    phrases = [span for at in range(len(found.sentences)) for span in time_phrases(found, at)]
    words = [found.words[at].text for span in phrases for at in found.within(span)]
    dates = (
        f"{a} {b}"
        for a, b in pairwise(words)
        if {a, b} & ENGLISH.months and (a + b).strip("0123456789") != a + b
    )
    return frozenset({word for word in words if word in ENGLISH.weekdays}.union(dates))


def _lead(report: Report) -> str:
    """The first sentence that is no headline."""
    headline = _headline(report.title or "")
    found = (span.of(report.text) for span in cut(report.text).sentences)
    return next((sentence for sentence in found if _headline(sentence) != headline), "")


def _listed(words: Iterable[str]) -> str:
    return " and ".join(word.title() for word in sorted(words))


@lru_cache(maxsize=64)
def _plain(text: str) -> str:
    return plain(text)


def _headline(text: str) -> str:
    """A headline in plain words without "UPDATE 2" or "KILL:" before it."""
    return _plain(_LABELS.sub("", text))


def published(report: Report, undated: date) -> datetime:
    """When a report was published, to compare; the start of the day `undated` where it does not say."""
    if report.published_at is not None:
        return comparable(report.published_at)
    return datetime.combine(report.published or undated, time.min, UTC)


def comparable(moment: datetime) -> datetime:
    """A moment to compare: one without a zone is taken as it stands."""
    return moment.astimezone(UTC) if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


class _Order:
    """A key by which versions stand in their order: by time, then by what they say of themselves.

    Where one report of a day lacks the time, what they say of themselves orders that day: a
    report that announces another comes first, one that corrects an earlier comes later, a kill
    notice last. What nothing else orders stands as it was captured, then by the ids, always the same.
    """

    def __init__(self, reports: Sequence[Report]) -> None:
        self._loose = {published(one, date.max).date() for one in reports if one.published_at is None}

    def __call__(self, report: Report) -> tuple[date, float, int, float, float, str]:
        at = published(report, date.max)
        clock = at.timestamp() if report.published_at is not None else 0.0
        known = clock if at.date() not in self._loose else 0.0
        captured = None if report.capture is None else report.capture.at
        seen = 0.0 if captured is None else captured.timestamp()
        return (at.date(), known, _rank(report), clock, seen, report.id)


def _rank(report: Report) -> int:
    said = signs(report)
    if said.kill:
        return 3
    if said.corrects:
        return 2
    return 0 if said.open else 1


def chains(reports: Iterable[Report], decisions: Iterable[Decision]) -> tuple[Chain, ...]:
    """The chains of versions, each from the oldest to the newest; reports of one version alone make none.

    The result is that of the set of reports and decisions: no order of either changes it. A
    person's decision goes before a machine's, of two persons' on one pair the later one.

    Args:
        reports: All reports that are known.
        decisions: What was decided of pairs of them; of other subjects than revisions nothing counts.

    Raises:
        RevisionError: reports or persons say in a circle which version revises which.
    """
    known = {report.id: report for report in reports}
    settled = _settled(decisions)
    chained = _joined(known, settled)
    found = []
    for members in chained:
        ordered = _ordered([known[one] for one in members], settled)
        last = signs(known[ordered[-1]])
        found.append(Chain(tuple(ordered), last.open, last.kill))
    return tuple(sorted(found, key=lambda chain: chain.versions))


def _settled(decisions: Iterable[Decision]) -> dict[frozenset[str], Decision]:
    """One decision a pair: the last one of a person, else the machine's."""
    settled: dict[frozenset[str], Decision] = {}
    of_revisions = [one for one in decisions if one.subject is Subject.REVISION and one.a != one.b]
    for one in sorted(of_revisions, key=lambda d: (d.person, d.number, d.score, d.judgement, d.a, d.b)):
        settled[frozenset((one.a, one.b))] = one
    return settled


def _joined(known: Mapping[str, Report], settled: Mapping[frozenset[str], Decision]) -> list[tuple[str, ...]]:
    """Groups of versions, the surest links first; none brings together what a person keeps apart."""
    decided = settled.values()
    apart = [(one.a, one.b) for one in decided if one.person and one.judgement is Judgement.DIFFERENT]
    joined = Joined(known, apart)
    links = [one for one in decided if one.judgement is Judgement.SAME]
    for one in sorted(links, key=lambda d: (not d.person, -d.score, *sorted((d.a, d.b)))):
        joined.join(one.a, one.b)
    return sorted(tuple(sorted(members)) for members in joined.groups() if len(members) > 1)


def _ordered(members: Sequence[Report], settled: Mapping[frozenset[str], Decision]) -> list[str]:
    """Ids from the oldest to the newest: as the reports and persons state, else by time.

    Raises:
        RevisionError: what they state is a circle.
    """
    after = _stated(members, settled)
    key = _Order(members)
    waiting = {one.id: len(after[one.id]) for one in members}
    ready = [(key(one), one.id) for one in members if not waiting[one.id]]
    by_id = {one.id: one for one in members}
    heapify(ready)
    ordered: list[str] = []
    while ready:
        _, earliest = heappop(ready)
        ordered.append(earliest)
        for other in sorted(by_id):
            if earliest in after[other]:
                waiting[other] -= 1
                if not waiting[other]:
                    heappush(ready, (key(by_id[other]), other))
    if len(ordered) < len(members):
        raise RevisionError(_circle({one for one in by_id if one not in ordered}, after))
    return ordered


def _stated(members: Sequence[Report], settled: Mapping[frozenset[str], Decision]) -> dict[str, set[str]]:
    """For each report those that it is stated to revise; a person's word goes before a report's own."""
    ids = {one.id for one in members}
    after: dict[str, set[str]] = defaultdict(set)
    for one in settled.values():
        if one.person and one.judgement is Judgement.SAME and {one.a, one.b} <= ids:
            after[one.a].add(one.b)
    for report in members:
        decided = settled.get(frozenset((report.id, report.revises or "")))
        if report.revises in ids and not (decided is not None and decided.person):
            after[report.id].add(report.revises or "")
    return after


def _circle(left: set[str], after: Mapping[str, set[str]]) -> str:
    """The circle among reports that cannot be ordered, in words."""
    path = [min(left)]
    while path[-1] not in path[:-1]:
        path.append(min(after[path[-1]] & left))
    path = path[path.index(path[-1]) :]
    told = " revises ".join(path)
    return f"versions in a circle: {told}; take back one `revises`, or undo a decision"
