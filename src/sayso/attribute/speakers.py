"""Who the source of a statement is, and on what basis that is known."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.attribute.drafts import Draft
from sayso.attribute.earlier import Earlier
from sayso.model.events import PartyRef
from sayso.model.lexicon import Lexicon
from sayso.model.parse import Parse, Token
from sayso.model.parties import PartyKind
from sayso.model.spans import Fact, Span
from sayso.model.statements import Basis, Source
from sayso.model.tellings import Resolved
from sayso.model.trees import agents, behind, is_name, is_noun, kids, noun_phrase, span_of

# A thing speaks only through these verbs ("a letter said", "the report found").
_THINGS_SAY = frozenset(
    {"say", "read", "state", "report", "show", "find", "describe", "add", "quote", "claim", "accuse"}
    | {"according", "allege", "note", "warn", "announce", "confirm", "declare", "call", "cite", "reveal"}
)
_ISSUED = frozenset({"issue", "sign", "release", "publish", "write", "send", "post", "record", "make"})
_PRONOUNS = frozenset({"he", "she", "they", "it", "him", "her", "them"})
_DOERS = ("er", "or", "ist", "man", "woman", "ian")
_PAPERS_DEEP = 5
_CALLED = frozenset({"know", "call", "name", "identify", "give"})
_DEFINITE = frozenset({"the", "this", "that"})


class Speakers:
    """Settles the sources of the drafts of one report, in text order.

    Args:
        parse: The parsed report.
        resolved: Who each phrase ends at.
        lexicon: Words for people and papers.
        found: The drafts: each source is one that later pronouns and descriptions may mean.
    """

    def __init__(
        self, parse: Parse, resolved: Resolved, lexicon: Lexicon, found: Sequence[Draft] = ()
    ) -> None:
        self._parse = parse
        self._found = found
        self._papers = lexicon.words["documents"] | lexicon.words["papers"]
        self._bodies = lexicon.words["bodies_that_speak"]
        self._persons = lexicon.words["persons_that_speak"]
        self._not_doers = lexicon.words["not_doers"] | self._papers
        self._goes_on = lexicon.words["goes_on"]
        self._people = lexicon.people
        self._resolved = resolved
        self._earlier = Earlier(parse, resolved.parties, lexicon)
        self._settled: dict[int, tuple[Source, Basis]] = {}
        cues = {d.source: d.cue for d in found if d.source is not None}
        for head in sorted({*cues, *(head for d in found for head in d.chain)}):
            cue = cues.get(head)
            self._settled[head] = self._named(head, cue)
            if head in cues:
                self._earlier.spoke(head, self._settled[head][0].party)

    def source(self, draft: Draft) -> tuple[Source | None, Basis]:
        """Who speaks in `draft`, and how that is known; (None, NONE) where the text names nobody."""
        if draft.basis is Basis.NONE:
            return None, Basis.NONE
        speaker = self._speaking(draft)
        if speaker is None or speaker.basis is Basis.NONE or speaker.source is None:
            return None, Basis.NONE
        source, basis = self._settled.get(speaker.source) or self._named(speaker.source, speaker.cue)
        return source, basis if speaker is draft else Basis.SHARED_SUBJECT

    def _speaking(self, draft: Draft) -> Draft | None:
        """The draft that names who speaks in this one: itself, or the one whose speaker it shares."""
        seen: set[int] = set()
        here: Draft | None = draft
        while here is not None and here.source is None and id(here) not in seen:
            seen.add(id(here))
            free = here.frame == "quotation" and here.follows is not None
            here = self._outermost(here.follows) if free and here.follows is not None else here.follows
        return here

    def _outermost(self, draft: Draft) -> Draft:
        """Who goes on after a quotation is who said all of it, not somebody that is quoted in it."""
        at = draft.cue
        around = [] if at is None else [one for one in self._found if one is not draft and one.covers(at)]
        around = [one for one in around if one.source is not None]
        return max(around, key=lambda one: sum(b - a for a, b in one.content)) if around else draft

    def chain(self, draft: Draft) -> tuple[Source, ...]:
        """Who relays what is said in `draft`, outermost first."""
        speaker = draft if draft.chain else self._speaking(draft) or draft
        return tuple((self._settled.get(head) or self._named(head, None))[0] for head in speaker.chain)

    def can_speak(self, draft: Draft) -> bool:
        """False for things that are made the subject of a verb of thinking or saying."""
        if draft.source is None or not self._is_thing(draft.source):
            return True
        thing = self._parse.tokens[draft.source].lemma in self._papers
        return thing and draft.cue is not None and self._parse.tokens[draft.cue].lemma in _THINGS_SAY

    def is_somebody(self, head: int) -> bool:
        """Whether a phrase that is cited is somebody, or a paper: "citing security concerns" cites none."""
        token = self._parse.tokens[head]
        return not self._is_thing(head) or token.lemma in self._papers

    def is_party(self, head: int) -> bool:
        """Whether a phrase is known for somebody: a party, a person, a capital, a pronoun for one."""
        known = head in self._resolved.parties or head in self._resolved.metonyms
        living = (
            self._living(head) is not None or self._people.get(self._parse.tokens[head].lemma) is not None
        )
        pronoun = self._parse.tokens[head].lower in ("he", "she", "they", "we", "i")
        return pronoun or ((known or living) and not self._is_thing(head))

    def has_name(self, head: int | None) -> bool:
        """Whether there is a name in a phrase: "the Manuel Rojas front" is no weather."""
        words = [] if head is None else noun_phrase(self._parse, head)
        return any(is_name(self._parse.tokens[i]) for i in words)

    def is_medium(self, head: int) -> bool:
        """Whether a phrase names an outlet or agency."""
        if not is_noun(self._parse.tokens[head]):
            return False
        fact = self._resolved.parties.get(head)
        if fact is not None and fact.value.kind is PartyKind.MEDIA:
            return True
        sense = self._people.get(self._parse.tokens[head].lemma)
        return sense is not None and sense.branch == "media" and (fact is None or fact.value.party is None)

    def may_end_headline(self, head: int) -> bool:
        """Whether a phrase behind a headline is its source: a body, an office, a capital, a paper."""
        return self.may_open_headline(head) or head in self._resolved.metonyms or self._is_state(head)

    def may_open_headline(self, head: int) -> bool:
        """Whether a phrase in front of a headline is its source, and not its place or topic."""
        token = self._parse.tokens[head]
        fact = self._resolved.parties.get(head)
        sense = self._people.get(token.lemma)
        paper = token.lemma in ("report", "statement", "study", "memo")
        if fact is None or self._is_thing(head) or self._is_state(head):
            return False
        return paper or fact.value.party is not None or (sense is not None and sense.branch != "craft")

    def _is_state(self, head: int) -> bool:
        fact = self._resolved.parties.get(head)
        return fact is not None and fact.value.kind is PartyKind.STATE and fact.value.party is not None

    def _is_thing(self, head: int) -> bool:
        fact = self._resolved.parties.get(head)
        thing = fact is not None and fact.value.kind is PartyKind.OBJECT
        return thing and self._living(head) is None and self._alias(head) is None

    def _living(self, head: int) -> PartyKind | None:
        """What a noun in no table of people is: a person ("negotiator"), a body ("office"), or None."""
        token = self._parse.tokens[head]
        if is_name(token) and token.lower not in self._bodies:
            return None
        if token.lemma in self._bodies:
            return PartyKind.ORGANIZATION
        doer = token.lemma.endswith(_DOERS) and token.lemma not in self._not_doers
        return PartyKind.UNNAMED if doer or token.lemma in self._persons else None

    # -- one phrase --------------------------------------------------------------------------

    def _named(self, head: int, cue: int | None) -> tuple[Source, Basis]:
        token = self._parse.tokens[head]
        phrase = noun_phrase(self._parse, head)
        own = self._behind_dash(phrase)
        span = span_of(self._parse, own)
        if len(own) < len(phrase):  # a headline's source, parsed as one phrase with what is said
            sense = self._people.get(token.lemma)
            kind = PartyKind(sense.kind) if sense is not None else PartyKind.UNNAMED
            return Source(PartyRef(span.of(self._parse.text), kind), span), Basis.EXPLICIT
        metonym = self._metonym(head)
        if metonym is not None:
            return metonym, Basis.METONYM
        if token.tag in ("PRP", "WP", "WDT"):
            ref, basis = self._pronoun(token, cue)
        else:
            ref, basis = self._noun(self._issuer(head))
        return Source(ref, span), basis

    def _metonym(self, head: int) -> Source | None:
        """A capital for its government, a people for its state: "Damascus", "the Americans"."""
        fact = self._resolved.parties.get(head)
        if fact is not None and fact.value.party is not None:
            return None
        voice = self._resolved.voices.get(head)
        people = voice if voice is not None and voice.rule == "people" else None
        found = self._resolved.metonyms.get(head) or people
        return None if found is None else Source(found.value, found.evidence[0])

    def _noun(self, head: int) -> tuple[PartyRef, Basis]:
        """Whom a noun or name ends at: a name beside it, somebody told before, a body, its own words."""
        token = self._parse.tokens[head]
        fact = self._resolved.parties.get(head)
        if self._metonym(head) is not None:  # "Pyongyang's statement"
            return self._resolved.metonyms[head].value, Basis.METONYM
        alias = self._alias(head) if fact is not None and self._is_one_of(token, fact.value) else None
        if alias is not None:
            return alias, Basis.EXPLICIT
        if fact is None or self._is_description(fact.value):
            described = self._described(token, fact)
            if described is not None:
                return described
        if fact is None:
            return PartyRef(token.text, PartyKind.UNNAMED), Basis.EXPLICIT
        if fact.value.kind is PartyKind.OBJECT:
            return replace(fact.value, kind=self._living(head) or PartyKind.UNNAMED), Basis.EXPLICIT
        return fact.value, Basis.EXPLICIT

    def _behind_dash(self, phrase: list[int]) -> list[int]:
        """The tokens behind the last dash that stands alone: "police" in "12 killed in raid - police"."""
        text = self._parse.text
        for place in range(len(phrase) - 2, 0, -1):
            span = self._parse.tokens[phrase[place]].span
            blanks = text[span.start - 1 : span.start].isspace() and text[span.end : span.end + 1].isspace()
            if blanks and span.of(text) in ("-", "–", "—", "--"):
                return phrase[place + 1 :]
        return phrase

    def _is_one_of(self, token: Token, ref: PartyRef) -> bool:
        """ "A Hamas commander", one person of a party: his name goes before it."""
        return ref.party is not None and ref.kind is not PartyKind.PERSON and self._earlier.is_human(token)

    def _is_description(self, ref: PartyRef) -> bool:
        """Whether a phrase says what somebody is, and not who."""
        office = ref.kind is PartyKind.UNNAMED
        return office or (ref.party is None and ref.kind is not PartyKind.PERSON)

    def _described(self, token: Token, fact: Fact[PartyRef] | None) -> tuple[PartyRef, Basis] | None:
        """Who is described: by a name beside, as told before, or the body that he speaks for."""
        alias = self._alias(token.index)
        if alias is not None:
            return alias, Basis.EXPLICIT
        earlier = self._earlier.description(token.index) if self._points_back(token) else None
        if earlier is not None and (fact is None or earlier != fact.value):
            return earlier, Basis.COREFERENCE
        body = self._resolved.voices.get(token.index)
        return (body.value, Basis.EXPLICIT) if body is not None else None

    def _alias(self, head: int) -> PartyRef | None:
        """ "A commander known as Ricardo", "its negotiator, Ali Sabri": the name beside an office."""
        for name in kids(self._parse, head, "appos"):
            fact = self._resolved.parties.get(name)
            if fact is not None and fact.value.kind is PartyKind.PERSON and is_name(self._parse.tokens[name]):
                return fact.value if fact.value.party is not None else self._person(name)
        for verb in kids(self._parse, head, "acl", "relcl"):
            words = self._parse.tokens[verb]
            if words.lemma in _CALLED:
                for name in (*behind(self._parse, verb, "as"), *kids(self._parse, verb, "oprd", "attr")):
                    if is_name(self._parse.tokens[name]):
                        return self._person(name)
        return None

    def _person(self, head: int) -> PartyRef:
        """A person by the whole name, of which the parser may have cut off what follows a hyphen."""
        span, last = span_of(self._parse, noun_phrase(self._parse, head)), head + 1
        while last < len(self._parse.tokens) and self._parse.tokens[last].span.start == span.end:
            token = self._parse.tokens[last]
            if not (is_name(token) or token.lower == "-"):
                break
            span, last = Span(span.start, token.span.end), last + 1
        return PartyRef(span.of(self._parse.text), PartyKind.PERSON)

    def _pronoun(self, token: Token, cue: int | None) -> tuple[PartyRef, Basis]:
        fact = self._resolved.parties.get(token.index)
        if token.lower not in _PRONOUNS and fact is not None:
            return fact.value, Basis.COREFERENCE
        goes_on = cue is not None and self._parse.tokens[cue].lemma in self._goes_on
        told = self._body_of(fact.value, token.index) if fact is not None else None
        near = self._earlier.subject(token.index) if token.lower in ("he", "she") else None
        if near is not None and near not in self._settled:
            told = self._noun(near)[0]
        meant = self._earlier.pronoun(token.index, told, goes_on=goes_on)
        if meant is not None:
            return meant, Basis.COREFERENCE
        kind = PartyKind.PERSON if token.lower in ("he", "she") else PartyKind.UNNAMED
        return PartyRef(token.text, kind), Basis.EXPLICIT

    def _body_of(self, ref: PartyRef, before: int) -> PartyRef:
        """For whom somebody without a name speaks, where a pronoun points at him and no source."""
        at = self._earlier.last_mention(ref, before) if ref.party is None else None
        body = self._resolved.voices.get(at) if at is not None else None
        return body.value if body is not None else ref

    def _points_back(self, token: Token) -> bool:
        """ "The minister", "the group", and "spokesman" at the start of a clause without an article."""
        if is_name(token) and self._people.get(token.lemma) is None:
            return False
        determiners = {self._parse.tokens[i].lower for i in kids(self._parse, token.index, "det")}
        return bool(determiners & _DEFINITE)

    def _issuer(self, head: int) -> int:
        """Whose paper it is: "the ministry's statement", "a statement by the army", "an Amnesty report".

        The noun itself where it is no paper, or nobody's.
        """
        for _ in range(_PAPERS_DEEP):
            if self._parse.tokens[head].lemma not in self._papers:
                break
            owner = next(self._owners(head), None)
            if owner is None:
                break
            head = owner
        return head

    def _owners(self, paper: int) -> Iterator[int]:
        owners = kids(self._parse, paper, "poss") + behind(self._parse, paper, "by", "from", "of")
        for verb in kids(self._parse, paper, "acl"):
            if self._parse.tokens[verb].lemma in _ISSUED:
                owners += [*agents(self._parse, verb), *behind(self._parse, verb, "by")]
        owners += [i for i in kids(self._parse, paper, "compound", "nmod", "amod") if self._is_issuer(i)]
        return (i for i in owners if is_noun(self._parse.tokens[i]) or self._parse.tokens[i].tag == "PRP$")

    def _is_issuer(self, index: int) -> bool:
        """Whether a word in front of "statement" or "report" is a body: "an army statement"."""
        sense = self._people.get(self._parse.tokens[index].lemma)
        return sense is not None and sense.branch not in ("witnesses", "craft", "civilians")
