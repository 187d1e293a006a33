"""Today of a financial-crime analyst: alerts by priority, cases due, what the last run found."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fulcrum.apps.blueprint.queries.waits import Waiting
from fulcrum.apps.home.queries.pieces import Line, Panel, Tile, Today
from fulcrum.apps.screening.enums import OPEN_ALERTS, Priority, RunState
from fulcrum.apps.screening.models import Alert, Run
from fulcrum.apps.screening.queries.alerts import Queue, queue_of
from fulcrum.apps.screening.queries.cases import CaseWaits, waiting_for
from fulcrum.apps.screening.words import PRIORITY_TONES, said_indicators
from fulcrum.kernel.actors import Actor

SHOWN = 6


def _of_alerts(queue: Queue) -> list[Waiting]:
    alerts, found = reverse("alerts"), []
    if queue.late:
        title = ngettext("%(n)d alert is late", "%(n)d alerts are late", queue.late)
        text = _("Its day to be read has passed.")
        found.append(Waiting(title % {"n": queue.late}, text, f"{alerts}?where=late", urgent=True))
    if queue.to_check:
        title = ngettext(
            "%(n)d reading waits for you", "%(n)d readings wait for you", queue.to_check
        )
        text = _("A colleague said what an alert shows; a second person has to check it.")
        found.append(Waiting(title % {"n": queue.to_check}, text, f"{alerts}?where=proposed"))
    if queue.high:
        title = ngettext(
            "%(n)d alert of high priority", "%(n)d alerts of high priority", queue.high
        )
        text = _("Signs, not proof: read it before anybody acts.")
        found.append(Waiting(title % {"n": queue.high}, text, f"{alerts}?where=open&priority=1"))
    return found


def _of_cases(waits: CaseWaits) -> list[Waiting]:
    cases, found = reverse("cases"), []
    if waits.late:
        title = ngettext("%(n)d case of yours is late", "%(n)d cases of yours are late", waits.late)
        text = _("It was to be decided by now.")
        found.append(Waiting(title % {"n": waits.late}, text, cases, urgent=True))
    if waits.decisions:
        title = ngettext(
            "%(n)d decision waits for you", "%(n)d decisions wait for you", waits.decisions
        )
        text = _("A second person has to agree.")
        found.append(Waiting(title % {"n": waits.decisions}, text, cases))
    if waits.tasks:
        title = ngettext("%(n)d task of yours is due", "%(n)d tasks of yours are due", waits.tasks)
        found.append(Waiting(title % {"n": waits.tasks}, _("In cases that are open."), cases))
    if waits.due:
        title = ngettext("%(n)d case of yours is due", "%(n)d cases of yours are due", waits.due)
        found.append(Waiting(title % {"n": waits.due}, _("Within a week."), cases))
    return found


def _next_alerts(actor: Actor) -> Panel:
    rows = Alert.objects.visible_to(actor).filter(state__in=OPEN_ALERTS, snoozed_until=None)
    lines = [
        Line(
            said_indicators(one.indicators),
            reverse("alert", args=[one.pk]),
            str(Priority(one.priority).label),
            PRIORITY_TONES[Priority(one.priority)],
        )
        for one in rows.order_by("priority", "-points")[:SHOWN]
    ]
    return Panel(
        "alerts",
        _("Read next"),
        lines,
        _("No alert is open. They come from runs."),
        reverse("alerts"),
        _("The whole queue"),
    )


def _last_run(actor: Actor) -> Panel:
    run = Run.objects.visible_to(actor).filter(state=RunState.FINISHED).order_by("-pk").first()
    if run is None:
        return Panel("run", _("The last run"), empty=_("No run has ended yet."),
                     more_url=reverse("runs"), more_label=_("Runs"))  # fmt: skip
    address = reverse("run", args=[run.pk])
    lacking = len(run.result.get("lacking", {}))
    lines = [
        Line(run.title, address, _("%(n)d alerts") % {"n": run.alert_count}),
        Line(_("New"), address, str(run.new_count)),
        Line(_("Indicators that could not be evaluated"), address, str(lacking)),
    ]
    return Panel("run", _("The last run"), lines, "", reverse("runs"), _("All runs"))


def analyst_today(actor: Actor) -> Today:
    """What an analyst sees first."""
    queue = queue_of(actor)
    lead = ngettext(
        "%(n)d alert is open. Whoever holds an account may be the person harmed.",
        "%(n)d alerts are open. Whoever holds an account may be the person harmed.",
        queue.open,
    )
    return Today(
        lead=lead % {"n": queue.open},
        waiting=[*_of_alerts(queue), *_of_cases(waiting_for(actor))],
        at_rest=_("Nothing waits for you."),
        tiles=_tiles(queue),
        panels=[_next_alerts(actor), _last_run(actor)],
    )


def _tiles(queue: Queue) -> list[Tile]:
    alerts = reverse("alerts")
    return [
        Tile(str(queue.open), _("alerts open"), f"{alerts}?where=open"),
        Tile(str(queue.mine), _("with you"), f"{alerts}?where=open"),
        Tile(str(queue.closed_week), _("closed within a week"), f"{alerts}?where=closed"),
    ]
