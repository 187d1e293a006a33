"""Today of an institution: its assessment, what it is asked, where it stands among its peers."""

from django.urls import reverse
from django.utils.translation import gettext as _

from fulcrum.apps.blueprint.models import FINISHED, Assessment, Score
from fulcrum.apps.blueprint.queries.assessments import progress_of
from fulcrum.apps.blueprint.queries.peers import Peers, peers_of
from fulcrum.apps.blueprint.queries.releases import published_release
from fulcrum.apps.blueprint.queries.results import OVERALL
from fulcrum.apps.blueprint.queries.today import today_for
from fulcrum.apps.blueprint.queries.waits import Waiting
from fulcrum.apps.blueprint.wording import day as said_day
from fulcrum.apps.blueprint.wording import percent, said_difference, said_range
from fulcrum.apps.home.queries.pieces import Line, Panel, Tile, Today
from fulcrum.apps.parties.models import Organisation
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.estimates import Range

SHOWN = 5


def _overall(assessments: list[Assessment]) -> dict[int, Range]:
    rows = Score.objects.filter(kind=OVERALL, assessment__in=assessments)
    found = rows.values_list("assessment_id", "low", "high")
    return {pk: Range(low, high) for pk, low, high in found if None not in {low, high}}  # type: ignore[arg-type] # checked


def _start() -> Waiting:
    return Waiting(
        _("Begin your self-assessment"),
        _(
            "About forty questions, over days and with colleagues. Nothing is shared before you say so."
        ),
        reverse("assessments"),
    )


def _peer_tile(latest: Assessment, peers: Peers) -> Tile:
    result = reverse("assessment_result", args=[latest.pk])
    if peers.overall is None:
        return Tile("–", _("median of peers"), result, _("Fewer than five peers have submitted."))
    note = _("%(count)d institutions of your sub-sector") % {"count": peers.count}
    return Tile(f"{percent(peers.overall.median)}%", _("median of peers"), result, note)


def _tiles(finished: list[Assessment], values: dict[int, Range]) -> list[Tile]:
    """One's last evaluation, what changed, and the peers; nothing before the first is finished."""
    if not finished:
        return []
    latest, result = finished[0], reverse("assessment_result", args=[finished[0].pk])
    own = values.get(latest.pk)
    tiles = [Tile(said_range(own), _("your last evaluation"), result)]
    before = values.get(finished[1].pk) if len(finished) > 1 else None
    if own is not None and before is not None:
        change = said_difference(own.shifted_by(before))
        tiles.append(Tile(change, _("percentage points since the one before"), result))
    return [*tiles, _peer_tile(latest, peers_of(latest, by_area=False))]


def _history(finished: list[Assessment], values: dict[int, Range]) -> Panel:
    lines = [
        Line(
            said_day(one.as_of_date),
            reverse("assessment_result", args=[one.pk]),
            said_range(values.get(one.pk)),
        )
        for one in finished[:SHOWN]
    ]
    return Panel(
        "history",
        _("Your assessments"),
        lines,
        _("None is finished yet. The first shows where you stand; the next, what changed."),
        reverse("assessments"),
        _("All of them"),
    )


def _progress(draft: Assessment | None) -> list[Panel]:
    """How far each area of the open draft is."""
    if draft is None or not draft.is_open:
        return []
    lines = [
        Line(
            part.title,
            reverse("question", args=[draft.pk, part.first_open or part.area.items[0].id]),
            _("%(done)d of %(total)d") % {"done": part.answered_count, "total": part.item_count},
        )
        for part in progress_of(draft)
    ]
    overview = reverse("assessment", args=[draft.pk])
    return [
        Panel("draft", _("The draft, by area"), lines, more_url=overview, more_label=_("Open it"))
    ]


def institution_today(actor: Actor) -> Today:
    """What the lead and colleagues of an institution see first."""
    organisation = Organisation.objects.filter(tenant_id=actor.tenant_id or 0).first()
    if organisation is None:
        return Today(
            lead=_("Your organisation has no record in the register yet."),
            at_rest=_("The Secretariat links your sign-in to its record; then you can begin."),
        )
    rows = Assessment.objects.visible_to(actor).filter(organisation=organisation)
    mine = list(rows.with_release("organisation").order_by("-finished_at", "-pk"))
    finished = [one for one in mine if one.state in FINISHED]
    draft = next((one for one in mine if one.state not in FINISHED), None)
    values, waiting = _overall(finished), today_for(actor, mine)
    if not waiting and not finished and draft is None and published_release() is not None:
        waiting = [_start()]
    return Today(
        lead=organisation.name,
        waiting=waiting,
        at_rest=_("Nothing waits for you. When things have changed, begin the next assessment."),
        tiles=_tiles(finished, values),
        panels=(*_progress(draft), _history(finished, values)),
    )
