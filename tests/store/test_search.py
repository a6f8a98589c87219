"""Search by words: the same reports on both databases, whatever is typed; the sentence that matches."""

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

import pytest

from sayso.errors import WrongFilter
from sayso.model.filters import Filters, Sort
from sayso.store.sql import by_words, open_store, search
from sayso.store.sql.asked_words import CLOSE, OPEN, asked_words
from sayso.store.sql.asking import Asking
from sayso.store.sql.by_words import best_sentence
from sayso.store.sql.pages import Page
from sayso.store.sql.search_postgres import folded
from sayso.store.sql.sqlstore import SqlStore
from tests.store.tellings import Happening, Telling, fill, rows_of

TEXTS = {
    "car": (
        "Car bomb at the gate",
        "A car-bomb killed 2,000 sheep. The gate of the camp fell. Nobody knew who.",
    ),
    "bomb": (None, "The bomb was found in a car. The police carried the bombs away."),
    "dogan": (None, "Mr Do\u011fan of S\u0327irnak spoke in Malm\u00f6, \u00c5land and \u0130zmir."),
    "apart": (None, "Mr Dog\u0306an kept his marks apart."),
    "cyr": (
        None,
        "\u0412\u043e\u0439\u0441\u043a\u0430 \u0432\u043e\u0448\u043b\u0438. Stra\u00dfe.",
    ),
    "ops": (None, "Near or not near and title text rowid. In the 1990s 5km were 1e5 steps; B-52s came 12th."),
    "stop": (None, "To be or not to be, that is the question."),
    "empty": (None, " "),
}
HOSTILE = (
    "AND", "OR", "NOT", "NEAR", "NEAR(a b)", "near(", "title:bomb", "text : bomb", "{title text}: bomb",
    "^bomb", "bomb*", "bomb +car", "bomb)", "((bomb", "bomb AND", "NOT bomb", 'a"b', '"', '"""', '"bomb',
    'bomb"', "'; DROP TABLE reports; --", "' OR 1=1", "bomb\\", "bomb\\' | !car", "bomb & | ! <-> car",
    "<2>", "bomb:*", "bomb:AB", "%bomb%", "_", "__", "-", "--", "- bomb", '-""', "\x00", "bomb\x00car",
    "\ud800", "bomb\ud800", "\ue000bomb\ue001", "\U0001f4a3", "bomb\U0001f4a3", "\u0301",
    "a\u0301\u0301\u0301", "\u202ebomb", "\ufeffbomb", "1", "1e5", "-1", "2,000", "3.14",
    "http://a.b/c?d=e", "a@b.c", "a/b/c", "x" * 5000, "bomb " * 300, "\n", "\t", ":p1", "%s", "%(x)s", "$1",
    "?", "\u0661\u0662", "\xbd", "\u2460", "\uff21",
)  # fmt: skip


@pytest.fixture
def store(place: str) -> Iterator[SqlStore]:
    with open_store(place) as made:
        fill(made, [Happening((Telling(name, text, title),)) for name, (title, text) in TEXTS.items()])
        yield made


def found(store: SqlStore, text: str, **asked: Any) -> set[str]:
    """The reports whose incidents are found, by rank and in order of days alike."""
    ids = {Happening((Telling(name),)).id: name for name in TEXTS}
    ranked = [id_ for one in pages(store, text, **asked) for id_ in one.ids]
    with store.reading() as connection:
        asking = Asking(connection)
        listed = asking.incidents(Filters(text=text, **asked), sort=Sort.NEWEST).ids
        assert asking.total(Filters(text=text, **asked)) == len(listed)
    assert sorted(ranked) == sorted(listed)
    return {ids[id_] for id_ in ranked}


def pages(store: SqlStore, text: str, limit: int = 50, **asked: Any) -> Iterator[Page]:
    after = None
    while True:
        with store.reading() as connection:
            page = Asking(connection).incidents(Filters(text=text, **asked), limit=limit, after=after)
        yield page
        after = page.after
        if after is None:
            return


def sentences(store: SqlStore, text: str) -> list[str]:
    return [said for page in pages(store, text) for _, said in page.sentences]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("bomb", "car bomb"),
        ("BOMBS", "car bomb"),
        ("bombing", "car bomb"),
        ("car bomb", "car bomb"),
        ('"car bomb"', "car"),
        ("car-bomb", "car"),
        ('"bomb car"', ""),
        ('"the gate of the camp"', "car"),
        ('"gate camp"', ""),
        ("bomb -sheep", "bomb"),
        ('bomb -"car bomb"', "bomb"),
        ("bomb -car", ""),
        ("-car bomb", ""),
        ("carry", "bomb"),
        ("dogan", "dogan apart"),
        ("DO\u011eAN", "dogan apart"),
        ("Dog\u0306an", "dogan apart"),
        ("sirnak malmo aland izmir", "dogan"),
        ("\u0432\u043e\u0439\u0441\u043a\u0430", "cyr"),
        ("\u0432\u043e\u0438\u0441\u043a\u0430", ""),
        ("stra\u00dfe", "cyr"),
        ("2000", ""),
        ("2,000", "car"),
        ("2 000", "car"),
        ("1990s", "ops"),
        ("1990", "ops"),
        ("5km 1e5 12th b-52", "ops"),
        ("the", "car bomb ops stop"),
        ("to be or not to be", "stop"),
        ('"to be or not to be"', "stop"),
        ("not", "ops stop"),
        ("gate", "car"),
        ("unheard", ""),
    ],
)
def test_words_find_the_same_reports_on_both(store: SqlStore, text: str, wanted: str) -> None:
    assert found(store, text) == set(wanted.split())


def test_whatever_is_typed_finds_or_says_that_there_are_no_words(store: SqlStore) -> None:
    rng = Random(3)
    nasty = "\"'()*^:{}+-<>&|!\\%_ \t\n.,;?/ab\0\ud800\ue000\u0301"
    typed = [*HOSTILE, *("".join(rng.choices(nasty, k=rng.randint(1, 12))) for _ in range(150))]
    for text in typed:
        if any(letter.isalnum() for term in asked_or_none(text) for letter in term):
            assert found(store, text) <= set(TEXTS), text
        else:
            with pytest.raises(WrongFilter, match="word to look for"):
                found(store, text)


def asked_or_none(text: str) -> list[str]:
    try:
        return asked_words(text)[0]
    except WrongFilter:
        return []


@pytest.mark.parametrize("text", ["", " ", '""', "-bomb", '-"car bomb"', "\u2014 ...", "\0"])
def test_nothing_to_look_for_is_refused(store: SqlStore, text: str) -> None:
    with store.reading() as connection:
        asking = Asking(connection)
        for ask in (asking.incidents, asking.claims, asking.total, asking.facets):
            with pytest.raises(WrongFilter, match="word to look for"):
                ask(Filters(text=text))


def test_a_whole_page_of_words_is_refused(store: SqlStore) -> None:
    with pytest.raises(WrongFilter, match="101 words"):
        found(store, " ".join(f"w{number}" for number in range(101)))
    assert found(store, "bomb " + " ".join(f"-w{number}" for number in range(99))) == {"car", "bomb"}


def test_the_matching_sentence_comes_with_its_words_marked(store: SqlStore) -> None:
    assert sentences(store, "camp gate")[0] == f"The {OPEN}gate{CLOSE} of the {OPEN}camp{CLOSE} fell."
    assert sentences(store, "police") == [f"The {OPEN}police{CLOSE} carried the bombs away."]
    assert sentences(store, "dogan")[0].startswith(f"Mr {OPEN}Do")
    assert sentences(store, "apart dogan") == [
        f"Mr {OPEN}Dog\u0306an{CLOSE} kept his marks {OPEN}apart{CLOSE}."
    ]


def test_the_best_sentence_has_most_words_the_title_is_the_last_resort() -> None:
    def mark(text: str) -> str:
        return text.replace("[", OPEN).replace("]", CLOSE)

    assert best_sentence(mark("A [b]\nOne [a]. Two [a] [b] now. [a] [a] [a].")) == mark("Two [a] [b] now.")
    assert best_sentence(mark("A [b]\nNothing. At all.")) == mark("A [b]")
    assert best_sentence(mark('T\nHe said "[a]." Then [a] [b].')) == mark("Then [a] [b].")
    assert best_sentence("T\n") == ""


def test_the_title_counts_more_than_the_text(place: str) -> None:
    told = {
        "low": (None, "Rain fell in the valley. Mortar it was."),
        "high": ("Mortar", "Rain fell in the valley."),
    }
    with open_store(place) as store:
        made = [Happening((Telling(name, text, title),)) for name, (title, text) in told.items()]
        fill(store, made)
        assert [one.ids for one in pages(store, "mortar")] == [(made[1].id, made[0].id)]


@pytest.mark.parametrize("limit", [1, 3, 7])
def test_of_very_many_reports_the_last_are_ranked_and_none_is_lost(
    place: str, limit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(by_words, "RANKED", 4)
    monkeypatch.setattr(by_words, "_STEP", 3)
    shared = tuple(Telling(f"r{number:02}", "Mortar fire.") for number in range(0, 20, 5))
    alone = [
        Happening(
            (
                Telling(
                    f"r{n:02}", "Mortar fire." + " Mortar." * (n % 3), type="COERCE" if n % 2 else "ASSAULT"
                ),
            )
        )
        for n in range(20)
        if n % 5
    ]
    made = [Happening(shared), *alone]
    with open_store(place) as store:
        fill(store, made)
        ids = [id_ for one in pages(store, "mortar", limit) for id_ in one.ids]
        assert sorted(ids) == sorted(one.id for one in made)
        others = [id_ for one in pages(store, "mortar", limit, type="COERCE") for id_ in one.ids]
        assert sorted(others) == sorted(one.id for one in alone if one.tellings[0].type == "COERCE")


def test_words_go_with_other_filters(place: str) -> None:
    days = [date(2020, month, 1) for month in range(1, 13)]
    made = [Happening((Telling(f"r{d.month}", "Mortar fire.", days=(d, d)),)) for d in days]
    with open_store(place) as store:
        fill(store, made)
        asked = {"since": days[3], "until": days[5]}
        ids = {id_ for one in pages(store, "mortar", 2, **asked) for id_ in one.ids}
        assert ids == {one.id for one in made[3:6]}
        assert not [id_ for one in pages(store, "gun", 2, **asked) for id_ in one.ids]


def test_what_is_forgotten_is_not_found(store: SqlStore) -> None:
    assert found(store, "police") == {"bomb"}
    with store.writing() as connection:
        search.forget(connection, rows_of(store, ["bomb"]))
    assert found(store, "police") == set()
    with store.writing() as connection:
        search.drop(connection)
        search.create(connection)
    assert found(store, "police") == {"bomb"}


def test_marks_stand_where_the_words_do() -> None:
    assert folded("Do\u011fan\u2019s Dog\u0306an A1 \u00c5") == "dogan s dogan a1 a"
