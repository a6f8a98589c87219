"""Who a noun phrase ends at, whoever asks first, and whom acts and seats stand for."""

import pytest

from sayso.model.events import PartyBasis
from tests.coding import coding, resolver, written

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("sentence", "head", "expected"),
    [
        ("Bogota said it was ready.", "Bogota", "COL: Colombia"),
        ("The Kremlin denied it.", "Kremlin", "RUS: Russia"),
        ("Moscow denied it.", "Moscow", "RUS: Russia"),
        ("Tehran seized a tanker.", "Tehran", "IRN: Iran"),
        ("Maiduguri mourned.", "Maiduguri", None),
    ],
)
def test_a_capital_may_stand_for_its_government(sentence: str, head: str, expected: str | None) -> None:
    found = coding(sentence)
    fact = resolver(found).metonym(found.token(head))
    assert (None if fact is None else written(fact.value)) == expected


def test_a_city_where_something_happens_is_no_party() -> None:
    found = coding("Gunmen shot two students in Bogota and fled to Caracas.")
    told = [written(fact.value) for telling in found.resolved.tellings for fact in telling.targets]
    assert told == ["students"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [("Jets bombed Sanaa.", []), ("Aden accused Tehran of it.", ["IRN: Iran"])],
)
def test_a_capital_that_is_bombed_is_a_place_and_one_that_is_accused_a_government(
    sentence: str, expected: list[str]
) -> None:
    targets = [fact.value for telling in coding(sentence).resolved.tellings for fact in telling.targets]
    assert [written(ref) for ref in targets if ref.party is not None] == expected


def test_a_party_says_how_it_was_found_and_how_often_that_is_right() -> None:
    found = coding("Hamas fighters left. The group spoke.")
    refs = [found.resolved.parties[found.token(word)].value for word in ("fighters", "group")]
    assert [ref.basis for ref in refs] == [PartyBasis.MEMBERS, PartyBasis.DEFINITE]
    assert all(ref.probability is not None and 0.9 <= ref.probability < 1 for ref in refs)
    assert refs[0] == refs[1]  # one party, however it was found


@pytest.mark.parametrize(
    ("sentence", "noun", "expected"),
    [
        ("Israeli air strikes hit Tyre.", "strikes", "ISR: Israel"),
        ("A Taliban attack killed six.", "attack", "taliban: Taliban"),
        ("A US drone strike killed six.", "strike", "USA: United States"),
        ("A US-backed offensive began.", "offensive", None),
        ("A pro-Russian rally was held.", "rally", None),
        ("A heavy attack began.", "attack", None),
    ],
)
def test_the_owner_of_an_act_is_named_in_front_of_it(sentence: str, noun: str, expected: str | None) -> None:
    found = coding(sentence)
    fact = resolver(found).owner(found.token(noun))
    assert (None if fact is None else written(fact.value)) == expected


@pytest.mark.parametrize(
    ("sentence", "head", "expected"),
    [
        ("A Russian drone hit a school.", "drone", "RUS: Russia"),
        ("A Chinese ship rammed a boat.", "ship", "CHN: China"),
        ("A drone hit a school.", "drone", None),
    ],
)
def test_the_nationality_of_a_craft_names_its_operator(
    sentence: str, head: str, expected: str | None
) -> None:
    found = coding(sentence)
    fact = resolver(found).operator(found.token(head))
    assert (None if fact is None else written(fact.value)) == expected


@pytest.mark.parametrize(
    ("sentence", "head", "quoted"),
    [
        ("The Kenyan police spoke.", "police", "Kenyan police"),
        ("Dozens of Houthi fighters left.", "Dozens", "Dozens of Houthi fighters"),
        ("Nigeria said it left.", "it", "it"),
    ],
)
def test_the_evidence_quotes_the_phrase(sentence: str, head: str, quoted: str) -> None:
    found = coding(sentence)
    fact = found.resolved.parties[found.token(head)]
    assert [span.of(sentence) for span in fact.evidence] == [quoted]


def test_the_answer_does_not_depend_on_who_asks_first() -> None:
    found = coding("Boko Haram raided Baga. The group burned boats and its fighters left.")
    heads = [mention.head for mention in found.mentions.parties]
    forwards, backwards = resolver(found), resolver(found)
    there = [forwards.at(head) for head in heads]
    assert [backwards.at(head) for head in reversed(heads)] == there[::-1]


def test_a_text_without_phrases_has_no_parties() -> None:
    assert coding("Go!").resolved.parties == {}
