"""Row-level security on contacts and imports, and the same order of text on both databases."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from fulcrum.apps.parties.models.people import SecretariatOnly
from fulcrum.apps.ui.rls import RowSecurity, secure_table

# Prefixes are looked up as ranges and names sorted by code point, as SQLite does by itself.
BY_CODE_POINT = (("parties_term", "value", 80), ("parties_organisation", "name_key", 300))


def sort_by_code_point(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        for table, column, length in BY_CODE_POINT:
            editor.execute(
                f'ALTER TABLE "{table}" ALTER COLUMN "{column}" TYPE varchar({length}) COLLATE "C"'
            )


class Migration(migrations.Migration):
    dependencies = [("parties", "0001_initial")]

    operations = [
        migrations.RunPython(sort_by_code_point, migrations.RunPython.noop),
        secure_table("parties_person", SecretariatOnly()),
        secure_table("parties_import", RowSecurity()),
        secure_table("parties_rowfault", RowSecurity(parent=("run_id", "parties_import"))),
        secure_table("parties_columnmapping", RowSecurity()),
    ]
