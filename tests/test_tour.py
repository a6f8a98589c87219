"""The tour of the README, each step taken as it is written there."""

import csv
import io
import re
import shlex
import subprocess
from collections.abc import Callable, Iterator
from contextlib import chdir
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from fastapi.testclient import TestClient

from sayso.show.cli.main import main

ROOT = Path(__file__).parents[1]
STEP = re.compile(r"^(\d)\. (.*)$", re.MULTILINE)
COMMAND = re.compile(r"`([^`]+)`")

pytestmark = pytest.mark.model


def steps() -> list[str]:
    """The steps, in their order."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    found = STEP.findall(text.partition("## A tour in six steps\n")[2].partition("\n## ")[0])
    assert [number for number, _ in found] == list("123456")
    return [said for _, said in found]


def command(step: str, base: Path) -> list[str]:
    """The `sayso` command of a step, on a base of our own."""
    words = shlex.split(COMMAND.findall(step)[0])
    assert words[0] == ".venv/bin/sayso"
    assert "desk.db" in words
    return [str(base) if word == "desk.db" else word for word in words[1:]]


def served(
    argv: list[str], monkeypatch: pytest.MonkeyPatch, visit: Callable[[TestClient, str], None]
) -> None:
    """Run `sayso serve` with a visitor in the place of the network."""
    seen = []

    def run(app: Any, *, host: str, port: int, **_: object) -> None:
        home = f"http://{host}:{port}"
        with TestClient(app, base_url=home) as client:
            visit(client, home)
        seen.append(home)

    monkeypatch.setattr(uvicorn, "run", run)
    assert main(argv) == 0
    assert len(seen) == 1


def fields(page: str, action: str) -> dict[str, str]:
    """What the form that goes to an address sends as it stands."""
    form = next(one for one in re.findall(r"<form.*?</form>", page, re.DOTALL) if f'action="{action}"' in one)
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))


def rows(client: TestClient, page: str) -> Iterator[dict[str, str]]:
    """The table that the list links as CSV."""
    address = re.search(r'href="(/incidents\.csv[^"]*)"', page)
    assert address is not None
    yield from csv.DictReader(io.StringIO(client.get(address[1]).text.removeprefix("\ufeff")))


def reviewed(client: TestClient) -> list[str]:
    """The places of incidents that a person has decided on."""
    return [row["place"] for row in rows(client, client.get("/incidents").text) if row["reviewed"] == "true"]


def test_the_tour_can_be_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second, third, fourth, fifth, sixth = steps()
    target = COMMAND.findall(first)[0].split()
    assert subprocess.run([*target, "--dry-run"], cwd=ROOT, capture_output=True, check=False).returncode == 0
    with chdir(ROOT):
        assert main(command(second, tmp_path / "desk.db")) == 0

    def visit(client: TestClient, home: str) -> None:
        assert f"`{home}`" in third
        assert {"`e`", "`j`"} <= set(re.findall(r"`\w`", fourth))
        assert '"Put it"' in fifth
        queue = client.get("/review").text
        task = re.search(r'<a href="(/review/[0-9a-f]+)" data-task>', queue)
        assert task is not None, "go to Review and take the first incident"
        here = task[1]
        screen = client.get(here).text
        event = re.search(r'name="event" value="([^"]+)"', screen)
        assert event is not None
        asked = {"event": event[1], "field": "place", "words": "Raqqa"}
        proposed = client.get(f"{here}/correct", params=asked).text
        assert "Put it" in proposed
        form = {**fields(proposed, f"{here}/correct"), "choice": "0"}
        put = client.post(f"{here}/correct", data=form)
        assert "corrected by" in put.text
        (place,) = reviewed(client)
        assert "aqqa" in place
        client.post("/undo", data=fields(put.text, "/undo"))
        assert reviewed(client) == []
        assert "CSV" in sixth
        for suffix in re.findall(r"`(\.\w+)`", sixth):
            assert client.get(f"/incidents{suffix}").status_code == 200

    served(command(third, tmp_path / "desk.db"), monkeypatch, visit)
