"""The options of `watch`, and those of fetching that `add` shares."""

import argparse

from sayso.show.logs import FORMS


def add_watch(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Give the parser the command `watch`."""
    watch = commands.add_parser(
        "watch", help="follow feeds, sitemaps, pages and folders, and keep what they tell", allow_abbrev=False
    )
    watch.description = (
        "Follow feeds, sitemaps, pages and folders: each article is coded once and kept, and read anew when "
        "it changes. Ends cleanly at SIGTERM and Ctrl-C, and goes on where it was."
    )
    watch.add_argument(
        "sources", nargs="+", metavar="SOURCES", help="web address, folder, or file of sources (.toml)"
    )
    watch.add_argument("--db", metavar="URL", help="path, or postgresql://HOST/NAME; default: your own base")
    watch.add_argument(
        "--every", metavar="TIME", help="from one reading to the next: 90s, 15m, 6h, 1d; default: 15m"
    )
    watch.add_argument("--once", action="store_true", help="read what there is now, and end")
    watch.add_argument("--status", action="store_true", help="say how far each source is; read nothing")
    watch.add_argument(
        "--state", metavar="STATEFILE", help="what was read already; default: beside the base, .watch"
    )
    watch.add_argument(
        "--relevant", action="store_true", help="leave out reports that hold no event in scope, and name them"
    )
    add_fetching(watch)
    watch.add_argument(
        "--contact", metavar="TEXT", help="for keepers of sites: a web address or e-mail address"
    )
    watch.add_argument("--quiet", action="store_true", help="only what goes wrong")
    watch.add_argument("--log", choices=FORMS, default="text", help="form of what it says; default: text")
    watch.add_argument(
        "--metrics", metavar="TEXTFILE", help="write counts there, for the node exporter of Prometheus"
    )


def add_fetching(command: argparse.ArgumentParser) -> None:
    """What every command that asks for web addresses has."""
    command.add_argument(
        "--archive",
        metavar="CAPTURES",
        help="folder for WARC files of what was fetched; default: beside the base",
    )
    command.add_argument(
        "--allow",
        metavar="HOST",
        action="append",
        default=[],
        help="HOST or HOST:PORT that may be asked though it is of your own network, or at another port",
    )
