"""I17 Collector."""

from typing import Any

from ibis import _
from ibis.expr.types import Table

from fulcrum.engines.screening.fixtures import Row, fires, on, quiet, receive, send, txn
from fulcrum.engines.screening.human_trafficking._people import BY_PEOPLE
from fulcrum.engines.screening.human_trafficking._rules import reaching
from fulcrum.engines.screening.indicator import (
    Exploitation,
    Family,
    Found,
    Indicator,
    counts,
    days,
    share,
)
from fulcrum.engines.screening.shapes import reaches, trailing
from fulcrum.engines.screening.slices import Slices


def weeks_of(moves: Table) -> Table:
    """Weeks of accounts: who sent, who received, and how much; unknown payees count each."""
    week = (moves.day + 3) // 7  # 1 January 1970 was a Thursday
    unnamed = (~moves.credit & moves.counterparty.isnull()).cast("int64")
    told = moves.mutate(week=week, unnamed=unnamed)
    sides = told.group_by(["account_id", "week", "credit", "counterparty"]).agg(
        sec=_.sec.max(), day=_.day.max(), cents=_.cents.sum(), unnamed=_.unnamed.sum()
    )
    named = sides.counterparty.notnull()
    return sides.group_by(["account_id", "week"]).agg(
        sec=_.sec.max(),
        day=_.day.max(),
        senders=(sides.credit & named).sum(),
        recipients=(~sides.credit & named).sum() + sides.unnamed.sum(),
        came=_.cents.sum(where=_.credit).fill_null(0),
        went=_.cents.sum(where=~_.credit).fill_null(0),
    )


def find(s: Slices, p: Any) -> Found:
    """Weeks from Monday to Sunday, each dated by its last payment."""
    moves = s.moves.filter(s.moves.channel.isin(BY_PEOPLE))
    weeks = weeks_of(moves).filter(_.senders >= p.senders, _.recipients.between(1, p.recipients))
    weeks = weeks.filter(reaches(weeks.went, weeks.came, p.part))
    seen = trailing(weeks, p.days, weeks=_.count(), members=_.senders.max())
    reach = p.days + 6  # the first of the weeks began so much earlier
    return reaching(seen, "weeks", p.weeks, reach, moves, members="members")


def collected(*weeks: int, **more: Any) -> list[Row]:
    """Weeks alike: see `gathered`."""
    return [row for week in weeks for row in gathered(7 * week, **more)]


def gathered(
    monday: int, senders: int = 5, out: float = 350, payees: int = 2, day: int = 5
) -> list[Row]:
    """Sums of 100 from each sender on a Monday; later in the week money goes on."""
    return [*(receive(on(monday), 100, f"S{n}") for n in range(senders)),
            *(send(on(monday + day), out / payees, f"R{n}") for n in range(payees))]  # fmt: skip


INDICATOR = Indicator(
    id="I17",
    find=find,
    name="Collector",
    measures="Week after week five or more people send money to one account, which passes most "
    "of it on to one or two.",
    family=Family.FLOW,
    exploitation=(Exploitation.SEXUAL,),
    sources=("F21",),
    needs=("transactions.counterparty",),
    parameters=(
        counts("senders", 5, "Different senders within the week."),
        counts("recipients", 2, "Different recipients within the week, at most."),
        share("part", 0.7, "Of what came in, passed on within the week."),
        counts("weeks", 3, "Such weeks."),
        days(30),
    ),
    roles="The holder collects for a controller, who is likely to be found among the one or two "
    "recipients; senders may be buyers, or victims who hand over earnings.",
    false_positives="Treasurers of clubs, flatmates who pool the rent, savings circles, and "
    "agents who collect for a landlord.",
    weight=2.0,
    alone=True,
    fixtures=(
        fires("Three weeks, seven tenths passed on", collected(0, 1, 2), days=1),
        quiet("Two weeks", collected(0, 1)),
        quiet("Four senders in one of them",
              [*collected(0, 1), *collected(2, senders=4, out=280)]),
        quiet("Three recipients in one of them", [*collected(0, 1), *collected(2, payees=3)]),
        quiet("A third recipient who is unknown",
              [*collected(0, 1, 2), txn(on(20), 5, credit=False, channel="transfer")]),
        quiet("Two cents less passed on", [*collected(0, 1), *collected(2, out=349.98)]),
        fires("The weeks end within thirty days", collected(0, 2, 4)),
        quiet("They end within thirty-one", [*collected(0, day=3), *collected(2, 4)]),
        quiet("Passed on in the week after",
              [row for n in range(5) for row in (
                  *(receive(on(14 * n + 6), 100, f"S{m}") for m in range(5)),
                  send(on(14 * n + 7), 500, "R"))]),
        quiet("Nothing passed on",
              [receive(on(n), 100, f"S{n % 7}") for n in range(40)]),
    ),
)  # fmt: skip
