"""What accounts add to every page: organisations to switch to, links to one's own things."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from fulcrum.apps.accounts.enums import ROLE_LABELS
from fulcrum.apps.accounts.models import Membership
from fulcrum.apps.accounts.models import SavedView as SavedViewRow
from fulcrum.apps.accounts.people import chosen_membership
from fulcrum.apps.ui.access import actor_of
from fulcrum.apps.ui.lists import SavedView
from fulcrum.kernel.actors import ActorKind, Role


def membership_label(membership: Membership) -> str:
    """An organisation and the role held there."""
    return f"{membership.tenant} · {ROLE_LABELS[Role(membership.role)]}"


def shell_of(request: HttpRequest) -> dict[str, Any]:
    """Shell context of whoever is signed in; nothing for others."""
    if actor_of(request).kind is not ActorKind.PERSON:
        return {}
    rows: list[Membership] = getattr(request, "memberships", [])
    current = chosen_membership(request, rows)
    return {
        "memberships": [
            {"pk": row.pk, "label": membership_label(row), "current": row is current}
            for row in rows
        ],
        "current_membership": membership_label(current) if current else "",
        "switch_url": reverse("switch_organisation"),
        "save_view_url": reverse("save_view"),
        "account_links": [
            {"url": reverse("my_access"), "label": _("My access")},
            {"url": reverse("mfa_index"), "label": _("Second factors")},
            {"url": reverse("account_change_password"), "label": _("Change password")},
        ],
    }


def saved_views_of(request: HttpRequest, list_name: str) -> list[SavedView]:
    """Somebody's saved views of a list."""
    rows = SavedViewRow.objects.all().kept_by(actor_of(request), list_name)
    return [
        SavedView(pk, name, query, delete_url=reverse("delete_view", args=[pk]))
        for pk, name, query in rows
    ]
