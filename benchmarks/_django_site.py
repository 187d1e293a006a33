"""Sets Django up, on import, with the site's settings and a folder that is thrown away at the end.

Import it before anything with models.
"""

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # tests.settings

_FOLDER = tempfile.mkdtemp(prefix="fulcrum-bench-")
atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)
os.environ["FULCRUM_DATA_DIR"] = _FOLDER
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import django  # noqa: E402 - reads the environment set above
from django.conf import settings  # noqa: E402

settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
django.setup()
