from sayso.evaluate.misses import Miss, error_lines, error_rows, grouped, short

MISSES = [
    Miss("late", "a", "one"),
    Miss("lost", "a", "two"),
    Miss("lost", "a", "three"),
    Miss("lost", "b", "four"),
    Miss("lost", "c", "five"),
]


def test_causes_come_by_how_often_they_strike() -> None:
    assert [(cause, len(rows)) for cause, rows in grouped(MISSES)] == [("lost", 4), ("late", 1)]
    assert grouped([]) == []


def test_three_examples_are_shown_of_different_documents_where_there_are() -> None:
    assert error_rows(MISSES)[0] == {
        "cause": "lost",
        "count": 4,
        "examples": [
            {"where": "a", "example": "two"},
            {"where": "b", "example": "four"},
            {"where": "c", "example": "five"},
        ],
    }
    assert [" ".join(line.split()) for line in error_lines(MISSES)] == [
        "## errors: 5 of 2 causes", "4 lost", "a: two", "b: four", "c: five", "1 late", "a: one",
    ]  # fmt: skip


def test_an_example_is_one_short_line() -> None:
    assert short("Shells\n  fell.") == "Shells fell."
    assert short("many words " * 40, 20) == "many words many w..."
