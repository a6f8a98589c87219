"""Putting capitals back where a text has none, or nothing else.

Old wires, cables and monitored broadcasts come all in capitals, some archives all in
small letters. Taggers and tables of names live by capitals, so such a text is read in a
copy of the same length; what is kept and quoted stays the report's own.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from spacy.language import Language

from sayso.model.lexicon import Lexicon
from sayso.model.parties import Party, PartyKind
from sayso.model.places import PlaceTable

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_DOTTED = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.){2,}")  # "U.S.", "F.M.L.N."
# What stands before a first word: an end of sentence (not of "U.S."), of a paragraph, of a dateline.
_OPENING = re.compile(
    r"(?:\A|\n\s*\n|(?<![^\W\d_]\.[^\W\d_])[.!?:]['\"”’)\]]*\s|\b(?:text|excerpts?|report|omitted)[)\]]\s)"
    r"[\s\"'“”‘’(\[]*\Z",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"(?:\A|\n)[^\S\n]*[^\n]{3,100}?(?:\d|[)\]])[^\S\n]*--[^\S\n]+")
_BRACKETED = re.compile(r"[(\[]\s*([^\W\d_]{2,9}(?:-[^\W\d_]{1,9})?)\s*[)\]]")
# Not behind an end of sentence or a bracket; "U.S. [United States]" is inside of one.
_ASIDE = re.compile(
    r"(?:(?<=[\w,;'\"’”-]\s)|(?<=[\w,;'\"’”-])|(?<=\w\.\w\.\s))\([^()\n\d]*(?:\n[^()\n\d]+){0,2}\)"
)
_SHOUTED = re.compile(r"[^\n]+")
_BRACKETS = str.maketrans("[]", "()")
_VOWELS = frozenset("aeiouyáéíóúàèìòùäëïöüâêîôû")
_LETTERS = 60  # a text of fewer tells nothing by its capitals
_HEADLINE_WORDS = 4
_ALMOST_ALL = 0.97  # wires slip in "(c)" or "kms" now and then
_LONGEST_NAME = 8
_ENDINGS = frozenset({"s", "t", "d", "m", "re", "ve", "ll"})
_NOT_IN_NAMES = re.compile(r"\d|^[Aa] ")  # "Group of 20" is not "group of"
_ROMAN = re.compile(r"(?:x{0,3})(?:ix|iv|v?i{0,3})")
# Ends of words that no list has and that are no names all the same.
_SUFFIXES = (
    "ly", "tion", "tions", "ment", "ments", "ness", "ing", "ized", "ised", "izing", "ising", "wing", "less",
    "able", "ible", "gun", "guns", "gunned",
)  # fmt: skip
_JOINTS = frozenset({"of", "and", "the", "for", "in", "de", "del", "la", "las", "los", "y", "e", "a", "al"})
_PARTICLES = frozenset({"de", "del"})
_MONTH_OR_WORD = frozenset({"may", "march"})


class Casing:
    """Restores the capitals of texts of one language.

    A word that the model's lists know is written small, one that they do not know is a
    name; parties are written as the table spells them, and abbreviations as the text
    introduces them in brackets.

    Args:
        nlp: A pipeline from `load_model`, for its lists of words.
        lexicon: Its word set `proper` are words that the lists have and that are names.
        parties: Whose names, adjectives and metonyms have capitals of their own.
        places: Where "New York" is looked up, of which one word is also a common one.
    """

    def __init__(self, nlp: Language, lexicon: Lexicon, parties: Sequence[Party], places: PlaceTable) -> None:
        self._vocabulary = _Vocabulary(nlp, frozenset(lexicon.people) | frozenset(lexicon.weapons))
        months = frozenset(lexicon.months) - _MONTH_OR_WORD
        names = frozenset(_of_states(parties, self._vocabulary))
        self._proper = lexicon.words["proper"] | frozenset(lexicon.weekdays) | months | names
        self._titles = lexicon.words["place_title"]
        self._places = places
        self._spelt: dict[tuple[str, ...], str] = {}
        for name in _spellings(parties):
            words = tuple(word.lower() for word in _WORD.findall(name))
            if (
                words
                and len(words) <= _LONGEST_NAME
                and words not in self._spelt
                and not _NOT_IN_NAMES.search(name)
            ):
                self._spelt[words] = name
        self._first = {words[0] for words in self._spelt}
        self._known: dict[str, str] = {}

    def restored(self, text: str) -> str | None:
        """`text` with capitals where a careful editor has them; None where it has its own.

        Where only lines of it are all in capitals (headlines), only these are changed.
        """
        if is_caseless(text):
            return self._rewritten(text, [(0, len(text))], {})
        lines = [found.span() for found in _SHOUTED.finditer(text) if _is_shouted(found.group())]
        if not lines or is_short(text):
            return None
        return self._rewritten(text, lines, _seen(text, lines))

    def without_asides(self, text: str) -> str:
        """`text` with blanks for what an editor put in brackets inside a sentence: "FMLN [its name] troops".

        For the parser only, and for texts that `restored` has read: there, "[name as heard]"
        and names written out stand in the middle of phrases. Brackets that begin a sentence
        ("[Smith] No, we did not") stay.
        """
        return _ASIDE.sub(lambda found: " " * len(found.group()), text)

    def _rewritten(self, text: str, spans: Sequence[tuple[int, int]], seen: Mapping[str, str]) -> str:
        pieces, at = [], 0
        for start, end in spans:
            pieces += [text[at:start], self._piece(text[start:end], seen)]
            at = end
        return "".join((*pieces, text[at:]))

    def _piece(self, text: str, seen: Mapping[str, str]) -> str:
        words = [found.span() for found in _WORD.finditer(text)]
        lower = [_lower(text[start:end]) for start, end in words]
        written = [self._alone(word, seen) for word in lower]
        self._write_names(lower, written, text, words)
        self._write_places(lower, written, text, words)
        self._write_titles(lower, written)
        self._write_abbreviations(lower, written, text, words)
        self._write_months(lower, written, text, words)
        copy = list(text)
        after_datelines = {found.end() for found in _DATELINE.finditer(text)}
        for (start, end), word in zip(words, written, strict=True):
            opens = start in after_datelines or _opens(text, start)
            copy[start:end] = _capital(word) if opens else word
        for found in _DOTTED.finditer(text):
            copy[found.start() : found.end()] = _upper(found.group())
        return "".join(copy).translate(_BRACKETS)

    def _alone(self, word: str, seen: Mapping[str, str]) -> str:
        """A word by what is known of it alone."""
        if word in seen:
            return seen[word]
        if word not in self._known:
            self._known[word] = self._look_up(word)
        return self._known[word]

    def _look_up(self, word: str) -> str:
        base, mark, ending = word.replace("’", "'").partition("'")
        if mark and ending == "t" and base.endswith("n"):  # "didn't"
            return word
        if mark and ending in _ENDINGS:
            return self._look_up(base) + word[len(base) :]
        if mark:  # "O'Brien", "D'Aubuisson"
            return _capital(base) + word[len(base)] + _capital(word[len(base) + 1 :])
        if word == "i" or (len(word) > 1 and _ROMAN.fullmatch(word)):
            return _upper(word)
        spelt = self._spelt.get((word,))
        if word in self._proper:
            return (
                spelt if spelt is not None and spelt.isupper() and len(spelt) == len(word) else _capital(word)
            )
        if self._vocabulary.knows(word) or (spelt is None and word.endswith(_SUFFIXES)):
            return word
        if spelt is not None:
            return spelt if len(spelt) == len(word) else _capital(word)
        return _upper(word) if not _VOWELS & set(word) and 1 < len(word) <= 6 else _capital(word)

    def _write_names(
        self, lower: Sequence[str], written: list[str], text: str, words: Sequence[tuple[int, int]]
    ) -> None:
        """Names of several words as the tables spell them, the longest first."""
        at = 0
        while at < len(lower):
            count = self._longest(lower, at) if lower[at] in self._first else 0
            if count > 1 and not _is_broken(text, words[at : at + count]):
                spelling = _WORD.findall(self._spelt[tuple(lower[at : at + count])])
                for step, word in enumerate(spelling):
                    written[at + step] = word if len(word) == len(lower[at + step]) else written[at + step]
            at += max(count, 1)

    def _longest(self, lower: Sequence[str], at: int) -> int:
        for count in range(min(_LONGEST_NAME, len(lower) - at), 1, -1):
            if tuple(lower[at : at + count]) in self._spelt:
                return count
        return 0

    def _write_titles(self, lower: Sequence[str], written: list[str]) -> None:
        """ "General Rios", "Valle De Angeles": titles before names, and names that go on with a particle."""
        for at in range(len(lower) - 2, -1, -1):
            title = lower[at] in self._titles and lower[at + 1] not in _JOINTS
            name = lower[at + 1] in _PARTICLES and lower[at] not in self._vocabulary.function
            if written[at].islower() and written[at + 1][:1].isupper() and (title or name):
                written[at] = _capital(written[at])

    def _write_places(
        self, lower: Sequence[str], written: list[str], text: str, words: Sequence[tuple[int, int]]
    ) -> None:
        """ "New York": a word that is also a common one, beside a name with which it makes a place."""
        for at in range(len(lower) - 1):
            pair = written[at : at + 2]
            mixed = pair[0][:1].isupper() != pair[1][:1].isupper() or pair[0].isupper() != pair[1].isupper()
            plain = lower[at] if pair[1][:1].isupper() else lower[at + 1]
            if not mixed or plain in self._vocabulary.function or _is_broken(text, words[at : at + 2]):
                continue
            if self._places.named(" ".join(pair)):
                written[at : at + 2] = [_capital(word) for word in lower[at : at + 2]]

    def _write_abbreviations(
        self, lower: Sequence[str], written: list[str], text: str, words: Sequence[tuple[int, int]]
    ) -> None:
        """ "People's Land Army (PLA)": brackets after words with these first letters name a body."""
        starts = {start: number for number, (start, _) in enumerate(words)}
        short: set[str] = set()
        names: set[tuple[str, ...]] = set()
        for found in _BRACKETED.finditer(text):
            number = starts.get(found.start(1))
            if number is None:
                continue
            first = _introduced(lower, number)
            if first is not None:
                names.add(tuple(lower[first:number]))
            spelt = self._spelt.get((lower[number],), "")
            if first is not None or spelt.isupper() or not self._vocabulary.knows(lower[number]):
                short.add(lower[number])
        short |= set(_explained(text, lower, words))
        short |= {
            word
            for at, word in enumerate(lower[:-1])
            if self._spelt.get((word,), "").isupper() and text[words[at][1] :].lstrip()[:1] in ("(", "[")
        }
        for at, word in enumerate(lower):
            base, mark, ending = word.partition("'")
            if base in short and (not mark or ending == "s") and written[at][:1].isupper() | (word == base):
                written[at] = _upper(base) + mark + ending
        for name in names:
            for at in _places_of(name, lower):
                for step, word in enumerate(name):
                    written[at + step] = word if word in _JOINTS else _capital(written[at + step])

    def _write_months(
        self, lower: Sequence[str], written: list[str], text: str, words: Sequence[tuple[int, int]]
    ) -> None:
        """ "3 May", "May 3": month names that are also words have a number beside them."""
        for at, word in enumerate(lower):
            if word in _MONTH_OR_WORD:
                start, end = words[at]
                before, behind = text[max(0, start - 3) : start].strip(), text[end : end + 4].strip()
                if before[-1:].isdigit() or behind[:1].isdigit() or (at and lower[at - 1] == "in"):
                    written[at] = _capital(word)


class _Vocabulary:
    """The words that the model's lemmatiser knows, in whatever form they stand."""

    def __init__(self, nlp: Language, plain: frozenset[str]) -> None:
        tables = nlp.get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]  # get_pipe returns a bare callable type
        self._known = tables.get_table("lemma_index")
        self._irregular = tables.get_table("lemma_exc")
        self._rules = tables.get_table("lemma_rules")
        self.function = frozenset(nlp.Defaults.stop_words)
        self._plain = plain

    def knows(self, word: str) -> bool:
        """Whether the word, or a base form that it may come of, is in the lists."""
        if word in self.function or word in self._plain:
            return True
        return any(self._knows_as(word, coarse) for coarse in ("noun", "verb", "adj", "adv"))

    def is_verb(self, word: str) -> bool:
        return self._knows_as(word, "verb")

    def _knows_as(self, word: str, coarse: str) -> bool:
        known = self._known[coarse]
        if word in known or word in self._irregular.get(coarse, ()):
            return len(word) > 1
        return any(form in known for form in self._forms(word, coarse))

    def _forms(self, word: str, coarse: str) -> Iterator[str]:
        for old, new in self._rules.get(coarse, ()):
            if old and word.endswith(old) and len(word) > len(old) + 1:
                yield word[: len(word) - len(old)] + new


def _of_states(parties: Iterable[Party], vocabulary: "_Vocabulary") -> Iterator[str]:
    """Names and adjectives of states of one word; not "polish", which is a verb, too."""
    for party in parties:
        if party.kind is PartyKind.STATE:
            for name in (party.name, *party.adjectives):
                if name.isalpha() and len(name) > 3 and not vocabulary.is_verb(name.lower()):
                    yield name.lower()


def _spellings(parties: Iterable[Party]) -> Iterator[str]:
    for party in parties:
        yield party.name
        yield from party.aliases
        yield from party.adjectives
        yield from party.metonyms


def is_caseless(text: str) -> bool:
    """Whether (nearly) all letters of a text are capitals, or none is."""
    letters = {c: n for c, n in Counter(text).items() if c.isalpha() and c.lower() != c.upper()}
    if (count := sum(letters.values())) < _LETTERS:
        return False
    capitals = sum(n for char, n in letters.items() if char.isupper()) / count
    return capitals >= _ALMOST_ALL or capitals <= 1 - 0.995


def is_short(text: str) -> bool:
    """Whether a text has too few letters to tell how it writes."""
    return sum(map(str.isalpha, text)) < _LETTERS


def _is_shouted(line: str) -> bool:
    """Whether a line is all in capitals, and has words enough to be no abbreviation."""
    words = [word for word in _WORD.findall(line) if len(word) > 1]
    return len(words) >= _HEADLINE_WORDS and line.isupper()


def _seen(text: str, lines: Sequence[tuple[int, int]]) -> dict[str, str]:
    """How the rest of the text writes its words, but for the first words of sentences."""
    inside = iter([*lines, (len(text), len(text))])
    start, end = next(inside)
    found: dict[str, str] = {}
    for word in _WORD.finditer(text):
        while word.start() >= end and end < len(text):
            start, end = next(inside)
        if word.start() >= start or _opens(text, word.start()):
            continue
        lower = _lower(word.group())
        if len(lower) > 1 and (lower not in found or word.group() == lower):
            found[lower] = word.group()
    return found


def _opens(text: str, start: int) -> bool:
    """Whether a sentence begins at `start`."""
    return _OPENING.search(text[max(0, start - 12) : start]) is not None if start else True


def _is_broken(text: str, words: Sequence[tuple[int, int]]) -> bool:
    """Whether marks other than blanks, dots and hyphens stand between the words of a name."""
    return any(text[a[1] : b[0]].strip(" \t\n.-") for a, b in pairwise(words))


def _introduced(lower: Sequence[str], number: int) -> int | None:
    """The word at which the name begins that the abbreviation at `number` stands for."""
    letters, at = list(lower[number]), number - 1
    while letters and at >= 0 and number - at <= 2 * len(lower[number]) + 1:
        if lower[at][0] == letters[-1]:
            letters.pop()
        elif lower[at] not in _JOINTS:
            return None
        at -= 1
    return at + 1 if not letters and number - at > 2 else None


def _explained(text: str, lower: Sequence[str], words: Sequence[tuple[int, int]]) -> Iterator[str]:
    """ "PLA (People's Land Army)": abbreviations with the words that they stand for behind them."""
    for at, (_, end) in enumerate(words[:-2]):
        if text[end : end + 3].strip()[:1] not in ("(", "["):
            continue
        first = [word[0] for word in lower[at + 1 : at + 2 + 2 * len(lower[at])] if word not in _JOINTS]
        if 2 < len(lower[at]) <= len(first) and first[: len(lower[at])] == list(lower[at]):
            yield lower[at]


def _places_of(name: Sequence[str], lower: Sequence[str]) -> Iterator[int]:
    for at in range(len(lower) - len(name) + 1):
        if lower[at] == name[0] and tuple(lower[at : at + len(name)]) == tuple(name):
            yield at


def _lower(text: str) -> str:
    """Small letters, none of them more characters than before."""
    return "".join(small if len(small := char.lower()) == 1 else char for char in text)


def _upper(text: str) -> str:
    return "".join(large if len(large := char.upper()) == 1 else char for char in text)


def _capital(word: str) -> str:
    return _upper(word[:1]) + word[1:]
