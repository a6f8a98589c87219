"""How far two annotators of the same reports agree: tests/gold/second scored against the first annotations.

Prints totals only, for half of the reports are of the part that is never read.
Usage: python tools/agreement.py
"""

from pathlib import Path

from sayso.evaluate.articles.benchmark import score_articles
from sayso.evaluate.articles.documents import document
from sayso.evaluate.articles.files import GOLD, GoldFile, read_object
from sayso.evaluate.scores import Scores

GOLDS = Path(__file__).resolve().parents[1] / "tests" / "gold"
FIRST, SECOND = ("dev", "held"), "second"


def agreement(golds: Path = GOLDS) -> Scores:
    """The second annotations as if they were predictions; the first one's table of names is read."""
    firsts, seconds = [], {}
    for path in sorted((golds / SECOND).glob(f"*{GOLD}")):
        first = next(at for part in FIRST if (at := golds / part / path.name).is_file())
        firsts.append(GoldFile(first, path.name.removesuffix(GOLD), read_object(first)))
        seconds[firsts[-1].stem] = document(read_object(path), path.name)
    return score_articles(firsts, seconds)


if __name__ == "__main__":
    for line in agreement().lines():
        print(line)
