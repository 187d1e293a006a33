"""What a report still lacks for its unit, before a file is written."""

from collections.abc import Iterable, Mapping
from typing import Any

from fulcrum.engines.screening.reporting.elements import Change, Desk
from fulcrum.engines.screening.reporting.movements import Movement
from fulcrum.engines.screening.reporting.parties import Person
from fulcrum.engines.screening.reporting.sides import country_of
from fulcrum.engines.screening.reporting.spec import Report
from fulcrum.engines.screening.reporting.victims import held_by_victims
from fulcrum.kernel.errors import FulcrumError


def _parts(report: Report) -> Iterable[tuple[str, str, Any]]:
    """What a profile may make demands of: its part, where it stands, and the thing."""
    yield "report", "report", report
    yield "entity", "entity", report.entity
    yield "officer", "officer", report.officer
    for number, party in enumerate(report.subjects, 1):
        yield "person" if isinstance(party, Person) else "firm", f"subject {number}", party
    named = report.profile.identify_victims
    for account in report.accounts:
        if account.own and (named or not held_by_victims(account, report.parties)):
            yield "account", f"account {account.number}", account
    for row in report.transactions:
        yield "transaction", f"transaction {row.id}", row


def _missing_countries(report: Report, row: Movement) -> Iterable[Change]:
    for end, side in zip(("source", "target"), row.sides, strict=True):
        if not country_of(report, row, side):
            yield Change(f"transaction {row.id}", f"the country of its {end} is missing.")


def find_gaps(report: Report) -> tuple[Change, ...]:
    """What is missing, or too long, as the profile sees it.

    Args:
        report: any.
    """
    found = [
        Change(where, f"{name.replace('_', ' ')} is missing.")
        for part, where, thing in _parts(report)
        for name in report.profile.mandatory.get(part, ())
        if not getattr(thing, name, None)
    ]
    if report.profile.form == "goaml":
        found += [gap for row in report.transactions for gap in _missing_countries(report, row)]
    if not report.narrative.strip():
        found.append(Change("narrative", "There is no narrative yet."))
    longest = Desk(report.profile).longest("reason")
    if len(report.narrative) > longest and report.profile.form == "goaml":
        told = f"It has {len(report.narrative):,} characters; the form takes {longest:,}."
        found.append(Change("narrative", told))
    return tuple(found)


def refuse_gaps(report: Report) -> None:
    """Stop before a file is written that the unit would send back.

    Raises:
        FulcrumError: something is missing or too long.
    """
    if found := find_gaps(report):
        gaps = " ".join(f"{one.where}: {one.what}" for one in found[:10])
        told = f"The report is not complete ({len(found)}): {gaps}"
        mend = "Fill in what is missing, or correct the profile."
        raise FulcrumError(told, where="report", mend=mend)


def refuse_statutory(report: Report, statutory: Mapping[str, Mapping[str, Any]]) -> None:
    """Only what the profile says the law wants is passed on, and only of subjects.

    Raises:
        FulcrumError: it is of somebody else, or not on the profile's list.
    """
    subjects = {one.key: one for one in report.subjects}
    for key, elements in statutory.items():
        if key not in subjects:
            told = f"{key!r} is no subject of the report."
            raise FulcrumError(told, where="statutory", mend="Leave it out.")
        part = "person" if isinstance(subjects[key], Person) else "firm"
        strange = sorted(set(elements) - set(report.profile.statutory.get(part, ())))
        if strange:
            told = f"{report.profile.title} does not ask for {strange[0]!r}."
            mend = "Leave it out, or add it to the profile with the law that asks for it."
            raise FulcrumError(told, where="statutory", mend=mend)
