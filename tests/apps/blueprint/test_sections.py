"""An organisation's page shows its assessments to those who may see them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fulcrum.apps.blueprint.models import Assessment, AssessmentState, Release
from fulcrum.apps.blueprint.sections import SHOWN
from fulcrum.apps.parties.models import Organisation
from fulcrum.kernel.actors import Role
from tests.apps.blueprint.making import draft, finished, institution


def section(client: Client, organisation: Organisation) -> str:
    """The section on the organisation's page; empty when there is none."""
    shown = client.get(reverse("organisation", args=[organisation.pk])).content.decode()
    return str(shown.partition('id="assessments"')[2].partition("</section>")[0])


@pytest.fixture
def secretariat(client_as: Callable[..., Client]) -> Client:
    return client_as(Role.SECRETARIAT_OFFICER)


@pytest.fixture
def mine(own: Organisation, release: Release) -> Assessment:
    private = AssessmentState.PRIVATE
    finished(own, release, {"G-1": 1}, day=date(2025, 1, 1), state=private)
    draft(own, release, {"G-1": 4})
    return finished(own, release, {"G-1": 2, "G-2": 2, "T-1": 2})


def test_the_secretariat_sees_what_was_submitted(mine: Assessment, secretariat: Client) -> None:
    shown = section(secretariat, mine.organisation)
    assert reverse("assessment_result", args=[mine.pk]) in shown
    # 2*6 = 12 of 32 at least, 12 + 8 at most.
    assert "38–62%" in shown
    assert shown.count("<li") == 1


def test_the_institution_sees_private_ones_too(
    mine: Assessment, own: Organisation, client_as: Callable[..., Client]
) -> None:
    colleague = client_as(Role.INSTITUTION_COLLEAGUE, tenant=own.tenant)
    shown = section(colleague, own)
    assert shown.count("<li") == 2
    assert "kept private" in shown


def test_others_see_none(
    own: Organisation, mine: Assessment, client_as: Callable[..., Client]
) -> None:
    Organisation.objects.filter(pk=own.pk).update(is_reference=True)
    for role in (Role.INSTITUTION_LEAD, Role.CRIME_ANALYST, Role.COMMISSIONER):
        assert section(client_as(role), own) == ""


def test_without_assessments_there_is_no_section(release: Release, secretariat: Client) -> None:
    assert section(secretariat, institution()) == ""


def test_only_the_newest_are_shown(
    own: Organisation, release: Release, secretariat: Client
) -> None:
    for number in range(SHOWN + 2):
        finished(own, release, {"G-1": "no"}, day=date(2025, 1, number + 1))
    shown = section(secretariat, own)
    assert shown.count("<li") == SHOWN + 1
    assert "Older ones" in shown


def test_it_takes_one_query_more(
    own: Organisation, mine: Assessment, secretariat: Client, django_assert_max_num_queries: Any
) -> None:
    section(secretariat, own)
    with django_assert_max_num_queries(12):
        section(secretariat, own)
