"""Words that tell an event, each with the sense that its surroundings allow."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.find.classes import ARMED_BRANCHES, Classes
from sayso.model.lexicon import Lexicon, TriggerSense
from sayso.model.mentions import PlaceMention, Trigger, WeaponMention
from sayso.model.parse import Parse, Token, UnitKind
from sayso.model.spans import Span
from sayso.model.trees import agents, ancestors, behind, is_name, is_noun, is_verb, kids, noun_phrase

_PROTEST = frozenset({"protesters"})
_CROWDS = frozenset({"protesters", "civilians"})
_GROUND = frozenset({"@ground", "@place"})
# Prepositions that belong to the verb wherever they stand: "fired from the roof at the crowd".
_AIMS = frozenset({"at", "on", "upon", "into"})
_PEOPLE = frozenset({"@person"})
Senses = Mapping[str, Sequence[tuple[int, TriggerSense]]]


@dataclass(frozen=True, slots=True)
class TriggerWords:
    """A lexicon with its senses and their numbers by first word, the one to try first in front."""

    lexicon: Lexicon
    verbs: Senses
    nouns: Senses


def trigger_words(lexicon: Lexicon) -> TriggerWords:
    """What `triggers` looks words up in: longest phrases first, then senses that ask for something."""
    verbs: dict[str, list[tuple[int, TriggerSense]]] = defaultdict(list)
    nouns: dict[str, list[tuple[int, TriggerSense]]] = defaultdict(list)
    for number, sense in enumerate(lexicon.triggers):
        (verbs if sense.pos == "verb" else nouns)[sense.words[0]].append((number, sense))
    for table in (verbs, nouns):
        for senses in table.values():
            senses.sort(key=lambda item: (-len(item[1].words), -bool(item[1].needs), item[0]))
    return TriggerWords(lexicon, dict(verbs), dict(nouns))


def triggers(
    parse: Parse, words: TriggerWords, weapons: Iterable[WeaponMention], places: Iterable[PlaceMention]
) -> Iterator[Trigger]:
    """Every word or phrase of `parse` that tells an event, in text order.

    One trigger per place: the longest phrase, then the sense that asks for most.
    """
    finder = _Finder(parse, words.lexicon, Classes(parse, words.lexicon, weapons, places))
    taken = -1
    for token in parse.tokens:
        if token.index <= taken or parse.units[token.unit].kind is UnitKind.FURNITURE:
            continue
        best = finder.verb(token, words.verbs) or finder.noun(token, words.nouns)
        if best is not None:
            last, number = best
            sense = words.lexicon.triggers[number]
            head = _noun_head(token.index, sense) if sense.pos == "noun" else token.index
            yield Trigger(head, finder.span(token.index, last), number)
            taken = last


class _Finder:
    """Matches senses at tokens of one parse."""

    def __init__(self, parse: Parse, lexicon: Lexicon, classes: Classes) -> None:
        self._parse = parse
        self._needs = _Needs(parse, lexicon, classes)
        self._headline_verbs = set(_headline_verbs(parse))

    def span(self, first: int, last: int) -> Span:
        """The characters from token `first` to token `last`, both included."""
        return Span(self._parse.tokens[first].span.start, self._parse.tokens[last].span.end)

    def verb(self, token: Token, table: Senses) -> tuple[int, int] | None:
        """The last token and number of the verb sense told here, or None."""
        if not is_verb(token) and token.index not in self._headline_verbs:
            return None
        modifier = token.dep in ("amod", "compound") and token.tag in ("VBN", "VBG")
        noun = token.tag == "VBN" and bool(kids(self._parse, token.index, "det"))  # "the wounded"
        if (modifier or noun or token.dep in ("aux", "auxpass")) and token.index not in self._headline_verbs:
            return None
        for number, sense in table.get(token.lemma, ()):
            last = self._verb_phrase(token, sense.words)
            if last is not None and self._needs.met(token.index, sense):
                return last, number
        return None

    def _verb_phrase(self, token: Token, words: Sequence[str]) -> int | None:
        """The index of the phrase's last token; a particle may stand behind the object."""
        if len(words) == 1:
            return token.index
        last = token.index + len(words) - 1
        if last < len(self._parse.tokens):
            following = self._parse.tokens[token.index + 1 : last + 1]
            if all(w in (t.lemma, t.lower) for w, t in zip(words[1:], following, strict=True)):
                return last
        later = self._later(token, words[1:])
        if len(words) > 2 and later is not None:
            return later
        if len(words) == 2:
            particles = kids(self._parse, token.index, "prt", "advmod", "acomp", "oprd")
            taken = (
                [*particles, *kids(self._parse, token.index, "dobj")] if words[1] == "hostage" else particles
            )
            if words[1] in _AIMS and not kids(self._parse, token.index, "dobj"):
                taken = [*taken, *kids(self._parse, token.index, "prep")]
            if any(self._parse.tokens[i].lower == words[1] for i in taken):
                return token.index
        return None

    def _later(self, token: Token, words: Sequence[str]) -> int | None:
        """Where the rest of a phrase stands a few words on: "set the archive on fire"."""
        sentence = self._parse.sentences[token.sentence]
        for first in range(token.index + 1, min(token.index + 6, sentence.last - len(words) + 1)):
            here = self._parse.tokens[first : first + len(words)]
            if all(word in (t.lemma, t.lower) for word, t in zip(words, here, strict=True)):
                return (
                    token.index
                    if any(above == token.index for above in ancestors(self._parse, first))
                    else None
                )
        return None

    def noun(self, token: Token, table: Senses) -> tuple[int, int] | None:
        """The last token and number of the noun sense told here, or None."""
        for number, sense in table.get(token.lemma, ()):
            last = token.index + len(sense.words) - 1
            if last >= len(self._parse.tokens):
                continue
            following = self._parse.tokens[token.index + 1 : last + 1]
            if not all(w in (t.lemma, t.lower) for w, t in zip(sense.words[1:], following, strict=True)):
                continue
            head = _noun_head(token.index, sense)
            if self._is_act(self._parse.tokens[head]) and self._needs.met(head, sense):
                return last, number
        return None

    def _is_act(self, token: Token) -> bool:
        """Whether the noun stands for an act, and is not part of a name or of another noun."""
        if not is_noun(token) and token.tag != "VBG":
            return False
        if token.dep in ("compound", "nmod", "amod") and token.head > token.index:
            return False
        if token.tag in ("NNP", "NNPS"):
            return self._parse.units[token.unit].kind is UnitKind.HEADLINE
        return True


class _Needs:
    """Answers whether the words around a trigger are those that a sense asks for."""

    def __init__(self, parse: Parse, lexicon: Lexicon, classes: Classes) -> None:
        self._parse = parse
        self._lexicon = lexicon
        self._classes = classes
        # Needs that are no class of a complement; the first of them that a sense has decides alone.
        self._special: Mapping[str, Callable[[int], bool]] = {
            "@subject-shell": lambda head: self._any_is(self._subjects(head), frozenset({"@subject-shell"})),
            "@made": self._is_made,
            "@rioter": lambda head: self._subject_is(head, _PROTEST),
            "@protester": lambda head: self._subject_is(head, _PROTEST),
            "@intransitive": lambda head: not kids(parse, head, "dobj", "ccomp"),
            "@undertaking": self._is_undertaking,
            "@asks": self._is_asking,
            "@taken": self._is_taken,
            "@force-takes": self._takes_a_name,
            "@demonstrator": self._demonstrates,
            "@negated": lambda head: bool(kids(parse, head, "neg")),
            "@force-talk": self._talks_of_force,
            "@ground-subject": lambda head: self._any_is(self._subjects(head), _GROUND),
        }

    def met(self, head: int, sense: TriggerSense) -> bool:
        """Whether the trigger at `head` may have the sense."""
        if self._is_excluded(head, sense):
            return False
        if not sense.needs:
            return True
        for need, holds in self._special.items():
            if need in sense.needs:
                return holds(head)
        if "@armed-subject" in sense.needs and self._subject_is(head, ARMED_BRANCHES):
            return True
        if "@armed-name" in sense.needs and any(is_name(self._parse.tokens[i]) for i in self._subjects(head)):
            return True
        return self._any_is(self._needed(head, sense), sense.needs)

    def _is_excluded(self, head: int, sense: TriggerSense) -> bool:
        """Whether nature does it, a word of `never` is there, or the preposition only dates."""
        if sense.pos == "verb" and self._any_is(self._subjects(head), self._lexicon.words["nature"]):
            return True
        if sense.words == ("leave",) and self._leaves_hurt(head):
            return True
        never = sense.never
        if never and self._subject_is(head, ARMED_BRANCHES):
            never -= self._lexicon.words["trade_or_ground"]
        if never and self._any_is([*self._complements(head, sense), *self._own(head, sense)], never):
            return True
        return sense.words[-1] in ("on", "at", "upon") and self._is_when(head)

    def _leaves_hurt(self, verb: int) -> bool:
        """ "Left ten people dead", "left dozens wounded": nobody went."""
        hurt = [i for i in kids(self._parse, verb, "advcl") if self._parse.tokens[i].tag == "VBN"]
        return bool(hurt or kids(self._parse, verb, "oprd", "acomp"))

    def _complements(self, head: int, sense: TriggerSense) -> list[int]:
        found = self._classes.complements(head)
        if sense.subject in ("weapon", "target") or sense.pos == "noun":
            found = [*found, *self._subjects(head)]
        return found

    def _needed(self, head: int, sense: TriggerSense) -> list[int]:
        """Heads of the phrases that may be what the sense needs."""
        if "@mine" in sense.needs:
            upon = behind(self._parse, head, *sense.words[1:]) if len(sense.words) > 1 else []
            return [*self._classes.direct(head), *upon]
        who_or_where = sense.object == "place" or bool(sense.needs & {"@person", "@party"})
        if who_or_where and sense.pos == "verb" and len(sense.words) == 1:
            return self._classes.direct(head)
        found = [*self._complements(head, sense), *self._own(head, sense)]
        # "A Syrian regime Su-22": the parser takes the name of the aircraft for an apposition.
        return [*found, *(i for above in found for i in kids(self._parse, above, "appos"))]

    def _own(self, head: int, sense: TriggerSense) -> list[int]:
        """The words in front of an act noun; a verb has none."""
        return noun_phrase(self._parse, head)[:-1] if sense.pos == "noun" else []

    def _any_is(self, heads: Iterable[int], wanted: frozenset[str]) -> bool:
        return any(self._classes.is_one_of(head, wanted) for head in heads)

    def _is_asking(self, verb: int) -> bool:
        """ "Asked him to leave", "asked Paris for weapons"."""
        asked = kids(self._parse, verb, "dobj", "nsubjpass")
        return bool(asked) and bool(
            kids(self._parse, verb, "xcomp", "ccomp") or behind(self._parse, verb, "for")
        )

    def _is_taken(self, verb: int) -> bool:
        """ "Pupils were taken from a school", "taken by gunmen": not to hospital, and not ill."""
        who = kids(self._parse, verb, "nsubjpass")
        gone = behind(self._parse, verb, "from") or agents(self._parse, verb)
        return (
            self._any_is(who, _PEOPLE)
            and bool(gone)
            and not behind(self._parse, verb, "to")
            and not kids(self._parse, verb, "prt")
        )

    def _takes_a_name(self, verb: int) -> bool:
        """ "Our forces have taken Nyabibwe": soldiers take places, also those that no table has."""
        taken = kids(self._parse, verb, "dobj")
        return self._subject_is(verb, ARMED_BRANCHES) and any(
            is_name(self._parse.tokens[i]) and not kids(self._parse, i, "det", "poss") for i in taken
        )

    def _demonstrates(self, verb: int) -> bool:
        """People who gather, where the sentence says what for: "gathered to demand", "in protest"."""
        if not self._subject_is(verb, _CROWDS):
            return False
        sentence = self._parse.sentences[self._parse.tokens[verb].sentence]
        after = self._parse.tokens[sentence.first : sentence.last]
        return any(token.lemma in self._lexicon.words["protest_talk"] for token in after)

    def _is_undertaking(self, verb: int) -> bool:
        return bool(kids(self._parse, verb, "xcomp")) or any(
            self._parse.tokens[i].lower in ("to", "on", "with") for i in kids(self._parse, verb, "prep")
        )

    def _subjects(self, verb: int) -> list[int]:
        """Its subjects; of a verb joined to another ("fired and fled") that one's."""
        own = kids(self._parse, verb, "nsubj", "nsubjpass")
        token = self._parse.tokens[verb]
        if own or token.dep != "conj" or not is_verb(self._parse.tokens[token.head]):
            return own
        return kids(self._parse, token.head, "nsubj", "nsubjpass")

    def _subject_is(self, verb: int, branches: frozenset[str]) -> bool:
        for subject in self._subjects(verb):
            for head in self._classes.opened(subject):
                sense = self._lexicon.people.get(self._parse.tokens[head].lemma)
                if sense is not None and sense.branch in branches:
                    return True
        return False

    def _is_when(self, verb: int) -> bool:
        """ "Was fired on Tuesday", "fired at dawn": the preposition dates, and aims at nobody."""
        objects = behind(self._parse, verb)
        if not objects:
            return False
        word, known = self._parse.tokens[objects[0]].lower, self._lexicon
        return word in known.weekdays or word in known.months or word in known.words["hours"]

    def _is_made(self, noun: int) -> bool:
        token = self._parse.tokens[noun]
        head = self._parse.tokens[token.head]
        return token.dep in ("dobj", "nsubjpass", "conj") and head.lemma in self._lexicon.words["made"]

    def _talks_of_force(self, verb: int) -> bool:
        sentence = self._parse.sentences[self._parse.tokens[verb].sentence]
        after = self._parse.tokens[verb + 1 : sentence.last]
        return any(token.lemma in self._lexicon.words["force_talk"] for token in after)


def _noun_head(first: int, sense: TriggerSense) -> int:
    """The last word of "suicide bombing", the first of "show of force"."""
    if "of" in sense.words:
        return first + sense.words.index("of") - 1
    return first + len(sense.words) - 1


def _headline_verbs(parse: Parse) -> Iterator[int]:
    """Tokens of a headline that has no verb by the tagger and may be its verb ("US shoots down ...")."""
    for unit in parse.units:
        if unit.kind is not UnitKind.HEADLINE:
            continue
        for sentence in parse.sentences[unit.first : unit.last]:
            tokens = parse.tokens[sentence.first : sentence.last]
            if any(is_verb(token) and token.dep not in ("amod", "acl") for token in tokens):
                continue
            for token in tokens[1:]:
                if (
                    is_noun(token)
                    and token.lower.endswith("s")
                    and not any(above == token.index - 1 for above in ancestors(parse, token.index))
                ):
                    yield token.index
