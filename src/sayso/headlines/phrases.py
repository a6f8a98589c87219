"""What each type and mode of PLOVER is called, for events whose own words cannot be told again."""

import re
from collections.abc import Sequence

# PLOVER type and mode -> what somebody did, and what it is called. `{}` is whom it was done to;
# in brackets: left out where nobody is; after "|": said instead where nobody is.
PHRASES: dict[tuple[str, str], tuple[str, str]] = {
    ("AGREE", ""): ("agreed[ with {}]", "agreement[ with {}]"),
    ("CONSULT", ""): ("held talks with {}|held talks", "talks[ with {}]"),
    ("CONSULT", "visit"): ("visited {}|made a visit", "visit[ to {}]"),
    ("CONSULT", "third-party"): ("mediated[ with {}]", "mediation[ with {}]"),
    ("CONSULT", "multilateral"): ("met {} and others|held a conference", "conference[ with {}]"),
    ("CONSULT", "phone"): ("telephoned[ {}]", "telephone call[ to {}]"),
    ("SUPPORT", ""): ("declared support[ for {}]", "declared support[ for {}]"),
    ("CONCEDE", ""): ("made concessions[ to {}]", "concessions[ to {}]"),
    ("COOPERATE", ""): ("worked together[ with {}]", "cooperation[ with {}]"),
    ("AID", ""): ("gave aid[ to {}]", "aid[ to {}]"),
    ("RETREAT", ""): ("gave way[ to {}]", "retreat[ before {}]"),
    ("RETREAT", "withdraw"): ("withdrew", "withdrawal"),
    ("RETREAT", "release"): ("released {}|released captives", "release[ of {}]"),
    ("RETREAT", "disarm"): ("laid down arms[ before {}]", "laying down of arms[ before {}]"),
    ("RETREAT", "ceasefire"): ("ceased fire[ with {}]", "ceasefire[ with {}]"),
    ("RETREAT", "access"): ("gave access[ to {}]", "access[ for {}]"),
    ("RETREAT", "resign"): ("resigned", "resignation"),
    ("REQUEST", ""): ("made a demand[ of {}]", "demand[ of {}]"),
    ("REQUEST", "assist"): ("asked[ {}] for help", "request for help[ to {}]"),
    ("REQUEST", "change"): ("called on {} to act|called for change", "call to act[ to {}]"),
    ("REQUEST", "yield"): ("called on {} to back down|called for a stand-down", "call to back down[ to {}]"),
    ("REQUEST", "meet"): ("asked {} to meet|asked for a meeting", "request for a meeting[ to {}]"),
    ("ACCUSE", ""): ("accused {}|made an accusation", "accusation[ against {}]"),
    ("ACCUSE", "disapprove"): ("condemned {}|voiced condemnation", "condemnation[ of {}]"),
    ("ACCUSE", "investigate"): ("opened an inquiry[ into {}]", "inquiry[ into {}]"),
    ("REJECT", ""): ("refused {}|refused", "refusal[ to {}]"),
    ("REJECT", "assist"): ("refused help[ to {}]", "refusal of help[ to {}]"),
    ("REJECT", "change"): ("refused[ {}] a change", "refusal of change[ to {}]"),
    ("REJECT", "yield"): ("refused to give way[ to {}]", "refusal to give way[ to {}]"),
    ("REJECT", "meet"): ("refused to meet[ {}]", "refusal to meet[ {}]"),
    ("THREATEN", ""): ("threatened {}|made a threat", "threat[ to {}]"),
    ("THREATEN", "restrict"): (
        "threatened {} with restrictions|threatened restrictions",
        "threat of restrictions[ to {}]",
    ),
    ("THREATEN", "arrest"): ("threatened {} with arrest|threatened arrests", "threat of arrest[ to {}]"),
    ("THREATEN", "relations"): ("threatened to break[ with {}]", "threat to break[ with {}]"),
    ("THREATEN", "expel"): (
        "threatened {} with expulsion|threatened expulsions",
        "threat of expulsion[ to {}]",
    ),
    ("THREATEN", "territory"): ("threatened to take ground[ from {}]", "threat to take ground[ from {}]"),
    ("THREATEN", "violence"): (
        "threatened {} with violence|threatened violence",
        "threat of violence[ to {}]",
    ),
    ("PROTEST", ""): ("protested[ against {}]", "protest[ against {}]"),
    ("PROTEST", "demo"): ("demonstrated[ against {}]", "demonstration[ against {}]"),
    ("PROTEST", "riot"): ("rioted[ against {}]", "riot[ against {}]"),
    ("PROTEST", "strike"): ("went on strike[ against {}]", "strike[ against {}]"),
    ("PROTEST", "hunger"): ("went on hunger strike[ against {}]", "hunger strike[ against {}]"),
    ("PROTEST", "boycott"): ("boycotted {}|began a boycott", "boycott[ of {}]"),
    ("PROTEST", "obstruct"): ("put up a blockade[ against {}]", "blockade[ against {}]"),
    ("PROTEST", "vandalize"): ("damaged property[ of {}]", "damage to property[ of {}]"),
    ("SANCTION", ""): ("imposed sanctions[ on {}]", "sanctions[ on {}]"),
    ("SANCTION", "convict"): ("convicted {}|passed a sentence", "conviction[ of {}]"),
    ("SANCTION", "expel"): ("expelled {}|expelled people", "expulsion[ of {}]"),
    ("SANCTION", "withdraw"): ("withdrew[ from dealings with {}]", "withdrawal[ from dealings with {}]"),
    ("SANCTION", "discontinue"): ("broke off dealings[ with {}]", "end of dealings[ with {}]"),
    ("MOBILIZE", ""): ("showed force[ against {}]", "show of force[ against {}]"),
    ("MOBILIZE", "troops"): ("moved troops[ against {}]", "movement of troops[ against {}]"),
    ("MOBILIZE", "weapons"): ("readied weapons[ against {}]", "readying of weapons[ against {}]"),
    ("MOBILIZE", "police"): ("sent out police[ against {}]", "police sent out[ against {}]"),
    ("MOBILIZE", "militia"): ("raised militias[ against {}]", "raising of militias[ against {}]"),
    ("COERCE", ""): ("coerced {}|used coercion", "coercion[ of {}]"),
    ("COERCE", "seize"): ("seized ground or property[ from {}]", "seizure of ground or property[ from {}]"),
    ("COERCE", "restrict"): ("imposed restrictions[ on {}]", "restrictions[ on {}]"),
    ("COERCE", "censor"): ("censored {}|imposed censorship", "censorship[ of {}]"),
    ("COERCE", "curfew"): ("imposed a curfew[ on {}]", "curfew[ on {}]"),
    ("COERCE", "martial-law"): ("imposed martial law[ on {}]", "martial law[ on {}]"),
    ("COERCE", "arrest"): ("arrested {}|made arrests", "arrest[ of {}]"),
    ("COERCE", "deport"): ("deported {}|deported people", "deportation[ of {}]"),
    ("COERCE", "withhold"): ("withheld goods or services[ from {}]", "withholding of goods[ from {}]"),
    ("COERCE", "misinformation"): ("spread false news[ about {}]", "false news[ about {}]"),
    ("COERCE", "cyber"): ("attacked {} by computer|made a cyber attack", "cyber attack[ on {}]"),
    ("ASSAULT", ""): ("attacked {}|made an attack", "attack[ on {}]"),
    ("ASSAULT", "abduct"): ("abducted {}|abducted people", "abduction[ of {}]"),
    ("ASSAULT", "beat"): ("beat {}|beat people", "beating[ of {}]"),
    ("ASSAULT", "torture"): ("tortured {}|tortured people", "torture[ of {}]"),
    ("ASSAULT", "sexual"): ("committed sexual violence[ against {}]", "sexual violence[ against {}]"),
    ("ASSAULT", "targeted"): ("made a targeted attack[ on {}]", "targeted attack[ on {}]"),
    ("ASSAULT", "destroy"): ("destroyed property[ of {}]", "destruction[ of property of {}]"),
    ("ASSAULT", "primitive"): (
        "attacked {} with simple weapons|made an attack with simple weapons",
        "attack with simple weapons[ on {}]",
    ),
    ("ASSAULT", "firearms"): ("shot at {}|opened fire", "shooting[ at {}]"),
    ("ASSAULT", "explosives"): ("bombed {}|set off explosives", "bombing[ of {}]"),
    ("ASSAULT", "suicide-attack"): ("made a suicide attack[ on {}]", "suicide attack[ on {}]"),
    ("ASSAULT", "aerial"): ("attacked {} from the air|made an air attack", "attack from the air[ on {}]"),
    ("ASSAULT", "drone"): ("attacked {} with drones|made a drone attack", "drone attack[ on {}]"),
    ("ASSAULT", "heavy-weapons"): (
        "attacked {} with heavy weapons|fired heavy weapons",
        "attack with heavy weapons[ on {}]",
    ),
    ("ASSAULT", "crowd-control"): ("used force on a crowd[ of {}]", "force used on a crowd[ of {}]"),
    ("ASSAULT", "unconventional"): (
        "attacked {} with unconventional weapons|used unconventional weapons",
        "attack with unconventional weapons[ on {}]",
    ),
}


def phrase(type_: str, mode: str) -> tuple[str, str]:
    """What somebody did and what it is called; an unknown mode is said with its type's words."""
    general = (f"did {type_.lower()}[ to {{}}]", f"{type_.lower()}[ of {{}}]")
    return PHRASES.get((type_, mode)) or PHRASES.get((type_, "")) or general


def filled(template: str, whom: str) -> str:
    """A phrase with those whom it was done to, or without anybody."""
    full, _, alone = template.partition("|")
    if not whom and alone:
        return alone
    return re.sub(r"\[(.*?)\]", r"\1" if whom else "", full).replace("{}", whom)


def names(given: Sequence[str]) -> str:
    """ "A", "A and B", "A, B and C"; each name once."""
    once = list(dict.fromkeys(given))
    return " and ".join(filter(None, (", ".join(once[:-1]), once[-1]))) if once else ""
