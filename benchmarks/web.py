"""What pages cost: queries, size, and time as a ratio to the smallest page there is (/about/).

In one process, through Django's whole stack but no network; every page in turn with the
smallest, so that a noisy machine slows both. Run: ``python -m benchmarks.web``.
"""

import gzip
import time
from statistics import median

from benchmarks.own_catalogue import own_catalogue

ROUNDS = 15


def main() -> None:
    """Load the sample catalogue and print a row a page."""
    with own_catalogue():
        from django.core.management import call_command
        from django.db import connection
        from django.test import Client
        from django.test.utils import CaptureQueriesContext

        from catalog.models import Film, Still

        call_command("load_sample", verbosity=0)
        slugs = list(Film.objects.values_list("slug", flat=True)[:3])
        still = Still.objects.first()
        pages = {
            "home": "/",
            "films": "/films/",
            "films as spines": "/films/?view=spines",
            "film": f"/films/{slugs[0]}/",
            "still": f"/stills/{still.pk if still else 0}/",
            "search by colour": "/search/?c=c8843f",
            "compare three": "/compare/?" + "&".join(f"f={slug}" for slug in slugs),
        }
        print(f"{Film.objects.count()} films, {Still.objects.count()} stills")
        print(f"  {'page':18} {'queries':>7} {'kB':>6} {'kB gzip':>8} {'x /about/':>10}")
        client = Client()

        def seconds(path: str) -> float:
            start = time.perf_counter()
            client.get(path)
            return time.perf_counter() - start

        for name, path in pages.items():
            client.get(path)
            with CaptureQueriesContext(connection) as captured:
                content = client.get(path).content
            queries = len(captured)  # the next request empties the log
            pairs = [(seconds(path), seconds("/about/")) for _ in range(ROUNDS)]
            ratio = median(page / least for page, least in pairs)
            packed = len(gzip.compress(content)) / 1000
            size = len(content) / 1000
            print(f"  {name:18} {queries:>7} {size:>6.1f} {packed:>8.1f} {ratio:>10.1f}")


if __name__ == "__main__":
    main()
