"""`sayso serve`."""

import argparse
import ipaddress
import sys
from pathlib import Path

from sayso.desk import Desk
from sayso.errors import ResourceError
from sayso.show import logs
from sayso.show.web.options import WebOptions
from sayso.show.web.rights import Rights, read_rights

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def serve(args: argparse.Namespace, desk: Desk) -> int:
    """Serve a desk until it is stopped.

    Raises:
        ResourceError: the packages of the extra `serve` are not installed, or whoever reaches the server
            could change the base.
    """
    options = _options(args)
    try:
        import uvicorn

        from sayso.show.web.application import application
    except ImportError as error:
        raise ResourceError(f"{error.name} is missing; install sayso[serve]") from None
    app = application(desk, options)
    logs.set_up(args.log, args.log_level)
    sys.stderr.write(f"sayso: http://{_shown(args.host)}:{args.port}\n")
    uvicorn.run(
        app,
        host=args.host,
        port=args.port,
        log_config=None,  # our own
        access_log=False,  # our lines hold no reader's address
        server_header=False,
        proxy_headers=False,  # an address that a header gives can be anything
        timeout_keep_alive=10,
        limit_concurrency=200,
        h11_max_incomplete_event_size=16_384,
    )
    return 0


def _options(args: argparse.Namespace) -> WebOptions:
    own = _is_loopback(args.host)
    accounts = Path(args.accounts) if args.accounts else None
    if args.write and accounts is None and not own:
        raise ResourceError(
            f"whoever reaches {args.host} could change the base: give --accounts FILE, "
            "which `sayso account add` makes"
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
