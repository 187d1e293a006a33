"""Organisations that come with Fulcrum: who the sources name, with source, date and mark."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from importlib.resources import files
from typing import Any

import yaml
from django.db import transaction
from django.utils.translation import gettext as _

from fulcrum.apps.audit.actions import Thing, record
from fulcrum.apps.audit.models import Entry
from fulcrum.apps.parties.actions.relations import add_relation
from fulcrum.apps.parties.actions.upserting import upsert_organisations
from fulcrum.apps.parties.enums import SUB_SECTOR_OF, ActorType, Mark, RelationKind
from fulcrum.apps.parties.models import Organisation, Relation
from fulcrum.kernel.actors import Actor
from fulcrum.kernel.errors import FulcrumError

DATA = "data/reference-organisations.yaml"
VERB = "load_reference_organisations"
LOADED = Thing("parties.reference", "organisations", "reference organisations")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading did."""

    organisation_count: int
    relation_count: int
    was_loaded_before: bool = False


def key_of(name: str) -> str:
    """The key of a reference organisation among all organisations."""
    return f"reference:{name}"


def _values(entry: dict[str, Any], as_of: date | None) -> dict[str, Any]:
    source = " ".join(entry["source"].split()).rstrip(".") + "."
    if own := entry.get("own_knowledge"):
        source += f" From general knowledge: {', '.join(own)}."
    return {
        "external_key": key_of(entry["key"]),
        "name": entry["name"],
        "aliases": entry.get("aliases", []),
        "actor_types": entry["actor_types"],
        "sub_sector": str(SUB_SECTOR_OF[ActorType(entry["actor_types"][0])]),
        "country": entry["country"],
        "languages": entry.get("languages", []),
        "source": source,
        "source_date": entry.get("source_date") or as_of,
        "mark": entry["mark"],
        "is_reference": True,
    }


def _read(text: str) -> tuple[list[dict[str, Any]], date | None]:
    try:
        document = yaml.safe_load(text)
        return list(document["organisations"]), document.get("as_of_date")
    except (yaml.YAMLError, KeyError, TypeError) as error:
        raise FulcrumError(
            _("The reference organisations cannot be read."),
            where="reference-organisations.yaml",
            mend=_("Restore the file that came with Fulcrum."),
        ) from error


def _merged_keys() -> set[str]:
    """Reference organisations that the Secretariat merged into others: those stay merged."""
    rows = Organisation.objects.filter(external_key__startswith=key_of(""))
    return set(rows.exclude(merged_into=None).values_list("external_key", flat=True))


def _relate(entries: list[dict[str, Any]], *, by: Actor) -> int:
    rows = Organisation.objects.live().filter(external_key__startswith=key_of(""))
    known = {row.external_key: row for row in rows}
    made = 0
    for entry in entries:
        source = known.get(key_of(entry["key"]))
        for line in entry.get("relations", []):
            target = known.get(key_of(line["to"]))
            if source is None or target is None:
                continue
            made += _relate_one(entry, line, source, target, by=by)
    return made


def _relate_one(
    entry: dict[str, Any],
    line: dict[str, Any],
    source: Organisation,
    target: Organisation,
    *,
    by: Actor,
) -> int:
    kind = RelationKind(line["kind"])
    same = Relation.objects.filter(kind=kind, from_organisation=source, to_organisation=target)
    if same.exists():
        return 0
    add_relation(
        source,
        kind,
        target,
        by=by,
        terms=line.get("note") or "",
        start_date=line.get("since"),
        evidence=" ".join(entry["source"].split())[:500],
        mark=Mark(entry["mark"]),
    )
    return 1


@transaction.atomic
def load_reference_organisations(*, by: Actor, text: str = "") -> Loaded:
    """Load the organisations that come with Fulcrum.

    The same file is loaded once, so that what the Secretariat corrects here stays corrected; a
    newer file writes over it. Relations are added, never taken away.

    Args:
        by: an officer of the Secretariat, or the system.
        text: the file; the one that comes with Fulcrum when empty.

    Raises:
        RefusedError: the actor is neither.
        FulcrumError: the file cannot be read, or holds a value that cannot be kept.
    """
    text = text or files("fulcrum.apps.parties").joinpath(DATA).read_text(encoding="utf-8")
    digest = sha256(text.encode()).hexdigest()
    last = Entry.objects.filter(verb=VERB).order_by("-sequence").first()
    if last is not None and last.new["sha256"] == digest:
        return Loaded(0, 0, was_loaded_before=True)
    entries, as_of = _read(text)
    merged = _merged_keys()
    rows = [_values(entry, as_of) for entry in entries if key_of(entry["key"]) not in merged]
    plan = upsert_organisations(rows, by=by)
    relation_count = _relate(entries, by=by)
    written = len(plan.created) + len(plan.changed)
    new = {"sha256": digest, "organisations": written, "relations": relation_count}
    record(by, VERB, LOADED, new=new)
    return Loaded(written, relation_count)
