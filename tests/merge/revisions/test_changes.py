from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.merge.revisions.changes import revision
from sayso.model.events import Modality
from sayso.model.record import Coded
from sayso.model.statements import Stance
from tests.merge.revisions.making import blamed, claim, coded, event, said, span, version

TAIL = " The road to the coast was closed. A teacher counted the shells from her roof."
A = f"Rebels shelled Tal on Monday and killed four soldiers, the army said.{TAIL}"


def attack(text: str, report: str, killed: tuple[str, int], **fields: Any) -> Coded:
    words, count = killed
    fields = {"actors": ["Rebels"], "place": "Tal", "tolls": [(words, "killed", count, count)], **fields}
    return coded(version(text, report), [event(text, "shelled", **fields)])


def told(earlier: Coded, later: Coded) -> list[tuple[str, str, str | None, str | None]]:
    return [(c.field.value, c.kind.value, c.before, c.after) for c in revision(earlier, later).changes]


FIRST = attack(A, "v1", ("four soldiers", 4))


@pytest.mark.parametrize(
    ("text", "killed", "fields", "expected"),
    [
        (A.replace("four", "nine"), ("nine soldiers", 9), {}, [("killed", "changed", "4", "9")]),
        (
            A.replace("on Monday", "shortly after seven on Monday"),
            ("four soldiers", 4),
            {},
            [("time", "changed", "Monday", "shortly after seven on Monday")],
        ),
        (
            A.replace("Rebels", "Gunmen"),
            ("four soldiers", 4),
            {"actors": ["Gunmen"]},
            [("actor", "changed", "Rebels", "Gunmen")],
        ),
        (
            A.replace("Tal", "Orm"),
            ("four soldiers", 4),
            {"place": "Orm"},
            [("place", "changed", "Tal", "Orm")],
        ),
        (
            A.replace("shelled", "fired rockets at and shelled"),
            ("four soldiers", 4),
            {"weapons": ["rockets"]},
            [("weapon", "added", None, "rockets")],
        ),
        # What is coded otherwise in the same words was changed by nobody.
        (A, ("four soldiers", 4), {"actors": [], "place": None}, []),
        (A, ("four soldiers", 4), {"targets": ["army"], "modality": Modality.DENIED}, []),
    ],
)
def test_a_fact_changes_where_its_words_change(
    text: str, killed: tuple[str, int], fields: dict[str, Any], expected: list[tuple[str, ...]]
) -> None:
    assert told(FIRST, attack(text, "v2", killed, **fields)) == expected


def test_a_figure_that_came_and_one_that_went_are_told_with_their_words() -> None:
    text = A.replace("killed four soldiers", "wounded two women")
    made = attack(text, "v2", ("two women", 2), tolls=[("two women", "wounded", 2, 2)])
    changes = revision(FIRST, made).changes
    assert [(c.field.value, c.kind.value, c.evidence.report, c.evidence.text) for c in changes] == [
        ("killed", "dropped", "v1", "four soldiers"),
        ("wounded", "added", "v2", "two women"),
    ]
    assert changes[0].events == (f"v1@{A.index('shelled')}",)
    assert changes[0].why == "no words of the later version say it"


def test_a_figure_in_a_sentence_of_another_form_is_the_same_figure() -> None:
    text = f"The killed in Tal numbered nine. Rebels shelled it on Monday, the army said.{TAIL}"
    made = coded(version(text, "v2"), [event(text, "shelled", actors=["Rebels"])])
    killed = FIRST.events[0].tolls[0].value
    assert killed.low == 4
    earlier = attack(A, "v1", ("killed four soldiers", 4))
    assert ("killed", "changed", "4", "9") in told(earlier, made)


def test_an_event_that_only_one_version_tells_is_added_with_its_figures_alone() -> None:
    text = f"{A} Hours later troops burned Orm and killed six men on Tuesday."
    second = event(text, "burned", 2, actors=["troops"], place="Orm", tolls=[("six men", "killed", 6, 6)])
    first = event(text, "shelled", actors=["Rebels"], place="Tal", tolls=[("four soldiers", "killed", 4, 4)])
    made = coded(version(text, "v2"), [first, second])
    assert told(FIRST, made) == [("type", "added", None, "ASSAULT (burned)"), ("killed", "added", None, "6")]


BLAME = "The governor said that the Front was behind it."


def blaming(text: str, report: str) -> Coded:
    first = attack(text, report, ("four soldiers", 4))
    source = said(text, "governor", "the Front was behind it")
    return coded(
        first.report,
        first.events,
        statements=(source,),
        claims=(claim(text, "the Front was behind it", Stance.ALLEGES, field="responsibility"),),
        responsibilities=(blamed(text, "Front"),),
    )


def test_blame_is_added_and_dropped_with_who_laid_it() -> None:
    later = blaming(f"{A} {BLAME}", "v2")
    assert told(FIRST, later) == [("responsibility", "added", None, "Front (governor)")]
    assert told(later, attack(A, "v3", ("four soldiers", 4))) == [
        ("responsibility", "dropped", "Front (governor)", None)
    ]


@pytest.mark.parametrize(
    "notice",
    [
        "The governor withdrew his statement that the Front was behind it.",
        "Correction: an earlier version named the Front. That was wrong.",
    ],
)
def test_what_a_notice_takes_back_stays_on_record_as_retracted(notice: str) -> None:
    text = f"{A}\n\n{notice}"
    made = attack(text, "v2", ("four soldiers", 4))
    (change,) = revision(blaming(f"{A} {BLAME}", "v1"), made).changes
    assert (change.field.value, change.kind.value, change.before) == (
        "responsibility",
        "retracted",
        "Front (governor)",
    )
    assert change.evidence.text == notice
    assert "takes it back" in change.why


def test_a_notice_that_stood_there_before_takes_back_nothing_anew() -> None:
    notice = "Correction: an earlier version named the Front. That was wrong."
    earlier = attack(f"{A}\n\n{notice}", "v2", ("four soldiers", 4))
    later = attack(A.replace("four", "nine") + f"\n\n{notice}", "v3", ("nine soldiers", 9))
    assert told(earlier, later) == [("killed", "changed", "4", "9")]


def test_a_corrected_value_stays_changed_and_says_who_corrects_it() -> None:
    text = A.replace("Tal", "Orm") + "\n\nCorrection: an earlier version placed it in Tal."
    (change,) = revision(FIRST, attack(text, "v2", ("four soldiers", 4), place="Orm")).changes
    assert (change.kind.value, change.before, change.after) == ("changed", "Tal", "Orm")
    assert "an earlier version placed it in Tal" in change.why


def test_a_notice_on_what_was_coded_as_no_fact_stands_in_its_own_words() -> None:
    text = f"{A}\n\nCorrection: our first version reported a robbery, on the word of a guard. That was wrong."
    assert told(FIRST, attack(text, "v2", ("four soldiers", 4))) == [("type", "retracted", "a robbery", None)]


def test_a_reminder_of_an_old_figure_is_no_new_figure() -> None:
    text = A.replace("four", "nine") + " It had earlier put the dead at four."
    made = attack(
        text,
        "v2",
        ("nine soldiers", 9),
        tolls=[("nine soldiers", "killed", 9, 9), ("put the dead at four", "killed", 4, 4)],
    )
    assert told(FIRST, made) == [("killed", "changed", "4", "9")]


def test_a_kill_notice_takes_back_events_figures_and_blame() -> None:
    text = "KILL NOTICE. Do not use our report on Tal. Nobody shelled the town. The figures are withdrawn."
    later = coded(version(text, "k"), [event(text, "shelled")])
    assert told(blaming(f"{A} {BLAME}", "v1"), later) == [
        ("type", "retracted", "ASSAULT (shelled)", None),
        ("killed", "retracted", "4", None),
        ("responsibility", "retracted", "Front (governor)", None),
    ]


def test_the_same_words_on_anothers_word_are_a_change_of_source() -> None:
    def version_by(speaker: str, report: str) -> Coded:
        text = A.replace("army", speaker)
        one = attack(text, report, ("four soldiers", 4))
        content = "Rebels shelled Tal on Monday and killed four soldiers"
        return coded(one.report, one.events, statements=(said(text, speaker, content),))

    assert told(version_by("mayor", "v1"), version_by("bishop", "v2")) == [
        ("source", "changed", "mayor", "bishop")
    ]


def test_an_attribution_is_added_and_dropped() -> None:
    bare = A.replace(", the army said", "")
    content = "Rebels shelled Tal on Monday and killed four soldiers"
    one = attack(A, "v2", ("four soldiers", 4))
    given_ = coded(one.report, one.events, statements=(said(A, "army", content),))
    plain = attack(bare, "v1", ("four soldiers", 4))
    assert told(plain, given_) == [("source", "added", None, "army")]
    assert told(given_, plain) == [("source", "dropped", "army", None)]


def test_a_report_beside_itself_has_no_changes() -> None:
    made = revision(FIRST, FIRST)
    assert (made.added, made.dropped, made.edited, made.changes) == ((), (), (), ())


COUNTS = {"two": 2, "four": 4, "nine": 9}
TAILS = ["", TAIL, " Boats were forbidden."]


@st.composite
def versions(draw: st.DrawFn) -> Coded:
    word = draw(st.sampled_from(sorted(COUNTS)))
    text = f"Rebels shelled Tal and killed {word} soldiers.{draw(st.sampled_from(TAILS))}"
    return attack(text, draw(st.sampled_from(["v1", "v2"])), (f"{word} soldiers", COUNTS[word]))


@given(versions(), versions())
def test_evidence_quotes_its_version_and_what_is_added_one_way_is_dropped_the_other(
    a: Coded, b: Coded
) -> None:
    there, back = revision(a, b), revision(b, a)
    texts = {a.report.id: a.report.text}
    for change in there.changes:
        text = b.report.text if change.kind.value != "dropped" else texts[a.report.id]
        assert change.evidence.span.of(text) == change.evidence.text
    assert there.added == back.dropped
    assert [(c.before, c.after) for c in there.changes] == [(c.after, c.before) for c in back.changes]


def test_spans_of_sentences_are_of_their_own_text() -> None:
    later = attack(A.replace(TAIL, " Boats were forbidden."), "v2", ("four soldiers", 4))
    made = revision(FIRST, later)
    assert [one.of(later.report.text) for one in made.added] == ["Boats were forbidden."]
    assert [one.of(A) for one in made.dropped] == [
        "The road to the coast was closed.",
        "A teacher counted the shells from her roof.",
    ]
    assert span(A, "The road to the coast was closed.") == made.dropped[0]
