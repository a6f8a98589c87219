"""The filter on texts of our own: what it keeps, what it does not judge, and what it says of itself."""

import json
import shutil
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import ResourceError
from sayso.relevance import Filter, load_filter, read_filter

SHIPPED = Path(__file__).parents[2] / "src" / "sayso" / "relevance" / "en"
BATTLE = (
    "Government troops and rebels exchanged artillery fire near the town for a second day, and at least "
    "nine soldiers were killed, the defence ministry said. A spokesman for the rebels said they had taken "
    "a bridge."
)
GARDEN = (
    "The tulips are early this year, and the garden expects half a million visitors before Easter. A ticket "
    "costs nineteen euros. The head gardener said that blue would be the colour of the season."
)


@pytest.fixture(scope="module")
def shipped() -> Filter:
    return load_filter()


def test_a_battle_is_kept_and_a_garden_is_not(shipped: Filter) -> None:
    assert shipped.keeps("Fighting near the border", BATTLE)
    assert not shipped.keeps("Tulips bloom early", GARDEN)
    assert shipped.score("", BATTLE) > 0.5 > shipped.score("", GARDEN)


def test_one_paragraph_on_a_battle_in_a_long_report_on_gardens_is_enough(shipped: Filter) -> None:
    assert shipped.keeps("A day in the country", "\n\n".join([GARDEN] * 6 + [BATTLE] + [GARDEN] * 6))


@pytest.mark.parametrize(
    "text",
    [
        "Die Tulpen blühen in diesem Jahr früh, und der Garten erwartet sehr viele Besucher vor Ostern.",
        "Les tulipes sont précoces cette année et le jardin attend des visiteurs avant Pâques.",
        "Тюльпаны в этом году расцвели рано, и сад ожидает полмиллиона посетителей до Пасхи.",
        "今年のチューリップは早く、庭園は復活祭までに五十万人の来場者を見込んでいる。",
        "تفتحت أزهار التوليب مبكرا هذا العام وتتوقع الحديقة نصف مليون زائر قبل عيد الفصح.",
        "Tulips",
        "",
        "\ud800 \x00",
    ],
)
def test_what_is_not_english_or_hardly_a_text_is_kept_and_not_judged(shipped: Filter, text: str) -> None:
    judged = shipped.judge("", text)
    assert (judged.keeps, judged.known, judged.score, judged.words) == (True, False, 1.0, ())


def test_of_a_report_that_says_it_is_in_another_language_nothing_is_judged(shipped: Filter) -> None:
    assert not shipped.judge("", GARDEN, language="nl").known
    assert shipped.judge("", GARDEN, language="en").known


def test_the_words_that_weighed_most_are_of_the_window_that_counted(shipped: Filter) -> None:
    judged = shipped.judge("A day in the country", "\n\n".join([GARDEN] * 3 + [BATTLE] + [GARDEN] * 3))
    named = {word for one in judged.words for word in one.words.split()}
    assert named & {"troops", "rebels", "artillery", "soldiers", "killed"}
    sizes = [abs(one.weight) for one in judged.words]
    assert sizes == sorted(sizes, reverse=True)


def test_a_score_is_the_same_with_and_without_the_words(shipped: Filter) -> None:
    assert shipped.judge("", BATTLE).score == shipped.score("", BATTLE)


@pytest.mark.parametrize("broken", ["about", "weights", "form", "missing"])
def test_a_damaged_filter_is_refused(tmp_path: Path, broken: str) -> None:
    folder = tmp_path / "en"
    shutil.copytree(SHIPPED, folder)
    about = folder / "about.json"
    if broken == "about":
        about.write_text("{}", "utf-8")
    elif broken == "weights":
        packed = bytearray((folder / "weights.bin").read_bytes())
        packed[100] ^= 1
        (folder / "weights.bin").write_bytes(packed)
    elif broken == "form":
        about.write_text(json.dumps(json.loads(about.read_text("utf-8")) | {"form": 99}), "utf-8")
    else:
        (folder / "weights.bin").unlink()
    with pytest.raises(ResourceError):
        read_filter(folder)


@given(st.text(max_size=400), st.text(max_size=60))
def test_any_text_has_a_score_between_nought_and_one(text: str, title: str) -> None:
    judged = load_filter().judge(title, text)
    assert 0.0 <= judged.score <= 1.0
    assert judged.keeps == (not judged.known or judged.score >= load_filter().threshold)


def test_forked_workers_score_as_their_parent_does(shipped: Filter) -> None:
    texts = [BATTLE, GARDEN, BATTLE + GARDEN]
    with ProcessPoolExecutor(2, mp_context=get_context("fork")) as pool:
        assert list(pool.map(score_of, texts)) == [shipped.score("", text) for text in texts]


def score_of(text: str) -> float:
    return load_filter().score("", text)


def test_the_filter_imports_nothing_but_the_standard_library() -> None:
    code = "import sys; from sayso.relevance import load_filter; load_filter(); print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {"numpy", "sklearn", "spacy", "sqlalchemy"} & set(done.stdout.split()) == set()
