"""I58 Advert identifiers."""

from datetime import date
from typing import Any

import ibis
from ibis import _
from ibis.expr.types import Table

from fulcrum.engines.screening.fixtures import Row, account, fires, on, person, quiet, row
from fulcrum.engines.screening.indicator import (
    Exploitation,
    Family,
    Found,
    Indicator,
    Scope,
    counts,
)
from fulcrum.engines.screening.shapes import hits
from fulcrum.engines.screening.slices import SECONDS_A_DAY, Slices

NO_LETTER_OR_DIGIT = r"[^\p{L}\p{N}]+"


def find(s: Slices, p: Any) -> Found:
    """A holder's phone, e-mail or address, or a number used to sign in, stands in an advert.

    It is dated by the day on which both were there; an advert of unknown date says nothing.
    """
    adverts = s.feeds["adverts"]
    adverts = adverts.filter(adverts.first_seen.notnull()).select(
        mark=_folded(adverts.identifier), advert_day=_day(adverts.first_seen)
    )
    adverts = adverts.filter(adverts.mark.length() >= p.shortest)
    adverts = adverts.group_by("mark").agg(advert_sec=_.advert_day.min() * SECONDS_A_DAY)
    seen = _marks(s).join(adverts, "mark")
    seen = seen.mutate(sec=ibis.greatest(seen.sec, seen.advert_sec))
    # The first moment of each; an account is told once, not at every sign-in.
    first = seen.group_by(["account_id", "mark"]).agg(sec=_.sec.min())
    first = first.mutate(day=first.sec // SECONDS_A_DAY)
    return Found(hits(first, value=ibis.literal(1), threshold=1, days=1))


def _marks(s: Slices) -> Table:
    own = s.accounts.select("account_id", "party_id", since="opened")
    held = ibis.union(own, s.holders.select("account_id", "party_id", "since"))
    known = held.join(s.parties.select("party_id", "phone", "email", "address"), "party_id")
    known = known.mutate(sec=_day(known.since).fill_null(0) * SECONDS_A_DAY)
    used = [(known, "phone"), (known, "email"), (known, "address"), (s.feeds["logins"], "phone")]
    told = (rows.select("account_id", "sec", mark=rows[column]) for rows, column in used)
    return ibis.union(*told).filter(_.mark.notnull()).mutate(mark=_folded(_.mark))


def _folded(text: Any) -> Any:
    return text.lower().re_replace(NO_LETTER_OR_DIGIT, "")


def _day(when: Any) -> Any:
    return when.delta(ibis.date("1970-01-01"), unit="day").cast("int64")


def advert(identifier: str, seen: date | None = date(2026, 3, 5)) -> Row:
    """An identifier in an advert."""
    return row("adverts", identifier=identifier, first_seen=seen)


INDICATOR = Indicator(
    id="I58",
    find=find,
    name="Advert identifiers",
    measures="A phone number, e-mail or address of the account stands in adverts for commercial sex.",
    family=Family.IDENTITY,
    exploitation=(Exploitation.SEXUAL,),
    sources=("N20", "F16"),
    needs=("adverts",),
    parameters=(counts("shortest", 6, "Letters and digits of an identifier that is looked up."),),
    roles="May be the person advertised, so a possible victim, or whoever answers the calls.",
    false_positives="Independent adult work, numbers and homes passed on to others, shared blocks.",
    scope=Scope.GLOBAL,
    weight=1.5,
    fixtures=(
        fires("The phone", [advert("+447700900123"), person(phone="+44 7700 900 123")], days=1),
        quiet("Too short to tell", [advert("1234"), person(phone="1234")]),
        fires("The e-mail", [advert("lily@mail.example"), person(email="Lily@Mail.example")]),
        fires("The address", [advert("1 quay, northport"), person(address="1 Quay Northport")]),
        quiet("Another phone", [advert("+447700900123"), person(phone="+44 7700 900 124")]),
        quiet("No phone is known", [advert("+447700900123"), person()]),
        quiet("An advert of unknown date",
              [advert("+447700900123", None), person(phone="+44 7700 900 123")]),
        fires("A number used to sign in",
              [advert("+447700900123"),
               *(row("logins", account_id="A", at=on(n), phone="+447700900123")
                 for n in range(9))], days=1),
        fires("A second holder",
              [advert("+447700900123"), person("Q", phone="+447700900123"), account(),
               row("holders", account_id="A", party_id="Q", role="joint")]),
    ),
)  # fmt: skip
