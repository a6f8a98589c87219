"""Hostile texts of any length: what a report may hold to break a coder or to keep it busy for ever.

`SHAPES` is read by `tools/growth.py` (cost at n, 2n and 4n characters), by `tools/campaign.py` (seeds) and
by `tests/test_hostile.py` (small ones). Each tells of armed conflict, so that no stage is passed over.
"""

from collections.abc import Callable

LEAD = "Government artillery killed nine civilians in Kafr Nabl on Monday, the army said.\n\n"
SAID = "Rebels shelled the town of Kafr Nabl and killed nine civilians"
SPEECH = "We did not shell the town. The army killed nine civilians in Kafr Nabl. "
ACTS = (
    "soldiers and rebels fired rockets near Raqqa and killed three civilians, the army said, "
    "while militants attacked a convoy in Aleppo and "
)


def filled(piece: str, size: int) -> str:
    """`piece` again and again, `size` characters and a little more, pieces kept whole."""
    return piece * max(1, size // len(piece))


def numbered(template: str, size: int) -> str:
    """A template with a running number at each "{}", about `size` characters."""
    pieces: list[str] = []
    length = 0
    while length < size:
        piece = template.replace("{}", str(len(pieces) + 1))
        pieces.append(piece)
        length += len(piece)
    return "".join(pieces)


def named(count: int) -> str:
    """A made-up surname that no other count has."""
    syllables = ("ka", "mo", "ri", "ta", "su", "ne", "ba", "lo", "di", "fa")
    return "".join(syllables[int(digit)] for digit in str(count)).capitalize() + "v"


def _names(size: int) -> str:
    names: list[str] = []
    while 10 * len(names) < size:
        names.append(f"Ivan {named(len(names))}")
    return f"Rebels killed {', '.join(names)} and three soldiers near Raqqa, the army said."


def _many_events(size: int) -> str:
    """Acts on days of their own, each said and denied: as many events as sentences."""
    months = ("January", "March", "May", "July")
    said: list[str] = []
    length = 0
    while length < size:
        n = len(said)
        day = f"{n % 28 + 1} {months[n // 28 % 4]} {1900 + n // 112}"
        said.append(f"On {day}, rebels shelled Raqqa, the army said. The rebels denied the attack.\n\n")
        length += len(said[-1])
    return "".join(said)


def _chain(size: int) -> str:
    names = (named(number) for number in range(size))
    return "".join(f"{next(names)} said that " for _ in range(max(1, size // 18))) + SAID + "."


SHAPES: dict[str, Callable[[int], str]] = {
    "one-quotation": lambda n: f"{LEAD}“{filled(SPEECH, n)}”",
    "only-a-quotation": lambda n: f"“{filled(SPEECH, n)}”",
    "quotation-without-stop": lambda n: f"The army said: “{filled(ACTS, n)}”",
    "unclosed-quotation": lambda n: f'{LEAD}"{filled(SPEECH, n)}',
    "many-quotations": lambda n: filled(f"“{SPEECH.strip()}” ", n),
    "said-quotations": lambda n: filled(f"“{SPEECH.strip()},” the army said. ", n),
    "continued-quotations": lambda n: filled(f"“{SPEECH.strip()}\n\n", n),
    "nested-marks": lambda n: f"{LEAD}The army said: {filled('“‘', n // 2)}{SAID}{filled('’”', n // 2)}.",
    "nested-straight-marks": lambda n: f"{LEAD}The army said: {filled(chr(34) + chr(39), n)} {SAID}.",
    "spaced-marks": lambda n: (
        f"{LEAD}The army said: {filled('“ said ', n // 2)}{SAID}{filled(' ”', n // 2)}."
    ),
    "quoted-words": lambda n: LEAD + filled('the “army” said ‘rebels’ killed "civilians" ', n),
    "orphan-marks": lambda n: LEAD + filled("” ", n // 2) + SAID + filled(" ”", n // 2),
    "orphan-openers": lambda n: LEAD + filled("“ he ", n),
    "nested-brackets": lambda n: f"{LEAD}The army said {'(' * (n // 2)}{SAID}{')' * (n // 2)}.",
    "spaced-brackets": lambda n: (
        f"{LEAD}The army said {filled('( he ', n // 2)}{SAID}{filled(') ', n // 2)}."
    ),
    "nested-said-that": _chain,
    "he-said": lambda n: LEAD + filled("he said ", n),
    "he-said-commas": lambda n: f"{LEAD}{SAID}, " + filled("he said, ", n),
    "said-sentences": lambda n: filled(f"{SAID}, the army said. ", n),
    "said-paragraphs": lambda n: filled(f"{SAID}, the army said.\n\n", n),
    "denials": lambda n: filled("The army denied the attack. Rebels blamed the army for the attack. ", n),
    "declines": lambda n: filled("The army declined to comment on the attack.\n\n", n),
    "tolls": lambda n: numbered("The army said rebels killed {} civilians in Kafr Nabl on Monday. ", n),
    "according-to": lambda n: f"{SAID} " + filled("according to the army, according to rebels, ", n),
    "with-saying": lambda n: f"{SAID}, " + filled("with rebels saying the army fired and ", n),
    "many-events": _many_events,
    "later": lambda n: filled("Two hours later rebels bombed Kafr Nabl. The army retaliated. ", n),
    "endless-sentence": lambda n: f"The {filled(ACTS, n)}fled.",
    "endless-of": lambda n: f"Rebels attacked {filled('the army of ', n)}Raqqa.",
    "endless-and": lambda n: f"{LEAD}Rebels {filled('attacked and ', n)}fled.",
    "endless-nouns": lambda n: f"{LEAD}Rebels attacked {filled('army ', n)}bases.",
    "endless-who": lambda n: f"{LEAD}Rebels {filled('who attacked soldiers ', n)}fled.",
    "names": _names,
    "places": lambda n: f"Rebels attacked {filled('Raqqa, Aleppo, Idlib, ', n)}and Homs, the army said.",
    "numbers": lambda n: LEAD + f"The army said {'9' * n} soldiers were killed.",
    "days": lambda n: f"{LEAD}Rebels fled on {'1,' * (n // 2)} May.",
    "spaced-days": lambda n: f"{LEAD}Rebels fled on {'1, ' * (n // 3)}and 3 May.",
    "years": lambda n: LEAD + filled("in 2015, on 3 May, two days ago, ", n),
    "one-word": lambda n: LEAD + "killed" * (n // 6),
    "one-word-paragraphs": lambda n: LEAD + filled("killed\n\n", n),
    "one-word-lines": lambda n: filled("Rebels killed\nsoldiers\n", n),
    "headlines": lambda n: filled("Army shells kill nine in Kafr Nabl\n\n", n),
    "paragraphs": lambda n: filled(LEAD, n),
    "one-paragraph": lambda n: filled(LEAD.strip() + " ", n),
    "stops": lambda n: LEAD + filled(". ", n),
    "commas": lambda n: LEAD + filled(", ", n),
    "hyphens": lambda n: LEAD + "A" + filled("-A", n),
    "blanks": lambda n: LEAD + filled(" \n\t", n) + LEAD,
    "accents": lambda n: LEAD + filled("e\u0301\u0301\u0301", n),
    "capitals": lambda n: filled("REBELS KILLED NINE SOLDIERS IN KAFR NABL ", n),
    "editors-notes": lambda n: LEAD + filled("Editor's note: this story will be updated.\n\n", n),
}
