"""`sayso party`: a user's own parties, and what the table holds."""

import argparse
import json
import os
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso.errors import ResourceError
from sayso.model.parties import Link, Party
from sayso.show.cli.settings import Settings
from sayso.show.cli.streams import plain_output
from sayso.show.safe import safe

if TYPE_CHECKING:
    from sayso.pipeline import Parties

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


def add_commands(party: argparse.ArgumentParser) -> None:
    """Give `sayso party` its commands."""
    party.description = "Parties of your own, beside those that ship or in their place."
    commands = party.add_subparsers(dest="action", metavar="ACTION", required=True)
    add = commands.add_parser("add", help="check a pack of parties and keep it", allow_abbrev=False)
    add.add_argument("pack", metavar="PACK", type=Path, help="CSV file, in the form of docs/parties.md")
    add.add_argument("--name", metavar="NAME", help="name to keep it by; default: that of the file")
    shown = commands.add_parser("list", help="what the table and the packs hold", allow_abbrev=False)
    shown.add_argument("text", nargs="?", metavar="TEXT", help="part of a name or of an id; default: all")
    shown.add_argument("--json", action="store_true", help="as one JSON object")


def party(args: argparse.Namespace, settings: Settings) -> int:
    """Run one command of `sayso party`.

    Raises:
        ResourceError: a pack breaks its form.
    """
    if args.action == "add":
        return _add(args.pack, args.name, settings)
    return _list(args.text, settings, as_json=args.json)


def _add(pack: Path, name: str | None, settings: Settings) -> int:
    """Check the pack with all that would stand beside it; only then does it replace the one of its name."""
    from sayso.pipeline import load_parties

    name = pack.stem if name is None else name
    if not NAME.fullmatch(name):
        raise ResourceError(f"pack name {name!r}; must be letters, digits, - and _ (give it with --name)")
    data = _bytes(pack)
    kept = settings.home / "parties" / f"{name}.csv"
    packs = {one.name: one for one in settings.party_packs} | {kept.name: pack}
    parties = load_parties([packs[key] for key in sorted(packs)])
    replaced = kept.exists()
    _write(kept, data)
    told = "replaced" if replaced else "added"
    sys.stdout.write(f"{told} pack {name}: {len(parties.parties)} parties in all\n")
    return 0


def _bytes(pack: Path) -> bytes:
    try:
        return pack.read_bytes()
    except OSError as error:
        raise ResourceError(f"{pack}: cannot be read ({error.strerror})") from error


def _write(path: Path, data: bytes) -> None:
    """Write all of it or nothing: a reader finds the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with temporary.open("wb") as part:
            part.write(data)
            part.flush()
            os.fsync(part.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _list(text: str | None, settings: Settings, *, as_json: bool) -> int:
    from sayso.pipeline import load_parties

    packs = settings.party_packs
    table = load_parties(packs)
    found = [one for one in table.parties if _matches(one, text)]
    plain_output(sys.stdout)
    if as_json:
        body = {
            "version": table.version,
            "packs": [{"name": pack.stem, "path": str(pack)} for pack in packs],
            "parties": [_object(one, table) for one in found],
        }
        sys.stdout.write(json.dumps(body, ensure_ascii=False, indent=2) + "\n")
        return 0
    for pack in packs:
        sys.stdout.write(f"pack {safe(pack.stem)}: {safe(str(pack))}\n")
    for one in found:
        sys.stdout.write("\n".join(map(_safe_line, _lines(one, table))) + "\n")
    if not found:
        sys.stderr.write(f"sayso: no party has {safe(text or '')!r} in its id or names\n")
    return 0


def _safe_line(line: str) -> str:
    """`line` made harmless, its indentation kept."""
    return line[: len(line) - len(line.lstrip())] + safe(line)


def _matches(one: Party, text: str | None) -> bool:
    wanted = (text or "").casefold()
    names = (one.id, one.name, *one.aliases, *one.adjectives, *one.metonyms)
    return any(wanted in name.casefold() for name in names)


def _object(one: Party, table: "Parties") -> dict[str, Any]:
    """The party as JSON has it; what is not known is absent."""
    sources = table.code_sources(one.id)
    known: dict[str, Any] = {
        "id": one.id,
        "name": one.name,
        "kind": one.kind.value,
        "country": one.country,
        "aliases": list(one.aliases),
        "adjectives": list(one.adjectives),
        "metonyms": list(one.metonyms),
        "since": _day(one.since),
        "until": _day(one.until),
        "source": one.source,
        "links": [_link_object(link) for link in table.links(one.id)],
        "codes": {
            scheme: {"value": value, "source": sources[scheme]}
            for scheme, value in table.codes(one.id).items()
        },
    }
    return {key: value for key, value in known.items() if value not in (None, [], {})}


def _link_object(link: Link) -> dict[str, str]:
    known = {
        "relation": link.relation.value,
        "other": link.other,
        "since": _day(link.since),
        "until": _day(link.until),
        "says": link.says,
        "source": link.source,
    }
    return {key: value for key, value in known.items() if value is not None}


def _lines(one: Party, table: "Parties") -> Iterator[str]:
    """The party for people: what was not checked says so."""
    yield " ".join(filter(None, (f"{one.id}: {one.name} ({one.kind.value}", one.country, _span(one)))) + ")"
    for label, names in (("also", one.aliases), ("of it", one.adjectives), ("its seat", one.metonyms)):
        if names:
            yield f"  {label}: {'; '.join(names)}"
    for link in table.links(one.id):
        says = f", says {link.says}" if link.says else ""
        words = " ".join(filter(None, (link.relation.value.replace("_", " "), link.other, _span(link))))
        yield f"  {words}{says} [{link.source or 'not checked'}]"
    sources = table.code_sources(one.id)
    for scheme, value in table.codes(one.id).items():
        yield f"  {scheme} {value} [{sources[scheme]}]"
    yield f"  row [{one.source or 'not checked'}]"


def _span(dated: Party | Link) -> str:
    if dated.since is None and dated.until is None:
        return ""
    return f"{_day(dated.since) or '?'} to {_day(dated.until) or 'now'}"


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
