"""Gallery pages in the shapes that sites use: the full sizes, each once, and the credits."""

import time

import pytest

from catalog.ingestion.gallery import MAX_PICTURES, Gallery, read_gallery

PAGE = "https://film-grab.com/2011/01/31/stalker/"
UPLOADS = "https://film-grab.com/wp-content/uploads/photo-gallery"


def read(body: str, *, head: str = "", url: str = PAGE, charset: str = "") -> Gallery:
    html = f"<html><head>{head}</head><body>{body}</body></html>"
    return read_gallery(html.encode(charset or "utf-8"), url, charset)


def urls(gallery: Gallery) -> list[str]:
    return [picture.url for picture in gallery.pictures]


def bwg(*names: str, kind: str = "bwg-a bwg_lightbox") -> str:
    items = "".join(
        f'<div class="bwg-item"><a class="{kind}" href="{UPLOADS}/{name}?bwg=1547222000">'
        f'<img class="skip-lazy bwg_standart_thumb_img_0" alt="{name}" '
        f'src="{UPLOADS}/thumb/{name}" data-src="{UPLOADS}/thumb/{name}"></a></div>'
        for name in names
    )
    return f'<div class="bwg_container">{items}</div>'


def test_filmgrab_gives_full_sizes_once_and_its_credits() -> None:
    gallery = read(
        '<h1 class="entry-title">Stalker</h1><div class="entry-content">'
        '<p><span style="color:#fff">Director:</span> <a href="/d/">Andrei Tarkovsky</a></p>'
        "<p><span>Directors of Photography</span>: A. One &amp; B. Two, C. Three and D. Four</p>"
        "<p>Production Design: E. Five</p><p>Year: 1979</p>"
        + bwg("01 (494).jpg", "49%20(442).jpg", "03.jpg")
        + '</div><div class="bwg_download_gallery"><a href="/all.zip">zip</a></div>'
        '<img src="/wp-content/uploads/other.jpg">',
        head="<title>Stalker – [FILMGRAB]</title>",
    )
    assert urls(gallery) == [
        f"{UPLOADS}/01%20(494).jpg",
        f"{UPLOADS}/49%20(442).jpg",
        f"{UPLOADS}/03.jpg",
    ]
    film = gallery.film
    assert (film.title, film.year, film.source_url) == ("Stalker", 1979, PAGE)
    assert film.directors == ("Andrei Tarkovsky",)
    assert film.cinematographers == ("A. One", "B. Two", "C. Three", "D. Four")
    assert gallery.pictures[0].page == PAGE
    assert not gallery.cut


def test_credits_are_read_past_breaks_comments_and_missing_labels() -> None:
    gallery = read(
        '<div class="entry-content"><div>Director: A. <i>One</i><!-- no --><br>Country: France<br/>'
        "Some words\n about\n it</div>" + bwg("1.jpg") + "</div>"
    )
    assert gallery.film.directors == ("A. One",)
    assert gallery.film.country == "France"
    assert gallery.film.cinematographers == ()


def test_filmgrab_title_stands_in_for_a_missing_heading() -> None:
    gallery = read(bwg("1.jpg"), head="<title>Stalker – [FILMGRAB]</title>")
    assert gallery.film.title == "Stalker"
    assert gallery.film.directors == ()
    page = read(
        f"<h1>Évil Film (1971)</h1>{bwg('1.jpg')}", head="<title>Évil Film (1971) – Gallery</title>"
    )
    assert (page.film.title, page.film.year) == ("Évil Film", 1971)
    og = read(bwg("1.jpg"), head='<meta property="og:title" content="Solaris (1972)">')
    assert (og.film.title, og.film.year) == ("Solaris", 1972)


def test_filmgrab_link_without_full_size_is_made_of_its_thumbnail() -> None:
    gallery = read(
        '<div class="bwg_container"><a class="bwg-a" href="#"><img '
        f'data-src="{UPLOADS}/imported_from_media_libray/thumb/a.jpg?bwg=1"></a></div>'
    )
    assert urls(gallery) == [f"{UPLOADS}/imported_from_media_libray/a.jpg"]


def test_filmgrab_masonry_without_links_is_made_of_its_thumbnails() -> None:
    gallery = read(
        f'<div class="bwg_container"><img class="bwg-masonry-thumb" src="{UPLOADS}/thumb/a.jpg">'
        f'<img class="bwg-masonry-thumb" src="{UPLOADS}/thumb/b.jpg?bwg=2"></div>'
    )
    assert urls(gallery) == [f"{UPLOADS}/a.jpg", f"{UPLOADS}/b.jpg"]


def test_wordpress_com_gives_the_original_file() -> None:
    base = "https://filmgrab.files.wordpress.com/2011/01"
    gallery = read(
        f'<img data-orig-file="{base}/1.jpg" data-large-file="{base}/1.jpg?w=600" '
        f'src="{base}/1.jpg?w=440&amp;h=300&amp;crop=1" srcset="{base}/1.jpg?w=440 1x">'
        f'<img data-orig-file="{base}/2.jpg" src="{base}/2.jpg?w=440">'
    )
    assert urls(gallery) == [f"{base}/1.jpg", f"{base}/2.jpg"]


def test_wordpress_com_without_original_file_loses_its_query() -> None:
    base = "https://filmgrab.files.wordpress.com/2011/01"
    gallery = read(f'<img src="{base}/1.jpg?w=440&amp;h=300"><img src="{base}/1.jpg?w=150">')
    assert urls(gallery) == [f"{base}/1.jpg"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            '<div class="ngg-gallery-thumbnail"><a class="shutterset_1" href="/g/1.jpg">'
            '<img src="/g/thumbs/thumbs_1.jpg"></a></div>',
            ["/g/1.jpg"],
        ),
        (
            '<dl class="gallery-item"><dt><a href="/?attachment_id=3">'
            '<img src="/wp-content/uploads/1.jpg?w=150&amp;h=100"></a></dt></dl>',
            ["/wp-content/uploads/1.jpg"],
        ),
        (
            '<section class="entry-content"><a href="/caps/1.jpg"><img src="/t/1.jpg"></a>'
            '<a href="/caps/about"><img src="/t/2.jpg"></a></section>',
            ["/caps/1.jpg"],
        ),
        (
            '<div id="thumbnails"><div class="thumb"><img src="/a/thumbnails/1.jpg"></div></div>',
            ["/a/imagesnails/1.jpg"],
        ),
        (
            '<div id="thumbnails"><div class="thumb"><img src="/a/thumb/1.jpg"></div></div>',
            ["/a/images/1.jpg"],
        ),
    ],
)
def test_other_sites_give_their_full_sizes(body: str, expected: list[str]) -> None:
    assert urls(read(body)) == [f"https://film-grab.com{path}" for path in expected]


def test_wikimedia_category_gives_originals_with_their_pages() -> None:
    upload = "https://upload.wikimedia.org/wikipedia/commons"
    gallery = read(
        '<h1 id="firstHeading">Category:Sintel</h1><ul><li class="gallerybox">'
        f'<a href="/wiki/File:S_1.jpg"><img src="{upload}/thumb/a/ab/S_1.jpg/120px-S_1.jpg"></a>'
        '</li><li class="gallerybox"><a href="/wiki/File:S.svg">'
        f'<img src="{upload}/thumb/a/ab/S.svg/120px-S.svg.png"></a></li></ul>',
        url="https://commons.wikimedia.org/wiki/Category:Sintel",
    )
    assert urls(gallery) == [f"{upload}/a/ab/S_1.jpg"]
    assert gallery.pictures[0].page == "https://commons.wikimedia.org/wiki/File:S_1.jpg"
    assert gallery.film.title == "Sintel"


def test_wikimedia_file_page_gives_its_original() -> None:
    upload = "https://upload.wikimedia.org/wikipedia/commons"
    gallery = read(
        f'<div class="fullImageLink"><img src="{upload}/thumb/a/ab/S.jpg/800px-S.jpg"></div>'
        f'<div class="fullMedia"><a href="{upload}/a/ab/S.jpg" title="S.jpg">Original</a></div>'
    )
    assert urls(gallery) == [f"{upload}/a/ab/S.jpg"]


@pytest.mark.parametrize(
    "tag",
    [
        '<a href="/full.jpg"><img src="/small.jpg" width="90"></a>',
        '<a href="/full.jpg?x=1"><img src="/small.jpg"></a>',
        '<img src="/s.jpg" srcset="/s.jpg 320w, /full.jpg 1920w, /m.jpg 640w">',
        '<img src="/s.jpg" srcset="/s.jpg 1x, /full.jpg 2x">',
        '<img src="/s.jpg" srcset="/s.jpg 320w,/full.jpg 1920w,/m,1.jpg 640w">',
        '<picture><source srcset="/full.jpg 2x, /m.jpg"><img src="/s.jpg"></picture>',
        '<img src="data:image/gif;base64,R0" data-src="/full.jpg">',
        '<img src="/blank.gif" data-lazy-src="/full.jpg">',
        '<img src="/blank.gif" data-original="/full.jpg">',
        '<img data-srcset="/s.jpg 320w, /full.jpg 1920w" src="data:image/gif;base64,R0">',
        '<img src="/full.jpg">',
    ],
)
def test_any_page_gives_the_largest_form_of_a_picture(tag: str) -> None:
    gallery = read(tag)
    assert [url.split("?")[0] for url in urls(gallery)] == ["https://film-grab.com/full.jpg"]


def test_same_picture_in_several_sizes_counts_once() -> None:
    gallery = read(
        '<a href="/a.jpg"><img src="/a-300x200.jpg"></a><img src="/a-1024x683.jpg">'
        '<noscript><img src="/a.jpg"></noscript><img src="/b.jpg?x=1"><img src="/b.jpg?x=2">'
    )
    assert len(urls(gallery)) == 2


@pytest.mark.parametrize(
    "tag",
    [
        '<img src="/logo.png">',
        '<img src="/site-icon.png">',
        '<img src="/a.jpg" class="avatar">',
        '<img src="/sprites.png">',
        '<img src="/a.svg">',
        '<img src="/a.jpg" width="40" height="40">',
        '<header><img src="/a.jpg"></header>',
        '<footer><div><img src="/a.jpg"></div></footer>',
        '<div class="sidebar"><img src="/a.jpg"></div>',
        '<div id="comments"><img src="/a.jpg"></div>',
        '<img src="data:image/png;base64,AAAA">',
        '<img src="">',
        "<img>",
        '<img src="http://[::1">',
        '<a href="javascript:alert(1)">x</a>',
        "nothing at all",
        "",
    ],
)
def test_decoration_and_nonsense_are_no_stills(tag: str) -> None:
    assert urls(read(tag)) == []


@pytest.mark.parametrize("word", ["iconic", "logos-of-war", "button-moon"])
def test_names_that_only_sound_like_decoration(word: str) -> None:
    assert len(urls(read(f'<img src="/{word}/frame-1.jpg">'))) == 1


def test_page_without_pictures_gives_what_stands_for_it() -> None:
    assert urls(read("", head='<meta property="og:image" content="/og.jpg">')) == [
        "https://film-grab.com/og.jpg"
    ]
    linked = '<script type="application/ld+json">{"@graph":[{"image":["/a.jpg",{"url":"/b.jpg"}]}]}'
    assert urls(read(f"{linked}</script>")) == [
        "https://film-grab.com/a.jpg",
        "https://film-grab.com/b.jpg",
    ]
    assert urls(read('<script type="application/ld+json">{"image": [</script>')) == []


def test_addresses_are_resolved_against_the_base() -> None:
    gallery = read('<img src="a b.jpg">', head='<base href="https://cdn.test/x/">')
    assert urls(gallery) == ["https://cdn.test/x/a%20b.jpg"]


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ('<a class="next page-numbers" href="page/2/">Next</a>', "page/2/"),
        ('<a href="?page=2">2</a><a href="?page=9">9</a>', "?page=2"),
        ('<div class="page-links">1 <a href="2/">2</a></div>', "2/"),
        ('<link rel="next" href="page/2/">', "page/2/"),
        ('<a href="page2/">2</a>', "page2/"),
        ('<a href="page-2">2</a>', "page-2"),
        ('<a href="seite/2/">2</a>', "seite/2/"),
        ('<a href="page/2/"><img src="/arrow-icon.png"></a>', "page/2/"),
        (
            '<div class="wp-pagenavi"><select class="paginate"><option value="1">1</option>'
            '<option value="2">2</option><option value="3">3</option></select></div>',
            "page/2/",
        ),
    ],
)
def test_next_page_of_the_film_is_told(link: str, expected: str) -> None:
    assert read(bwg("1.jpg") + link).next_page == f"{PAGE}{expected}"


@pytest.mark.parametrize(
    "link",
    [
        '<a rel="next" href="/2011/02/01/solaris/">Solaris</a>',
        '<link rel="next" href="/2011/02/01/solaris/">',
        '<a class="next page-numbers" href="/page/2/">Older posts</a>',
        '<a href="page/1/">1</a><a href="page/3/">3</a>',
        '<a href="comment-page-2/">2</a><a href="?cpage=2">2</a>',
        '<a href="2/"><img src="/thumbs/2.jpg"></a>',
        '<a href="http://elsewhere.test/2011/01/31/stalker/page/2/">2</a>',
        '<a href="https://me@film-grab.com/2011/01/31/stalker/page/2/">2</a>',
        '<a href="javascript:page/2/">2</a><a href="http://[::2/">2</a>',
        '<select><option value="2">2</option></select>',
    ],
)
def test_what_is_no_page_of_the_film_is_not_next(link: str) -> None:
    assert read(bwg("1.jpg") + link).next_page == ""


def test_next_page_is_counted_from_the_first() -> None:
    page = bwg("1.jpg") + f'<a href="{PAGE}2/">2</a><a href="{PAGE}3/">3</a>'
    second = read_gallery(page.encode(), f"{PAGE}2/", first=PAGE)
    assert second.next_page == f"{PAGE}3/"


def test_500_pictures_are_kept_and_the_rest_is_said_to_be_left() -> None:
    gallery = read("".join(f'<img src="/{n}.jpg">' for n in range(600)))
    assert len(gallery.pictures) == MAX_PICTURES == 500
    assert gallery.cut
    assert urls(gallery)[-1].endswith("/499.jpg")


@pytest.mark.parametrize(
    ("html", "charset"),
    [
        ("<title>Été</title>".encode("latin-1"), "latin-1"),
        ('<meta charset="latin-1"><title>Été</title>'.encode("latin-1"), ""),
        ("<title>Été</title>".encode("utf-16"), ""),
        ("\ufeff<title>Été</title>".encode(), "latin-1"),
        ("<title>Été</title>".encode("latin-1"), ""),
        ("<title>Été</title>".encode(), "no-such-charset"),
        ("<title>É\0té\u202e</title>".encode(), ""),
        ("<title>Été&#xD800;&#0;</title>".encode(), ""),
    ],
)
def test_text_is_read_whatever_the_page_says_of_it(html: bytes, charset: str) -> None:
    title = read_gallery(html, PAGE, charset).film.title
    assert title.removesuffix("\ufffd").removesuffix("\ufffd") == "Été"


def test_hostile_text_is_cut_and_cleaned() -> None:
    gallery = read(
        f'<h1 class="entry-title">{"<b>x</b> " * 5_000}</h1><p>Director: {"y" * 100_000}</p>'
        '<p>Country: <script>alert(1)</script>France\0</p><img src="/a.jpg" alt="\u202ex">'
    )
    assert len(gallery.film.title) <= 300
    assert all(len(name) <= 200 for name in gallery.film.directors)
    assert "\0" not in gallery.film.country
    assert gallery.pictures[0].alt == "x"


@pytest.mark.parametrize(
    "html",
    [
        b"<a href=/p.jpg><img src=/t.jpg></a>" * 40_000,
        b"<div>" * 10_000 + b"<img src=a.jpg>" * 600,
        b"<div><span>" * 20_000,
        b"<ul><li>" * 300 + b"<img src=a.jpg>" * 20_000,
        b'<img src="' + b"a" * 1_000_000 + b'.jpg">',
        b"<p>Director" + b" " * 2_000_000 + b"x",
        b'<img srcset="' + b"a 1w, " * 300_000 + b'">',
        b'<script type="application/ld+json">' + b"[" * 1_000_000 + b"</script>",
        b"<" * 2_000_000,
        b"\x00\xff\xfe" * 100_000,
    ],
    ids=range(10),
)
def test_monstrous_page_is_read_in_seconds(html: bytes) -> None:
    began = time.process_time()
    read_gallery(html, PAGE)
    assert time.process_time() - began < 8
