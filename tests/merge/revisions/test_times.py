import pytest

from sayso.merge.revisions.sentences import cut
from sayso.merge.revisions.times import time_phrases


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("The bomb went off on Sunday morning near Mosul.", ["Sunday morning"]),
        (
            "The bomb went off shortly after seven on Sunday morning.",
            ["shortly after seven on Sunday morning"],
        ),
        ("Shells fell at noon on Saturday and at dusk.", ["noon on Saturday and at dusk"]),
        ("Jets struck before dawn, at 4:40 a.m. on Tuesday.", ["before dawn, at 4:40 a.m. on Tuesday"]),
        ("The raid of 12 March killed seven.", ["12 March"]),
        ("The raid of 12 May killed seven.", ["12 May"]),
        ("Jets struck on May 12, at dawn.", ["May 12, at dawn"]),
        ("It was the worst week since fighting began in May.", ["May"]),
        ("The truce of May 2021 was broken on Sunday.", ["May 2021", "Sunday"]),
        ("The truce may hold until 12 June.", ["until 12 June"]),
        ("May the truce hold, said Theresa May of the council.", []),
        ("A column that may 12 hours later have turned back was seen.", []),
        ("The men of May Pen fled.", []),
        ("Troops march on the town of May Pen.", []),
        ("Seven of the nine were at the market.", []),
        ("They fled in the night, after three days of fire.", ["night"]),
    ],
)
def test_a_phrase_of_time_has_its_clock_and_no_counts(text: str, phrases: list[str]) -> None:
    assert [one.of(text) for one in time_phrases(cut(text), 0)] == phrases
