"""The Blueprint, its Goals and Actions, and who is doing what about them."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from fulcrum.apps.blueprint.commitment_words import PIECE_STATES, explain
from fulcrum.apps.blueprint.ladder.pieces import pieces_of
from fulcrum.apps.blueprint.ladder.standing import day_of, known_at, stands
from fulcrum.apps.blueprint.ladder.terms import Kind
from fulcrum.apps.blueprint.models import Commitment, PracticeTermKind, Release
from fulcrum.apps.blueprint.models.commitment_evidence import EvidenceKind
from fulcrum.apps.blueprint.models.commitments import RUNG_LABELS
from fulcrum.apps.blueprint.queries import commitments as queries
from fulcrum.apps.blueprint.queries.practices import public_practices
from fulcrum.apps.blueprint.queries.releases import (
    action_line,
    goal_sections,
    goal_title,
    published_release,
    translation_is_draft,
)
from fulcrum.apps.blueprint.releases import spec_of
from fulcrum.apps.open.queries.commitments import public_commitments, serving
from fulcrum.apps.open.shell import public_page, show
from fulcrum.apps.ui.patterns import State

ON_A_PAGE, SHOWN = 50, 25


def _release() -> Release:
    found = published_release()
    if found is None:
        raise Http404
    return found


@public_page
def blueprint(request: HttpRequest, language: str) -> HttpResponse:
    """Every Goal with its Actions."""
    release = published_release()
    spec = spec_of(release) if release else None
    context = {
        "release": release,
        "goals": goal_sections(spec) if spec else [],
        "unconfirmed": sum(not action.confirmed for action in spec.actions) if spec else 0,
        "is_draft": translation_is_draft(spec) if spec else False,
    }
    return show(request, "open/blueprint.html", context)


@public_page
def part(request: HttpRequest, language: str, part: str) -> HttpResponse:
    """A Goal or an Action, with who is doing what about it."""
    release = _release()
    spec = spec_of(release)
    rows = serving(part)
    context: dict[str, Any] = {
        "release": release,
        "part": part,
        "count": rows.count(),
        "commitments": rows[:SHOWN],
        "practices": public_practices().with_term(
            PracticeTermKind.ACTION if "." in part else PracticeTermKind.GOAL, part
        )[:SHOWN],
        "is_draft": translation_is_draft(spec),
    }
    if part in spec.action_by_id:
        line = action_line(spec, spec.action_by_id[part])
        context |= {"line": line, "goal_title": goal_title(spec, line.action.goal)}
        return show(request, "open/action.html", context)
    section = next((one for one in goal_sections(spec) if one.goal.id == part), None)
    if section is None:
        raise Http404
    return show(request, "open/goal.html", context | {"section": section})


@public_page
def commitments(request: HttpRequest, language: str) -> HttpResponse:
    """Every public commitment, the furthest first."""
    pages = Paginator(public_commitments(), ON_A_PAGE)
    asked = request.GET.get("page", "1")
    page = pages.get_page(asked)
    return show(request, "open/commitments.html", {"page": page, "count": pages.count})


@public_page
def commitment(request: HttpRequest, language: str, pk: int) -> HttpResponse:
    """A public commitment: where it stands, and the evidence that carries it."""
    rows = Commitment.objects.public().select_related("organisation", "release")
    found, now = get_object_or_404(rows, pk=pk), timezone.now()
    known = known_at(queries.events_of(found), now)
    standing = stands(known, day_of(now))
    views = pieces_of(known, standing)
    pieces = queries.evidence_at(found, now)
    spec = spec_of(found.release)
    context = {
        "commitment": found,
        "explained": explain(standing, pieces),
        "ladder": [
            (label, standing.rung is not None and rung <= standing.rung, rung == standing.rung)
            for rung, label in RUNG_LABELS.items()
        ],
        "evidence": [
            (
                piece,
                State(*map(str, PIECE_STATES[views[key].state])),
                _kind(views[key].coded, piece),
            )
            for key, piece in pieces.items()
        ],
        "actions": [
            action_line(spec, spec.action_by_id[one])
            for one in sorted(found.actions.values_list("action_id", flat=True))
            if one in spec.action_by_id
        ],
        "disputes": queries.disputes_at(found, now),
    }
    return show(request, "open/commitment.html", context)


def _kind(coded: Any, piece: Any) -> str:
    """What a piece shows: as coded, or as its institution says until then."""
    return str(EvidenceKind((coded[0] if coded else Kind(piece.kind)).value).label)
