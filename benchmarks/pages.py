"""Server CPU of a list and a record page at 100,000 organisations, beside plain Django.

Run: python benchmarks/pages.py [--rows 100000] [--repeat 50] [--profile]

Each figure is the median of `--repeat` requests through the whole stack (every middleware,
session, permission, shell), called as a WSGI server calls it, on one thread, after ten requests to
warm up. "Plain Django" is a ListView with Paginator and a template that loops over the rows, inside
the same shell, with the same columns, filters and order. The database is an SQLite file with the site's settings.
"""

import argparse
import cProfile
import html
import pstats
import re
import statistics
import sys
import time
from collections.abc import Callable
from io import BytesIO
from typing import Any

import _django_site  # noqa: F401 - before anything with models
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.db import connection
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse

from fulcrum.apps.accounts.models import Membership, Tenant, User
from fulcrum.apps.accounts.sessions import mark_proved
from fulcrum.apps.parties.enums import SizeBand, SubSector
from fulcrum.apps.parties.models import Organisation
from fulcrum.kernel.actors import Role

LIST = "/parties/"
COUNTRIES = ("NO", "DE", "KE", "BR", "IN", "ZA", "JP", "FR", "AE", "US")


def fill(count: int) -> None:
    """Write organisations whose names do not come in the order of their keys."""
    for start in range(0, count, 10_000):
        rows = [_organisation(number, count) for number in range(start, min(start + 10_000, count))]
        Organisation.objects.bulk_create(rows)


def _organisation(number: int, count: int) -> Organisation:
    found = Organisation(
        name=f"Institution {number * 7919 % count:06d}",
        sub_sector=SubSector.values[number % len(SubSector.values)],
        size_band=SizeBand.values[number % len(SizeBand.values)],
        country=COUNTRIES[number % len(COUNTRIES)],
        is_reference=True,
    )
    found.derive()
    return found


def signed_in_cookie() -> str:
    """The cookie of a Secretariat officer with a second factor."""

    user = User.objects.create(email="officer@example.org", name="Ada Officer")
    tenant = Tenant.objects.create(name="Secretariat", kind="secretariat")
    Membership.objects.create(user=user, tenant=tenant, role=Role.SECRETARIAT_OFFICER)
    client = Client()
    client.force_login(user)
    session = client.session
    request = HttpRequest()
    request.session, request.user = session, user
    mark_proved(request, user, "mfa")
    session.save()
    return f"session={client.cookies['session'].value}"


def caller(cookie: str) -> Callable[[str], bytes]:
    """Something that asks the site for an address as a server would."""

    handler = WSGIHandler()

    def call(address: str) -> bytes:
        path, _, query = address.partition("?")
        environ: dict[str, Any] = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_COOKIE": cookie,
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(),
            "wsgi.errors": sys.stderr,
        }
        answer: list[str] = []

        def start(status: str, _headers: Any, _error: Any = None) -> Callable[[bytes], object]:
            answer.append(status)
            return bytes

        response = handler(environ, start)
        content = b"".join(response)
        response.close()
        assert answer[0].startswith("200"), (address, answer)
        return content

    return call


def measure(call: Callable[[str], bytes], address: str, repeat: int) -> tuple[float, int, int]:
    """Median CPU in ms, queries, and bytes of a page."""

    queries = []

    def count(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        queries.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        size = len(call(address))
    for _ in range(10):
        call(address)
    times = []
    for _ in range(repeat):
        begin = time.process_time()
        call(address)
        times.append((time.process_time() - begin) * 1000)
    return statistics.median(times), len(queries), size


def deep_address(call: Callable[[str], bytes], pages: int) -> str:
    """The address some pages on, by following Next."""

    address = LIST
    for _ in range(pages):
        found = re.search(rb'rel="next" href="([^"]+)"', call(address))
        assert found, address
        address = LIST + html.unescape(found[1].decode())
    return address


def profile(call: Callable[[str], bytes], address: str) -> None:
    """Where the time of one page goes."""
    profiler = cProfile.Profile()
    profiler.enable()
    for _ in range(200):
        call(address)
    profiler.disable()
    pstats.Stats(profiler).sort_stats("tottime").print_stats(60)
    pstats.Stats(profiler).sort_stats("cumtime").print_stats(110)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--repeat", type=int, default=50)
    parser.add_argument("--profile", default="")
    asked = parser.parse_args()
    settings.ROOT_URLCONF = "_page_views"
    call_command("migrate", verbosity=0)
    fill(asked.rows)
    call = caller(signed_in_cookie())
    if asked.profile:
        profile(call, asked.profile)
        return
    last = asked.rows // 25
    lines = [
        ("list, first page", LIST),
        ("list, ten pages on", deep_address(call, 10)),
        ("list, filtered", f"{LIST}?continent=EU"),
        ("list, newest change first", f"{LIST}?sort=-updated_at"),
        ("plain Django, first page", "/plain"),
        ("plain Django, ten pages on", "/plain?page=11"),
        ("plain Django, last page", f"/plain?page={last}"),
        ("record", reverse("organisation", args=[asked.rows // 2])),
        ("the shell alone", "/empty"),
    ]
    print(f"{asked.rows:,} organisations, SQLite, one thread, median of {asked.repeat}\n")
    print(f"{'page':<30}{'CPU ms':>8}{'queries':>9}{'kB':>7}")
    for name, address in lines:
        took, queries, size = measure(call, address, asked.repeat)
        print(f"{name:<30}{took:>8.2f}{queries:>9}{size / 1000:>7.1f}")


if __name__ == "__main__":
    main()
