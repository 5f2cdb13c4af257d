"""A secret key for a catalogue that was given none."""

import os
from pathlib import Path

from django.core.management.utils import get_random_secret_key


def local_secret(path: Path) -> str:
    """The key kept in ``path``, made on first use and readable by its owner only.

    A key per installation, so that a first ``make run`` needs no setting and no two
    catalogues share a key. A deployment sets SECRET_KEY instead.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        # O_EXCL: when two processes start at once, one writes and the other reads.
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    key = get_random_secret_key()
    with os.fdopen(handle, "w") as file:
        file.write(key)
    return key
