"""Files of organisations, from the upload to the last row."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.files.storage import default_storage
from django.db import connection

from fulcrum.apps.accounts.models import Tenant
from fulcrum.apps.audit.models import Entry
from fulcrum.apps.jobs.actions import cancel_job, resume_job, run_job
from fulcrum.apps.jobs.enums import JobState
from fulcrum.apps.jobs.models import Job
from fulcrum.apps.parties.actions import files
from fulcrum.apps.parties.actions.importing import (
    carry_out_import,
    check_import,
    import_file,
    start_import,
)
from fulcrum.apps.parties.enums import ImportState
from fulcrum.apps.parties.exports import (
    HEADINGS,
    fault_headings,
    fault_rows,
    organisation_rows,
    write_file,
)
from fulcrum.apps.parties.models import ColumnMapping, Import, Organisation, RowFault, Term
from fulcrum.apps.ui.tabular import write_csv, write_xlsx
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import ConflictError, FulcrumError, RefusedError
from tests.apps.parties.conftest import LEI, OTHER_LEI, Maker


def table(headings: list[str], *rows: list[Any]) -> bytes:
    return b"".join(write_csv(headings, rows))


def send(content: bytes, by: Actor, *, name: str = "file.csv", **options: Any) -> Import:
    """Send, check and take in a file."""
    run = start_import(name, content, by=by, source=options.pop("source", ""))
    mapping = options.pop("mapping", run.mapping)
    run_job(check_import(run, mapping, by=by, queue=False, **options))
    run.refresh_from_db()
    assert run.state == ImportState.CHECKED, Job.objects.filter(pk=run.job_id or 0).values("error")
    return run


def take_in(run: Import, by: Actor) -> Import:
    job = run_job(carry_out_import(run, by=by, queue=False))
    assert job.state == JobState.DONE, job.error
    run.refresh_from_db()
    return run


ROWS = table(
    ["Id", "Legal name", "Subsector", "Country code", "Languages"],
    ["1", "Fjord Bank", "Banking", "Norway", "Norwegian; en"],
    ["2", "Cedar Fund", "investment", "KE", ""],
)


def test_a_file_is_checked_then_taken_in(officer: Actor) -> None:
    run = start_import("file.csv", ROWS, by=officer, source="Register")
    assert run.mapping == {
        "external_key": "Id",
        "name": "Legal name",
        "sub_sector": "Subsector",
        "country": "Country code",
        "languages": "Languages",
    }
    run = send(ROWS, officer, source="Register")
    assert run.counts == {"created": 2, "changed": 0, "unchanged": 0, "faulty": 0}
    assert not Organisation.objects.exists()
    run = take_in(run, officer)
    assert (run.state, run.counts["created"]) == (ImportState.DONE, 2)
    fjord = Organisation.objects.get(external_key="1")
    assert (fjord.name, fjord.country, fjord.source) == ("Fjord Bank", "NO", "Register")
    assert fjord.languages[1] == "en"
    assert Entry.objects.filter(verb="create_organisation").count() == 2
    assert Entry.objects.get(verb="finish_import").new["created"] == 2
    again = take_in(send(ROWS, officer, source="Register"), officer)
    assert again.counts == {"created": 0, "changed": 0, "unchanged": 2, "faulty": 0}


def test_a_workbook_is_taken_too(officer: Actor) -> None:
    book = write_xlsx(["name", "sub_sector", "country"], [["=A1+1", "banking", "NO"]])
    take_in(send(book, officer, name="file.xlsx"), officer)
    assert Organisation.objects.get().name == "=A1+1"


def test_wrong_rows_go_into_a_file_that_can_be_sent_again(officer: Actor) -> None:
    content = table(
        ["name", "sub_sector", "country", "lei", "source_date", "parent"],
        ["Good", "banking", "NO", LEI, "", ""],
        ["Bad LEI", "banking", "NO", "X", "", ""],
        ["Bad two", "shipping", "Atlantis", "", "", ""],
        ["Bad date", "banking", "NO", "", "1.2.2026", ""],
        ["Again", "banking", "NO", LEI, "", ""],
        ["Child", "banking", "NO", "", "", "Nobody (NO)"],
    )
    run = send(content, officer)
    rows = {fault.row: [one["field"] for one in fault.faults] for fault in run.faults.all()}
    assert rows == {
        3: ["lei"],
        4: ["sub_sector", "country"],
        5: ["source_date"],
        6: ["name"],
        7: ["parent"],
    }
    run = take_in(run, officer)
    assert {row.name for row in Organisation.objects.all()} == {"Good", "Child"}
    assert run.counts["faulty"] == 4
    assert run.counts["unlinked"] == 1
    assert str(run.faults.first()).startswith("row ")
    sent_back = table(fault_headings(run), *fault_rows(run))
    lines = list(csv.DictReader(io.StringIO(sent_back.decode("utf-8-sig"))))
    assert [line["name"] for line in lines] == ["Bad LEI", "Bad two", "Bad date", "Again", "Child"]
    assert "shipping" in lines[1]["error"]
    mended = sent_back.decode("utf-8-sig").replace(",X,", ",,").replace("Atlantis", "NO")
    run = send(mended.encode(), officer)
    assert "error" not in run.mapping
    assert fault_headings(run).count("error") == 1
    take_in(run, officer)
    assert Organisation.objects.filter(name="Bad LEI").exists()


def test_empty_cells_keep_or_clear(organisation_of: Maker, officer: Actor) -> None:
    bank = organisation_of("A", external_key="1", notes="keep me", country="NO")
    content = table(["external_key", "name", "notes"], ["1", "A", ""])
    take_in(send(content, officer), officer)
    bank.refresh_from_db()
    assert bank.notes == "keep me"
    take_in(send(content, officer, clear_blanks=True), officer)
    bank.refresh_from_db()
    assert bank.notes == ""


def test_parents_are_linked_wherever_they_stand(organisation_of: Maker, officer: Actor) -> None:
    known = organisation_of("Known", country="NO")
    content = table(
        ["external_key", "lei", "name", "sub_sector", "country", "parent"],
        ["1", "", "Low", "banking", "NO", "2"],
        ["2", "", "Middle", "banking", "NO", OTHER_LEI],
        ["3", OTHER_LEI, "Top", "banking", "NO", "Known (NO)"],
        ["4", "", "Round", "banking", "NO", "4"],
        ["5", "bad", "Not taken", "banking", "NO", "1"],
    )
    run = take_in(send(content, officer), officer)
    names = {row.name: row.parent and row.parent.name for row in Organisation.objects.all()}
    assert names == {
        "Known": None,
        "Low": "Middle",
        "Middle": "Top",
        "Top": "Known",
        "Round": None,
    }
    assert run.counts["unlinked"] == 1
    assert [fault.row for fault in run.faults.order_by("row")] == [5, 6]
    linked = Entry.objects.filter(verb="update_organisation", old={"parent": None})
    assert linked.count() == 3
    assert known.pk in {entry.new["parent"] for entry in linked}


def test_what_goes_out_comes_back_the_same(
    organisation_of: Maker, officer: Actor, tmp_path: Path
) -> None:
    top = organisation_of("Top (Holding)", country="NO", aliases=["A; B", "+C"])
    organisation_of(
        "=Low",
        lei=LEI,
        parent=top,
        languages=["en", "sw"],
        notes="two\nlines",
        website="https://a.example/?q=1",
        size_band="large",
        mark="U",
        source="-x",
        external_key="007",
    )
    before = list(organisation_rows(Organisation.objects.order_by("pk")))
    for name, content in (
        ("all.csv", table(HEADINGS, *before)),
        ("all.xlsx", write_xlsx(HEADINGS, before)),
    ):
        run = take_in(send(content, officer, name=name, clear_blanks=True), officer)
        assert run.counts == {
            "created": 0,
            "changed": 0,
            "unchanged": 2,
            "faulty": 0,
            "unlinked": 0,
        }
    Term.objects.all().delete()
    Organisation.objects.update(parent=None)
    Organisation.objects.all().delete()
    take_in(send(table(HEADINGS, *before), officer), officer)
    assert list(organisation_rows(Organisation.objects.order_by("pk"))) == before


def test_the_mapping_is_remembered_for_the_organisation(officer: Actor) -> None:
    content = table(["Bezeichnung", "Sektor", "Land"], ["A", "banking", "NO"])
    first = start_import("a.csv", content, by=officer)
    assert "name" not in first.mapping
    mapping = {"name": "Bezeichnung", "sub_sector": "Sektor", "country": "Land"}
    run_job(check_import(first, mapping, by=officer, queue=False))
    assert start_import("b.csv", content, by=officer).mapping == mapping
    assert str(ColumnMapping.objects.get(heading="land")) == "land: country"


def test_the_system_remembers_no_mapping(db: None, system: Actor) -> None:
    run = send(ROWS, system)
    assert not ColumnMapping.objects.exists()
    assert Import.objects.visible_to(system).get() == run


@pytest.mark.parametrize(
    ("mapping", "says"),
    [
        ({"name": "Nowhere"}, "not in the file"),
        ({"colour": "Id"}, "not in the file"),
        ({"name": "Id", "lei": "Id"}, "two fields"),
        ({"lei": "Id"}, "Name"),
    ],
)
def test_mappings_that_make_no_sense(officer: Actor, mapping: Any, says: str) -> None:
    run = start_import("file.csv", ROWS, by=officer)
    with pytest.raises(FulcrumError, match=says):
        check_import(run, mapping, by=officer)


def test_steps_are_taken_in_order(officer: Actor, lead: Actor) -> None:
    run = start_import("file.csv", ROWS, by=officer)
    with pytest.raises(ConflictError):
        carry_out_import(run, by=officer)
    job = check_import(run, run.mapping, by=officer, queue=False)
    with pytest.raises(ConflictError):
        check_import(run, run.mapping, by=officer, queue=False)
    run_job(job)
    with pytest.raises(RefusedError):
        carry_out_import(run, by=lead)
    with pytest.raises(RefusedError):
        start_import("file.csv", ROWS, by=lead)
    with pytest.raises(RefusedError):
        check_import(run, run.mapping, by=lead)


def test_an_unreadable_file_is_not_kept(officer: Actor) -> None:
    folder = Path(default_storage.path("imports"))
    before = set(folder.glob("*"))
    with pytest.raises(FulcrumError):
        start_import("file.csv", b"\x00\x01", by=officer)
    assert not Import.objects.exists()
    assert set(folder.glob("*")) == before


@pytest.mark.django_db(transaction=True)
def test_the_file_goes_once_it_was_taken_in(officer: Actor) -> None:
    run = take_in(send(ROWS, officer), officer)
    with pytest.raises(FulcrumError, match="no longer kept"):
        files.path_of(run)


def test_imports_are_seen_by_their_organisation(
    officer: Actor, lead: Actor, tenant_of: Callable[..., Tenant]
) -> None:
    run = start_import("file.csv", ROWS, by=officer)
    assert list(Import.objects.visible_to(officer)) == [run]
    assert not Import.objects.visible_to(lead).exists()
    assert str(run) == f"import {run.pk}"


def test_a_command_checks_and_takes_in(db: None, system: Actor, tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(ROWS)
    stages: list[str] = []
    run = import_file(path, by=system, dry_run=True, observer=lambda job: stages.append(job.stage))
    assert (run.state, run.counts["created"]) == (ImportState.CHECKED, 2)
    assert not Organisation.objects.exists()
    run = import_file(path, by=system, dry_run=False, source="Register")
    assert (run.state, Organisation.objects.count()) == (ImportState.DONE, 2)
    assert "Checking rows" in stages
    for name in ("all.csv", "all.xlsx"):
        assert write_file(tmp_path / name, Organisation.objects.order_by("pk")) == 2
        again = import_file(tmp_path / name, by=system, dry_run=True)
        assert again.counts["unchanged"] == 2
    with pytest.raises(FulcrumError, match="ends in"):
        write_file(tmp_path / "all.pdf", Organisation.objects.all())


def test_a_command_says_when_the_work_fails(
    db: None, system: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: Any) -> None:
        raise FulcrumError("The disk is full.")

    monkeypatch.setattr("fulcrum.apps.parties.actions.importing.plan_rows", fail)
    path = tmp_path / "file.csv"
    path.write_bytes(ROWS)
    with pytest.raises(FulcrumError, match="disk is full"):
        import_file(path, by=system, dry_run=True)


def numbered(count: int) -> bytes:
    rows = [[str(number), f"Bank {number}", "banking", "NO"] for number in range(count)]
    rows[7][2] = "wrong"
    return table(["external_key", "name", "sub_sector", "country"], *rows)


def test_a_cancelled_import_goes_on_where_it_stopped(
    officer: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "BATCH", 10)
    run = send(numbered(35), officer)
    job = carry_out_import(run, by=officer, queue=False)

    def stop(seen: Job) -> None:
        if seen.done_count == 20:
            cancel_job(seen, by=officer)

    run_job(job, observer=stop)
    job.refresh_from_db()
    assert (job.state, Organisation.objects.count()) == (JobState.CANCELLED, 19)
    resume_job(job, by=officer, queue=False)
    run_job(job)
    run.refresh_from_db()
    assert (run.state, Organisation.objects.count()) == (ImportState.DONE, 34)
    assert run.counts == {"created": 34, "changed": 0, "unchanged": 0, "faulty": 1}
    assert RowFault.objects.count() == 1


# Three processes share one database: the one that dies, the one that goes on, and this test's own.
PREPARE = """
from pathlib import Path
from fulcrum.apps.jobs.actions import run_job
from fulcrum.apps.parties.actions.importing import carry_out_import, check_import, start_import
from fulcrum.kernel.actors import system_actor
by = system_actor("test")
run = start_import("file.csv", Path(sys.argv[1]).read_bytes(), by=by)
run_job(check_import(run, run.mapping, by=by, queue=False))
print(carry_out_import(run, by=by, queue=False).pk)
"""
WORK = """
from fulcrum.apps.jobs.actions import run_job
from fulcrum.apps.jobs.models import Job
from fulcrum.apps.jobs.running import release_dead_jobs
from fulcrum.apps.parties.actions import files
files.BATCH = 50
print("released", len(release_dead_jobs()), flush=True)
run_job(Job.objects.get(pk=int(sys.argv[1])), observer=lambda job: print(job.done_count, flush=True))
"""
REPORT = """
import json
from fulcrum.apps.audit.models import Entry
from fulcrum.apps.audit.queries import verify
from fulcrum.apps.parties.models import Import, Organisation
run = Import.objects.get()
print(json.dumps({
    "organisations": Organisation.objects.count(),
    "keys": Organisation.objects.values("external_key").distinct().count(),
    "entries": Entry.objects.filter(verb="create_organisation").count(),
    "faults": run.faults.count(),
    "counts": run.counts,
    "problem": verify().problem,
}))
"""


class Elsewhere:
    """Runs Python in other processes on one database."""

    def __init__(self, folder: Path) -> None:
        self.environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "FULCRUM_DATA_DIR": str(folder),
            "PYTHONPATH": os.pathsep.join(["src", "."]),
        }
        if connection.vendor == "postgresql":
            url = urlsplit(os.environ["FULCRUM_DATABASE_URL"])
            name = connection.settings_dict["NAME"]
            self.environment["FULCRUM_DATABASE_URL"] = url._replace(path=f"/{name}").geturl()
        else:
            command = (
                "from django.core.management import call_command as c; c('migrate', verbosity=0)"
            )
            self.run(command)

    def start(self, code: str, *arguments: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-c", f"import sys, django; django.setup()\n{code}", *arguments],
            stdout=subprocess.PIPE,
            text=True,
            env=self.environment,
        )

    def run(self, code: str, *arguments: str) -> str:
        process = self.start(code, *arguments)
        output, _errors = process.communicate(timeout=120)
        assert process.returncode == 0, output
        return output


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_killed_twice_it_ends_with_exactly_the_right_rows(tmp_path: Path) -> None:
    elsewhere = Elsewhere(tmp_path)
    (tmp_path / "file.csv").write_bytes(numbered(600))
    job = elsewhere.run(PREPARE, str(tmp_path / "file.csv")).strip()
    for _round in range(2):
        process = elsewhere.start(WORK, job)
        assert process.stdout is not None
        seen = [process.stdout.readline() for _line in range(3)]
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert seen[-1].strip().isdecimal()
    last = elsewhere.run(WORK, job).split()
    assert last[:2] == ["released", "1"]
    report = json.loads(elsewhere.run(REPORT))
    assert report == {
        "organisations": 599,
        "keys": 599,
        "entries": 599,
        "faults": 1,
        "counts": {"created": 599, "changed": 0, "unchanged": 0, "faulty": 1},
        "problem": "",
    }
