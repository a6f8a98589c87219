"""Hostile texts of modest sizes: no exception, the notes that are promised, and spans that quote.

What they cost at lengths of a megabyte is measured by `tools/growth.py`; `make campaign` makes more of them.
"""

import json
from pathlib import Path

import pytest

import sayso
from sayso.merge.clusters import Cluster
from sayso.model.ranges import Ranges
from sayso.model.report import Report
from sayso.parse import CODED_CHARS, MAX_SENTENCE
from sayso.pipeline import default_coder
from tests.test_laws import check_laws
from tools.campaign import faults, text_of
from tools.campaign import main as campaign
from tools.growth import Cost, grown, line
from tools.hostile import LEAD, SHAPES, named

pytestmark = pytest.mark.model

SIZE = 500


def kinds(text: str) -> set[str]:
    return {note.kind for note in sayso.code(Report.from_text(text, language="en")).notes}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_hostile_text_has_a_record_that_keeps_the_laws(shape: str) -> None:
    text = SHAPES[shape](SIZE)
    coded = sayso.code(Report.from_text(text, published="2021-03-09", language="en"))
    assert coded.report.text == text
    check_laws(coded)


@pytest.mark.parametrize(
    ("shape", "kind"),
    [
        ("unclosed-quotation", "unclosed-quotation"),
        ("orphan-marks", "stray-quotation-mark"),
        ("endless-sentence", "endless-sentence"),
        ("endless-of", "endless-sentence"),
        ("endless-and", "endless-sentence"),
        ("nested-brackets", "endless-sentence"),
        ("editors-notes", "open-story"),
    ],
)
def test_what_cannot_be_read_as_it_stands_is_told_in_a_note(shape: str, kind: str) -> None:
    assert kind in kinds(SHAPES[shape](4 * SIZE))


def test_a_report_that_is_one_quotation_says_so_much_of_its_acts_and_names_no_speaker() -> None:
    coded = sayso.code(Report.from_text(SHAPES["only-a-quotation"](4 * SIZE), language="en"))
    assert [(s.source, s.frame) for s in coded.statements if not s.own_voice][:1] == [(None, "quotation")]
    assert [claim for claim in coded.claims if len(claim.value) > 2_000] == []


def test_a_report_above_the_limit_is_coded_up_to_a_paragraph_and_says_where() -> None:
    text = LEAD + "\n" * (CODED_CHARS - len(LEAD) - 20) + "Rebels fled to Idlib.\n\nThe end."
    coded = sayso.code(Report.from_text(text, language="en"))
    messages = [note.message for note in coded.notes if note.kind == "too-long"]
    assert messages == [
        f"coded up to character {len(LEAD) - 2} of {len(text):,}: of one report at most 500,000 characters "
        "and 150,000 words"
    ]
    assert coded.report.text == text
    assert len(coded.events) == 1


def test_an_endless_sentence_is_read_in_parts_and_nothing_is_linked_over_a_cut() -> None:
    text = SHAPES["endless-sentence"](4 * SIZE)
    parsed, _ = default_coder().seen(Report.from_text(text, language="en"))
    lengths = [one.last - one.first for one in parsed.sentences]
    assert max(lengths) <= MAX_SENTENCE
    assert sum(lengths) == len(parsed.tokens)
    assert [t.index for t in parsed.tokens if parsed.tokens[t.head].sentence != t.sentence] == []


def test_a_sentence_of_a_report_is_not_cut() -> None:
    text = "Rebels " + "quickly " * (MAX_SENTENCE - 20) + "fled."
    parsed, _ = default_coder().seen(Report.from_text(text, language="en"))
    assert parsed.notes == ()


def test_ranges_are_found_by_the_places_that_they_share() -> None:
    ranges = Ranges([(0, 200, 0), (64, 65, 1), (10, 20, 2), (190, 210, 2)])
    assert [ranges.meeting(at, at + 1) for at in (0, 15, 64, 199, 210)] == [[0], [0, 2], [0, 1], [0, 2], []]
    assert ranges.meeting(20, 65) == [0, 1]


def test_an_event_without_tellings_has_no_main_one() -> None:
    with pytest.raises(ValueError, match="empty"):
        _ = Cluster().main


@pytest.mark.parametrize("seed", range(10))
def test_a_small_sample_of_the_campaign_finds_no_fault(seed: int) -> None:
    assert faults(text_of(seed, 600), default_coder()) == []


def test_a_campaign_goes_on_where_it_was_ended(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    state = tmp_path / "state.json"
    for seeds in ("2", "3"):
        assert campaign(["--seeds", seeds, "--size", "200", "--state", str(state)]) == 0
    assert json.loads(state.read_text(encoding="utf-8")) == {"next": 3, "size": 200, "failed": {}}
    assert capsys.readouterr().out.startswith("2 seeds, 0 failed")


def test_a_seed_makes_the_same_text_again_and_another_seed_another() -> None:
    assert text_of(7) == text_of(7)
    assert len({text_of(seed) for seed in range(50)}) > 45
    assert len({named(number) for number in range(500)}) == 500


def test_growth_is_told_where_a_stage_costs_four_times_as_much_for_twice_the_length() -> None:
    costs = [Cost(n, {"parse": 1.0 * n, "merge": 1.0 * n * n}, 200.0, {}) for n in (1, 2)]
    assert grown(costs) == {"parse": 2.0, "merge": 4.0}
    assert line("x", costs).endswith("GROWS: merge x4.0")
