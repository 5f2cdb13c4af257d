"""Lists of films: what they name, over how many pages, and never more than is asked for."""

import time
from collections.abc import Callable
from typing import Any

import pytest

from catalog.ingestion.crawling import Crawl, crawl, rest_of
from catalog.ingestion.errors import (
    AddressRefused,
    FetchTimeout,
    IngestionError,
    PageWithoutImages,
    SourceNotFound,
)
from catalog.ingestion.fetching import Fetched
from catalog.ingestion.gallery import read_gallery
from catalog.ingestion.lists import MAX_LINKS, Listing, is_list, read_list
from catalog.ingestion.paging import page_number
from tests.catalog.ingestion.servers import Server, redirect, site

HOME = "https://film-grab.com"
LIST = f"{HOME}/movies-a-z/"


def listing(body: str, url: str = LIST) -> Listing:
    return read_list(f"<html><body>{body}</body></html>".encode(), url)


def urls(found: Listing | Crawl, home: str = HOME) -> list[str]:
    return [page.url.removeprefix(home) for page in found.pages]


def bwg(*names: str) -> str:
    items = "".join(
        f'<div class="bwg-item"><a class="bwg-a bwg_lightbox" href="/photo-gallery/{name}">'
        f'<img src="/photo-gallery/thumb/{name}"></a></div>'
        for name in names
    )
    return f'<div class="bwg_container">{items}</div>'


def post(path: str, title: str, inner: str = "") -> str:
    return (
        f'<article class="post hentry category-drama tag-share"><div class="entry-thumb">'
        f'<a class="popup-image" href="{path}"><img src="{path}thumb.jpg"></a></div>'
        f'<header class="entry-header"><h2 class="entry-title"><a href="{path}" rel="bookmark">'
        f'{title}</a></h2><div class="entry-meta"><a href="/author/me/">me</a></div></header>'
        f'<div class="entry-content">{inner}<p>Director: <a href="/director/x/">X</a></p>'
        f'</div><footer class="entry-footer"><a href="/tag/x/">x</a></footer></article>'
    )


CHROME = (
    '<header class="site-header"><a href="/2001/01/01/head/">Head</a></header>'
    '<nav><a href="/2001/01/01/nav/">Nav</a></nav>'
    '<div class="sidebar"><h3><a href="/2001/01/01/side/">Side</a></h3></div>'
    '<div class="widget tagcloud"><a href="/tag/a/">a</a></div>'
    '<div id="comments"><a href="/2001/01/01/comment/">C</a></div>'
    '<div class="sharedaddy"><a href="/2001/01/01/share/?share=x">S</a></div>'
    '<a href="/feed/">Feed</a><a href="/wp-login.php">Log in</a><a href="/">Home</a>'
    '<a href="#top">Top</a><a href="http://elsewhere.test/2011/01/01/a/">Other</a>'
    '<a href="https://me:pw@film-grab.com/2011/01/01/a/">Me</a>'
    '<a href="javascript:alert(1)">J</a><a href="mailto:a@b.test">M</a><a href="http://[">N</a>'
    '<a href="/2011/01/01/a.jpg">P</a><a href="/2011/01/01/a.zip">Z</a>'
    '<footer><a href="/2001/01/01/foot/">Foot</a></footer>'
)
A_TO_Z = (
    '<h2 id="A">A</h2><ul class="display-posts-listing">'
    '<li class="listing-item"><a class="title" href="/2011/01/31/alien/">Alien</a></li>'
    '<li class="listing-item"><a class="image" href="/2012/02/01/antz/"><img src="/t.jpg"></a>'
    '<a class="title" href="https://www.film-grab.com/2012/02/01/antz/#x">Antz</a></li></ul>'
    '<h2>S</h2><ul class="display-posts-listing"><li class="listing-item">'
    '<a class="title" href="/2013/03/01/stalker/">Stalker</a></li><li class="listing-item">'
    '<a class="title" href="http://film-grab.com/2011/01/31/alien">Alien again</a></li></ul>'
)


def test_a_to_z_names_its_films_once_in_order() -> None:
    found = listing(CHROME + A_TO_Z)
    assert [(page.url, page.title) for page in found.pages] == [
        (f"{HOME}/2011/01/31/alien/", "Alien"),
        ("https://www.film-grab.com/2012/02/01/antz/", "Antz"),
        (f"{HOME}/2013/03/01/stalker/", "Stalker"),
    ]
    assert not found.cut


def test_archive_names_its_posts_and_its_next_page() -> None:
    body = f'<div id="primary"><main id="main">{post("/2011/01/31/alien/", "Alien")}'
    body += post("/2012/01/31/brazil/", "<b>Brazil</b>")
    body += (
        '<nav class="pagination"><a class="page-numbers" href="/category/drama/page/3/">3</a>'
        '<a class="next page-numbers" href="/category/drama/page/2/">Next</a></nav></main></div>'
    )
    found = listing(CHROME + body, f"{HOME}/category/drama/")
    assert urls(found) == ["/2011/01/31/alien/", "/2012/01/31/brazil/"]
    assert [page.title for page in found.pages] == ["Alien", "Brazil"]
    assert found.next_page == f"{HOME}/category/drama/page/2/"


@pytest.mark.parametrize("archive", ["/2011/", "/2011/01/", "/2011/01/31/"])
def test_archive_of_a_date_names_what_lies_below_it(archive: str) -> None:
    posts = post("/2011/01/31/stalker/", "Stalker") + post("/2011/01/31/21/", "21")
    found = listing(posts, f"{HOME}{archive}")
    assert urls(found) == ["/2011/01/31/stalker/", "/2011/01/31/21/"]


def test_content_is_found_by_its_id() -> None:
    films = '<h3><a href="/f/a">A</a></h3><h3><a href="/f/b">B</a></h3>'
    found = listing(f'<div id="x"><h3><a href="/f/x">X</a></h3></div><div id="primary">{films}')
    assert urls(found) == ["/f/a", "/f/b"]


def test_archive_of_one_film_names_it_alone() -> None:
    found = listing(CHROME + post("/2011/01/31/alien/", "Alien"), f"{HOME}/category/one/")
    assert urls(found) == ["/2011/01/31/alien/"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            '<div class="tagindex"><ul class="links"><li><a href="/alien-1979/">Alien</a></li>'
            '<li><a href="/1917-2019/">1917</a></li></ul></div><a href="/about/">About</a>',
            ["/alien-1979/", "/1917-2019/"],
        ),
        (
            '<nav id="top"><a href="/x/">X</a></nav><nav id="movies"><ul><li>'
            '<a href="dvd/Alien/">Alien</a></li><li><a href="blu-ray/Inferno/">Inferno</a></li>'
            "</ul></nav>",
            ["/movies-a-z/dvd/Alien/", "/movies-a-z/blu-ray/Inferno/"],
        ),
        (
            '<div><h3><a href="/f/a">A</a></h3><p><a href="/p/x">x</a></p>'
            '<h3><a href="/f/b">B</a></h3><a href="/p/y">y</a><a href="/p/z">z</a></div>',
            ["/f/a", "/f/b"],
        ),
        (
            '<main><p><a href="/about">About</a><a href="/x/y/z">x</a></p><ul>'
            '<li><a href="/films/a/alien">Alien</a></li><li><a href="/films/b/brazil">B</a></li>'
            '</ul><a href="/films/1917">1917</a></main>',
            ["/films/a/alien", "/films/b/brazil"],
        ),
        (
            '<p><a href="film.php?id=1">A</a><a href="film.php?id=2">B</a>'
            '<a href="film.php?sort=year">sort</a><a href="?page=7">7</a></p>',
            ["/movies-a-z/film.php?id=1", "/movies-a-z/film.php?id=2"],
        ),
        (
            '<ul><li><a href="1917/">1917</a></li><li><a href="300/">300</a></li></ul>',
            ["/movies-a-z/1917/", "/movies-a-z/300/"],
        ),
        ('<a href="/2011/01/31/m/">M</a><a href="/2011/01/">January</a>', ["/2011/01/31/m/"]),
        ('<a href="/one/two/">alone</a>', []),
        ("", []),
    ],
)
def test_other_lists_name_what_is_alike(body: str, expected: list[str]) -> None:
    assert urls(listing(body)) == expected


def test_titles_are_cleaned_and_found_where_they_are() -> None:
    found = listing(
        '<a href="/f/a"><img src="t.jpg" alt="\u202eAlien"></a><a href="/f/b">Read more…</a>'
        f'<a href="/f/b">Brazil\0</a><a href="/f/c">{"x" * 90_000}</a><a href="/f/d" title="D"></a>'
    )
    titles = [page.title for page in found.pages]
    assert titles[:2] == ["Alien", "Brazil"]
    assert (len(titles[2]), titles[3]) == (300, "D")


STILLS = [f"{n}.jpg" for n in range(62)]


@pytest.mark.parametrize(
    ("body", "lists"),
    [
        (CHROME + A_TO_Z, True),
        (post("/2011/01/31/a/", "A") + post("/2012/01/31/b/", "B"), True),
        (post("/2011/01/31/a/", "A", bwg(*STILLS)) + post("/2012/01/31/b/", "B"), True),
        ("".join(f'<a href="/f/{n}x"><img src="/{n}.jpg"></a>' for n in range(30)), True),
        ("".join(f'<li><img src="/{n}.jpg"><a href="/f/{n}x">T</a></li>' for n in range(30)), True),
        (bwg(*STILLS), False),
        (
            f'<article class="post"><h1 class="entry-title">Stalker</h1>{bwg(*STILLS)}'
            f'<p>See <a href="/2011/02/01/solaris/">Solaris</a></p></article>',
            False,
        ),
        (
            f"<main><h1>Stalker</h1>{bwg('1.jpg', '2.jpg', '3.jpg')}</main>"
            + post("/2011/01/31/a/", "A")
            + post("/2012/01/31/b/", "B"),
            False,
        ),
        (
            "".join(f'<a href="/full/{n}.jpg"><img src="/s/{n}.jpg"></a>' for n in range(9))
            + '<p><a href="/film/a">A</a><a href="/film/b">B</a></p>',
            False,
        ),
        (
            "".join(
                f'<dl class="gallery-item"><dt><a href="/stalker/{n}x/">'
                f'<img src="/wp-content/uploads/{n}.jpg"></a></dt></dl>'
                for n in range(9)
            ),
            False,
        ),
        (
            "".join(
                f'<div class="tiled-gallery-item"><a href="/movies-a-z/{n}x/">'
                f'<img data-orig-file="/2011/01/{n}.jpg" src="/2011/01/{n}.jpg?w=440"></a></div>'
                for n in range(9)
            ),
            False,
        ),
        ("nothing", False),
    ],
    ids=range(12),
)
def test_list_is_told_from_a_film(body: str, lists: bool) -> None:
    assert is_list(f"<body>{body}</body>".encode(), LIST) is lists


# --- Crawling -------------------------------------------------------------------------


class Pages:
    """A site in a dictionary: bytes or an error by address; keeps what was asked for."""

    def __init__(self, pages: dict[str, str | IngestionError] | Callable[[str], str]) -> None:
        self.pages = pages
        self.asked: list[str] = []

    def __call__(self, url: str) -> Fetched:
        self.asked.append(url.removeprefix(HOME))
        page = self.pages(url) if callable(self.pages) else self.pages.get(url.removeprefix(HOME))
        if page is None:
            raise SourceNotFound
        if isinstance(page, IngestionError):
            raise page
        final, _, body = page.rpartition("→")
        return Fetched(url, final or url, body.encode(), "text/html", "utf-8")


def films(*names: str, link: str = "") -> str:
    return "".join(f'<h2><a href="/film/{name}/">{name}</a></h2>' for name in names) + link


def next_link(href: str) -> str:
    return f'<div class="nav-links"><a class="next page-numbers" href="{href}">Next</a></div>'


def test_lists_are_followed_page_after_page() -> None:
    pages = Pages(
        {
            "/all/": films("a", "b", link=next_link("/all/page/2/")),
            "/all/page/2/": films("b", "c", link=next_link("/all/page/3/")),
            "/all/page/3/": films("d", "e", link='<a href="/all/page/2/">2</a>'),
        }
    )
    steps: list[tuple[int, int]] = []
    found = crawl(f"{HOME}/all/", most=50, fetch=pages, progress=lambda *step: steps.append(step))
    assert urls(found) == [f"/film/{name}/" for name in "abcde"]
    assert (found.visited, found.cut, found.errors) == (3, False, ())
    assert steps == [(1, 2), (2, 3), (3, 5)]


def test_most_ends_the_crawl_before_another_request() -> None:
    pages = Pages({"/all/": films("a", "b", link=next_link("/all/page/2/"))})
    found = crawl(f"{HOME}/all/", most=2, fetch=pages)
    assert (urls(found), found.visited, found.cut) == (["/film/a/", "/film/b/"], 1, True)
    found = crawl(f"{HOME}/all/", most=1, fetch=pages)
    assert (urls(found), found.cut) == (["/film/a/"], True)
    assert crawl(f"{HOME}/all/", most=0, fetch=pages) == Crawl((), 0, True)


@pytest.mark.parametrize(("most", "requests"), [(19, 10), (1000, 200), (100, 50)])
def test_list_without_end_is_bounded(most: int, requests: int) -> None:
    def endless(url: str) -> str:
        page = int(url.rstrip("/").rpartition("/")[2]) if "/page/" in url else 1
        names = (f"{page}a", f"{page}b")
        return films(*names, link=next_link(f"/all/page/{page + 1}/"))

    found = crawl(f"{HOME}/all/", most=most, fetch=Pages(endless))
    assert (found.visited, found.cut) == (requests, True)
    assert len(found.pages) == min(most, requests * 2)


@pytest.mark.parametrize(
    ("second", "asked"),
    [
        (films("a", "b", link=next_link("/all/page/3/")), 2),  # nothing new
        (films("c", "d", link=next_link("/all/page/2/")), 2),  # next is the page itself
        (films("c", "d", link=next_link("/all/")), 2),
        (f"{HOME}/all/→" + films("a", "b", link=next_link("/all/page/2/")), 2),
    ],
)
def test_loops_end(second: str, asked: int) -> None:
    first = films("a", "b", link=next_link("/all/page/2/"))
    pages = Pages({"/all/": first, "/all/page/2/": second})
    found = crawl(f"{HOME}/all/", most=50, fetch=pages)
    assert (len(pages.asked), found.cut) == (asked, False)
    assert urls(found)[:2] == ["/film/a/", "/film/b/"]


def test_calendars_end() -> None:
    def calendar(url: str) -> str:
        year, month = (int(part) for part in url.strip("/").split("/")[-2:])
        return films("a", "b") + f'<a rel="next" href="/{year}/{month + 1:02}/">next</a>'

    pages = Pages(calendar)
    crawl(f"{HOME}/2011/01/", most=50, fetch=pages)
    assert pages.asked == ["/2011/01/"]


def test_lists_told_by_a_mark_in_the_query_are_followed() -> None:
    pages = Pages(
        {
            "/all": films("a", "b", link='<a rel="next" href="/all?after=b">more</a>'),
            "/all?after=b": films("c", "d", link='<a rel="next" href="/all?after=b">more</a>'),
        }
    )
    assert len(crawl(f"{HOME}/all", most=50, fetch=pages).pages) == 4


def test_error_on_a_later_page_is_kept() -> None:
    first = films("a", "b", link=next_link("/all/page/2/"))
    found = crawl(
        f"{HOME}/all/", most=9, fetch=Pages({"/all/": first, "/all/page/2/": FetchTimeout()})
    )
    assert urls(found) == ["/film/a/", "/film/b/"]
    [(url, error)] = found.errors
    assert (url, error.code) == (f"{HOME}/all/page/2/", "fetch_timeout")


def test_error_on_the_first_page_is_raised() -> None:
    with pytest.raises(SourceNotFound):
        crawl(LIST, most=9, fetch=Pages({}))
    with pytest.raises(PageWithoutImages, match="names no films"):
        crawl(LIST, most=9, fetch=Pages({"/movies-a-z/": "nothing"}))


def test_film_names_itself() -> None:
    film = f'<h1 class="entry-title">Stalker</h1>{bwg(*STILLS)}' + next_link("page/2/")
    found = crawl(f"{HOME}/2011/01/31/stalker/", most=9, fetch=Pages(lambda url: film))
    assert [(page.url, page.title) for page in found.pages] == [
        (f"{HOME}/2011/01/31/stalker/", "Stalker")
    ]
    assert (found.visited, found.cut) == (1, False)


def test_host_is_that_of_the_first_page_after_redirects() -> None:
    there = "https://elsewhere.test/all/"
    first = f"{there}→" + films("a", "b", link=next_link("/all/page/2/"))
    second = f"{HOME}/all/page/2/→" + films("c", "d")
    pages = Pages({"/all/": first, "https://elsewhere.test/all/page/2/": second})
    found = crawl(f"{HOME}/all/", most=9, fetch=pages)
    assert [page.url for page in found.pages] == [
        "https://elsewhere.test/film/a/",
        "https://elsewhere.test/film/b/",
    ]
    [(url, error)] = found.errors
    assert url == "https://elsewhere.test/all/page/2/"
    assert isinstance(error, AddressRefused)


def test_crawl_goes_through_the_door(serve: Any) -> None:
    pages = {
        "/all/": films("a", "b", link=next_link("/all/page/2/")).encode(),
        "/all/page/2/": films("c", "d", link=next_link("/all/page/3/")).encode(),
    }
    server: Server = serve(site(pages))
    found = crawl(f"{server.origin}/all/", most=9)
    assert urls(found, server.origin) == [f"/film/{name}/" for name in "abcd"]
    assert server.paths == ["/all/", "/all/page/2/", "/all/page/3/"]
    assert [error.code for _, error in found.errors] == ["source_not_found"]
    away: Server = serve(
        lambda server, connection, head: connection.sendall(redirect("http://10.0.0.1/"))
    )
    with pytest.raises(AddressRefused):
        crawl(f"{away.origin}/all/", most=9)


# --- A gallery's pages ----------------------------------------------------------------

FILM = f"{HOME}/2011/01/31/stalker/"


def rest(pages: Pages) -> Any:
    first = pages(FILM)
    return rest_of(read_gallery(first.content, first.final_url), FILM, pages)


def test_gallery_goes_on_over_its_pages() -> None:
    path = "/2011/01/31/stalker/"
    numbers = f'<a href="{path}2/">2</a><a href="{path}3/">3</a>'
    pages = Pages(
        {
            path: "<h1>Stalker</h1>" + bwg("1.jpg", "2.jpg") + numbers,
            f"{path}2/": "<h1>Other</h1>" + bwg("2.jpg", "3.jpg") + numbers,
            f"{path}3/": bwg("4.jpg") + numbers + '<a rel="next" href="/2011/02/01/x/">x</a>',
        }
    )
    gallery = rest(pages)
    assert [picture.url.rpartition("/")[2] for picture in gallery.pictures] == [
        "1.jpg",
        "2.jpg",
        "3.jpg",
        "4.jpg",
    ]
    assert gallery.pictures[2].page == f"{FILM}2/"
    assert (gallery.film.title, gallery.next_page, gallery.cut) == ("Stalker", "", False)
    assert len(pages.asked) == 3


def test_gallery_without_end_is_bounded() -> None:
    def endless(per_page: int) -> Callable[[str], str]:
        def page(url: str) -> str:
            number = int(url.rpartition("=")[2]) if "=" in url else 1
            names = (f"{number}-{n}.jpg" for n in range(per_page))
            return bwg(*names) + f'<a href="?page={number + 1}">more</a>'

        return page

    pages = Pages(endless(2))
    gallery = rest(pages)
    assert (len(pages.asked), len(gallery.pictures), gallery.cut) == (20, 40, True)
    pages = Pages(endless(180))
    gallery = rest(pages)
    assert (len(pages.asked), len(gallery.pictures), gallery.cut) == (3, 500, True)


@pytest.mark.parametrize(
    ("second", "cut"),
    [
        (bwg("1.jpg") + '<a href="?page=3">3</a>', False),  # nothing new
        (f"{FILM}→" + bwg("9.jpg"), False),  # sent back
        ("https://elsewhere.test/→" + bwg("9.jpg"), False),
        (FetchTimeout(), True),
    ],
)
def test_gallery_ends_where_nothing_is_to_be_had(second: Any, cut: bool) -> None:
    path = "/2011/01/31/stalker/"
    pages = Pages({path: bwg("1.jpg") + '<a href="?page=2">2</a>', f"{path}?page=2": second})
    gallery = rest(pages)
    assert (len(gallery.pictures), len(pages.asked), gallery.cut) == (1, 2, cut)


# --- Hostile pages --------------------------------------------------------------------


def test_100_000_links_are_read_up_to_a_bound() -> None:
    found = listing("".join(f'<li><a href="/f/{n}x">{n}</a></li>' for n in range(100_000)))
    assert (len(found.pages), found.cut) == (MAX_LINKS, True)


@pytest.mark.parametrize(
    "html",
    [
        b"<article><a href=/f/a1>x" * 10_000,
        b"<div class=post><h2>" * 10_000 + b"<a href=/f/a1>x</a>" * 5_000,
        b"<div class='" + b"nav-x " * 300_000 + b"'>" + b"<a href=/f/a1>x</a>" * 5_000,
        b"<div id='" + b"x-" * 1_000_000 + b"'>" + b"<a href=/f/a1>x</a>" * 5_000,
        b"<a href=/f/a1 title='" + b"x " * 1_000_000 + b"'></a>" * 3,
        b"<a href='?" + b"page=2&" * 250 + b"'>2</a>" * 20_000,
        b"<select class=paginate>" + b"<option value=2>" * 30_000,
        b"<li>" * 300 + b"<a href=/f/a1><img src=/a.jpg></a>" * 9_000,
        b"<main>" * 20_000 + b"<a href=/f/a>",
        b"<a href=" * 100_000,
        b"\x00\xff\xfe" * 100_000,
    ],
    ids=range(11),
)
def test_monstrous_list_is_read_in_seconds(html: bytes) -> None:
    began = time.process_time()
    is_list(html, LIST)
    read_list(html, LIST)
    assert time.process_time() - began < 12


def test_gallery_that_counts_its_pages_by_p_is_read_to_its_end() -> None:
    path = "/2011/01/31/stalker/"
    numbers = '<a href="?p=1">1</a><a href="?p=2">2</a><a href="?p=3">3</a>'
    pages = Pages(
        {
            path: "<h1>Stalker</h1>" + bwg("1.jpg", "2.jpg") + numbers,
            f"{path}?p=2": bwg("3.jpg") + numbers,
            f"{path}?p=3": bwg("4.jpg") + numbers,
        }
    )
    gallery = rest(pages)
    names = [picture.url.rpartition("/")[2] for picture in gallery.pictures]
    assert names == ["1.jpg", "2.jpg", "3.jpg", "4.jpg"]
    assert len(pages.asked) == 3


@pytest.mark.parametrize(
    ("first", "other", "number"),
    [
        ("/stalker/", "/stalker/?p=2", 2),
        ("/stalker.php?id=7", "/stalker.php?id=7&p=3", 3),
        ("/stalker/?p=1", "/stalker/?p=2", 2),
        ("/", "/?p=2", 0),  # WordPress's own address of a post
        ("/index.php", "/index.php?p=2", 0),
        ("/still.php?p=5", "/still.php?p=6", 0),  # each may be a film
        ("/stalker.php?id=7", "/stalker.php?id=8&p=2", 0),
    ],
)
def test_p_counts_pages_where_it_can_mean_nothing_else(first: str, other: str, number: int) -> None:
    assert page_number(HOME + first, HOME + other) == number
