from itertools import permutations

import pytest

from sayso.merge.copies.boilerplate import (
    DAYS,
    REPORTS,
    Recurrence,
    boilerplate_spans,
    line_keys,
)
from sayso.merge.copies.fingerprints import fingerprint
from sayso.merge.copies.judging import copy_decision
from sayso.model.decisions import Judgement
from sayso.model.report import Report
from tests.merge.copies.texts import CREDITED_BY, OWN, WIRE, only, paragraphs

BOX = "Sign up for our evening letter and never miss a tide table again. It costs nothing.\n\nMost read"
END = (
    "Copyright Harbour Post. Write to the desk about errors in this text, within 28 days of its publication."
)
LINKS = (
    "Eel prices fall for a third week",
    "How to darn a net",
    "Ferry to sail on Sundays",
    "Poem: The buoy",
)


def page(body: str, number: int, links: tuple[str, str] = (LINKS[0], LINKS[1])) -> Report:
    text = "\n\n".join((body, BOX, *links, END))
    return Report.from_text(text, id=f"p{number}", outlet="Harbour Post", published=f"1990-02-{number:02}")


def learned(*reports: Report) -> frozenset[str]:
    counts: dict[str, Recurrence] = {}
    for report in reports:
        for key in line_keys(report):
            counts[key] = counts.get(key, Recurrence()).with_report(report)
    return frozenset(key for key, count in counts.items() if count.recurs)


PAGES = [page(paragraph, number + 1) for number, paragraph in enumerate(paragraphs(OWN))]


def test_what_an_outlet_prints_on_three_days_is_boilerplate() -> None:
    keys = learned(*PAGES[:DAYS])
    found = [span.of(PAGES[0].text) for span in boilerplate_spans(PAGES[0].text, keys)]
    assert "Most read" in found
    assert END in found
    assert paragraphs(OWN)[0] not in found
    assert boilerplate_spans(PAGES[0].text, learned(*PAGES[: DAYS - 1])) == ()


def test_links_that_change_from_day_to_day_are_of_the_box_they_stand_in() -> None:
    fresh = page(only(OWN, 0), 20, (LINKS[2], LINKS[3]))
    found = [span.of(fresh.text) for span in boilerplate_spans(fresh.text, learned(*PAGES))]
    assert LINKS[2] in found
    assert LINKS[3] in found


def test_versions_of_one_report_teach_nothing() -> None:
    versions = [Report.from_text(WIRE, id=f"v{n}", published="1990-02-11") for n in range(REPORTS - 1)]
    assert learned(*versions) == frozenset()
    assert learned(*versions, Report.from_text(WIRE, id="v9", published="1990-02-11")) != frozenset()


def test_the_frame_of_a_bulletin_is_boilerplate_whatever_its_figures_and_names() -> None:
    told = "As a result of the fire {} of our soldiers near {} was taken to the hospital at once."
    nights = [
        Report.from_text(f"{one} {paragraphs(OWN)[n]}", id=f"n{n}", published=f"1990-03-{n + 1:02}")
        for n, one in enumerate(told.format(n, name) for n, name in enumerate(("Oksu", "Tolma", "Meshed")))
    ]
    (span,) = boilerplate_spans(nights[0].text, learned(*nights))
    assert span.of(nights[0].text).endswith("Oksu was taken to the hospital at once.")


def test_the_order_of_arrival_makes_no_difference() -> None:
    assert len({learned(*some) for some in permutations(PAGES)}) == 1


@pytest.mark.parametrize("published", [None, "1990-02-11"])
def test_reports_without_a_day_are_counted_by_their_titles(published: str | None) -> None:
    several = [
        Report.from_text(f"{END}\n\n{one}", title=one[:20], id=one[:5], published=published)
        for one in paragraphs(OWN)
    ]
    assert (learned(*several) != frozenset()) == (published is None)


def test_pages_of_one_site_are_no_copies_once_their_boxes_are_known() -> None:
    keys = learned(*PAGES)
    a, b = (fingerprint(one, CREDITED_BY, keys) for one in PAGES[:2])
    assert copy_decision(a, b, "sayso").judgement is Judgement.DIFFERENT
    assert "tide" not in a.forms
    assert "grandmother" in a.forms


def test_unrelated_reports_change_a_decision_by_boilerplate_alone() -> None:
    wire = Report.from_text(WIRE, id="wire", outlet="Hill Gazette", published="1990-02-11")
    copy = page(only(WIRE, 0, 1, 2), 12)
    before = copy_decision(fingerprint(wire, CREDITED_BY), fingerprint(copy, CREDITED_BY), "sayso")
    after = copy_decision(
        fingerprint(wire, CREDITED_BY), fingerprint(copy, CREDITED_BY, learned(copy, *PAGES)), "sayso"
    )
    assert before.judgement is after.judgement is Judgement.SAME
    assert after.score >= before.score
