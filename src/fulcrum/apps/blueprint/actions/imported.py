"""What taking in rows of completed assessments would do, and doing it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

from fulcrum.apps.audit.actions import Change, record_many
from fulcrum.apps.blueprint.assessment_columns import AnswerCell, AssessmentRow
from fulcrum.apps.blueprint.models import (
    FINISHED,
    Answer,
    Assessment,
    AssessmentState,
    Release,
    Score,
)
from fulcrum.apps.blueprint.queries.results import scores_of
from fulcrum.apps.blueprint.releases import spec_of
from fulcrum.apps.blueprint.scoring import Given, Result, score
from fulcrum.apps.parties.actions.files import Faults
from fulcrum.apps.parties.models import Organisation
from fulcrum.apps.parties.values import Fault
from fulcrum.kernel.actors import Actor

Key = tuple[int, date, str]


@dataclass(frozen=True, slots=True)
class Planned:
    """A row with the records it means; `existing` when it was imported before."""

    row: AssessmentRow
    organisation: Organisation
    release: Release
    existing: Assessment | None = None

    @property
    def key(self) -> Key:
        """What tells assessments apart."""
        return (self.organisation.pk, self.row.as_of_date, self.release.code)

    @property
    def finished_at(self) -> datetime:
        """The noon of the day it was submitted, so that no time zone moves the day."""
        return timezone.make_aware(datetime.combine(self.row.submitted_date, time(12)))


@dataclass(slots=True)
class Plan:
    """What taking in some rows would do."""

    created: list[Planned] = field(default_factory=list)
    changed: list[Planned] = field(default_factory=list)
    unchanged: list[Planned] = field(default_factory=list)
    faults: Faults = field(default_factory=dict)

    @property
    def counts(self) -> dict[str, int]:
        """How many rows are made, changed, unchanged and faulty."""
        names = ("created", "changed", "unchanged")
        return {name: len(getattr(self, name)) for name in names} | {"faulty": len(self.faults)}


def _same(answer: Answer, cell: AnswerCell) -> bool:
    kept = (answer.level, answer.reason, answer.note)
    return kept == (cell.level, cell.reason, cell.note)


def hold(organisations: set[int]) -> None:
    """Let two imports of the same institutions take turns, so that neither misses the other's."""
    rows = Organisation.objects.filter(pk__in=organisations).order_by("pk")
    list(rows.select_for_update().values_list("pk"))


def sort_rows(rows: list[Planned], plan: Plan) -> None:
    """Put each row with the new, the changed or the unchanged."""
    existing = _existing(rows)
    answers = _answers_of([one for one in existing.values() if one.is_imported])
    for one in rows:
        found = existing.get(one.key)
        if found is None:
            plan.created.append(one)
            continue
        if not found.is_imported:
            plan.faults[one.row.number] = [_own_one(one)]
            continue
        known = Planned(one.row, one.organisation, one.release, found)
        same = _says_the_same(known, answers.get(found.pk, {}))
        (plan.unchanged if same else plan.changed).append(known)


def _own_one(one: Planned) -> Fault:
    what = _("The institution itself submitted an assessment of this day.")
    return Fault("as_of_date", str(one.row.as_of_date), what, _("It is kept; take this row out."))


def _existing(rows: list[Planned]) -> dict[Key, Assessment]:
    found = Assessment.objects.filter(
        organisation__in={one.organisation.pk for one in rows},
        as_of_date__in={one.row.as_of_date for one in rows},
        state=AssessmentState.SUBMITTED,
    ).with_release("organisation")
    # An imported one comes last, so that it is the one corrected where there are both.
    ordered = found.order_by("is_imported", "pk")
    return {(row.organisation_id, row.as_of_date, row.release.code): row for row in ordered}


def _answers_of(assessments: list[Assessment]) -> dict[int, dict[str, Answer]]:
    found: dict[int, dict[str, Answer]] = {}
    for answer in Answer.objects.filter(assessment__in=assessments):
        found.setdefault(answer.assessment_id, {})[answer.item_id] = answer
    return found


def _says_the_same(one: Planned, kept: Mapping[str, Answer]) -> bool:
    given = one.row.answers
    if one.existing is None or one.existing.finished_at != one.finished_at:
        return False
    return kept.keys() == given.keys() and all(_same(kept[name], given[name]) for name in given)


def carry_out(plan: Plan, *, by: Actor) -> None:
    """Write a plan; call it inside the transaction of the step it belongs to."""
    made = [_new(one, by) for one in plan.created]
    Assessment.objects.bulk_create(made)
    again = [(one, one.existing) for one in plan.changed if one.existing is not None]
    corrected = [existing for _one, existing in again]
    for one, existing in again:
        existing.finished_at = one.finished_at
    Assessment.objects.bulk_update(corrected, ["finished_at"])
    Answer.objects.filter(assessment__in=corrected).delete()
    Score.objects.filter(assessment__in=corrected).delete()
    pairs = [*zip(plan.created, made, strict=True), *again]
    Answer.objects.bulk_create(
        answer for one, assessment in pairs for answer in _answers(one, assessment, by)
    )
    Score.objects.bulk_create(
        row for one, assessment in pairs for row in scores_of(assessment, _result(one))
    )
    _follow_one_another({assessment.organisation_id for _one, assessment in pairs})
    record_many(
        by,
        [
            Change(
                "correct_imported_assessment" if one.existing else "import_assessment",
                assessment,
                new={"release": one.release.code, "submitted": one.row.submitted_date},
            )
            for one, assessment in pairs
        ],
    )


def _new(one: Planned, by: Actor) -> Assessment:
    return Assessment(
        tenant_id=one.organisation.tenant_id,
        organisation=one.organisation,
        release=one.release,
        state=AssessmentState.SUBMITTED,
        as_of_date=one.row.as_of_date,
        started_by_id=by.user_id,
        finished_at=one.finished_at,
        is_imported=True,
        is_invented=one.organisation.is_invented,
    )


def _answers(one: Planned, assessment: Assessment, by: Actor) -> list[Answer]:
    return [
        Answer(
            assessment=assessment,
            item_id=item,
            level=cell.level,
            not_applicable=cell.not_applicable,
            reason=cell.reason,
            note=cell.note,
            updated_by_id=by.user_id,
        )
        for item, cell in one.row.answers.items()
    ]


def _result(one: Planned) -> Result:
    answers = one.row.answers.items()
    given = {item: Given(cell.level, cell.not_applicable) for item, cell in answers}
    return score(spec_of(one.release), given)


def _follow_one_another(organisations: set[int]) -> None:
    """Tie each imported assessment to the one submitted before it, wherever in the file it stood."""
    rows = Assessment.objects.filter(organisation__in=organisations, state__in=FINISHED)
    moved: list[Assessment] = []
    before: Assessment | None = None
    for row in rows.order_by("organisation_id", "finished_at", "pk"):
        same = before is not None and before.organisation_id == row.organisation_id
        previous: int | None = before.pk if before is not None and same else None
        if row.is_imported and row.previous_id != previous:
            row.previous_id = previous
            moved.append(row)
        before = row
    Assessment.objects.bulk_update(moved, ["previous"])
