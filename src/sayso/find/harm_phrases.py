"""Harm that a verb tells only with other words: "hacked to death", "led away", "taken to hospital"."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from sayso.find.figures import Words
from sayso.find.harms import Harm
from sayso.model.parse import Token

_REACH = 12  # tokens between verb and phrase: "hacked four Kikuyu farm labourers to death"
_STEP = 4  # tokens between the words of one phrase: "from their burnt homes"
# By the name of the verbs: kind, slot, and whether only people count. "passive" tells it only of its subject.
_PHRASES = {
    "death": ("killed", "act"),
    "alive": ("killed", "act"),
    "lives": ("killed", "state"),
    "hospital": ("wounded", "act"),
    "injuries": ("wounded", "state"),
    "limb": ("wounded", "state"),
    "away": ("captured", "act"),
    "off_with": ("captured", "with"),
    "round_up": ("captured", "act"),
    "captive": ("captured", "act"),
    "from": ("captured", "passive"),
    "cut_down": ("killed", "act"),
    "to_death": ("killed", "state"),
    "crossed": ("displaced", "state"),
    "on_foot": ("displaced", "state"),
    "driven": ("displaced", "act"),
    "left": ("displaced", "state"),
    "shelter": ("displaced", "state"),
}


def phrasal_harms(tokens: Sequence[Token], words: Words) -> dict[int, list[Harm]]:
    """The verbs of the sentence that tell a harm with their phrase, by position."""
    medical = any(token.lower in words.of("medical") for token in tokens)
    found: dict[int, list[Harm]] = {}
    for at, token in enumerate(tokens):
        if token.lower == "out" and _tail(tokens, at, ("of", "homes")) is not None:
            found[at] = [Harm(at, "displaced", "result", "past", phrasal=True)]  # "are out of their homes"
        if not token.tag.startswith("VB"):
            continue
        harms = list(_at(tokens, at, words))
        if medical and token.lemma in words.of("with.medical"):
            harms.append(_harm(tokens, at, "wounded", "act"))
        if token.lemma in words.of("with.lose"):
            harms.append(_harm(tokens, at, "killed", "lose"))
        if harms:
            found[at] = harms
    return found


def _at(tokens: Sequence[Token], at: int, words: Words) -> Iterator[Harm]:
    for kind, slot, tails in _by_verb(words).get(tokens[at].lemma, ()):
        for tail in tails:
            end = _tail(tokens, at, tail)
            if end is not None:
                place = end if slot == "with" else at
                yield _harm(tokens, place, kind, "act" if slot == "with" else slot)
                break


@lru_cache(maxsize=8)
def _by_verb(words: Words) -> Mapping[str, Sequence[tuple[str, str, Sequence[Sequence[str]]]]]:
    """The kinds, slots and phrases that each verb may tell a harm with."""
    found: dict[str, list[tuple[str, str, Sequence[Sequence[str]]]]] = {}
    for name, (kind, slot) in _PHRASES.items():
        tails = [tail.split() for tail in words.of(f"tail.{name}")]
        for verb in words.of(f"with.{name}"):
            found.setdefault(verb, []).append((kind, slot, tails))
    return found


def _tail(tokens: Sequence[Token], at: int, parts: Sequence[str]) -> int | None:
    """Where the phrase behind the verb ends; None where it does not stand in the same clause."""
    reach = _REACH
    for part in parts:
        for place in range(at + 1, min(at + 1 + reach, len(tokens))):
            if tokens[place].lower == part:
                at, reach = place, _STEP
                break
            if tokens[place].lower in (";", ":") or tokens[place].tag in ("VBD", "VBZ", "VBP", "MD"):
                return None
        else:
            return None
    return at


def _harm(tokens: Sequence[Token], at: int, kind: str, slot: str) -> Harm:
    tag = tokens[at].tag
    form = "past" if tag in ("VBN", "VBD") else "ing" if tag == "VBG" else "base"
    return Harm(at, kind, slot, form, phrasal=True)
