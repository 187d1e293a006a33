"""How screening is called: on invented files in folders that are gone afterwards.

Where folders lie is no part of a result, so that each run writes into one of its own.
"""

from atexit import register
from dataclasses import replace
from functools import cache
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any

from fulcrum.engines import screening
from fulcrum.engines.screening import Ingest, IngestSpec, Screening, ScreenSpec

HEADER = "account_id,at,amount,channel"


@cache
def _folder() -> Path:
    """A folder for as long as this process lives."""
    made = Path(mkdtemp(prefix="fulcrum-conformance-"))
    register(rmtree, made, ignore_errors=True)
    return made


@cache
def files(nights: int) -> tuple[Path, ...]:
    """Two files of an invented bank, on which somebody takes out cash at night."""
    folder = _folder() / f"files-{nights}"
    folder.mkdir()
    rows = [f"A,2026-03-{day:02} 22:{day:02},-90.00,cash" for day in range(2, 2 + nights)]
    rows += [f"B,2026-03-{day:02} 12:00,{day}.50,transfer" for day in range(2, 9)]
    for number, part in enumerate((rows[::2], rows[1::2])):
        text = "\n".join([HEADER, *part, "broken", "A,never,1,cash"]) + "\n"
        (folder / f"transactions-{number}.csv").write_text(text, "utf-8")
    return tuple(sorted(folder.iterdir()))


def ingest_spec(**changes: Any) -> IngestSpec:
    """Files to take in; `nights` chooses others."""
    sources = files(changes.pop("nights", 6))
    given: dict[str, Any] = {"sources": sources, "out": Path("unused"), "threads": 1}
    return IngestSpec(**(given | changes))


def ingest(spec: IngestSpec) -> Ingest:
    """Take files in, into a folder of its own."""
    with TemporaryDirectory() as folder:
        return screening.ingest(replace(spec, out=Path(folder) / "data"))


def ingest_hash(spec: IngestSpec) -> str:
    """What taking in depends on: what files hold, and how they are read."""
    from fulcrum.engines.screening.intake.ingest import input_hash  # noqa: PLC0415
    from fulcrum.engines.screening.intake.sources import find_sources  # noqa: PLC0415

    with TemporaryDirectory() as folder:
        return input_hash(spec, find_sources(list(spec.sources), Path(folder))[0])


@cache
def data(nights: int) -> Path:
    """Files that were taken in."""
    out = _folder() / f"data-{nights}"
    screening.ingest(ingest_spec(nights=nights, out=out))
    return out


def screen_spec(**changes: Any) -> ScreenSpec:
    """Data to screen; `nights` chooses others."""
    taken_in = data(changes.pop("nights", 6))
    given: dict[str, Any] = {"data": taken_in, "out": Path("unused"), "threads": 1}
    return ScreenSpec(**(given | changes))


def screen(spec: ScreenSpec) -> Screening:
    """Run the pack, in a folder of its own."""
    with TemporaryDirectory() as folder:
        return screening.screen(replace(spec, out=Path(folder)))


def screen_hash(spec: ScreenSpec) -> str:
    """What was screened: the data; rules and parameters stand beside it in run.json."""
    from fulcrum.engines.screening.store import open_store  # noqa: PLC0415

    return open_store(spec.data).digest
