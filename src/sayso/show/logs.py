"""What a server or a watcher says of its own work: a line for people, or a JSON object a line for machines.

Lines hold no address of a reader and nothing that was asked: what somebody looks up is theirs.
"""

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any, TextIO

FORMS = ("text", "json")
LEVELS = ("debug", "info", "warning", "error")
_USUAL = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName", "color_message"}


class JsonLines(logging.Formatter):
    """One JSON object a line: `time` (UTC), `level`, `logger`, `message`, what else was given, a trace."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line, whatever line ends its words hold."""
        said: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **_given(record),
        }
        if record.exc_info:
            said["trace"] = self.formatException(record.exc_info)
        return json.dumps(said, ensure_ascii=False, default=str)


class Lines(logging.Formatter):
    """A line for people: time, level, what was said, and what else was given as name=value."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line, and the trace of an error below it."""
        moment = datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%d %H:%M:%S")
        more = "".join(f" {name}={value}" for name, value in _given(record).items())
        line = f"{moment} {record.levelname.lower()} {record.getMessage()}{more}".replace("\n", " ")
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


def set_up(form: str = "text", level: str = "info", stream: TextIO | None = None) -> None:
    """Send all log lines of this process to `stream`, in one form.

    Args:
        form: One of `FORMS`.
        level: One of `LEVELS`: the least that is said.
        stream: None is standard error.
    """
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLines() if form == "json" else Lines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())


def _given(record: logging.LogRecord) -> dict[str, Any]:
    return {name: value for name, value in record.__dict__.items() if name not in _USUAL}
