"""The tables of the ontology: PLOVER, CAMEO and ACLED, as they are loaded."""

import json
from collections import defaultdict

from sayso.ontology.tables import HERE, load_ontology
from tools.site.commands import cell


def code_tables() -> str:
    """Types and modes with the codes that sayso writes, ACLED's sub-event types, and CAMEO to PLOVER."""
    return "\n".join([*_types(), *_acled(), *_cameo()])


def _types() -> list[str]:
    ontology = load_ontology()
    lines = ["## PLOVER types and modes", "", f"Version of the tables: `{ontology.version}`.", ""]
    lines += ["| type | quad | mode | CAMEO | ACLED sub-event type, where type and mode decide it |"]
    lines += ["| --- | --- | --- | --- | --- |"]
    for one in ontology.types.values():
        for mode in ("", *one.modes):
            pair = one.name, mode
            acled = ontology.acled_by_mode.get(pair, "")
            shown = f"`{mode}`" if mode else ""
            lines.append(f"| `{one.name}` | {one.quad} | {shown} | `{ontology.cameo[pair]}` | {acled} |")
    lines += [
        "",
        "Quads: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.",
    ]
    said = ", ".join(f"`{code}` ({stance})" for stance, code in ontology.responsibility.items())
    return [
        *lines,
        "",
        f"Who claims or denies responsibility has CAMEO codes that PLOVER dropped: {said}.",
        "",
    ]


def _acled() -> list[str]:
    ontology = load_ontology()
    lines = ["## ACLED event and sub-event types", ""]
    lines += [
        "The mapping is ours: ACLED publishes none. What more than type and mode decides (who was hit, who"
    ]
    lines += ["fights whom, whose ground it is) is in `src/sayso/resolve/codes.py`.", ""]
    lines += ["| event type | sub-event type | code of CASE 2021 |", "| --- | --- | --- |"]
    for name, code in ontology.acled.items():
        lines.append(f"| {code.event_type} | {name} | `{ontology.case2021[name]}` |")
    return [*lines, ""]


def _cameo() -> list[str]:
    table = json.loads((HERE / "plover" / "plover.json").read_text(encoding="utf-8"))
    roots, by_root = table["cameo_roots"], defaultdict(list)
    for code, readings in sorted(table["cameo_to_plover"].items()):
        by_root[code[:2]].append((code, readings))
    lines = ["## CAMEO to PLOVER", "", "As PLOVER's table of 2021 has it; roots 01 and 02 are not in it.", ""]
    lines += ["| CAMEO | its name | PLOVER type, mode |", "| --- | --- | --- |"]
    for root, rows in by_root.items():
        lines.append(f"| **{root}** | **{roots[root].capitalize()}** | |")
        for code, readings in rows:
            label = next((one["label"] for one in readings if one["label"]), "")
            read = "; ".join(" ".join(filter(None, (one["plover"], one["mode"]))) for one in readings)
            lines.append(f"| `{code}` | {cell(label)} | {cell(read)} |")
    return [*lines, ""]
