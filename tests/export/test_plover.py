"""PLOVER's records."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sayso.model.events import Modality
from sayso.model.incidents import Figure
from sayso.model.kept import IncidentRecord
from tests.export.kept import ARMY, FRANCE, GROUP, event, exported, record


def written(one: IncidentRecord) -> dict[str, Any]:
    files, loss = exported("plover", [one])
    assert loss.written == 1, str(loss)
    found: dict[str, Any] = json.loads(files[""])
    return found


def test_a_record_has_what_plover_requires() -> None:
    found = written(record())
    assert {name: found[name] for name in ("id", "has_event", "date", "event", "quad_code", "mode")} == {
        "id": "i-r1",
        "has_event": True,
        "date": "2024-05-14",
        "event": ["ASSAULT"],
        "quad_code": 4,
        "mode": [],
    }
    assert found["actor"] == [{"code": "MLI", "entity_text": "army"}]
    assert found["recipient"] == [{"entity_text": "group"}]
    assert "enddate" not in found


def test_a_period_has_its_end() -> None:
    assert written(record(last_day=date(2024, 5, 16)))["enddate"] == "2024-05-16"


@pytest.mark.parametrize(
    ("kind", "modality", "modes"),
    [
        ("ASSAULT", Modality.OCCURRED, ["aerial"]),
        ("ASSAULT", Modality.DENIED, ["aerial", "negation"]),
        ("ASSAULT", Modality.PLANNED, ["aerial", "future"]),
        ("ASSAULT", Modality.THREATENED, ["aerial", "hypothetical"]),
        ("THREATEN", Modality.THREATENED, ["aerial"]),
    ],
)
def test_what_did_not_happen_says_so(kind: str, modality: Modality, modes: list[str]) -> None:
    assert written(record(event(kind=kind), mode="aerial", modality=modality))["mode"] == modes


@pytest.mark.parametrize(
    ("one", "reason"),
    [(record(first_day=None), "no day"), (record(event([], [FRANCE])), "no actor")],
)
def test_what_plover_requires_and_nobody_says_is_a_reason(one: IncidentRecord, reason: str) -> None:
    assert str(exported("plover", [one])[1]) == f"1 incident, 0 written, 1 skipped: {reason}"


def test_all_accounts_stand_in_an_object_of_ours() -> None:
    one = record(event([ARMY], [GROUP]))
    one = replace(one, incident=replace(one.incident, figures=(Figure("killed", 3, 5, 9, ()),)))
    found = written(one)
    assert found["size"] == {"dead": 5}
    assert found["sayso"]["figures"] == [{"kind": "killed", "low": 3, "best": 5, "high": 9, "said": []}]
    claim = found["sayso"]["claims"][0]
    assert (claim["claim_id"], claim["stance"], claim["claimant"], claim["exact"]) == (
        "r1#c1",
        "claims",
        "Malian Armed Forces",
        '"=1+1',
    )
