"""Which addresses are on the public network: what is allocated to everybody, less what is set apart."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

# IANA's registries of special-purpose addresses, and multicast.
_APART_4 = [
    ip_network(block)
    for block in (
        "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.31.196.0/24 "
        "192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/3"
    ).split()
]
# Only this part of the new network is allocated; mapped, translated, local and site addresses all lie elsewhere.
_ALLOCATED_6 = ip_network("2000::/3")
_APART_6 = [
    ip_network(block) for block in "2001::/23 2001:db8::/32 2002::/16 2620:4f:8000::/48 3ffe::/16 3fff::/20".split()
]


def is_public(address: str) -> bool:
    """Whether an address is somewhere out there, and cannot be in here by another way of writing it."""
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv4Address):
        return not any(found in block for block in _APART_4)
    assert isinstance(found, IPv6Address)  # noqa: S101  # there is no third kind
    return found in _ALLOCATED_6 and not any(found in block for block in _APART_6)
