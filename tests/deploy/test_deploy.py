"""The files that put sayso to work on a server: linters read them, and their commands are ours."""

import configparser
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from sayso.show.cli.configuration import configured
from sayso.show.cli.parser import parser

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
UNITS = sorted(DEPLOY.glob("*.service"))
COMPOSE: dict[str, Any] = YAML(typ="safe").load(DEPLOY / "compose.yaml")
PIN = re.compile(r"^([a-z0-9-]+(?:\[[a-z]+\])?)==(\S+)", re.MULTILINE)


def tool(name: str) -> str:
    return str(Path(sys.executable).with_name(name))


def test_hadolint_finds_nothing_in_the_containerfile() -> None:
    done = subprocess.run(
        [tool("hadolint"), str(DEPLOY / "Containerfile")], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")


def test_the_compose_file_fits_its_published_schema() -> None:
    command = [
        tool("check-jsonschema"),
        "--builtin-schema",
        "vendor.compose-spec",
        str(DEPLOY / "compose.yaml"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_starts_a_command_of_ours_and_may_do_little(unit: Path) -> None:
    read = configparser.ConfigParser(strict=False, interpolation=None)
    read.optionxform = str  # type: ignore[assignment,method-assign]  # names are told apart by capitals
    read.read(unit)
    started = shlex.split(read["Service"]["ExecStart"])
    assert Path(started[0]).name == "sayso"
    assert parser().parse_args(started[1:]).command in unit.name
    assert read["Service"]["ProtectSystem"] == "strict"
    assert read["Service"]["NoNewPrivileges"] == "yes"


@pytest.mark.parametrize("name", ["desk", "watcher"])
def test_a_service_runs_a_command_of_ours_without_rights(name: str) -> None:
    service = COMPOSE["services"][name]
    assert parser().parse_args(service["command"]).command in ("serve", "watch")
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]


def test_only_this_machine_reaches_the_desk_and_nobody_the_database() -> None:
    assert COMPOSE["services"]["desk"]["ports"] == ["127.0.0.1:8000:8000"]
    assert "ports" not in COMPOSE["services"]["database"]


@pytest.mark.parametrize("name", ["sayso.toml", "compose.toml"])
def test_a_configuration_that_is_shipped_is_understood(name: str) -> None:
    top = parser()
    configured(top, DEPLOY / name)
    assert top.parse_args(["serve"]).metrics is True


def test_the_image_is_pinned_as_the_tests_are() -> None:
    lock = dict(PIN.findall((DEPLOY / "requirements.lock").read_text(encoding="utf-8")))
    tested = dict(PIN.findall((ROOT / "requirements.lock").read_text(encoding="utf-8")))
    assert len(lock) > 50
    assert {name: pin for name, pin in lock.items() if tested.get(name) != pin} == {}
    assert {"pytest", "playwright"} & set(lock) == set()
