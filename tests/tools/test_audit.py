"""The audit: licences, versions with known faults, secrets; without a network, too."""

import json
from pathlib import Path

import pytest

from tools import audit

KNOWN = {
    "licences": ["MIT"],
    "package": [{"name": "gpl", "licence": "GPL-3.0", "why": "tests", "dev": True}],
    "advisory": [{"package": "jinja2", "below": "3.1.6", "id": "CVE-2025-27516", "why": "x"}],
    "secret": [],
    "accepted": [{"package": "rich", "id": "X-2"}],
}
SHIPPED = "gpl: GPL-3.0 is allowed for development alone, and it is in requirements.lock"
KEY = "AKIA" + "Q3EXAMPLE7ZK4TWY"  # in two parts, or the audit of this file would tell it


def test_a_planted_secret_is_told_and_fails_the_audit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    planted = tmp_path / "settings.toml"
    planted.write_text(f'region = "a"\nkey = "{KEY}"\n', encoding="utf-8")
    assert audit.main([str(planted)]) == 1
    assert "settings.toml:2: looks like a secret (AWS Access Key)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("-----BEGIN RSA PRIVATE " + "KEY-----\n", "Private Key"),
        ("url = 'https://desk:hunter2" + "abc@db.example/'\n", "Basic Auth Credentials"),
        ("pass" + 'word = "hunter2hunter2"\n', "Secret Keyword"),
    ],
)
def test_each_kind_of_secret_is_told(tmp_path: Path, text: str, kind: str) -> None:
    path = tmp_path / "a.py"
    path.write_text(text, encoding="utf-8")
    assert [found for _, found in audit.secrets(path, audit.detectors())] == [kind]


def test_a_file_without_secrets_passes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.py").write_text("token = secrets.token_hex()\n", encoding="utf-8")
    assert audit.main([str(tmp_path / "a.py")]) == 0
    assert capsys.readouterr().out == "audit: 0 faults\n"


def test_a_version_with_a_known_fault_is_told() -> None:
    assert list(audit.advisory_faults({"jinja2": "3.1.5"}, KNOWN)) == [
        "jinja2 3.1.5: CVE-2025-27516, mended in 3.1.6: x"
    ]
    assert list(audit.advisory_faults({"jinja2": "3.1.10", "rich": "1.0"}, KNOWN)) == []


@pytest.mark.parametrize(
    ("stated", "runtime", "told"),
    [
        ({"a": "MIT", "b": None}, [], []),
        ({"a": "GPL-3.0"}, [], ["a: its licence 'GPL-3.0' is not among those allowed in audit.toml"]),
        ({"gpl": "GPL-3.0"}, [], []),
        ({"gpl": "GPL-3.0"}, ["gpl"], [SHIPPED]),
        ({"gpl": "AGPL-3.0"}, [], ["gpl: its licence 'AGPL-3.0' is not among those allowed in audit.toml"]),
    ],
)  # fmt: skip
def test_a_licence_that_is_not_allowed_is_told(
    stated: dict[str, str | None], runtime: list[str], told: list[str]
) -> None:
    assert list(audit.licence_faults(stated, runtime, KNOWN, stated.get)) == told


def test_what_the_service_of_advisories_says_is_told_but_for_what_was_accepted() -> None:
    def ask(body: bytes) -> bytes:
        names = [one["package"]["name"] for one in json.loads(body)["queries"]]
        assert names == ["jinja2", "rich"]
        return json.dumps({"results": [{"vulns": [{"id": "X-1"}]}, {"vulns": [{"id": "X-2"}]}]}).encode()

    assert audit.told_faults({"rich": "1.0", "jinja2": "3.0"}, KNOWN, ask) == ["jinja2 3.0: X-1"]


@pytest.mark.parametrize("answer", [b"", b"[]", b'{"results": []}', b"<html>"])
def test_a_service_that_gives_no_answer_is_no_fault(answer: bytes) -> None:
    def gone(_: bytes) -> bytes:
        raise OSError("no network")

    assert audit.told_faults({"rich": "1.0"}, KNOWN, lambda _: answer) is None
    assert audit.told_faults({"rich": "1.0"}, KNOWN, gone) is None


def test_what_ships_passes_the_audit_without_a_network() -> None:
    known, locked = audit.rules(), audit.pins(audit.LOCK)
    assert len(locked) > 100
    assert list(audit.advisory_faults(locked, known)) == []
    assert list(audit.licence_faults(locked, audit.pins(audit.RUNTIME), known)) == []
    assert {row["package"] for row in known["advisory"]} <= set(locked), "an advisory on what is not locked"
