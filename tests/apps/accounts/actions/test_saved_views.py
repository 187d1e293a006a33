import pytest

from fulcrum.apps.accounts.actions import saved_views
from fulcrum.apps.accounts.actions.saved_views import delete_view, save_view
from fulcrum.apps.accounts.models import Membership, SavedView
from fulcrum.apps.audit.models import Entry
from fulcrum.kernel.actors import ANONYMOUS
from fulcrum.kernel.errors import ConflictError, RefusedError
from tests.apps.accounts.conftest import acting


def test_the_same_name_again_replaces(lead: Membership) -> None:
    first = save_view(list_name="people", name="Ours", query="q=a", by=acting(lead))
    again = save_view(list_name="people", name="Ours", query="q=b", by=acting(lead))
    assert first.pk == again.pk
    assert SavedView.objects.get().query == "q=b"
    assert not Entry.objects.exists()


def test_fifty_of_a_list_are_enough(lead: Membership, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saved_views, "MOST", 1)
    save_view(list_name="people", name="One", query="", by=acting(lead))
    with pytest.raises(ConflictError, match="Delete one"):
        save_view(list_name="people", name="Two", query="", by=acting(lead))
    assert save_view(list_name="people", name="One", query="q=a", by=acting(lead)).query == "q=a"
    assert save_view(list_name="tenants", name="Two", query="", by=acting(lead)).pk


def test_views_are_ones_own(lead: Membership, colleague: Membership) -> None:
    view = save_view(list_name="people", name="Ours", query="", by=acting(lead))
    with pytest.raises(RefusedError):
        delete_view(view, by=acting(colleague))
    with pytest.raises(RefusedError):
        save_view(list_name="people", name="Ours", query="", by=ANONYMOUS)
    delete_view(view, by=acting(lead))
    assert not SavedView.objects.exists()
