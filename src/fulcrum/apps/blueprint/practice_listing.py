"""What the catalogue of practices and the list of plans show."""

from typing import Any, cast

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fulcrum.apps.blueprint.commitment_listing import action_choices
from fulcrum.apps.blueprint.dimensions import labels, published_spec
from fulcrum.apps.blueprint.leverage.terms import LeverageKind, PlanState, PracticeState, Shown
from fulcrum.apps.blueprint.leverage_words import PLAN_TONES, PRACTICE_TONES, sector_title
from fulcrum.apps.blueprint.models import PracticeTerm, PracticeTermKind
from fulcrum.apps.blueprint.models.practices import PracticeQuerySet
from fulcrum.apps.parties.enums import ActorType
from fulcrum.apps.parties.geography import country_name
from fulcrum.apps.ui.lists import ChoiceFilter, Column, Empty, ListSpec, link_to


def _badge(tones: Any, states: Any) -> Any:
    def cell(value: str, _row: dict[str, Any]) -> Any:
        return format_html(
            '<span class="badge tone-{}">{}</span>', tones[value], states(value).label
        )

    return cell


def _short_shown(value: int, _row: dict[str, Any]) -> str:
    return str(Shown(value).label).partition(":")[0]


def _by(kind: str) -> Any:
    return lambda rows, value: rows.with_term(kind, value)


def _used(kind: str, name: Any) -> Any:
    """The sectors or countries that published practices name: what others draft is theirs."""

    def choices() -> list[tuple[str, str]]:
        rows = PracticeTerm.objects.filter(kind=kind, practice__state=PracticeState.PUBLISHED)
        found = rows.order_by().values_list("value", flat=True).distinct()
        return sorted(((value, name(value)) for value in found), key=lambda pair: pair[1])

    return choices


FILTERS = (
    ChoiceFilter("kind", gettext_lazy("Kind of leverage"), LeverageKind.choices),
    ChoiceFilter(
        "actor_type",
        gettext_lazy("Kind of institution"),
        ActorType.choices,
        apply=_by(PracticeTermKind.ACTOR_TYPE),
    ),
    ChoiceFilter(
        "goal",
        gettext_lazy("Goal"),
        lambda: list(labels("goal", published_spec()).items()),
        apply=_by(PracticeTermKind.GOAL),
    ),
    ChoiceFilter(
        "action", gettext_lazy("Action"), action_choices, apply=_by(PracticeTermKind.ACTION)
    ),
    ChoiceFilter(
        "sector",
        gettext_lazy("Sector"),
        _used(PracticeTermKind.SECTOR, sector_title),
        apply=_by(PracticeTermKind.SECTOR),
    ),
    ChoiceFilter(
        "country",
        gettext_lazy("Country"),
        _used(PracticeTermKind.COUNTRY, country_name),
        apply=_by(PracticeTermKind.COUNTRY),
    ),
)
PRACTICES = ListSpec(
    name="practices",
    title=gettext_lazy("Leverage"),
    columns=(
        Column("title", gettext_lazy("Practice"), link=link_to("practice"), sort=True),
        Column("who", gettext_lazy("Who")),
        Column("kind", gettext_lazy("Kind of leverage"), choices=LeverageKind.choices),
        Column(
            "shown",
            gettext_lazy("Shown"),
            format=_short_shown,
            by_value=True,
            sort=True,
        ),
        Column(
            "state",
            gettext_lazy("State"),
            format=_badge(PRACTICE_TONES, PracticeState),
            by_value=True,
            plain=lambda value, _row: str(PracticeState(value).label),
        ),
        Column("updated_at", gettext_lazy("Changed"), sort=True),
    ),
    filters=(*FILTERS, ChoiceFilter("state", gettext_lazy("State"), PracticeState.choices)),
    search=lambda rows, text: cast(PracticeQuerySet, rows).search(text),
    search_label=gettext_lazy("Words of the practice, its result or its source"),
    default_sort="-updated_at",
    export_permission="blueprint.view_practices",
    empty=Empty(
        gettext_lazy("No practice yet"),
        gettext_lazy(
            "The catalogue holds what institutions did to make others change, where it is from, and "
            "what came of it."
        ),
        gettext_lazy("Contribute the first"),
        "/blueprint/practices/new",
    ),
    template="blueprint/practices.html",
)


def _milestones(value: int, row: dict[str, Any]) -> str:
    said = _("%(reached)d of %(all)d") % {"reached": row["reached_count"], "all": value}
    if not row["late_count"]:
        return said
    late = ngettext("%(n)d late", "%(n)d late", row["late_count"]) % {"n": row["late_count"]}
    return f"{said}, {late}"


PLANS = ListSpec(
    name="plans",
    title=gettext_lazy("Plans"),
    columns=(
        Column("title", gettext_lazy("Plan"), link=link_to("plan"), sort=True),
        Column("about", gettext_lazy("Risk")),
        Column(
            "state",
            gettext_lazy("State"),
            format=_badge(PLAN_TONES, PlanState),
            by_value=True,
            plain=lambda value, _row: str(PlanState(value).label),
        ),
        Column(
            "milestone_count",
            gettext_lazy("Milestones reached"),
            format=_milestones,
            by_value=True,
            needs=("reached_count", "late_count"),
        ),
        Column("by_when", gettext_lazy("By when"), sort=True),
        Column("updated_at", gettext_lazy("Changed"), sort=True),
    ),
    filters=(ChoiceFilter("state", gettext_lazy("State"), PlanState.choices),),
    search=lambda rows, text: rows.filter(title__icontains=text),
    search_label=gettext_lazy("Words of the title"),
    default_sort="-updated_at",
    export_permission="blueprint.view_plans",
    empty=Empty(
        gettext_lazy("No plan yet"),
        gettext_lazy(
            "A plan says how you use your leverage on a risk: what will be different, step by step, "
            "and what is done when a step fails. Open a risk and ask what you could do."
        ),
        gettext_lazy("Begin a plan"),
        "/blueprint/plans/new",
    ),
    template="blueprint/plans.html",
)
