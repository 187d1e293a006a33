"""The log tells where it was tampered with, even by somebody the triggers do not stop."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from fulcrum.apps.audit import chain, queries
from fulcrum.apps.audit.models import ChainHead, Entry
from fulcrum.apps.audit.triggers import create_statements, drop_statements
from fulcrum.apps.audit.verification import Anchor, verify_chain

Append = Callable[..., list[Entry]]


@contextmanager
def triggers_off() -> Iterator[None]:
    """What an owner of the tables can do."""
    with connection.cursor() as cursor:
        for statement in drop_statements(connection.vendor):
            cursor.execute(statement)
        yield
        for statement in create_statements(connection.vendor):
            cursor.execute(statement)


def set_column(sequence: int, **values: Any) -> None:
    with triggers_off():
        Entry.objects.filter(sequence=sequence).update(**values)


def found() -> tuple[str, int]:
    result = verify_chain()
    assert result.message or result.is_whole
    return result.problem, result.at_sequence


def test_an_empty_and_an_honest_log_are_whole(append: Append) -> None:
    assert verify_chain().to_dict()["count"] == 0
    last = append(5)[-1]
    result = queries.verify()
    assert (result.count, result.sequence, result.mac, result.problem) == (5, 5, last.mac, "")


@pytest.mark.parametrize(
    "values",
    [
        {"new": {"n": 99}},
        {"old": None},
        {"actor_label": "Eve"},
        {"actor_id": None},
        {"tenant_id": 2},
        {"verb": "did_nothing"},
        {"target_id": "0"},
        {"origin": ""},
        {"mac": "f" * 64},
        {"previous_mac": "f" * 64},
        {"at": "2020-01-01T00:00:00+00:00"},
    ],
    ids=lambda values: next(iter(values)),
)
def test_a_changed_row_is_located(append: Append, values: dict[str, Any]) -> None:
    append(5)
    set_column(3, **values)
    assert found() == ("changed", 3)


def test_a_missing_row_is_located(append: Append) -> None:
    append(5)
    with triggers_off():
        Entry.objects.filter(sequence=2).delete()
    assert found() == ("missing", 2)


def test_rows_that_changed_places_are_located(append: Append) -> None:
    append(5)
    with triggers_off():
        Entry.objects.filter(sequence=2).update(sequence=100)
        Entry.objects.filter(sequence=3).update(sequence=2)
        Entry.objects.filter(sequence=100).update(sequence=3)
    assert found() == ("changed", 2)


def test_a_row_signed_anew_by_a_key_holder_breaks_the_next(append: Append) -> None:
    append(5)
    row = Entry.objects.get(sequence=3)
    row.new = {"n": 99}
    mac = chain.row_mac([getattr(row, name) for name in chain.SIGNED])
    set_column(3, new=row.new, mac=mac)
    assert found() == ("reordered", 4)


def test_a_tail_cut_off_is_located(append: Append) -> None:
    append(5)
    with triggers_off():
        Entry.objects.filter(sequence__gt=3).delete()
    assert found() == ("truncated", 4)


def test_a_head_moved_back_to_hide_that_does_not_fit_its_seal(append: Append) -> None:
    rows = append(5)
    with triggers_off():
        Entry.objects.filter(sequence__gt=3).delete()
        ChainHead.objects.update(sequence=3, mac=rows[2].mac)
    assert found() == ("head_changed", 3)


def test_a_head_of_an_old_backup_is_caught_by_the_anchor(append: Append) -> None:
    append(3)
    old = ChainHead.objects.values().get()
    last = append(2)[-1]
    with triggers_off():
        Entry.objects.filter(sequence__gt=3).delete()
        ChainHead.objects.update(**old)
    assert found() == ("", 0)
    result = verify_chain(Anchor(5, last.mac))
    assert (result.problem, result.at_sequence) == ("truncated", 4)


def test_a_log_written_anew_is_caught_by_the_anchor(append: Append) -> None:
    append(5)
    result = verify_chain(Anchor(3, "0" * 64))
    assert (result.problem, result.at_sequence) == ("anchor", 3)


def test_a_head_that_is_gone_or_behind_is_found(append: Append) -> None:
    rows = append(5)
    seal = chain.head_seal(4, rows[3].mac, rows[3].key_id)
    with triggers_off():
        ChainHead.objects.update(sequence=4, mac=rows[3].mac, seal=seal)
    assert found() == ("head_changed", 5)
    with triggers_off():
        ChainHead.objects.all().delete()
    assert found() == ("head_changed", 5)


def test_a_head_reset_to_nothing_is_found(append: Append) -> None:
    append(2)
    with triggers_off():
        Entry.objects.all().delete()
        ChainHead.objects.update(sequence=0, mac="0" * 64)
    assert verify_chain().is_whole  # as a new log: only an anchor knows better
    assert verify_chain(Anchor(2, "0" * 64)).problem == "truncated"


@pytest.fixture
def use_keys(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    def use(current: str, *old: str) -> None:
        update = {"audit_key": current, "old_audit_keys": list(old)}
        monkeypatch.setattr(settings, "CONFIG", settings.CONFIG.model_copy(update=update))
        chain.keys.cache_clear()

    yield use
    monkeypatch.undo()
    chain.keys.cache_clear()


FIRST, SECOND = "0123456789abcdef" * 4, "fedcba9876543210" * 4


def test_a_replaced_key_verifies_its_rows(append: Append, use_keys: Callable[..., None]) -> None:
    use_keys(FIRST)
    append(2)
    use_keys(SECOND, FIRST)
    append(2)
    assert found() == ("", 0)
    use_keys(SECOND)
    assert found() == ("unknown_key", 1)


def test_a_replaced_key_signs_nothing_new(append: Append, use_keys: Callable[..., None]) -> None:
    use_keys(SECOND)
    append(2)
    use_keys(FIRST, SECOND)
    append(1)
    use_keys(SECOND, FIRST)
    append(1)
    use_keys(FIRST, SECOND)
    assert found() == ("old_key", 4)


def test_reading_reports_how_far_it_is(append: Append, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fulcrum.apps.audit.verification.CHUNK", 2)
    append(5)
    seen: list[int] = []
    verify_chain(observer=seen.append)
    assert seen == [2, 4]


@pytest.mark.django_db(transaction=True)
def test_verifying_sees_one_moment_and_keeps_nobody_out(append: Append) -> None:
    append(5)
    assert queries.verify().count == 5
    append(1)
    assert queries.verify().count == 6
