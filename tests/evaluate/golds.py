"""Gold annotations for tests: one made up here, and those of `tests/gold/dev`."""

import json
import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
DEV = HERE.parent / "gold" / "dev"
Json = dict[str, Any]


def reference() -> Callable[[Json, Json], tuple[Any, int]]:
    """`score_doc` of the standalone scorer: the definition that ours must agree with."""
    score: Callable[[Json, Json], tuple[Any, int]] = runpy.run_path(str(HERE / "score_articles.py"))[
        "score_doc"
    ]
    return score


def span(start: int, length: int = 4) -> Json:
    return {"start": start, "end": start + length}


def event(id_: str, start: int, **fields: Any) -> Json:
    """An event of the gold with nothing but what must be there, and `fields`."""
    return {
        "id": id_,
        "trigger": span(start),
        "other_triggers": [],
        "required": True,
        "plover": {"type": "ASSAULT", "mode": None},
        "cameo_root": "19",
        "acled": None,
        "actors": [],
        "targets": [],
        "place": None,
        "time": None,
        "weapons": [],
        "casualties": [],
        "modality": "occurred",
        "attributions": [],
        "incident": id_,
        "incident_certain": True,
        **fields,
    }


def made_up() -> Json:
    """Two raids, a denial, a relation and a dispute; offsets are of no text."""
    town = {
        "span": span(40),
        "name": "Ardel",
        "country": "XXX",
        "lat": 35.0,
        "lon": 38.0,
        "precision": "city",
    }
    day = {"span": span(50), "start": "2020-01-01", "end": "2020-01-01", "basis": "relative"}
    rebels = {"name": "Rebels", "spans": [span(20)]}
    army = {"name": "Army", "spans": [span(30)]}
    toll = {"kind": "killed", "min": 3, "max": 3, "who": None, "span": span(60), "source": "Officials"}
    said = {"source": "Officials", "source_span": span(70), "stance": "alleges", "field": "responsibility"}
    denied = {"source": None, "source_span": None, "stance": "denies", "field": "actor"}
    shelling = {
        "event_type": "Explosions/Remote violence",
        "sub_event_type": "Shelling/artillery/missile attack",
    }
    return {
        "schema": "sayso-annotation/1",
        "names": {
            "Rebels": {"aliases": ["the fighters"]},
            "Army": {},
            "Officials": {"aliases": ["officials"]},
        },
        "events": [
            event(
                "e1",
                100,
                other_triggers=[span(110), span(120)],
                actors=[rebels],
                targets=[army],
                place=town,
                time=day,
                casualties=[toll],
                attributions=[said, denied],
                acled=shelling,
                plover={"type": "ASSAULT", "mode": "heavy-weapons"},
                weapons=[{"span": span(90), "name": "mortar", "kind": "weapon"}],
            ),
            event("e2", 200, actors=[army], targets=[rebels], incident="e1"),
            event(
                "e3", 300, plover={"type": "ACCUSE", "mode": "allege"}, actors=[{"name": "Army", "spans": []}]
            ),
            event("e4", 400, required=False, incident_certain=False),
        ],
        "temporal_relations": [{"a": "e2", "type": "AFTER", "b": "e1", "b_alt": ["e3"]}],
        "disputes": [
            {
                "id": "d1",
                "events": ["e1"],
                "field": "actor",
                "required": True,
                "accounts": [{"source": "Officials", "span": span(70)}, {"source": None, "span": span(80)}],
            }
        ],
    }


def golds() -> dict[str, Json]:
    """All gold annotations that tests may read, by name."""
    found = {path.name: json.loads(path.read_bytes()) for path in sorted(DEV.rglob("*.gold.json"))}
    return {"made up": made_up(), **found}
