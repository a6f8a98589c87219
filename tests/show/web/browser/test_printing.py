"""What comes out of a printer."""

import io
from typing import Any
from unicodedata import normalize

import pytest
from pypdf import PageObject, PdfReader

from sayso.desk import Desk
from sayso.show.web import links
from tests.show.web.browser import sites
from tests.show.web.browser.conftest import Reader

pytestmark = pytest.mark.browser


def lowest(page: PageObject) -> float:
    """Where the words of a page end, as a share of its height from above."""
    found: list[float] = []

    def seen(text: str, cm: list[float], tm: list[float], *_: Any) -> None:
        if text.strip():
            found.append(tm[4] * cm[1] + tm[5] * cm[3] + cm[5])

    page.extract_text(visitor_text=seen)
    return 1 - min(found, default=float(page.mediabox.height)) / float(page.mediabox.height)


@pytest.mark.parametrize("report", ["seed", "quoted"])
def test_print_holds_all_sides_and_leaves_no_page_half_blank(
    reader: Reader, known: Desk, report: str
) -> None:
    record = known.incident(sites.fullest(known, report))
    page = reader.page(links.incident(record.incident.id), script=False)
    printed = PdfReader(io.BytesIO(page.pdf(format="A4")))
    # Some fonts print "fl" as one character.
    text = normalize("NFKC", " ".join(" ".join(one.extract_text() for one in printed.pages).split()))
    wanted = {
        "seed": (
            "Washington said the jet had dropped bombs near US-backed forces",
            "flying a mission against Islamic State",
            "What is disputed",
        ),
        "quoted": ("health ministry", "Israel Defense Forces", "Hamas", "the house held weapons"),
    }
    assert [words for words in wanted[report] if words not in text] == []
    assert [share for share in map(lowest, printed.pages[:-1]) if share < 0.7] == []
    assert "Skip to content" not in text


def test_where_words_end_on_a_page_is_seen(reader: Reader) -> None:
    page = reader.page("/review", script=False)
    page.set_content("<p>one line")
    assert lowest(PdfReader(io.BytesIO(page.pdf(format="A4"))).pages[0]) < 0.2
    page.set_content("<p>a line" * 20)
    assert lowest(PdfReader(io.BytesIO(page.pdf(format="A4"))).pages[0]) > 0.4
