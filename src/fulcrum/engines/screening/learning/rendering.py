"""A payload as a person reads it before it is sent: every value of it, and nothing else."""

from fulcrum.engines.screening.learning.payloads import Told
from fulcrum.engines.screening.learning.suppression import Shown

WITHHELD = "withheld"
HEADINGS = ("", "version", "productive", "not productive", "undetermined", "all")


def _cells(one: Shown) -> list[str]:
    told = [WITHHELD if cell is None else f"{cell:,}" for cell in one.cells]
    return [f"{one.line.kind.value} {one.line.id}", one.line.version, *told]


def render(told: Told) -> str:
    """The text of a payload; the same payload always gives the same text."""
    rows = [list(HEADINGS), *(_cells(one) for one in told.lines)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(HEADINGS))]
    table = [
        "  ".join(
            cell.ljust(width) if place < 2 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    return "\n".join([*_opening(told), "", *table, "", *_closing(told), ""])


def _opening(told: Told) -> list[str]:
    lines = [
        "How alerts ended, by indicator and scenario",
        "",
        f"Quarters: {told.period}",
        f"Typology pack: {told.pack}",
        f"Digest of the pack: {told.digest}",
        f"Smallest count told: {told.least}",
        f"Lines: {len(told.lines)}",
    ]
    return [*lines, "The data is invented." if told.invented else "The data is real."]


def _closing(told: Told) -> list[str]:
    withheld = (
        f'"{WITHHELD}" stands for a count below {told.least}, nought included, or for one that '
        "would give such a count away."
    )
    return [
        withheld,
        "Counts are alerts. An alert counts for each of its indicators, so lines are not added up.",
        "There is no account, customer, amount or day in this text or in the payload it shows.",
    ]
