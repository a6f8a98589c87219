"""Which addresses of the internet a fetch may connect to.

`ipaddress.is_global` alone is not enough: in Python 3.11 it holds for forms of IPv6 that carry 127.0.0.1
(NAT64, 6to4, IPv4-compatible), for multicast and for fec0::/10. Each form is opened here, and what it carries
is checked.
"""

from collections.abc import Iterator
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address

# IANA's registries of special purposes, without what is globally reachable.
_SPECIAL = tuple(
    IPv4Network(text)
    for text in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/3",
    )
)
_INTRANETS = tuple(
    IPv4Network(text)
    for text in ("10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")
)
_GLOBAL6 = IPv6Network("2000::/3")
_EXAMPLES6 = IPv6Network("3fff::/20")
_NAT64 = IPv6Network("64:ff9b::/96")
_INTRANETS6 = (IPv6Network("::1/128"), IPv6Network("fc00::/7"))
_ISATAP = (0x00005EFE, 0x02005EFE)


def is_public(address: Address) -> bool:
    """Whether anybody on the internet can reach it, whatever form it is written in."""
    if isinstance(address, IPv4Address):
        return address.is_global and not any(address in network for network in _SPECIAL)
    if address in _NAT64 or address.ipv4_mapped is not None:
        return all(map(is_public, _carried(address)))
    if address not in _GLOBAL6 or address in _EXAMPLES6 or not address.is_global:
        return False
    return all(map(is_public, _carried(address)))


def is_intranet(address: Address) -> bool:
    """Whether it is of this machine or of a private network; never one of a link or a group.

    The addresses at which clouds answer with secrets (169.254.169.254) are of a link.
    """
    if isinstance(address, IPv4Address):
        return any(address in network for network in _INTRANETS)
    if address.ipv4_mapped is not None:
        return is_intranet(address.ipv4_mapped)
    return any(address in network for network in _INTRANETS6)


def literal(host: str) -> Address | None:
    """The address that a host stands for by itself, without brackets; None for a name."""
    try:
        return ip_address(host)
    except ValueError:
        return None


def _carried(address: IPv6Address) -> Iterator[IPv4Address]:
    """The IPv4 addresses within one of IPv6, by each way of putting one there."""
    whole = int(address)
    if address.ipv4_mapped is not None:
        yield address.ipv4_mapped
    if address.sixtofour is not None:
        yield address.sixtofour
    if address.teredo is not None:
        yield from address.teredo
    if address in _NAT64:
        yield IPv4Address(whole & 0xFFFFFFFF)
    if (whole >> 32) & 0xFFFFFFFF in _ISATAP:
        yield IPv4Address(whole & 0xFFFFFFFF)
