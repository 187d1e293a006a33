"""Public pages: requests for each CPU-second from the cache, beside the page made anew.

Run: python benchmarks/public.py [--seconds 2]

"Cached" is the whole stack (middleware, one query for the version, gzip body ready); "unchanged" is a
conditional request that is answered 304; "made anew" is the same page with an empty cache each time;
"plain view" is Django answering ten bytes through the same middleware: the least there is.
"""

import argparse
import os
import time
from collections.abc import Callable
from datetime import date

os.environ["FULCRUM_PUBLIC_SITE"] = "true"

import _django_site  # noqa: F401 - before anything with models
import _fill as fill
from _histories import fill_commitments
from django.core.management import call_command
from django.test import Client

from fulcrum.apps.blueprint.actions.releases import load_release
from fulcrum.apps.blueprint.actions.snapshots import freeze_state, publish_snapshot
from fulcrum.apps.blueprint.models import Release
from fulcrum.apps.blueprint.releases import SHIPPED, spec_of
from fulcrum.apps.open.cache import PAGES
from fulcrum.apps.parties.models import Organisation
from fulcrum.kernel.actors import system_actor

BY = system_actor("benchmark")
PAGES_ASKED = ("/en/", "/en/blueprint", "/en/blueprint/G1", "/en/commitments", "/en/implementation")
TARGET = 300


def rate(ask: Callable[[], object], seconds: float) -> float:
    """Requests for each second of this process's CPU."""
    ask()
    count, begin = 0, time.process_time()
    while time.process_time() - begin < seconds:
        ask()
        count += 1
    return count / (time.process_time() - begin)


def prepare() -> None:
    """Two thousand institutions, 5,000 events, one published snapshot."""
    call_command("migrate", verbosity=0)
    fill.organisations(2000)
    release: Release = load_release(SHIPPED / "release-2019.1", by=BY, publish=True)
    keys = list(Organisation.objects.order_by("pk").values_list("pk", flat=True))
    fill_commitments(keys, release, [one.id for one in spec_of(release).actions], events=5000)
    publish_snapshot(freeze_state("A state", date(2026, 1, 1), by=BY), by=BY)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=2.0)
    seconds = parser.parse_args().seconds
    prepare()
    client, packed = Client(), {"Accept-Encoding": "gzip"}
    print(f"Requests per CPU-second (target: over {TARGET} from cache)\n")
    print(f"{'page':<22}{'KiB':>7}{'cached':>9}{'unchanged':>11}{'made anew':>11}")
    for page in PAGES_ASKED:
        answer = client.get(page, headers=packed)
        etag = {"If-None-Match": answer.headers["ETag"], **packed}
        cached = rate(lambda at=page: client.get(at, headers=packed), seconds)
        same = rate(lambda at=page, known=etag: client.get(at, headers=known), seconds)

        def anew(at: str = page) -> None:
            PAGES.clear()
            client.get(at, headers=packed)

        print(
            f"{page:<22}{len(answer.content) / 1024:>7.0f}{cached:>9.0f}{same:>11.0f}"
            f"{rate(anew, seconds):>11.1f}",
            flush=True,
        )
    plain = rate(lambda: client.get("/health"), seconds)
    print(f"{'plain view (/health)':<22}{'':>7}{plain:>9.0f}")


if __name__ == "__main__":
    main()
