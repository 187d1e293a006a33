"""The file of a report, built and checked against the schema that the operator supplies."""

import hashlib

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fulcrum.apps.accounts.models import Tenant
from fulcrum.apps.audit.actions import record
from fulcrum.apps.screening.actions.report_building import assemble
from fulcrum.apps.screening.actions.reports import held_report
from fulcrum.apps.screening.checks import check
from fulcrum.apps.screening.enums import ReportState
from fulcrum.apps.screening.models import Report, SchemaFile
from fulcrum.apps.screening.report_document import NAMES, kept_facts
from fulcrum.apps.screening.report_given import Given
from fulcrum.apps.ui.uploads import clean_name
from fulcrum.engines.screening.reporting.goaml import write_goaml
from fulcrum.engines.screening.reporting.sar import write_sar
from fulcrum.engines.screening.reporting.spec import Report as Facts
from fulcrum.engines.screening.reporting.validate import read_schema, validate
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import ConflictError, FulcrumError, RefusedError

MOST_BYTES = 4_000_000
MOST_FINDINGS = 200


def given_of(report: Report) -> Given:
    """What a person said of a report."""
    values = dict(report.content.get("given", {}))
    return Given(**values | {"crimes": tuple(values.get("crimes", ()))})


def _write(row: Report, facts: Facts) -> None:
    if facts.profile.form == "goaml":
        file = write_goaml(facts)
        row.document, names = file.xml.decode("utf-8"), file.names
    else:
        sar = write_sar(facts)
        row.document, names = sar.json, sar.names
    row.transliterations = NAMES.dump_python(names, mode="json")


def _check_file(row: Report, schema: SchemaFile | None) -> None:
    row.findings, row.schema_name, row.validated_at = [], "", None
    if schema is None:
        return
    found = validate(row.document.encode("utf-8"), schema.text.encode("utf-8"))
    row.findings = [
        {"line": one.line, "path": one.path, "what": one.what}
        for one in found.complaints[:MOST_FINDINGS]
    ]
    row.schema_name, row.validated_at = schema.name, timezone.now()


@transaction.atomic
def build_report(report: Report, schema: SchemaFile | None, *, by: Actor) -> Report:
    """Build the file from the case as it is now, and check it against a schema where there is one.

    Args:
        report: a draft.
        schema: one's own; None leaves the file unchecked.
        by: who does it.

    Raises:
        ConflictError: it is approved, filed or withdrawn.
        FulcrumError: something is missing, or somebody who may be a victim is named.
    """
    row = held_report(report, by=by, permission="screening.write_report")
    if row.state != ReportState.DRAFT:
        raise ConflictError(
            _("This report is approved."),
            mend=_("Change it first; it has then to be approved anew."),
        )
    if schema is not None and schema.tenant_id != row.tenant_id:
        raise RefusedError(_("This schema belongs to another organisation."))
    made = assemble(
        row.case,
        given_of(row),
        reference=row.reference,
        made=timezone.localdate(),
        narrative=row.narrative,
    )
    _write(row, made.facts)
    _check_file(row, schema if made.facts.profile.form == "goaml" else None)
    row.content |= {"report": kept_facts(made.facts), "unread": made.unread}
    row.save()
    digest = hashlib.sha256(row.document.encode("utf-8")).hexdigest()
    new = {"sha256": digest, "schema": row.schema_name, "findings": len(row.findings)}
    record(by, "validate_report", row, new=new)
    return row


@transaction.atomic
def supply_schema(name: str, content: bytes, *, by: Actor) -> SchemaFile:
    """Keep a schema of goAML that the operator has from its unit; none is shipped.

    Raises:
        FulcrumError: too large, no UTF-8, no XML schema, one that refers to other files.
        ConflictError: it is here already.
    """
    check(by, "screening.manage_schemas")
    tenant = Tenant.objects.filter(pk=by.tenant_id or 0).first()
    if tenant is None:
        raise RefusedError(_("You can supply schemas only for the organisation you act for."))
    if len(content) > MOST_BYTES:
        raise FulcrumError(_("A schema has no more than 4 MB."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FulcrumError(
            _("The schema is no UTF-8 text."), mend=_("Save it as UTF-8.")
        ) from error
    _schema, stripped = read_schema(text.encode("utf-8"))
    digest = hashlib.sha256(content).hexdigest()
    if SchemaFile.objects.filter(tenant=tenant, digest=digest).exists():
        raise ConflictError(_("This schema is here already."))
    made = SchemaFile.objects.create(
        tenant=tenant,
        name=clean_name(name),
        text=text,
        digest=digest,
        anchors_stripped=stripped,
        by_name=by.label[:200],
    )
    record(by, "supply_schema", made, new={"sha256": digest, "anchors": stripped})
    return made
