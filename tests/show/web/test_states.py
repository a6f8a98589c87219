"""Earlier states of an incident, and what differs between two of them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from sayso.desk import Desk
from sayso.errors import UnknownName
from sayso.model.kept import IncidentRecord
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
