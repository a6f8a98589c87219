"""`sayso evaluate lines` by whole reports through all stages."""

import pytest

from sayso.accounting import one_incident
from sayso.model.report import Report
from sayso.pipeline import default_coder

pytestmark = pytest.mark.model


def test_two_wires_that_quote_one_spokesman_are_one_line() -> None:
    texts = (
        ("Cape Wire", "The Navy sank two boats off Dondra on Monday, navy spokesman Ravi Perera said."),
        ("Hill Radio", "Navy spokesman Ravi Perera said two boats were sunk off Dondra on Monday."),
    )
    reports = [
        Report.from_text(text, outlet=outlet, published="2009-02-03", id=outlet) for outlet, text in texts
    ]
    found = one_incident("i1", [default_coder().code(report) for report in reports])
    assert [one.reports for one in found.lines] == [("Cape Wire", "Hill Radio")]
    assert found.parties == 1
