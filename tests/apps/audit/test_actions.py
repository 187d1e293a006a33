import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fulcrum.apps.audit import chain
from fulcrum.apps.audit.actions import Thing, record, record_many
from fulcrum.apps.audit.models import ChainHead, Entry
from fulcrum.apps.audit.verification import verify_chain
from fulcrum.apps.jobs.models import Job
from fulcrum.kernel.actors import Actor, system_actor

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


def test_a_row_says_who_for_whom_what_and_from_where(administrator: Actor, db: None) -> None:
    job = Job.objects.create(key="k", title="Import", task="t")
    with transaction.atomic():
        entry = record(administrator, "start_job", job, old={"a": 1}, new={"a": Decimal("2.50")})
    kept = Entry.objects.get()
    assert (kept.actor_label, kept.actor_id, kept.tenant_id) == ("Ada", 7, 1)
    assert (kept.target_type, kept.target_id, kept.target_label) == (
        "jobs.job",
        str(job.pk),
        "Import",
    )
    assert (kept.old, kept.new) == ({"a": 1}, {"a": "2.50"})
    assert kept.origin == "192.0.2.1"
    assert kept.mac == entry.mac
    assert str(kept).startswith("1 start_job jobs.job")


def test_a_row_outside_a_transaction_is_refused(
    administrator: Actor, transactional_db: None
) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        record(administrator, "x", Thing("t", "1"))


def test_a_rolled_back_action_leaves_no_row(append: Callable[..., Any]) -> None:
    append(2)
    with transaction.atomic():
        append(3)
        transaction.set_rollback(True)
    assert Entry.objects.count() == 2
    assert append(1)[0].sequence == 3
    assert verify_chain().is_whole


def test_nothing_to_record_moves_nothing(administrator: Actor, db: None) -> None:
    assert record_many(administrator, []) == []
    assert not Entry.objects.exists()


def test_recording_takes_three_statements(
    append: Callable[..., Any], django_assert_num_queries: Callable[[int], Any]
) -> None:
    append(1)
    with django_assert_num_queries(5):  # savepoint, head, rows, head, release
        append(20)


def test_the_head_follows(append: Callable[..., list[Entry]]) -> None:
    last = append(3)[-1]
    head = ChainHead.objects.get()
    assert (head.sequence, head.mac) == (3, last.mac)
    assert head.seal == chain.head_seal(3, last.mac, head.key_id)
    assert str(head) == "chain at 3"


@pytest.mark.django_db
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(values=st.dictionaries(st.text(), VALUES, max_size=4))
def test_whatever_is_recorded_verifies_when_read_back(values: dict[str, Any]) -> None:
    with transaction.atomic():
        record(system_actor("test"), "change_thing", Thing("t", "1"), new=values)
    assert verify_chain().is_whole


def test_dates_and_times_are_kept_as_text(administrator: Actor, db: None) -> None:
    with transaction.atomic():
        entry = record(administrator, "x", Thing("t", "1"), new={"on": dt.date(2026, 11, 24)})
    assert entry.new == {"on": "2026-11-24"}
