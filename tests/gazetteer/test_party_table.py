"""The shipped parties, and lookups with hard rows."""

import csv
from collections import defaultdict

import pytest

from sayso.gazetteer import Parties, load_parties
from sayso.gazetteer.names import is_capitals, party_key
from sayso.gazetteer.party_table import ALSO_WORDS, SHIPPED
from sayso.gazetteer.tables import read_about
from sayso.model.parties import PartyKind, PartyTable

# Names that two parties bear; a new one must be put here on purpose.
SHARED = {
    "abc": {"abc-news", "australian-broadcasting-corporation"},
    "adf": {"adf", "australian-defence-force"},
    "afp": {"afp", "philippine-military"},
    "congo": {"COD", "COG"},
    "cpc": {"cpc-car", "chinese-communist-party"},
    "iaf": {"israeli-air-force", "indian-air-force"},
    "isi": {"islamic-state", "isi"},
    "jem": {"jem", "jem-sudan"},
    "lebanese forces": {"lebanese-forces", "lebanese-army"},
    "mit": {"east-indonesia-mujahideen", "mit-turkey"},
    "rsf": {"rsf", "reporters-without-borders"},
    "sna": {"sna", "somali-national-army"},
}
WORDS = frozenset(
    {
        "a", "about", "after", "again", "against", "agency", "air", "alliance", "an", "and", "army", "as",
        "at", "attack", "authority", "back", "base", "battle", "be", "bomb", "border", "brigade", "by",
        "caliph", "camp", "capital", "center", "central", "channel", "church", "city", "civil",
        "coalition", "command", "congress", "contra", "council", "country", "court", "dawn", "day",
        "defence", "defense", "division", "down", "economist", "eta", "faction", "fighter", "fighters",
        "fire", "force", "forces", "free", "freedom", "friend", "from", "front", "gang", "general",
        "government", "group", "guard", "gulf", "he", "hope", "house", "hundred", "i", "in",
        "independence", "independent", "is", "islamic", "it", "journal", "justice", "king", "kingdom",
        "leader", "legion", "liberation", "march", "may", "me", "media", "memorial", "men", "militant",
        "militants", "militia", "minister", "ministry", "mission", "monitor", "monitors", "movement",
        "nation", "national", "navy", "network", "new", "news", "no", "north", "observatory", "observer",
        "of", "office", "official", "on", "one", "opposition", "or", "organization", "our", "parliament",
        "party", "peace", "people", "police", "post", "power", "president", "press", "prime", "protest",
        "province", "punch", "radio", "rebel", "rebels", "red", "regime", "republic", "resistance",
        "revolution", "right", "round", "said", "say", "security", "senate", "shame", "shield", "site",
        "soldier", "source", "south", "spokesman", "spring", "star", "state", "statement", "states",
        "sun", "support", "team", "the", "they", "this", "tigers", "time", "times", "today",
        "trend", "tribune", "troops", "union", "united", "unity", "us", "victory", "voice", "war", "we",
        "west", "who", "will", "with", "women", "world", "you",
    }
)  # fmt: skip


@pytest.fixture(scope="module")
def parties() -> Parties:
    return load_parties()


def ids(found: tuple[object, ...]) -> list[str]:
    return [getattr(party, "id", "") for party in found]


def test_the_table_is_a_party_table(parties: Parties) -> None:
    table: PartyTable = parties
    assert table.get("USA") is not None
    assert table.get("nobody") is None


def test_the_table_has_a_licence_and_a_date() -> None:
    about = read_about(SHIPPED)
    assert (about.licence, about.date[:2]) == ("CC0-1.0", "20")


def test_ids_are_unique_and_each_row_has_a_source() -> None:
    with (SHIPPED / "parties.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len({row["id"] for row in rows}) == len(rows) > 1000
    assert [row["id"] for row in rows if not row["source"]] == []


def test_a_state_has_its_code_as_id_and_country(parties: Parties) -> None:
    states = [p for p in parties.parties if p.kind is PartyKind.STATE]
    assert len(states) > 200
    assert [p.id for p in states if not p.id == p.country == p.code] == []


def test_links_never_lead_to_the_row_itself(parties: Parties) -> None:
    rows = [(p.id, {*p.part_of, *p.allied, *p.opposed}) for p in parties.parties]
    assert [party for party, links in rows if party in links] == []
    assert {link for _, links in rows for link in links} <= {party for party, _ in rows}


def test_no_party_ends_before_it_begins(parties: Parties) -> None:
    dated = [p for p in parties.parties if p.since is not None and p.until is not None]
    assert len(dated) > 100
    assert [p.id for p in dated if p.since and p.until and p.until < p.since] == []


def test_there_are_groups_of_all_continents(parties: Parties) -> None:
    groups = [p for p in parties.parties if p.kind is PartyKind.ARMED_GROUP]
    assert len(groups) >= 250
    assert {"SYR", "AFG", "PHL", "COD", "COL", "GBR", "PNG"} <= {p.country for p in groups}


def test_no_name_is_a_common_word(parties: Parties) -> None:
    names = [(p.id, n) for p in parties.parties for n in (p.name, *p.aliases) if not is_capitals(n)]
    assert [(i, n) for i, n in names if party_key(n) in WORDS - ALSO_WORDS] == []


def test_no_name_is_empty_or_too_short(parties: Parties) -> None:
    names = [(p.id, n) for p in parties.parties for n in (p.name, *p.aliases, *p.adjectives, *p.metonyms)]
    allowed = {"Xi"}
    assert [
        (i, n) for i, n in names if len(party_key(n)) < 3 and not is_capitals(n) and n not in allowed
    ] == []


def test_names_of_two_parties_are_listed(parties: Parties) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for party in parties.parties:
        for name in (party.name, *party.aliases):
            owners[party_key(name)].add(party.id)
    assert {key: found for key, found in owners.items() if len(found) > 1} == SHARED


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("US", ["USA"]),
        ("U.S.", ["USA"]),
        ("USA", ["USA"]),
        ("the United States", ["USA"]),
        ("us", []),
        ("Us", []),
        ("is", []),
        ("IS", ["islamic-state"]),
        ("isis", ["islamic-state"]),
        ("ISIL", ["islamic-state"]),
        ("the Islamic State", ["islamic-state"]),
        ("Da\u2019esh", ["islamic-state"]),
        ("un", []),
        ("U.N.", ["un"]),
        ("AU", ["au"]),
        ("au", []),
        ("who", []),
        ("WHO", ["who"]),
        ("ira", []),
        ("IRA", ["ira"]),
        ("PIJ", ["pij"]),
        ("pij", []),
        ("SDF", ["sdf"]),
        ("Syrian Democratic Force", ["sdf"]),
        ("syrian democratic forces", ["sdf"]),
        ("United States-led coalition", ["us-led-coalition"]),
        ("the US-led coalition", ["us-led-coalition"]),
        ("the coalition", []),
        ("coalition", []),
        ("Ansar Allah", ["houthis"]),
        ("Al-Shabaab", ["al-shabaab"]),
        ("al Shabab", ["al-shabaab"]),
        ("FARC", ["farc"]),
        ("Farc", ["farc"]),
        ("ELN", ["eln"]),
        ("FMLN", ["fmln"]),
        ("ISWAP", ["iswap"]),
        ("IS-K", ["isis-k"]),
        ("Georgia", ["GEO"]),
        ("Congo", ["COG", "COD"]),
        ("China", ["CHN"]),
        ("china", []),
        ("Tabqah", []),
        ("rebels", []),
        ("Damascus", []),
        ("", []),
    ],
)
def test_a_name_finds_its_parties(parties: Parties, text: str, found: list[str]) -> None:
    assert ids(parties.named(text)) == found


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("Syrian", ["SYR"]),
        ("Syrians", ["SYR"]),
        ("American", ["USA"]),
        ("U.S.", ["USA"]),
        ("us", []),
        ("Congolese", ["COG", "COD"]),
        ("Palestinians", ["PSE"]),
        ("Polish", ["POL"]),
        ("polish", []),
        ("Kurdish", []),
        ("Syria", []),
        ("Houthi", ["houthis"]),
    ],
)
def test_an_adjective_finds_its_parties(parties: Parties, word: str, found: list[str]) -> None:
    assert ids(parties.with_adjective(word)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Damascus", ["SYR"]),
        ("Washington", ["USA"]),
        ("the Kremlin", ["RUS", "SUN"]),
        ("Kremlin", ["RUS", "SUN"]),
        ("the Pentagon", ["USA"]),
        ("Raqqa", []),
    ],
)
def test_a_metonym_finds_its_parties(parties: Parties, text: str, found: list[str]) -> None:
    assert ids(parties.with_metonym(text)) == found


def test_the_pentagon_is_also_a_party_of_its_own(parties: Parties) -> None:
    (pentagon,) = parties.named("Pentagon")
    assert (pentagon.kind, pentagon.part_of) == (PartyKind.ARMED_FORCE, ("USA",))


def test_the_longest_name_bounds_a_lookup(parties: Parties) -> None:
    names = [n for p in parties.parties for n in (p.name, *p.aliases)]
    assert parties.longest == max(len(party_key(n).split()) for n in names)


def test_every_name_finds_its_own_party(parties: Parties) -> None:
    lost = [(p.id, n) for p in parties.parties for n in (p.name, *p.aliases) if p not in parties.named(n)]
    assert lost == []
