"""How others of the same sub-sector evaluate themselves; never so that one could be told apart."""

from dataclasses import dataclass
from statistics import quantiles

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from fulcrum.apps.blueprint.models import Assessment, AssessmentState, Score
from fulcrum.apps.blueprint.queries.results import AREA, OVERALL
from fulcrum.apps.ui.rls import everything

FEWEST = 5


@dataclass(frozen=True, slots=True)
class Quartiles:
    """First quartile, median, third quartile; 0 to 1."""

    lower: float
    median: float
    upper: float


@dataclass(frozen=True, slots=True)
class Peers:
    """Comparison with the same sub-sector.

    Attributes:
        count: institutions compared with (one's own is not among them).
        overall: quartiles, None when there are fewer than FEWEST.
        areas: by area id, only those with FEWEST evaluations or more.
    """

    count: int
    overall: Quartiles | None
    areas: dict[str, Quartiles]


def quartiles(values: list[float]) -> Quartiles | None:
    """Quartiles (inclusive method, as spreadsheets' QUARTILE.INC); None below FEWEST values.

    Rounded to whole per cents, so that a change of one institution cannot be worked back.
    """
    if len(values) < FEWEST:
        return None
    lower, median, upper = quantiles(values, n=4, method="inclusive")
    return Quartiles(round(lower, 2), round(median, 2), round(upper, 2))


def latest_submitted() -> QuerySet[Assessment]:
    """The newest submitted assessment of every live organisation, by the instant of submission."""
    submitted = Assessment.objects.filter(state=AssessmentState.SUBMITTED)
    instant = OuterRef("finished_at")
    newer = Q(finished_at__gt=instant) | Q(finished_at=instant, pk__gt=OuterRef("pk"))
    later = submitted.filter(newer, organisation=OuterRef("organisation"))
    return submitted.filter(~Exists(later), organisation__merged_into__isnull=True)


def _middles(kind: str, assessments: QuerySet[Assessment]) -> dict[str, list[float]]:
    rows = Score.objects.filter(kind=kind, assessment__in=assessments, low__isnull=False)
    found: dict[str, list[float]] = {}
    for key, middle in rows.annotate(middle=(F("low") + F("high")) / 2).values_list(
        "key", "middle"
    ):
        found.setdefault(key, []).append(middle)
    return found


def peers_of(assessment: Assessment, *, by_area: bool = True) -> Peers:
    """Median and quartiles of the same sub-sector's newest submitted assessments.

    An evaluation that is a range counts with its middle. Invented institutions are compared with
    invented ones only.

    Args:
        assessment: whose institution is compared.
        by_area: also by area, not only overall.
    """
    own = assessment.organisation
    with everything():
        others = (
            latest_submitted()
            .filter(organisation__sub_sector=own.sub_sector, is_invented=assessment.is_invented)
            .exclude(organisation=own)
        )
        count = others.count()
        if count < FEWEST:
            return Peers(count, None, {})
        overall = quartiles(_middles(OVERALL, others).get("", []))
        middles = _middles(AREA, others) if by_area else {}
        areas = {key: quartiles(values) for key, values in middles.items()}
    return Peers(count, overall, {key: found for key, found in areas.items() if found})
