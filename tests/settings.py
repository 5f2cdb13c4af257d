"""The product's settings, with what tests must not share with a user's catalogue."""

import os
import tempfile

# Set before the import: settings read the environment once.
os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="chromatheque-tests-")
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
