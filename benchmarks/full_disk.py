"""Ingestion to a disk that fills up; ``benchmarks.crash`` runs this in a mount of its own."""

import subprocess
import tempfile
from pathlib import Path

from benchmarks.own_catalogue import own_catalogue, pictures

STILLS = 20


def main() -> None:
    """Fill the disk, make room, resume, and count."""
    with tempfile.TemporaryDirectory() as mount, own_catalogue() as folder:
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", mount], check=True)
        from django.conf import settings

        from catalog.ingestion import control
        from catalog.ingestion.service import work
        from catalog.models import Still
        from catalog.signals import Compute

        settings.MEDIA_ROOT = mount
        source = pictures(folder / "in", STILLS, (960, 540))[0].parent
        ingestion = control.begin([str(source)])
        told = [outcome.code for outcome in work(ingestion, compute=Compute.NEVER)]
        half = list(Path(mount).rglob("*.part"))
        print(
            f"full disk: {len(told) - 1} of {STILLS} stored, then {told[-1]}; "
            f"{len(half)} half files, ingestion {ingestion.state}"
        )
        subprocess.run(["mount", "-o", "remount,size=64m", mount], check=True)
        control.resume(ingestion)
        again = [outcome.state for outcome in work(ingestion, compute=Compute.NEVER)]
        whole = sum(still.path.is_file() for still in Still.objects.all())
        print(f"  with room: {len(again)} more, {whole} whole, ingestion {ingestion.state}")
        subprocess.run(["umount", mount], check=True)


if __name__ == "__main__":
    main()
