"""What the queue of alerts and the list of runs show."""

from typing import Any, cast

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fulcrum.apps.screening.enums import OPEN_ALERTS, AlertState, Priority, RunState
from fulcrum.apps.screening.words import (
    PRIORITY_TONES,
    RUN_TONES,
    STATE_TONES,
    due_tone,
    indicator_choices,
    said_indicators,
    said_scenario,
    scenario_choices,
)
from fulcrum.apps.ui.lists import ChoiceFilter, Column, Empty, ListSpec, link_to


def _badge(tones: Any, states: Any) -> Any:
    def cell(value: Any, _row: dict[str, Any]) -> Any:
        return format_html(
            '<span class="badge tone-{}">{}</span>', tones[value], states(value).label
        )

    return cell


def _label(states: Any) -> Any:
    return lambda value, _row: str(states(value).label)


def _box(value: int, row: dict[str, Any]) -> Any:
    """A box that belongs to the form below the list; it works without scripts."""
    return format_html(
        '<input class="form-check-input" type="checkbox" form="triage" name="alert" value="{}" '
        'aria-label="{}">',
        value,
        _("Choose %(subject)s") % {"subject": row["subject"]},
    )


def _why(value: list[str], row: dict[str, Any]) -> str:
    if row["scenarios"]:
        return f"{said_scenario(row['scenarios'][0])}: {said_indicators(value, 2)}"
    return said_indicators(value)


def _due(value: Any, row: dict[str, Any]) -> Any:
    if row["state"] not in OPEN_ALERTS:
        return ""
    tone = due_tone(value, timezone.localdate())
    return format_html(
        '<span class="badge tone-{}">{}</span>', tone, date_format(value, "SHORT_DATE_FORMAT")
    )


def _who(value: str | None, _row: dict[str, Any]) -> str:
    return value or ""


def _open(rows: Any, value: str) -> Any:
    today = timezone.localdate()
    if value == "open":
        asleep = Q(snoozed_until__gte=today)
        return rows.filter(state__in=OPEN_ALERTS).exclude(asleep)
    if value == "late":
        return rows.filter(state__in=OPEN_ALERTS, due_on__lt=today)
    if value == "snoozed":
        return rows.filter(snoozed_until__gte=today)
    return rows.filter(state=value)


def _has(field: str) -> Any:
    """Rows whose list holds a value; ids hold no character that means something in JSON."""
    return lambda rows, value: rows.filter(**{f"{field}__icontains": f'"{value}"'})


WHERE = (
    ("open", gettext_lazy("Open")),
    ("late", gettext_lazy("Late")),
    ("snoozed", gettext_lazy("Left alone")),
    *AlertState.choices,
)
ALERTS = ListSpec(
    name="alerts",
    title=gettext_lazy("Alerts"),
    columns=(
        Column("id", gettext_lazy("Choose"), format=_box, needs=("subject",), plain=lambda v, _r: v),
        Column(
            "priority",
            gettext_lazy("Priority"),
            format=_badge(PRIORITY_TONES, Priority),
            by_value=True,
            plain=_label(Priority),
        ),
        Column("subject", gettext_lazy("Subject"), link=link_to("alert")),
        Column(
            "indicators",
            gettext_lazy("Why"),
            format=_why,
            needs=("scenarios",),
            plain=lambda value, _row: ", ".join(value),
        ),
        Column("points", gettext_lazy("Points"), sort=True, numeric=True,
               format=lambda value, _row: f"{value:.1f}"),
        Column("last_on", gettext_lazy("Last hit")),
        Column(
            "state",
            gettext_lazy("State"),
            format=_badge(STATE_TONES, AlertState),
            by_value=True,
            plain=_label(AlertState),
        ),
        Column("assignee__name", gettext_lazy("With"), format=_who),
        Column("due_on", gettext_lazy("Read by"), sort=True, format=_due, needs=("state",),
               plain=lambda value, _row: value),
    ),
    filters=(
        ChoiceFilter("where", gettext_lazy("Where"), WHERE, apply=_open),
        ChoiceFilter("priority", gettext_lazy("Priority"), Priority.choices),
        ChoiceFilter("scenario", gettext_lazy("Scenario"), scenario_choices, apply=_has("scenarios")),
        ChoiceFilter(
            "indicator", gettext_lazy("Indicator"), indicator_choices, apply=_has("indicators")
        ),
    ),
    search=lambda rows, text: cast(Any, rows).filter(subject__startswith=text),
    search_label=gettext_lazy("Beginning of an account or counterparty"),
    default_sort="-points",
    export_permission="screening.export_alerts",
    empty=Empty(
        gettext_lazy("No alert yet"),
        gettext_lazy(
            "Alerts come from runs of a typology pack over your own transactions. They are signs, "
            "not proof, and never leave this installation."
        ),
        gettext_lazy("See runs"),
        "/screening/runs",
    ),
    template="screening/alerts.html",
)  # fmt: skip


def _count(value: int, _row: dict[str, Any]) -> str:
    return f"{value:,}"


RUNS = ListSpec(
    name="runs",
    title=gettext_lazy("Runs"),
    columns=(
        Column("title", gettext_lazy("Run"), link=link_to("run")),
        Column("dataset__name", gettext_lazy("Data")),
        Column(
            "state",
            gettext_lazy("State"),
            format=_badge(RUN_TONES, RunState),
            by_value=True,
            plain=_label(RunState),
        ),
        Column("hit_count", gettext_lazy("Hits"), numeric=True, format=_count),
        Column("alert_count", gettext_lazy("Alerts"), numeric=True, format=_count),
        Column("new_count", gettext_lazy("New"), numeric=True, format=_count),
        Column("created_at", gettext_lazy("Started"), sort=True),
    ),
    filters=(ChoiceFilter("state", gettext_lazy("State"), RunState.choices),),
    default_sort="-created_at",
    export_permission="screening.view_runs",
    empty=Empty(
        gettext_lazy("No run yet"),
        gettext_lazy(
            "A run reads the transactions that were taken in with “fulcrum screen ingest”, and "
            "puts what it finds into the queue of alerts."
        ),
        gettext_lazy("Start the first"),
        "/screening/runs/new",
    ),
    template="screening/runs.html",
)
