"""`sayso serve`."""

import argparse
import gc
import ipaddress
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso.desk import Desk
from sayso.errors import ResourceError
from sayso.show import logs
from sayso.show.web.options import WebOptions
from sayso.show.web.rights import Rights, read_rights
from sayso.show.web.sockets import bound

if TYPE_CHECKING:
    from fastapi import FastAPI

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def serve(args: argparse.Namespace, desk: Desk, opened: Callable[[], Desk]) -> int:
    """Serve a desk until it is stopped.

    Args:
        args: The options of the command.
        desk: What is served by this process.
        opened: Opens the same for each of several processes; it is pickled.

    Raises:
        ResourceError: the packages of the extra `serve` are not installed, whoever reaches the server
            could change the base, or an option does not go with several processes.
    """
    options = _options(args)
    try:
        import uvicorn

        from sayso.show.web.application import application
    except ImportError as error:
        raise ResourceError(f"{error.name} is missing; install sayso[serve]") from None
    logs.set_up(args.log, args.log_level)
    sys.stderr.write(f"sayso: http://{_shown(args.host)}:{args.port}\n")
    if args.workers == 1:
        uvicorn.run(_settled(application(desk, options)), **_how(args))
        return 0
    from uvicorn.supervisors import Multiprocess

    worker = _Worker(opened, options, args.log, args.log_level)
    config = uvicorn.Config(worker, factory=True, workers=args.workers, **_how(args))
    with bound(config) as own:
        Multiprocess(config, sockets=[own]).run()
    return 0


@dataclass(frozen=True, slots=True)
class _Worker:
    """Makes the application in a process of its own, which opens the base for itself."""

    opened: Callable[[], Desk]
    options: WebOptions
    log: str
    log_level: str

    def __call__(self) -> "FastAPI":
        from sayso.show.web.application import application

        logs.set_up(self.log, self.log_level)
        return _settled(application(self.opened(), self.options))


def _settled(app: "FastAPI") -> "FastAPI":
    """Load names and what incidents are counted by; have Python look for no garbage among all that stays.

    Looking through a quarter of a million objects again and again took a tenth of a page's time, now and then
    a quarter of a second at once.
    """
    from sayso.show.web.pages.incidents import country_names

    country_names()
    store = app.state.desk.store
    with store.reading() as connection:
        store.values.fill(connection)
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)
    return app


def _how(args: argparse.Namespace) -> dict[str, Any]:
    """How uvicorn listens."""
    return {
        "host": args.host,
        "port": args.port,
        "log_config": None,  # our own
        "access_log": False,  # our lines hold no reader's address
        "server_header": False,
        "proxy_headers": False,  # an address that a header gives can be anything
        "timeout_keep_alive": 10,
        "limit_concurrency": 200,
        "http": "h11",  # another parser, which uvicorn prefers where it is there, has no such bound
        "h11_max_incomplete_event_size": 16_384,
        "timeout_worker_healthcheck": 60,  # a worker that is busy for some seconds is no dead one
    }


def _options(args: argparse.Namespace) -> WebOptions:
    own = _is_loopback(args.host)
    accounts = Path(args.accounts) if args.accounts else None
    if args.write and accounts is None and not own:
        raise ResourceError(
            f"whoever reaches {args.host} could change the base: give --accounts FILE, "
            "which `sayso account add` makes"
        )
    if args.workers > 1 and (accounts is not None or args.metrics):
        what = "who is logged in" if accounts is not None else "what is counted"
        raise ResourceError(
            f"each process would know only its own part of {what}: "
            "serve readers with --workers, and coders (--accounts) or --metrics with one process"
        )
    hosts = frozenset(args.served_as or ()) | (LOOPBACK if own else frozenset())
    return WebOptions(
        writing=args.write,
        accounts=accounts,
        name=args.name,
        secure=args.secure,
        hosts=hosts,
        rights=read_rights(Path(args.rights)) if args.rights else Rights(),
        names=args.names,
        metrics=args.metrics,
    )


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
