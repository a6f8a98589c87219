"""What one marked word of a report says of its event: kind, how many, when, where, and how it points back."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sayso.merge.across.acting import Kinds
from sayso.merge.across.clauses import Clauses
from sayso.merge.across.kinds import RESULTS, Kind
from sayso.merge.across.sites import Sites
from sayso.merge.across.whens import Days, Whens
from sayso.model.events import Interval, Location
from sayso.model.lexicon import Lexicon
from sayso.model.mentions import TimeForm, TimeMention
from sayso.model.parse import Parse, Token, UnitKind
from sayso.model.spotted import Spotted
from sayso.model.tellings import Telling
from sayso.model.trees import ancestors, is_verb, kids, subtree

LONG = timedelta(days=6)  # a stretch longer than this dates no single act
_WORD = re.compile(r"[\w'’-]+")


class Count(StrEnum):
    """How many acts a word tells."""

    ONE = "one"
    MANY = "many"  # "both attacks", "the tests of 4 and 9 May", "104 times", "all winter"
    ANY = "any"  # "any shooting this summer": no act in particular


@dataclass(frozen=True, slots=True)
class Told:
    """One mention.

    `days` and `place` are what its own clause, or the heading of its entry, says, None for nothing; `placed`
    is True where its own phrase names the place. `days_before` is how long it was before what its sentence
    tells, `around` are the names of places in its sentence, `origins` those where fire came from. `definite`
    marks "the attack", `indefinite` "an attack", `that` "that attack", `again` "another", `before`
    "last week's", `back` what stands behind "after" or in another such look back, `perfect` "had been hit".
    `here` is the one day that its sentence says of whatever, `frame` the one told last before its sentence.
    `reply` marks an answer to fire, `same_day` "that evening", `later` "hours later", `predicate` "it was
    the second strike"; `entry` is where the heading of its entry begins.
    """

    number: int
    telling: Telling
    kind: Kind
    lemma: str
    count: Count = Count.ONE
    days: Days | None = None
    days_before: int | None = None
    here: Days | None = None
    frame: Days | None = None
    place: Location | None = None
    placed: bool = False
    around: frozenset[str] = frozenset()
    definite: bool = False
    indefinite: bool = False
    that: bool = False
    reply: bool = False
    again: bool = False
    before: bool = False
    back: bool = False
    perfect: bool = False
    origins: tuple[Location, ...] = ()
    same_day: bool = False
    later: bool = False
    noun: bool = False
    predicate: bool = False
    dying: bool = False
    entry: int | None = None

    @property
    def result(self) -> bool:
        """Whether it tells what an act did."""
        return self.kind in RESULTS


class Reader:
    """Reads what the marked words of one report say."""

    def __init__(self, spotted: Spotted, lexicon: Lexicon, text: str, title: str | None) -> None:
        self._spotted = spotted
        self._parse: Parse = spotted.parse
        self._words = lexicon.words
        self._definite = lexicon.words["definite_words"] | {*lexicon.weekdays}
        self._numbers: Mapping[str, int] = lexicon.numbers
        self._clauses = Clauses(spotted, lexicon.words)
        self._kinds = Kinds(spotted, lexicon.words)
        self._whens = Whens(self._clauses, lexicon.words, text, title)
        self._sites = Sites(self._clauses, lexicon.words)
        self._at = {telling.token: telling for telling in spotted.tellings}
        self._around: dict[int, set[str]] = {}
        for span, place in spotted.places:
            if place is not None:
                sentence = next((s.index for s in self._parse.sentences if s.span.covers(span)), -1)
                found = self._around.setdefault(sentence, set())
                found |= {place.name.casefold(), self._parse.quoted(span).casefold()}

    def oldest(self) -> date | None:
        """The first day that the report says, where it looks back: it says none of the weeks before it."""
        return self._whens.oldest()

    def told(self) -> Iterator[Told]:
        """One for each telling, in text order."""
        order = sorted(range(len(self._spotted.tellings)), key=lambda n: self._spotted.tellings[n].token)
        for number in order:
            yield self._told(number, self._spotted.tellings[number])

    def _told(self, number: int, telling: Telling) -> Told:
        token = self._parse.tokens[telling.token]
        noun = not is_verb(token)
        near = self._near(token)
        phrases = self._kinds.phrases(telling)
        kind = self._kinds.kind(telling, phrases)
        back = self._is_back(token)
        points = noun and bool(near & self._words["pointing"])
        when = self._whens.when(telling, back=back, definite=points)
        predicate = token.dep in ("attr", "oprd") or (token.dep == "ROOT" and noun)
        ordinal = noun and self._is_ordinal(near)
        days = when.days
        if ordinal and days is not None and days[1] - days[0] > timedelta(days=1):
            days = None  # "the third strike this month"
        count = self._count(token, near, days, kind)
        origins = self._sites.origins(token)
        place, placed = self._sites.place(telling, origins, back=back, definite=points)
        return Told(
            number,
            telling,
            kind,
            self._kinds.lemma(token),
            count=count,
            days=days,
            days_before=when.before,
            here=self._whens.here(token),
            frame=self._whens.frame(token),
            place=place,
            placed=placed,
            around=self._named_around(token, origins),
            definite=noun and bool(near & self._definite),
            indefinite=self._is_indefinite(token),
            that=noun and bool(near & self._words["that_words"]),
            reply=bool({*phrases, *" ".join(phrases).split()} & self._words["replies"]),
            again=not telling.negated
            and ((noun and bool(near & self._words["again_words"])) or self._is_repeated(token)),
            before=noun and bool(near & self._words["before_words"]),
            back=back,
            perfect=self._is_perfect(token),
            origins=origins,
            same_day=when.same_day,
            later=when.later,
            noun=noun,
            predicate=predicate or (ordinal and token.dep == "appos"),
            dying=token.lemma in self._words["kind_dying"],
            entry=self._whens.entry(token),
        )

    def _named_around(self, token: Token, origins: Iterable[Location]) -> frozenset[str]:
        """The places that its sentence names, but for those that the fire came from."""
        return frozenset(self._around.get(token.sentence, ())) - {one.name.casefold() for one in origins}

    # -- words -----------------------------------------------------------------------------

    def _near(self, token: Token) -> set[str]:
        """The words that stand in front of a noun in its phrase."""
        if is_verb(token):
            return set()
        deps = ("det", "amod", "nummod", "poss", "predet", "compound", "nmod", "quantmod")
        found: set[str] = set()
        for i in kids(self._parse, token.index, *deps):
            below = [j for j in subtree(self._parse, i) if j < token.index]
            if below:
                start, end = self._parse.tokens[below[0]].span.start, self._parse.tokens[below[-1]].span.end
                words = _WORD.findall(self._parse.text[start:end].casefold())
                found |= {
                    part for word in words for part in (word, word.removesuffix("'s").removesuffix("’s"))
                }
        return found

    def _is_indefinite(self, token: Token) -> bool:
        """ "An attack", but not what somebody calls a known one: "a blow", 'a "provocation"'."""
        if token.tag != "NN" or token.dep not in ("dobj", "pobj", "nsubj", "nsubjpass", "conj"):
            return False
        articles = [self._parse.tokens[i] for i in kids(self._parse, token.index, "det")]
        quoted = self._parse.text[: token.span.start].endswith(('"', "“", "‘"))
        above = self._parse.tokens[token.head]
        means = token.dep == "pobj" and above.lower in self._words["means_words"]
        verb = next(
            (
                self._parse.tokens[i]
                for i in ancestors(self._parse, token.index)
                if is_verb(self._parse.tokens[i])
            ),
            None,
        )
        called = means or (verb is not None and verb.lemma in self._words["naming_verbs"])
        return (
            not quoted
            and not called
            and any(one.lower in self._words["indefinite_articles"] for one in articles)
        )

    def _is_ordinal(self, near: set[str]) -> bool:
        return bool(near & self._words["ordinals"])

    def _is_repeated(self, token: Token) -> bool:
        """ "Fired a third time", "were shelled as well", "shot a second man"."""
        if not is_verb(token):
            return False
        for i in kids(self._parse, token.index, "advmod", "npadvmod", "dobj", "nsubjpass", "prep"):
            word = self._parse.tokens[i]
            own = {self._parse.tokens[j].lower for j in kids(self._parse, i)}
            if word.dep in ("npadvmod", "dobj", "nsubjpass") and own & self._words["ordinals"]:
                return True
            if word.dep == "advmod" and word.lower in self._words["again_adverbs"]:
                return True
        return False

    # -- how many --------------------------------------------------------------------------

    def _count(self, token: Token, near: set[str], days: Days | None, kind: Kind) -> Count:
        if is_verb(token):
            return Count.MANY if self._is_habit(token) or self._is_under_many(token, days) else Count.ONE
        if near & self._words["any_words"]:
            return Count.ANY
        if self._is_series(token) or self._has_several_days(token):
            return Count.MANY
        dated = days is not None and days[1] - days[0] <= timedelta(days=1)
        if token.lemma in self._words["mass_words"] and not dated and not near & self._definite:
            return Count.MANY
        if kind in RESULTS or self._is_ordinal(near):
            return Count.ONE
        plural = token.tag in ("NNS", "NNPS")
        counted = any(self._number(word) > 1 for word in near)
        if plural and (counted or near & (self._words["many_words"] | self._words["before_words"])):
            return Count.MANY
        if self._is_share(token) or (plural and days is not None and days[1] - days[0] > LONG):
            return Count.MANY
        return Count.MANY if self._is_under_many(token, days) else Count.ONE

    def _number(self, word: str) -> int:
        digits = word.replace(",", "")
        return int(digits) if digits.isdigit() else self._numbers.get(word, 0)

    def _is_series(self, noun: Token) -> bool:
        """ "A series of bombings", "two nights of shooting", "two months of air raids"."""
        above = self._parse.tokens[noun.head]
        if noun.dep != "pobj" or above.lower != "of":
            return False
        whole = self._parse.tokens[above.head]
        counted = any(self._number(self._parse.tokens[i].lower) > 1 for i in kids(self._parse, whole.index))
        return whole.lemma in self._words["series"] or (whole.lemma in self._words["stretches"] and counted)

    def _is_share(self, noun: Token) -> bool:
        """ "Most of the bombings", "one of the raids": nouns of which no one is meant."""
        above = self._parse.tokens[noun.head]
        if noun.dep != "pobj" or above.lower != "of" or noun.tag not in ("NNS", "NNPS"):
            return False
        return self._parse.tokens[above.head].lower in self._words["shares"]

    def _is_habit(self, verb: Token) -> bool:
        """ "Violated the truce 104 times", "has fired all winter", "bombs only military targets"."""
        for i in subtree(self._parse, verb.index):
            token = self._parse.tokens[i]
            below = {self._parse.tokens[j].lower for j in kids(self._parse, i)}
            often = token.lower == "times" and any(self._number(word) > 1 for word in below)
            stretch = token.lemma in self._words["stretches"] | self._words["seasons"]
            always = stretch and below & self._words["always_words"]
            if (often or always or token.lower in self._words["often"]) and self._clauses.above(
                i
            ) == verb.index:
                return True
        helpers = {self._parse.tokens[i].lower for i in kids(self._parse, verb.index, "aux", "auxpass")}
        now = (verb.tag in ("VBZ", "VBP") and not helpers) or (verb.tag == "VB" and helpers & {"do", "does"})
        if now and self._parse.units[verb.unit].kind is not UnitKind.HEADLINE:
            return True
        times = self._clauses.times(verb.sentence)
        return any(
            self._clauses.above(t.token) == verb.index
            and _is_long(t, days)
            and (t.bound == "since" or t.form is TimeForm.DURATION or self._is_of_many(verb))
            for t, days in times
        )

    def _is_of_many(self, verb: Token) -> bool:
        """Whether it is done to several, or nobody says to whom: "the priest snatched in August" is one."""
        whom = kids(self._parse, verb.index, "dobj", "nsubjpass")
        if verb.dep == "acl" and verb.tag == "VBN":
            whom = [verb.head]
        return not whom or any(self._parse.tokens[i].tag in ("NNS", "NNPS") for i in whom)

    def _is_under_many(self, token: Token, days: Days | None) -> bool:
        """ "Breached the truce 150 times, expending ...": what hangs on a count of acts, without a day."""
        if days is not None and days[1] - days[0] <= timedelta(days=1) and token.dep in ("relcl", "pobj"):
            return False
        here = token
        for above in ancestors(self._parse, token.index):
            word = self._parse.tokens[above]
            if here.dep not in ("advcl", "relcl", "acl", "pobj", "prep", "conj", "xcomp"):
                return False
            if here.lower in self._words["looking_back"]:
                return False
            if above in self._at:
                if is_verb(word):
                    return is_verb(token) and here.dep in ("advcl", "xcomp") and self._is_habit(word)
                return here.dep == "relcl" and self._is_set(word)
            here = word
        return False

    def _is_set(self, noun: Token) -> bool:
        near = self._near(noun)
        plural = noun.tag in ("NNS", "NNPS")
        return plural and bool(near & self._words["many_words"] or noun.lemma in self._words["kind_drill"])

    def _has_several_days(self, noun: Token) -> bool:
        """ "The tests of 4 and 9 May"."""
        inside = set(subtree(self._parse, noun.index))
        spans = [t.span for t, d in self._clauses.times(noun.sentence) if t.token in inside and d is not None]
        return any(" and " in self._parse.quoted(span) for span in spans)

    # -- back ------------------------------------------------------------------------------

    def _is_back(self, token: Token) -> bool:
        """Whether it stands behind "after", or in the past perfect: the report looks back."""
        here = token.index
        for above in (token.index, *ancestors(self._parse, token.index)):
            word = self._parse.tokens[above]
            if above != token.index and (
                (
                    word.lower in self._words["looking_back"]
                    and word.dep in ("prep", "mark", "pcomp", "advcl", "acl")
                )
                or (word.lemma in self._words["answer_words"] and not is_verb(word) and here != above)
            ):
                return True
            if above != token.index and self._is_judged(word, self._parse.tokens[here]):
                return True
            marks = {self._parse.tokens[i].lower for i in kids(self._parse, above, "mark")}
            if marks & self._words["looking_back"]:
                return True
            if (
                above in self._at
                and above != token.index
                and self._parse.tokens[here].dep in ("relcl", "acl")
            ):
                return self._is_back(word)
            if above != token.index and ((is_verb(word) and word.dep != "relcl") or above in self._at):
                break
            here = above
        return self._is_presupposed(token)

    def _is_judged(self, word: Token, below: Token) -> bool:
        """ "Jailed yesterday for the murder", "accused of taking part in the raid": what a court looks at."""
        return (
            below.dep == "prep"
            and below.lower in self._words["judged_for"]
            and word.lemma in self._words["judging_words"]
        )

    def _is_presupposed(self, token: Token) -> bool:
        """ "Of the 27 people abducted there": what is said of people who are known."""
        noun = self._parse.tokens[token.head]
        if token.tag != "VBN" or token.dep not in ("acl", "relcl") or noun.index in self._at:
            return False
        return any(self._parse.tokens[i].lower == "the" for i in kids(self._parse, noun.index, "det"))

    def _is_perfect(self, token: Token) -> bool:
        """The past perfect: what had been before."""
        helpers = {self._parse.tokens[i].lower for i in kids(self._parse, token.index, "aux", "auxpass")}
        return "had" in helpers


def _is_long(time: TimeMention, days: Interval | None) -> bool:
    """Whether a phrase says a stretch in which only a series of acts fits."""
    if time.form is TimeForm.DURATION:
        return time.unit in ("week", "month", "year")
    if days is None or days.last == days.first:
        return False
    if time.bound == "since":
        return days.last - days.first > timedelta(days=1)
    return days.last - days.first > LONG and (time.form is not TimeForm.DATE or time.day is None)
