import pytest

from sayso.evaluate.articles.names import Names, nobody, partners, plain


@pytest.mark.parametrize(
    ("name", "without"),
    [
        ("The U.S. Army's", "u s army"),
        ("Ja'Din", "ja din"),
        ("  an  Officer ", "officer"),
        ("Bashar al-Assad", "bashar al assad"),
        (None, ""),
    ],
)
def test_case_articles_and_punctuation_do_not_count(name: str | None, without: str) -> None:
    assert plain(name) == without


def test_old_names_of_nobody_are_read_as_null() -> None:
    assert [nobody(n) for n in (None, "", "Unattributed speaker", "unspecified", "officials")] == [
        True
    ] * 4 + [False]


def test_aliases_are_the_golds() -> None:
    names = Names({"Syrian Democratic Forces": ["SDF"]})
    assert names.same("Syrian Democratic Forces", "the SDF")
    assert not names.same("SDF", "Syrian Democratic Forces")
    assert names.same("Not In Table", "not in table")


def test_a_partner_is_taken_once() -> None:
    used = {0}
    assert partners([1, 1, 2], [1, 1, 2, 2], int.__eq__, used) == 2
    assert used == {0, 1, 2}
