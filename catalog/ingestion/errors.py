"""What can go wrong with one source, each with a stable code.

The codes are kept in rows and shown by the command, the admin and the API: never rename one. ::

    IngestionError
     x AddressRefused                address_refused
     x FetchError
       · DnsFailed                   dns_failed
         · DnsUnsure                 (dns_failed, transient)
       · FetchTimeout                fetch_timeout
       · ConnectionFailed            connection_failed
         · ConnectionReset           connection_reset
         · ConnectionUntrusted       (connection_failed, not transient)
       · TooManyRedirects            too_many_redirects
       · BadStatus                   bad_status
         · ServerFailed              (bad_status, transient)
           · SourceBusy              source_busy
         · SourceNotFound            source_not_found
         · SourceForbidden           source_forbidden
       · BadResponse                 bad_response
         · TruncatedBody             truncated_body
         · UnexpectedEncoding        unexpected_encoding
       · RobotsDisallowed            robots_disallowed
       · RobotsUnavailable           robots_unavailable
       · HostShut                    host_shut
     x TooLarge                      too_large
     x PictureError
       · NotAnImage                  not_an_image
       · UnsupportedType             unsupported_type
       · TruncatedImage              truncated_image
       · TooManyPixels               too_many_pixels
       · BadDimensions               bad_dimensions
       · EmptyPicture                empty_picture
       · DecodeTimeout               decode_timeout
       · DecoderCrashed              decoder_crashed
     x SourceError
       · UnreadableSource            unreadable_source
       · BadManifest                 bad_manifest
       · BadArchive                  bad_archive
       · PageWithoutImages           page_without_images
       · FolderWithoutImages         folder_without_images
       · FilmUnknown                 film_unknown
     x StorageFailed                 storage_failed
       · StorageFull                 storage_full
       · FileLost                    (storage_failed, transient)
     x WorkerLost                    worker_lost

Every class has a plain message that says what to do, to visitors too; a raiser may give a nearer
one. What only the catalogue's keeper can do, settings and flags, is its ``hint``. A failure
that is ``transient`` is worth another try, later; one that is not will be the same again.
"""

# ruff: noqa: N818 - the names say what happened, as the codes do; the tree says they are errors

from functools import cache
from typing import ClassVar


class IngestionError(Exception):
    """A source could not be brought in; ``code`` is stable, ``message`` is for people.

    ``hint`` is for commands and logs alone: see :func:`with_hint`.

    ``transient`` says that another try may succeed; ``wait`` is how many seconds the server, or
    our own caution, asks to let pass before it, None when nobody said; ``tries`` how many there
    are in all.
    """

    code: ClassVar[str] = "ingestion_error"
    default: ClassVar[str] = "This source could not be brought in."
    hint: ClassVar[str] = ""
    transient: ClassVar[bool] = False
    tries: ClassVar[int] = 3

    def __init__(self, message: str = "", *, wait: float | None = None) -> None:
        self.message = message or self.default
        self.wait = wait
        super().__init__(self.message)


class AddressRefused(IngestionError):
    """The rules of :mod:`catalog.ingestion.addresses` forbid this address."""

    code = "address_refused"
    default = "This address is refused: give an http or https address of a public host."


class FetchError(IngestionError):
    """The network or the server behind it did not give what was asked."""


class DnsFailed(FetchError):
    """The host's name has no address."""

    code = "dns_failed"
    default = "The host's name is unknown: check the spelling of the address."


class DnsUnsure(DnsFailed):
    """The name server says that it cannot tell at the moment."""

    default = "The name server cannot tell the host's address at the moment: try again later."
    transient = True


class FetchTimeout(FetchError):
    """The deadline over the whole fetch has passed, or the server fell silent."""

    code = "fetch_timeout"
    default = "The server took too long: try again later."
    hint = "INGEST_TIMEOUT says how long it may take."
    transient = True


class ConnectionFailed(FetchError):
    """No connection, or no trustworthy one."""

    code = "connection_failed"
    default = "The server cannot be reached: try again later."
    transient = True


class ConnectionUntrusted(ConnectionFailed):
    """Whoever answers is not who was asked."""

    default = "The server's certificate is not valid for this address."
    transient = False


class ConnectionReset(ConnectionFailed):
    """The server dropped a connection that stood."""

    code = "connection_reset"
    default = "The server broke the connection off: try again later."


class TooManyRedirects(FetchError):
    """More redirects in a row than are followed."""

    code = "too_many_redirects"
    default = "The address redirects too often: give the address it ends at."


class BadStatus(FetchError):
    """The server answered with something other than the content."""

    code = "bad_status"
    default = "The server answered with an error: try again later."


class ServerFailed(BadStatus):
    """408 or 5xx: the server could not answer this time."""

    transient = True


class SourceBusy(ServerFailed):
    """429 or 503."""

    code = "source_busy"
    default = "The server is busy, or asks us to come more seldom: try again later."


class SourceNotFound(BadStatus):
    """404 or 410."""

    code = "source_not_found"
    default = "The server has nothing at this address: check it in a browser."


class SourceForbidden(BadStatus):
    """401 or 403."""

    code = "source_forbidden"
    default = "The server does not give this address to us: save the picture and give its file."


class BadResponse(FetchError):
    """The answer breaks the rules of HTTP."""

    code = "bad_response"
    default = "The server's answer makes no sense: check the address in a browser."


class TruncatedBody(BadResponse):
    """Fewer bytes came than were announced."""

    code = "truncated_body"
    tries = 2
    default = "The server sent less than it announced: try again later."
    transient = True


class UnexpectedEncoding(BadResponse):
    """The body is compressed though we asked for it plain."""

    code = "unexpected_encoding"
    default = "The server compresses its answer unasked: save the picture and give its file."


class RobotsDisallowed(FetchError):
    """The host's robots.txt asks programs like ours to leave the address alone."""

    code = "robots_disallowed"
    default = "The site's robots.txt forbids this address: ask its keeper, or save the picture."


class RobotsUnavailable(FetchError):
    """The host could not say what it forbids, so nothing is asked of it."""

    code = "robots_unavailable"
    default = "The site's robots.txt cannot be had at the moment: try again later."
    transient = True


class HostShut(FetchError):
    """The host asked for rest, or failed too often in a row: it is left alone for a while."""

    code = "host_shut"
    default = "This host is left alone for a while: try again later."
    transient = True


class TooLarge(IngestionError):
    """More bytes than the settings allow."""

    code = "too_large"
    default = "This is larger than is taken here: give a smaller one."
    hint = "See INGEST_MAX_PICTURE_BYTES and INGEST_MAX_PAGE_BYTES."


class PictureError(IngestionError):
    """The bytes are no picture that can be kept."""


class NotAnImage(PictureError):
    """The content is something else."""

    code = "not_an_image"
    default = "This is not a picture: give the address or file of the picture itself."


class UnsupportedType(PictureError):
    """A picture of a kind that is not read."""

    code = "unsupported_type"
    default = "This kind of picture is not read: give a JPEG, PNG, WebP, GIF or AVIF."


class TruncatedImage(PictureError):
    """It begins as a picture and cannot be decoded to its end."""

    code = "truncated_image"
    default = "The picture is cut off or damaged: take another copy."


class TooManyPixels(PictureError):
    """More pixels than can be decoded safely."""

    code = "too_many_pixels"
    default = "The picture has more than 40 million pixels: give a smaller one."


class BadDimensions(PictureError):
    """A side is too short or too long."""

    code = "bad_dimensions"
    default = "The sides of a picture are 16 to 20,000 pixels."


class EmptyPicture(PictureError):
    """Nothing in it is at least half opaque."""

    code = "empty_picture"
    default = "The picture is transparent all over: there is nothing to see in it."


class DecodeTimeout(PictureError):
    """Decoding took longer than INGEST_DECODE_SECONDS and was ended."""

    code = "decode_timeout"
    default = "The picture takes too long to decode: save it anew, or make it smaller."
    hint = "INGEST_DECODE_SECONDS says how long it may take."


class DecoderCrashed(PictureError):
    """The process that decodes ended, could not be started, or answered nonsense."""

    code = "decoder_crashed"
    default = "The picture's decoder broke down: try again, then take another copy."
    transient = True  # the system may have ended it for want of memory


class NoDecoder(DecoderCrashed):
    """No process could be started, or none took the picture: not the picture's fault."""


class SourceError(IngestionError):
    """A file, folder, page or manifest does not hold what it should."""


class UnreadableSource(SourceError):
    """A file or folder is missing or closed to us."""

    code = "unreadable_source"
    default = "There is no such file or folder, or it may not be read."


class BadManifest(SourceError):
    """A manifest, or one of its rows."""

    code = "bad_manifest"
    default = "The manifest cannot be read: see docs/ingestion.md for its columns."


class BadArchive(SourceError):
    """A zip, or one of its entries, cannot be read."""

    code = "bad_archive"
    default = "The zip is damaged: pack it again."


class PageWithoutImages(SourceError):
    """A page that shows no stills."""

    code = "page_without_images"
    default = "This page shows no stills: give the page of one film, or a picture's address."


class FolderWithoutImages(SourceError):
    """A folder with no picture files."""

    code = "folder_without_images"
    default = "This folder holds no pictures, nor folders of pictures."


class FilmUnknown(SourceError):
    """Nothing says which film a still belongs to."""

    code = "film_unknown"
    default = "Which film is this of? Give its title, or use a manifest."
    hint = "Give it as --film TITLE."


class StorageFailed(IngestionError):
    """The file or its row could not be written."""

    code = "storage_failed"
    default = "The still could not be written: try again later."
    hint = "See MEDIA_ROOT and DATABASE_URL."


class StorageFull(StorageFailed):
    """The disk is full."""

    code = "storage_full"
    default = "The disk is full: make room, then run this again; nothing was half-stored."


class FileLost(StorageFailed):
    """The file was cleared away between its writing and its row."""

    default = "The still's file went away while it was being stored: try again."
    transient = True


class WorkerLost(IngestionError):
    """Whoever worked at it was stopped every time."""

    code = "worker_lost"
    default = "The worker was stopped at this picture three times: try it again by itself."


FINAL = frozenset(
    error.code
    for error in (
        NotAnImage,
        UnsupportedType,
        TruncatedImage,
        TooManyPixels,
        BadDimensions,
        EmptyPicture,
        BadManifest,
        BadArchive,
    )
)
"""What is wrong with a file itself, so that the same file is refused again."""


def with_hint(code: str, message: str) -> str:
    """A failure's message as a command says it: the plain one of its class with its hint.

    A nearer message of a raiser's stays as it is.
    """
    hint = _hints().get((code, message), "")
    return f"{message} {hint}" if hint else message


@cache
def _hints() -> dict[tuple[str, str], str]:
    """Hints by code and plain message."""
    found = {}
    waiting = [IngestionError]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if "hint" in vars(kind):
            found[kind.code, kind.default] = kind.hint
    return found
