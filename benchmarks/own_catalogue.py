"""A catalogue in a temporary folder, for benchmarks that need one in their own process."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def own_catalogue() -> Iterator[Path]:
    """Set Django up on an empty, migrated catalogue; yields its folder."""
    with tempfile.TemporaryDirectory(prefix="chromatheque-bench-") as folder:
        os.environ |= {
            "VAR_DIR": folder,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "LOG_LEVEL": "ERROR",
            "ALLOWED_HOSTS": "testserver",
        }
        for name in ("DATABASE_URL", "MEDIA_ROOT", "STATIC_ROOT"):
            os.environ.pop(name, None)
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        yield Path(folder)


SAMPLE = Path(__file__).resolve().parent.parent / "catalog" / "sample"


def pictures(folder: Path, count: int, size: tuple[int, int] = (1920, 1080)) -> list[Path]:
    """Write ``count`` different JPEGs (quality 90), cut from the sample catalogue's stills."""
    import numpy as np
    from PIL import Image

    random = np.random.default_rng(sum(folder.name.encode()))
    sources = sorted(SAMPLE.glob("*/*.jpg"))
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for number in range(count):
        with Image.open(sources[number % len(sources)]) as still:
            # A crop of its own for each, so that no two files have the same content.
            edge = random.uniform(0, 0.1, 2) * still.size
            box = (*edge, still.width - edge[0] / 2, still.height - edge[1] / 2)
            picture = still.convert("RGB").resize(size, Image.Resampling.BICUBIC, box=box)
        path = folder / f"{number:04}.jpg"
        picture.save(path, quality=90)
        made.append(path)
    return made
