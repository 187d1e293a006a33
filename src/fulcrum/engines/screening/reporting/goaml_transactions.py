"""Movements as goAML's elements: where the money came from, and where it went."""

from lxml import etree

from fulcrum.engines.screening.reporting.elements import Value, build
from fulcrum.engines.screening.reporting.goaml_accounts import account_of
from fulcrum.engines.screening.reporting.goaml_parties import (
    Clerk,
    at_midnight,
    named_only,
    party_of,
    role_of,
)
from fulcrum.engines.screening.reporting.movements import Movement, Side
from fulcrum.engines.screening.reporting.parties import Role
from fulcrum.engines.screening.reporting.sides import country_of, hidden_as
from fulcrum.engines.screening.reporting.spec import Report
from fulcrum.engines.screening.reporting.wording import plain_money

ENDS = ("from", "to")


def transaction_of(clerk: Clerk, row: Movement) -> etree._Element:
    """A movement with both sides."""
    profile = clerk.desk.profile
    values: dict[str, Value] = {
        "transactionnumber": row.id,
        "transaction_location": row.place,
        "transaction_description": row.description or row.channel,
        "date_transaction": at_midnight(row.at),
        "transmode_code": profile.code("modes", row.channel),
        "amount_local": plain_money(row.cents),
    }
    for end, side in zip(ENDS, row.sides, strict=True):
        node = _side(clerk, row, side, end)
        values[node.tag] = [node]
    return build(clerk.desk, "transaction", "transaction", values, "report")


def _inner(clerk: Clerk, side: Side, end: str, place: str) -> etree._Element:
    account = clerk.report.account(side.account)
    party = clerk.report.parties.get(side.party)
    if called := hidden_as(clerk.report, side):
        return role_of(clerk, called, end, place)
    if account is not None:
        return account_of(clerk, account, f"{end}_account", place)
    if party is not None:
        return party_of(clerk, party, end, place)
    return named_only(clerk, side, end, place)


def _is_mine(report: Report, side: Side) -> bool:
    account, party = report.account(side.account), report.parties.get(side.party)
    known = account.own if account is not None else bool(party and party.customer_number)
    return known and not hidden_as(report, side)


def _side(clerk: Clerk, row: Movement, side: Side, end: str) -> etree._Element:
    """One side: t_from_my_client or t_from, t_to_my_client or t_to."""
    report, profile = clerk.report, clerk.desk.profile
    tag = f"t_{end}{'_my_client' if _is_mine(report, side) else ''}"
    where = "report/transaction"
    place = f"{where}/{tag}"
    inner = _inner(clerk, side, end, place)
    values: dict[str, Value] = {
        f"{end}_funds_code": profile.code("funds", row.channel),
        f"{end}_is_suspected": _suspected(clerk, side),
        inner.tag: [inner],
        f"{end}_country": country_of(report, row, side),
    }
    return build(clerk.desk, tag, end, values, where)


def _suspected(clerk: Clerk, side: Side) -> str:
    """Whether a side is marked: never a possible victim, and nobody whose role is unclear."""
    if not clerk.desk.profile.suspected:
        return ""
    account = clerk.report.account(side.account)
    keys = {side.party, *(account.holders if account else ())}
    roles = {one.role for one in clerk.report.subjects if one.key in keys}
    if clerk.report.victim_of(side.account, side.party):
        return "false"
    return "true" if roles & {Role.CONTROLLER, Role.FACILITATOR} else ""
