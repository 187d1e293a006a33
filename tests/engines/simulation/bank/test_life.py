"""Ordinary life: what goes on, how much, and when."""

from collections import Counter, defaultdict
from datetime import date, datetime
from statistics import median
from zoneinfo import ZoneInfo

import pyarrow.compute as pc

from fulcrum.engines.simulation.bank.rows import CHANNELS
from tests.engines.simulation.bank.conftest import Written

OWN_BANK = "FULCGB2L"


def test_there_is_as_much_as_in_a_bank(large: Written) -> None:
    rows = large.bank.rows_of("transactions") / large.bank.rows_of("accounts") / large.spec.months
    assert 35 <= rows <= 50
    by_account = Counter(large.table("transactions")["account_id"].to_pylist())
    (_, most), (_, next_most) = by_account.most_common(2)
    assert most == large.bank.busiest > 4 * next_most
    assert most > 50 * median(by_account.values())


def test_every_way_money_moves_is_there(large: Written) -> None:
    seen = set(large.table("transactions")["channel"].unique().to_pylist())
    assert seen == set(CHANNELS) - {"advance", "other"}


def test_amounts_are_positive_and_accounts_known_and_open(large: Written) -> None:
    rows = large.table("transactions")
    assert pc.min(rows["cents"]).as_py() > 0
    opened = {one["account_id"]: one["opened"] for one in large.rows("accounts")}
    assert set(rows["account_id"].unique().to_pylist()) <= set(opened)
    firsts = rows.group_by("account_id").aggregate([("at", "min")]).to_pylist()
    assert all(one["at_min"].date() >= opened[one["account_id"]] for one in firsts)


def test_money_between_two_accounts_is_on_both_statements(large: Written) -> None:
    rows = large.table("transactions")
    inside = rows.filter(pc.equal(rows["counterparty_bank"], OWN_BANK))
    given: Counter[tuple[object, ...]] = Counter()
    taken: Counter[tuple[object, ...]] = Counter()
    for one in inside.select(["account_id", "counterparty", "at", "cents", "credit"]).to_pylist():
        ends = (one["account_id"], one["counterparty"])
        side, ends = (taken, ends[::-1]) if one["credit"] else (given, ends)
        side[(*ends, one["at"], one["cents"])] += 1
    both = sum((given & taken).values())
    assert both > 0.97 * sum(given.values())  # but for an account that is not open yet
    assert both > 0.97 * sum(taken.values())


def test_a_refund_names_the_purchase_it_reverses(large: Written) -> None:
    rows = large.table("transactions")
    refunds = rows.filter(pc.is_valid(rows["linked_id"])).to_pylist()
    assert len(refunds) > 500
    wanted = {one["linked_id"] for one in refunds}
    bought = {
        one["txn_id"]: one
        for one in rows.filter(pc.is_in(rows["txn_id"], value_set=refund_ids(wanted))).to_pylist()
    }
    for one in refunds:
        of = bought[one["linked_id"]]
        assert one["credit"]
        assert not of["credit"]
        assert all(one[name] == of[name] for name in ("account_id", "cents", "merchant"))
        assert one["at"] > of["at"]


def refund_ids(ids: set[str]) -> object:
    import pyarrow as pa  # noqa: PLC0415

    return pa.array(sorted(ids))


def test_pay_comes_on_working_days(year: Written) -> None:
    rows = year.table("transactions")
    paid = rows.filter(pc.equal(rows["channel"], "payroll"))["at"].to_pylist()
    assert len(paid) > 500
    assert all(at.weekday() < 5 for at in paid)
    assert (12, 25) not in {(at.month, at.day) for at in paid}


def test_people_shop_at_weekends_and_before_christmas(year: Written) -> None:
    rows = year.table("transactions")
    shops = pc.is_in(rows["mcc"], value_set=mccs(5411, 5651, 5999))
    bought = rows.filter(pc.and_(shops, pc.invert(rows["credit"])))["at"].to_pylist()
    weekday = Counter(at.weekday() for at in bought)
    assert weekday[5] > 1.3 * weekday[1]
    month = Counter(at.month for at in bought)
    assert month[12] > 1.3 * month[2]


def mccs(*codes: int) -> object:
    import pyarrow as pa  # noqa: PLC0415

    return pa.array(codes, pa.int32())


def test_no_moment_lies_in_an_hour_that_clocks_skipped(year: Written) -> None:
    moments = defaultdict(set)
    rows = year.table("transactions")
    for at, zone in zip(rows["at"].to_pylist(), rows["zone"].to_pylist(), strict=True):
        if at.date() in {date(2025, 3, 30), date(2025, 3, 9)}:
            moments[zone].add(at)
    assert moments["Europe/London"]
    for zone, found in moments.items():
        assert all(exists(at, ZoneInfo(zone)) for at in found), zone


def exists(at: datetime, zone: ZoneInfo) -> bool:
    """Whether a wall clock ever showed a moment."""
    there = at.replace(tzinfo=zone)
    return there.astimezone(ZoneInfo("UTC")).astimezone(zone).replace(tzinfo=None) == at


def test_firms_sell_at_their_hours_and_owners_are_people(large: Written) -> None:
    parties = large.rows("parties")
    people = {one["party_id"] for one in parties if one["kind"] == "person"}
    firms = [one for one in parties if one["kind"] == "firm"]
    assert {one["owner"] for one in firms} <= people
    assert all(one["opens_hour"] < one["closes_hour"] for one in firms)
    assert all(one["occupation"] is None and one["industry"] for one in firms)
    assert 0.05 < len(firms) / len(parties) < 0.2


def test_feeds_speak_of_accounts_and_fares_that_there_are(large: Written) -> None:
    accounts = set(large.table("accounts")["account_id"].to_pylist())
    for name in ("holders", "authorisations", "logins", "teller", "tickets"):
        assert set(large.table(name)["account_id"].to_pylist()) <= accounts, name
    fares = set(large.table("transactions")["txn_id"].to_pylist())
    assert set(large.table("tickets")["txn_id"].to_pylist()) <= fares
    phones = set(large.table("parties")["phone"].to_pylist())
    assert phones & set(large.table("adverts")["identifier"].to_pylist())
    merchants = set(large.table("merchants")["merchant"].to_pylist())
    listed = {one["value"] for one in large.rows("lists") if one["list"] == "crypto_merchant"}
    assert listed <= {name.lower() for name in merchants}
    waiting = large.table("authorisations")["cleared_at"].null_count
    assert 0 < waiting < 0.2 * large.bank.rows_of("authorisations")
