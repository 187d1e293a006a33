"""A report as goAML XML, after the structure of UNODC's schema 5.0.2. It is written, never sent."""

from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from lxml import etree

from fulcrum import __version__
from fulcrum.engines.screening.reporting.elements import Change, Desk, Value, build, group
from fulcrum.engines.screening.reporting.gaps import refuse_gaps, refuse_statutory
from fulcrum.engines.screening.reporting.goaml_parties import (
    Clerk,
    Statutory,
    address_of,
    at_midnight,
    party_of,
    phone_of,
)
from fulcrum.engines.screening.reporting.goaml_transactions import transaction_of
from fulcrum.engines.screening.reporting.parties import ROLE_WORDS
from fulcrum.engines.screening.reporting.spec import Report
from fulcrum.engines.screening.reporting.transliterate import Written
from fulcrum.engines.screening.reporting.wording import day_words, sentence
from fulcrum.kernel.errors import FulcrumError
from fulcrum.kernel.provenance import Provenance, hash_of

METHOD = (
    "goAML XML in the element order of the schema 5.0.2, with the codes of the country profile. "
    "Possible victims are written by role only."
)
CITATION = "UNODC, goAML XML reporting schema 5.0.2."


@dataclass(frozen=True, slots=True)
class GoamlFile:
    """A report as a file.

    Attributes:
        xml: the file, UTF-8.
        digest: its SHA-256, hex.
        names: how names were written where they were changed.
        changes: what else was changed, and where.
        note: what the profile says to mind.
        provenance: how it was made.
    """

    xml: bytes
    digest: str
    names: tuple[Written, ...]
    changes: tuple[Change, ...]
    note: str
    provenance: Provenance

    def summary(self) -> str:
        """What was made, and what was changed."""
        told = [f"{len(self.xml):,} bytes of goAML, SHA-256 {self.digest[:16]}. Nothing was sent."]
        told += [one.summary() for one in self.names]
        told += [f"{one.where}: {one.what}" for one in self.changes]
        return "\n".join([*told, self.note] if self.note else told)

    def explain(self) -> str:
        """How it was made, and after what."""
        return f"{self.provenance.method} {self.provenance.citation}"

    def to_dict(self) -> dict[str, Any]:
        """Everything as plain values."""
        return asdict(self) | {"xml": self.xml.decode("utf-8")}


def write_goaml(report: Report, statutory: Statutory | None = None) -> GoamlFile:
    """A report as goAML XML.

    Args:
        report: complete, with its narrative.
        statutory: what the unit's law wants of a subject and Fulcrum does not hold, by key and
            element (a text, or the texts it is made of); it goes into this file and nowhere else.

    Raises:
        FulcrumError: the profile is none of goAML, lacks a code, or something is missing; a name
            cannot be written.
    """
    if report.profile.form != "goaml":
        told = f"{report.profile.title} takes no goAML."
        raise FulcrumError(told, where="profile", mend="Choose another one.")
    refuse_gaps(report)
    refuse_statutory(report, statutory or {})
    desk = Desk(report.profile)
    xml = _written(_report(Clerk(desk, report, statutory or {})))
    names = {(one.original, one.written): one for one in desk.names}
    inputs = hash_of({"report": report, "statutory": dict(statutory or {})})
    made = Provenance("screening", __version__, inputs, None, METHOD, CITATION)
    digest, written = sha256(xml).hexdigest(), tuple(names.values())
    return GoamlFile(xml, digest, written, tuple(desk.changes), report.profile.note, made)


def _written(root: etree._Element) -> bytes:
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def _action(report: Report) -> str:
    return " ".join(f"{day_words(one.day)}: {sentence(one.text)}" for one in report.steps)


def _indicators(clerk: Clerk) -> list[etree._Element]:
    found = (clerk.desk.profile.code("indicators", one.id) for one in clerk.report.indicators)
    codes = dict.fromkeys(found) or [_default(clerk)]
    return group("report_indicators", [_indicator(code) for code in codes])


def _report(clerk: Clerk) -> etree._Element:
    report, profile = clerk.report, clerk.desk.profile
    where = "report"
    values: dict[str, Value] = {
        "rentity_id": report.entity.id,
        "rentity_branch": report.entity.branch,
        "submission_code": profile.submission,
        "report_code": report.kind,
        "entity_reference": report.reference,
        profile.date_element: at_midnight(report.made),
        "currency_code_local": report.currency,
        "reporting_person": [_officer(clerk, where)],
        "location": address_of(clerk, report.entity.address, "location", where, is_firm=True),
        "reason": report.narrative,
        "action": _action(report),
        "transaction": [transaction_of(clerk, row) for row in report.transactions],
        "activity": _activity(clerk),
        "report_indicators": _indicators(clerk),
    }
    return build(clerk.desk, "report", "report", values)


def _default(clerk: Clerk) -> str:
    """The schema wants one indicator at least."""
    return clerk.desk.profile.code("indicators", "default")


def _indicator(code: str) -> etree._Element:
    node = etree.Element("indicator")
    node.text = code
    return node


def _officer(clerk: Clerk, where: str) -> etree._Element:
    officer, desk = clerk.report.officer, clerk.desk
    place = f"{where}/reporting_person"
    values: dict[str, Value] = {
        "first_name": desk.name("first_name", officer.first_name, "", f"{place}/first_name"),
        "last_name": desk.name("last_name", officer.last_name, "", f"{place}/last_name"),
        "id_number": officer.id_number,
        "phones": group("phones", phone_of(clerk, officer.phone, place)),
        "occupation": officer.occupation,
    }
    return build(desk, "reporting_person", "reporting_person", values, where)


def _activity(clerk: Clerk) -> list[etree._Element]:
    """The subjects as such, where there are no transactions or the profile wants both."""
    wanted = clerk.desk.profile.activity
    if wanted == "never" or (wanted == "without" and clerk.report.transactions):
        return []
    parts = []
    for party in clerk.report.subjects:
        where = "report/activity/report_party"
        inner = party_of(clerk, party, "", where)
        values: dict[str, Value] = {
            inner.tag: [inner],
            "reason": sentence(f"{ROLE_WORDS[party.role]}; see the reason of the report"),
        }
        parts.append(build(clerk.desk, "report_party", "report_party", values, where))
    return group("activity", group("report_parties", parts))
