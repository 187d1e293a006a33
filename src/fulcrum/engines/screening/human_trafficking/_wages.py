"""Wages, and what part of them goes on to somebody else."""

from typing import Any

import ibis
from ibis import _
from ibis.expr.types import Table

from fulcrum.engines.screening.human_trafficking._rules import network
from fulcrum.engines.screening.human_trafficking._ties import keyed
from fulcrum.engines.screening.indicator import Found
from fulcrum.engines.screening.shapes import distinct_within, reaches, trailing
from fulcrum.engines.screening.slices import Slices


def payroll(s: Slices) -> Table:
    """Every wage that came in."""
    return s.moves.filter(s.moves.credit & (s.moves.channel == "payroll") & (s.moves.cents > 0))


def wages(rows: Table, least: int, *also: str) -> Table:
    """The wages of each account and day, of accounts with at least `least` pay days.

    Args:
        rows: as `payroll` makes them.
        least: accounts with fewer pay days are left out.
        also: further columns to sum by.

    Returns:
        account_id, the columns of `also`, pay_day, pay_sec and wage.
    """
    each = rows.group_by(["account_id", "day", *also]).agg(wage=_.cents.sum(), pay_sec=_.sec.max())
    often = each.group_by("account_id").agg(cycles=_.day.nunique()).filter(_.cycles >= least)
    return each.semi_join(often, "account_id").rename(pay_day="day")


def passed_on(paid: Table, out: Table, seconds: int, part: float) -> Table:
    """The payments with which a payee has had its part of a wage, one a wage and payee.

    Args:
        paid: as `wages` makes it; with a column `payee`, only payments to that payee count.
        out: account_id, payee, day, sec, cents, txn_id.
        seconds: how long after the wage payments count.
        part: the share of the wage.
    """
    same = [paid.account_id == out.account_id]
    if "payee" in paid.columns:
        same.append(paid.payee == out.payee)
    pairs = paid.join(out, [*same, out.sec >= paid.pay_sec, out.sec <= paid.pay_sec + seconds])
    so_far = ibis.cumulative_window(
        group_by=["account_id", "payee", "pay_day"], order_by=["sec", "txn_id"]
    )
    seen = pairs.mutate(had=_.cents.sum().over(so_far))
    before = seen.had - seen.cents
    return seen.filter(
        reaches(seen.had, seen.wage, part) & ~reaches(before, seen.wage, part)
    ).select("account_id", "payee", "pay_day", "day", "sec", "txn_id", "wage", "had")


def cycles(passed: Table, days: int, least: int) -> Table:
    """Those of `passed_on` that are at least the `least`-th of one payee in `days` days."""
    seen = trailing(keyed(passed, "account_id", "payee"), days, by="key", cycles=_.count())
    return seen.filter(seen.cycles >= least)


def taken_together(rows: Table, p: Any) -> Found:
    """Hits about payees of enough workers: rows have account_id, party_id, payee, day and sec."""
    seen = distinct_within(rows, "party_id", p.together, p.workers, by="payee")
    told = {"value": "value", "members": "value", "threshold": p.workers, "days": p.days}
    return network(seen, rows, "payee", **told)
