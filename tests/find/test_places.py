"""Place phrases of sentences that could stand in a report: a small fake table, the model's parse."""

import tomllib
from collections.abc import Collection
from functools import cache
from pathlib import Path

import pytest
from spacy.language import Language

from sayso.find.places import places
from sayso.model.lexicon import CueSense, Lexicon, NounSense
from sayso.model.mentions import PlaceMention
from sayso.model.parse import Parse
from sayso.model.places import Place, PlaceKind
from sayso.model.report import Report
from sayso.parse import load_model, parse
from tests.gazetteer.fakes import ExactOnly

# The word sets for places that `lang/en/words.toml` has to hold.
TOML = tomllib.loads(Path(__file__).with_name("place_words.toml").read_text(encoding="utf-8"))
WORDS = {name: frozenset(words) for name, words in TOML.items()}
LEXICON = Lexicon(
    language="en",
    triggers=(),
    cues=(CueSense(("say",), "clause", "assert"),),
    people={"spokesman": NounSense("unnamed", "officials"), "fighter": NounSense("armed_group", "fighters")},
    weapons={},
    numbers={"thirty": 30},
    quantities={},
    weekdays=("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    months={"may": 5, "june": 6},
    words=WORDS,
)

SETTLEMENT, ADMIN1, COUNTRY = PlaceKind.SETTLEMENT, PlaceKind.ADMIN1, PlaceKind.COUNTRY
ROWS = [
    ("Syria", COUNTRY, "SYR", 18_000_000),
    ("Iraq", COUNTRY, "IRQ", 40_000_000),
    ("Mali", COUNTRY, "MLI", 20_000_000),
    ("Yemen", COUNTRY, "YEM", 30_000_000),
    ("US", COUNTRY, "USA", 330_000_000),
    ("Democratic Republic of Congo", COUNTRY, "COD", 90_000_000),
    ("South Sudan", COUNTRY, "SSD", 11_000_000),
    ("Raqqa", SETTLEMENT, "SYR", 500_000),
    ("Raqqa", ADMIN1, "SYR", 900_000),
    ("Idlib", ADMIN1, "SYR", 1_500_000),
    ("Hama", SETTLEMENT, "SYR", 460_000),
    ("Tabqah", SETTLEMENT, "SYR", 80_000),
    ("Deir ez-Zor", SETTLEMENT, "SYR", 240_000),
    ("Mosul", SETTLEMENT, "IRQ", 1_700_000),
    ("Mokha", SETTLEMENT, "YEM", 9_000),
    ("Paris", SETTLEMENT, "FRA", 2_100_000),
    ("Washington", SETTLEMENT, "USA", 690_000),
    ("Bush", SETTLEMENT, "EGY", 130_000),
    ("Hassan", SETTLEMENT, "IND", 150_000),
    ("Police", SETTLEMENT, "POL", 33_000),
    ("Sarmin", SETTLEMENT, "SYR", 14_000),
    ("Darfur", PlaceKind.REGION, "SDN", 0),
]
PLACES = [
    Place(f"t:{number}", name, kind, country, 1.0, 1.0, population=people)
    for number, (name, kind, country, people) in enumerate(ROWS)
]


class FakeTable(ExactOnly):
    """Places by name; generic words and case do not count."""

    def named(self, text: str, countries: Collection[str] = ()) -> tuple[Place, ...]:
        plain = text.lower().removeprefix("the ")
        for generic in (" province", " city", " countryside"):
            plain = plain.removesuffix(generic)
        return tuple(
            p for p in PLACES if p.name.lower() == plain and (not countries or p.country in countries)
        )


@cache
def model() -> Language:
    return load_model()[0]


def parsed(text: str) -> Parse:
    return parse(Report.from_text(text), model(), ("editor's note",))


def told(mention: PlaceMention, text: str) -> str:
    """A mention as one line: phrase, name, what is said of it, larger area."""
    parts = [mention.span.of(text), f"name={mention.name.of(text)}" if mention.name else "no name"]
    parts += [part for part in (mention.area, mention.direction) if part is not None]
    if mention.relation != "in":
        parts.append(mention.relation)
    if mention.distance_km is not None:
        parts.append(f"{mention.distance_km:g} km")
    if mention.within is not None:
        parts.append(f"in {mention.within.of(text)}")
    return "; ".join(parts)


def found(text: str) -> list[str]:
    return [told(mention, text) for mention in places(parsed(text), LEXICON, FakeTable())]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("Shells fell in Raqqa on Sunday.", ["Raqqa; name=Raqqa"]),
        (
            "The jet was shot down in the southern Raqqa countryside.",
            ["southern Raqqa countryside; name=Raqqa; countryside; south"],
        ),
        (
            "They attacked fighters in Ja'Din - a town south of Tabqah - wounding several.",
            [
                "Ja'Din; name=Ja'Din; town; south; direction; in Tabqah",
                "south of Tabqah; name=Tabqah; south; direction",
            ],
        ),
        (
            "The rebels took the Bitani District after a short battle.",
            ["Bitani District; name=Bitani; district"],
        ),
        (
            "Tanf is a key town on the Iraq-Syria border.",
            ["Tanf; name=Tanf; town", "Iraq-Syria border; name=Iraq; border; border; in Syria"],
        ),
        (
            "A bomb went off 50 km east of Mosul, officials said.",
            ["50 km east of Mosul; name=Mosul; east; direction; 50 km"],
        ),
        (
            "The camp lies thirty miles (48 km) north of Hama.",
            ["thirty miles (48 km) north of Hama; name=Hama; north; direction; 48.3 km"],
        ),
        ("A market was hit in Mokha, Yemen.", ["Mokha; name=Mokha; in Yemen", "Yemen; name=Yemen"]),
        (
            "Jets bombed the town of Sarmin in Idlib province.",
            ["town of Sarmin; name=Sarmin; town; in Idlib", "Idlib province; name=Idlib; province"],
        ),
        ("Militants control parts of northern Mali.", ["northern Mali; name=Mali; north"]),
        ("Clashes broke out near Deir ez-Zor.", ["Deir ez-Zor; name=Deir ez-Zor; near"]),
        ("They fled along the road to Hama.", ["Hama; name=Hama; near"]),
        (
            "Fighting raged on the outskirts of Mosul and in rural Hama.",
            ["outskirts of Mosul; name=Mosul; outskirts", "rural Hama; name=Hama; countryside"],
        ),
        (
            "He died in Hama's eastern countryside.",
            ["Hama's eastern countryside; name=Hama; countryside; east"],
        ),
        (
            "Troops entered the Democratic Republic of Congo from South Sudan.",
            [
                "Democratic Republic of Congo; name=Democratic Republic of Congo",
                "South Sudan; name=South Sudan",
            ],
        ),
        ("The northern city of Raqqa was shelled.", ["northern city of Raqqa; name=Raqqa; town"]),
        (
            "The troops were hit inside a protected zone in that area.",
            ["a protected zone; no name; zone", "that area; no name; zone"],
        ),
        (
            "Clashes near al-Tanf and Deir ez-Zor went on.",
            ["al-Tanf; name=al-Tanf; near", "Deir ez-Zor; name=Deir ez-Zor; near"],
        ),
        ("Aid reached Port-au-Prince and at-risk villages in Rio de Oro.", ["Rio de Oro; name=Rio de Oro"]),
        ("Four people died in Kafr Batna.", ["Kafr Batna; name=Kafr Batna"]),
        ("Washington said the jet was warned.", ["Washington; name=Washington"]),
        ("Villages in Darfur were burned.", ["Darfur; name=Darfur"]),
    ],
)
def test_a_place_phrase_keeps_what_is_said_of_the_place(text: str, mentions: list[str]) -> None:
    assert found(text) == mentions


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "The attack was condemned on Sunday.",
        "The US-led coalition denied it.",
        "Fighters backed by US-trained officers withdrew.",
        "Paris Hilton gave an interview.",
        "President Bush spoke for an hour.",
        "The spokesman Hassan gave no figures.",
        "The Islamic State claimed the attack.",
        "The Mosul Media Centre reported it.",
        "The Department of Police gave no details.",
        "Syrian army units advanced in May.",
    ],
)
def test_a_name_of_a_party_or_person_is_no_place(text: str) -> None:
    assert found(text) == []


@pytest.mark.model
def test_a_surname_is_no_place_when_it_stands_alone() -> None:
    assert found("Ahmad Hassan was arrested. Hassan denied everything.") == []


@pytest.mark.model
def test_the_preposition_and_the_head_of_a_phrase_are_tokens() -> None:
    report = parsed("The jet fell over the southern Raqqa countryside.")
    mentions = list(places(report, LEXICON, FakeTable()))
    heads = [(report.tokens[m.head].text, report.tokens[m.preposition or 0].text) for m in mentions]
    assert heads == [("countryside", "over")]


@pytest.mark.model
def test_furniture_holds_no_places_where_something_happened() -> None:
    text = "Rebels took Hama.\n\nEditor's note: reporting by our staff in Mosul."
    told = [(m.name.of(text), m.embedded) for m in places(parsed(text), LEXICON, FakeTable()) if m.name]
    assert told == [("Hama", False), ("Mosul", True)]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("A bus burned between Hama and Mosul.", ["Hama and Mosul; name=Hama; between; in Mosul"]),
        ("Talks between Syria and the union failed.", ["Syria; name=Syria"]),
        (
            "Smugglers were shot near the Iraqi-Syrian border.",
            ["Iraqi-Syrian border; name=Iraqi-Syrian; border; border"],
        ),
        (
            "Shots were heard along the border between Syria and Iraq.",
            ["border between Syria and Iraq; name=Syria; border; in Iraq"],
        ),
        ("A clinic burned in the north of Yemen.", ["north of Yemen; name=Yemen; north"]),
        ("A mine went off 10 km outside Mokha.", ["10 km outside Mokha; name=Mokha; near; 10 km"]),
        ("Drones hit the Sarmin air base.", ["Sarmin air base; name=Sarmin; site"]),
        (
            "Fire swept a depot in Iraq's Raqqa region.",
            ["Iraq; name=Iraq", "Raqqa region; name=Raqqa; region"],
        ),
        ("Shells fell in Mokha, Somali elders said.", ["Mokha; name=Mokha"]),
    ],
)
def test_phrases_of_two_places_parts_and_sites(text: str, mentions: list[str]) -> None:
    assert found(text) == mentions


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "embedded"),
    [
        ("The Iraq Red Crescent Council counted the dead.", ["Iraq"]),
        ("A London monitor and the Government of Mali agreed.", ["Mali"]),
        ("The Yemen-based agency fell silent.", ["Yemen"]),
        ("The Iraq War ended years ago.", []),
        ("The US-led coalition denied it.", []),
    ],
)
def test_a_country_in_the_name_of_a_body_says_what_a_report_is_about(text: str, embedded: list[str]) -> None:
    names = [m.name.of(text) for m in places(parsed(text), LEXICON, FakeTable()) if m.name and m.embedded]
    assert names == embedded


@pytest.mark.model
def test_a_name_that_stands_for_sure_somewhere_counts_elsewhere() -> None:
    text = "Two men were shot in Mokha on Sunday. Mokha has been quiet since."
    assert [line for line in found(text) if "Mokha" in line] == ["Mokha; name=Mokha", "Mokha; name=Mokha"]
    assert [line for line in found("Mokha has been quiet since.") if "Mokha" in line] == []


def test_an_empty_parse_has_no_places() -> None:
    empty = Parse(text="", units=(), sentences=(), tokens=(), quotes=())
    assert list(places(empty, LEXICON, FakeTable())) == []
