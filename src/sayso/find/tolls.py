"""Figures of people killed, wounded, captured, displaced or missing.

A figure ("at least 12 fighters") is linked to a word of harm ("killed") where the two
stand as one pattern of the language, and by the parse only where no pattern fits: the
small model errs in just the coordinated, shortened clauses in which tolls are told.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.find.figures import Figure, Words, figures
from sayso.find.harm_phrases import phrasal_harms
from sayso.find.harms import Harm, harm_forms, spared
from sayso.find.lost import lost
from sayso.find.toll_groups import of_the_hurt, parts, summed
from sayso.find.toll_links import Link, Linker
from sayso.find.totals import Totals
from sayso.model.lexicon import Lexicon
from sayso.model.mentions import TollMention
from sayso.model.parse import Parse, Token, UnitKind
from sayso.model.spans import Span

_NEAR = 6  # tokens between figure and word of harm that still quote as one stretch
_AGO = 3  # sentences back to the toll that "the figure" is about


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

    What is denied, threatened, possible or conditional gives none. A plural without a
    figure ("killed civilians") gives none, for no figure is said. "No casualties" gives
    two: none killed, none wounded. A part ("including two children") is marked as one,
    and people of one class in one list ("three women and a child") are one figure.
    """
    last: tuple[int, str] | None = None
    for sentence in parse.sentences:
        if parse.units[sentence.unit].kind is UnitKind.FURNITURE:
            continue
        tokens = parse.tokens[sentence.first : sentence.last]
        before = last[1] if last is not None and sentence.index - last[0] <= _AGO else None
        for mention in _Reader(tokens, words, before).mentions():
            last = (sentence.index, mention.kind)
            yield mention


class _Reader:
    """The figures of one sentence and the words of harm that they belong to.

    `before` is the kind of the last toll that was told before it.
    """

    def __init__(self, tokens: Sequence[Token], words: TollWords, before: str | None) -> None:
        self._tokens = tokens
        self._words = words.counting
        self._before = before
        self._harms: dict[int, list[Harm]] = {
            at: [Harm(at, *sense) for sense in words.harms[token.lower]]
            for at, token in enumerate(tokens)
            if token.lower in words.harms
        }
        for at, harms in phrasal_harms(tokens, words.counting).items():
            self._harms.setdefault(at, []).extend(harms)
        worth = self._harms or self._told_otherwise()
        found = list(figures(tokens, words.counting, words.lexicon)) if worth else []
        tellers = _tellers(tokens, self._harms)
        found = [figure for figure in found if figure.head not in tellers]
        self._parts = [figure for figure in found if self._is_part(figure)]
        inner = {
            figure.last + step for figure in self._parts if figure.sort == "partitive" for step in (1, 2)
        }
        self._figures = [f for f in found if f not in self._parts and f.first not in inner]
        self._links = Linker(tokens, words.counting, self._harms, self._figures)

    def _told_otherwise(self) -> bool:
        """Whether a word speaks of casualties or of a count."""
        return any(token.lower in self._words.tellers for token in self._tokens)

    def mentions(self) -> Iterator[TollMention]:
        """The tolls of the sentence, in text order."""
        links = {
            figure.first: link for figure in self._figures if (link := self._links.link(figure)) is not None
        }
        told = Totals(self._tokens, self._words, self._harms, self._figures, self._before)
        links.update({link.figure.first: link for link in told.links(links)})
        self._coordinate(links)
        links = {first: link for first, link in links.items() if self._links.counts(link)}
        whole = summed(self._tokens, self._words, links)
        found = [self._mention(link, links) for link in whole]
        found.extend(self._part_mentions(links))
        found.extend(self._none_hurt())
        if not any(mention.kind == "missing" for mention in found):
            found.extend(lost(self._tokens, self._words))
        yield from sorted(found, key=lambda mention: (mention.span, mention.kind))

    def _lower(self, at: int) -> str:
        return self._tokens[at].lower if 0 <= at < len(self._tokens) else ""

    def _is_part(self, figure: Figure) -> bool:
        """A share of another figure: "including two children", "one of them a child"."""
        before = self._lower(figure.first - 1)
        if before in self._words.of("subset"):
            return True
        after = (self._lower(figure.last + 1), self._lower(figure.last + 2))
        if after == ("among", "them"):
            return True
        at = figure.last + 1
        while at < len(self._tokens) and self._tokens[at].tag.startswith("RB"):
            at += 1  # "two of them later died"
        helped = self._lower(at) in self._words.of("be") | self._words.of("have")
        dies = any(harm.slot == "state" for harm in self._harms.get(at, ()))
        return figure.sort == "partitive" and not (helped or dies)

    # -- several figures -----------------------------------------------------------------------

    def _coordinate(self, links: dict[int, Link]) -> None:
        """ "killed two officers and a child"; "a soldier and two children were killed"."""
        near = list(zip(self._figures, self._figures[1:], strict=False))
        joined = [self._joined(left, right) for left, right in near]
        # A comma alone joins only what goes on as a list: "two men, a woman and a child".
        pairs = [
            pair
            for n, pair in enumerate(near)
            if joined[n] and (self._is_and(*pair) or (n + 1 < len(near) and joined[n + 1]))
        ]
        for left, right in pairs:
            link = links.get(left.first)
            if link and link.side == "object" and right.first not in links:
                links[right.first] = Link(right, link.harm, "object")
        for left, right in reversed(pairs):
            link = links.get(right.first)
            free = left.first not in links and not self._links.is_object(left)
            if link and link.side == "subject" and free:
                links[left.first] = Link(left, link.harm, "subject")

    def _is_and(self, left: Figure, right: Figure) -> bool:
        between = {self._lower(i) for i in range(left.last + 1, right.first)}
        return between != {","}

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

    def _none_hurt(self) -> Iterator[TollMention]:
        """ "No casualties were reported", "no injuries or deaths", "no reports of injuries"."""
        for figure in self._figures:
            if figure.low == 0 and figure.high == 0:
                found = spared(self._tokens, figure, self._harms, self._words)
                span = self._span(figure.first, max(found.values(), default=figure.last))
                for kind, at in found.items():
                    yield TollMention(self._tokens[at].index, span, kind, 0, 0)

    # -- the result ----------------------------------------------------------------------------

    def _part_mentions(self, links: Mapping[int, Link]) -> Iterator[TollMention]:
        found = list(parts(self._tokens, self._words, self._parts, links))
        found += of_the_hurt(self._tokens, self._words, self._figures, self._harms)
        for figure, harm in found:
            people = figure.who_first is not None and figure.who_last is not None
            who = self._span(figure.who_first or 0, figure.who_last or 0) if people else None
            yield TollMention(
                anchor=self._tokens[harm.at].index,
                span=self._span(figure.first, figure.last),
                kind=harm.kind,
                low=figure.low,
                high=figure.high,
                who=who,
                part=True,
            )

    def _mention(self, link: Link, links: Mapping[int, Link]) -> TollMention:
        figure, at = link.figure, link.harm.at
        first, last = figure.first, figure.last
        between = range(min(last, at), max(first, at))
        alone = not any(not first <= other <= last and other in between for other in links)
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


def _tellers(tokens: Sequence[Token], harms: Mapping[int, Sequence[Harm]]) -> set[int]:
    """Positions of those who tell what stands before them: "took 300 girls, a teacher and a parent said"."""
    base = tokens[0].index
    verbs = {token.head for token in tokens if token.dep == "ccomp" and token.index < token.head}
    verbs -= {base + at for at in harms}
    found: set[int] = set()
    for at, token in enumerate(tokens):
        speaks = token.dep == "nsubj" and token.head in verbs and token.index < token.head
        if speaks or (token.dep == "conj" and token.head - base in found):
            found.add(at)
    return found
