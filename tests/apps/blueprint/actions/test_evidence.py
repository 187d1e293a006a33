"""Evidence: links over HTTPS, files sealed at rest, opened by whoever may see the assessment."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from fulcrum.apps.audit.models import Entry
from fulcrum.apps.blueprint.actions import assessments, evidence
from fulcrum.apps.blueprint.actions.assessments import AnswerInput
from fulcrum.apps.blueprint.evidence_files import open_evidence
from fulcrum.apps.blueprint.models import Assessment, Clarification, Evidence
from fulcrum.kernel.actors import Actor, Role
from fulcrum.kernel.errors import ConflictError, FulcrumError, RefusedError
from tests.apps.blueprint.making import draft, institution, make_release
from tests.conftest import ActorMaker, TenantMaker

pytestmark = pytest.mark.django_db
SECRET = b"The board decided on Tuesday, in minutes nobody else may read."


@pytest.fixture
def assessment(tenant_of: TenantMaker) -> Assessment:
    """A draft of an institution with an account."""
    return draft(institution(tenant_id=tenant_of().pk), make_release(), {})


@pytest.fixture
def lead(assessment: Assessment, actor_as: ActorMaker) -> Actor:
    """The institution's lead."""
    return actor_as(Role.INSTITUTION_LEAD, tenant=assessment.tenant)


def a_file(name: str = "minutes.txt", content: bytes = SECRET) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "text/plain")


def attach(assessment: Assessment, by: Actor) -> Evidence:
    return evidence.add_file(assessment, "G-1", title=" Minutes ", file=a_file(), by=by)


def submit(assessment: Assessment, by: Actor) -> Assessment:
    assessments.answer_item(assessment, "G-1", AnswerInput(3), by=by)
    return assessments.submit(assessments.sign_off(assessment, by=by), by=by)


def stored(one: Evidence) -> Path:
    return Path(settings.DATA_DIR) / "files" / str(one.file.name)


def test_a_file_is_sealed_on_disk_and_opens_for_its_institution(
    assessment: Assessment, lead: Actor
) -> None:
    kept = attach(assessment, lead)
    assert (kept.title, kept.file_name, kept.size) == ("Minutes", "minutes.txt", len(SECRET))
    assert b"board" not in stored(kept).read_bytes()
    assert b"".join(open_evidence(kept, by=lead)) == SECRET
    assert Entry.objects.get(verb="add_evidence").new["sha256"] == kept.sha256
    assert Entry.objects.filter(verb="open_secret").count() == 1


def test_nobody_else_opens_a_draft_s_file(
    assessment: Assessment, lead: Actor, actor_as: ActorMaker
) -> None:
    kept = attach(assessment, lead)
    for role in (Role.INSTITUTION_LEAD, Role.SECRETARIAT_OFFICER):
        with pytest.raises(RefusedError):
            b"".join(open_evidence(kept, by=actor_as(role)))


def test_the_secretariat_opens_what_was_submitted_and_only_that(
    assessment: Assessment, lead: Actor, actor_as: ActorMaker, tenant_of: TenantMaker
) -> None:
    officer = actor_as(Role.SECRETARIAT_OFFICER)
    kept = attach(assessment, lead)
    other = draft(institution("Other Bank"), assessment.release, {})
    Assessment.objects.filter(pk=other.pk).update(tenant=assessment.tenant)
    other.refresh_from_db()
    private = attach(other, lead)
    submit(assessment, lead)
    assert b"".join(open_evidence(kept, by=officer)) == SECRET
    with pytest.raises(RefusedError):
        b"".join(open_evidence(private, by=officer))


def test_a_file_sent_with_an_answer_is_shared_at_once(
    assessment: Assessment, lead: Actor, actor_as: ActorMaker
) -> None:
    officer = actor_as(Role.SECRETARIAT_OFFICER)
    done = submit(assessment, lead)
    with pytest.raises(ConflictError, match="finished"):
        attach(done, lead)
    Clarification.objects.create(assessment=done)
    assert b"".join(open_evidence(attach(done, lead), by=officer)) == SECRET


def test_a_moved_file_does_not_open(assessment: Assessment, lead: Actor) -> None:
    first, second = attach(assessment, lead), attach(assessment, lead)
    stored(first).write_bytes(stored(second).read_bytes())
    with pytest.raises(FulcrumError):
        b"".join(open_evidence(first, by=lead))


@pytest.mark.parametrize(
    ("name", "content"),
    [("tool.exe", b"MZ"), ("empty.txt", b""), ("picture.png", b"no picture at all")],
)
def test_files_that_are_not_taken(
    assessment: Assessment, lead: Actor, name: str, content: bytes
) -> None:
    with pytest.raises(FulcrumError):
        evidence.add_file(assessment, "G-1", title="T", file=a_file(name, content), by=lead)
    assert not Evidence.objects.exists()


def test_a_link_is_kept_and_nothing_is_fetched(assessment: Assessment, lead: Actor) -> None:
    kept = evidence.add_link(
        assessment, "G-1", title="Policy", link="https://example.org/p", by=lead
    )
    assert (kept.link, kept.file.name) == ("https://example.org/p", "")


def test_twenty_are_enough(assessment: Assessment, lead: Actor) -> None:
    for number in range(evidence.MOST_PER_ITEM):
        evidence.add_link(assessment, "G-1", title=str(number), link="https://a.org", by=lead)
    with pytest.raises(FulcrumError, match="enough"):
        evidence.add_link(assessment, "G-1", title="more", link="https://a.org", by=lead)
    evidence.add_link(assessment, "G-2", title="another", link="https://a.org", by=lead)


def test_strangers_attach_and_remove_nothing(
    assessment: Assessment, lead: Actor, actor_as: ActorMaker
) -> None:
    kept = attach(assessment, lead)
    for role in (Role.INSTITUTION_LEAD, Role.SECRETARIAT_OFFICER):
        stranger = actor_as(role)
        with pytest.raises(RefusedError):
            evidence.add_link(assessment, "G-1", title="T", link="https://a.org", by=stranger)
        with pytest.raises(RefusedError):
            evidence.remove_evidence(kept, by=stranger)
    with pytest.raises(FulcrumError, match="no such item"):
        evidence.add_link(assessment, "X", title="T", link="https://a.org", by=lead)


@pytest.mark.django_db(transaction=True)
def test_what_is_removed_leaves_the_disk_too(assessment: Assessment, lead: Actor) -> None:
    kept = attach(assessment, lead)
    path = stored(kept)
    evidence.remove_evidence(kept, by=lead)
    assert not path.exists()
    assert not Evidence.objects.exists()


def test_finished_evidence_stays(assessment: Assessment, lead: Actor) -> None:
    kept = attach(assessment, lead)
    submit(assessment, lead)
    kept.refresh_from_db()
    with pytest.raises(ConflictError):
        evidence.remove_evidence(Evidence.objects.get(pk=kept.pk), by=lead)
