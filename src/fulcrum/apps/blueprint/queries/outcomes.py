"""Everything a result page shows of one assessment, gathered once for page, files and report."""

from collections.abc import Mapping
from dataclasses import dataclass

from fulcrum.apps.blueprint.models import Answer, Assessment
from fulcrum.apps.blueprint.queries.changes import Change, change_since
from fulcrum.apps.blueprint.queries.peers import Peers, peers_of
from fulcrum.apps.blueprint.releases import spec_of
from fulcrum.apps.blueprint.scoring import UNANSWERED, Given, Result, score
from fulcrum.apps.blueprint.spec import Item, ReleaseSpec

RELATED = ("release", "organisation", "previous__release")


@dataclass(frozen=True, slots=True)
class Outcome:
    """An assessment with all that follows from its answers."""

    assessment: Assessment
    spec: ReleaseSpec
    answers: Mapping[str, Given]
    reasons: Mapping[str, str]
    result: Result
    change: Change | None
    peers: Peers

    @property
    def unanswered(self) -> list[Item]:
        """Items that widen the range."""
        items = self.spec.items.values()
        return [item for item in items if not self.answers.get(item.id, UNANSWERED).is_answered]

    @property
    def set_aside(self) -> list[tuple[Item, str]]:
        """Items that do not apply, each with the reason given."""
        return [(self.spec.items[item], reason) for item, reason in self.reasons.items()]

    @property
    def is_preview(self) -> bool:
        """Whether answers may still change."""
        return self.assessment.finished_at is None


def outcome_of(assessment: Assessment, *, compares: bool = True) -> Outcome:
    """Gather everything; six queries at most for an assessment read with RELATED.

    Args:
        assessment: whose answers count.
        compares: whether last time and peers are looked at.
    """
    spec = spec_of(assessment.release)
    rows = list(
        Answer.objects.filter(assessment=assessment).values_list(
            "item_id", "level", "not_applicable", "reason"
        )
    )
    answers = {item: Given(level, aside) for item, level, aside, _reason in rows}
    reasons = {item: reason for item, _level, aside, reason in rows if aside}
    return Outcome(
        assessment=assessment,
        spec=spec,
        answers=answers,
        reasons={item: reasons[item] for item in spec.items if item in reasons},
        result=score(spec, answers),
        change=change_since(assessment, answers) if compares else None,
        peers=peers_of(assessment) if compares else Peers(0, None, {}),
    )
