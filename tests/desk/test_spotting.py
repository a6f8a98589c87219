from sayso.desk.spotting import shaped
from sayso.model.events import Geometry, Location, PlacePrecision
from sayso.model.kept import Spot
from sayso.model.sphere import Point

GOMA = Location("Goma", PlacePrecision.CITY, "COD", -1.674, 29.228, 5.0, "geonames:216281")


def spot(place: Location) -> Spot:
    return Spot("i-1", "ASSAULT", None, place, None, None, disputed=False)


def middle(id_: str) -> Point | None:
    return (-1.674, 29.228) if id_ == GOMA.gazetteer else None


def test_a_place_where_the_gazetteer_has_it_stays_what_it_is() -> None:
    assert shaped(spot(GOMA), middle) == spot(GOMA)
    other = Location("Elsewhere", PlacePrecision.CITY, None, 1.0, 2.0, 5.0, "mine:7")
    assert shaped(spot(other), middle) == spot(other)
    assert shaped(spot(Location("Nowhere")), middle) == spot(Location("Nowhere"))


def test_a_part_of_a_town_is_an_area() -> None:
    north = Location("northern Goma", PlacePrecision.CITY, "COD", -1.65, 29.228, 5.0, "geonames:216281")
    assert shaped(spot(north), middle).place.geometry is Geometry.AREA
