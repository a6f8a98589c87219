"""How real the words around a trigger make the event."""

import pytest

from sayso.model.events import Modality
from sayso.resolve.modality import reality
from tests.coding import coding

pytestmark = pytest.mark.model


def modality(sentence: str, words: str) -> str:
    """The modality that the words of the sentence give, with "not" where they say it did not happen."""
    found = coding(sentence)
    real = reality(found.parse, found.telling(words).token, found.tables.lexicon)
    return f"{real.modality} not" if real.negated else str(real.modality)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Rebels attacked a convoy.", "attacked"),
        ("A convoy has been attacked.", "attacked"),
        ("Rebels managed to capture the town.", "capture"),
        ("The army succeeded in retaking the town.", "retaking"),
        ("The colonel said that rebels attacked a convoy.", "attacked"),
        ("Rebels were accused of attacking a convoy.", "attacking"),
        ("Rebels attacked a convoy, killing two drivers.", "killing"),
        ("After shelling the port, the frigates left.", "shelling"),
        ("The army began shelling the port.", "shelling"),
        ("The rebels carried out an attack.", "attack"),
        ("Nobody claimed the attack that killed nine shepherds.", "killed"),
        ("The minister did not say who attacked the convoy.", "attacked"),
        ("Not only did rebels attack the convoy, they burned it.", "burned"),
        ("The army does not rule out a deal with those who attacked the convoy.", "attacked"),
        ("The man who threatened the judge shot two guards.", "shot"),
        ("Police fired tear gas to disperse the marchers.", "fired"),
    ],
)
def test_what_is_told_as_done_occurred(sentence: str, words: str) -> None:
    assert modality(sentence, words) == "occurred"


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The army did not attack the village.", "attack"),
        ("The village was not attacked.", "attacked"),
        ("The village was never bombed.", "bombed"),
        ("No village was attacked.", "attacked"),
        ("Nobody was killed.", "killed"),
        ("None of the soldiers was wounded.", "wounded"),
        ("No attack took place.", "attack"),
        ("There were no attacks on Sunday.", "attacks"),
        ("Neither side attacked.", "attacked"),
        ("The rebels failed to capture the town.", "capture"),
        ("The pilot refused to bomb the village.", "bomb"),
        ("The army denied attacking the village.", "attacking"),
        ("The army denied that it attacked the village.", "attacked"),
        ("The army prevented an attack on the dam.", "attack"),
        ("Guards foiled an attack on the embassy.", "attack"),
        ("The colonel denied any attack on the village.", "attack"),
        ("Rebels left without attacking the village.", "attacking"),
    ],
)
def test_what_is_told_as_not_done_is_denied(sentence: str, words: str) -> None:
    assert modality(sentence, words) == "denied not"


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The rebels could attack the city.", "attack"),
        ("The rebels may attack the city.", "attack"),
        ("The army would retaliate if the truce failed.", "retaliate"),
        ("If rebels attack the city, thousands will flee.", "attack"),
        ("Unless troops withdraw, talks will end.", "withdraw"),
        ("Officials are asking whether the army bombed the school.", "bombed"),
        ("Residents fear an attack on the city.", "attack"),
        ("The council demanded that the army withdraw its troops.", "withdraw"),
        ("The bishop urged the rebels to release the hostages.", "release"),
        ("The rebels tried to capture the bridge.", "capture"),
        ("The council called for an attack on the camp.", "attack"),
        ("The troops are able to strike the port.", "strike"),
        ("The army did not deny bombing the school.", "bombing"),
    ],
)
def test_what_is_possible_or_asked_for_is_hypothetical(sentence: str, words: str) -> None:
    assert modality(sentence, words) == "hypothetical"


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The army will attack the city.", "attack"),
        ("The ministry said it would deploy two brigades.", "deploy"),
        ("The junta plans to deploy troops in Gao.", "deploy"),
        ("The rebels vowed to attack the capital.", "attack"),
        ("The president ordered the army to attack the camp.", "attack"),
        ("Generals are planning an attack on the camp.", "attack"),
        ("The union agreed to release the captives.", "release"),
        pytest.param(
            "Two brigades are to be deployed in June.",
            "deployed",
            marks=pytest.mark.xfail(reason="#2: passive infinitives of being to", strict=True),
        ),
        ("The army is preparing to storm the building.", "storm"),
    ],
)
def test_what_is_announced_is_planned(sentence: str, words: str) -> None:
    assert modality(sentence, words) == "planned"


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The militia threatened to attack the port.", "attack"),
        ("Tehran has threatened an attack on tankers.", "attack"),
        ("The group threatened that it would kill the hostages.", "kill"),
    ],
)
def test_what_is_threatened_has_not_happened(sentence: str, words: str) -> None:
    assert modality(sentence, words) == "threatened"


def test_the_word_that_settles_it_is_kept() -> None:
    found = coding("The army did not attack the village.")
    real = reality(found.parse, found.telling("attack").token, found.tables.lexicon)
    assert (real.modality, real.shown_by) == (Modality.DENIED, found.token("not"))


def test_nothing_settles_a_plain_past() -> None:
    found = coding("Rebels attacked a convoy.")
    real = reality(found.parse, found.telling("attacked").token, found.tables.lexicon)
    assert (real.modality, real.shown_by, real.negated) == (Modality.OCCURRED, None, False)
