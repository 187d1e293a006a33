"""Today of a Secretariat officer: what waits, how far the sector is, where nobody was reached."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fulcrum.apps.blueprint.queries.peers import latest_submitted
from fulcrum.apps.blueprint.queries.today import today_for
from fulcrum.apps.home.queries.pieces import Line, Panel, Tile, Today, happenings
from fulcrum.apps.parties.enums import Continent, SubSector
from fulcrum.apps.parties.models import Organisation
from fulcrum.kernel.actors import Actor

GAPS, LATELY = 6, 8
VERBS = (
    "submit_assessment", "reply_to_clarification", "accept_submission", "publish_release",
    "import_organisations",
)  # fmt: skip
Group = tuple[str, str]


def _counts() -> Mapping[Group, int]:
    rows = Organisation.objects.live().values_list("sub_sector", "continent")
    return {(sector, place): n for sector, place, n in rows.annotate(n=Count("pk")).order_by()}


def _reached() -> Mapping[Group, int]:
    rows = latest_submitted().values_list("organisation__sub_sector", "organisation__continent")
    return {(sector, place): n for sector, place, n in rows.annotate(n=Count("pk")).order_by()}


def _gap(group: Group, count: int) -> Line:
    sector, place = group
    where = f"{SubSector(sector).label} · {Continent(place).label}"
    query = urlencode({"sub_sector": sector, "continent": place})
    note = ngettext("%(count)d organisation", "%(count)d organisations", count) % {"count": count}
    return Line(where, f"{reverse('organisations')}?{query}", note)


def gaps(known: Mapping[Group, int], reached: Mapping[Group, int]) -> list[Line]:
    """Sub-sectors of continents where organisations are known and none submitted; largest first."""
    missing = [(group, n) for group, n in known.items() if not reached.get(group) and all(group)]
    missing.sort(key=lambda pair: (-pair[1], pair[0]))
    return [_gap(group, count) for group, count in missing[:GAPS]]


def _tiles(known: int, reached: int, waiting: int) -> list[Tile]:
    share = f"{round(100 * reached / known)}%" if known else "–"
    return [
        Tile(str(waiting), _("waiting for you"), reverse("submissions")),
        Tile(str(reached), _("institutions submitted"), reverse("state_of_play")),
        Tile(share, _("of known organisations reached"), reverse("state_of_play")),
        Tile(str(known), _("organisations known"), reverse("organisations")),
    ]


def officer_today(actor: Actor) -> Today:
    """What a Secretariat officer sees first."""
    waiting, known, reached = today_for(actor), _counts(), _reached()
    total, done = sum(known.values()), sum(reached.values())
    said = ngettext(
        "%(done)d institution has submitted.", "%(done)d institutions have submitted.", done
    )
    panel = Panel(
        "gaps",
        _("Where nobody has been reached"),
        gaps(known, reached),
        _(
            "Every sub-sector of every continent with known organisations has at least one submission."
        ),
        reverse("state_of_play"),
        _("State of play"),
    )
    return Today(
        lead=said % {"done": done},
        waiting=waiting,
        at_rest=_("No submission waits, and every answer is read."),
        tiles=_tiles(total, done, sum(one.count for one in waiting)),
        panels=(panel,),
        lately=happenings(VERBS, most=LATELY),
    )
