"""What the shipped weights say of a pair of parties, and the pairs that are refused."""

import pytest

from sayso.classify import Encoder, load_encoder, relations
from sayso.classify.encoder import SOURCE, TARGET
from sayso.classify.pairs import pair_pieces
from sayso.errors import SpanError
from sayso.model.classes import Relation, Way
from sayso.ontology import load_ontology


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    found = load_encoder("en")
    assert found is not None, "the weights and what runs them are part of the tests' environment"
    return found


def relation(encoder: Encoder, text: str, source: str, target: str) -> Relation:
    spans = [(text.index(words), text.index(words) + len(words)) for words in (source, target)]
    return relations(encoder, [(text, spans[0], spans[1])], load_ontology())[0]


@pytest.mark.parametrize(
    ("text", "source", "target", "root", "quad"),
    [
        ("Kampala sent two tonnes of medicine to Juba on Monday.", "Kampala", "Juba", "AID", 2),
        ("Kampala refused on Monday to send medicine to Juba.", "Kampala", "Juba", "REJECT", 3),
        ("Juba asked Kampala on Monday for two tonnes of medicine.", "Juba", "Kampala", "REQUEST", 3),
        (
            "Gunmen attacked the convoy near the river, killing a driver.",
            "Gunmen",
            "the convoy",
            "ASSAULT",
            4,
        ),
        ("The envoy met rebel leaders in Doha for a second day.", "The envoy", "rebel leaders", "CONSULT", 1),
        ("Thousands marched against the junta in Bamako.", "Thousands", "the junta", "PROTEST", 4),
        ("Police arrested nine members of the party.", "Police", "nine members of the party", "COERCE", 4),
        ("The minister accused the rebels of breaking the truce.", "The minister", "the rebels", "ACCUSE", 3),
        ("The rebels released forty soldiers of the army.", "The rebels", "the army", "YIELD", 2),
    ],
)
def test_the_pair_gets_its_root(
    encoder: Encoder, text: str, source: str, target: str, root: str, quad: int
) -> None:
    found = relation(encoder, text, source, target)
    assert (found.root, found.quad, found.way) == (root, quad, Way.LEARNED)


def test_the_pair_decides_and_not_the_sentence(encoder: Encoder) -> None:
    text = "Paris praised Lomé for the talks, while Lomé denounced Accra for closing the border."
    praised = relation(encoder, text, "Paris", "Lomé")
    denounced = relations(
        encoder, [(text, (text.rindex("Lomé"), text.rindex("Lomé") + 4), (55, 60))], load_ontology()
    )
    assert text[55:60] == "Accra"
    assert (praised.root, denounced[0].root) == ("SUPPORT", "ACCUSE")


def test_probabilities_are_of_the_16_types_the_likeliest_first(encoder: Encoder) -> None:
    found = relation(encoder, "Troops shelled the village.", "Troops", "the village")
    shares = [share for _, share in found.probabilities]
    assert (len(shares), shares == sorted(shares, reverse=True)) == (16, True)
    assert sum(shares) == pytest.approx(1, abs=0.09)  # rounded to two decimals


def test_other_pairs_asked_in_one_go_change_nothing(encoder: Encoder) -> None:
    text = "Baku warned Yerevan that it would strike."
    pair = (text, (0, 4), (12, 19))
    other = ("Aid workers fed people. " * 9, (0, 3), (16, 19))
    both = relations(encoder, [other, pair], load_ontology())
    assert both[1] == relations(encoder, [pair], load_ontology())[0]


def test_a_pair_may_lack_one_of_its_parties(encoder: Encoder) -> None:
    text = "Gunmen killed four farmers."
    assert relations(encoder, [(text, (0, 6), None)], load_ontology())[0].root == "ASSAULT"


def test_marks_written_in_a_text_are_words_like_any_other(encoder: Encoder) -> None:
    pieces = pair_pieces(encoder, "[unused1] Gunmen shot [unused3] him.", (10, 16), None)
    assert (pieces.count(SOURCE[0]), pieces.count(TARGET[0])) == (1, 0)


def test_of_a_long_text_what_stands_around_the_pair_is_read(encoder: Encoder) -> None:
    text = "The weather was fine. " * 200 + "Gunmen attacked the convoy." + " Nothing else happened." * 200
    start = text.index("Gunmen")
    found = relations(encoder, [(text, (start, start + 6), (start + 16, start + 26))], load_ontology())
    assert found[0].root == "ASSAULT"
    assert len(pair_pieces(encoder, text, (start, start + 6), None)) <= encoder.about.longest


@pytest.mark.parametrize(
    ("source", "target", "why"),
    [
        ((0, 99), (0, 3), "source 0 to 99"),
        ((5, 5), (0, 3), "source 5 to 5"),
        ((-1, 3), (4, 6), "source -1 to 3"),
        ((0, 3), (9, 2), "target 9 to 2"),
        ((0, 3), (0, 3), "two different spans"),
    ],
)
def test_a_pair_that_is_none_is_refused(
    encoder: Encoder, source: tuple[int, int], target: tuple[int, int], why: str
) -> None:
    with pytest.raises(SpanError, match=why):
        relations(encoder, [("Rome met Bern.", source, target)], load_ontology())


def test_no_pairs_give_no_relations(encoder: Encoder) -> None:
    assert relations(encoder, [], load_ontology()) == []
