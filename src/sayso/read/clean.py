"""The one place where characters are put in order; every offset counts what comes out of here."""

# One ordinary space each, so that nothing moves: TAB and Unicode's space separators (Zs).
_SPACES = (0x09, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)
_BREAKS = (0x0B, 0x0C, 0x85, 0x2028, 0x2029)
_CONTROLS = (*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0))
# Invisible and without meaning for a reader: soft hyphen, Mongolian vowel separator,
# zero-width characters, bidi marks, embeddings and isolates, invisible operators, BOM,
# annotation anchors, tag characters (a known way to hide text from people).
_REMOVED = (
    0xAD,
    0x61C,
    0x180E,
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    0xFEFF,
    *range(0xFFF9, 0xFFFC),
    0xE0001,
    *range(0xE0020, 0xE0080),
)
_SURROGATES = range(0xD800, 0xE000)

_TABLE: dict[int, str | None] = {
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys(_CONTROLS, " "),
    **dict.fromkeys(_BREAKS, "\n"),
    **dict.fromkeys(_REMOVED, None),
    **dict.fromkeys(_SURROGATES, "�"),
}


def clean(text: str) -> str:
    """`text` with one kind of line end, one kind of space and no hidden characters.

    Line ends (CR, CRLF, VT, FF, NEL, U+2028, U+2029) become LF; TAB and every Unicode
    space becomes one space; other control characters become a space; zero-width
    characters, BOM, soft hyphens and bidi marks go; lone surrogates become U+FFFD.
    Nothing is trimmed, collapsed or normalised, and cleaning twice changes nothing.
    """
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_TABLE)


def one_line(text: str) -> str:
    """`text` cleaned, on one line, single blanks between words: for titles and other metadata."""
    return " ".join(clean(text).split())
