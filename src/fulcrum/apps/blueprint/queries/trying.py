"""What answers that nobody keeps amount to: the same computations, without a row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from fulcrum.apps.blueprint.diagnosis.involvement import Said, Verdict, involvement_of
from fulcrum.apps.blueprint.diagnosis.likelihood import Finding, find_likelihood
from fulcrum.apps.blueprint.diagnosis.naming import named
from fulcrum.apps.blueprint.diagnosis.proposals import Proposal, propose
from fulcrum.apps.blueprint.diagnosis.ranking import Sensitivity, Standing, census_of, sensitivities
from fulcrum.apps.blueprint.diagnosis.severity import NAMES, Judgements
from fulcrum.apps.blueprint.goods_lists import current_goods, scales_in_use

Item = Mapping[str, Any]


def found_for(item: Item) -> tuple[Finding, Proposal]:
    """What the sources say of an activity, and what they propose."""
    finding = find_likelihood(
        item.get("good", ""),
        item.get("sector", ""),
        item.get("country", ""),
        current_goods(),
        scales_in_use(),
    )
    return finding, propose(item["area"], finding)


@dataclass(frozen=True, slots=True)
class Tried:
    """One activity with what it amounts to."""

    number: int
    name: str
    item: Item
    verdict: Verdict
    finding: Finding
    judgements: Judgements
    amount: Decimal
    sensitivities: tuple[Sensitivity, ...] = ()

    @property
    def standing(self) -> Standing:
        """What its place depends on."""
        levels = self.judgements
        return Standing(levels.severity, levels.likelihood, self.amount, str(self.number))


def _said(item: Item, name: str) -> Said:
    return Said(item.get(name), item.get(f"{name}_reason", ""))


def _tried(number: int, item: Item) -> Tried:
    finding, proposal = found_for(item)
    levels = {name: item.get(name) or getattr(proposal.judgements, name) for name in NAMES}
    return Tried(
        number,
        named(item.get("good", ""), item.get("sector", ""), item.get("country", "")),
        item,
        involvement_of(_said(item, "causes"), _said(item, "contributes"), _said(item, "linked")),
        finding,
        Judgements(**levels),
        Decimal(item.get("amount") or 0),
    )


def ranked(items: Sequence[Item]) -> list[Tried]:
    """Activities from the gravest to the least, each with what would change its rank."""
    tried = [_tried(number, item) for number, item in enumerate(items, start=1) if item.get("area")]
    ordered = sorted(tried, key=lambda one: one.standing.order)
    return [
        Tried(
            one.number, one.name, one.item, one.verdict, one.finding, one.judgements, one.amount,
            sensitivities(one.judgements, census_of(one.standing, [other.standing for other in ordered if other is not one])),
        )
        for one in ordered
    ]  # fmt: skip
