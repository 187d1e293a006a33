"""Exit 0 when the server on this machine answers its health page. Standard library only."""

import json
import os
import sys
import urllib.error
import urllib.request
from pathlib import Path

FALLBACK_HOSTS = '["127.0.0.1"]'


def settings() -> dict[str, str]:
    """The settings as the server reads them: the environment, before the file it names."""
    path = os.environ.get("FULCRUM_ENV_FILE")
    lines = Path(path).read_text("utf-8").splitlines() if path else []
    pairs = (line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    return {name.strip(): value.strip().strip("'") for name, value in pairs} | os.environ


def request() -> urllib.request.Request:
    """The request a reverse proxy would send: a host name the site knows, and its scheme."""
    known = settings()
    port = known.get("FULCRUM_PORT") or known.get("PORT") or "8000"
    hosts = json.loads(known.get("FULCRUM_ALLOWED_HOSTS") or FALLBACK_HOSTS)
    is_https = known.get("FULCRUM_HTTPS", "").lower() in {"1", "true", "yes", "on"}
    headers = {"Host": hosts[0].lstrip("."), "X-Forwarded-Proto": "https" if is_https else "http"}
    return urllib.request.Request(f"http://127.0.0.1:{port}/health", headers=headers)


def main() -> int:
    """Ask once."""
    try:
        with urllib.request.urlopen(request(), timeout=4) as response:  # noqa: S310 - our own server
            return 0 if response.status == 200 else 1
    except (OSError, urllib.error.URLError) as error:
        print(f"the server does not answer: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
