"""Pages of duplicates and merges."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from fulcrum.apps.parties.actions.organisations import link_tenant, update_organisation
from fulcrum.apps.parties.models import Distinct, Merge, Organisation
from fulcrum.kernel.actors import Actor, Role
from tests.apps.parties.conftest import Maker


@pytest.fixture
def secretariat(client_as: Callable[..., Client]) -> Client:
    return client_as(Role.SECRETARIAT_OFFICER)


@pytest.fixture
def pair(organisation_of: Maker) -> tuple[Organisation, Organisation]:
    one = organisation_of("Fjord Bank", languages=["en"], notes="ours")
    return one, organisation_of("Fjord Bank AS", languages=["sw"], external_key="K")


def test_found_compared_merged_undone(
    secretariat: Client, pair: tuple[Organisation, Organisation], officer: Actor
) -> None:
    one, other = pair
    url = reverse("organisation_merge", args=[one.pk, other.pk])
    for found in (reverse("duplicates"), reverse("organisation_duplicates", args=[one.pk])):
        assert url in secretariat.get(found).content.decode()
    page = secretariat.get(url).content.decode()
    assert "80% alike" in page
    assert 'name="notes"' not in page
    assert secretariat.post(url, {"name": "other"}).status_code == 200
    secretariat.post(url, {"name": "absorbed", "languages": "both"})
    one.refresh_from_db()
    assert (one.name, one.languages, one.aliases) == ("Fjord Bank AS", ["en", "sw"], ["Fjord Bank"])
    assert (one.notes, one.external_key) == ("ours", "K")
    undo = reverse("merge_undo", args=[Merge.objects.get().pk])
    assert undo in secretariat.get(reverse("organisation", args=[one.pk])).content.decode()
    assert "Undo this merge?" in secretariat.get(undo).content.decode()
    update_organisation(one, {"size_band": "micro"}, by=officer)
    response = secretariat.post(undo, follow=True)
    assert "edited since" in response.content.decode()
    assert "undone before" in secretariat.post(undo, follow=True).content.decode()
    assert Organisation.objects.live().count() == 2


def test_they_differ(secretariat: Client, pair: tuple[Organisation, Organisation]) -> None:
    one, other = pair
    secretariat.post(reverse("organisations_distinct", args=[one.pk, other.pk]))
    assert Distinct.objects.exists()
    assert "No duplicate found" in secretariat.get(reverse("duplicates")).content.decode()
    same = reverse("organisations_distinct", args=[one.pk, one.pk])
    assert "one record already" in secretariat.post(same, follow=True).content.decode()


def test_two_accounts_are_not_merged(
    secretariat: Client,
    pair: tuple[Organisation, Organisation],
    tenant_of: Callable[..., object],
    system: Actor,
) -> None:
    for organisation in pair:
        link_tenant(organisation, tenant_of(), by=system)  # type: ignore[arg-type]
    url = reverse("organisation_merge", args=[row.pk for row in pair])
    page = secretariat.post(url, {"name": "kept", "languages": "kept"}).content.decode()
    assert "sign in for both" in page


def test_equal_records_say_so(secretariat: Client, organisation_of: Maker) -> None:
    one, other = organisation_of("Same"), organisation_of("Same")
    url = reverse("organisation_merge", args=[one.pk, other.pk])
    assert "Every field is the same" in secretariat.get(url).content.decode()


def test_many_pairs_are_shown_in_part(
    secretariat: Client, organisation_of: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fulcrum.apps.parties.views.merging.PAIRS_SHOWN", 1)
    for _number in range(3):
        organisation_of("Same")
    assert "The likeliest 1 are shown" in secretariat.get(reverse("duplicates")).content.decode()
