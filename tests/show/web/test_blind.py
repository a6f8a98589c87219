"""Who codes a report blind learns by no address of the desk what others decided on it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from fastapi.testclient import TestClient

from sayso.desk import Desk, filters
from sayso.desk.blinding import BlindDesk, blinded
from sayso.errors import UnknownName
from sayso.model.edits import Coder, ReviewState
from sayso.model.events import Location, PartyRef, Weapon
from sayso.model.incidents import Grade
from sayso.model.kept import IncidentRecord
from sayso.model.parties import PartyKind
from sayso.model.spans import Span
from sayso.model.statements import Stance
from sayso.model.tasks import QueueReason
from sayso.show.web import links
from sayso.show.web.accounts import Accounts, Role
from sayso.show.web.application import application
from sayso.show.web.options import WebOptions
from tests.show.web.walking import addresses

HOME = "http://127.0.0.1:8000"
OPEN, HIDDEN = "Zyxqua", "Wobbelin"  # what another decided openly, and blind
MARKERS = (OPEN, HIDDEN, "77317", "88418", "Somalia")


@dataclass(frozen=True)
class Served:
    """A base, its application, and who is logged in."""

    desk: Desk
    app: FastAPI
    people: Mapping[str, TestClient]
    record: IncidentRecord


def decide(desk: Desk, record: IncidentRecord, author: Coder, word: str, number: int) -> None:
    """Put a word into everything that a person can put one into."""
    key, coded = record.told[0].key, record.told[0].coded
    said = next(one for one in coded.statements if one.source and one.source.party.name != "Ukraine")
    claim = next(one for one in coded.claims if one.event == record.told[0].event.id)
    why = f"{word} says so"
    desk.correct(key, "killed", number, author=author, reason=why)
    for role in ("actors", "targets"):
        desk.correct(key, role, PartyRef(f"{word} Brigade", PartyKind.ARMED_GROUP), author=author, reason=why)
    desk.correct(key, "place", Location(f"{word} Town", None, lat=45.0, lon=35.0), author=author, reason=why)
    desk.correct(key, "weapons", Weapon(f"{word} gun", "gun"), author=author, reason=why)
    desk.set_stance(f"wire-2#{claim.id}", Stance.ALLEGES, author=author, reason=why)
    source = PartyRef(f"{word} office", PartyKind.STATE, party="SOM")
    desk.reattribute(f"wire-2#{said.id}", source, author=author, reason=why)
    desk.note(record.incident.id, why, author=author)


@pytest.fixture(scope="module")
def served(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Bea codes an incident blind of which Ann decided much, openly, and Cem as much, blind; Dan does not."""
    folder = tmp_path_factory.mktemp("blind")
    with Desk(base, read_only=True) as desk:
        desk.backup(folder / "own.db")
    accounts = Accounts(
        folder / "accounts.json", hasher=PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    )
    roles = {"bea": Role.CODER, "eve": Role.EDITOR, "dan": Role.CODER}
    for name, role in roles.items():
        accounts.put(name, role, f"{name} has a long password")
    with Desk(folder / "own.db") as desk:
        record = next(iter(desk.incidents(report="wire-2")))
        for name in ("bea", "eve"):
            desk.assign(record.incident.id, name, blind=True)
        decide(desk, record, Coder("ann", "coder"), OPEN, 77317)
        decide(desk, record, Coder("cem", "coder", blind=True), HIDDEN, 88418)
        desk.grade(record.incident.id, Grade.WEAK, "ann", f"{OPEN} is one source")
        options = WebOptions(writing=True, accounts=folder / "accounts.json", reads_at_once=10**6)
        app = application(desk, options)
        with TestClient(app, base_url=HOME) as client:
            people = {name: client if name == "bea" else TestClient(app, base_url=HOME) for name in roles}
            for name, one in people.items():
                one.headers["Origin"] = HOME
                form = {"name": name, "password": f"{name} has a long password", "to": "/review"}
                assert one.post("/login", data=form).status_code == 200
            yield Served(desk, app, people, desk.incident(record.incident.id))


def shows(client: TestClient, address: str) -> set[str]:
    """The markers in what is answered, in its address and its headers, too."""
    answer = client.get(address)
    assert answer.status_code < 500, address
    said = answer.content.decode("utf-8", "replace") + repr(answer.headers) + str(answer.url)
    return {marker for marker in MARKERS if marker.casefold() in said.casefold()}


@pytest.mark.parametrize("name", ["bea", "eve"])
def test_no_address_tells_who_codes_blind_what_others_decided(served: Served, name: str) -> None:
    client = served.people[name]
    known = {f"/parties/{party}" for party in ("SOM",)}  # the address itself has the marker
    walked = [one for one in addresses(served.app, served.desk, ("wire-1", "wire-2")) if one not in known]
    assert len(walked) > 60
    told = {address: found for address in walked if (found := shows(client, address))}
    assert not told


def test_the_same_addresses_tell_others(served: Served) -> None:
    """Else the test above would show nothing."""
    walked = addresses(served.app, served.desk, ("wire-1", "wire-2"))
    told = {address for address in walked if OPEN in shows(served.people["dan"], address)}
    here = links.incident(served.record.incident.id)
    assert {
        *("/", "/incidents", "/incidents.json", "/incidents.csv", "/feed.atom", "/timeline"),
        *("/map/incidents.json", "/r/wire-2", here, f"{here}.jsonld", f"{here}/history"),
        *("/api/v1/incidents", "/api/v1/reports/wire-2", "/api/v1/counts?by=target", "/api/v1/claims"),
    } <= told
    assert OPEN in shows(served.people["dan"], "/parties"), "as the party table of the base has it"
    assert not any(HIDDEN in shows(served.people["dan"], address) for address in sorted(told))


def test_nobody_finds_it_by_asking_for_what_others_decided(served: Served) -> None:
    id_ = served.record.incident.id[2:]
    town, brigade = f"place={OPEN} Town", f"target={OPEN} Brigade"
    for asked in (brigade, town, f"weapon={OPEN} gun", "claimant=SOM", "grade=weak"):
        for path in ("/incidents", "/api/v1/incidents", "/api/v1/claims", "/incidents.json", "/feed.atom"):
            assert id_ in served.people["dan"].get(f"{path}?{asked}").text or path == "/api/v1/claims", asked
            assert id_ not in served.people["bea"].get(f"{path}?{asked}").text, (path, asked)
    near = served.people["bea"].get("/api/v1/incidents?target=Zyxqu Brigade").text
    assert OPEN not in near, "names that are alike are not proposed"


def killed(record: IncidentRecord) -> int:
    return record.told[0].event.tolls[0].value.low


def test_she_sees_the_machines_coding_and_her_own(served: Served) -> None:
    desk = blinded(served.desk, "bea")
    id_, key = served.record.incident.id, served.record.told[0].key
    own = desk.incident(id_)
    assert own.told[0].event == served.desk.machine("wire-2").events[0]
    assert killed(own) == 3
    assert (own.decisions, own.assessed, own.state) == ((), None, ReviewState.MACHINE)
    assert [task.incident for task in desk.queue(coder="bea")][:1] == [id_]
    desk.correct(key, "killed", 4, author=Coder("bea", "coder", blind=True), reason="as I count")
    assert killed(blinded(served.desk, "bea").incident(id_)) == 4
    assert killed(served.desk.incident(id_)) == 77317
    assert {one.author for one in desk.log()} == {"bea"}
    page = served.people["bea"].get(links.review(id_)).text
    assert "you code this one blind" in page
    assert "(blind): <bdi>4</bdi>" in page or ">4<" in page


def test_she_takes_back_nothing_that_she_cannot_see(served: Served) -> None:
    hers = next(one for one in served.desk.log() if one.author == "ann")
    before = len(served.desk.log())
    for id_ in (hers.id, "no such decision"):
        assert served.people["bea"].post("/undo", data={"decision": id_}).status_code == 404
    assert len(served.desk.log()) == before


@pytest.fixture
def own(base: Path, tmp_path: Path) -> Iterator[Desk]:
    with Desk(base, read_only=True) as desk:
        desk.backup(tmp_path / "own.db")
    with Desk(tmp_path / "own.db") as desk:
        yield desk


def test_an_event_that_another_dropped_or_added_is_there_or_not_as_the_machine_had_it(own: Desk) -> None:
    first, second = list(own.incidents(report="wire-1"))[:2]
    text = first.told[0].coded.report.text
    own.assign(first.incident.id, "bea", blind=True)
    start = text.index("mission")
    own.drop(second.told[0].key, author="ann", reason="no event")
    taken = {one.told[0].key for one in own.incidents(report="wire-1")}
    assert second.told[0].key not in taken
    desk = blinded(own, "bea")
    assert desk.report("wire-1").events == own.machine("wire-1").events
    added = own.add_event("wire-1", Span(start, start + 7), "ASSAULT", author="ann", reason="read it")
    assert own.incidents_of([added.a])
    assert blinded(own, "bea").incidents_of([added.a]) == {}
    with pytest.raises(UnknownName, match="incident"):
        blinded(own, "bea").incident(own.incidents_of([added.a])[added.a])


def test_a_report_stays_blind_whatever_others_make_of_its_incidents(own: Desk) -> None:
    record = next(iter(own.incidents(report="wire-2")))
    own.assign(record.incident.id, "bea", blind=True)
    for key in record.incident.members:
        own.drop(key, author="ann", reason="no event")
    assert own.blind_reports("bea") == {"wire-2"}


def test_blindness_ends_when_it_is_released_or_adjudicated(own: Desk) -> None:
    id_ = next(iter(own.incidents(report="wire-2"))).incident.id
    assert blinded(own, "bea") is own
    own.assign(id_, "bea", blind=True)
    assert isinstance(blinded(own, "bea"), BlindDesk)
    assert own.queue(coder="bea")[0].why is QueueReason.SECOND
    own.release(id_, "bea")
    assert blinded(own, "bea") is own
    own.assign(id_, "bea", blind=True)
    own.set_state(id_, ReviewState.ADJUDICATED, author=Coder("eve", "editor"))
    assert blinded(own, "bea") is own


# Every public method of a desk: what somebody who codes blind gets of it. A new one must be put here,
# knowingly: whatever reads what was decided has to go by `_with_ids`, `_store`, `_unseen` or its own method.
OWN = (
    "incident earlier incidents_of versions_of view log log_of decision conflicts queue news moments rows"
).split()
BY_QUESTION = (  # ask by `_with_ids`, which leaves incidents out
    "incidents found asked_for claims found_claims claim_page count counted spots facets page listed "
    "list_page overview some undated"
).split()
BY_RECORD = "report claim".split()  # ask the store for records, which are his own
BY_REPORT = "speakers stances_of outlet agreement".split()  # leave reports out by `_unseen`
OF_TEXT = (  # say nothing of what was decided on the coding of a report
    "copies_of current outlets party machine proposed private_among private_in outlets_of reports "
    "blind_reports assignments standing head store redactions warm_up close"
).split()
WRITES = (
    "add add_all load load_blocks accept correct clear drop add_event add_claim set_stance reattribute note "
    "set_state merge split mark grade undo assign release"
).split()
OF_THE_OWNER = (
    "recode replay rebuild check remedy backup restore redact obey orders reach seen_to archived"
).split()


def test_every_method_of_a_desk_is_known_to_leave_out_what_is_blind() -> None:
    named = [*OWN, *BY_QUESTION, *BY_RECORD, *BY_REPORT, *OF_TEXT, *WRITES, *OF_THE_OWNER]
    assert len(named) == len(set(named))
    assert {name for name in dir(Desk) if not name.startswith("_")} == set(named)
    assert {name for name in vars(BlindDesk) if not name.startswith("_")} == {*OWN, "hides"}


def test_no_count_holds_an_incident_that_is_coded_blind(served: Served) -> None:
    desk = blinded(served.desk, "bea")
    asked = filters()
    ids = {one.incident.id for one in desk.asked_for(asked)}
    assert served.record.incident.id not in ids
    assert desk.overview(asked).total == len(ids) == served.desk.overview(asked).total - 1  # type: ignore[operator]  # a small base
    assert desk.count() == [((), len(ids))]
    assert desk.some(asked, 100) == len(ids)
    rows = desk.rows([served.record.incident.id])
    assert OPEN not in repr((desk.facets(), desk.news(9), rows, desk.agreement()))
