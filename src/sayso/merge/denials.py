"""What a no is said to: whose account somebody denies, or that nobody is heard to give it."""

from collections.abc import Iterator

from sayso.merge.contrasts import Ground
from sayso.merge.negations import is_so_called, says_no
from sayso.merge.sayings import Clash, Saying, is_wish
from sayso.model.statements import Act, ClaimField

# How much must speak for an account being what is denied; set on the short reports in
# tests/gold/conflicting/dev.toml, re-run `sayso evaluate disputes` on them after changing it.
_DENIED = 1.9
_OF_ONE = 2.0  # words and events shared
_FAR = 4  # paragraphs from which on distance counts
_LONG = 60  # tokens
_HARM = frozenset({"harm", "killing"})
# Acts that are worth a dispute though nobody is heard to say that they happened.
_GRAVE = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "AID", "SUPPORT", "COOPERATE"})
_DOUBTED = frozenset({"alleged", "supposed", "purported"})
_FORCES = frozenset({"armed_force", "armed_group"})
_PART_IN_IT = frozenset(
    {"responsibility", "involvement", "role", "part", "behind", "responsible", "hand", "involved"}
)


class Denials:
    """Finds the partner of each no of one report."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._parse = ground.parse

    def clashes(self) -> Iterator[Clash]:
        """At most one for each saying that denies something."""
        for one in self._ground.sayings:
            if one.negative and self._is_denial(one):
                yield from self._denied(one)

    def _is_denial(self, one: Saying) -> bool:
        """Whether somebody's account may be what a no is said to."""
        if is_wish(one) or self._is_unhurt(one) or not self._is_account(one):
            return False
        return len(one.tokens) <= _LONG or self._is_outright(one)

    def _is_outright(self, one: Saying) -> bool:
        """Whether it is denied by a word for that, and not by some "not" in a long quotation."""
        return one.statement.cue_lemma == "deny" or self._ground.has(one, "untrue")

    def _denied(self, no: Saying) -> Iterator[Clash]:
        """What a no is said to: the account of another that blames the speaker, or is of the same thing."""
        rivals = [
            (self._against(no, one), one)
            for one in self._ground.sayings
            if self._ground.others(one, no)
            and not one.negative
            and not is_wish(one)
            and not (no.open and one.voice)
            and not (no.voice and not no.events & one.events)
        ]
        enough = [rival for rival in rivals if rival[0] >= _DENIED]
        named = [rival for rival in enough if not rival[1].voice] or enough
        if not named:
            yield from self._unheard(no)
            return
        best = max(weight for weight, _ in named)
        for weight, one in named:
            if weight == best:
                yield Clash(
                    self._denied_field(no), *_in_order(one, no), "one side denies what the other says", weight
                )
                return

    def _is_account(self, one: Saying) -> bool:
        """Whether an account is denied, and not something to somebody: "denied reporters entry"."""
        if one.statement.cue_lemma != "deny":
            return True
        words = self._ground.words
        named = words["responsibility"] | words["having_part"] | words["anaphora"] | {"it", "this", "that"}
        tokens = [self._parse.tokens[i] for i in one.tokens]
        return any(t.tag.startswith("VB") or t.lemma in named or t.lower in named for t in tokens)

    def _is_unhurt(self, one: Saying) -> bool:
        """ "None of our men was hurt": a figure of none, compared as a figure."""
        first = [self._parse.tokens[i] for i in one.tokens[:4]]
        none = one.statement.cue_lemma != "deny" and first[:1] and first[0].lower in ("no", "none")
        if none and any(t.lemma in self._ground.words["casualty_words"] for t in first):
            return True
        denied = [t for t in one.tellings if t.negated] or list(one.tellings)
        return one.statement.act is not Act.DENY and any(t.sense.group in _HARM for t in denied)

    def _against(self, no: Saying, one: Saying) -> float:
        ground = self._ground
        link, blame = ground.link(one, no), ground.blames(one, no.speaker)
        weight, points = link + blame, self._points_back(no)
        if weight == 0 and not points:
            return 0.0
        if blame == 0 and one.voice and link < _OF_ONE and not points:
            return 0.0  # a word in common with what the report tells
        if blame == 0 and points and one.span.start > no.span.start and not no.tellings:
            return 0.0  # "the allegations" were told before
        if ground.next_to(one, no):
            weight += 1.0
        if points and one.span.start < no.span.start and self._is_what_was_said(one, no):
            weight += 1.0
        if ground.is_told_otherwise(no) or ground.joined(one, no):
            weight += 1.0
        return weight - 0.01 * abs(one.unit - no.unit) - 0.2 * max(0, abs(one.unit - no.unit) - _FAR)

    def _is_what_was_said(self, one: Saying, no: Saying) -> bool:
        """Whether "that" may mean it: it tells something, or was said in the sentence right before."""
        return bool(one.tellings or one.claims) or one.sentence >= no.sentence - 1

    def _unheard(self, no: Saying) -> Iterator[Clash]:
        """ "Denied reports that ...": what is denied was said by somebody whom the report does not name."""
        if no.statement.act is not Act.DENY or not self._is_grave(no):
            return
        if says_no(self._parse, no.tokens, self._ground.words):
            return  # "said its troops did not burn it": nobody need have said so
        tokens = self._parse.tokens
        that = [i for i in no.tokens if tokens[i].lower == "that"]
        inside = [i for i in no.tokens if i > that[0]] if that else list(no.tokens)
        ends = [
            i
            for i in inside
            if tokens[i].tag == "VBG" and tokens[i - 1].text == "," and tokens[i].dep == "advcl"
        ]
        inside = [i for i in inside if not ends or i < ends[0] - 1]
        if inside:
            other = no.unheard(self._ground.span(inside))
            yield Clash(
                self._denied_field(no), other, no, "what is denied is nobody's word in this report", _DENIED
            )

    def _is_grave(self, no: Saying) -> bool:
        """Whether what is denied is an act of war, or something that forces did."""
        people = self._ground.lexicon.people
        armed = [people.get(self._parse.tokens[i].lemma) for i in no.tokens]
        return any(t.sense.type in _GRAVE for t in no.tellings) or any(
            sense is not None and sense.kind in _FORCES for sense in armed
        )

    def _points_back(self, no: Saying) -> bool:
        """ "Rejected the accusation", "the so-called raid": what is denied was told before."""
        if no.statement.act is Act.DENY and no.statement.frame == "responsibility":
            return True
        if no.statement.frame == "label":
            return True  # "called it baseless"
        tokens = [self._parse.tokens[i] for i in no.tokens]
        if [t.lower for t in tokens[:2]] == ["no", "such"]:
            return True
        if [t.lower for t in tokens[:1]] == ["there"] and "no" in {t.lower for t in tokens[:5]}:
            return True  # "there was no battle"
        if any(is_so_called(self._parse, i) or self._parse.tokens[i].lower in _DOUBTED for i in no.tokens):
            return True
        return no.statement.act is Act.DENY and bool(tokens) and tokens[0].lower in ("it", "that", "this")

    def _denied_field(self, no: Saying) -> ClaimField:
        fields = [claim.field for claim in no.claims]
        if fields:
            return fields[0]
        lemmas = {self._parse.tokens[i].lemma for i in no.tokens}
        if lemmas & _PART_IN_IT:
            return ClaimField.RESPONSIBILITY
        if "damage" in lemmas:
            return ClaimField.DAMAGE
        return ClaimField.OCCURRENCE


def _in_order(a: Saying, b: Saying) -> tuple[Saying, Saying]:
    return (a, b) if a.span.start <= b.span.start else (b, a)
