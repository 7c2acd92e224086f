"""The product's settings, as tests want them: data in a temporary folder, a fast password hash.

Nothing of the developer's own environment reaches the tests: every ``KYSYVA_`` variable is taken
away, and the database is named by ``KYSYVA_TEST_DATABASE_URL`` (default: SQLite in memory).
"""

import os
import tempfile
from pathlib import Path

MARK = "KYSYVA_TEST_FOLDER"  # workers of pytest-xdist inherit it and share one folder

folder = os.environ.get(MARK) or tempfile.mkdtemp(prefix="kysyva-test-")
for name in [name for name in os.environ if name.startswith("KYSYVA_") and "TEST" not in name]:
    del os.environ[name]
os.environ[MARK] = folder
os.environ["KYSYVA_DATA"] = folder
os.environ["DATABASE_URL"] = os.environ.get("KYSYVA_TEST_DATABASE_URL", "")
os.environ["KYSYVA_EMAIL_URL"] = "memorymail://"
os.environ["KYSYVA_LOG_LEVEL"] = "CRITICAL"

from kysyva.settings import *  # noqa: E402, F403
from kysyva.settings import CACHES, DATABASES  # noqa: E402

TEST_FOLDER = Path(folder)
# Answers do not depend on what a developer has installed; tests of the extra turn it on.
SEMANTIC = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# The limits of sign-in count here; each test begins at zero (conftest.py).
CACHES = {
    **CACHES,
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "default",
    },
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}
