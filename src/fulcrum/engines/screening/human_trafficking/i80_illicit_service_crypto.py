"""I80 Illicit-service crypto."""

from typing import Any

from fulcrum.engines.screening.fixtures import Row, fires, on, quiet, row
from fulcrum.engines.screening.human_trafficking._rules import often
from fulcrum.engines.screening.indicator import (
    Exploitation,
    Family,
    Found,
    Indicator,
    Scope,
    counts,
    days,
)
from fulcrum.engines.screening.slices import Slices

LABELS = ["darknet", "advert_host"]


def find(s: Slices, p: Any) -> Found:
    """Labels are given to direct payments only."""
    chain = s.feeds["chain"]
    return often(chain.filter(chain.label.lower().isin(LABELS)), p.least, p.days)


def paid(day: int, label: str, txn_id: str = "t") -> Row:
    """A label of a payment."""
    return row("chain", txn_id=txn_id, account_id="A", at=on(day), label=label)


INDICATOR = Indicator(
    id="I80",
    find=find,
    scope=Scope.GLOBAL,
    name="Illicit-service crypto",
    measures="A crypto payment goes straight to a darknet market or a host of sexual adverts.",
    family=Family.ONLINE,
    exploitation=(Exploitation.SEXUAL, Exploitation.CHILD),
    sources=("N20",),
    needs=("chain",),
    parameters=(counts("least", 1, "Labelled payments."), days(30)),
    roles="The payer may be a controller or a buyer; someone who advertises alone may be neither.",
    false_positives="Labels that are wrong or out of date, purchases unrelated to people, adults "
    "who advertise their own services.",
    weight=1.5,
    fixtures=(
        fires("A darknet market", [paid(0, "darknet")], days=1),
        fires("A host of adverts", [paid(0, "Advert_host")], days=1),
        quiet("An exchange", [paid(0, "exchange"), paid(1, "gambling", "u")]),
        quiet("None", []),
    ),
)  # fmt: skip
