"""Every second path to the same data: what a bank keeps to itself turns up nowhere else.

A mark stands in its drafts, in what it kept private, in remarks between colleagues and in the
titles and files of its evidence; a contact of the Secretariat has a name that stands nowhere else.
Both are looked for in every page, file, search and answer of the API that anybody else can get, and
in the log, long work, mail and the cache.
"""

import io
import pickle
import zipfile
from collections.abc import Iterator
from itertools import chain
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import models
from django.http.response import HttpResponseBase

from fulcrum.apps.audit.models import Entry
from fulcrum.apps.jobs.models import Job
from tests.permissions.asking import Asker, orders_of, taken_back
from tests.permissions.columns import BANK, BY_NAME, COLUMNS, REFUSED, SIGN_IN, Column
from tests.permissions.orders import Order
from tests.permissions.routes import Route, all_routes
from tests.permissions.table import ORDERS, Key, read_table
from tests.permissions.world import World
from tests.permissions.world.blueprint import PRIVATE
from tests.permissions.world.parties import CONTACT

ROUTES = all_routes()
ROWS = {key: row for key, row in read_table().items() if key[2] == "GET"}
LISTS = {key: row for key, row in ROWS.items() if not ROUTES[key[0]].parameters}
FILES = ("csv", "xlsx", "pdf")
STRANGERS = [column for column in COLUMNS if column.side != BANK]
OFFICER = "secretariat_officer"


def order_of(key: Key) -> tuple[Route, Order]:
    route = ROUTES[key[0]]
    return route, next(one for one in orders_of(route, ORDERS) if one.case == key[1])


def text_of(response: HttpResponseBase) -> str:
    """Everything a response says: body, headers, and the parts of a workbook or document."""
    body = b"".join(response) if response.streaming else response.content  # type: ignore[attr-defined]
    parts = [body]
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            parts += [archive.read(name) for name in archive.namelist()]
    said = b"\n".join(parts).decode("utf-8", "replace")
    return said + "\n".join(f"{name}: {value}" for name, value in response.items())


def asked_by(asker: Asker, key: Key, columns: list[Column]) -> Iterator[tuple[str, str]]:
    """What each visitor is told when they ask with the bank's own ids."""
    route, order = order_of(key)
    bank = BY_NAME["institution_lead"]
    url = asker.address(route, order, bank)
    for column in columns:
        client = asker.client(route, column)
        with taken_back():
            yield column.name, text_of(client.get(url))


@pytest.mark.parametrize("key", ROWS, ids=str)
def test_pages_tell_nobody_what_is_not_theirs(asker: Asker, key: Key) -> None:
    # Whoever is refused before anything is looked up is told nothing.
    turned_away = {REFUSED, SIGN_IN}
    asked = [one for one in COLUMNS if ROWS[key].answers[one.name] not in turned_away]
    for name, said in asked_by(asker, key, asked):
        assert CONTACT not in said or name == OFFICER, name
        assert PRIVATE not in said or BY_NAME[name] not in STRANGERS, name


def asked_for(asker: Asker, key: Key, column: Column, query: dict[str, str]) -> str:
    route, order = order_of(key)
    with taken_back():
        client = asker.client(route, column)
        return text_of(client.get(asker.address(route, order, column), query))


@pytest.mark.parametrize("key", LISTS, ids=str)
def test_searches_and_files_tell_strangers_nothing_private(asker: Asker, key: Key) -> None:
    route, _order = order_of(key)
    queries = [{"q": PRIVATE.lower()}, *({"format": kind} for kind in FILES)]
    for column in STRANGERS:
        if column.name in {one.name for one in ROWS[key].welcome}:
            for query in queries:
                said = asked_for(asker, key, column, query)
                # A search may repeat what was asked, in the case it was asked in.
                assert PRIVATE not in said, (route.name, column.name, query)


@pytest.mark.parametrize("key", LISTS, ids=str)
def test_searches_find_no_contact(asker: Asker, key: Key) -> None:
    for column in ROWS[key].welcome:
        said = asked_for(asker, key, column, {"q": CONTACT.lower()})
        assert CONTACT not in said or column.name == OFFICER


def test_the_mark_is_there_for_those_who_may_read_it(asker: Asker) -> None:
    """Otherwise the tests above would find nothing because there is nothing."""
    found = {
        key[0]
        for key in ROWS
        for _name, said in asked_by(asker, key, [BY_NAME["institution_lead"]])
        if PRIVATE in said
    }
    pages = ("{pk}/summary", "{pk}/questions/{item_id}")
    assert {f"blueprint/assessments/{page}" for page in pages} <= found
    assert {"blueprint/evidence/{pk}", "api/v1/blueprint/assessments/{pk}"} <= found
    officer = [BY_NAME[OFFICER]]
    (said,) = (
        said for _name, said in asked_by(asker, ("parties/contacts/{pk}", "", "GET"), officer)
    )
    assert CONTACT in said


def rows_with(model: type[models.Model], words: tuple[str, ...], **conditions: Any) -> list[Any]:
    """The rows of a table in which one of these words stands."""
    rows = model._default_manager.exclude(**conditions).values()
    return [row for row in rows if any(word.lower() in str(row).lower() for word in words)]


def test_the_log_holds_it_for_the_bank_alone(world: World) -> None:
    bank = world.sides[BANK]["tenant"].pk
    assert rows_with(Entry, (PRIVATE, CONTACT), tenant_id=bank) == []


def test_the_log_never_quotes_remarks_files_or_contacts(world: World) -> None:
    assert rows_with(Entry, (f"{PRIVATE} remark", f"{PRIVATE} paper", CONTACT)) == []


def test_long_work_mail_and_cache_hold_none_of_it(asker: Asker, world: World) -> None:
    for key in ROWS:
        for _name, _said in asked_by(asker, key, [BY_NAME["institution_lead"], *STRANGERS[2:3]]):
            pass
    assert rows_with(Job, (PRIVATE, CONTACT)) == []
    letters = [f"{letter.subject}\n{letter.body}" for letter in getattr(mail, "outbox", [])]
    kept: dict[str, bytes] = getattr(cache, "_cache")  # noqa: B009 - what this backend keeps
    assert kept, "nothing was cached, so nothing is proved"
    for text in chain(letters, kept, (str(pickle.loads(value)) for value in kept.values())):  # noqa: S301 - our own
        assert PRIVATE not in text
        assert CONTACT not in text


def test_it_is_logged_nowhere(asker: Asker, caplog: pytest.LogCaptureFixture) -> None:
    for key in ROWS:
        for _name, _said in asked_by(asker, key, [BY_NAME["institution_lead"]]):
            pass
    assert caplog.records, "nothing was logged, so nothing is proved"
    said = "\n".join(record.getMessage() for record in caplog.records)
    assert PRIVATE not in said
    assert CONTACT not in said
