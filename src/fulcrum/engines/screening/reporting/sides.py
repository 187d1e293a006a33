"""What a report can say of one side of a movement."""

from fulcrum.engines.screening.reporting.movements import Movement, Side
from fulcrum.engines.screening.reporting.spec import Report


def hidden_as(report: Report, side: Side) -> str:
    """What a possible victim on this side is called instead of named; "" for anybody else."""
    if report.profile.identify_victims:
        return ""
    return report.victim_of(side.account, side.party)


def country_of(report: Report, row: Movement, side: Side) -> str:
    """The country of a side; "" when nobody knows it.

    Cash is paid in and out where the institution is; so, for want of anything better, are those
    of whom nothing more is told.
    """
    account, party = report.account(side.account), report.parties.get(side.party)
    known = side.country or (account.country if account else "") or (party.country if party else "")
    if known or not (row.channel == "cash" or hidden_as(report, side)):
        return known
    address = report.entity.address
    return report.profile.country or (address.country if address else "")
