"""Our rules beside another author's: whatever ssrfguard refuses, we refuse."""

import csv
import ipaddress
import re
from collections.abc import Iterator

import pytest
from ssrfguard import DEFAULT_DENIED, Policy, SSRFGuardError

from catalog.ingestion import addresses
from catalog.ingestion.errors import AddressRefused
from tests.catalog.ingestion.conftest import SHARED

CASES = SHARED / "cases" / "addresses.tsv"
PREFIXES = {
    "mapped": lambda v4: (0xFFFF << 32) | v4,
    "compatible": lambda v4: v4,
    "translated": lambda v4: (0xFFFF << 48) | v4,
    "NAT64": lambda v4: (0x64_FF9B << 96) | v4,
    "local NAT64": lambda v4: (0x64_FF9B_0001 << 80) | v4,
    "6to4": lambda v4: (0x2002 << 112) | (v4 << 80) | 1,
    "Teredo": lambda v4: (0x2001 << 112) | (v4 << 64) | (0x08080808 ^ 0xFFFFFFFF),
}
OTHERS = [
    "168.63.129.16",
    "169.254.169.254",
    "169.254.170.2",
    "100.100.100.200",
    "192.0.0.192",
    "fd00:ec2::254",
    "fe80::1",
    "ff0e::1",
    "5f00::1",
    "8.8.8.8",
    "93.184.216.34",
    "2606:4700:4700::1111",
    "2a00:1450:4001:82a::200e",
]
# What we refuse and it lets through, beside all of IPv6 outside 2000::/3: none of it serves pages.
STRICTER_BLOCKS = [
    ipaddress.ip_network(block)
    for block in (
        "168.63.129.16/32",  # Azure's wire server, in public space
        "192.0.0.0/24",  # protocol assignments, anycast ones among them
        "192.31.196.0/24",  # AS112
        "192.52.193.0/24",  # multicast tunnels
        "192.88.99.0/24",  # 6to4 relays
        "192.175.48.0/24",  # AS112
        "2001::/23",  # protocol assignments, and Teredo whatever it carries
        "2002::/16",  # 6to4 whatever it carries
        "2620:4f:8000::/48",  # AS112
    )
]
# What both let through, so that the comparison is not of two that refuse everything.
PUBLIC = ["8.8.8.8", "93.184.216.34", "2606:4700:4700::1111", "2a00:1450:4001:82a::200e"]


def edges() -> Iterator[int | str]:
    """The first and last address of every block either of us knows, and their neighbours."""
    ours = [*addresses._REFUSED_V4, *addresses._REFUSED_V6, addresses._PUBLIC_V6]
    for block in [*ours, *(known.network for known in DEFAULT_DENIED.blocks)]:
        first, last = int(block.network_address), int(block.broadcast_address)
        kind = ipaddress.IPv4Address if block.version == 4 else ipaddress.IPv6Address
        most = 2**block.max_prefixlen - 1
        for number in {first - 1, first, first + 1, (first + last) // 2, last - 1, last, last + 1}:
            if 0 <= number <= most:
                yield str(kind(number))


def embedded(v4: str) -> Iterator[str]:
    number = int(ipaddress.IPv4Address(v4))
    yield from (str(ipaddress.IPv6Address(make(number))) for make in PREFIXES.values())


def candidates() -> set[str]:
    plain = {*map(str, edges()), *OTHERS}
    return plain | {six for ip in plain if ":" not in ip for six in embedded(ip)}


def test_every_address_it_refuses_we_refuse() -> None:
    found = candidates()
    assert len(found) > 1000
    theirs = {ip for ip in found if DEFAULT_DENIED.classify(ip).blocked}
    ours = {ip for ip in found if not addresses.is_public(ipaddress.ip_address(ip))}
    assert theirs - ours == set()
    assert not ours & set(PUBLIC)
    assert not theirs & set(PUBLIC)
    unexplained = {
        ip
        for ip in map(ipaddress.ip_address, ours - theirs)
        if (ip.version == 4 or ip in addresses._PUBLIC_V6)
        and not any(ip in block for block in STRICTER_BLOCKS)
    }
    assert unexplained == set()


@pytest.mark.skipif(not CASES.exists(), reason="the shared cases are not beside the checkout")
def test_every_shared_address_it_refuses_we_refuse() -> None:
    policy = Policy()
    with CASES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    compared = 0
    for number, kind, text, must, _ in rows:
        if kind != "url":
            continue
        url = text.replace("\\n", "\n").replace("\\t", "\t").replace("\\r", "\r")
        url = url.replace("\\\\", "\\")
        url = re.sub(r"a+\.{3}\((\d+) chars\)", lambda long: "a" * int(long[1]), url)
        try:
            policy.check_url(url)
        except SSRFGuardError:
            compared += 1
            if must == "allowed":
                assert number in STRICTER, f"case {number}"
                continue
            with pytest.raises(AddressRefused):
                addresses.parse(url)
    assert compared > 40


# Shared cases that must be let through and that ssrfguard refuses, with its reason.
STRICTER: dict[str, str] = {}
