"""Why there is an alert: in plain words, with rows, thresholds, peers and what would change it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from re import findall
from shlex import quote
from typing import Any

from fulcrum.engines.screening.alerts import Rule
from fulcrum.engines.screening.changes import changes_of, needed_of
from fulcrum.engines.screening.decide import day_text
from fulcrum.engines.screening.duck import Duck, dictionaries, files, quoted
from fulcrum.engines.screening.indicator import Indicator
from fulcrum.engines.screening.pack import Pack, load_pack
from fulcrum.engines.screening.plan import make_plan
from fulcrum.engines.screening.proof import find_alert, read_run, shards_of
from fulcrum.engines.screening.sources import SOURCES
from fulcrum.engines.screening.store import Store, open_store


@dataclass(frozen=True, slots=True)
class HitTold:
    """One indicator of an alert.

    Attributes:
        indicator: its id.
        name: its name.
        measures: what it looks for.
        family: what it looks at.
        days: the days on which it was hit, ISO 8601.
        value: the largest observed value.
        threshold: the bound it met.
        members: how many others take part.
        parameters: name, value, and "source", "ours" or "own" (set by this bank), each.
        citations: of its sources.
        roles: who is likely whom.
        false_positives: what else explains it.
        needed: whether the alert would not stand without it.
        rows: transactions that count.
    """

    indicator: str
    name: str
    measures: str
    family: str
    days: tuple[str, ...]
    value: float
    threshold: float
    members: int
    parameters: tuple[tuple[str, str, str], ...]
    citations: tuple[str, ...]
    roles: str
    false_positives: str
    needed: bool
    rows: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """An alert, explained.

    Attributes:
        alert: its name.
        subject: whom it is about.
        opened: the first day on which the rule was satisfied, ISO 8601.
        last: the last one.
        points: its score.
        hits: what it rests on.
        scenarios: name and story of each scenario it matches.
        peers: what the subject's segment did, by measure, in the month before it was opened.
        rule: the combination rule.
        changes: what would have changed the outcome, as sentences.
        lacking: what could not be evaluated, and what it needs.
        command: computes the alert again from the data.
        source: where the data says it comes from.
    """

    alert: str
    subject: str
    opened: str
    last: str
    points: float
    hits: tuple[HitTold, ...]
    scenarios: tuple[tuple[str, str], ...]
    peers: Mapping[str, Mapping[str, float]]
    rule: str
    changes: tuple[str, ...]
    lacking: Mapping[str, tuple[str, ...]]
    command: str
    source: str

    def to_dict(self) -> dict[str, Any]:
        """Everything as plain values."""
        return asdict(self)


def _rule(told: Mapping[str, Any]) -> Rule:
    return Rule(**told["rule"])


def explain(out: Path, alert: str) -> Explanation:
    """Explain an alert of a finished run.

    Args:
        out: the run's folder.
        alert: its name.

    Raises:
        FulcrumError: no run, no such alert, or the data is gone.
    """
    told = read_run(out)
    pack, rule = load_pack(told["pack"]["name"]), _rule(told)
    duck = Duck()
    try:
        one = find_alert(duck, out, alert)
        mine = quoted(alert)
        hits = dictionaries(
            duck.rows(f"{files([out / 'alert_hits.parquet'])} WHERE alert = {mine}")
        )
        rows = _rows(duck, out, open_store(Path(told["data"])), alert)
        grouped = {key: [hit for hit in hits if hit["indicator"] == key] for key in pack.indicators}
        present = {key: found for key, found in grouped.items() if found}
        needed = needed_of(pack, present, rule)
        parameters = told["parameters"]
        return Explanation(
            alert=alert,
            subject=one["subject"],
            opened=day_text(one["opened"]),
            last=day_text(one["last"]),
            points=one["points"],
            hits=tuple(
                _hit(pack.indicators[key], found, rows.get(key, ()), key in needed, parameters)
                for key, found in present.items()
            ),
            scenarios=_scenarios(duck, pack, out, alert),
            peers=_peers(duck, out, one, pack, present),
            rule=_rule_text(rule),
            changes=changes_of(pack, present, needed, rule),
            lacking={key: tuple(needs) for key, needs in told["lacking"].items()},
            command=f"fulcrum screen explain {quote(str(out))} {quote(alert)} --again",
            source=told["source"],
        )
    finally:
        duck.close()


def _rule_text(rule: Rule) -> str:
    return (
        f"At least {rule.least_indicators} different indicators of at least {rule.least_families} "
        f"families within {rule.days} days, or one network indicator with at least "
        f"{rule.least_members} members. The numbers are ours."
    )


def _hit(
    one: Indicator,
    found: list[dict[str, Any]],
    rows: tuple[Mapping[str, Any], ...],
    needed: bool,  # noqa: FBT001 - one of the facts told
    changed: Mapping[str, Mapping[str, Any]],
) -> HitTold:
    own = changed.get(one.id, {})
    parameters = tuple(
        (
            parameter.name,
            f"{own.get(parameter.name, parameter.default)} {parameter.unit}",
            "own" if parameter.name in own else parameter.origin.value,
        )
        for parameter in one.parameters
    )
    return HitTold(
        indicator=one.id,
        name=one.name,
        measures=one.measures,
        family=one.family.value,
        days=tuple(sorted({day_text(hit["day"]) for hit in found})),
        value=max(hit["value"] for hit in found),
        threshold=max(hit["threshold"] for hit in found),
        members=max(hit["members"] for hit in found),
        parameters=parameters,
        citations=tuple(SOURCES[key].citation for key in one.sources),
        roles=one.roles,
        false_positives=one.false_positives,
        needed=needed,
        rows=rows,
    )


def _rows(
    duck: Duck, out: Path, store: Store, alert: str
) -> dict[str, tuple[Mapping[str, Any], ...]]:
    """The transactions behind each indicator of an alert."""
    duck.put("proof", f"{files([out / 'evidence.parquet'])} WHERE alert = {quoted(alert)}")
    paths = shards_of(duck, store, "SELECT DISTINCT account_id FROM proof")
    if not paths:
        return {}
    found = dictionaries(
        duck.rows(
            f"SELECT proof.indicator, txn.* FROM ({files(paths)}) txn JOIN proof "
            "ON proof.account_id = txn.account_id AND proof.txn_id = txn.txn_id "
            'ORDER BY proof.indicator, txn."at", txn.txn_id'
        )
    )
    rows: dict[str, list[Mapping[str, Any]]] = {}
    for one in found:
        rows.setdefault(one.pop("indicator"), []).append(
            {key: value for key, value in one.items() if value is not None}
        )
    return {key: tuple(each) for key, each in rows.items()}


def _scenarios(duck: Duck, pack: Pack, out: Path, alert: str) -> tuple[tuple[str, str], ...]:
    query = f"{files([out / 'alert_scenarios.parquet'])} WHERE alert = {quoted(alert)}"
    found = sorted(one["scenario"] for one in dictionaries(duck.rows(query)))
    return tuple((pack.scenarios[key].name, pack.scenarios[key].story) for key in found)


def _peers(
    duck: Duck,
    out: Path,
    one: Mapping[str, Any],
    pack: Pack,
    present: Mapping[str, list[dict[str, Any]]],
) -> dict[str, dict[str, float]]:
    """What the subject's segment did in the month before, for the measures its hits compare."""
    plan = make_plan(pack, pack.values({}))
    measures = {
        found
        for step in plan.account
        if step.indicator.id in present
        for found in findall(r"\"measure\" = '(\w+)'", step.hits_sql)
    }
    if not measures or not (out / "peers.parquet").exists():
        return {}
    year, month, _day = (int(part) for part in day_text(one["opened"]).split("-"))
    before = (year - 1970) * 12 + month - 2
    named = ", ".join(quoted(measure) for measure in sorted(measures))
    data = Path(read_run(out)["data"])
    rows = duck.rows(
        f"SELECT peers.* FROM ({files([out / 'peers.parquet'])}) peers JOIN "
        f"({files([data / 'accounts.parquet'])}) mine ON mine.segment = peers.segment "
        f"WHERE mine.account_id = {quoted(one['subject'])} AND peers.month = {before} "
        f"AND peers.measure IN ({named})"
    )
    keys = ("accounts", "p50", "p95", "p99")
    return {row["measure"]: {key: row[key] for key in keys} for row in dictionaries(rows)}
