"""Words that say what happened to people, by every spelling of theirs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.find.figures import Figure, Words
from sayso.model.parse import Token

_REACH = 6  # tokens after "no" in which its nouns stand
_KINDS = ("killed", "wounded", "captured", "displaced", "missing")


@dataclass(frozen=True, slots=True)
class Harm:
    """A word of harm: `slot` says where its figure stands; `form` past, ing or base.

    Slots: "act" (object), "state" (subject), "result" (before it), "noun" ("12 deaths", "death
    of 12"), "of" (behind "of" only), "passive" (subject of a passive only), "lose" (a count of
    people as object). A `phrasal` one is harm to people only.
    """

    at: int
    kind: str
    slot: str
    form: str
    phrasal: bool = False


def harm_forms(words: Words) -> dict[str, list[tuple[str, str, str]]]:
    """Kind, slot and form of each word of harm, by its spelling; forms that do not exist do no harm."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for kind in _KINDS:
        for slot in ("act", "state"):
            for verb in sorted(words.of(f"{kind}.{slot}")):
                for spelling, form in _inflected(verb):
                    found.setdefault(spelling, []).append((kind, slot, form))
        for word in sorted(words.of(f"{kind}.result")):
            found.setdefault(word, []).append((kind, "result", "past"))
        for noun in sorted(words.of(f"{kind}.noun")):
            for spelling in (noun, noun + "s", noun[:-1] + "ies", noun[:-2] + "ves"):
                found.setdefault(spelling, []).append((kind, "noun", "base"))
        for noun in sorted(words.of(f"{kind}.of") | words.of(f"{kind}.of_people")):
            for spelling in (noun, noun + "s"):
                found.setdefault(spelling, []).append((kind, "of", "base"))
    return found


def _inflected(verb: str) -> Iterator[tuple[str, str]]:
    yield verb, "past" if verb == "hurt" else "base"
    yield from ((verb + "s", "base"), (verb + "es", "base"))
    irregular = {"slay": ("slew", "slain"), "flee": ("fled",), "shoot": ("shot",)}.get(verb, ())
    stem = verb.removesuffix("e")
    for past in (*irregular, stem + "ed", verb + verb[-1] + "ed", verb + "d"):
        yield past, "past"
    for gerund in (stem + "ing", verb + verb[-1] + "ing", verb + "ing", verb[:-2] + "ying"):
        yield gerund, "ing"


def spared(
    tokens: Sequence[Token], figure: Figure, harms: Mapping[int, Sequence[Harm]], words: Words
) -> dict[str, int]:
    """The kinds of harm that the nouns after "no" or "without" say nobody suffered, and where."""
    found: dict[str, int] = {}
    for at in range(figure.first + 1, min(figure.first + 1 + _REACH, len(tokens))):
        if tokens[at].lower in words.of("unknown"):
            return {}  # "no word on casualties"
        if tokens[at].lower in words.of("casualties"):
            found = {"killed": at, "wounded": at} | found
        nouns = [harm for harm in harms.get(at, ()) if harm.slot == "noun"]
        if nouns and nouns[0].kind != "captured" and tokens[at].tag.startswith("NN"):
            found.setdefault(nouns[0].kind, at)
        if not tokens[at].tag.startswith(("NN", "JJ", "CC", "IN", "DT", "RB")):
            break
    return found
