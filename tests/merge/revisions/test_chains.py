import re
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import RevisionError
from sayso.merge.revisions.chains import canonical_url, chains, revision_decision, version_keys
from sayso.merge.revisions.sentences import contained
from sayso.model.decisions import Decision, Judgement, Subject
from sayso.model.incidents import Chain
from sayso.model.report import Report
from tests.merge.revisions.making import version

AUTHOR = "sayso 1"
TAIL = (
    " The bridge carries the only paved road between the coast and the hills, and lorries with flour "
    "had waited on both banks since the week before. A teacher counted the shells from her roof. Boats "
    "were forbidden until further notice, and the ferryman slept in his hut."
)
FIRST = f"Rebels shelled the bridge at Tal on Monday and killed four soldiers, the army said.{TAIL}"
SECOND = f"Rebels shelled the bridge at Tal on Monday and killed nine soldiers, the army said.{TAIL}"
THIRD = f"Rebels shelled the bridge at Tal at noon on Monday and killed nine soldiers, the army said.{TAIL}"
OTHER = (
    "Rebels shelled the mill at Orm on Tuesday and killed two guards, the army said. The mill grinds the "
    "flour of the province, and its chimney is seen from the coast. A priest counted the shells from his "
    "tower. The army said that it had answered the fire."
)
KILL = (
    'KILL NOTICE. Please do not use our report headed "Nine soldiers killed at Tal bridge". The bridge was '
    "not shelled. The report is withdrawn. No substitute story will be sent."
)


def chain_of_three() -> list[Report]:
    return [
        version(FIRST, "v1", at="2021-03-01T10:00", title="Bridge shelled at Tal"),
        version(SECOND, "v2", at="2021-03-01T14:00", title="Nine soldiers killed at Tal bridge"),
        version(THIRD, "v3", at="2021-03-01T18:00", title="Nine killed at Tal bridge at noon"),
    ]


def decide(a: Report, b: Report) -> Decision:
    return revision_decision(a, b, contained(a.text, b.text), AUTHOR)


def decisions(reports: Sequence[Report]) -> list[Decision]:
    return [decide(a, b) for a, b in combinations(reports, 2)]


def person(a: str, b: str, judgement: Judgement, number: int = 1) -> Decision:
    return Decision(Subject.REVISION, a, b, judgement, "Ana", person=True, number=number)


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("https://www.delta.example/a/1", "delta.example/a/1"),
        ("http://m.delta.example:80/a/1/?utm_source=x&fbclid=y#top", "delta.example/a/1"),
        ("delta.example/a/1/index.html", "delta.example/a/1"),
        ("https://delta.example/?p=7&lang=en", "delta.example?lang=en&p=7"),
        ("https://delta.example/?lang=en&p=7", "delta.example?lang=en&p=7"),
        ("https://delta.example/", None),
        ("https://delta.example/index.html", None),
        ("http://[broken", None),
        ("", None),
        (None, None),
    ],
)
def test_an_address_is_what_says_which_article_it_is(url: str | None, canonical: str | None) -> None:
    assert canonical_url(url) == canonical


@pytest.mark.parametrize(
    ("earlier", "later", "judgement", "why"),
    [
        ({"guid": "urn:d:1"}, {"guid": "urn:d:1", "text": OTHER}, "same", "both have the guid urn:d:1"),
        (
            {"url": "https://delta.example/a"},
            {"url": "http://www.delta.example/a/?utm_x=1", "text": OTHER},
            "same",
            "both stand at delta.example/a",
        ),
        ({}, {"text": SECOND}, "same", r"\d+% of the one text stand in the other"),
        ({}, {"text": OTHER}, "different", "one tells of Monday, the other of Tuesday"),
        ({}, {"text": FIRST}, "different", "one and the same text"),
        ({}, {"text": SECOND, "outlet": "Hill Radio"}, "different", "a copy at most, no later version"),
        ({}, {"text": SECOND, "outlet": None}, "unsure", "not both say who published them"),
        ({}, {"text": SECOND, "at": "2021-03-06T10:00"}, "unsure", "published 120 hours apart"),
        (
            {"title": "Tal bulletin, 28 February"},
            {"text": SECOND, "title": "Tal bulletin, 1 March", "at": "2021-03-02T10:00"},
            "same",
            "their headlines share half",
        ),
        (
            {"title": "Tal bulletin, 28 February", "text": FIRST.replace(" on Monday", "")},
            {
                "text": SECOND.replace(" on Monday", "").replace(
                    "lorries with flour had waited", "lorries wait"
                ),
                "title": "Tal bulletin, 1 March",
                "at": "2021-03-02T10:00",
            },
            "unsure",
            "one tells of 28 February, the other of 1 March",
        ),
        ({"guid": "7"}, {"text": OTHER, "guid": "7", "outlet": "Hill Radio"}, "different", "Hill Radio"),
        ({"title": "Bridge at Tal shelled"}, {"text": FIRST, "title": "Tal bridge hit"}, "same", "100%"),
        ({}, {"text": OTHER, "revises": "v1"}, "same", "it states that it revises v1"),
        (
            {"title": "Nine soldiers killed at Tal bridge"},
            {"text": KILL, "at": "2021-03-02T09:00"},
            "same",
            "a notice quotes the earlier one: 'Nine soldiers killed at Tal bridge'",
        ),
    ],
)
def test_a_decision_says_what_it_rests_on(
    earlier: dict[str, str], later: dict[str, str], judgement: str, why: str
) -> None:
    a = version(**{"text": FIRST, "at": "2021-03-01T10:00", **earlier})
    b = version(**{"text": SECOND, "id": "v2", "at": "2021-03-01T14:00", **later})
    made = decide(a, b)
    assert (made.judgement.value, made.a, made.b, made.author) == (judgement, "v2", "v1", AUTHOR)
    assert any(re.search(why, reason.why) for reason in made.reasons)
    assert made == decide(b, a)


def test_a_report_that_says_it_revises_a_later_one_is_the_later() -> None:
    a = version(FIRST, "v1", at="2021-03-01T10:00", revises="v2")
    assert decide(a, version(SECOND, "v2", at="2021-03-01T14:00")).a == "v1"


def test_a_chain_is_whole_and_in_order_without_ids() -> None:
    found = chains(chain_of_three(), decisions(chain_of_three()))
    assert found == (Chain(("v1", "v2", "v3")),)


def test_a_report_on_another_attack_between_two_versions_stays_out() -> None:
    other = version(OTHER, "x1", at="2021-03-01T16:00", title="Two killed as mill at Orm is shelled")
    reports = [*chain_of_three(), other]
    assert chains(reports, decisions(reports)) == (Chain(("v1", "v2", "v3")),)


def test_a_kill_notice_without_any_id_ends_the_chain_that_it_quotes() -> None:
    reports = [*chain_of_three(), version(KILL, "k", at="2021-03-02T09:00", title="KILL: Tal bridge")]
    assert chains(reports, decisions(reports)) == (Chain(("v1", "v2", "v3", "k"), killed=True),)
    shared = set(version_keys(reports[1])) & set(version_keys(reports[3]))
    assert shared == {"title delta post nine soldiers killed at tal bridge"}


def test_a_last_version_that_announces_another_leaves_the_chain_open() -> None:
    first, second, _ = chain_of_three()
    last = version(f"{SECOND} This story will be updated.", "v2", at="2021-03-01T14:00")
    assert chains([first, last], decisions([first, last])) == (Chain(("v1", "v2"), open=True),)
    assert not chains([first, second], decisions([first, second]))[0].open


def test_versions_of_one_day_stand_in_the_order_of_what_they_say_of_themselves() -> None:
    texts = {
        "a": f"{THIRD} Correction: an earlier version gave four dead.",
        "b": SECOND,
        "c": f"{FIRST} More details to follow.",
    }
    reports = [version(text, id=one, at="2021-03-01") for one, text in texts.items()]
    assert chains(reports, decisions(reports))[0].versions == ("c", "b", "a")


def test_times_with_zones_are_compared_as_moments() -> None:
    first = version(FIRST, "v1", at="2021-03-01T10:00+02:00")
    second = version(SECOND, "v2", at="2021-03-01T09:00+00:00")
    assert decide(first, second).a == "v2"
    assert first.published_at is not None
    assert first.published_at.astimezone(UTC) == datetime(2021, 3, 1, 8, tzinfo=UTC)


@given(st.permutations(range(5)), st.permutations(range(10)))
def test_no_order_of_arrival_changes_a_chain(order: list[int], order_of_decisions: list[int]) -> None:
    reports = [
        *chain_of_three(),
        version(OTHER, "x1", at="2021-03-01T16:00", title="Two killed as mill at Orm is shelled"),
        version(KILL, "k", at="2021-03-02T09:00"),
    ]
    made = decisions([reports[at] for at in order])
    found = chains([reports[at] for at in order], [made[at] for at in order_of_decisions])
    assert found == (Chain(("v1", "v2", "v3", "k"), killed=True),)


@pytest.mark.parametrize(
    "revises",
    [{"v1": "v1"}, {"v1": "v2", "v2": "v1"}, {"v1": "v3", "v2": "v1", "v3": "v2"}],
)
def test_a_circle_of_revisions_is_refused_and_named(revises: dict[str, str]) -> None:
    reports = [
        version(one.text, one.id, at=one.published_at, title=one.title, revises=revises.get(one.id))
        for one in chain_of_three()
    ]
    first = min(revises)
    with pytest.raises(
        RevisionError, match=f"^versions in a circle: {first} revises .*{first}; take back one"
    ):
        chains(reports, decisions(reports))


def test_a_version_that_is_not_here_is_no_circle() -> None:
    a, b, _ = chain_of_three()
    known = [version(one.text, one.id, at=one.published_at, revises="v0") for one in (a, b)]
    assert chains(known, decisions(known)) == (Chain(("v1", "v2")),)


def test_a_person_keeps_two_versions_apart_also_through_a_third() -> None:
    made = [*decisions(chain_of_three()), person("v3", "v1", Judgement.DIFFERENT)]
    assert [chain.versions for chain in chains(chain_of_three(), made)] == [("v2", "v3")]


def test_a_person_says_what_is_a_version_and_of_which_and_the_last_word_counts() -> None:
    other = version(OTHER, "x1", at="2021-02-27T16:00")
    reports = [*chain_of_three(), other]
    made = [*decisions(reports), person("x1", "v3", Judgement.SAME)]
    assert chains(reports, made) == (Chain(("v1", "v2", "v3", "x1")),)
    made.append(person("x1", "v3", Judgement.DIFFERENT, 2))
    assert chains(reports, made) == (Chain(("v1", "v2", "v3")),)


def test_a_person_goes_before_what_a_report_states() -> None:
    a, b, _ = chain_of_three()
    stated = version(FIRST, "v1", at=a.published_at, revises="v2")
    made = [decide(stated, b), person("v2", "v1", Judgement.SAME)]
    assert chains([stated, b], made) == (Chain(("v1", "v2")),)


def test_decisions_of_other_subjects_say_nothing_of_versions() -> None:
    a, b, _ = chain_of_three()
    assert chains([a, b], [Decision(Subject.COPY, "v1", "v2", Judgement.SAME, AUTHOR)]) == ()
