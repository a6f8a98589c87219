"""What the words around a cue show of being its source or its content."""

from collections.abc import Sequence, Set
from typing import NamedTuple

from sayso.model.parse import Parse, Token
from sayso.model.quoted import Marks
from sayso.model.trees import agents, is_passive, kids

_CLIMB = 3  # governors of the cue whose other branches are told apart
_LEFT, _RIGHT = 4, 6  # sentences of a quotation before and after that of the cue
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
# A verb or noun hanging so on another shares its subject.
_SHARING = frozenset({"conj", "advcl", "xcomp", "ccomp", "pcomp", "prep", "dobj", "parataxis", "dep"})
_ADDED = frozenset({"relcl", "acl", "appos", "punct", "conj", "cc"})
_LONGEST = 40  # words of a phrase that names a speaker


class Window(NamedTuple):
    """The tokens that may belong to one cue: `first` to `last`, last exclusive."""

    first: int
    last: int


def window(parse: Parse, cue: int, state: list[str]) -> Window:
    """The cue's sentence, and those beside it in its paragraph into which a quotation runs."""
    number = parse.tokens[cue].sentence
    sentence = parse.sentences[number]
    first, last = sentence.first, sentence.last
    if state[cue]:
        return Window(first, last)
    unit = parse.units[sentence.unit]
    for other in range(number - 1, max(unit.first, number - _LEFT) - 1, -1):
        if not state[parse.sentences[other].last - 1]:
            break
        first = parse.sentences[other].first
    for other in range(number + 1, min(unit.last, number + _RIGHT + 1)):
        if not state[parse.sentences[other].first]:
            break
        last = parse.sentences[other].last
    return Window(first, last)


def _places(parse: Parse, cue: int, where: Window) -> list[str]:
    """The branches of a window that need not hold all of the cue's sentence."""
    sentence = parse.sentences[parse.tokens[cue].sentence]
    first = min(where.first, sentence.first)
    found = branches(parse, cue, Window(first, max(where.last, sentence.last)))
    return found[where.first - first : where.last - first]


def branches(parse: Parse, cue: int, where: Window) -> list[str]:
    """For each token of the window, where it hangs as seen from the cue.

    The governor that it shares with the cue (0 the cue itself), the branch below that,
    and the side.
    """
    sentence = parse.sentences[parse.tokens[cue].sentence]
    own = parse.tokens[cue].sentence
    found = [""] * (where.last - where.first)
    for i in range(where.first, where.last):
        found[i - where.first] = f"s{parse.tokens[i].sentence - own:+d}"
    for i in range(sentence.first, sentence.last):
        found[i - where.first] = "far<" if i < cue else "far>"
    found[cue - where.first] = "cue"
    here, path = cue, "0"
    for level in range(_CLIMB + 1):
        for child in parse.children[here]:
            if found[child - where.first][:3] == "far":
                side = "<" if child < cue else ">"
                _mark(parse, child, f"{path}{parse.tokens[child].dep}{side}", found, where.first)
        above = parse.tokens[here].head
        if above == here:
            break
        path = f"{level + 1}{parse.tokens[here].dep}{'.' if level == 0 else path[1:]}|"
        found[above - where.first] = f"{path}self"
        here = above
    return found


def _mark(parse: Parse, top: int, name: str, found: list[str], first: int) -> None:
    """Names all that hangs on `top`, itself included; its own branches by their label."""
    found[top - first] = f"{name}/"
    for child in parse.children[top]:
        label = f"{name}/{parse.tokens[child].dep}"
        stack = [child]
        while stack:
            here = stack.pop()
            if found[here - first][:3] == "far":
                found[here - first] = label
                stack.extend(parse.children[here])


def features(parse: Parse, cue: int, where: Window, marks: Marks, words: Set[str]) -> list[list[str]]:
    """The names of the weights of each token of the window."""
    view = View(parse, cue, where, marks, words)
    return [[*view.placed(i), *view.worded(i)] for i in range(where.last - where.first)]


class View:
    """The window as seen from one cue: lists by the number of the token in it.

    `words`, `tags`, `places` and `quoted` have an edge on each side: a token's own entry is one later.
    """

    def __init__(self, parse: Parse, cue: int, where: Window, marks: Marks, words: Set[str]) -> None:
        tokens = parse.tokens[where.first : where.last]
        self.middle = cue - where.first
        self.lemma = _known(parse.tokens[cue], parse.tokens[cue].lemma, words)
        self.setting = _setting(parse, cue, marks.state)
        known = [_known(token, token.lower, words) for token in tokens]
        self.commas = _commas(known, self.middle)
        self.words = ["^", *known, "$"]
        self.tags = ["^", *(token.tag for token in tokens), "$"]
        self.places = ["^", *_places(parse, cue, where), "$"]
        self.quoted = ["^", *_quoted(cue, where, marks.state, marks.number), "$"]
        guessed = speaker_phrase(parse, cue)
        all_of = range(where.first, where.last)
        self.guess = [("s" if i in guessed else "n") if guessed else "-" for i in all_of]

    def placed(self, i: int) -> tuple[str, ...]:
        """Where the token stands: in the tree, in quotations, among commas."""
        before, place, after = self.places[i : i + 3]
        quote_before, quote, quote_after = self.quoted[i : i + 3]
        coarse = place.partition("/")[0]
        side = "<" if i < self.middle else ">"
        lemma, setting, commas, guess = self.lemma, self.setting, self.commas[i], self.guess[i]
        word, tag = self.words[i + 1], self.tags[i + 1]
        return (
            place,
            f"a{coarse} {quote}",
            f"b{coarse} {lemma}",
            f"c{place} {tag}",
            f"d{before}>{place}",
            f"e{place}>{after}",
            f"i{word} {coarse}",
            f"n{commas}{side}{quote}",
            f"o{lemma}{side}{quote}",
            f"p{setting} {coarse}",
            f"q{setting}{side}{quote}",
            f"u{coarse} {commas}",
            f"v{quote_before}>{quote}>{quote_after}",
            f"w{guess}",
            f"x{guess} {tag} {word}",
            f"y{guess} {coarse}",
        )

    def nears(self) -> Sequence[str]:
        """For each token how far it stands from the cue, and on which side where that is far."""
        count = len(self.guess)
        if max(self.middle, count - self.middle) > _FAR:
            return [_near(i - self.middle) for i in range(count)]
        return _NEARS[_FAR - self.middle : _FAR - self.middle + count]

    def worded(self, i: int) -> tuple[str, ...]:
        """Which word it is, between which, and how far from the cue."""
        before, word, after = self.words[i : i + 3]
        tag_before, tag, tag_after = self.tags[i : i + 3]
        side = "<" if i < self.middle else ">"
        near = _near(i - self.middle)
        return (
            f"f{word} {side}",
            f"g{before}",
            f"h{after}",
            f"j{tag_before} {tag}",
            f"k{tag} {tag_after}",
            f"l{near}",
            f"m{near} {tag}",
            f"r{self.lemma} {near}",
            f"s{before} {word} {side}",
            f"t{word} {after} {side}",
        )


def _near(away: int) -> str:
    if -6 < away < 6:
        return str(away)
    side = "<" if away < 0 else ">"
    return f"{side}9" if -10 < away < 10 else f"{side}{min(abs(away) // 10, 4)}0"


_FAR = 1000
_NEARS = tuple(_near(away) for away in range(-_FAR, _FAR + 1))


def _known(token: Token, form: str, words: Set[str]) -> str:
    """A form of the token where the table knows it; the tag of names and other words."""
    return form if form in words and token.tag[:3] != "NNP" else token.tag


def _setting(parse: Parse, cue: int, state: list[str]) -> str:
    """The shape of the cue's clause: its form, subject, clauses below, and marks beside it."""
    token = parse.tokens[cue]
    subject, clause, thing = "-", "-", "-"
    for i in parse.children[cue]:
        dep = parse.tokens[i].dep
        if dep in _SUBJECTS:
            subject = f"{dep[5:]}{'<' if i < cue else '>'}"
        elif dep in ("ccomp", "xcomp", "parataxis"):
            clause = f"{dep[0]}{'<' if i < cue else '>'}"
        elif dep in ("dobj", "prep", "agent"):
            thing = dep[0]
    sentence = parse.sentences[token.sentence]
    left = any(state[i] for i in range(sentence.first, cue))
    right = any(state[i] for i in range(cue + 1, sentence.last))
    return f"{token.tag}{token.dep}{subject}{clause}{thing}{'q' if left else ''}{'Q' if right else ''}"


def _quoted(cue: int, where: Window, state: list[str], number: list[int]) -> list[str]:
    """For each token: its quotation state, and which quotation from the cue it stands in."""
    found = [""] * (where.last - where.first)
    for step in (1, -1):
        seen, last = -1, -2
        i = cue
        while where.first <= i < where.last:
            if number[i] >= 0 and number[i] != last:
                last, seen = number[i], seen + 1
            inner = "=" if number[i] >= 0 and number[i] == number[cue] else ""
            found[i - where.first] = f"{state[i]}{inner}{min(max(seen, 0), 2) if state[i] else min(seen, 1)}"
            i += step
    return found


def _commas(known: list[str], middle: int) -> list[str]:
    """For each token: how many commas stand between it and the cue, 3 for more."""
    found = [""] * len(known)
    for step in (1, -1):
        seen, i = 0, middle
        while 0 <= i < len(known):
            found[i] = str(min(seen, 3))
            if known[i] == ",":
                seen += 1
            i += step
    return found


def speaker(parse: Parse, cue: int) -> int | None:
    """The head of the phrase that grammar gives a cue as its subject: its own, or that of a verb above.

    None for a passive without "by", and where no verb on the way up has a subject.
    """
    here = cue
    for step in range(_CLIMB + 1):
        token = parse.tokens[here]
        if is_passive(parse, here):
            return next(iter(agents(parse, here)), None) if not step else None
        named = kids(parse, here, "nsubj", "csubj") or (
            kids(parse, here, "poss") if token.tag.startswith("NN") else []
        )
        if named:
            return named[0]
        if token.dep in ("acl", "relcl"):
            return token.head
        if token.dep not in _SHARING:
            return None
        here = token.head
    return None


def speaker_phrase(parse: Parse, cue: int) -> frozenset[int]:
    """The words of that phrase, without what is joined or added to its head."""
    head = speaker(parse, cue)
    if head is None:
        return frozenset()
    found = {head}
    stack = [i for i in parse.children[head] if parse.tokens[i].dep not in _ADDED]
    while stack and len(found) < _LONGEST:
        here = stack.pop()
        found.add(here)
        stack.extend(parse.children[here])
    return frozenset(found - {cue})
