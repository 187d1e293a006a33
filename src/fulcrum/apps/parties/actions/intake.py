"""Files on their way in, of whatever kind: kept, checked, taken in step by step, resumable."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path, PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from fulcrum.apps.audit.actions import record
from fulcrum.apps.jobs.actions import run_job, start_job
from fulcrum.apps.jobs.enums import JobState
from fulcrum.apps.jobs.models import Job
from fulcrum.apps.jobs.progress import Observer, Progress
from fulcrum.apps.parties.actions.files import Reader, Taken, count_rows, keep_faults, path_of
from fulcrum.apps.parties.enums import ImportState
from fulcrum.apps.parties.models import Import
from fulcrum.apps.ui.tabular import read_table
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import ConflictError, FulcrumError, RefusedError

FILE_LIMIT = 50 * 1024 * 1024
SAMPLE_ROWS = 5


@dataclass(frozen=True, slots=True)
class ImportKind:
    """A kind of file that is taken in.

    Attributes:
        name: as `Import.kind` keeps it.
        page: the name of the page that shows one import.
        check_task: the task that tries the rows.
        import_task: the task that takes them in.
        check_title: what people call the former.
        import_title: what people call the latter.
        propose: the heading for each field of a file, as far as it can be told.
        reader: what reads and takes in its rows.
        refuse: who is turned away; when None, all but the Secretariat and the system.
    """

    name: str
    page: str
    check_task: str
    import_task: str
    check_title: str | Promise
    import_title: str | Promise
    propose: Callable[[Import], dict[str, str]]
    reader: Callable[[Import], Reader[Any]]
    refuse: Callable[[Actor], None] | None = None

    def check(self, actor: Actor) -> None:
        """Refuse whoever may not take such files in.

        Raises:
            RefusedError: the actor may not.
        """
        (self.refuse or refuse_strangers)(actor)


def refuse_strangers(actor: Actor) -> None:
    """Files are taken in by the Secretariat's officers and by the system.

    Raises:
        RefusedError: the actor is neither.
    """
    if not (actor.is_system or actor.is_secretariat):
        raise RefusedError(_("Only the Secretariat does this."))


@transaction.atomic
def keep_file(
    kind: ImportKind, name: str, content: bytes, *, by: Actor, source: str = ""
) -> Import:
    """Keep a file that somebody sent, and propose which column is which field.

    Args:
        kind: what its rows are.
        name: the file's name; its ending says how it is read.
        content: the file, checked by `ui.uploads` when it came over the web.
        by: an officer of the Secretariat, or the system.
        source: where the data comes from.

    Raises:
        RefusedError: the actor is neither an officer of the Secretariat nor the system.
        FulcrumError: the file cannot be read as a table of this kind.
    """
    kind.check(by)
    suffix = PurePath(name).suffix.lower()
    stored = default_storage.save(f"imports/{secrets.token_hex(16)}{suffix}", ContentFile(content))
    run = Import(
        kind=kind.name,
        tenant_id=by.tenant_id,
        file_name=name[:150],
        stored_name=stored,
        sha256=sha256(content).hexdigest(),
        source=source,
    )
    try:
        table = read_table(path_of(run))
        run.sample = [cells for _number, cells in islice(table.rows, SAMPLE_ROWS)]
        run.headers = table.headers
        run.mapping = kind.propose(run)
    except FulcrumError:
        default_storage.delete(stored)
        raise
    run.save()
    record(by, "start_import", run, new={"file": run.file_name, "sha256": run.sha256})
    return run


def locked(run: Import, *states: ImportState) -> Import:
    """The import as it stands now, held until the transaction ends.

    Raises:
        ConflictError: it is in none of these states.
    """
    current = Import.objects.select_for_update().get(pk=run.pk)
    if current.state not in states:
        raise ConflictError(_("This import has moved on."), mend=_("Load the page again."))
    return current


def begin_check(kind: ImportKind, run: Import, *, by: Actor, queue: bool) -> Job:
    """Start the check of an import that is held; its mapping is as it shall be."""
    title = str(kind.check_title)
    return _begin(kind, run, ImportState.CHECKING, kind.check_task, title, by=by, queue=queue)


@transaction.atomic
def take_in(kind: ImportKind, run: Import, *, by: Actor, queue: bool = True) -> Job:
    """Take in the rows of a checked file that are right.

    Raises:
        ConflictError: it was not checked, or is being imported already.
    """
    kind.check(by)
    current, title = locked(run, ImportState.CHECKED), str(kind.import_title)
    return _begin(kind, current, ImportState.IMPORTING, kind.import_task, title, by=by, queue=queue)


def _begin(  # noqa: PLR0913 - the state, the task and its title go together
    kind: ImportKind,
    run: Import,
    state: ImportState,
    task: str,
    title: str,
    *,
    by: Actor,
    queue: bool,
) -> Job:
    before = Job.objects.filter(pk=run.job_id).first() if run.job_id else None
    arguments = {"import": run.pk, "total": before.total_count if before else None}
    run.state, run.counts = state, {}
    run.faults.all().delete()
    job = start_job(
        task,
        by=by,
        title=title,
        arguments=arguments,
        key=f"{task}:{run.pk}:{secrets.token_hex(8)}",
        result_url=reverse(kind.page, args=[run.pk]),
        queue=queue,
    )
    run.job_id = job.pk
    run.save()
    return job


def _add(counts: Mapping[str, int], taken: Taken) -> dict[str, int]:
    return {name: counts.get(name, 0) + value for name, value in taken.counts.items()}


def run_import(kind: ImportKind, progress: Progress, *, dry_run: bool) -> dict[str, Any]:
    """The task: batch by batch, each one transaction with its rows, log and checkpoint."""
    run = Import.objects.get(pk=progress.arguments["import"])
    total = progress.checkpoint.get("total") or progress.arguments["total"] or count_rows(run)
    reader, start = kind.reader(run), progress.checkpoint.get("done", 0)
    counts = dict(run.counts)
    stage = _("Checking rows") if dry_run else _("Importing rows")
    for done, rows in reader.batches():
        if done <= start:
            reader.skip(rows)
            continue
        with transaction.atomic():
            taken = reader.take(rows, by=progress.actor, dry_run=dry_run)
            keep_faults(run, reader.raw, taken.faults)
            counts = _add(counts, taken)
            Import.objects.filter(pk=run.pk).update(counts=counts)
            progress.advance(done, total, stage, {"done": done, "total": total})
    counts = reader.end(progress, counts, dry_run=dry_run)
    return _finish(run, counts, dry_run=dry_run, by=progress.actor)


def _finish(run: Import, counts: dict[str, int], *, dry_run: bool, by: Actor) -> dict[str, Any]:
    state = ImportState.CHECKED if dry_run else ImportState.DONE
    with transaction.atomic():
        Import.objects.filter(pk=run.pk).update(state=state, counts=counts)
        if not dry_run and run.state != ImportState.DONE:
            record(by, "finish_import", run, new=counts)
            transaction.on_commit(lambda: default_storage.delete(run.stored_name))
    return counts


@dataclass(frozen=True, slots=True)
class Steps:
    """What a kind does at each step; for commands, which run them one after another."""

    start: Callable[..., Import]
    check: Callable[..., Job]
    carry_out: Callable[..., Job]


def run_file(  # noqa: PLR0913 - keyword-only, each a plain value
    steps: Steps,
    path: Path,
    *,
    by: Actor,
    dry_run: bool,
    source: str = "",
    observer: Observer | None = None,
) -> Import:
    """Check a file and, unless it is a dry run, take its rows in, all in this process.

    Raises:
        FulcrumError: the file cannot be read, or a job failed.
    """
    run = steps.start(path.name, path.read_bytes(), by=by, source=source)
    _done(steps.check(run, by=by, queue=False), observer)
    if not dry_run:
        _done(steps.carry_out(run, by=by, queue=False), observer)
    run.refresh_from_db()
    return run


def _done(job: Job, observer: Observer | None) -> None:
    ended = run_job(job, observer=observer)
    if ended.state != JobState.DONE:
        raise FulcrumError(ended.error or _("The work was stopped."), where=ended.title)
