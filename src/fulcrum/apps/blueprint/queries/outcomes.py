"""Everything a result page shows of one assessment, gathered once for page, files and report."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fulcrum.apps.blueprint.models import Answer, Assessment
from fulcrum.apps.blueprint.queries.changes import Change, change_since
from fulcrum.apps.blueprint.queries.peers import Peers, peers_of
from fulcrum.apps.blueprint.releases import spec_of
from fulcrum.apps.blueprint.scoring import UNANSWERED, Given, Result, score
from fulcrum.apps.blueprint.spec import Item, ReleaseSpec

RELATED = ("organisation", "previous__release")  # and the release itself


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


def outcome_of(
    assessment: Assessment, *, compares: bool = True, given: Iterable[Answer] | None = None
) -> Outcome:
    """Gather everything; six queries at most for an assessment read `with_release(*RELATED)`.

    Args:
        assessment: whose answers count.
        compares: whether last time and peers are looked at.
        given: the assessment's answers, when they have been read already.
    """
    spec = spec_of(assessment.release)
    rows = list(assessment.answers.all() if given is None else given)
    answers = {row.item_id: Given(row.level, row.not_applicable) for row in rows}
    reasons = {row.item_id: row.reason for row in rows if row.not_applicable}
    return Outcome(
        assessment=assessment,
        spec=spec,
        answers=answers,
        reasons={item: reasons[item] for item in spec.items if item in reasons},
        result=score(spec, answers),
        change=change_since(assessment, answers) if compares else None,
        peers=peers_of(assessment) if compares else Peers(0, None, {}),
    )
