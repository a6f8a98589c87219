"""Which word of harm a figure of people belongs to, by the surest pattern that fits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.find.figures import QUOTES, Figure, Words
from sayso.find.harms import Harm, spared
from sayso.model.parse import Token

_GAP = 14  # tokens between a figure and its passive verb: "12 people on their way home were killed"
_SHARED = 40  # tokens between two verbs that share their subject
_LIMB = 6  # tokens from "shot" to where: "in the upper left arm"
_MANY = 100  # of a number without a noun that fled, people and not attackers


@dataclass(frozen=True, slots=True)
class Link:
    """A figure and its word of harm; `side` says whether the figure is its "object" or "subject".

    "total" is the side of a figure that a toll has reached.
    """

    figure: Figure
    harm: Harm
    side: str


class Linker:
    """Links the figures of one sentence to its words of harm.

    Args:
        tokens: The sentence.
        words: The words of counting.
        harms: The words of harm by their position in the sentence.
        found: The figures of the sentence, parts of other figures left out.
    """

    def __init__(
        self,
        tokens: Sequence[Token],
        words: Words,
        harms: Mapping[int, Sequence[Harm]],
        found: Sequence[Figure],
    ) -> None:
        self._tokens = tokens
        self._words = words
        self._harms = harms
        self._figures = found
        self._deps: dict[int, set[str]] = {}
        for token in tokens:
            self._deps.setdefault(token.head, set()).add(token.dep)

    def link(self, figure: Figure) -> Link | None:
        """The word of harm that the figure belongs to, by the surest pattern that fits."""
        ways = (
            self._beside,
            self._object,
            self._of_noun,
            self._by_parse,
            self._by_relative,
            self._shared,
            self._passive,
            self._inside,
            self._listed,
            self._left,
        )
        for way in ways:
            link = way(figure)
            if link is not None and link.harm.slot == "passive":
                link = self._shared(figure) or link  # "were dragged from a bus and shot"
            if link is not None:
                return self._survived(link) if not self._is_unreal(link.harm) else None
        return None

    def _survived(self, link: Link) -> Link:
        """ "Shot in the leg": wounded, where nothing says more."""
        behind = [self._lower(at) for at in range(link.harm.at + 1, link.harm.at + 1 + _LIMB)]
        if self._lower(link.harm.at) not in self._words.of("shoot") or link.harm.kind != "killed":
            return link
        hit = "dead" not in behind and self._words.of("limb").intersection(behind)
        return replace(link, harm=replace(link.harm, kind="wounded")) if hit else link

    def harm(self, at: int, *slots: str) -> Harm | None:
        return next((harm for harm in self._harms.get(at, ()) if harm.slot in slots), None)

    def _lower(self, at: int) -> str:
        return self._tokens[at].lower if 0 <= at < len(self._tokens) else ""

    def _tag(self, at: int) -> str:
        return self._tokens[at].tag if 0 <= at < len(self._tokens) else ""

    def _skip_adverbs(self, at: int, step: int) -> int:
        while self._tag(at).startswith("RB") and self._lower(at) not in self._words.of("negative"):
            at += step
        return at

    def _skip_reported(self, at: int) -> int:
        """Over "reported", "feared", "said to have been", where a word of harm stands behind them."""
        helpers = self._words.of("reported") | self._words.of("be") | self._words.of("have")
        end = at
        while self._lower(end) in helpers:
            end = self._skip_adverbs(end + 1, 1)
        return end if self._harms.get(end) else at

    def _beside(self, figure: Figure) -> Link | None:
        """ "12 dead", "12 killed", "12 were killed", "12 died"."""
        at = self._skip_adverbs(figure.last + 1, 1)
        helped, had = False, False
        while self._lower(at) in self._words.of("be") | self._words.of("have"):
            helped = helped or self._lower(at) in self._words.of("be")
            had, at = True, self._skip_adverbs(at + 1, 1)
        if self._lower(at) == "to" and (fled := self.harm(at + 1, "state")) is not None:
            return Link(figure, fled, "subject")  # "forced 3,000 families to flee"
        start, at = at, self._skip_reported(at)
        at += helped and self._lower(at) in self._words.of("take")  # "were taken hostage"
        at += self._lower(at) in self._words.of("shoot") and self._lower(at + 1) in self._words.results
        harm = self.harm(at, "result") or self.harm(at, "act", "state", *(("passive",) if helped else ()))
        if harm is None and at > start:
            harm = self.harm(start, "act", "state", "passive")
        if harm is None or (harm.form != "past" and harm.slot != "state"):
            return None
        if harm.slot == "state" and (helped or self._tag(at) in ("NN", "NNS")):
            return None
        if not helped and harm.slot != "state" and (had or not self._may_be_bare(figure, harm)):
            return None
        return Link(figure, harm, "subject")

    def _may_be_bare(self, figure: Figure, harm: Harm) -> bool:
        """Whether "12 killed" without "were" can be passive: not "the bomber killed 12"."""
        if self._lower(harm.at) in self._words.of("taken"):
            return figure.sort != "name" and self._lower(figure.first - 1) in self._words.of("take")
        if self._lower(harm.at) in ("dead", "missing", "homeless"):
            return figure.sort != "name"
        if harm.phrasal and self._tag(harm.at) != "VBN":
            return False  # "the general took off"
        return figure.sort in ("count", "single") and not self._has_object(harm.at + 1)

    def _has_object(self, at: int) -> bool:
        """Whether a noun phrase or a second verb of harm follows."""
        at = self._skip_adverbs(at, 1)
        if self._lower(at) in ("and", "or") and self.harm(at + 1, "act"):
            return True
        if self._lower(at) in self._words.stops:
            return False
        return self._tag(at).startswith(("DT", "CD", "PRP", "NN", "JJ", "PDT")) or any(
            figure.first == at for figure in self._figures
        )

    def _object(self, figure: Figure) -> Link | None:
        """ "killing 12", "shot dead 12", "gunned down 12", but not "was killed 12"."""
        at = self._skip_adverbs(figure.first - 1, -1)
        if self._lower(at) == "and" and self._lower(at - 1) in self._words.of("reflexive"):
            at -= 2  # "killed himself and two guards"
        at -= self._lower(at) in self._words.of("particle") | QUOTES
        harm = self.harm(at, "act")
        if harm is None and figure.sort == "count":
            harm = self.harm(at, "lose")
        if harm is None and self._lower(at - 1) in self._words.of("shoot"):
            harm = self.harm(at, "result")
            harm = harm and replace(harm, at=at - 1, slot="act")
        if harm is None or self._is_passive(harm):
            return None
        return Link(figure, harm, "object")

    def _is_passive(self, harm: Harm) -> bool:
        before = self._skip_adverbs(harm.at - 1, -1)
        return harm.form == "past" and self._lower(before) in self._words.of("be")

    def _of_noun(self, figure: Figure) -> Link | None:
        """ "the deaths of 12", "the killing of 12", "claimed the lives of 12"."""
        if self._lower(figure.first - 1) not in self._words.of("of"):
            return None
        at = figure.first - 2
        harm = self.harm(at, "noun", "of") if self._tag(at).startswith("NN") else None
        if harm is None and self._tag(at).startswith("NN"):
            harm = next((h for h in self._harms.get(at, ()) if h.slot == "act" and h.form == "ing"), None)
        lives = self._lower(at) in self._words.of("life")
        if harm is None or (lives and not self._costs(at)):
            return None
        return Link(figure, harm, "object")

    def _costs(self, at: int) -> bool:
        return any(self._lower(i) in self._words.of("costs") for i in range(at - 4, at))

    def _by_parse(self, figure: Figure) -> Link | None:
        """What the parser calls object of an act, subject of its passive, or subject of dying."""
        token = self._root(figure)
        if token is None or (figure.sort == "partitive" and token.dep == "dobj"):
            return None
        at = token.head - self._tokens[0].index
        harm = self.harm(at, "act", "state", "passive")
        if harm is None:
            return None
        count = figure.sort != "name"
        if harm.slot == "act" and token.dep == "dobj" and count and not self._is_passive(harm):
            return Link(figure, harm, "object") if at < figure.first else None
        passive = harm.slot in ("act", "passive") and token.dep == "nsubjpass"
        if passive or (harm.slot == "state" and token.dep == "nsubj"):
            return Link(figure, harm, "subject")
        return None

    def _root(self, figure: Figure) -> Token | None:
        """The word by which the figure hangs on the rest of the sentence."""
        heads = [figure.head] if figure.head is not None else []
        for at in (*heads, *range(figure.first, figure.last + 1)):
            token: Token = self._tokens[at]
            above = token.head - self._tokens[0].index
            if not figure.first <= above <= figure.last:
                return token
        return None

    def is_object(self, figure: Figure) -> bool:
        """Whether some verb takes the figure as its object: "burned 120 houses and 19 people died"."""
        root = self._root(figure)
        return root is not None and root.dep == "dobj"

    def _by_relative(self, figure: Figure) -> Link | None:
        """ "Two policemen whom its men had captured", "12 people who died"."""
        root = self._root(figure)
        if root is None or figure.sort == "name":
            return None
        people = {
            at + self._tokens[0].index for at in (figure.head, root.index - self._tokens[0].index) if at
        }
        for at in range(figure.last + 1, min(figure.last + 1 + _GAP, len(self._tokens))):
            token = self._tokens[at]
            harm = self.harm(at, "act", "state", "passive") if token.dep == "relcl" else None
            if harm is None or token.head not in people:
                continue
            deps = {
                t.dep for t in self._tokens[figure.last + 1 : at] if t.head == token.index and t.tag[0] == "W"
            }
            if harm.slot == "act" and "dobj" in deps:
                return Link(figure, harm, "subject")
            harm = replace(harm, phrasal=False)  # "who" says that they are people
            if "nsubjpass" in deps or (harm.slot == "state" and "nsubj" in deps):
                return Link(figure, harm, "subject")
        return None

    def _shared(self, figure: Figure) -> Link | None:
        """ "Clubbed and burned a man", "were dragged from a bus and killed": verbs that share the figure."""
        root = self._root(figure)
        if root is None or root.dep not in ("dobj", "nsubj", "nsubjpass"):
            return None
        base = self._tokens[0].index
        verb = self._tokens[root.head - base] if base <= root.head < base + len(self._tokens) else root
        if root.dep == "dobj":
            if verb.dep == "conj" and figure.sort != "name" and verb.index < self._tokens[figure.first].index:
                harm = self.harm(verb.head - base, "act")
                if harm is not None and not self._has_own(verb.head, "dobj") and not self._is_passive(harm):
                    return Link(figure, harm, "object")
            return None
        for at in range(verb.index - base + 1, min(verb.index - base + _SHARED, len(self._tokens))):
            joined = self._tokens[at].dep == "conj" and self._tokens[at].head == verb.index
            harm = self.harm(at, "act", "state") if joined else None
            if harm is None or self._has_own(self._tokens[at].index, "nsubj", "nsubjpass", "dobj"):
                continue
            passive = harm.slot == "act" and root.dep == "nsubjpass" and self._tokens[at].tag == "VBN"
            if passive or (harm.slot == "state" and harm.form == "past"):
                return Link(figure, harm, "subject")
        return None

    def _has_own(self, verb: int, *deps: str) -> bool:
        return bool(self._deps.get(verb, set()) & set(deps))

    def _passive(self, figure: Figure) -> Link | None:
        """ "12 people, most of them women, were killed"; "12 people who were killed"."""
        if figure.sort == "name" or self._tag(figure.first - 1) == "IN":
            return None
        for at in range(figure.last + 1, min(figure.last + 1 + _GAP, len(self._tokens))):
            if self._lower(at) in self._words.of("be"):
                return self._beside_after(figure, at)
            closed = self._tag(at) in ("CC", "MD", "VBD", "VBZ", "VBP", ":") or self._lower(at) == ";"
            if closed or any(other.first == at and other.sort != "name" for other in self._figures):
                return None
        return None

    def _beside_after(self, figure: Figure, at: int) -> Link | None:
        while self._lower(at) in self._words.of("be") | self._words.of("have"):
            at = self._skip_adverbs(at + 1, 1)
        at = self._skip_reported(at)
        harm = self.harm(at, "act", "result", "passive")
        return Link(figure, harm, "subject") if harm is not None and harm.form == "past" else None

    def _inside(self, figure: Figure) -> Link | None:
        """ "two dead soldiers", "12 deaths", "took 20 hostages"."""
        if figure.head is None:
            return None
        noun = self.harm(figure.head, "noun")
        lives = self._lower(figure.head) in self._words.of("life")
        if noun is not None and figure.sort == "count" and (not lives or self._costs(figure.first)):
            return Link(figure, noun, "subject")
        if figure.state is not None and figure.state != figure.who_last and figure.sort == "count":
            harm = self.harm(figure.state, "result")
            return Link(figure, harm, "subject") if harm else None
        taken = self._lower(figure.head) in self._words.of("taken")
        if taken and self._lower(figure.first - 1) in self._words.of("take"):
            return Link(figure, Harm(figure.first - 1, "captured", "act", "past"), "object")
        return None

    def _listed(self, figure: Figure) -> Link | None:
        """ "Killing a woman and her three sons": whose they are stands before the figure."""
        owned, joined = self._tag(figure.first - 1) == "PRP$", self._lower(figure.first - 2) == "and"
        before = [one for one in self._figures if one.last <= figure.first - 3 and one.sort != "name"]
        if not (owned and joined and before and figure.sort == "count"):
            return None
        end = max(before[-1].last, before[-1].head or 0)
        link = self._object(before[-1]) if end == figure.first - 3 else None
        return replace(link, figure=figure) if link is not None else None

    def _left(self, figure: Figure) -> Link | None:
        """ "Leaving six rebels and two soldiers dead"."""
        leaves = self._lower(self._skip_adverbs(figure.first - 1, -1)) in (
            "leaving",
            "left",
            "leave",
            "leaves",
        )
        end = max(figure.last, figure.head or 0)
        after = (
            [one for one in self._figures if one.first == end + 2] if self._lower(end + 1) == "and" else []
        )
        link = self._beside(after[0]) if leaves and after and figure.sort == "count" else None
        return replace(link, figure=figure) if link is not None else None

    # -- what a link must also be --------------------------------------------------------------

    def _is_unreal(self, harm: Harm) -> bool:
        """Denied, possible, intended or conditional; "to have killed" and "managed to kill" are real."""
        words, at = self._words, harm.at - 1
        helpers = words.of("be") | words.of("have")
        if self._lower(at) in words.of("shoot") or (
            harm.slot == "result" and self._lower(at) in words.of("take")
        ):
            at -= 1
        while at >= 0 and (
            self._lower(at) in helpers or self._tag(at) in ("RB", "MD", "TO") or self._lower(at) == "to"
        ):
            if self._lower(at) in words.of("irreal") | words.of("negative"):
                return True
            if self._lower(at) == "to" and not self._achieved(at):
                return True
            at -= 1
        return self._lower(at) in words.of("negative") or self._is_conditional(harm.at)

    def _achieved(self, to: int) -> bool:
        if self._lower(to + 1) in self._words.of("have"):
            return True
        return any(self._lower(i) in self._words.of("achieved") for i in range(max(0, to - 8), to))

    def _is_conditional(self, at: int) -> bool:
        for i in range(at - 1, max(-1, at - 12), -1):
            if self._lower(i) in (",", ";", ":"):
                return False
            if self._lower(i) in self._words.of("condition"):
                return True
        return False

    def counts(self, link: Link) -> bool:
        """Whether the figure is of people whom the word of harm can count."""
        figure, harm, word = link.figure, link.harm, self._lower(link.harm.at)
        if figure.low == 0 and harm.kind == "captured" and harm.slot in ("noun", "of"):
            return False  # "no arrests were made"
        if self._is_joint(harm) or (
            figure.low == 0 and spared(self._tokens, figure, self._harms, self._words)
        ):
            return False
        head = self._tokens[figure.head] if figure.head is not None else None
        if figure.sort == "name" and harm.slot == "of":
            return self._is_named_victim(figure, harm)
        if figure.sort == "name":
            known = harm.kind in ("killed", "wounded") or word.startswith(("kidnap", "abduct"))
            return known and word not in self._words.of("needs_people")
        if harm.phrasal or harm.slot == "of":
            people = head is not None and self._words.are_people(head)
            bare = head is None and figure.sort == "count" and harm.slot != "passive"
            if figure.sort == "pronoun" or not (people or (bare and figure.low > 1) or figure.low == 0):
                return self._is_named_victim(figure, harm)
        if harm.slot == "state" and harm.kind == "displaced":
            fleers = self._words.of("fleers")
            return figure.low >= _MANY if head is None else bool({head.lower, head.lemma} & fleers)
        if word in self._words.of("needs_people") and figure.low > 0:
            return head is not None and self._words.are_people(head)
        return True

    def _is_named_victim(self, figure: Figure, harm: Harm) -> bool:
        """ "The murder of the delegate Rubén Tuberquia", and no massacre of a place."""
        titled = figure.sort in ("single", "name") and harm.slot == "of"
        return titled and harm.kind == "killed" and self._lower(harm.at) in self._words.of("killed.of_one")

    def _is_joint(self, harm: Harm) -> bool:
        """ "Killed or wounded 20" says neither how many died nor how many were hurt."""
        for step in (-1, 1):
            other = self.harm(harm.at + 2 * step, "act", "result")
            if self._lower(harm.at + step) in ("or", "and", "/") and other and other.kind != harm.kind:
                bare = not any(figure.first <= other.at <= figure.last for figure in self._figures)
                alone = step < 0 or not self._has_object(other.at + 1)
                if self._lower(harm.at + step) == "or" or (bare and alone):
                    return True
        return False
