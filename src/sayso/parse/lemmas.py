"""Base forms of verbs, nouns and adjectives, by the rules and word lists of the model's lemmatiser."""

from functools import lru_cache

from spacy.language import Language
from spacy.tokens import Token as SpacyToken

_COARSE = {"V": "VERB", "N": "NOUN", "J": "ADJ"}
# These tags say that a word stands in its base form: "witness" is no plural, "wound" no past tense.
_BASE_TAGS = frozenset({"NN", "NNP", "VB", "VBP", "JJ"})
_ALIKE = frozenset({"barracks", "corps", "headquarters", "series"})  # one form for one and for many
_SIBILANTS = ("s", "x", "z", "ch", "sh", "o")
# Stems of verbs in no list that have lost an "e": "radicalis(ed)"; "waterboard(ed)" has not.
_LOST_E = ("at", "is", "iz", "ys", "c", "g", "s", "u", "v", "z")


# Words kept, 4 MB; more are only found in very much text.
_KEPT = 30_000


class Lemmas:
    """Base forms of words as one model has them, each looked up once."""

    def __init__(self, nlp: Language) -> None:
        self._lemmatizer = nlp.get_pipe("lemmatizer")
        tables = self._lemmatizer.lookups  # type: ignore[attr-defined]  # get_pipe returns a bare callable type
        self._known = tables.get_table("lemma_index")
        self._irregular = tables.get_table("lemma_exc")
        self._found: dict[tuple[str, str], str] = {}

    def of(self, word: SpacyToken) -> str:
        """The base form of a verb, noun or adjective; of others the lower-case word."""
        lower: str = word.lower_
        coarse = _COARSE.get(word.tag_[:1])
        if coarse is None or not lower.isalpha():
            return lower
        key = (lower, word.tag_)
        found = self._found.get(key)
        if found is None:
            if len(self._found) >= _KEPT:
                self._found.clear()
            found = self._found[key] = self._look_up(word, lower, coarse)
        return found

    def _look_up(self, word: SpacyToken, lower: str, coarse: str) -> str:
        known = self._known.get(coarse.lower(), ())
        if (word.tag_ in _BASE_TAGS and lower in known) or lower in _ALIKE:
            return lower
        word.pos_ = coarse
        # The rules say a form twice where two of them make it; they never say none.
        forms: list[str] = list(dict.fromkeys(form.lower() for form in self._lemmatizer.rule_lemmatize(word)))  # type: ignore[attr-defined]  # as above
        if coarse == "VERB" and lower in self._irregular["verb"]:
            return forms[0]
        regular = [form for form in forms if _is_regular(form, lower)] or forms
        if coarse == "VERB" and regular[0] not in known:
            return next((form for form in regular if form.endswith("e") == _has_lost_e(form)), regular[0])
        return regular[0]


@lru_cache(maxsize=4)
def lemmas_of(nlp: Language) -> Lemmas:
    """The base forms of a model, kept from report to report."""
    return Lemmas(nlp)


def _has_lost_e(form: str) -> bool:
    return form.removesuffix("e").endswith(_LOST_E)


def _is_regular(form: str, word: str) -> bool:
    """Whether a base form makes the word by the rules: "raped" comes of "rape", and not of "rap"."""
    if form.endswith("e"):
        return word in (form + "s", form + "d", form[:-1] + "ing")
    if form.endswith("y") and word == form[:-1] + "ies":
        return True
    plural = form + ("es" if form.endswith(_SIBILANTS) else "s")
    doubled = form + form[-1:] if _is_short(form) else form
    return word in (plural, doubled + "ed", doubled + "ing")


def _is_short(form: str) -> bool:
    """Whether a stem doubles its last letter before "ed": one vowel before one consonant."""
    vowels = [char in "aeiou" for char in form]
    return vowels[-2:] == [True, False] and sum(vowels) == 1 and form[-1] not in "wxy"
