"""What is asked of a party by name: one that is in the base and says nothing is no slip."""

from pathlib import Path

import pytest

from sayso.desk import Desk
from sayso.errors import UnknownName
from sayso.model.report import Report

pytestmark = pytest.mark.model


def test_a_party_that_is_known_and_says_nothing_is_no_unknown_name(tmp_path: Path) -> None:
    with Desk(tmp_path / "desk.db") as desk:
        desk.add(
            Report.from_text("Hezbollah fired rockets at Kiryat Shmona on Monday.", published="2024-06-19")
        )
        actor = next(iter(desk.incidents())).told[0].event.actors[0].value.party
        assert actor is not None
        assert list(desk.claims(claimant=actor, stance="denies")) == []
        assert list(desk.claims(claimant=actor)) == []
        with pytest.raises(UnknownName, match="known: "):
            list(desk.claims(claimant="Hezbolah front"))
