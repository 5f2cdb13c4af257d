"""Addresses visited, with a memory: what has not changed since is not sent again."""

from dataclasses import asdict, dataclass
from typing import Any

from catalog.ingestion import crawling, fetching, remembered
from catalog.ingestion.errors import NotAnImage, PageWithoutImages
from catalog.ingestion.facts import FilmFacts
from catalog.ingestion.fetching import Fetched
from catalog.ingestion.gallery import Gallery, GalleryPicture, read_gallery
from catalog.ingestion.images import has_signature, verify


@dataclass(frozen=True, slots=True)
class Visit:
    """What an address gave: a picture's bytes, or the gallery that a page is.

    ``fetched`` is what a picture came as, to be remembered once it is verified; None when it has
    not changed.
    """

    content: bytes = b""
    fetched: Fetched | None = None
    gallery: Gallery | None = None


def visit(url: str) -> Visit:
    """Fetch what may be a picture or a page.

    A gallery that goes on over several pages is read to its end. Raises AddressRefused, TooLarge,
    FetchErrors, UnsupportedType, NotAnImage and PageWithoutImages.
    """
    seen = remembered.recall(url)
    fetched = fetching.fetch_either(url, seen=seen)
    if fetched.not_modified and seen is not None:
        if seen.gallery is not None:
            return Visit(gallery=_from_json(seen.gallery))
        content = remembered.kept_bytes(seen)
        if content is not None:
            return Visit(content)
        fetched = fetching.fetch_either(url)
    if has_signature(fetched.content):
        return Visit(fetched.content, fetched)
    return Visit(gallery=_gallery(url, fetched))


def visit_picture(url: str, found_on: str) -> Visit:
    """Fetch a picture that a page named. Raises AddressRefused, TooLarge and FetchErrors."""
    seen = remembered.recall(url)
    seen = seen if seen is not None and seen.sha256 else None
    fetched = fetching.fetch_picture(url, found_on=found_on, seen=seen)
    if fetched.not_modified and seen is not None:
        content = remembered.kept_bytes(seen)
        if content is not None:
            return Visit(content)
        fetched = fetching.fetch_picture(url, found_on=found_on)
    return Visit(fetched.content, fetched)


def _gallery(url: str, fetched: Fetched) -> Gallery:
    """What a page shows, on all its pages. Raises UnsupportedType, NotAnImage and others."""
    try:
        verify(fetched.content)
    except NotAnImage:
        if fetched.content_type.startswith("image/") or b"<" not in fetched.content[:1024]:
            raise
    gallery = read_gallery(fetched.content, fetched.final_url, fetched.charset)
    if not gallery.pictures:
        raise PageWithoutImages
    if not gallery.next_page:  # else a page behind the first may change without its word
        remembered.remember_gallery(url, fetched, _as_json(gallery))
    return crawling.rest_of(gallery, fetched.final_url)


def _as_json(gallery: Gallery) -> dict[str, Any]:
    pictures = [asdict(picture) for picture in gallery.pictures]
    return {"film": gallery.film.as_json(), "pictures": pictures, "cut": gallery.cut}


def _from_json(kept: dict[str, Any]) -> Gallery:
    pictures = tuple(GalleryPicture(**picture) for picture in kept["pictures"])
    return Gallery(FilmFacts.from_json(kept["film"]), pictures, cut=kept["cut"])
