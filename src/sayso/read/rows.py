"""Rows with named fields (JSON objects, table rows) to drafts: which field is what."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sayso.errors import ReadError
from sayso.read.clean import one_line
from sayso.read.drafts import Draft
from sayso.read.options import ReadOptions

# The usual names, the first that is there wins; schema.org, feeds, news interfaces and our own records.
USUAL: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "articleBody", "maintext", "story_text"),
    "id": ("id", "doc_id", "stories_id"),
    "title": ("title", "headline"),
    "outlet": ("outlet", "source", "publisher", "media_name", "source_domain"),
    "published": (
        "published",
        "date",
        "published_at",
        "publishedAt",
        "datePublished",
        "date_published",
        "publication_date",
        "publish_date",
        "date_publish",
    ),
    "language": ("lang", "language", "inLanguage"),
    "url": ("url", "link"),
    "revises": ("revises",),
    "published_at": ("published_at", "publishedAt"),
    "guid": ("guid",),
}
USUAL_NAMES = frozenset(name.lower() for names in USUAL.values() for name in names)
_SHOWN_NAMES = 12
_SHOWN_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Columns:
    """For each kind of field the name it has in one table or object, or None.

    `text` is None only for an object that has a title alone.
    """

    text: str | None
    id: str | None
    title: str | None
    outlet: str | None
    published: str | None
    language: str | None
    url: str | None
    revises: str | None
    published_at: str | None
    guid: str | None

    @property
    def names(self) -> tuple[str, ...]:
        """The names in use, each once."""
        found = (getattr(self, kind) for kind in USUAL)
        return tuple(dict.fromkeys(name for name in found if name is not None))


def find_columns(names: Iterable[str], options: ReadOptions, *, title_alone: bool = False) -> Columns:
    """Which of `names` holds what, by the options and else by the usual names, in any case.

    Args:
        names: The table's header, or the object's keys.
        options: The columns that the caller names.
        title_alone: Whether a title without a text will do.

    Raises:
        ReadError: a column that the options name is not there, or none holds the text.
    """
    here: dict[str, str] = {}
    for name in names:
        here.setdefault(name.strip().lower(), name)
    found = {kind: _find(kind, here, options) for kind in USUAL}
    if found["text"] is None and not (title_alone and found["title"]):
        usual = ", ".join(USUAL["text"])
        if found["url"] is not None and options.text_column is None:
            raise ReadError(
                f"it lists addresses ({found['url']!r}) and no texts (usual names: {usual}); "
                "`sayso add --addresses` asks for them, --text-column names another column"
            )
        raise ReadError(
            f"no column or field holds the text (usual names: {usual}); there are {_listed(here)}: "
            "name the right one with --text-column"
        )
    return Columns(**found)


def _find(kind: str, here: Mapping[str, str], options: ReadOptions) -> str | None:
    asked: str | None = getattr(options, f"{kind}_column", None)
    if asked is None:
        return next((here[name.lower()] for name in USUAL[kind] if name.lower() in here), None)
    if asked.strip().lower() not in here:
        raise ReadError(f"no column or field {asked!r} for the {kind}; there are {_listed(here)}")
    return here[asked.strip().lower()]


def _listed(here: Mapping[str, str]) -> str:
    shown = [repr(one_line(name)[:_SHOWN_LENGTH]) for name in list(here.values())[:_SHOWN_NAMES]]
    more = len(here) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more > 0 else "") if shown else "none"


def row_draft(row: Mapping[str, object], columns: Columns, place: str | None, number: int | None) -> Draft:
    """The draft that one row makes. Its text is the field as given; a title is metadata only.

    Raises:
        ReadError: the text is something else than text.
    """
    text = row.get(columns.text) if columns.text is not None else None
    if text is not None and not isinstance(text, str):
        raise ReadError(f"field {columns.text!r} holds {_kind(text)}; text is expected")
    return Draft(
        text=text or "",
        place=place,
        number=number,
        id=_string(row, columns.id),
        title=_string(row, columns.title),
        outlet=_string(row, columns.outlet),
        published=row.get(columns.published) if columns.published is not None else None,
        language=_string(row, columns.language),
        url=_string(row, columns.url),
        revises=_string(row, columns.revises),
        published_at=row.get(columns.published_at) if columns.published_at is not None else None,
        guid=_string(row, columns.guid),
    )


def _string(row: Mapping[str, object], name: str | None) -> str | None:
    """A metadata field as a string; schema.org's {"name": ...} counts as its name."""
    value = row.get(name) if name is not None else None
    if isinstance(value, Mapping):
        value = value.get("name")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else None


def _kind(value: object) -> str:
    kinds = {list: "a list", dict: "an object", bool: "true or false", int: "a number", float: "a number"}
    return kinds.get(type(value), f"a {type(value).__name__}")
