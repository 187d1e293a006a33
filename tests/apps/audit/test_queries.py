from collections.abc import Callable

from django.db import transaction

from fulcrum.apps.audit.actions import Thing, record
from fulcrum.apps.audit.models import Entry
from fulcrum.apps.audit.queries import FieldChange, field_changes, timeline
from fulcrum.apps.audit.verbs import add_verbs, verb_text
from fulcrum.apps.jobs.models import Job
from fulcrum.apps.ui.access import access_refused
from fulcrum.kernel.actors import ANONYMOUS, Actor


def test_changes_are_the_values_that_differ() -> None:
    changes = field_changes({"a": 1, "b": 2, "gone": 3}, {"a": 1, "b": 5, "new": 4})
    assert changes == [
        FieldChange("b", 2, 5),
        FieldChange("gone", 3, None),
        FieldChange("new", None, 4),
    ]
    assert field_changes(None, None) == []


def test_a_timeline_is_of_its_records_newest_first(administrator: Actor, db: None) -> None:
    jobs = [Job.objects.create(key=f"k{n}", title=f"Job {n}", task="t") for n in range(3)]
    with transaction.atomic():
        for job in jobs:
            record(administrator, "start_job", job)
        record(administrator, "cancel_job", jobs[0], old={"state": "a"}, new={"state": "b"})
    items = timeline(jobs[0], jobs[1])
    assert [item.text for item in items] == [
        "asked long work to stop",
        "started long work",
        "started long work",
    ]
    assert items[0].changes == [FieldChange("state", "a", "b")]
    assert items[0].who == "Ada"
    assert [item.facts for item in items] == [{"state": "b"}, {}, {}]


def test_a_timeline_takes_one_query(
    administrator: Actor, db: None, django_assert_num_queries: Callable[[int], object]
) -> None:
    job = Job.objects.create(key="k", title="Job", task="t")
    with transaction.atomic():
        for _ in range(3):
            record(administrator, "start_job", job)
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        assert len(timeline(job, limit=2)) == 2


def test_verbs_read_as_their_app_says() -> None:
    assert verb_text("sing_song") == "sing song"
    add_verbs({"sing_song": "sang"})
    assert verb_text("sing_song") == "sang"


def refuse(actor: Actor, permission: str) -> None:
    access_refused.send(sender=None, actor=actor, permission=permission, path="/x/")


def test_refusals_are_recorded_once_a_minute(administrator: Actor, db: None) -> None:
    for _ in range(3):
        refuse(administrator, "test.once")
    refuse(administrator, "test.other")
    refuse(ANONYMOUS, "test.once")
    rows = Entry.objects.filter(verb="refuse_access").values_list("target_id", "target_label")
    assert sorted(rows) == [("test.once", "/x/"), ("test.other", "/x/")]


def test_entries_are_of_ones_own_organisation(administrator: Actor, db: None) -> None:
    other = Actor(kind=administrator.kind, user_id=8, tenant_id=2, role=administrator.role)
    with transaction.atomic():
        record(administrator, "x", Thing("t", "1"))
    assert Entry.objects.visible_to(administrator).count() == 1
    assert Entry.objects.visible_to(other).count() == 0
    assert Entry.objects.visible_to(ANONYMOUS).count() == 0
