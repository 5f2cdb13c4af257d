"""The one door to the network: no other module opens a socket.

A request goes to an address that was checked: as text, as every answer of its name, and as the
peer of the socket that came of it. Its deadline holds for resolving, connecting, TLS, headers
and body together. Nothing is carried from one request to the next: no cookies, no credentials,
no proxies or netrc from the environment.

What may be asked, when and how often is for :mod:`catalog.ingestion.fetching` to say.
"""

import http.client
import ipaddress
import logging
import queue
import socket
import ssl
import threading
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from functools import partial
from typing import Any, Final

import requests
from django.conf import settings
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool
from urllib3.exceptions import HTTPError, IncompleteRead, InvalidHeader
from urllib3.exceptions import TimeoutError as PoolTimeoutError
from urllib3.util.ssl_match_hostname import CertificateError

from catalog.ingestion import addresses
from catalog.ingestion.addresses import Address, IPAddress
from catalog.ingestion.deadline import Deadline
from catalog.ingestion.errors import (
    BadResponse,
    ConnectionFailed,
    ConnectionReset,
    ConnectionUntrusted,
    DnsFailed,
    DnsUnsure,
    FetchError,
    FetchTimeout,
    TruncatedBody,
)

AGENT: Final = "Chromatheque/0.1"
MAX_TRIED: Final = 2  # answers of one name that are tried
LONGEST_LENGTH: Final = 19  # digits of a Content-Length
RECEIVE_BUFFER: Final = 524_288  # bounds what a server can send beyond the cap
_FAILURES: Final = (
    requests.RequestException,
    HTTPError,
    http.client.HTTPException,
    OSError,
    UnicodeError,
    zlib.error,
)
_verify: bool | str = True  # certifi's authorities; tests bring their own

# A hostile server must not write on the keeper's console.
logging.getLogger("urllib3").setLevel(logging.ERROR)


class Answer:
    """A status and headers that have come, and a body that is read piece by piece."""

    def __init__(self, response: requests.Response) -> None:
        self.status = response.status_code
        self.headers: Mapping[str, str] = response.headers
        self._raw = response.raw

    def read(self, most: int) -> bytes:
        """The next bytes as they were sent, at most so many; none at the end."""
        piece: bytes = self._raw.read1(most, decode_content=False)
        return piece


@contextmanager
def exchange(address: Address, headers: Mapping[str, str], deadline: Deadline) -> Iterator[Answer]:
    """One GET and its answer, whose body is unread. Raises AddressRefused and FetchErrors."""
    common = {
        "User-Agent": f"{AGENT} (+{settings.INGEST_CONTACT})" if settings.INGEST_CONTACT else AGENT,
        "Accept-Encoding": "identity",
        "Connection": "close",
    }
    with closing(_Adapter(address, deadline)) as adapter:
        try:
            request = requests.Request("GET", address.url, headers={**common, **headers}).prepare()
            # Not through a Session: it would read a redirect's body whole, and bring cookies.
            response = adapter.send(
                request, stream=True, timeout=_patience(deadline), verify=_verify, proxies={}
            )
            with closing(response):
                _check_framing(response)
                yield Answer(response)
        except _FAILURES as error:
            raise _translated(error, deadline) from error


def _check_framing(response: requests.Response) -> None:
    """Refuse an answer whose length can be read in two ways. Raises BadResponse."""
    lengths = response.raw.headers.getlist("Content-Length")
    chunked = "Transfer-Encoding" in response.headers
    if chunked and response.headers["Transfer-Encoding"].strip().lower() != "chunked":
        raise BadResponse("The server packs its answer in a way that was not asked for.")
    lengths = [length.strip(" \t") for length in lengths]  # white space around is allowed
    plain = [n for n in lengths if n.isascii() and n.isdigit() and len(n) <= LONGEST_LENGTH]
    if len(plain) != len(lengths) or len(lengths) + chunked > 1:
        raise BadResponse("The server gives the length of its answer in two ways, or in none.")


# --- Connecting -----------------------------------------------------------------------


def _lookup(host: str, port: int) -> list[str]:
    """Every address of a name, in the resolver's order."""
    answers = socket.getaddrinfo(host.encode("ascii"), port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))


def _connect(ip: IPAddress, port: int, timeout: float) -> socket.socket:
    """A socket connected to an address."""
    family = socket.AF_INET if ip.version == 4 else socket.AF_INET6
    sock = socket.socket(family, socket.SOCK_STREAM)
    try:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BUFFER)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sock.settimeout(timeout)
        sock.connect((str(ip), port))
    except BaseException:
        sock.close()
        raise
    return sock


def _resolve(address: Address, deadline: Deadline) -> list[IPAddress]:
    """The checked answers of an address's name. Raises AddressRefused, DnsFailed, FetchTimeout."""
    if address.ip is not None:
        return [address.ip]
    found: queue.SimpleQueue[list[str] | Exception] = queue.SimpleQueue()

    def look_up() -> None:
        try:
            found.put(_lookup(address.host, address.port))
        except (OSError, UnicodeError) as error:
            found.put(error)

    # getaddrinfo heeds no timeout: it is left behind in its thread when time is up.
    threading.Thread(target=look_up, daemon=True).start()
    try:
        answers = found.get(timeout=deadline.remaining)
    except queue.Empty:
        raise FetchTimeout("The name server took too long: try again later.") from None
    if isinstance(answers, socket.gaierror) and answers.errno == socket.EAI_AGAIN:
        raise DnsUnsure
    if isinstance(answers, Exception) or not answers:
        raise DnsFailed(f"The name {address.host} is unknown: check the spelling.")
    if address.trusted:
        return [ipaddress.ip_address(answer) for answer in answers]
    return [addresses.check_ip(answer) for answer in answers]


class _Adapter(HTTPAdapter):
    """Sends one request to one checked address, within a deadline."""

    def __init__(self, address: Address, deadline: Deadline) -> None:
        self.address = address
        self.deadline = deadline
        self.handles: list[socket.socket] = []
        super().__init__(max_retries=0)

    def get_connection_with_tls_context(self, *args: Any, **kwargs: Any) -> HTTPConnectionPool:
        """The pool as usual, its connections made by ``open_socket``.

        Host name, SNI and the certificate's check stay those of the URL.
        """
        pool: HTTPConnectionPool = super().get_connection_with_tls_context(*args, **kwargs)  # type: ignore[assignment]
        base = HTTPSConnection if pool.scheme == "https" else HTTPConnection
        members = {"_new_conn": lambda connection: self.open_socket()}
        pool.ConnectionCls = type("GuardedConnection", (base,), members)
        return pool

    def open_socket(self) -> socket.socket:
        """A socket whose peer is a checked answer; the deadline's end shuts it down.

        Raises AddressRefused, DnsFailed, FetchTimeout, ConnectionFailed.
        """
        failure: OSError | None = None
        for ip in _resolve(self.address, self.deadline)[:MAX_TRIED]:
            if self.deadline.passed:
                break
            try:
                sock = _connect(ip, self.address.port, _patience(self.deadline))
            except OSError as error:
                failure = error
                continue
            try:
                self.guard(sock, ip)
            except BaseException:
                sock.close()
                raise
            return sock
        if failure is None or isinstance(failure, TimeoutError):
            raise FetchTimeout from failure
        raise ConnectionFailed from failure

    def guard(self, sock: socket.socket, ip: IPAddress) -> None:
        """Check the peer, and give the watchdog its own handle: TLS takes the socket over."""
        peer = ipaddress.ip_address(sock.getpeername()[0])
        if peer != ip or not (self.address.trusted or addresses.is_public(peer)):
            raise ConnectionUntrusted("The connection went elsewhere than it was told.")
        handle = sock.dup()
        self.handles.append(handle)
        self.deadline.on_end(partial(_shut, handle))

    def close(self) -> None:
        """Close what is open."""
        super().close()
        for handle in self.handles:
            handle.close()


def _shut(handle: socket.socket) -> None:
    with suppress(OSError):  # the peer has gone, or the fetch has ended
        handle.shutdown(socket.SHUT_RDWR)


def _patience(deadline: Deadline) -> float:
    """How long to bear silence: half the deadline, so that a second answer can be tried."""
    return max(0.001, min(float(settings.INGEST_TIMEOUT) / 2, deadline.remaining))


# --- Naming what went wrong ------------------------------------------------------------


def _translated(error: Exception, deadline: Deadline) -> FetchError:
    """Our name for what requests, urllib3 or the socket complain of."""
    causes = list(_causes(error))

    def any_is(*kinds: type[BaseException]) -> bool:
        return any(isinstance(cause, kinds) for cause in causes)

    if deadline.passed or any_is(TimeoutError, PoolTimeoutError):
        return FetchTimeout()
    if any_is(ssl.SSLCertVerificationError, CertificateError):
        return ConnectionUntrusted()
    if any_is(ConnectionResetError, BrokenPipeError):
        return ConnectionReset()
    if any_is(http.client.IncompleteRead, IncompleteRead):
        return TruncatedBody()
    if any_is(http.client.HTTPException, InvalidHeader, zlib.error, ValueError):
        return BadResponse()
    return ConnectionFailed()


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An error and those wrapped in it, in whatever way its library wraps."""
    seen: set[int] = set()
    pending = [error]
    while pending:
        current = pending.pop()
        if id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        around = (*current.args, current.__cause__, current.__context__)
        around += (getattr(current, "reason", None),)
        pending.extend(cause for cause in around if isinstance(cause, BaseException))
