"""Names that are spelt almost alike: true variants from many countries, and false friends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.gazetteer.spellings import SHORTEST_MISPRINT, misprint, neighbours, variant

CONSONANTS = st.text(alphabet="bdfghklmnrst", min_size=4, max_size=9)


@pytest.mark.parametrize(
    ("asked", "stored"),
    [
        ("Kramatosk", "Kramatorsk"),
        ("Bahmut", "Bakhmut"),
        ("Nangahar", "Nangarhar"),
        ("Makhackala", "Makhachkala"),
        ("Lysychask", "Lysychansk"),
        ("Kilinochi", "Kilinochchi"),
        ("Mazar-i-Sharrif", "Mazar-i-Sharif"),
        ("Tell Afrr", "Tell Afar"),
        ("Ouagadogou", "Ouagadougou"),
        ("Deir Ezzor", "Deir ez-Zor"),
        ("Himss", "Hims"),
        ("Mareb", "Ma'rib"),
        ("Hudeida", "Al Ḩudaydah"),
        ("Kuneitra", "Qunaitra"),
        ("Avdeyevka", "Avdiivka"),
        ("Myitkina", "Myitkyinā"),
        ("Bouniya", "Bunia"),
        ("Kismaayo", "Kismayo"),
        ("Kondoz", "Kunduz"),
        ("Taez", "Ta'izz"),
        ("Hajah", "Hajjah"),
    ],
)
def test_a_misprint_or_a_variant_is_seen(asked: str, stored: str) -> None:
    assert (variant(asked, stored) or misprint(asked, stored)) is not None


@pytest.mark.parametrize(
    ("asked", "stored"),
    [
        ("Tanf", "Tadif"),
        ("Tanf", "At Tall"),
        ("Tell Rifaat", "Rifaat"),
        ("Tell Abyad", "Tell Afar"),
        ("Kafr Nabl", "Kafr Nabit"),
        ("Kafr Nabl", "Kafr Nabudah"),
        ("Khan Younis", "Khan Bani Saad"),
        ("Mykolaiv", "Mykolaivka"),
        ("Mykolaivka", "Mykolaiv"),
        ("Donetsk", "Donets"),
        ("Luhansk", "Lutsk"),
        ("Petrivka", "Pavlivka"),
        ("Hrushivka", "Hrudivka"),
        ("Novohrodivka", "Novohryhorivka"),
        ("Sector 12", "Sector 13"),
        ("Samarra", "Samawah"),
        ("Salamiyah", "Sulaymaniyah"),
        ("Jalalabad", "Jalandhar"),
        ("Kandahar", "Kunduz"),
        ("North Waziristan", "South Waziristan"),
        ("San Pedro", "San Pablo"),
        ("Santa Rosa", "Santa Rita"),
        ("Ndola", "Angola"),
        ("Mali", "Malawi"),
        ("Slovakia", "Slovenia"),
        ("Gambia", "Zambia"),
        ("Bitani", "Baniyas"),
        ("Kivu", "Kiev"),
        ("Marib", "Maribor"),
        ("Baidoa", "Bardera"),
        ("Gao", "Goma"),
        ("Hamas", "Homs"),
        ("Javelin", "Yabluniv"),
        ("Tu", "Ta"),
    ],
)
def test_a_look_alike_is_neither_a_misprint_nor_a_variant(asked: str, stored: str) -> None:
    assert (variant(asked, stored), misprint(asked, stored)) == (None, None)


@given(CONSONANTS)
def test_neighbours_begin_and_end_as_the_name_does(bones: str) -> None:
    found = neighbours(bones)
    assert bones not in found
    assert {(other[0], other[-1]) for other in found} <= {(bones[0], bones[-1])}
    assert all(abs(len(other) - len(bones)) <= 1 for other in found)


@given(CONSONANTS, CONSONANTS)
def test_who_is_a_neighbour_has_one_too(one: str, other: str) -> None:
    assert (other in neighbours(one)) == (one in neighbours(other))


def test_short_names_have_no_neighbours() -> None:
    assert neighbours("tnf") == ()
    assert min(len(other) for other in neighbours("tbrk")) == SHORTEST_MISPRINT
    assert len(neighbours("krmtrsk")) < 200
