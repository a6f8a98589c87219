"""What a content puts forward: who did it, with what, whom it hit, where from; one question each.

Every question is `(said, words) -> bool`; the first one that holds names the field.
"""

from collections.abc import Mapping, Sequence

from sayso.attribute.contents import Content
from sayso.attribute.stances import VIOLENT, Said
from sayso.model.statements import Polarity
from sayso.model.trees import agents, behind, is_noun, is_passive, is_verb, kids

Words = Mapping[str, frozenset[str]]
_POINTING = frozenset({"the", "this", "that", "these", "those"})
_HARM = frozenset({"harm", "killing"})
_AWAY = frozenset({"flee", "displace", "uproot", "lie", "bury", "trap", "entomb", "evacuate"})
# Doing something with others, in words that name it together.
_IN_LEAGUE = (
    "in the pay of", "on the payroll of", "in league with", "hand in glove with", "in cahoots with",
    "in contact with", "at the behest of", "under orders from",
    "side by side with", "shoulder to shoulder with",
)  # fmt: skip
_DEED_OF = ("nothing to do with", "work of", "deed of", "handiwork of", "doing of", "hand in")
_MOVES = frozenset({"leave", "arrive", "reach", "enter", "cross", "roll", "mass", "vanish"})
_TRAVELS = frozenset({"come", "originate", "sail", "fly", "infiltrate", "emanate", "stem"})
_BEARING = frozenset(
    {"use", "employ", "deploy", "carry", "bear", "possess", "smuggle", "ship", "have", "see", "find"}
)
_DEEDS = frozenset(
    {"fire", "shoot", "attack", "bomb", "plant", "throw", "abduct", "storm", "raid", "seize", "take"}
)
_BROKEN = ("out of action", "out of service", "out of order", "beyond repair", "in ruins", "in flames")


def lemmas(content: Content, tokens: Sequence[int]) -> set[str]:
    """The lemmas of some tokens."""
    return {content.word(i).lemma for i in tokens}


def is_anaphoric(content: Content, words: Words) -> bool:
    """Whether the subject points back: "it", "the attack"."""
    for index in content.subjects():
        token = content.word(index)
        determiners = {content.word(i).lower for i in kids(content.parse, index, "det")}
        if token.lower in ("it", "they", "this") or (
            token.lemma in words["anaphora"] and determiners & _POINTING
        ):
            return True
    return False


# -- people hurt ------------------------------------------------------------------------------------


def is_hurt(said: Said, words: Words) -> bool:
    """Whether its words are about people hurt: "most of the dead were women", "17 bodies"."""
    content, main = said.content, said.main
    parse = content.parse
    subjects = content.subjects()
    near = [*content.predicates(), *subjects, *(n for i in subjects for n in behind(parse, i))]
    near += [i for v in content.predicates() for i in kids(parse, v, "dobj", "ccomp", "nsubj")]
    near += [n for i in kids(parse, content.main, "ccomp") for n in content.subjects(i)]
    found = lemmas(content, near) | {content.word(i).lower for i in content.predicates()}
    if not subjects and content.word(content.main).dep == "xcomp":  # "three of the dead were believed to be"
        raised = kids(parse, content.word(content.main).head, "nsubjpass")
        near += [n for i in raised if content.holds(i) for n in (i, *behind(parse, i))]
    counts = [i for v in content.predicates() for i in kids(parse, v, "dobj") if _is_count(content, i)]
    found |= lemmas(content, [n for i in counts for n in behind(parse, i, "of")])
    hurt = bool(found & words["casualty_words"])
    if main is None and _is_bare_count(content, words):
        return True
    if (main is None or main.definite) and (hurt or _is_flight(content) or _is_loss(content, words)):
        return True
    if main is not None and main.sense.group in _HARM and not main.actors and not main.negated:
        at_top = main.token in (content.main, *content.joined())
        return at_top and content.word(main.token).lemma in words["hurting"]
    counted = not content.is_clause and any(content.word(i).tag == "CD" for i in content.tokens[:3])
    return counted and (hurt or len(content.tokens) <= 4)


def _is_loss(content: Content, words: Words) -> bool:
    """ "Had lost one fighter"."""
    lost = lemmas(content, kids(content.parse, content.main, "dobj")) & words["arms_and_men"]
    return content.word(content.main).lemma == "lose" and bool(lost)


def _is_count(content: Content, index: int) -> bool:
    """ "Gave the number of dead as nineteen"."""
    return content.word(index).lemma in ("number", "count", "toll", "tally", "total", "figure")


def _is_bare_count(content: Content, words: Words) -> bool:
    """ "It knows of eleven, all of them fighters": a number of people, and nothing else."""
    parse, verb = content.parse, content.main
    counted = [
        i for i in (*kids(parse, verb, "dobj"), *behind(parse, verb, "of")) if content.word(i).tag == "CD"
    ]
    after = {content.word(i).lemma for i in content.tokens if counted and i > counted[0]}
    return bool(after & (words["arms_and_men"] | {"civilian", "child", "woman", "militiaman", "guard"}))


def _is_flight(content: Content) -> bool:
    """ "About 12,000 people had fled", "sixty people lie under the ruins": counted, and displaced."""
    counted = any(kids(content.parse, i, "nummod") for i in content.subjects())
    return counted and content.word(content.main).lemma in _AWAY


# -- who did it, who helped -----------------------------------------------------------------------------


def is_responsibility(said: Said, words: Words) -> bool:
    """ "Was behind it", "is responsible", "had nothing to do with it", "the work of"."""
    content = said.content
    if any(content.has(words_of) for words_of in _DEED_OF) or _is_command(content):
        return True
    return any(_answers(content, index, words) for index in content.predicates())


def _is_command(content: Content) -> bool:
    """ "I gave the order", "the order came from the top floor"."""
    verb = content.word(content.main).lemma
    orders = {"order", "command", "instruction"}
    if verb in ("come", "emanate") or is_passive(content.parse, content.main):
        below = content.subjects()
        return verb in ("come", "give", "issue", "emanate") and bool(lemmas(content, below) & orders)
    return verb in ("give", "issue") and bool(
        lemmas(content, kids(content.parse, content.main, "dobj")) & orders
    )


def _answers(content: Content, index: int, words: Words) -> bool:
    token, parse = content.word(index), content.parse
    if token.lower in words["culpable"]:
        return True
    if token.lower in words["answering"] and token.dep in ("acomp", "attr", "prep", "ROOT", "ccomp"):
        return True
    if {content.word(i).lower for i in kids(parse, index, "prep")} & words["answering"]:
        return True
    part = lemmas(content, kids(parse, index, "dobj")) & words["having_part"]
    return bool(part) and token.lemma in ("have", "play", "take", "deny", "admit")


def is_actor(said: Said, words: Words) -> bool:
    """ "Was carried out by", "had fired them", "it was the army that", "the gunmen were members of"."""
    content = said.content
    parse, main = content.parse, content.word(content.main)
    if _is_committed(content):
        return True
    if main.lemma == "be":
        if lemmas(content, content.subjects()) & words["doers"]:
            return True
        it = {content.word(i).lower for i in content.subjects()} & {"it", "this", "that"}
        return bool(it) and any(kids(parse, i, "relcl") for i in kids(parse, content.main, "attr"))
    if _are_they(said, words):
        return True
    if is_passive(parse, content.main):
        told = any(t.definite for t in said.inside) or is_anaphoric(content, words)
        return told and bool(agents(parse, content.main))
    if is_verb(main):
        objects = {content.word(i).lower for i in kids(parse, content.main, "dobj")}
        return bool(objects & {"it", "them", "this"}) and said.main is not None
    by = kids(parse, content.main, "agent") or behind(parse, content.main, "by")
    return not content.is_clause and bool(by)


def _is_committed(content: Content) -> bool:
    """ "Carried out the raid", "it was orchestrated by": of a deed that is known; "a raid" is news itself."""
    parse, main = content.parse, content.word(content.main)
    out = main.lemma in ("carry", "conduct") and (
        main.lemma == "conduct" or bool(kids(parse, main.index, "prt"))
    )
    if not out and main.lemma not in ("commit", "perpetrate", "orchestrate", "mastermind", "stage"):
        return False
    below = kids(parse, main.index, "dobj")
    left = {content.word(d).lower for i in below for d in kids(parse, i, "det", "amod")}
    return not left & {"a", "an", "such", "another", "new"}


def _are_they(said: Said, words: Words) -> bool:
    """ "The men who fired wore the boots of the police": about who they were."""
    content = said.content
    clauses = [
        v for i in content.subjects() if is_noun(content.word(i)) for v in kids(content.parse, i, "relcl")
    ]
    who = {content.word(s).lower for v in clauses for s in kids(content.parse, v, "nsubj")} & {"who"}
    return bool(who) and bool(lemmas(content, clauses) & (_DEEDS | words["hurting"]))


def is_together(said: Said, words: Words) -> bool:
    """ "Supplied the rebels", "was in league with": help, or acting together."""
    content = said.content
    if any(content.has(phrase) for phrase in _IN_LEAGUE) or _are_in_touch(content):
        return said.carrier is None or said.carrier.sense.type not in VIOLENT
    near = {*content.predicates(), *content.joined()}
    if any(content.word(i).lemma in words["together"] and is_verb(content.word(i)) for i in near):
        return True
    near |= {i for v in tuple(near) for i in kids(content.parse, v, "dobj", "advcl", "xcomp", "nsubj")}
    if not any(content.word(i).lemma in words["together"] for i in near if content.holds(i)):
        return False
    return said.carrier is None or said.carrier.sense.type not in VIOLENT


def _are_in_touch(content: Content) -> bool:
    """ "Had been in radio contact with"."""
    parse = content.parse
    near = [
        n
        for n in behind(parse, content.main, "in")
        if content.word(n).lemma in ("contact", "touch", "league")
    ]
    return any(content.word(i).lower == "with" for n in near for i in kids(parse, n, "prep"))


# -- where armed people were, where it came from, with what ------------------------------------------------


def is_presence(said: Said, words: Words) -> bool:
    """ "No troops were in the town", "fighters were hiding in the school"."""
    content = said.content
    parse, main = content.parse, content.word(content.main)
    unsaid = said.meaning.polarity is not Polarity.POSITIVE
    if _has_moved(said, words):
        return True
    if main.lemma not in words["being_there"] and not (main.lemma in words["going_there"] and unsaid):
        return False
    if main.lemma in ("hide", "station", "base", "billet") and is_passive(parse, content.main):
        return True
    heads = [*content.subjects(), *kids(parse, content.main, "attr", "dobj")]
    named = [content.word(i) for i in (*heads, *(n for head in heads for n in behind(parse, head)))]
    armed = any(token.lemma in words["arms_and_men"] for token in named)
    if main.lemma in ("be", "have"):
        there = kids(parse, content.main, "expl", "prep")
        around = {content.word(i).lower for i in kids(parse, content.main, "advmod", "acomp")}
        return armed and bool(there or around & words["whereabouts"])
    return armed or any(is_noun(t) and t.lemma in ("presence", "base", "foothold") for t in named)


def _has_moved(said: Said, words: Words) -> bool:
    """ "Nine howitzers had left the depot": where arms are, and no deed with them."""
    content = said.content
    if said.carrier is not None or content.word(content.main).lemma not in _MOVES:
        return False
    return bool(lemmas(content, content.subjects()) & words["weaponry"])


def is_origin(said: Said, words: Words) -> bool:
    """ "Came from the hills", "was fired from inside the camp"."""
    content = said.content
    for verb in content.predicates():
        token, passive = content.word(verb), is_passive(content.parse, verb)
        if token.lemma not in _TRAVELS and not (passive and token.lemma in words["sent"]):
            continue
        if any(content.holds(i) for i in behind(content.parse, verb, "from")):
            return True
        if any(content.word(i).lower == "from" for i in kids(content.parse, verb, "prep")):
            return True
    return False


def is_weapon(said: Said, words: Words) -> bool:
    """ "Used cluster bombs", "were hit with cluster bombs", "it was a mine"."""
    content = said.content
    parse, main = content.parse, content.word(content.main)
    arms = {i for i in content.tokens if content.word(i).lemma in words["weaponry"]}
    if not arms:
        return False
    if is_passive(parse, content.main) and not agents(parse, content.main):
        return bool(arms & set(behind(parse, content.main, "with")))
    if main.lemma in _BEARING:
        return bool(arms & set(kids(parse, content.main, "dobj", "nsubjpass")))
    if main.lemma == "be" and not kids(parse, content.main, "expl"):
        return bool(arms & set(kids(parse, content.main, "attr")))
    return not content.is_clause and content.main in arms and len(content.tokens) <= 6


# -- whom it hit, and what was broken -------------------------------------------------------------------


def is_target(said: Said, words: Words) -> bool:
    """ "No civilian sites were targeted", "only fighters were hit"."""
    content = said.content
    if content.word(content.main).lemma == "target" or _is_identity(content, words):
        return True
    if said.main is None or said.main.token != content.main:
        return False
    if any(content.word(i).lower in ("only", "exclusively", "solely", "purely") for i in content.tokens):
        return True
    denied = said.meaning.polarity is Polarity.NEGATIVE and is_passive(content.parse, content.main)
    none = {content.word(d).lower for i in content.subjects() for d in kids(content.parse, i, "det")}
    return denied and "no" in none and said.main.sense.group not in _HARM


def _is_identity(content: Content, words: Words) -> bool:
    """ "The man whose body was found was the contractor": who it was that was hurt."""
    if content.word(content.main).lemma != "be" or not kids(content.parse, content.main, "attr"):
        return False
    below = [i for subject in content.subjects() for i in content.under(subject)]
    return bool(lemmas(content, below) & words["casualty_words"])


def is_activity(said: Said, words: Words) -> bool:
    """ "Was used as a command post", "was flying a mission": what the target was doing."""
    content = said.content
    if content.word(content.main).lemma == "use" and is_passive(content.parse, content.main):
        return any(content.word(i).lower in ("as", "to", "for", "by") for i in content.tokens)
    return content.has("on a mission") or content.has("flying a mission")


def is_damage(said: Said, words: Words) -> bool:
    """ "The bridge collapsed", "forty houses were destroyed"."""
    content = said.content
    if any(content.has(phrase) for phrase in _BROKEN):
        return True
    if content.word(content.main).lemma not in words["damaging"]:
        return False
    return is_passive(content.parse, content.main) or not kids(content.parse, content.main, "dobj")


# -- when, where, what for ------------------------------------------------------------------------------


def is_when(said: Said, words: Words) -> bool:
    """ "The attack came before dawn"."""
    content = said.content
    happens = content.word(content.main).lemma in ("occur", "happen", "take", "come", "begin", "start")
    nouns = behind(content.parse, content.main, "before", "after", "at", "on")
    return happens and is_anaphoric(content, words) and any(_is_hour(content, i, words) for i in nouns)


def is_where(said: Said, words: Words) -> bool:
    """ "The attack took place outside the town"."""
    content = said.content
    happens = content.word(content.main).lemma in ("occur", "happen", "take", "fall", "land", "stray")
    nouns = behind(content.parse, content.main, "in", "near", "at", "outside", "inside", "over")
    return happens and is_anaphoric(content, words) and any(not _is_hour(content, i, words) for i in nouns)


def _is_hour(content: Content, index: int, words: Words) -> bool:
    return content.word(index).lower in words["hours"] or content.word(index).tag == "CD"


def is_aim(said: Said, words: Words) -> bool:
    """ "Its aim is to", "wants", "does not seek to"."""
    content = said.content
    main = content.word(content.main)
    if main.lemma in ("want", "seek", "intend", "plan", "aim", "wish", "prepare", "ready"):
        return bool(kids(content.parse, content.main, "xcomp", "ccomp", "dobj"))
    near = [*content.subjects(), *kids(content.parse, content.main, "attr", "acomp")]
    return main.lemma == "be" and bool(lemmas(content, near) & words["aims"])
