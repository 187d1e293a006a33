"""I18 Alias in transfer."""

from typing import Any

from ibis import _
from ibis.expr.types import Table

from fulcrum.engines.screening.fixtures import Row, account, fires, on, person, quiet, send
from fulcrum.engines.screening.human_trafficking._cases import customer
from fulcrum.engines.screening.human_trafficking._people import customers, is_firm_name
from fulcrum.engines.screening.human_trafficking._rules import different
from fulcrum.engines.screening.indicator import Exploitation, Family, Found, Indicator, counts, days
from fulcrum.engines.screening.slices import Slices

BRACKETED = "[(\\[][^()\\[\\]0-9]{3,}[)\\]]"
TWO_WORDS = "^[^ 0-9]+( [^ 0-9]+)+$"


def find(s: Slices, p: Any) -> Found:
    """Different labels count, so that one payee paid twice does not; pet names of one word do not.

    A label fails to match when it holds neither the first nor the last name of the customer paid.
    """
    rows = _labelled(s)
    given = rows.name.re_extract("^([^ ]+)", 1)
    unlike = ~(rows.label.contains(rows.family) | rows.label.contains(given))
    another = rows.label.re_search(TWO_WORDS) & unlike & (rows.party != rows.holder)
    alias = rows.filter(rows.label.re_search(BRACKETED) | another.fill_null(False))
    return different(alias, "label", p.least, p.days)


def _labelled(s: Slices) -> Table:
    """Payments under a name that reads like a person's, with what is known of holder and payee."""
    sent = s.moves.mutate(label=_.counterparty_name.lower()).filter(~_.credit)
    sent = sent.filter(sent.label.notnull() & ~is_firm_name(sent.label))
    sent = sent.select("account_id", "txn_id", "sec", "day", "counterparty", "label")
    known = customers(s).filter(_.kind == "person", _.name.notnull())
    payee = known.select("family", "party", "name", counterparty="number")
    own = s.accounts.select("account_id", holder="party_id")
    return sent.left_join(payee, "counterparty").join(own, "account_id")


def paid(*labels: str, to: str = "X", first: int = 0) -> list[Row]:
    """Transfers under labels, one a day."""
    return [send(on(first + n), 50, to, counterparty_name=label) for n, label in enumerate(labels)]


CUSTOMER = customer("B", "Q", name="Ann Ash", surname="Ash")
INDICATOR = Indicator(
    id="I18",
    find=find,
    name="Alias in transfer",
    measures="Transfers name their recipients by a further name in brackets, or by a name that "
    "is not the customer's.",
    family=Family.FLOW,
    exploitation=(Exploitation.SEXUAL,),
    sources=("F16",),
    needs=("transactions.counterparty_name",),
    parameters=(counts("least", 2, "Different labels of that kind."), days(30)),
    roles="Those named by an alias may be victims who work under it; the holder may pay them, or "
    "pay for them.",
    false_positives="Maiden names, nicknames, stage names, notes in brackets on what a payment "
    "is for, and names spelt in two ways.",
    fixtures=(
        fires("Two in brackets", paid("Ann (Ruby)", "Eve [Star]"), days=1),
        quiet("One", paid("Ann (Ruby)")),
        quiet("The same twice", paid("Ann (Ruby)", "ANN (RUBY)")),
        fires("The thirtieth day", [*paid("Ann (Ruby)"), *paid("Eve (Star)", first=29)]),
        quiet("The thirty-first day", [*paid("Ann (Ruby)"), *paid("Eve (Star)", first=30)]),
        quiet("Two letters, or digits", paid("Ann (UK)", "Eve (2024)")),
        fires("Two names that are not the customer's",
              [*CUSTOMER, *paid("Ruby Star", "Star Rose", to="B")]),
        quiet("One of them is the customer's", [*CUSTOMER, *paid("Ruby Star", "A. ASH", to="B")]),
        quiet("Names of one word", [*CUSTOMER, *paid("Sister", "Landlady", to="B")]),
        quiet("The holder's own account under fond names",
              [account("B", "P"), person(name="Ann Ash", surname="Ash"),
               *paid("Rainy days", "New bicycle", to="B")]),
        quiet("Firms", paid("Acme (Northern) Ltd", "Bolt (Europe) GmbH")),
        quiet("People of other banks, whose names nobody can check", paid("Ruby Star", "Eve Oak")),
    ),
)  # fmt: skip
