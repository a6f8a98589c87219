"""Addresses that stand for this machine or a private network in some way are not public."""

from ipaddress import ip_address

import pytest

from sayso.fetch.networks import is_intranet, is_public

HIDDEN = """
127.0.0.1 127.8.8.8 0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.8
192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.51.100.7 203.0.113.9 224.0.0.1 239.1.1.1 240.0.0.1
255.255.255.255 :: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:0:127.0.0.1 64:ff9b::127.0.0.1
64:ff9b::a9fe:a9fe 64:ff9b:1::1 2002:7f00:1:: 2002:a00:1::1 2001:0:7f00:1::1 2001:db8::1 3fff::1 5f00::1
fe80::1 fec0::1 fc00::1 fd00:ec2::254 ff02::1 ff0e::1 100::1 2a00:1:2:3:0:5efe:7f00:1
2a00:1:2:3:200:5efe:a00:1
""".split()
PUBLIC = """
8.8.8.8 1.1.1.1 93.184.216.34 2606:4700::1111 2a00:1450:4001:830::200e ::ffff:8.8.8.8 64:ff9b::808:808
2002:808:808::1 2a00:1:2:3:0:5efe:808:808
""".split()


@pytest.mark.parametrize("text", HIDDEN)
def test_it_is_not_public(text: str) -> None:
    assert not is_public(ip_address(text))


@pytest.mark.parametrize("text", PUBLIC)
def test_it_is_public(text: str) -> None:
    assert is_public(ip_address(text))


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("10.1.2.3", True),
        ("127.0.0.1", True),
        ("::1", True),
        ("fd12::1", True),
        ("::ffff:192.168.0.1", True),
        ("169.254.169.254", False),
        ("224.0.0.1", False),
        ("fe80::1", False),
        ("8.8.8.8", False),
        ("0.0.0.0", False),
    ],
)
def test_an_intranet_is_no_link_and_no_group(text: str, inside: bool) -> None:
    assert is_intranet(ip_address(text)) is inside
