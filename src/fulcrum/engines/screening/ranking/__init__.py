"""Rank alerts: a score that says what it means, a cut that fits a team, and whether it is fair.

    from fulcrum.engines.screening.ranking import CapacitySpec, RankSpec, cut, rank
    from fulcrum.engines.screening.ranking import read_judgements, read_outputs

    run = read_outputs(Path("run"))
    ranking = rank(run, run.pack, read_judgements(dispositions), RankSpec())
    print(ranking.summary())
    print(cut(ranking, CapacitySpec(per_week=200)).summary())

Names are loaded when first used; only learning needs scikit-learn (the extra `learn`).
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fulcrum.engines.screening.ranking.capacity import CapacitySpec, cut
    from fulcrum.engines.screening.ranking.card_text import read_card
    from fulcrum.engines.screening.ranking.fairness import FairnessSpec, fairness_of
    from fulcrum.engines.screening.ranking.judgements import read_judgements
    from fulcrum.engines.screening.ranking.outputs import read_outputs
    from fulcrum.engines.screening.ranking.scoring import rank
    from fulcrum.engines.screening.ranking.spec import RankSpec
    from fulcrum.engines.screening.ranking.weeks import plan_weeks

_HOMES = {
    "CapacitySpec": "capacity",
    "FairnessSpec": "fairness",
    "RankSpec": "spec",
    "cut": "capacity",
    "fairness_of": "fairness",
    "plan_weeks": "weeks",
    "rank": "scoring",
    "read_card": "card_text",
    "read_judgements": "judgements",
    "read_outputs": "outputs",
}
__all__ = [
    "CapacitySpec",
    "FairnessSpec",
    "RankSpec",
    "cut",
    "fairness_of",
    "plan_weeks",
    "rank",
    "read_card",
    "read_judgements",
    "read_outputs",
]


def __getattr__(name: str) -> Any:
    """A public name, loaded when first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
