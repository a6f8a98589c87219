"""Words that tell an event, each with the sense that its surroundings allow."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sayso.find.classes import ARMED_BRANCHES, Classes
from sayso.model.lexicon import Lexicon, TriggerSense
from sayso.model.mentions import PlaceMention, Trigger, WeaponMention
from sayso.model.parse import Parse, Token, UnitKind
from sayso.model.spans import Span
from sayso.model.trees import ancestors, is_noun, is_verb, kids, noun_phrase

_PROTEST = frozenset({"protesters"})
Senses = dict[str, list[tuple[int, TriggerSense]]]


def triggers(
    parse: Parse, lexicon: Lexicon, weapons: Iterable[WeaponMention], places: Iterable[PlaceMention]
) -> Iterator[Trigger]:
    """Every word or phrase of `parse` that tells an event, in text order.

    One trigger per place: the longest phrase, then the sense that asks for most.
    """
    verbs, nouns = _index(lexicon)
    classes = Classes(parse, lexicon, weapons, places)
    finder = _Finder(parse, lexicon, classes)
    taken = -1
    for token in parse.tokens:
        if token.index <= taken or parse.units[token.unit].kind is UnitKind.FURNITURE:
            continue
        best = finder.verb(token, verbs) or finder.noun(token, nouns)
        if best is not None:
            last, number = best
            sense = lexicon.triggers[number]
            head = _noun_head(token.index, sense) if sense.pos == "noun" else token.index
            yield Trigger(head, finder.span(token.index, last), number)
            taken = last


def _index(lexicon: Lexicon) -> tuple[Senses, Senses]:
    verbs: Senses = defaultdict(list)
    nouns: Senses = defaultdict(list)
    for number, sense in enumerate(lexicon.triggers):
        (verbs if sense.pos == "verb" else nouns)[sense.words[0]].append((number, sense))
    for table in (verbs, nouns):
        for senses in table.values():
            senses.sort(key=lambda item: (-len(item[1].words), -bool(item[1].needs), item[0]))
    return verbs, nouns


class _Finder:
    """Matches senses at tokens of one parse."""

    def __init__(self, parse: Parse, lexicon: Lexicon, classes: Classes) -> None:
        self._parse = parse
        self._lexicon = lexicon
        self._classes = classes
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
            if last is not None and self._allowed(token.index, sense):
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
            if self._is_act(self._parse.tokens[head]) and self._allowed(head, sense):
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

    def _allowed(self, head: int, sense: TriggerSense) -> bool:
        complements = self._classes.complements(head)
        if sense.subject in ("weapon", "target") or sense.pos == "noun":
            complements = [*complements, *self._subjects(head)]
        own = noun_phrase(self._parse, head)[:-1] if sense.pos == "noun" else []
        if sense.pos == "verb" and any(
            self._classes.is_one_of(i, self._lexicon.words["nature"]) for i in self._subjects(head)
        ):
            return False
        if sense.never and any(self._classes.is_one_of(i, sense.never) for i in (*complements, *own)):
            return False
        if sense.words[-1] in ("on", "at", "upon") and self._is_when(head):
            return False
        if not sense.needs:
            return True
        of_people = bool(sense.needs & {"@person", "@party"})
        if (sense.object == "place" or of_people) and sense.pos == "verb" and len(sense.words) == 1:
            complements = self._classes.direct(head)
        if sense.pos == "noun":
            complements = [*complements, *own]
        if "@mine" in sense.needs:
            complements = self._classes.direct(head)
        if "@subject-shell" in sense.needs:
            return any(self._classes.is_one_of(i, sense.needs) for i in self._subjects(head))
        if "@made" in sense.needs:
            return self._is_made(head)
        if sense.needs & {"@rioter", "@protester"}:
            return self._subject_is(head, _PROTEST)
        if "@intransitive" in sense.needs:
            return not kids(self._parse, head, "dobj", "ccomp")
        if "@undertaking" in sense.needs:
            return bool(kids(self._parse, head, "xcomp")) or any(
                self._parse.tokens[i].lower in ("to", "on", "with") for i in kids(self._parse, head, "prep")
            )
        if "@asks" in sense.needs:
            return bool(kids(self._parse, head, "dobj") and kids(self._parse, head, "xcomp", "ccomp"))
        if "@negated" in sense.needs:
            return bool(kids(self._parse, head, "neg"))
        if "@force-talk" in sense.needs:
            return self._talks_of_force(head)
        if "@ground-subject" in sense.needs:
            ground = frozenset({"@ground", "@place"})
            return any(self._classes.is_one_of(i, ground) for i in self._subjects(head))
        if "@armed-subject" in sense.needs and self._subject_is(head, ARMED_BRANCHES):
            return True
        return any(self._classes.is_one_of(i, sense.needs) for i in complements)

    def _subjects(self, verb: int) -> list[int]:
        return kids(self._parse, verb, "nsubj", "nsubjpass")

    def _subject_is(self, verb: int, branches: frozenset[str]) -> bool:
        for subject in self._subjects(verb):
            for head in self._classes.opened(subject):
                sense = self._lexicon.people.get(self._parse.tokens[head].lemma)
                if sense is not None and sense.branch in branches:
                    return True
        return False

    def _is_when(self, verb: int) -> bool:
        """ "Was fired on Tuesday", "fired at dawn": the preposition dates, and aims at nobody."""
        words = {*self._lexicon.weekdays, *self._lexicon.months, *self._lexicon.words["hours"]}
        objects = [
            noun for prep in kids(self._parse, verb, "prep") for noun in kids(self._parse, prep, "pobj")
        ]
        return bool(objects) and all(self._parse.tokens[i].lower in words for i in objects[:1])

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
