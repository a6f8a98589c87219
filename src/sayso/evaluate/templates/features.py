"""What is known of a phrase, a sentence and a document, as the names of weights."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from sayso.evaluate.templates.phrases import Place
from sayso.model.parse import Parse, Sentence, Token
from sayso.model.trees import agents, behind, is_noun, is_verb, kids

_CONTENT = ("NN", "VB", "JJ")
_PLACES, _KIN = 6, 8  # so many places of a phrase, and of other forms of a name, are looked at
_CLASSED = frozenset(
    {"head", "in", "on", "verb", "joined", "over", "over2", "has", "beside", "with", "near", "near<", "near>"}
)


def document_features(parse: Parse) -> set[str]:
    """Words, pairs of neighbours, and nouns with what they hang on."""
    found = {f"length={min(len(parse.tokens) // 100, 9)}"}
    for sentence in parse.sentences:
        for token in parse.tokens[sentence.first : sentence.last]:
            if token.tag[:2] in (*_CONTENT, "RB"):
                found.add(f"word={token.lemma}")
                if sentence.index < 3:
                    found.add(f"early={token.lemma}")
                if sentence.index < 1:
                    found.add(f"first={token.lemma}")
            found.update(_hanging(parse, token))
    found.update(f"pair={a.lower} {b.lower}" for a, b in pairwise(parse.tokens))
    return found


def sentence_features(parse: Parse, sentence: Sentence) -> set[str]:
    """Words of a sentence and, apart, of those beside it."""
    found = {f"number={min(sentence.index, 9)}"}
    for step, name in ((-2, "before2"), (-1, "before"), (0, ""), (1, "after")):
        if 0 <= sentence.index + step < len(parse.sentences):
            other = parse.sentences[sentence.index + step]
            tokens = parse.tokens[other.first : other.last]
            found.update(
                f"{name}={token.lemma}" for token in tokens if token.tag[:2] in (*_CONTENT, "CD", "RB")
            )
    tokens = parse.tokens[sentence.first : sentence.last]
    for token in tokens:
        found.update(_hanging(parse, token))
    found.update(f"pair={a.lower} {b.lower}" for a, b in pairwise(tokens))
    return found


def phrase_features(parse: Parse, words: str, places: Sequence[Place], kin: Sequence[int] = ()) -> set[str]:
    """All that is known of one phrase of a document, from all its places; `kin` as `kin` has it."""
    found = {f"text={words}", f"times={min(len(places), 5)}", *_inside(parse, places[0], words)}
    first = parse.tokens[places[0].head].sentence
    found.add(f"sentence={first if first < 4 else 4 + (first > 7) + (first > 14)}")
    for head in kin[:_KIN]:
        found.update(f"kin {name}" for name in _context(parse, head))
    for place in places[:_PLACES]:
        found.update(_edges(parse, place))
        found.update(_context(parse, place.head))
        found.update(_sentence(parse, place))
    return found


def place_features(parse: Parse, words: str, place: Place, classes: Mapping[str, int]) -> set[str]:
    """All that is known of a phrase in one of its places, words also as their classes."""
    found = {f"text={words}", f"sentence={min(parse.tokens[place.head].sentence, 6)}"}
    found.update(_inside(parse, place, words), _edges(parse, place))
    found.update(_context(parse, place.head), _sentence(parse, place))
    found.update(list(_classed(found, classes)))
    return found


def kin(by_text: Mapping[str, Sequence[Place]], parse: Parse) -> dict[str, list[int]]:
    """For each name the heads of its other forms: of "Roe" for "John Roe", of "FVA" for its long form."""
    names = {
        words: places
        for words, places in by_text.items()
        if all(parse.tokens[i].tag.startswith("NNP") for i in range(places[0].first, places[0].last))
    }
    by_word: dict[str, set[str]] = {}
    for words in names:
        parts = words.split()
        keys = {*parts[-2:]} | ({_initials(parts)} if len(parts) > 2 else set())
        for part in keys:
            by_word.setdefault(part, set()).add(words)
    found: dict[str, set[int]] = {}
    for group in by_word.values():
        for words in group:
            own = {i for place in names[words] for i in range(place.first, place.last)}
            others = {place.head for other in group - {words} for place in names[other]} - own
            found.setdefault(words, set()).update(others)
    return {words: sorted(heads) for words, heads in found.items()}


def _initials(parts: Sequence[str]) -> str:
    return "".join(part[0] for part in parts if part not in ("of", "for", "de", "y"))


def _classed(names: Iterable[str], classes: Mapping[str, int]) -> Iterator[str]:
    for name in names:
        key, _, rest = name.partition("=")
        if key in _CLASSED:
            words = rest.split(" ")
            classed = [f"#{classes[word]}" if word in classes else word for word in words]
            if classed != words:
                yield f"{key}#={' '.join(classed)}"


def _hanging(parse: Parse, token: Token) -> Iterator[str]:
    above, relation = parse.tokens[token.head], token.dep
    if is_noun(token) and above.index != token.index:
        if relation == "pobj":
            relation, above = above.lower, parse.tokens[above.head]
        if is_noun(above) or is_verb(above):
            yield f"hangs={relation} {token.lemma} {above.lemma}"
            yield f"takes={above.lemma} {relation}"


def _inside(parse: Parse, place: Place, words: str) -> Iterator[str]:
    tokens = parse.tokens[place.first : place.last]
    head = parse.tokens[place.head]
    yield f"head={head.lemma}"
    yield f"tag={head.tag}"
    yield f"end={head.lemma[-3:]}"
    yield f"size={min(len(tokens), 7)}"
    yield f"starts={tokens[0].lower}"
    yield f"starts-tag={tokens[0].tag}"
    yield f"shape={' '.join(_shape(token) for token in tokens)}"
    yield f"head+starts-tag={head.lemma} {tokens[0].tag}"
    for token in tokens:
        if token.index != place.head:
            yield f"in={token.lemma}"
    yield f"ends={words.split()[-1]}"
    if all(token.tag.startswith("NNP") for token in tokens):
        yield f"name={min(len(tokens), 5)}"


def _shape(token: Token) -> str:
    return token.lower if token.tag == "IN" else token.tag[:3]


def _edges(parse: Parse, place: Place) -> Iterator[str]:
    yield f"kind={place.kind}"
    yield f"cut={min(place.first - place.top, 3)}"
    before = parse.tokens[place.first - 1] if place.first else None
    after = parse.tokens[place.last] if place.last < len(parse.tokens) else None
    after_tag = "$" if after is None else after.tag
    yield f"before-tag={'^' if before is None else before.tag} {parse.tokens[place.first].tag}"
    yield f"after-tag={after_tag}"
    yield f"kind+after={place.kind} {after_tag if after is None or after.tag != 'IN' else after.lower}"
    for step in (1, 2, 3):
        if place.first - step >= 0:
            yield f"before{step}={parse.tokens[place.first - step].lower}"
        if place.last + step - 1 < len(parse.tokens):
            yield f"after{step}={parse.tokens[place.last + step - 1].lower}"


def _context(parse: Parse, head: int) -> Iterator[str]:
    token = parse.tokens[head]
    yield f"dep={token.dep}"
    for child in parse.children[head]:
        other = parse.tokens[child]
        if other.dep in ("acl", "relcl", "appos", "prep"):
            yield f"has={other.dep} {other.lemma}"
    steps = 0
    while token.dep in ("conj", "appos") and steps < 5:
        yield f"joined={token.dep} {parse.tokens[token.head].lemma}"
        token = parse.tokens[token.head]
        steps += 1
    yield from _governed(parse, token)


def _governed(parse: Parse, token: Token) -> Iterator[str]:
    """The word that a noun hangs on and how, with what is above where that is a noun."""
    above, relation = parse.tokens[token.head], token.dep
    if token.dep in ("pobj", "pcomp") and above.index != token.index:
        relation = "agent" if above.dep == "agent" else above.lower
        above = parse.tokens[above.head]
    if above.index == token.index:
        yield "root"
        return
    yield f"on={relation} {above.lemma}"
    yield f"rel={relation} {above.tag[:2]}"
    for _ in range(2):
        if not is_noun(above) or above.head == above.index:
            break
        path, higher = above.dep, parse.tokens[above.head]
        if path == "pobj":
            path, higher = higher.lower, parse.tokens[higher.head]
        yield f"over={relation} {path} {higher.lemma}"
        yield f"over2={relation} {above.lemma} {path}"
        above = higher
    if is_verb(above):
        yield f"verb={above.lemma}"
        yield from _arguments(parse, above.index, relation, token.index)


def _arguments(parse: Parse, verb: int, relation: str, own: int) -> Iterator[str]:
    subjects = kids(parse, verb, "nsubj", "nsubjpass") + agents(parse, verb)
    for index in subjects + kids(parse, verb, "dobj"):
        other = parse.tokens[index]
        if index != own:
            yield f"beside={relation} {parse.tokens[verb].lemma} {other.dep} {other.lemma}"
            yield f"with={relation} {other.dep} {other.lemma}"
    for noun in behind(parse, verb):
        if noun != own:
            yield f"with={relation} pp {parse.tokens[noun].lemma}"


def _sentence(parse: Parse, place: Place) -> Iterator[str]:
    sentence = parse.sentences[parse.tokens[place.head].sentence]
    for token in parse.tokens[sentence.first : sentence.last]:
        if token.tag == "CD" and len(token.lower) == 4 and token.lower.startswith("19"):
            yield f"year={token.lower}"
        if token.tag[:2] in _CONTENT and not token.tag.startswith("NNP"):
            side = "<" if token.index < place.first else ">" if token.index >= place.last else ""
            if side:
                yield f"near{side if abs(token.index - place.head) < 8 else ''}={token.lemma}"
