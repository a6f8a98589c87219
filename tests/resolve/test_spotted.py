"""Where a report is from, by the names of its outlet and its title. The texts are ours."""

from dataclasses import replace

import pytest

from sayso.resolve.spotted import spotted
from tests.coding import PUBLISHED, coding

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("outlet", "title", "expected"),
    [
        ("Turkish Daily News", None, {"TUR"}),
        ("The Moscow Times", None, {"RUS"}),
        (None, "Iraq: four guards killed", {"IRQ"}),
        ("Nigerian Tribune", "Sudan's army retakes a town", {"NGA", "SDN"}),
        ("daily paper", "four guards killed", set()),
    ],
)
def test_an_outlet_and_a_title_say_where_a_report_is_from(
    outlet: str | None, title: str | None, expected: set[str]
) -> None:
    found = coding("Gunmen killed four guards.")
    parse = replace(found.parse, outlet=outlet, title=title)
    assert spotted(parse, found.mentions, PUBLISHED, found.tables, ()).countries == expected
