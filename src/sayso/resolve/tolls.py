"""Figures as the record has them."""

from sayso.model.events import Toll
from sayso.model.mentions import TollMention
from sayso.model.spans import Fact


def toll(mention: TollMention, text: str) -> Fact[Toll]:
    """The figure with the characters that support it; whose word it is comes later.

    Args:
        mention: A figure from `find.tolls`.
        text: The report's text, for the words of who was counted.
    """
    who = mention.who.of(text) if mention.who is not None else None
    return Fact(Toll(mention.kind, mention.low, mention.high, who, part=mention.part), (mention.span,))
