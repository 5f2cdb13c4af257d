"""The one door to the network: no other module opens a socket.

Every request goes to an address that was checked: as text, as every answer of its name, and as
the peer of the socket that came of it. Redirects are followed by hand and checked alike. One
deadline holds for resolving, connecting, TLS, headers, body and redirects together, and bytes
are counted while they come. Nothing is carried from one fetch to the next: no cookies, no
credentials, no proxies or netrc from the environment.
"""

import http.client
import ipaddress
import logging
import queue
import socket
import ssl
import threading
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from email.message import Message
from functools import partial
from typing import Any

import requests
from django.conf import settings
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool
from urllib3.exceptions import HTTPError, IncompleteRead, InvalidHeader
from urllib3.exceptions import TimeoutError as PoolTimeoutError
from urllib3.util.ssl_match_hostname import CertificateError

from catalog.ingestion import addresses, pacing
from catalog.ingestion.addresses import Address, IPAddress
from catalog.ingestion.deadline import Deadline
from catalog.ingestion.errors import (
    BadResponse,
    BadStatus,
    ConnectionFailed,
    ConnectionReset,
    DnsFailed,
    FetchError,
    FetchTimeout,
    SourceForbidden,
    SourceNotFound,
    TooLarge,
    TooManyRedirects,
    TruncatedBody,
    UnexpectedEncoding,
)
from catalog.ingestion.images import has_signature

AGENT = "Chromatheque/0.1"
MAX_REDIRECTS = 3
MAX_TRIED = 2  # answers of one name that are tried
CHUNK = 65_536
RECEIVE_BUFFER = 524_288  # bounds what a server can send beyond the cap
_REDIRECTS = {301, 302, 303, 307, 308}
_STATUSES: dict[int, type[BadStatus]] = {
    401: SourceForbidden,
    403: SourceForbidden,
    404: SourceNotFound,
    410: SourceNotFound,
}
_FAILURES = (
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


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came: asked-for and final address, the bytes, and what the header says they are."""

    url: str
    final_url: str
    content: bytes
    content_type: str
    charset: str


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a request asks for, and how many bytes may come, judged by the first of them."""

    accept: str
    cap: Callable[[bytes], int]
    most: int
    compressed: bool


def fetch_picture(url: str, *, found_on: str = "") -> Fetched:
    """Fetch one picture's bytes, unverified. Raises AddressRefused, TooLarge and FetchErrors.

    ``found_on`` is the address of the page that named it, when nobody else did.
    """
    most = settings.INGEST_MAX_PICTURE_BYTES
    accept = "image/jpeg,image/png,image/webp;q=0.9,image/*;q=0.8"
    return _fetch(url, _Wanted(accept, lambda head: most, most, compressed=False), found_on)


def fetch_page(url: str) -> Fetched:
    """Fetch one page's bytes. Raises AddressRefused, TooLarge and FetchErrors."""
    most = settings.INGEST_MAX_PAGE_BYTES
    accept = "text/html,application/xhtml+xml"
    return _fetch(url, _Wanted(accept, lambda head: most, most, compressed=True))


def fetch_either(url: str) -> Fetched:
    """Fetch what may be a picture or a page, in one request; its first bytes tell the cap.

    Raises AddressRefused, TooLarge and FetchErrors.
    """
    picture, page = settings.INGEST_MAX_PICTURE_BYTES, settings.INGEST_MAX_PAGE_BYTES
    wanted = _Wanted(
        "*/*",
        lambda head: picture if has_signature(head) else page,
        max(picture, page),
        compressed=True,
    )
    return _fetch(url, wanted)


def _fetch(url: str, wanted: _Wanted, found_on: str = "") -> Fetched:
    trusted = addresses.origins(settings.INGEST_TRUSTED_ORIGINS)
    # Trust is the keeper's word about an address the keeper gave: a stranger's page or redirect
    # cannot borrow it.
    if found_on and not addresses.parse(found_on, trusted=trusted).trusted:
        trusted = frozenset()
    first = address = addresses.parse(url, trusted=trusted)
    with (
        # A trusted origin is the keeper's own server: no stranger to be polite to.
        pacing.turn(first.host, 0 if first.trusted else settings.INGEST_PAUSE),
        Deadline(settings.INGEST_TIMEOUT) as deadline,
    ):
        for _ in range(MAX_REDIRECTS + 1):
            with _exchange(address, wanted.accept, deadline) as response:
                if response.status_code not in _REDIRECTS or "Location" not in response.headers:
                    content = _body(response, wanted)
                    if deadline.passed:  # the watchdog's cut looks like the body's end
                        raise FetchTimeout
                    kind, charset = _content_type(response.headers)
                    return Fetched(first.url, address.url, content, kind, charset)
                location = response.headers["Location"].encode("latin-1", "replace")
            address = addresses.parse(
                location.decode("utf-8", "replace"),
                base=address.url,
                trusted=trusted if address.trusted else (),
            )
    raise TooManyRedirects


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
            raise ConnectionFailed("The connection went elsewhere than it was told.")
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


# --- Asking and reading ---------------------------------------------------------------


@contextmanager
def _exchange(address: Address, accept: str, deadline: Deadline) -> Iterator[requests.Response]:
    """One request and its answer, whose body is unread. Raises AddressRefused and FetchErrors."""
    headers = {
        "User-Agent": f"{AGENT} (+{settings.INGEST_CONTACT})" if settings.INGEST_CONTACT else AGENT,
        "Accept": accept,
        "Accept-Encoding": "identity",
        "Connection": "close",
    }
    with closing(_Adapter(address, deadline)) as adapter:
        try:
            request = requests.Request("GET", address.url, headers=headers).prepare()
            # Not through a Session: it would read a redirect's body whole, and bring cookies.
            response = adapter.send(
                request, stream=True, timeout=_patience(deadline), verify=_verify, proxies={}
            )
            with closing(response):
                _check_framing(response)
                yield response
        except _FAILURES as error:
            raise _translated(error, deadline) from error


def _check_framing(response: requests.Response) -> None:
    """Refuse an answer whose length can be read in two ways. Raises BadResponse."""
    lengths = response.raw.headers.getlist("Content-Length")
    chunked = "Transfer-Encoding" in response.headers
    plain = [length for length in lengths if length.isascii() and length.isdigit()]
    if len(plain) != len(lengths) or len(lengths) + chunked > 1:
        raise BadResponse("The server gives the length of its answer in two ways, or in none.")


def _body(response: requests.Response, wanted: _Wanted) -> bytes:
    """The body, read while it stays within its cap. Raises BadStatus, TooLarge, BadResponse."""
    status = response.status_code
    if status != http.HTTPStatus.OK:
        raise _STATUSES.get(status, BadStatus)(f"The server answered with status {status}.")
    if int(response.headers.get("Content-Length", 0)) > wanted.most:
        raise TooLarge
    decoder = _decoder(response, wanted)
    body = bytearray()
    while chunk := response.raw.read1(CHUNK, decode_content=False):
        body += decoder.decompress(chunk, wanted.most + 1) if decoder else chunk
        if len(body) > wanted.cap(bytes(body[:16])):
            raise TooLarge
    if decoder and not decoder.eof:
        raise TruncatedBody
    return bytes(body)


def _decoder(response: requests.Response, wanted: _Wanted) -> "zlib._Decompress | None":
    """What undoes the body's compression. Raises UnexpectedEncoding where none may be."""
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    if encoding in ("", "identity"):
        return None
    if wanted.compressed and encoding in ("gzip", "x-gzip"):
        return zlib.decompressobj(zlib.MAX_WBITS | 16)
    raise UnexpectedEncoding


def _content_type(headers: Mapping[str, str]) -> tuple[str, str]:
    message = Message()
    message["Content-Type"] = headers.get("Content-Type", "")
    try:
        return message.get_content_type(), message.get_content_charset("")
    except (LookupError, ValueError):
        return "", ""


def _translated(error: Exception, deadline: Deadline) -> FetchError:
    """Our name for what requests, urllib3 or the socket complain of."""
    causes = list(_causes(error))

    def any_is(*kinds: type[BaseException]) -> bool:
        return any(isinstance(cause, kinds) for cause in causes)

    if deadline.passed or any_is(TimeoutError, PoolTimeoutError):
        return FetchTimeout()
    if any_is(ssl.SSLCertVerificationError, CertificateError):
        return ConnectionFailed("The server's certificate is not valid for this address.")
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
