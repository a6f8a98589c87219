"""Redaction: what is erased stands nowhere any more, down to the bytes of the files; the rest stays."""

import json
import shutil
import zlib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from sqlalchemy import select

from sayso.desk import Desk, Result
from sayso.errors import DecisionError, StoreError
from sayso.model.decisions import Decision, Judgement, Subject
from sayso.model.incidents import Grade, MergedIncident
from sayso.model.record import Coded
from sayso.model.report import Note
from sayso.store.sql import engines, redacting, tables
from sayso.store.sql.blocking import LEFT_ALONE
from sayso.store.sql.sqlstore import open_store
from tests.desk.coders import VERSIONS, Provinces, Scripted
from tools.growth_base import World

BLOCKED = "\N{FULL BLOCK}" * 7 + " " + "\N{FULL BLOCK}" * 9
NAME = "Quentin Zwieselka"  # nobody has this name
WORLD = tuple(replace(World(2, 24).coded(number), versions=VERSIONS) for number in range(8, 13))


def named(coded: Coded) -> Coded:
    """A report that ends with a name, which a claim and a note repeat."""
    text = f"{coded.report.text}\n\nA teacher, QUENTIN\nZWIESELKA, was there; {NAME}'s house stands."
    report = replace(coded.report, text=text, title=f"What {NAME} saw")
    claims = tuple(replace(one, value=f"{NAME}: {one.value}") for one in coded.claims)
    return replace(coded, report=report, claims=claims, notes=(Note("seen", f"{NAME} is in no table"),))


REPORTS = (named(WORLD[0]), *WORLD[1:])
FIRST = REPORTS[0].report.id


def desk(where: str | Path) -> Desk:
    return Desk(where, coding=Scripted(REPORTS), gazetteers=Provinces())


def everything(made: Desk) -> str:
    """All texts of a base, packed ones unpacked."""
    found: list[str] = []
    with made.store.reading() as connection:
        for table in tables.metadata.sorted_tables:
            for row in connection.execute(select(table)):
                found += [_text(value) for value in row]
    return "\n".join(found)


def _text(value: object) -> str:
    if not isinstance(value, bytes):
        return str(value)
    try:
        return json.dumps(json.loads(zlib.decompress(value[1:])), ensure_ascii=False)
    except (zlib.error, ValueError):
        return ""


def raw(folder: Path) -> bytes:
    """What the files of a base hold, in small letters."""
    return b"".join(file.read_bytes() for file in sorted(folder.glob("*.db*"))).lower()


def test_words_are_erased_wherever_they_stand_and_offsets_stay(place: str, tmp_path: Path) -> None:
    with desk(place) as made:
        made.add(REPORTS)
        made.add(replace(REPORTS[0], notes=(), versions=()))  # two codings, both with the name
        before = list(made.incidents())
        found = made.redact(words="quentin zwieselka", author="ann", why="he asked for it")
        assert found.reports == (FIRST,)
        assert "zwieselka" not in everything(made).casefold()
        if "://" not in place:
            assert b"ieselka" not in raw(tmp_path)
        report = made.report(FIRST)
        assert report.report.title == f"What {BLOCKED} saw"
        assert len(report.report.text) == len(REPORTS[0].report.text)
        assert report.claims[0].value == f"{BLOCKED}: {WORLD[0].claims[0].value}"
        assert report.events == REPORTS[0].events
        assert [one.incident.members for one in made.incidents()] == [one.incident.members for one in before]
        assert list(made.incidents(text="zwieselka")) == []
        assert len(made.store.history(FIRST)) >= 2
        assert made.check() == []
        (kept,) = made.redactions()
        assert (kept["report"], kept["reports"], kept["author"], kept["why"]) == (
            None,
            1,
            "ann",
            "he asked for it",
        )
        with pytest.raises(StoreError, match="no report holds 'Quentin Zwieselka'"):
            made.redact(words=NAME, author="ann", why="again")


def test_a_report_is_erased_leaves_a_tombstone_and_stays_out(place: str, tmp_path: Path) -> None:
    with desk(place) as made:
        made.add(REPORTS)
        said = made.mark(Subject.COPY, FIRST, REPORTS[1].report.id, Judgement.DIFFERENT, "ben")
        made.redact(report=FIRST, author="ann", why="a court ordered it")
        assert made.report(REPORTS[1].report.id) == REPORTS[1]
        assert FIRST not in set(made.reports())
        assert all(FIRST not in one.incident.reports for one in made.incidents())
        assert all(FIRST not in one.incident.unsure for one in made.incidents())
        assert "zwieselka" not in everything(made).casefold()
        if "://" not in place:
            assert b"ieselka" not in raw(tmp_path)
        assert made.log() == (said,)
        assert [(one.holds, one.why) for one in made.conflicts()] == [
            (False, "what it is about is not there")
        ]
        assert made.check() == []
        again = made.add([REPORTS[0]])
        assert again[0].result is Result.FAILED
        assert "was redacted" in str(again[0].message)
        before = [one.incident for one in made.incidents()]
        made.rebuild()
        assert [one.incident for one in made.incidents()] == before
        assert made.check() == []
    with desk(tmp_path / "other.db") as other:
        other.add(REPORTS[1:])
        assert [one.incident.members for one in other.incidents()] == [one.members for one in before]


def test_a_backup_is_redacted_too(place: str, tmp_path: Path) -> None:
    backups = tmp_path / "backups"
    backups.mkdir()
    with desk(place) as made:
        made.add(REPORTS)
        file = made.backup(backups / "one.db")
        assert b"ieselka" in raw(backups)
        with pytest.raises(StoreError, match="no base"):
            made.redact(words=NAME, author="ann", why="he asked", backups=[__file__])
        assert "zwieselka" in everything(made).casefold()
        found = made.redact(words=NAME, author="ann", why="he asked", backups=[file])
        assert found.backups == (str(file),)
    with desk(file) as copied:
        assert "zwieselka" not in everything(copied).casefold()
        assert copied.check() == []
    assert b"ieselka" not in raw(backups)


def test_codes_and_days_are_no_words_of_a_report(place: str) -> None:
    texts = ("The assault of 12 May was no protest, he claims; it occurred in a city.", *"ab")
    spelled = [
        replace(one, report=replace(one.report, text=f"{one.report.text}\n\n{text}"))
        for one, text in zip(REPORTS, texts, strict=False)
    ]
    with desk(place) as made:
        made.add(spelled)
        before = list(made.incidents())
        for words in ("assault", "12", "claims", "occurred", "city", "e0"):
            if words != "e0":
                assert FIRST in made.redact(words=words, author="ann", why="a test").reports
                continue
            with pytest.raises(StoreError, match="no report holds 'e0'"):
                made.redact(words=words, author="ann", why="a test")
        text = made.report(FIRST).report.text
        assert text.endswith("The ███████ of ██ May was no protest, he ██████; it ████████ in a ████.")
        assert [one.summary.type for one in made.incidents()] == [one.summary.type for one in before]
        assert [one.summary.first_day for one in made.incidents()] == [
            one.summary.first_day for one in before
        ]
        assert {one.claim.stance for one in made.claims()} == {
            one.stance for r in spelled for one in r.claims
        }
        assert made.check() == []


def test_words_go_from_the_reasons_that_persons_gave_too(place: str) -> None:
    with desk(place) as made:
        made.add(REPORTS)
        one = next(made.incidents())
        made.grade(one.incident.id, Grade.WEAK, "ben", f"{NAME} is its only witness")
        made.redact(words=NAME, author="ann", why=f"{NAME} asked for it")
        assert "zwieselka" not in everything(made).casefold()
        assert made.log()[0].reasons[0].why == f"{BLOCKED} is its only witness"
        assert made.redactions()[0]["why"] == f"{BLOCKED} asked for it"
        made.grade(one.incident.id, Grade.FAIR, "ben", f"not {NAME} alone")
        assert made.redact(words=NAME, author="ann", why="again").reports == ()
        assert "zwieselka" not in everything(made).casefold()
        assert made.check() == []


@pytest.mark.parametrize("order", [{"words": NAME}, {"report": FIRST}])
def test_a_backup_from_before_brings_nothing_back(place: str, tmp_path: Path, order: dict[str, Any]) -> None:
    with desk(place) as made:
        made.add(REPORTS)
        file = made.backup(tmp_path / "old.db")
        other = shutil.copyfile(file, tmp_path / "other.db")  # nobody remembers it
        made.redact(**order, author="ann", why="he asked", backups=[file])
        redactions = [{**one, "made_at": None} for one in made.redactions()]
        for backup in (other, file):
            made.restore(backup, replace=True)
            assert "zwieselka" not in everything(made).casefold()
            assert [{**one, "made_at": None} for one in made.redactions()] == redactions
            assert made.add(REPORTS[1]).result is Result.UNCHANGED
            assert made.check() == []


def test_what_an_older_sayso_erased_keeps_an_older_backup_out(place: str, tmp_path: Path) -> None:
    with desk(place) as made:
        made.add(REPORTS)
        file = shutil.copyfile(made.backup(tmp_path / "old.db"), tmp_path / "other.db")
        made.redact(words=NAME, author="ann", why="he asked")
        with made.store.writing() as connection:  # as one that had no seals left it
            connection.execute(
                tables.redactions.update().values(id=None, salt=None, digest=None, length=None)
            )
        before = everything(made)
        with pytest.raises(StoreError, match="is older than the redaction of words by ann"):
            made.restore(file, replace=True)
        assert everything(made) == before


def test_what_a_reader_keeps_in_the_files_is_told_and_overwritten_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "_BUSY_MS", 50)
    with desk(tmp_path / "sayso.db") as made:
        made.add(REPORTS)
        with open_store(tmp_path / "sayso.db", read_only=True) as reader, reader.reading() as connection:
            connection.execute(select(tables.reports.c.id)).all()
            with pytest.raises(
                StoreError, match="not yet overwritten in the files: another program reads it"
            ):
                made.redact(words=NAME, author="ann", why="he asked")
        assert "zwieselka" not in everything(made).casefold()
        assert made.check() == [redacting.STILL_THERE]
        made.rebuild()
        assert made.check() == []
        assert b"ieselka" not in raw(tmp_path)


def test_every_text_of_a_record_is_looked_into_but_names_of_things_and_codes() -> None:
    texts = set(texts_of(Coded)) | set(texts_of(Decision))
    assert LEFT_ALONE - {"Coded.versions"} <= texts | set(texts_of(MergedIncident))
    assert texts - LEFT_ALONE == {
        "Account.party",
        "Candidate.basis",
        "Capture.address",
        "Capture.file",
        "Claim.value",
        "ClaimRelation.reason",
        "Decision.a",
        "Decision.author",
        "Decision.b",
        "Decision.undoes",
        "Dispute.reason",
        "Edit.text",
        "Location.name",
        "Location.spelling",
        "Note.message",
        "PartyCandidate.name",
        "PartyRef.name",
        "PlaceCandidate.name",
        "Reason.why",
        "Report.guid",
        "Report.outlet",
        "Report.text",
        "Report.title",
        "Report.url",
        "Side.party",
        "Side.value",
        "Statement.cue_lemma",
        "Toll.source",
        "Toll.who",
        "Version.name",  # below Coded.versions
        "Version.sha256",
        "Version.version",
        "Weapon.name",
    }


def texts_of(kind: Any, owner: str = "") -> Iterator[str]:
    """The fields of a type, and of those that it holds, that are text: "Report.title"."""
    for argument in get_args(kind):
        yield from texts_of(argument, owner)
    kind = get_origin(kind) or kind
    if kind is str:
        yield owner
    if isinstance(kind, type) and is_dataclass(kind):
        hints = get_type_hints(kind)
        for one in fields(kind):
            yield from texts_of(hints[one.name], f"{kind.__name__}.{one.name}")


@pytest.mark.parametrize(
    ("order", "error", "told"),
    [
        ({"words": NAME, "author": " ", "why": "x"}, DecisionError, "needs the name of who decided"),
        ({"words": NAME, "author": "ann", "why": ""}, DecisionError, "and why"),
        ({"words": " ", "author": "ann", "why": "x"}, DecisionError, "name the words"),
        ({"author": "ann", "why": "x"}, DecisionError, "one of the two"),
        ({"report": "no", "author": "ann", "why": "x"}, StoreError, "there is no report 'no'"),
    ],
)
def test_an_order_that_says_too_little_changes_nothing(
    tmp_path: Path, order: dict[str, Any], error: type[Exception], told: str
) -> None:
    with desk(tmp_path / "sayso.db") as made:
        made.add(REPORTS[0])
        with pytest.raises(error, match=told):
            made.redact(**order)
        assert made.report(FIRST) == REPORTS[0]
