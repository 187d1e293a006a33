"""Propose values of a parameter from a bank's own distribution of what the indicator observes."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from fulcrum.engines.screening.indicator import Parameter
from fulcrum.engines.screening.pack import load_pack
from fulcrum.engines.screening.ranking.origin import made_by
from fulcrum.engines.screening.ranking.tables import query, rows_of
from fulcrum.engines.screening.store import open_store
from fulcrum.engines.screening.tuning.calibration import CalibrateSpec, Calibration, Proposal
from fulcrum.engines.screening.tuning.evaluate import hits_of
from fulcrum.engines.screening.tuning.segments import (
    ALL,
    NO_SEGMENT,
    in_segments,
    parameter_of,
    segments_of,
)
from fulcrum.engines.screening.work import Report, to_nobody
from fulcrum.kernel.errors import FulcrumError


def propose_values(spec: CalibrateSpec, report: Report = to_nobody) -> Calibration:
    """Propose values: for each segment the lowest that at most 1 - quantile of its accounts reach.

    The indicator is evaluated with the floor in place of the parameter, so that what accounts
    observe above it is known; the highest of each account counts.

    Args:
        spec: what to propose values of.
        report: told (stage, done, total).

    Raises:
        FulcrumError: the floor is not below the current value, or the indicator does not compare
            what it observes with this parameter.
    """
    pack, store = load_pack(spec.pack), open_store(spec.data)
    parameter = parameter_of(pack, spec.indicator, spec.parameter)
    current = float(spec.parameters.get(spec.parameter, parameter.default))
    if not spec.floor < current:
        raise FulcrumError(
            f"{spec.floor:g} is not below the current value, {current:g}.",
            where="floor",
            mend="Give the loosest value that is worth looking at.",
        )
    segments = segments_of(store)
    given = (spec.floor, current)
    indicator = pack.indicators[spec.indicator]
    values = [indicator.values({**spec.parameters, spec.parameter: one}) for one in given]
    hits = hits_of(indicator, values, store, spec.limits, report)
    resolved = [one.values[spec.parameter] for one in values]
    reached, elsewhere = _reached(hits, segments, _scale(hits, resolved, given, parameter))
    return Calibration(
        spec.indicator,
        spec.parameter,
        parameter.unit,
        current,
        spec.floor,
        store.last_day - store.first_day + 1,
        elsewhere,
        _proposals(_sizes(segments), reached, current, spec),
        made_by(METHOD, data=store.digest, pack=pack.digest, tried=_inputs(spec)),
    )


def _proposals(
    sizes: Mapping[str, int],
    reached: Mapping[str, list[float]],
    current: float,
    spec: CalibrateSpec,
) -> tuple[Proposal, ...]:
    return tuple(
        _propose(name, quantile, (sizes[name], reached.get(name, [])), current, spec)
        for name in sorted(sizes, key=lambda one: (one != ALL, one))
        for quantile in spec.quantiles
    )


METHOD = (
    "The indicator evaluated with the floor; of each account the highest value it observed; proposed "
    "is the lowest value that no larger share of a segment's accounts reaches than was asked for."
)


def _inputs(spec: CalibrateSpec) -> list[Any]:
    values = sorted(spec.parameters.items())
    return [spec.indicator, spec.parameter, spec.floor, *spec.quantiles, spec.least_beyond, values]


def _scale(
    hits: pa.Table, resolved: Sequence[float], given: Sequence[float], parameter: Parameter
) -> float:
    """By what observed values are divided to be in the parameter's unit: 100 for cents, else 1."""
    seen = rows_of(
        query(
            "SELECT variant, min(threshold) AS low, max(threshold) AS high, "
            "bool_and(value >= threshold) AS reaches FROM hits GROUP BY variant",
            hits=hits,
        )
    )
    unit = 100.0 if parameter.unit == "money" else 1.0
    for scale, bounds in ((unit, resolved), (1.0, given)):
        if all(
            one["low"] == one["high"] == bounds[one["variant"]] and one["reaches"] for one in seen
        ):
            return scale
    raise FulcrumError(
        f"What the indicator observes is not compared with {parameter.name!r}.",
        where="parameter",
        mend="Calibrate the parameter that its hits name as their threshold.",
    )


def _reached(
    hits: pa.Table, segments: Mapping[str, str], scale: float
) -> tuple[dict[str, list[float]], int]:
    """The highest value of each account that reached the floor, rising, by segment."""
    found: dict[str, list[float]] = {}
    elsewhere = 0
    highest = query(
        "SELECT subject, max(value) AS value FROM hits WHERE variant = 0 GROUP BY subject "
        "ORDER BY value, subject",
        hits=hits,
    )
    for one in rows_of(highest):
        segment = segments.get(one["subject"])
        elsewhere += segment is None
        for name in () if segment is None else in_segments(segment):
            found.setdefault(name, []).append(one["value"] / scale)
    return found, elsewhere


def _sizes(segments: Mapping[str, str]) -> dict[str, int]:
    sizes: dict[str, int] = {ALL: 0}
    for segment in segments.values():
        for name in in_segments(segment):
            sizes[name] = sizes.get(name, 0) + 1
    if sizes.get(NO_SEGMENT) == sizes[ALL]:
        del sizes[NO_SEGMENT]  # nobody has one
    return sizes


def _propose(
    segment: str,
    quantile: float,
    seen: tuple[int, list[float]],
    current: float,
    spec: CalibrateSpec,
) -> Proposal:
    """The lowest value that at most 1 - quantile of the accounts reach."""
    accounts, values = seen
    most = int((1 - quantile) * accounts + 1e-9)
    now = len(values) - bisect_left(values, current)
    if most < spec.least_beyond:
        note = f"Too few accounts: fewer than {spec.least_beyond} lie beyond it."
        return Proposal(segment, quantile, accounts, None, 0, now, note)
    if len(values) <= most:
        note = "No more reach even the floor; a lower one may do."
        return Proposal(segment, quantile, accounts, spec.floor, len(values), now, note)
    place = len(values) - most  # of the lowest value that may fire, unless others equal it
    while place < len(values) and values[place] == values[place - 1]:
        place += 1
    if place == len(values):
        note = "More than that share the highest value that was seen."
        return Proposal(segment, quantile, accounts, None, 0, now, note)
    return Proposal(segment, quantile, accounts, values[place], len(values) - place, now, "")
