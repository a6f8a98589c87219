"""Reports that hold scripts and markup are shown as what they say."""

import pytest

from sayso.desk import Desk
from tests.show.web.browser import sites
from tests.show.web.browser.conftest import Reader

pytestmark = pytest.mark.browser

# Pages with words of the report; the others name incidents in our own words alone.
SHOWING = ("list", "incident hostile", "report hostile", "coding hostile")
NAMES = ("home", *SHOWING, "timeline", "map", "queue")


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_a_report_runs_even_without_a_policy(reader: Reader, known: Desk, name: str) -> None:
    """The policy is the second wall; the first, that all is escaped, must hold alone."""
    page = reader.page(sites.pages(known)[name], bypass_csp=True)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.ran") is None
    assert page.locator("script:not([src]), [onerror], img, a[href^='javascript:' i]").count() == 0
    assert ("<img src=x" in page.locator("body").inner_text()) == (name in SHOWING)
    assert reader.problems == []


def test_the_policy_stops_a_script_that_would_get_through(reader: Reader) -> None:
    page = reader.page("/")
    page.evaluate(
        """const one = document.createElement("script");
        one.textContent = "window.ran = 1";
        document.body.append(one);"""
    )
    assert page.evaluate("window.ran") is None
    assert [one for one in reader.problems if "Content Security Policy" not in one] == []
    assert len(reader.problems) == 1
    reader.problems.clear()
