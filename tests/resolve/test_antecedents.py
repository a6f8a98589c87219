"""What pronouns and definite nouns point back at."""

import pytest

from tests.coding import party

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "head", "expected"),
    [
        ("Boko Haram raided Baga. The group burned boats.", "group", "boko-haram: Boko Haram"),
        ("Al-Shabaab shelled a base. The militants then left.", "militants", "al-shabaab: al-Shabaab"),
        ("The paramilitary group left.", "group", "paramilitary group"),
        ("The group burned boats.", "group", "group"),
        (
            "Boko Haram fought ISWAP. The group burned boats.",
            "group",
            "group ? Islamic State West Africa Province | Boko Haram",
        ),
        ("The Malian army shelled a camp. The army denied it.", "army", "fama: Malian Armed Forces"),
        ("The army shelled a camp.", "army", "army"),
        (
            "The Saudi-led coalition bombed Saada. The coalition said so.",
            "coalition",
            "saudi-led-coalition: Saudi-led coalition",
        ),
        ("The coalition bombed Saada.", "coalition", "coalition"),
        (
            "Ethiopia and Eritrea signed. The government left.",
            "government",
            "government ? Eritrea | Ethiopia",
        ),
        ("Ethiopia attacked a town. A group fled.", "group", "group"),
        ("The FNC (Front of New Coasts) raided Baga. The group left.", "group", "Front of New Coasts"),
        ("Two Houthi boats sank. The rebels mourned.", "rebels", "houthis: Houthis"),
        ("Serbian protesters marched. The protesters clashed with police.", "protesters", "protesters"),
        (
            "NATO bombed a depot. The alliance regretted it.",
            "alliance",
            "nato: North Atlantic Treaty Organization",
        ),
    ],
)
def test_a_definite_noun_points_back_at_the_one_party_it_can_mean_or_at_none(
    text: str, head: str, expected: str
) -> None:
    assert party(text, head) == expected


@pytest.mark.parametrize(
    ("text", "head", "expected"),
    [
        ("Nigeria said it closed the border.", "it", "NGA: Nigeria"),
        ("Nigeria said that its soldiers had left.", "soldiers", "nigerian-armed-forces: soldiers"),
        ("Boko Haram raided Baga. It burned boats.", "It", "boko-haram: Boko Haram"),
        ("Hamas said its fighters had left.", "fighters", "hamas: Hamas"),
        ("It rained in Bamako.", "It", None),
        ('Hamas fired rockets. "We hid because they came at night," a farmer said.', "they", None),
        ('"They came at night," a farmer said.', "They", None),
        ("The rebels, who left on Monday, took hostages.", "who", "rebels"),
        ("Boko Haram, which raided Baga, is weaker.", "which", "boko-haram: Boko Haram"),
        ("A truck burned. It was new.", "It", None),
        ("Chad and Niger met. It lost a drone.", "It", "It ? Chad | Niger"),
        ("The rebels of Boko Haram said they had hit it.", "it", None),
        ("Vladimir Putin met Volodymyr Zelensky. He left.", "He", "He ? Vladimir Putin | Volodymyr Zelensky"),
        ("Jordan returned a body. It was wrapped in a flag.", "It", None),
    ],
)
def test_a_pronoun_points_at_the_last_party_that_it_can_mean(
    text: str, head: str, expected: str | None
) -> None:
    assert party(text, head) == expected
