"""Take in many organisations at once: what is known is changed, what is new is made."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from fulcrum.apps.audit.actions import Change, record_many
from fulcrum.apps.parties import terms
from fulcrum.apps.parties.actions.organisations import plain
from fulcrum.apps.parties.matching import Known, Seen, find, load_known
from fulcrum.apps.parties.models import Organisation
from fulcrum.apps.parties.values import (
    DEFAULTS,
    ORIGIN_FIELDS,
    Fault,
    InvalidValuesError,
    Values,
    faults_in,
    tidied,
)
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import ConflictError, RefusedError

BATCH = 1000
REQUIRED = ("name", "sub_sector", "country")
_WRITTEN = ("name_key", "continent", "main_language", "updated_at")


@dataclass(frozen=True, slots=True)
class Incoming:
    """One row: its number where it comes from, and the fields it says something about."""

    number: int
    values: dict[str, Any]


@dataclass(slots=True)
class Changed:
    """A known organisation with its new values set, and the old ones."""

    organisation: Organisation
    old: dict[str, Any]
    new: dict[str, Any]


@dataclass(slots=True)
class Plan:
    """What taking in some rows would do."""

    created: list[Organisation] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    unchanged: list[Organisation] = field(default_factory=list)
    faults: dict[int, list[Fault]] = field(default_factory=dict)

    @property
    def counts(self) -> dict[str, int]:
        """How many rows are made, changed, unchanged and faulty."""
        return {
            "created": len(self.created),
            "changed": len(self.changed),
            "unchanged": len(self.unchanged),
            "faulty": len(self.faults),
        }


def _missing(values: Mapping[str, Any]) -> list[Fault]:
    absent = [name for name in REQUIRED if name not in values]
    what = _("This is needed for an organisation that is not known yet.")
    return [Fault(name, "", what) for name in absent]


def _repeated(row: Incoming, seen: Seen) -> list[Fault]:
    earlier = seen.earlier(row.number, row.values)
    if not earlier:
        return []
    what = _("This row means the same organisation as row %(row)d.") % {"row": earlier}
    return [Fault("name", str(row.values.get("name", "")), what, _("Keep one of the two."))]


def _plan_row(row: Incoming, known: Known, plan: Plan) -> list[Fault]:
    """Put one row where it belongs; what is wrong with it."""
    found = find(row.values, known)
    if isinstance(found, Fault):
        return [found]
    if found is None:
        if missing := _missing(row.values):
            return missing
        plan.created.append(Organisation(**{**DEFAULTS, **row.values}))
        return []
    new = {name: value for name, value in row.values.items() if getattr(found, name) != value}
    if not new:
        plan.unchanged.append(found)
        return []
    changed = Changed(found, {name: getattr(found, name) for name in new}, new)
    for name, value in new.items():
        setattr(found, name, value)
    plan.changed.append(changed)
    return []


def plan_rows(rows: Sequence[Incoming], seen: Seen) -> Plan:
    """What taking in some rows would do; changes nothing."""
    plan, sound = Plan(), []
    for row in rows:
        faults = faults_in(row.values) or _repeated(row, seen)
        if faults:
            plan.faults[row.number] = faults
        else:
            sound.append(row)
    known = load_known([row.values for row in sound])
    for row in sound:
        if faults := _plan_row(row, known, plan):
            plan.faults[row.number] = faults
    return plan


def _changes(plan: Plan) -> Iterator[Change]:
    for row in plan.created:
        values = {name: getattr(row, name) for name in (*DEFAULTS, *ORIGIN_FIELDS)}
        yield Change("create_organisation", row, new=plain(values))
    for change in plan.changed:
        yield Change("update_organisation", change.organisation, change.old, change.new)


def carry_out(plan: Plan, *, by: Actor) -> None:
    """Write a plan; call it inside the transaction of the step it belongs to.

    Raises:
        RefusedError: the actor is neither an officer of the Secretariat nor the system.
        ConflictError: somebody else wrote one of these keys or LEIs in the meantime.
    """
    if not (by.is_system or by.is_secretariat):
        raise RefusedError(_("Only the Secretariat does this."))
    changed = [change.organisation for change in plan.changed]
    written = [*DEFAULTS, *ORIGIN_FIELDS, *_WRITTEN]
    try:
        with transaction.atomic():
            Organisation.objects.bulk_create(plan.created)
            Organisation.objects.bulk_create(
                changed, update_conflicts=True, unique_fields=["id"], update_fields=written
            )
    except IntegrityError as error:
        raise ConflictError(
            _("One of these rows has the LEI or key of another organisation."),
            mend=_("Correct it and send the file again; nothing of this step was kept."),
        ) from error
    terms.index(plan.created, new=True)
    if changed:
        terms.index(changed)
    record_many(by, _changes(plan))


def _batches(rows: Iterable[Values]) -> Iterator[list[Incoming]]:
    batch: list[Incoming] = []
    for number, values in enumerate(rows, start=1):
        batch.append(Incoming(number, tidied(values)))
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


@transaction.atomic
def upsert_organisations(rows: Iterable[Values], *, by: Actor) -> Plan:
    """Take in organisations from a program (showcase, simulation, reference data): all or none.

    Args:
        rows: fields of `values.DEFAULTS` (and is_reference, is_invented); only those named change.
        by: an officer of the Secretariat, or the system.

    Returns:
        What was done; its organisations have their keys.

    Raises:
        InvalidValuesError: a row cannot be kept; its `where` names row and field.
    """
    whole, seen = Plan(), Seen()
    for batch in _batches(rows):
        plan = plan_rows(batch, seen)
        for number, faults in plan.faults.items():
            error = InvalidValuesError(faults)
            error.where = f"row {number}, {faults[0].field}"
            raise error
        carry_out(plan, by=by)
        whole.created += plan.created
        whole.changed += plan.changed
        whole.unchanged += plan.unchanged
    return whole
