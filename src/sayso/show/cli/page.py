"""Lines on a terminal or in a file: wrapped, indented, in columns, never with blanks at the end."""

from itertools import zip_longest
from typing import TextIO

from rich.console import Console
from rich.text import Text

from sayso.show.cli.look import Look

LABEL = 9  # cells for the label of a field: the longest, "told as", and two blanks
NARROWEST, WIDEST = 40, 120


class _Console(Console):
    def on_broken_pipe(self) -> None:
        # The library's own answer is to exit; who called us decides that.
        raise BrokenPipeError


class Page:
    """Writes text that was made safe before; nothing in it is read as markup."""

    def __init__(self, out: TextIO, look: Look) -> None:
        self.width = max(NARROWEST, min(look.width, WIDEST))
        self._console = _Console(
            file=out,
            width=self.width,
            force_terminal=look.styled,
            color_system="standard" if look.styled else None,
            no_color=not look.colored,
            markup=False,
            emoji=False,
            highlight=False,
            legacy_windows=False,
        )

    def gap(self) -> None:
        """An empty line."""
        self._console.print()

    def rule(self, mark: str = "─") -> None:
        """A line across the page."""
        self._put(Text(mark * self.width, style="dim"))

    def text(self, text: Text, indent: int = 0) -> None:
        """A paragraph."""
        for line in text.wrap(self._console, self.width - indent):
            self._put(Text(" " * indent) + line)

    def field(self, label: Text, value: Text, indent: int = 0, width: int = LABEL) -> None:
        """A label, and beside it a value that is wrapped under itself.

        A label that leaves no blank before the value stands on a line of its own.
        """
        beside = label.cell_len < width
        if not beside:
            self.text(label, indent)
        for i, line in enumerate(value.wrap(self._console, self.width - indent - width)):
            shown = label.copy() if beside and i == 0 else Text()
            shown.pad_right(width - shown.cell_len)
            self._put(Text(" " * indent) + shown + line)

    def beside(self, left: list[Text], right: list[Text], indent: int = 0) -> None:
        """Two columns of paragraphs with a line between them."""
        half = (self.width - indent - 3) // 2
        columns = ([row for text in side for row in text.wrap(self._console, half)] for side in (left, right))
        for one, other in zip_longest(*columns, fillvalue=Text()):
            filled = one.copy()
            filled.pad_right(half - one.cell_len)
            self._put(Text(" " * indent) + filled + Text(" │ ", style="dim") + other)

    def _put(self, line: Text) -> None:
        line.rstrip()
        self._console.print(line, no_wrap=True, overflow="ignore", crop=False)
