"""The open pages of `tests/gold/pages`, as `tools/score_pages.py` scores them."""

from statistics import mean

from tests.gold.pages.making import made
from tests.gold.pages.recipes import RECIPES
from tools.score_pages import f1, ours, scored

ALL = [made(recipe) for recipe in RECIPES]


def test_articles_are_read_from_pages_of_every_make() -> None:
    found = [scored(page, ours) for page in ALL]
    assert len(found) == 40
    assert mean(one.text for one in found) >= 0.99
    assert min(one.text for one in found) >= 0.9
    assert [page.name for page, one in zip(ALL, found, strict=True) if not one.title or one.invented] == []
    # Of "old table, br" the day stands in the middle of a cell.
    assert [page.name for page, one in zip(ALL, found, strict=True) if one.day is False] == ["old table, br"]


def test_the_score_is_that_of_runs_of_words() -> None:
    assert f1("a b c d e", "a b c d e") == 1.0
    assert f1("a b c d", "a b c d e") == 2 / 3
    assert f1("", "a b c d e") == 0.0
    assert f1("边境检查站", "边境检查站") == 1.0
