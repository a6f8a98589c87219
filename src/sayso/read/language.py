"""Which language a report is in: as declared, or identified from its letters."""

import re
from functools import cache
from typing import TYPE_CHECKING

from sayso.model.report import Note, Report

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

MIN_LETTERS = 60
MIN_CONFIDENCE = 0.8
# Long reports are identified by their beginning. On 61 long articles of PolNeAR's training part every
# one is certain from 1,000 characters on; and a text that repeats itself looks odder the more is read.
_SAMPLE = 3_000

# Varieties that the identifier tells apart and ISO 639-1 does not: their chances are added up.
_FOLDED = {
    "ary": "ar",
    "arz": "ar",
    "sdh": "ku",
    "uzs": "uz",
    "wuu": "zh",
    "yue": "zh",
    "nb": "no",
    "nn": "no",
}
# What files write where a code belongs: ISO 639-2 codes and English names of large news languages.
_WORDS = {
    **dict.fromkeys(("eng", "english"), "en"),
    **dict.fromkeys(("ara", "arabic"), "ar"),
    **dict.fromkeys(("fra", "fre", "french"), "fr"),
    **dict.fromkeys(("spa", "spanish"), "es"),
    **dict.fromkeys(("por", "portuguese"), "pt"),
    **dict.fromkeys(("deu", "ger", "german"), "de"),
    **dict.fromkeys(("rus", "russian"), "ru"),
    **dict.fromkeys(("ukr", "ukrainian"), "uk"),
    **dict.fromkeys(("tur", "turkish"), "tr"),
    **dict.fromkeys(("fas", "per", "persian", "farsi"), "fa"),
    **dict.fromkeys(("heb", "hebrew"), "he"),
    **dict.fromkeys(("zho", "chi", "chinese"), "zh"),
}


def language_code(value: str) -> str | None:
    """The ISO 639-1 code that "en", "en-US", "eng" or "English" means, or None."""
    base = re.split(r"[-_]", value.strip().lower(), maxsplit=1)[0]
    base = _WORDS.get(base, base)
    return base if re.fullmatch(r"[a-z]{2}", base) else None


def identify(text: str) -> tuple[str | None, tuple[Note, ...]]:
    """The ISO 639-1 code of `text`'s language, and a note where the letters do not decide it.

    None below 60 letters, below a confidence of 0.8, and for languages without such a code.
    """
    sample = text[:_SAMPLE]
    if sum(map(str.isalpha, sample)) < MIN_LETTERS:
        return None, ()
    chances: dict[str, float] = {}
    for code, chance in _identifier().rank(sample):
        folded = _FOLDED.get(code, code)
        chances[folded] = chances.get(folded, 0.0) + chance
    best = max(chances, key=lambda code: chances[code])
    if chances[best] >= MIN_CONFIDENCE and len(best) == 2:
        return best, ()
    message = f"language not certain: most like {best!r} ({chances[best]:.2f}); give it with --language"
    return None, (Note("language-uncertain", message),)


@cache
def _identifier() -> "LanguageIdentifier":
    # Half a second to load, so only once and only where a report does not say its language.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def refusal_of(report: Report, language: str) -> Note | None:
    """Why a report is not coded where only `language` is, or None."""
    if not report.text.strip():
        return Note("empty", "the report has no text")
    if (own := report.language or identify(report.text)[0]) not in (None, language):
        return Note("other-language", f"the report is in {own!r}; only {language!r} is coded")
    return None
