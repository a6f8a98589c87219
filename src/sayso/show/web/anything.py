"""Ids in addresses: a report is called what its outlet calls it, line ends and slashes included."""

from starlette.convertors import Convertor, register_url_convertor


class _Anything(Convertor[str]):
    """The rest of an address; `path` ends at the first line end."""

    regex = "(?s:.*)"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


def any_path() -> None:
    """Make `{name:any}` known to routes."""
    register_url_convertor("any", _Anything())
