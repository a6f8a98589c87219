"""What is mended of the parser's trees."""

from collections.abc import Callable

import pytest

from sayso.model.parse import Token
from sayso.model.spans import Span
from sayso.parse.repairs import repaired
from tests.coding import coding

pytestmark = pytest.mark.model


def subject(text: str, verb: str) -> str | None:
    """The subject of a verb."""
    found = coding(text)
    at = found.token(verb)
    tokens = found.parse.tokens
    return next((t.text for t in tokens if t.head == at and t.dep in ("nsubj", "nsubjpass")), None)


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("Hamas fired rockets at Ashkelon on Monday and Israel bombed Gaza City.", "bombed", "Israel"),
        ("Police fired tear gas and protesters threw stones.", "threw", "protesters"),
        ("Rebels seized the town on Friday and troops later retook it.", "retook", "troops"),
        ("Gunmen killed two soldiers and wounded three.", "wounded", None),
        ("The blast killed five soldiers, a doctor and two residents said.", "said", "doctor"),
        ("Troops arrested 20 men, a lawyer and a relative told Reuters.", "told", "lawyer"),
        ("Gunmen killed a judge, a lawyer and two guards, police said.", "said", "police"),
        ("Soldiers detained the mayor, a critic of the junta, and fled.", "fled", None),
        ("Fighting between clans over grazing land killed 40 people.", "killed", "Fighting"),
        ("On Thursday policemen arrested two men in Lagos.", "arrested", "policemen"),
        ("Last Friday gunmen killed a judge.", "killed", "gunmen"),
        ("Gunmen attacked the post on Friday, killed two soldiers and burned it.", "burned", None),
        ("Militants abducted a teacher and a nurse on Friday and fled.", "fled", None),
    ],
)
def test_a_noun_right_before_a_second_verb_is_its_subject(text: str, verb: str, expected: str | None) -> None:
    assert subject(text, verb) == expected


class Looked(int):
    """The index of a governing token that counts how often it is looked at."""

    times = 0

    def __eq__(self, other: object) -> bool:
        Looked.times += 1
        return int(self) == other

    def __hash__(self) -> int:
        Looked.times += 1
        return hash(int(self))


def word(index: int, text: str, tag: str, dep: str, head: int) -> Token:
    span = Span(10 * index, 10 * index + len(text))
    return Token(index, span, text, text.lower(), tag, dep, Looked(head), text.lower(), 0, 0)


def second_verbs(count: int) -> list[Token]:
    """One sentence: a noun, and as many nouns right before second verbs."""
    pairs = [
        (word(2 * at + 1, "rebels", "NNS", "conj", 0), word(2 * at + 2, "fled", "VBD", "conj", 0))
        for at in range(count)
    ]
    return [word(0, "troops", "NNS", "ROOT", 0), *(token for pair in pairs for token in pair)]


def type_names(count: int) -> list[Token]:
    """One sentence: the name of a type behind each of so many nouns."""
    pairs = [
        (word(2 * at + 1, "jet", "NN", "dobj", 0), word(2 * at + 2, "Su-22", "NN", "appos", 2 * at + 1))
        for at in range(count)
    ]
    return [word(0, "hit", "VBD", "ROOT", 0), *(token for pair in pairs for token in pair)]


@pytest.mark.parametrize(
    ("made", "dep"), [(second_verbs, "nsubj"), (type_names, "compound")], ids=["second verbs", "types"]
)
def test_mending_looks_twice_as_often_at_twice_as_many_words(
    made: Callable[[int], list[Token]], dep: str
) -> None:
    looked = []
    for count in (200, 400):
        tokens = made(count)
        Looked.times = 0
        mended = repaired(tokens)
        looked.append(Looked.times)
        assert [token.dep for token in mended[1::2]] == [dep] * count
    assert looked[1] <= 2.1 * looked[0]


@pytest.mark.parametrize(
    ("text", "day", "head"),
    [
        ("On Monday rebels attacked a base.", "Monday", "On"),
        ("On 6 July rebels attacked a base.", "July", "On"),
        ("On Sunday government troops shelled the town.", "Sunday", "On"),
        ("Last Friday gunmen killed a judge.", "Friday", "killed"),
        ("Troops attacked the Friday market on Monday.", "Friday", "market"),
        ("On Friday prayers were held.", "Friday", "prayers"),
    ],
)
def test_a_day_is_no_part_of_a_name(text: str, day: str, head: str) -> None:
    tokens = coding(text).parse.tokens
    assert tokens[next(t.head for t in tokens if t.text == day)].text == head


@pytest.mark.parametrize(
    "text",
    [
        "The army retook Bama from Boko Haram on Monday, the ministry said.",
        "Ukraine's army retook Izium and Balakliia in September.",
        "Government troops retook Mutsamudu on Tuesday.",
    ],
)
def test_a_past_that_the_tagger_does_not_know_is_a_verb(text: str) -> None:
    found = coding(text).parse.tokens
    retook = next(token for token in found if token.text == "retook")
    place = next(token for token in found if token.head == retook.index and token.tag == "NNP")
    assert (retook.tag, retook.lemma, place.dep) == ("VBD", "retake", "dobj")
