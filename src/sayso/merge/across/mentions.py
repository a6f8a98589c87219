"""Mentions to events by their wording alone: what is measured on corpora that give no dates and places."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from sayso.merge.across.wording import SAME, likelihood
from sayso.merge.stories import linked
from sayso.model.wording import Words


def same_events(words: Sequence[Words], stories: Mapping[str, str], least: float = SAME) -> dict[str, str]:
    """The event of each mention of one topic: the smallest key of its mentions.

    Args:
        words: The mentions of one topic.
        stories: The story of each report.
        least: Mentions of one event are on average as likely one as this.
    """
    placed = [replace(one, story=stories.get(one.report)) for one in sorted(words, key=lambda w: w.key)]
    likely = {(a.key, b.key): likelihood(a, b) for a, b in combinations(placed, 2)}
    groups = linked([one.key for one in placed], likely, least)
    return {key: group[0] for group in groups for key in group}
