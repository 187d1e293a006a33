"""Lets Django empty the tables between transactional tests, although the log refuses to be.

Only here: an installation never takes the triggers of the audit log away.
"""

from typing import Any

from django.db import transaction
from django.db.backends.base.operations import BaseDatabaseOperations

from fulcrum.apps.audit.triggers import create_statements, drop_statements, missing_triggers

_execute_sql_flush = BaseDatabaseOperations.execute_sql_flush


def _flush(self: BaseDatabaseOperations, sql_list: Any) -> None:
    wrapper = self.connection
    if wrapper.alias != "default" or missing_triggers(wrapper):
        _execute_sql_flush(self, sql_list)
        return
    with transaction.atomic(), wrapper.cursor() as cursor:
        for statement in drop_statements(wrapper.vendor):
            cursor.execute(statement)
        _execute_sql_flush(self, sql_list)
        for statement in create_statements(wrapper.vendor):
            cursor.execute(statement)


def install() -> None:
    """Replace Django's flush for the test run."""
    BaseDatabaseOperations.execute_sql_flush = _flush  # type: ignore[method-assign]
