"""Phrases that count people: "at least 12 SDF fighters", "dozens", "no one", "a soldier", "him"."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.model.lexicon import Lexicon
from sayso.model.parse import Token

_HYPHENS = frozenset({"-", "–", "‐", "‑"})
_MONEY = frozenset({"$", "€", "£", "#"})
_RUN_TAGS = ("NN", "JJ", "VBN", "VBG", "HYPH", "POS", "AFX", "FW")
_SHARES = frozenset({"%", "percent", "per", "pc"})
QUOTES = frozenset({'"', "'", "“", "”", "‘", "’", "``", "''"})
_NONE: frozenset[str] = frozenset()
_YEARS = range(1900, 2100)
_OLDEST = 120


@dataclass(frozen=True, slots=True)
class Figure:
    """A count of people, by positions in its sentence.

    `first` to `last` inclusive is the whole phrase, `who_first` to `who_last` the
    people in it, None for a bare number; `head` is their noun. `sort` is "count",
    "single" ("a soldier", "the driver"), "name", "pronoun" or "partitive" ("three of
    them"). `state` is an adjective of harm inside ("two dead soldiers").
    """

    first: int
    last: int
    low: int
    high: int | None
    sort: str = "count"
    who_first: int | None = None
    who_last: int | None = None
    head: int | None = None
    state: int | None = None


class Words:
    """The word sets of the lexicon that counting needs, ready to ask."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.sets = lexicon.words
        self.numbers = lexicon.numbers
        self.quantities = _phrases(lexicon.quantities)
        self._sets: dict[str, frozenset[str]] = {
            name.removeprefix("toll."): found for name, found in self.sets.items() if name.startswith("toll.")
        }
        self.modifiers = _phrases(
            {word: name for name in ("about", "at_least", "at_most") for word in self.of(name)}
        )
        self.results = frozenset(
            word
            for name in self.sets
            if name.startswith("toll.") and name.endswith(".result")
            for word in self.sets[name]
        )
        self.tellers = frozenset(
            word for name in ("casualties", "toll", "figure", "losses", "puts") for word in self.of(name)
        )
        self.dates = frozenset(lexicon.weekdays) | frozenset(lexicon.months)
        day_words = [word for name in self.sets if name.startswith("time.day.") for word in self.sets[name]]
        self.stops = self.dates | frozenset(day_words)
        self.people = frozenset(lexicon.people)
        self._person = self.sets.get("person", frozenset())
        self._people = self._person | self.sets.get("people", frozenset()) | self.people

    def of(self, name: str) -> frozenset[str]:
        """The set `toll.<name>`."""
        return self._sets.get(name, _NONE)

    def is_person(self, token: Token) -> bool:
        """Whether the singular noun means one human being."""
        return token.tag == "NN" and (
            token.lower in self._person or token.lower.endswith(("man", "woman", "ist"))
        )

    def are_people(self, token: Token) -> bool:
        """Whether the noun means people, one or many."""
        known, lower = self._people, token.lower
        if token.tag in ("NNPS", "NNS") and token.text[:1].isupper() and lower not in self.of("not_people"):
            return True  # "two Ghanaians"
        return lower in known or token.lemma in known or lower.removesuffix("s") in known


def _phrases(table: Mapping[str, object]) -> dict[str, list[tuple[str, ...]]]:
    """Phrases by first word, longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in table:
        parts = tuple(phrase.split())
        found.setdefault(parts[0], []).append(parts)
    for entries in found.values():
        entries.sort(key=lambda parts: -len(parts))
    return found


def _match(tokens: Sequence[Token], at: int, table: Mapping[str, Iterable[tuple[str, ...]]]) -> str | None:
    if at >= len(tokens):
        return None
    for parts in table.get(tokens[at].lower, ()):
        if tuple(token.lower for token in tokens[at : at + len(parts)]) == parts:
            return " ".join(parts)
    return None


def figures(tokens: Sequence[Token], words: Words, lexicon: Lexicon) -> Iterator[Figure]:
    """Every phrase of the sentence that counts people, in order, none inside another."""
    at = 0
    while at < len(tokens):
        figure = _collective(tokens, at, words, lexicon) or _counted(tokens, at, words, lexicon)
        figure = _aboard(tokens, figure, words) if figure is not None else _single(tokens, at, words)
        if figure is not None:
            yield figure
        at = figure.last + 1 if figure is not None else at + 1


def _collective(tokens: Sequence[Token], at: int, words: Words, lexicon: Lexicon) -> Figure | None:
    """ "A family of five", "the crew of nine", "an elderly couple": as many as their noun says."""
    if tokens[at].tag not in ("DT", "PRP$") or tokens[at].lower in words.numbers:
        return None
    noun = at + 1
    while noun < len(tokens) and tokens[noun].tag in ("JJ", "VBN", "NN", "NNP"):
        of = noun + 1 < len(tokens) and tokens[noun + 1].lower in words.of("of")
        if tokens[noun].lower in words.of("two") and not of:
            return Figure(at, noun, 2, 2, "count", at + 1, noun, noun)
        if of and tokens[noun].lower in words.of("collective"):
            inner = _counted(tokens, noun + 2, words, lexicon)
            return replace(inner, first=at, head=inner.head or noun) if inner and inner.low > 1 else None
        noun += 1
    return None


def _aboard(tokens: Sequence[Token], figure: Figure, words: Words) -> Figure:
    """With "aboard" or "on board" behind it: "all nine people on board"."""
    at = figure.last + 1
    if at < len(tokens) and tokens[at].lower in words.of("aboard"):
        return replace(figure, last=at)
    if at + 1 < len(tokens) and (tokens[at].lower, tokens[at + 1].lower) == ("on", "board"):
        return replace(figure, last=at + 1)
    return figure


def _counted(tokens: Sequence[Token], at: int, words: Words, lexicon: Lexicon) -> Figure | None:
    """A figure with a number or a quantity, modifiers before it and people after it."""
    start, bound = _modifiers(tokens, at, words)
    number = _range(tokens, start, words, lexicon)
    if number is None or _is_other_number(tokens, at, number, words):
        return None
    low, high, end = number
    low, high = _bounded(low, high, bound)
    if end < len(tokens) and tokens[end].lower in words.of("plus"):
        high, end = None, end + 1
    if end + 1 < len(tokens) and (tokens[end].lower, tokens[end + 1].lower) == ("or", "more"):
        high, end = None, end + 2
    return _with_people(tokens, Figure(at, end - 1, low, high), words)


def _modifiers(tokens: Sequence[Token], at: int, words: Words) -> tuple[int, str]:
    """Where the number starts, and which bound the words before it set."""
    bound = "about"
    while (phrase := _match(tokens, at, words.modifiers)) is not None:
        for name in ("at_least", "at_most"):
            bound = name if phrase in words.of(name) else bound
        at += len(phrase.split())
    return at, bound


def _bounded(low: int, high: int | None, bound: str) -> tuple[int, int | None]:
    if bound == "at_least":
        return low, None
    if bound == "at_most":
        return 1, high if high is not None else low
    return low, high


def _range(
    tokens: Sequence[Token], at: int, words: Words, lexicon: Lexicon
) -> tuple[int, int | None, int] | None:
    """Bounds and the position after: "10 to 15", "between 10 and 15", "12", "dozens of"."""
    between = at < len(tokens) and tokens[at].lower in words.of("between")
    first = _amount(tokens, at + between, words, lexicon)
    if first is None:
        return None
    low, high, end = first
    joins = end < len(tokens) and tokens[end].lower in words.of("range")
    second = _amount(tokens, end + 1, words, lexicon) if joins and high is not None else None
    joined = tokens[end].lower if joins else ""
    if second is not None and second[1] is not None and second[1] > low and (between or joined != "and"):
        return low, second[1], second[2]
    return None if between else first


def _amount(
    tokens: Sequence[Token], at: int, words: Words, lexicon: Lexicon
) -> tuple[int, int | None, int] | None:
    least, dash, most = tokens[at].text.replace("–", "-").partition("-") if at < len(tokens) else ("", "", "")
    if dash and least.isdecimal() and most.isdecimal() and int(least) < int(most):
        return int(least), int(most), at + 1
    number = _number(tokens, at, words)
    if number is not None:
        return number[0], number[0], number[1]
    phrase = _match(tokens, at, words.quantities)
    if phrase is None:
        return None
    low, high = lexicon.quantities[phrase]
    return low, high, at + len(phrase.split())


def _number(tokens: Sequence[Token], at: int, words: Words) -> tuple[int, int] | None:
    """An exact number in digits or words, and the position after it."""
    total, current, end, seen = 0, 0.0, at, False
    if (
        at + 1 < len(tokens)
        and tokens[at].lower in ("a", "an")
        and words.numbers.get(tokens[at + 1].lower, 0) > 11
    ):
        current, end = 1.0, at + 1
    if _match(tokens, at, words.quantities) and not _digits(tokens[at].lower):
        return None
    while end < len(tokens):
        word = tokens[end].lower
        value = _digits(word) if not seen else None
        size = words.numbers.get(word)
        if value is not None:
            current = value
        elif size is not None and (size >= 100 or (size == 12 and current and word != "twelve")):
            current = max(current, 1) * size
            total, current = (total + int(current), 0.0) if size >= 1000 else (total, current)
        elif size is not None:
            current += size
        elif not (seen and _joins(tokens, end, words)):
            break
        seen, end = True, end + 1
    return (total + round(current), end) if seen else None


def _joins(tokens: Sequence[Token], at: int, words: Words) -> bool:
    """A hyphen or "and" inside a number in words: "twenty-five", "one hundred and ten"."""
    if at + 1 >= len(tokens) or words.numbers.get(tokens[at + 1].lower, 1000) >= 100:
        return False
    before = words.numbers.get(tokens[at - 1].lower, 0)
    if tokens[at].lower in _HYPHENS:
        return 20 <= before < 100
    return tokens[at].lower == "and" and before in (100, 1000)


def _digits(word: str) -> float | None:
    plain = word.replace(",", "")
    if not plain.replace(".", "", 1).isdecimal() or not plain.isascii() or len(plain) > 12:
        return None
    return float(plain)


def _is_other_number(
    tokens: Sequence[Token], at: int, number: tuple[int, int | None, int], words: Words
) -> bool:
    """An age, a date, a price, a share or part of a compound: no count of people."""
    low, high, end = number
    before = tokens[at - 1].lower if at else ""
    after = tokens[end].lower if end < len(tokens) else ""
    if before in _MONEY or before in words.dates or after in words.dates or after in _SHARES:
        return True
    if low == high and low < _OLDEST and _is_age(tokens, at, end, words):
        return True
    if before in _HYPHENS or (
        after in _HYPHENS and not words.of("plus") & {tokens[min(end + 1, len(tokens) - 1)].lower}
    ):
        return True
    return (
        low == high
        and low in _YEARS
        and before in ("in", "since", "until", "by", "of", "from")
        and end == at + 1
    )


def _is_age(tokens: Sequence[Token], at: int, end: int, words: Words) -> bool:
    """ "A woman of 71", "aged 12", "Rahimi, 45, was"."""
    before = tokens[at - 1].lower if at else ""
    if before in ("aged", "age"):
        return True
    bare = end >= len(tokens) or not tokens[end].tag.startswith(("NN", "JJ"))
    if before == "of":
        return bare and at >= 2 and words.is_person(tokens[at - 2])
    closed = end < len(tokens) and tokens[end].lower in (",", ")")
    named = at >= 2 and (tokens[at - 2].tag == "NNP" or words.is_person(tokens[at - 2]))
    return before in (",", "(") and closed and named


def _with_people(tokens: Sequence[Token], figure: Figure, words: Words) -> Figure | None:
    """The figure with the noun phrase after it; None where that counts something else than people."""
    at = figure.last + 1
    while at < len(tokens) and tokens[at].lower in words.of("more"):
        at += 1
    if at + 1 < len(tokens) and tokens[at].lower in QUOTES and tokens[at + 1].lower in words.of("of"):
        at += 1  # "killed “dozens” of militants"
    others = at - 1
    figure = replace(figure, last=others)
    if tokens[others].lower == "others":
        figure = replace(figure, who_first=others, who_last=others, head=others)
    of = at < len(tokens) and tokens[at].lower in words.of("of")
    if of and at + 1 < len(tokens) and tokens[at + 1].lower in words.of("partitive"):
        return replace(figure, last=at + 1, sort="partitive")
    skip = at + of
    while of and skip < len(tokens) and tokens[skip].lower in ("the", "these", "those"):
        skip += 1
    run = _run(tokens, skip, words)
    if run is None:
        return figure
    first, last, state = run
    if _is_thing(tokens[last], words):
        return None
    figure = replace(figure, last=last, who_first=first, who_last=last, head=last, state=state)
    return _extended(tokens, figure, words)


def _is_thing(token: Token, words: Words) -> bool:
    things = words.of("not_people")
    return token.lower in things or token.lemma in things or token.lower.removesuffix("s") in things


def _run(tokens: Sequence[Token], at: int, words: Words) -> tuple[int, int, int | None] | None:
    """First token, last noun and adjective of harm of the noun phrase that starts here."""
    state, noun, end = None, None, at
    while end < len(tokens) and _in_run(tokens, end, words, noun is not None):
        token = tokens[end]
        if token.tag.startswith("NN") or token.lower in words.sets.get("people", ()):
            noun = end
        if token.lower in words.results and noun != end:
            state = end
        end += 1
    return (at, noun, state) if noun is not None else None


def _in_run(tokens: Sequence[Token], at: int, words: Words, after_noun: bool) -> bool:  # noqa: FBT001 (private)
    token = tokens[at]
    if token.lower in words.stops:
        return False
    following = tokens[at + 1].tag if at + 1 < len(tokens) else ""
    if token.lower in words.results:
        person = token.lower in words.sets.get("person", ())
        return not after_noun and (person or following.startswith(("NN", "JJ")))
    if token.tag in ("VBN", "VBG"):
        return not after_noun and following.startswith(("NN", "JJ"))
    if token.tag == "CC":  # "American and coalition troops"
        return tokens[at - 1].tag == "JJ" and not after_noun and following.startswith(("NN", "JJ"))
    if token.tag in ("PRP$", "CD"):
        return not after_noun
    if token.tag == "JJ" and after_noun:
        return following.startswith("NN")
    return token.tag.startswith(_RUN_TAGS)


def _extended(tokens: Sequence[Token], figure: Figure, words: Words) -> Figure:
    """With "of his escort" after "members"."""
    at = figure.last + 1
    if at >= len(tokens) or tokens[at].lower not in words.of("of"):
        return figure
    start = at + 1
    if start < len(tokens) and tokens[start].tag == "DT":
        start += 1
    run = _run(tokens, start, words)
    return replace(figure, last=run[1], who_last=run[1]) if run else figure


def _single(tokens: Sequence[Token], at: int, words: Words) -> Figure | None:
    """One person: "a soldier", "the driver", "his brother", "him", "General Rahimi"."""
    token = tokens[at]
    if token.tag == "PRP" and token.lower in words.of("pronoun"):
        return Figure(at, at, 1, 1, "pronoun", at, at, at)
    determined = (
        token.lower in words.of("single") or token.lower in words.of("definite") or token.tag == "PRP$"
    )
    if determined:
        run = _run(tokens, at + 1, words)
        if run is None or not _ends_in_person(tokens, run[0], run[1], words):
            return None
        figure = Figure(at, run[1], 1, 1, "single", run[0], run[1], run[1], run[2])
        return _extended(tokens, figure, words)
    return _name(tokens, at, words)


def _ends_in_person(tokens: Sequence[Token], first: int, last: int, words: Words) -> bool:
    """A noun for one person, also with the name behind it: "the delegate Rubén Tuberquia"."""
    noun = last
    while noun > first and tokens[noun].tag == "NNP":
        noun -= 1
    return words.is_person(tokens[noun])


def _name(tokens: Sequence[Token], at: int, words: Words) -> Figure | None:
    run = _run(tokens, at, words) if tokens[at].tag == "NNP" else None
    if run is None or tokens[run[1]].tag != "NNP" or not tokens[run[1]].text[:1].isupper():
        return None
    if run[1] + 1 < len(tokens) and tokens[run[1] + 1].lower in (":", "—", "("):
        return None  # a dateline
    return Figure(at, run[1], 1, 1, "name", at, run[1], run[1])
