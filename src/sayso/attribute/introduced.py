"""What cues introduce: surface patterns first, then the table of weights, then the rules."""

from collections.abc import Mapping, Sequence, Set

from sayso.attribute.drafts import Draft
from sayso.attribute.frames import RULED, Frames
from sayso.attribute.learned import Learned
from sayso.attribute.senses import first_words
from sayso.model.lexicon import Lexicon
from sayso.model.mentions import Mentions
from sayso.model.parse import Parse, Token
from sayso.model.statements import Act, Basis
from sayso.model.trees import kids

# What a speaker denies, threatens or promises is an act even where no clause tells it ("denied bombing it").
_OF_ACTS = frozenset({Act.DENY, Act.THREATEN, Act.PROMISE, Act.REQUEST, Act.ADMIT, Act.CONFIRM, Act.ALLEGE})
_NOBODY = frozenset({"nobody", "none", "no", "nothing", "neither"})
_UNSOURCED = 0.4  # score of a cue that may do without a source
_NAMES_IT = frozenset({"call", "describe", "term", "label", "dub"})  # "what it called a cleansing"
_GIVES_NAME = frozenset({"know", "call", "name", "dub", "identify"})  # "a commander known as Ricardo"
_DEEDS_TOO = frozenset(
    {"cite", "quote", "read", "find", "put", "figure", "count", "post"}
)  # "found the body"


def introduced(parse: Parse, mentions: Mentions, lexicon: Lexicon, acts: Set[int]) -> list[Draft]:
    """The drafts of all cues, in text order of the cues.

    Args:
        parse: The report.
        mentions: Its cues by the lexicon and by the table of weights.
        lexicon: The words; without a table of weights the rules alone speak.
        acts: Tokens that tell an act of violence or the like, which nobody says.
    """
    ruled = Frames(parse, lexicon, mentions.cues).drafts()
    if lexicon.speech is None:
        return ruled
    return _Choice(parse, mentions, lexicon, acts).of(ruled)


class _Choice:
    """Chooses for each cue between what the weights and what the rules make of it."""

    def __init__(self, parse: Parse, mentions: Mentions, lexicon: Lexicon, acts: Set[int]) -> None:
        self._parse = parse
        self._mentions = mentions
        self._lexicon = lexicon
        self._acts = acts
        self._words = first_words(lexicon) | lexicon.words["hedge_probable"]
        self._senses = {cue.token: Act(lexicon.cues[cue.sense].act) for cue in mentions.cues}

    def of(self, ruled: Sequence[Draft]) -> list[Draft]:
        """One draft for each cue."""
        table = self._lexicon.speech
        assert table is not None
        rules = {draft.cue: draft for draft in ruled}
        every = Learned(self._parse, table).drafts(self._mentions.speech)
        reasons = {draft.cue for draft in every if self._cites_a_reason(draft)}
        ruled = [draft for draft in ruled if draft.cue not in reasons and not self._says_nothing(draft)]
        learned = {draft.cue: draft for draft in every if not self._is_false(draft, rules)}
        sure = {cue.token for cue in self._mentions.speech if cue.score >= table.sure}
        sure -= {draft.cue for draft in every}
        found = [
            draft
            for draft in ruled
            if draft.frame in ("with-saying", "adverb")
            or (draft.cue not in learned and (draft.frame in RULED or draft.cue in sure))
        ]
        taken = {draft.cue for draft in found}
        for cue, draft in learned.items():
            if cue not in taken:
                self._settle(draft, rules.get(cue), learned)
                found.append(draft)
        return sorted(found, key=lambda draft: draft.cue or 0)

    def _is_false(self, draft: Draft, rules: Mapping[int | None, Draft]) -> bool:
        """Deeds, implicatives, and what nobody says: the weights know them from another field of news."""
        cue = self._parse.tokens[draft.cue or 0]
        if draft.source is not None and self._is_nobody(draft.source):
            return True
        if self._says_nothing(draft) or self._cites_a_reason(draft):
            return True
        if cue.lemma in _NAMES_IT and any(
            self._parse.tokens[i].tag == "WP" for i in kids(self._parse, cue.index)
        ):
            return True
        if draft.cue in rules:
            return False
        if draft.basis is Basis.NONE and self._is_nobodys(draft, cue):
            return True
        if cue.lemma in _DEEDS_TOO and draft.frame == "attitude":
            return True
        if draft.cue in self._acts and draft.cue not in self._senses:
            return True
        known = draft.cue in self._senses and draft.frame == "clause"
        return not known and cue.lemma in self._lexicon.words["implicatives"]

    def _is_nobodys(self, draft: Draft, cue: Token) -> bool:
        """Cues without a source that are no hearsay: names given, and verbs whose subject was not taken."""
        if draft.score < _UNSOURCED or cue.lemma not in self._words:
            return True
        if cue.dep == "acl" and cue.lemma in _GIVES_NAME:
            return True
        hedges = self._lexicon.words["hedge_probable"]
        active = cue.tag in ("VBD", "VBZ", "VBP") and bool(kids(self._parse, cue.index, "nsubj"))
        return active and cue.lemma not in hedges

    def _says_nothing(self, draft: Draft) -> bool:
        said = [self._parse.tokens[i].lower for part in draft.content for i in range(*part)]
        return said == ["nothing"]

    def _cites_a_reason(self, draft: Draft) -> bool:
        """ "Citing security concerns": nobody is cited."""
        return draft.frame == "attitude" and self._parse.tokens[draft.cue or 0].lemma == "cite"

    def _is_nobody(self, source: int) -> bool:
        """ "No group claimed", "nobody said"."""
        words = [source, *kids(self._parse, source, "det")]
        return any(self._parse.tokens[i].lower in _NOBODY for i in words)

    def _settle(self, draft: Draft, rule: Draft | None, learned: Mapping[int | None, Draft]) -> None:
        """The act and the frame of a draft, and who it shares its speaker with."""
        draft.act = rule.act if rule is not None else self._senses.get(draft.cue or 0, Act.ASSERT)
        if draft.act is Act.DENY and kids(self._parse, draft.cue or 0, "neg"):
            draft.act = Act.DECLINE
        known = draft.cue in self._senses
        if draft.frame == "attitude" and (rule is not None or (known and draft.act in _OF_ACTS)):
            draft.frame = "clause"
        if draft.frame == "passive":
            draft.act = Act.ALLEGE
        if rule is None:
            return
        if len(rule.content) > len(draft.content) and self._is_inside(rule):
            draft.content, draft.source, draft.source_range = rule.content, rule.source, None
            draft.follows, draft.basis = rule.follows, rule.basis
        if rule.via is not None:
            draft.source, draft.via, draft.source_range = rule.source, rule.via, None
            draft.follows, draft.basis = None, rule.basis
        leader = learned.get(rule.follows.cue) if rule.follows is not None else None
        if leader is not None and not _follows(leader, draft):
            draft.source, draft.source_range = None, None
            draft.follows, draft.basis = leader, Basis.SHARED_SUBJECT

    def _is_inside(self, rule: Draft) -> bool:
        """ "Fighters, an official said, burned the post": between the halves of the content."""
        first, last = rule.content[0][0], rule.content[-1][1]
        quoted = any(token.text in ('"', "“", "”") for token in self._parse.tokens[first:last])
        return (
            not quoted and rule.source is not None and rule.content[0][1] <= rule.source < rule.content[-1][0]
        )


def _follows(draft: Draft, other: Draft) -> bool:
    """Whether a draft is another, or has its speaker from it."""
    here: Draft | None = draft
    while here is not None:
        if here is other:
            return True
        here = here.follows
    return False
