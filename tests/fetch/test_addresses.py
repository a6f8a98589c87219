"""Addresses in parts, and those that are never asked for."""

import pytest

from sayso.errors import AddressRefused
from sayso.fetch import Policy, same_site, target_of

OPEN = Policy.of(["desk.example:8080", "10.0.0.5", "[::1]:9000"])


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("https://News.Example/a?b=c#part", "https://news.example/a?b=c"),
        ("http://news.example", "http://news.example/"),
        ("http://news.example:80/x", "http://news.example/x"),
        ("https://news.example:80/x", "https://news.example:80/x"),
        ("https://bücher.example/ä b".replace(" ", "%20"), "https://xn--bcher-kva.example/%C3%A4%20b"),
        ("https://news.example./x", "https://news.example/x"),
        ("http://8.8.8.8/x", "http://8.8.8.8/x"),
        ("http://[2606:4700:0::1111]/x", "http://[2606:4700::1111]/x"),
        ("http://desk.example:8080/x", "http://desk.example:8080/x"),
        ("http://10.0.0.5/x", "http://10.0.0.5/x"),
        ("http://[::1]:9000/x", "http://[::1]:9000/x"),
    ],
)
def test_an_address_is_always_written_the_same_way(address: str, written: str) -> None:
    assert target_of(address, OPEN).address == written


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("", "is no web address"),
        ("news.example/a", "write https://"),
        ("ftp://news.example/a", "write https://"),
        ("file:///etc/passwd", "write https://"),
        ("http:///a", "write https://"),
        ("http://news.example/" + "a" * 5000, "longer than 4,096"),
        ("http://news.example/a b", "blanks"),
        ("http://news.example\\@10.0.0.1/", "backslashes"),
        ("http://news.example/\r\nHost: x", "blanks"),
        ("http://me:secret@news.example/", "before '@'"),
        ("http://news.example@10.0.0.1/", "before '@'"),
        ("http://news.example:22/", "port 22"),
        ("http://news.example:99999/", "no web address"),
        ("http://other.example:8080/", "allow other.example:8080"),
        ("http://2130706433/", "four decimal numbers"),
        ("http://0x7f000001/", "four decimal numbers"),
        ("http://0177.0.0.1/", "four decimal numbers"),
        ("http://127.1/", "four decimal numbers"),
        ("http://１２７.０.０.１/", "four decimal numbers"),
        ("http://10.0.0.6/", "no public address"),
        ("http://[fe80::1%25eth0]/", "IPv6"),
        ("http://-x.example/", "no name of a host"),
        ("http://a..example/", "no name of a host"),
        ("http://%31%32%37.0.0.1/", "no name of a host"),
    ],
)
def test_what_is_never_asked_for_is_told(address: str, told: str) -> None:
    with pytest.raises(AddressRefused, match=told.replace("(", r"\(")):
        target_of(address, OPEN)


@pytest.mark.parametrize("entry", ["http://a/", "a/b", "me@a", "a:b", "", "127.1"])
def test_a_list_of_hosts_holds_hosts(entry: str) -> None:
    with pytest.raises(AddressRefused):
        Policy.of([entry])


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("www.news.example", "feeds.news.example", True),
        ("news.example", "news.example", True),
        ("news.example", "other.example", False),
        ("www.news.co.uk", "www.other.co.uk", False),
        ("feeds.news.co.uk", "www.news.co.uk", True),
        ("127.0.0.1", "10.0.0.1", False),
        ("8.8.4.4", "9.9.4.4", False),
    ],
)
def test_hosts_of_one_site(a: str, b: str, same: bool) -> None:
    assert same_site(a, b) is same
