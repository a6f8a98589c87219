"""What kind of act a marked word tells, from its own words and those that stand beside it."""

from collections.abc import Iterator, Mapping

from sayso.merge.across.kinds import Kind, kind_of_words
from sayso.model.parse import Parse, Token
from sayso.model.spotted import Spotted
from sayso.model.tellings import Telling
from sayso.model.trees import is_verb, kids


class Kinds:
    """The kinds of act at the marked words of one report."""

    def __init__(self, spotted: Spotted, words: Mapping[str, frozenset[str]]) -> None:
        self._spotted = spotted
        self._parse: Parse = spotted.parse
        self._words = words
        self._at = {telling.token: telling for telling in spotted.tellings}

    def phrases(self, telling: Telling) -> frozenset[str]:
        """The marked words as lemmas and as written, and the head alone."""
        token = self._parse.tokens[telling.token]
        first = max(0, telling.token - 6)
        inside = [
            t for t in self._parse.tokens[first : telling.token + 7] if t.span.overlaps(telling.trigger)
        ]
        written = self._parse.quoted(telling.trigger).casefold()
        objects = [f"{token.lemma} {words}" for words in self._objects(token) if is_verb(token)]
        particles = [self._parse.tokens[i].lower for i in kids(self._parse, token.index, "prt", "advmod")]
        return frozenset(
            {
                written,
                " ".join(t.lemma for t in inside),
                token.lemma,
                token.lower,
                *(f"{token.lemma} {particle}" for particle in particles),
                *objects,
            }
        )

    def _objects(self, verb: Token) -> Iterator[str]:
        """What stands behind a verb, as heads of phrases: "fire", "into flame"."""
        for i in kids(self._parse, verb.index, "dobj", "oprd", "acomp", "attr"):
            yield self._parse.tokens[i].lemma
        for i in kids(self._parse, verb.index, "prep"):
            for j in kids(self._parse, i, "pobj"):
                yield f"{self._parse.tokens[i].lower} {self._parse.tokens[j].lemma}"

    def lemma(self, token: Token) -> str:
        """The lemma of a word; of "the one" that of the noun that it stands for."""
        model = self._model(token) if token.lower in self._words["stand_ins"] else None
        return token.lemma if model is None else model.lemma

    def kind(self, telling: Telling, phrases: frozenset[str]) -> Kind:
        """The kind of act that a word tells, `phrases` being those of it."""
        token = self._parse.tokens[telling.token]
        model = self._model(token) if token.lower in self._words["stand_ins"] else None
        if model is not None and model.index in self._at:
            other = self._at[model.index]
            return self.kind(other, self.phrases(other))
        if self._is_warning(token):
            return Kind.WARNING
        sense = None if telling.index in self._spotted.generic else telling.sense
        kind = kind_of_words(phrases, sense, self._words)
        if kind in (Kind.ACT, Kind.HARM) and self._is_of_shell(token):
            return Kind.STRIKE
        if kind is Kind.PROTEST and is_verb(token) and kids(self._parse, token.index, "dobj"):
            return Kind.VIOLENCE  # "marched the captives up the hill"
        return kind

    def _is_of_shell(self, verb: Token) -> bool:
        """ "Shells fell", "missiles came in"."""
        subjects = kids(self._parse, verb.index, "nsubj")
        return any(self._parse.tokens[i].lemma in self._words["projectiles"] for i in subjects)

    def _is_warning(self, token: Token) -> bool:
        """ "Fired in the air"."""
        for preposition in kids(self._parse, token.index, "prep"):
            for noun in kids(self._parse, preposition, "pobj"):
                if (
                    self._parse.tokens[noun].lower in self._words["overhead"]
                    and self._parse.tokens[preposition].lower in self._words["into_words"]
                ):
                    return True
        return False

    def _model(self, token: Token) -> Token | None:
        """The act noun that "the one" stands for: the last marked one before it."""
        before = [self._parse.tokens[i] for i in sorted(self._at) if i < token.index]
        nouns = [t for t in before if not is_verb(t) and t.lower not in self._words["stand_ins"]]
        return nouns[-1] if nouns else None
