import pytest

from sayso.read.language import identify, language_code

ENGLISH = "Two soldiers were killed when a shell hit the northern checkpoint, the army said on Tuesday."
ARABIC = (
    "قالت الشرطة إن ثلاثة جنود قتلوا في هجوم على نقطة تفتيش شمال المدينة يوم الأحد، "
    "ونفى متحدث باسم الجماعة المسلحة أي مسؤولية عن الهجوم وقال إن مقاتليها لم يكونوا هناك."
)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("en", "en"),
        ("EN-us", "en"),
        ("pt_BR", "pt"),
        ("eng", "en"),
        ("Arabic", "ar"),
        (" fr ", "fr"),
        ("Klingon", None),
        ("", None),
        ("x", None),
    ],
)
def test_a_code_is_what_the_value_means(value: str, code: str | None) -> None:
    assert language_code(value) == code


@pytest.mark.parametrize(("text", "code"), [(ENGLISH, "en"), (ARABIC, "ar")])
def test_a_sentence_or_two_says_its_language(text: str, code: str) -> None:
    assert identify(text) == (code, ())


def test_a_few_words_say_nothing() -> None:
    assert identify("Shell hits checkpoint, two dead, says army") == (None, ())


def test_letters_that_do_not_decide_give_a_note_and_no_language() -> None:
    code, notes = identify(
        "Tabqah Raqqa Mayadin Hama Homs Idlib Tartus Latakia Palmyra Daraa Sinjar Qamishli Manbij"
    )
    assert (code, [note.kind for note in notes]) == (None, ["language-uncertain"])
