"""What pages cost: queries, size, and requests a second as a ratio to a bare Django hello-world's.

The sample catalogue's stills, again and again as other films, make 5,000. "Anew" is a page that
is made for every request (each under another address), "again" one that many ask for, "304"
one that the visitor has already. Run: ``python -m benchmarks.web [--stills 5000]``.
"""

import argparse
import gzip
import itertools
import os
from typing import Any

from benchmarks.own_catalogue import own_catalogue
from benchmarks.serving import ask, hello, ratio
from tools.preview import served

GOALS = {"films": 0.12, "still": 0.20, "search": 0.05}
GOAL_304 = 0.25


def main() -> None:
    """Print a row a page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--stills", type=int, default=5000)
    count = parser.parse_args().stills
    with own_catalogue() as folder:
        pages = make_catalogue(count)
        environment = {**os.environ, "VAR_DIR": str(folder), "ALLOWED_HOSTS": "*"}
        with hello() as least, served(environment) as base:
            measure(base, least, pages)


def make_catalogue(count: int) -> dict[str, str]:
    """The sample, and copies of its films until there are ``count`` stills; addresses to ask."""
    from django.core.management import call_command

    from catalog.models import Film, Still
    from palettes.index.version import grow

    call_command("load_sample", verbosity=0)
    originals = list(Film.objects.prefetch_related("stills"))
    stills = Still.objects.count()
    for number, film in zip(itertools.count(1), itertools.cycle(originals), strict=False):
        if stills >= count:
            break
        stills += copy_film(film, number)
    grow()
    films = list(Film.objects.order_by("pk"))
    slugs = [films[0].slug, films[len(films) // 2].slug, films[-1].slug]
    still = films[len(films) // 2].stills.earliest("pk")
    print(f"{len(films)} films, {stills} stills")
    return {
        "home": "/",
        "films": "/films/",
        "films as spines": "/films/?view=spines",
        "film": f"/films/{slugs[1]}/",
        "still": still.get_absolute_url(),
        "search": "/search/?c=c8843f:40&c=204060:20",
        "compare three": "/compare/?" + "&".join(f"f={slug}" for slug in slugs),
        "about": "/about/",
    }


def copy_film(film: Any, number: int) -> int:
    """Another film with the same stills, palettes and looks; how many stills."""
    from catalog.models import Film, Still
    from palettes.models import Look, Palette

    copied = Film.objects.create(title=f"{film.title} {number}", year=film.year)
    old = list(film.stills.order_by("pk"))
    new = Still.objects.bulk_create(
        [copy(still, film_id=copied.pk, sha256=f"{number:08x}{still.sha256[8:]}") for still in old]
    )
    places = {still.pk: one.pk for still, one in zip(old, new, strict=True)}
    for model in (Palette, Look):
        of_stills = model.objects.filter(still__in=places)
        rows = [copy(row, still_id=places[row.still_id]) for row in of_stills]
        rows += [copy(row, film_id=copied.pk) for row in model.objects.filter(film=film)]
        model.objects.bulk_create(rows)
    return len(old)


def copy(row: Any, **changed: Any) -> Any:
    """A row with the same values in all columns but its key's, those made by the database, and
    those ``changed``.
    """
    from django.db.models import GeneratedField

    fields = [
        field.attname
        for field in row._meta.concrete_fields
        if not field.primary_key and not isinstance(field, GeneratedField)
    ]
    return type(row)(**{name: getattr(row, name) for name in fields} | changed)


def measure(base: str, least: str, pages: dict[str, str]) -> None:
    """Ask every page in its three ways, in turn with the smallest."""
    print(
        f"  {'page':18} {'kB':>6} {'gzip':>6} {'anew':>7} {'again':>7} {'304':>7}   x hello-world"
    )
    for name, path in pages.items():
        _, headers, body = ask(base + path)
        plain = gzip.decompress(body) if headers.get("content-encoding") == "gzip" else body
        anew = ratio(base + path, least, ["Cookie: sessionid=nobody"])
        again = ratio(base + path, least)
        known = ratio(base + path, least, [f"If-None-Match: {headers['etag']}"])
        sizes = f"{len(plain) / 1000:>6.1f} {len(body) / 1000:>6.1f}"
        goal = f"   goal {GOALS[name]}, 304 {GOAL_304}" if name in GOALS else ""
        print(f"  {name:18} {sizes} {anew:>7.3f} {again:>7.3f} {known:>7.3f}{goal}", flush=True)


if __name__ == "__main__":
    main()
