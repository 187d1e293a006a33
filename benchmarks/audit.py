"""Append 100,000 rows to the audit log and verify them, beside a plain INSERT of the same rows.

Run: python benchmarks/audit.py [--rows 100000]; on PostgreSQL:
python -m tools.postgres python benchmarks/audit.py

"One action a row" is what pages do: a transaction, one row, a commit that reached the disk.
"500 rows an action" is what imports do. "Plain INSERT" writes the same columns to the same table
with the same commits, but neither chains nor signs them. Afterwards a row in the middle is tampered
with, past the triggers, and the figure is how long it takes to locate it.
"""

import argparse
import statistics
import time
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

import _django_site  # noqa: F401 - before anything with models
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from fulcrum.apps.audit.actions import Change, Thing, record, record_many
from fulcrum.apps.audit.models import Entry
from fulcrum.apps.audit.queries import verify
from fulcrum.apps.audit.triggers import create_statements, drop_statements
from fulcrum.kernel.actors import Actor, ActorKind, Role

BATCH = 500
BY = Actor(ActorKind.PERSON, 7, "Ada Officer", 3, Role.SECRETARIAT_OFFICER, "192.0.2.1")
OLD = {"country": "NO", "name": "Fjord Bank"}


def changes(count: int) -> Iterator[Change]:
    """What actions would record."""
    for number in range(count):
        target = Thing("parties.organisation", str(number), f"Institution {number:06d}")
        new = {"country": "NO", "name": f"Institution {number:06d}"}
        yield Change("update_organisation", target, OLD, new)


def one_a_row(count: int) -> None:
    """A transaction for each row."""
    for change in changes(count):
        with transaction.atomic():
            record(BY, change.verb, change.target, old=change.old, new=change.new)


def many_a_row(count: int) -> None:
    """A transaction for each 500 rows."""
    found = changes(count)
    while batch := list(islice(found, BATCH)):
        with transaction.atomic():
            record_many(BY, batch)


def plain_row(number: int, change: Change) -> Entry:
    """The same columns, with nothing computed over them."""
    target: Any = change.target
    old: Any = change.old
    new: Any = change.new
    return Entry(
        sequence=number,
        at=timezone.now(),
        actor_kind=BY.kind.value,
        actor_id=BY.user_id,
        actor_label=BY.label,
        actor_role=str(BY.role),
        tenant_id=BY.tenant_id,
        origin=BY.origin,
        verb=change.verb,
        target_type=target.type,
        target_id=target.id,
        target_label=target.label,
        old=old,
        new=new,
        key_id="0" * 8,
        previous_mac="0" * 64,
        mac="0" * 64,
    )


def plain_one(count: int) -> None:
    """A plain INSERT and a commit for each row."""
    for number, change in enumerate(changes(count), start=1):
        with transaction.atomic():
            plain_row(number, change).save(force_insert=True)


def plain_many(count: int) -> None:
    """A plain INSERT and a commit for each 500 rows."""
    found = enumerate(changes(count), start=1)
    while batch := [plain_row(*one) for one in islice(found, BATCH)]:
        with transaction.atomic():
            Entry.objects.bulk_create(batch)


def past_the_triggers(statement: str, *values: int) -> None:
    """Run a statement as somebody could who owns the tables."""
    with transaction.atomic(), connection.cursor() as cursor:
        for one in drop_statements(connection.vendor):
            cursor.execute(one)
        cursor.execute(statement, values)
        for one in create_statements(connection.vendor):
            cursor.execute(one)


def emptied() -> None:
    """Take every row away, for the next measurement."""
    past_the_triggers("DELETE FROM audit_entry")
    past_the_triggers("DELETE FROM audit_chainhead")


def seconds(work: Callable[..., Any], *arguments: Any) -> float:
    """How long something takes, in seconds."""
    begin = time.perf_counter()
    work(*arguments)
    return time.perf_counter() - begin


def verified(repeat: int = 3) -> float:
    """Median seconds of a verification that finds nothing."""
    assert verify().is_whole
    return statistics.median(seconds(verify) for _ in range(repeat))


def line(what: str, took: float, rows: int, note: str = "") -> None:
    """One line of the table."""
    print(f"{what:<38}{took:>9.2f}{rows / took:>12,.0f}{took / rows * 1e6:>9.0f}{note}")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rows", type=int, default=100_000)
    rows = parser.parse_args().rows
    call_command("migrate", verbosity=0)
    print(f"Audit log, {rows:,} rows, {connection.vendor}\n")
    print(f"{'':<38}{'seconds':>9}{'rows/s':>12}{'µs/row':>9}")
    few = max(rows // 10, 1)
    for what, work, count in (
        ("plain INSERT, one a commit", plain_one, few),
        ("record(), one action a row", one_a_row, few),
        ("plain INSERT, 500 a commit", plain_many, rows),
        ("record_many(), 500 rows an action", many_a_row, rows),
    ):
        emptied()
        line(what, seconds(work, count), count, f"  ({count:,} rows)" if count < rows else "")
    line("verify()", verified(), rows)
    place = rows // 2
    past_the_triggers("UPDATE audit_entry SET verb = 'other' WHERE sequence = %s", place)
    took = seconds(verify)
    found = verify()
    assert (found.problem, found.at_sequence) == ("changed", place), found
    print(f"\nrow {place:,} tampered with: located in {took:.2f} s ({found.message})")


if __name__ == "__main__":
    main()
