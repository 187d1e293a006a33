"""What would have changed an alert: which of its indicators it cannot do without."""

from collections.abc import Mapping, Sequence
from typing import Any

from fulcrum.engines.screening.alerts import Rule
from fulcrum.engines.screening.indicator import Indicator
from fulcrum.engines.screening.pack import Pack

# The hits of an alert by indicator; each has day, members, value and threshold.
Hits = Mapping[str, Sequence[Mapping[str, Any]]]


def networks(pack: Pack, present: Hits, rule: Rule) -> list[str]:
    """The network indicators that are an alert by themselves."""
    return [
        key
        for key, found in present.items()
        if pack.indicators[key].alone
        and not pack.indicators[key].weight_only
        and any(hit["members"] >= rule.least_members for hit in found)
    ]


def stands(pack: Pack, present: Hits, rule: Rule) -> bool:
    """Whether hits are an alert, on whatever day."""
    if networks(pack, present, rule):
        return True
    counting = [pack.indicators[key] for key in present if not pack.indicators[key].weight_only]
    seen = [(hit["day"], one) for one in counting for hit in present[one.id]]
    return any(
        _enough([one for day, one in seen if last - rule.days < day <= last], rule)
        for last, _one in seen
    )


def _enough(together: Sequence[Indicator], rule: Rule) -> bool:
    """Whether indicators that were hit within one window are different enough."""
    families = {one.family for one in together}
    different = {one.id for one in together}
    return len(different) >= rule.least_indicators and len(families) >= rule.least_families


def needed_of(pack: Pack, present: Hits, rule: Rule) -> frozenset[str]:
    """The indicators without any one of which the alert would not stand."""
    return frozenset(
        key
        for key in present
        if not stands(
            pack, {other: found for other, found in present.items() if other != key}, rule
        )
    )


def changes_of(pack: Pack, present: Hits, needed: frozenset[str], rule: Rule) -> tuple[str, ...]:
    """What would have changed the outcome, as sentences."""
    families = {pack.indicators[key].family.value for key in present}
    seen = _many(len(present), "indicator", "indicators")
    rests = f"It rests on {seen} of {_many(len(families), 'family', 'families')}; "
    lines = [f"{rests}the rule asks {rule.least_indicators} of {rule.least_families}."]
    lines += [
        f"{key} is a network of {max(hit['members'] for hit in present[key])} members, an alert "
        f"by itself from {rule.least_members}."
        for key in networks(pack, present, rule)
    ]
    if needed:
        lines.append(f"Without any one of {', '.join(sorted(needed))} there would be no alert.")
    else:
        lines.append("Any one indicator could be missing, and the alert would stand.")
    for key, found in present.items():
        hit = max(found, key=lambda one: one["value"])
        lines.append(
            f"{key} {pack.indicators[key].name}: observed {hit['value']:g}, "
            f"threshold {hit['threshold']:g}, on {_many(len(found), 'day', 'days')}."
        )
    return tuple(lines)


def _many(count: int, one: str, more: str) -> str:
    return f"{count:,} {one if count == 1 else more}"
