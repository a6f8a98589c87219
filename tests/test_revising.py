from dataclasses import replace

from sayso.model.incidents import Chain
from sayso.model.report import Report
from sayso.revising import is_open, versions_among

TAIL = " The road to the coast was closed, and lorries with flour waited on both banks until dark."


def report(one: str, text: str, outlet: str = "Delta Post") -> Report:
    return Report.from_text(f"{text}{TAIL}", published=f"2021-03-01T1{one}:00", outlet=outlet, id=one)


def test_the_versions_among_some_reports_are_found() -> None:
    reports = [
        report("1", "Rebels shelled Tal on Monday. More details to follow."),
        report("2", "Rebels shelled Tal on Monday and killed two."),
        report("3", "Rebels shelled Tal on Monday and killed two.", "Hill Radio"),
    ]
    assert versions_among(reports, "sayso") == (Chain(("1", "2")),)
    assert [is_open(one) for one in reports] == [True, False, False]


def test_reports_of_one_guid_are_versions_whatever_they_say() -> None:
    other = Report.from_text("The bishop spoke of peace at Orm.", published="2021-04-01", id="4")
    pair = [replace(one, guid="urn:d:1") for one in (report("1", "Rebels shelled Tal."), other)]
    assert versions_among(pair, "sayso") == (Chain(("1", "4")),)
