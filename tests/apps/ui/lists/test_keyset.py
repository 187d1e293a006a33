"""Keyset pagination: complete, in order, both ways, whatever is missing or repeated."""

import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db.models import F
from hypothesis import given
from hypothesis import strategies as st

from fulcrum.apps.accounts.models import User
from fulcrum.apps.ui.lists import keyset
from fulcrum.apps.ui.lists.keyset import Order, Position, read_page

START = datetime(2026, 1, 1, tzinfo=UTC)
FIELDS = ["pk", "name"]


def _people(seed: int, count: int = 37) -> None:
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    moments = [None, *(START + timedelta(days=day, microseconds=day) for day in range(4))]
    User.objects.bulk_create(
        User(
            email=f"{number}@example.org",
            name=chance.choice(["ann", "bo", "bo", "cy"]),
            erased_at=chance.choice(moments),
        )
        for number in range(count)
    )


def _walk(order: Order, size: int) -> list[keyset.Page]:
    pages, at = [], ""
    while True:
        page = read_page(User.objects.all(), order, FIELDS, size, at)
        pages.append(page)
        if not page.after:
            return pages
        at = page.after


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("text", ["name", "-name", "erased_at", "-erased_at", "pk", "-pk"])
def test_every_row_comes_once_in_order_and_back(seed: int, text: str) -> None:
    _people(seed)
    order = Order.parse(text)
    pages = _walk(order, 5)
    seen = [row["pk"] for page in pages for row in page.rows]
    wanted = keyset.ordered(User.objects.all(), order).values_list("pk", flat=True)
    assert seen == list(wanted)
    assert pages[0].before == ""
    at = pages[-1].before
    for earlier in reversed(pages[:-1]):
        page = read_page(User.objects.all(), order, FIELDS, 5, at)
        assert page.rows == earlier.rows
        at = page.before
    assert at == ""


@pytest.mark.django_db
def test_missing_values_come_last_in_both_directions() -> None:
    _people(1)
    for text in ("erased_at", "-erased_at"):
        rows = keyset.ordered(User.objects.all(), Order.parse(text))
        values = [row.erased_at is None for row in rows]
        assert values == sorted(values)


@pytest.mark.django_db
def test_a_row_added_before_moves_nothing() -> None:
    _people(2)
    order = Order.parse("name")
    first = read_page(User.objects.all(), order, FIELDS, 5, "")
    wanted = read_page(User.objects.all(), order, FIELDS, 5, first.after).rows
    User.objects.create(email="new@example.org", name="aaa")
    assert read_page(User.objects.all(), order, FIELDS, 5, first.after).rows == wanted


@pytest.mark.django_db
@pytest.mark.parametrize("at", ["", "!", "bm9uc2Vuc2U", "WzFd", "W1sxXSwxLDBd", "WzEsIngiLDBd"])
def test_broken_positions_are_the_beginning(at: str) -> None:
    _people(3, 7)
    page = read_page(User.objects.all(), Order.parse("name"), FIELDS, 5, at)
    assert page.before == ""
    assert len(page.rows) == 5


@pytest.mark.django_db
def test_a_position_of_another_order_is_the_beginning() -> None:
    _people(4, 7)
    at = Position("not a date", 3).encode()
    page = read_page(User.objects.all(), Order.parse("erased_at"), FIELDS, 5, at)
    assert len(page.rows) == 5


@pytest.mark.django_db
def test_nothing() -> None:
    page = read_page(User.objects.none(), Order.parse("name"), FIELDS, 5, "")
    assert page == keyset.Page([], "", "")


@given(st.one_of(st.none(), st.text(), st.integers(), st.booleans()), st.integers(), st.booleans())
def test_positions_come_back_from_addresses(value: object, pk: int, backwards: bool) -> None:  # noqa: FBT001 - drawn by hypothesis
    position = Position(value, pk, backwards)
    assert Position.decode(position.encode()) == position


@given(st.text())
def test_no_text_breaks_decoding(text: str) -> None:
    assert Position.decode(text) is None or isinstance(Position.decode(text), Position)


def test_dates_and_decimals_travel_as_text() -> None:
    assert Position.decode(Position(date(2026, 1, 2), 1).encode()) == Position("2026-01-02", 1)
    assert Position.decode(Position(Decimal("1.50"), 1).encode()) == Position("1.50", 1)


def test_order_reads_and_writes_itself() -> None:
    assert str(Order.parse("-name")) == "-name"
    assert str(Order.parse("name")) == "name"


@pytest.mark.django_db
def test_annotations_may_be_missing() -> None:
    _people(5, 6)
    rows = User.objects.annotate(year=F("erased_at__year"))
    page = read_page(rows, Order.parse("year"), ["pk", "year"], 4, "")
    after = read_page(rows, Order.parse("year"), ["pk", "year"], 4, page.after)
    assert len(page.rows) + len(after.rows) == 6
