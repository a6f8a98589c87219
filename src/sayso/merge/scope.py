"""Which tellings are worth an event: precision first."""

from collections.abc import Iterator, Mapping, Sequence

from sayso.merge.worlds import downed, lemmas, named_forces, things, told_tokens
from sayso.model.events import Modality
from sayso.model.identity import FORCES
from sayso.model.parse import Parse
from sayso.model.parties import PartyKind
from sayso.model.report import Note
from sayso.model.statements import Attributed
from sayso.model.tellings import Resolved, Telling

# Per 100 words. Set on development corpora: of conflict reports (ECB+ train, MUC-4 with templates) nine
# in ten have more than 1.9, of election news (PolNeAR dev) half have none; one on sanctions alone had 1.6.
SIGNS_PER_100_WORDS = 1.3
# Different signs that a report must show; one is enough in a text of a line or two.
SIGNS = 2
SHORT = 60
# In a text of a line or two words are too few to count: from this probability on it is in scope, unless a
# word of another world is there. Set on tests/gold/traps (dev, tune), where it lets in nothing more.
SURE = 0.985
# How much more a word of another world weighs than a sign that it may borrow. Reports of conflict in
# tests/gold/dev have none to two such words and four signs of their own; those of business wars more.
OTHERS = 4
_UNARMED = frozenset({PartyKind.CIVILIAN, PartyKind.MEDIA, PartyKind.ORGANIZATION, PartyKind.PERSON})
# Types that are events only between parties: an actor must be named.
_NEEDS_ACTOR = frozenset(
    {
        "AGREE",
        "CONSULT",
        "SUPPORT",
        "CONCEDE",
        "COOPERATE",
        "AID",
        "RETREAT",
        "REQUEST",
        "ACCUSE",
        "REJECT",
        "THREATEN",
        "SANCTION",
        "MOBILIZE",
    }
)
_NEEDS_BOTH = frozenset({"CONSULT", "SUPPORT", "SANCTION", "ACCUSE", "AID", "COOPERATE"})
# Of these, those that a party of the tables does also where its object is no party: "condemned it".
_MAY_LACK_TARGET = frozenset({"SANCTION", "ACCUSE", "AID"})
_ORDERLY = frozenset({Modality.OCCURRED, Modality.PLANNED, Modality.THREATENED})


def in_scope(
    parse: Parse,
    resolved: Resolved,
    words: Mapping[str, frozenset[str]],
    claimed: frozenset[int] = frozenset(),
) -> bool:
    """Whether a report shows enough signs of conflict for its length, and more than of sport or elections.

    Signs that other worlds do not borrow (soldiers, grenades, the name of an armed group) weigh
    twice. An assault for which somebody claims responsibility (`claimed` are such tellings) is
    political violence, however much else the report is about.
    """
    coded = told_tokens(parse)
    hard = lemmas(coded, words["armed_signs"]) | named_forces(resolved) | downed(resolved)
    soft = lemmas(coded, words["evidence"]) - hard
    others = things(coded, words["counter_evidence"])
    if soft | hard and any(t.index in claimed and t.sense.type == "ASSAULT" for t in resolved.tellings):
        return True
    if not others and len(coded) <= SHORT and resolved.tellings and (resolved.likely or 0.0) >= SURE:
        return True
    wanted = SIGNS if len(coded) > SHORT else 1
    evidence = words["evidence"] | hard
    signs = sum(token.lemma in evidence for token in coded) + len(named_forces(resolved))
    dense = 100 * signs >= SIGNS_PER_100_WORDS * len(coded)
    if not hard:
        clear = not others or any(_is_known_attack(telling) for telling in resolved.tellings)
        return dense and clear and len(soft) >= wanted
    like_war = 2 * len(hard) + len(soft) > OTHERS * len(others)
    like_war = like_war or any(_is_armed_attack(telling) for telling in resolved.tellings)
    return len(hard | soft) >= wanted and dense and like_war


def _is_known_attack(telling: Telling) -> bool:
    """Violence of a party that the tables have against somebody, or with a weapon and its victims."""
    known = any(fact.value.party is not None for fact in telling.actors) and telling.targets
    return telling.sense.type == "ASSAULT" and bool(known or (telling.weapons and telling.tolls))


def _is_armed_attack(telling: Telling) -> bool:
    """Armed people who hit somebody: no word of sport or elections makes that another story."""
    armed = any(fact.value.kind in FORCES for fact in telling.actors)
    hit = bool(telling.targets or telling.tolls) and telling.sense.aspect == "act"
    return telling.sense.type == "ASSAULT" and armed and hit and telling.modality is Modality.OCCURRED


def accidents(
    parse: Parse, tellings: Sequence[Telling], words: Mapping[str, frozenset[str]]
) -> frozenset[int]:
    """Indexes of deaths and injuries that nobody inflicted: "36 killed in a train collision".

    Nobody acts, no weapon is named, and the sentence names a mishap, a disease or a force
    of nature and nothing of arms.
    """
    found = set()
    for telling in tellings:
        if telling.sense.group not in ("harm", "killing") or telling.actors or telling.weapons:
            continue
        sentence = parse.sentences[telling.sentence]
        lemmas = {token.lemma for token in parse.tokens[sentence.first : sentence.last]}
        if lemmas & (words["mishap"] | words["nature"]) and not lemmas & words["arms"]:
            found.add(telling.index)
    return frozenset(found)


def worth_coding(tellings: Sequence[Telling], attributed: Attributed) -> Iterator[Telling]:
    """The tellings that may become events, in text order; why the others do not is in `left_out`."""
    said = {claim.telling for claim in attributed.sourced_claims()}
    answered = attributed.answered()
    for telling in tellings:
        if reason_against(telling, attributed, telling.index in said, telling.index in answered) is None:
            yield telling


def reason_against(
    telling: Telling,
    attributed: Attributed,
    said: bool,  # noqa: FBT001 (one caller)
    answered: bool = False,  # noqa: FBT001, FBT002 (one caller)
) -> str | None:
    """Why a telling is no event of its own; None where it is one."""
    if telling.index in attributed.unspoken:
        return "an accusation that nobody is said to make"
    if telling.negated:
        shown = telling.actors and (telling.targets or telling.place)
        return None if said and shown else "told as not having happened"
    if telling.modality not in _ORDERLY:
        return "only possible, wished for or asked for"
    if telling.modality is Modality.PLANNED and telling.sense.type in (
        "ASSAULT",
        "CONSULT",
        "REQUEST",
        "ACCUSE",
    ):
        return "only planned"
    if telling.modality is Modality.THREATENED and telling.sense.type != "THREATEN":
        return "only threatened"
    actors = telling.actors or (
        (attributed.speakers[telling.index],) if telling.index in attributed.speakers else ()
    )
    if telling.sense.words[0] == "enter" and actors and all(f.value.kind in _UNARMED for f in actors):
        return "who enters is not armed, and takes nothing"
    exposure = telling.sense.aspect == "exposure"
    freed = telling.sense.mode == "release" and telling.targets
    if telling.sense.type in _NEEDS_ACTOR and not (actors or exposure or freed):
        return "no party named as acting"
    known = telling.sense.type in _MAY_LACK_TARGET and any(fact.value.party is not None for fact in actors)
    if telling.sense.type in _NEEDS_BOTH and not (telling.targets or known):
        return "no party named as acted on"
    sure = telling.sense.pos == "noun" and telling.sense.weight >= 1 and telling.sense.type == "ASSAULT"
    if not (sure or telling.definite or actors or answered or has_role(telling)):
        return "no party, place, weapon or figure named"
    return None


def has_role(telling: Telling) -> bool:
    """Whether a telling names anything beside the act."""
    return bool(telling.actors or telling.targets or telling.weapons or telling.tolls or telling.place)


def left_out(tellings: Sequence[Telling], kept: Sequence[Telling], attributed: Attributed) -> Iterator[Note]:
    """A note for each trigger that was seen and made no event."""
    indexes = {telling.index for telling in kept}
    for telling in tellings:
        if telling.index not in indexes:
            why = reason_against(telling, attributed, said=False) or "points back at nothing told before"
            yield Note("no-event", f"{telling.sense.type}: {why}", telling.trigger)
