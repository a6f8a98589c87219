"""Ways to make a server ask what only its own network may: nothing of it reaches the canary.

The port of the canary is a usual one here, so that only the check of addresses stands before it.
"""

import socket
from collections.abc import Iterator, Sequence

import pytest

from sayso.errors import FetchError
from sayso.fetch import Fetcher, Limits, Options, Policy, addresses
from tests.fetch.servers import Canary, FakeClock, Reply, serving

LIMITS = Limits(connect=10, read=10, total=20)  # nobody waits: what must not be asked is not asked

# {p}: the canary's port. Names are looked up by `names` below.
CASES = """
http://127.0.0.1:{p}/
http://127.0.0.2:{p}/
http://127.1:{p}/
http://127.0.1:{p}/
http://127.00.00.01:{p}/
http://0:{p}/
http://0.0.0.0:{p}/
http://0x0:{p}/
http://2130706433:{p}/
http://02130706433:{p}/
http://0x7f000001:{p}/
http://0x7F.0x0.0x0.0x1:{p}/
http://0x7f.1:{p}/
http://017700000001:{p}/
http://0177.0.0.1:{p}/
http://0177.0.0.01:{p}/
http://6425673729:{p}/
http://127.0.0.1.:{p}/
http://127。0。0。1:{p}/
http://１２７.０.０.１:{p}/
http://①②⑦.⓪.⓪.①:{p}/
http://127.0.0.1%00.example:{p}/
http://%31%32%37.0.0.1:{p}/
http://[::1]:{p}/
http://[::]:{p}/
http://[0:0:0:0:0:0:0:1]:{p}/
http://[::ffff:127.0.0.1]:{p}/
http://[::ffff:7f00:1]:{p}/
http://[::127.0.0.1]:{p}/
http://[::ffff:0:127.0.0.1]:{p}/
http://[64:ff9b::127.0.0.1]:{p}/
http://[64:ff9b::7f00:1]:{p}/
http://[64:ff9b:1::7f00:1]:{p}/
http://[2002:7f00:1::]:{p}/
http://[2001:0:7f00:1::]:{p}/
http://[fe80::1%25lo]:{p}/
http://[fe80::1%lo]:{p}/
http://[fec0::1]:{p}/
http://[fc00::1]:{p}/
http://[::1%25]:{p}/
http://[v1.127.0.0.1]:{p}/
http://localhost:{p}/
http://LOCALHOST:{p}/
http://localhost.:{p}/
http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ:{p}/
http://loop.example:{p}/
http://loop6.example:{p}/
http://mapped.example:{p}/
http://nat64.example:{p}/
http://both.example:{p}/
http://later.example:{p}/
http://zone.example:{p}/
http://junk.example:{p}/
http://meta.example:{p}/
http://news.example@127.0.0.1:{p}/
http://news.example:80@127.0.0.1:{p}/
http://127.0.0.1:{p}@news.example/
http://127.0.0.1:{p}#@news.example/
http://127.0.0.1:{p}?@news.example/
http://news.example\\@127.0.0.1:{p}/
http://127.0.0.1:{p}\\@news.example/
http:\\\\127.0.0.1:{p}/
//127.0.0.1:{p}/
///127.0.0.1:{p}/
http:///127.0.0.1:{p}/
http:127.0.0.1:{p}/
http:/127.0.0.1:{p}/
http://127.0.0.1:{p}
 http://127.0.0.1:{p}/
http://\t127.0.0.1:{p}/
http://127.0.0.1:+{p}/
http://127.0.0.1:{p}\r\nHost: news.example/
gopher://127.0.0.1:{p}/_GET
ftp://127.0.0.1:{p}/
dict://127.0.0.1:{p}/
file:///etc/hosts
jar:http://127.0.0.1:{p}/!/
url:http://127.0.0.1:{p}/
HTTP://127.0.0.1:{p}/
hTTps://127.0.0.1:{p}/
https://[::1]:{p}/
http://0x7f000001.:{p}/
""".strip("\n").split("\n")


class Names:
    """A resolver that an attacker owns: `later.example` is public at the first look and ours at the next."""

    def __init__(self) -> None:
        self.looked: list[str] = []

    def __call__(self, host: str, port: int) -> Sequence[str]:
        self.looked.append(host)
        later = ["93.184.216.34"] if self.looked.count("later.example") == 1 else ["127.0.0.1"]
        return {
            "localhost": ["127.0.0.1", "::1"],
            "loop.example": ["127.0.0.1"],
            "loop6.example": ["::1"],
            "mapped.example": ["::ffff:127.0.0.1"],
            "nat64.example": ["64:ff9b::7f00:1"],
            "both.example": ["93.184.216.34", "127.0.0.1"],
            "later.example": later,
            "zone.example": ["fe80::1%lo"],
            "junk.example": ["127.1"],
            "meta.example": ["169.254.169.254"],
        }.get(host, ["127.0.0.1"])


@pytest.fixture
def canaries() -> Iterator[tuple[Canary, Canary]]:
    four, six = Canary(), Canary(socket.AF_INET6)
    yield four, six
    four.close()
    six.close()


@pytest.fixture
def usual(canaries: tuple[Canary, Canary], monkeypatch: pytest.MonkeyPatch) -> tuple[Canary, Canary]:
    """The canaries, at ports that may be asked."""
    ports = {f"usual{number}": one.port for number, one in enumerate(canaries)}
    monkeypatch.setattr(addresses, "PORTS", {**addresses.PORTS, **ports})
    return canaries


def test_there_are_more_than_sixty_cases() -> None:
    assert len(CASES) == len(set(CASES))
    assert len(CASES) >= 60


@pytest.mark.parametrize("case", CASES)
def test_nothing_reaches_this_machine(
    case: str, usual: tuple[Canary, Canary], monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = socket.create_connection

    def local_only(address: tuple[str, int], *args: object, **options: object) -> socket.socket:
        if not address[0].startswith(("127.", "::1", "0.", "::", "::ffff:127.")):
            raise OSError("no test asks the internet")
        return connect(address, *args, **options)  # type: ignore[arg-type]  # as it was called

    monkeypatch.setattr(socket, "create_connection", local_only)
    for canary in usual:
        fetcher = Fetcher(Options(limits=LIMITS, robots=False, resolver=Names()), FakeClock())
        with pytest.raises(FetchError):
            fetcher.fetch(case.format(p=canary.port))
    assert [one.hits() for one in usual] == [0, 0]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    "where",
    [
        "http://127.0.0.1:{p}/",
        "//127.0.0.1:{p}/",
        "http://localhost:{p}/",
        "http://loop.example:{p}/",
        "http://[::ffff:127.0.0.1]:{p}/",
        "http://2130706433:{p}/",
        "http://me@127.0.0.1:{p}/",
    ],
)
def test_no_redirect_leads_there(status: int, where: str, usual: tuple[Canary, Canary]) -> None:
    four, _ = usual
    target = where.format(p=four.port)
    with serving(lambda *_: Reply(status=status, headers={"Location": target})) as served:
        options = Options(Policy.of([f"127.0.0.1:{served.port}"]), LIMITS, robots=False, resolver=Names())
        with pytest.raises(FetchError):
            Fetcher(options, FakeClock()).fetch(served.home)
        assert served.asked == ["/"]
    assert four.hits() == 0


def test_a_redirect_of_robots_txt_leads_there_neither(usual: tuple[Canary, Canary]) -> None:
    four, _ = usual
    where = f"http://127.0.0.1:{four.port}/"
    with serving(lambda *_: Reply(status=302, headers={"Location": where})) as served:
        options = Options(Policy.of([f"127.0.0.1:{served.port}"]), LIMITS, resolver=Names())
        with pytest.raises(FetchError):
            Fetcher(options, FakeClock()).fetch(f"{served.home}/a")
        assert served.asked == ["/robots.txt"]
    assert four.hits() == 0


def test_a_public_page_cannot_lead_to_a_host_that_only_a_person_may_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The intranet is allowed, and asked when it is named; a page of the internet cannot name it."""
    with serving(lambda *_: Reply(b"<p>inside")) as inside:
        outside = serving(lambda *_: Reply(status=302, headers={"Location": f"{inside.home}/secret"}))
        with outside as public:
            connect = socket.create_connection

            def as_public(address: tuple[str, int], *args: object, **options: object) -> socket.socket:
                there = ("127.0.0.1", public.port) if address[0] == "93.184.216.34" else address
                return connect(there, *args, **options)  # type: ignore[arg-type]  # as it was called

            monkeypatch.setattr(socket, "create_connection", as_public)
            options = Options(
                Policy.of([f"127.0.0.1:{inside.port}"]),
                LIMITS,
                robots=False,
                resolver=lambda *_: ["93.184.216.34"],
            )
            fetcher = Fetcher(options, FakeClock())
            assert fetcher.fetch(f"{inside.home}/a").status == 200
            with pytest.raises(FetchError, match="only its own network"):
                fetcher.fetch("http://news.example/")
            assert public.asked == ["/"]
        assert inside.asked == ["/a"]


def test_the_address_that_was_checked_is_the_one_that_is_asked(usual: tuple[Canary, Canary]) -> None:
    """A name that is public when it is checked and ours a moment later is looked up once only."""
    four, _ = usual
    names = Names()
    asked: list[str] = []

    class Lines:
        @staticmethod
        def create_connection(address: tuple[str, int], **_: object) -> socket.socket:
            asked.append(address[0])
            raise OSError("no test asks the internet")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "create_connection", Lines.create_connection)
        fetcher = Fetcher(Options(limits=LIMITS, robots=False, resolver=names), FakeClock())
        with pytest.raises(FetchError, match="cannot be reached"):
            fetcher.fetch(f"http://later.example:{four.port}/")
        with pytest.raises(FetchError, match="no public address"):
            fetcher.fetch(f"http://later.example:{four.port}/")
    assert (asked, names.looked) == (["93.184.216.34"], ["later.example"] * 2)
    assert four.hits() == 0


def test_the_canary_counts_who_comes(canaries: tuple[Canary, Canary]) -> None:
    four, _ = canaries
    fetcher = Fetcher(
        Options(Policy.of([f"127.0.0.1:{four.port}"]), Limits(connect=1, read=0.2, total=2), robots=False),
        FakeClock(),
    )
    with pytest.raises(FetchError):
        fetcher.fetch(f"http://127.0.0.1:{four.port}/")
    assert four.hits() == 1
