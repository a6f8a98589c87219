"""Reports that want to break a page, requests that want to break a desk, and coders who look aside."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Barrier, Thread
from urllib.parse import quote

import pytest
from argon2 import PasswordHasher
from fastapi.testclient import TestClient

from sayso.desk import Desk
from sayso.model.decisions import place_of
from sayso.model.incidents import Agreement, FieldView, Quoted, Said
from sayso.model.kept import IncidentRecord
from sayso.model.record import Dispute
from sayso.model.report import Report
from sayso.model.spans import Span
from sayso.model.statements import ClaimField, Stance
from sayso.show.safe import safe
from sayso.show.web import links
from sayso.show.web.accounts import Accounts, Role
from sayso.show.web.application import application
from sayso.show.web.options import WebOptions
from sayso.show.web.security import Limiter
from sayso.show.web.views.accounts import UNCONTESTED, FieldRow, columns, field_rows
from sayso.show.web.views.evidence import Evidences, reports_of
from sayso.show.web.views.marked import Mark, harmless, paragraphs
from sayso.show.web.views.sides import sides

HOME = "http://127.0.0.1:8000"
TEXT = (
    "Shelling in Marawi\n\nArmy shells killed three civilians in Marawi on Tuesday, the mayor said. "
    "The army denied that it had fired."
)
NAMES = ("a/b", "a?b#c", " 100% & more", "a\nb", "a\r\nSet-Cookie: x=1", "<script>", "دمشق", "..x", "a%2Fb")


@pytest.fixture
def own(base: Path, tmp_path: Path) -> Iterator[Desk]:
    """A copy of the base that may be changed."""
    with Desk(base, read_only=True) as desk:
        desk.backup(tmp_path / "own.db")
    with Desk(tmp_path / "own.db") as desk:
        yield desk


def shelling(desk: Desk) -> IncidentRecord:
    return next(iter(desk.incidents(report="wire-2")))


def broken(page: str) -> list[str]:
    """Links into a page that lead nowhere."""
    there = set(re.findall(r'id="([^"]*)"', page))
    return [one for one in re.findall(r'href="#([^"]*)"', page) if one not in there]


def test_a_report_of_any_id_has_its_page(own: Desk) -> None:
    own.add([Report.from_text(TEXT, id=name, published="2017-06-20") for name in NAMES])
    with TestClient(application(own), base_url=HOME) as client:
        for name in NAMES:
            # The client of the tests undoes quoting twice.
            address = links.report(name).replace("%25", "%2525")
            assert client.get(address).status_code == 200, name
            there = client.get(f"/api/v1/reports/{quote(name, safe='').replace('%25', '%2525')}")
            assert there.json()["report"]["id"] == name


def test_links_to_evidence_lead_to_the_words_of_their_own_report(own: Desk) -> None:
    """Ids that are alike when they are written with letters alone; texts that are the same."""
    names = [f"wire/{n % 2}{'-' * n}!" for n in range(15)]
    own.add(
        [Report.from_text(TEXT, id=name, outlet=f"Paper {name}", published="2017-06-20") for name in names]
    )
    (record,) = own.incidents(report=names[0])
    assert len(record.incident.reports) == len(names)
    with TestClient(application(own), base_url=HOME) as client:
        page = client.get(links.incident(record.incident.id)).text
        assert broken(page) == []
        anchors = re.findall(r'<mark [^>]*id="([^"]*)"', page)
        assert len(anchors) == len(set(anchors))


def test_words_of_a_report_that_a_page_does_not_show_are_on_its_own(own: Desk) -> None:
    record = shelling(own)
    found = Evidences({"first": record.told[0].coded, "wire-2": record.told[0].coded}, most=1)
    assert found.link("first", Span(0, 8)).address.startswith("#e-")
    away = found.link("wire-2", Span(0, 8)).address
    with TestClient(application(own), base_url=HOME) as client:
        assert f'id="{away.partition("#")[2]}"' in client.get(away).text


def test_marks_that_links_lead_to_are_shown_in_a_text_of_any_length() -> None:
    text = "\n".join(["word " * 300] * 60)
    far = Mark(Span(80_000, 80_004), "e-far", wanted=True)
    many = [Mark(Span(n, n + 4), f"s-{n}") for n in range(0, 80_000, 500)]
    shown = paragraphs(text, [*many, far], most=10_000)
    anchors = {s.mark.anchor for p in shown for s in p.stretches if s.mark}
    assert "e-far" in anchors
    assert len(anchors) < 60


def test_of_two_marks_of_one_stretch_the_one_that_is_linked_to_gives_the_name() -> None:
    linked = Mark(Span(0, 3), "e-0-3", label="place", back="#v-where", wanted=True)
    said = Mark(Span(0, 3), "s-s1", "side-2", "said by A")
    for marks in ([linked, said], [said, linked]):
        (paragraph,) = paragraphs("Ain Issa", marks)
        found = paragraph.stretches[0].mark
        assert found is not None
        assert (found.anchor, found.back, found.look) == ("e-0-3", "#v-where", "side-2")


def test_what_turns_or_hides_words_is_seen_and_keeps_its_place() -> None:
    text = "a\x00b\u202ec\u2066d\x1be\rf\u200cg\U0001f4a3h\ud800"
    shown = harmless(text)
    assert len(shown) == len(text)
    assert not set(shown) & set("\x00\u202e\u2066\x1b\r\ud800")
    assert "\u200c" in shown, "Persian needs it"


def test_a_heap_of_marks_is_cut_and_words_are_not() -> None:
    assert len(safe("a" + "\u0301" * 2_000)) < 10
    assert len(safe("a" + "\u200d\u0301" * 2_000)) < 10
    for said in ("بِسْمِ ٱللَّٰهِ", "คนนี้", "שָׁלוֹם", "हिन्दी", "naïve"):
        assert safe(said) == said


def test_a_number_of_thousands_of_digits_is_no_place_of_a_key(client: TestClient) -> None:
    assert place_of("wire@" + "9" * 5_000)[1] == -1
    assert client.get("/e/wire@" + "9" * 5_000).status_code == 404


@pytest.mark.parametrize("host", ["127.0.0.1:80.evil.example", "evil.example", "x@127.0.0.1", "[::1", "a b"])
def test_another_name_is_not_served(desk: Desk, host: str) -> None:
    app = application(desk, WebOptions(hosts=frozenset({"127.0.0.1", "::1"})))
    with TestClient(app, base_url=HOME) as client:
        assert client.get("/", headers={"Host": host}).status_code == 421
        for name in ("127.0.0.1", "127.0.0.1:8000", "[::1]:8000"):
            assert client.get("/", headers={"Host": name}).status_code == 200


@pytest.mark.parametrize("path", ["/", "/incidents", "/incidents.csv", "/r/wire-1", "/feed.atom", "/map"])
def test_a_page_answers_a_question_for_its_headers(client: TestClient, path: str) -> None:
    answer = client.head(path)
    assert answer.status_code == 200
    assert answer.content == b""
    assert answer.headers["content-type"] == client.get(path).headers["content-type"]


def test_guesses_that_come_at_once_are_counted_each() -> None:
    limiter, passed, together = Limiter(0.0001, 10), [], Barrier(8)

    def guess() -> None:
        together.wait()
        for _ in range(500):
            if limiter.wait("ada") == 0.0:
                passed.append(1)

    threads = [Thread(target=guess) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(passed) == 10


def test_a_value_that_a_person_put_says_so(own: Desk) -> None:
    record = shelling(own)
    event, text = record.told[0].key, record.told[0].coded.report.text
    own.correct(event, "killed", 7, author="ada", reason="the hospital's list")
    start = text.index("Kiev")
    own.correct(event, "actors", "UKR", evidence=[Span(start, start + 4)], author="ada")
    with TestClient(application(own), base_url=HOME) as client:
        page = client.get(links.incident(record.incident.id)).text
    assert "put by a person, who chose these words" in page
    assert "put by a person; no words say it" in page
    assert "inferred: coder" not in page


@pytest.fixture
def people(own: Desk, tmp_path: Path) -> Iterator[dict[str, TestClient]]:
    """A reader, two coders and an editor, each logged in."""
    path = tmp_path / "accounts.json"
    accounts = Accounts(path, hasher=PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    roles = {"rex": Role.READER, "ana": Role.CODER, "ben": Role.CODER, "eve": Role.EDITOR}
    for name, role in roles.items():
        accounts.put(name, role, f"{name} has a long password")
    app = application(own, WebOptions(writing=True, accounts=path))
    with TestClient(app, base_url=HOME) as first:
        clients = {name: TestClient(app, base_url=HOME) if name != "ana" else first for name in roles}
        for name, client in clients.items():
            client.headers["Origin"] = HOME
            form = {"name": name, "password": f"{name} has a long password", "to": "/review"}
            assert client.post("/login", data=form).status_code == 200
        yield clients


ACTS = "correct accept clear drop stance speaker merge split mark note state grade assign".split()


def test_a_reader_changes_nothing(people: dict[str, TestClient], own: Desk) -> None:
    here = links.review(shelling(own).incident.id)
    for act in ACTS:
        assert people["rex"].post(f"{here}/{act}", data={"text": "x"}).status_code == 403, act
    assert people["rex"].post("/undo", data={"decision": "1"}).status_code == 403
    body = {"reports": [{"text": "x"}]}
    assert people["rex"].post("/api/v1/reports", json=body).status_code == 403
    assert len(own.log()) == 0


def test_only_an_editor_takes_back_what_another_decided(people: dict[str, TestClient], own: Desk) -> None:
    record = shelling(own)
    made = own.note(record.incident.id, "as I see it", author="ben")
    assert people["ana"].post("/undo", data={"decision": made.id}).status_code == 403
    assert len(own.log()) == 1
    assert people["eve"].post("/undo", data={"decision": made.id}).status_code == 200
    assert len(own.log()) == 2


def test_a_coder_does_not_unpublish(people: dict[str, TestClient], own: Desk) -> None:
    here = links.review(shelling(own).incident.id)
    assert people["eve"].post(f"{here}/state", data={"state": "published"}).status_code == 200
    assert people["ana"].post(f"{here}/state", data={"state": "machine"}).status_code == 403
    assert shelling(own).state.value == "published"


def test_who_codes_blind_sees_nothing_of_others(people: dict[str, TestClient], own: Desk) -> None:
    record = shelling(own)
    here, event = links.review(record.incident.id), record.told[0].key
    form = {"event": event, "field": "killed", "value": "7731", "reason": "openly"}
    people["ben"].post(f"{here}/correct", data=form)
    people["ben"].post(f"{here}/note", data={"text": "seventy-seven, I say"})
    for name in ("ana", "eve"):
        people[name].post(f"{here}/assign", data={"blind": "yes"})
        for path in (links.incident(record.incident.id), f"/i/{record.incident.id[2:]}/history", here):
            page = people[name].get(path).text
            assert "7731" not in page, (name, path)
            assert "seventy-seven" not in page, (name, path)
        asked = {"event": event, "field": "killed", "words": "three civilians"}
        page = people[name].get(f"{here}/correct", params=asked).text
        assert "7731" not in page


def test_nobody_decides_on_one_incident_by_the_forms_of_another(
    people: dict[str, TestClient], own: Desk
) -> None:
    """Who codes one blind would decide on it openly."""
    other = next(iter(own.incidents(report="wire-1")))
    here, event = links.review(other.incident.id), shelling(own).told[0].key
    for act, form in (
        ("accept", {"event": event}),
        ("clear", {"event": event, "field": "place"}),
        ("drop", {"thing": event}),
        ("drop", {"thing": "wire-2#s1"}),
        ("speaker", {"statement": "wire-2#s1", "words": "Kiev"}),
        ("stance", {"claim": "wire-2#c1", "stance": "denies"}),
    ):
        assert 400 <= people["ana"].post(f"{here}/{act}", data=form).status_code < 500, act
    assert len(own.log()) == 0


def field(name: ClaimField, *said: tuple[str, str], agreement: Agreement = Agreement.AGREED) -> FieldView:
    words = (Quoted("wire-2", Span(0, 8), "Shelling"),)
    made = tuple(Said(name, value, who, Stance.ASSERTS, words, ()) for who, value in said)
    return FieldView(name, agreement, made)


def rows(record: IncidentRecord, view: FieldView) -> tuple[FieldRow, ...]:
    changed = replace(record, incident=replace(record.incident, fields=(view,)))
    speaking = sides(changed)
    return field_rows(changed, columns(changed, speaking, Evidences(reports_of(changed))))[0]


def test_several_of_whom_none_says_the_same_are_not_called_one_side(own: Desk) -> None:
    record = shelling(own)
    told = replace(record.told[0], coded=replace(record.told[0].coded, disputes=()))
    calm = replace(record, told=(told,))
    one, other = ("Kiev", "Kiev's army"), ("Donetsk", "the volunteers")
    (row,) = rows(calm, field(ClaimField.ACTOR, one, other, agreement=Agreement.ONE_SIDE))
    assert row.state == UNCONTESTED
    (row,) = rows(calm, field(ClaimField.ACTOR, one, agreement=Agreement.ONE_SIDE))
    assert row.state == Agreement.ONE_SIDE.value
    (row,) = rows(calm, field(ClaimField.ACTOR, one, ("Donetsk", one[1].upper())))
    assert row.state == "agreed"


def test_who_answers_for_a_deed_is_disputed_where_it_is_disputed_who_did_it(own: Desk) -> None:
    record = shelling(own)
    view = field(ClaimField.RESPONSIBILITY, ("Kiev", "Donetsk"), ("Donetsk", "Kiev"))
    about = (record.told[0].event.id,)
    dispute = Dispute("d1", None, about, ClaimField.ACTOR, (), "each says that another did it")
    told = replace(record.told[0], coded=replace(record.told[0].coded, disputes=(dispute,)))
    (row,) = rows(replace(record, told=(told,)), view)
    assert row.state == "disputed"
