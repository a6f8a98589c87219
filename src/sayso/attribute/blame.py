"""Who is said to have done an act that is told without its actor: "X was behind the attack".

Here the blame is in what is said of a party, and not in a verb of accusing that somebody
does: "the army is responsible for", "was the work of", "was attributed to", "is accused of",
"the involvement of X in". Who says so is settled with all other statements.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sayso.model.events import Modality
from sayso.model.parse import Parse, Token
from sayso.model.parties import PartyKind
from sayso.model.tellings import Resolved, Telling
from sayso.model.trees import agents, behind, conjuncts, is_noun, is_passive, kids, subtree

_VIOLENT = frozenset({"ASSAULT", "COERCE"})
_OPEN = frozenset({"may", "might", "could"})
_NOT = frozenset({"not", "n't", "n’t", "never", "no", "neither"})
_DEEDS = frozenset({"it", "this", "that", "crime", "act", "action", "deed", "death", "outrage", "violence"})
_PRONOUNS = ("PRP", "PRP$", "WP", "WDT", "DT", "EX")
_SHARES = frozenset({"involvement", "participation", "complicity"})
_FAR = 2  # sentences back to an act that "the crime" means


@dataclass(frozen=True, slots=True)
class Blamed:
    """A party is said to have done the act of a telling.

    `party` is the head token of the words for it, `cue` the word that lays the blame.
    `open_` where it is only held possible; `passive` where the cue itself is somebody's
    accusation, and nobody is named who makes it.
    """

    party: int
    cue: int
    telling: int
    open_: bool = False
    passive: bool = False


class Blames:
    """Finds who is blamed in one parse."""

    def __init__(self, parse: Parse, resolved: Resolved, words: Mapping[str, frozenset[str]]) -> None:
        self._parse = parse
        self._parties = resolved.parties
        self._words = words
        acts = [t for t in resolved.tellings if t.sense.type in _VIOLENT and t.sense.aspect != "speech"]
        self._acts = sorted(
            (t for t in acts if t.modality is Modality.OCCURRED or t.definite), key=lambda t: t.token
        )
        self._act_tokens = [t.token for t in self._acts]
        self._act_set = frozenset(self._act_tokens)
        self._accusing = {
            t.token: t for t in resolved.tellings if t.sense.type == "ACCUSE" and t.sense.group == "accuse"
        }

    def all(self) -> Iterator[Blamed]:
        """Every blame that is not denied on the spot, in text order of the cues."""
        for token in self._parse.tokens:
            for head, cue, passive in self._at(token):
                if self._is_denied(cue) or self._is_for_something_else(cue):
                    continue
                act = self._act(cue, head)
                if act is None:
                    continue
                for party in (head, *conjuncts(self._parse, head)):
                    if self._is_party(party):
                        yield Blamed(party, cue, act.index, self._is_open(cue), passive)

    def _at(self, token: Token) -> Iterator[tuple[int, int, bool]]:
        """Heads of parties that the word blames, with the cue, and whether nobody is named who does so."""
        verb = self._parse.tokens[token.head]
        if token.lower in self._words["answering"] and token.dep in (
            "acomp",
            "amod",
            "prep",
            "oprd",
            "advmod",
        ):
            yield from ((head, token.index, False) for head in self._answering(token, verb))
        elif token.lemma in self._words["implicated"] and is_passive(self._parse, token.index):
            yield from ((head, token.index, False) for head in self._patients(token.index))
        elif token.lemma in ("work", "deed", "doing") and verb.lemma == "be" and token.dep == "attr":
            yield from ((head, token.index, False) for head in behind(self._parse, token.index, "of"))
        elif token.index in self._accusing and is_passive(self._parse, token.index):
            if not agents(self._parse, token.index):
                yield from ((head, token.index, True) for head in self._charged(token))
        elif token.lemma in _SHARES and is_noun(token):
            owners = kids(self._parse, token.index, "poss") + behind(self._parse, token.index, "of", "by")
            yield from ((head, token.index, False) for head in owners)
        elif token.lemma == "participate" and token.tag.startswith("VB"):
            yield from ((head, token.index, False) for head in kids(self._parse, token.index, "nsubj"))

    def _answering(self, token: Token, verb: Token) -> list[int]:
        """ "X is responsible", "the group responsible", "hold X responsible"."""
        if verb.lemma == "be":
            return kids(self._parse, verb.index, "nsubj")
        if token.dep == "amod" and is_noun(verb) and verb.index < token.index:
            return [verb.index]
        if verb.lemma in ("hold", "consider", "make"):
            return kids(self._parse, verb.index, "dobj", "nsubjpass", "nsubj")[-1:]
        return kids(self._parse, token.index, "nsubj")  # "hold [the army responsible]" read as a clause

    def _patients(self, verb: int) -> list[int]:
        token = self._parse.tokens[verb]
        if token.dep in ("acl", "relcl"):
            return [token.head]
        return kids(self._parse, verb, "nsubjpass")

    def _charged(self, token: Token) -> list[int]:
        """Whom a passive accusation is against: its subject, or behind "on" and "to"."""
        if token.lemma in ("attribute", "ascribe", "pin"):
            return behind(self._parse, token.index, "to", "on")
        return behind(self._parse, token.index, "on") or self._patients(token.index)

    def _act(self, cue: int, party: int) -> Telling | None:
        """The act that the blame is for: in the same sentence, behind the cue first, or told just before."""
        sentence = self._parse.tokens[cue].sentence
        at = bisect_left(self._act_tokens, cue)
        for act in self._acts[at : at + 3]:
            if act.sentence == sentence and act.token not in (cue, party):
                return act
        before = self._acts[at - 1] if at else None
        return before if before is not None and sentence - before.sentence <= _FAR else None

    def _is_denied(self, cue: int) -> bool:
        around = [cue, self._parse.tokens[cue].head]
        below = [i for index in around for i in kids(self._parse, index, "neg", "det", "preconj")]
        return any(self._parse.tokens[i].lower in _NOT for i in below)

    def _is_for_something_else(self, cue: int) -> bool:
        """ "Responsible for the roads": what it is for is no act, and no word for one."""
        things = behind(self._parse, cue, "for", "in")
        if not things or self._parse.tokens[cue].lower not in self._words["answering"]:
            return False
        return not any(
            self._parse.tokens[thing].lemma in self._words["anaphora"] | _DEEDS
            or not self._act_set.isdisjoint(subtree(self._parse, thing))
            for thing in things
        )

    def _is_open(self, cue: int) -> bool:
        around = [cue, self._parse.tokens[cue].head]
        below = [self._parse.tokens[i].lower for index in around for i in self._parse.children[index]]
        return bool(set(below) & (_OPEN | self._words["open_actor"]))

    def _is_party(self, head: int) -> bool:
        """Whether somebody is named: a storm that is blamed for deaths is nobody."""
        known = self._parties.get(head)
        return known is not None and known.value.kind is not PartyKind.OBJECT and not self._is_nobody(head)

    def _is_nobody(self, head: int) -> bool:
        """Pronouns, whose turn is another's, and "nobody", "no group"."""
        token = self._parse.tokens[head]
        none = any(self._parse.tokens[i].lower in _NOT for i in kids(self._parse, head, "det"))
        return none or token.tag in _PRONOUNS or token.lower in ("nobody", "none", "one")
