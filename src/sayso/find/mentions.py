"""All finders over one parse."""

from dataclasses import dataclass

from sayso.find.cues import cues, speech_cues
from sayso.find.parties import parties
from sayso.find.places import places
from sayso.find.times import times
from sayso.find.tolls import TollWords, toll_words, tolls
from sayso.find.triggers import TriggerWords, trigger_words, triggers
from sayso.find.weapons import WeaponWords, weapon_words, weapons
from sayso.model.lexicon import Lexicon
from sayso.model.mentions import Mentions
from sayso.model.parse import Parse
from sayso.model.places import PlaceTable


@dataclass(frozen=True, slots=True)
class Finders:
    """What `find` looks words and names up in; made once, not for each report."""

    lexicon: Lexicon
    places: PlaceTable
    triggers: TriggerWords
    weapons: WeaponWords
    tolls: TollWords


def finders(lexicon: Lexicon, places: PlaceTable) -> Finders:
    """The finders of one language and one table of places."""
    return Finders(lexicon, places, trigger_words(lexicon), weapon_words(lexicon), toll_words(lexicon))


def find(parse: Parse, using: Finders) -> Mentions:
    """Everything in `parse` that a later stage may use, each list in text order."""
    armed = tuple(weapons(parse, using.weapons))
    where = tuple(places(parse, using.lexicon, using.places))
    return Mentions(
        triggers=tuple(triggers(parse, using.triggers, armed, where)),
        cues=tuple(cues(parse, using.lexicon)),
        parties=tuple(parties(parse)),
        places=where,
        times=tuple(times(parse, using.lexicon)),
        weapons=armed,
        tolls=tuple(tolls(parse, using.tolls)),
        speech=tuple(speech_cues(parse, using.lexicon.speech)) if using.lexicon.speech else (),
    )
