"""The seed told again: copied, shortened, updated, and by the two sides themselves."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from sayso.base import Base
from sayso.base.wired import shipped_rules
from sayso.merge.across import Member
from sayso.merge.copies.fingerprints import Fingerprint
from sayso.model.incidents import ChangeKind, MergedIncident
from sayso.model.report import Report
from sayso.pipeline import default_coder
from sayso.store import MemoryStore

pytestmark = pytest.mark.model

TESTS = Path(__file__).parents[1]
SIDES = TESTS / "gold" / "incidents" / "seed"
SEED = (TESTS / "data" / "seed" / "seed.txt").read_text(encoding="utf-8")
TITLE = "US shoots down Syrian Air Force fighter"
ADDRESS = "https://desk.example.org/su22"


def report(name: str, text: str, outlet: str, when: str, url: str | None = None) -> Report:
    made = Report.from_text(text, title=TITLE, published=when, outlet=outlet, id=name, language="en")
    return replace(made, url=url)


def updated(text: str) -> str:
    """The seed with the edits of a later version: a toll, a claim withdrawn, a new sentence."""
    for edit in json.loads((SIDES / "updates.json").read_text(encoding="utf-8"))["edits"]:
        found = edit["find"]
        begin, end = (found["from"], found["to"]) if isinstance(found, dict) else (found, found)
        first = text.index(begin)
        last = text.index(end, first) + len(end)
        text = text[:first] + edit["replace"] + text[last:]
    return text


def side(name: str, outlet: str) -> Report:
    title, _, text = (SIDES / f"{name}.txt").read_text(encoding="utf-8").partition("\n\n")
    return replace(report(name, text, outlet, "2017-06-19"), title=title)


@cache
def told_by_six() -> Base[Member, Fingerprint]:
    short = "\n\n".join(SEED.split("\n\n")[: len(SEED.split("\n\n")) // 2])
    made = Base(MemoryStore(), shipped_rules(), "sayso test")
    for one in (
        report("seed", SEED, "The Desk", "2017-06-19T09:00", ADDRESS),
        report("twice", SEED, "Other Daily", "2017-06-19T11:00"),
        report("short", short, "Third Post", "2017-06-19T12:00"),
        report("update", updated(SEED), "The Desk", "2017-06-19T15:00", ADDRESS),
        side("syrian-side", "SANA"),
        side("coalition-side", "Coalition press office"),
    ):
        made.add(default_coder().code(one))
    return made


def downing() -> MergedIncident:
    """The incident of the downing, by the first words of the seed that tell it in full."""
    start = SEED.index("shot down")
    return told_by_six().incident_of(f"seed@{start}")


def test_the_copies_are_one_family() -> None:
    assert [one.reports for one in told_by_six().families()] == [("seed", "short", "twice", "update")]


def test_the_update_adds_a_toll_and_drops_a_claim() -> None:
    (revision,) = told_by_six().revisions()
    assert (revision.earlier, revision.later) == ("seed", "update")
    told = {(change.field.value, change.kind, change.after) for change in revision.changes}
    assert {("killed", ChangeKind.ADDED, "2"), ("wounded", ChangeKind.CHANGED, "at least 9")} <= told
    assert "show of force" in {c.evidence.text for c in revision.changes if c.kind is ChangeKind.DROPPED}


def test_the_downing_is_one_incident_of_copies_versions_and_the_other_side() -> None:
    assert {"seed", "twice", "short", "update", "syrian-side"} <= set(downing().reports)


@pytest.mark.issue(6)
def test_the_coalitions_own_report_is_of_the_same_incident() -> None:
    assert "coalition-side" in downing().reports


def test_a_statement_that_five_reports_carry_is_one_line() -> None:
    carried = {line.party: set(line.reports) for line in downing().lines}
    assert carried["Washington"] == {"seed", "short", "twice", "update"}
    assert carried["Damascus"] == {"seed", "short", "twice", "update", "syrian-side"}
    assert len(downing().lines) <= 4
