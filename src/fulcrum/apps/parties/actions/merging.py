"""Two records become one, and two again when that was a mistake."""

from collections.abc import Mapping
from typing import Any, cast

from django.db import IntegrityError, transaction
from django.db.models import Field, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from fulcrum.apps.audit.actions import record
from fulcrum.apps.parties import terms
from fulcrum.apps.parties.actions.organisations import check_parent
from fulcrum.apps.parties.merging import movers
from fulcrum.apps.parties.models import Distinct, Merge, Organisation, Person, Relation, Term
from fulcrum.apps.parties.values import DEFAULTS, check_values
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import ConflictError, RefusedError

KEPT, ABSORBED, BOTH = "kept", "absorbed", "both"
LISTS = ("aliases", "actor_types", "jurisdictions", "languages")
FIELDS = (*DEFAULTS, "is_reference", "is_invented", "parent_id")
_RELATION = (
    "pk",
    "kind",
    "from_organisation_id",
    "from_person_id",
    "to_organisation_id",
    "terms",
    "start_date",
    "end_date",
    "source",
    "mark",
    "created_at",
)


def _refuse_strangers(actor: Actor) -> None:
    if not (actor.is_system or actor.is_secretariat):
        raise RefusedError(_("Only the Secretariat merges organisations."))


def snapshot(organisation: Organisation) -> dict[str, Any]:
    """Every value that a merge may change."""
    return {name: getattr(organisation, name) for name in FIELDS}


def _python(name: str, value: Any) -> Any:
    """A value as it was before it went through JSON."""
    field = cast("Field[Any, Any]", Organisation._meta.get_field(name))
    return None if value is None else field.to_python(value)


def joined(kept: list[str], absorbed: list[str]) -> list[str]:
    """Two lists as one, each entry once."""
    return list(dict.fromkeys([*kept, *absorbed]))


def chosen_values(
    kept: Organisation, absorbed: Organisation, choices: Mapping[str, str]
) -> dict[str, Any]:
    """The values the kept record gets.

    Without a choice: lists are joined, what is empty is filled, the rest stays. The absorbed
    name (or the name that was not chosen) is kept as an alias.
    """
    values: dict[str, Any] = {}
    for name in DEFAULTS:
        ours, theirs = getattr(kept, name), getattr(absorbed, name)
        choice = choices.get(name, BOTH)
        if choice == BOTH:
            values[name] = joined(ours, theirs) if name in LISTS else ours or theirs
        else:
            values[name] = ours if choice == KEPT else theirs
    names = [kept.name, absorbed.name]
    others = [name for name in names if name not in (values["name"], *values["aliases"])]
    values["aliases"] = [alias for alias in values["aliases"] if alias != values["name"]] + others
    return values


def _parent_after(kept: Organisation, absorbed: Organisation) -> Organisation | None:
    """What the kept record is part of: its own parent, unless that leads through the absorbed."""
    above = kept.parent
    while above is not None:
        if above.pk == absorbed.pk:
            return absorbed.parent
        above = above.parent
    parent = kept.parent or absorbed.parent
    return None if parent is None or parent.pk == kept.pk else parent


def _move_relations(kept: Organisation, absorbed: Organisation) -> list[dict[str, Any]]:
    """Relations of the absorbed become the kept's; as they were before.

    One that would lead from the kept to itself, or say what another says already, is left out.
    """
    mine = Q(from_organisation=absorbed) | Q(to_organisation=absorbed)
    before = list(Relation.objects.filter(mine).values(*_RELATION))
    for relation in Relation.objects.filter(mine):
        if relation.from_organisation_id == absorbed.pk:
            relation.from_organisation = kept
        if relation.to_organisation_id == absorbed.pk:
            relation.to_organisation = kept
        if relation.from_organisation_id == relation.to_organisation_id or _stands(relation):
            relation.delete()
        else:
            relation.save(update_fields=["from_organisation", "to_organisation"])
    return before


def _stands(relation: Relation) -> bool:
    same = Relation.objects.filter(
        kind=relation.kind,
        from_organisation=relation.from_organisation_id,
        from_person=relation.from_person_id,
        to_organisation=relation.to_organisation_id,
        end_date=None,
    )
    return relation.end_date is None and same.exclude(pk=relation.pk).exists()


def _move(kept: Organisation, absorbed: Organisation) -> dict[str, Any]:
    """Move everything that points at the absorbed record; what moving it back needs."""
    people = Person.objects.filter(organisation=absorbed)
    children = Organisation.objects.filter(parent=absorbed).exclude(pk=kept.pk)
    moved: dict[str, Any] = {
        "people": list(people.values_list("pk", flat=True)),
        "children": list(children.values_list("pk", flat=True)),
        "relations": _move_relations(kept, absorbed),
        "tenant": absorbed.tenant_id,
    }
    people.update(organisation=kept)
    children.update(parent=kept)
    moved["apps"] = {name: mover.move(absorbed, kept) for name, mover in movers().items()}
    return moved


def _locked(one: Organisation, other: Organisation) -> tuple[Organisation, Organisation]:
    rows = Organisation.objects.select_for_update().order_by("pk")
    found = {row.pk: row for row in rows.filter(pk__in=[one.pk, other.pk])}
    return found[one.pk], found[other.pk]


def _check_mergeable(kept: Organisation, absorbed: Organisation) -> None:
    if kept.pk == absorbed.pk:
        raise ConflictError(_("These are one record already."))
    if not (kept.is_live and absorbed.is_live):
        raise ConflictError(_("One of these was merged into another in the meantime."))
    if kept.tenant_id and absorbed.tenant_id:
        raise ConflictError(
            _("People sign in for both of these."),
            mend=_("End one of the two accounts first; merging would mix their records."),
        )


@transaction.atomic
def merge_organisations(
    kept: Organisation,
    absorbed: Organisation,
    *,
    by: Actor,
    choices: Mapping[str, str] | None = None,
) -> Merge:
    """Let one record absorb another.

    Args:
        kept: the record that stays.
        absorbed: the record that leads to it from now on.
        by: an officer of the Secretariat, or the system.
        choices: by field, whose value to keep: "kept", "absorbed" or (lists) "both".

    Raises:
        RefusedError: the actor is neither.
        ConflictError: both have accounts, or one was merged in the meantime.
        InvalidValuesError: the values chosen cannot be kept.
    """
    _refuse_strangers(by)
    kept, absorbed = _locked(kept, absorbed)
    _check_mergeable(kept, absorbed)
    values = chosen_values(kept, absorbed, choices or {})
    check_values(values)
    before = {KEPT: snapshot(kept), ABSORBED: snapshot(absorbed)}
    parent = _parent_after(kept, absorbed)
    moved = _move(kept, absorbed)
    tenant = kept.tenant or absorbed.tenant
    absorbed.merged_into, absorbed.tenant = kept, None
    absorbed.save()
    for name, value in values.items():
        setattr(kept, name, value)
    kept.tenant, kept.parent = tenant, parent
    kept.is_reference = kept.is_reference or absorbed.is_reference
    check_parent(kept, parent)
    kept.save()
    Term.objects.filter(organisation=absorbed).delete()
    terms.index([kept])
    merge = Merge.objects.create(
        kept=kept,
        absorbed=absorbed,
        before=before,
        after=snapshot(kept),
        moved=moved,
        merged_by=by.label[:200],
    )
    new = {"absorbed": absorbed.pk, "absorbed_name": absorbed.name, "merge": merge.pk}
    record(by, "merge_organisations", kept, old=before[KEPT], new=new | snapshot(kept))
    return merge


def _check_undoable(merge: Merge, kept: Organisation, absorbed: Organisation) -> None:
    if merge.undone_at is not None:
        raise ConflictError(_("This merge was undone before."))
    later = Merge.objects.filter(Q(kept=kept) | Q(absorbed=kept), undone_at=None, pk__gt=merge.pk)
    if later.exists() or absorbed.merged_into_id != kept.pk:
        raise ConflictError(
            _("This record was merged again since."), mend=_("Undo the later merge first.")
        )
    ends = {
        pk
        for relation in merge.moved["relations"]
        for pk in (relation["from_organisation_id"], relation["to_organisation_id"])
        if pk and pk != absorbed.pk
    }
    if Organisation.objects.filter(pk__in=ends).exclude(merged_into=None).exists():
        raise ConflictError(
            _("An organisation this one relates to was merged since."),
            mend=_("Undo that merge first."),
        )


def _restore_relations(relations: list[dict[str, Any]]) -> None:
    """Relations as they were; an end that was set since the merge stays."""
    now = Relation.objects.in_bulk([relation["pk"] for relation in relations])
    for values in relations:
        people = Person.objects.live().filter(pk=values["from_person_id"])
        if values["from_person_id"] and not people.exists():
            continue  # erased since: nothing may lead to them again
        kept = now.get(values["pk"])
        end = kept.end_date if kept else values["end_date"]
        Relation.objects.update_or_create(
            pk=values["pk"], defaults={**values, "end_date": end or values["end_date"]}
        )


def _move_back(kept: Organisation, absorbed: Organisation, moved: Mapping[str, Any]) -> None:
    Person.objects.filter(pk__in=moved["people"], organisation=kept).update(organisation=absorbed)
    children = Organisation.objects.filter(pk__in=moved["children"], parent=kept)
    children.update(parent=absorbed)
    _restore_relations(moved["relations"])
    known = movers()
    for name, what in moved["apps"].items():
        if name in known:
            known[name].move_back(absorbed, kept, what)


def _restore_kept(kept: Organisation, merge: Merge) -> list[str]:
    """Give the kept record its old values back; the fields edited since, which stay as they are."""
    edited = []
    for name, value in merge.before[KEPT].items():
        if getattr(kept, name) == _python(name, merge.after[name]):
            setattr(kept, name, _python(name, value))
        else:
            edited.append(name)
    if merge.moved["tenant"] and kept.tenant_id == merge.moved["tenant"]:
        kept.tenant = None
    return edited


@transaction.atomic
def undo_merge(merge: Merge, *, by: Actor) -> list[str]:
    """Make two records of one again, as they were.

    Returns:
        Fields of the kept record that were edited since the merge; those edits stay.

    Raises:
        RefusedError: the actor is neither an officer of the Secretariat nor the system.
        ConflictError: it was undone, or one of the two was merged again since.
    """
    _refuse_strangers(by)
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    kept, absorbed = _locked(merge.kept, merge.absorbed)
    _check_undoable(merge, kept, absorbed)
    tenant_id = merge.moved["tenant"] if kept.tenant_id == merge.moved["tenant"] else None
    edited = _restore_kept(kept, merge)
    for name, value in merge.before[ABSORBED].items():
        setattr(absorbed, name, _python(name, value))
    absorbed.merged_into, absorbed.tenant_id = None, tenant_id
    try:
        with transaction.atomic():
            kept.save()
            absorbed.save()
    except IntegrityError as error:
        raise ConflictError(
            _("Another organisation has the LEI or key of one of these by now.")
        ) from error
    _move_back(kept, absorbed, merge.moved)
    terms.index([kept, absorbed])
    merge.undone_at = timezone.now()
    merge.save(update_fields=["undone_at"])
    record(by, "undo_merge", kept, new={"absorbed": absorbed.pk, "edited_since": edited})
    return edited


@transaction.atomic
def mark_distinct(one: Organisation, other: Organisation, *, by: Actor) -> None:
    """Say that two records that look alike are two organisations.

    Raises:
        RefusedError: the actor is neither an officer of the Secretariat nor the system.
        ConflictError: it is one record.
    """
    _refuse_strangers(by)
    if one.pk == other.pk:
        raise ConflictError(_("These are one record already."))
    first, second = sorted((one.pk, other.pk))
    _entry, made = Distinct.objects.get_or_create(first_id=first, second_id=second)
    if made:
        record(by, "mark_distinct", one, new={"other": other.pk})
