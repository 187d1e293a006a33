"""I74 Alias accounts."""

from datetime import date
from typing import Any

from ibis import _
from ibis.expr.types import Table

from fulcrum.engines.screening.fixtures import Row, account, fires, firm, person, quiet
from fulcrum.engines.screening.human_trafficking import _cases
from fulcrum.engines.screening.human_trafficking._stays import folded
from fulcrum.engines.screening.human_trafficking._ties import dated, keyed, words_of
from fulcrum.engines.screening.indicator import (
    Exploitation,
    Family,
    Found,
    Indicator,
    Scope,
    counts,
)
from fulcrum.engines.screening.shapes import hits
from fulcrum.engines.screening.slices import Slices


def find(s: Slices, p: Any) -> Found:
    """One person: same telephone and e-mail. Another name: no word in common; seen at opening."""
    people = _reachable(s, p)
    before = people.select("key", old_sec="sec", old="words")
    pairs = people.join(before, [people.key == before.key, before.old_sec <= people.sec])
    other = pairs.filter(pairs.words.intersect(pairs.old).length() == 0)
    other = other.mutate(old_name=other.old.join(" "))
    seen = other.group_by(["account_id", "day", "sec"]).agg(names=_.old_name.nunique() + 1)
    found = seen.filter(seen.names >= p.least)
    return Found(hits(found, value="names", threshold=p.least, days=1, members="names"))


def _reachable(s: Slices, p: Any) -> Table:
    """People, dated by opening, with `key`: their telephone and e-mail, which a few share."""
    people = dated(s.accounts.filter(s.accounts.party_kind == "person"), "opened")
    digits, mail = people.phone.re_replace("[^0-9]+", ""), folded(people.email)
    told = people.mutate(words=words_of(people.name), digits=digits, mail=mail)
    told = keyed(told.filter(_.name != "", _.digits != "", _.mail != ""), "digits", "mail")
    sizes = told.group_by("key").agg(parties=_.party_id.nunique())
    few = told.semi_join(sizes.filter(sizes.parties.between(2, p.most)), "key")
    return few.select("account_id", "key", "day", "sec", "words")


CONTACT = {"phone": "555 01", "email": "x@example.org"}


def customer(number: int, name: str | None, **more: Any) -> list[Row]:
    """A customer with an account opened on the first of March 2026, and one and the same contact."""
    return [
        account(f"A{number}" if number else "A", f"P{number}", opened=date(2026, 3, 1)),
        person(f"P{number}", **(CONTACT | {"name": name} | more)),
    ]


def earlier(name: str | None, **more: Any) -> list[Row]:
    """A customer since 2020 with that contact."""
    return _cases.customer("OLD", "Q", **(CONTACT | {"name": name} | more))


def crowd(customers: int) -> list[Row]:
    """Customers of one name with that contact, who all come on one day."""
    more = [row for n in range(1, customers) for row in customer(n, "Mia Lind")]
    return [*customer(0, "Mia Lind"), *more]


NEW = customer(0, "Mia Lind")
INDICATOR = Indicator(
    id="I74",
    find=find,
    scope=Scope.GLOBAL,
    name="Alias accounts",
    measures="What looks like one person, by telephone and e-mail, holds accounts in several "
    "names.",
    family=Family.IDENTITY,
    exploitation=(Exploitation.ANY,),
    sources=("F16",),
    needs=("parties.name", "parties.phone", "parties.email", "accounts.opened"),
    parameters=(
        counts("least", 2, "Names without a word in common."),
        counts("most", 20, "Customers above which a telephone and e-mail are placeholders."),
    ),
    roles="Whoever uses the names is a possible controller; a name may also belong to a victim "
    "whose papers are used.",
    false_positives="Couples and carers who share one telephone and e-mail, a change of name, a "
    "name written in two scripts, customers whose contact details the bank filled in.",
    fixtures=(
        fires("Two names", [*earlier("Eva Berg"), *NEW], days=1),
        quiet("One name", NEW),
        quiet("One name in another order", [*earlier("LIND, Mia"), *NEW]),
        quiet("A word in common: kin, or a change of name", [*earlier("Mia Berg"), *NEW]),
        quiet("Another telephone", [*earlier("Eva Berg", phone="555 02"), *NEW]),
        quiet("Another e-mail", [*earlier("Eva Berg", email="y@example.org"), *NEW]),
        quiet("No e-mail", [*earlier("Eva Berg", email=None), *customer(0, "Mia", email=None)]),
        quiet("A firm of the holder's", [account("OLD", "F"), firm("F", name="Blue Sky"), *NEW]),
        fires("Twenty customers", [*earlier("Eva Berg"), *crowd(19)]),
        quiet("Twenty-one customers", [*earlier("Eva Berg"), *crowd(20)]),
    ),
)  # fmt: skip
