"""A small sample of the campaign of faults; `make campaign` runs it whole."""

from pathlib import Path
from random import Random

import pytest

from sayso.desk import Desk
from tools.faults import damage, killing, loading, page
from tools.faults.killing import Adding, BackingUp, Work, killed
from tools.faults.loading import Accounting, Importing
from tools.faults.power import cut
from tools.faults.rounds import SQLITE, Site
from tools.faults.states import differing, held, state_of
from tools.faults.table import FAULTS


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path, SQLITE, Random(1))


@pytest.mark.parametrize("seed", range(2))
def test_what_was_committed_outlives_a_power_cut(seed: int) -> None:
    assert cut(seed).wrong == ()


def test_a_base_that_does_not_sync_loses_what_it_said_to_have_committed() -> None:
    """The disk can lose: without this, the cuts prove nothing."""
    lost = [name for seed in (1, 2) for name in cut(seed, synchronous="OFF").wrong]
    assert lost


def test_what_was_committed_outlives_killed_adders_and_is_that_of_an_undisturbed_run(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(killing, "TOTAL", 3)
    monkeypatch.setattr(Adding, "share", 0.5)
    outcome = killed(Adding, site, 2)
    assert (outcome.hits, outcome.wrong) == (2, [])
    assert outcome.committed > len(list(_reports(site)))


def test_a_killed_backup_leaves_no_half_file(site: Site) -> None:
    outcome = killed(BackingUp, site, 2)
    assert (outcome.hits, outcome.wrong) == (2, [])


@pytest.mark.parametrize("work", [Accounting, Importing])
def test_what_comes_from_elsewhere_is_there_whole_after_a_kill(
    site: Site, monkeypatch: pytest.MonkeyPatch, work: type[Work]
) -> None:
    monkeypatch.setattr(loading, "ROWS", 12)
    outcome = killed(work, site, 2)
    assert (outcome.hits, outcome.wrong) == (2, [])


def _reports(site: Site) -> list[str]:
    with Desk(site.filled("other"), read_only=True) as desk:
        return list(desk.reports())


def test_a_damaged_file_is_told_with_the_way_back(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(damage, "DAMAGED", 1)
    outcome = damage.strewn(site)
    assert (outcome.hits, outcome.told, outcome.wrong) == (1, 1, [])


def test_what_is_lost_or_differs_is_seen(site: Site) -> None:
    """The checker can fail: without this, that all was held proves nothing."""
    where, other = site.filled("one"), site.filled("two")
    assert held(where, [("report", "r0000001")]) == []
    assert held(where, [("report", "gone"), ("decision", "d-0")]) == [
        "d-0 was committed and is lost",
        "gone was committed and is lost",
    ]
    assert differing(state_of(where), state_of(other), "it") == []
    with Desk(other) as desk:
        desk.note(next(desk.incidents()).told[0].key, "x", author="a")
    found = differing(state_of(where), state_of(other), "it")
    assert any(one.startswith("it: decisions differ: there is no (") for one in found)


def test_no_two_faults_are_called_the_same() -> None:
    """What was done is kept by their names: one would stand for the other."""
    titles = [one.title for one in FAULTS]
    assert len(titles) == len(set(titles))


def test_the_page_has_what_was_done_and_what_went_wrong(tmp_path: Path) -> None:
    path = tmp_path / "faults.md"
    path.write_text(f"# Faults\n\n{page.BEGIN}\nof an earlier run\n{page.END}\n\nend\n", encoding="utf-8")
    kind = FAULTS[0].title
    page.write_page(
        path,
        [
            {"fault": kind, "round": 0, "hits": 20, "committed": 30, "told": 0, "wrong": []},
            {"fault": kind, "round": 1, "hits": 20, "committed": 31, "told": 0, "wrong": ["r1 is lost"]},
        ],
    )
    text = path.read_text(encoding="utf-8")
    assert f"| {FAULTS[0].name} | SQLite | 40 | 20 |  | 61 |" in text
    assert f"- {kind}: r1 is lost" in text
    assert text.endswith(f"{page.END}\n\nend\n")
    assert "of an earlier run" not in text
