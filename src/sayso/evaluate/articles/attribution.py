"""Whether the right sources say the right things of an event."""

from collections.abc import Callable, Iterable

from sayso.evaluate.articles.documents import Attribution, Event
from sayso.evaluate.articles.names import NARRATOR, Names, nobody, partners, plain
from sayso.evaluate.tally import Found, Tally

_AFFIRMING = {"asserts", "claims", "alleges"}


def polarity(stance: str | None) -> str | None:
    """The stance without the difference between those that affirm."""
    return "affirms" if stance in _AFFIRMING else stance


def score_attributions(names: Names, gold: Event, predicted: Event, tally: Tally) -> None:
    """Count who says what of one pair of events; the article's own voice is not scored."""
    ours, theirs = _of_others(gold), _of_others(predicted)
    same: Callable[[Attribution, Attribution], bool] = names.same_speaker
    questions: dict[str, Callable[[Attribution, Attribution], bool]] = {
        "source": same,
        "source + polarity": lambda a, b: same(a, b) and polarity(a.stance) == polarity(b.stance),
        "source + stance": lambda a, b: same(a, b) and a.stance == b.stance,
        "source + stance + field": lambda a, b: same(a, b) and (a.stance, a.field) == (b.stance, b.field),
    }
    for question, agrees in questions.items():
        hits = partners(ours, theirs, agrees)
        tally.add(f"attribution: {question}", Found(hits, len(theirs), len(ours)))
    ours, theirs = _distinct(ours), _distinct(theirs)
    tally.add("attribution: distinct sources", Found(partners(ours, theirs, same), len(theirs), len(ours)))


def _of_others(event: Event) -> list[Attribution]:
    return [a for a in event.attributions if plain(a.source) != NARRATOR]


def _distinct(attributions: Iterable[Attribution]) -> list[Attribution]:
    """One attribution of each source, the last one; all that nobody says is of one source."""
    return list({"" if nobody(a.source) else plain(a.source): a for a in attributions}.values())
