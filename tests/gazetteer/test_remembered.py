"""The same answers, asked once."""

from sayso.gazetteer.remembered import Remembered
from sayso.model.parties import Party, PartyKind
from tests.resolve.tables import SmallTable

ARIA = Party("aria", "Aria", PartyKind.STATE, "ARI", adjectives=("Arian",), metonyms=("Seat",))


class Counting(SmallTable):
    """Counts the names that it is asked for."""

    asked = 0

    def named(self, text: str) -> tuple[Party, ...]:
        self.asked += 1
        return super().named(text)


def test_every_answer_is_that_of_the_table_and_a_name_is_looked_up_once() -> None:
    table = Counting(ARIA)
    remembered = Remembered(table)
    for _ in range(3):
        assert (remembered.named("Aria"), remembered.named("Bund")) == ((ARIA,), ())
        assert (remembered.with_adjective("Arian"), remembered.with_metonym("Seat")) == ((ARIA,), (ARIA,))
    assert (remembered.get("aria"), remembered.longest, dict(remembered.codes("aria"))) == (ARIA, 5, {})
    assert remembered.links("aria") == ()
    assert table.asked == 2
