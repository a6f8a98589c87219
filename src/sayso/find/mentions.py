"""All finders over one parse."""

from sayso.find.cues import cues
from sayso.find.parties import parties
from sayso.find.places import places
from sayso.find.times import times
from sayso.find.tolls import tolls
from sayso.find.triggers import triggers
from sayso.find.weapons import weapons
from sayso.model.lexicon import Lexicon
from sayso.model.mentions import Mentions
from sayso.model.parse import Parse
from sayso.model.places import PlaceTable


def find(parse: Parse, lexicon: Lexicon, table: PlaceTable) -> Mentions:
    """Everything in `parse` that a later stage may use, each list in text order."""
    armed = tuple(weapons(parse, lexicon))
    where = tuple(places(parse, lexicon, table))
    return Mentions(
        triggers=tuple(triggers(parse, lexicon, armed, where)),
        cues=tuple(cues(parse, lexicon)),
        parties=tuple(parties(parse)),
        places=where,
        times=tuple(times(parse, lexicon)),
        weapons=armed,
        tolls=tuple(tolls(parse, lexicon)),
    )
