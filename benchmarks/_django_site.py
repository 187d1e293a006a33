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


def _create_database() -> None:
    """Make the database that FULCRUM_DATABASE_URL names, on a server started for the measurement."""
    import psycopg  # noqa: PLC0415 - for PostgreSQL alone
    from django.db import connection  # noqa: PLC0415 - Django is set up by now

    wanted = connection.get_connection_params()
    name = wanted["dbname"]
    place = {key: wanted[key] for key in ("host", "port", "user", "password")}
    with psycopg.connect(dbname="postgres", autocommit=True, **place) as server:
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            server.execute(
                psycopg.sql.SQL("CREATE DATABASE {}").format(psycopg.sql.Identifier(name))
            )


if settings.CONFIG.database_url:
    _create_database()
