"""All names of a store compared with lists: its parties, and the counterparties of its movements."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from fulcrum import __version__
from fulcrum.engines.screening.duck import Duck, files
from fulcrum.engines.screening.names.entries import NameList
from fulcrum.engines.screening.names.fold import clean
from fulcrum.engines.screening.names.matching import Matcher
from fulcrum.engines.screening.names.results import NameMatch, NameScreening
from fulcrum.engines.screening.names.spec import MatchSpec
from fulcrum.engines.screening.store import Store
from fulcrum.engines.screening.work import Report, to_nobody
from fulcrum.kernel.errors import FulcrumError
from fulcrum.kernel.provenance import Provenance, hash_of

PARTY, COUNTERPARTY = "party", "counterparty"
METHOD = (
    "Names were folded into words; words that are equal, sound or are spelt alike, or an initial "
    "and its word were aligned, and the weight of those that met was set against all words."
)
CITATION = "Winkler 1990 (Jaro–Winkler); Chaudhuri, Ganti and Kaushik 2006 (candidates)"
ROWS = pa.schema(
    [
        ("about", pa.string()),
        ("subject", pa.string()),
        ("name", pa.string()),
        ("entry", pa.string()),
        ("listed", pa.string()),
        ("source", pa.string()),
        ("kind", pa.string()),
        ("country", pa.string()),
        ("date", pa.string()),
        ("score", pa.float64()),
        ("strong", pa.bool_()),
        ("why", pa.string()),
        ("accounts", pa.int64()),
        ("transactions", pa.int64()),
        ("first_day", pa.int32()),
        ("last_day", pa.int32()),
    ]
)
_DEALINGS = ("accounts", "transactions", "first_day", "last_day")


def screen_names(
    store: Store,
    lists: Sequence[NameList],
    out: Path,
    spec: MatchSpec | None = None,
    report: Report = to_nobody,
) -> NameScreening:
    """Compare every party and every different counterparty name with lists.

    Args:
        store: the data.
        lists: that were read.
        out: the folder for names.parquet (a row a match; `ROWS`) and names.json.
        spec: how names are compared.
        report: told (stage, done, total) as the work goes on.

    Raises:
        FulcrumError: no list, or the scorer asked for is not installed.
    """
    if not lists:
        raise FulcrumError("No list is named.", where="lists", mend="Name one file or more.")
    chosen = MatchSpec() if spec is None else spec
    out.mkdir(parents=True, exist_ok=True)
    duck = Duck(chosen.memory, chosen.threads, out / "spill")
    try:
        entries = [entry for one in lists for entry in one.entries]
        matcher = Matcher(entries, chosen, duck)
        report("Names", 0, None)
        subjects = _parties(duck, store) + _counterparties(duck, store)
        matches = _matched(matcher, subjects, report)
        rows = [row for one in subjects for row in _rows(one, matches.get(one["name"], ()))]
        duck.put("named", pa.Table.from_pylist(rows, ROWS))
        duck.write(
            "SELECT * FROM named ORDER BY score DESC, about, subject, source, entry",
            out / "names.parquet",
        )
    finally:
        duck.close()
    made = _counted(subjects, rows, len(entries), _provenance(store, lists, chosen))
    told = made.to_dict() | {"lists": [one.to_dict() for one in lists]}
    (out / "names.json").write_text(json.dumps(told, indent=1, sort_keys=True) + "\n", "utf-8")
    return made


def _counted(
    subjects: Sequence[Mapping[str, Any]],
    rows: Sequence[Mapping[str, Any]],
    entries: int,
    provenance: Provenance,
) -> NameScreening:
    return NameScreening(
        compared=len({one["name"] for one in subjects}),
        entries=entries,
        matches={
            about: len({row["subject"] for row in rows if row["about"] == about})
            for about in (PARTY, COUNTERPARTY)
        },
        strong=len({(row["about"], row["subject"]) for row in rows if row["strong"]}),
        provenance=provenance,
    )


def _provenance(store: Store, lists: Sequence[NameList], spec: MatchSpec) -> Provenance:
    given = {
        "data": store.digest,
        "lists": [one.digest for one in lists],
        "threshold": spec.threshold,
        "scorer": spec.scorer,
    }
    return Provenance("screening.names", __version__, hash_of(given), None, METHOD, CITATION)


def _parties(duck: Duck, store: Store) -> list[dict[str, Any]]:
    path = store.table("parties")
    if path is None:
        return []
    rows = duck.execute(f"SELECT party_id, name FROM ({files([path])}) WHERE name IS NOT NULL")
    return [
        {"about": PARTY, "subject": party, "name": clean(name)} for party, name in rows.fetchall()
    ]


def _counterparties(duck: Duck, store: Store) -> list[dict[str, Any]]:
    shards = files([store.shard(number) for number in range(store.shards)])
    rows = duck.execute(
        "SELECT counterparty_name, count(DISTINCT account_id), count(*), min(day), max(day) "
        f"FROM ({shards}) WHERE counterparty_name IS NOT NULL GROUP BY 1"
    )
    return [
        {"about": COUNTERPARTY, "subject": name, "name": clean(name)}
        | dict(zip(_DEALINGS, dealings, strict=True))
        for name, *dealings in rows.fetchall()
    ]


def _matched(
    matcher: Matcher, subjects: Sequence[Mapping[str, Any]], report: Report
) -> dict[str, tuple[NameMatch, ...]]:
    names = sorted({one["name"] for one in subjects})
    found: dict[str, tuple[NameMatch, ...]] = {}
    step = matcher.spec.batch
    for start in range(0, len(names), step):
        report("Names", start, len(names))
        found |= matcher.match_all(names[start : start + step])
    report("Names", len(names), len(names))
    return found


def _rows(subject: Mapping[str, Any], matches: Sequence[NameMatch]) -> Iterator[dict[str, Any]]:
    for one in matches:
        yield {
            **subject,
            "entry": one.entry.id,
            "listed": one.listed,
            "source": one.entry.source,
            "kind": one.entry.kind,
            "country": one.entry.country,
            "date": one.entry.date,
            "score": one.score,
            "strong": one.is_strong,
            "why": one.explain(),
        }
