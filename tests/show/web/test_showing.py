"""What readers see of private people and of outlets whose words are not ours to show: on every surface."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from sayso.desk import Desk
from sayso.errors import ResourceError
from sayso.model.report import Report
from sayso.model.spans import Span
from sayso.show.web import links
from sayso.show.web.application import application
from sayso.show.web.hiding import Hiding, around, private_names, withheld
from sayso.show.web.options import WebOptions
from sayso.show.web.rights import Right, Rights, read_rights
from sayso.show.web.showing import ShownDesk

SHOT = Report.from_text(
    "Samir Haddad shot dead in Aleppo\n\nGunmen shot dead Samir Haddad, a shopkeeper, in Aleppo on Monday, "
    "police said. Haddad had been threatened.\n\nThe mayor praised the autumn harvest of olives.",
    id="shot-1",
    title="Samir Haddad shot dead in Aleppo",
    outlet="Courier",
    published="2016-05-03",
)
NAMED = ("Samir", "Haddad")
HARVEST = "autumn harvest"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("showing") / "base.db"
    with Desk(path) as desk:
        desk.add([SHOT])
    return path


@pytest.fixture
def desk(path: Path) -> Iterator[Desk]:
    with Desk(path, read_only=True) as desk:
        yield desk


def client_of(desk: Desk, options: WebOptions | None = None) -> TestClient:
    return TestClient(application(desk, options), base_url="http://127.0.0.1:8000")


def surfaces(desk: Desk) -> list[str]:
    record = next(desk.incidents(report="shot-1"))
    id_ = record.incident.id
    claim = next(desk.claims(report="shot-1")).id
    files = [
        f"/incidents.{name}" for name in ("csv", "json", "jsonld", "annotation", "records", "plover", "acled")
    ]
    return [
        "/",
        "/incidents",
        "/incidents?q=police",
        "/timeline",
        "/map/incidents.json",
        "/feed.atom",
        *files,
        links.incident(id_),
        f"{links.incident(id_)}.jsonld",
        links.report("shot-1"),
        links.claim(claim),
        links.source("Courier"),
        f"/review/{id_[2:]}",
        "/api/v1/incidents",
        f"/api/v1/incidents/{id_}",
        "/api/v1/claims",
        "/api/v1/counts?by=target",
        "/api/v1/reports/shot-1",
    ]


def test_no_surface_names_a_private_person(desk: Desk) -> None:
    client = client_of(desk)
    for address in surfaces(desk):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert not any(name.casefold() in answer.text.casefold() for name in NAMED), address
    page = client.get(surfaces(desk)[13]).text
    assert "a private person" in page
    assert "Aleppo" in page


@pytest.mark.parametrize("options", [WebOptions(names=True), WebOptions(writing=True)])
def test_names_are_shown_where_that_was_asked_for_and_to_coders(desk: Desk, options: WebOptions) -> None:
    client = client_of(desk, options)
    for address in (links.report("shot-1"), "/incidents", "/api/v1/reports/shot-1"):
        assert "Haddad" in client.get(address).text, address


def test_offsets_stay(desk: Desk) -> None:
    for rights in (Rights(), Rights(Right.QUOTED), Rights(Right.NOTHING)):
        coded = ShownDesk(desk, rights, names=False).report("shot-1")
        assert len(coded.report.text) == len(SHOT.text)
        assert [one.evidence for one in coded.claims] == [
            one.evidence for one in desk.report("shot-1").claims
        ]


@pytest.mark.parametrize("right", [Right.QUOTED, Right.NOTHING])
def test_words_that_are_not_ours_to_show_stand_nowhere(desk: Desk, right: Right) -> None:
    client = client_of(desk, WebOptions(rights=Rights(outlets={"courier": right}), names=True))
    for address in [*surfaces(desk), "/incidents?q=harvest"]:
        text = client.get(address).text
        assert HARVEST not in text, address
        if right is Right.NOTHING:
            assert "a shopkeeper, in Aleppo" not in text, address
    page = client.get(links.report("shot-1")).text
    assert SHOT.title is not None
    assert SHOT.title in page
    assert "shown here" in page
    text = re.sub(r"<[^>]+>", "", page)
    assert ("Gunmen shot dead Samir" in text) == (right is Right.QUOTED)


def test_coders_see_all_words(desk: Desk) -> None:
    options = WebOptions(writing=True, rights=Rights(Right.NOTHING))
    assert HARVEST in client_of(desk, options).get(links.report("shot-1")).text


def test_a_file_of_rights_is_read(tmp_path: Path) -> None:
    file = tmp_path / "rights.toml"
    file.write_text(
        'default = "quoted"\n[outlets]\n"The Courier" = "nothing"\nWire = "full"\n', encoding="utf-8"
    )
    rights = read_rights(file)
    assert [rights.of(name) for name in ("the courier", "Wire", "Other", None)] == [
        Right.NOTHING,
        Right.FULL,
        Right.QUOTED,
        Right.QUOTED,
    ]


@pytest.mark.parametrize("said", ['default = "some"', "outlet = 3", "outlets = 3", "[outlets]\nA = 1", "= ="])
def test_a_file_that_says_something_else_is_refused(tmp_path: Path, said: str) -> None:
    file = tmp_path / "rights.toml"
    file.write_text(said, encoding="utf-8")
    with pytest.raises(ResourceError, match="full, quoted, nothing"):
        read_rights(file)


def test_a_name_is_hidden_whole_and_in_its_parts_only_as_a_word() -> None:
    hiding = Hiding(["Dr Amal  Noor"])
    assert hiding.text("Amal Noor") == "a private person"
    assert hiding.text("Noor's brother; Noorabad, noor, Dr") == "████'s brother; Noorabad, noor, Dr"
    assert not Hiding([])


def test_withheld_text_keeps_lines_and_sentences_with_evidence() -> None:
    text = "One fell. Two rose! Three\n\nFour stood."
    start = text.index("Two")
    made = withheld(text, [Span(start, start + 3)])
    assert len(made) == len(text)
    assert made.split() == ["…", "Two", "rose!", "…", "…"]
    assert [i for i, c in enumerate(made) if c == "\n"] == [i for i, c in enumerate(text) if c == "\n"]
    assert around(text, start, start + 3) == (start, start + len("Two rose!"))


def test_a_name_that_stands_with_an_age_is_private(desk: Desk) -> None:
    coded = desk.report("shot-1")
    text = "Amal al-Noor, 61, fled. Jo Ray (7) too. On May 3, 20 fell. " + "A-" * 200_000
    report = replace(coded.report, text=text)
    assert private_names(replace(coded, report=report)) == {"Amal al-Noor", "Jo Ray", "Samir Haddad"}
