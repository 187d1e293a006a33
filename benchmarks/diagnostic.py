"""A diagnostic of many exposures: checking and taking in a file, then the pages over it.

Run: python benchmarks/diagnostic.py [--rows 50000]

On an empty SQLite file with the site's settings, all in this process, as a worker does it. The
file has one row in a hundred that is wrong; rows fall on some ten thousand risks. What the map and
the overview read is the median of five.
"""

# ruff: noqa: PLC0415 - Django must be set up before its modules are imported

import argparse
import csv
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
TIMES = 5


def write_rows(path: Path, count: int) -> None:
    """Invented exposures; every hundredth row has a country that nobody knows."""
    from fulcrum.apps.blueprint.goods_lists import shipped

    chance = random.Random(7)  # noqa: S311 - invented data
    goods = {row.good: row.divisions[0] for row in shipped().rows if row.divisions}
    named = chance.sample(sorted(goods), 40)
    countries = [*sorted({row.country for row in shipped().rows}), "NO", "DE", "US", "FR"]
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["activity", "area", "sector", "country", "good", "amount", "currency"])
        for number in range(count):
            place = chance.choice(countries) if number % 100 else "Nowhere"
            good = chance.choice(named) if number % 3 else ""
            sector = goods.get(good, f"{chance.randrange(10, 34):02d}")
            area = chance.choice(("clients", "clients", "suppliers"))
            amount = chance.randrange(1_000, 90_000_000)
            writer.writerow([f"Loan {number}", area, sector, place, good, amount, "USD"])


def begin() -> Any:
    """An institution with an empty diagnostic, and its lead to act."""
    from fulcrum.apps.accounts.actions.invented import add_invented_member
    from fulcrum.apps.accounts.actions.tenants import open_tenant
    from fulcrum.apps.accounts.enums import TenantKind
    from fulcrum.apps.blueprint.actions.diagnostics import start_diagnostic
    from fulcrum.apps.parties.actions.organisations import create_organisation, link_tenant
    from fulcrum.kernel.actors import Role, system_actor

    by = system_actor("benchmark")
    tenant = open_tenant("Bank", TenantKind.INSTITUTION, by=by, is_invented=True)
    values = {"name": "Bank", "sub_sector": "banking", "country": "NO", "is_invented": True}
    organisation = create_organisation(values, by=by)
    link_tenant(organisation, tenant, by=by)
    organisation.refresh_from_db()
    email = "lead@showcase.example"
    member = add_invented_member(tenant, name="A", email=email, role=Role.INSTITUTION_LEAD, by=by)
    day = date(2026, 3, 1)
    begun = start_diagnostic(organisation, by=by, title="Book", as_of_date=day, currency="USD")
    return begun, member


def seconds(work: Callable[[], Any]) -> float:
    """How long something takes, of this process's clock."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def measure(count: int, folder: Path) -> None:
    """Print one table."""
    from django.core.management import call_command

    from fulcrum.apps.blueprint.actions import exposures
    from fulcrum.apps.blueprint.actions.releases import load_release, publish_release
    from fulcrum.apps.blueprint.models import Exposure, Release, Risk
    from fulcrum.apps.blueprint.queries.diagnostics import map_of, progress_of
    from fulcrum.apps.blueprint.releases import SHIPPED
    from fulcrum.apps.jobs.actions import run_job
    from fulcrum.kernel.actors import system_actor

    by = system_actor("benchmark")
    for alias in ("default", "vault"):
        call_command("migrate", database=alias, verbosity=0)
    if not Release.objects.exists():
        publish_release(load_release(next(SHIPPED.glob("release-*")), by=by), by=by)
    begun, _member = begin()
    path = folder / "exposures.csv"
    write_rows(path, count)
    run = exposures.start_exposure_file(begun, path.name, path.read_bytes(), by=by, area="clients")
    checking = exposures.check_exposure_file(run, run.mapping, by=by, queue=False)
    check = seconds(lambda: run_job(checking))
    taking = exposures.take_exposures_in(run, by=by, queue=False)
    take = seconds(lambda: run_job(taking))
    run.refresh_from_db()
    print(
        f"rows {count:,}, faulty {run.counts['faulty']:,}, exposures {Exposure.objects.count():,}, risks {Risk.objects.count():,}"
    )
    print(f"check      {check:6.2f} s")
    print(f"take in    {take:6.2f} s")
    print(f"both       {check + take:6.2f} s   (promised: under 10 s)")
    spent = [seconds(lambda: (map_of(begun, {}), progress_of(begun))) for _n in range(TIMES)]
    print(f"map and progress, read {1000 * statistics.median(spent):6.0f} ms")


def main() -> None:
    """Set the site up on a folder of its own, and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=50_000)
    count = parser.parse_args().rows
    with tempfile.TemporaryDirectory(prefix="fulcrum-bench-") as folder:
        os.environ |= {
            "FULCRUM_SHOWCASE": "true",
            "FULCRUM_DATA_DIR": folder,
            "DJANGO_SETTINGS_MODULE": "fulcrum.site.settings",
        }
        sys.path.insert(0, str(ROOT / "src"))
        import django
        from django.conf import settings

        django.setup()
        settings.ALLOWED_HOSTS = ["*"]
        measure(count, Path(folder))


if __name__ == "__main__":
    main()
