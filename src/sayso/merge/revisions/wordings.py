"""The English words by which a report speaks of itself and of its versions, and those that tell a time.

Patterns are read on one sentence in small letters, with straight quotation marks.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from re import Pattern


def _any(*patterns: str) -> Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


_STORY = r"(?:stor(?:y|ies)|(?:report|article|version|item|account|dispatch)(?:e?s)?)"
_OURS = rf"(?:our|this|the|an|a|its|all) (?:\w+ )?{_STORY}"
_BEFORE = r"(?:earlier|previous|first|initial|original|older|prior)"
_SAYING = r"(?:told|said|put|gave|reported|spoke|given|had it|stated|named|placed)"
_TAKE_BACK = (
    r"(?:withdr(?:aw|aws|ew|awn|awing)|(?:retract|recant|disown)(?:s|ed|ing)?|rescind(?:s|ed|ing)?"
    r"|tak(?:e|es|en|ing) back|took back)"
)
_TAKEN_BACK = r"(?:withdrawn|retracted|recanted|rescinded|taken back)"
_WAS = r"(?:is|are|was|were|has been|have been|be)"
_SAID_THING = (
    r"(?:statements?|claims?|words?|reports?|accounts?|figures?|tolls?|accusations?|charges?|allegations?"
    r"|assertions?|estimates?|naming|remarks?|versions?|stor(?:y|ies)|them|it|this|both|these|those)"
)
_COUNT = r"(?:figure|toll|count|estimate)s?"
_AT_FIRST = r"(?:earlier|previously|initially|at first|originally)"
_CULPRIT = (
    r"(?:attackers?|assailants?|gunm[ae]n|gunners?|bombers?|raiders?|shooters?|perpetrators?|kidnappers?"
    r"|killers?|culprits?|fighters|men|they|those responsible)"
)
_COMING = r"(?:to follow|follows?|will follow|to come|soon|shortly|later)"


@dataclass(frozen=True, slots=True)
class Wordings:
    """What marks a sentence of one language.

    `open`: a later version is announced. `kill`: the report must not be used any more. `label`: the
    sentence is an editor's note on what was wrong. `earlier`: it speaks of an earlier version, `wrong`
    says that something was so by mistake, `negated` that something was not. `taken_back`: somebody
    withdraws what he said. `superseded`: what follows was said before, and is no longer what is said.
    `culprits` are words for those who did it, followed by what they are said to be; `weekdays` and
    `months` name days; of the months, `verbs` are verbs and `names` are names of people, too. The rest
    builds phrases of time: `anchors` say when, `joints` stand between and before them, `edges` are no
    phrase's first or last word. `numbers` may stand before a weapon or be an hour, `counts` are their
    values; `titles` are abbreviations that end no sentence.
    """

    open: Pattern[str]
    kill: Pattern[str]
    label: Pattern[str]
    earlier: Pattern[str]
    wrong: Pattern[str]
    negated: Pattern[str]
    taken_back: Pattern[str]
    superseded: Pattern[str]
    culprits: Pattern[str]
    weekdays: frozenset[str]
    months: frozenset[str]
    verbs: frozenset[str]
    names: frozenset[str]
    anchors: frozenset[str]
    joints: frozenset[str]
    edges: frozenset[str]
    numbers: frozenset[str]
    counts: Mapping[str, int]
    titles: frozenset[str]


_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_MONTHS = frozenset(
    "january february march april may june july august september october november december".split()
)
_PARTS = frozenset(
    "dawn daybreak sunrise dusk nightfall sunset noon midday midnight morning mornings afternoon evening "
    "night overnight yesterday today tonight o'clock a.m p.m am pm".split()
)
_COUNTED = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_JOINTS = frozenset(
    "at on in the of about around shortly just before after early late until by from past to local time "
    "towards toward between and last this same next following minutes hours hour minute".split()
)

ENGLISH = Wordings(
    open=_any(
        rf"\b(?:this|the) (?:{_STORY}|page|post|file) (?:will be|is being) (?:updated|added to)\b",
        r"\b(?:follow|see) this page\b",
        r"\bdeveloping story\b|\bstory is (?:still )?developing\b|\bbreaking news\b",
        rf"^(?:more|further|full|details|updates)\b(?: \w+)? ?{_COMING}\b",
        r"\bwe(?:'ll| will) (?:be )?updat(?:e|ing)\b|\bas (?:it|the story|this story) develops\b",
        r"\bupdates? (?:to follow|will follow|soon)\b",
        r"\b(?:watch|check back|stay tuned|refresh)\b.{0,20}\b(?:for|updates?|page)\b",
    ),
    kill=_any(
        r"^\W*(?:mandatory )?kill\b(?: (?:notice|advisory)\b|\s*[:.–—-]|$)",
        r"\b(?:do not|must not|should not|cannot) (?:be )?(?:used?|run|publish(?:ed)?)\b.{0,40}\b" + _STORY,
        rf"\b{_STORY}\b.{{0,80}}\b(?:must|should) not be used\b",
        rf"\b(?:this|the|our|both|the two|these)(?: \w+)? {_STORY} {_WAS} (?:withdrawn|retracted|killed)\b",
        rf"\bno substitute {_STORY}\b",
    ),
    label=_any(
        r"^\W*(?:corrections?|clarification|corrected|corrects|editors?'?s? note|retraction)\b\W",
        rf"\b{_OURS} has been (?:corrected|amended|clarified)\b",
    ),
    earlier=_any(
        rf"\b(?:our|its) {_BEFORE} {_STORY}\b|\b{_BEFORE} (?:versions?|articles?|dispatch(?:es)?)\b",
        rf"\ban? (?:earlier|previous) {_STORY} (?:of ours|had|said|gave|put|placed|named|\w+ly)\b",
        r"\bwe (?:had |have )?(?:\w+ )?(?:reported|wrote|stated)\b",
        r"\bthis (?:newspaper|agency|paper|outlet|page|site) (?:ha[ds] )?(?:\w+ )?(?:reported|said|wrote)\b",
    ),
    wrong=_any(
        rf"\b{_WAS} (?:wrong|incorrect|untrue|not correct|not true|in error|a mistake|false)\b",
        r"\b(?:wrongly|incorrectly|mistakenly|erroneously|in error|by mistake)\b",
        r"\b(?:misstated|misidentified|misspelled)\b|\bregret(?:s|ted)? the error\b|\bapologi[sz]es?\b",
    ),
    negated=re.compile(r"\b(?:did|was|were|is|are|had|has|have|does|do) not\b|\bn't\b|\bnever\b"),
    taken_back=_any(
        rf"\b{_TAKE_BACK}\b.{{0,40}}?\b{_SAID_THING}\b",
        rf"\b{_SAID_THING}\b.{{0,80}}?\b{_WAS} (?:\w+ )?{_TAKEN_BACK}\b",
        r"\bno longer (?:stands? by|maintains?|holds? that)\b",
    ),
    superseded=_any(
        rf"\b(?:had|has) {_SAYING}\b.{{0,40}}\b(?:{_AT_FIRST}|before)\b",
        rf"\b(?:had|has|have) {_AT_FIRST} {_SAYING}\b",
        rf"\b{_AT_FIRST},? .{{0,40}}\bhad {_SAYING}\b",
        rf"\b(?:earlier|previous|initial) {_COUNT}\b",
    ),
    culprits=re.compile(
        rf"\b{_CULPRIT} (?:had )?(?:belong(?:s|ed)? to"
        r"|(?:were|was|are|is) (?:members?|fighters?|men|part|followers?|soldiers?) of"
        r"|(?:were|was|are|is|came|come) from) (?P<who>.+)"
    ),
    weekdays=_WEEKDAYS,
    months=_MONTHS,
    verbs=frozenset({"march", "may"}),
    names=frozenset({"may"}),
    anchors=_WEEKDAYS | _MONTHS | _PARTS,
    joints=_JOINTS,
    edges=frozenset("the of and in on to this a an at local time from by".split()),
    numbers=frozenset(["a", "an", *_COUNTED[:12], *"dozen several scores dozens half quarter".split()]),
    counts={word: number for number, word in enumerate(_COUNTED, start=1)}
    | {word: 10 * number for number, word in enumerate(_TENS, start=2)},
    titles=frozenset(
        "mr mrs ms dr prof gen lt col maj capt sgt cpl brig adm gov sen rep rev hon st jr sr no vs".split()
    ),
)
