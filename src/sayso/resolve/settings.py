"""The place and day that an act without its own takes over from what the report told before it.

A story goes on where it is until it says otherwise: only acts on the ground take over a
place, only from an act nearby, and never over a name that stands between.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from sayso.model.events import Interval, Location, Modality, PlacePrecision, TimeBasis
from sayso.model.mentions import Mentions, TimeForm
from sayso.model.parse import Parse
from sayso.model.places import PlaceKind, PlaceTable
from sayso.model.spans import Fact
from sayso.model.tellings import Telling
from sayso.model.trees import is_of_another, is_past_perfect, looks_back

# Acts that happen on the ground: they have a place and a day, said or not.
_GROUND = frozenset({"ASSAULT", "COERCE", "PROTEST", "RETREAT", "MOBILIZE"})
_PLACED = frozenset({"ASSAULT", "PROTEST"})
# Groups of other types that go on where the fighting was.
_PLACED_GROUPS = frozenset({"withdraw", "capture", "arrest"})
_UNITS = 2  # paragraphs over which a scene lasts; news has one sentence to a paragraph
_STRETCH = timedelta(days=3)  # the longest time that still says a day
_APART = timedelta(days=2)  # between two acts of one scene
RULE = "scene told before"


def settled(
    parse: Parse, mentions: Mentions, tellings: Sequence[Telling], places: PlaceTable
) -> Iterator[Telling]:
    """The tellings, each with the scene that it may take over: `scene` and `scene_day`."""
    scenes = _Scenes(parse, mentions, tellings, places)
    for number, telling in enumerate(tellings):
        yield replace(telling, scene=scenes.place(number), scene_day=scenes.day(number))


class _Scenes:
    def __init__(
        self, parse: Parse, mentions: Mentions, tellings: Sequence[Telling], places: PlaceTable
    ) -> None:
        self._parse = parse
        self._tellings = tellings
        self._places = places
        self._donors = [n for n, t in enumerate(tellings) if _has_place(t)]
        self._names = {t.place.value.name.casefold() for n in self._donors if (t := tellings[n]).place}
        self._said = self._names_by_sentence(mentions)
        self._dated = [
            t
            for t in tellings
            if t.time is not None
            and t.sense.type in _GROUND  # on what day chiefs met says nothing of the raid told before it
            and t.modality is Modality.OCCURRED
            and not looks_back(parse, t.token)
        ]
        self._timed = _sentences_with_times(parse, mentions)

    def _names_by_sentence(self, mentions: Mentions) -> Mapping[int, set[str]]:
        """The names of places smaller than a country in each sentence, lower case."""
        found: dict[int, set[str]] = defaultdict(set)
        for mention in mentions.places:
            if mention.name is None or mention.embedded:
                continue
            name = mention.name.of(self._parse.text)
            rows = self._places.named(name)
            if not rows or rows[0].kind is not PlaceKind.COUNTRY:
                found[self._parse.tokens[mention.head].sentence].add(name.casefold())
        return found

    def place(self, number: int) -> Fact[Location] | None:
        """The place of the act before, or the only one of the report; None where a name stands between."""
        telling = self._tellings[number]
        if not _takes_place(telling):
            return None
        donor = self._donor(number)
        if donor is None or donor.place is None or self._is_content(telling):
            return None
        if not _may_be_one_time(telling, donor):
            return None
        said = self._said.get(telling.sentence, set())
        own = {donor.place.value.name.casefold()} | self._said.get(donor.sentence, set())
        return None if said - own else Fact(donor.place.value, (), RULE)

    def _donor(self, number: int) -> Telling | None:
        telling = self._tellings[number]
        before = [self._tellings[n] for n in self._donors if n < number]
        near = [t for t in before if telling.unit - t.unit <= _UNITS]
        if near:
            return near[-1]
        every = [self._tellings[n] for n in self._donors]
        only = every[0] if every and len(self._names) == 1 else None
        return None if only is not None and (self._is_aside(only) or self._is_elsewhere(only)) else only

    def _is_elsewhere(self, donor: Telling) -> bool:
        """Whether the report names another place before the act told later: the story began there."""
        own = self._said.get(donor.sentence, set())
        before = (names for sentence, names in self._said.items() if sentence < donor.sentence)
        return any(names - own for names in before)

    def _is_aside(self, telling: Telling) -> bool:
        """ "Police held a man accused of ordering the murder of X, who was shot in Y": told of somebody."""
        return self._parse.tokens[telling.token].dep in ("relcl", "acl")

    def day(self, number: int) -> Fact[Interval] | None:
        """The day of the act before; none over another time, or for what lay behind it ("had been")."""
        telling = self._tellings[number]
        if telling.sense.type not in _GROUND or telling.modality is not Modality.OCCURRED or telling.time:
            return None
        if (
            telling.sentence in self._timed
            or is_past_perfect(self._parse, telling.token)
            or is_of_another(self._parse, telling.token)
        ):
            return None
        near = [t for t in self._dated if t.index < telling.index and telling.unit - t.unit <= _UNITS]
        days = {(t.time.value.first, t.time.value.last) for t in self._dated if t.time is not None}
        only = self._dated[0] if len(days) == 1 else None
        if only is not None and only.index > telling.index and not _is_alike(only, telling):
            only = None  # on which day schools were shut says nothing of the raid told before it
        donor = near[-1] if near else only
        if donor is None or donor.time is None or donor.time.value.last - donor.time.value.first > _STRETCH:
            return None
        return Fact(replace(donor.time.value, basis=TimeBasis.INFERRED, clock=None), (), RULE)

    def _is_content(self, telling: Telling) -> bool:
        """ "Accused them of having sent troops": what somebody is said to have done, anywhere."""
        token = self._parse.tokens[telling.token]
        return token.dep == "pcomp" and self._parse.tokens[token.head].lower == "of"


def _is_alike(a: Telling, b: Telling) -> bool:
    """Whether two acts may be parts of one affair: attacks, or two words for one kind of act."""
    return a.sense.type == b.sense.type and (a.sense.type == "ASSAULT" or a.sense.group == b.sense.group)


def _has_place(telling: Telling) -> bool:
    place = telling.place
    on_ground = telling.sense.type in _GROUND and telling.modality is Modality.OCCURRED
    return (
        on_ground
        and place is not None
        and place.value.precision is not PlacePrecision.COUNTRY
        and is_name(place.value)
    )


def _takes_place(telling: Telling) -> bool:
    if telling.modality is not Modality.OCCURRED or (
        telling.place is not None and is_name(telling.place.value)
    ):
        return False
    return telling.sense.type in _PLACED or telling.sense.group in _PLACED_GROUPS


def is_name(place: Location) -> bool:
    """Whether the words of a place hold a name: "a grove", "the southern edge" do not."""
    return place.lat is not None or any(word[:1].isupper() for word in place.name.split())


def _may_be_one_time(a: Telling, b: Telling) -> bool:
    if a.time is None or b.time is None:
        return True
    first, second = sorted((a.time.value, b.time.value), key=lambda day: day.first)
    return second.first - first.last <= _APART


def _sentences_with_times(parse: Parse, mentions: Mentions) -> frozenset[int]:
    unbound = (TimeForm.DURATION, TimeForm.ORDER)
    clocks = (time for time in mentions.times if time.form is TimeForm.DATE and not (time.year or time.month))
    passed = frozenset(clocks)
    dated = (time for time in mentions.times if time.form not in unbound and time not in passed)
    return frozenset(parse.tokens[time.token].sentence for time in dated)
