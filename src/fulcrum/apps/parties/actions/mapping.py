"""Which column of a file is which field: proposed, checked, remembered; for every kind of file."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from fulcrum.apps.parties.columns import FileColumn
from fulcrum.apps.parties.models import ColumnMapping, Import
from fulcrum.apps.ui.tabular import propose_mapping
from fulcrum.apps.ui.tabular.mapping import normalise
from fulcrum.kernel.errors import FulcrumError


def propose_columns(run: Import, columns: Sequence[FileColumn]) -> dict[str, str]:
    """The heading proposed for each field: as the last time, else by likeness."""
    fields = {column.field for column in columns}
    known = ColumnMapping.objects.filter(tenant=run.tenant)
    remembered = dict(known.values_list("heading", "field"))
    mapping: dict[str, str] = {}
    for heading in run.headers:
        field = remembered.get(normalise(heading)[:200], "")
        if field in fields and field not in mapping:
            mapping[field] = heading
    free = [heading for heading in run.headers if heading not in mapping.values()]
    specs = [column.spec() for column in columns if column.field not in mapping]
    for found in propose_mapping(free, specs):
        mapping[found.field] = found.header
    return mapping


def check_columns(
    run: Import, mapping: Mapping[str, str], columns: Sequence[FileColumn], needed: Sequence[str]
) -> None:
    """Refuse a mapping that cannot be used.

    Raises:
        FulcrumError: it leaves out a field that is needed, or names a column twice or wrongly.
    """
    by_field = {column.field: column for column in columns}
    unknown = [heading for heading in mapping.values() if heading not in run.headers]
    if unknown or mapping.keys() - by_field.keys():
        raise FulcrumError(_("This column is not in the file."), where=", ".join(unknown))
    if len(set(mapping.values())) < len(mapping):
        raise FulcrumError(_("One column stands for two fields."), mend=_("Choose one of them."))
    missing = [str(by_field[field].label) for field in needed if field not in mapping]
    if missing:
        raise FulcrumError(
            _("A column is needed for: %(fields)s.") % {"fields": ", ".join(missing)}
        )


def remember_columns(run: Import, mapping: Mapping[str, str]) -> None:
    """Keep a mapping for the organisation's next file."""
    if run.tenant_id is None:
        return
    for field, heading in mapping.items():
        ColumnMapping.objects.update_or_create(
            tenant_id=run.tenant_id, heading=normalise(heading)[:200], defaults={"field": field}
        )
