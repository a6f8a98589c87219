"""Earlier states of an incident, and what differs between two of them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import count as count_from
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from sayso.desk import Desk
from sayso.errors import UnknownName
from sayso.model.kept import IncidentRecord
from sayso.model.report import Report
from sayso.model.spans import Span
from sayso.show.web import links
from sayso.show.web.application import application
from sayso.show.web.options import WebOptions
from sayso.show.web.views.differing import Difference, differences

HOME = "http://127.0.0.1:8000"


@pytest.fixture
def own(base: Path, tmp_path: Path) -> Iterator[Desk]:
    with Desk(base, read_only=True) as desk:
        desk.backup(tmp_path / "own.db")
    with Desk(tmp_path / "own.db") as desk:
        yield desk


@pytest.fixture
def reader(own: Desk) -> Iterator[TestClient]:
    with TestClient(application(own, WebOptions()), base_url=HOME) as client:
        yield client


def shelling(desk: Desk) -> IncidentRecord:
    return next(iter(desk.incidents(report="wire-2")))


def count(desk: Desk, record: IncidentRecord, number: int) -> None:
    """Correct how many were killed, by the words of the report."""
    found = re.search(r"three\s+civilians", record.told[0].coded.report.text, re.IGNORECASE)
    assert found is not None
    span = Span(*found.span())
    desk.correct(record.told[0].key, "killed", number, evidence=[span], author="ada")


def test_each_state_of_an_incident_can_be_had_again(own: Desk) -> None:
    before = shelling(own)
    id_ = before.incident.id
    for number in (4, 9):
        count(own, before, number)
    own.undo(own.log()[-1].id, author="ada")
    assert len(own.log()) == 3
    killed = [own.earlier(id_, number).summary.killed for number in range(4)]
    assert killed == [before.summary.killed, (4, 4, 4), (9, 9, 9), (4, 4, 4)]
    first, last = own.earlier(id_, 0), own.earlier(id_, 3)
    assert (first.incident, first.summary, first.reviewed) == (before.incident, before.summary, False)
    now = own.incident(id_)
    assert (last.incident, last.summary, last.told) == (now.incident, now.summary, now.told)


def test_what_was_joined_later_was_not_there(own: Desk) -> None:
    one, other = list(own.incidents(report="wire-1"))[:2]
    own.merge(one.incident.id, other.incident.id, "ada")
    now = own.incident(one.incident.id).incident
    assert len(now.members) == len(one.told) + len(other.told)
    assert own.earlier(now.id, 0).incident.members in (one.incident.members, other.incident.members)
    assert own.earlier(now.id, 1).incident.members == now.members


def test_an_entry_that_is_not_there_is_refused(own: Desk, reader: TestClient) -> None:
    id_ = shelling(own).incident.id
    with pytest.raises(UnknownName, match="entries of the log"):
        own.earlier(id_, 1)
    assert reader.get(links.earlier(id_, 1)).status_code == 404
    assert reader.get(f"/i/{id_[2:]}?v=-1").status_code == 422


def test_a_page_of_an_earlier_state_says_so_and_leads_to_what_changed(own: Desk, reader: TestClient) -> None:
    id_ = shelling(own).incident.id
    count(own, shelling(own), 4)
    page = reader.get(links.earlier(id_, 0)).text
    assert "as the machine coded it" in page
    assert links.difference(id_, 0, 1).replace("&", "&amp;") in page
    changed = reader.get(links.difference(id_, 0, 1))
    assert changed.status_code == 200
    assert "<ins>4 killed" in changed.text
    history = reader.get(f"/i/{id_[2:]}/history").text
    assert links.earlier(id_, 1) in history
    same = reader.get(links.difference(id_, 1, 1)).text
    assert "Nothing that the page of the incident shows differs" in same


def test_fields_that_differ_are_told_with_both_values(own: Desk) -> None:
    before = shelling(own)
    count(own, before, 4)
    rows = differences(before, shelling(own))
    changed = {one.label for one in rows if one.changed}
    assert "People hurt" in changed
    assert changed <= {"People hurt", "Account lines", "Disputed", "Grade", "Review"}
    assert Difference("Where", ("Kyiv",), ("Kyiv",)).changed is False


def test_newly_disputed_is_what_became_so_last_not_what_has_the_latest_report(
    own: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = (f"2026-11-23T13:00:{second:02}+00:00" for second in count_from(0))
    monkeypatch.setattr(own.store, "_now", lambda: next(clock))
    told = (
        "Russian forces shelled a market in Kharkiv on Sunday, killing two, Ukraine said. Russia denied it.",
        "Ethiopian troops burned a church near Axum in May, the Red Cross said. Ethiopia denied the charge.",
    )
    for number, text in enumerate(told):
        own.add(Report.from_text(text, id=f"n-{number}", outlet="Wire", published=date(2022, 3, 7)))
    ids = [next(iter(own.incidents(report=f"n-{number}"))).incident.id for number in (0, 1)]
    assert [own.incident(id_).summary.disputed for id_ in ids] == [True, True]
    again = own.report("n-0").report
    own.add(replace(again, id="n-2", outlet="Herald"))
    assert set(own.incident(ids[0]).incident.reports) == {"n-0", "n-2"}
    found = own.news(6)
    order = [one.id for one in found.disputed]
    assert order.index(ids[1]) < order.index(ids[0])
    assert found.since[ids[1]] > found.since[ids[0]]
    assert found.moments[ids[0]] > found.moments[ids[1]]
    own.rebuild()
    assert own.news(6).since == found.since


def test_what_accounts_of_two_reports_dispute_is_so_since_the_second(own: Desk) -> None:
    first = "Ethiopian troops killed 12 people in Axum on Friday, residents said."
    second = "Ethiopian troops killed 40 people in Axum on Friday, the Red Cross said."
    for number, text in enumerate((first, second)):
        own.add(Report.from_text(text, id=f"m-{number}", outlet=f"Wire {number}", published=date(2022, 3, 7)))
    record = next(iter(own.incidents(report="m-0")))
    assert (record.incident.reports, record.summary.disputed) == (("m-0", "m-1"), True)
    news = own.news(1)
    assert [one.id for one in news.disputed] == [record.incident.id]
    assert news.since[record.incident.id] == news.moments[record.incident.id]
