import pytest

from sayso.gazetteer.place_table import SHIPPED, SqlitePlaces
from tools.likeness import proposed, verdict

RAQQA, HASAKAH = "geonames:172955", "geonames:173811"


@pytest.mark.parametrize(
    ("name", "found"),
    [
        (("ar raqqa", RAQQA, "SYR"), "skeleton right"),
        (("raqqah", HASAKAH, "SYR"), "skeleton wrong"),
        (("kramatosk", "geonames:706950", "UKR"), "fuzzy wrong"),
        (("nowhere at all", RAQQA, "SYR"), "none"),
    ],
)
def test_a_proposal_is_judged_by_its_place(name: tuple[str, str, str], found: str) -> None:
    table = SqlitePlaces(SHIPPED / "geonames")
    assert verdict(table, name) == found
    assert (proposed(table, name)[1] == set()) == (found == "none")
    table.close()
