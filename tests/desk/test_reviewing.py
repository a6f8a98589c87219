"""What persons decide on the coding of reports: it counts, is undone, and outlives a new coding."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection

from sayso.desk import Desk
from sayso.errors import DecisionError, UnknownName
from sayso.model.decisions import Decision, Subject, event_key
from sayso.model.edits import CHOSEN, JUDGEMENT, Coder, NewClaim, ReviewState
from sayso.model.events import Event, Modality
from sayso.model.record import Coded, Version
from sayso.model.spans import Fact, Span
from sayso.model.statements import Basis, ClaimField, Stance
from sayso.model.tasks import QueueReason
from sayso.store.sql import tables
from tests.desk.coders import VERSIONS, Provinces, Scripted
from tests.desk.states import State, computed
from tools.growth_base import World
from tools.random_decisions import RandomCoders

REPORTS = tuple(replace(World(2, 24).coded(number), versions=VERSIONS) for number in range(8, 13))
FIRST = REPORTS[0]
NAME = FIRST.report.id
KEYS = [event_key(NAME, one.triggers[0].start) for one in FIRST.events]
KEY = KEYS[0]
WORDS = Span(4, 10)
DENIED = NewClaim(ClaimField.PLACE, Stance.DENIES, WORDS)
ANA, EVE = Coder("ana", "coder"), Coder("eve", "editor")
ELSEWHERE = Span(len(FIRST.report.text) - 9, len(FIRST.report.text) - 3)


def desk(where: str | Path, *more: Coded, versions: tuple[Version, ...] = VERSIONS) -> Desk:
    return Desk(where, coding=Scripted([*REPORTS, *more], versions), gazetteers=Provinces())


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base with all reports, made once."""
    path = tmp_path_factory.mktemp("reviewing") / "template.db"
    with desk(path) as made:
        made.add(REPORTS)
    return path


@pytest.fixture
def filled(template: Path, place: str) -> Iterator[Desk]:
    """A desk on a base with all reports."""
    with desk(place) as made:
        made.restore(template)
        yield made


def state(made: Desk) -> State:
    with made.store.reading() as connection:
        return computed(connection)


def event(made: Desk, key: str = KEY) -> Event:
    coded = made.report(NAME)
    return next(one for one in coded.events if event_key(NAME, one.triggers[0].start) == key)


def newer(**changes: object) -> Coded:
    """The first report as a later sayso codes it: its first event differs."""
    first, *others = FIRST.events
    events = (replace(first, **changes), *others)  # type: ignore[arg-type]  # fields of an event
    return replace(FIRST, events=events, versions=(Version("sayso", "2.0"),))


def test_a_correction_is_what_all_else_rests_on_and_the_machines_record_stays(filled: Desk) -> None:
    filled.correct(KEY, "killed", (3, 5), evidence=[WORDS], author=ANA)
    made = filled.correct(KEY, "place", "place:7", author=ANA, reason="the map shows it")
    figure, place = event(filled).tolls[0], event(filled).place
    assert (figure.value.low, figure.value.high, figure.evidence, figure.rule) == (3, 5, (WORDS,), CHOSEN)
    assert place is not None
    assert (place.value.gazetteer, place.evidence, place.rule) == ("place:7", (), JUDGEMENT)
    assert filled.machine(NAME) == FIRST
    assert filled.report(NAME).decisions == tuple(one.id for one in filled.log())
    one = filled.incident(KEY)
    assert (one.reviewed, one.state) == (True, ReviewState.CODED)
    assert made.edit is not None
    assert (made.edit.before.place, made.edit.after.place) == (FIRST.events[0].place, place)
    assert (made.role, made.reasons[0].why) == ("coder", "the map shows it")
    assert filled.check() == []


def test_every_kind_is_undone_to_what_was_there(filled: Desk) -> None:
    before = state(filled)
    ways: Sequence[Callable[[], Decision]] = (
        lambda: filled.correct(KEY, "type", "PROTEST", evidence=[WORDS], author=ANA),
        lambda: filled.clear(KEY, "killed", author=ANA),
        lambda: filled.drop(KEYS[-1], author=ANA),
        lambda: filled.add_event(NAME, ELSEWHERE, "AGREE", author=ANA),
        lambda: filled.set_stance(f"{NAME}#c0", Stance.DENIES, author=ANA),
        lambda: filled.reattribute(f"{NAME}#s0", WORDS, author=ANA),
        lambda: filled.reattribute(f"{NAME}#s0", None, author=ANA),
        lambda: filled.drop(f"{NAME}#c0", author=ANA),
        lambda: filled.drop(f"{NAME}#s0", author=ANA),
        lambda: filled.add_claim(
            KEY, f"{NAME}#s1", NewClaim(ClaimField.PLACE, Stance.DENIES, WORDS), author=ANA
        ),
        lambda: filled.note(KEY, "see the second report", author=ANA),
        lambda: filled.set_state(KEY, ReviewState.PUBLISHED, author=EVE),
        lambda: filled.accept(KEY, author=ANA)[0],
    )
    for make in ways:
        made = make()
        assert state(filled) != before, made.subject
        assert filled.check() == []
        filled.undo(made.id, EVE)
        assert state(filled) == before, made.subject
    assert filled.report(NAME) == FIRST
    assert filled.check() == []


def test_codes_follow_the_type_and_a_mode_of_another_type_goes(filled: Desk) -> None:
    filled.correct(KEY, "type", "ASSAULT", evidence=[WORDS], author=ANA)
    filled.correct(KEY, "mode", "aerial", evidence=[WORDS], author=ANA)
    one = event(filled)
    assert one.mode is not None
    assert one.mode.value == "aerial"
    filled.correct(KEY, "type", "PROTEST", evidence=[WORDS], author=ANA)
    assert event(filled).mode is None
    with pytest.raises(UnknownName, match="unknown mode 'aerial'"):
        filled.correct(KEY, "mode", "aerial", evidence=[WORDS], author=ANA)
    cameo = event(filled).cameo
    assert cameo is not None
    assert cameo.value.startswith("14")


def test_claims_and_sources_are_those_of_the_corrected_record(filled: Desk) -> None:
    filled.set_stance(f"{NAME}#c0", Stance.DENIES, author=ANA)
    said = filled.reattribute(f"{NAME}#s1", WORDS, author=ANA)
    assert [one.id for one in filled.claims(stance="denies")] == [f"{NAME}#c0"]
    words = WORDS.of(FIRST.report.text)
    assert f"{NAME}#c1" in [one.id for one in filled.claims(claimant=words)]
    filled.reattribute(f"{NAME}#s1", None, author=ANA)
    one = filled.report(NAME).statements[1]
    assert (one.source, one.basis) == (None, Basis.NONE)
    assert said.a == NAME
    assert [one.author for one in filled.log(NAME)] == ["ana"] * 3


def test_an_added_event_gets_fields_and_a_claim_of_its_own(filled: Desk) -> None:
    filled.add_event(NAME, ELSEWHERE, "ASSAULT", author=ANA)
    key = event_key(NAME, ELSEWHERE.start)
    filled.correct(key, "modality", Modality.DENIED, evidence=[WORDS], author=ANA)
    filled.add_claim(key, f"{NAME}#s0", NewClaim(ClaimField.OCCURRENCE, Stance.DENIES, WORDS), author=ANA)
    assert event(filled, key).modality.value is Modality.DENIED
    assert filled.incident(key).incident.members == (key,)
    assert [one.claim.stance for one in filled.claims() if one.claim.event == event(filled, key).id] == [
        Stance.DENIES
    ]
    with pytest.raises(DecisionError, match=r"tells .* already"):
        filled.add_event(NAME, ELSEWHERE, "PROTEST", author=ANA)


def test_a_correction_outlives_a_new_coding_and_what_stands_against_it_is_told(filled: Desk) -> None:
    figure = FIRST.events[0].tolls[0]
    filled.correct(KEY, "killed", 7, evidence=[WORDS], author=ANA)
    other = replace(figure, value=replace(figure.value, low=99, high=99))
    filled.add(newer(tolls=(other,)))
    assert filled.machine(NAME).events[0].tolls == (other,)
    assert event(filled).tolls[0].value.low == 7
    (conflict,) = filled.conflicts()
    assert (conflict.holds, conflict.decision.a) == (True, KEY)
    assert "killed" in conflict.why
    assert filled.queue(1)[0].why is QueueReason.CONFLICT
    filled.add(newer(tolls=(replace(figure, value=replace(figure.value, low=7, high=7)),)))
    assert filled.conflicts() == ()
    assert event(filled).tolls[0].value.low == 7
    before = state(filled)
    filled.rebuild()
    assert state(filled) == before


def test_a_new_coding_that_begins_elsewhere_keeps_the_correction_and_one_without_it_tells_so(
    filled: Desk,
) -> None:
    filled.correct(KEY, "killed", 7, evidence=[WORDS], author=ANA)
    filled.add(newer(triggers=(Span(WORDS.start + 2, WORDS.end + 2),)))
    assert event(filled, event_key(NAME, WORDS.start + 2)).tolls[0].value.low == 7
    assert filled.conflicts() == ()
    filled.add(newer(triggers=(ELSEWHERE,)))
    (conflict,) = filled.conflicts()
    assert (conflict.holds, "no event is told" in conflict.why) == (False, True)
    filled.add(FIRST)
    assert event(filled).tolls[0].value.low == 7
    assert filled.conflicts() == ()


def test_what_was_accepted_stands_when_the_machine_changes_its_mind(filled: Desk) -> None:
    filled.accept(KEY, author=ANA)
    assert filled.report(NAME) == FIRST
    filled.add(newer(modality=Fact(Modality.PLANNED, (WORDS,)), triggers=(WORDS,)))
    assert event(filled).modality.value is FIRST.events[0].modality.value
    gone = replace(FIRST, events=FIRST.events[1:], claims=FIRST.claims[1:], versions=(Version("sayso", "3"),))
    filled.add(gone)
    assert event(filled).type.value == FIRST.events[0].type.value
    assert [one.holds for one in filled.conflicts()] == [True]


def test_a_blind_coder_changes_only_what_that_coder_sees(filled: Desk) -> None:
    before = state(filled)
    filled.correct(KEY, "killed", 7, evidence=[WORDS], author=Coder("dan", "coder", blind=True))
    filled.correct(KEY, "wounded", 1, evidence=[WORDS], author=ANA)
    assert [one.value.low for one in filled.view(NAME, "dan").events[0].tolls] == [7]
    kinds = [one.value.kind for one in filled.view(NAME, "ana").events[0].tolls]
    assert kinds == [*(one.value.kind for one in FIRST.events[0].tolls), "wounded"]
    filled.undo(filled.log()[-1].id, ANA)
    assert state(filled) == before


@pytest.mark.parametrize(
    ("field", "value", "more", "told"),
    [
        ("colour", 1, {}, "unknown field 'colour'"),
        ("type", "MURDER", {}, "unknown type 'MURDER'"),
        ("killed", -1, {}, "a range from 0"),
        ("killed", (5, 3), {}, "a range from 0"),
        ("killed", "many", {}, "is no number of people"),
        ("time", "yesterday", {}, "is no day"),
        ("actors", [], {}, "clear the field"),
        ("killed", 3, {"evidence": ()}, "needs a reason"),
        ("killed", 3, {"evidence": [Span(10**6, 10**6 + 2)]}, "are not in report"),
        ("killed", 3, {"author": " "}, "needs the name of its author"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_written(
    template: Path, tmp_path: Path, field: str, value: object, more: dict[str, object], told: str
) -> None:
    with desk(tmp_path / "sayso.db") as made:
        made.restore(template)
        given: dict[str, object] = {"evidence": [WORDS], "author": "ana", **more}
        with pytest.raises((DecisionError, UnknownName), match=told):
            made.correct(KEY, field, value, **given)  # type: ignore[arg-type]  # wrong on purpose
        assert made.log() == ()


def test_the_queue_says_why_and_leaves_out_what_another_is_at_work_on(filled: Desk) -> None:
    tasks = filled.queue(100)
    assert {one.why for one in tasks} <= {QueueReason.DISPUTED, QueueReason.UNCERTAIN}
    assert all(one.text for one in tasks)
    assert tasks == filled.queue(100)
    first = tasks[0].incident
    filled.assign(first, "ana")
    assert [one.coder for one in filled.assignments()] == ["ana"]
    assert first not in [one.incident for one in filled.queue(100, coder="ben")]
    assert first in [one.incident for one in filled.queue(100, coder="ana")]
    filled.release(first, "ana")
    with pytest.raises(UnknownName, match="coder at work"):
        filled.release(first, "ana")
    filled.assign(first, "dan", blind=True)
    assert filled.queue(100, coder="dan")[0].why is QueueReason.SECOND
    filled.accept(first, author=ANA)
    assert first not in [one.incident for one in filled.queue(100, coder="ana")]


def test_words_are_erased_from_the_log_and_its_chain_still_holds(place: str) -> None:
    told = replace(FIRST, report=replace(FIRST.report, text=f"{FIRST.report.text} Wolzanow saw it."))
    at = told.report.text.index("Wolzanow")
    with desk(place) as made:
        made.add(told)
        made.reattribute(f"{NAME}#s0", Span(at, at + 8), author=ANA, reason="Wolzanow says so")
        made.note(KEY, "ask Wolzanow", author=EVE)
        made.correct(KEY, "killed", 7, evidence=[WORDS], author=ANA)
        made.redact(words="Wolzanow", author="eve", why="a private person")
        with made.store.reading() as connection:
            assert "wolzanow" not in everything(connection).casefold()
        assert made.check() == []
        assert event(made).tolls[0].value.low == 7
        before = state(made)
        made.rebuild()
        assert state(made) == before
        made.redact(report=NAME, author="eve", why="asked for")
        with made.store.reading() as connection:
            assert "lenki" not in everything(connection)
        assert made.check() == []
        assert [one.holds for one in made.conflicts()] == [False] * 2


def everything(connection: Connection) -> str:
    rows = connection.execute(tables.decisions.select()).all()
    data = connection.execute(tables.records.select()).mappings().all()
    from sayso.store.sql.codec import unpacked

    return f"{rows} {[unpacked(one['data']) for one in data if one['data']]}"


@pytest.mark.parametrize(
    "change",
    [
        {"author": "somebody else"},
        {"edit": '{"text":"another note"}'},
        {"made_at": "2001-01-01T00:00:00+00:00"},
        {"salt": None},
        {"digest": "0" * 64},
    ],
)
def test_who_changes_a_row_of_the_log_is_found_out(
    template: Path, tmp_path: Path, change: dict[str, object]
) -> None:
    with desk(tmp_path / "sayso.db") as made:
        made.restore(template)
        for number in range(3):
            made.note(KEY, f"note {number}", author=ANA)
        assert made.check() == []
        assert made.head()[0] == 3
        with made.store.writing() as connection:
            row = tables.decisions.update().where(tables.decisions.c.number == 2)
            connection.execute(row.values(**change))
        assert any("decision" in one for one in made.check())


def test_random_decisions_replay_to_the_same_state_whatever_order_reports_came_in(
    filled: Desk, tmp_path: Path
) -> None:
    RandomCoders(filled, 3).decide(25)
    made = state(filled)
    filled.rebuild()
    assert state(filled) == made
    filled.backup(tmp_path / "backup.db")
    with desk(tmp_path / "other.db") as other:
        other.add(reversed(REPORTS))
        other.replay(filled.log())
        assert state(other) == made
        assert [(one.id, one.at) for one in other.log()] == [(one.id, one.at) for one in filled.log()]
        assert other.check() == []
        with pytest.raises(DecisionError, match="without decisions"):
            other.replay(filled.log())
    with desk(tmp_path / "backup.db") as back:
        assert state(back) == made
        assert back.head() == filled.head()
        assert {one.subject for one in back.log()} > {Subject.CORRECT, Subject.ACCEPT}


def test_what_was_put_there_and_taken_back_is_no_damage(filled: Desk) -> None:
    (said,) = [filled.correct(KEY, "actors", "party:7", author="ana", reason="seen")]
    filled.correct(KEY, "place", "place:7", author="ana", reason="seen")
    filled.undo(said.id, "ben")
    assert filled.check() == []


def test_a_decision_stands_beside_its_incident_with_its_own_moment(tmp_path: Path) -> None:
    moments = iter(f"2026-05-01T00:00:{second:02}+00:00" for second in range(60))
    with desk(tmp_path / "base.db") as made:
        made.add([World(2, 240).coded(at) for at in range(2)])
        vars(made.store)["_now"] = lambda: next(moments)
        one, other = (record.incident.id for record in list(made.incidents())[:2])
        (said, *_) = made.merge(one, other, "ana")
        (back, *_) = made.undo(said.id, "ben")
        (again, *_) = made.undo(back.id, "ana")
        log = made.log()
        moments_of = {entry.act: entry.at for entry in log}
        assert list(moments_of.values()) == [said.at, back.at, again.at]
        assert list(moments_of.values()) == sorted({entry.at or "" for entry in log})
        assert made.check() == []


def test_two_blind_coders_are_compared_on_what_both_coded_and_editors_are_not(filled: Desk) -> None:
    one, two = Coder("ana", "coder", blind=True), Coder("ben", "coder", blind=True)
    assert filled.agreement().units == 0
    for who in (one, two):
        filled.accept(KEYS[0], author=who)
        filled.accept(KEYS[1], author=who)
    filled.correct(KEYS[0], "killed", 7, evidence=[WORDS], author=one)
    filled.correct(KEYS[0], "type", "PROTEST", evidence=[WORDS], author=two)
    filled.correct(KEYS[0], "type", "AGREE", evidence=[WORDS], author=EVE)
    filled.drop(f"{NAME}#s1", author=two)
    found = filled.agreement()
    assert found.coders == ("ana", "ben")
    told = {(one.thing, one.field): dict(one.values) for one in found.disagreements}
    assert told[KEYS[0], "type"] == {"ana": FIRST.events[0].type.value, "ben": "PROTEST"}
    assert told[KEYS[0], "killed"]["ana"] == "7.0"
    assert {thing for thing, _ in told} == {KEYS[0]}
    fields = {one.field: one for one in found.fields}
    assert fields["type"].units == 2
    assert fields["event"].alpha is None
    assert filled.incident(KEYS[0]).told[0].event.type.value == "AGREE"
