"""A web server on loopback that shows the shared stills as gallery pages."""

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from PIL import Image

from tools.preview import ROOT

STILLS = ROOT.parent / "shared" / "stills"
UPLOADS = "/wp-content/uploads/photo-gallery"
EDITED = 1547215200  # seconds; the gallery plugin hangs the time of the last edit on addresses


@dataclass(frozen=True)
class Film:
    """A film as its gallery page tells of it; ``folder`` below UPLOADS makes it FILMGRAB's."""

    key: str
    title: str
    year: int
    directors: tuple[str, ...] = ()
    cinematographers: tuple[str, ...] = ()
    folder: str | None = None

    @property
    def files(self) -> list[Path]:
        """Its stills, in the order of its page."""
        return sorted((STILLS / self.key).iterdir())

    @property
    def path(self) -> str:
        """The path of its gallery page."""
        return f"/{self.key}/" if self.folder is None else f"/2019/01/11/{self.key}/"


FILMS = (
    Film("sintel", "Sintel", 2010, ("Colin Levy",), folder=""),
    Film("big-buck-bunny", "Big Buck Bunny", 2008, ("Sacha Goedegebure",), folder=""),
    Film("elephants-dream", "Elephants Dream", 2006, ("Bassam Kurdali",), folder=""),
    Film(
        "tears-of-steel",
        "Tears of Steel",
        2012,
        ("Ian Hubert",),
        ("Joris Kerbosch", "Second Unit"),
        folder="/imported_from_media_libray",
    ),
    Film("spring", "Spring", 2019, ("Andy Goralczyk",)),
    Film("meridian", "Meridian", 2016, ("Curtis Clark",), ("Curtis Clark",)),
    Film("chimera", "Chimera", 2014),
    Film("el-fuente", "El Fuente", 2013),
    Film("sparks", "Sparks", 2017),
)


@dataclass
class Gallery:
    """The running server: its address, and the paths that were asked for."""

    base: str
    asked: list[str] = field(default_factory=list)

    @property
    def addresses(self) -> list[str]:
        """The addresses of the films' pages."""
        return [self.base + film.path for film in FILMS]


@contextmanager
def served_galleries() -> Iterator[Gallery]:
    """The gallery pages of all films."""
    pages: dict[str, str] = {}
    files: dict[str, Path] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path)
            gallery.asked.append(path)
            if path in pages:
                self.answer("text/html; charset=utf-8", pages[path].encode())
            elif path in files:
                self.answer("application/octet-stream", files[path].read_bytes())
            elif path.replace("/thumb/", "/") in files:
                self.answer("image/jpeg", thumbnail(files[path.replace("/thumb/", "/")]))
            else:
                self.send_error(404)

        def answer(self, kind: str, body: bytes) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        gallery = Gallery(f"http://127.0.0.1:{server.server_port}")
        for film in FILMS:
            make = plain if film.folder is None else filmgrab
            pages[film.path] = make(film, gallery.base, files)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield gallery
        server.shutdown()
        thread.join()


def filmgrab(film: Film, base: str, files: dict[str, Path]) -> str:
    """FILMGRAB's shape; adds where its pictures are to ``files``."""
    items = []
    for number, file in enumerate(film.files, 1):
        # Names as the site has them: with spaces and parentheses, raw or encoded, or plain.
        name = f"{film.key} {number:02} ({400 + number}){file.suffix}"
        written = (name, quote(name, safe="()"), name.replace(" ", "-"))[number % 3]
        files[f"{UPLOADS}{film.folder}/{unquote(written)}"] = file
        full = f"{base}{UPLOADS}{film.folder}/{written}?bwg={EDITED}"
        thumb = f"{base}{UPLOADS}{film.folder}/thumb/{written}?bwg={EDITED}"
        items.append(
            f'<div class="bwg-item"><a class="bwg-a bwg_lightbox" href="{full}"'
            f' data-image-id="{number}"><img class="skip-lazy bwg_standart_thumb_img_0"'
            f' src="{thumb}" data-src="{thumb}" alt="{number:02}"></a></div>'
        )
    shot_by = " &amp; ".join(film.cinematographers)
    return f"""<!doctype html><html lang="en-US"><head><meta charset="utf-8">
<title>{escape(film.title)} – [FILMGRAB]</title>
<meta property="og:title" content="{escape(film.title)}">
<meta property="og:site_name" content="FILMGRAB">
<meta property="og:image" content="{base}{UPLOADS}/featured.jpg"></head><body>
<header class="site-header"><a href="/"><img src="/wp-content/logo.png" alt="FILMGRAB"></a></header>
<article><h1 class="entry-title">{escape(film.title)}</h1><div class="entry-content">
<p><span>Director</span>: <a href="/director/">{escape(" & ".join(film.directors))}</a></p>
{f"<p><strong>Directors of Photography:</strong> {shot_by}</p>" if shot_by else ""}
<p><span>Production Design:</span> Somebody Else</p>
<p><span>Year: </span>{film.year}</p>
<div class="bwg_container bwg_thumbnails"><div class="bwg-container">{"".join(items)}</div></div>
<div class="bwg_download_gallery"><a href="{base}/{film.key}.zip">Download</a></div>
</div></article>
<aside class="widget"><a href="/2018/01/01/other/"><img src="/other.jpg"></a></aside>
</body></html>"""


def plain(film: Film, base: str, files: dict[str, Path]) -> str:
    """A page by hand: links to pictures around small ones; adds the pictures to ``files``."""
    items = []
    for file in film.files:
        files[f"/{film.key}/{file.name}"] = file
        items.append(
            f'<li><a href="{file.name}"><img src="thumb/{file.name}" alt="" width="160"></a></li>'
        )
    said = ""
    if film.directors:
        said += f"<p>Directed by {' and '.join(film.directors)}</p>"
    if film.cinematographers:
        said += f"<p>Cinematography: {', '.join(film.cinematographers)}</p>"
    return f"""<!doctype html><html><head><meta charset="utf-8">
<title>{escape(film.title)} ({film.year})</title></head><body>
<nav><img src="/home.png" alt="Home" width="24" height="24"></nav>
<h1>{escape(film.title)} ({film.year})</h1>{said}<ul>{"".join(items)}</ul></body></html>"""


def thumbnail(file: Path) -> bytes:
    """A small picture: another content, which would be a second still if it were taken."""
    with Image.open(file) as picture:
        small = picture.convert("RGB")
    small.thumbnail((160, 160))
    out = io.BytesIO()
    small.save(out, "JPEG")
    return out.getvalue()
