"""What the list of commitments shows."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fulcrum.apps.blueprint.commitment_words import rung_label, rung_tone
from fulcrum.apps.blueprint.models import Audience
from fulcrum.apps.blueprint.models.commitments import RUNG_LABELS
from fulcrum.apps.blueprint.queries.commitments import rung_of
from fulcrum.apps.blueprint.queries.releases import action_line, published_release
from fulcrum.apps.blueprint.releases import spec_of
from fulcrum.apps.parties.enums import SubSector
from fulcrum.apps.ui.lists import ChoiceFilter, Column, Empty, ListSpec, link_to

_WITHDRAWN = "withdrawn"


def rung_cell(value: int | None, _row: dict[str, Any]) -> Any:
    """A status as a badge."""
    rung = rung_of(value)
    return format_html('<span class="badge tone-{}">{}</span>', rung_tone(rung), rung_label(rung))


def disputed_cell(value: bool, _row: dict[str, Any]) -> str:  # noqa: FBT001 - a cell's value
    """Whether a dispute is open, in a word."""
    return _("disputed") if value else ""


def _by_rung(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    return rows.filter(rung=None) if value == _WITHDRAWN else rows.filter(rung=int(value))


def _rungs() -> list[tuple[str, Any]]:
    known = [(str(int(rung)), label) for rung, label in RUNG_LABELS.items()]
    return [*known, (_WITHDRAWN, gettext_lazy("Withdrawn"))]


def action_choices() -> list[tuple[str, str]]:
    """The Actions of the published release to filter by."""
    release = published_release()
    if release is None:
        return []
    spec = spec_of(release)
    lines = [action_line(spec, action) for action in spec.actions]
    return [(line.action.id, f"{line.action.id} {line.title}") for line in lines]


COMMITMENTS = ListSpec(
    name="commitments",
    title=gettext_lazy("Commitments"),
    columns=(
        Column("title", gettext_lazy("Commitment"), link=link_to("commitment"), sort=True),
        Column("organisation__name", gettext_lazy("Institution")),
        Column("rung", gettext_lazy("Status"), format=rung_cell, by_value=True,
               plain=lambda value, _row: rung_label(rung_of(value))),
        Column("disputed", gettext_lazy("Dispute"), format=disputed_cell, by_value=True,
               plain=lambda value, _row: _("disputed") if value else ""),
        Column("by_when", gettext_lazy("By when"), sort=True),
        Column("audience", gettext_lazy("Who may read it"), choices=Audience.choices),
        Column("updated_at", gettext_lazy("Changed"), sort=True),
    ),
    filters=(
        ChoiceFilter("status", gettext_lazy("Status"), _rungs, apply=_by_rung),
        ChoiceFilter(
            "action",
            gettext_lazy("Action"),
            action_choices,
            apply=lambda rows, value: rows.filter(actions__action_id=value),
        ),
        ChoiceFilter(
            "sub_sector",
            gettext_lazy("Sub-sector"),
            SubSector.choices,
            field="organisation__sub_sector",
        ),
        ChoiceFilter(
            "disputed",
            gettext_lazy("Dispute"),
            [("yes", gettext_lazy("Disputed"))],
            apply=lambda rows, _value: rows.filter(disputed=True),
        ),
    ),
    search=lambda rows, text: rows.filter(
        Q(title__icontains=text) | Q(organisation__name__icontains=text)
    ),
    search_label=gettext_lazy("Commitment or institution"),
    default_sort="-updated_at",
    export_permission="blueprint.view_commitments",
    empty=Empty(
        gettext_lazy("No commitment yet"),
        gettext_lazy(
            "A commitment says what an institution will do about an Action, by when, and how it "
            "will be known. Its status follows from dated evidence, not from words."
        ),
        gettext_lazy("Propose the first"),
        "/blueprint/commitments/new",
    ),
    template="blueprint/commitments.html",
)  # fmt: skip
