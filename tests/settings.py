"""The product's settings, with what tests must not share with a user's catalogue."""

import atexit
import os
import shutil
import tempfile


def _folder_of_this_process() -> str:
    """A folder that goes with this process, within that of the tests that started it, if any did.

    What is ended in a hurry leaves its own behind, which then goes with that of the tests.
    """
    outer = os.environ.get("CHROMATHEQUE_TESTS")
    within = outer if outer and os.path.isdir(outer) else None
    folder = tempfile.mkdtemp(prefix="chromatheque-tests-", dir=within)
    os.environ["CHROMATHEQUE_TESTS"] = folder
    atexit.register(_remove, folder, os.getpid())
    return folder


def _remove(folder: str, owner: int) -> None:
    if os.getpid() == owner:  # not a process that was forked from it
        shutil.rmtree(folder, ignore_errors=True)


# Set before the import: settings read the environment once.
os.environ["VAR_DIR"] = _folder_of_this_process()
os.environ["SECRET_KEY"] = "tests-only"
for name in ("DATABASE_URL", "MEDIA_ROOT", "STATIC_ROOT", "PALETTE_RECIPES", "HTTPS", "DEBUG"):
    os.environ.pop(name, None)
os.environ["INGEST_PAUSE"] = "0"

from config.settings import *

WHITENOISE_AUTOREFRESH = True  # serves from the sources: nothing is collected for tests
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# A test's transaction is rolled back, and what is done at its commit never is: the pages of one
# test would be remembered in the next. tests/test_page_memory.py brings it back.
MIDDLEWARE = [name for name in MIDDLEWARE if name != "config.page_memory.PageMemory"]
