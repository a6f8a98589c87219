"""The web API as its own description has it, and the pages beside it."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fastapi.routing import APIRoute

from sayso.desk import Desk
from sayso.show.web.application import application
from sayso.show.web.pages import PAGES
from tools.site.commands import cell


def api_tables() -> str:
    """Each address of the API with its parameters and answers."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder) / "empty.db")
        described: Mapping[str, Any] = application(desk).openapi()
        desk.close()
    lines: list[str] = []
    for path, methods in described["paths"].items():
        for method, one in methods.items():
            lines += [f"### {method.upper()} {path.replace('{', '(').replace('}', ')')}", ""]
            lines += [cell(one.get("description") or one.get("summary") or ""), ""]
            lines += _parameters(one.get("parameters", []))
            lines += _answers(one["responses"])
    return "\n".join(lines)


def page_table() -> str:
    """The addresses of pages, with what each answers to."""
    lines = ["| method | address | what it is |", "| --- | --- | --- |"]
    for page in PAGES:
        for route in page.router.routes:
            if isinstance(route, APIRoute):
                methods = ", ".join(sorted(route.methods or ()))
                said = (route.endpoint.__doc__ or "").strip().split("\n\n")[0]
                lines.append(f"| {methods} | `{route.path}` | {cell(said)} |")
    return "\n".join(lines)


def _parameters(parameters: list[Mapping[str, Any]]) -> list[str]:
    if not parameters:
        return []
    rows = [f"| `{one['name']}` | {one['in']} | {cell(one.get('description', ''))} |" for one in parameters]
    return ["| parameter | in | what it is |", "| --- | --- | --- |", *rows, ""]


def _answers(responses: Mapping[str, Any]) -> list[str]:
    said = [f"{status} {cell(one['description'])}" for status, one in responses.items()]
    return ["Answers: " + "; ".join(said) + ".", ""]
