"""Sentences of the narrative that count and cite: when, where, how much, and why."""

from collections import Counter
from collections.abc import Sequence

from fulcrum.engines.screening.reporting.movements import Movement
from fulcrum.engines.screening.reporting.observed import Observed
from fulcrum.engines.screening.reporting.spec import Report
from fulcrum.engines.screening.reporting.wording import (
    counted,
    day_words,
    listed,
    moment_words,
    money,
    number,
    sentence,
    span_words,
)

ORIGINS = {
    "source": "thresholds are those of the guidance",
    "ours": "the guidance gives no number; thresholds are defaults of the software",
    "own": "thresholds are the institution's own",
}
MOST_PLACES = 8
MOST_ROWS = 5


def when_and_where(report: Report) -> tuple[str, ...]:
    """The days, places and countries of what is reported."""
    rows = report.transactions
    if not rows:
        return ("No transactions are reported.",)
    told = [_span(rows)]
    if places := _places(rows):
        told.append(sentence(f"Places, with how many transactions: {listed(places)}"))
    countries = sorted({side.country for one in rows for side in one.sides if side.country})
    if len(countries) > 1:
        told.append(sentence(f"Countries of the two sides: {listed(countries)}"))
    return tuple(told)


def _span(rows: Sequence[Movement]) -> str:
    first, last = moment_words(rows[0].at), moment_words(rows[-1].at)
    if len(rows) == 1:
        return f"The transaction was on {first} (local time)."
    days = counted(len({one.at.date() for one in rows}), "day")
    return (
        f"The first transaction was on {first}, the last on {last}, on {days} in all (local time)."
    )


def _places(rows: Sequence[Movement]) -> list[str]:
    places = Counter(one.place for one in rows if one.place)
    ordered = sorted(places.items(), key=lambda pair: (-pair[1], pair[0]))
    shown = [f"{place} ({count})" for place, count in ordered[:MOST_PLACES]]
    more = len(ordered) - len(shown)
    return [*shown, counted(more, "other place")] if more else shown


def how_much(report: Report) -> tuple[str, ...]:
    """Amounts: together, in and out, by channel, the largest."""
    rows, currency = report.transactions, report.currency
    if not rows:
        return ()
    told = [f"Together {_sum(rows, currency)} in {counted(len(rows), 'transaction')}."]
    for name, mine in (("came into", _touching(report, 1)), ("went out of", _touching(report, 0))):
        if mine:
            count = counted(len(mine), "transaction")
            told.append(f"{_sum(mine, currency)} {name} accounts of the subjects in {count}.")
    told.append(sentence(f"By channel: {listed(_by_channel(rows, currency))}"))
    largest = max(rows, key=lambda one: (one.cents, one.id))
    amount, day = money(largest.cents, currency), day_words(largest.at.date())
    return (*told, f"The largest was {amount} on {day}.")


def _sum(rows: Sequence[Movement], currency: str) -> str:
    return money(sum(one.cents for one in rows), currency)


def _by_channel(rows: Sequence[Movement], currency: str) -> list[str]:
    channels = sorted({one.channel for one in rows})
    moved = {name: [one for one in rows if one.channel == name] for name in channels}
    return [f"{name} {_sum(mine, currency)}" for name, mine in moved.items()]


def _touching(report: Report, side: int) -> list[Movement]:
    """Movements with an account of a subject on one side (0 source, 1 target)."""
    keys = {one.key for one in report.subjects}
    mine = {one.number for one in report.accounts if keys.intersection(one.holders)}
    return [one for one in report.transactions if one.sides[side].account in mine]


def why(report: Report) -> tuple[str, ...]:
    """Each indicator: what it looks for, what was observed, from where it counts, who says so."""
    told: list[str] = []
    for one in report.indicators:
        told += _indicator(one, report)
    return tuple(told) or ("No indicator of the typology pack was hit.",)


def _indicator(one: Observed, report: Report) -> list[str]:
    rows = [row for row in report.transactions if one.id in row.indicators]
    value, bound = (f"{number(of)} {one.unit}".strip() for of in (one.value, one.threshold))
    told = [
        sentence(f"{one.name} ({one.id}): {one.measures}"),
        f"Observed: {value}; it counts from {bound}{_on_days(one)}.",
    ]
    if rows:
        told.append(sentence(f"For instance {_examples(rows, report)}"))
    if origins := listed(ORIGINS[origin] for origin in one.origins if origin in ORIGINS):
        told.append(sentence(origins))
    if one.citations:
        told.append(sentence(f"Source: {'; '.join(one.citations)}"))
    if one.otherwise:
        told.append(sentence(f"Other explanations: {one.otherwise}"))
    return told


def _on_days(one: Observed) -> str:
    if not one.days:
        return ""
    count = f" ({counted(len(one.days), 'day')})" if len(one.days) > 1 else ""
    return f", {span_words(one.days[0], one.days[-1])}{count}"


def _examples(rows: Sequence[Movement], report: Report) -> str:
    shown = [
        f"{money(row.cents, report.currency)} by {row.channel} on {day_words(row.at.date())}"
        + (f" at {row.place}" if row.place else "")
        for row in rows[:MOST_ROWS]
    ]
    more = len(rows) - len(shown)
    return listed([*shown, f"{more:,} more"] if more else shown)
