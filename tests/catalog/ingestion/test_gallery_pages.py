"""Pages in the wild: which pictures each gives, under which addresses, and which it does not."""

import pytest

from catalog.ingestion.gallery import Gallery, read_gallery

SITE = "https://stills.test"
PAGE = f"{SITE}/2014/03/02/the-film/"
UP = "/wp-content/uploads/2014/03"


def read(html: str, url: str = PAGE) -> Gallery:
    return read_gallery(html.encode(), url)


def paths(gallery: Gallery) -> list[str]:
    return [picture.url.removeprefix(SITE) for picture in gallery.pictures]


def frames(form: str, count: int = 3) -> str:
    """The same markup for several frames: ``{n}`` is the frame's number."""
    return "".join(form.replace("{n}", str(number)) for number in range(1, count + 1))


def expected(form: str, count: int = 3) -> list[str]:
    return [form.replace("{n}", str(number)) for number in range(1, count + 1)]


# Markup of one frame, and the address its full size is at.
FORMS = {
    # WordPress
    "linked thumbnails": (
        f'<a href="{UP}/f{{n}}.jpg"><img src="{UP}/f{{n}}-300x200.jpg"></a>',
        f"{UP}/f{{n}}.jpg",
    ),
    "thumbnails alone": (f'<img src="{UP}/f{{n}}-300x200.jpg">', f"{UP}/f{{n}}.jpg"),
    "thumbnails that lead to attachments": (
        f'<figure class="gallery-item"><div class="gallery-icon landscape">'
        f'<a href="{PAGE}f{{n}}/"><img width="150" height="150" src="{UP}/f{{n}}-150x150.jpg">'
        f"</a></div></figure>",
        f"{UP}/f{{n}}.jpg",
    ),
    "attachments of a wide film, thumbnails low": (
        f'<a href="{PAGE}f{{n}}/"><img width="150" height="63" src="{UP}/f{{n}}-150x63.jpg"></a>',
        f"{UP}/f{{n}}.jpg",
    ),
    "a size that is part of the name": (
        f'<img src="{UP}/f{{n}}-1920x1080.jpg">',
        f"{UP}/f{{n}}-1920x1080.jpg",
    ),
    "a size in a name elsewhere": ('<img src="/i/f{n}-300x200.jpg">', "/i/f{n}-300x200.jpg"),
    "srcset without the full size": (
        f'<img src="{UP}/f{{n}}-300x169.jpg" srcset="{UP}/f{{n}}-300x169.jpg 300w, '
        f'{UP}/f{{n}}-1024x576.jpg 1024w" sizes="(max-width: 300px) 100vw, 300px">',
        f"{UP}/f{{n}}.jpg",
    ),
    "srcset with the full size": (
        f'<figure class="wp-block-image size-large"><img src="{UP}/f{{n}}-1024x576.jpg" '
        f'srcset="{UP}/f{{n}}-1024x576.jpg 1024w, {UP}/f{{n}}-scaled.jpg 2560w"></figure>',
        f"{UP}/f{{n}}-scaled.jpg",
    ),
    "block gallery with the full size in an attribute": (
        f'<li class="blocks-gallery-item"><figure><img src="{UP}/f{{n}}-1024x576.jpg" '
        f'data-full-url="{UP}/f{{n}}.png" data-link="{PAGE}f{{n}}/"></figure></li>',
        f"{UP}/f{{n}}.png",
    ),
    "Elementor": (
        '<div class="elementor-element elementor-widget elementor-widget-image"><div '
        f'class="elementor-widget-container"><img src="{UP}/f{{n}}.jpg"></div></div>',
        f"{UP}/f{{n}}.jpg",
    ),
    "Elementor gallery of links without images": (
        f'<a class="e-gallery-item elementor-gallery-item" href="{UP}/f{{n}}.jpg"><div class='
        f'"e-gallery-image" data-thumbnail="{UP}/f{{n}}-300x200.jpg"></div></a>',
        f"{UP}/f{{n}}.jpg",
    ),
    "Jetpack's tiled gallery by Photon": (
        '<div class="tiled-gallery-item"><img srcset="https://i1.wp.com/stills.test'
        f"{UP}/f{{n}}.jpg?strip=info&w=600&ssl=1 600w, https://i1.wp.com/stills.test{UP}/f{{n}}.jpg"
        f'?strip=info&w=900&ssl=1 900w" src="https://i1.wp.com/stills.test{UP}/f{{n}}.jpg?ssl=1">'
        "</div>",
        f"https://i1.wp.com/stills.test{UP}/f{{n}}.jpg",
    ),
    "Photon's resize": (
        f'<img src="https://i0.wp.com/stills.test{UP}/f{{n}}.jpg?resize=300%2C169&ssl=1">',
        f"https://i0.wp.com/stills.test{UP}/f{{n}}.jpg",
    ),
    "Jetpack's link to Photon": (
        f'<a href="https://i0.wp.com/stills.test{UP}/f{{n}}.jpg?fit=1920%2C1080&ssl=1">'
        f'<img src="https://i0.wp.com/stills.test{UP}/f{{n}}.jpg?resize=300%2C169"></a>',
        f"https://i0.wp.com/stills.test{UP}/f{{n}}.jpg",
    ),
    "some with an original file, some without": (
        f'<img data-orig-file="{UP}/f{{n}}.jpg" src="{UP}/f{{n}}.jpg?w=440">',
        f"{UP}/f{{n}}.jpg",
    ),
    "NextGEN Pro": (
        '<div class="ngg-gallery-thumbnail-box"><div class="ngg-gallery-thumbnail">'
        '<a class="ngg-fancybox" data-src="/wp-content/gallery/film/f{n}.jpg" '
        'href="/wp-content/gallery/film/f{n}.jpg" data-thumbnail="/t.jpg">'
        '<img src="/wp-content/gallery/film/thumbs/thumbs_f{n}.jpg"></a></div></div>',
        "/wp-content/gallery/film/f{n}.jpg",
    ),
    "Envira": (
        f'<div class="envira-gallery-item"><a class="envira-gallery-link" href="{UP}/f{{n}}.jpg">'
        f'<img class="envira-lazy" src="{UP}/f{{n}}-640x480_c.jpg" '
        f'data-envira-src="{UP}/f{{n}}-640x480_c.jpg"></a></div>',
        f"{UP}/f{{n}}.jpg",
    ),
    "FooGallery": (
        f'<div class="fg-item"><figure class="fg-item-inner"><a class="fg-thumb" '
        f'href="{UP}/f{{n}}.jpg"><span class="fg-image-wrap"><img class="fg-image" '
        f'data-src-fg="/cache/f{{n}}-300.jpg" src="data:image/svg+xml,%3Csvg%3E"></span></a>'
        "</figure></div>",
        f"{UP}/f{{n}}.jpg",
    ),
    "Modula": (
        f'<div class="modula-item"><a href="{UP}/f{{n}}.jpg" data-image-id="{{n}}"></a>'
        f'<img class="pic" data-full="{UP}/f{{n}}.jpg" src="{UP}/f{{n}}-300x200.jpg"></div>',
        f"{UP}/f{{n}}.jpg",
    ),
    # lightboxes
    "lightGallery's items": (
        '<div class="item" data-src="/full/f{n}.jpg"><img src="/small/f{n}.jpg"></div>',
        "/full/f{n}.jpg",
    ),
    "a lightbox told by the link's data": (
        '<a href="#" data-src="/full/f{n}.jpg"><img src="/small/f{n}.jpg"></a>',
        "/full/f{n}.jpg",
    ),
    "Fancybox's href of data": (
        '<a href="javascript:;" data-fancybox="g" data-href="/full/f{n}.jpg">'
        '<img src="/small/f{n}.jpg"></a>',
        "/full/f{n}.jpg",
    ),
    "PhotoSwipe": (
        '<figure itemprop="associatedMedia"><a href="/full/f{n}.webp" itemprop="contentUrl" '
        'data-size="1920x800"><img src="/small/f{n}.jpg" itemprop="thumbnail"></a></figure>',
        "/full/f{n}.webp",
    ),
    "zoom": (
        '<img src="/small/f{n}.jpg" data-zoom-image="/full/f{n}.jpg" srcset="/small/f{n}.jpg 2x">',
        "/full/f{n}.jpg",
    ),
    # lazy loading
    "lazysizes": (
        '<img class="lazyload" src="data:image/gif;base64,R0" data-sizes="auto" '
        'data-srcset="/f{n}-s.jpg 400w, /f{n}-l.jpg 1600w" data-src="/f{n}-s.jpg">'
        '<noscript><img src="/f{n}-l.jpg"></noscript>',
        "/f{n}-l.jpg",
    ),
    "WP Rocket": (
        f'<img src="data:image/svg+xml,%3Csvg/%3E" data-lazy-src="{UP}/f{{n}}-1024x576.jpg" '
        f'data-lazy-srcset="{UP}/f{{n}}-1024x576.jpg 1024w, {UP}/f{{n}}.jpg 1920w">'
        f'<noscript><img src="{UP}/f{{n}}-1024x576.jpg"></noscript>',
        f"{UP}/f{{n}}.jpg",
    ),
    "Slick": (
        '<div class="slide"><img data-lazy="/f{n}.jpg" src="/loading.gif"></div>',
        "/f{n}.jpg",
    ),
    "a placeholder first, noscript behind": (
        '<img src="/blank.gif" data-lazyload="/f{n}.jpg"><noscript><img src="/f{n}.jpg">'
        "</noscript>",
        "/f{n}.jpg",
    ),
    "srcset of placeholders": (
        '<img srcset="data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw== '
        '1w" src="data:image/gif;base64,R0" data-src="/f{n}.jpg">',
        "/f{n}.jpg",
    ),
    # picture and srcset
    "a picture's sources by media": (
        '<picture><source media="(max-width: 600px)" srcset="/s{n}.jpg"><source '
        'media="(min-width: 1200px)" srcset="/f{n}.jpg"><source media="(min-width: 700px)" '
        'srcset="/m{n}.jpg"><img src="/s{n}.jpg"></picture>',
        "/f{n}.jpg",
    ),
    "a picture whose sources are larger than the image's": (
        '<picture><source type="image/webp" srcset="/m{n}.webp 800w, /f{n}.webp 2000w">'
        '<img src="/s{n}.jpg" srcset="/s{n}.jpg 400w, /m{n}.jpg 800w"></picture>',
        "/f{n}.webp",
    ),
    "a picture of kinds, the same sizes": (
        '<picture><source type="image/avif" srcset="/f{n}.avif 1600w"><img src="/s{n}.jpg" '
        'srcset="/s{n}.jpg 400w, /f{n}.jpg 1600w"></picture>',
        "/f{n}.jpg",
    ),
    "an image alone in a picture": (
        '<picture><img src="/f{n}.jpg"></picture>',
        "/f{n}.jpg",
    ),
    "AMP": ('<amp-img src="/f{n}.jpg" width="1920" height="800"></amp-img>', "/f{n}.jpg"),
    "capitals": ("<A HREF='/F{n}.JPG'><IMG SRC='/t/F{n}.JPG'></A>", "/F{n}.JPG"),
    "capitals alone": ("<IMG SRC=/F{n}.JPG>", "/F{n}.JPG"),
    # addresses
    "parameters of a CDN": (
        '<img src="https://cdn.test/f{n}.jpg?w=300&amp;h=200&amp;fit=crop&amp;q=60">',
        "https://cdn.test/f{n}.jpg",
    ),
    "parameters of a CDN beside others": (
        '<img src="https://cdn.test/f{n}.jpg?v=7&amp;width=300">',
        "https://cdn.test/f{n}.jpg?v=7",
    ),
    "parameters of a CDN that are signed": (
        '<img src="https://cdn.test/f{n}.jpg?w=300&amp;s=0a1b2c">',
        "https://cdn.test/f{n}.jpg?w=300&s=0a1b2c",
    ),
    "no ending": ('<img src="/image.php?id={n}">', "/image.php?id={n}"),
    "backslashes": ('<img src="images\\f{n}.jpg">', "/2014/03/02/the-film/images/f{n}.jpg"),
    "without a scheme": ('<img src="//cdn.test/f{n}.jpg">', "https://cdn.test/f{n}.jpg"),
    "a host in letters": (
        '<img src="https://BÜCHER.test:443/f{n}.jpg">',
        "https://xn--bcher-kva.test:443/f{n}.jpg",
    ),
    "letters and spaces": (
        '<img src="/été/image {n} (1).jpg">',
        "/%C3%A9t%C3%A9/image%20{n}%20(1).jpg",
    ),
    "a percent sign that is none": ('<img src="/100%/f{n}.jpg">', "/100%25/f{n}.jpg"),
    "white space around": ('<img src="\n  /f{n}.jpg\t ">', "/f{n}.jpg"),
    "a dot and two": ('<img src="./../f{n}.jpg">', "/2014/03/02/f{n}.jpg"),
    # what surrounds them
    "a column beside a sidebar": (
        '<div id="content-sidebar-wrap" class="has-sidebar sidebar-right"><main>'
        '<img src="/f{n}.jpg"></main></div>',
        "/f{n}.jpg",
    ),
    "a post whose classes name its tags": (
        '<article class="post-1 post type-post tag-menu category-social tag-related">'
        '<img src="/f{n}.jpg"></article>',
        "/f{n}.jpg",
    ),
    "a film called like decoration": (
        '<h1>The Avatar</h1><img src="/avatar-0{n}.jpg">',
        "/avatar-0{n}.jpg",
    ),
    "links named like decoration": (
        '<a href="/full/button{n}.jpg"><img src="/small/button{n}.jpg"></a>',
        "/full/button{n}.jpg",
    ),
    "broken markup": (
        '<div class=><<p><a href="/f{n}.jpg" title="a "quote""><img src="/s{n}.jpg" alt=\'x></a>'
        "<b><i></b></p>'>",
        "/f{n}.jpg",
    ),
    "a folder's index": (
        '<img src="/icons/image2.gif" alt="[IMG]"> <a href="f{n}.jpg">f{n}.jpg</a> 1.2M',
        "/2014/03/02/the-film/f{n}.jpg",
    ),
    "full frames behind Photon": (
        '<section class="entry-content"><a href="https://i0.wp.com/caps.test/full/f{n}.jpg?strip=all">'
        '<img src="https://i0.wp.com/caps.test/t/f{n}.jpg?resize=200"></a></section>',
        "https://i0.wp.com/caps.test/full/f{n}.jpg",
    ),
    "links in words": ('<li><a href="f{n}.jpg">f{n}.jpg</a></li>', "/2014/03/02/the-film/f{n}.jpg"),
    "backgrounds": (
        '<div class="slide" style="background-image: url(&quot;/f{n}.jpg&quot;)"></div>',
        "/f{n}.jpg",
    ),
}


@pytest.mark.parametrize("name", FORMS)
def test_every_form_of_gallery_gives_each_frame_once_at_its_full_size(name: str) -> None:
    markup, address = FORMS[name]
    gallery = read(f"<html><body>{frames(markup)}</body></html>")
    assert paths(gallery) == expected(address)
    assert not gallery.cut


GALLERY = frames(f'<a href="{UP}/f{{n}}.jpg"><img src="{UP}/f{{n}}-300x200.jpg"></a>')
PLAIN = frames('<img src="/f{n}.jpg">')

# What stands beside the stills of a page and is none.
BESIDE = {
    "a tracking pixel": '<img src="https://pixel.wp.com/g.gif?v=ext&amp;blog=1">',
    "a tracking pixel without size": (
        '<noscript><img src="https://sb.scorecardresearch.com/p?c1=2&amp;cv=2.0"></noscript>'
    ),
    "Facebook's": '<img style="display:none" src="https://www.facebook.com/tr?id=1&amp;ev=PageView">',
    "a counter in a style": '<img src="/count?id=1" style="width:1px; height:1px">',
    "a hidden one": '<img src="/hit.gif" hidden>',
    "an advertisement": '<div class="ad-slot"><img src="/offers/1.jpg"></div>',
    "an advertisement that leads away": (
        '<a href="https://shop.test/buy"><img width="728" height="90" src="/wide.jpg"></a>'
    ),
    "advertisements in their element": '<ins class="adsbygoogle"><img src="/offer.jpg"></ins>',
    "sponsors": '<div id="sponsored"><img src="/offer.jpg"></div>',
    "an avatar": '<img src="https://secure.gravatar.com/0a1b?s=96">',
    "an author's box": '<div class="author-box"><img src="/people/jane.jpg"></div>',
    "an emoji": '<img class="emoji" src="https://s.w.org/images/core/emoji/14/1f600.png">',
    "the neighbours": (
        '<div class="post-navigation"><a href="/2014/03/01/other/"><img src="/o.jpg"></a></div>'
    ),
    "related films": (
        '<section class="yarpp-related"><a href="/2014/01/01/a/"><img src="/a.jpg"></a></section>'
    ),
    "films of the like": (
        '<div class="you-may-also-like"><a href="/2014/01/01/a/"><img src="/a.jpg"></a></div>'
    ),
    "other films without a word": (
        '<ul><li><a href="/2014/01/01/a/"><img src="/a.jpg"></a></li>'
        '<li><a href="/2014/01/02/b/"><img src="/b.jpg"></a></li></ul>'
    ),
    "recent posts": '<div id="recent-posts"><img src="/a.jpg"></div>',
    "the site's head": '<div class="site-branding"><a href="/"><img src="/top.jpg"></a></div>',
    "the way home": '<a href="/"><img src="/top.jpg"></a>',
    "a letter": '<div class="newsletter-signup"><img src="/envelope.jpg"></div>',
    "cookies": '<div id="cookie-notice"><img src="/biscuit.jpg"></div>',
    "a template": '<template><img src="/template.jpg"></template>',
    "a script": '<script>document.write("<img src=/script.jpg>")</script>',
    "a comment": "<!-- <img src=/comment.jpg> -->",
    "a vector": '<img src="/chart.svg?v=1">',
    "text behind": '<textarea><img src="/typed.jpg"></textarea>',
}


@pytest.mark.parametrize("shown", [GALLERY, PLAIN], ids=["linked", "plain"])
@pytest.mark.parametrize("name", BESIDE)
def test_what_stands_beside_the_stills_is_left_out(name: str, shown: str) -> None:
    html = f"<body>{BESIDE[name]}<main>{shown}</main>{BESIDE[name]}</body>"
    assert paths(read(html)) == paths(read(shown))


TWINS = {
    "the thumbnail first": (
        f'<img src="{UP}/a-300x200.jpg"><a href="{UP}/a.jpg"><img src="{UP}/a-150x150.jpg"></a>',
        f"{UP}/a.jpg",
    ),
    "the thumbnail first, elsewhere": ('<img src="/a-300x200.jpg"><img src="/a.jpg">', "/a.jpg"),
    "a size and the scaled one": (
        f'<img src="{UP}/a-1024x576.jpg"><a href="{UP}/a-scaled.jpg"><img src="/t.jpg"></a>',
        f"{UP}/a-scaled.jpg",
    ),
    "fragments": ('<a href="/a.jpg#1"><img src="/t.jpg"></a><img src="/a.jpg#2">', "/a.jpg"),
    "queries": ('<img src="/a.jpg?v=1"><img src="/a.jpg?v=2">', "/a.jpg?v=1"),
    "escapes": ('<img src="/a (1).jpg"><img src="/a%20%281%29.jpg">', "/a%20(1).jpg"),
    "schemes and hosts": (
        '<img src="https://stills.test/a.jpg"><img src="http://WWW.stills.test/a.jpg">',
        "/a.jpg",
    ),
    "Photon and the file": (
        f'<a href="{UP}/a.jpg"><img src="https://i2.wp.com/stills.test{UP}/a.jpg?w=300"></a>'
        f'<img src="https://i0.wp.com/stills.test{UP}/a.jpg?resize=300,200">',
        f"{UP}/a.jpg",
    ),
    "the picture that stands for the page": (
        f'<meta property="og:image" content="{UP}/a.jpg"><img src="{UP}/a.jpg">',
        f"{UP}/a.jpg",
    ),
}


@pytest.mark.parametrize("name", TWINS)
def test_a_frame_that_is_shown_twice_comes_once_and_at_its_best(name: str) -> None:
    html, address = TWINS[name]
    assert paths(read(html)) == [address]


@pytest.mark.parametrize(
    ("head", "addresses"),
    [
        ('<meta property="og:image" content="/a.jpg"><meta property="og:image" content="/b.jpg">',
         ["/a.jpg", "/b.jpg"]),
        ('<meta name="og:image" content="/a.jpg">', ["/a.jpg"]),
        ('<meta property="og:image:secure_url" content="/a.jpg">', ["/a.jpg"]),
        ('<meta name="twitter:image:src" content="/a.jpg">', ["/a.jpg"]),
        ('<link rel="image_src" href="/a.jpg">', ["/a.jpg"]),
        ('<meta property="og:image" content="/assets/site-logo.png">', []),
        ('<script type="application/ld+json">{"@type":"ImageGallery","associatedMedia":'
         '[{"@type":"ImageObject","contentUrl":"/a.jpg","thumbnailUrl":"/t/a.jpg"},'
         '{"@type":"ImageObject","contentUrl":"/b.jpg"}]}</script>', ["/a.jpg", "/b.jpg"]),
        ('<meta property="og:image" content="/a.jpg"><script type="application/ld+json">'
         '{"@type":"ImageGallery","image":["/a.jpg","/b.jpg"]}</script>', ["/a.jpg", "/b.jpg"]),
        ('<SCRIPT TYPE="application/ld+json; charset=utf-8">{"@graph":[{"@type":"ImageObject",'
         '"url":"/a.jpg"},{"@type":"Organization","logo":{"@type":"ImageObject","url":"/l.jpg"}},'
         '{"@type":"Person","image":{"@type":"ImageObject","url":"/p.jpg"}}]}</SCRIPT>',
         ["/a.jpg"]),
        ('<script type="application/ld+json">{"publisher":{"image":"/l.jpg"}}</script>', []),
    ],
)  # fmt: skip
def test_page_that_shows_nothing_gives_what_it_says_of_itself(
    head: str, addresses: list[str]
) -> None:
    assert paths(read(f"<html><head>{head}</head><body><p>Text</p></body></html>")) == addresses


def test_several_bases_and_nonsense_among_them() -> None:
    html = '<base target="_blank"><base href="https://cdn.test/x/"><base href="/y/"><img src=a.jpg>'
    assert paths(read(html)) == ["https://cdn.test/x/a.jpg"]
    assert paths(read('<base href="javascript:alert(1)"><img src="/a.jpg">')) == ["/a.jpg"]


CREDITED = {
    "a table": (
        "<table><tr><th>Director</th><td>A. One</td></tr><tr><th>Cinematographer</th><td>B. Two"
        "</td></tr><tr><th>Year</th><td>1979</td></tr></table>"
    ),
    "a list of definitions": (
        "<dl><dt>Director:</dt><dd><a href=/p>A. One</a></dd><dt>Cinematography</dt><dd>B. Two</dd>"
        "<dt>Released</dt><dd>1 May 1979</dd></dl>"
    ),
    "headings": "<h4>Director</h4>A. One<h4>Cinematographer</h4><p>B. Two</p><h4>Year</h4>1979",
    "bold labels without colons": (
        "<ul><li><b>Director</b> A. One<li><b>Director of Photography</b> B. Two"
        "<li><strong>Year</strong> 1979</ul>"
    ),
    "breaks in a section": (
        "<section>Director: A. One<br>Cinematographer: B. Two<br/>Year: 1979<br></section>"
    ),
    "spans of a figure": (
        "<figcaption><span>Directed by</span> <em>A. One</em> | <span>DoP</span>: B. Two | "
        "<span>Year</span>: 1979</figcaption>"
    ),
    "text between elements": (
        "<div>Director: A. One<p>words</p>Cinematographer: B. Two<p>words</p>Year: 1979</div>"
    ),
    "another language": (
        "<p>Réalisateur&nbsp;: A. One</p><p>Directeur de la photographie&nbsp;: B. Two</p>"
        "<p>Année&nbsp;: 1979</p>"
    ),
    "beside another film's": (
        '<aside><p>Director: X. Nobody</p></aside><div class="related-posts"><p>Year: 2001</p>'
        "</div><nav><ul><li>Director<li>Country<li>Year<li>Contact</ul></nav><main>"
        "<p>Director: A. One</p><p>Cinematographer: B. Two</p><p>Year: 1979</p></main>"
    ),
    "linked data": (
        '<script type="application/ld+json">{"@type":"Movie","name":"The Film","director":'
        '[{"@type":"Person","name":"A. One"}],"dateCreated":"1979-05-25"}</script>'
        "<p>Cinematographer: B. Two"
    ),
}


def test_credits_around_a_credited_film_are_not_its_own() -> None:
    around = "<ul><li>Country<li>France<li>Year<li>2024</ul>"
    film = read(f"{around}<main><p>Director: A. One</p>{PLAIN}</main>{around}").film
    assert (film.directors, film.country, film.year) == (("A. One",), "", None)


@pytest.mark.parametrize("name", CREDITED)
def test_credits_are_read_in_every_layout(name: str) -> None:
    film = read(f"<body>{CREDITED[name]}{PLAIN}</body>").film
    assert film.directors == ("A. One",)
    assert film.cinematographers == ("B. Two",)
    assert film.year == 1979


@pytest.mark.parametrize(
    ("html", "title", "year"),
    [
        ("<title>Stalker – My Stills</title><h1>Stalker</h1>", "Stalker", None),
        ("<title>Stalker (1979) – My Stills</title><h1>Stalker</h1>", "Stalker", 1979),
        ('<h1 class="entry-title">Solaris</h1><title>Solaris (2002) | S</title>', "Solaris", 2002),
        ("<title>Solaris (1972)</title><h1>My Stills</h1>", "Solaris", 1972),
        ('<h1 class="entry-title">Solaris</h1><title>Stalker (1979)</title>', "Solaris", None),
        ("<h1>1917</h1><title>1917 – Stills</title>", "1917", None),
        ('<h1>My Stills</h1><h3 class="post-title entry-title">Stalker</h3>', "Stalker", None),
    ],
)
def test_title_is_the_films_and_takes_its_year_from_where_it_stands(
    html: str, title: str, year: int | None
) -> None:
    film = read(html + PLAIN).film
    assert (film.title, film.year) == (title, year)
