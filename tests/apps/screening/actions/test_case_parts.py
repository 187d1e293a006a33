"""Notes, tasks and sealed files of a case."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from fulcrum.apps.audit.models import Entry
from fulcrum.apps.screening.actions import case_files, case_parts
from fulcrum.apps.screening.actions.case_closing import close_case
from fulcrum.apps.screening.actions.case_parts import TaskInput
from fulcrum.apps.screening.models import Case, CaseFile
from fulcrum.kernel.actors import Actor, Role
from fulcrum.kernel.errors import ConflictError, FulcrumError, RefusedError
from tests.apps.screening.case_making import begin, in_days, person

SECRET = b"She said: only after six, and never by telephone."


@pytest.fixture
def analyst(actor_as: Callable[..., Actor]) -> Actor:
    return actor_as(Role.CRIME_ANALYST)


@pytest.fixture
def case(analyst: Actor) -> Case:
    return begin(analyst)


def a_file(name: str = "talk.txt", content: bytes = SECRET) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "text/plain")


def stored(one: CaseFile) -> Path:
    return Path(settings.DATA_DIR) / "files" / str(one.file.name)


def test_notes_are_only_added(case: Case, analyst: Actor) -> None:
    with pytest.raises(FulcrumError, match="empty"):
        case_parts.add_note(case, " ", by=analyst)
    before = case.updated_at
    note = case_parts.add_note(case, " Rent of six flats. ", by=analyst)
    assert (note.text, note.by_name, note.by_id) == (
        "Rent of six flats.", analyst.label, analyst.user_id,
    )  # fmt: skip
    assert Entry.objects.get(verb="add_note").new == {"note": note.pk}
    case.refresh_from_db()
    assert case.updated_at > before
    verbs = [name for name in vars(case_parts) if "note" in name]
    assert verbs == ["add_note"]


def test_a_task_is_done_and_undone(case: Case, analyst: Actor) -> None:
    with pytest.raises(FulcrumError, match="to be done"):
        case_parts.add_task(case, TaskInput(" ", in_days(1)), by=analyst)
    task = case_parts.add_task(
        case, TaskInput("Ask the branch", in_days(1), person(analyst)), by=analyst
    )
    with pytest.raises(ConflictError, match="not done yet"):
        case_parts.undo_task(task, by=analyst)
    assert case_parts.finish_task(task, by=analyst).done_by_name == analyst.label
    with pytest.raises(ConflictError, match="done already"):
        case_parts.finish_task(task, by=analyst)
    assert case_parts.undo_task(task, by=analyst).done_at is None
    found = Entry.objects.filter(target_type="screening.case").order_by("sequence")
    verbs = list(found.values_list("verb", flat=True))
    assert verbs == ["open_case", "add_task", "finish_task", "undo_task"]


def test_tasks_are_for_people_who_work_here(
    case: Case, analyst: Actor, actor_as: Callable[..., Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    stranger = person(actor_as(Role.CRIME_ANALYST))
    with pytest.raises(FulcrumError, match="does not work on cases"):
        case_parts.add_task(case, TaskInput("T", in_days(1), stranger), by=analyst)
    monkeypatch.setattr(case_parts, "MOST_TASKS", 0)
    with pytest.raises(FulcrumError, match="no more than 0"):
        case_parts.add_task(case, TaskInput("T", in_days(1)), by=analyst)


def test_a_file_is_sealed_and_opens_for_its_organisation_alone(
    case: Case, analyst: Actor, actor_as: Callable[..., Actor]
) -> None:
    kept = case_files.add_file(case, " Notes of a talk ", a_file(), by=analyst)
    assert (kept.title, kept.name, kept.size) == ("Notes of a talk", "talk.txt", len(SECRET))
    assert b"telephone" not in stored(kept).read_bytes()
    assert case_files.open_file(kept, by=analyst) == SECRET
    assert Entry.objects.get(verb="open_file").new == {"file": kept.pk}
    tenant = case.tenant
    lead = actor_as(Role.INSTITUTION_LEAD, tenant=tenant)
    for other in (actor_as(Role.CRIME_ANALYST), lead, actor_as(Role.SECRETARIAT_OFFICER)):
        with pytest.raises(RefusedError):
            case_files.open_file(kept, by=other)


def test_a_damaged_file_says_so(case: Case, analyst: Actor) -> None:
    kept = case_files.add_file(case, "F", a_file(), by=analyst)
    stored(kept).write_bytes(stored(kept).read_bytes()[:-3])
    with pytest.raises(FulcrumError, match="damaged"):
        case_files.open_file(kept, by=analyst)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("run.exe", b"MZ", "not taken"),
        ("talk.pdf", b"no pdf", "not what its name says"),
        ("talk.txt", b"", "empty"),
    ],
)
def test_files_that_are_not_taken(
    case: Case, analyst: Actor, name: str, content: bytes, said: str
) -> None:
    with pytest.raises(FulcrumError, match=said):
        case_files.add_file(case, "F", a_file(name, content), by=analyst)
    assert not CaseFile.objects.exists()


def test_a_file_has_a_title_and_a_case_has_room(
    case: Case, analyst: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(FulcrumError, match="what the file is"):
        case_files.add_file(case, " ", a_file(), by=analyst)
    monkeypatch.setattr(case_files, "MOST_FILES", 0)
    with pytest.raises(FulcrumError, match="no more than 0"):
        case_files.add_file(case, "F", a_file(), by=analyst)


def test_nobody_else_adds_and_a_closed_case_takes_nothing(
    case: Case, analyst: Actor, actor_as: Callable[..., Actor]
) -> None:
    task = case_parts.add_task(case, TaskInput("T", in_days(1)), by=analyst)
    steps: list[Any] = [
        lambda by: case_parts.add_note(case, "N", by=by),
        lambda by: case_parts.add_task(case, TaskInput("T", in_days(1)), by=by),
        lambda by: case_parts.finish_task(task, by=by),
        lambda by: case_files.add_file(case, "F", a_file(), by=by),
    ]
    tenant = case.tenant
    others = (actor_as(Role.CRIME_ANALYST), actor_as(Role.INSTITUTION_LEAD, tenant=tenant))
    for step in steps:
        for other in others:
            with pytest.raises(RefusedError):
                step(other)
    close_case(case, "Done.", by=analyst)
    for step in steps:
        with pytest.raises(ConflictError, match="closed"):
            step(analyst)
