"""The words of one language, as `lang` loads them and `find`, `resolve`, `attribute` use them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class TriggerSense:
    """One way in which words tell an event.

    `words` are lemmas in order ("shoot down" = two); `pos` is "verb" or "noun" of the
    first word. `type`, `mode` are PLOVER's, `cameo` a CAMEO code. `subject` and `object`
    say which role the grammatical subject and object play: "actor", "target", "weapon",
    "toll", "place", "own" (the actor's own forces), "clause" (the subject of the clause) or
    "none"; `prepositions` maps a preposition to a role. `needs` is a
    set of noun lemmas or classes ("@weapon", "@party") one of which must be an object
    or complement, `never` one none of which may be. `weight` 1 is a sure sign of
    conflict, 0 a word that counts only in a report that has sure ones. `aspect` "act"
    is a happening, "speech" a speech act, "attempt" a preparation.
    """

    words: tuple[str, ...]
    pos: str
    type: str
    mode: str | None = None
    cameo: str | None = None
    acled: str | None = None
    subject: str = "actor"
    object: str = "target"
    prepositions: Mapping[str, str] = field(default_factory=dict)
    needs: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    weight: float = 1.0
    aspect: str = "act"
    group: str = ""


@dataclass(frozen=True, slots=True)
class CueSense:
    """What a cue word means.

    `act` names an `Act`; `frame` is "clause" (verb of saying), "infinitive" (threaten
    to), "object" (accuse X of), "passive" (is believed to), "noun" (a statement that),
    "preposition" (according to), "adverb" (reportedly), "phrase" (lay the blame on).
    `source` is how far the speaker stands to it (-2 to 2), `author` how the report does
    (`AuthorCommitment`), `polarity` None where the word says neither that the content
    holds nor that it does not, `certainty` names a `Certainty`.
    """

    words: tuple[str, ...]
    frame: str
    act: str
    source: int = 2
    author: str = "neutral"
    polarity: str | None = "positive"
    certainty: str = "certain"


@dataclass(frozen=True, slots=True)
class NounSense:
    """What a common noun for people or bodies is: `kind` of `PartyKind`, `branch` its service.

    `branch` ("armed_forces", "air_force", "police", "government", "fighters",
    "civilians", "officials" ...) says what "Syrian <noun>" is a part of. `speaks` is
    True where the noun can be the source of a statement.
    """

    kind: str
    branch: str
    speaks: bool = True


@dataclass(frozen=True, slots=True)
class WeaponSense:
    """A weapon word: `kind` is weapon, platform or instrument; `family` groups modes ("aircraft", "bomb")."""

    name: str
    kind: str
    family: str


@dataclass(frozen=True, slots=True, eq=False)
class SpeechTable:
    """Weights that find cues, and the words of their sources and contents.

    `cues` and `spans` map names of features to weights, a span's for source, cue and
    content; `moves` are those of the steps between labels, outside first. `words` are the
    words that may stand in a feature, `nouns` lemma and tag of what can be a cue besides
    verbs. A word scored `doubtful` or higher is looked at; one scored `sure` is a cue.
    """

    words: frozenset[str]
    nouns: frozenset[tuple[str, str]]
    cues: Mapping[str, float]
    spans: Mapping[str, Sequence[float]]
    moves: Sequence[Sequence[float]]
    doubtful: float = 0.15
    sure: float = 0.4


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The words of one language; every table is read from `lang/<xx>/*.toml`.

    Equal to itself alone, so that what is made of it for every report can be kept.

    `cues` are the senses by which `find` sees a cue, `senses` all that give it a meaning.
    `confidence` has for a field of an event the weights of the marks that say how often it is
    right; empty where nobody counted them for the language.
    """

    language: str
    triggers: tuple[TriggerSense, ...]
    cues: tuple[CueSense, ...]
    people: Mapping[str, NounSense]
    weapons: Mapping[str, WeaponSense]
    numbers: Mapping[str, int]
    quantities: Mapping[str, tuple[int, int | None]]
    weekdays: tuple[str, ...]
    months: Mapping[str, int]
    words: Mapping[str, frozenset[str]]
    version: str = ""
    senses: tuple[CueSense, ...] = ()
    speech: SpeechTable | None = None
    confidence: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
