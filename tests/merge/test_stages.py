"""What an event takes over from the scene told before it. The sentences are ours."""

import pytest

from tests.attribute.readable import merged

pytestmark = pytest.mark.model


def last(text: str) -> tuple[str | None, str | None]:
    """Place and first day of the last event."""
    event = merged(text).events[-1]
    where = None if event.place is None else event.place.value.name
    return where, None if event.time is None else event.time.value.first.isoformat()


def test_the_next_act_goes_on_where_the_last_one_was() -> None:
    text = "Rebels attacked a base in Gao on 3 May 2021. They burned four lorries."
    assert last(text) == ("Gao", "2021-05-03")


def test_a_name_that_stands_between_ends_the_scene() -> None:
    text = "Rebels attacked a base in Gao on 3 May 2021. Villagers of Kidal said gunmen killed a teacher."
    assert last(text)[0] != "Gao"


def test_speech_takes_over_no_place() -> None:
    text = "Rebels attacked a base in Gao on 3 May 2021. Mali accused Algeria of arming them."
    assert last(text)[0] is None


def test_what_had_been_before_has_another_day() -> None:
    text = "Rebels attacked a base in Gao on 3 May 2021. Soldiers had burned four houses."
    assert last(text)[1] is None
