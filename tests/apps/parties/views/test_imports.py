"""Pages of imports."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from fulcrum.apps.jobs.actions import run_job
from fulcrum.apps.jobs.models import Job
from fulcrum.apps.parties.models import Import, Organisation
from fulcrum.kernel.actors import Role

CONTENT = b"name,sub_sector,country\r\nFjord,banking,NO\r\nBad,banking,Atlantis\r\n"
MAPPING = {f"column_{name}": name for name in ("name", "sub_sector", "country")}


@pytest.fixture
def secretariat(client_as: Callable[..., Client]) -> Client:
    return client_as(Role.SECRETARIAT_OFFICER)


def upload(client: Client, content: bytes = CONTENT, name: str = "organisations.csv") -> str:
    data = {"file": SimpleUploadedFile(name, content), "source": "Register"}
    response = client.post(reverse("organisation_import_new"), data)
    assert response.status_code == 302, response.content.decode()
    return str(response["Location"])


def test_from_the_file_to_the_last_row(secretariat: Client) -> None:
    assert b"No import yet" in secretariat.get(reverse("organisation_imports")).content
    assert b"external_key" in secretariat.get(reverse("organisation_import_new")).content
    page = upload(secretariat)
    run = Import.objects.get()
    assert "Fjord, Bad" in secretariat.get(page).content.decode()
    check = reverse("organisation_import_check", args=[run.pk])
    assert secretariat.get(check).status_code == 200
    assert (
        "fills another field"
        in secretariat.post(check, MAPPING | {"column_lei": "name"}).content.decode()
    )
    assert "Say which column" in secretariat.post(check, {}).content.decode()
    job = Job.objects.get(pk=secretariat.post(check, MAPPING)["Location"].rsplit("/", 1)[-1])
    assert "See how far it is" in secretariat.get(page).content.decode()
    assert "moved on" in secretariat.post(check, MAPPING).content.decode()
    run_job(job)
    shown = secretariat.get(page).content.decode()
    assert "Atlantis" in shown
    assert "Take in the rows that are right" in shown
    faults = secretariat.get(reverse("organisation_import_faults", args=[run.pk]))
    assert b"Atlantis" in faults.getvalue()
    start = reverse("organisation_import_start", args=[run.pk])
    run_job(Job.objects.get(pk=secretariat.post(start)["Location"].rsplit("/", 1)[-1]))
    assert Organisation.objects.get().source == "Register"
    assert "See the organisations" in secretariat.get(page).content.decode()
    assert secretariat.post(start)["Location"] == page
    assert b"organisations.csv" in secretariat.get(reverse("organisation_imports")).content


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.exe", b"MZ", "kind of file"),
        ("a.csv", b"", "empty"),
        ("a.csv", b"a,a\n1,2\n", "stands twice"),
    ],
)
def test_files_that_cannot_be_read(
    secretariat: Client, name: str, content: bytes, says: str
) -> None:
    data = {"file": SimpleUploadedFile(name, content)}
    page = secretariat.post(reverse("organisation_import_new"), data).content.decode()
    assert says in page
    assert not Import.objects.exists()


def test_a_file_of_headings_alone(secretariat: Client) -> None:
    page = upload(secretariat, b"name,sub_sector,country\n")
    assert secretariat.get(page).status_code == 200
    run = Import.objects.get()
    check = reverse("organisation_import_check", args=[run.pk])
    run_job(Job.objects.get(pk=secretariat.post(check, MAPPING)["Location"].rsplit("/", 1)[-1]))
    assert "nothing to take in" in secretariat.get(page).content.decode()


def test_the_layout_has_every_heading(secretariat: Client) -> None:
    response = secretariat.get(reverse("organisation_import_layout"))
    content = response.getvalue()
    assert b"external_key,lei,name" in content
    page = upload(secretariat, content)
    assert len(Import.objects.get(pk=page.rsplit("/", 1)[-1]).mapping) == 17
