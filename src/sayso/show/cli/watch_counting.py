"""What a watch counts, in a file that the node exporter of Prometheus reads."""

from collections.abc import Callable, Mapping
from pathlib import Path

from sayso.errors import ResourceError
from sayso.watch import State, What

_NAME = "sayso_watch"


class Counts:
    """Writes the file: whole, under another name, then by renaming, so that nobody reads half of it.

    Args:
        path: The file; its folder must be there.
        warn: Told where it cannot be written: that is no reason to watch no more.

    Raises:
        ResourceError: the package that writes it is missing, or it cannot be written at the start.
    """

    def __init__(self, path: Path, warn: Callable[[str], None]) -> None:
        try:
            import prometheus_client  # noqa: F401 (looked for, so that a watch does not begin without it)
        except ImportError:
            raise ResourceError("--metrics needs prometheus-client: pip install 'sayso[serve]'") from None
        if not path.parent.is_dir():
            raise ResourceError(f"{path}: there is no folder {path.parent}")
        self._path = path
        self._warn = warn
        self._failed = False

    def write(self, counts: Mapping[What, int], state: State, requests: int) -> None:
        """Write what stands now."""
        from prometheus_client import CollectorRegistry, Counter, Gauge, write_to_textfile

        registry = CollectorRegistry()
        happened = Counter(f"{_NAME}_happened", "What happened since it began", ["what"], registry=registry)
        for what, number in counts.items():
            happened.labels(what.value).inc(number)
        asked = Counter(f"{_NAME}_requests", "Requests that were sent since it began", registry=registry)
        asked.inc(requests)
        read = Gauge(
            f"{_NAME}_source_read_timestamp_seconds",
            "When a source was last read without a failure",
            ["source"],
            registry=registry,
        )
        failed = Gauge(
            f"{_NAME}_source_failures", "Failed readings since then", ["source"], registry=registry
        )
        last = state.last_read()
        for row in state.sources():
            if row.parent is None and row.due is not None:
                failed.labels(row.address).set(row.fails)
                if row.address in last:
                    read.labels(row.address).set(last[row.address])
        try:
            write_to_textfile(str(self._path), registry)
        except OSError as error:
            if not self._failed:
                self._warn(f"{self._path}: cannot be written: {error.strerror or error}")
            self._failed = True
        else:
            self._failed = False
