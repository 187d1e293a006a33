"""Where it happened: rows with a town, folded so that spelling in capitals makes no difference."""

from ibis.expr.types import Table

from fulcrum.engines.screening.codes import ADVERT, AIR, CRYPTO, GAMBLE, TRAVEL_AGENT, span
from fulcrum.engines.screening.slices import Slices, in_codes

# Mostly bought from afar: tickets, adverts, coins, bets, digital goods, direct marketing.
REMOTE = (
    AIR | TRAVEL_AGENT | ADVERT | CRYPTO | GAMBLE | {4816, *span(5815, 5818), *span(5960, 5969)}
)
COLUMNS = ("account_id", "txn_id", "sec", "day", "cents", "town")


def in_towns(rows: Table) -> Table:
    """Rows with a known city, which becomes `town`."""
    told = rows.mutate(town=rows.city.lower())
    return told.filter(told.town.notnull() & (told.town != "")).select(*COLUMNS)


def deposits_in_towns(s: Slices) -> Table:
    """Cash paid in, where the city is known."""
    return in_towns(s.cash.filter(s.cash.credit))


def bought_in_person(s: Slices) -> Table:
    """Purchases by card at a known city, without trades that mostly sell from afar."""
    return in_towns(s.card.filter(~s.card.credit & ~in_codes(s.card.mcc, REMOTE)))
