"""What a simulation gives: institutions, assessments, the sheets that hold them, and their truth."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from fulcrum.kernel.provenance import Provenance

LISTS = ("aliases", "actor_types", "jurisdictions", "languages")


@dataclass(frozen=True, slots=True)
class SimulatedInstitution:
    """One invented institution.

    Attributes:
        external_key: its key in the sheets.
        name: as it calls itself.
        aliases: how else it is known.
        lei: with valid check digits; "" for those without.
        actor_types: what it is, the main kind first.
        sub_sector: of the main kind.
        country: of its seat, ISO 3166-1 alpha-2.
        jurisdictions: where it operates, the seat first.
        languages: it works in, the main one first.
        size_band: by staff.
        sector_code: ISIC Revision 4.
        website: under a domain that is reserved for examples.
        parent: key of the institution it is part of; "" for none.
        maturity: the latent truth its answers come from; 0 is the middle, 1 is much.
    """

    external_key: str
    name: str
    aliases: tuple[str, ...]
    lei: str
    actor_types: tuple[str, ...]
    sub_sector: str
    country: str
    jurisdictions: tuple[str, ...]
    languages: tuple[str, ...]
    size_band: str
    sector_code: str
    website: str
    parent: str
    maturity: float

    def values(self) -> dict[str, Any]:
        """Its fields by the names of the organisations' columns, but for parent and maturity."""
        found = {name: value for name, value in asdict(self).items() if name != "maturity"}
        del found["parent"]
        return found | {name: list(found[name]) for name in LISTS}


@dataclass(frozen=True, slots=True)
class SimulatedAnswer:
    """The answer to one question.

    Attributes:
        item_id: the question.
        level: 0 to 4; None when it does not apply.
        reason: why it does not apply; "" when it does.
        note: what a reader should know; mostly "".
    """

    item_id: str
    level: int | None
    reason: str = ""
    note: str = ""

    @property
    def cell(self) -> str:
        """As the sheet of assessments writes it."""
        return f"n/a: {self.reason}" if self.level is None else str(self.level)


@dataclass(frozen=True, slots=True)
class SimulatedAssessment:
    """One completed self-assessment.

    Attributes:
        organisation: key of the institution.
        as_of_date: the day whose state of play it describes.
        submitted_date: the day it was handed in.
        answers: those given; questions left open are not among them.
        maturity: the latent truth the answers come from.
    """

    organisation: str
    as_of_date: date
    submitted_date: date
    answers: tuple[SimulatedAnswer, ...]
    maturity: float


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of the sheet of organisations.

    Attributes:
        kind: "institution", or "copy" or "variant" for a second row of one.
        of: key of the institution it means.
        cells: text by heading.
    """

    kind: str
    of: str
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Institutions:
    """A whole simulation.

    Attributes:
        institutions: in the order of their keys.
        assessments: by day, then institution.
        rows: the sheet of organisations, with its duplicates.
        release: code of the release the answers are given under.
        source: what every row says about where it comes from.
        provenance: how it was made.
    """

    institutions: tuple[SimulatedInstitution, ...]
    assessments: tuple[SimulatedAssessment, ...]
    rows: tuple[SheetRow, ...]
    release: str
    source: str
    provenance: Provenance

    def summary(self) -> str:
        """What was made, in three lines."""
        kinds = Counter(row.kind for row in self.rows)
        countries = {one.country for one in self.institutions}
        assessed = Counter(one.organisation for one in self.assessments)
        twice = sum(count > 1 for count in assessed.values())
        made = (
            f"{len(self.institutions):,} institutions in {len(countries)} countries; "
            f"{kinds['copy']:,} rows twice, {kinds['variant']:,} spelt differently."
        )
        assessed_line = (
            f"{len(self.assessments):,} assessments of {len(assessed):,} institutions, "
            f"{twice:,} of them twice."
        )
        return "\n".join((made, assessed_line, f"{self.source}."))

    def explain(self) -> str:
        """How it was made, and who described the method."""
        return f"{self.provenance.method} {self.provenance.citation}".strip()

    def to_dict(self) -> dict[str, Any]:
        """Everything as plain values, days as text."""
        return {
            "institutions": [asdict(one) for one in self.institutions],
            "assessments": [
                asdict(one)
                | {
                    "as_of_date": one.as_of_date.isoformat(),
                    "submitted_date": one.submitted_date.isoformat(),
                }
                for one in self.assessments
            ],
            "rows": [asdict(row) for row in self.rows],
            "release": self.release,
            "source": self.source,
            "provenance": self.provenance.to_dict(),
        }

    def assessment_cells(self) -> Iterator[dict[str, str]]:
        """The sheet of assessments, one mapping from heading to text for each row."""
        for one in self.assessments:
            cells = {
                "organisation": one.organisation,
                "as_of_date": one.as_of_date.isoformat(),
                "release": self.release,
                "submitted_date": one.submitted_date.isoformat(),
            }
            cells |= {answer.item_id: answer.cell for answer in one.answers}
            yield cells | {
                f"{answer.item_id}:note": answer.note for answer in one.answers if answer.note
            }
