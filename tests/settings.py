"""Settings of the test run: those of the site, with keys of its own and no built assets."""

import atexit
import os
import shutil
import tempfile
from hashlib import sha256

for _name in ("SECRET_KEY", "AUDIT_KEY", "SEED_KEY", "SIGNING_KEY", "VAULT_KEY"):
    os.environ.setdefault(f"FULCRUM_{_name}", sha256(f"test {_name}".encode()).hexdigest())
os.environ.setdefault("FULCRUM_PUBLIC_SITE", "true")
if "FULCRUM_DATA_DIR" not in os.environ:  # workers and commands inherit the folder
    _folder = os.environ["FULCRUM_DATA_DIR"] = tempfile.mkdtemp(prefix="fulcrum-test-")
    atexit.register(shutil.rmtree, _folder, ignore_errors=True)

from fulcrum.site.settings import *  # noqa: E402, F403

STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405 - WhiteNoise warns of a missing one
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]

from tests.flush import install  # noqa: E402

install()
