"""I25 Processor credits."""

from typing import Any

from ibis import _

from fulcrum.engines.screening.fixtures import Row, fires, on, peers, quiet, receive
from fulcrum.engines.screening.human_trafficking._cases import business
from fulcrum.engines.screening.human_trafficking._daily import by_day
from fulcrum.engines.screening.human_trafficking._rules import reaching
from fulcrum.engines.screening.indicator import Exploitation, Family, Found, Indicator, counts, days
from fulcrum.engines.screening.measures import is_processor
from fulcrum.engines.screening.shapes import beyond_peers, known_account, trailing
from fulcrum.engines.screening.slices import Slices, in_codes

SPAS = frozenset({7230, 7297, 7298})


def find(s: Slices, p: Any) -> Found:
    """Enough of them to a person; to a business of the spa kind, more than its peers have."""
    paid = s.moves.filter(s.moves.credit, is_processor(s.moves))
    daily = by_day(paid, month=_.month.max(), paid=_.count())
    seen = trailing(daily, p.days, credits=_.paid.sum())
    seen = known_account(seen, s.accounts, "kind", "party_kind", "industry", "segment")
    personal = seen.filter(seen.kind == "personal", seen.party_kind == "person")
    spas = seen.filter(seen.party_kind == "firm", in_codes(seen.industry, SPAS))
    spas = beyond_peers(spas, s.peers, "processor_credits").filter(_.credits > _.p99)
    both = personal.union(spas.select(*personal.columns))
    return reaching(both, "credits", p.least, p.days, paid)


def _paid(count: int, name: str | None = "SUMUP *PAYOUT", start: int = 0) -> list[Row]:
    return [receive(on(start + n), 60, "proc", counterparty_name=name) for n in range(count)]


PEERS = peers("processor_credits", p50=1, p95=3, p99=6, spread=1)
SPA = [*business(industry=7297), *PEERS]
INDICATOR = Indicator(
    id="I25",
    find=find,
    name="Processor credits",
    measures="Card-payment processors pay into a person's account, or into a spa's far more often than into its peers'.",
    family=Family.FLOW,
    exploitation=(Exploitation.SEXUAL,),
    sources=("F21", "N20"),
    needs=("transactions.counterparty_name",),
    parameters=(counts("least", 3, "Credits from payment processors."), days(30)),
    roles="The holder takes card payments for services: a possible controller, or a victim's account used by one.",
    false_positives="Craft sellers, tutors, market traders and gig workers who take cards on a personal account.",
    fixtures=(
        fires("Three to a person", _paid(3), days=1),
        quiet("Two", _paid(2)),
        fires("The 30th day counts", [*_paid(2), *_paid(1, start=29)]),
        quiet("The 31st does not", [*_paid(2), *_paid(1, start=30)]),
        fires("A spa beyond its peers", [*SPA, *_paid(7)], days=1),
        quiet("A spa at the 99th percentile", [*SPA, *_paid(6)]),
        quiet("A shop beyond its peers",
              [*business(industry=5411), *PEERS, *_paid(9)]),
        quiet("Other senders", _paid(5, "Northport Bakery")),
        quiet("Nobody knows from whom", _paid(5, None)),
    ),
)  # fmt: skip
