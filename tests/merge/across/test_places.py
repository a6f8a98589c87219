"""Whether what is said of where allows one place."""

import pytest

from sayso.merge.across.places import Where, folded, stand
from sayso.model.events import Location, PlacePrecision
from tests.merge.across.by_hand import at, on_map

KARA, BELA = on_map("Kara", 10.0, 10.0), on_map("Bela", 10.05, 10.05)
AREA = Where((Location("Kara province", PlacePrecision.ADMIN1, "XXA", 10.0, 10.0, 80.0),))


@pytest.mark.parametrize(
    ("a", "b", "score"),
    [
        (KARA, KARA, 1.0),
        (KARA, BELA, -1.0),
        (KARA, AREA, 0.5),
        (KARA, at("Mada"), 0.0),
        (KARA, Where(), 0.0),
        (at("Mada"), at("Dora"), 0.0),
        (at("Mada"), Where((Location("Dora"),), frozenset({"the hills of mada"})), 0.5),
    ],
)
def test_places_stand_to_each_other_from_both_sides(a: Where, b: Where, score: float) -> None:
    assert (stand(a, b), stand(b, a)) == (score, score)


def test_a_name_is_folded_to_plain_letters() -> None:
    assert folded("Sek’ot’a-Ābīy") == "sekota abiy"
