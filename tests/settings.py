"""Settings of the test run: those of the site, with keys of its own and no built assets."""

import os
import tempfile
from hashlib import sha256

for _name in ("SECRET_KEY", "AUDIT_KEY", "SEED_KEY", "SIGNING_KEY", "VAULT_KEY"):
    os.environ.setdefault(f"FULCRUM_{_name}", sha256(f"test {_name}".encode()).hexdigest())
os.environ.setdefault("FULCRUM_DATA_DIR", tempfile.mkdtemp(prefix="fulcrum-test-"))

from fulcrum.site.settings import *  # noqa: E402, F403

STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]

from tests.flush import install  # noqa: E402

install()
