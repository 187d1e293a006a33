"""Accounts as goAML's elements, with those of their holders who may be named."""

from collections.abc import Sequence

from lxml import etree

from fulcrum.engines.screening.reporting.elements import Value, build
from fulcrum.engines.screening.reporting.goaml_parties import (
    NAMELESS,
    UNKNOWN,
    Clerk,
    at_midnight,
    firm_of,
    person_of,
)
from fulcrum.engines.screening.reporting.movements import Account
from fulcrum.engines.screening.reporting.parties import Firm, Party, Person
from fulcrum.engines.screening.reporting.victims import is_victim


def _named(clerk: Clerk, account: Account) -> Sequence[Party]:
    """Holders who are named: no possible victim, unless the law wants it."""
    holders = [clerk.report.parties[key] for key in account.holders]
    if clerk.desk.profile.identify_victims:
        return holders
    return [one for one in holders if not is_victim(one)]


def _signatories(clerk: Clerk, account: Account, where: str) -> list[etree._Element]:
    """Holders who are persons; a possible victim among them is left out, unless the law wants it."""
    people = [one for one in _named(clerk, account) if isinstance(one, Person)]
    told = []
    for number, person in enumerate(people):
        place = f"{where}/signatory"
        role = clerk.desk.profile.code("holders", "joint" if number else "first")
        values: dict[str, Value] = {
            "is_primary": "1" if number == 0 else "",
            "t_person": [person_of(clerk, person, "t_person", place, client=account.own)],
            "role": role,
        }
        told.append(build(clerk.desk, "signatory", "signatory", values, where))
    return told


def _institution(account: Account) -> dict[str, Value]:
    """A BIC has its own element; any other code another."""
    code = account.institution_code
    is_bic = len(code) in {8, 11} and code.isalnum() and code[:6].isalpha()
    bic, other = (code, "") if is_bic else ("", code or NAMELESS)
    return {"institution_name": account.institution, "swift": bic, "institution_code": other}


def _name_and_latin(account: Account, holders: Sequence[Party]) -> tuple[str, str]:
    if account.name or not holders:
        return account.name or UNKNOWN, ""
    return holders[0].full_name or UNKNOWN, holders[0].latin_name


def account_of(clerk: Clerk, account: Account, tag: str, where: str) -> etree._Element:
    """An account with its holders."""
    desk, place = clerk.desk, f"{where}/{tag}"
    holders = _named(clerk, account)
    firm = next((one for one in holders if isinstance(one, Firm)), None)
    name, given = _name_and_latin(account, holders)
    values: dict[str, Value] = {
        **_institution(account),
        "non_bank_institution": "0" if account.own else "",
        "branch": account.branch,
        "account": account.number,
        "currency_code": account.currency,
        "account_name": desk.name("account_name", name, given, f"{place}/account_name"),
        "iban": account.iban,
        "client_number": account.client_number,
        "personal_account_type": (
            desk.profile.code("accounts", account.kind) if account.own else ""
        ),
        "t_entity": [firm_of(clerk, firm, "t_entity", place, client=account.own)] if firm else [],
        "signatory": _signatories(clerk, account, place),
        "opened": at_midnight(account.opened),
        "closed": at_midnight(account.closed),
        "status_code": desk.profile.code("statuses", account.status) if account.own else "",
    }
    return build(desk, tag, "account_my_client" if account.own else "account", values, where)
