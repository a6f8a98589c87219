"""The line that says what an export could not carry."""

from sayso.export.loss import Loss


def counted(seen: int, skipped: list[str], **lost: int) -> str:
    loss = Loss()
    for _ in range(seen):
        loss.see()
    for reason in skipped:
        loss.skip(reason)
    for what, times in lost.items():
        loss.lose(what, times)
    return str(loss)


def test_one_reason_stands_alone() -> None:
    told = counted(12, ["no fatality"] * 3, **{"disputes flattened": 4})
    assert told == "12 incidents, 9 written, 3 skipped: no fatality; disputes flattened: 4"


def test_several_reasons_stand_with_their_numbers() -> None:
    assert counted(3, ["no day", "no place", "no day"]) == (
        "3 incidents, 0 written, 3 skipped: no day (2), no place (1)"
    )


def test_nothing_lost_is_not_told() -> None:
    assert counted(1, [], weapons=0) == "1 incident, 1 written"
    assert counted(0, []) == "0 incidents, 0 written"
