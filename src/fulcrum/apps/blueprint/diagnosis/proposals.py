"""Judgements proposed from sources, until a person makes their own.

Cautious and written down, so that a file of 50,000 exposures has an order to begin with:

    linked           yes for products, clients and suppliers: a business relationship is what they
                     are; in own operations nothing is proposed, for only people inside know
    scale            5 where forced labour and labour of children were found for it there, 4 where
                     either was, 3 otherwise (the harm looked for is grave by its nature)
    scope            4 with four lines of the list or more, 3 with two or three, 2 otherwise
    irremediability  4 where children are concerned, 3 otherwise

The rule is ours. A page says of every such judgement that it is proposed.
"""

from dataclasses import dataclass

from fulcrum.apps.blueprint.diagnosis.likelihood import Finding
from fulcrum.apps.blueprint.diagnosis.severity import Judgements
from fulcrum.apps.blueprint.diagnosis.terms import Area, Harm, Involvement


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed for a risk."""

    harm: Harm
    linked: bool | None
    involvement: Involvement
    judgements: Judgements


def _scope(count: int) -> int:
    return 4 if count >= 4 else 3 if count >= 2 else 2


def propose(area: str, finding: Finding) -> Proposal:
    """Judgements from what the sources say."""
    linked = None if area == Area.OWN_OPERATIONS else True
    scale = 3 + finding.forced + finding.child
    only_child = finding.child and not finding.forced
    return Proposal(
        harm=Harm.CHILD_LABOUR if only_child else Harm.FORCED_LABOUR,
        linked=linked,
        involvement=Involvement.LINKED if linked else Involvement.UNKNOWN,
        judgements=Judgements(
            scale=scale,
            scope=_scope(finding.here_count),
            irremediability=4 if finding.child else 3,
            likelihood=finding.level,
        ),
    )
