"""Web addresses: which may be asked for, and what of them is sent."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from sayso.errors import AddressRefused
from sayso.fetch.networks import Address, is_intranet, is_public, literal

MAX_ADDRESS = 4096
PORTS = {"http": 80, "https": 443}
_UNSAFE = re.compile(r"[\x00-\x20\x7f\\]")
_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?:\.(?!-)[a-z0-9_-]{1,63})*")
# A last label that is a number, decimal or hexadecimal, makes browsers and some resolvers read an address.
_NUMBER = re.compile(r"(?:\d+|0x[0-9a-f]*)")
# Below these two letters of a country, names are given out one level further down.
_SECOND = frozenset("ac co com edu gov gob gouv go mil net ne nom or org".split())


@dataclass(frozen=True, slots=True)
class Policy:
    """What may be asked for besides public hosts at the ports 80 and 443.

    `allowed` names hosts, each as "host" or "host:port", "[::1]:8080" for an address of IPv6: they may be
    of a private network, and be asked at that port. Where no port is given, it is the usual one.
    A page of another host cannot lead there.
    """

    allowed: frozenset[str] = frozenset()

    @classmethod
    def of(cls, allowed: Iterable[str]) -> "Policy":
        """A policy from what a person wrote.

        Raises:
            AddressRefused: something there is no host.
        """
        return cls(frozenset(_entry(text) for text in allowed))

    def lists(self, target: "Target") -> bool:
        """Whether a person named this host and port."""
        key = f"{target.bracketed}:{target.port}"
        return key in self.allowed or (
            target.port == PORTS[target.scheme] and target.bracketed in self.allowed
        )


@dataclass(frozen=True, slots=True)
class Target:
    """An address that may be asked for, in parts that can be sent.

    `host` is ASCII, lower case, without brackets and without a dot at its end; `path` begins with "/" and
    holds the query.
    """

    scheme: str
    host: str
    port: int
    path: str

    @property
    def bracketed(self) -> str:
        """The host as it stands in an address."""
        return f"[{self.host}]" if ":" in self.host else self.host

    @property
    def authority(self) -> str:
        """What the Host header says."""
        usual = self.port == PORTS[self.scheme]
        return self.bracketed if usual else f"{self.bracketed}:{self.port}"

    @property
    def address(self) -> str:
        """All of it as one address, always written the same way."""
        return f"{self.scheme}://{self.authority}{self.path}"


def target_of(address: str, policy: Policy = Policy()) -> Target:
    """The parts of a web address.

    Raises:
        AddressRefused: it is none, or of a kind that is never asked for; nothing was looked up or sent.
    """
    text = address.strip()
    shown = repr(address[:200])
    if not text or len(text) > MAX_ADDRESS or _UNSAFE.search(text):
        raise AddressRefused(
            f"{shown} is no web address: none, longer than {MAX_ADDRESS:,}, or with blanks or backslashes"
        )
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise AddressRefused(f"{shown} is no web address: {error}") from None
    scheme = parts.scheme.lower()
    if scheme not in PORTS or not parts.netloc:
        raise AddressRefused(f"{shown} is no web address; write https://HOST/... or http://HOST/...")
    if "@" in parts.netloc:
        raise AddressRefused(f"{shown} holds a name or a password; write it without what stands before '@'")
    host = _host(parts.hostname or "", shown)
    path = quote(parts.path or "/", safe="/%:=&~+!$,;'()*@", errors="replace") + (
        "?" + quote(parts.query, safe="/%:=&~+!$,;'()*@?", errors="replace") if parts.query else ""
    )
    target = Target(scheme, host, PORTS[scheme] if port is None else port, path)
    if target.port != PORTS[scheme] and target.port not in PORTS.values() and not policy.lists(target):
        raise AddressRefused(
            f"{shown}: port {target.port} is not asked; web pages are at 80 and 443, "
            f"or allow {target.bracketed}:{target.port}"
        )
    own = literal(host)
    if own is not None:
        check(target, [own], policy)
    return target


def check(target: Target, found: Iterable[Address], policy: Policy) -> None:
    """See that every one of the addresses of a host may be connected to.

    Raises:
        AddressRefused: one may not be.
    """
    listed = policy.lists(target)
    for one in found:
        if not is_public(one) and not (listed and is_intranet(one)):
            raise AddressRefused(
                f"{target.address}: {one} is no public address; of a host of your own network "
                f"say that it is allowed: {target.bracketed}:{target.port}"
            )


def host_of(address: str) -> str | None:
    """The host that an address names, lower case; None where it names none."""
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


def same_site(a: str, b: str) -> bool:
    """Whether two hosts are of one site: all that stands before the name that was registered may differ."""
    return a == b or (literal(a) is None and literal(b) is None and _registered(a) == _registered(b))


def _registered(host: str) -> str:
    """The registered name, by rule of thumb: two labels, three below co.uk and its like."""
    labels = host.split(".")
    deep = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND
    return ".".join(labels[-3 if deep else -2 :])


def _host(host: str, shown: str) -> str:
    """The host in ASCII.

    Raises:
        AddressRefused: it is no host, or an address written so that programs disagree about it.
    """
    if ":" in host:
        found = literal(host)
        if found is None or "%" in host:
            raise AddressRefused(f"{shown}: {host!r} is no address of IPv6")
        return found.compressed
    try:
        ascii_host = host.encode("idna").decode("ascii").lower().removesuffix(".")
    except UnicodeError:
        raise AddressRefused(f"{shown}: {host!r} is no name of a host") from None
    if not _NAME.fullmatch(ascii_host) or len(ascii_host) > 253:
        raise AddressRefused(f"{shown}: {host!r} is no name of a host")
    if _NUMBER.fullmatch(ascii_host.rsplit(".", 1)[-1]):
        found = literal(ascii_host)
        if found is None or found.compressed != host.removesuffix("."):
            raise AddressRefused(f"{shown}: {host!r} is a number; write four decimal numbers with dots")
    return ascii_host


def _entry(text: str) -> str:
    """One entry of the list of allowed hosts, written as `Policy.lists` looks for it."""
    try:
        parts = urlsplit(f"//{text.strip().lower()}")
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise AddressRefused(f"{text!r} is no HOST or HOST:PORT: {error}") from None
    if parts.path or parts.query or "@" in parts.netloc:
        raise AddressRefused(f"{text!r} is no HOST or HOST:PORT")
    plain = _host(host, repr(text))
    bracketed = f"[{plain}]" if ":" in plain else plain
    return bracketed if port is None else f"{bracketed}:{port}"
