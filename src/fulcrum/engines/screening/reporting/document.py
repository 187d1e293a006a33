"""A report as a document: headings, paragraphs and tables that the pages turn into a PDF."""

from collections.abc import Iterable, Sequence

from fulcrum.engines.screening.reporting.blocks import (
    Block,
    Document,
    Facts,
    Heading,
    Note,
    Prose,
    Table,
)
from fulcrum.engines.screening.reporting.movements import Movement, Side
from fulcrum.engines.screening.reporting.parties import ROLE_WORDS, Party, Person
from fulcrum.engines.screening.reporting.sides import hidden_as
from fulcrum.engines.screening.reporting.spec import Report
from fulcrum.engines.screening.reporting.texts import cleaned
from fulcrum.engines.screening.reporting.transliterate import Written
from fulcrum.engines.screening.reporting.wording import (
    day_words,
    moment_words,
    money,
    number,
    sentence,
)

CAUTION = "Indicators, not proof. A possible victim is never the subject of a report."
UNCONFIRMED = "The country profile is not confirmed: check codes and fields with the unit's own."
NOT_SENT = "This document was written by Fulcrum and sent to nobody; filing is recorded apart."


def _clean(text: str) -> str:
    return cleaned(text)[0]


def report_document(report: Report, names: Sequence[Written] = ()) -> Document:
    """A report as a document.

    Args:
        report: any; without a narrative it says so.
        names: how names were written in the file, as `GoamlFile.names` holds them.
    """
    blocks = [
        *_opening(report),
        *_people(report),
        *_indicators(report),
        *_narrative(report),
        *_movements(report),
        *_steps(report),
        *_names(names),
        Note(NOT_SENT),
    ]
    subtitle = f"{report.entity.name}, {day_words(report.made)}"
    return Document(_clean(f"{report.kind} {report.reference}"), _clean(subtitle), tuple(blocks))


def _opening(report: Report) -> Iterable[Block]:
    yield Note(CAUTION, "warning")
    if report.profile.status != "confirmed":
        yield Note(f"{UNCONFIRMED} {report.profile.note}".strip(), "warning")
    yield Facts(tuple((label, _clean(value)) for label, value in _header(report).items() if value))


def _header(report: Report) -> dict[str, str]:
    officer = f"{report.officer.first_name} {report.officer.last_name}".strip()
    return {
        "Reporting institution": report.entity.name,
        "Reference": report.reference,
        "Unit": report.profile.title,
        "Kind": report.kind,
        "Reported by": officer,
        "Day": day_words(report.made),
        "Amounts in": report.currency,
    }


def _people(report: Report) -> Iterable[Block]:
    yield Heading(1, "Subjects")
    columns = ("Name", "Role", "Born", "Address", "Accounts")
    rows = tuple(_person_row(report, party) for party in report.subjects)
    yield Table("Subjects of the report", columns, rows)
    if report.victims:
        yield Note(f"{_victims_told(len(report.victims))}: {', '.join(report.victims.values())}.")


def _person_row(report: Report, party: Party) -> tuple[str, ...]:
    born = party.birth_date if isinstance(party, Person) else None
    return (
        _clean(party.full_name),
        ROLE_WORDS[party.role],
        day_words(born) if born else "",
        _clean(party.address.words()) if party.address else "",
        ", ".join(one.number for one in report.accounts if party.key in one.holders),
    )


def _victims_told(count: int) -> str:
    if count == 1:
        return "One person in this case may be a victim, and is described by role only"
    return f"{count} people in this case may be victims, and are described by role only"


def _indicators(report: Report) -> Iterable[Block]:
    yield Heading(1, "Indicators")
    rows = tuple(
        (
            f"{one.name} ({one.id})",
            f"{number(one.value)} {one.unit}".strip(),
            f"{number(one.threshold)} {one.unit}".strip(),
            day_words(one.days[-1]) if one.days else "",
            "; ".join(one.citations),
        )
        for one in report.indicators
    )
    columns = ("Indicator", "Observed", "Counts from", "Last day", "Source")
    yield Table("Indicators that were hit", columns, rows, CAUTION)


def _narrative(report: Report) -> Iterable[Block]:
    yield Heading(1, "Narrative")
    parts = (part.strip() for part in _clean(report.narrative).split("\n\n"))
    told: list[Block] = [Prose(part) for part in parts if part]
    yield from told or [Note("There is no narrative yet.", "warning")]


def _name_on(report: Report, side: Side) -> str:
    party = report.parties.get(side.party)
    return party.full_name if party else side.label


def _side(report: Report, side: Side) -> str:
    """A side in words: a possible victim by role, an account by number, others by name."""
    if called := hidden_as(report, side):
        return called
    named = (side.account, _name_on(report, side))
    return _clean(" ".join(part for part in named if part)) or "Unknown"


def _movements(report: Report) -> Iterable[Block]:
    if not report.transactions:
        return
    yield Heading(1, "Transactions")
    rows = tuple(_movement_row(report, row) for row in report.transactions)
    columns = ("When", "Amount", "Channel", "From", "To", "Place")
    yield Table("Reported transactions, local time", columns, rows)


def _movement_row(report: Report, row: Movement) -> tuple[str, ...]:
    return (
        moment_words(row.at),
        money(row.cents, report.currency),
        row.channel,
        _side(report, row.source),
        _side(report, row.target),
        _clean(row.place),
    )


def _steps(report: Report) -> Iterable[Block]:
    yield Heading(1, "What was done")
    rows = tuple((day_words(one.day), _clean(sentence(one.text))) for one in report.steps)
    yield Table("Steps", ("Day", "Step"), rows) if rows else Note("No step has been recorded yet.")


def _names(names: Sequence[Written]) -> Iterable[Block]:
    changed = tuple((_clean(one.original), one.written, one.method) for one in names)
    if changed:
        yield Heading(1, "How names are written")
        yield Table("Names in the file", ("As held", "As written", "By"), changed)
