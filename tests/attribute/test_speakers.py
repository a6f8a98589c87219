"""Who the source of a statement is. The texts are ours."""

import pytest

from sayso.attribute.speakers import Speakers
from tests.attribute.readable import read, speaker, spoken
from tests.coding import coding, written

pytestmark = pytest.mark.model


def sources(text: str) -> list[str | None]:
    """The party of each statement, with its id where it has one."""
    return [None if s.source is None else written(s.source.party) for s in spoken(read(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A spokesman for the Frontier Corps said two men were hurt.", ["frontier-corps: Frontier Corps"]),
        (
            "Hezbollah fired at a post. A spokesman for the group said it was a reply.",
            ["hezbollah: Hezbollah"],
        ),
        ("An Israeli military spokeswoman said the depot held arms.", ["idf: Israel Defense Forces"]),
        (
            "Gunmen shot a teacher in Kaduna, Nigeria. A police spokesman said none were held.",
            ["nigerian-police: police"],
        ),
        ("France's ambassador said the school had been empty.", ["FRA: France"]),
        ("A White House official said the raid was over.", ["USA: United States"]),
        ("The Americans said the convoy was theirs.", ["USA: United States"]),
        ("Two Asian diplomats in Nairobi said the depot had fallen.", ["Asian diplomats"]),
        ("The governor of Cauca said the road was mined.", ["governor"]),
        ("The Houthi health office said four were dead.", ["houthis: Houthis"]),
        ("Its negotiator, Salim Hadi, said the truce was dead.", ["Salim Hadi"]),
        ("A commander known as Ricardo said his men were near.", ["Ricardo"]),
        ("The ministry's statement said two soldiers were killed.", ["ministry"]),
        (
            "A report by Amnesty International said the army had shelled the camp.",
            ["amnesty: Amnesty International"],
        ),
        ("A leaked memo said the army had shelled the camp.", ["leaked memo"]),
        ("The bridge said nothing. The shells told their own story.", []),
    ],
)  # fmt: skip
def test_an_office_is_its_holder_or_the_body_it_speaks_for(text: str, expected: list[str | None]) -> None:
    assert sources(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Israeli army said it had struck a depot. A spokeswoman said it was Hamas's. "
            "She said nobody was hurt.",
            ["explicit", "explicit", "coreference"],
        ),
        ("Damascus said two drones were downed.", ["metonym"]),
        ("The Russians said the bridge was open.", ["metonym"]),
        ("Mayor Ihor Reva said three died. The mayor said a school was hit.", ["explicit", "coreference"]),
    ],
)
def test_the_basis_says_how_a_source_is_known(text: str, expected: list[str]) -> None:
    assert [s.basis.value for s in spoken(read(text))] == expected


def test_a_paper_of_a_paper_of_a_paper_has_an_end() -> None:
    text = "A report" + " of a report" * 40 + " said the camp was shelled."
    assert len(sources(text)) <= 1


def test_after_a_quotation_goes_on_who_said_all_of_it() -> None:
    text = '"The mayor said it was gas," Hanna Kova said, looking at the hole. "Gas does not whistle at all."'
    said = [s for s in spoken(read(text)) if any("whistle" in span.of(text) for span in s.content)]
    assert [speaker(s) for s in said] == ["Hanna Kova"]


def test_a_thing_is_no_speaker_and_a_paper_is_one_of_saying_only() -> None:
    found = coding("The wall said a lot. A letter said more.")
    speakers = Speakers(found.parse, found.resolved, found.tables.lexicon)
    assert [speakers.is_somebody(found.token(word)) for word in ("wall", "letter")] == [False, True]
