"""Whether a content is a no. The sentences are ours."""

import pytest

from sayso.merge.negations import says_no
from tests.coding import coding


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "no"),
    [
        ("Our units did not fire on the market.", True),
        ("None of its men had crossed the river.", True),
        ("Not a single shell fell on the town.", True),
        ("There was no raid.", True),
        ("Nobody attacked the village.", True),
        ("The army was nowhere near the town.", True),
        ("The report is a fabrication.", True),
        ("The so-called raid killed a goat.", True),
        ("Our units fired on the market.", False),
        # Not said of what happened: open, conditional, wished, or beside the point.
        ("The attack could not be verified.", False),
        ("They would not hesitate to fire.", False),
        ("Troops will fire if the rebels do not leave.", False),
        ("The attack killed men who were not armed.", False),
        ("The rebels no longer hold the town.", False),
        ("He was told not to speak.", False),
    ],
)
def test_a_content_is_a_no_where_its_main_clause_is(sentence: str, no: bool) -> None:
    parse = coding(sentence).parse
    words = coding(sentence).tables.lexicon.words
    assert says_no(parse, range(len(parse.tokens)), words) is no
