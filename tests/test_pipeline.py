import json
from collections.abc import Iterator, Sequence
from datetime import date
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

import sayso.pipeline
from sayso.errors import ReadError, ResourceError
from sayso.model.record import Coded
from sayso.model.report import Note, Report
from sayso.parse import CODED_CHARS
from sayso.pipeline import STAGES, Coder, code_all, read_paths
from sayso.read import MAX_CHARS, Failure, read_text

ATTACK = "Rebels killed four soldiers in an ambush near Gossi, Mali, on Monday, the army said."
SPANISH = (
    "El ejército informó el lunes de que cuatro soldados murieron en una emboscada cerca de la frontera. "
    "Los rebeldes negaron haber atacado el convoy y acusaron al gobierno de haber disparado contra civiles "
    "en dos aldeas de la provincia, donde los vecinos hablan de nueve muertos y más de treinta heridos."
)
RUSSIAN = (
    "Военные сообщили в понедельник, что четыре солдата погибли при обстреле колонны у границы. "
    "Повстанцы отрицают, что стреляли по колонне, и обвиняют правительство в ударах по двум сёлам, "
    "где, по словам жителей, погибли девять человек и более тридцати получили ранения."
)


@pytest.fixture(scope="session")
def coder() -> Coder:
    return Coder()


def kinds(results: Iterator[Coded | Failure]) -> list[str]:
    return [type(result).__name__ for result in results]


def notes(coded: Coded | Failure) -> list[str]:
    return [note.kind for note in coded.notes] if isinstance(coded, Coded) else []


@pytest.mark.model
@pytest.mark.parametrize("text", ["", " ", "\n\n\t \r\n\u00a0\u3000"])
def test_a_report_without_text_is_not_coded_and_a_note_says_so(coder: Coder, text: str) -> None:
    report = Report.from_text(text)
    expected = Coded(report, notes=(Note("empty", "the report has no text"),), versions=coder.versions)
    assert list(code_all([report], coder)) == [expected]


@pytest.mark.model
def test_a_file_without_text_is_a_failure_and_the_others_are_coded(tmp_path: Path, coder: Coder) -> None:
    for name, text in (("a.txt", ""), ("b.txt", " \n\n "), ("c.txt", ATTACK)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    empty, blank, coded = code_all(read_paths([tmp_path]), coder)
    assert isinstance(empty, Failure)
    assert empty.message == f"{tmp_path}/a.txt: the file is empty; a report is expected"
    assert isinstance(blank, Failure)
    assert blank.message == f"{tmp_path}/b.txt: there is no text in it, only blanks or nothing"
    assert isinstance(coded, Coded)
    assert (coded.report.id, coded.report.text, len(coded.events)) == ("c", ATTACK, 1)


@pytest.mark.model
@pytest.mark.parametrize(
    "report",
    [
        Report.from_text("", title="Rebels kill four soldiers in Mali"),
        Report.from_text("\n ", title="Rebels kill four soldiers in Mali"),
        Report.from_text("Rebels kill four soldiers in Mali", title="Rebels kill four soldiers in Mali"),
        Report.from_text("Rebels kill four soldiers in Mali"),
    ],
)
def test_a_title_alone_is_coded(coder: Coder, report: Report) -> None:
    coded = coder.code(report)
    assert coded.report.text == "Rebels kill four soldiers in Mali"
    assert [event.triggers[0].of(coded.report.text) for event in coded.events] == ["kill"]


@pytest.mark.model
def test_a_report_object_with_only_a_title_is_coded_and_a_note_says_so(tmp_path: Path, coder: Coder) -> None:
    file = tmp_path / "r.jsonl"
    file.write_text(json.dumps({"text": "", "title": "Rebels kill four soldiers in Mali"}), encoding="utf-8")
    (coded,) = code_all(read_paths([file]), coder)
    assert isinstance(coded, Coded)
    assert (coded.report.text, notes(coded)[0]) == ("Rebels kill four soldiers in Mali", "title-only")


@pytest.mark.model
@pytest.mark.parametrize("text", [SPANISH, RUSSIAN, RUSSIAN.upper(), f"{SPANISH}\n\n{RUSSIAN}"])
@pytest.mark.parametrize("known", [True, False])
def test_a_report_in_another_language_is_not_coded_and_a_note_says_so(
    coder: Coder, text: str, known: bool
) -> None:
    report = read_text(text) if known else Report.from_text(text)
    coded = coder.code(report)
    assert (coded.events, coded.statements, coded.claims) == ((), (), ())
    assert "other-language" in notes(coded)
    assert coded.report.text == text


@pytest.mark.model
def test_a_declared_language_is_believed(coder: Coder) -> None:
    coded = coder.code(Report.from_text(ATTACK, language="fr"))
    assert [(note.kind, note.message) for note in coded.notes] == [
        ("other-language", "the report is in 'fr'; only 'en' is coded")
    ]
    assert coder.code(Report.from_text(SPANISH, language="en")).report.language == "en"


@pytest.mark.model
@pytest.mark.parametrize("language", ["en", None])
def test_english_is_coded_whether_it_is_declared_or_not(coder: Coder, language: str | None) -> None:
    coded = coder.code(Report.from_text(f"{ATTACK} {ATTACK}", language=language))
    assert len(coded.events) > 0
    assert "other-language" not in notes(coded)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("a" * (CODED_CHARS + 1), ["too-long", "endless-sentence", "out-of-scope"]),
        ("\n" * (CODED_CHARS + 1), ["empty"]),
    ],
)
def test_a_report_above_the_limit_has_a_record_and_a_note(coder: Coder, text: str, kinds: list[str]) -> None:
    coded = coder.code(Report.from_text(text, id="big", language="en"))
    assert coded.report.text == text
    assert [note.kind for note in coded.notes] == kinds


def test_a_file_above_the_limit_is_refused_with_the_number_before_it_is_coded() -> None:
    with pytest.raises(ReadError, match=r"^big: the text has 5,000,001 characters, at most 5,000,000"):
        read_text("a " * (MAX_CHARS // 2) + "a", name="big")


LONG = (
    "soldiers and rebels fired rockets near Raqqa and killed three civilians, the army said, "
    "while militants attacked a convoy in Aleppo and "
).split()


def long_sentence(count: int) -> str:
    """One sentence of so many words, an act in every seventh."""
    return " ".join(["The", *(LONG * (count // len(LONG) + 1))[: count - 2], "fled."])


@pytest.mark.model
def test_a_sentence_of_five_thousand_words_is_coded(coder: Coder) -> None:
    text = long_sentence(5_000)
    coded = coder.code(Report.from_text(text, language="en"))
    assert len(text.split()) == 5_000
    assert len(coded.events) > 0


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "word " * 10_000,
        "A" * 200_000,
        "A-" * 4_000 + "x",
        "(" * 8_000,
        '"' * 8_001,
        "“a ‘b " * 200,
        "\n" * 200_000 + "x",
        "x\n\n" * 1_000,
        "1,000 " * 2_000,
        "the " * 5_000 + "army.",
    ],
    ids=[
        "words",
        "letter",
        "hyphens",
        "brackets",
        "marks",
        "nested",
        "lines",
        "paragraphs",
        "numbers",
        "the",
    ],
)
def test_a_long_text_without_any_story_is_read_to_its_end(coder: Coder, text: str) -> None:
    coded = coder.code(Report.from_text(text, language="en"))
    assert coded.report.text == text
    assert coded.events == ()


@pytest.mark.model
def test_a_batch_that_breaks_off_in_the_middle_loses_only_what_is_broken(
    tmp_path: Path, coder: Coder
) -> None:
    lines = [json.dumps({"id": name, "text": ATTACK}) for name in ("first", "cut", "last")]
    lines[1] = lines[1][: len(lines[1]) // 2]
    file = tmp_path / "batch.jsonl"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    first, failure, last = code_all(read_paths([file]), coder)
    assert isinstance(first, Coded)
    assert isinstance(last, Coded)
    assert (first.report.id, last.report.id) == ("first", "last")
    assert first.events == last.events != ()
    assert isinstance(failure, Failure)
    assert (failure.path, failure.place, failure.error) == (str(file), "line 2", "ReadError")
    assert failure.message.startswith(f"{file}:2: no valid JSON: ")


@pytest.mark.model
def test_a_batch_whose_end_is_missing_is_coded_up_to_there(tmp_path: Path, coder: Coder) -> None:
    file = tmp_path / "batch.jsonl"
    whole = "".join(json.dumps({"id": str(i), "text": ATTACK}) + "\n" for i in range(3))
    file.write_text(whole[:-20], encoding="utf-8")
    assert kinds(code_all(read_paths([file]), coder)) == ["Coded", "Coded", "Failure"]


class Stumbling(Coder):
    """A coder that codes nothing, and cannot take the word "boom"."""

    def __init__(self, error: Exception) -> None:
        self._error = error
        self.taken: list[str] = []

    def code(self, report: Report) -> Coded:
        self.taken.append(report.id)
        if "boom" in report.text:
            raise self._error
        return Coded(report)


def reports(*texts: str) -> list[Report]:
    return [Report.from_text(text, id=f"r{number}") for number, text in enumerate(texts, start=1)]


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (ValueError("no such head: 7"), "r2: ValueError: no such head: 7"),
        (ReadError("too long"), "r2: ReadError: too long"),
        (RecursionError("deep"), "r2: RecursionError: deep"),
        (MemoryError(), "r2: MemoryError: "),
    ],
)
def test_a_report_that_cannot_be_coded_is_recorded_and_the_rest_goes_on(
    error: Exception, message: str
) -> None:
    given = reports("one", "boom", "three")
    first, failure, last = code_all(given, Stumbling(error))
    assert (first, last) == (Coded(given[0]), Coded(given[2]))
    assert failure == Failure("r2", None, message, type(error).__name__)


def test_a_failure_to_read_is_handed_on_in_its_place() -> None:
    failure = Failure("a.txt", None, "a.txt: the file is empty")
    first, *_ = given = reports("one", "two")
    items: Sequence[Report | Failure] = [given[0], failure, given[1]]
    assert list(code_all(items, Stumbling(ValueError()))) == [Coded(first), failure, Coded(given[1])]


def test_a_batch_is_coded_one_report_at_a_time() -> None:
    coder = Stumbling(ValueError())
    results = code_all(iter(reports("one", "two", "three")), coder)
    assert coder.taken == []
    next(results)
    assert coder.taken == ["r1"]


def test_stopping_a_batch_by_hand_stops_it() -> None:
    class Stopped(Stumbling):
        def code(self, report: Report) -> Coded:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(code_all(reports("one"), Stopped(ValueError())))


def test_a_coder_without_a_model_says_so_at_once(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match="no spaCy model here"):
        Coder(model=tmp_path)


@pytest.mark.model
def test_the_stages_that_are_timed_make_the_same_record(coder: Coder) -> None:
    report = Report.from_text(ATTACK, published=date(2021, 3, 9), language="en")
    coded, seconds = coder.timed(report)
    assert coded == coder.code(report)
    assert tuple(seconds) == STAGES
    assert coder.timed(Report.from_text(""))[1] == {}


@pytest.mark.model
def test_what_made_a_record_is_in_it(coder: Coder) -> None:
    coded = coder.code(Report.from_text(ATTACK))
    assert coded.versions == coder.versions
    names = [version.name for version in coded.versions]
    assert [names[0], *names[2:]] == [
        "sayso", "classifier/minilm-conflict", "lang/en", "ontology", "parties", "places",
    ]  # fmt: skip
    assert coded.versions[1].sha256 is not None
    assert coded.versions[2].sha256 is not None


def test_the_version_of_code_that_is_not_installed_is_not_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr("sayso.pipeline.version", nothing)
    assert sayso.pipeline.code_version() == "0+unknown"


@pytest.mark.model
@pytest.mark.issue(5)
def test_what_was_dropped_is_the_means_and_no_target(coder: Coder) -> None:
    """The parser reads "dropped" as an adjective here, and only the weights see an act."""
    coded = coder.code(Report.from_text("After a rebel MiG-21 dropped bombs near Misrata, families fled."))
    (event,) = coded.events
    assert [fact.value.name for fact in event.targets] == []
    assert {fact.value.name for fact in event.weapons} == {"MiG-21", "bomb"}
