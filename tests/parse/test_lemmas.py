import pytest
from spacy.language import Language

from sayso.model.report import Report
from sayso.parse import load_model, parse

pytestmark = pytest.mark.model


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load_model()[0]


def lemmas(nlp: Language, text: str) -> list[str]:
    return [token.lemma for token in parse(Report.from_text(text), nlp).tokens if token.text.isalpha()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jets were bombing towns that rebels had taken.", "jet be bomb town that rebel have take"),
        ("Gunmen shot two women and fled into the cities.", "gunman shoot two woman and flee into the city"),
        ("Fighters struck convoys and fought for hours.", "fighter strike convoy and fight for hour"),
        # Two base forms are in the lists; only one of them makes the word by the rules.
        ("Soldiers raped women in the camp.", "soldier rape woman in the camp"),
        ("They accused troops of raping girls.", "they accuse troop of rape girl"),
        ("Thousands staged protests.", "thousand stage protest"),
        ("Jets hit two bases.", "jet hit two base"),
        ("Villagers found three graves.", "villager find three grave"),
        ("Two people were dying.", "two people be die"),
        # No list has the verb.
        ("Police cordoned off the square.", "police cordon off the square"),
        ("Guards waterboarded the prisoners.", "guard waterboard the prisoner"),
        ("Planes airdropped food.", "plane airdrop food"),
        # An "s" that is no ending.
        ("A witness saw the loss.", "a witness see the loss"),
        ("They will dismiss the press.", "they will dismiss the press"),
        ("Rebels shelled the headquarters.", "rebel shell the headquarters"),
        ("Troops returned to their barracks.", "troop return to their barracks"),
        ("ISIS attacked Damascus.", "isis attack damascus"),
        ("The US bombed Hamas.", "the us bomb hamas"),
        # Words of other classes are only put in lower case.
        ("He said that nobody from there fled.", "he say that nobody from there flee"),
    ],
)
def test_verbs_and_nouns_have_their_base_form(nlp: Language, text: str, expected: str) -> None:
    assert lemmas(nlp, text) == expected.split()


@pytest.mark.parametrize("text", ["Rebels seized the depot and killed two guards.", "Jets bombed the bases."])
def test_a_word_has_one_base_form_whatever_was_read_before_it(nlp: Language, text: str) -> None:
    alone = lemmas(nlp, text)
    assert lemmas(nlp, f"Rebels will bomb guards and kill jets.\n\n{text}")[-len(alone) :] == alone
    assert lemmas(nlp, text) == alone
