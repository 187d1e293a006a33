"""Lets Django empty the tables between transactional tests, although some refuse to be.

Only here: an installation never takes the triggers of frozen tables away.
"""

from functools import partial
from typing import Any

from django.db.backends.signals import connection_created


def _flush(wrapper: Any, sql_list: Any) -> None:
    from django.db import transaction  # noqa: PLC0415 - settings are being read on import

    from fulcrum.apps.audit import triggers  # noqa: PLC0415 - as above
    from fulcrum.apps.ui import frozen  # noqa: PLC0415 - as above

    flush = partial(type(wrapper.ops).execute_sql_flush, wrapper.ops, sql_list)
    if wrapper.alias != "default" or triggers.missing_triggers(wrapper):
        flush()
        return
    with transaction.atomic(), wrapper.cursor() as cursor:
        tables = frozen.frozen_tables()
        thaw = [one for table in tables for one in frozen.thaw_statements(table, wrapper.vendor)]
        freeze = [
            one for table in tables for one in frozen.freeze_statements(table, wrapper.vendor)
        ]
        for statement in [*triggers.drop_statements(wrapper.vendor), *thaw]:
            cursor.execute(statement)
        flush()
        for statement in [*triggers.create_statements(wrapper.vendor), *freeze]:
            cursor.execute(statement)


def _on_connection(sender: object, connection: Any, **_kwargs: Any) -> None:
    connection.ops.execute_sql_flush = partial(_flush, connection)


def install() -> None:
    """Replace Django's flush for the test run."""
    connection_created.connect(_on_connection, dispatch_uid="tests.flush", weak=False)
