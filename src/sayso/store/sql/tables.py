"""The tables of a base, for SQLite and PostgreSQL alike.

Three groups. **Given** tables hold what came in and what persons decided: they are only ever added to
(redaction is the one exception). **Coded** tables spread the current record of each report over columns,
**computed** tables hold what is worked out over reports: both can be emptied and made anew from the given
ones (`sayso rebuild`).

Rows have a whole number `row` that other tables refer to, and an `id` that people and other programs use,
which outlives a rebuild; a column with the name of a thing (`report`, `event`) refers to a row of its table.
Days are ISO days, moments ISO 8601 with a zone. What is not known is NULL, never "" or 0. Tables have plural
names: the singular ones are the readable views (`views`). A change here needs a migration (`migrations`).
"""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, text

from sayso.store.sql import given
from sayso.store.sql.columns import (
    Real,
    Row,
    Words,
    counts,
    days,
    flags,
    identity,
    keys,
    needed,
    of,
    of_any,
    reals,
    row,
    whole,
    words,
)

metadata, table, keyed = given.metadata, given.table, given.keyed
runs, reports, records = given.runs, given.reports, given.records
decisions, redactions, assignments = given.decisions, given.redactions, given.assignments

# -- coded: the current record of each report, spread over columns ---------------------------------

# The archived pages that reports were read from; most have none.
captures = keyed(
    "captures",
    of("reports", "report", key=True),
    Column("record", Words, nullable=False, index=True),  # the id of the WARC record
    *words("digest", "address", "at"),  # of its payload; what was asked for; moment
    Column("file", Words, index=True),
    Column("byte", Row),  # at which the record begins in the file
)

# Names in reports that readers are not told, see `private_names`; their `words` find nothing for them.
private_names = keyed(
    "private_names",
    of("reports", "report", key=True),
    *keys("name"),
    *needed("words"),
    Index("ix_private_names_name", "name"),
)

events = table(
    "events",
    row(),
    identity(),  # REPORT@START, see `event_key`
    of("reports", "report"),
    of_any("incidents", "incident"),
    *needed("local_id"),  # its id within the record: "e3"
    *needed("type"),
    *words("mode", "cameo", "acled_event", "acled_sub_event"),
    *needed("modality"),
    *words(
        "place",
        "gazetteer",
        "country",  # ISO 3166 alpha-3
        "admin1",
        "precision",
    ),
    *reals("lat", "lon", "radius_km"),
    *whole("where_prec", "geo_precision"),
    *days("first_day", "last_day"),
    *words("time_basis", "clock"),
    *whole("killed_low", "killed_high", "wounded_low", "wounded_high"),
    *reals("confidence"),  # of its type
    *needed("words"),  # of the best trigger
)

# Actors and targets of events.
event_parties = table(
    "event_parties",
    row(),
    of("events", "event"),
    *needed("role"),  # actor, target
    *words("party"),  # id in the party table
    *needed("name", "kind"),
    *words("country"),
    *reals("confidence"),
    Index("ix_event_parties_party_role", "party", "role"),
    Index("ix_event_parties_name", "name"),
)

# What the party belongs to or is backed by: asked by `side`.
event_sides = keyed(
    "event_sides",
    of("event_parties", "event_party", key=True),
    *keys("side"),
    Index("ix_event_sides_side", "side"),
)

event_weapons = keyed(
    "event_weapons",
    of("events", "event", key=True),
    *keys("kind", "name"),
    Index("ix_event_weapons_kind", "kind", "name"),
)

event_tolls = table(
    "event_tolls",
    row(),
    of("events", "event"),
    *needed("kind"),
    *counts("low"),
    *whole("high"),
    *words("who", "source"),
    *flags("narrated", "part"),
)

statements = table(
    "statements",
    row(),
    identity(),  # REPORT#s3
    of("reports", "report"),
    *words(
        "source",  # the speaker's name
        "party",  # the speaker's id in the party table
    ),
    *needed("basis", "act", "form", "frame"),
    *words("cue"),
    *needed("stance", "field"),
    *words("polarity"),
    *needed("certainty"),
    *words("parent"),
    *needed("words"),  # its content
)

claims = table(
    "claims",
    row(),
    identity(),  # REPORT#c7
    of("statements", "statement"),
    of("events", "event"),
    *words(
        "claimant",  # NULL: the text names nobody
        "party",  # the claimant's id in the party table
    ),
    *flags("own_voice"),  # the report says it itself
    *needed("stance", "field", "value"),
    *counts("start", "stop"),
    *words("cameo", "plover"),  # codes of the claim as an act of speech
    *days("day"),  # the first day of its event, else the day of its report
    Index("ix_claims_party_day", "party", "day", "id", "stance", "field"),
    Index("ix_claims_claimant_day", "claimant", "day", "id", "stance", "field"),
    Index("ix_claims_stance_field_day", "stance", "field", "day"),
    Index("ix_claims_day", "day", "id"),  # the order of pages
)

# Every span that supports something: of event e3, field "place"; of field "actor", the second (item 1).
spans = keyed(
    "spans",
    # They go with the rows of their report (`keeping.empty`): a reference would be looked up for each.
    Column("report", Row, primary_key=True, autoincrement=False),
    *keys(
        "owner",  # local id: e3, s2, c7, d1
        "field",
    ),
    # `item`: which actor, target or toll, 0 where there is one value.
    *(Column(name, Integer, primary_key=True, autoincrement=False) for name in ("item", "start", "stop")),
)

# Parties and places as the tables that coded them had them: a base must be readable without sayso.
parties = keyed("parties", *keys("id"), *needed("name", "kind"), *words("country"))

places = keyed(
    "places",
    *keys("id"),  # id in the gazetteer
    *needed("name"),
    *words("precision", "country", "admin1"),
    *reals("lat", "lon", "radius_km"),
)

# -- computed over reports -------------------------------------------------------------------------

_COUNTED = ("country", "type", "modality", "disputed", "grade", "assessed")

incidents = table(
    "incidents",
    row(),
    identity(),
    *needed("type", "modality"),  # those of most of its events; of as many, the first's: see `Summary`
    *words("mode", "cameo", "acled_event", "acled_sub_event"),
    *words("place", "gazetteer", "country", "admin1", "precision"),
    *reals("lat", "lon", "radius_km"),
    *days("first_day", "last_day"),
    *whole("killed_low", "killed_best", "killed_high", "wounded_low", "wounded_best", "wounded_high"),
    *counts("reports", "lines", "parties"),  # how many
    *words(
        "grade",
        "assessed",  # a person's grade
    ),
    *flags(
        "disputed",
        "unsure",  # it may be one with another
        "reviewed",  # a person has decided something about it
    ),
    Column("state", Words, nullable=False, index=True),  # how far its review is
    *reals("confidence"),
    *needed("facets"),  # JSON: [[field, value], ...], what it adds to `facets`
    *words("headline"),  # unknown of what was worked out before there were any: see `listing`
    Column("data", LargeBinary, nullable=False),  # the whole view (`MergedIncident`), see `codec`
    Index("ix_incidents_first_day", "first_day", "id"),  # the order of pages
    Index("ix_incidents_type_first_day", "type", "first_day"),
    Index("ix_incidents_killed_high", "killed_high", "id"),  # the most killed first
    Index("ix_incidents_lines", "lines", "id"),  # the most account lines first; their sum
    # All that facets are counted of, so that counting reads no incident.
    Index("ix_incidents_facets", "first_day", "last_day", *_COUNTED),
    Index("ix_incidents_country_facets", "country", "first_day", "last_day", *_COUNTED[1:]),
    Index(
        "ix_incidents_lasting",  # few last longer than a day
        *("last_day", "first_day", *_COUNTED),
        sqlite_where=text("last_day > first_day"),
        postgresql_where=text("last_day > first_day"),
    ),
)

memberships = keyed("memberships", of("events", "event", key=True), of("incidents", "incident"))

# The decisions of persons in force that name its events or reports, as keys mean today.
incident_decisions = keyed(
    "incident_decisions",
    of("incidents", "incident", key=True),
    Column(
        "decision", Integer, ForeignKey("decisions.number"), primary_key=True, autoincrement=False, index=True
    ),
)

# Within one report or over the reports of an incident: one of the two is NULL.
disputes = table(
    "disputes",
    row(),
    identity(),
    of_any("incidents", "incident", gone="CASCADE"),
    of_any("reports", "report", gone="CASCADE"),
    Column("field", Words, nullable=False, index=True),
    *needed("reason"),
)

dispute_claims = keyed(
    "dispute_claims",
    of("disputes", "dispute", key=True),
    of("claims", "claim", key=True),
    Index("ix_dispute_claims_claim", "claim"),
)

# Families of one text, and versions of one report.
copies = keyed(
    "copies",
    of("reports", "report", key=True),
    *needed("family"),  # the id of its first report, by name
    *words("source"),  # the id of the report that it was taken from, where that can be told
    *flags("sure"),
    Index("ix_copies_family", "family"),
)

revisions = table(
    "revisions",
    row(),
    *needed("earlier", "later"),
    Column("data", LargeBinary, nullable=False),  # the whole `Revision`, see `codec`
    Index("ix_revisions_earlier", "earlier"),
    Index("ix_revisions_later", "later"),
)

# What the machine decided of pairs (`Store.link`).
links = keyed(
    "links",
    *keys("subject", "a", "b"),
    *needed("judgement", "author"),
    Column("score", Real, nullable=False),
    *needed("reasons"),  # JSON
    Index("ix_links_subject_b", "subject", "b"),
)

# What stands on the shelves of `Store`, and under which keys: packed, eight bytes of a hash each.
placed = keyed(
    "placed", *keys("shelf", "name"), *needed("rank"), Column("under", LargeBinary, nullable=False)
)

shelves = keyed(
    "shelves",
    Column("shelf", Words, primary_key=True),
    Column("key", Row, primary_key=True, autoincrement=False),
    *keys("rank", "name"),
)

carried = keyed(
    "carried",
    Column("line", Row, primary_key=True, autoincrement=False),  # eight bytes of a hash of outlet and line
    *keys("report"),
    *needed("day"),
)

# Counts for facets, kept by the writer: over the whole base, and of some fields for each country, each month
# of the first day, and each of both; "" stands for all.
facets = keyed("facets", *keys("country", "month", "field", "value"), *counts("incidents"))

meta = keyed("meta", *keys("name"), *needed("value"))
