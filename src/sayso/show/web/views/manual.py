"""Pages of the manual that a desk shows: Markdown of ours, as HTML."""

from functools import cache
from importlib.resources import files
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

# Where a wheel has them (see pyproject.toml), and where a checkout does.
_SHIPPED = files("sayso.show.web") / "manual"
_CHECKOUT = Path(__file__).parents[5] / "docs"


@cache
def manual(name: str) -> Markup | None:
    """A page of the manual without its title, None where it is not installed.

    HTML in it is not taken over, links to other pages of the manual become plain words, and no
    element has a style: the pages' policy forbids it.
    """
    text = _text(name)
    if text is None:
        return None
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = parser.parse("\n".join(line for line in text.splitlines() if not line.startswith("<!--")))
    made = parser.renderer.render(_without_title(list(_plain(tokens))), parser.options, {})
    around = '<div class="scrolls" tabindex="0" role="group" aria-label="Figures"><table>'
    return Markup(made.replace("<table>", around).replace("</table>", "</table></div>"))


def _text(name: str) -> str | None:
    for folder in (_SHIPPED, _CHECKOUT):
        found = folder / name
        if found.is_file():
            return found.read_text(encoding="utf-8")
    return None


def _plain(tokens: list[Token]) -> list[Token]:
    """Tokens without links to other files, and without attributes for looks."""
    kept, dropped = [], 0
    for token in tokens:
        token.attrs.pop("style", None)
        if token.children:
            token.children = _plain(token.children)
        if token.type == "link_open" and not str(token.attrs.get("href", "")).startswith("https://"):
            dropped += 1
        elif token.type == "link_close" and dropped:
            dropped -= 1
        else:
            kept.append(token)
    return kept


def _without_title(tokens: list[Token]) -> list[Token]:
    if tokens and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        return tokens[3:]
    return tokens
