import re
from pathlib import Path

import pytest
import trafilatura

from tools.bench_whole import OTHER, Ours, Page, compared, copies_lines, other_pages, our_pages, real_pages
from tools.made_pages import SITE, other_news, page

TEXT = (
    "Jet falls near Gossi\n\nA jet fell near Gossi on Monday & burnt, the army of Mali said.\n\n"
    + "Nobody was hurt, it said, and the road that leads from there to the north was open again.\n\n" * 12
)


def test_a_page_is_the_same_each_time_and_holds_the_text() -> None:
    made = page(TEXT, "https://courier.example/1", "2017-06-19")
    assert made == page(TEXT, "https://courier.example/1", "2017-06-19")
    assert b"<p>A jet fell near Gossi on Monday &amp; burnt, the army of Mali said.</p>" in made
    assert b"<h1>Jet falls near Gossi</h1>" in made
    assert 20_000 < len(made) < 60_000


def test_what_is_read_of_a_page_is_the_text_and_none_of_the_menus() -> None:
    read = trafilatura.extract(page(TEXT, "https://courier.example/1", "2017-06-19"), include_comments=False)
    assert read is not None
    assert "A jet fell near Gossi on Monday & burnt, the army of Mali said." in read
    assert "publishes its yearly accounts" not in read
    assert SITE not in read


def test_other_news_differ_by_number_and_tell_no_event() -> None:
    assert other_news(1) == other_news(1) != other_news(2)
    assert not re.search(r"kill|attack|army|rebel|protest", " ".join(map(other_news, range(50))))


def test_ours_are_open_texts_and_others_are_named_apart() -> None:
    own, other = our_pages(), other_pages(3)
    assert [one.own for one in (*own[:1], *other)] == [True, False, False, False]
    assert len({one.name for one in (*own, *other)}) == len(own) + 3 > 30
    assert OTHER >= 1


def test_times_as_fast_is_the_middle_of_the_rounds(capsys: pytest.CaptureFixture[str]) -> None:
    ours = iter([{"read": 1.0, "store": 1.0}, {"read": 0.5, "store": 0.5}, {"read": 2.0, "store": 2.0}])
    compared("made up", lambda: next(ours), lambda: {"spaCy": 3.0}, 4, 3)
    told = capsys.readouterr().out
    assert "times as fast:       1.50 (0.75 to 3.00); target >= 1.5: kept" in told
    assert "sayso, HTML to base: 2.00 (1.00 to 4.00)   read 50%, store 50%" in told
    assert "our reading and parse alone take 0.33 (0.17 to 0.67) of what the other side takes" in told


def test_real_news_are_those_that_were_found_out_of_scope(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tools import relevance_data

    labels = tmp_path / "labels.tsv"
    labels.write_text("lee0\tn\nlee1\ty\nlee2\tn\nlee3\tN\n")
    monkeypatch.setattr(relevance_data, "LABELS", labels)
    items = tmp_path / relevance_data.ABC
    items.parent.mkdir(parents=True)
    items.write_text("The bakery won. It sold bread.\nRebels attacked.\nThe lake froze.\nIt rained.\n")
    pages = real_pages(tmp_path, 2)
    assert [one.own for one in pages] == [False, False]
    assert b"<p>It sold bread.</p>" in pages[0].html
    assert b"The lake froze." in pages[1].html
    with pytest.raises(SystemExit, match="2 items of other news; 3 are needed"):
        real_pages(tmp_path, 3)


@pytest.mark.model
def test_near_copies_are_told_with_the_incidents_that_they_write() -> None:
    from sayso.pipeline import default_coder

    (told,) = copies_lines(default_coder(), 10)
    assert re.fullmatch(r"near-copy 10: \d+ ms CPU, [1-9]\d* incidents written", told)


@pytest.mark.model
def test_each_step_of_a_page_is_counted_and_each_page_is_read(tmp_path: Path) -> None:
    from sayso.pipeline import STAGES, default_coder
    from tools.bench_whole import opened

    pages = [Page("own", page(TEXT, "https://courier.example/1", "2017-06-19"), own=True), *other_pages(4)]
    with opened(tmp_path / "a.db", default_coder()) as base:
        ours = Ours(default_coder(), filtered=True)
        ours.run(pages, base)
    assert list(ours.spent) == ["read", "filter", *STAGES, "store"]
    assert 1 <= ours.kept <= len(pages)
