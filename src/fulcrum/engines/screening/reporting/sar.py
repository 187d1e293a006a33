"""FinCEN's suspicious activity report (report 111) as a list of fields, for whoever types it in.

Nothing is filed. Only what FinCEN's own texts say is marked as confirmed: the key terms, field 2,
and fields 38(g) and 38(h). All other numbers are unconfirmed; check them on the form.
"""

import json
from dataclasses import asdict, dataclass
from typing import Any

from fulcrum import __version__
from fulcrum.engines.screening.reporting.gaps import refuse_gaps
from fulcrum.engines.screening.reporting.sar_fields import (
    SarField,
    activity_fields,
    crime_field,
    header_fields,
    institution_fields,
    subject_fields,
)
from fulcrum.engines.screening.reporting.spec import Report
from fulcrum.engines.screening.reporting.texts import cleaned
from fulcrum.engines.screening.reporting.transliterate import Written
from fulcrum.kernel.errors import FulcrumError
from fulcrum.kernel.provenance import Provenance, hash_of

METHOD = "Fields of FinCEN report 111 filled from the report; key terms as FinCEN asks for."


@dataclass(frozen=True, slots=True)
class Sar:
    """A report as fields.

    Attributes:
        fields: in the form's order, as far as it is known.
        narrative: with the key term at its beginning.
        names: how names were written where they were changed.
        note: what the profile says to mind.
        provenance: how it was made.
    """

    fields: tuple[SarField, ...]
    narrative: str
    names: tuple[Written, ...]
    note: str
    provenance: Provenance

    @property
    def text(self) -> str:
        """As plain text, a line a field, then the narrative."""
        lines: list[str] = [self.note, ""]
        part = ""
        for one in self.fields:
            if one.part != part:
                lines += [one.part, ""]
                part = one.part
            mark = "" if one.is_confirmed else " [unconfirmed]"
            lines.append(f"{one.number} {one.label}: {one.value}{mark}".strip())
            lines += [f"    {one.note}"] if one.note else []
        return "\n".join([*lines, "", "Narrative", "", self.narrative, ""])

    @property
    def json(self) -> str:
        """As JSON."""
        return json.dumps(self.to_dict(), indent=1, ensure_ascii=False) + "\n"

    def summary(self) -> str:
        """What was made."""
        confirmed = sum(one.is_confirmed for one in self.fields)
        fields = f"{len(self.fields)} fields, {confirmed} of them confirmed"
        narrative = f"a narrative of {len(self.narrative):,} characters"
        return f"{fields}, and {narrative}. Nothing was filed."

    def explain(self) -> str:
        """How it was made."""
        return f"{self.provenance.method} {self.provenance.citation}"

    def to_dict(self) -> dict[str, Any]:
        """Everything as plain values."""
        return asdict(self)


def write_sar(report: Report) -> Sar:
    """A report as the fields of FinCEN's form.

    Args:
        report: complete, with its narrative.

    Raises:
        FulcrumError: another profile is chosen, it has no key term for what is suspected,
            something is missing, or the narrative is too long.
    """
    if report.profile.form != "fincen":
        told = f"{report.profile.title} takes no FinCEN report."
        mend = "Choose the profile of the United States."
        raise FulcrumError(told, where="profile", mend=mend)
    refuse_gaps(report)
    terms = _terms(report)
    narrative = _narrative(report, [one["term"] for one in terms])
    names: list[Written] = []
    fields = (
        *header_fields(terms),
        *(field for party in report.subjects for field in subject_fields(report, party, names)),
        *activity_fields(report),
        *(crime_field(one) for one in terms),
        *institution_fields(report),
    )
    citation = "; ".join(one["citation"] for one in terms) + "."
    made = Provenance("screening", __version__, hash_of(report), None, METHOD, citation)
    return Sar(fields, narrative, tuple(names), report.profile.note, made)


def _terms(report: Report) -> list[dict[str, str]]:
    missing = [crime for crime in report.crimes if crime not in report.profile.terms]
    if missing:
        raise FulcrumError(
            f"The profile has no key term for {missing[0]}.",
            where="profile",
            mend="Add it as FinCEN's advisory gives it.",
        )
    return [dict(report.profile.terms[crime]) for crime in report.crimes]


def _narrative(report: Report, terms: list[str]) -> str:
    text, _ = cleaned(report.narrative.strip())
    missing = [term for term in terms if term not in text]
    whole = "\n\n".join(["; ".join(missing), text] if missing else [text])
    longest = report.profile.limits.get("narrative", 0)
    if longest and len(whole) > longest:
        raise FulcrumError(
            f"The narrative has {len(whole):,} characters; the form takes {longest:,}.",
            where="narrative",
            mend="Shorten it.",
        )
    return whole
