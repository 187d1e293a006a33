"""Files of organisations, from the upload to the last row, step by step and resumable."""

import secrets
from collections.abc import Mapping
from hashlib import sha256
from itertools import islice
from pathlib import Path, PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from fulcrum.apps.audit.actions import record
from fulcrum.apps.jobs.actions import run_job, start_job
from fulcrum.apps.jobs.enums import JobState
from fulcrum.apps.jobs.models import Job
from fulcrum.apps.jobs.progress import Observer, Progress
from fulcrum.apps.parties.actions.files import Reader, count_rows, keep_faults, path_of
from fulcrum.apps.parties.actions.linking import link_parents
from fulcrum.apps.parties.actions.upserting import Plan, carry_out, plan_rows
from fulcrum.apps.parties.columns import BY_FIELD, COLUMNS
from fulcrum.apps.parties.enums import ImportState
from fulcrum.apps.parties.models import ColumnMapping, Import
from fulcrum.apps.ui.tabular import propose_mapping, read_table
from fulcrum.apps.ui.tabular.mapping import normalise
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import ConflictError, FulcrumError, RefusedError

CHECK_TASK = "parties.check_import"
IMPORT_TASK = "parties.import_organisations"
FILE_LIMIT = 50 * 1024 * 1024
SAMPLE_ROWS = 5
NEEDED = ("name",)


def _refuse_strangers(actor: Actor) -> None:
    if not (actor.is_system or actor.is_secretariat):
        raise RefusedError(_("Only the Secretariat does this."))


def propose(run: Import) -> dict[str, str]:
    """The heading proposed for each field: as the last time, else by likeness."""
    known = ColumnMapping.objects.filter(tenant=run.tenant)
    remembered = dict(known.values_list("heading", "field"))
    mapping: dict[str, str] = {}
    for heading in run.headers:
        field = remembered.get(normalise(heading)[:200], "")
        if field in BY_FIELD and field not in mapping:
            mapping[field] = heading
    free = [heading for heading in run.headers if heading not in mapping.values()]
    specs = [column.spec() for column in COLUMNS if column.field not in mapping]
    for found in propose_mapping(free, specs):
        mapping[found.field] = found.header
    return mapping


@transaction.atomic
def start_import(name: str, content: bytes, *, by: Actor, source: str = "") -> Import:
    """Keep a file that somebody sent, and propose which column is which field.

    Args:
        name: the file's name; its ending says how it is read.
        content: the file, checked by `ui.uploads` when it came over the web.
        by: an officer of the Secretariat, or the system.
        source: where the data comes from; kept with every organisation that names no other.

    Raises:
        RefusedError: the actor is neither an officer of the Secretariat nor the system.
        FulcrumError: the file cannot be read as a table.
    """
    _refuse_strangers(by)
    suffix = PurePath(name).suffix.lower()
    stored = default_storage.save(f"imports/{secrets.token_hex(16)}{suffix}", ContentFile(content))
    run = Import(
        tenant_id=by.tenant_id,
        file_name=name[:150],
        stored_name=stored,
        sha256=sha256(content).hexdigest(),
        source=source,
    )
    try:
        table = read_table(path_of(run))
        run.sample = [cells for _number, cells in islice(table.rows, SAMPLE_ROWS)]
    except FulcrumError:
        default_storage.delete(stored)
        raise
    run.headers = table.headers
    run.mapping = propose(run)
    run.save()
    record(by, "start_import", run, new={"file": run.file_name, "sha256": run.sha256})
    return run


def _check_mapping(run: Import, mapping: Mapping[str, str]) -> None:
    unknown = [heading for heading in mapping.values() if heading not in run.headers]
    if unknown or mapping.keys() - BY_FIELD.keys():
        raise FulcrumError(_("This column is not in the file."), where=", ".join(unknown))
    if len(set(mapping.values())) < len(mapping):
        raise FulcrumError(_("One column stands for two fields."), mend=_("Choose one of them."))
    missing = [str(BY_FIELD[field].label) for field in NEEDED if field not in mapping]
    if missing:
        raise FulcrumError(
            _("A column is needed for: %(fields)s.") % {"fields": ", ".join(missing)}
        )


def _remember(run: Import, mapping: Mapping[str, str]) -> None:
    if run.tenant_id is None:
        return
    for field, heading in mapping.items():
        ColumnMapping.objects.update_or_create(
            tenant_id=run.tenant_id, heading=normalise(heading)[:200], defaults={"field": field}
        )


def _locked(run: Import, *states: ImportState) -> Import:
    current = Import.objects.select_for_update().get(pk=run.pk)
    if current.state not in states:
        raise ConflictError(_("This import has moved on."), mend=_("Load the page again."))
    return current


@transaction.atomic
def check_import(
    run: Import,
    mapping: Mapping[str, str],
    *,
    by: Actor,
    clear_blanks: bool = False,
    queue: bool = True,
) -> Job:
    """Try a file with a mapping: says what would happen and which rows are wrong; changes nothing.

    Raises:
        FulcrumError: the mapping leaves out a field that is needed, or names a column twice.
        ConflictError: it is being checked or imported already.
    """
    _refuse_strangers(by)
    current = _locked(run, ImportState.UPLOADED, ImportState.CHECKED)
    _check_mapping(current, mapping)
    _remember(current, mapping)
    current.mapping, current.clear_blanks = dict(mapping), clear_blanks
    return _begin(current, ImportState.CHECKING, CHECK_TASK, by=by, queue=queue)


@transaction.atomic
def carry_out_import(run: Import, *, by: Actor, queue: bool = True) -> Job:
    """Take in the rows of a checked file that are right.

    Raises:
        ConflictError: it was not checked, or is being imported already.
    """
    _refuse_strangers(by)
    current = _locked(run, ImportState.CHECKED)
    return _begin(current, ImportState.IMPORTING, IMPORT_TASK, by=by, queue=queue)


def _begin(run: Import, state: ImportState, task: str, *, by: Actor, queue: bool) -> Job:
    before = Job.objects.filter(pk=run.job_id).first() if run.job_id else None
    arguments = {"import": run.pk, "total": before.total_count if before else None}
    run.state, run.counts = state, {}
    run.faults.all().delete()
    title = _("Check organisations") if task == CHECK_TASK else _("Import organisations")
    job = start_job(
        task,
        by=by,
        title=title,
        arguments=arguments,
        key=f"{task}:{run.pk}:{secrets.token_hex(8)}",
        result_url=reverse("organisation_import", args=[run.pk]),
        queue=queue,
    )
    run.job_id = job.pk
    run.save()
    return job


def _add(counts: dict[str, int], plan: Plan) -> dict[str, int]:
    return {name: counts.get(name, 0) + value for name, value in plan.counts.items()}


def run_import(progress: Progress, *, dry_run: bool) -> dict[str, Any]:
    """The task: batch by batch, each one transaction with its rows, log and checkpoint."""
    run = Import.objects.get(pk=progress.arguments["import"])
    total = progress.checkpoint.get("total") or progress.arguments["total"] or count_rows(run)
    reader, start = Reader(run), progress.checkpoint.get("done", 0)
    counts = dict(run.counts)
    stage = _("Checking rows") if dry_run else _("Importing rows")
    for done, rows in reader.batches():
        if done <= start:
            reader.skip(rows)
            continue
        with transaction.atomic():
            plan = plan_rows(rows, reader.seen)
            plan.faults |= reader.faults
            if not dry_run:
                carry_out(plan, by=progress.actor)
            keep_faults(run, reader.raw, plan.faults)
            counts = _add(counts, plan)
            Import.objects.filter(pk=run.pk).update(counts=counts)
            progress.advance(done, total, stage, {"done": done, "total": total})
    if reader.has_parents:
        counts = link_parents(progress, reader, counts, dry_run=dry_run)
    return _finish(run, counts, dry_run=dry_run, by=progress.actor)


def _finish(run: Import, counts: dict[str, int], *, dry_run: bool, by: Actor) -> dict[str, Any]:
    state = ImportState.CHECKED if dry_run else ImportState.DONE
    with transaction.atomic():
        Import.objects.filter(pk=run.pk).update(state=state, counts=counts)
        if not dry_run and run.state != ImportState.DONE:
            record(by, "finish_import", run, new=counts)
            transaction.on_commit(lambda: default_storage.delete(run.stored_name))
    return counts


def import_file(
    path: Path, *, by: Actor, dry_run: bool, source: str = "", observer: Observer | None = None
) -> Import:
    """Check a file and, unless it is a dry run, take its rows in; for commands.

    Columns are matched as remembered or by likeness. Everything happens in this process; when it
    is killed, the job that was running goes on like any other.

    Args:
        path: a CSV or XLSX file.
        by: an officer of the Secretariat, or the system.
        dry_run: check only.
        source: where the data comes from.
        observer: called with the job at each report of progress.

    Raises:
        FulcrumError: the file cannot be read, or a job failed.
    """
    run = start_import(path.name, path.read_bytes(), by=by, source=source)
    _done(check_import(run, run.mapping, by=by, queue=False), observer)
    if not dry_run:
        _done(carry_out_import(run, by=by, queue=False), observer)
    run.refresh_from_db()
    return run


def _done(job: Job, observer: Observer | None) -> None:
    ended = run_job(job, observer=observer)
    if ended.state != JobState.DONE:
        raise FulcrumError(ended.error or _("The work was stopped."), where=ended.title)
