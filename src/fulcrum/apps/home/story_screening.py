"""The showcase's screening: an invented bank, screened as long work while people look around."""

import shutil
from collections.abc import Mapping
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from fulcrum.apps.jobs.actions import start_job
from fulcrum.apps.jobs.progress import Progress
from fulcrum.apps.screening.actions.runs import (
    RunInput,
    compute_run,
    finish_run,
    register_dataset,
    start_run,
)
from fulcrum.apps.screening.actions.taking_in import take_in
from fulcrum.apps.screening.folders import data_folder, home_of
from fulcrum.apps.screening.models import Dataset, Run
from fulcrum.engines.screening import IngestSpec, ingest
from fulcrum.engines.simulation import BankSpec, simulate_bank
from fulcrum.kernel.actors import Actor, Role

TASK = "home.screen_invented_bank"
FOLDER, NAME = "invented-bank", "Invented bank, half a year"
ACCOUNTS, MONTHS, SEED = 3000, 6, 7


def tell_of_screening(houses: Mapping[str, Mapping[Role, Actor]]) -> None:
    """Ask for an invented bank and a run over it; a worker does it after the site has started."""
    analyst = houses["draft"][Role.CRIME_ANALYST]
    start_job(TASK, by=analyst, title=_("An invented bank, screened"), arguments={}, key=TASK)


def screen_invented_bank(progress: Progress) -> dict[str, int]:
    """Simulate, take in, run; each step is found again when it was done before a kill."""
    by = progress.actor
    data = data_folder(by.tenant_id or 0, FOLDER)
    progress.advance(0, 4, stage=_("Inventing a bank"))
    if not (data / "manifest.json").exists():
        source = home_of(by.tenant_id or 0) / "invented-source"
        shutil.rmtree(source, ignore_errors=True)
        first = timezone.localdate().replace(day=1) - timedelta(days=31 * MONTHS)
        spec = BankSpec(accounts=ACCOUNTS, months=MONTHS, seed=SEED, start=first.replace(day=1))
        simulate_bank(spec, source)
        progress.advance(1, 4, stage=_("Taking it in"))
        ingest(IngestSpec(sources=(source,), out=data, source=spec.source))
        shutil.rmtree(source)
    dataset = Dataset.objects.filter(tenant_id=by.tenant_id or 0, folder=FOLDER).first()
    dataset = dataset or register_dataset(FOLDER, NAME, by=by, is_invented=True)
    progress.advance(2, 4, stage=_("Screening it"))
    run = Run.objects.filter(dataset=dataset).first()
    run = run or start_run(dataset, RunInput(_("The first run")), by=by, queue=False)
    made = compute_run(run, lambda _stage, _done, _total: progress.advance(2, 4))
    new = take_in(run, lambda _done, _total: progress.advance(3, 4))
    finish_run(run, made, new, by=by)
    return {"alert_count": made.alerts}
