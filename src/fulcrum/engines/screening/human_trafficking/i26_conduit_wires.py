"""I26 Conduit wires."""

from typing import Any

from ibis import _

from fulcrum.engines.screening.fixtures import Row, fires, listed, on, person, quiet, receive, send
from fulcrum.engines.screening.human_trafficking._links import on_list
from fulcrum.engines.screening.indicator import Exploitation, Family, Found, Indicator, counts, days
from fulcrum.engines.screening.shapes import evidence, hits, known_account, trailing
from fulcrum.engines.screening.slices import Slices


def find(s: Slices, p: Any) -> Found:
    """Wires out to listed countries, other than home, of which the bank was not told.

    Where no expected countries are on record nothing can be outside them.
    """
    out = s.moves.filter(s.moves.channel == "wire", ~s.moves.credit, s.moves.country.notnull())
    out = on_list(out, s, "high_risk_country", "country")
    out = out.select("account_id", "day", "sec", "txn_id", "country")
    out = known_account(out, s.accounts, "home_country", "expected_countries")
    expected = " " + out.expected_countries.lower() + " "
    out = out.filter(
        out.country.lower() != out.home_country.lower(),
        ~expected.contains(" " + out.country.lower() + " "),
    )
    seen = trailing(out, p.days, wires=_.txn_id.count())
    return Found(
        hits(seen.filter(seen.wires >= p.least), value="wires", threshold=p.least, days=p.days),
        evidence(out),
    )


LISTED = listed("high_risk_country", "qq", "zz")


def _wires(count: int, country: str | None = "QQ", start: int = 0, **more: Any) -> list[Row]:
    return [
        send(on(start + n), 900, "abroad", country=country, **({"channel": "wire"} | more))
        for n in range(count)
    ]


KNOWN = [*LISTED, person(expected_countries="FR ZZ")]
INDICATOR = Indicator(
    id="I26",
    find=find,
    name="Conduit wires",
    measures="Wires go to listed countries with which the customer said to have no dealings.",
    family=Family.FLOW,
    exploitation=(Exploitation.ANY,),
    sources=("N14", "N20"),
    needs=("transactions.country", "parties.expected_countries", "lists"),
    parameters=(counts("least", 3, "Wires to listed countries outside what is expected."), days(30)),
    roles="The sender may be a facilitator or somebody who pays a debt; the payee a possible controller.",
    false_positives="Support for relatives after a move or an emergency, and records that are out of date.",
    fixtures=(
        fires("Three wires", [*KNOWN, *_wires(3)], days=1),
        fires("To listed countries in turn",
              [*LISTED, person(expected_countries="none"), *_wires(2), *_wires(1, "zz", 5)]),
        quiet("Two wires", [*KNOWN, *_wires(2)]),
        fires("The 30th day counts", [*KNOWN, *_wires(2), *_wires(1, start=29)]),
        quiet("The 31st does not", [*KNOWN, *_wires(2), *_wires(1, start=30)]),
        quiet("Expected", [*KNOWN, *_wires(5, "ZZ")]),
        quiet("Not listed", [*KNOWN, *_wires(5, "DE")]),
        quiet("Nothing on record", [*LISTED, person(), *_wires(5)]),
        quiet("At home", [*LISTED, person(home_country="QQ", expected_countries="FR"), *_wires(5)]),
        quiet("Country not known", [*KNOWN, *_wires(5, None)]),
        quiet("No wires", [*KNOWN, *_wires(5, channel="transfer")]),
        quiet("Wires in", [*KNOWN, *(receive(on(n), 900, "abroad", "wire", country="QQ") for n in range(5))]),
    ),
)  # fmt: skip
