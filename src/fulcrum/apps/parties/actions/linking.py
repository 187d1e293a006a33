"""The second pass of an import: which organisation is part of which."""

from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fulcrum.apps.audit.actions import Change, record_many
from fulcrum.apps.jobs.progress import Progress
from fulcrum.apps.parties.actions.files import keep_faults
from fulcrum.apps.parties.actions.organisation_rows import OrganisationRows
from fulcrum.apps.parties.matching import find, find_named, load_known
from fulcrum.apps.parties.models import Import, Organisation
from fulcrum.apps.parties.references import readings
from fulcrum.apps.parties.values import Fault
from fulcrum.kernel.actors import Actor

# By hand: Django's bulk update spells out every row twice, for one column.
_UPDATE = "UPDATE parties_organisation SET parent_id = %s, updated_at = %s WHERE id = %s"
Row = tuple[int, dict[str, Any], str]


def _no_parent(text: str) -> Fault:
    what = _("There is no organisation “%(name)s” to be part of.") % {"name": text}
    mend = _("Give its LEI, its key, or its name with the country: Name (CC).")
    return Fault("parent", text, what, mend)


class Links:
    """Who is part of whom, as far as this import has come."""

    def __init__(self) -> None:
        linked = Organisation.objects.exclude(parent=None)
        self._above: dict[int, int] = dict(linked.values_list("pk", "parent_id"))
        self.changed: list[tuple[Organisation, int | None]] = []

    def _makes_circle(self, child: int, parent: int) -> bool:
        above: int | None = parent
        while above is not None and above != child:
            above = self._above.get(above)
        return above == child

    def link(self, child: Organisation, parent: Organisation, text: str) -> list[Fault]:
        """Put an organisation under another; what is wrong with that."""
        if self._makes_circle(child.pk, parent.pk):
            return [Fault("parent", text, _("Each of the two would be part of the other."))]
        if child.parent_id != parent.pk:
            self.changed.append((child, child.parent_id))
            child.parent = parent
            self._above[child.pk] = parent.pk
        return []

    def write(self, *, by: Actor) -> None:
        """Write what changed since the last step."""
        now = timezone.now()
        rows = [(child.parent_id, now, child.pk) for child, _old in self.changed]
        with connection.cursor() as cursor:
            cursor.executemany(_UPDATE, rows)
        record_many(
            by,
            (
                Change("update_organisation", child, {"parent": old}, {"parent": child.parent_id})
                for child, old in self.changed
            ),
        )
        self.changed = []


def _link(rows: Iterable[Row], links: Links) -> dict[int, list[Fault]]:
    rows = list(rows)
    above = [reading for _number, _values, text in rows for reading in readings(text)]
    known = load_known([*(values for _number, values, _text in rows), *above])
    faults: dict[int, list[Fault]] = {}
    for number, values, text in rows:
        child = find(values, known)
        if not isinstance(child, Organisation):
            continue  # its row was not taken, and says so already
        parent = find_named(text, known)
        found = links.link(child, parent, text) if parent else [_no_parent(text)]
        if found:
            faults[number] = found
    return faults


def _try(rows: Iterable[Row], reader: OrganisationRows) -> dict[int, list[Fault]]:
    """What a check finds: the organisation above is known, or another row of the file."""
    rows = list(rows)
    known = load_known([reading for _number, _values, text in rows for reading in readings(text)])
    return {
        number: [_no_parent(text)]
        for number, _values, text in rows
        if not find_named(text, known)
        and not any(reader.seen.holds(reading) for reading in readings(text))
    }


def link_parents(
    progress: Progress, reader: OrganisationRows, counts: dict[str, int], *, dry_run: bool
) -> dict[str, int]:
    """Link organisations to those above them, batch by batch; the counts with what was not."""
    run, links = reader.run, Links()
    place = dict(progress.checkpoint)
    start, total = place.get("linked", 0), place["total"]
    for step, rows in enumerate(reader.named_parents(), start=1):
        if step <= start:
            continue
        with transaction.atomic():
            faults = _try(rows, reader) if dry_run else _link(rows, links)
            if not dry_run:
                links.write(by=progress.actor)
            keep_faults(run, reader.raw, faults)
            counts = counts | {"unlinked": counts.get("unlinked", 0) + len(faults)}
            Import.objects.filter(pk=run.pk).update(counts=counts)
            progress.advance(total, total, _("Linking parents"), place | {"linked": step})
    return counts
