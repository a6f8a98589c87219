"""Organs of a state that is not named beside them: "the army", "the regime", "security forces"."""

from collections.abc import Sequence

from sayso.model.events import PartyBasis, PartyRef
from sayso.model.lexicon import NounSense
from sayso.model.parse import Parse
from sayso.model.parties import Party, PartyKind
from sayso.model.trees import behind
from sayso.resolve.antecedents import Antecedents
from sayso.resolve.names import Names
from sayso.resolve.phrases import determiner, words_of
from sayso.resolve.references import either, found_by, in_table, organ
from sayso.resolve.scenes import Scene
from sayso.resolve.text_tables import TextTable

# Nouns of those branches that mean a whole service or government, and not some people of it.
_WHOLE = frozenset(
    {
        "government", "regime", "authority", "junta", "presidency", "leadership", "army", "military",
        "police", "navy", "gendarmerie", "air force", "national guard", "security forces",
    }
)  # fmt: skip
# What needs no article to be the state's own.
_BARE = frozenset({"security forces", "government forces", "government troops", "police", "authorities"})


class Homes:
    """Finds the state whose organ is meant: the one that acts, else the one country told."""

    def __init__(
        self, parse: Parse, table: TextTable, names: Names, before: Antecedents, scene: Scene
    ) -> None:
        self._parse = parse
        self._table = table
        self._names = names
        self._before = before
        self._scene = scene

    def at_home(self, head: int, tokens: Sequence[int]) -> PartyRef | None:
        """The organ of that state; with candidates where several act; None for other phrases."""
        sense = self._names.sense(head)
        text = words_of(self._parse, tokens)
        if sense is None or not self._is_whole(head, text):
            return None
        state, rivals = self._state(head)
        if state is not None:
            found = in_table(organ(state, sense, text, ""), state, sense.branch, self._table)
            return found_by(found, PartyBasis.DEFINITE)
        return either(text, PartyKind(sense.kind), rivals) if rivals else None

    def service(self, index: int, sense: NounSense) -> PartyRef | None:
        """The service that a word in front of another noun means: "army" in "an army spokesman"."""
        state, _ = self._state(index)
        if state is None:
            return None
        text = self._parse.tokens[index].text
        return found_by(
            in_table(organ(state, sense, text, ""), state, sense.branch, self._table), PartyBasis.ORGAN
        )

    def _is_whole(self, head: int, text: str) -> bool:
        if text.lower() in _BARE:
            return True
        if behind(self._parse, head, "of"):
            return False  # "the regime of X" is X's, whoever X is
        alone = " " not in text or text.lower() in _WHOLE
        definite = determiner(self._parse, head) in ("the", "this")
        return alone and definite and (text.lower() in _WHOLE or self._parse.tokens[head].lemma in _WHOLE)

    def _state(self, head: int) -> tuple[Party | None, list[PartyRef]]:
        every, near = self._before.states(head)
        acting = {ref.country: ref for ref in every if ref.country is not None}
        if not acting:
            return self._of(self._scene.only), []
        if len(acting) > 1:
            return None, [ref for ref in acting.values() if ref.kind is PartyKind.STATE]
        country = next(iter(acting))
        sure = self._scene.countries <= {country} or bool(near)
        return (self._of(country) if sure else None), []

    def _of(self, country: str | None) -> Party | None:
        row = self._table.get(country) if country is not None else None
        return row if row is not None and row.kind is PartyKind.STATE else None
