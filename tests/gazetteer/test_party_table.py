"""The shipped parties, and lookups with hard rows."""

from collections import defaultdict
from datetime import date

import pytest

from sayso.gazetteer import Parties, load_parties
from sayso.gazetteer.names import is_capitals, party_key
from sayso.gazetteer.party_table import ALSO_WORDS, SHIPPED
from sayso.gazetteer.tables import read_about
from sayso.model.parties import PartyKind, PartyTable, Relation

# Names that two parties bear; a new one must be put here on purpose.
SHARED = {
    "abc": {"abc-news", "australian-broadcasting-corporation"},
    "adf": {"adf", "ambazonia", "australian-defence-force"},
    "afp": {"afp", "philippine-military"},
    "ansar al din": {"ansar-al-din-front", "ansar-dine"},
    "ansar al sunna": {"ansar-al-sunna-iraq", "is-mozambique"},
    "army of islam": {"army-of-islam-gaza", "jaish-al-islam"},
    "asayesh": {"asayish", "asayish-syria"},
    "asayish": {"asayish", "asayish-syria"},
    "bna": {"bna", "bna-bahrain"},
    "bra": {"baloch-republican-army", "bougainville-revolutionary-army"},
    "cdf": {"chinland-defense-force", "kamajors"},
    "cna": {"central-news-agency", "chin-national-army"},
    "congo": {"COD", "COG"},
    "congress": {"indian-national-congress", "us-congress"},
    "cpc": {"chinese-communist-party", "cpc-car"},
    "foreign office": {"foreign-office", "german-foreign-ministry", "pakistani-foreign-ministry"},
    "iaf": {"indian-air-force", "israeli-air-force"},
    "isi": {"isi", "islamic-state"},
    "islamic jihad": {"egyptian-islamic-jihad", "pij"},
    "jem": {"jem", "jem-sudan"},
    "justice and development party": {"akp", "pjd-morocco"},
    "kgb": {"kgb", "kgb-belarus"},
    "lebanese forces": {"lebanese-army", "lebanese-forces"},
    "mit": {"east-indonesia-mujahideen", "mit-turkey"},
    "national liberation army": {"eln", "national-liberation-army-of-macedonia", "nla-iran"},
    "national security agency": {"nsa", "nsa-egypt"},
    "ndf": {"ndf-syria", "ndfp"},
    "northern alliance": {"northern-alliance", "northern-alliance-burma"},
    "nrf": {"nrf-afghanistan", "nrf-darfur"},
    "nsa": {"nsa", "nsa-egypt"},
    "pdf": {"pdf-myanmar", "pdf-sudan"},
    "peoples defence forces": {"hpg", "pdf-myanmar"},
    "peoples defense forces": {"hpg", "pdf-myanmar"},
    "peoples democratic party": {"hdp", "pdp-nigeria"},
    "pna": {"palestinian-authority", "pna"},
    "popular resistance committees": {"popular-resistance-yemen", "prc-gaza"},
    "rada": {"rada", "verkhovna-rada"},
    "rsf": {"reporters-without-borders", "rsf"},
    "sla": {"slm", "south-lebanon-army"},
    "sna": {"sna", "somali-national-army"},
    "srf": {"sudan-revolutionary-front", "syria-revolutionaries-front"},
    "ssa": {"shan-state-army", "stability-support-apparatus"},
    "upc": {"union-for-peace-in-the-central-african-republic", "upc-congo"},
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


def test_a_state_has_its_code_as_id_and_country(parties: Parties) -> None:
    states = [p for p in parties.parties if p.kind is PartyKind.STATE]
    assert len(states) > 200
    assert [p.id for p in states if p.id != p.country] == []


def test_no_party_ends_before_it_begins(parties: Parties) -> None:
    dated = [p for p in parties.parties if p.since is not None and p.until is not None]
    assert len(dated) > 10
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
        ("Syrian Democratic forces", []),
        ("syrian democratic forces", []),
        ("SYRIAN DEMOCRATIC FORCES", ["sdf"]),
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
        ("Chad's air force", ["chadian-air-force"]),
        ("the Philippines\u2019 navy", ["philippine-navy"]),
        ("Chad's cheese", []),
        ("Congo's army", []),  # two states are called so
        ("rebels", []),
        ("Damascus", []),
        ("", []),
    ],
)
def test_a_name_finds_its_parties(parties: Parties, text: str, found: list[str]) -> None:
    assert ids(parties.named(text)) == found


@pytest.mark.issue(3)
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("let", []),
        ("LET", []),
        ("Let", []),
        ("LeT", ["let"]),
        ("the LeT", ["let"]),
        ("State Department", ["us-state-department"]),
        ("state department", []),
        ("State department", []),
        ("US state department", ["us-state-department"]),
        ("golden dawn", []),
        ("Golden dawn", []),
        ("Golden Dawn", ["golden-dawn"]),
        ("lions' den", []),
        ("breaking the silence", []),
        ("Breaking the Silence", ["breaking-the-silence"]),
        ("Breaking The Silence", ["breaking-the-silence"]),
        ("national unity government", []),
        ("National Unity Government", ["nug"]),
        ("islamic front", []),
        ("army of justice", []),
        ("peace brigades", []),
        ("red army", []),
        ("the Red Army", ["red-army"]),
        ("the RED ARMY", ["red-army"]),
        ("islamic state", []),
        ("Islamic State group", ["islamic-state"]),
        ("Islamic state group", ["islamic-state"]),
        ("Syrian army", ["syrian-armed-forces"]),
        ("Russian navy", ["russian-navy"]),
        ("Ghanaian air force", ["ghanaian-air-force"]),
        ("GHANAIAN AIR FORCE", ["ghanaian-air-force"]),
        ("Papua New Guinean armed forces", ["papua-new-guinean-armed-forces"]),
        ("Royal Bahraini navy", ["bahraini-navy"]),
        ("Haqqani network", ["haqqani"]),
        ("Sinaloa cartel", ["sinaloa-cartel"]),
        ("the Qassam brigades", ["qassam"]),
        ("wagner group", []),
        ("UN security council", ["unsc"]),
        ("U.N. Security Council", ["unsc"]),
        ("security council", []),
        ("al Qa'ida", ["al-qaeda"]),
        ("bin Laden", ["osama-bin-laden"]),
        ("al Jazeera", ["al-jazeera"]),
    ],
)
def test_capitals_tell_a_name_from_words(parties: Parties, text: str, found: list[str]) -> None:
    assert ids(parties.named(text)) == found


@pytest.mark.issue(3)
@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Self-Defense Forces", "japan-self-defense-forces"),  # those of Rojava, too
        ("Civil Defence", "kamajors"),
        ("Civil Defense Forces", "kamajors"),
        ("Defense Department", "pentagon"),
        ("Central Command", "centcom"),
        ("Counter-Terrorism Service", "iraqi-counter-terrorism-service"),
        ("Fourth Division", "4th-armoured-division"),
        ("Metropolitan Police", "scotland-yard"),
        ("Arab Army", "jordanian-armed-forces"),
        ("White Army", "white-army"),
        ("National Resistance Front", "nrf-afghanistan"),
        ("Sharon", "ariel-sharon"),
        ("Bashir", "omar-al-bashir"),
        ("Guzman", "abimael-guzman"),
        ("Baghdadi", "abu-bakr-al-baghdadi"),
        ("Arafat", "yasser-arafat"),
        ("Salami", "hossein-salami"),
        ("Abe", "shinzo-abe"),
        ("Petro", "gustavo-petro"),
        ("Modi", "narendra-modi"),
        ("Raisi", "ebrahim-raisi"),
        ("Wagner", "wagner"),
        ("Hina", "hina"),
        ("Mnemonic", "syrian-archive"),
        ("Fides", "fides"),
        ("Fars", "fars"),
        ("Bild", "bild"),
    ],
)
def test_a_name_that_others_bear_is_not_one_party(parties: Parties, text: str, wrong: str) -> None:
    assert parties.get(wrong) is not None
    assert ids(parties.named(text)) == []


@pytest.mark.issue(3)
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("People's Defence Forces", {"hpg", "pdf-myanmar"}),
        ("Rada", {"rada", "verkhovna-rada"}),
        ("National Liberation Army", {"eln", "national-liberation-army-of-macedonia", "nla-iran"}),
        ("Colombia's National Liberation Army", {"eln"}),
        ("Northern Alliance", {"northern-alliance", "northern-alliance-burma"}),
        ("Popular Resistance Committees", {"prc-gaza", "popular-resistance-yemen"}),
        ("People's Democratic Party", {"hdp", "pdp-nigeria"}),
        ("Justice and Development Party", {"akp", "pjd-morocco"}),
        ("Congress", {"us-congress", "indian-national-congress"}),
        ("Islamic Jihad", {"pij", "egyptian-islamic-jihad"}),
        ("Foreign Office", {"foreign-office", "german-foreign-ministry", "pakistani-foreign-ministry"}),
        ("KGB", {"kgb", "kgb-belarus"}),
        ("National Security Agency", {"nsa", "nsa-egypt"}),
        ("Egypt's National Security Agency", {"nsa-egypt"}),
        ("Wagner Group", {"wagner"}),
        ("Fars News Agency", {"fars"}),
        ("Nicaraguan army", {"nicaraguan-armed-forces"}),
        ("Sandinista Popular Army", {"sandinista-peoples-army"}),
    ],
)
def test_a_shared_name_finds_all_who_bear_it(parties: Parties, text: str, found: set[str]) -> None:
    assert set(ids(parties.named(text))) == found


@pytest.mark.issue(3)
def test_a_former_leader_was_part_of_the_state_while_in_office(parties: Parties) -> None:
    (link,) = (one for one in parties.links("abdelaziz-bouteflika") if one.relation is Relation.PART_OF)
    assert (link.since, link.until) == (date(1999, 1, 1), date(2019, 12, 31))
    former = {
        (one.party, one.other)
        for party in parties.parties
        for one in parties.links(party.id)
        if one.relation is Relation.LEADS and one.until is not None
    }
    serving = {
        (one.party, one.other)
        for party in parties.parties
        for one in parties.links(party.id)
        if one.relation is Relation.LEADS and one.until is None
    }
    still = {
        (one.party, one.other)
        for party, _ in former
        for one in parties.links(party)
        if one.relation is Relation.PART_OF and one.until is None
    }
    assert (former - serving) & still == set()


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
        ("Wagner", ["wagner"]),
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
        ("Malé", ["MDV"]),
        ("male", []),
        ("sofia", []),
        ("pale", []),
        ("Pale", ["republika-srpska"]),
        ("white house", []),
        ("White house", []),
        ("the WHITE HOUSE", ["USA"]),
        ("state department", []),
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
