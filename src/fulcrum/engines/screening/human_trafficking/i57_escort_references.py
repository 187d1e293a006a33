"""I57 Escort references."""

from typing import Any

from fulcrum.engines.screening.fixtures import Row, fires, listed, on, quiet, receive, send
from fulcrum.engines.screening.human_trafficking._rules import different
from fulcrum.engines.screening.human_trafficking._spend import on_lists
from fulcrum.engines.screening.indicator import Exploitation, Family, Found, Indicator, counts, days
from fulcrum.engines.screening.slices import Slices

BETWEEN_WORDS = r"[^\p{L}\p{N}]+"


COLUMNS = ("account_id", "day", "sec", "txn_id", "counterparty")


def find(s: Slices, p: Any) -> Found:
    """Several senders whose memos hold a word of the lexicon; whole words only."""
    came = s.moves.filter(s.moves.credit & s.moves.memo.notnull() & s.moves.counterparty.notnull())
    words = came.select(*COLUMNS, entry=came.memo.lower().re_split(BETWEEN_WORDS).unnest())
    told = words.semi_join(on_lists(s, "advert_lexicon"), "entry").select(*COLUMNS).distinct()
    return different(told, "counterparty", p.least, p.days)


def paid(day: int, sender: str, memo: str | None = "Incall, 1h") -> Row:
    """A transfer with a memo."""
    return receive(on(day), 150, sender, memo=memo)


TWO = [*listed("advert_lexicon", "incall", "outcall", "gfe"), paid(0, "x"), paid(1, "y", "GFE!")]
INDICATOR = Indicator(
    id="I57",
    find=find,
    name="Escort references",
    measures="Several senders write words into their payments that adverts for commercial sex use.",
    family=Family.ONLINE,
    exploitation=(Exploitation.SEXUAL,),
    sources=("F21",),
    needs=("transactions.memo", "transactions.counterparty", "lists"),
    parameters=(
        counts("least", 3, "Different senders who use such words."),
        days(30),
    ),
    roles="The account is a controller's, or a victim's that another controls; senders are buyers.",
    false_positives="Independent adult work, jokes among friends, words with another meaning.",
    weight=1.5,
    fixtures=(
        fires("Three senders", [*TWO, paid(2, "z", "outcall/incall")], days=1),
        quiet("Two senders, one of them twice", [*TWO, paid(2, "x")]),
        fires("Within 30 days", [*TWO, paid(29, "z")]),
        quiet("31 days apart", [*TWO, paid(30, "z")]),
        quiet("Part of a longer word", [*TWO, paid(2, "z", "incalling")]),
        quiet("No memo", [*TWO, paid(2, "z", None)]),
        quiet("Money that goes out", [*TWO, send(on(2), 150, "z", memo="incall")]),
        quiet("Other words", [paid(n, f"s{n}", "dinner, thanks") for n in range(9)]),
    ),
)  # fmt: skip
