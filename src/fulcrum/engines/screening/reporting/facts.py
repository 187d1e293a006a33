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
    days = len({one.at.date() for one in rows})
    first, last = rows[0].at, rows[-1].at
    told = [
        f"The first transaction was on {moment_words(first)}, the last on {moment_words(last)}, "
        f"on {counted(days, 'day')} in all (local time)."
        if len(rows) > 1
        else f"The transaction was on {moment_words(first)} (local time)."
    ]
    places = Counter(one.place for one in rows if one.place)
    if places:
        ordered = sorted(places.items(), key=lambda pair: (-pair[1], pair[0]))
        shown = [f"{place} ({count})" for place, count in ordered[:MOST_PLACES]]
        more = len(ordered) - len(shown)
        if more:
            shown.append(f"{counted(more, 'other place')}")
        told.append(sentence(f"Places, with how many transactions: {listed(shown)}"))
    countries = sorted({side.country for one in rows for side in one.sides if side.country})
    if len(countries) > 1:
        told.append(sentence(f"Countries of the two sides: {listed(countries)}"))
    return tuple(told)


def how_much(report: Report) -> tuple[str, ...]:
    """Amounts: together, in and out, by channel, the largest."""
    rows, currency = report.transactions, report.currency
    if not rows:
        return ()
    total = sum(one.cents for one in rows)
    told = [f"Together {money(total, currency)} in {counted(len(rows), 'transaction')}."]
    for name, mine in (
        ("came into", _touching(report, 1)),
        ("went out of", _touching(report, 0)),
    ):
        if mine:
            amount = money(sum(one.cents for one in mine), currency)
            told.append(
                f"{amount} {name} accounts of the subjects in {counted(len(mine), 'transaction')}."
            )
    channels = sorted({one.channel for one in rows})
    by_channel = [
        f"{channel} {money(sum(one.cents for one in rows if one.channel == channel), currency)}"
        for channel in channels
    ]
    told.append(sentence(f"By channel: {listed(by_channel)}"))
    largest = max(rows, key=lambda one: (one.cents, one.id))
    told.append(
        f"The largest was {money(largest.cents, currency)} on {day_words(largest.at.date())}."
    )
    return tuple(told)


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
    value = " ".join((number(one.value), one.unit)).strip()
    bound = " ".join((number(one.threshold), one.unit)).strip()
    days = ""
    if one.days:
        days = f", {span_words(one.days[0], one.days[-1])}"
        days += f" ({counted(len(one.days), 'day')})" if len(one.days) > 1 else ""
    told = [
        sentence(f"{one.name} ({one.id}): {one.measures}"),
        f"Observed: {value}; it counts from {bound}{days}.",
    ]
    if rows:
        told.append(sentence(f"For instance {_examples(rows, report)}"))
    origins = listed(ORIGINS[origin] for origin in one.origins if origin in ORIGINS)
    if origins:
        told.append(sentence(origins))
    if one.citations:
        told.append(sentence(f"Source: {'; '.join(one.citations)}"))
    if one.otherwise:
        told.append(sentence(f"Other explanations: {one.otherwise}"))
    return told


def _examples(rows: Sequence[Movement], report: Report) -> str:
    shown = [
        f"{money(row.cents, report.currency)} by {row.channel} on {day_words(row.at.date())}"
        + (f" at {row.place}" if row.place else "")
        for row in rows[:MOST_ROWS]
    ]
    more = len(rows) - len(shown)
    return listed([*shown, f"{more:,} more"] if more else shown)
