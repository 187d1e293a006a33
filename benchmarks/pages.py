"""Server CPU of pages at 100,000 organisations and 20,000 assessments, beside plain Django.

Run: python benchmarks/pages.py [--rows 100000] [--assessments 20000] [--repeat 50] [--profile URL]

Each figure is the median of `--repeat` requests through the whole stack (every middleware,
session, permission, shell), called as a WSGI server calls it, on one thread, after ten requests to
warm up. "Plain Django" is a ListView with Paginator and a template that loops over the rows, inside
the same shell, with the same columns, filters and order. The database is an SQLite file with the site's settings.
"""

import argparse
import cProfile
import gc
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
import _fill as fill
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.db import connection
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse

from fulcrum.apps.accounts.enums import TenantKind
from fulcrum.apps.accounts.models import Membership, Tenant, User
from fulcrum.apps.accounts.sessions import mark_proved
from fulcrum.apps.blueprint.models import Release
from fulcrum.apps.blueprint.releases import spec_of
from fulcrum.kernel.actors import Role

LIST = "/parties/"
LIST_BOUND, RECORD_BOUND = 4.0, 10.0  # ms of CPU, for 25 rows and for one record


def signed_in(kind: TenantKind, role: Role) -> tuple[str, int]:
    """The cookie of somebody with a second factor, and their organisation's key."""
    user = User.objects.create(email=f"{role}@example.org", name="Ada Example")
    tenant = Tenant.objects.create(name=f"{kind} of the benchmark", kind=kind)
    Membership.objects.create(user=user, tenant=tenant, role=role)
    client = Client()
    client.force_login(user)
    session = client.session
    request = HttpRequest()
    request.session, request.user = session, user
    mark_proved(request, user, "mfa")
    session.save()
    return f"session={client.cookies['session'].value}", tenant.pk


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
    for _ in range(10):
        call(address)
    profiler = cProfile.Profile()
    profiler.enable()
    for _ in range(200):
        call(address)
    profiler.disable()
    pstats.Stats(profiler).sort_stats("tottime").print_stats(60)
    pstats.Stats(profiler).sort_stats("cumtime").print_stats(110)


Page = tuple[str, str, float]


def organisation_pages(call: Callable[[str], bytes], rows: int) -> list[Page]:
    """Label, address and bound of the pages of organisations; no bound for what is compared."""
    return [
        ("list, first page", LIST, LIST_BOUND),
        ("list, ten pages on", deep_address(call, 10), LIST_BOUND),
        ("list, filtered", f"{LIST}?continent=EU", LIST_BOUND),
        ("list, searched", f"{LIST}?q=institution+0500", LIST_BOUND),
        ("list, newest change first", f"{LIST}?sort=-updated_at", LIST_BOUND),
        ("plain Django, first page", "/plain", 0),
        ("plain Django, ten pages on", "/plain?page=11", 0),
        ("plain Django, last page", f"/plain?page={rows // 25}", 0),
        ("record", reverse("organisation", args=[rows // 2]), RECORD_BOUND),
        ("the shell alone", "/empty", 0),
    ]


def secretariat_pages(pk: int) -> list[Page]:
    """Pages of submissions, as an officer of the Secretariat asks for them."""
    return [
        ("submissions, first page", reverse("submissions"), LIST_BOUND),
        ("submissions, filtered", reverse("submissions") + "?continent=AF", LIST_BOUND),
        ("submission (record)", reverse("submission", args=[pk]), RECORD_BOUND),
        ("result, figures and peers", reverse("assessment_result", args=[pk]), 0),
        ("state of play", reverse("state_of_play"), 0),
        (
            "behind a cell, first page",
            f"{reverse('state_of_play_rows', args=['overall', 'all'])}",
            0,
        ),
    ]


def institution_pages(submitted: int, draft: int) -> list[Page]:
    """Pages of an assessment, as the institution's lead asks for them."""
    item = next(iter(spec_of(Release.objects.get()).items))
    return [
        ("own assessments", reverse("assessments"), RECORD_BOUND),  # no list: a draft's progress
        ("assessment (record)", reverse("assessment", args=[draft]), RECORD_BOUND),
        ("one question", reverse("question", args=[draft, item]), RECORD_BOUND),
        ("all answers, to check", reverse("assessment_summary", args=[draft]), 0),
        ("result, figures and peers", reverse("assessment_result", args=[submitted]), 0),
    ]


def print_table(call: Callable[[str], bytes], pages: list[Page], repeat: int) -> None:
    """Measure pages, one line each."""
    print(f"{'page':<30}{'CPU ms':>8}{'bound':>7}{'queries':>9}{'kB':>7}")
    for name, address, bound in pages:
        took, queries, size = measure(call, address, repeat)
        said = f"{bound:g}" if bound else ""
        print(f"{name:<30}{took:>8.2f}{said:>7}{queries:>9}{size / 1000:>7.1f}")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--assessments", type=int, default=20_000)
    parser.add_argument("--repeat", type=int, default=50)
    parser.add_argument("--profile", default="", help="an address, profiled as an officer")
    asked = parser.parse_args()
    settings.ROOT_URLCONF = "_page_views"
    call_command("migrate", verbosity=0)
    fill.organisations(asked.rows)
    release = fill.assessments(asked.assessments)
    cookie, _tenant = signed_in(TenantKind.SECRETARIAT, Role.SECRETARIAT_OFFICER)
    officer = caller(cookie)
    cookie, tenant = signed_in(TenantKind.INSTITUTION, Role.INSTITUTION_LEAD)
    lead, (submitted, draft) = caller(cookie), fill.institution(release, tenant)
    gc.collect()
    gc.freeze()  # as the server does; what filling left behind is not part of a request
    if asked.profile:
        profile(officer, asked.profile)
        return
    print(f"SQLite, one thread, median of {asked.repeat}\n")
    print(f"{asked.rows:,} organisations, as the Secretariat")
    print_table(officer, organisation_pages(officer, asked.rows), asked.repeat)
    print(f"\n{asked.assessments:,} submitted assessments, as the Secretariat")
    print_table(officer, secretariat_pages(submitted), asked.repeat)
    print("\nan institution's own assessments, among them")
    print_table(lead, institution_pages(submitted, draft), asked.repeat)


if __name__ == "__main__":
    main()
