"""Pages of imports of completed assessments."""

import io
from collections.abc import Callable

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from fulcrum.apps.blueprint.models import Assessment, Release
from fulcrum.apps.jobs.actions import run_job
from fulcrum.apps.jobs.models import Job
from fulcrum.apps.parties.actions.importing import start_import
from fulcrum.apps.parties.models import Import
from fulcrum.kernel.actors import Actor, Role
from tests.apps.blueprint.making import institution

CONTENT = (
    b"organisation,as_of_date,release,G-1,T-1\r\n"
    b"Savannah Bank (KE),2026-03-01,r1,2,n/a: we do not lend\r\n"
    b"Nobody (KE),2026-03-01,r1,2,\r\n"
)


@pytest.fixture
def secretariat(client_as: Callable[..., Client]) -> Client:
    return client_as(Role.SECRETARIAT_OFFICER)


def job_at(location: str) -> Job:
    """The job whose page an answer leads to."""
    return Job.objects.get(pk=location.rsplit("/", 1)[-1])


def send(client: Client, content: bytes = CONTENT, name: str = "assessments.csv") -> Import:
    """Send a file and let its rows be tried."""
    response = client.post(
        reverse("assessment_import_new"), {"file": SimpleUploadedFile(name, content)}
    )
    assert response.status_code == 302, response.content.decode()
    run_job(job_at(response["Location"]))
    return Import.objects.latest("pk")


def test_from_the_file_to_the_last_row(release: Release, secretariat: Client) -> None:
    institution()
    assert b"No import yet" in secretariat.get(reverse("assessment_imports")).content
    assert b"T-2" in secretariat.get(reverse("assessment_import_new")).content
    run = send(secretariat)
    page = reverse("assessment_import", args=[run.pk])
    shown = secretariat.get(page).content.decode()
    assert "Take in the rows that are right" in shown
    assert "No organisation, or more than one" in shown
    faults = secretariat.get(reverse("assessment_import_faults", args=[run.pk])).getvalue()
    assert b"Nobody (KE)" in faults
    assert b"Savannah" not in faults
    assert not Assessment.objects.exists()
    start = reverse("assessment_import_start", args=[run.pk])
    run_job(job_at(secretariat.post(start)["Location"]))
    assert Assessment.objects.get().organisation.name == "Savannah Bank"
    assert "See the submissions" in secretariat.get(page).content.decode()
    assert secretariat.post(start)["Location"] == page
    assert b"assessments.csv" in secretariat.get(reverse("assessment_imports")).content
    again = send(secretariat)
    shown = secretariat.get(reverse("assessment_import", args=[again.pk])).content.decode()
    assert "There is nothing to take in" in shown


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.exe", b"MZ", "kind of file"),
        ("a.csv", b"organisation,colour\nA,b\n", "colour"),
        ("a.csv", b"organisation\nA\n", "as_of_date"),
    ],
)
def test_files_that_cannot_be_taken(
    release: Release, secretariat: Client, name: str, content: bytes, says: str
) -> None:
    data = {"file": SimpleUploadedFile(name, content)}
    response = secretariat.post(reverse("assessment_import_new"), data)
    assert response.status_code == 422
    assert says in response.content.decode()
    assert not Import.objects.exists()


def test_without_a_file_it_asks_for_one(release: Release, secretariat: Client) -> None:
    assert secretariat.post(reverse("assessment_import_new"), {}).status_code == 422


def test_the_empty_file_can_be_sent_back(release: Release, secretariat: Client) -> None:
    book = secretariat.get(reverse("assessment_import_layout", args=["xlsx"])).content
    sheet, notes = openpyxl.load_workbook(io.BytesIO(book)).worksheets
    (headings,) = sheet.values
    assert headings[:5] == ("organisation", "as_of_date", "release", "submitted_date", "G-1")
    assert "T-2:note" in headings
    assert any("Question G-1?" in str(row) for row in notes.values)
    assert send(secretariat, book, "empty.xlsx").counts == {}
    flat = secretariat.get(reverse("assessment_import_layout", args=["csv"])).getvalue()
    assert send(secretariat, flat).mapping.keys() >= {"organisation", "T-2"}


def test_before_there_is_a_release_the_file_has_the_fixed_columns(
    db: None, secretariat: Client
) -> None:
    for kind in ("csv", "xlsx"):
        assert secretariat.get(reverse("assessment_import_layout", args=[kind])).status_code == 200


def test_imports_of_organisations_are_not_these(
    release: Release, secretariat: Client, officer: Actor
) -> None:
    run = start_import("file.csv", b"name,sub_sector,country\n", by=officer)
    assert secretariat.get(reverse("organisation_import", args=[run.pk])).status_code == 200
    assert secretariat.get(reverse("assessment_import", args=[run.pk])).status_code == 404
    mine = send(secretariat)
    assert secretariat.get(reverse("organisation_import", args=[mine.pk])).status_code == 404


def test_they_are_for_the_secretariat(
    release: Release, secretariat: Client, client_as: Callable[..., Client]
) -> None:
    run = send(secretariat)
    lead = client_as(Role.INSTITUTION_LEAD)
    for name, arguments in (
        ("assessment_imports", []),
        ("assessment_import_new", []),
        ("assessment_import", [run.pk]),
        ("assessment_import_faults", [run.pk]),
        ("assessment_import_layout", ["csv"]),
    ):
        assert lead.get(reverse(name, args=arguments)).status_code == 403
    assert lead.post(reverse("assessment_import_start", args=[run.pk])).status_code == 403
