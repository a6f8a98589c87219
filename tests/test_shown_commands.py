"""Every `sayso` command on a page is run as it stands there, or stands below with the reason why not."""

import io
import json
import sys
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import uvicorn
from fastapi.testclient import TestClient

from tests.terminals import Terminal, terminal
from tests.test_docs import NAMES, page, shell_lines
from tests.workbench import SHELLING, furnish

pytestmark = [pytest.mark.docs, pytest.mark.model]

ABROAD = "asks a web address; tests/fetch and tests/watch run the same against servers of their own"
SERVER = "needs a PostgreSQL server of that address; tests/store and tests/desk run it on one of their own"
SCHEDULER = "needs a Dask scheduler of that address; docs/tutorials/cluster.md starts one and runs it"
PROCESSES = "starts a process for each core, or eight; docs/tutorials/cluster.md runs it with one"
CORPUS = (
    "needs a public corpus that is no part of the repository; tests/show/cli runs the kind on a small one"
)
OWN = "is an example of a format that the page has the reader write"
# Words of a command that is not run, and why.
NOT_RUN: Mapping[str, str] = {
    "https://": ABROAD,
    "postgresql://": SERVER,
    "tcp://head:8786": SCHEDULER,
    "crawl/": PROCESSES,
    "add OUT": PROCESSES,
    "names.jsonl": CORPUS,
    "speech.jsonl": CORPUS,
    "muc4.jsonl": CORPUS,
    "pairs.jsonl": CORPUS,
    "snippets.jsonl": CORPUS,
    "evaluate entities": CORPUS,
    "docs.jsonl": CORPUS,
    "mentions.jsonl": CORPUS,
    "kml": OWN,
}
# What does not end by itself is asked to end; ids are those of the base that the commands work on.
ONCE = {"watch": ["--once"]}


def reason(words: list[str]) -> str | None:
    said = " ".join(words)
    return next((why for mark, why in NOT_RUN.items() if mark in said), None)


def shown() -> list[tuple[str, list[str]]]:
    """The commands of all pages, each once, with the first page that has it."""
    found: dict[str, tuple[str, list[str]]] = {}
    for name in NAMES:
        for words in shell_lines(page(name)):
            found.setdefault(" ".join(words), (name, words))
    return list(found.values())


COMMANDS = shown()


def test_what_is_not_run_is_shown_somewhere() -> None:
    said = [" ".join(words) for _, words in COMMANDS]
    assert [mark for mark in NOT_RUN if not any(mark in one for one in said)] == []
    assert len([1 for _, words in COMMANDS if reason(words) is None]) > 50


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Terminal]:
    with terminal(tmp_path_factory.mktemp("bench"), linked=("src", "deploy")) as at:
        furnish(at)
        yield at


@pytest.fixture(scope="module")
def ids(bench: Terminal) -> list[str]:
    """The incidents of the base, in the place of those that pages name."""
    _, said = bench.ran("sayso incidents --format json")
    return [json.loads(line)["id"] for line in said.splitlines() if line.startswith("{")]


def visited(app: Any, **_: object) -> None:
    """In the place of a server that waits for readers."""
    with TestClient(app, base_url="http://127.0.0.1:8000") as client:
        assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    ("name", "words"),
    [pytest.param(name, words, id=" ".join(words)) for name, words in COMMANDS if reason(words) is None],
)
def test_a_command_that_is_shown_runs(
    name: str, words: list[str], bench: Terminal, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uvicorn, "run", visited)
    stdin = (
        f"<html><body><article><p>{SHELLING}</p></article></body></html>"
        if "-" in words
        else "a long pass phrase\n"
    )
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8"))
    named = iter(ids)
    words = [next(named) if word.startswith("i-") else word for word in words]
    once = [] if {"--once", "--status"} & set(words) else ONCE.get(words[0], [])
    code, said = bench.run([*words, *once])
    assert code == 0, f"{name}: {said}"
    assert "Traceback" not in said
