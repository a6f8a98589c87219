"""Figures of people killed, wounded, captured, displaced or missing.

A figure ("at least 12 fighters") is linked to a word of harm ("killed") where the two
stand as one pattern of the language, and by the parse only where no pattern fits: the
small model errs in just the coordinated, shortened clauses in which tolls are told.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.find.figures import QUOTES, Figure, Words, figures
from sayso.find.harms import Harm, harm_forms, spared
from sayso.model.lexicon import Lexicon
from sayso.model.mentions import TollMention
from sayso.model.parse import Parse, Token, UnitKind
from sayso.model.spans import Span

_GAP = 14  # tokens between a figure and its passive verb: "12 people on their way home were killed"
_NEAR = 6  # tokens between figure and word of harm that still quote as one stretch
_TOLL_REACH = 10  # tokens after "death toll" in which its figure stands
_MANY = 100  # of a number without a noun that fled, people and not attackers


@dataclass(frozen=True, slots=True)
class _Link:
    """A figure and its word of harm; `side` says whether the figure is its "object" or "subject"."""

    figure: Figure
    harm: Harm
    side: str


@dataclass(frozen=True, slots=True)
class TollWords:
    """A lexicon with its words of counting, and those of harm by spelling (kind, slot, form)."""

    lexicon: Lexicon
    counting: Words
    harms: Mapping[str, Sequence[tuple[str, str, str]]]


def toll_words(lexicon: Lexicon) -> TollWords:
    """What `tolls` looks words up in."""
    counting = Words(lexicon)
    return TollWords(lexicon, counting, harm_forms(counting))


def tolls(parse: Parse, words: TollWords) -> Iterator[TollMention]:
    """Every figure of people harmed in the coded units, in text order.

    What is denied, threatened, possible or conditional gives none, nor does a part of a
    figure ("including two children"). A plural without a figure ("killed civilians")
    gives none, for no figure is said. "No casualties" gives two: none killed, none
    wounded.
    """
    for sentence in parse.sentences:
        if parse.units[sentence.unit].kind is not UnitKind.FURNITURE:
            tokens = parse.tokens[sentence.first : sentence.last]
            yield from _Reader(tokens, words).mentions()


class _Reader:
    """The figures of one sentence and the words of harm that they belong to."""

    def __init__(self, tokens: Sequence[Token], words: TollWords) -> None:
        self._tokens = tokens
        self._words = words.counting
        self._harms = {
            at: [Harm(at, *sense) for sense in words.harms[token.lower]]
            for at, token in enumerate(tokens)
            if token.lower in words.harms
        }
        worth = self._harms or self._zero_words()
        found = list(figures(tokens, words.counting, words.lexicon)) if worth else []
        self._figures = [figure for figure in found if not self._is_part(figure)]

    def _zero_words(self) -> bool:
        return any(
            token.lower in self._words.of("casualties") | self._words.of("toll") for token in self._tokens
        )

    def mentions(self) -> Iterator[TollMention]:
        """The tolls of the sentence, in text order."""
        links = {figure.first: link for figure in self._figures if (link := self._link(figure)) is not None}
        links.update(self._totals())
        self._coordinate(links)
        found = [self._mention(link, links) for link in links.values() if self._counts(link)]
        found.extend(self._none_hurt())
        yield from sorted(found, key=lambda mention: (mention.span, mention.kind))

    # -- one figure --------------------------------------------------------------------------

    def _link(self, figure: Figure) -> _Link | None:
        """The word of harm that the figure belongs to, by the surest pattern that fits."""
        for way in (self._beside, self._object, self._of_noun, self._by_parse, self._passive, self._inside):
            link = way(figure)
            if link is not None:
                return link if not self._is_unreal(link.harm) else None
        return None

    def _harm(self, at: int, *slots: str) -> Harm | None:
        return next((harm for harm in self._harms.get(at, ()) if harm.slot in slots), None)

    def _lower(self, at: int) -> str:
        return self._tokens[at].lower if 0 <= at < len(self._tokens) else ""

    def _tag(self, at: int) -> str:
        return self._tokens[at].tag if 0 <= at < len(self._tokens) else ""

    def _skip_adverbs(self, at: int, step: int) -> int:
        while self._tag(at).startswith("RB") and self._lower(at) not in self._words.of("negative"):
            at += step
        return at

    def _beside(self, figure: Figure) -> _Link | None:
        """ "12 dead", "12 killed", "12 were killed", "12 died"."""
        at = self._skip_adverbs(figure.last + 1, 1)
        helped, had = False, False
        while self._lower(at) in self._words.of("be") | self._words.of("have"):
            helped = helped or self._lower(at) in self._words.of("be")
            had, at = True, self._skip_adverbs(at + 1, 1)
        if self._lower(at) == "to" and (fled := self._harm(at + 1, "state")) is not None:
            return _Link(figure, fled, "subject")  # "forced 3,000 families to flee"
        at += helped and self._lower(at) in self._words.of("take")  # "were taken hostage"
        at += self._lower(at) in self._words.of("shoot") and self._lower(at + 1) in self._words.results
        harm = self._harm(at, "result") or self._harm(at, "act", "state")
        if harm is None or (harm.form != "past" and harm.slot != "state"):
            return None
        if harm.slot == "state" and (helped or self._tag(at) in ("NN", "NNS")):
            return None
        if not helped and harm.slot != "state" and (had or not self._may_be_bare(figure, harm)):
            return None
        return _Link(figure, harm, "subject")

    def _may_be_bare(self, figure: Figure, harm: Harm) -> bool:
        """Whether "12 killed" without "were" can be passive: not "the bomber killed 12"."""
        if self._lower(harm.at) in ("dead", "missing", "hostage", "captive", "prisoner", "homeless"):
            return figure.sort != "name"
        return figure.sort in ("count", "single") and not self._has_object(harm.at + 1)

    def _has_object(self, at: int) -> bool:
        """Whether a noun phrase or a second verb of harm follows."""
        at = self._skip_adverbs(at, 1)
        if self._lower(at) in ("and", "or") and self._harm(at + 1, "act"):
            return True
        if self._lower(at) in self._words.stops:
            return False
        return self._tag(at).startswith(("DT", "CD", "PRP", "NN", "JJ", "PDT")) or any(
            figure.first == at for figure in self._figures
        )

    def _object(self, figure: Figure) -> _Link | None:
        """ "killing 12", "shot dead 12", "gunned down 12", but not "was killed 12"."""
        at = self._skip_adverbs(figure.first - 1, -1)
        if self._lower(at) == "and" and self._lower(at - 1) in self._words.of("reflexive"):
            at -= 2  # "killed himself and two guards"
        at -= self._lower(at) in self._words.of("particle") | QUOTES
        harm = self._harm(at, "act")
        if harm is None and self._lower(at - 1) in self._words.of("shoot"):
            harm = self._harm(at, "result")
            harm = harm and replace(harm, at=at - 1, slot="act")
        if harm is None or self._is_passive(harm):
            return None
        return _Link(figure, harm, "object")

    def _is_passive(self, harm: Harm) -> bool:
        before = self._skip_adverbs(harm.at - 1, -1)
        return harm.form == "past" and self._lower(before) in self._words.of("be")

    def _of_noun(self, figure: Figure) -> _Link | None:
        """ "the deaths of 12", "the killing of 12", "claimed the lives of 12"."""
        if self._lower(figure.first - 1) not in self._words.of("of"):
            return None
        at = figure.first - 2
        harm = self._harm(at, "noun")
        if harm is None and self._tag(at).startswith("NN"):
            harm = next((h for h in self._harms.get(at, ()) if h.slot == "act" and h.form == "ing"), None)
        lives = self._lower(at) in self._words.of("life")
        if harm is None or (lives and not self._costs(at)):
            return None
        return _Link(figure, harm, "object")

    def _costs(self, at: int) -> bool:
        return any(self._lower(i) in self._words.of("costs") for i in range(at - 4, at))

    def _by_parse(self, figure: Figure) -> _Link | None:
        """What the parser calls object of an act, subject of its passive, or subject of dying."""
        if figure.head is None or figure.sort in ("name", "partitive"):
            return None
        token = self._tokens[figure.who_last if figure.head is None else figure.head]
        at = token.head - self._tokens[0].index
        harm = self._harm(at, "act", "state")
        if harm is None:
            return None
        if harm.slot == "act" and token.dep == "dobj" and not self._is_passive(harm) and at < figure.first:
            return _Link(figure, harm, "object")
        passive = harm.slot == "act" and token.dep == "nsubjpass"
        if passive or (harm.slot == "state" and token.dep == "nsubj"):
            return _Link(figure, harm, "subject")
        return None

    def _passive(self, figure: Figure) -> _Link | None:
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

    def _beside_after(self, figure: Figure, at: int) -> _Link | None:
        while self._lower(at) in self._words.of("be") | self._words.of("have"):
            at = self._skip_adverbs(at + 1, 1)
        harm = self._harm(at, "act", "result")
        return _Link(figure, harm, "subject") if harm is not None and harm.form == "past" else None

    def _inside(self, figure: Figure) -> _Link | None:
        """ "two dead soldiers", "12 deaths", "took 20 hostages"."""
        if figure.head is None:
            return None
        noun = self._harm(figure.head, "noun")
        lives = self._lower(figure.head) in self._words.of("life")
        if noun is not None and figure.sort == "count" and (not lives or self._costs(figure.first)):
            return _Link(figure, noun, "subject")
        if figure.state is not None and figure.sort == "count":
            harm = self._harm(figure.state, "result")
            return _Link(figure, harm, "subject") if harm else None
        taken = self._lower(figure.head) in self._words.of("taken")
        if taken and self._lower(figure.first - 1) in self._words.of("take"):
            return _Link(figure, Harm(figure.first - 1, "captured", "act", "past"), "object")
        return None

    # -- what a link must also be --------------------------------------------------------------

    def _is_part(self, figure: Figure) -> bool:
        """A share of another figure: "including two children", "one of them a child"."""
        before = self._lower(figure.first - 1)
        if before in self._words.of("subset"):
            return True
        helped = self._lower(figure.last + 1) in self._words.of("be") | self._words.of("have")
        return figure.sort == "partitive" and not helped

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

    def _counts(self, link: _Link) -> bool:
        """Whether the figure is of people whom the word of harm can count."""
        figure, harm, word = link.figure, link.harm, self._lower(link.harm.at)
        if self._is_joint(harm) or (
            figure.low == 0 and spared(self._tokens, figure, self._harms, self._words)
        ):
            return False
        head = self._tokens[figure.head] if figure.head is not None else None
        if figure.sort == "name":
            known = harm.kind in ("killed", "wounded") or word.startswith(("kidnap", "abduct"))
            return known and word not in self._words.of("needs_people")
        if harm.slot == "state" and harm.kind == "displaced":
            fleers = self._words.of("fleers")
            return figure.low >= _MANY if head is None else bool({head.lower, head.lemma} & fleers)
        if word in self._words.of("needs_people") and figure.low > 0:
            return head is not None and self._words.are_people(head)
        return True

    def _is_joint(self, harm: Harm) -> bool:
        """ "Killed or wounded 20" says neither how many died nor how many were hurt."""
        for step in (-1, 1):
            other = self._harm(harm.at + 2 * step, "act", "result")
            if self._lower(harm.at + step) in ("or", "and", "/") and other and other.kind != harm.kind:
                bare = not any(figure.first <= other.at <= figure.last for figure in self._figures)
                alone = step < 0 or not self._has_object(other.at + 1)
                if self._lower(harm.at + step) == "or" or (bare and alone):
                    return True
        return False

    # -- several figures -----------------------------------------------------------------------

    def _coordinate(self, links: dict[int, _Link]) -> None:
        """ "killed two officers and a child"; "a soldier and two children were killed"."""
        pairs = list(zip(self._figures, self._figures[1:], strict=False))
        for left, right in pairs:
            link = links.get(left.first)
            if link and link.side == "object" and right.first not in links and self._joined(left, right):
                links[right.first] = _Link(right, link.harm, "object")
        for left, right in reversed(pairs):
            link = links.get(right.first)
            if link and link.side == "subject" and left.first not in links and self._joined(left, right):
                links[left.first] = _Link(left, link.harm, "subject")

    def _joined(self, left: Figure, right: Figure) -> bool:
        between = [self._lower(i) for i in range(left.last + 1, right.first)]
        plain = between and all(word in self._words.of("join") for word in between)
        if (
            not plain
            or "partitive" in (left.sort, right.sort)
            or (right.sort == "name" and left.sort != "name")
        ):
            return False
        # "killed 23 people, 12 soldiers and ...": the comma opens the parts of the figure.
        general = left.head is None or self._lower(left.head) in ("people", "persons", "others")
        return between != [","] or not general

    def _totals(self) -> dict[int, _Link]:
        """ "the death toll rose to 34", "the number of wounded reached 60"."""
        found: dict[int, _Link] = {}
        for at in range(len(self._tokens)):
            harm = self._total_at(at)
            later = [f for f in self._figures if at < f.first <= at + _TOLL_REACH and f.sort == "count"]
            if harm is None or not later:
                continue
            figure = later[0]
            if self._lower(figure.first) in self._words.of("from") and figure.high is not None:
                figure = replace(figure, low=figure.high)  # "from 20 to 34"
            between = {self._lower(i) for i in range(at, figure.first)}
            if not between & (self._words.of("irreal") | self._words.of("negative") | {",", ";"}):
                found[figure.first] = _Link(figure, harm, "total")
        return found

    def _total_at(self, at: int) -> Harm | None:
        if self._lower(at) in self._words.of("toll") and self._lower(at - 1) in (
            "death",
            "casualty",
            "fatality",
        ):
            return Harm(at, "killed", "noun", "base")
        if self._lower(at) != "number" or self._lower(at + 1) != "of":
            return None
        for i in range(at + 2, at + 5):
            if (harm := self._harm(i, "result", "noun")) is not None:
                return harm
        return None

    def _none_hurt(self) -> Iterator[TollMention]:
        """ "No casualties were reported", "no injuries or deaths", "no reports of injuries"."""
        for figure in self._figures:
            if figure.low == 0 and figure.high == 0:
                found = spared(self._tokens, figure, self._harms, self._words)
                span = self._span(figure.first, max(found.values(), default=figure.last))
                for kind, at in found.items():
                    yield TollMention(self._tokens[at].index, span, kind, 0, 0)

    # -- the result ----------------------------------------------------------------------------

    def _mention(self, link: _Link, links: dict[int, _Link]) -> TollMention:
        figure, at = link.figure, link.harm.at
        first, last = figure.first, figure.last
        between = range(min(last, at), max(first, at))
        alone = not any(other != figure.first and other in between for other in links)
        if len(between) <= _NEAR and alone:
            first, last = min(first, at), max(last, at)
        noun = figure.head == at and link.harm.slot == "noun"
        who = None
        if figure.who_first is not None and figure.who_last is not None and not noun:
            who = self._span(figure.who_first, figure.who_last)
        return TollMention(
            anchor=self._tokens[at].index,
            span=self._span(first, last),
            kind=link.harm.kind,
            low=figure.low,
            high=figure.high,
            who=who,
        )

    def _span(self, first: int, last: int) -> Span:
        return Span(self._tokens[first].span.start, self._tokens[last].span.end)
