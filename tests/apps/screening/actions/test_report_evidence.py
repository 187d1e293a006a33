"""A report from the files of a run, with nothing put in its place."""

from pathlib import Path
from typing import Any

from fulcrum.apps.screening.actions import report_files, reports
from fulcrum.apps.screening.actions import runs as run_actions
from fulcrum.apps.screening.folders import data_folder
from fulcrum.apps.screening.models import Alert
from fulcrum.apps.screening.report_document import facts_of
from fulcrum.kernel.actors import Actor
from tests.apps.screening.actions.test_runs import run_it
from tests.apps.screening.bank import make_data
from tests.apps.screening.case_making import VICTIM, begin, name_party
from tests.apps.screening.report_making import given


def test_movements_and_indicators_of_a_run(analyst: Actor, tmp_path: Path, settings: Any) -> None:
    settings.DATA_DIR = tmp_path
    make_data(data_folder(analyst.tenant_id or 0, "march"), memo="for Cleo East")
    run_it(run_actions.register_dataset("march", "March", by=analyst), analyst)
    alert = Alert.objects.get()
    case = begin(analyst, alert=alert)
    controller = name_party(case, analyst, reference=alert.subject)
    name_party(case, analyst, VICTIM, "Cleo East")
    report = reports.write_report(case, given(own_country=True), [controller], by=analyst)
    facts = facts_of(report)
    assert report.content["unread"] == 0
    assert {one.id for one in facts.indicators} == set(alert.indicators)
    assert len(facts.transactions) > 10
    assert {account.number for account in facts.accounts} == {alert.subject}
    assert "for possible victim A" in {one.description for one in facts.transactions}
    built = report_files.build_report(report, None, by=analyst)
    assert "Cleo" not in built.document + built.narrative
    assert built.document.count("<transaction>") == len(facts.transactions)
