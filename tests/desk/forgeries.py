"""What somebody might change by hand in a base, each with what `check` must say of it then."""

import re
from collections.abc import Sequence

from tools.growth_base import World

FIRST_ROW, LAST_ROW = (f"(SELECT {end}(row) FROM incidents)" for end in ("min", "max"))
FIRST = World(2, 24).coded(8).report.id

# What came in and what persons decided: a change by hand, and what is said of it.
GIVEN_FORGED = (
    (
        "UPDATE reports SET text = 'It was another.' WHERE id = 'whole'",
        "the text of report whole is not what was written",
    ),
    (
        "UPDATE reports SET title = 'The name' WHERE id = 'gone'",
        "reports, row gone: was redacted, and holds something",
    ),
    (
        "UPDATE reports SET record = 1 WHERE id = 'whole'",
        "reports, row whole: its record is number 1, should be",
    ),
    ("UPDATE records SET sha256 = 'ab' WHERE row = 1", f"a record of report {FIRST} is not what was written"),
    ("UPDATE records SET report = 1 WHERE report = 2", f"a record of report {FIRST} is one of report"),
    (
        "UPDATE runs SET versions = replace(versions, '1.0', '9.9')",
        "runs, row run-.*: is not what was written",
    ),
    ("UPDATE decisions SET judgement = 'different' WHERE number = 1", "decision 1 is not what was written"),
    ("UPDATE decisions SET judgement = 'perhaps' WHERE number = 1", "decisions, row d-.*: cannot be read"),
    ("DELETE FROM decisions WHERE number = 1", "decisions that are not there"),
    ("DELETE FROM redactions", "reports, row gone: was redacted, and the log of redactions does not say so"),
    (
        f"DELETE FROM incidents WHERE row = {FIRST_ROW}",
        "rows refer to incidents that are not there|incidents, row i-.*: should stand there, and does not",
    ),
)
# What is made of it.
MADE_FORGED = (
    ("UPDATE claims SET stance = 'denies' WHERE id = 'whole#c1'", "claims, row whole#c1: stance is"),
    (
        "UPDATE claims SET claimant = 'Nobody' WHERE id = 'whole#c0'",
        "claims, row whole#c0: claimant is 'Nobody', should be",
    ),
    (
        "UPDATE claims SET day = '2001-01-01' WHERE id = 'whole#c0'",
        "claims, row whole#c0: day is '2001-01-01', should be",
    ),
    ("DELETE FROM claims WHERE id = 'whole#c1'", "claims, row whole#c1: should stand there, and does not"),
    (
        "UPDATE reports SET title = 'Another title' WHERE id = 'whole'",
        "reports, row whole: title is 'Another title', should be",
    ),
    (
        "UPDATE reports SET outlet = NULL WHERE id = 'whole'",
        "reports, row whole: outlet is unknown, should be",
    ),
    ("UPDATE events SET type = 'AID' WHERE id = 'whole@7'", "events, row whole@7: type is 'AID', should be"),
    (
        "UPDATE events SET killed_high = 900 WHERE id = 'whole@7'",
        "events, row whole@7: killed_high is 900, should be",
    ),
    (
        "UPDATE events SET lat = 1.5, admin1 = 'Elsewhere' WHERE id = 'whole@8'",
        "events, row whole@8: admin1 is 'Elsewhere', should be .*; lat is 1.5",
    ),
    (
        "UPDATE events SET first_day = NULL WHERE id = 'whole@7'",
        "events, row whole@7: first_day is unknown, should be",
    ),
    (
        (
            "UPDATE event_parties SET role = 'actor' WHERE row = (SELECT max(row) FROM "
            "event_parties WHERE role = 'target')"
        ),
        "event_parties, row .* actor .*: stands there, and should not",
    ),
    (
        "DELETE FROM event_sides WHERE side = (SELECT min(side) FROM event_sides)",
        "event_sides, row .*: should stand there, and does not",
    ),
    (
        "UPDATE event_weapons SET kind = 'drone' WHERE event = (SELECT min(event) FROM event_weapons)",
        "event_weapons, row whole@7 drone .*: stands there, and should not",
    ),
    (
        "UPDATE event_tolls SET low = low + 1 WHERE row = 1",
        f"event_tolls, row {FIRST}@.*: stands there, and should not",
    ),
    (
        "UPDATE event_tolls SET narrated = NOT narrated WHERE row = 1",
        f"event_tolls, row {FIRST}@.*: stands there, and should not",
    ),
    (
        "UPDATE statements SET certainty = 'none' WHERE id = 'whole#s0'",
        "statements, row whole#s0: certainty is 'none', should be",
    ),
    ("DELETE FROM spans WHERE owner = 'e1'", "spans, row later e1 .*: should stand there, and does not"),
    (
        "UPDATE spans SET stop = stop + 1 WHERE owner = 's0'",
        "spans, row later s0 .*: stands there, and should not",
    ),
    (
        "UPDATE disputes SET reason = 'none' WHERE id = 'whole#d0'",
        "disputes, row whole#d0: reason is 'none', should be",
    ),
    ("DELETE FROM dispute_claims", "dispute_claims, row whole#d0 whole#c0: should stand there, and does not"),
    (
        "UPDATE parties SET name = 'Another name' WHERE id = (SELECT min(id) FROM parties)",
        "parties, row .*: name is 'Another name', should be",
    ),
    (
        "INSERT INTO parties VALUES ('xx', 'Made up', 'state', NULL)",
        r"parties, row xx: stands there, and should not \(name 'Made up'",
    ),
    (
        "UPDATE places SET lat = 0 WHERE id = (SELECT min(id) FROM places)",
        "places, row .*: lat is 0.0, should be",
    ),
    (
        f"UPDATE incidents SET type = 'AID' WHERE row = {FIRST_ROW}",
        "incidents, row i-.*: type is 'AID', should be",
    ),
    (
        f"UPDATE incidents SET grade = 'confirmed', disputed = NOT disputed WHERE row = {FIRST_ROW}",
        "incidents, row i-.*: grade is 'confirmed', should be .*; disputed is",
    ),
    (
        f"UPDATE incidents SET data = (SELECT data FROM incidents WHERE row = {LAST_ROW}) "
        f"WHERE row = {FIRST_ROW}",
        r"incidents, row i-.*: data\..* is .*, should be",
    ),
    ("DELETE FROM memberships", r"memberships, row whole@7: should stand there, and does not \(incident"),
    (
        f"UPDATE memberships SET incident = {LAST_ROW}",
        "memberships, row whole@8: incident is",
    ),
    ("DELETE FROM incident_decisions", "incident_decisions, row i-.*: should stand there, and does not"),
    ("UPDATE copies SET family = 'another'", "copies, row .*: family is 'another', should be"),
    ("DELETE FROM revisions", "revisions, row whole later: should stand there, and does not"),
    (
        "UPDATE revisions SET data = (SELECT data FROM records WHERE row = 1)",
        "revisions, row whole later: data",
    ),
    (
        "UPDATE links SET judgement = 'different', score = 0.5",
        "links, row .*: judgement is 'different', should be .*; score is 0.5",
    ),
    ("DELETE FROM links", "links, row .*: should stand there, and does not"),
    (
        "UPDATE placed SET rank = 'z' WHERE name = 'whole@7'",
        "placed, row events whole@7: rank from character 0 is 'z', should be",
    ),
    (
        (
            "UPDATE placed SET under = (SELECT under FROM placed WHERE name = 'whole@8') WHERE "
            "name = 'whole@7'"
        ),
        "placed, row events whole@7: under is",
    ),
    (
        "DELETE FROM shelves WHERE name = 'whole@7'",
        "shelves, row events .*: should stand there, and does not",
    ),
    (
        "UPDATE carried SET day = '2001-01-01' WHERE report = 'whole'",
        "carried, row .* whole: day is '2001-01-01', should be",
    ),
    (
        "UPDATE facets SET incidents = incidents + 1 WHERE field = 'type' AND country = ''",
        "facets, row '' '' type .*: incidents is",
    ),
    ("DELETE FROM facets WHERE field = 'grade'", "facets, row .* grade .*: should stand there, and does not"),
)


def batches(forged: Sequence[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """Changes that are made and looked for together: of each table one."""
    made: list[list[tuple[str, str]]] = []
    for one in forged:
        table = re.split(r"UPDATE|FROM|INTO", one[0])[1].split()[0]
        free = next(
            (some for some in made if not any(f" {table} " in f"{other} " for other, _ in some)), None
        )
        if free is None:
            made.append(free := [])
        free.append(one)
    return made
