import pytest

from sayso.merge.revisions.notices import NoticeKind, signs
from tests.merge.revisions.making import version

OPEN, CORRECTION, WITHDRAWAL = NoticeKind.OPEN, NoticeKind.CORRECTION, NoticeKind.WITHDRAWAL


@pytest.mark.parametrize(
    "words",
    [
        "This story will be updated.",
        "This is a developing story.",
        "More details to follow.",
        "More to come.",
        "Further information will follow.",
        "Check back for updates.",
        "We will update this report as it develops.",
        "Updates to follow.",
    ],
)
def test_a_report_that_announces_another_is_open(words: str) -> None:
    assert signs(version(f"Rebels took the bridge on Monday. {words}")).open


@pytest.mark.parametrize(
    "words",
    [
        "The situation is developing, the army said.",
        "More soldiers will follow the first column to the border post before the end of the month, he said.",
        '"This story will be updated by history," the bishop said.',
        "The maps are being updated.",
    ],
)
def test_words_of_others_and_of_other_things_make_no_report_open(words: str) -> None:
    assert not signs(version(f"Rebels took the bridge on Monday. {words}")).open


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Correction: the bridge is at Tal.", CORRECTION),
        ("An earlier version of this article gave the wrong town.", CORRECTION),
        ("Editor's note: the captain was misnamed.", CORRECTION),
        ("We wrongly reported that the bridge was blown up.", CORRECTION),
        ("The ministry withdrew its statement that rebels had fired.", WITHDRAWAL),
        ("The claim has been retracted.", WITHDRAWAL),
        ("We take back these words.", WITHDRAWAL),
        ("The army had earlier put the dead at nine.", NoticeKind.SUPERSEDED),
        ("The earlier toll was nine.", NoticeKind.SUPERSEDED),
        ("The army withdrew from the bridge.", None),
        ("The battalion was withdrawn on Monday.", None),
        ("Nine were killed, the army said.", None),
        ("The first reports of gunfire came at dawn.", None),
        ("An initial report by the monitors spoke of two trucks.", None),
        ('"We reported it to the police," a driver said.', None),
    ],
)
def test_a_notice_is_told_from_news(words: str, kind: NoticeKind | None) -> None:
    found = [one.kind for one in signs(version(f"Rebels took the bridge.\n\n{words}")).notices]
    assert found == ([] if kind is None else [kind])


def test_a_sentence_that_says_that_was_wrong_goes_with_the_one_before() -> None:
    text = "Rebels hold Tal. Our first report said that it fell. That was wrong. That was wrong of them."
    assert [one.span.of(text) for one in signs(version(text)).notices] == [
        "Our first report said that it fell.",
        "That was wrong.",
        "That was wrong of them.",
    ]


@pytest.mark.parametrize(
    ("title", "text", "killed"),
    [
        ("KILL: Bridge blown up", "No bridge was blown up.", True),
        (None, "KILL NOTICE. Do not use our report on the bridge.", True),
        (None, "Editors: the report on the bridge is withdrawn and must not be used.", True),
        ("Bridge", "Please do not use the report. No substitute story will be sent.", True),
        ("Rebels kill nine", "Rebels killed nine at the bridge.", False),
        ("Kill rate of drones rises", "Drones killed nine.", False),
    ],
)
def test_a_kill_notice_withdraws_a_report(title: str | None, text: str, killed: bool) -> None:
    assert signs(version(text, title=title)).kill is killed


def test_a_killed_report_is_never_open() -> None:
    said = signs(version("KILL NOTICE. Do not use our report. This story will be updated."))
    assert (said.open, said.corrects) == (False, True)
