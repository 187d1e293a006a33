"""What scoring gives: scored alerts, the card they were scored by, and how it did."""

from dataclasses import asdict, dataclass
from typing import Any

import pyarrow as pa

from fulcrum.engines.screening.ranking.card import Card
from fulcrum.engines.screening.ranking.evaluation import Evaluation
from fulcrum.engines.screening.ranking.origin import told_by


@dataclass(frozen=True, slots=True)
class Ranking:
    """Scored alerts.

    Attributes:
        table: alert, subject, opened, points, card_points, score; the highest first.
        card: what the scores were made by.
        why_weights: why nothing was learned; "" when the card was learned.
        evaluation: how the learned scores did; None for weights.
    """

    table: pa.Table
    card: Card
    why_weights: str
    evaluation: Evaluation | None

    def summary(self) -> str:
        """What a score means, and how far it can be trusted."""
        lines = [f"{self.table.num_rows:,} alerts were scored. {self.card.meaning}"]
        if self.why_weights:
            lines.append(self.why_weights)
        if self.evaluation is not None:
            lines.append(self.evaluation.summary())
        return "\n".join(lines)

    def explain(self) -> str:
        """How scores were made, and who described the method."""
        return told_by(self.card.provenance)

    def to_dict(self) -> dict[str, Any]:
        """Everything but the rows, as plain values."""
        evaluation = None if self.evaluation is None else self.evaluation.to_dict()
        return {
            "alerts": self.table.num_rows,
            "card": asdict(self.card),
            "why_weights": self.why_weights,
            "evaluation": evaluation,
        }
