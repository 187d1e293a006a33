"""I64 One account, many wages."""

from typing import Any

from ibis import _

from fulcrum.engines.screening.fixtures import Row, fires, on, quiet, receive
from fulcrum.engines.screening.human_trafficking._rules import different
from fulcrum.engines.screening.human_trafficking._ties import SEPARATORS, words_of
from fulcrum.engines.screening.human_trafficking._wages import payroll
from fulcrum.engines.screening.indicator import Exploitation, Family, Found, Indicator, counts, days
from fulcrum.engines.screening.shapes import trailing
from fulcrum.engines.screening.slices import Slices

# What memos of wages say besides a name.
PLAIN = (
    " ("
    "wages?|salary|salaries|payroll|pay|paid|payment|net|gross|bonus|overtime|holiday|advance|tips|"
    "commission|expenses|weeks?|weekly|months?|monthly|fortnight|period|for|of|from|to|the|and|in|no|nr|"
    "ref|id|emp|employee|staff|worker|mr|mrs|ms|miss|ltd|limited|inc|llc|plc|co|company|site|january|"
    "february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|"
    "jul|aug|sept?|oct|nov|dec|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
    ") "
)


def find(s: Slices, p: Any) -> Found:
    """Wages whose memos name different people: at least two words each that are no plain ones."""
    paid = payroll(s).filter(_.memo.notnull())
    # Most people are paid less often than that: their memos need not be read.
    often = trailing(paid, p.days, times=_.count()).filter(_.times >= p.least)
    paid = paid.semi_join(often, "account_id")
    # Each word between two blanks of its own, so that the plain ones can be cut out.
    spaced = " " + paid.memo.lower().re_replace(SEPARATORS, "  ") + " "
    named = paid.mutate(words=words_of(spaced.re_replace(PLAIN, " ")))
    named = named.filter(_.words.length() >= 2).mutate(employee=_.words.join(" "))
    return different(named, "employee", p.least, p.days, members="value")


def wage(day: int, memo: str | None) -> Row:
    """A wage of 900."""
    return receive(on(day), 900, "E", "payroll", memo=memo)


TWO = [wage(0, "Wages Ana Lindo"), wage(0, "Wages Per Holm")]
INDICATOR = Indicator(
    id="I64",
    find=find,
    name="One account, many wages",
    measures="Wages of several named employees arrive on one account.",
    family=Family.LABOUR,
    exploitation=(Exploitation.LABOUR,),
    sources=("N20",),
    needs=("transactions.memo",),
    parameters=(counts("least", 3, "Employees named in memos of wages."), days(30)),
    roles="The holder is a possible controller; the employees who are named are possible victims.",
    false_positives="A gang master or agency that is paid through the payroll file, relatives with "
    "one account, memos that name a place of work rather than a person.",
    weight=1.5,
    alone=True,
    fixtures=(
        fires("Three employees", [*TWO, wage(1, "SALARY MARCH - Jo Berg")], days=1),
        quiet("Two employees", TWO),
        quiet("One of them twice, the words in another order", [*TWO, wage(7, "Lindo, Ana 2/26")]),
        fires("Over 30 days", [*TWO, wage(29, "Jo Berg")]),
        quiet("Over 31 days", [*TWO, wage(30, "Jo Berg")]),
        quiet("No memo", [*TWO, wage(1, None)]),
        quiet("Months are no people",
              [wage(n, f"Salary {month} 2026") for n, month in enumerate(("May", "June", "July"))]),
        quiet("Transfers from friends are no wages",
              [receive(on(n), 50, name, memo=f"{name} Berg") for n, name in enumerate("abcd")]),
    ),
)  # fmt: skip
