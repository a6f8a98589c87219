"""What the wording of two mentions says of their being one event: words, roles, names, the sentence around.

Wording alone never makes an incident of events of two days or places; it ranks what dates, places and parties
allow. Every signal is a function of the two mentions and symmetric.
"""

from collections.abc import Callable, Iterator
from math import exp
from typing import TypeAlias

from sayso.model.wording import Words

# The name of a weight, what it is multiplied with, and the words for a reader.
Mark: TypeAlias = tuple[str, float, str]

# Log odds where the words are related, and where they are not: logistic regression on the train topics of
# ECB+ (tools/train_wording.py, which prints this table). Nothing of dev or test topics is in it.
BASE = (-4.46, -6.83)
WEIGHTS: dict[str, tuple[float, float]] = {
    "crossed": (0.42, 0.30),
    "early": (0.17, 0.20),
    "family": (0.44, 0.00),
    "generic": (-1.46, -0.12),
    "governor": (0.91, 2.29),
    "inner.differ": (-2.72, 0.77),
    "inner.shared": (-1.89, 0.95),
    "kind": (0.37, 0.49),
    "light": (-1.94, -0.45),
    "names.differ": (-0.25, -0.22),
    "names.shared": (-0.04, -0.21),
    "near": (0.67, 1.18),
    "negated": (0.00, -0.77),
    "numbers.differ": (-0.48, -0.39),
    "numbers.shared": (-0.38, -0.35),
    "other.differ": (-0.02, 0.30),
    "other.shared": (0.82, 2.24),
    "particle.differ": (-0.22, -0.07),
    "particle.same": (0.54, 0.85),
    "pronoun": (-0.05, 2.12),
    "report.same": (4.08, 1.92),
    "story.same": (4.08, 2.27),
    "who.differ": (-0.43, -0.14),
    "who.shared": (0.59, 1.52),
    "whom.differ": (-0.30, 0.03),
    "whom.shared": (0.99, 1.84),
    "word.close": (0.59, 0.00),
    "word.inner": (0.00, 4.03),
    "word.loose": (-0.90, 0.00),
    "word.root": (0.18, 0.00),
    "word.same": (1.30, 0.00),
    "word.stem": (1.20, 0.00),
}
SAME = 0.5  # how likely two mentions are to be of one event
_SHOWN = 3  # words in a reason


def is_related(a: Words, b: Words) -> bool:
    """Whether the words themselves may tell one happening."""
    return a.root == b.root or bool(a.close & b.close) or bool(a.loose & b.loose)


def word(a: Words, b: Words) -> Mark | None:
    """The two words: one, of one stem or root, of one family, or strangers."""
    if a.lemma == b.lemma:
        return ("word.same", 1.0, f'both say "{a.lemma}"')
    told = " and ".join(sorted((f'"{a.lemma}"', f'"{b.lemma}"')))
    if a.stem == b.stem:
        return ("word.stem", 1.0, f"{told} are forms of one word")
    if a.root == b.root:
        return ("word.root", 1.0, f"{told} are verb and noun of one word")
    if a.close & b.close:
        return ("word.close", 1.0, f"{told} tell the same")
    if a.loose & b.loose:
        return ("word.loose", 1.0, f"{told} may tell the same")
    if a.stem in b.inner or b.stem in a.inner:
        return ("word.inner", 1.0, f"one of {told} stands beside the other")
    return None


def family(a: Words, b: Words) -> Mark | None:
    """Words of one family besides being alike."""
    return ("family", 1.0, "words of one family") if a.close & b.close else None


def phrase(a: Words, b: Words) -> Mark | None:
    """The other words of the two mentions."""
    if not a.inner or not b.inner:
        return None
    if a.inner & b.inner:
        return ("inner.shared", 1.0, f"both with {_some(a.inner & b.inner)}")
    return ("inner.differ", 1.0, "with other words each")


def particle(a: Words, b: Words) -> Mark | None:
    """A verb's particle: "check in", "check out"."""
    if a.particle and a.particle == b.particle:
        return ("particle.same", 1.0, f'both with "{a.particle}"')
    return ("particle.differ", 1.0, "with another particle") if a.particle and b.particle else None


def vague(a: Words, b: Words) -> Mark | None:
    """Words that tell another thing in every sentence."""
    if "pronoun" in (a.kind, b.kind):
        return ("pronoun", 1.0, "a pronoun")
    if a.generic and b.generic:
        return ("generic", 1.0, "both words fit many happenings")
    return ("light", 1.0, "a word that fits many happenings") if a.generic or b.generic else None


def story(a: Words, b: Words) -> Mark | None:
    """The stories that the two reports tell."""
    if a.story is None or b.story is None:
        return None
    if a.report == b.report:
        return ("report.same", 1.0, "in one report")
    return ("story.same", 1.0, "in reports of one story") if a.story == b.story else None


def who(a: Words, b: Words) -> Mark | None:
    """Who does it."""
    return _compared("who", a.who, b.who)


def whom(a: Words, b: Words) -> Mark | None:
    """To whom or what."""
    return _compared("whom", a.whom, b.whom)


def other(a: Words, b: Words) -> Mark | None:
    """What stands behind prepositions: place, time, means."""
    return _compared("other", a.other, b.other)


def crossed(a: Words, b: Words) -> Mark | None:
    """The subject of one is the object of the other: "police arrested X", "X's arrest"."""
    shared = (a.who & b.whom) | (a.whom & b.who) | (a.other & (b.who | b.whom)) | (b.other & (a.who | a.whom))
    return ("crossed", 1.0, f"{_some(shared)} in other roles") if shared else None


def near(a: Words, b: Words) -> Mark | None:
    """The words on either side."""
    if not (a.near and b.near and a.near & b.near):
        return None
    share = len(a.near & b.near) / min(len(a.near), len(b.near))
    return ("near", share, f"{_some(a.near & b.near)} beside both")


def names(a: Words, b: Words) -> Mark | None:
    """The names in the two sentences."""
    return _compared("names", a.names, b.names)


def numbers(a: Words, b: Words) -> Mark | None:
    """The numbers in the two sentences."""
    return _compared("numbers", a.numbers, b.numbers)


def lead(a: Words, b: Words) -> Mark | None:
    """Both reports begin with it."""
    return ("early", 1.0, "both reports begin with it") if a.early and b.early else None


def governor(a: Words, b: Words) -> Mark | None:
    """The verb above two nouns."""
    return (
        ("governor", 1.0, f'both under "{a.governor}"') if a.governor and a.governor == b.governor else None
    )


def kind(a: Words, b: Words) -> Mark | None:
    """Verb beside verb, noun beside noun."""
    return ("kind", 1.0, f"both {a.kind}s") if a.kind == b.kind else None


def negation(a: Words, b: Words) -> Mark | None:
    """One of the two is denied."""
    return ("negated", 1.0, "one with a negation") if a.negated != b.negated else None


MARKS: tuple[Callable[[Words, Words], Mark | None], ...] = (
    word, family, phrase, particle, vague, story, who, whom, other, crossed, near, names, numbers, lead,
    governor, kind, negation,
)  # fmt: skip


def marks(a: Words, b: Words) -> Iterator[Mark]:
    """All that can be said of the two, for the tool that weighs it."""
    return (mark for mark in (read(a, b) for read in MARKS) if mark is not None)


def likelihood(a: Words, b: Words) -> float:
    """How likely the wording makes it that two mentions of one topic are one event, between 0 and 1."""
    column = 0 if is_related(a, b) else 1
    total = BASE[column]
    for name, value, _ in marks(a, b):
        total += WEIGHTS[name][column] * value if name in WEIGHTS else 0.0
    return 1 / (1 + exp(-total))


def _compared(name: str, a: frozenset[str], b: frozenset[str]) -> Mark | None:
    if not a or not b:
        return None
    shared = a & b
    if shared:
        return (f"{name}.shared", len(shared) / min(len(a), len(b)), f"{_some(shared)} in both")
    return (f"{name}.differ", 1.0, f"{_some(a)} here, {_some(b)} there")


def _some(words: frozenset[str]) -> str:
    return ", ".join(f'"{one}"' for one in sorted(words)[:_SHOWN])
