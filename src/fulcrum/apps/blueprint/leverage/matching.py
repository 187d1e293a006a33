"""Which practices fit a risk, and why: a sum of stated weights, so that anybody can check it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from fulcrum.apps.blueprint.diagnosis.context import RiskContext
from fulcrum.apps.blueprint.diagnosis.terms import Involvement
from fulcrum.apps.blueprint.leverage.terms import BILATERAL, LeverageKind
from fulcrum.kernel.sectors import is_sector, lineage

MOST = 10
GRAVE = 4


class Why(StrEnum):
    """What about a practice fits."""

    ACTOR = "actor"
    SECTOR = "sector"
    WIDER_SECTOR = "wider_sector"
    COUNTRY = "country"
    KIND = "kind"
    GRAVE = "grave"
    SHOWN = "shown"


WEIGHTS = {
    Why.ACTOR: 3,
    Why.SECTOR: 3,
    Why.WIDER_SECTOR: 2,
    Why.COUNTRY: 2,
    Why.KIND: 2,
    Why.GRAVE: 1,
    Why.SHOWN: 1,
}
ABOUT = frozenset({Why.ACTOR, Why.SECTOR, Why.WIDER_SECTOR, Why.COUNTRY})
# A bank that causes or contributes changes its own conduct and terms; one that is linked uses
# leverage, and builds it with others where its own is too little (UNGP 19 and its commentary).
KINDS = {
    Involvement.CAUSE: frozenset({LeverageKind.COMMERCIAL}),
    Involvement.CONTRIBUTE: BILATERAL,
    Involvement.LINKED: frozenset(LeverageKind),
}


@dataclass(frozen=True, slots=True)
class Facets:
    """What a practice is about.

    Attributes:
        key: its key.
        title: what breaks ties, so that the order is always the same.
        kind: a value of `LeverageKind`.
        actor_types: kinds of institution it is known of; empty for any.
        sectors: codes of ISIC; empty for any.
        countries: ISO 3166-1 codes; empty for any.
        shown: 1 to 4, how strongly its result is shown.
    """

    key: int
    title: str
    kind: str
    actor_types: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    shown: int = 1


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A practice that fits a risk.

    Attributes:
        facets: the practice.
        reasons: what fits.
    """

    facets: Facets
    reasons: tuple[Why, ...]

    @property
    def points(self) -> int:
        """The sum of the reasons' weights; each step of how strongly it is shown counts one."""
        return sum(
            WEIGHTS[why] * (self.facets.shown - 1 if why is Why.SHOWN else 1)
            for why in self.reasons
        )

    @property
    def fit(self) -> int:
        """The points that who, what and where give; of two with as many points it comes first."""
        return sum(WEIGHTS[why] for why in self.reasons if why in ABOUT)


def _sector(wanted: str, sectors: Sequence[str]) -> Why | None:
    if not wanted or not is_sector(wanted):
        return None
    if wanted in sectors:
        return Why.SECTOR
    wider = {one.code for one in lineage(wanted)}
    narrower = any(
        is_sector(code) and wanted in {one.code for one in lineage(code)} for code in sectors
    )
    return Why.WIDER_SECTOR if narrower or wider & set(sectors) else None


def reasons_of(risk: RiskContext, facets: Facets) -> tuple[Why, ...]:
    """What about a practice fits a risk."""
    found: list[Why] = []
    if risk.institution_type and risk.institution_type in facets.actor_types:
        found.append(Why.ACTOR)
    if (sector := _sector(risk.sector, facets.sectors)) is not None:
        found.append(sector)
    if risk.country and risk.country in facets.countries:
        found.append(Why.COUNTRY)
    if facets.kind in KINDS.get(Involvement(risk.involvement), frozenset()):
        found.append(Why.KIND)
    if (risk.severity or 0) >= GRAVE and facets.kind not in BILATERAL:
        found.append(Why.GRAVE)
    if facets.shown > 1:
        found.append(Why.SHOWN)
    return tuple(found)


def suggest(risk: RiskContext, practices: Iterable[Facets], most: int = MOST) -> list[Suggestion]:
    """The practices that fit best, the first the best; each fits who, what or where.

    Args:
        risk: what is known of the risk.
        practices: the published ones.
        most: how many at most.
    """
    found = [Suggestion(one, reasons_of(risk, one)) for one in practices]
    fitting = [one for one in found if ABOUT & set(one.reasons)]
    fitting.sort(key=lambda one: (-one.points, -one.fit, one.facets.title, one.facets.key))
    return fitting[:most]
