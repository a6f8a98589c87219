"""Weapons, munitions, platforms and instruments: the longest entry of the weapon table at each word."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from sayso.model.lexicon import Lexicon, WeaponSense
from sayso.model.mentions import WeaponMention
from sayso.model.parse import Parse, Sentence, Token, UnitKind
from sayso.model.spans import Span

_DIGITS = re.compile(r"\d+(?:[A-Za-z]{0,4}\d?)?")
_GLUED = re.compile(r"^([A-Za-z]{1,3}|[A-Z]{1,3}/[A-Z])(\d.*)$")
_HYPHENS = re.compile(r"[-‐‑–]")
_CONTEXT = 4  # tokens on either side in which "fighter" looks for something that flies

_Phrases = Mapping[str, Sequence[tuple[tuple[str, ...], WeaponSense]]]


class _Word(NamedTuple):
    """One word as the table spells it: `forms` to look up, `token` where it stands."""

    forms: tuple[str, ...]
    token: Token


@dataclass(frozen=True, slots=True)
class WeaponWords:
    """A lexicon with its weapon phrases in words by their first one, longest first."""

    lexicon: Lexicon
    phrases: _Phrases


def weapon_words(lexicon: Lexicon) -> WeaponWords:
    """What `weapons` looks words up in."""
    found: dict[str, list[tuple[tuple[str, ...], WeaponSense]]] = {}
    for key, sense in lexicon.weapons.items():
        parts = tuple(
            key.lower().replace("-", " ").replace("/", " / ").split()
        )  # as tokens are cut: "F/A-18"
        found.setdefault(parts[0], []).append((parts, sense))
    for entries in found.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return WeaponWords(lexicon, found)


def weapons(parse: Parse, table: WeaponWords) -> Iterator[WeaponMention]:
    """Every weapon, platform or instrument in the coded units, in text order, none inside another.

    A designator is named as the table spells it: "SU22" and "Su-22s" are both "Su-22".
    `token` is the last word of the phrase, its head. A phrase of kind "none" ("fuel
    tank") only hides the weapon words in it.
    """
    for sentence in parse.sentences:
        if parse.units[sentence.unit].kind is not UnitKind.FURNITURE:
            yield from _in_sentence(list(_words(parse, sentence)), table)


def _in_sentence(words: Sequence[_Word], table: WeaponWords) -> Iterator[WeaponMention]:
    lexicon, phrases = table.lexicon, table.phrases
    doubtful = lexicon.words.get("weapon.ambiguous", frozenset())
    at = 0
    while at < len(words):
        forms = words[at].forms
        if not any(form in phrases or form in doubtful for form in forms):
            at += 1
            continue
        parts, sense = _longest(words, at, phrases)
        if sense is None:
            sense = _flying_person(words, at, lexicon)
        if sense is None or _is_verb(words, at, len(parts), lexicon):
            at += 1
            continue
        end = at + max(1, len(parts))
        if "#" in sense.name:
            end = _with_noun(words, end, sense, phrases)
        if sense.kind != "none":
            yield _mention(words[at:end], sense)
        at = end


def _with_noun(words: Sequence[_Word], end: int, sense: WeaponSense, phrases: _Phrases) -> int:
    """Where the phrase ends with the noun after a designator: "T-72 tanks" are one thing."""
    if end >= len(words):
        return end
    parts, noun = _longest(words, end, phrases)
    same = noun is not None and noun.family == sense.family and "#" not in noun.name
    return end + len(parts) if same else end


def _words(parse: Parse, sentence: Sentence) -> Iterator[_Word]:
    """The sentence in words without hyphens: "car-bomb" and "Su-22" are two each, however tokenised."""
    for token in parse.tokens[sentence.first : sentence.last]:
        for forms in _forms_of(token.text, token.lemma, token.tag[:2]):
            yield _Word(forms, token)


@lru_cache(maxsize=10_000)
def _forms_of(text: str, lemma: str, tag: str) -> tuple[tuple[str, ...], ...]:
    """The forms of each part of a word, by its lemma and the first two letters of its tag."""
    glued = _GLUED.match(text)
    parts = glued.groups() if glued else _HYPHENS.split(text)
    return tuple(_forms(part, lemma if part == text else None, tag) for part in parts if part)


def _forms(part: str, lemma: str | None, tag: str) -> tuple[str, ...]:
    """How a word may stand in the table: as written, singular, a number also as `#`."""
    lower = part.lower()
    forms = [lower, lemma] if lemma is not None and tag == "NN" else [lower]
    if lower.endswith("s") and len(lower) > 2 and tag != "VB":
        forms.append(lower[:-1])
    if lower[:1].isdigit():
        forms.append(_DIGITS.sub("#", lower.removesuffix("s")))
        forms.append(_DIGITS.sub("#", lower.removesuffix("s"), count=1))
    return tuple(dict.fromkeys(forms))


def _longest(
    words: Sequence[_Word], at: int, phrases: _Phrases
) -> tuple[tuple[str, ...], WeaponSense | None]:
    best: tuple[tuple[str, ...], WeaponSense | None] = ((), None)
    for form in words[at].forms:
        for parts, sense in phrases.get(form, ()):
            fits = all(at + i < len(words) and part in words[at + i].forms for i, part in enumerate(parts))
            if fits and len(parts) > len(best[0]) and _one_designator(words[at : at + len(parts)], parts):
                best = (parts, sense)
    return best


def _one_designator(words: Sequence[_Word], parts: Sequence[str]) -> bool:
    """Letters and number of a designator belong together: "Su-22", not "the T, 72"; capital first."""
    numbered = [i for i, part in enumerate(parts) if i and part[:1] in "#0123456789"]
    return all(
        words[i - 1].token.text[:1].isupper() and words[i].token.span.start - words[i - 1].token.span.end <= 1
        for i in numbered
    )


def _is_verb(words: Sequence[_Word], at: int, length: int, lexicon: Lexicon) -> bool:
    """Whether a single word that may be a verb ("bomb", "shell") is one here."""
    token = words[at].token
    doubtful = lexicon.words.get("weapon.doubtful", frozenset())
    if length > 1 or not doubtful.intersection(words[at].forms):
        return False
    return token.tag.startswith("VB") and token.dep not in ("compound", "nmod")


def _flying_person(words: Sequence[_Word], at: int, lexicon: Lexicon) -> WeaponSense | None:
    """An aircraft where "fighter" or "bomber", else a person, stands beside something that flies."""
    ambiguous = lexicon.words.get("weapon.ambiguous", frozenset()).intersection(words[at].forms)
    if not ambiguous:
        return None
    before = f" {_text(words[max(0, at - _CONTEXT) : at])} "
    after = f" {_text(words[at + 1 : at + 1 + _CONTEXT])} "
    near = _any_of(lexicon.words.get("weapon.air", frozenset()), before)
    if near or _any_of(lexicon.words.get("weapon.air_after", frozenset()), after):
        return WeaponSense(min(ambiguous), "platform", "aircraft")
    return None


def _text(words: Sequence[_Word]) -> str:
    return " ".join(word.forms[0] for word in words)


def _any_of(phrases: Iterable[str], text: str) -> bool:
    return any(f" {phrase} " in text for phrase in phrases)


def _mention(words: Sequence[_Word], sense: WeaponSense) -> WeaponMention:
    name = sense.name
    if "#" in name:
        number = next(found for word in words if (found := _DIGITS.search(word.token.text)))
        name = name.replace("#", number.group().removesuffix("s").upper())
    span = Span(words[0].token.span.start, words[-1].token.span.end)
    return WeaponMention(words[-1].token.index, span, name, sense.kind, sense.family)
