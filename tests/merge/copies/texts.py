"""Reports of our own for the tests of copies; what they tell is invented."""

from datetime import date, datetime

from sayso.lang.credits import load_credits
from sayso.merge.copies.fingerprints import Fingerprint, fingerprint
from sayso.model.report import Report

CREDITED_BY = load_credits("en")
WIRE = """MASSAWA, Feb 11 (Reuters) - Rebel gunboats sank a supply barge outside the harbour of
Massawa before dawn on Sunday, drowning at least 23 sailors, port officials said.

Fishermen who were mending their nets on Green Island saw three fast boats leave the
mangroves without lights. "There was one flash and then the cranes stood in daylight," said
Idris Kekia, 44, who pulled six men aboard.

The garrison answered with field guns for almost two hours. A shell set fire to a grain
shed, and the smoke could be seen from the railway at Ghinda, 40 kilometres inland.

In a broadcast monitored in Khartoum the Eritrean People's Liberation Front said its navy
had destroyed two vessels and captured a third. The government in Addis Ababa has not
commented on the broadcast.

The port handles nine tenths of the food aid for Tigray, where the rains have failed for the
second year."""

OTHER = """The men who unload flour in Massawa have a word for the boats: mosquitoes. Yesterday the
mosquitoes came again, and a lighter full of rations went to the bottom with most of its
crew.

Port officials put the drowned at 23. A nurse at the Green Island clinic counted fewer, and
was told to stop.

Addis Ababa says nothing. The Front's radio in Khartoum says two ships, and that it has a
third, which nobody here has seen. What everybody has seen is the grain shed, burning from
one end like a cigarette for half the day."""

OWN = """My grandmother kept a barrel of salt by the door, and it was she who taught us to read the
harbour lights.

Nobody paid the dockers in January. They were offered cloth, and some of them took it.

The museum has asked for the return of a Turkish cannon that was lent to the yacht club in
1961.

A letter from the bishop was read in all churches, twice, since the first reading had been
drowned out by a band."""

REPLACED = """Insurgent patrol craft sank a supply lighter just off the port of Massawa at first light on
Sunday, killing at least 23 seamen, harbour authorities reported.

Fishermen who were repairing their nets on Green Island watched three fast craft come out of
the mangroves without lamps. "There was one burst and then the cranes were in daylight,"
said Idris Kekia, 44, who hauled six sailors aboard.

The troops replied with field guns for nearly two hours. A round set alight a grain store,
and the smoke was visible from the railway at Ghinda, 40 kilometres from the sea.

In a statement heard in Khartoum the Eritrean People's Liberation Front claimed its fleet
had sunk two ships and seized a third. The authorities in Addis Ababa have made no comment
on the claim.

The harbour takes in nine tenths of the relief food for Tigray, where rain has failed for a
second year."""

STATEMENT = (
    '"Our forces did not fire on the convoy, did not see the convoy and were not told of the '
    "convoy; whoever says otherwise was not there, and whoever was there will say so before any"
    " judge who cares to ask, in any town where there is still a court house with a roof on it "
    'and a clerk who has been paid," the general said.'
)


def text_of(text: str, number: str = "a", **known: object) -> Fingerprint:
    """The fingerprint of a text, of nobody in particular."""
    return fingerprint(Report(text=text, id=number, **known), CREDITED_BY)  # type: ignore[arg-type] # fields of many types


def at(text: str, number: str, moment: str, outlet: str | None = None) -> Fingerprint:
    """The fingerprint of a text that was published then."""
    when = datetime.fromisoformat(moment) if "T" in moment else None
    day = date.fromisoformat(moment[:10])
    return fingerprint(
        Report(text=text, id=number, published=day, published_at=when, outlet=outlet), CREDITED_BY
    )


def paragraphs(text: str) -> list[str]:
    return text.split("\n\n")


def only(text: str, *numbers: int) -> str:
    """Some paragraphs of a text, in the order asked for."""
    return "\n\n".join(paragraphs(text)[number] for number in numbers)
