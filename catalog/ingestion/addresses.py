"""Which addresses may be fetched: pure rules, no network.

``parse`` judges a URL as text, ``check_ip`` judges one answer of its name. Both say yes by list
only: what is not known to be a public web address is refused. Python's ``is_global`` is no help
(3.11 passes multicast, 6to4, NAT64 and others).

Origins that the keeper trusts (INGEST_TRUSTED_ORIGINS, such as ``http://127.0.0.1:8001``) are
exempt from the rules about addresses, names and ports, and from nothing else.
"""

import ipaddress
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import idna

from catalog.ingestion.errors import AddressRefused

MAX_URL = 2048
MAX_HOST = 253
PORTS = {"http": 80, "https": 443}

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

# IANA's special-purpose registries, and what clouds answer on within public space.
_REFUSED_V4 = [
    ipaddress.IPv4Network(block)
    for block in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/3",  # multicast, reserved, broadcast
        "168.63.129.16/32",  # Azure's wire server, in public space
    )
]
_PUBLIC_V6 = ipaddress.IPv6Network("2000::/3")
_REFUSED_V6 = [
    ipaddress.IPv6Network(block)
    for block in (
        "2001::/23",  # Teredo, ORCHID, benchmarking and other protocol assignments
        "2001:db8::/32",
        "2002::/16",  # 6to4 carries any IPv4 address
        "2620:4f:8000::/48",
        "3fff::/20",
    )
]
# Names that only ever mean something near to the machine that asks.
_LOCAL_SUFFIXES = (
    "arpa",
    "corp",
    "home",
    "i2p",
    "internal",
    "intranet",
    "lan",
    "local",
    "localdomain",
    "localhost",
    "onion",
    "private",
    "svc",
)
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_NUMERIC = re.compile(r"[0-9]+|0x[0-9a-f]*")
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f\\]")
_UNSAFE = re.compile(r"%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]")


@dataclass(frozen=True, slots=True)
class Address:
    """A URL that has passed: ``url`` is its one canonical form, without a fragment."""

    url: str
    scheme: str
    host: str
    port: int
    trusted: bool
    ip: IPAddress | None

    @property
    def origin(self) -> str:
        """Scheme, host and port, as in INGEST_TRUSTED_ORIGINS."""
        return _origin(self.scheme, self.host, self.port)

    @property
    def authority(self) -> str:
        """The host as one server: its name, with the port when that is not its scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def encode(url: str) -> str:
    """Percent-encode what a URL may not hold, never what is encoded already.

    >>> encode("http://a.org/01 (494).jpg"), encode("http://a.org/49%20(442).jpg")
    ('http://a.org/01%20(494).jpg', 'http://a.org/49%20(442).jpg')
    """
    return _UNSAFE.sub(
        lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace")), url
    )


def parse(url: str, *, base: str = "", trusted: Collection[str] = ()) -> Address:
    """Judge a URL, relative to ``base`` when there is one.

    ``trusted`` is what :func:`origins` made of the setting. Raises AddressRefused.
    """
    if len(url) > MAX_URL:
        raise AddressRefused(f"This address is longer than {MAX_URL:,} characters.")
    if _FORBIDDEN.search(url):
        raise AddressRefused("This address holds a control character or a backslash.")
    try:
        url = urljoin(base, url) if base else url
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise AddressRefused(f"This address makes no sense: {error}.") from None
    scheme = parts.scheme.lower()
    if scheme not in PORTS or not url[len(scheme) :].startswith("://"):
        raise AddressRefused("Only http:// and https:// addresses are fetched.")
    if "@" in parts.netloc:
        raise AddressRefused("An address with a user name or password is refused.")
    host, ip = _host(parts.hostname or "")
    if "[" in parts.netloc and not isinstance(ip, ipaddress.IPv6Address):
        raise AddressRefused("The host of this address makes no sense.")
    port = PORTS[scheme] if port is None else port
    is_trusted = _origin(scheme, host, port) in trusted
    if not is_trusted:
        _check_reach(host, ip, port)
    netloc = f"[{host}]" if isinstance(ip, ipaddress.IPv6Address) else host
    netloc += "" if port == PORTS[scheme] else f":{port}"
    tail = encode((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
    canonical = f"{scheme}://{netloc}{tail}"
    if len(canonical) > MAX_URL:
        raise AddressRefused(f"This address is longer than {MAX_URL:,} characters.")
    return Address(canonical, scheme, host, port, is_trusted, ip)


def origins(values: Iterable[str]) -> frozenset[str]:
    """Trusted origins as ``parse`` compares them; one that makes no sense is refused.

    Raises AddressRefused.
    """
    found = set()
    for value in values:
        try:
            found.add(_trusted(value))
        except (ValueError, AddressRefused):
            wrong = f"{value!r} in INGEST_TRUSTED_ORIGINS is not http://host:port."
            raise AddressRefused(wrong) from None
    return frozenset(found)


def _trusted(value: str) -> str:
    """Raises AddressRefused, and ValueError for a port or a bracket that makes no sense."""
    parts = urlsplit(value.strip())
    scheme = parts.scheme.lower()
    if scheme not in PORTS or parts.path.strip("/") or "@" in parts.netloc:
        raise AddressRefused
    host, _ = _host(parts.hostname or "")
    return _origin(scheme, host, PORTS[scheme] if parts.port is None else parts.port)


def check_ip(ip: str | IPAddress) -> IPAddress:
    """Pass a public address on, however written. Raises AddressRefused for any other."""
    try:
        parsed = ipaddress.ip_address(ip)
    except ValueError:
        raise AddressRefused("The host's address makes no sense.") from None
    if not is_public(parsed):
        raise AddressRefused(f"{parsed} is not a public address.")
    return parsed


def is_public(ip: IPAddress) -> bool:
    """Whether an address belongs to the public web."""
    if isinstance(ip, ipaddress.IPv4Address):
        return not any(ip in block for block in _REFUSED_V4)
    if ip.scope_id is not None:
        return False
    return ip in _PUBLIC_V6 and not any(ip in block for block in _REFUSED_V6)


def _origin(scheme: str, host: str, port: int) -> str:
    return f"{scheme}://{f'[{host}]' if ':' in host else host}:{port}"


def _host(host: str) -> tuple[str, IPAddress | None]:
    """The host in ASCII, and its address when it is one. Raises AddressRefused."""
    if ":" in host:
        try:
            ip = ipaddress.IPv6Address(host)
        except ValueError:
            raise AddressRefused("The host of this address makes no sense.") from None
        if ip.scope_id is not None:
            raise AddressRefused("An address with a zone is refused.")
        return str(ip), ip
    name = _ascii_name(host)
    labels = name.split(".")
    if len(name) > MAX_HOST or not all(_LABEL.fullmatch(label) for label in labels):
        raise AddressRefused("The host of this address makes no sense.")
    # A name that ends in a number is an IPv4 address to every browser, in whatever base: only
    # the plain way of writing one is let through.
    if not _NUMERIC.fullmatch(labels[-1]):
        return name, None
    try:
        return name, ipaddress.IPv4Address(name)
    except ValueError:
        raise AddressRefused("Write a numeric host as four plain decimal numbers.") from None


def _ascii_name(host: str) -> str:
    if not host.isascii():
        try:
            host = idna.encode(host, uts46=True).decode("ascii")
        except idna.IDNAError:
            raise AddressRefused("The host of this address is not a valid name.") from None
    return host.lower().removesuffix(".")


def _check_reach(host: str, ip: IPAddress | None, port: int) -> None:
    """The rules that a trusted origin is exempt from."""
    if port not in PORTS.values():
        raise AddressRefused(f"Port {port} is refused: only 80 and 443 are fetched.")
    if ip is not None:
        check_ip(ip)
    elif "." not in host or host.rsplit(".", 1)[1] in _LOCAL_SUFFIXES:
        raise AddressRefused(f"{host} is a name of a local network.")
