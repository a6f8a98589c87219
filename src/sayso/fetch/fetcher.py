"""An address asked for as it should be: checked, in turn, as robots may, and followed a few steps."""

import email.utils
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from urllib.parse import urljoin

from sayso.errors import AddressRefused, FetchError, TryLater
from sayso.fetch.addresses import Policy, Target, check, target_of
from sayso.fetch.answers import Answer, Exchange, Headers, Limits
from sayso.fetch.bodies import accepted
from sayso.fetch.clocks import Clock, RealClock
from sayso.fetch.networks import literal
from sayso.fetch.pacing import Pacing
from sayso.fetch.resolving import Resolver, resolved, system
from sayso.fetch.robots import Robots
from sayso.fetch.wire import exchange

Look = Callable[[Target], None]
_MOVED = frozenset((301, 302, 303, 307, 308))
_GONE = frozenset((404, 410))
# What is read: pages, feeds, sitemaps, plain text, archives. Everything else is left where it is.
TYPES = frozenset(
    (
        "text/html",
        "application/xhtml+xml",
        "text/xml",
        "application/xml",
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "text/plain",
        "application/json",
        "application/feed+json",
        "application/ld+json",
        "application/warc",
        "application/gzip",
        "application/x-gzip",
    )
)
_STARTS = (b"<", b"{", b"[", b"WARC/", b"\x1f\x8b")
_LONGEST_HOLD = 24 * 3600.0


def agent(contact: str | None = None) -> str:
    """How we call ourselves to servers; `contact` is where their keepers can write to."""
    try:
        number = version("sayso")
    except PackageNotFoundError:
        number = "0"
    return f"sayso/{number} (reads news for event data{'; ' + contact if contact else ''})"


@dataclass(frozen=True, slots=True)
class Options:
    """How a `Fetcher` asks.

    `gap` is the seconds between two requests to one host. `robots` False asks whatever robots.txt says: for
    tests, and for servers of one's own.
    """

    policy: Policy = field(default_factory=Policy)
    limits: Limits = field(default_factory=Limits)
    agent: str = field(default_factory=agent)
    gap: float = 1.0
    robots: bool = True
    resolver: Resolver = system


class Fetcher:
    """Asks for addresses, one at a time."""

    def __init__(self, options: Options | None = None, clock: Clock | None = None) -> None:
        self.options = options or Options()
        self.clock = clock or RealClock()
        self.pacing = Pacing(self.clock, self.options.gap)
        self._robots = Robots(self._rules, self.clock)
        self.requests = 0  # that were sent, those for robots.txt and redirects too

    def fetch(
        self, address: str, *, etag: str | None = None, modified: str | None = None, may: Look | None = None
    ) -> Answer:
        """What an address gives: status 200, 304 (as it was when `etag` or `modified` were told), 404 or 410.

        Args:
            address: What to ask for.
            etag: What it gave with the last answer.
            modified: The same.
            may: Looks at the address and at each that it leads to, before it is asked; raises to refuse.

        Raises:
            AddressRefused: it, or where it leads, may not be asked for, or robots may not.
            TryLater: the host is busy, slow or out of reach.
            FetchError: what came is not of a kind that is read, or too much of it.
            ResourceError: the extra `feeds` is not installed.
        """
        looks = [*([] if may is None else [may]), *([self._look] if self.options.robots else [])]
        answer = self._followed(address, _told(etag, modified), looks)
        if answer.status == 200:
            _refuse_type(answer)
        elif answer.status != 304 and answer.status not in _GONE:
            self._refuse_status(answer)
        return answer

    def target(self, address: str) -> Target:
        """The parts of an address that may be asked for.

        Raises:
            AddressRefused: it may not.
        """
        return target_of(address, self.options.policy)

    def _look(self, target: Target) -> None:
        delay = self._robots.look(target)
        if delay is not None:
            self.pacing.slow(target.host, delay)

    def _rules(self, address: str) -> tuple[int, bytes]:
        answer = self._followed(address, (), [])
        return answer.status, answer.body

    def _followed(self, address: str, told: Headers, looks: Sequence[Look]) -> Answer:
        """The answer after at most five redirects, each checked like an address that was asked for."""
        limits, left = self.options.limits, self.options.limits.total
        target, done = self.target(address), list[Exchange]()
        listed = self.options.policy.lists(target)
        while True:
            for look in looks:
                look(target)
            self.pacing.turn(target.host)
            began = self.clock.monotonic()
            self.requests += 1
            last, body = self._exchange(target, told, replace(limits, total=left))
            self.pacing.took(target.host)
            left -= self.clock.monotonic() - began
            done.append(last)
            where = last.header("Location")
            if last.status not in _MOVED or not where:
                return _answer(address, tuple(done), body)
            if len(done) > limits.redirects:
                raise FetchError(f"{address}: more than {limits.redirects} redirects; the last to {where!r}")
            if left <= 0:
                raise TryLater(f"{address}: took more than {limits.total:g} s")
            target = self.target(_joined(target.address, where))
            if self.options.policy.lists(target) and not listed:
                raise AddressRefused(f"{address}: leads to {target.address}, which only its own network may")

    def _exchange(self, target: Target, told: Headers, limits: Limits) -> tuple[Exchange, bytes]:
        began = self.clock.monotonic()
        own = literal(target.host)
        peers = (
            [own.compressed]
            if own is not None
            else resolved(target.host, target.port, self.options.resolver, limits.connect)
        )
        found = [literal(peer.partition("%")[0]) for peer in peers]
        if any(one is None for one in found):
            raise AddressRefused(f"{target.address}: {peers!r} are no addresses")
        check(target, [one for one in found if one is not None], self.options.policy)
        left = limits.total - (self.clock.monotonic() - began)
        request = (
            ("User-Agent", self.options.agent),
            ("Accept", "text/html, application/xhtml+xml, application/xml;q=0.9, text/*;q=0.8, */*;q=0.1"),
            ("Accept-Encoding", accepted()),
            ("Connection", "close"),
            *told,
        )
        return exchange(
            target, [str(one) for one in found], request, replace(limits, total=left), self.clock.now()
        )

    def _refuse_status(self, answer: Answer) -> None:
        """Raise what a status that is no answer means."""
        message = f"{answer.address}: status {answer.status} {answer.last.reason}".rstrip()
        if answer.status in (408, 425, 429) or answer.status >= 500:
            after = self._after(answer)
            if after is not None:
                self.pacing.hold(self.target(answer.address).host, after)
                message += f"; wants to be asked again in {after:.0f} s"
            raise TryLater(message, after)
        raise FetchError(message)

    def _after(self, answer: Answer) -> float | None:
        """The seconds of Retry-After, at most a day; a date counts from the server's own clock."""
        text = (answer.last.header("Retry-After") or "").strip()
        if text.isdecimal():
            return min(float(text), _LONGEST_HOLD)
        then = _moment(text)
        if then is None:
            return None
        now = _moment(answer.last.header("Date") or "") or self.clock.now()
        return min(max((then - now).total_seconds(), 0.0), _LONGEST_HOLD)


def _joined(base: str, where: str) -> str:
    """Where a Location leads."""
    try:
        return urljoin(base, where)
    except ValueError as error:
        raise AddressRefused(f"{base}: leads to {where[:200]!r}, no web address: {error}") from None


def _told(etag: str | None, modified: str | None) -> Headers:
    """The headers of a conditional request; what a server gave is sent back only if it is one short line."""
    pairs = (("If-None-Match", etag), ("If-Modified-Since", modified))
    return tuple((name, value) for name, value in pairs if value and len(value) < 500 and value.isprintable())


def _moment(text: str) -> datetime | None:
    try:
        found = email.utils.parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


def _answer(asked: str, exchanges: tuple[Exchange, ...], body: bytes) -> Answer:
    kind, _, rest = (exchanges[-1].header("Content-Type") or "").partition(";")
    charset = None
    for parameter in rest.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            charset = value.strip().strip("\"'")[:40] or None
    return Answer(asked, exchanges, body, kind.strip().lower(), charset)


def _refuse_type(answer: Answer) -> None:
    """See that it is of a kind that is read; where the server does not say, it must look like one."""
    if not answer.body:
        raise FetchError(f"{answer.address}: an empty answer")
    head = answer.body[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()
    looks = head.startswith(_STARTS)
    if answer.type in TYPES or (answer.type in {"", "application/octet-stream"} and looks):
        return
    raise FetchError(
        f"{answer.address}: is {answer.type or 'of no stated type'}; "
        "web pages, feeds, sitemaps, text, JSON and WARC are read"
    )
