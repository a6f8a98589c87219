"""Which noun phrases stand in which grammatical slot of a trigger."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from sayso.model.parse import Parse
from sayso.model.trees import OBJECTS, agents, conjuncts, is_misread, is_passive, is_verb, kids

_SUBJECT = ("nsubj", "csubj")
# Behind these the object of a verb does what follows: "accused X of", "stopped X from".
_OF_OBJECT = frozenset({"about", "against", "for", "from", "into", "of", "to", "with"})
_WITNESSED = frozenset(
    {"report", "hear", "witness", "see", "fear", "describe", "endure", "survive", "recount"}
)
_BLAMED = frozenset({"accuse", "suspect"})
_CONTROL = frozenset({"xcomp", "advcl", "conj", "ccomp", "dep", "parataxis"})


@dataclass(slots=True)
class Slots:
    """Heads of noun phrases by slot: who does, who is acted on, and what hangs on each preposition."""

    subjects: list[int] = field(default_factory=list)
    objects: list[int] = field(default_factory=list)
    oblique: list[tuple[str, int]] = field(default_factory=list)
    modifiers: list[int] = field(default_factory=list)
    owners: list[int] = field(default_factory=list)


def verb_slots(parse: Parse, verb: int, documents: frozenset[str], *, headline: bool = False) -> Slots:
    """The slots of a verb, with subjects that it shares with its governor.

    Args:
        parse: The parse.
        verb: The verb's token.
        documents: Nouns through which somebody acts ("a statement condemning").
        headline: Whether the parser's labels are to be distrusted.
    """
    slots = Slots(oblique=_oblique(parse, verb))
    subjects = _with_conjuncts(parse, _own_subjects(parse, verb))
    if is_passive(parse, verb):
        own = kids(parse, verb, "nsubjpass", *(("nsubj",) if is_misread(parse, verb) else ()))
        slots.objects = _with_conjuncts(parse, own) or _shared_patient(parse, verb)
        slots.subjects = [head for word, head in slots.oblique if word == "by"] or _loose_agents(parse, verb)
        slots.oblique = [(word, head) for word, head in slots.oblique if word != "by"]
        return slots
    slots.objects = _with_conjuncts(parse, kids(parse, verb, *OBJECTS))
    slots.subjects = subjects or _with_conjuncts(parse, _shared_subject(parse, verb, documents))
    misread = parse.tokens[verb].dep in ("amod", "compound", "nmod") and parse.tokens[verb].tag != "VBN"
    if (headline or misread) and not (slots.subjects and slots.objects):
        _by_position(parse, verb, slots)
    return slots


def _own_subjects(parse: Parse, verb: int) -> list[int]:
    """Its subjects; of "fighters which, he said, nations refused to take" the noun, and not "which"."""
    found = kids(parse, verb, *_SUBJECT)
    nouns = [i for i in found if parse.tokens[i].tag not in ("WDT", "WP")]
    return nouns or found


def noun_slots(parse: Parse, noun: int, words: Mapping[str, frozenset[str]]) -> Slots:
    """The slots of an act noun: its prepositions, modifiers, owner, and the verb that carries it."""
    slots = Slots(oblique=_oblique(parse, noun))
    slots.owners = kids(parse, noun, "poss")
    slots.modifiers = kids(parse, noun, "compound", "amod", "nmod", "npadvmod")
    for participle in kids(parse, noun, "acl"):
        if parse.tokens[participle].tag == "VBN" and parse.tokens[participle].lemma in words["light"]:
            slots.subjects = agents(parse, participle)
    verb = parse.tokens[noun].head
    if parse.tokens[noun].dep in ("dobj", "nsubjpass", "conj") and parse.tokens[verb].lemma in words["light"]:
        carrier = verb_slots(parse, verb, words["documents"])
        doers = carrier.subjects
        if parse.tokens[verb].lemma in words["suffered"]:
            slots.objects = doers
        else:
            slots.subjects = doers
            slots.oblique += [(w, h) for w, h in carrier.oblique if w in ("on", "against", "with", "at")]
    return slots


def clause_subjects(parse: Parse, verb: int) -> list[int]:
    """The subjects of the clause that a verb governs: "the army" in "alleged that the army was hiding"."""
    return [s for clause in kids(parse, verb, "ccomp") for s in kids(parse, clause, "nsubj", "nsubjpass")]


def governing_subject(parse: Parse, index: int, documents: frozenset[str]) -> list[int]:
    """The subjects of the nearest verb above a noun: "X" for "battle" in "X took Y after a battle"."""
    here = index
    for _ in range(6):
        above = parse.tokens[here].head
        if above == here:
            return []
        if is_verb(parse.tokens[above]):
            return verb_slots(parse, above, documents).subjects
        here = above
    return []


def _with_conjuncts(parse: Parse, heads: Iterable[int]) -> list[int]:
    return [one for head in heads for one in (head, *conjuncts(parse, head))]


def _oblique(parse: Parse, index: int) -> list[tuple[str, int]]:
    """(preposition, noun) pairs, also of prepositions that hang on prepositions or on the object."""
    found: list[tuple[str, int]] = []
    for preposition in kids(parse, index, "prep", "agent", "prt", "dative"):
        word = parse.tokens[preposition].lower
        for noun in kids(parse, preposition, "pobj"):
            found.extend((word, one) for one in (noun, *conjuncts(parse, noun)))
        for noun in (
            kids(parse, preposition, "pobj") if word == "by" else []
        ):  # "an attack by rebels on a convoy"
            for further in kids(parse, noun, "prep"):
                if parse.tokens[further].lower in ("on", "against", "at"):
                    found.extend(
                        (parse.tokens[further].lower, aimed) for aimed in kids(parse, further, "pobj")
                    )
        for inner in kids(parse, preposition, "prep"):
            found.extend((parse.tokens[inner].lower, noun) for noun in kids(parse, inner, "pobj"))
    for thing in kids(parse, index, "dobj"):
        for preposition in kids(parse, thing, "prep"):
            word = parse.tokens[preposition].lower
            for noun in kids(parse, preposition, "pobj"):
                found.extend((word, one) for one in (noun, *conjuncts(parse, noun)))
    return found


def _shared_subject(parse: Parse, verb: int, documents: frozenset[str]) -> list[int]:
    """The subject that a verb without one shares with its governor."""
    token = parse.tokens[verb]
    for _ in range(4):
        head = token.head
        if head == token.index:
            return []
        governor = parse.tokens[head]
        if token.dep in ("acl", "relcl"):
            through = token.tag == "VBG" and governor.lemma in documents
            return governing_subject(parse, head, documents) if through else [head]
        if token.dep == "pcomp" or governor.dep == "prep":
            by = governor.lower == "by"
            own = governor.lower not in _OF_OBJECT
            governor = parse.tokens[governor.head]
            if by and is_passive(parse, governor.index):
                return []  # "villagers displaced by shelling": they did not shell
            if own and is_verb(governor) and not is_passive(parse, governor.index):
                token = replace(token, dep="advcl")  # "entered X after killing two": who entered killed
        elif token.dep not in _CONTROL or _is_own_clause(parse, token.index):
            return []
        if not is_verb(governor):
            return [governor.index] if token.tag == "VBG" and governor.tag.startswith("N") else []
        found = _controller(parse, token.dep, governor.index)
        if found:
            return found
        token = governor
    return []


def _is_own_clause(parse: Parse, verb: int) -> bool:
    """A finite clause that somebody says: who says it is not its subject, where the parser lost that."""
    token = parse.tokens[verb]
    finite = token.tag in ("VBD", "VBZ", "VBP") or kids(parse, verb, "aux", "auxpass")
    return token.dep == "ccomp" and bool(finite)


def _controller(parse: Parse, dep: str, governor: int) -> list[int]:
    """Who does the lower verb: the object where the governor has one ("ordered troops to attack")."""
    patients = kids(parse, governor, "dobj")
    if dep in ("xcomp", "pcomp") and patients:
        return patients
    if dep == "xcomp" and parse.tokens[governor].lemma in _WITNESSED:
        return []  # "residents reported shelling": they did not shell
    if dep == "advcl" and parse.tokens[governor].lemma in _BLAMED and patients:
        return patients  # "accused a vessel of firing at a boat, injuring four": the vessel did
    if is_misread(parse, governor):  # "soldiers ambushed near X returned fire"
        return kids(parse, governor, *_SUBJECT)
    if is_passive(parse, governor):
        return kids(parse, governor, "nsubjpass") if dep in ("xcomp", "pcomp") else agents(parse, governor)
    return kids(parse, governor, *_SUBJECT)


def _shared_patient(parse: Parse, verb: int) -> list[int]:
    """What a passive verb without a subject is said of: the noun before it, or its governor's subject."""
    token = parse.tokens[verb]
    if token.dep in ("acl", "relcl"):
        return [token.head]
    if token.dep in ("conj", "xcomp", "advcl") and is_verb(parse.tokens[token.head]):
        return _with_conjuncts(parse, kids(parse, token.head, "nsubjpass", "nsubj"))
    return []


def _loose_agents(parse: Parse, verb: int) -> list[int]:
    """The doers of a passive verb that the parser hangs elsewhere.

    "Was robbed and beaten by guards": of the last of several verbs they are all. "Was killed
    near his home by rebels": "by" has no other sense behind a passive and before the next verb.
    """
    for other in kids(parse, verb, "conj"):
        if is_misread(parse, verb):
            break
        if parse.tokens[other].tag == "VBN" and not kids(parse, other, "nsubjpass", "nsubj"):
            found = agents(parse, other) or _loose_agents(parse, other)
            if found:
                return _with_conjuncts(parse, found)
    sentence = parse.sentences[parse.tokens[verb].sentence]
    for index in range(verb + 1, sentence.last):
        token = parse.tokens[index]
        if is_verb(token) and token.dep not in ("amod", "compound"):
            return []
        if token.lower == "by" and index - 1 > verb:
            return _with_conjuncts(parse, kids(parse, index, "pobj"))
    return []


def _by_position(parse: Parse, verb: int, slots: Slots) -> None:
    """The nouns left and right of a headline's verb that the parser took for a noun."""
    sentence = parse.sentences[parse.tokens[verb].sentence]
    left = [i for i in range(sentence.first, verb) if parse.tokens[i].tag.startswith("N")]
    right = [i for i in range(verb + 1, sentence.last) if parse.tokens[i].tag.startswith("N")]
    if not slots.subjects and left:
        slots.subjects = [left[-1]]
    run = right[:1]
    for index in right[1:]:
        if index != run[-1] + 1:
            break
        run.append(index)
    if not slots.objects and run:
        slots.objects = [run[-1]]
