"""Review without JavaScript: every decision is a form, one entry of the log, and can be undone."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from fastapi.testclient import TestClient

from sayso.desk import Desk
from sayso.model.kept import IncidentRecord
from sayso.show.web import links
from sayso.show.web.accounts import Accounts, Role
from sayso.show.web.application import application
from sayso.show.web.options import WebOptions
from sayso.show.web.views.chosen import chosen

HOME = "http://127.0.0.1:8000"


@pytest.fixture
def own(base: Path, tmp_path: Path) -> Iterator[Desk]:
    """A copy of the base that may be changed."""
    with Desk(base, read_only=True) as desk:
        desk.backup(tmp_path / "own.db")
    with Desk(tmp_path / "own.db") as desk:
        yield desk


@pytest.fixture
def coder(own: Desk) -> Iterator[TestClient]:
    with TestClient(application(own, WebOptions(writing=True, coder="ada")), base_url=HOME) as client:
        yield client


def shelling(desk: Desk) -> IncidentRecord:
    return next(iter(desk.incidents(report="wire-2")))


def test_the_queue_says_why_each_incident_waits(coder: TestClient, own: Desk) -> None:
    page = coder.get("/review").text
    assert links.review(own.queue(limit=1)[0].incident) in page
    assert own.queue(limit=1)[0].why.value in page


def test_a_read_only_desk_shows_the_screen_and_takes_nothing(client: TestClient, desk: Desk) -> None:
    here = links.review(shelling(desk).incident.id)
    page = client.get(here)
    assert page.status_code == 200
    assert "<button data-key" not in page.text
    assert client.post(f"{here}/accept").status_code == 403


def test_a_field_is_corrected_by_words_of_the_report_and_undone(coder: TestClient, own: Desk) -> None:
    record = shelling(own)
    here, event = links.review(record.incident.id), record.told[0].key
    asked = {"event": event, "field": "killed", "words": "three  CIVILIANS"}
    page = coder.get(f"{here}/correct", params=asked).text
    at = re.search(r'name="at" value="(\d+-\d+)"', page)
    assert at is not None, page
    form = {"event": event, "field": "killed", "at": at[1], "value": "4", "reason": "a later count"}
    after = coder.post(f"{here}/correct", data=form)
    assert after.status_code == 200
    assert own.incident(record.incident.id).summary.killed == (4, 4, 4)
    assert "corrected by ada" in after.text
    undo = re.search(r'name="decision" value="([^"]+)"', after.text)
    assert undo is not None
    coder.post("/undo", data={"decision": undo[1], "to": here})
    assert own.incident(record.incident.id).summary.killed == record.summary.killed


def test_a_proposed_value_is_put_by_its_number(coder: TestClient, own: Desk) -> None:
    record = shelling(own)
    here, event = links.review(record.incident.id), record.told[0].key
    text = record.told[0].coded.report.text
    start = text.index("Kiev")
    form = {"event": event, "field": "actors", "at": f"{start}-{start + 4}", "choice": "0"}
    assert coder.post(f"{here}/correct", data=form).status_code == 200
    actors = own.incident(own.incidents_of([event])[event]).told[0].event.actors
    assert [fact.value.party for fact in actors] == ["UKR"]
    assert actors[0].evidence[0].of(text) == "Kiev"


def test_a_value_without_words_needs_a_reason(coder: TestClient, own: Desk) -> None:
    record = shelling(own)
    form = {"event": record.told[0].key, "field": "killed", "value": "9"}
    answer = coder.post(f"{links.review(record.incident.id)}/correct", data=form)
    assert answer.status_code in (400, 409)
    assert own.incident(record.incident.id).summary.killed == record.summary.killed


def test_accepting_all_marks_the_incident_as_reviewed(coder: TestClient, own: Desk) -> None:
    record = shelling(own)
    coder.post(f"{links.review(record.incident.id)}/accept")
    assert own.incident(record.incident.id).reviewed
    assert "accepted" in coder.get(f"/i/{record.incident.id[2:]}/history").text


def test_incidents_are_merged_and_split_again(coder: TestClient, own: Desk) -> None:
    first, second = list(own.incidents(report="wire-1"))[:2]
    here = links.review(first.incident.id)
    coder.post(f"{here}/merge", data={"other": links.incident(second.incident.id)})
    (merged,) = own.incidents(report="wire-1")
    assert set(merged.incident.members) == {*first.incident.members, *second.incident.members}
    old = coder.get(links.incident(second.incident.id), follow_redirects=False)
    survivor = coder.get(links.incident(first.incident.id), follow_redirects=False)
    assert sorted([old.status_code, survivor.status_code]) == [200, 308]
    again = coder.post(f"{links.review(merged.incident.id)}/split", data={"events": second.told[0].key})
    assert again.status_code == 400, "a person who has said both is asked to undo one"
    coder.post("/undo", data={"decision": own.log()[-1].id})
    assert len(list(own.incidents(report="wire-1"))) == 2


def test_events_that_the_machine_joined_are_split(coder: TestClient, own: Desk) -> None:
    report = replace(own.report("wire-2").report, id="wire-3", outlet="Herald")
    own.add(report)
    (joined,) = own.incidents(report="wire-3")
    assert len(joined.told) == 2
    coder.post(f"{links.review(joined.incident.id)}/split", data={"events": joined.told[1].key})
    parts = [one.incident.id for one in own.incidents(report="wire-2")] + [
        one.incident.id for one in own.incidents(report="wire-3")
    ]
    old = joined.incident.id
    assert set(parts) > {old}
    choice = coder.get(links.incident(old), follow_redirects=False)
    assert choice.status_code == 300
    (other,) = set(parts) - {old}
    row = own.rows([old])[old]
    assert f'href="{links.incident(old, row.headline, now=True)}"' in choice.text
    assert f'href="{links.incident(other, own.rows([other])[other].headline)}' in choice.text
    one = coder.get(links.incident(old, now=True))
    assert (one.status_code, links.incident(other) in one.text) == (200, True)
    assert coder.get(links.incident(other), follow_redirects=False).status_code == 200
    assert coder.get("/incidents", params={"report": "wire-2"}).text.count("?now=1") == 1


def test_a_statement_gets_another_speaker_or_none(coder: TestClient, own: Desk) -> None:
    record = shelling(own)
    here = links.review(record.incident.id)
    said = next(s for s in record.told[0].coded.statements if s.source and s.source.party.name != "Ukraine")
    coder.post(f"{here}/speaker", data={"statement": f"wire-2#{said.id}", "reason": "nobody is named"})
    now = next(s for s in own.report("wire-2").statements if s.content == said.content)
    assert now.source is None


def test_a_stance_a_note_a_state_and_a_grade_are_kept(coder: TestClient, own: Desk) -> None:
    record = shelling(own)
    here = links.review(record.incident.id)
    claim = next(c for c in record.told[0].coded.claims if c.event == record.told[0].event.id)
    for action, form in (
        ("stance", {"claim": f"wire-2#{claim.id}", "stance": "alleges"}),
        ("note", {"text": "ask the hospital"}),
        ("state", {"state": "needs-source"}),
        ("grade", {"grade": "weak"}),
    ):
        assert coder.post(f"{here}/{action}", data=form).status_code == 200, action
    page = coder.get(f"/i/{record.incident.id[2:]}/history").text
    assert "ask the hospital" in page
    assert own.incident(record.incident.id).state.value == "needs-source"


@pytest.fixture
def two_coders(own: Desk, tmp_path: Path) -> Iterator[dict[str, TestClient]]:
    """Two coders and an editor, each logged in."""
    path = tmp_path / "accounts.json"
    accounts = Accounts(path, hasher=PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    for name, role in (("ana", Role.CODER), ("ben", Role.CODER), ("eve", Role.EDITOR)):
        accounts.put(name, role, f"{name} has a long password")
    app = application(own, WebOptions(writing=True, accounts=path))
    with TestClient(app, base_url=HOME) as first:
        clients = {"ana": first, "ben": TestClient(app, base_url=HOME), "eve": TestClient(app, base_url=HOME)}
        for name, client in clients.items():
            client.headers["Origin"] = HOME
            form = {"name": name, "password": f"{name} has a long password", "to": "/review"}
            assert client.post("/login", data=form).status_code == 200
        yield clients


def test_two_code_blind_and_an_editor_sees_both(two_coders: dict[str, TestClient], own: Desk) -> None:
    record = shelling(own)
    here, event = links.review(record.incident.id), record.told[0].key
    for name, killed in (("ana", "11"), ("ben", "12")):
        client = two_coders[name]
        client.post(f"{here}/assign", data={"blind": "yes"})
        form = {"event": event, "field": "killed", "value": killed, "reason": "as I read it"}
        assert client.post(f"{here}/correct", data=form).status_code == 200
    assert own.incident(record.incident.id).summary.killed == record.summary.killed
    history = f"/i/{record.incident.id[2:]}/history"
    for name, other, mine in (("ana", "12", "11"), ("ben", "11", "12")):
        for path in (here, history):
            page = two_coders[name].get(path).text
            assert f">{other}<" not in page, (name, path)
            assert f">{mine}<" in page, (name, path)
        assert two_coders[name].get("/review/agreement").status_code == 403
    screen = two_coders["eve"].get(here).text
    assert "<bdi>ana</bdi></b> (blind): <bdi>11</bdi>" in screen
    assert "<bdi>ben</bdi></b> (blind): <bdi>12</bdi>" in screen
    assert "killed" in two_coders["eve"].get("/review/agreement").text


@pytest.mark.parametrize("state", ["adjudicated", "published"])
def test_only_an_editor_adjudicates(two_coders: dict[str, TestClient], own: Desk, state: str) -> None:
    here = links.review(shelling(own).incident.id)
    assert two_coders["ana"].post(f"{here}/state", data={"state": state}).status_code == 403
    assert two_coders["eve"].post(f"{here}/state", data={"state": state}).status_code == 200


@pytest.mark.parametrize(
    ("action", "form", "says"),
    [
        ("correct", {"event": "wire-2@999", "field": "killed", "value": "1", "reason": "x"}, "unknown event"),
        ("correct", {"event": "EVENT", "field": "colour", "value": "1"}, "unknown field"),
        ("correct", {"event": "EVENT", "field": "killed", "value": "many", "reason": "x"}, "no number"),
        ("correct", {"event": "EVENT", "field": "killed", "at": "5-2"}, "no characters"),
        ("correct", {"event": "EVENT", "field": "killed"}, "choose a value"),
        ("merge", {"other": "nonsense"}, "no id"),
        ("merge", {"other": "i-0000000000000000"}, "0000"),
        ("split", {}, "choose the events"),
        ("state", {"state": "done"}, "unknown state"),
        ("mark", {"kind": "part", "a": "wire-1", "b": "wire-2", "same": "yes"}, "copy or as a revision"),
        ("speaker", {"statement": "wire-2#s1", "words": "Napoleon"}, "does not stand"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_kept(
    coder: TestClient, own: Desk, action: str, form: dict[str, str], says: str
) -> None:
    record = shelling(own)
    data = {name: record.told[0].key if value == "EVENT" else value for name, value in form.items()}
    answer = coder.post(f"{links.review(record.incident.id)}/{action}", data=data)
    assert 400 <= answer.status_code < 500
    assert says in answer.text
    assert len(own.log()) == 0


@pytest.mark.parametrize(
    ("words", "at", "found"),
    [
        ("two civilians", "", "two civilians"),
        ("TWO   civilians", "", "two\ncivilians"),
        ("", "3-6", "two"),
        ("", "2-7", "two"),
        ("", "2-3", None),
        ("", "6-3", None),
        ("", "0-99", None),
        ("", "", None),
        ("three", "", None),
        ("c.v", "", None),
    ],
)
def test_words_are_found_as_they_stand(words: str, at: str, found: str | None) -> None:
    text = "   two\ncivilians" if found and "\n" in found else "   two civilians"
    span, problem = chosen(text, words, at)
    assert (span.of(text) if span else None) == found
    assert bool(problem) or span is not None or at == "2-3"
