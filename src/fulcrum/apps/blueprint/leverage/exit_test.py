"""Would leaving lower the risk to people? The questions, and what follows from the answers.

UN Guiding Principles on Business and Human Rights (United Nations, 2011), principle 19 and its
commentary: use leverage; where it is lacking, increase it; consider ending a relationship only
where it cannot be increased, taking credible assessments of the adverse human rights impacts of
doing so into account. The more severe the abuse, the more quickly change must be seen before one
decides. Who stays for as long as abuse goes on shows continuing efforts to mitigate it, and is
prepared to accept the consequences.
"""

from collections.abc import Mapping
from enum import StrEnum

HAS_LEVERAGE = "has_leverage"
CAN_BUILD = "can_build"
CRUCIAL = "crucial"
LEAVING_HARMS = "leaving_harms"
CARED_FOR = "cared_for"
QUESTIONS = (HAS_LEVERAGE, CAN_BUILD, CRUCIAL, LEAVING_HARMS, CARED_FOR)
GRAVE = 4
Answers = Mapping[str, bool | None]


class Verdict(StrEnum):
    """What follows from the answers."""

    OPEN = "open"
    USE = "use"
    BUILD = "build"
    STAY = "stay"
    PREPARE = "prepare"
    LEAVE = "leave"


def verdict(answers: Answers) -> Verdict:
    """What follows; OPEN while an answer that it depends on is missing.

    Args:
        answers: True, False or None by question.
    """
    if answers.get(HAS_LEVERAGE) is None:
        return Verdict.OPEN
    if answers[HAS_LEVERAGE]:
        return Verdict.USE
    if answers.get(CAN_BUILD) is None:
        return Verdict.OPEN
    if answers[CAN_BUILD]:
        return Verdict.BUILD
    return _without_leverage(answers)


def _without_leverage(answers: Answers) -> Verdict:
    """Leverage is exhausted: does leaving harm people, and is what they need prepared?"""
    harms, crucial = answers.get(LEAVING_HARMS), answers.get(CRUCIAL)
    if harms is None or crucial is None:
        return Verdict.OPEN
    if harms and answers.get(CARED_FOR) is None:
        return Verdict.OPEN
    if harms and not answers[CARED_FOR]:
        return Verdict.PREPARE
    return Verdict.STAY if crucial else Verdict.LEAVE


def is_urgent(severity: int | None) -> bool:
    """Whether harm is so severe that change must be seen soon, or the relationship ended."""
    return (severity or 0) >= GRAVE
