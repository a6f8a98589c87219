"""What a trigger needs beside it: "drop" tells an attack only with a bomb."""

from collections.abc import Iterable, Mapping

from sayso.model.lexicon import Lexicon
from sayso.model.mentions import PlaceMention, WeaponMention
from sayso.model.parse import Parse
from sayso.model.trees import OBJECTS, behind, conjuncts, is_name, kids, noun_phrase

ARMED_BRANCHES = frozenset({"armed_forces", "forces", "air_force", "navy", "police", "fighters"})
_AIRCRAFT = frozenset({"aircraft", "drone", "helicopter"})
_SHELLS = frozenset({"rocket", "missile", "artillery", "drone", "mortar", "bomb"})
_EXPLOSIVES = frozenset({"bomb", "ied", "grenade", "mine", "explosive", "vehicle_bomb", "missile", "rocket"})
_FAMILIES: Mapping[str, frozenset[str]] = {
    "@aircraft": _AIRCRAFT,
    "@bomb": frozenset({"bomb", "munition", "grenade"}),
    "@shell": _SHELLS,
    "@shot": frozenset({"firearm", "bullet"}),
    "@explosive": _EXPLOSIVES,
    "@mine": frozenset({"mine", "ied"}),
    "@subject-shell": _SHELLS | {"munition", "shell"},
    "@chemical": frozenset({"chemical"}),
    "@crowd": frozenset({"gas", "crowd", "crowd_control"}),
}
_SHOT_WORDS = frozenset({"shot", "bullet", "round", "gun", "rifle", "weapon", "gunfire", "fire"})
_BODIES = frozenset({"media", "witnesses", "monitors", "government", "craft"})
_DOERS = ("ors", "ers", "ists", "ians", "ees", "men", "women")
_QUANTITY = frozenset(
    {
        "number",
        "dozen",
        "dozens",
        "hundreds",
        "thousands",
        "scores",
        "group",
        "series",
        "member",
        "lot",
        "couple",
        "hundred",
        "thousand",
        "score",
        "majority",
        "handful",
        "some",
        "one",
        "two",
        "three",
        "several",
        "many",
        "volley",
        "barrage",
        "salvo",
        "tonne",
        "ton",
        "kilo",
        "kilogram",
    }
)


class Classes:
    """Answers whether a complement of a trigger is of a class ("@aircraft") or has a lemma."""

    def __init__(
        self, parse: Parse, lexicon: Lexicon, weapons: Iterable[WeaponMention], places: Iterable[PlaceMention]
    ) -> None:
        self._parse = parse
        self._lexicon = lexicon
        self._family: dict[int, str] = {}
        for weapon in weapons:
            self._family[weapon.token] = weapon.family
        self._places = {place.head for place in places if place.name is not None}

    def complements(self, trigger: int) -> list[int]:
        """Heads of the noun phrases that the trigger acts on, "a number of X" opened up to X."""
        parse = self._parse
        found = [*kids(parse, trigger, *OBJECTS, "nsubjpass"), *self._shared(trigger)]
        for preposition in kids(parse, trigger, "prep", "agent", "prt"):
            found.extend(kids(parse, preposition, "pobj"))
        if parse.tokens[trigger].dep in ("acl", "relcl") and parse.tokens[trigger].tag == "VBN":
            found.append(parse.tokens[trigger].head)
        opened = [head for one in found for head in self.opened(one)]
        return [head for one in opened for head in (one, *conjuncts(parse, one))]

    def _shared(self, trigger: int) -> list[int]:
        """What a participle shares with its governor: "were beaten and arrested", "are to be deployed"."""
        token = self._parse.tokens[trigger]
        if token.dep == "relcl" and any(
            self._parse.tokens[i].tag == "WDT" for i in kids(self._parse, trigger, "dobj")
        ):
            return [token.head]
        if token.tag != "VBN" or kids(self._parse, trigger, "dobj", "nsubjpass"):
            return []
        if token.dep == "conj":
            return kids(self._parse, token.head, "nsubjpass")
        return kids(self._parse, token.head, "nsubj", "nsubjpass") if token.dep == "xcomp" else []

    def direct(self, trigger: int) -> list[int]:
        """Heads of the direct objects and passive subjects of the trigger, counted nouns opened up."""
        found = [*kids(self._parse, trigger, *OBJECTS, "nsubjpass"), *self._shared(trigger)]
        if self._parse.tokens[trigger].dep == "acl" and self._parse.tokens[trigger].tag == "VBN":
            found.append(self._parse.tokens[trigger].head)
        return [one for head in found for one in (*self.opened(head), *conjuncts(self._parse, head))]

    def opened(self, head: int) -> list[int]:
        """The head, and what "a number of" or "members of" counts."""
        inner = behind(self._parse, head, "of")
        lemma = self._parse.tokens[head].lemma
        if inner and self._parse.tokens[inner[0]].lemma in self._lexicon.people:
            return [head, *inner]
        if inner and (lemma in _QUANTITY or lemma in self._lexicon.words["ground"]):
            return [head, *inner]
        return [head]

    def is_one_of(self, head: int, wanted: frozenset[str]) -> bool:
        """Whether the phrase of `head` has one of the lemmas, or is of one of the classes."""
        words = [self._parse.tokens[i].lemma for i in noun_phrase(self._parse, head)]
        text = " ".join([*words, *(self._parse.tokens[i].lemma for i in self._behind_of(head))])
        for need in wanted:
            if need.startswith("@"):
                if self._in_class(head, need):
                    return True
            elif need in words or (" " in need and need in text):
                return True
        return False

    def _behind_of(self, head: int) -> list[int]:
        """ "Of emergency" in "state of emergency"."""
        for preposition in kids(self._parse, head, "prep"):
            if self._parse.tokens[preposition].lower == "of":
                return [preposition, *kids(self._parse, preposition, "pobj")]
        return []

    def _in_class(self, head: int, need: str) -> bool:
        token = self._parse.tokens[head]
        if need in _FAMILIES:
            return self._has_family(head, _FAMILIES[need]) or (need == "@shot" and token.lemma in _SHOT_WORDS)
        if need == "@place":
            return head in self._places
        if need == "@ground":
            return token.lemma.lower() in self._lexicon.words["ground"]
        sense = self._lexicon.people.get(token.lemma)
        if need == "@person":
            named = is_name(token) and head not in self._places
            return (
                named
                or self._is_counted_doer(head)
                or token.lemma in self._lexicon.words["person"]
                or (sense is not None and sense.branch not in _BODIES)
            )
        if need == "@party":
            return is_name(token) or sense is not None
        if need == "@craft":
            return sense is not None and sense.branch == "craft"
        if need == "@force":
            return sense is not None and sense.branch in ARMED_BRANCHES
        if need in ("@weapon", "@platform"):
            return head in self._family
        return False

    def _is_counted_doer(self, head: int) -> bool:
        """ "Two surveyors", "three engineers": a counted plural made of what somebody does."""
        token = self._parse.tokens[head]
        made = token.tag == "NNS" and token.lower.endswith(_DOERS)
        counted = any(self._parse.tokens[i].tag == "CD" for i in kids(self._parse, head, "nummod"))
        return (
            made
            and counted
            and head not in self._family
            and token.lemma not in self._lexicon.words["not_doers"]
        )

    def _has_family(self, head: int, families: frozenset[str]) -> bool:
        return any(self._family.get(i) in families for i in noun_phrase(self._parse, head))
