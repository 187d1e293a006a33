"""Completed assessments from a file, from the upload to the last row."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fulcrum.apps.audit.models import Entry
from fulcrum.apps.blueprint.actions.importing import (
    ASSESSMENTS,
    carry_out_assessment_import,
    check_assessment_import,
    import_assessments_file,
    start_assessment_import,
)
from fulcrum.apps.blueprint.assessment_columns import headings
from fulcrum.apps.blueprint.models import Answer, Assessment, Release, ReleaseState, Score
from fulcrum.apps.blueprint.queries.results import OVERALL, result_of
from fulcrum.apps.blueprint.releases import spec_of
from fulcrum.apps.jobs.actions import cancel_job, resume_job, run_job
from fulcrum.apps.jobs.enums import JobState
from fulcrum.apps.jobs.models import Job
from fulcrum.apps.parties.actions import files
from fulcrum.apps.parties.enums import ImportState
from fulcrum.apps.parties.exports import fault_headings, fault_rows
from fulcrum.apps.parties.models import Import, Organisation
from fulcrum.apps.ui.tabular import write_csv, write_xlsx
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import ConflictError, FulcrumError, RefusedError
from tests.apps.blueprint.making import SYSTEM, draft, finished, institution, make_release

HEADINGS = ["organisation", "as_of_date", "release", "submitted_date", "G-1", "G-2", "T-1", "T-2"]
ROW = ["Savannah Bank (KE)", "2026-03-01", "r1", "2026-03-09", 2, "", 4, "n/a: we do not lend"]


def table(*rows: list[Any], headings: list[str] = HEADINGS) -> bytes:
    """A CSV file."""
    return b"".join(write_csv(headings, rows))


def taken(content: bytes, folder: Path, *, by: Actor = SYSTEM, dry_run: bool = False) -> Import:
    """Take a file in, as commands do."""
    path = folder / "file.csv"
    path.write_bytes(content)
    return import_assessments_file(path, by=by, dry_run=dry_run)


def faults_of(run: Import) -> dict[int, list[str]]:
    """The fields at fault, by row."""
    return {fault.row: [one["field"] for one in fault.faults] for fault in run.faults.all()}


def test_a_row_becomes_a_submitted_assessment(release: Release, tmp_path: Path) -> None:
    bank = institution()
    run = taken(table(ROW), tmp_path, dry_run=True)
    assert (run.state, run.counts["created"]) == (ImportState.CHECKED, 1)
    assert not Assessment.objects.exists()
    run = taken(table(ROW), tmp_path)
    assert (run.state, run.kind) == (ImportState.DONE, ASSESSMENTS.name)
    assessment = Assessment.objects.get()
    assert (assessment.organisation, assessment.release) == (bank, release)
    assert (assessment.state, assessment.is_imported) == ("submitted", True)
    assert assessment.finished_at is not None
    assert assessment.finished_at.date() == date(2026, 3, 9)
    answers = {row.item_id: row for row in Answer.objects.all()}
    assert {name: row.level for name, row in answers.items()} == {"G-1": 2, "T-1": 4, "T-2": None}
    assert answers["T-2"].reason == "we do not lend"
    value = result_of(assessment).overall.value
    stored = Score.objects.get(kind=OVERALL)
    assert value is not None
    assert (stored.low, stored.high) == (value.low, value.high) == (14 / 24, 18 / 24)
    assert Score.objects.count() == 1 + 2 + 2 + 3
    entry = Entry.objects.get(verb="import_assessment")
    assert entry.new == {"release": "r1", "submitted": "2026-03-09"}


def test_the_same_file_twice_changes_nothing(release: Release, tmp_path: Path) -> None:
    institution()
    taken(table(ROW), tmp_path)
    before = list(Answer.objects.values_list("pk", "updated_at"))
    run = taken(table(ROW), tmp_path)
    assert run.counts == {"created": 0, "changed": 0, "unchanged": 1, "faulty": 0}
    assert list(Answer.objects.values_list("pk", "updated_at")) == before
    assert Entry.objects.filter(verb__contains="import_assess").count() == 1


@pytest.mark.parametrize(
    ("place", "value"), [(4, 3), (5, 0), (6, ""), (7, "n/a: other"), (3, "2026-03-10")]
)
def test_what_was_corrected_in_the_file_is_corrected_here(
    release: Release, tmp_path: Path, place: int, value: Any
) -> None:
    institution()
    taken(table(ROW), tmp_path)
    corrected = [*ROW[:place], value, *ROW[place + 1 :]]
    run = taken(table(corrected), tmp_path)
    assert (run.counts["created"], run.counts["changed"]) == (0, 1)
    assessment = Assessment.objects.get()
    assert Entry.objects.filter(verb="correct_imported_assessment").count() == 1
    value = result_of(assessment).overall.value
    stored = Score.objects.get(kind=OVERALL)
    assert value is not None
    assert (stored.low, stored.high) == (value.low, value.high)
    assert taken(table(corrected), tmp_path).counts["unchanged"] == 1


def test_institutions_are_named_by_key_lei_or_name(release: Release, tmp_path: Path) -> None:
    lei = "529900T8BM49AURSDO55"
    banks = [
        institution("By key", external_key="K1"),
        institution("By LEI", lei=lei),
        institution("By name", country="NO"),
    ]
    rows = [[name, *ROW[1:]] for name in ("K1", lei, "By name (NO)")]
    taken(table(*rows), tmp_path)
    found = Assessment.objects.order_by("pk").values_list("organisation", flat=True)
    assert list(found) == [bank.pk for bank in banks]


def test_it_belongs_to_the_account_of_its_institution(
    own: Organisation, release: Release, tmp_path: Path
) -> None:
    taken(table(["Own Bank (KE)", *ROW[1:]]), tmp_path)
    assert Assessment.objects.get().tenant_id == own.tenant_id


def test_wrong_rows_go_into_a_file_that_can_be_sent_again(release: Release, tmp_path: Path) -> None:
    institution()
    institution("Other")
    make_release("draft", state=ReleaseState.DRAFT)
    content = table(
        ROW,
        ["Nobody (KE)", *ROW[1:]],
        ["Other (KE)", "2026-03-01", "r9", *ROW[3:]],
        ["Other (KE)", "2026-03-01", "draft", *ROW[3:]],
        ["Other (KE)", "1 March", "r1", "", 9, "", "", ""],
        ROW,
        ["Other (KE)", "2026-03-01", "r1", "", "", "", "", ""],
    )
    run = taken(content, tmp_path)
    assert faults_of(run) == {
        3: ["organisation"],
        4: ["release"],
        5: ["release"],
        6: ["as_of_date", "G-1"],
        7: ["organisation"],
        8: ["organisation"],
    }
    assert run.counts == {"created": 1, "changed": 0, "unchanged": 0, "faulty": 6}
    back = b"".join(write_csv(fault_headings(run), fault_rows(run))).decode("utf-8-sig")
    assert "row 2" in back
    mended = back.replace("Nobody (KE)", "Other (KE)").encode()
    again = taken(mended, tmp_path)
    assert again.counts["created"] == 1
    assert 3 not in faults_of(again) or 2 not in faults_of(again)


def test_items_of_another_release_are_refused(release: Release, tmp_path: Path) -> None:
    institution()
    areas = spec_of(release).model_dump(mode="json")["areas"]
    make_release("r2", state=ReleaseState.RETIRED, areas=areas[:1])
    row = [*ROW[:2], "r2", *ROW[3:]]
    run = taken(table(row), tmp_path)
    assert faults_of(run) == {2: ["T-1", "T-2"]}
    taken(table([*row[:6], "", ""]), tmp_path)
    assert Assessment.objects.get().release.code == "r2"


def test_what_the_institution_submitted_itself_is_kept(
    own: Organisation, release: Release, tmp_path: Path
) -> None:
    mine = finished(own, release, {"G-1": 1})
    run = taken(table(["Own Bank (KE)", *ROW[1:]]), tmp_path)
    assert faults_of(run) == {2: ["as_of_date"]}
    assert list(Assessment.objects.all()) == [mine]
    draft(own, release, {})
    other_day = ["Own Bank (KE)", "2026-02-01", *ROW[2:]]
    assert taken(table(other_day), tmp_path).counts["created"] == 1


def test_assessments_follow_one_another_wherever_they_stand(
    release: Release, tmp_path: Path
) -> None:
    institution()
    rows = [[ROW[0], f"{year}-03-01", "r1", "", *ROW[4:]] for year in (2025, 2023, 2024)]
    taken(table(*rows[:2]), tmp_path)
    taken(table(rows[2]), tmp_path)
    found = {row.as_of_date.year: row for row in Assessment.objects.select_related("previous")}
    assert found[2023].previous is None
    assert found[2024].previous == found[2023]
    assert found[2025].previous == found[2024]


def test_files_of_other_columns_are_not_kept(release: Release, officer: Actor) -> None:
    for content, says in (
        (table([], headings=["organisation", "as_of_date"]), "release"),
        (table([], headings=[*HEADINGS, "G-7"]), "G-7"),
    ):
        with pytest.raises(FulcrumError, match=says):
            start_assessment_import("file.csv", content, by=officer)
    assert not Import.objects.exists()


def test_only_the_secretariat_takes_files_in(release: Release, officer: Actor, lead: Actor) -> None:
    with pytest.raises(RefusedError):
        start_assessment_import("file.csv", table(ROW), by=lead)
    run = start_assessment_import("file.csv", table(ROW), by=officer)
    with pytest.raises(RefusedError):
        check_assessment_import(run, by=lead)
    with pytest.raises(ConflictError):
        carry_out_assessment_import(run, by=officer)
    run_job(check_assessment_import(run, by=officer, queue=False))
    with pytest.raises(RefusedError):
        carry_out_assessment_import(run, by=lead)


def test_an_officer_takes_a_workbook_in(release: Release, officer: Actor, tmp_path: Path) -> None:
    institution()
    path = tmp_path / "file.xlsx"
    path.write_bytes(write_xlsx(headings(spec_of(release)), [ROW]))
    run = import_assessments_file(path, by=officer, dry_run=False)
    assert run.counts["created"] == 1
    assert Assessment.objects.get().started_by_id == officer.user_id


def numbered(count: int) -> bytes:
    """A file of as many institutions, one of them unknown."""
    for number in range(count):
        institution(f"Bank {number}", external_key=f"K{number}")
    rows = [[f"K{number}", *ROW[1:]] for number in range(count)]
    rows[7][0] = "nobody"
    return table(*rows)


def test_a_stopped_import_goes_on_where_it_stopped(
    release: Release, officer: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "BATCH", 5)
    content = numbered(18)
    run = start_assessment_import(
        "file.csv", content + content.splitlines()[1] + b"\r\n", by=officer
    )
    run_job(check_assessment_import(run, by=officer, queue=False))
    run.refresh_from_db()
    assert run.counts == {"created": 17, "changed": 0, "unchanged": 0, "faulty": 2}
    job = carry_out_assessment_import(run, by=officer, queue=False)

    def stop(seen: Job) -> None:
        if seen.done_count == 10:
            cancel_job(seen, by=officer)

    run_job(job, observer=stop)
    job.refresh_from_db()
    assert (job.state, Assessment.objects.count()) == (JobState.CANCELLED, 9)
    resume_job(job, by=officer, queue=False)
    run_job(job)
    run.refresh_from_db()
    assert (run.state, Assessment.objects.count()) == (ImportState.DONE, 17)
    assert run.counts == {"created": 17, "changed": 0, "unchanged": 0, "faulty": 2}
    assert faults_of(run) == {9: ["organisation"], 20: ["organisation"]}
    assert Score.objects.filter(kind=OVERALL).count() == 17


def test_a_broken_step_leaves_nothing_half_done(
    release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    institution()

    def fail(*_arguments: Any) -> None:
        raise FulcrumError("The disk is full.")

    monkeypatch.setattr("fulcrum.apps.blueprint.actions.imported.scores_of", fail)
    with pytest.raises(FulcrumError, match="disk is full"):
        taken(table(ROW), tmp_path)
    assert not Assessment.objects.exists()
    assert not Answer.objects.exists()


def test_rows_are_written_together(release: Release, tmp_path: Path) -> None:
    content = numbered(40)
    lines = content.splitlines(keepends=True)
    with CaptureQueriesContext(connection) as few:
        taken(b"".join(lines[:11]), tmp_path)
    with CaptureQueriesContext(connection) as many:
        taken(content, tmp_path)
    assert Assessment.objects.count() == 39
    assert len(many) - len(few) < 30
