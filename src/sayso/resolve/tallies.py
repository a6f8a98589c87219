"""Counts of the victims of a whole war, of years or of months: no figures of the act that a report is about.

"More than 7,000 people have been killed since 2004", "the war has killed 13,000", "the tenth
civilian killed this month". A report tells them beside the act of the day, which they must not date
and whose victims they are not; as they are of no one act, they make no event either.
"""

import re
from dataclasses import replace

from sayso.model.lexicon import Lexicon
from sayso.model.mentions import Mentions, TimeForm, TimeMention, TollMention, Trigger
from sayso.model.parse import Parse, Token
from sayso.model.trees import ancestors, behind, is_noun, is_passive, is_verb, kids, subtree

_LONG = frozenset({"month", "year", "decade"})
_CLAUSES = frozenset({"relcl", "advcl", "ccomp", "parataxis", "conj", "acl"})
_VIOLENT = frozenset({"ASSAULT", "COERCE"})
_WITHIN = frozenset({"in", "over", "during", "within", "throughout", "across"})
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)$")
_SINGLED = frozenset({"first", "only", "worst", "deadliest", "bloodiest"})
_MOST = frozenset({"least", "most"})  # "at least 30"
_BESIDE = 4  # words before "since" among which "the first attack" stands, wherever the parser hangs it
_CLIMB = 4  # from "the deaths of 40" to the verb that dates them


def without_tallies(
    parse: Parse, mentions: Mentions, lexicon: Lexicon, asked: frozenset[int] = frozenset()
) -> Mentions:
    """The mentions without the figures of whole wars and long stretches, and the words that tell those.

    Words in `asked` stay.
    """
    finder = _Finder(parse, mentions, lexicon)
    counted = [toll for toll in mentions.tolls if finder.is_tally(toll)]
    told = finder.numbered.union(*(finder.told(toll.anchor) for toll in counted))
    told = told.union(one.token for one in mentions.triggers if finder.is_no_one_act(one)) - asked
    return replace(
        mentions,
        times=tuple(time for time in mentions.times if not finder.is_compared(time)),
        triggers=tuple(one for one in mentions.triggers if one.token not in told),
        tolls=tuple(toll for toll in mentions.tolls if toll not in counted),
    )


class _Finder:
    """Reads one parse; `numbered` are triggers that one of many victims stands with: "the tenth killed"."""

    def __init__(self, parse: Parse, mentions: Mentions, lexicon: Lexicon) -> None:
        self._parse = parse
        self._lexicon = lexicon
        self._words = lexicon.words
        self._times = mentions.times
        self._violent = {
            one.token for one in mentions.triggers if lexicon.triggers[one.sense].type in _VIOLENT
        }
        self.numbered = frozenset(token for token in self._violent if self._is_numbered(token))

    def is_tally(self, toll: TollMention) -> bool:
        """Whether the clause of a figure is about a stretch longer than any one act."""
        if toll.high == 0:
            return False
        verb = self._verb(toll.anchor)
        own = self._clause(verb)
        times = [time for time in self._times if time.token in own]
        if any(_is_day(time) for time in times):
            return False
        return (
            any(self._is_long(time, verb) for time in times)
            or self._is_of_war(verb, own)
            or self._since_it_began(verb)
            or self._in_recent_years(own)
        )

    def is_no_one_act(self, trigger: Trigger) -> bool:
        """Whether a trigger tells a war or a habit."""
        return self._is_long_fight(trigger) or self._is_habit(trigger)

    def _is_long_fight(self, trigger: Trigger) -> bool:
        """ "Have been fighting the government since 1987": a war, and no act of it."""
        if self._lexicon.triggers[trigger.sense].group != "clash" or not self._is_perfect(trigger.token):
            return False
        times = [time for time in self._times if time.token in self._own(trigger.token)]
        return any(
            (time.bound == "since" and time.form is TimeForm.DATE and time.day is None)
            or (time.form is TimeForm.DURATION and time.unit in _LONG)
            for time in times
        )

    def _is_habit(self, trigger: Trigger) -> bool:
        """ "The group, which often attacks the capital": what it does, and no one time."""
        verb = self._parse.tokens[trigger.token]
        if verb.tag not in ("VBZ", "VBP") or kids(self._parse, verb.index, "aux", "auxpass"):
            return False
        how = {self._parse.tokens[i].lower for i in kids(self._parse, verb.index, "advmod")}
        return bool(how & self._words["habits"])

    def told(self, anchor: int) -> frozenset[int]:
        """The triggers by which a clause tells what it counts, and those of verbs that only go on with it."""
        verb = self._verb(anchor)
        own = self._clause(verb) | {anchor}
        for other in kids(self._parse, verb, "conj"):
            if is_passive(self._parse, other) or self._parse.tokens[other].tag == "VBN":
                own |= self._own(other)
        return frozenset(own & self._violent)

    # -- the clause ------------------------------------------------------------------------

    def _verb(self, anchor: int) -> int:
        """The verb of the clause: the anchor itself, or the one above a noun ("deaths", "the toll")."""
        here = anchor
        for _ in range(_CLIMB):
            token = self._parse.tokens[here]
            if is_verb(token) and token.dep not in ("amod", "compound"):
                return here
            if token.head == here:
                break
            here = token.head
        return anchor

    def _clause(self, verb: int) -> frozenset[int]:
        """The tokens of the clause, with those of the verbs that it shares its subject or its time with."""
        found = self._own(verb)
        token = self._parse.tokens[verb]
        for _ in range(2):
            above = self._parse.tokens[token.head]
            shares = token.dep in ("xcomp", "pcomp") or (token.dep == "conj" and not self._has_time(found))
            if token.head == token.index or not shares:
                break
            found |= self._own(above.index)
            token = above
        return found

    def _own(self, verb: int) -> frozenset[int]:
        """What a verb governs, less the clauses below it."""
        found, stack = {verb}, [verb]
        while stack:
            for child in self._parse.children[stack.pop()]:
                token = self._parse.tokens[child]
                if not (token.dep in _CLAUSES and is_verb(token)):
                    found.add(child)
                    stack.append(child)
        return frozenset(found)

    def _has_time(self, tokens: frozenset[int]) -> bool:
        return any(time.token in tokens for time in self._times)

    # -- what makes it long ------------------------------------------------------------------

    def _is_long(self, time: TimeMention, verb: int) -> bool:
        """ "Since 2014", "over the past two years", "so far this year", "in a five-month battle"."""
        if self.is_compared(time):
            return False
        if time.bound == "since":
            dated = time.form is TimeForm.DATE and (time.year is not None or time.day is None)
            return dated or time.form is TimeForm.SEASON or time.unit in _LONG
        if time.form is TimeForm.OFFSET and time.unit in _LONG:
            this = time.sign == 0 and time.word is None and time.unit != "decade"
            return (time.word == "past") or (this and (self._is_perfect(verb) or self._is_so_far(time)))
        return time.form is TimeForm.DURATION and time.unit in _LONG and self._is_span(time)

    def _is_span(self, time: TimeMention) -> bool:
        """ "In three months of fighting", "a five-month battle"; not "for three months", "a two-year-old"."""
        token = self._parse.tokens[time.token]
        if "-" in time.span.of(self._parse.text):
            noun = next((i for i in ancestors(self._parse, time.token) if is_noun(self._parse.tokens[i])), -1)
            return noun >= 0 and self._parse.tokens[noun].lemma in self._words["long_struggle"]
        above = self._parse.tokens[token.head]
        return above.dep == "prep" and above.lower in _WITHIN

    def is_compared(self, time: TimeMention) -> bool:
        """ "The deadliest attack since 2015": the day of another act, and no stretch that is counted."""
        if time.bound != "since":
            return False
        first = time.token
        while first > 0 and self._parse.tokens[first].lower != "since":
            first -= 1
        near = range(
            max(self._parse.sentences[self._parse.tokens[first].sentence].first, first - _BESIDE), first
        )
        above = [i for i in ancestors(self._parse, time.token) if not is_verb(self._parse.tokens[i])]
        below = [i for index in above for i in kids(self._parse, index, "amod", "advmod")]
        around = (self._parse.tokens[i] for i in (*near, *above, *below))
        tops = ("JJS", "RBS")
        return any((one.tag in tops and one.lower not in _MOST) or one.lower in _SINGLED for one in around)

    def _is_perfect(self, verb: int) -> bool:
        """ "Have been killed", not "had been killed" or "was killed"."""
        return any(
            self._parse.tokens[i].lower in ("have", "has", "'ve") for i in kids(self._parse, verb, "aux")
        )

    def _is_so_far(self, time: TimeMention) -> bool:
        first = time.token
        while first > 0 and self._parse.tokens[first - 1].span.start >= time.span.start:
            first -= 1
        before = [token.lower for token in self._parse.tokens[max(0, first - 2) : first]]
        after = [token.lower for token in self._parse.tokens[time.token + 1 : time.token + 3]]
        return ["so", "far"] in (before, after) or "already" in (*before[-1:], *after[:1])

    def _is_of_war(self, verb: int, own: frozenset[int]) -> bool:
        """ "The civil war has claimed 70,000 lives", "were killed in the insurgency"."""
        wars = self._words["long_war"]
        passive = is_passive(self._parse, verb)
        subjects = ("nsubj",) if passive else ("nsubj", "nsubjpass")  # "is thought to have killed"
        doers = [i for i in own if self._parse.tokens[i].dep in subjects and is_noun(self._parse.tokens[i])]
        inside = behind(self._parse, verb, "in", "during", "throughout", "by")
        return any(self._is_war(self._parse.tokens[i], wars) for i in (*doers, *inside))

    def _is_war(self, token: Token, wars: frozenset[str]) -> bool:
        """A war that is one of its kind: "the war", not "a gang war"."""
        articles = {self._parse.tokens[i].lower for i in kids(self._parse, token.index, "det")}
        return bool({token.lemma.lower(), token.lower} & wars) and "a" not in articles

    def _since_it_began(self, verb: int) -> bool:
        """ "Since the violence began", "since the start of the war", "since the coup"."""
        begun = self._words["long_war"] | self._words["long_struggle"]
        for clause in kids(self._parse, verb, "advcl"):
            since = any(
                self._parse.tokens[i].lower == "since" for i in kids(self._parse, clause, "mark", "prep")
            )
            who = {
                self._parse.tokens[i].lemma.lower() for i in kids(self._parse, clause, "nsubj", "nsubjpass")
            }
            starts = self._parse.tokens[clause].lemma in self._words["starting"] and who & begun
            if since and starts and not self._has_day(subtree(self._parse, clause)):
                return True
        for noun in behind(self._parse, verb, "since"):
            lemma = self._parse.tokens[noun].lemma.lower()
            of = {self._parse.tokens[i].lemma.lower() for i in behind(self._parse, noun, "of")}
            begins = lemma in self._words["starting"] and of & begun
            if (begins or lemma in self._words["turning_point"]) and not self._has_day(
                subtree(self._parse, noun)
            ):
                return True
        return False

    def _has_day(self, tokens: list[int]) -> bool:
        return any(_is_day(time) for time in self._times if time.token in tokens)

    def _in_recent_years(self, own: frozenset[int]) -> bool:
        """ "In recent months", "every year", "300 people a year"."""
        for index in own:
            token = self._parse.tokens[index]
            if token.lemma in _LONG:
                before = {self._parse.tokens[i].lower for i in kids(self._parse, index, "amod", "det")}
                if before & {"recent", "every", "each"} or (token.dep == "npadvmod" and before == {"a"}):
                    return True
        return False

    def _is_numbered(self, trigger: int) -> bool:
        """ "The tenth civilian killed this month": one of a count, told of somebody told before."""
        token = self._parse.tokens[trigger]
        if token.dep not in ("acl", "relcl") or not is_verb(token):
            return False
        numbers = [self._parse.tokens[i].lower for i in kids(self._parse, token.head, "amod")]
        return any(word in self._words["counted_one"] or _ORDINAL.match(word) for word in numbers)


def _is_day(time: TimeMention) -> bool:
    """Whether a phrase names a day or hours: what is counted there is of one act."""
    if time.bound == "since" and time.form is TimeForm.DATE and time.year is not None:
        return False
    if time.form is TimeForm.DATE:
        return time.day is not None
    near = time.form in (TimeForm.OFFSET, TimeForm.ORDER) and time.unit in ("day", "hour", "minute", "week")
    return near or time.form in (TimeForm.WEEKDAY, TimeForm.DAY, TimeForm.NAMED)
