"""The pages that take commitments in from a file."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from fulcrum.apps.blueprint.actions.commitment_import import (
    carry_out_commitment_import,
)
from fulcrum.apps.blueprint.models import Commitment, Release
from fulcrum.apps.jobs.actions import run_job
from fulcrum.apps.jobs.models import Job
from fulcrum.apps.parties.models import Import
from fulcrum.kernel.actors import Role, system_actor
from tests.apps.blueprint.actions.test_commitment_import import HEAD, ROWS
from tests.apps.blueprint.making import institution

BY = system_actor("test")
FAULTY = (HEAD + ROWS.replace("2028-01-01", "soon")).encode()


@pytest.fixture
def secretariat(client_as: Callable[..., Client], release: Release) -> Client:
    institution("Savannah Bank")
    return client_as(Role.SECRETARIAT_OFFICER)


@pytest.fixture
def run(secretariat: Client) -> Import:
    file = SimpleUploadedFile("commitments.csv", FAULTY, "text/csv")
    response = secretariat.post(reverse("commitment_import_new"), {"file": file})
    run_job(Job.objects.get(pk=response["Location"].rsplit("/", 1)[-1]))
    return Import.objects.latest("pk")


def test_a_file_is_sent_and_checked_at_once(secretariat: Client) -> None:
    address = reverse("commitment_import_new")
    assert "evidence_publisher" in secretariat.get(address).content.decode()
    file = SimpleUploadedFile("commitments.csv", FAULTY, "text/csv")
    response = secretariat.post(address, {"file": file})
    assert response.status_code == 302
    assert "/jobs/" in response["Location"]
    wrong = SimpleUploadedFile("commitments.csv", b"colour,size\nred,1\n", "text/csv")
    refused = secretariat.post(address, {"file": wrong})
    assert (refused.status_code, b"mean nothing here" in refused.content) == (422, True)


def test_the_check_says_what_would_be_and_offers_the_rest(secretariat: Client, run: Import) -> None:
    shown = secretariat.get(reverse("commitment_import", args=[run.pk])).content.decode()
    assert "Take in the rows that are right" in shown
    assert "by_when" in shown
    faults = secretariat.get(reverse("commitment_import_faults", args=[run.pk]))
    content = faults.getvalue()
    assert b"soon" in content
    assert not Commitment.objects.exists()
    assert secretariat.post(reverse("commitment_import_start", args=[run.pk])).status_code == 302


def test_what_was_taken_in_is_said(secretariat: Client, run: Import) -> None:
    run_job(carry_out_commitment_import(run, by=BY, queue=False))
    shown = secretariat.get(reverse("commitment_import", args=[run.pk])).content.decode()
    assert "See the commitments" in shown
    again = secretariat.post(reverse("commitment_import_start", args=[run.pk]))
    assert again["Location"] == reverse("commitment_import", args=[run.pk])
    assert Commitment.objects.count() == 1


def test_the_empty_file_has_every_heading(secretariat: Client) -> None:
    response = secretariat.get(reverse("commitment_import_layout"))
    content = response.getvalue()
    assert content.decode("utf-8-sig").startswith("organisation,key,title,actions")
