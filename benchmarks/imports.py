"""Import of organisations: time and memory, beside what one would write first.

Run: python benchmarks/imports.py [--rows 100000] [--share 5000]

Each line runs in a process of its own on an empty SQLite file with the site's settings, and is
measured by that process: seconds from the start of the work, and peak resident memory. Fulcrum's
import checks every row, finds known organisations, writes rows, what they are found by, the audit
log and a checkpoint, 1,000 rows a transaction, and links parents; it starts from the stored file,
as a worker does. "One save() a row" reads the workbook with openpyxl and saves each row with its
audit entry, without checks, matching or resuming; it is run on a share and extrapolated in
proportion, and the table says so.
"""

# ruff: noqa: PLC0415 - Django must be set up before its modules are imported

import argparse
import csv
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
COLUMNS = [
    "external_key",
    "lei",
    "name",
    "aliases",
    "actor_types",
    "sub_sector",
    "country",
    "jurisdictions",
    "languages",
    "size_band",
    "website",
    "parent",
    "notes",
]
COUNTRIES = ("NO", "DE", "KE", "BR", "IN", "ZA", "JP", "FR", "AE", "US")
WORDS = ("Alpha", "Baltic", "Cedar", "Delta", "Ember", "Fjord", "Gulf", "Harbour", "Indus")


def rows_of(count: int) -> list[list[str]]:
    """Invented organisations; every tenth is part of the one before."""
    from fulcrum.kernel.identifiers import lei_check_digits

    chance, rows = random.Random(7), []  # noqa: S311 - invented data
    for number in range(count):
        body = f"TEST00{number:012d}"
        country = chance.choice(COUNTRIES)
        rows.append(
            [
                f"K{number}",
                body + lei_check_digits(body),
                f"{chance.choice(WORDS)} {chance.choice(WORDS)} Institution {number:06d} Ltd",
                f"{chance.choice(WORDS)} {number}" if number % 3 == 0 else "",
                chance.choice(("retail_bank", "insurer", "asset_manager", "fiu")),
                chance.choice(("banking", "insurance", "investment", "civil_society")),
                country,
                f"{country}; {chance.choice(COUNTRIES)}",
                chance.choice(("en", "en; fr", "sw; en")),
                chance.choice(("micro", "small", "medium", "large")),
                f"https://example.org/{number}",
                f"K{number - 1}" if number % 10 == 9 else "",
                "Imported for the benchmark.",
            ]
        )
    return rows


def write_files(folder: Path, count: int, share: int) -> None:
    """The same rows as CSV and as XLSX, and a share of them as XLSX."""
    from fulcrum.apps.ui.tabular import write_xlsx

    rows = rows_of(count)
    with (folder / "all.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([COLUMNS, *rows])
    (folder / "all.xlsx").write_bytes(write_xlsx(COLUMNS, rows))
    (folder / "share.xlsx").write_bytes(write_xlsx(COLUMNS, rows[:share]))


def prepare(path: Path) -> int:
    """Send and check a file; gives the job that takes it in."""
    from fulcrum.apps.jobs.actions import run_job
    from fulcrum.apps.parties.actions.importing import carry_out_import, check_import, start_import
    from fulcrum.kernel.actors import system_actor

    by = system_actor("benchmark")
    run = start_import(path.name, path.read_bytes(), by=by)
    run_job(check_import(run, run.mapping, by=by, queue=False))
    return carry_out_import(run, by=by, queue=False).pk


def fulcrum(job_id: str) -> int:
    """Carry out a prepared import as a worker does."""
    from fulcrum.apps.jobs.actions import run_job
    from fulcrum.apps.jobs.models import Job

    job = run_job(Job.objects.get(pk=job_id))
    if job.state != "done" or job.result is None:
        raise SystemExit(f"The import ended as {job.state}: {job.error}")
    return int(job.result["created"])


def one_save_a_row(path: str) -> int:
    """What one would write first: openpyxl, and a transaction with save() for every row."""
    from django.db import transaction
    from openpyxl import load_workbook

    from fulcrum.apps.audit.actions import record
    from fulcrum.apps.parties.models import Organisation
    from fulcrum.kernel.actors import system_actor

    by, count = system_actor("benchmark"), 0
    sheet = load_workbook(path, read_only=True).active
    assert sheet is not None
    for cells in sheet.iter_rows(min_row=2, values_only=True):
        row: dict[str, Any] = {key: cell or "" for key, cell in zip(COLUMNS, cells, strict=True)}
        lists = ("aliases", "actor_types", "jurisdictions", "languages")
        row |= {key: [part for part in row[key].split("; ") if part] for key in lists}
        above = row.pop("parent")
        parent = Organisation.objects.filter(external_key=above).first() if above else None
        with transaction.atomic():
            organisation = Organisation.objects.create(**row, parent=parent)
            record(by, "create_organisation", organisation, new={"name": organisation.name})
        count += 1
    return count


WORK: dict[str, Callable[[str], int]] = {"fulcrum": fulcrum, "one_save_a_row": one_save_a_row}


def child(kind: str, argument: str) -> None:
    """Do one piece of work in this process and print its figures."""
    import django

    django.setup()
    start, used = time.perf_counter(), time.process_time()
    count = WORK[kind](argument)
    seconds, cpu = time.perf_counter() - start, time.process_time() - used
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"count": count, "seconds": seconds, "cpu": cpu, "peak": peak}))


def in_new_process(folder: Path, *arguments: str) -> dict[str, float]:
    """Run this file again on an empty database; its figures."""
    environment = os.environ | {
        "FULCRUM_DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),
    }
    command = [sys.executable, str(Path(__file__).resolve()), *arguments]
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def migrate_and_prepare(path: str) -> None:
    """Make the tables, and the job when there is a file."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    print(json.dumps({"job": prepare(Path(path)) if path else 0}))


def measure(folder: Path, kind: str, path: Path) -> dict[str, float]:
    """Figures of one piece of work on a database of its own."""
    place = Path(tempfile.mkdtemp(dir=folder))
    made = in_new_process(place, "--prepare", str(path) if kind == "fulcrum" else "")
    argument = str(int(made["job"])) if kind == "fulcrum" else str(path)
    return in_new_process(place, "--child", kind, argument)


def line(label: str, figures: dict[str, float], rows: int) -> str:
    """One line of the table; work on a share is extrapolated and says so."""
    count, seconds = int(figures["count"]), figures["seconds"]
    scale = rows / count
    said = f"{seconds * scale:8.1f} {figures['cpu'] * scale:8.1f}"
    note = f"  extrapolated from {count:,} in {seconds:.1f} s" if count < rows else ""
    return f"{label:34} {said} {figures['peak']:9.0f}{note}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--share", type=int, default=5_000)
    parser.add_argument("--child", nargs=2)
    parser.add_argument("--prepare")
    asked = parser.parse_args()
    if asked.child:
        return child(*asked.child)
    if asked.prepare is not None:
        return migrate_and_prepare(asked.prepare)
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    folder = Path(tempfile.mkdtemp(prefix="fulcrum-bench-"))
    os.environ |= {"FULCRUM_DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "tests.settings"}
    try:
        write_files(folder, asked.rows, asked.share)
        print(f"Import of {asked.rows:,} organisations (target: 60 s, 300 MB)\n")
        print(f"{'':34} {'seconds':>8} {'CPU s':>8} {'peak MB':>9}")
        print(line("Fulcrum, CSV", measure(folder, "fulcrum", folder / "all.csv"), asked.rows))
        print(line("Fulcrum, XLSX", measure(folder, "fulcrum", folder / "all.xlsx"), asked.rows))
        plain = measure(folder, "one_save_a_row", folder / "share.xlsx")
        print(line("openpyxl, one save() a row", plain, asked.rows))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return None


if __name__ == "__main__":
    main()
