"""Propose rows of the permission table: `python -m tests.permissions --write [--all]`."""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")


@contextmanager
def _database() -> Iterator[None]:
    import django  # noqa: PLC0415 - settings first

    django.setup()
    from django.test.runner import DiscoverRunner  # noqa: PLC0415 - as above

    runner = DiscoverRunner(verbosity=0, interactive=False)
    runner.setup_test_environment()
    made = runner.setup_databases()
    try:
        yield
    finally:
        runner.teardown_databases(made)
        runner.teardown_test_environment()


def propose(*, everything: bool) -> tuple[int, int]:
    """Add the missing rows (or make all anew) and take away those without a route.

    Returns:
        How many rows were made, and how many there are.
    """
    from tests.permissions import table  # noqa: PLC0415 - Django is set up by now
    from tests.permissions.asking import Asker, taken_back  # noqa: PLC0415 - as above
    from tests.permissions.columns import BROKEN  # noqa: PLC0415 - as above
    from tests.permissions.world import build  # noqa: PLC0415 - as above

    kept = {} if everything else table.read_table()
    rows, made = [], 0
    with taken_back():
        asker = Asker(build())
        for route, order, method in table.cases():
            row = kept.get((route.address, order.case, method))
            if row is None:
                row = table.observe(asker, route, order, method)
                row = None if row and BROKEN in row.answers.values() else row
                made += row is not None
            if row is not None:
                rows.append(row)
    table.write_table(rows)
    return made, len(rows)


def main() -> None:
    """Write the proposals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", required=True)
    parser.add_argument("--all", action="store_true", help="make every row anew")
    asked = parser.parse_args()
    with _database():
        made, count = propose(everything=asked.all)
    sys.stdout.write(f"{made} rows proposed, {count} in the table: read them before you commit.\n")


if __name__ == "__main__":
    main()
