"""Fetching strangers' pages and pictures, politely and with suspicion.

Redirects are followed by hand, each target checked like the first address. One limit of time
holds for all requests of a fetch together, waiting for turns apart, and bytes are counted while
they come. Every request, a redirect's and robots.txt's too, takes its host's turn; a host's
robots.txt is asked before anything else of it. Nothing is tried twice: errors say which are
worth another try, and when.
"""

import http
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.db import DatabaseError

from catalog.ingestion import addresses, pacing, robots, wire
from catalog.ingestion.addresses import Address
from catalog.ingestion.bodies import Wanted, content_type, read_body
from catalog.ingestion.conditional import Seen, validators
from catalog.ingestion.deadline import Budget
from catalog.ingestion.errors import (
    AddressRefused,
    BadResponse,
    BadStatus,
    FetchError,
    FetchTimeout,
    IngestionError,
    RobotsUnavailable,
    ServerFailed,
    SourceNotFound,
    StorageFailed,
    TooManyRedirects,
)
from catalog.ingestion.images import has_signature

MAX_REDIRECTS: Final = 3
_REDIRECTS: Final = {301, 302, 303, 307, 308}
_ROBOTS: Final = Wanted(
    "text/plain,*/*;q=0.5",
    lambda head: robots.MAX_BYTES,
    robots.MAX_BYTES,
    compressed=True,
    cut=True,
)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came: asked-for and final address, the bytes, and what the header says they are.

    ``not_modified`` says that it is what was seen before, and that no bytes came. ``etag`` and
    ``last_modified`` are the server's words for this state of the final address.
    """

    url: str
    final_url: str
    content: bytes
    content_type: str
    charset: str
    not_modified: bool = False
    etag: str = ""
    last_modified: str = ""


def fetch_picture(
    url: str, *, found_on: str = "", seen: Seen | None = None, trust: bool = True
) -> Fetched:
    """Fetch one picture's bytes, unverified. Raises AddressRefused, TooLarge and FetchErrors.

    ``found_on`` is the address of the page that named it, when nobody else did. With what was
    ``seen`` there before, the bytes are sent again only when they are others. Without ``trust``
    no origin is exempt from the rules.
    """
    most = settings.INGEST_MAX_PICTURE_BYTES
    accept = "image/jpeg,image/png,image/webp;q=0.9,image/*;q=0.8"
    wanted = Wanted(accept, lambda head: most, most, compressed=False)
    return _fetch(url, wanted, found_on, seen, trust=trust)


def fetch_page(url: str, *, seen: Seen | None = None) -> Fetched:
    """Fetch one page's bytes. Raises AddressRefused, TooLarge and FetchErrors.

    ``seen`` as for :func:`fetch_picture`.
    """
    most = settings.INGEST_MAX_PAGE_BYTES
    accept = "text/html,application/xhtml+xml"
    return _fetch(url, Wanted(accept, lambda head: most, most, compressed=True), seen=seen)


def fetch_either(url: str, *, seen: Seen | None = None) -> Fetched:
    """Fetch what may be a picture or a page, in one request; its first bytes tell the cap.

    ``seen`` as for :func:`fetch_picture`. Raises AddressRefused, TooLarge and FetchErrors.
    """
    picture, page = settings.INGEST_MAX_PICTURE_BYTES, settings.INGEST_MAX_PAGE_BYTES
    wanted = Wanted(
        "*/*",
        lambda head: picture if has_signature(head) else page,
        max(picture, page),
        compressed=True,
    )
    return _fetch(url, wanted, seen=seen)


def _fetch(
    url: str,
    wanted: Wanted,
    found_on: str = "",
    seen: Seen | None = None,
    *,
    trust: bool = True,
) -> Fetched:
    trusted = addresses.origins(settings.INGEST_TRUSTED_ORIGINS if trust else ())
    # Trust is the keeper's word about an address the keeper gave: a stranger's page or redirect
    # cannot borrow it.
    if found_on and not addresses.parse(found_on, trusted=trusted).trusted:
        trusted = frozenset()
    first = address = addresses.parse(url, trusted=trusted)
    budget = Budget(settings.INGEST_TIMEOUT)
    # A redirect may lead elsewhere than it did: words about one address say nothing of another.
    conditions = seen.conditions if seen is not None and seen.url == first.url else {}
    for _ in range(MAX_REDIRECTS + 1):
        rules = _rules(address, budget, trusted)
        rules.check(address.url)
        reply = _ask(address, wanted, budget, conditions, delay=rules.delay)
        if not reply.location:
            return _fetched(first, address, reply, seen)
        address = _target(reply.location, address, trusted)
        conditions = {}
    raise TooManyRedirects


def _fetched(first: Address, last: Address, reply: "_Reply", seen: Seen | None) -> Fetched:
    kind, charset = content_type(reply.headers)
    etag, last_modified = validators(reply.headers)
    if reply.not_modified and seen is not None:  # a 304 need not repeat what it goes by
        etag, last_modified = etag or seen.etag, last_modified or seen.last_modified
    return Fetched(
        first.url, last.url, reply.content, kind, charset, reply.not_modified, etag, last_modified
    )


def _target(location: str, address: Address, trusted: Collection[str]) -> Address:
    """Where a redirect leads; trust does not reach beyond a stranger. Raises AddressRefused."""
    return addresses.parse(location, base=address.url, trusted=trusted if address.trusted else ())


# --- Asking ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Reply:
    """One request's outcome: a redirect's target, or content."""

    headers: Mapping[str, str]
    location: str = ""
    content: bytes = b""
    not_modified: bool = False


def _ask(
    address: Address,
    wanted: Wanted,
    budget: Budget,
    conditions: Mapping[str, str] | None = None,
    *,
    most: float = float("inf"),
    delay: float = 0.0,
    needed: Callable[[], bool] = lambda: True,
) -> _Reply:
    """One request, when its host's turn has come.

    ``conditions`` are headers that allow the answer "not modified", ``most`` bounds its seconds
    below those of the budget, ``delay`` is the pause the host asks for. When it is not ``needed``
    any more by then, the reply is empty. Raises AddressRefused, TooLarge and FetchErrors.
    """
    if budget.left <= 0:
        raise FetchTimeout
    with pacing.turn(address.authority, min(most, budget.left), delay) as turn:
        if not needed():
            turn.used = False
            return _Reply({})
        headers = {"Accept": wanted.accept, **(conditions or {})}
        with budget.spend(most) as deadline, wire.exchange(address, headers, deadline) as answer:
            if answer.status in _REDIRECTS and answer.headers.get("Location"):
                # Servers write UTF-8 where the header's letters are Latin-1.
                location = answer.headers["Location"].encode("latin-1", "replace")
                return _Reply(answer.headers, location=location.decode("utf-8", "replace"))
            if answer.status == http.HTTPStatus.NOT_MODIFIED and conditions:
                return _Reply(answer.headers, not_modified=True)
            content = read_body(answer, wanted)
            if deadline.passed:  # the watchdog's cut looks like the body's end
                raise FetchTimeout
            return _Reply(answer.headers, content=content)


# --- robots.txt -----------------------------------------------------------------------


def _rules(address: Address, budget: Budget, trusted: Collection[str]) -> robots.Rules:
    """What the address's host forbids; asked for when it is not known.

    Raises RobotsUnavailable, HostShut, StorageFailed and the errors of a host out of reach.
    """
    if not settings.INGEST_ROBOTS:
        return robots.ALL_ALLOWED
    try:
        known = robots.recall(address.authority)
        return known or _asked_rules(address, budget, trusted if address.trusted else ())
    except DatabaseError as error:
        raise StorageFailed(f"The database says: {error}.") from error


def _asked_rules(address: Address, budget: Budget, trusted: Collection[str]) -> robots.Rules:
    """Ask for robots.txt, for half of the fetch's time at most. Raises as :func:`_rules`."""
    host = address.authority
    target = addresses.parse("/robots.txt", base=address.url, trusted=trusted)
    most = float(settings.INGEST_TIMEOUT) / 2
    try:
        for _ in range(robots.MAX_REDIRECTS + 1):
            reply = _ask(
                target, _ROBOTS, budget, most=most, needed=lambda: robots.recall(host) is None
            )
            if not reply.location:
                # Another may have asked while we waited for the turn.
                return robots.recall(host) or robots.keep(host, reply.content)
            try:
                target = _target(reply.location, target, trusted)
            except AddressRefused as error:
                return robots.keep_failure(host, error.code)
        raise TooManyRedirects
    except (FetchError, AddressRefused) as error:
        return _without_robots(host, error, elsewhere=target.authority != host)


def _without_robots(host: str, error: IngestionError, *, elsewhere: bool) -> robots.Rules:
    """What holds when no robots.txt came (RFC 9309, 2.3.1).

    A host that cannot answer is left alone: it may forbid everything. One that has no file, or
    gives what makes no sense, forbids nothing. One out of reach fails as its page would; when the
    file was looked for ``elsewhere``, that says nothing of the page. Raises RobotsUnavailable,
    ``error``.
    """
    if isinstance(error, SourceNotFound):
        return robots.keep(host, b"")
    if isinstance(error, ServerFailed) or (elsewhere and error.transient):
        wait = max(error.wait or 0.0, pacing.breaker_seconds())
        pacing.shut(host, wait, RobotsUnavailable.code)
        message = f"The robots.txt of {host} cannot be had: {error.message}"
        raise RobotsUnavailable(message, wait=wait) from error
    senseless = isinstance(error, BadResponse | BadStatus | TooManyRedirects)
    if elsewhere or (senseless and not error.transient):
        return robots.keep_failure(host, error.code)
    raise error
