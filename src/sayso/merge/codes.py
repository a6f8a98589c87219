"""Codes that type and mode leave open: ACLED's sub-event type, and those of claims as acts of speech."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sayso.model.events import AcledCode, Modality
from sayso.model.ontology import Ontology
from sayso.model.parties import PartyKind
from sayso.model.statements import Claim, ClaimField, Stance, Statement

ARMED = frozenset({PartyKind.STATE_FORCE, PartyKind.ARMED_FORCE, PartyKind.ARMED_GROUP, PartyKind.COALITION})
STATE = frozenset({PartyKind.STATE, PartyKind.STATE_FORCE, PartyKind.ARMED_FORCE})
UNARMED = frozenset({PartyKind.CIVILIAN, PartyKind.MEDIA, PartyKind.ORGANIZATION, PartyKind.PERSON})
# Modes that reach their target from afar, so that it cannot answer.
REMOTE = frozenset({"aerial", "drone", "heavy-weapons", "explosives", "suicide-attack", "unconventional"})
# Violence towards demonstrators that ACLED calls excessive even without a toll.
DEADLY = frozenset({"firearms", "targeted", "torture", "suicide-attack", "explosives"})


@dataclass(frozen=True, slots=True)
class CodingContext:
    """What ACLED's rules ask of an event.

    `families` are the families of its weapons; `actors`, `targets` the kinds of its
    parties. `hint` is a sub-event type that the trigger itself names. `aircraft`: the
    target is an aircraft that was fired at. `armed_target`: whether the target bears arms,
    None where its kind must say it (a person: a general or a mayor). `mutual`: the text
    tells fire of both sides. `in_battle`: a part of fighting on the ground. `territory`:
    what is seized or left is ground. `at_home`: the actor is the state's force in its own
    country, None where not known. `protesters`: the target demonstrates. `intervention`:
    police or soldiers stepped in. `hurt`: somebody was killed or badly wounded. `peaceful`:
    the text says that nobody fought for the ground. `peace`: the agreement is one on arms.
    """

    type: str
    mode: str | None = None
    modality: Modality = Modality.OCCURRED
    families: frozenset[str] = frozenset()
    actors: tuple[PartyKind, ...] = ()
    targets: tuple[PartyKind, ...] = ()
    hint: str | None = None
    aircraft: bool = False
    armed_target: bool | None = None
    mutual: bool = False
    in_battle: bool = False
    territory: bool = False
    at_home: bool | None = None
    protesters: bool = False
    intervention: bool = False
    hurt: bool = False
    peaceful: bool = False
    peace: bool = False
    classes: Mapping[str, float] = field(default_factory=dict)


# From these shares on the weights have a say: against the rules, and where they settle nothing.
_AGAINST, _ALONE = 0.5, 0.25
_GROUND = frozenset({"Government regains territory", "Non-state actor overtakes territory"})
# Sub-event types that words of their own tell: modes and families of weapons, one of which must be there.
_OWN_WORDS = {
    "Chemical weapon": frozenset({"unconventional", "chemical"}),
    "Government regains territory": frozenset({"seize", None}),
    "Grenade": frozenset({"grenade"}),
    "Non-state actor overtakes territory": frozenset({"seize", None}),
    "Non-violent transfer of territory": frozenset({"seize", "withdraw", None}),
    "Sexual violence": frozenset({"sexual"}),
    "Suicide bomb": frozenset({"suicide-attack"}),
}


def acled_code(event: CodingContext, ontology: Ontology) -> AcledCode | None:
    """ACLED's code of `event`, None where ACLED would not code it or the report does not settle it.

    Source: ACLED codebook, event and sub-event types; air-to-air combat and effective fire
    on aircraft are Battles / Armed clash; remote violence is one-sided.
    """
    if event.modality is not Modality.OCCURRED:
        return None
    name = _weighed(event, event.hint or _sub_event(event, ontology), ontology)
    return ontology.acled.get(name) if name is not None else None


def _weighed(event: CodingContext, ruled: str | None, ontology: Ontology) -> str | None:
    """What the rules say, or the weights where they are sure enough of something possible."""
    shares = {
        name: event.classes.get(ontology.case2021[name], 0.0)
        for name in ontology.possible.get(event.type, ())
    }
    shares = {name: share for name, share in shares.items() if name == ruled or not _lacks_words(event, name)}
    best = max(shares, key=lambda name: shares[name], default=None)
    if event.hint or event.aircraft or best is None or shares[best] < (_ALONE if ruled is None else _AGAINST):
        return ruled
    return _winner(event) if best in _GROUND and event.actors else best


def _lacks_words(event: CodingContext, name: str) -> bool:
    """Whether words must tell a sub-event type and none does: the weights read whole sentences."""
    return name in _OWN_WORDS and not _OWN_WORDS[name] & {event.mode, *event.families}


def _sub_event(event: CodingContext, ontology: Ontology) -> str | None:
    if event.type == "ASSAULT":
        return _assault(event, ontology)
    if event.type == "PROTEST":
        return _protest(event, ontology)
    if event.type == "COERCE" and event.mode == "seize":
        return _seizure(event)
    if event.type == "RETREAT" and event.mode == "withdraw":
        gives_up = event.territory or set(event.actors) & (ARMED | STATE)
        return "Non-violent transfer of territory" if gives_up else None
    if event.type in {"AGREE", "SUPPORT"}:
        return "Agreement" if _is_between_armed(event) else None
    return ontology.acled_by_mode.get((event.type, event.mode or ""))


def _assault(event: CodingContext, ontology: Ontology) -> str | None:
    if event.aircraft or (event.in_battle and event.mode not in {"abduct", "sexual", "torture", "destroy"}):
        return "Armed clash"
    if event.protesters or event.mode == "crowd-control":
        return "Excessive force against protesters" if _is_excessive(event) else "Protest with intervention"
    if event.mutual and _is_armed_target(event) is not False:
        return "Armed clash"
    return _one_sided(event, ontology)


def _one_sided(event: CodingContext, ontology: Ontology) -> str | None:
    by_mode = ontology.acled_by_mode.get(("ASSAULT", event.mode or ""))
    by_weapon = _by_weapon(event, ontology)
    if (
        event.mode in {None, *REMOTE}
        and by_weapon is not None
        and (by_mode is None or by_weapon == "Grenade")
    ):
        return by_weapon
    return by_mode or _close_attack(event)


def _by_weapon(event: CodingContext, ontology: Ontology) -> str | None:
    """What the weapons settle: all those that settle anything must agree."""
    found = {ontology.acled_by_family[f] for f in event.families if f in ontology.acled_by_family}
    return found.pop() if len(found) == 1 else None


def _close_attack(event: CodingContext) -> str | None:
    """Violence at close range: a mob, an attack on civilians, or a clash of the armed."""
    if event.actors and set(event.actors) <= {PartyKind.CIVILIAN}:
        return "Mob violence"
    armed = _is_armed_target(event)
    if armed is None:
        return None
    return "Armed clash" if armed else "Attack"


def _is_armed_target(event: CodingContext) -> bool | None:
    """Whether whoever was hit can fight back; None where the report names nobody who could tell."""
    if event.armed_target is not None:
        return event.armed_target
    kinds = set(event.targets) or (set(event.actors) if event.mutual else set())
    if kinds & (ARMED | {PartyKind.STATE}):
        return True
    return False if kinds & UNARMED else None


def _is_excessive(event: CodingContext) -> bool:
    return event.hurt or event.mode in DEADLY or "firearm" in event.families


def _is_between_armed(event: CodingContext) -> bool:
    """Agreements count between the sides of a conflict, of which one at least is no state.

    Who settles a truce or peace (`peace`) is a side, whatever the report calls it.
    """
    return event.peace or PartyKind.ARMED_GROUP in {*event.actors, *event.targets}


def _protest(event: CodingContext, ontology: Ontology) -> str | None:
    name = ontology.acled_by_mode.get(("PROTEST", event.mode or ""))
    if name != "Peaceful protest":
        return name
    if event.intervention:
        return "Excessive force against protesters" if event.hurt else "Protest with intervention"
    return name


def _seizure(event: CodingContext) -> str | None:
    """Ground won by fighting, or goods taken.

    A state's force regains ground only at home; abroad it counts with the other actors,
    as does every coalition and group.
    """
    if not event.territory:
        return "Looting/property destruction" if _is_armed_target(event) is False else None
    if not event.actors:
        return None
    return "Non-violent transfer of territory" if event.peaceful else _winner(event)


def _winner(event: CodingContext) -> str:
    """Whose ground it is now, as those say who took it: the weights read whole sentences, with other acts.

    Troops of no named state are those of the country: who comes from abroad is named.
    """
    home = bool(set(event.actors) & STATE) and event.at_home is not False
    return "Government regains territory" if home else "Non-state actor overtakes territory"


_WHO = frozenset({ClaimField.ACTOR, ClaimField.RESPONSIBILITY})


def coded_claims(claims: Iterable[Claim], statements: Sequence[Statement], ontology: Ontology) -> list[Claim]:
    """The claims with the codes of those that are acts of speech about who did it.

    Who speaks must be known: nobody claims, denies or accuses in the report's own voice, or
    where the text names no speaker.

    Source: CAMEO 015 and 016; PLOVER, whose manual has the denial of responsibility under REJECT.
    """
    speakers = {one.id for one in statements if one.source is not None and not one.own_voice}
    return [_coded(claim, ontology) if claim.statement in speakers else claim for claim in claims]


def _coded(claim: Claim, ontology: Ontology) -> Claim:
    own = claim.stance is Stance.CLAIMS and claim.field in (*_WHO, ClaimField.OCCURRENCE)
    if own:
        return replace(claim, cameo=ontology.responsibility.get(claim.stance))
    if claim.field in _WHO and claim.stance is Stance.DENIES:
        return replace(claim, cameo=ontology.responsibility.get(claim.stance), plover="REJECT")
    if claim.field in _WHO and claim.stance is Stance.ALLEGES:
        return replace(claim, cameo=ontology.cameo.get(("ACCUSE", "allege")), plover="ACCUSE")
    return claim
