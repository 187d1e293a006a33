"""The showcase: whole, invented from end to end, built once."""

from collections import Counter

import pytest
from django.urls import reverse

from fulcrum.apps.accounts.models import Membership, Tenant, User
from fulcrum.apps.audit.queries import verify
from fulcrum.apps.blueprint.actions.releases import load_release
from fulcrum.apps.blueprint.models import Assessment, Clarification
from fulcrum.apps.blueprint.queries.outcomes import outcome_of
from fulcrum.apps.blueprint.queries.peers import peers_of
from fulcrum.apps.blueprint.releases import SHIPPED
from fulcrum.apps.home import showcase
from fulcrum.apps.home.showcase import build_showcase
from fulcrum.apps.parties.models import Organisation
from fulcrum.kernel.actors import Role
from fulcrum.kernel.errors import FulcrumError
from tests.apps.blueprint.making import SYSTEM
from tests.conftest import ClientMaker

pytestmark = pytest.mark.django_db


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A showcase, with fewer institutions than people see; what was said meanwhile."""
    monkeypatch.setattr(showcase, "INSTITUTION_COUNT", 24)
    monkeypatch.setattr(showcase, "ASSESSMENT_COUNT", 30)
    load_release(SHIPPED / "release-2019.1", by=SYSTEM, publish=True)
    said: list[str] = []
    assert build_showcase(say=said.append)
    return said


def test_it_is_whole_and_all_invented(built: list[str]) -> None:
    assert len(built) == 3
    roles = set(Membership.objects.values_list("role", flat=True))
    assert roles == set(Role)
    for model in (Tenant, User, Organisation, Assessment):
        assert not model.objects.filter(is_invented=False).exists(), model
    states = Counter(Assessment.objects.values_list("state", flat=True))
    assert states["draft"] == 1
    assert states["private"] == 1
    assert states["submitted"] > 30
    assert set(Clarification.objects.values_list("state", flat=True)) == {"open", "answered"}
    assert Assessment.objects.filter(accepted_at__isnull=False).count() > 5
    assert verify().is_whole


def test_a_change_and_peers_show(built: list[str]) -> None:
    draft = Assessment.objects.get(state="draft")
    assert draft.previous is not None
    assert outcome_of(draft).change is not None
    assert peers_of(draft.previous).overall is not None
    authors = set(draft.answers.values_list("updated_by", flat=True))
    assert len(authors) == 2
    assert draft.comments.count() == 3
    assert draft.evidence.count() == 2


def test_it_is_built_once(built: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    before = Organisation.objects.count()
    assert not build_showcase(say=built.append)
    assert Organisation.objects.count() == before
    monkeypatch.setattr(showcase, "was_built", lambda: False)
    with pytest.raises(FulcrumError, match="not finished") as told:
        build_showcase(say=built.append)
    assert "start again" in told.value.mend


def test_without_a_release_it_says_so() -> None:
    with pytest.raises(FulcrumError, match="No framework release"):
        build_showcase(say=lambda _text: None)


def test_every_role_opens_on_a_page(built: list[str], client_as: ClientMaker) -> None:
    for role in Role:
        member = Membership.objects.filter(role=role).order_by("pk").first()
        assert member is not None
        client = client_as(member)
        page = client.get(reverse("today"))
        assert page.status_code == 200, role
        assert "Waiting for you" in page.content.decode()
