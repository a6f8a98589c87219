"""The wording of an event: its word, the sentence around it, and tables of words that tell alike."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Families:
    """Words that may tell the same happening, by lemma or phrase.

    `close` words do so as a rule ("murder", "slaying"), `loose` ones sometimes ("shooting", "rampage"):
    each maps a word to the numbers of its families. `light` verbs leave the meaning to their object,
    `generic` words tell something else in every sentence.
    """

    close: Mapping[str, frozenset[int]]
    loose: Mapping[str, frozenset[int]]
    light: frozenset[str]
    generic: frozenset[str]


@dataclass(frozen=True, slots=True)
class Words:
    """One mention of an event as words: all that the wording of two mentions is compared by.

    `key` names the mention, `report` its report, `story` the story of that, None where nobody asked.
    `lemma` is that of its best word, `stem` the lemma without ending, `root` the stem that verb and noun
    share; of a light verb, those of its object. `inner` are stems of the other words of the mention.
    `who`, `whom` and `other` are lemmas that stand as its subject, object and behind prepositions. `near`
    are stems of a few words on either side, `names` and `numbers` those of its sentence. `governor` is the
    stem of the verb above a noun, "" where there is none. `early` counts the sentence's place: 1 in the first
    two of the report. `kind` is "verb", "noun", "pronoun", "adjective" or "other".
    """

    key: str
    report: str
    lemma: str
    stem: str
    root: str
    kind: str
    particle: str = ""
    governor: str = ""
    generic: bool = False
    negated: bool = False
    early: bool = False
    inner: frozenset[str] = frozenset()
    close: frozenset[int] = frozenset()
    loose: frozenset[int] = frozenset()
    who: frozenset[str] = frozenset()
    whom: frozenset[str] = frozenset()
    other: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    story: str | None = None
