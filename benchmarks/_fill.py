"""Fills the database of pages.py: organisations, and completed assessments with their scores.

Rows are written as tuples: a hundred thousand objects would be most of what the measurement takes.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from fulcrum.apps.blueprint.actions.releases import load_release
from fulcrum.apps.blueprint.models import Answer, Assessment, AssessmentState, Release, Score
from fulcrum.apps.blueprint.releases import SHIPPED, spec_of
from fulcrum.apps.blueprint.scoring import Given, Result, score
from fulcrum.apps.parties import terms
from fulcrum.apps.parties.enums import SizeBand, SubSector
from fulcrum.apps.parties.models import Organisation
from fulcrum.kernel.actors import system_actor

COUNTRIES = ("NO", "DE", "KE", "BR", "IN", "ZA", "JP", "FR", "AE", "US")
LANGUAGES = ("en", "fr", "sw", "ar")
KINDS = 97  # different sets of answers, so that scores need not be computed anew for each
CHUNK = 10_000


def write(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows of a table as tuples."""
    table, columns = model._meta.db_table, ", ".join(f'"{name}"' for name in names)
    marks = ", ".join(["%s"] * len(names))
    statement = f'INSERT INTO "{table}" ({columns}) VALUES ({marks})'
    found = iter(rows)
    with transaction.atomic(), connection.cursor() as cursor:
        while chunk := list(islice(found, CHUNK)):
            cursor.executemany(statement, chunk)


def organisations(count: int) -> None:
    """Write organisations whose names do not come in the order of their keys."""
    for start in range(0, count, CHUNK):
        rows = [_organisation(number, count) for number in range(start, min(start + CHUNK, count))]
        terms.index(Organisation.objects.bulk_create(rows), new=True)


def _organisation(number: int, count: int) -> Organisation:
    return Organisation(
        name=f"Institution {number * 7919 % count:06d}",
        sub_sector=SubSector.values[number % len(SubSector.values)],
        size_band=SizeBand.values[number % len(SizeBand.values)],
        country=COUNTRIES[number % len(COUNTRIES)],
        languages=[LANGUAGES[number % len(LANGUAGES)]],
        is_reference=True,
    )


def _answers(release: Release, kind: int) -> dict[str, Given]:
    """One of the sets of answers; some leave a question open, or set it aside."""
    found = {}
    for place, item in enumerate(spec_of(release).items):
        value = (kind * 31 + place * 17) % 7
        found[item] = Given(level=value if value < 5 else None, not_applicable=value == 5)
    return found


def _scores(result: Result) -> Iterator[tuple[Any, ...]]:
    groups = {"area": result.areas, "goal": result.goals, "action": result.actions}
    yield ("overall", "", result.overall)
    for kind, group in groups.items():
        for key, evaluation in group.items():
            yield (kind, key, evaluation)


def assessments(count: int) -> Release:
    """Write submitted assessments of the first organisations, under the release that is shipped."""
    release = load_release(SHIPPED / "release-2019.1", by=system_actor("benchmark"), publish=True)
    given = [_answers(release, kind) for kind in range(KINDS)]
    results = [list(_scores(score(spec_of(release), one))) for one in given]
    now = timezone.now()
    first = list(Organisation.objects.order_by("pk").values_list("pk", flat=True)[:count])
    Assessment.objects.bulk_create(
        Assessment(
            organisation_id=pk,
            release=release,
            state=AssessmentState.SUBMITTED,
            as_of_date=date(2026, 1, 1),
            finished_at=now - timedelta(minutes=place),
            is_imported=True,
            is_invented=True,
        )
        for place, pk in enumerate(first)
    )
    made = list(Assessment.objects.order_by("pk").values_list("pk", flat=True))
    _write_answers(made, given)
    _write_scores(made, results)
    return release


def _write_answers(made: list[int], given: list[dict[str, Given]]) -> None:
    names = ("assessment_id", "item_id", "level", "not_applicable", "reason", "note", "version")
    now = timezone.now()
    rows = (
        (pk, item, one.level, one.not_applicable, "No lending." * one.not_applicable, "", 1, now)
        for place, pk in enumerate(made)
        for item, one in given[place % KINDS].items()
    )
    write(Answer, (*names, "updated_at"), rows)


def _write_scores(made: list[int], results: list[list[tuple[Any, ...]]]) -> None:
    names = ("assessment_id", "kind", "key", "low", "high", "answered_count", "item_count")
    rows = (
        (
            pk,
            kind,
            key,
            one.value.low if one.value else None,
            one.value.high if one.value else None,
            one.answered_count,
            one.item_count - one.not_applicable_count,
        )
        for place, pk in enumerate(made)
        for kind, key, one in results[place % KINDS]
    )
    write(Score, names, rows)


def institution(release: Release, tenant_id: int) -> tuple[int, int]:
    """An institution that signs in; the keys of what it submitted and of its draft."""
    own = Organisation.objects.create(
        name="Own Bank", sub_sector="banking", country="KE", languages=["en"], tenant_id=tenant_id
    )
    terms.index([own], new=True)
    given, kept = _answers(release, 1), []
    for day, state in ((date(2025, 6, 1), AssessmentState.SUBMITTED), (date(2026, 2, 1), None)):
        kept.append(_assessment(own, release, given, day, state))
    return kept[0], kept[1]


def _assessment(
    own: Organisation,
    release: Release,
    given: dict[str, Given],
    day: date,
    state: AssessmentState | None,
) -> int:
    made = Assessment.objects.create(
        tenant_id=own.tenant_id,
        organisation=own,
        release=release,
        as_of_date=day,
        state=state or AssessmentState.DRAFT,
        finished_at=timezone.now() if state else None,
    )
    _write_answers([made.pk], [given] * KINDS)
    if state:
        _write_scores([made.pk], [list(_scores(score(spec_of(release), given)))] * KINDS)
    return made.pk
