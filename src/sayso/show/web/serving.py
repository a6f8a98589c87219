"""`sayso serve`."""

import argparse
import sys

from sayso.desk import Desk
from sayso.errors import ResourceError
from sayso.show.web.options import WebOptions


def serve(args: argparse.Namespace, desk: Desk) -> int:
    """Serve a desk until it is stopped.

    Raises:
        ResourceError: the packages of the extra `serve` are not installed.
    """
    try:
        import uvicorn

        from sayso.show.web.application import application
    except ImportError as error:
        raise ResourceError(f"{error.name} is missing; install sayso[serve]") from None
    app = application(desk, WebOptions(writing=args.write))
    sys.stderr.write(f"sayso: http://{args.host}:{args.port}\n")
    uvicorn.run(app, host=args.host, port=args.port, log_level="warning", server_header=False)
    return 0
