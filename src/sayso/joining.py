"""Stories, and events at marked words, over reports: for measuring on corpora.

By wording alone where texts have no day of publication; else as reports are joined.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from sayso.errors import ResourceError
from sayso.lang.families import load_families
from sayso.merge.across import Member, joined, members
from sayso.merge.across.mentions import same_events
from sayso.merge.across.words import words_of
from sayso.merge.stories import average_link, bag_of_all, stories, stories_of_topic, vectors
from sayso.model.parse import Parse
from sayso.model.report import Report
from sayso.model.spans import Span
from sayso.model.wording import Families, Words
from sayso.pipeline import LANGUAGE, Coder, code_version

__all__ = [
    "events_of_reports",
    "events_of_topics",
    "events_told",
    "mention_words",
    "stories",
    "tfidf_stories",
]


def tfidf_stories(texts: Mapping[str, str], least: float) -> dict[str, str]:
    """The baseline: every word weighs by its rarity alone, groups by average link."""
    rows = vectors({name: bag_of_all(texts[name]) for name in sorted(texts)})
    return {name: group[0] for group in average_link(rows, least) for name in group}


def mention_words(key: str, report: str, parse: Parse, span: Span) -> Words | None:
    """A mention as words; None where its span has none."""
    return words_of(key, report, parse, span, _families())


def events_of_topics(
    words: Iterable[Words], texts: Mapping[str, str], topics: Mapping[str, str]
) -> dict[str, str]:
    """The event of each mention; mentions of two topics are never one."""
    by_topic: dict[str, list[Words]] = defaultdict(list)
    for one in words:
        by_topic[topics[one.report]].append(one)
    return {key: event for group in by_topic.values() for key, event in _events(group, texts, topics)}


def events_of_reports(coder: Coder, marked: Sequence[tuple[Report, Mapping[str, Span]]]) -> dict[str, str]:
    """The incident of each marked stretch, as the events of coded reports are joined to incidents."""
    found: dict[str, Member] = {}
    for report, spans in marked:
        found |= dict(zip(spans, coder.members_at(report, list(spans.values())), strict=True))
    names = _incident_of(tuple(found.values()))
    return {name: names[member.key] for name, member in found.items()}


def events_told(coder: Coder, marked: Sequence[tuple[Report, Mapping[str, Span]]]) -> dict[str, str]:
    """The incident of each marked stretch that a word for a coded event meets; of others nothing is said."""
    found: dict[str, str] = {}
    every: list[Member] = []
    for report, spans in marked:
        told = members(coder.code(report))
        every += told
        for name, span in spans.items():
            hits = (m.key for m in told if any(trigger.overlaps(span) for trigger in m.event.triggers))
            key = next(hits, None)
            if key is not None:
                found[name] = key
    names = _incident_of(every)
    return {name: names[key] for name, key in found.items()}


def _incident_of(members: Sequence[Member]) -> dict[str, str]:
    incidents = joined(members, f"sayso {code_version()}").incidents
    return {key: f"i{number}" for number, keys in enumerate(incidents) for key in keys}


def _events(
    words: list[Words], texts: Mapping[str, str], topics: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    topic = topics[words[0].report]
    told = stories_of_topic({name: text for name, text in texts.items() if topics.get(name) == topic})
    yield from same_events(words, told).items()


@cache
def _families() -> Families:
    families = load_families(LANGUAGE)
    if families is None:
        raise ResourceError(f"lang/{LANGUAGE} has no families of words")
    return families
