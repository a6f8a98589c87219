"""Which countries a report speaks of: those of its parties, and those of its title. The texts are ours."""

from dataclasses import replace

import pytest

from sayso.resolve.report_countries import home_countries
from tests.coding import coding, resolver

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Turkish jets strike targets in Iraq", "Gunmen killed four guards.", ("IRQ", "TUR")),
        ("France’s troops leave Mali.", "Gunmen killed four guards.", ("FRA", "MLI")),
        ("Ceasefire holds, monitors say", "Gunmen killed four guards.", ()),
        ("Aid reaches Saudi Arabia's border", "Gunmen killed four guards.", ("SAU",)),
        (None, "The Nigerian army killed four gunmen.", ("NGA",)),
        ("Chad sends help", "The Nigerian army killed four gunmen.", ("NGA", "TCD")),
    ],
)
def test_a_title_and_the_parties_of_a_text_say_where_it_is_about(
    title: str | None, text: str, expected: tuple[str, ...]
) -> None:
    found = coding(text)
    parse = replace(found.parse, title=title)
    assert home_countries(parse, found.mentions, resolver(found), found.tables.parties) == expected
